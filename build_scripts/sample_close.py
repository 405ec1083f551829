"""Sample photos taken from close by: instruments, boards, sheets, locks, cabinets."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainterPath, QPen

from build_scripts.sample_paint import HEIGHT, WIDTH, Camera, Scene, label, scrawl, shade, write


def _room(seed: int, wall: str = "#c3c4bd", floor: str = "#8f8f88", z: float = 4.4, *, focal: float = 1350,
          horizon: float = 520) -> Scene:  # fmt: skip
    """A wall across the view and the floor before it."""
    scene = Scene(seed, Camera(focal=focal, horizon=horizon))
    scene.wall(z, wall, x=(-6, 6), height=4.2, stains=0.45)
    scene.floor(floor, near=1.0, far=z, half=6, joints=0.8, strength=0.5)
    at = scene.camera.at
    scene.face(
        [(-6, 0.12, z - 0.01), (6, 0.12, z - 0.01), (6, 0, z - 0.01), (-6, 0, z - 0.01)],
        "#6c6f70",
        "#55585a",
    )
    scene.glow(at((-0.9, 2.5, z)), 900, "#f6f3e8", 46)
    return scene


def gas_detector() -> Scene:
    """The four-gas detector in a gloved hand, the pit out of focus behind it."""
    scene = Scene(41, Camera(focal=1250, horizon=220))
    scene.area([(0, 0), (WIDTH, 0), (WIDTH, 330), (0, 330)], "#a9b6ba", "#c3ccca")
    scene.floor("#83867d", near=1.0, far=11, half=9, joints=1.6)
    scene.box((-2.2, -0.2), (0, 0.2), (3.6, 5.0), "#8b8c85")
    scene.face(
        [(-1.9, 0.21, 4.8), (-0.5, 0.21, 4.8), (-0.5, 0.21, 3.8), (-1.9, 0.21, 3.8)],
        "#15191a",
        "#22282a",
    )
    for x in (-2.6, 0.9):
        scene.post(x, 5.4, (0, 1.1), "#e3b41f", 0.06)
    scene.rail((-2.6, 1.05, 5.4), (0.9, 1.05, 5.4), "#e3b41f", 0.06)
    scene.blurred(13)
    scene.shadow([(660, 380), (1080, 380), (1120, 1180), (640, 1200)], 60, 110)
    scene.line([(1500, 1330), (1200, 1130), (960, 960)], "#37547f", 330)
    scene.line([(1470, 1300), (1180, 1100), (980, 965)], "#45669a", 210)
    glove, dark = "#c9873f", "#8c5a26"
    scene.rounded(QRectF(640, 690, 470, 430), 130, glove, dark)
    body = QRectF(648, 250, 380, 730)
    scene.rounded(body.adjusted(-12, -10, 14, 14), 62, "#b67c12", "#6d4806")
    scene.rounded(body, 54, "#f0b41e", "#b97d10")
    scene.rounded(QRectF(686, 292, 304, 650), 34, "#33393a", "#171b1c")
    for k in range(4):
        spot = QPointF(742 + k * 64, 336)
        scene.disc(spot, 23, 23, "#5a6061", "#202425")
        for ring in (8, 15):
            scene.painter.setPen(QPen(QColor(20, 22, 22, 180), 2.5))
            scene.painter.setBrush(Qt.BrushStyle.NoBrush)
            scene.painter.drawEllipse(spot, ring, ring)
    image, pen = label(540, 500, "#b9cda6")
    for k, (name, value, unit) in enumerate((("O2", "20.8", "%VOL"), ("LEL", "0", "%LEL"), ("H2S", "0.0", "ppm"),
                                             ("CO", "0", "ppm"))):  # fmt: skip
        left, top = (k % 2) * 270, (k // 2) * 250
        pen.setPen(QPen(QColor("#3d4d36"), 4))
        pen.drawRect(QRectF(left + 6, top + 6, 258, 238))
        write(pen, (left + 16, top + 12, 240, 60), name, 46, "#26331f", left=True)
        write(pen, (left + 8, top + 62, 254, 120), value, 112, "#17210f", bold=True)
        write(pen, (left + 8, top + 182, 254, 54), unit, 38, "#26331f")
    pen.end()
    scene.rounded(QRectF(706, 384, 264, 254), 10, "#0f1212", "#0f1212")
    scene.picture(image, [(714, 392), (962, 392), (962, 630), (714, 630)])
    scene.area(
        [(714, 392), (850, 392), (740, 630), (714, 630)],
        QColor(255, 255, 255, 46),
        QColor(255, 255, 255, 8),
    )
    for k, colour in enumerate(("#4c5455", "#2f7d4a", "#4c5455")):
        scene.disc(QPointF(762 + k * 76, 716), 27, 22, shade(colour, 1.4), shade(colour, 0.55))
    image, pen = label(300, 90, "#00000000")
    write(pen, (0, 0, 300, 90), "GAS-4  02号", 44, "#f2f2ea", bold=True)
    pen.end()
    scene.picture(image, [(800, 800), (980, 800), (980, 854), (800, 854)])
    for k in range(4):
        y = 720 + k * 92
        scene.shadow([(560, y + 10), (800, y + 22), (800, y + 92), (570, y + 96)], 14, 90)
        scene.rounded(QRectF(560 + k * 12, y, 236 - k * 10, 84), 40, shade(glove, 1.04), dark)
        scene.line([(620 + k * 10, y + 18), (620 + k * 10, y + 66)], QColor(110, 70, 28, 90), 5)
    scene.rounded(QRectF(984, 640, 92, 300), 46, glove, dark)
    return scene


def fan() -> Scene:
    """The axial fan with its yellow duct leading away."""
    scene = Scene(42, Camera(focal=1250, horizon=330))
    scene.wall(9, "#aeb8bb", x=(-10, 10), height=5)
    scene.floor("#8e918a", near=1.0, far=9, half=10, joints=1.6)
    scene.blurred(4)
    centre, radius = QPointF(620, 640), 330.0
    scene.shadow([(300, 930), (1000, 930), (1060, 1010), (280, 1010)], 36, 190)
    spine = [
        QPointF(760 + t * 9.0, 640 + 150 * math.sin(t / 60) + t * 1.9) for t in range(0, 106)
    ]
    scene.shadow(
        [p + QPointF(0, 230) for p in spine] + [p + QPointF(0, 300) for p in reversed(spine)],
        30,
        130,
    )
    for k, spot in enumerate(spine):
        size = 292 - k * 0.55
        tone = 0.82 + 0.3 * (k % 7 == 0) - 0.16 * (k % 7 == 4)
        scene.disc(
            spot, size * 0.34, size, shade("#e7bf1f", tone * 1.15), shade("#b28a0c", tone * 0.8)
        )
    scene.disc(centre + QPointF(46, 0), radius, radius, "#a5490f", "#6f2f07")
    scene.disc(centre, radius, radius, "#ef7f2a", "#b5520f")
    scene.disc(centre, radius * 0.88, radius * 0.88, "#272c2f", "#0e1112")
    for k in range(6):
        start = k * math.pi / 3 + 0.2
        blade = [centre]
        blade += [centre + QPointF(math.cos(start + t / 10) * radius * 0.8, math.sin(start + t / 10) * radius * 0.8)
                  for t in range(7)]  # fmt: skip
        scene.area(blade, "#77848b", "#414b50")
    scene.painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring in range(1, 9):
        scene.painter.setPen(QPen(QColor(186, 192, 194), 5))
        scene.painter.drawEllipse(
            centre, radius * 0.88 * ring / 8.4, radius * 0.88 * ring / 8.4
        )
    for k in range(4):
        way = k * math.pi / 4
        away = QPointF(math.cos(way) * radius * 0.88, math.sin(way) * radius * 0.88)
        scene.line([centre - away, centre + away], "#a9b0b3", 8)
    scene.disc(centre, 58, 58, "#f08a36", "#a5480d")
    scene.tube(
        [centre + QPointF(-230, 240), centre + QPointF(-280, 372), centre + QPointF(-130, 372)],
        "#3d4447",
        30,
    )
    scene.tube(
        [centre + QPointF(230, 240), centre + QPointF(290, 372), centre + QPointF(140, 372)],
        "#3d4447",
        30,
    )
    scene.rounded(QRectF(530, 250, 190, 74), 16, "#2b3033", "#15181a")
    cable = QPainterPath(QPointF(560, 290))
    cable.cubicTo(QPointF(300, 260), QPointF(120, 700), QPointF(40, 1080))
    scene.painter.setPen(QPen(QColor("#15181a"), 17))
    scene.painter.setBrush(Qt.BrushStyle.NoBrush)
    scene.painter.drawPath(cable)
    scene.painter.setPen(Qt.PenStyle.NoPen)
    image, pen = label(420, 120, "#f2f0e6")
    write(pen, (0, 0, 420, 120), "防爆 2号风机", 60, "#b3261f", bold=True)
    pen.end()
    scene.picture(image, [(505, 880), (735, 884), (735, 948), (505, 944)])
    return scene


def signin_sheet() -> Scene:
    """The sheet of signatures on a desk, a pen across it."""
    scene = Scene(43)
    scene.area([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], "#96724e", "#7a5a3b")
    for k in range(260):
        y = scene.rng.uniform(-20, HEIGHT + 20)
        tone = scene.rng.uniform(0.72, 1.2)
        bow = scene.rng.uniform(-14, 14)
        scene.line([(0, y), (500, y + bow), (1100, y - bow * 0.6), (WIDTH, y + bow * 0.3)],
                   shade("#86643f", tone, 60), scene.rng.uniform(1, 5) + k % 3)  # fmt: skip
    scene.glow(QPointF(330, 160), 900, "#fff3d8", 90)
    image, pen = label(1000, 1320, "#f6f4ec")
    write(pen, (0, 40, 1000, 80), "有限空间专题培训签到表", 56, "#22262b", bold=True)
    write(
        pen,
        (70, 128, 860, 50),
        "2026年11月5日 14:00　　二楼会议室　　讲课：林晓燕",
        30,
        "#22262b",
        left=True,
    )
    names = (
        "周建华",
        "林晓燕",
        "孙丽华",
        "马建军",
        "刘志强",
        "柯伟",
        "邱志",
        "涂军",
        "黄俊",
        "罗斌",
        "石国强",
    )
    kinds = (
        "审批",
        "审批",
        "监护",
        "监护",
        "监护",
        "监护",
        "作业",
        "作业",
        "救援",
        "救援",
        "救援",
    )
    pen.setPen(QPen(QColor("#6a6f74"), 3))
    for k in range(13):
        y = 200 + k * 86
        pen.drawLine(QPointF(70, y), QPointF(930, y))
    for x in (70, 170, 380, 560, 930):
        pen.drawLine(QPointF(x, 200), QPointF(x, 200 + 12 * 86))
    for k, words in enumerate(("序号", "姓名", "类别", "签名")):
        left, right = ((70, 170), (170, 380), (380, 560), (560, 930))[k]
        write(pen, (left, 200, right - left, 86), words, 34, "#22262b", bold=True)
    for k, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        y = 286 + k * 86
        write(pen, (70, y, 100, 86), str(k + 1), 32, "#22262b")
        write(pen, (170, y, 210, 86), name, 34, "#22262b")
        write(pen, (380, y, 180, 86), kind, 32, "#22262b")
        scrawl(pen, scene.rng, 610 + scene.rng.uniform(0, 60), y + 12, 58, len(name))
    pen.end()
    corners = [(430, 40), (1190, 96), (1240, 1240), (300, 1160)]
    scene.shadow([(440, 70), (1215, 120), (1275, 1275), (320, 1200)], 26, 190)
    scene.picture(image, corners)
    scene.area(
        [(430, 40), (800, 68), (640, 1190), (300, 1160)],
        QColor(255, 255, 255, 26),
        QColor(0, 0, 0, 10),
    )
    scene.shadow([(1180, 880), (1450, 620), (1480, 650), (1215, 915)], 14, 170)
    scene.tube([(1170, 880), (1430, 610)], "#20242c", 34)
    scene.tube([(1140, 912), (1172, 878)], "#b8bcc0", 20)
    scene.line([(1340, 640), (1440, 545)], "#a9aeb2", 9)
    cup = QPointF(190, 240)
    scene.shadow([cup + QPointF(-120, 60), cup + QPointF(210, 80), cup + QPointF(230, 220), cup + QPointF(-80, 190)],
                 40, 170)  # fmt: skip
    scene.disc(cup, 168, 150, "#f1efe8", "#b5b1a6")
    scene.disc(cup, 136, 120, "#6f7f3e", "#4d5a24")
    scene.disc(cup + QPointF(-30, -26), 50, 30, "#93a45a", "#6f7f3e")
    return scene


def extinguisher() -> Scene:
    """Two extinguishers in their place, the card of checks above."""
    scene = _room(44, wall="#cfd0c8", z=3.4, focal=1500, horizon=300)
    at = scene.camera.at
    image, pen = label(520, 300, "#c3231f")
    write(pen, (0, 20, 520, 130), "灭火器", 110, "#fff7ee", bold=True)
    write(pen, (0, 165, 520, 100), "FIRE EXTINGUISHER", 44, "#fff7ee", bold=True)
    pen.end()
    scene.board((-0.55, 0.25), (1.62, 2.06), 3.38, image)
    card, pen = label(360, 500, "#f5f4ee")
    write(pen, (0, 14, 360, 60), "检查记录卡", 42, "#1f3f7d", bold=True)
    pen.setPen(QPen(QColor("#7b8087"), 3))
    for k in range(10):
        pen.drawLine(QPointF(20, 90 + k * 44), QPointF(340, 90 + k * 44))
    for x in (20, 130, 240, 340):
        pen.drawLine(QPointF(x, 90), QPointF(x, 486))
    for k in range(8):
        write(pen, (20, 134 + k * 44 - 44, 110, 44), f"{k + 3} 月", 28, "#2b2f35")
        write(pen, (130, 134 + k * 44 - 44, 110, 44), "正常", 28, "#2b2f35")
        scrawl(pen, scene.rng, 254, 98 + k * 44, 26, 2)
    pen.end()
    scene.board((0.5, 0.85), (1.2, 1.7), 3.37, card)
    scene.box((-0.95, 0.62), (0, 0.14), (2.75, 3.2), "#7b2a25")
    for x in (-0.5, 0.16):
        z = 2.9
        metre = scene.camera.size(z)
        foot = at((x, 0.14, z))
        body = QRectF(
            foot.x() - 0.16 * metre, foot.y() - 0.82 * metre, 0.32 * metre, 0.82 * metre
        )
        scene.shadow([body.topRight(), body.topRight() + QPointF(70, 60), body.bottomRight() + QPointF(80, 10),
                      body.bottomRight()], 22, 150)  # fmt: skip
        scene.rounded(body, 0.14 * metre, "#d92b26", "#6d0f0d")
        scene.area([(body.left() + 30, body.top() + 60), (body.left() + 50, body.top() + 60),
                    (body.left() + 50, body.bottom() - 60), (body.left() + 30, body.bottom() - 60)],
                   QColor(255, 255, 255, 110), QColor(255, 255, 255, 20))  # fmt: skip
        tag, pen = label(240, 300, "#f4f0e4")
        pen.fillRect(QRectF(0, 0, 240, 80), QColor("#1f57a4"))
        write(pen, (0, 0, 240, 80), "ABC 干粉", 46, "#ffffff", bold=True)
        write(pen, (0, 84, 240, 70), "4 kg", 52, "#222222", bold=True)
        for k in range(4):
            pen.fillRect(QRectF(26, 166 + k * 30, 188 - k * 24, 9), QColor("#8b8f94"))
        pen.end()
        scene.picture(tag, [(body.left() + 34, body.top() + 150), (body.right() - 34, body.top() + 150),
                            (body.right() - 34, body.top() + 340), (body.left() + 34, body.top() + 340)])  # fmt: skip
        top = QPointF(body.center().x(), body.top())
        scene.rounded(QRectF(top.x() - 26, top.y() - 46, 52, 62), 8, "#4a4e51", "#1f2224")
        scene.line([top + QPointF(-10, -52), top + QPointF(118, -84)], "#232629", 22)
        scene.line([top + QPointF(0, -26), top + QPointF(112, -34)], "#2d3134", 18)
        gauge = top + QPointF(-40, -24)
        scene.disc(gauge, 27, 27, "#f6f5ef", "#b9b8b0")
        scene.line([gauge, gauge + QPointF(8, -16)], "#1f8a4c", 5)
        hose = QPainterPath(top + QPointF(26, -20))
        hose.cubicTo(top + QPointF(190, 30), top + QPointF(170, 330), top + QPointF(104, 420))
        scene.painter.setPen(QPen(QColor("#1b1d1f"), 24))
        scene.painter.setBrush(Qt.BrushStyle.NoBrush)
        scene.painter.drawPath(hose)
        scene.painter.setPen(QPen(QColor(90, 95, 99, 150), 6))
        scene.painter.drawPath(hose)
        scene.painter.setPen(Qt.PenStyle.NoPen)
    return scene


def _plan(width: int = 1400, height: int = 860, *, colours: bool = False) -> QImage:
    """The ground plan: as escape map, or in the four colours of risk."""
    image, pen = label(width, height, "#f7f8f5")
    rooms = (
        (60, 60, 420, 330, "冲压车间", "#f5c400"), (500, 60, 400, 330, "焊装车间", "#f5c400"),
        (920, 60, 420, 240, "涂装车间", "#ef8a1d"), (1180, 310, 160, 90, "调漆间", "#d92b26"),
        (60, 520, 500, 280, "装配车间", "#3c7fc8"), (580, 520, 340, 280, "成品库", "#3c7fc8"),
        (940, 520, 180, 280, "办公楼", "#3c7fc8"), (1150, 640, 190, 160, "污水站", "#ef8a1d"),
    )  # fmt: skip
    for x, y, w, h, words, colour in rooms:
        pen.setPen(QPen(QColor("#3b4046"), 6))
        pen.setBrush(QColor(colour) if colours else QColor("#e9edf0"))
        pen.drawRect(QRectF(x, y, w, h))
        write(pen, (x, y, w, h), words, 44 if w > 170 else 34, "#1d2126", bold=True)
    if not colours:
        for path in (((270, 390), (270, 455), (700, 455)), ((700, 390), (700, 455)), ((310, 520), (310, 455)),
                     ((750, 520), (750, 455)), ((1030, 520), (1030, 455), (700, 455)), ((1050, 300), (1050, 455)),
                     ((700, 455), (1320, 455))):  # fmt: skip
            pen.setPen(QPen(QColor("#128a4a"), 16))
            points = [QPointF(*p) for p in path]
            for one, other in zip(points, points[1:], strict=False):
                pen.drawLine(one, other)
        pen.setBrush(QColor("#128a4a"))
        pen.setPen(Qt.PenStyle.NoPen)
        pen.drawPolygon([QPointF(1300, 420), QPointF(1372, 455), QPointF(1300, 490)])
        pen.setBrush(QColor("#d92b26"))
        pen.drawEllipse(QPointF(310, 590), 24, 24)
        write(pen, (90, 700, 440, 60), "你在这里", 44, "#d92b26", bold=True)
    pen.end()
    return image


def escape_map() -> Scene:
    """The escape map beside a door, with the duty phones beneath."""
    scene = _room(45, wall="#d3d4cd", z=3.2, focal=1450, horizon=560)
    at = scene.camera.at
    image, pen = label(1500, 1250, "#128a4a")
    write(pen, (0, 16, 1500, 130), "紧急疏散逃生路线图", 96, "#f4fff8", bold=True)
    pen.drawImage(QPointF(50, 160), _plan())
    pen.fillRect(QRectF(50, 1030, 1400, 190), QColor("#f7f8f5"))
    write(
        pen,
        (80, 1036, 1340, 90),
        "火警 119　　急救 120　　值班电话 0714-6200119",
        58,
        "#c3231f",
        bold=True,
    )
    write(
        pen,
        (80, 1126, 1340, 80),
        "听到警铃沿绿线走，到东门集合点清点人数；不乘电梯",
        46,
        "#22262b",
    )
    pen.end()
    x, y = (-1.42, 0.45), (0.95, 2.5)
    scene.shadow([at((x[0] + 0.03, y[1] - 0.03, 3.2)), at((x[1] + 0.06, y[1] - 0.03, 3.2)),
                  at((x[1] + 0.06, y[0] - 0.05, 3.2)), at((x[0] + 0.03, y[0] - 0.05, 3.2))], 16, 170)  # fmt: skip
    scene.face([(x[0] - 0.03, y[1] + 0.03, 3.17), (x[1] + 0.03, y[1] + 0.03, 3.17), (x[1] + 0.03, y[0] - 0.03, 3.17),
                (x[0] - 0.03, y[0] - 0.03, 3.17)], "#b9bec1", "#8f9598")  # fmt: skip
    scene.board(x, y, 3.16, image)
    scene.area([at((-1.15, 2.5, 3.15)), at((-0.5, 2.5, 3.15)), at((-1.0, 0.95, 3.15)), at((-1.4, 0.95, 3.15))],
               QColor(255, 255, 255, 60), QColor(255, 255, 255, 6))  # fmt: skip
    scene.face(
        [(0.85, 2.2, 3.18), (2.4, 2.2, 3.18), (2.4, 0, 3.18), (0.85, 0, 3.18)],
        "#8d8f8f",
        "#6c6e6e",
    )
    scene.face(
        [(0.92, 2.12, 3.17), (2.4, 2.12, 3.17), (2.4, 0, 3.17), (0.92, 0, 3.17)],
        "#5f7a86",
        "#4a626c",
    )
    sign, pen = label(520, 210, "#128a4a")
    write(pen, (0, 0, 520, 210), "安全出口 →", 92, "#f4fff8", bold=True)
    pen.end()
    scene.board((0.86, 1.5), (2.3, 2.56), 3.15, sign)
    scene.glow(at((1.18, 2.43, 3.15)), 300, "#2fd07e", 110)
    return scene


def notice_board() -> Scene:
    """The board in the yard: the plan in four colours, the lists of duties."""
    scene = _room(46, wall="#bfc5c7", floor="#93948d", z=5.2, focal=1500, horizon=560)
    at = scene.camera.at
    x, y = (-2.45, 2.45), (0.65, 2.75)
    for post in (-2.3, 2.3):
        scene.post(post, 5.0, (0, 3.0), "#a5abaf", 0.1)
    scene.shadow([at((x[0] + 0.1, y[1], 5.2)), at((x[1] + 0.2, y[1], 5.2)), at((x[1] + 0.2, y[0] - 0.15, 5.2)),
                  at((x[0] + 0.1, y[0] - 0.15, 5.2))], 26, 170)  # fmt: skip
    scene.box(
        (x[0] - 0.06, x[1] + 0.06), (y[0] - 0.06, y[1] + 0.06), (4.9, 5.0), "#c4c9cc", shadow=0
    )
    image, pen = label(2400, 1020, "#1b4f93")
    write(
        pen, (0, 8, 2400, 120), "安全风险四色分布图　　责任清单公示栏", 84, "#ffffff", bold=True
    )
    pen.drawImage(QRectF(50, 140, 1330, 820), _plan(colours=True))
    for k, (colour, words) in enumerate((("#d92b26", "红 重大"), ("#ef8a1d", "橙 较大"), ("#f5c400", "黄 一般"),
                                         ("#3c7fc8", "蓝 低"))):  # fmt: skip
        pen.fillRect(QRectF(1410, 150 + k * 66, 60, 46), QColor(colour))
        write(pen, (1484, 150 + k * 66, 200, 46), words, 40, "#ffffff", left=True)
    for k, title in enumerate(("主要负责人职责", "岗位责任清单", "考核结果", "隐患治理通报")):
        left, top = 1690 + (k % 2) * 340, 150 + (k // 2) * 420
        pen.fillRect(QRectF(left, top, 310, 390), QColor("#f6f6f1"))
        write(pen, (left, top + 10, 310, 56), title, 36, "#b3261f", bold=True)
        for row in range(11):
            wide = scene.rng.uniform(160, 260)
            pen.fillRect(QRectF(left + 24, top + 84 + row * 26, wide, 8), QColor("#7c828a"))
    for k in range(3):
        pen.fillRect(QRectF(1410, 440 + k * 180, 240, 150), QColor("#f6f6f1"))
        pen.fillRect(
            QRectF(1430, 460 + k * 180, 90, 110), QColor(("#8ba6c2", "#a7b59a", "#c2ab8b")[k])
        )
        for row in range(4):
            pen.fillRect(QRectF(1536, 466 + k * 180 + row * 26, 96, 8), QColor("#7c828a"))
    pen.end()
    scene.board(x, y, 4.89, image)
    scene.area([at((-1.7, 2.75, 4.88)), at((-0.9, 2.75, 4.88)), at((-1.6, 0.65, 4.88)), at((-2.3, 0.65, 4.88))],
               QColor(255, 255, 255, 44), QColor(255, 255, 255, 4))  # fmt: skip
    return scene


def risk_board() -> Scene:
    """The board at the paint shop's door: grade, measures, who answers for it."""
    scene = _room(47, wall="#c9cac2", z=3.0, focal=1500, horizon=560)
    at = scene.camera.at
    image, pen = label(1100, 1300, "#f7f7f3")
    pen.fillRect(QRectF(0, 0, 1100, 150), QColor("#ef8a1d"))
    write(pen, (0, 0, 1100, 150), "岗位安全风险告知牌", 88, "#ffffff", bold=True)
    rows = (("风险点", "涂装车间喷漆室"), ("风险等级", "较大（橙色）"), ("危险因素", "可燃蒸气、静电、有毒气体"),
            ("可能的后果", "火灾、中毒"), ("防控措施", "风机先开后喷，停喷再吹十分钟；防静电服；不带火种"),
            ("应急处置", "断电报警，用干粉扑救初起火，压不住就撤到东门"), ("责任人", "孙丽华　13800000008"))  # fmt: skip
    top = 170.0
    for name, words in rows:
        height = 200 if len(words) > 16 else 124
        pen.setPen(QPen(QColor("#5a6067"), 4))
        pen.setBrush(Qt.BrushStyle.NoBrush)
        pen.drawRect(QRectF(20, top, 1060, height))
        pen.drawLine(QPointF(300, top), QPointF(300, top + height))
        write(pen, (20, top, 280, height), name, 46, "#22262b", bold=True)
        colour = "#d9700a" if name == "风险等级" else "#22262b"
        write(
            pen, (322, top, 740, height), words, 46, colour, bold=name == "风险等级", left=True
        )
        top += height
    pen.end()
    x, y = (-0.95, 0.55), (0.75, 2.52)
    scene.shadow([at((x[0] + 0.04, y[1], 3.0)), at((x[1] + 0.08, y[1], 3.0)), at((x[1] + 0.08, y[0] - 0.05, 3.0)),
                  at((x[0] + 0.04, y[0] - 0.05, 3.0))], 18, 170)  # fmt: skip
    scene.board(x, y, 2.97, image)
    for corner_x in (x[0] + 0.05, x[1] - 0.05):
        for corner_y in (y[0] + 0.04, y[1] - 0.04):
            scene.disc(at((corner_x, corner_y, 2.96)), 9, 9, "#e9ebec", "#7d8285")
    scene.face(
        [(1.0, 2.2, 2.98), (2.3, 2.2, 2.98), (2.3, 0, 2.98), (1.0, 0, 2.98)],
        "#6d7b82",
        "#56636a",
    )
    scene.face(
        [(1.07, 2.13, 2.97), (2.3, 2.13, 2.97), (2.3, 0, 2.97), (1.07, 0, 2.97)],
        "#93a4ab",
        "#76878e",
    )
    scene.area([at((-0.55, 2.52, 2.96)), at((-0.15, 2.52, 2.96)), at((-0.6, 0.75, 2.96)), at((-0.95, 0.75, 2.96))],
               QColor(255, 255, 255, 50), QColor(255, 255, 255, 5))  # fmt: skip
    return scene


