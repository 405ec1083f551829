"""Sample photos taken outside: the bicycle shed, the drill."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from build_scripts.sample.lettering import label, write
from build_scripts.sample.people import person
from build_scripts.sample.scene import Scene
from build_scripts.sample.space import WIDTH, Camera, shade


def sky(scene: Scene, high: str, low: str) -> None:
    horizon = scene.camera.horizon
    scene.area([(0, 0), (WIDTH, 0), (WIDTH, horizon), (0, horizon)], high, low)


def trees(scene: Scene, z: float, colour: str, *, height: float = 3.4) -> None:
    at = scene.camera.at
    for _ in range(240):
        x = scene.rng.uniform(-14, 14)
        up = scene.rng.uniform(height * 0.3, height * 0.92)
        size = scene.rng.uniform(0.35, 0.9) * scene.camera.size(z)
        tone = scene.rng.uniform(0.65, 1.25)
        scene.disc(
            at((x, up, z)),
            size,
            size * 0.8,
            shade(colour, tone * 1.2),
            shade(colour, tone * 0.7),
        )


def bicycles() -> Scene:
    """The shed for electric bicycles, out in the yard."""
    scene = Scene(14, Camera(focal=1150, horizon=430, eye=1.6))
    sky(scene, "#c3d2dc", "#e4eaec")
    trees(scene, 19, "#5f7349", height=4)
    scene.wall(13, "#c9c4b6", height=3.1)
    scene.blurred(2.5)
    scene.floor("#9b9a93", near=1.1, far=13, joints=2.4)
    at = scene.camera.at
    for x in (-4.4, 0, 4.4):
        scene.post(x, 7.6, (0, 2.35), "#7f8c95", 0.1)
    scene.face(
        [(-5.4, 2.5, 9.4), (5.4, 2.5, 9.4), (5.8, 2.75, 6.2), (-5.8, 2.75, 6.2)],
        "#4f7fa4",
        "#6d9bbd",
    )
    scene.shadow(
        [at((-5.2, 0, 9.6)), at((5.2, 0, 9.6)), at((5.0, 0, 7.0)), at((-5.0, 0, 7.0))], 30, 90
    )
    colours = ("#b93a32", "#2d5fa8", "#e9e7e2", "#2b2d31", "#4a8d6d", "#c98a2b", "#8d9196")
    for k in range(13):
        x = -4.5 + k * 0.75
        colour = colours[k * 3 % len(colours)]
        z = 7.2 + scene.rng.uniform(-0.1, 0.15)
        metre = scene.camera.size(z)
        for dz, radius in ((1.15, 0.24), (0.0, 0.26)):
            hub = at((x + dz * 0.12, radius, z + dz))
            size = radius * scene.camera.size(z + dz)
            scene.disc(hub, size * 0.36, size, "#2a2c2e", "#141516")
            scene.disc(hub, size * 0.16, size * 0.55, "#a5abb0", "#6b7176")
        scene.area(
            [
                at((x - 0.1, 0.95, z)),
                at((x + 0.1, 0.95, z)),
                at((x + 0.13, 0.3, z)),
                at((x - 0.13, 0.3, z)),
            ],
            shade(colour, 1.15),
            shade(colour, 0.75),
        )
        scene.disc(at((x, 0.86, z - 0.02)), 0.07 * metre, 0.06 * metre, "#fbfbf2", "#b9bdb9")
        scene.line(
            [
                at((x - 0.3, 1.06, z)),
                at((x - 0.12, 0.99, z)),
                at((x + 0.12, 0.99, z)),
                at((x + 0.3, 1.06, z)),
            ],
            "#232528",
            0.05 * metre,
        )
        scene.line([at((x - 0.25, 1.08, z)), at((x - 0.27, 1.22, z))], "#3a3d40", 4)
        scene.line([at((x + 0.25, 1.08, z)), at((x + 0.27, 1.22, z))], "#3a3d40", 4)
        scene.area(
            [
                at((x - 0.12, 0.82, z + 0.7)),
                at((x + 0.2, 0.82, z + 0.7)),
                at((x + 0.18, 0.74, z + 0.5)),
                at((x - 0.1, 0.74, z + 0.5)),
            ],
            "#26272a",
            "#3b3c40",
        )
    image, pen = label(800, 150, "#1f57a4")
    write(pen, (0, 0, 800, 150), "电动自行车集中停放、充电处", 54, "#ffffff", bold=True)
    pen.end()
    scene.board((-1.9, 1.9), (2.62, 3.25), 6.3, image)
    return scene


def _hall_outside(scene: Scene) -> None:
    scene.wall(17, "#c4cbd0", height=7, stains=0.5)
    at = scene.camera.at
    for k in range(-20, 21):
        scene.line([at((k * 0.9, 7, 17)), at((k * 0.9, 0, 17))], QColor(60, 70, 80, 50), 3)
    scene.face(
        [(-11, 6.9, 16.95), (11, 6.9, 16.95), (11, 6.3, 16.95), (-11, 6.3, 16.95)],
        "#2f6aa6",
        "#285a8d",
    )
    for x in (-7.5, -2, 3.5):
        scene.face(
            [(x, 4.6, 16.9), (x + 3, 4.6, 16.9), (x + 3, 3.4, 16.9), (x, 3.4, 16.9)],
            "#5d7283",
            "#869aa8",
        )
    scene.face(
        [(-2.2, 3.1, 16.9), (2.6, 3.1, 16.9), (2.6, 0, 16.9), (-2.2, 0, 16.9)],
        "#3c444a",
        "#23292d",
    )


def drill() -> Scene:
    """The assembly point: people in rows being counted."""
    scene = Scene(15, Camera(focal=1300, horizon=470, eye=1.75))
    sky(scene, "#aebfcb", "#dbe3e6")
    _hall_outside(scene)
    scene.blurred(2)
    scene.floor("#8d8e8a", near=1.3, far=17, joints=3)
    coats = ("#3d5a86", "#415f8c", "#38527a", "#566275")
    for row, z in enumerate((12.4, 10.9, 9.5, 8.2)):
        for k in range(9):
            x = -4.6 + k * 1.05 + (row % 2) * 0.18 + scene.rng.uniform(-0.1, 0.1)
            helmet = ("#e8c531", "#e8c531", "#d8dcdc", "#2f6db5")[scene.rng.randrange(4)]
            person(
                scene,
                x,
                z + scene.rng.uniform(-0.15, 0.15),
                coat=coats[scene.rng.randrange(4)],
                helmet=helmet,
                turned=scene.rng.uniform(-1, 1),
            )
    scene.post(5.3, 7.6, (0, 2.3), "#9aa1a6", 0.06)
    image, pen = label(420, 420, "#1f8a4c")
    write(pen, (0, 250, 420, 150), "紧急集合点", 72, "#ffffff", bold=True)
    for dx, dy in ((0, 0), (-70, 30), (70, 30)):
        pen.setBrush(QColor("#ffffff"))
        pen.drawEllipse(QPointF(210 + dx, 80 + dy), 26, 26)
        pen.drawRoundedRect(QRectF(210 + dx - 30, 112 + dy, 60, 110), 20, 20)
    pen.end()
    scene.board((4.85, 5.75), (1.6, 2.5), 7.55, image)
    person(scene, 2.6, 5.0, coat="#e0672a", helmet="#d4322c", vest=True, turned=-0.7)
    at = scene.camera.at
    scene.area(
        [
            at((2.72, 1.22, 4.8)),
            at((3.02, 1.3, 4.8)),
            at((3.05, 1.0, 4.8)),
            at((2.76, 0.94, 4.8)),
        ],
        "#f5f3ec",
        "#cfcdc4",
    )
    return scene


def drill_smoke() -> Scene:
    """The way out of the hall in the drill, with smoke."""
    scene = Scene(16, Camera(focal=1250, horizon=500, eye=1.6))
    sky(scene, "#b4c2cb", "#d9e0e3")
    _hall_outside(scene)
    scene.blurred(1.5)
    at = scene.camera.at
    for _ in range(90):
        up = scene.rng.uniform(0.5, 6.5)
        x = scene.rng.uniform(-1.8, 1.8) * (0.6 + up / 4)
        size = scene.rng.uniform(70, 190)
        scene.disc(
            at((x + up * 0.35, up, 16)),
            size,
            size * 0.8,
            QColor(206, 210, 212, 84),
            QColor(190, 195, 198, 0),
        )
    scene.blurred(2)
    scene.floor("#90918c", near=1.2, far=17, joints=3)
    for x, z, coat in (
        (-0.6, 13.5, "#4a658f"),
        (0.7, 12.2, "#3e587f"),
        (-1.5, 10.6, "#48628b"),
        (1.9, 9.6, "#415c87"),
        (-0.2, 8.7, "#3a5379"),
        (-2.9, 7.6, "#48608a"),
    ):
        person(scene, x, z, coat=coat, helmet="#e8c531", turned=1 if x < 0 else -1)
    person(scene, 3.5, 6.4, coat="#e0672a", helmet="#d4322c", vest=True, turned=-1)
    scene.line(
        [at((3.25, 1.38, 6.4)), at((2.75, 1.62, 6.35)), at((2.5, 1.72, 6.3))], "#c9571f", 26
    )
    return scene
