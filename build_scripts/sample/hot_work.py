"""Sample photos of hot work: welding with a watcher, gas cylinders kept apart."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from build_scripts.sample.halls import hall, lane
from build_scripts.sample.lettering import label, write
from build_scripts.sample.people import person
from build_scripts.sample.scene import Scene
from build_scripts.sample.space import Camera, shade


def welding() -> Scene:
    """Welding behind a curtain, the watcher standing by with an extinguisher."""
    scene = hall(25, floor="#7f8484", depth=22, half=7)
    at = scene.camera.at
    scene.blurred(3)
    scene.box((-1.0, 1.3), (0, 0.82), (5.4, 6.6), "#59636a")
    scene.rail((-0.8, 0.95, 5.8), (1.1, 0.95, 5.8), "#7b858c", 0.16)
    person(scene, 0.35, 6.9, coat="#5b5146", helmet="#2b2f33", trousers="#4a4239")
    face, metre = at((0.35, 1.6, 6.9)), scene.camera.size(6.9)
    scene.rounded(
        QRectF(face.x() - 0.12 * metre, face.y() - 0.12 * metre, 0.24 * metre, 0.3 * metre),
        14,
        "#2b2f33",
        "#101214",
    )
    scene.box((-0.95, 1.25), (0.0, 0.82), (5.4, 5.5), "#4d565c", shadow=0)
    spark = at((0.1, 0.98, 5.6))
    scene.glow(spark, 520, "#9fc4ff", 200)
    scene.glow(spark, 130, "#f4f8ff", 255)
    for _ in range(120):
        way, far = scene.rng.uniform(-math.pi, 0.25), scene.rng.uniform(20, 250)
        start = spark + QPointF(
            math.cos(way) * far * 0.6, math.sin(way) * far * 0.45 + far * far / 420
        )
        end = spark + QPointF(math.cos(way) * far, math.sin(way) * far * 0.75 + far * far / 300)
        scene.line([start, end], QColor(255, scene.rng.randrange(150, 235), 90, 210), 2.2)
    for k in range(9):
        left = -4.3 + k * 0.34
        scene.face(
            [
                (left, 2.15, 5.2),
                (left + 0.36, 2.15, 5.2),
                (left + 0.36, 0.2, 5.2),
                (left, 0.2, 5.2),
            ],
            QColor(196, 88, 24, 208),
            QColor(150, 58, 14, 225),
        )
        scene.line([at((left, 2.15, 5.2)), at((left, 0.2, 5.2))], QColor(90, 34, 8, 130), 5)
    scene.rail((-4.4, 2.2, 5.2), (-1.2, 2.2, 5.2), "#8a949a", 0.05)
    person(scene, 2.35, 4.9, coat="#d8641e", helmet="#d4322c", vest=True, turned=-0.6)
    foot = at((2.9, 0, 4.7))
    metre = scene.camera.size(4.7)
    scene.shadow(
        [
            foot + QPointF(-40, 0),
            foot + QPointF(90, -6),
            foot + QPointF(80, 16),
            foot + QPointF(-30, 16),
        ],
        10,
        140,
    )
    scene.rounded(
        QRectF(foot.x() - 0.09 * metre, foot.y() - 0.5 * metre, 0.18 * metre, 0.5 * metre),
        22,
        "#c5221f",
        "#6f0f0d",
    )
    scene.rounded(
        QRectF(foot.x() - 0.035 * metre, foot.y() - 0.58 * metre, 0.07 * metre, 0.09 * metre),
        4,
        "#2b2d2f",
        "#121314",
    )
    return scene


def cylinders() -> Scene:
    """Oxygen at the left, acetylene in its cage at the right, the distance painted on the floor."""
    scene = Scene(26, Camera(focal=1420, horizon=430))
    scene.wall(8.2, "#bcb8ab", x=(-9, 9), height=6)
    for y in range(24):
        scene.line(
            [scene.camera.at((-9, y * 0.22, 8.2)), scene.camera.at((9, y * 0.22, 8.2))],
            QColor(70, 66, 58, 40),
            2,
        )
    scene.floor("#93928a", near=1.0, far=8.2, half=9, joints=1.5)
    lane(scene, 0, 0.1)
    for x, colour, words in ((-2.75, "#3f7fb8", "氧气"), (2.5, "#e8e6de", "乙炔")):
        for k in range(2):
            left = x + k * 0.42
            at, z = scene.camera.at, 6.6
            metre = scene.camera.size(z)
            foot = at((left, 0, z))
            high = 1.36 if words == "氧气" else 1.05
            width = 0.24 if words == "氧气" else 0.27
            scene.shadow(
                [
                    foot + QPointF(-30, -6),
                    foot + QPointF(90, -14),
                    foot + QPointF(90, 16),
                    foot + QPointF(-20, 16),
                ],
                12,
                150,
            )
            body = QRectF(
                foot.x() - width / 2 * metre,
                foot.y() - high * metre,
                width * metre,
                high * metre,
            )
            scene.rounded(body, width * metre * 0.42, shade(colour, 0.92), shade(colour, 0.45))
            scene.rounded(
                QRectF(
                    foot.x() - 0.045 * metre,
                    body.top() - 0.13 * metre,
                    0.09 * metre,
                    0.15 * metre,
                ),
                6,
                "#b59a4b",
                "#6d5a24",
            )
            image, pen = label(120, 260, "#00000000")
            ink = "#f7f7f2" if words == "氧气" else "#c8231c"
            write(pen, (0, 0, 120, 260), "\n".join(words), 84, ink, bold=True)
            pen.end()
            scene.board((left - 0.06, left + 0.06), (0.45, 0.8), z - 0.13, image)
        scene.rail((x - 0.3, 0.95, 6.4), (x + 0.75, 0.95, 6.4), "#737b80", 0.04)
        scene.rail((x - 0.3, 0.45, 6.4), (x + 0.75, 0.45, 6.4), "#737b80", 0.04)
        for edge in (x - 0.3, x + 0.75):
            scene.post(edge, 6.4, (0, 1.2), "#e0b41f", 0.06)
        image, pen = label(460, 160, "#f2f2ec")
        write(pen, (0, 0, 460, 160), f"{words}瓶存放处", 66, "#b3261f", bold=True)
        pen.end()
        scene.board((x - 0.35, x + 0.8), (1.85, 2.25), 8.15, image)
    at = scene.camera.at
    scene.line([at((-1.9, 0.003, 6.3)), at((2.1, 0.003, 6.3))], "#f0d23a", 8)
    for x, way in ((-1.9, 1), (2.1, -1)):
        scene.line(
            [
                at((x + 0.16 * way, 0.003, 6.5)),
                at((x, 0.003, 6.3)),
                at((x + 0.16 * way, 0.003, 6.1)),
            ],
            "#f0d23a",
            8,
        )
    image, pen = label(300, 110, "#00000000")
    write(pen, (0, 0, 300, 110), "5.2 米", 84, "#f0d23a", bold=True)
    pen.end()
    scene.picture(
        image,
        [
            at((-0.5, 0.003, 6.1)),
            at((0.7, 0.003, 6.1)),
            at((0.7, 0.003, 5.5)),
            at((-0.5, 0.003, 5.5)),
        ],
    )
    return scene
