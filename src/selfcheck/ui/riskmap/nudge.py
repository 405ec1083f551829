"""Moving with the arrow keys: what follows one another quickly is one operation."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from selfcheck.riskmap.draft import Drawn
from selfcheck.riskmap.geometry import XY

if TYPE_CHECKING:
    from selfcheck.ui.riskmap.hands import Hands

_STEP, _WIDE = 0.1, 1.0  # metres
_PIXELS, _WIDE_PIXELS = 1.0, 10.0  # of a sheet without scale
_LABEL_STEP = 6.0  # pixels of the screen
_PAUSE_MS = 350


class Nudge(QObject):
    """Shows at once where things are moved to; `settle` keeps it, `forget` does not."""

    def __init__(self, canvas: "Hands") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._moved: XY = (0.0, 0.0)  # not kept yet
        self._label = False  # whether it is the label that moves
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.settle)

    @property
    def pending(self) -> bool:
        """Whether something was moved and not kept yet."""
        return self._moved != (0.0, 0.0)

    def step(self, *, wide: bool) -> float:
        """How far one press goes, in units of the sheet."""
        metres = self._canvas.scene.plan.metres_per_unit
        if metres is None:
            return _WIDE_PIXELS if wide else _PIXELS
        return (_WIDE if wide else _STEP) / metres

    def move(self, way: XY, *, wide: bool, label: bool) -> None:
        """One press: what is chosen, or its label."""
        if label != self._label:
            self.settle()
        self._label = label
        far = _LABEL_STEP / self._canvas.view.scale if label else self.step(wide=wide)
        self._moved = (self._moved[0] + way[0] * far, self._moved[1] + way[1] * far)
        self._show_moved()
        self._pause.start()

    def _show_moved(self) -> None:
        canvas, (dx, dy) = self._canvas, self._moved
        chosen = canvas.selection
        if chosen.point_id:
            pin = canvas.scene.pin(chosen.point_id)
            if pin is not None:
                canvas.hold({}, {pin.point_id: (pin.at[0] + dx, pin.at[1] + dy)})
            return
        shape = canvas.drawing.shapes.get(chosen.key)
        if shape is not None:
            canvas.hold({shape.key: self._moved_shape(shape)}, {})

    def _moved_shape(self, shape: Drawn) -> Drawn:
        dx, dy = self._moved
        if self._label:
            found = self._canvas.scene.find(shape.key)
            x, y = found.anchor if found else shape.points[0]
            return replace(shape, label=(x + dx, y + dy))
        corner = self._canvas.selection.corner
        points = tuple(
            (x + dx, y + dy) if corner is None or at == corner else (x, y)
            for at, (x, y) in enumerate(shape.points)
        )
        return replace(shape, points=points)

    def settle(self) -> None:
        """Keep what the arrow keys have moved, as one operation."""
        self._pause.stop()
        if not self.pending:
            return
        canvas, chosen, (dx, dy) = self._canvas, self._canvas.selection, self._moved
        drawing, label = canvas.drawing, self._label
        shape = drawing.shapes.get(chosen.key)
        label_at = self._moved_shape(shape).label if shape is not None and label else None
        self.forget()
        if chosen.point_id:
            pin = canvas.scene.pin(chosen.point_id)
            if pin is not None:
                plan = canvas.scene.plan.plan_id
                canvas.make(drawing.place(pin.point_id, plan, pin.at[0] + dx, pin.at[1] + dy))
        elif shape is not None and label_at is not None:
            canvas.make(drawing.change(shape.key, "移动标签", label=label_at))
        elif shape is not None and chosen.corner is not None:
            x, y = shape.points[chosen.corner]
            canvas.make(drawing.move_corner(shape.key, chosen.corner, x + dx, y + dy))
        elif shape is not None:
            canvas.make(drawing.move(shape.key, dx, dy))

    def put(self, x: float, y: float) -> None:
        """To a typed place: a corner, a point, a mark, or a zone by its first corner."""
        canvas, chosen, drawing = self._canvas, self._canvas.selection, self._canvas.drawing
        if chosen.point_id:
            plan = canvas.scene.plan.plan_id
            canvas.make(drawing.place(chosen.point_id, plan, x, y))
            return
        shape = drawing.shapes.get(chosen.key)
        if shape is None:
            return
        if chosen.corner is not None:
            canvas.make(drawing.move_corner(shape.key, chosen.corner, x, y))
        else:
            before = shape.points[0]
            canvas.make(drawing.move(shape.key, x - before[0], y - before[1]))

    def forget(self) -> None:
        """It was not meant."""
        self._pause.stop()
        self._moved, self._label = (0.0, 0.0), False
        self._canvas.hold({}, {})
