"""Sample photos of boards: escape map, four colours of risk, the board at the paint shop."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPen

from build_scripts.sample.lettering import label, write
from build_scripts.sample.room import room
from build_scripts.sample.scene import Scene


def _plan(width: int = 1400, height: int = 860, *, colours: bool = False) -> QImage:
    """The ground plan: as escape map, or in the four colours of risk."""
    image, pen = label(width, height, "#f7f8f5")
    rooms = (
        (60, 60, 420, 330, "冲压车间", "#f5c400"),
        (500, 60, 400, 330, "焊装车间", "#f5c400"),
        (920, 60, 420, 240, "涂装车间", "#ef8a1d"),
        (1180, 310, 160, 90, "调漆间", "#d92b26"),
        (60, 520, 500, 280, "装配车间", "#3c7fc8"),
        (580, 520, 340, 280, "成品库", "#3c7fc8"),
        (940, 520, 180, 280, "办公楼", "#3c7fc8"),
        (1150, 640, 190, 160, "污水站", "#ef8a1d"),
    )
    for x, y, w, h, words, colour in rooms:
        pen.setPen(QPen(QColor("#3b4046"), 6))
        pen.setBrush(QColor(colour) if colours else QColor("#e9edf0"))
        pen.drawRect(QRectF(x, y, w, h))
        write(pen, (x, y, w, h), words, 44 if w > 170 else 34, "#1d2126", bold=True)
    if not colours:
        for path in (
            ((270, 390), (270, 455), (700, 455)),
            ((700, 390), (700, 455)),
            ((310, 520), (310, 455)),
            ((750, 520), (750, 455)),
            ((1030, 520), (1030, 455), (700, 455)),
            ((1050, 300), (1050, 455)),
            ((700, 455), (1320, 455)),
        ):
            pen.setPen(QPen(QColor("#128a4a"), 16))
            points = [QPointF(*p) for p in path]
            for one, other in pairwise(points):
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
    scene = room(45, wall="#d3d4cd", z=3.2, focal=1450, horizon=560)
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
    scene.shadow(
        [
            at((x[0] + 0.03, y[1] - 0.03, 3.2)),
            at((x[1] + 0.06, y[1] - 0.03, 3.2)),
            at((x[1] + 0.06, y[0] - 0.05, 3.2)),
            at((x[0] + 0.03, y[0] - 0.05, 3.2)),
        ],
        16,
        170,
    )
    scene.face(
        [
            (x[0] - 0.03, y[1] + 0.03, 3.17),
            (x[1] + 0.03, y[1] + 0.03, 3.17),
            (x[1] + 0.03, y[0] - 0.03, 3.17),
            (x[0] - 0.03, y[0] - 0.03, 3.17),
        ],
        "#b9bec1",
        "#8f9598",
    )
    scene.board(x, y, 3.16, image)
    scene.area(
        [
            at((-1.15, 2.5, 3.15)),
            at((-0.5, 2.5, 3.15)),
            at((-1.0, 0.95, 3.15)),
            at((-1.4, 0.95, 3.15)),
        ],
        QColor(255, 255, 255, 60),
        QColor(255, 255, 255, 6),
    )
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
    scene = room(46, wall="#bfc5c7", floor="#93948d", z=5.2, focal=1500, horizon=560)
    at = scene.camera.at
    x, y = (-2.45, 2.45), (0.65, 2.75)
    for post in (-2.3, 2.3):
        scene.post(post, 5.0, (0, 3.0), "#a5abaf", 0.1)
    scene.shadow(
        [
            at((x[0] + 0.1, y[1], 5.2)),
            at((x[1] + 0.2, y[1], 5.2)),
            at((x[1] + 0.2, y[0] - 0.15, 5.2)),
            at((x[0] + 0.1, y[0] - 0.15, 5.2)),
        ],
        26,
        170,
    )
    scene.box(
        (x[0] - 0.06, x[1] + 0.06), (y[0] - 0.06, y[1] + 0.06), (4.9, 5.0), "#c4c9cc", shadow=0
    )
    image, pen = label(2400, 1020, "#1b4f93")
    write(
        pen, (0, 8, 2400, 120), "安全风险四色分布图　　责任清单公示栏", 84, "#ffffff", bold=True
    )
    pen.drawImage(QRectF(50, 140, 1330, 820), _plan(colours=True))
    for k, (colour, words) in enumerate(
        (
            ("#d92b26", "红 重大"),
            ("#ef8a1d", "橙 较大"),
            ("#f5c400", "黄 一般"),
            ("#3c7fc8", "蓝 低"),
        )
    ):
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
    scene.area(
        [
            at((-1.7, 2.75, 4.88)),
            at((-0.9, 2.75, 4.88)),
            at((-1.6, 0.65, 4.88)),
            at((-2.3, 0.65, 4.88)),
        ],
        QColor(255, 255, 255, 44),
        QColor(255, 255, 255, 4),
    )
    return scene


def risk_board() -> Scene:
    """The board at the paint shop's door: grade, measures, who answers for it."""
    scene = room(47, wall="#c9cac2", z=3.0, focal=1500, horizon=560)
    at = scene.camera.at
    image, pen = label(1100, 1300, "#f7f7f3")
    pen.fillRect(QRectF(0, 0, 1100, 150), QColor("#ef8a1d"))
    write(pen, (0, 0, 1100, 150), "岗位安全风险告知牌", 88, "#ffffff", bold=True)
    rows = (
        ("风险点", "涂装车间喷漆室"),
        ("风险等级", "较大（橙色）"),
        ("危险因素", "可燃蒸气、静电、有毒气体"),
        ("可能的后果", "火灾、中毒"),
        ("防控措施", "风机先开后喷，停喷再吹十分钟；防静电服；不带火种"),
        ("应急处置", "断电报警，用干粉扑救初起火，压不住就撤到东门"),
        ("责任人", "孙丽华　13800000008"),
    )
    top: float = 170
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
    scene.shadow(
        [
            at((x[0] + 0.04, y[1], 3.0)),
            at((x[1] + 0.08, y[1], 3.0)),
            at((x[1] + 0.08, y[0] - 0.05, 3.0)),
            at((x[0] + 0.04, y[0] - 0.05, 3.0)),
        ],
        18,
        170,
    )
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
    scene.area(
        [
            at((-0.55, 2.52, 2.96)),
            at((-0.15, 2.52, 2.96)),
            at((-0.6, 0.75, 2.96)),
            at((-0.95, 0.75, 2.96)),
        ],
        QColor(255, 255, 255, 50),
        QColor(255, 255, 255, 5),
    )
    return scene
