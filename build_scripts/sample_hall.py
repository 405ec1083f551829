"""Sample photos taken in the halls: aisles, exits, welding, crane, truck, press, meeting."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage

from build_scripts.sample_paint import HEIGHT, WIDTH, Camera, Scene, label, shade, write
from build_scripts.sample_yard import person


def _hall(seed: int, *, camera: Camera | None = None, depth: float = 30, half: float = 8.5, floor: str = "#8a9188",
          wall: str = "#b8bfc2") -> Scene:  # fmt: skip
    """A hall with roof trusses, strip lights and a painted floor."""
    scene = Scene(seed, camera or Camera(focal=1150, horizon=520))
    at = scene.camera.at
    top = 7.2
    scene.area([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], "#6c747a", "#7f8789")
    scene.face(
        [(-half, top, depth), (half, top, depth), (half, top, 1), (-half, top, 1)],
        "#7c858b",
        "#4b5358",
    )
    scene.wall(depth, shade(wall, 1.02).name(), x=(-half, half), height=top)
    scene.side(-half, wall, (1.0, depth), height=top)
    scene.side(half, wall, (1.0, depth), height=top)
    for z in range(3, round(depth), 3):
        scene.rail((-half, top - 0.5, z), (half, top - 0.5, z), "#5f696f", 0.16)
        for x in (-half, half):
            scene.post(x * 0.985, z, (0, top - 0.4), "#8a949a", 0.26)
    for z in range(4, round(depth), 4):
        for x in (-4.0, 0.0, 4.0):
            strip = [(x - 0.6, top - 0.7, z + 0.12), (x + 0.6, top - 0.7, z + 0.12), (x + 0.6, top - 0.7, z - 0.12),
                     (x - 0.6, top - 0.7, z - 0.12)]  # fmt: skip
            scene.face(strip, "#ffffff", "#f3f7f5")
            scene.glow(at((x, top - 0.7, z)), 1.6 * scene.camera.size(z), "#dfe9e6", 120)
    for side in (-1, 1):
        for k in range(6):
            z = 5 + k * 4.2
            pane = [(side * half * 0.995, 5.6, z + 2.6), (side * half * 0.995, 5.6, z), (side * half * 0.995, 4.4, z),
                    (side * half * 0.995, 4.4, z + 2.6)]  # fmt: skip
            scene.face(pane, "#e9f1f4", "#cbd9df")
    scene.floor(floor, near=1.05, far=depth, half=half, strength=0.45)
    for x in (-4.0, 0.0, 4.0):
        gleam = QPointF(at((x, 0, 6)))
        scene.glow(gleam + QPointF(0, 30), 260, "#e6efe9", 46)
    return scene


def _lane(scene: Scene, x: float, far: float = 29, colour: str = "#e0b92c") -> None:
    scene.face([(x - 0.06, 0.002, far), (x + 0.06, 0.002, far), (x + 0.06, 0.002, 1.1), (x - 0.06, 0.002, 1.1)],
               shade(colour, 1.05), shade(colour, 0.85))  # fmt: skip


def _machine(scene: Scene, x: float, z: float, colour: str) -> None:
    """A lathe or milling machine, boxy, with a window and a panel."""
    w = 1.9
    left = x - w / 2
    scene.box((left, left + w), (0, 0.75), (z, z + 1.4), shade(colour, 0.8).name())
    scene.box((left + 0.1, left + w - 0.1), (0.75, 1.95), (z + 0.1, z + 1.3), colour, shadow=0)
    scene.face([(left + 0.25, 1.75, z + 0.08), (left + 1.2, 1.75, z + 0.08), (left + 1.2, 1.05, z + 0.08),
                (left + 0.25, 1.05, z + 0.08)], "#4a5a63", "#2b363c")  # fmt: skip
    scene.face([(left + 1.35, 1.7, z + 0.08), (left + 1.7, 1.7, z + 0.08), (left + 1.7, 1.2, z + 0.08),
                (left + 1.35, 1.2, z + 0.08)], "#2c3136", "#1d2124")  # fmt: skip
    scene.disc(scene.camera.at((left + 1.52, 1.05, z + 0.06)), 0.05 * scene.camera.size(z), 0.05 * scene.camera.size(z),
               "#e2463a", "#961d16")  # fmt: skip


def workshop_aisle() -> Scene:
    """The aisle of the machining shop, clear."""
    scene = _hall(21)
    for k in range(5, -1, -1):
        z = 5.2 + k * 3.4
        _machine(scene, -4.4, z, ("#8fb0a2", "#a8b6bd")[k % 2])
        _machine(scene, 4.6, z + 0.8, ("#a8b6bd", "#8fb0a2")[k % 2])
    scene.face([(-1.6, 0.001, 29), (1.6, 0.001, 29), (1.6, 0.001, 1.1), (-1.6, 0.001, 1.1)],
               QColor(70, 130, 96, 150), QColor(66, 120, 88, 170))  # fmt: skip
    _lane(scene, -1.6)
    _lane(scene, 1.6)
    person(scene, 0.7, 17, coat="#41608e", helmet="#e8c531")
    return scene


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
            scene.box((left, left + size), (row * size * 0.9, (row + 1) * size * 0.9), (z, z + size), colour,
                      shadow=110 if row == 0 else 0)  # fmt: skip
            middle = left + size / 2
            scene.face([(middle - 0.035, (row + 1) * size * 0.9, z - 0.002),
                        (middle + 0.035, (row + 1) * size * 0.9, z - 0.002),
                        (middle + 0.035, row * size * 0.9, z - 0.002), (middle - 0.035, row * size * 0.9, z - 0.002)],
                       "#d6b98a", "#c2a172")  # fmt: skip


def _exit(scene: Scene, z: float) -> None:
    """A double fire door with its lit sign."""
    at = scene.camera.at
    scene.wall(z, "#c9ccc8", x=(-7, 7), height=4.6)
    scene.face(
        [(-7, 0.95, z - 0.01), (7, 0.95, z - 0.01), (7, 0, z - 0.01), (-7, 0, z - 0.01)],
        "#7f99a5",
        "#6d8793",
    )
    scene.face([(-1.08, 2.28, z - 0.02), (1.08, 2.28, z - 0.02), (1.08, 0, z - 0.02), (-1.08, 0, z - 0.02)],
               "#8c2f2a", "#6f2420")  # fmt: skip
    for left in (-1.0, 0.03):
        scene.face([(left, 2.2, z - 0.03), (left + 0.97, 2.2, z - 0.03), (left + 0.97, 0.02, z - 0.03),
                    (left, 0.02, z - 0.03)], "#a8402f", "#8d3426")  # fmt: skip
        scene.face([(left + 0.3, 1.9, z - 0.04), (left + 0.67, 1.9, z - 0.04), (left + 0.67, 1.45, z - 0.04),
                    (left + 0.3, 1.45, z - 0.04)], "#cfe0e6", "#9fb6bf")  # fmt: skip
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
        scene.face([(-4.2, 1.8 - k * 0.45, 5.19), (-2.8, 1.8 - k * 0.45, 5.19), (-2.8, 1.42 - k * 0.45, 5.19),
                    (-4.2, 1.42 - k * 0.45, 5.19)], "#8794a0", "#748089")  # fmt: skip
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


def warehouse() -> Scene:
    """Racks of the store, aisle free, load plates on the uprights."""
    scene = _hall(24, floor="#7d8890", depth=26, half=7)
    for side in (-1, 1):
        for k in range(6, -1, -1):
            z = 3.6 + k * 2.7
            inner, outer = side * 2.0, side * 3.3
            x0, x1 = min(inner, outer), max(inner, outer)
            for level in range(3):
                y = 0.12 + level * 1.55
                for part in range(2):
                    tone = scene.rng.uniform(0.85, 1.1)
                    colour = ("#b98c58", "#8aa0ae", "#c2b28a")[scene.rng.randrange(3)]
                    z0 = z + 0.12 + part * 1.25
                    height = scene.rng.uniform(0.75, 1.2)
                    scene.box((x0 + 0.1, x1 - 0.1), (y + 0.1, y + height), (z0, z0 + 1.1),
                              shade(colour, tone).name(), shadow=60 if not level else 0)  # fmt: skip
                scene.face([(inner, y + 0.1, z + 2.6), (inner, y + 0.1, z), (inner, y - 0.04, z),
                            (inner, y - 0.04, z + 2.6)], "#e07a24", "#c46416")  # fmt: skip
            scene.post(inner, z, (0, 5.0), "#2f5f9e", 0.1)
    _lane(scene, -1.6, 25)
    _lane(scene, 1.6, 25)
    image, pen = label(360, 260, "#f0c62c")
    write(pen, (0, 20, 360, 110), "每层限载", 76, "#1d1d1d", bold=True)
    write(pen, (0, 130, 360, 110), "1000 kg", 76, "#1d1d1d", bold=True)
    pen.end()
    scene.board((-1.99, -1.99), (1.75, 2.25), (3.3, 4.0), image)
    person(scene, -0.6, 13, coat="#41608e", helmet="#e8c531")
    return scene


def welding() -> Scene:
    """Welding behind a curtain, the watcher standing by with an extinguisher."""
    scene = _hall(25, floor="#7f8484", depth=22, half=7)
    at = scene.camera.at
    scene.blurred(3)
    scene.box((-1.0, 1.3), (0, 0.82), (5.4, 6.6), "#59636a")
    scene.rail((-0.8, 0.95, 5.8), (1.1, 0.95, 5.8), "#7b858c", 0.16)
    person(scene, 0.35, 6.9, coat="#5b5146", helmet="#2b2f33", trousers="#4a4239")
    face, metre = at((0.35, 1.6, 6.9)), scene.camera.size(6.9)
    scene.rounded(QRectF(face.x() - 0.12 * metre, face.y() - 0.12 * metre, 0.24 * metre, 0.3 * metre), 14, "#2b2f33",
                  "#101214")  # fmt: skip
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
        scene.face([(left, 2.15, 5.2), (left + 0.36, 2.15, 5.2), (left + 0.36, 0.2, 5.2), (left, 0.2, 5.2)],
                   QColor(196, 88, 24, 208), QColor(150, 58, 14, 225))  # fmt: skip
        scene.line([at((left, 2.15, 5.2)), at((left, 0.2, 5.2))], QColor(90, 34, 8, 130), 5)
    scene.rail((-4.4, 2.2, 5.2), (-1.2, 2.2, 5.2), "#8a949a", 0.05)
    person(scene, 2.35, 4.9, coat="#d8641e", helmet="#d4322c", vest=True, turned=-0.6)
    foot = at((2.9, 0, 4.7))
    metre = scene.camera.size(4.7)
    scene.shadow([foot + QPointF(-40, 0), foot + QPointF(90, -6), foot + QPointF(80, 16), foot + QPointF(-30, 16)],
                 10, 140)  # fmt: skip
    scene.rounded(QRectF(foot.x() - 0.09 * metre, foot.y() - 0.5 * metre, 0.18 * metre, 0.5 * metre), 22, "#c5221f",
                  "#6f0f0d")  # fmt: skip
    scene.rounded(QRectF(foot.x() - 0.035 * metre, foot.y() - 0.58 * metre, 0.07 * metre, 0.09 * metre), 4, "#2b2d2f",
                  "#121314")  # fmt: skip
    return scene


def cylinders() -> Scene:
    """Oxygen at the left, acetylene in its cage at the right, the distance painted on the floor."""
    scene = Scene(26, Camera(focal=1420, horizon=430))
    scene.wall(8.2, "#bcb8ab", x=(-9, 9), height=6)
    for y in range(24):
        scene.line([scene.camera.at((-9, y * 0.22, 8.2)), scene.camera.at((9, y * 0.22, 8.2))],
                   QColor(70, 66, 58, 40), 2)  # fmt: skip
    scene.floor("#93928a", near=1.0, far=8.2, half=9, joints=1.5)
    _lane(scene, 0, 0.1)
    for x, colour, words in ((-2.75, "#3f7fb8", "氧气"), (2.5, "#e8e6de", "乙炔")):
        for k in range(2):
            left = x + k * 0.42
            at, z = scene.camera.at, 6.6
            metre = scene.camera.size(z)
            foot = at((left, 0, z))
            high = 1.36 if words == "氧气" else 1.05
            width = 0.24 if words == "氧气" else 0.27
            scene.shadow([foot + QPointF(-30, -6), foot + QPointF(90, -14), foot + QPointF(90, 16),
                          foot + QPointF(-20, 16)], 12, 150)  # fmt: skip
            body = QRectF(
                foot.x() - width / 2 * metre,
                foot.y() - high * metre,
                width * metre,
                high * metre,
            )
            scene.rounded(body, width * metre * 0.42, shade(colour, 0.92), shade(colour, 0.45))
            scene.rounded(QRectF(foot.x() - 0.045 * metre, body.top() - 0.13 * metre, 0.09 * metre, 0.15 * metre), 6,
                          "#b59a4b", "#6d5a24")  # fmt: skip
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
        scene.line([at((x + 0.16 * way, 0.003, 6.5)), at((x, 0.003, 6.3)), at((x + 0.16 * way, 0.003, 6.1))],
                   "#f0d23a", 8)  # fmt: skip
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


def crane_hook() -> Scene:
    """The hook of the overhead crane, its block striped."""
    scene = _hall(27, camera=Camera(focal=1500, horizon=760), depth=30, half=9)
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
    scene = _hall(28, floor="#868d8e", camera=Camera(focal=1300, horizon=440), depth=24, half=8)
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


def inspection() -> Scene:
    """The general manager's round in the press shop."""
    scene = _hall(29, camera=Camera(focal=1200, horizon=500))
    for k in range(4, -1, -1):
        z = 5.6 + k * 3.8
        scene.box((-5.6, -3.6), (0, 3.1), (z, z + 1.6), "#6f8f86")
        scene.face([(-3.58, 2.2, z + 1.2), (-3.58, 2.2, z + 0.3), (-3.58, 1.0, z + 0.3), (-3.58, 1.0, z + 1.2)],
                   "#2f3b3a", "#1e2626")  # fmt: skip
        scene.box((-3.5, -3.4), (0, 1.1), (z, z + 1.6), "#e2b520", shadow=0)
        _machine(scene, 4.8, z + 1, "#a8b6bd")
    scene.face([(-1.7, 0.001, 29), (2.4, 0.001, 29), (2.4, 0.001, 1.1), (-1.7, 0.001, 1.1)],
               QColor(70, 130, 96, 130), QColor(66, 120, 88, 150))  # fmt: skip
    _lane(scene, -1.7)
    _lane(scene, 2.4)
    scene.blurred(1.6)
    person(scene, 1.5, 8.3, coat="#41608e", helmet="#e8c531", turned=-0.5)
    person(scene, 0.85, 7.2, coat="#d8641e", helmet="#d4322c", vest=True, turned=0.4)
    person(scene, -0.15, 6.3, coat="#dfe3e6", helmet="#f2f4f2", trousers="#20252d", turned=-0.8)
    at = scene.camera.at
    scene.line(
        [at((-0.4, 1.3, 6.3)), at((-0.75, 1.35, 6.3)), at((-1.05, 1.42, 6.35))], "#c8cdd1", 24
    )
    return scene


