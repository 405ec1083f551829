"""The tool that is in hand most of the time: choose, move shapes, corners, labels and points, pull corners out."""

from dataclasses import replace

from PySide6.QtCore import QPointF

from selfcheck.riskmap.draft import Edit
from selfcheck.riskmap.geometry import XY
from selfcheck.ui.riskmap.hits import Hit, Selection
from selfcheck.ui.riskmap.tools import Desk, Tool

_STILL = 4.0  # pixels: a hand that trembles moves nothing


class Select(Tool):
    """Press chooses; pulling moves what was pressed, or the sheet where nothing is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._hit = Hit()
        self._from: QPointF | None = None
        self._last = QPointF()
        self._moving = False
        self._loose = True

    def press(self, at: QPointF) -> None:
        self._hit, self._from, self._last = self.desk.hit(at), at, at
        self._moving = False
        hit = self._hit
        # a zone that was not chosen yet is not pulled along: the hand only wants to move the sheet
        self._loose = hit.what in ("", "shape") and self.desk.selection.key != hit.key
        if hit.what == "corner":
            self.desk.select(Selection(hit.key, hit.at))
        elif hit.what == "point":
            self.desk.select(Selection(point_id=hit.point_id))
        elif hit.what in ("shape", "plate"):
            self.desk.select(Selection(hit.key))

    def move(self, at: QPointF, *, down: bool) -> None:
        if not down or self._from is None:
            return
        if not self._moving:
            far = at - self._from
            self._moving = max(abs(far.x()), abs(far.y())) >= _STILL
        if not self._moving:
            return
        if self._loose:
            step = at - self._last
            self.desk.pan(step.x(), step.y())
        else:
            edit = self._edit(at, shown=True)
            shapes = {key: now for key, (_, now) in edit.shapes.items() if now is not None}
            points = {
                key: (now.x, now.y)
                for key, (_, now) in edit.points.items()
                if now.x is not None and now.y is not None
            }
            self.desk.hold(shapes, points)
        self._last = at

    def release(self, at: QPointF) -> None:
        hit, moved = self._hit, self._moving and not self._loose
        self.desk.hold({}, {})
        if moved or hit.what == "middle":
            if self.desk.make(self._edit(at, shown=False)) and hit.what == "middle":
                self.desk.select(Selection(hit.key, hit.at))
        elif not hit.what and not self._moving:
            self.desk.select(Selection())
        self._from, self._moving, self._hit = None, False, Hit()

    def _offset(self, at: QPointF) -> XY:
        begin, scale = self._from if self._from is not None else at, self.desk.view.scale
        return (at.x() - begin.x()) / scale, (at.y() - begin.y()) / scale

    def _edit(self, at: QPointF, *, shown: bool) -> Edit:
        """The operation so far; while it is only shown, nobody is asked which zone a point lies in."""
        hit, drawing = self._hit, self.desk.drawing
        if hit.what == "point":
            x, y = self.desk.view.to_sheet(at)
            before = drawing.points[hit.point_id]
            if shown:
                return Edit("", points={hit.point_id: (before, replace(before, x=x, y=y))})
            return drawing.place(hit.point_id, self.desk.scene.plan.plan_id, x, y)
        if hit.what == "plate":
            return drawing.change(hit.key, "移动标签", label=self._label_at(hit.key, at))
        return self._shown(at) if shown else self._asked(at)

    def _shown(self, at: QPointF) -> Edit:
        hit, shape = self._hit, self.desk.drawing.shapes[self._hit.key]
        if hit.what == "shape":
            dx, dy = self._offset(at)
            points = tuple((x + dx, y + dy) for x, y in shape.points)
            return Edit("", {hit.key: (shape, replace(shape, points=points, label=None))})
        corner = self.desk.snapped(at, apart=hit.key)
        after = hit.at + (hit.what == "corner")  # another one at a corner, one more at a middle
        points = (*shape.points[: hit.at], corner, *shape.points[after:])
        return Edit("", {hit.key: (shape, replace(shape, points=points))})

    def _asked(self, at: QPointF) -> Edit:
        hit, drawing = self._hit, self.desk.drawing
        if hit.what == "shape":
            return drawing.move(hit.key, *self._offset(at))
        place = self.desk.snapped(at, apart=hit.key)
        if hit.what == "corner":
            return drawing.move_corner(hit.key, hit.at, *place)
        return drawing.insert_corner(hit.key, hit.at, *place)

    def _label_at(self, key: str, at: QPointF) -> XY:
        found = self.desk.scene.find(key)
        assert found is not None
        dx, dy = self._offset(at)
        return found.anchor[0] + dx, found.anchor[1] + dy

    def cancel(self) -> bool:
        begun, self._from = self._moving, None
        self._moving = False
        self._hit = Hit()
        self.desk.hold({}, {})
        return begun
