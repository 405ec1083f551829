"""Sample photos taken outside: the pit of the waste-water station, the bicycle shed, the drill."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPolygonF

from build_scripts.sample_paint import HEIGHT, WIDTH, Camera, Scene, label, shade, write


def warning_sign(words: str, colour: str = "#f0b90b") -> QImage:
    """A warning board: the triangle, the words below it."""
    image, pen = label(360, 440, "#f4f4ef")
    pen.setBrush(QColor("#1b1b1b"))
    pen.drawPolygon(QPolygonF([QPointF(180, 30), QPointF(325, 275), QPointF(35, 275)]))
    pen.setBrush(QColor(colour))
    pen.drawPolygon(QPolygonF([QPointF(180, 56), QPointF(303, 262), QPointF(57, 262)]))
    write(pen, (0, 110, 360, 150), "!", 130, "#1b1b1b", bold=True)
    pen.fillRect(QRectF(0, 300, 360, 140), QColor("#20242a"))
    write(pen, (4, 300, 352, 136), words, 46 if len(words) < 11 else 38, "#f7f7f2", bold=True)
    pen.end()
    return image


def person(scene: Scene, x: float, z: float, *, coat: str, helmet: str = "", trousers: str = "#2c3440",
           turned: float = 0.0, vest: bool = False) -> None:  # fmt: skip
    """Somebody seen from behind or from afar, 1.7 m tall."""
    metre = scene.camera.size(z)
    foot = scene.camera.at((x, 0, z))
    cx, cy = foot.x(), foot.y()

    def p(dx: float, up: float) -> QPointF:
        return QPointF(cx + dx * metre, cy - up * metre)

    scene.shadow(
        [p(-0.28, -0.03), p(0.5, -0.06), p(0.55, 0.05), p(-0.2, 0.05)], 0.05 * metre, 130
    )
    lean = turned * 0.05
    for side in (-1, 1):
        scene.area([p(side * 0.02, 0.9), p(side * 0.2, 0.9), p(side * 0.17 + lean, 0.06), p(side * 0.04 + lean, 0.06)],
                   shade(trousers, 1.15), shade(trousers, 0.7))  # fmt: skip
        scene.disc(p(side * 0.12 + lean, 0.04), 0.1 * metre, 0.05 * metre, "#26282b", "#121315")
        arm = [
            p(side * 0.23, 1.4),
            p(side * 0.31, 1.12),
            p(side * (0.29 + abs(turned) * 0.05), 0.82),
        ]
        scene.line(arm, shade(coat, 0.72), 0.12 * metre)
        scene.line(arm, shade(coat, 0.92), 0.075 * metre)
        scene.disc(p(side * 0.29, 0.79), 0.05 * metre, 0.06 * metre, "#d8a884", "#a67a58")
    body = [p(-0.2, 1.46), p(-0.09, 1.52), p(0.09, 1.52), p(0.2, 1.46), p(0.235, 1.3), p(0.2, 0.84), p(-0.2, 0.84),
            p(-0.235, 1.3)]  # fmt: skip
    scene.area(body, shade(coat, 0.78), shade(coat, 1.02), sideways=True)
    if vest:
        for height in (1.02, 1.22):
            band = [
                p(-0.21, height),
                p(0.21, height),
                p(0.21, height + 0.05),
                p(-0.21, height + 0.05),
            ]
            scene.area(band, "#c9cfcf", "#f2f5f2", sideways=True)
    scene.area(
        [p(-0.05, 1.56), p(0.05, 1.56), p(0.055, 1.48), p(-0.055, 1.48)], "#b5825d", "#8d6244"
    )
    scene.disc(p(lean, 1.62), 0.095 * metre, 0.125 * metre, "#cf9d78", "#936748")
    if helmet:
        dome = QPolygonF(
            [
                p(lean + 0.135 * math.cos(a / 10), 1.65 + 0.13 * math.sin(a / 10))
                for a in range(32)
            ]
        )
        scene.area(list(dome), shade(helmet, 0.8), shade(helmet, 1.1), sideways=True)
        scene.line(
            [p(lean - 0.15, 1.65), p(lean + 0.15, 1.65)], shade(helmet, 0.7), 0.03 * metre
        )
    else:
        hair = [
            p(lean + 0.1 * math.cos(a / 10), 1.64 + 0.12 * math.sin(a / 10)) for a in range(32)
        ]
        scene.area(hair, "#16171a", "#26262a")


def _sky(scene: Scene, high: str, low: str) -> None:
    horizon = scene.camera.horizon
    scene.area([(0, 0), (WIDTH, 0), (WIDTH, horizon), (0, horizon)], high, low)


def _trees(scene: Scene, z: float, colour: str, *, height: float = 3.4) -> None:
    at = scene.camera.at
    for _ in range(70):
        x = scene.rng.uniform(-14, 14)
        up = scene.rng.uniform(height * 0.4, height)
        size = scene.rng.uniform(0.35, 0.9) * scene.camera.size(z)
        tone = scene.rng.uniform(0.65, 1.25)
        scene.disc(
            at((x, up, z)),
            size,
            size * 0.8,
            shade(colour, tone * 1.2),
            shade(colour, tone * 0.7),
        )


def _pit_yard(seed: int) -> Scene:
    scene = Scene(seed, Camera(focal=1250, horizon=250, eye=1.65))
    _sky(scene, "#b9cbd8", "#dfe7ea")
    _trees(scene, 17, "#63774f")
    scene.wall(14, "#b9b6aa", height=2.6)
    scene.blurred(3)
    scene.floor("#96978f", near=1.0, far=14, joints=1.8, strength=0.8)
    for x in (-4.6, -3.6):
        scene.box((x, x + 0.8), (0, 1.25), (9.5, 10.2), "#7a93a0")
    scene.rail((-6.5, 0.7, 9.0), (-1.4, 0.7, 9.0), "#5b7f95", 0.16)
    scene.rail((-1.4, 0.7, 9.0), (-1.4, 0.05, 9.0), "#5b7f95", 0.16)
    scene.box((2.3, 5.4), (0, 2.3), (10.5, 12.5), "#c6c2b4")
    scene.box((3.0, 3.8), (0.05, 1.9), (10.44, 10.5), "#5c6b73", shadow=0)
    return scene


def _hatch(scene: Scene, *, opened: bool) -> None:
    """The manhole with its cover; 0.9 m square."""
    x0, x1, z0, z1 = -0.62, 0.62, 2.75, 4.15
    scene.box((x0 - 0.16, x1 + 0.16), (0, 0.16), (z0 - 0.16, z1 + 0.16), "#8b8c85")
    y = 0.165
    if opened:
        scene.face([(x0, y, z1), (x1, y, z1), (x1, y, z0), (x0, y, z0)], "#101314", "#2b2f30")
        scene.face(
            [(x0, y, z1), (x1, y, z1), (x1, -0.5, z1), (x0, -0.5, z1)], "#565850", "#16191a"
        )
        for step in range(3):
            depth = 0.02 - step * 0.16
            scene.rail((-0.2, depth, z1 - 0.02), (0.2, depth, z1 - 0.02), "#8d7b5d", 0.035)
        shift = 0.98
        cover = [(x0 + shift, y + 0.02, z1 - 0.1), (x1 + shift, y + 0.02, z1 + 0.12),
                 (x1 + shift + 0.1, y + 0.02, z0 + 0.1), (x0 + shift + 0.1, y + 0.02, z0 - 0.1)]  # fmt: skip
        scene.shadow([scene.camera.at((a, 0.02, c)) for a, _, c in cover], 14, 160)
    else:
        cover = [(x0, y + 0.03, z1), (x1, y + 0.03, z1), (x1, y + 0.03, z0), (x0, y + 0.03, z0)]
        scene.face(
            [(x0, y + 0.03, z0), (x1, y + 0.03, z0), (x1, y, z0), (x0, y, z0)],
            "#4c5254",
            "#33383a",
        )
    scene.face(cover, "#8f979a", "#666e71")
    scene.stained(cover, coarsest=7, strength=1.5, seed=4)
    (ax, ay, az), (bx, _, bz), (cx, _, cz), (dx, _, dz) = cover
    for k in range(1, 12):
        t = k / 12
        left = (ax + (dx - ax) * t, ay + 0.004, az + (dz - az) * t)
        right = (bx + (cx - bx) * t, ay + 0.004, bz + (cz - bz) * t)
        scene.line([scene.camera.at(left), scene.camera.at(right)], QColor(40, 45, 48, 110), 4)
    middle = ((dx + cx) / 2, ay + 0.01, dz + 0.16)
    where = scene.camera.at(middle)
    metre = scene.camera.size(middle[2])
    if opened:
        scene.line([where + QPointF(-14, 4), where + QPointF(16, 8)], "#5f4a37", 12)
    else:
        scene.rail((-0.5, y + 0.05, z0 + 0.16), (0.5, y + 0.05, z0 + 0.16), "#b9bec0", 0.045)
        scene.line([where + QPointF(-26, 0), where + QPointF(-26, -34), where + QPointF(26, -34),
                    where + QPointF(26, 0)], "#d4d8d8", 11)  # fmt: skip
        lock = QRectF(where.x() - 0.09 * metre, where.y() - 6, 0.18 * metre, 0.16 * metre)
        scene.rounded(lock, 8, "#d6a633", "#8a661a")
        scene.disc(QPointF(lock.center()), 8, 11, "#2a2413", "#17140b")


def _pit_sign(scene: Scene, x: float, z: float, words: str) -> None:
    scene.post(x, z, (0, 1.35), "#8d9499")
    scene.board((x - 0.31, x + 0.31), (0.78, 1.52), z - 0.03, warning_sign(words))


def pit_unlocked() -> Scene:
    """The manhole as it was found: cover aside, no fence."""
    scene = _pit_yard(11)
    _pit_sign(scene, 1.75, 5.6, "有限空间\n未经审批不得入内")
    _hatch(scene, opened=True)
    return scene


def _fence(scene: Scene, z: float, xs: tuple[float, float]) -> None:
    (left, right) = xs
    for height in (0.45, 1.02):
        scene.rail((left, height, z), (right, height, z), "#e3b41f", 0.05)
    steps = max(1, round((right - left) / 0.95))
    for k in range(steps + 1):
        x = left + (right - left) * k / steps
        scene.post(x, z, (0, 1.06), "#e3b41f", 0.055)


def _tape(
    scene: Scene, first: tuple[float, float, float], last: tuple[float, float, float]
) -> None:
    """Red and white tape, sagging a little."""
    image, pen = label(1200, 60, "#f3f1ec")
    for k in range(-1, 20):
        pen.setBrush(QColor("#c8272b"))
        left = k * 80
        pen.drawPolygon(QPolygonF([QPointF(left, 60), QPointF(left + 40, 60), QPointF(left + 80, 0),
                                   QPointF(left + 40, 0)]))  # fmt: skip
    pen.end()
    pieces = 8
    for k in range(pieces):
        ends = []
        for t in (k / pieces, (k + 1) / pieces):
            sag = 0.1 * math.sin(math.pi * t)
            ends.append(
                tuple(a + (b - a) * t for a, b in zip(first, last, strict=True)) + (sag,)
            )
        (ax, ay, az, asag), (bx, by, bz, bsag) = ends
        part = image.copy(round(1200 * k / pieces), 0, 1200 // pieces, 60)
        at = scene.camera.at
        scene.picture(part, [at((ax, ay - asag, az)), at((bx, by - bsag, bz)), at((bx, by - bsag - 0.08, bz)),
                             at((ax, ay - asag - 0.08, az))])  # fmt: skip


def pit_fenced() -> Scene:
    """The same manhole the same day: cover back, fenced, guarded."""
    scene = _pit_yard(12)
    _fence(scene, 4.9, (-1.5, 1.5))
    person(scene, -2.35, 6.3, coat="#d8641e", helmet="#e6c229", vest=True, turned=0.6)
    _hatch(scene, opened=False)
    scene.rail((-1.5, 1.02, 4.9), (-1.35, 1.02, 2.2), "#e3b41f", 0.05)
    scene.rail((1.5, 1.02, 4.9), (1.35, 1.02, 2.2), "#e3b41f", 0.05)
    _tape(scene, (-1.35, 0.98, 2.25), (1.35, 0.98, 2.25))
    _tape(scene, (-1.5, 0.75, 4.85), (1.5, 0.75, 4.85))
    scene.board((-0.36, 0.36), (0.42, 1.25), 4.84, warning_sign("正在围护\n请勿靠近"))
    return scene


def pit_locked() -> Scene:
    """Another manhole, on the lawn, locked."""
    scene = Scene(13, Camera(focal=1500, horizon=80, eye=1.6))
    scene.area([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], "#71804f", "#55673c")
    for _ in range(5200):
        y = scene.rng.uniform(0, 1) ** 0.8 * HEIGHT
        x = scene.rng.uniform(0, WIDTH)
        size = 6 + y / HEIGHT * 26
        tone = scene.rng.uniform(0.65, 1.35)
        scene.line(
            [(x, y), (x + scene.rng.uniform(-9, 9), y - size)], shade("#66793f", tone), 2.4
        )
    scene.face([(-9, 0, 8), (9, 0, 8), (9, 0, 6.6), (-9, 0, 6.6)], "#b6b4ab", "#a3a299")
    scene.blurred(0.8)
    _hatch(scene, opened=False)
    _pit_sign(scene, -1.25, 4.3, "化粪池\n严禁烟火")
    return scene


def bicycles() -> Scene:
    """The shed for electric bicycles, out in the yard."""
    scene = Scene(14, Camera(focal=1150, horizon=430, eye=1.6))
    _sky(scene, "#c3d2dc", "#e4eaec")
    _trees(scene, 19, "#5f7349", height=4)
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
        scene.area([at((x - 0.1, 0.95, z)), at((x + 0.1, 0.95, z)), at((x + 0.13, 0.3, z)), at((x - 0.13, 0.3, z))],
                   shade(colour, 1.15), shade(colour, 0.75))  # fmt: skip
        scene.disc(at((x, 0.86, z - 0.02)), 0.07 * metre, 0.06 * metre, "#fbfbf2", "#b9bdb9")
        scene.line([at((x - 0.3, 1.06, z)), at((x - 0.12, 0.99, z)), at((x + 0.12, 0.99, z)), at((x + 0.3, 1.06, z))],
                   "#232528", 0.05 * metre)  # fmt: skip
        scene.line([at((x - 0.25, 1.08, z)), at((x - 0.27, 1.22, z))], "#3a3d40", 4)
        scene.line([at((x + 0.25, 1.08, z)), at((x + 0.27, 1.22, z))], "#3a3d40", 4)
        scene.area([at((x - 0.12, 0.82, z + 0.7)), at((x + 0.2, 0.82, z + 0.7)), at((x + 0.18, 0.74, z + 0.5)),
                    at((x - 0.1, 0.74, z + 0.5))], "#26272a", "#3b3c40")  # fmt: skip
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
    _sky(scene, "#aebfcb", "#dbe3e6")
    _hall_outside(scene)
    scene.blurred(2)
    scene.floor("#8d8e8a", near=1.3, far=17, joints=3)
    coats = ("#3d5a86", "#415f8c", "#38527a", "#566275")
    for row, z in enumerate((12.4, 10.9, 9.5, 8.2)):
        for k in range(9):
            x = -4.6 + k * 1.05 + (row % 2) * 0.18 + scene.rng.uniform(-0.1, 0.1)
            helmet = ("#e8c531", "#e8c531", "#d8dcdc", "#2f6db5")[scene.rng.randrange(4)]
            person(scene, x, z + scene.rng.uniform(-0.15, 0.15), coat=coats[scene.rng.randrange(4)], helmet=helmet,
                   turned=scene.rng.uniform(-1, 1))  # fmt: skip
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
    scene.area([at((2.72, 1.22, 4.8)), at((3.02, 1.3, 4.8)), at((3.05, 1.0, 4.8)), at((2.76, 0.94, 4.8))],
               "#f5f3ec", "#cfcdc4")  # fmt: skip
    return scene


def drill_smoke() -> Scene:
    """The way out of the hall in the drill, with smoke."""
    scene = Scene(16, Camera(focal=1250, horizon=500, eye=1.6))
    _sky(scene, "#b4c2cb", "#d9e0e3")
    _hall_outside(scene)
    scene.blurred(1.5)
    at = scene.camera.at
    for _ in range(46):
        up = scene.rng.uniform(0.5, 6.5)
        x = scene.rng.uniform(-1.8, 1.8) * (0.6 + up / 4)
        size = scene.rng.uniform(50, 150)
        scene.disc(
            at((x + up * 0.35, up, 16)),
            size,
            size * 0.8,
            QColor(206, 210, 212, 60),
            QColor(150, 156, 160, 0),
        )
    scene.blurred(2)
    scene.floor("#90918c", near=1.2, far=17, joints=3)
    for x, z, coat in ((-0.6, 13.5, "#4a658f"), (0.7, 12.2, "#3e587f"), (-1.5, 10.6, "#48628b"),
                       (1.9, 9.6, "#415c87"), (-0.2, 8.7, "#3a5379"), (-2.9, 7.6, "#48608a")):  # fmt: skip
        person(scene, x, z, coat=coat, helmet="#e8c531", turned=1 if x < 0 else -1)
    person(scene, 3.5, 6.4, coat="#e0672a", helmet="#d4322c", vest=True, turned=-1)
    scene.line(
        [at((3.25, 1.38, 6.4)), at((2.75, 1.62, 6.35)), at((2.5, 1.72, 6.3))], "#c9571f", 26
    )
    return scene
