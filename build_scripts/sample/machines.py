"""Sample photos of machines: crane hook, fork-lift truck, press with its guards."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage

from build_scripts.sample.halls import hall
from build_scripts.sample.lettering import label, write
from build_scripts.sample.scene import Scene
from build_scripts.sample.space import Camera, shade


def crane_hook() -> Scene:
    """The hook of the overhead crane, its block striped."""
    scene = hall(27, camera=Camera(focal=1500, horizon=760), depth=30, half=9)
    at = scene.camera.at
    scene.box((-9, 9), (5.6, 6.3), (11, 11.5), "#d9a51f", shadow=0)
    for x in (-8, -4, 4, 8):
        scene.face(
            [(x, 6.0, 10.98), (x + 1.2, 6.0, 10.98), (x + 1.2, 5.75, 10.98), (x, 5.75, 10.98)],
            "#22252a",
        )
    image, pen = label(700, 110, "#00000000")
    write(pen, (0, 0, 700, 110), "Gn 10 t", 92, "#23262a", bold=True)
    pen.end()
    scene.board((-3, 1.2), (5.65, 6.25), 10.96, image)
    scene.blurred(4)
    for dx in (-0.13, -0.045, 0.045, 0.13):
        scene.rail((dx * 0.6, 5.2, 4.4), (dx, 2.95, 4.4), "#6f7579", 0.025)
    metre = scene.camera.size(4.4)
    block = at((0, 2.75, 4.4))
    image, pen = label(400, 330, "#e0ab22")
    for k in range(-1, 7):
        pen.setBrush(QColor("#1f2124"))
        left = k * 92
        pen.drawPolygon(
            [
                QPointF(left, 330),
                QPointF(left + 46, 330),
                QPointF(left + 138, 0),
                QPointF(left + 92, 0),
            ]
        )
    pen.fillRect(QRectF(120, 90, 160, 140), QColor("#e0ab22"))
    write(pen, (120, 90, 160, 140), "10t", 84, "#1f2124", bold=True)
    pen.end()
    scene.board((-0.24, 0.24), (2.55, 2.97), 4.3, image)
    scene.disc(block + QPointF(-0.25 * metre, -4), 26, 60, "#8a6f1e", "#4c3b0c")
    scene.disc(block + QPointF(0.25 * metre, -4), 26, 60, "#8a6f1e", "#4c3b0c")
    neck = at((0, 2.52, 4.3))
    scene.rounded(QRectF(neck.x() - 34, neck.y() - 10, 68, 92), 10, "#5f666b", "#2b2f33")
    bend = [neck + QPointF(0, 70)]
    bend += [
        neck + QPointF(118 * math.sin(a / 20), 188 - 118 * math.cos(a / 20))
        for a in range(3, 92)
    ]
    scene.tube(bend, "#6a7176", 62)
    scene.line([neck + QPointF(20, 96), neck + QPointF(-96, 150)], "#b8bec1", 13)
    return scene


def forklift() -> Scene:
    """A fork-lift truck at rest, forks down, plate in sight."""
    scene = hall(28, floor="#868d8e", camera=Camera(focal=1300, horizon=440), depth=24, half=8)
    at = scene.camera.at
    scene.blurred(3)
    z0, z1 = 4.6, 6.4
    orange = "#dd6f1c"
    scene.shadow(
        [at((-1.0, 0, z1)), at((1.7, 0, z1)), at((1.7, 0, z0 - 0.9)), at((-0.9, 0, z0 - 0.9))],
        34,
        190,
    )
    for x in (-0.62, 0.62):
        wheel = at((x, 0.3, z0 + 0.1))
        metre = scene.camera.size(z0)
        scene.disc(wheel, 0.13 * metre, 0.3 * metre, "#2b2d2f", "#0f1011")
    scene.box((-0.68, 0.68), (0.32, 1.05), (z0, z1), orange, shadow=0)
    scene.box((-0.6, 0.6), (1.05, 1.2), (z0 + 1.0, z1), "#2b2e31", shadow=0)
    for x in (-0.58, 0.58):
        scene.post(x, z1, (1.05, 2.15), "#2a2d30", 0.08)
    scene.box((-0.26, 0.26), (1.05, 1.3), (z0 + 0.7, z0 + 1.2), "#25272a", shadow=0)
    scene.box((-0.26, 0.26), (1.3, 1.8), (z0 + 1.1, z0 + 1.25), "#2d3033", shadow=0)
    for x in (-0.58, 0.58):
        scene.post(x, z0 + 0.25, (1.05, 2.15), "#2a2d30", 0.08)
    for k in range(7):
        z = z0 + 0.25 + k * (z1 - z0 - 0.25) / 6
        scene.rail((-0.6, 2.17, z), (0.6, 2.17, z), "#33373a", 0.06)
    for x in (-0.36, 0.36):
        scene.box(
            (x - 0.07, x + 0.07), (0.05, 2.35), (z0 - 0.22, z0 - 0.1), "#3a3f43", shadow=0
        )
    for y in (0.35, 0.8, 2.25):
        scene.rail((-0.45, y, z0 - 0.25), (0.45, y, z0 - 0.25), "#44494d", 0.09)
    for x in (-0.3, 0.3):
        scene.box(
            (x - 0.06, x + 0.06), (0.04, 0.75), (z0 - 0.34, z0 - 0.27), "#4a5054", shadow=0
        )
        scene.box(
            (x - 0.06, x + 0.06), (0.03, 0.08), (z0 - 1.25, z0 - 0.3), "#565d61", shadow=130
        )
    for x in (-0.5, 0.5):
        scene.disc(at((x, 1.35, z0)), 24, 24, "#fffbe8", "#c9c2a0")
    image, pen = label(420, 130, "#1f57a4")
    write(pen, (0, 0, 420, 130), "场内 示02", 78, "#ffffff", bold=True)
    pen.end()
    scene.board((-0.29, 0.29), (0.5, 0.68), z0 - 0.36, image)
    return scene


def press_guard() -> Scene:
    """The press: yellow guard, light curtain, rules on the column."""
    scene = hall(30, camera=Camera(focal=1250, horizon=470), floor="#7e8682", depth=20)
    scene.blurred(3)
    green = "#6f968a"
    scene.box((-1.9, 1.9), (2.2, 3.8), (5.2, 7), green, shadow=0)
    scene.box((-1.9, -1.15), (0, 2.2), (5.2, 7), green)
    scene.box((1.15, 1.9), (0, 2.2), (5.2, 7), green)
    scene.face(
        [(-1.15, 2.2, 6.6), (1.15, 2.2, 6.6), (1.15, 0.7, 6.6), (-1.15, 0.7, 6.6)],
        "#2a302f",
        "#1b201f",
    )
    scene.box((-1.15, 1.15), (0, 0.85), (5.3, 6.6), "#59716a", shadow=0)
    scene.box((-0.8, 0.8), (1.55, 2.2), (5.6, 6.4), "#8a9692", shadow=0)
    scene.box((-0.6, 0.6), (0.85, 1.05), (5.6, 6.3), "#9aa19f", shadow=0)
    for side in (-1, 1):
        scene.box(
            (side * 1.05 - 0.06, side * 1.05 + 0.06),
            (0.85, 2.1),
            (5.1, 5.2),
            "#e6bd22",
            shadow=0,
        )
        for k in range(9):
            spot = scene.camera.at((side * 1.05, 0.95 + k * 0.13, 5.09))
            scene.disc(spot, 5, 5, "#ff5a4d", "#a01812")
    for k in range(14):
        x = -2.9 + k * 0.07
        scene.post(x, 4.9, (0.05, 1.55), "#e6bd22", 0.018)
    for y in (0.08, 0.8, 1.55):
        scene.rail((-2.95, y, 4.88), (-1.95, y, 4.88), "#e6bd22", 0.05)
    for k in range(14):
        scene.post(2.0 + k * 0.07, 4.9, (0.05, 1.55), "#e6bd22", 0.018)
    for y in (0.08, 0.8, 1.55):
        scene.rail((1.95, y, 4.88), (2.95, y, 4.88), "#e6bd22", 0.05)
    scene.board((1.24, 1.82), (1.15, 2.0), 5.18, rules_sheet("压力机操作规程"))
    image, pen = label(640, 150, "#e6bd22")
    write(pen, (0, 0, 640, 150), "2号 当心机械伤人", 74, "#1d1d1d", bold=True)
    pen.end()
    scene.board((-1.0, 1.0), (2.5, 2.95), 5.18, image)
    scene.box((-0.55, 0.55), (0, 0.72), (4.75, 4.95), "#44504d")
    for x, colour in ((-0.35, "#2fae5a"), (0.35, "#2fae5a"), (0.0, "#e03a2f")):
        spot = scene.camera.at((x, 0.78, 4.8))
        scene.disc(spot, 26, 17, shade(colour, 1.25), shade(colour, 0.6))
    return scene


def rules_sheet(title: str) -> QImage:
    """A sheet of rules behind plastic."""
    image, pen = label(420, 620, "#f2f4f3")
    pen.fillRect(QRectF(0, 0, 420, 90), QColor("#1f57a4"))
    write(pen, (0, 0, 420, 90), title, 42, "#ffffff", bold=True)
    rules = (
        "开机前试光电保护和急停",
        "双手按钮，不用脚踏开关",
        "取料用工具，手不进模区",
        "换模时断电、上锁、挂牌",
        "有异响马上停机报告",
        "下班清理废料，关总电源",
    )
    for k, words in enumerate(rules):
        write(pen, (22, 112 + k * 80, 390, 64), f"{k + 1}. {words}", 29, "#22262b", left=True)
    pen.end()
    return image