def cabinet_lock() -> Scene:
    """The switch of the mixing room, off, locked, tagged."""
    scene = _room(48, wall="#b9bab2", z=2.2, focal=1420, horizon=640)
    scene.box((-0.82, 0.82), (0.6, 2.75), (1.75, 2.15), "#b6bbb8", shadow=0)
    scene.blurred(2)
    at = scene.camera.at
    for x in (-0.7, 0.7):
        scene.line([at((x, 2.3, 1.74)), at((x, 0.9, 1.74))], QColor(60, 64, 64, 110), 5)
    image, pen = label(620, 150, "#20242a")
    write(pen, (0, 0, 620, 150), "调漆间 总电源", 84, "#f5f4ee", bold=True)
    pen.end()
    scene.board((-0.38, 0.38), (2.12, 2.3), 1.73, image)
    plate = at((0, 1.86, 1.73))
    scene.rounded(QRectF(plate.x() - 150, plate.y() - 150, 300, 300), 24, "#e2c12a", "#b3920f")
    scene.disc(plate, 118, 118, "#3a3e41", "#17191b")
    scene.area([plate + QPointF(-112, -34), plate + QPointF(112, -34), plate + QPointF(112, 34),
                plate + QPointF(-112, 34)], "#d43a30", "#8f1a14")  # fmt: skip
    words, pen = label(200, 60, "#00000000")
    write(pen, (0, 0, 200, 60), "OFF", 46, "#1c1c1c", bold=True)
    pen.end()
    scene.painter.drawImage(QPointF(plate.x() - 100, plate.y() - 210), words)
    lock = plate + QPointF(0, 250)
    scene.shadow([lock + QPointF(-80, 0), lock + QPointF(140, 20), lock + QPointF(140, 220), lock + QPointF(-60, 210)],
                 24, 170)  # fmt: skip
    scene.tube([lock + QPointF(-56, 20), lock + QPointF(-56, -190), lock + QPointF(56, -190), lock + QPointF(56, 20)],
               "#c3c8ca", 26)  # fmt: skip
    scene.rounded(QRectF(lock.x() - 100, lock.y(), 200, 180), 22, "#d92b26", "#7d110e")
    scene.disc(lock + QPointF(0, 104), 20, 26, "#3a0d0b", "#1c0504")
    tag, pen = label(420, 620, "#f6f3ea")
    pen.fillRect(QRectF(0, 0, 420, 150), QColor("#d92b26"))
    write(pen, (0, 0, 420, 150), "禁止合闸", 84, "#fff6ee", bold=True)
    write(pen, (20, 170, 380, 70), "重大事故隐患 停用", 42, "#c3231f", bold=True)
    for k, line in enumerate(("地点：调漆间", "日期：2026-11-11", "挂牌人：")):
        write(pen, (30, 262 + k * 84, 370, 60), line, 38, "#22262b", left=True)
    scrawl(pen, scene.rng, 190, 430, 62, 3)
    write(pen, (20, 530, 380, 60), "未经同意不得取下", 36, "#22262b")
    pen.end()
    left = lock + QPointF(120, 30)
    corners = [
        left + QPointF(20, 0),
        left + QPointF(310, 46),
        left + QPointF(240, 470),
        left + QPointF(-50, 424),
    ]
    scene.shadow([corner + QPointF(22, 26) for corner in corners], 20, 150)
    scene.picture(tag, corners)
    scene.line([lock + QPointF(70, -60), left + QPointF(150, 40)], "#d9d4c4", 7)
    return scene


