"""Sample photo of the monthly briefing."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from build_scripts.sample.lettering import label, write
from build_scripts.sample.people import person
from build_scripts.sample.scene import Scene
from build_scripts.sample.space import HEIGHT, WIDTH, Camera, shade


def meeting() -> Scene:
    """The briefing: rows of people before the screen."""
    scene = Scene(31, Camera(focal=1100, horizon=470, eye=1.7))
    scene.area([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], "#b6b1a6", "#8e877a")
    scene.face([(-6, 3.1, 10), (6, 3.1, 10), (6, 3.1, 1), (-6, 3.1, 1)], "#e2dfd6", "#b9b5a9")
    scene.wall(10, "#cfc8ba", x=(-6, 6), height=3.1, stains=0.3)
    scene.side(-6, "#c6bfb1", (1, 10), height=3.1)
    scene.side(6, "#c6bfb1", (1, 10), height=3.1)
    scene.floor("#8d7c66", near=1.05, far=10, half=6, joints=0.6, strength=0.3)
    at = scene.camera.at
    for z in (4, 6.5, 9):
        for x in (-2.4, 2.4):
            scene.face(
                [
                    (x - 0.6, 3.09, z + 0.3),
                    (x + 0.6, 3.09, z + 0.3),
                    (x + 0.6, 3.09, z - 0.3),
                    (x - 0.6, 3.09, z - 0.3),
                ],
                "#ffffff",
            )
            scene.glow(at((x, 3.09, z)), 200, "#fff6e4", 90)
    image, pen = label(900, 520, "#f4f7fb")
    pen.fillRect(QRectF(0, 0, 900, 100), QColor("#1f4f91"))
    write(pen, (0, 0, 900, 100), "十月隐患排查治理情况通报", 56, "#ffffff", bold=True)
    for k, (words, length) in enumerate((("查出", 560), ("改完", 500), ("在改", 60))):
        write(pen, (60, 150 + k * 110, 160, 70), words, 46, "#2a3440", left=True)
        pen.fillRect(
            QRectF(220, 160 + k * 110, length, 50), QColor(("#8aa7cf", "#2f72c4", "#d98a2b")[k])
        )
    pen.end()
    scene.board((-1.9, 1.9), (0.95, 2.85), 9.95, image)
    scene.glow(at((0, 1.9, 9.9)), 420, "#e9f1ff", 70)
    banner, pen = label(1500, 110, "#b3261f")
    write(pen, (0, 0, 1500, 110), "安全生产通报会", 70, "#ffe9b8", bold=True)
    pen.end()
    scene.board((-3.2, 3.2), (2.8, 3.05), 9.9, banner)
    person(scene, 2.9, 9.2, coat="#30445f", turned=-0.5)
    for row, z in enumerate((7.4, 6.2, 5.0, 3.9)):
        scene.box((-3.9, -0.4), (0.68, 0.74), (z + 0.25, z + 0.7), "#a3815a", shadow=70)
        scene.box((0.4, 3.9), (0.68, 0.74), (z + 0.25, z + 0.7), "#a3815a", shadow=70)
        for k in range(8):
            x = -3.5 + k * 1.0
            if (k, row) in ((6, 1), (1, 2)):
                continue
            metre = scene.camera.size(z)
            head = at((x + scene.rng.uniform(-0.08, 0.08), 1.22, z))
            coat = ("#3d5a86", "#415f8c", "#4c5866", "#35507a")[scene.rng.randrange(4)]
            shoulders = [
                head + QPointF(-0.25 * metre, 0.5 * metre),
                head + QPointF(-0.22 * metre, 0.2 * metre),
                head + QPointF(-0.08 * metre, 0.13 * metre),
                head + QPointF(0.08 * metre, 0.13 * metre),
                head + QPointF(0.22 * metre, 0.2 * metre),
                head + QPointF(0.25 * metre, 0.5 * metre),
            ]
            scene.area(shoulders, shade(coat, 1.05), shade(coat, 0.7))
            scene.area(
                [
                    head + QPointF(-0.06 * metre, 0.2 * metre),
                    head + QPointF(0.06 * metre, 0.2 * metre),
                    head + QPointF(0.06 * metre, 0),
                    head + QPointF(-0.06 * metre, 0),
                ],
                "#b5825d",
            )
            scene.disc(head, 0.1 * metre, 0.13 * metre, "#2a2725", "#121110")
            scene.area(
                [
                    head + QPointF(-0.26 * metre, 0.85 * metre),
                    head + QPointF(-0.23 * metre, 0.42 * metre),
                    head + QPointF(0.23 * metre, 0.42 * metre),
                    head + QPointF(0.26 * metre, 0.85 * metre),
                ],
                "#4b5560",
                "#2c333a",
            )
    return scene