def press_guard() -> Scene:
    """The press: yellow guard, light curtain, rules on the column."""
    scene = _hall(30, camera=Camera(focal=1250, horizon=470), floor="#7e8682", depth=20)
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
    rules = ("开机前试光电保护和急停", "双手按钮，不用脚踏开关", "取料用工具，手不进模区", "换模时断电、上锁、挂牌",
             "有异响马上停机报告", "下班清理废料，关总电源")  # fmt: skip
    for k, words in enumerate(rules):
        write(pen, (22, 112 + k * 80, 390, 64), f"{k + 1}. {words}", 29, "#22262b", left=True)
    pen.end()
    return image


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
            scene.face([(x - 0.6, 3.09, z + 0.3), (x + 0.6, 3.09, z + 0.3), (x + 0.6, 3.09, z - 0.3),
                        (x - 0.6, 3.09, z - 0.3)], "#ffffff")  # fmt: skip
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
            shoulders = [head + QPointF(-0.25 * metre, 0.5 * metre), head + QPointF(-0.22 * metre, 0.2 * metre),
                         head + QPointF(-0.08 * metre, 0.13 * metre), head + QPointF(0.08 * metre, 0.13 * metre),
                         head + QPointF(0.22 * metre, 0.2 * metre), head + QPointF(0.25 * metre, 0.5 * metre)]  # fmt: skip
            scene.area(shoulders, shade(coat, 1.05), shade(coat, 0.7))
            scene.area([head + QPointF(-0.06 * metre, 0.2 * metre), head + QPointF(0.06 * metre, 0.2 * metre),
                        head + QPointF(0.06 * metre, 0), head + QPointF(-0.06 * metre, 0)], "#b5825d")  # fmt: skip
            scene.disc(head, 0.1 * metre, 0.13 * metre, "#2a2725", "#121110")
            scene.area([head + QPointF(-0.26 * metre, 0.85 * metre), head + QPointF(-0.23 * metre, 0.42 * metre),
                        head + QPointF(0.23 * metre, 0.42 * metre), head + QPointF(0.26 * metre, 0.85 * metre)],
                       "#4b5560", "#2c333a")  # fmt: skip
    return scene
