"""Solid things before the camera: floors, walls, boxes, posts, boards."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QImage

from build_scripts.sample.canvas import Canvas
from build_scripts.sample.space import Camera, Place, shade, stain


class Scene(Canvas):
    """One photo being painted: solid things before a camera, in metres."""

    def __init__(self, seed: int, camera: Camera | None = None) -> None:
        super().__init__(seed)
        self.camera = camera or Camera()

    def face(
        self, places: Sequence[Place], top: str | QColor, bottom: str | QColor | None = None
    ) -> None:
        self.area([self.camera.at(place) for place in places], top, bottom)

    def stained(
        self,
        places: Sequence[Place],
        *,
        coarsest: int = 5,
        strength: float = 1.2,
        seed: int = 1,
    ) -> None:
        """Stains over a surface given by its four corners from far left, clockwise."""
        corners = [self.camera.at(place) for place in places]
        self.picture(stain(512, coarsest, seed, strength), corners)

    def floor(
        self,
        colour: str,
        *,
        near: float = 1.15,
        far: float = 24,
        half: float = 14,
        joints: float = 0,
        strength: float = 0.6,
    ) -> None:
        """Ground from the lens to the distance, with stains and, every so many metres, joints."""
        at = self.camera.at
        self.area(
            [
                at((-half, 0, far)),
                at((half, 0, far)),
                at((half, 0, near)),
                at((-half, 0, near)),
            ],
            shade(colour, 1.12),
            shade(colour, 0.84),
        )
        step, z = 4.0, near
        while z < far:
            end = min(far, z + step)
            for x in range(-round(half), round(half), 4):
                seed = self.seed + x * 7 + round(z * 3)
                self.stained(
                    [(x, 0, end), (x + 4, 0, end), (x + 4, 0, z), (x, 0, z)],
                    strength=strength,
                    seed=seed % 5,
                )
            z = end
            step *= 1.5
        if joints:
            for k in range(-40, 41):
                joint = k * joints
                if abs(joint) <= half:
                    self.line(
                        [at((joint, 0, near)), at((joint, 0, far))], QColor(30, 32, 34, 70), 2.2
                    )
            z = near + joints * 0.4
            while z < far:
                self.line(
                    [at((-half, 0, z)), at((half, 0, z))], QColor(30, 32, 34, 70), max(1, 5 / z)
                )
                z += joints

    def wall(
        self,
        z: float,
        colour: str,
        *,
        x: tuple[float, float] = (-20, 20),
        height: float = 8,
        foot: float = 0,
        stains: float = 0.8,
    ) -> None:
        """A wall across the view."""
        (left, right) = x
        places = [(left, height, z), (right, height, z), (right, foot, z), (left, foot, z)]
        self.face(places, shade(colour, 1.06), shade(colour, 0.86))
        if stains:
            self.stained(places, coarsest=4, strength=stains, seed=self.seed % 7 + 1)

    def side(
        self,
        x: float,
        colour: str,
        z: tuple[float, float],
        *,
        height: float = 8,
        foot: float = 0,
    ) -> None:
        """A wall along the view."""
        near, far = z
        places = [(x, height, far), (x, height, near), (x, foot, near), (x, foot, far)]
        self.face(places, shade(colour, 0.98), shade(colour, 0.78))
        self.stained(places, coarsest=4, strength=0.8, seed=self.seed % 5 + 2)

    def box(
        self,
        x: tuple[float, float],
        y: tuple[float, float],
        z: tuple[float, float],
        colour: str,
        *,
        shadow: int = 120,
    ) -> None:
        """A solid box with the shadow at its foot."""
        (x0, x1), (y0, y1), (z0, z1) = x, y, z
        at = self.camera.at
        if shadow:
            grow = 0.06
            self.shadow(
                [
                    at((x0 - grow, y0, z1 + grow)),
                    at((x1 + 3 * grow, y0, z1 + grow)),
                    at((x1 + 3 * grow, y0, z0 - grow)),
                    at((x0 - grow, y0, z0 - grow)),
                ],
                max(6, 70 / z0),
                shadow,
            )
        if y1 < self.camera.eye:
            self.face(
                [(x0, y1, z1), (x1, y1, z1), (x1, y1, z0), (x0, y1, z0)],
                shade(colour, 1.18),
                shade(colour, 1.3),
            )
        if x0 > 0:
            self.face(
                [(x0, y1, z1), (x0, y1, z0), (x0, y0, z0), (x0, y0, z1)],
                shade(colour, 0.74),
                shade(colour, 0.58),
            )
        if x1 < 0:
            self.face(
                [(x1, y1, z0), (x1, y1, z1), (x1, y0, z1), (x1, y0, z0)],
                shade(colour, 0.7),
                shade(colour, 0.55),
            )
        self.face(
            [(x0, y1, z0), (x1, y1, z0), (x1, y0, z0), (x0, y0, z0)],
            shade(colour, 1.04),
            shade(colour, 0.8),
        )

    def post(
        self, x: float, z: float, y: tuple[float, float], colour: str, width: float = 0.05
    ) -> None:
        """An upright pipe."""
        at = self.camera.at
        self.tube([at((x, y[0], z)), at((x, y[1], z))], colour, width * self.camera.size(z))

    def rail(self, first: Place, last: Place, colour: str, width: float = 0.05) -> None:
        at = self.camera.at
        middle = (first[2] + last[2]) / 2
        self.tube([at(first), at(last)], colour, width * self.camera.size(middle))

    def board(
        self,
        x: tuple[float, float],
        y: tuple[float, float],
        z: float | tuple[float, float],
        image: QImage,
    ) -> None:
        """A picture on an upright board; two distances hang it on a wall along the view."""
        z0, z1 = z if isinstance(z, tuple) else (z, z)
        at = self.camera.at
        self.picture(
            image,
            [
                at((x[0], y[1], z0)),
                at((x[1], y[1], z1)),
                at((x[1], y[0], z1)),
                at((x[0], y[0], z0)),
            ],
        )
