"""A wall and the floor before it, for what hangs and stands there."""

from build_scripts.sample.scene import Scene
from build_scripts.sample.space import Camera


def room(
    seed: int,
    wall: str = "#c3c4bd",
    floor: str = "#8f8f88",
    z: float = 4.4,
    *,
    focal: float = 1350,
    horizon: float = 520,
) -> Scene:
    """A wall across the view and the floor before it."""
    scene = Scene(seed, Camera(focal=focal, horizon=horizon))
    scene.wall(z, wall, x=(-6, 6), height=4.2, stains=0.45)
    scene.floor(floor, near=1.0, far=z, half=6, joints=0.8, strength=0.5)
    at = scene.camera.at
    scene.face(
        [(-6, 0.12, z - 0.01), (6, 0.12, z - 0.01), (6, 0, z - 0.01), (-6, 0, z - 0.01)],
        "#6c6f70",
        "#55585a",
    )
    scene.glow(at((-0.9, 2.5, z)), 900, "#f6f3e8", 46)
    return scene
