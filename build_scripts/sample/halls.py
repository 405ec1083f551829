"""Sample photos taken in the halls: the aisle, the store, the round of inspection."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from build_scripts.sample.lettering import label, write
from build_scripts.sample.people import person
from build_scripts.sample.scene import Scene
from build_scripts.sample.space import HEIGHT, WIDTH, Camera, shade


def hall(
    seed: int,
    *,
    camera: Camera | None = None,
    depth: float = 30,
    half: float = 8.5,
    floor: str = "#8a9188",
    wall: str = "#b8bfc2",
) -> Scene:
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
    for truss in range(3, round(depth), 3):
        scene.rail((-half, top - 0.5, truss), (half, top - 0.5, truss), "#5f696f", 0.16)
        for x in (-half, half):
            scene.post(x * 0.985, truss, (0, top - 0.4), "#8a949a", 0.26)
    for light in range(4, round(depth), 4):
        for x in (-4.0, 0.0, 4.0):
            strip = [
                (x - 0.6, top - 0.7, light + 0.12),
                (x + 0.6, top - 0.7, light + 0.12),
                (x + 0.6, top - 0.7, light - 0.12),
                (x - 0.6, top - 0.7, light - 0.12),
            ]
            scene.face(strip, "#ffffff", "#f3f7f5")
            scene.glow(
                at((x, top - 0.7, light)), 1.6 * scene.camera.size(light), "#dfe9e6", 120
            )
    for side in (-1, 1):
        for k in range(6):
            z = 5 + k * 4.2
            pane = [
                (side * half * 0.995, 5.6, z + 2.6),
                (side * half * 0.995, 5.6, z),
                (side * half * 0.995, 4.4, z),
                (side * half * 0.995, 4.4, z + 2.6),
            ]
            scene.face(pane, "#e9f1f4", "#cbd9df")
    scene.floor(floor, near=1.05, far=depth, half=half, strength=0.45)
    for x in (-4.0, 0.0, 4.0):
        gleam = QPointF(at((x, 0, 6)))
        scene.glow(gleam + QPointF(0, 30), 260, "#e6efe9", 46)
    return scene


def lane(scene: Scene, x: float, far: float = 29, colour: str = "#e0b92c") -> None:
    scene.face(
        [
            (x - 0.06, 0.002, far),
            (x + 0.06, 0.002, far),
            (x + 0.06, 0.002, 1.1),
            (x - 0.06, 0.002, 1.1),
        ],
        shade(colour, 1.05),
        shade(colour, 0.85),
    )


def machine(scene: Scene, x: float, z: float, colour: str) -> None:
    """A lathe or milling machine, boxy, with a window and a panel."""
    w = 1.9
    left = x - w / 2
    scene.box((left, left + w), (0, 0.75), (z, z + 1.4), shade(colour, 0.8).name())
    scene.box((left + 0.1, left + w - 0.1), (0.75, 1.95), (z + 0.1, z + 1.3), colour, shadow=0)
    scene.face(
        [
            (left + 0.25, 1.75, z + 0.08),
            (left + 1.2, 1.75, z + 0.08),
            (left + 1.2, 1.05, z + 0.08),
            (left + 0.25, 1.05, z + 0.08),
        ],
        "#4a5a63",
        "#2b363c",
    )
    scene.face(
        [
            (left + 1.35, 1.7, z + 0.08),
            (left + 1.7, 1.7, z + 0.08),
            (left + 1.7, 1.2, z + 0.08),
            (left + 1.35, 1.2, z + 0.08),
        ],
        "#2c3136",
        "#1d2124",
    )
    scene.disc(
        scene.camera.at((left + 1.52, 1.05, z + 0.06)),
        0.05 * scene.camera.size(z),
        0.05 * scene.camera.size(z),
        "#e2463a",
        "#961d16",
    )


def workshop_aisle() -> Scene:
    """The aisle of the machining shop, clear."""
    scene = hall(21)
    for k in range(5, -1, -1):
        z = 5.2 + k * 3.4
        machine(scene, -4.4, z, ("#8fb0a2", "#a8b6bd")[k % 2])
        machine(scene, 4.6, z + 0.8, ("#a8b6bd", "#8fb0a2")[k % 2])
    scene.face(
        [(-1.6, 0.001, 29), (1.6, 0.001, 29), (1.6, 0.001, 1.1), (-1.6, 0.001, 1.1)],
        QColor(70, 130, 96, 150),
        QColor(66, 120, 88, 170),
    )
    lane(scene, -1.6)
    lane(scene, 1.6)
    person(scene, 0.7, 17, coat="#41608e", helmet="#e8c531")
    return scene


def warehouse() -> Scene:
    """Racks of the store, aisle free, load plates on the uprights."""
    scene = hall(24, floor="#7d8890", depth=26, half=7)
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
                    scene.box(
                        (x0 + 0.1, x1 - 0.1),
                        (y + 0.1, y + height),
                        (z0, z0 + 1.1),
                        shade(colour, tone).name(),
                        shadow=60 if not level else 0,
                    )
                scene.face(
                    [
                        (inner, y + 0.1, z + 2.6),
                        (inner, y + 0.1, z),
                        (inner, y - 0.04, z),
                        (inner, y - 0.04, z + 2.6),
                    ],
                    "#e07a24",
                    "#c46416",
                )
            scene.post(inner, z, (0, 5.0), "#2f5f9e", 0.1)
    lane(scene, -1.6, 25)
    lane(scene, 1.6, 25)
    image, pen = label(360, 260, "#f0c62c")
    write(pen, (0, 20, 360, 110), "每层限载", 76, "#1d1d1d", bold=True)
    write(pen, (0, 130, 360, 110), "1000 kg", 76, "#1d1d1d", bold=True)
    pen.end()
    scene.board((-1.99, -1.99), (1.75, 2.25), (3.3, 4.0), image)
    person(scene, -0.6, 13, coat="#41608e", helmet="#e8c531")
    return scene


def inspection() -> Scene:
    """The general manager's round in the press shop."""
    scene = hall(29, camera=Camera(focal=1200, horizon=500))
    for k in range(4, -1, -1):
        z = 5.6 + k * 3.8
        scene.box((-5.6, -3.6), (0, 3.1), (z, z + 1.6), "#6f8f86")
        scene.face(
            [
                (-3.58, 2.2, z + 1.2),
                (-3.58, 2.2, z + 0.3),
                (-3.58, 1.0, z + 0.3),
                (-3.58, 1.0, z + 1.2),
            ],
            "#2f3b3a",
            "#1e2626",
        )
        scene.box((-3.5, -3.4), (0, 1.1), (z, z + 1.6), "#e2b520", shadow=0)
        machine(scene, 4.8, z + 1, "#a8b6bd")
    scene.face(
        [(-1.7, 0.001, 29), (2.4, 0.001, 29), (2.4, 0.001, 1.1), (-1.7, 0.001, 1.1)],
        QColor(70, 130, 96, 130),
        QColor(66, 120, 88, 150),
    )
    lane(scene, -1.7)
    lane(scene, 2.4)
    scene.blurred(1.6)
    person(scene, 1.5, 8.3, coat="#41608e", helmet="#e8c531", turned=-0.5)
    person(scene, 0.85, 7.2, coat="#d8641e", helmet="#d4322c", vest=True, turned=0.4)
    person(scene, -0.15, 6.3, coat="#dfe3e6", helmet="#f2f4f2", trousers="#20252d", turned=-0.8)
    at = scene.camera.at
    scene.line(
        [at((-0.4, 1.3, 6.3)), at((-0.75, 1.35, 6.3)), at((-1.05, 1.42, 6.35))], "#c8cdd1", 24
    )
    return scene
