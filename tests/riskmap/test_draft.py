"""The drawing: whatever is done can be taken back, one by one, to the beginning and forth again."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from selfcheck.riskmap.draft import Drawing, Drawn, Edit, Placed, Undoing
from selfcheck.riskmap.geometry import XY
from selfcheck.riskmap.records import ShapeKind

PLANS = (1, 2)
POINTS = (1, 2, 3)
places = st.integers(0, 60).map(float)
spots = st.tuples(places, places)
steps = st.integers(-40, 40).map(float)


def a_box(x: float, y: float, wide: float, high: float) -> tuple[XY, ...]:
    return ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))


def begun() -> Drawing:
    """Two zones side by side on one plan, one point in the first, two that wait."""
    shapes = {
        "a": Drawn("a", 1, ShapeKind.ZONE, a_box(0, 0, 20, 20), "甲"),
        "b": Drawn("b", 1, ShapeKind.ZONE, a_box(20, 0, 20, 20), "乙"),
    }
    points = {1: Placed(1, 1, 10, 10, "a"), 2: Placed(2), 3: Placed(3)}
    return Drawing(shapes, points)


class Hand(RuleBasedStateMachine):
    """A person who does anything, and takes back and repeats as they like."""

    def __init__(self) -> None:
        super().__init__()
        self.drawing = begun()
        self.undoing = Undoing()
        self.past: list[Drawing] = []  # the drawing before each operation made
        self.future: list[Drawing] = []

    def _make(self, edit: Edit) -> None:
        if edit.nothing:
            assert self.drawing.after(edit) == self.drawing
            return
        self.past.append(self.drawing)
        self.future.clear()
        self.drawing = self.drawing.after(edit)
        self.undoing.remember(edit)

    def _key(self, data: Any) -> str:
        # in the order of drawing: the keys themselves are chance
        return str(data.draw(st.sampled_from(list(self.drawing.shapes))))

    @rule(plan=st.sampled_from(PLANS), x=places, y=places, wide=places, high=places)
    def draw(self, plan: int, x: float, y: float, wide: float, high: float) -> None:
        self._make(
            self.drawing.draw(plan, ShapeKind.ZONE, a_box(x, y, wide + 1, high + 1), "新")
        )

    @rule(plan=st.sampled_from(PLANS), spot=spots)
    def mark(self, plan: int, spot: XY) -> None:
        self._make(self.drawing.draw(plan, ShapeKind.EXIT, (spot,)))

    @precondition(lambda self: self.drawing.shapes)
    @rule(data=st.data(), dx=steps, dy=steps)
    def move(self, data: Any, dx: float, dy: float) -> None:
        self._make(self.drawing.move(self._key(data), dx, dy))

    @precondition(lambda self: self.drawing.shapes)
    @rule(data=st.data(), spot=spots, kind=st.sampled_from(["move", "insert", "remove"]))
    def corner(self, data: Any, spot: XY, kind: str) -> None:
        key = self._key(data)
        at = data.draw(st.integers(0, len(self.drawing.shapes[key].points) - 1))
        if kind == "remove":
            self._make(self.drawing.remove_corner(key, at))
        elif kind == "insert":
            self._make(self.drawing.insert_corner(key, at, *spot))
        else:
            self._make(self.drawing.move_corner(key, at, *spot))

    @precondition(lambda self: self.drawing.shapes)
    @rule(data=st.data(), name=st.sampled_from(["甲", "丙", ""]), label=st.none() | spots)
    def change(self, data: Any, name: str, label: XY | None) -> None:
        self._make(self.drawing.change(self._key(data), "改名称", name=name, label=label))

    @precondition(lambda self: self.drawing.shapes)
    @rule(data=st.data())
    def remove(self, data: Any) -> None:
        self._make(self.drawing.remove(self._key(data)))

    @precondition(lambda self: len(self.drawing.shapes) > 1)
    @rule(data=st.data())
    def join(self, data: Any) -> None:
        first, second = self._key(data), self._key(data)
        if first != second:
            self._make(self.drawing.join(first, second))

    @precondition(lambda self: self.drawing.shapes)
    @rule(data=st.data(), begin=spots, end=spots)
    def part(self, data: Any, begin: XY, end: XY) -> None:
        self._make(self.drawing.part(self._key(data), begin, end))

    @rule(point=st.sampled_from(POINTS), plan=st.sampled_from(PLANS), spot=spots)
    def place(self, point: int, plan: int, spot: XY) -> None:
        self._make(self.drawing.place(point, plan, *spot))

    @rule(point=st.sampled_from(POINTS))
    def lift(self, point: int) -> None:
        self._make(self.drawing.lift(point))

    @precondition(lambda self: self.drawing.shapes)
    @rule(data=st.data(), point=st.sampled_from(POINTS))
    def assign(self, data: Any, point: int) -> None:
        key = self._key(data)
        if self.drawing.shapes[key].kind is ShapeKind.ZONE:
            self._make(self.drawing.assign(point, key))

    @rule()
    def undo(self) -> None:
        edit = self.undoing.undo()
        if edit is None:
            assert not self.past
            return
        self.future.append(self.drawing)
        self.drawing = self.drawing.after(edit)
        assert self.drawing == self.past.pop()

    @rule()
    def redo(self) -> None:
        edit = self.undoing.redo()
        if edit is None:
            assert not self.future
            return
        self.past.append(self.drawing)
        self.drawing = self.drawing.after(edit)
        assert self.drawing == self.future.pop()

    @invariant()
    def no_point_lies_in_a_zone_that_is_gone(self) -> None:
        for placed in self.drawing.points.values():
            assert placed.zone_key is None or placed.zone_key in self.drawing.shapes

    def teardown(self) -> None:
        furthest = self.future[0] if self.future else self.drawing
        while (edit := self.undoing.undo()) is not None:
            self.drawing = self.drawing.after(edit)
        assert self.drawing == begun()
        while (edit := self.undoing.redo()) is not None:
            self.drawing = self.drawing.after(edit)
        assert self.drawing == furthest


TestAnythingDoneCanBeTakenBack = Hand.TestCase
TestAnythingDoneCanBeTakenBack.settings = settings(
    max_examples=60, stateful_step_count=25, deadline=None
)


# ---- single operations


def test_a_point_in_a_new_zone_belongs_to_it() -> None:
    drawing = begun().after(begun().place(2, 1, 50, 50))
    edit = drawing.draw(1, ShapeKind.ZONE, a_box(45, 45, 10, 10))
    after = drawing.after(edit)
    assert after.points[2].zone_key == next(iter(edit.shapes))


def test_a_zone_that_is_removed_gives_its_points_to_nobody() -> None:
    after = begun().after(begun().remove("a"))
    assert after.points[1] == Placed(1, 1, 10, 10, None)


def test_a_point_in_two_zones_belongs_to_the_smaller() -> None:
    drawing = begun()
    edit = drawing.draw(1, ShapeKind.ZONE, a_box(8, 8, 4, 4), "小")
    assert drawing.after(edit).points[1].zone_key == next(iter(edit.shapes))


def test_joining_keeps_the_name_and_takes_both_points() -> None:
    drawing = begun().after(begun().place(2, 1, 30, 10))
    after = drawing.after(drawing.join("a", "b"))
    assert after.shapes["a"].name == "甲"
    assert "b" not in after.shapes
    assert after.points[2].zone_key == "a"


def test_zones_of_two_plans_are_never_joined() -> None:
    drawing = begun()
    other = drawing.draw(2, ShapeKind.ZONE, a_box(20, 0, 5, 20))
    drawing = drawing.after(other)
    assert drawing.join("a", next(iter(other.shapes))).nothing


def test_a_zone_keeps_three_corners() -> None:
    drawing = begun()
    drawing = drawing.after(drawing.remove_corner("a", 0))
    assert drawing.remove_corner("a", 0).nothing


def test_assigning_a_point_to_its_own_zone_changes_nothing() -> None:
    assert begun().assign(1, "a").nothing


def test_a_label_that_was_moved_follows_its_zone() -> None:
    drawing = begun()
    drawing = drawing.after(drawing.change("a", "移动标签", label=(5.0, 5.0)))
    after = drawing.after(drawing.move("a", 3, -2))
    assert after.shapes["a"].label == (8.0, 3.0)


@pytest.mark.parametrize(
    "make",
    [
        lambda d: d.draw(1, ShapeKind.ZONE, a_box(1, 1, 2, 2)),
        lambda d: d.remove("a"),
        lambda d: d.place(2, 1, 30, 10),
        lambda d: d.part("a", (10, -1), (10, 21)),
    ],
)
def test_an_edit_turned_twice_is_itself(make: Callable[[Drawing], Edit]) -> None:
    edit = make(begun())
    assert edit.turned.turned == edit
    assert not edit.nothing


def test_a_new_operation_forgets_what_was_taken_back() -> None:
    undoing, drawing = Undoing(), begun()
    undoing.remember(drawing.remove("a"))
    undoing.undo()
    undoing.remember(drawing.remove("b"))
    assert undoing.redo() is None


@given(spots)
def test_a_point_put_into_a_zone_with_enter_lies_in_it(spot: XY) -> None:
    drawing = begun()
    edit = drawing.draw(1, ShapeKind.ZONE, a_box(*spot, 30, 12))
    drawing = drawing.after(edit)
    key = next(iter(edit.shapes))
    placed = drawing.after(drawing.assign(3, key)).points[3]
    assert placed.zone_key == key
    assert placed.x is not None
