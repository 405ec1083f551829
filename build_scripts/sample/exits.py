"""Sample photos of the east exit: blocked, and cleared an hour later."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from build_scripts.sample.lettering import label, write
from build_scripts.sample.scene import Scene
from build_scripts.sample.space import HEIGHT, WIDTH, Camera, shade


def _cartons(
    scene: Scene, x: float, z: float, count: tuple[int, int], size: float = 0.46
) -> None:
    columns, rows = count
    for row in range(rows):
        for column in range(columns):
            if row == rows - 1 and column == columns - 1 and rows > 1:
                continue
            left = x + column * size * 1.02 + scene.rng.uniform(-0.02, 0.02)
            tone = scene.rng.uniform(0.92, 1.08)
            colour = shade("#b98c58", tone).name()
            scene.box(
                (left, left + size),
                (row * size * 0.9, (row + 1) * size * 0.9),
                (z, z + size),
                colour,
                shadow=110 if row == 0 else 0,
            )
            middle = left + size / 2
            scene.face(
                [
                    (middle - 0.035, (row + 1) * size * 0.9, z - 0.002),
                    (middle + 0.035, (row + 1) * size * 0.9, z - 0.002),
                    (middle + 0.035, row * size * 0.9, z - 0.002),
                    (middle - 0.035, row * size * 0.9, z - 0.002),
                ],
                "#d6b98a",
                "#c2a172",
            )


def _exit(scene: Scene, z: float) -> None:
    """A double fire door with its lit sign."""
    at = scene.camera.at
    scene.wall(z, "#c9ccc8", x=(-7, 7), height=4.6)
    scene.face(
        [(-7, 0.95, z - 0.01), (7, 0.95, z - 0.01), (7, 0, z - 0.01), (-7, 0, z - 0.01)],
        "#7f99a5",
        "#6d8793",
    )
    scene.face(
        [
            (-1.08, 2.28, z - 0.02),
            (1.08, 2.28, z - 0.02),
            (1.08, 0, z - 0.02),
            (-1.08, 0, z - 0.02),
        ],
        "#8c2f2a",
        "#6f2420",
    )
    for left in (-1.0, 0.03):
        scene.face(
            [
                (left, 2.2, z - 0.03),
                (left + 0.97, 2.2, z - 0.03),
                (left + 0.97, 0.02, z - 0.03),
                (left, 0.02, z - 0.03),
            ],
            "#a8402f",
            "#8d3426",
        )
        scene.face(
            [
                (left + 0.3, 1.9, z - 0.04),
                (left + 0.67, 1.9, z - 0.04),
                (left + 0.67, 1.45, z - 0.04),
                (left + 0.3, 1.45, z - 0.04),
            ],
            "#cfe0e6",
            "#9fb6bf",
        )
        scene.rail(
            (left + 0.12, 1.05, z - 0.08), (left + 0.86, 1.05, z - 0.08), "#c4c8c9", 0.05
        )
    image, pen = label(560, 200, "#0f8a46")
    write(pen, (0, 0, 560, 118), "安全出口", 92, "#f3fff6", bold=True)
    write(pen, (0, 112, 560, 80), "EXIT", 64, "#f3fff6", bold=True)
    pen.end()
    scene.board((-0.5, 0.5), (2.42, 2.78), z - 0.05, image)
    scene.glow(at((0, 2.6, z)), 0.9 * scene.camera.size(z), "#35c979", 130)


def _exit_hall(seed: int) -> Scene:
    scene = Scene(seed, Camera(focal=1650, horizon=520))
    scene.area([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], "#717a7d", "#888f8d")
    _exit(scene, 6.6)
    scene.floor("#8d948c", near=1.05, far=6.6, half=8, joints=1.6, strength=0.5)
    scene.glow(scene.camera.at((0, 0, 4.4)), 420, "#eef4ee", 60)
    scene.box((-4.3, -2.7), (0, 1.9), (5.2, 6.3), "#9aa6ad")
    for k in range(4):
        scene.face(
            [
                (-4.2, 1.8 - k * 0.45, 5.19),
                (-2.8, 1.8 - k * 0.45, 5.19),
                (-2.8, 1.42 - k * 0.45, 5.19),
                (-4.2, 1.42 - k * 0.45, 5.19),
            ],
            "#8794a0",
            "#748089",
        )
    scene.box((2.35, 2.85), (0, 0.65), (6.1, 6.5), "#b02a25")
    image, pen = label(300, 380, "#b5231f")
    write(pen, (0, 20, 300, 120), "灭火器箱", 62, "#fff3ea", bold=True)
    pen.end()
    scene.board((2.37, 2.83), (0.05, 0.62), 6.09, image)
    return scene


def exit_blocked() -> Scene:
    """The east exit, cartons before half of it."""
    scene = _exit_hall(22)
    _cartons(scene, 0.12, 5.3, (3, 2), 0.5)
    return scene


def exit_cleared() -> Scene:
    """The same exit an hour later: clear, the floor marked."""
    scene = _exit_hall(23)
    at = scene.camera.at
    corners = [
        at((-1.3, 0.003, 6.5)),
        at((1.3, 0.003, 6.5)),
        at((1.3, 0.003, 4.4)),
        at((-1.3, 0.003, 4.4)),
    ]
    image, pen = label(520, 420, "#00000000")
    pen.setBrush(QColor(226, 186, 38, 225))
    for k in range(-9, 14):
        left = k * 52
        pen.drawPolygon(
            [
                QPointF(left, 420),
                QPointF(left + 15, 420),
                QPointF(left + 435, 0),
                QPointF(left + 420, 0),
            ]
        )
    for rect in ((0, 0, 520, 16), (0, 404, 520, 16), (0, 0, 16, 420), (504, 0, 16, 420)):
        pen.fillRect(QRectF(*rect), QColor(226, 186, 38))
    pen.fillRect(QRectF(120, 150, 280, 120), QColor(120, 126, 118, 235))
    write(pen, (120, 150, 280, 120), "禁止堆放", 62, "#f0c92f", bold=True)
    pen.end()
    scene.picture(image, corners)
    return scene
