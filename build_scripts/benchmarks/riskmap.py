"""How long the risk map takes for a frame: 300 zones and 300 points on a base picture of 6000 × 4000.

    python build_scripts/benchmarks/riskmap.py [--frames 120] [--most 16.7]

Pans, zooms and pulls a corner as a hand does, without a screen, and paints each frame into a picture of the
window's size. Prints median and 95th percentile in milliseconds; ends with 1 when a median is above `--most`.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from selfcheck.riskmap.draft import Drawing, Drawn, Placed
from selfcheck.riskmap.pages import PlanLine
from selfcheck.riskmap.records import RiskLevel, ShapeKind
from selfcheck.ui import look
from selfcheck.ui.riskmap import base as riskmap_base
from selfcheck.ui.riskmap.canvas import Canvas
from selfcheck.ui.riskmap.hits import Selection
from selfcheck.ui.riskmap.scene import Pinned, Scene, painted

WIDE, HIGH = 6000, 4000
COLUMNS, ROWS = 20, 15
ROOM = (1080, 640)
SECONDS = 1000.0


def a_base() -> QImage:
    """A plan full of lines, as a scanned drawing has them."""
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(QPen(QColor("#333b45"), 3))
    for x in range(0, WIDE, 60):
        painter.drawLine(x, 0, x, HIGH)
    for y in range(0, HIGH, 60):
        painter.drawLine(0, y, WIDE, y)
    painter.end()
    return image


def a_canvas() -> Canvas:
    """The sheet with everything on it."""
    levels = (*RiskLevel, None)
    wide, high = WIDE / COLUMNS, HIGH / ROWS
    shapes, zones, pins, places = {}, [], [], {}
    for number in range(COLUMNS * ROWS):
        x, y = number % COLUMNS * wide, number // COLUMNS * high
        corners = (
            (x, y), (x + wide, y), (x + wide, y + high * 0.6), (x + wide * 0.6, y + high * 0.6),
            (x + wide * 0.6, y + high), (x, y + high),
        )  # fmt: skip
        shape = Drawn(f"zone-{number}", 1, ShapeKind.ZONE, corners, f"区域 {number + 1}")
        level = levels[number % len(levels)]
        shapes[shape.key] = shape
        zones.append(painted(shape, level))
        at = (x + wide * 0.3, y + high * 0.2)
        pins.append(Pinned(number + 1, f"R-{number + 1:02d}", "风险点", level, at, shape.key))
        places[number + 1] = Placed(number + 1, 1, *at, shape.key)
    plan = PlanLine(1, "一层", None, "", False, WIDE, HIGH, 0.02, 0, "")
    of = {pin.zone_key or "": (pin,) for pin in pins}
    made = Canvas()
    made.resize(*ROOM)
    made.show_base(riskmap_base.of_image(a_base()))
    made.show_scene(Scene(plan, tuple(zones), (), tuple(pins), of), Drawing(shapes, places))
    return made


def rest() -> None:
    """Long enough for the sheet to be painted sharp after zooming."""
    time.sleep(0.15)
    QApplication.processEvents()


def panned(canvas: Canvas, frames: int) -> Iterator[None]:
    """The hand draws the sheet to and fro."""
    canvas.fit()
    canvas.zoom(4)
    rest()
    for frame in range(frames):
        way = 1 if frame // 30 % 2 == 0 else -1
        canvas.pan(-14 * way, -6 * way)
        yield


def zoomed(canvas: Canvas, frames: int) -> Iterator[None]:
    """The wheel turns in and out."""
    canvas.fit()
    for frame in range(frames):
        canvas.zoom(1.06 if frame // 30 % 2 == 0 else 1 / 1.06, QPointF(300, 220))
        yield


def pulled(canvas: Canvas, frames: int) -> Iterator[None]:
    """A corner follows the hand, snapping as it goes."""
    canvas.fit()
    canvas.zoom(2)
    rest()
    zone = canvas.drawing.shapes["zone-21"]
    canvas.select(Selection(zone.key))
    corner = canvas.view.to_screen(*zone.points[2])
    canvas.tool.press(corner)
    for frame in range(frames):
        canvas.tool.move(corner + QPointF(frame % 40, frame % 25), down=True)
        yield
    canvas.tool.cancel()


def measured(canvas: Canvas, steps: Iterator[None]) -> list[float]:
    """Milliseconds of each frame: the hand's step and the painting."""
    target = QImage(*ROOM, QImage.Format.Format_RGB32)
    found: list[float] = []
    canvas.render(target)
    while True:
        begun = time.perf_counter()
        try:
            next(steps)
        except StopIteration:
            return found
        canvas.render(target)
        found.append((time.perf_counter() - begun) * SECONDS)


def rested(canvas: Canvas, frames: int) -> Iterator[None]:
    """The hand rests after zooming: everything in view is painted sharp. Not a frame of a move."""
    canvas.fit()
    canvas.zoom(3)
    rest()
    for _ in range(frames // 4):
        canvas.layer.forget()
        yield


MOVES: dict[str, Callable[[Canvas, int], Iterator[None]]] = {
    "pan": panned,
    "zoom": zoomed,
    "pull a corner": pulled,
}
AFTER = "paint anew"


def main() -> int:
    """Measure every move; 0 when every median is short enough."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--frames", type=int, default=120)
    asked.add_argument("--most", type=float, default=16.7)
    told = asked.parse_args()
    app = QApplication([])
    look.load_fonts("Regular", "Medium", "Bold")
    slow = False
    for name in ("light", "dark"):
        look.apply("dark" if name == "dark" else "light", "standard")
        canvas = a_canvas()
        for move, steps in (*MOVES.items(), (AFTER, rested)):
            frames = sorted(measured(canvas, steps(canvas, told.frames)))
            middle, late = statistics.median(frames), frames[int(len(frames) * 0.95)]
            slow = slow or (move != AFTER and middle > told.most)
            print(f"{name:5} {move:14} median {middle:6.1f} ms   95th {late:6.1f} ms")
    app.quit()
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
