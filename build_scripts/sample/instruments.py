"""Sample photos taken from close by: gas detector and fan."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from build_scripts.sample.lettering import label, write
from build_scripts.sample.scene import Scene
from build_scripts.sample.space import WIDTH, Camera, shade


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
    for k, (name, value, unit) in enumerate(
        (
            ("O2", "20.8", "%VOL"),
            ("LEL", "0", "%LEL"),
            ("H2S", "0.0", "ppm"),
            ("CO", "0", "ppm"),
        )
    ):
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
    spine = [QPointF(760 + t * 9.0, 640 + 150 * math.sin(t / 60) + t * 1.9) for t in range(106)]
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
        blade += [
            centre
            + QPointF(
                math.cos(start + t / 10) * radius * 0.8, math.sin(start + t / 10) * radius * 0.8
            )
            for t in range(7)
        ]
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
