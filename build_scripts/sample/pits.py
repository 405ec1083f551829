"""Sample photos of confined spaces: the pit found open, fenced, and another one locked."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPolygonF

from build_scripts.sample.lettering import label, write
from build_scripts.sample.people import person
from build_scripts.sample.scene import Scene
from build_scripts.sample.space import HEIGHT, WIDTH, Camera, shade
from build_scripts.sample.yard import sky, trees


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


def _pit_yard(seed: int) -> Scene:
    scene = Scene(seed, Camera(focal=1250, horizon=250, eye=1.65))
    sky(scene, "#b9cbd8", "#dfe7ea")
    trees(scene, 17, "#63774f")
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
        cover = [
            (x0 + shift, y + 0.02, z1 - 0.1),
            (x1 + shift, y + 0.02, z1 + 0.12),
            (x1 + shift + 0.1, y + 0.02, z0 + 0.1),
            (x0 + shift + 0.1, y + 0.02, z0 - 0.1),
        ]
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
        scene.line(
            [
                where + QPointF(-26, 0),
                where + QPointF(-26, -34),
                where + QPointF(26, -34),
                where + QPointF(26, 0),
            ],
            "#d4d8d8",
            11,
        )
        lock = QRectF(where.x() - 0.09 * metre, where.y() - 6, 0.18 * metre, 0.16 * metre)
        scene.rounded(lock, 8, "#d6a633", "#8a661a")
        scene.disc(QPointF(lock.center()), 8, 11, "#2a2413", "#17140b")


def _pit_sign(scene: Scene, x: float, z: float, words: str) -> None:
    scene.post(x, z, (0, 1.35), "#8d9499")
    scene.board((x - 0.31, x + 0.31), (0.78, 1.52), z - 0.03, warning_sign(words))


def pit_unlocked() -> Scene:
    """The manhole as it was found: cover aside, no fence."""
    scene = _pit_yard(11)
    _pit_sign(scene, 0.5, 5.8, "有限空间\n未经审批不得入内")
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
        pen.drawPolygon(
            QPolygonF(
                [
                    QPointF(left, 60),
                    QPointF(left + 40, 60),
                    QPointF(left + 80, 0),
                    QPointF(left + 40, 0),
                ]
            )
        )
    pen.end()
    pieces = 8
    for k in range(pieces):
        ends = []
        for t in (k / pieces, (k + 1) / pieces):
            sag = 0.1 * math.sin(math.pi * t)
            ends.append((*(a + (b - a) * t for a, b in zip(first, last, strict=True)), sag))
        (ax, ay, az, asag), (bx, by, bz, bsag) = ends
        part = image.copy(round(1200 * k / pieces), 0, 1200 // pieces, 60)
        at = scene.camera.at
        scene.picture(
            part,
            [
                at((ax, ay - asag, az)),
                at((bx, by - bsag, bz)),
                at((bx, by - bsag - 0.08, bz)),
                at((ax, ay - asag - 0.08, az)),
            ],
        )


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
