"""The sheet without a mouse: Tab chooses, Enter goes into a shape, arrows move, letters take tools.

In a drawing tool the arrows move a crosshair, the space bar presses there and Enter finishes.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from selfcheck.riskmap.geometry import XY
from selfcheck.riskmap.records import ShapeKind
from selfcheck.ui.riskmap.hits import Selection, middles
from selfcheck.ui.riskmap.nudge import Nudge
from selfcheck.ui.riskmap.toolbox import BY_KEY
from selfcheck.ui.riskmap.tools import SELECT

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfcheck.ui.riskmap.hands import Hands

_ARROWS: dict[int, XY] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_SHIFT, _CONTROL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class SheetKeys(QObject):
    """Turns keys into choices, moves and presses of the tool."""

    def __init__(self, canvas: "Hands") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.crosshair: XY | None = None  # where the keyboard's hand is, while a tool draws
        self.nudge = Nudge(canvas)
        self._plain: dict[int, Callable[[], bool]] = {
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
            Qt.Key.Key_Escape: self._escape,
            Qt.Key.Key_Insert: self._insert,
            Qt.Key.Key_Delete: self._delete,
            Qt.Key.Key_Backspace: self._step_back,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was meant for the sheet."""
        key, held = event.key(), event.modifiers()
        if not self._canvas.shows:
            return False
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return not held & _CONTROL and self._tab(back=key == Qt.Key.Key_Backtab)
        if held & _CONTROL:
            return self._zoom_key(key)
        if key in _ARROWS:
            return self._arrow(_ARROWS[key], wide=bool(held & _SHIFT), label=bool(held & _ALT))
        if key == Qt.Key.Key_Space:
            return self._space(event)
        if key in self._plain:
            done = self._plain[key]()
            self._canvas.update()
            return done
        return self._letter(event)

    def _zoom_key(self, key: int) -> bool:
        if key == Qt.Key.Key_0:
            self._canvas.fit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._canvas.zoom(1.25)
        elif key == Qt.Key.Key_Minus:
            self._canvas.zoom(0.8)
        else:
            return False
        return True

    def _letter(self, event: QKeyEvent) -> bool:
        letter = event.text().upper()
        if letter in BY_KEY and self._canvas.usable:
            self._canvas.tool_wanted.emit(BY_KEY[letter])
            return True
        place = self.place_of_choice()
        if letter and letter in "0123456789-" and place is not None and self._canvas.usable:
            self.settle()
            self._canvas.place_field.begin(letter, place)
            return True
        return False

    # ---- choosing

    def _order(self) -> list[Selection]:
        """Everything that can be chosen, zones first."""
        scene = self._canvas.scene
        shapes = [Selection(one.key) for one in (*scene.zones, *scene.marks)]
        return [*shapes, *(Selection(point_id=pin.point_id) for pin in scene.pins)]

    def _tab(self, *, back: bool) -> bool:
        canvas, step = self._canvas, -1 if back else 1
        self.settle()
        chosen = canvas.selection
        if chosen.corner is not None:
            shape = canvas.drawing.shapes[chosen.key]
            canvas.select(replace(chosen, corner=(chosen.corner + step) % len(shape.points)))
            return True
        order = self._order()
        at = order.index(chosen) + step if chosen in order else (len(order) - 1 if back else 0)
        if not 0 <= at < len(order):  # past the last: on to the next control
            canvas.select(Selection())
            return False
        canvas.select(order[at])
        if (place := self.place_of_choice()) is not None:
            canvas.show_place(place)
        return True

    def place_of_choice(self) -> XY | None:
        """Where the chosen corner, shape or point is."""
        canvas, chosen = self._canvas, self._canvas.selection
        if chosen.point_id:
            pin = canvas.scene.pin(chosen.point_id)
            return pin.at if pin else None
        shape = canvas.drawing.shapes.get(chosen.key)
        if shape is None:
            return None
        if chosen.corner is not None:
            return shape.points[min(chosen.corner, len(shape.points) - 1)]
        found = canvas.scene.find(shape.key)
        return found.anchor if found and shape.kind is ShapeKind.ZONE else shape.points[0]

    def _enter(self) -> bool:
        canvas = self._canvas
        if canvas.tool_name != SELECT:
            if self.crosshair is not None and not canvas.tool.sketch:
                return self._press_here()
            canvas.tool.finish()
            return True
        shape = canvas.drawing.shapes.get(canvas.selection.key)
        if shape is not None and len(shape.points) > 1 and canvas.selection.corner is None:
            canvas.select(Selection(shape.key, 0))
            return True
        return False

    def _escape(self) -> bool:
        canvas = self._canvas
        if canvas.tool.cancel():
            return True
        if canvas.tool_name != SELECT:
            canvas.use(SELECT)
            return True
        if self.nudge.pending:
            self.nudge.forget()
            return True
        if canvas.selection.corner is not None:
            canvas.select(Selection(canvas.selection.key))
            return True
        chosen = bool(canvas.selection)
        canvas.select(Selection())
        return chosen

    # ---- moving

    def _arrow(self, way: XY, *, wide: bool, label: bool) -> bool:
        canvas = self._canvas
        if canvas.tool_name != SELECT:
            self._move_crosshair(way, wide=wide)
        elif not canvas.selection or not canvas.usable:
            canvas.pan(-way[0] * 40, -way[1] * 40)
        else:
            self.nudge.move(way, wide=wide, label=label)
        return True

    def _move_crosshair(self, way: XY, *, wide: bool) -> None:
        canvas = self._canvas
        if self.crosshair is None:
            x, y = canvas.view.to_sheet(canvas.rect().center().toPointF())
        else:
            # never less than a pixel can show: far out a step of 0.1 m would seem to do nothing
            far = max(self.nudge.step(wide=wide), (10 if wide else 2) / canvas.view.scale)
            x, y = self.crosshair[0] + way[0] * far, self.crosshair[1] + way[1] * far
        size = canvas.scene.size
        self.crosshair = (min(max(x, 0), size.width()), min(max(y, 0), size.height()))
        canvas.show_place(self.crosshair)
        canvas.tool.move(canvas.view.to_screen(*self.crosshair), down=False)
        canvas.update()

    def settle(self) -> None:
        """Keep what the arrow keys have moved."""
        self.nudge.settle()

    # ---- corners, presses

    def _insert(self) -> bool:
        canvas = self._canvas
        self.settle()
        shape = canvas.drawing.shapes.get(canvas.selection.key)
        if shape is None:
            return False
        at = canvas.selection.corner or 0
        for number, place in middles(shape):
            if number == at + 1 or (number == at and number == len(shape.points) - 1):
                if canvas.make(canvas.drawing.insert_corner(shape.key, number, *place)):
                    canvas.select(Selection(shape.key, number))
                return True
        return False

    def _delete(self) -> bool:
        canvas = self._canvas
        self.settle()
        chosen, drawing = canvas.selection, canvas.drawing
        if chosen.point_id:
            return canvas.make(drawing.lift(chosen.point_id))
        shape = drawing.shapes.get(chosen.key)
        if shape is None:
            return False
        if chosen.corner is None:
            return canvas.make(drawing.remove(shape.key))
        if not canvas.make(drawing.remove_corner(shape.key, chosen.corner)):
            canvas.tell("顶点不能再少了，要去掉整个区域，先按 Esc 再按 Delete")
            return True
        left = len(canvas.drawing.shapes[shape.key].points)
        canvas.select(Selection(shape.key, min(chosen.corner, left - 1)))
        return True

    def _step_back(self) -> bool:
        if not self._canvas.tool.sketch:
            return False
        self._canvas.tool.step_back()
        return True

    def _space(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return True
        if self.crosshair is not None and self._canvas.tool_name != SELECT:
            return self._press_here()
        self._canvas.hold_space(True)
        return True

    def _press_here(self) -> bool:
        assert self.crosshair is not None
        canvas = self._canvas
        at = canvas.view.to_screen(*self.crosshair)
        canvas.tool.press(at)
        canvas.tool.release(at)
        canvas.update()
        return True
