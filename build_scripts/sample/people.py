"""People, small and from afar: nobody in particular."""

import math

from PySide6.QtCore import QPointF

from build_scripts.sample.scene import Scene
from build_scripts.sample.space import shade


def person(
    scene: Scene,
    x: float,
    z: float,
    *,
    coat: str,
    helmet: str = "",
    trousers: str = "#2c3440",
    turned: float = 0.0,
    vest: bool = False,
) -> None:
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
        scene.area(
            [
                p(side * 0.02, 0.9),
                p(side * 0.2, 0.9),
                p(side * 0.17 + lean, 0.06),
                p(side * 0.04 + lean, 0.06),
            ],
            shade(trousers, 1.15),
            shade(trousers, 0.7),
        )
        scene.disc(p(side * 0.12 + lean, 0.04), 0.1 * metre, 0.05 * metre, "#26282b", "#121315")
        arm = [
            p(side * 0.23, 1.4),
            p(side * 0.31, 1.12),
            p(side * (0.29 + abs(turned) * 0.05), 0.82),
        ]
        scene.line(arm, shade(coat, 0.72), 0.12 * metre)
        scene.line(arm, shade(coat, 0.92), 0.075 * metre)
        scene.disc(p(side * 0.29, 0.79), 0.05 * metre, 0.06 * metre, "#d8a884", "#a67a58")
    body = [
        p(-0.2, 1.46),
        p(-0.09, 1.52),
        p(0.09, 1.52),
        p(0.2, 1.46),
        p(0.235, 1.3),
        p(0.2, 0.84),
        p(-0.2, 0.84),
        p(-0.235, 1.3),
    ]
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
        dome = [
            p(lean + 0.135 * math.cos(a / 10), 1.65 + 0.13 * math.sin(a / 10))
            for a in range(32)
        ]
        scene.area(dome, shade(helmet, 0.8), shade(helmet, 1.1), sideways=True)
        scene.line(
            [p(lean - 0.15, 1.65), p(lean + 0.15, 1.65)], shade(helmet, 0.7), 0.03 * metre
        )
    else:
        hair = [
            p(lean + 0.1 * math.cos(a / 10), 1.64 + 0.12 * math.sin(a / 10)) for a in range(32)
        ]
        scene.area(hair, "#16171a", "#26262a")