def supplies() -> Scene:
    """The cabinet of emergency supplies, doors open."""
    scene = _room(49, wall="#c8c9c1", z=3.9, focal=1150, horizon=500)
    at = scene.camera.at
    scene.box((-1.25, 1.25), (0.05, 2.25), (3.2, 3.85), "#b83a2f")
    inner = [(-1.18, 2.18, 3.19), (1.18, 2.18, 3.19), (1.18, 0.12, 3.19), (-1.18, 0.12, 3.19)]
    scene.face(inner, "#6b7073", "#4b4f52")
    for y in (0.14, 0.82, 1.5):
        scene.face([(-1.18, y, 3.17), (1.18, y, 3.17), (1.18, y - 0.05, 3.17), (-1.18, y - 0.05, 3.17)],
                   "#c3c8ca", "#8e9497")  # fmt: skip
    metre = scene.camera.size(3.15)
    for k in range(4):
        foot = at((-0.92 + k * 0.34, 1.5, 3.15))
        scene.disc(
            foot + QPointF(0, -0.13 * metre), 0.14 * metre, 0.13 * metre, "#f0c62c", "#a88410"
        )
        scene.line([foot + QPointF(-0.15 * metre, -0.05 * metre), foot + QPointF(0.15 * metre, -0.05 * metre)],
                   "#c49c17", 9)  # fmt: skip
    for k in range(5):
        foot = at((0.42 + k * 0.15, 1.5, 3.15))
        scene.rounded(
            QRectF(foot.x() - 18, foot.y() - 0.3 * metre, 36, 0.3 * metre),
            10,
            "#2e3337",
            "#141618",
        )
        scene.disc(QPointF(foot.x(), foot.y() - 0.3 * metre), 26, 14, "#fffbe6", "#a9a486")
    for k in range(3):
        foot = at((-0.9 + k * 0.42, 0.82, 3.15))
        scene.rounded(QRectF(foot.x() - 0.1 * metre, foot.y() - 0.52 * metre, 0.2 * metre, 0.52 * metre), 30, "#e3a41d",
                      "#8d610a")  # fmt: skip
        scene.disc(
            foot + QPointF(0.14 * metre, -0.2 * metre),
            0.1 * metre,
            0.12 * metre,
            "#3a3f42",
            "#131517",
        )
        scene.disc(
            foot + QPointF(0.14 * metre, -0.24 * metre),
            0.06 * metre,
            0.05 * metre,
            "#b7c8d0",
            "#66777f",
        )
    first_aid, pen = label(300, 240, "#f5f5f0")
    pen.fillRect(QRectF(120, 40, 60, 160), QColor("#d92b26"))
    pen.fillRect(QRectF(70, 90, 160, 60), QColor("#d92b26"))
    pen.end()
    scene.box((0.45, 1.0), (0.82, 1.22), (3.0, 3.15), "#eceae2", shadow=0)
    scene.board((0.47, 0.98), (0.84, 1.2), 2.99, first_aid)
    rope = at((-0.72, 0.36, 3.15))
    for k in range(7):
        scene.painter.setBrush(Qt.BrushStyle.NoBrush)
        scene.painter.setPen(QPen(shade("#e06a22", 0.75 + k * 0.07), 15))
        scene.painter.drawEllipse(rope, 140 - k * 13, 96 - k * 8)
    scene.painter.setPen(Qt.PenStyle.NoPen)
    scene.box((-0.15, 0.42), (0.14, 0.5), (3.0, 3.15), "#3f6fb0", shadow=0)
    scene.box((0.5, 1.05), (0.14, 0.44), (3.0, 3.15), "#4d8b5a", shadow=0)
    for x0, x1 in ((-2.15, -1.27), (1.27, 2.15)):
        outer = x0 if x0 < -1.3 else x1
        hinge = -1.25 if outer < 0 else 1.25
        scene.face([(hinge, 2.25, 3.2), (outer * 0.98, 2.25, 2.6), (outer * 0.98, 0.05, 2.6), (hinge, 0.05, 3.2)],
                   "#cc4a3d", "#9c3026")  # fmt: skip
        scene.face([(hinge, 2.25, 3.2), (outer * 0.98, 2.25, 2.6), (outer * 0.98, 2.1, 2.6), (hinge, 2.1, 3.2)],
                   QColor(255, 255, 255, 40), QColor(255, 255, 255, 0))  # fmt: skip
    image, pen = label(700, 130, "#b3261f")
    write(pen, (0, 0, 700, 130), "应急物资柜", 92, "#fff3ea", bold=True)
    pen.end()
    scene.board((-0.75, 0.75), (2.33, 2.62), 3.3, image)
    sheet, pen = label(300, 400, "#f6f5ef")
    write(pen, (0, 10, 300, 56), "物资清单", 40, "#22262b", bold=True)
    for k in range(10):
        pen.fillRect(QRectF(24, 86 + k * 30, scene.rng.uniform(120, 250), 8), QColor("#7c828a"))
    pen.end()
    scene.picture(
        sheet,
        [
            at((1.45, 1.85, 3.05)),
            at((1.85, 1.85, 2.79)),
            at((1.85, 1.3, 2.79)),
            at((1.45, 1.3, 3.05)),
        ],
    )
    return scene
