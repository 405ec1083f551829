"""Tools that need two places or two zones: cut a zone, measure, join."""

from PySide6.QtCore import QPointF

from selfcheck.riskmap.geometry import XY
from selfcheck.riskmap.records import ShapeKind
from selfcheck.ui.riskmap.hits import Selection
from selfcheck.ui.riskmap.tools import MEASURE, NEAR, PART, Desk, Tool


class Line(Tool):
    """Two places: to cut a zone, or to measure."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk)
        self.name = name
        self.hint = "画一条穿过区域的线" if name == PART else "点图上两处，再填它们的实际距离"

    def press(self, at: QPointF) -> None:
        place = self.desk.snapped(at, beside=self.sketch[0] if self.sketch else None)
        if len(self.sketch) == 1 and place != self.sketch[0]:
            self._take(self.sketch[0], place)
        else:
            self.sketch = (place,)

    def release(self, at: QPointF) -> None:
        if len(self.sketch) != 1:
            return
        far = at - self.desk.view.to_screen(*self.sketch[0])
        if abs(far.x()) + abs(far.y()) > 2 * NEAR:  # pulled, not clicked
            self._take(self.sketch[0], self.desk.snapped(at, beside=self.sketch[0]))

    def _take(self, begin: XY, end: XY) -> None:
        self.sketch = ()
        if self.name == MEASURE:
            self.desk.measured(begin, end)
            return
        key = self._zone_of(begin, end)
        if not key or not self.desk.make(self.desk.drawing.part(key, begin, end)):
            self.desk.tell("这条线没有把区域分成两块，从区域外画到区域外")
            return
        self.desk.done(key)

    def _zone_of(self, begin: XY, end: XY) -> str:
        chosen = self.desk.drawing.shapes.get(self.desk.selection.key)
        if chosen is not None and chosen.kind is ShapeKind.ZONE:
            return chosen.key
        middle = ((begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2)
        return self.desk.drawing.zone_at(self.desk.scene.plan.plan_id, *middle) or ""


class Join(Tool):
    """Two zones become one: click one, then the other."""

    hint = "先点要保留的区域，再点并入它的区域"

    def press(self, at: QPointF) -> None:
        x, y = self.desk.view.to_sheet(at)
        key = self.desk.drawing.zone_at(self.desk.scene.plan.plan_id, x, y)
        first = self.desk.drawing.shapes.get(self.desk.selection.key)
        if key is None:
            return
        if first is None or first.kind is not ShapeKind.ZONE or first.key == key:
            self.desk.select(Selection(key))
            return
        if self.desk.make(self.desk.drawing.join(first.key, key)):
            self.desk.done(first.key)
        else:
            self.desk.tell("这两个区域没有相接，先把边移到一起")
