"""Areas, places and cuts: what is joined or parted keeps its area, and a label stands inside."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from selfcheck.riskmap import geometry
from selfcheck.riskmap.geometry import XY

SQUARE: tuple[XY, ...] = ((0, 0), (10, 0), (10, 10), (0, 10))
ELL: tuple[XY, ...] = ((0, 0), (30, 0), (30, 10), (10, 10), (10, 30), (0, 30))
lengths = st.integers(1, 400).map(float)


def a_rectangle(x: float, y: float, wide: float, high: float) -> tuple[XY, ...]:
    return ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))


def test_the_area_of_an_ell_leaves_its_corner_out() -> None:
    assert geometry.area(ELL) == 500


def test_the_area_does_not_depend_on_the_way_round() -> None:
    assert geometry.area(tuple(reversed(ELL))) == geometry.area(ELL)


@pytest.mark.parametrize("points", [(), ((1, 1),), ((0, 0), (5, 5))])
def test_fewer_than_three_corners_have_no_area_and_hold_nothing(points: tuple[XY, ...]) -> None:
    assert geometry.area(points) == 0
    assert not geometry.inside(points, 1, 1)


@pytest.mark.parametrize(
    ("place", "held"),
    [
        ((5, 5), True),
        ((0, 5), True),
        ((10, 10), True),
        ((10.01, 5), False),
        ((-0.01, 5), False),
    ],
)
def test_the_edge_belongs_to_a_zone(place: XY, held: bool) -> None:
    assert geometry.inside(SQUARE, *place) is held


def test_the_notch_of_an_ell_is_outside() -> None:
    assert not geometry.inside(ELL, 20, 20)


@given(lengths, lengths, lengths, lengths)
def test_a_label_of_a_rectangle_stands_inside(
    x: float, y: float, wide: float, high: float
) -> None:
    zone = a_rectangle(x, y, wide, high)
    assert geometry.inside(zone, *geometry.label_place(zone))


def test_a_label_of_an_ell_stands_in_its_widest_part() -> None:
    assert geometry.inside(ELL, *geometry.label_place(ELL))


@given(lengths, lengths, lengths)
def test_two_rectangles_with_one_wall_become_one_of_both_areas(
    first: float, second: float, high: float
) -> None:
    joined = geometry.joined(
        a_rectangle(0, 0, first, high), a_rectangle(first, 0, second, high)
    )
    assert geometry.area(joined) == pytest.approx((first + second) * high)


def test_zones_apart_are_not_joined() -> None:
    assert geometry.joined(SQUARE, a_rectangle(20, 0, 5, 5)) == ()


def test_a_zone_around_another_would_leave_a_hole_and_is_not_joined() -> None:
    ring = (
        (0, 0),
        (30, 0),
        (30, 30),
        (0, 30),
        (0, 1),
        (1, 1),
        (1, 29),
        (29, 29),
        (29, 1),
        (0, 0.5),
    )
    bar = a_rectangle(0, -1, 0.5, 3)
    assert geometry.joined(ring, bar) == ()


@given(lengths, lengths, st.floats(0.1, 0.9))
def test_the_parts_of_a_zone_have_its_area_together(
    wide: float, high: float, share: float
) -> None:
    cut = round(wide * share, 1)
    assume(0.1 < cut < wide - 0.1)
    parts = geometry.parted(a_rectangle(0, 0, wide, high), (cut, -1), (cut, high + 1))
    assert len(parts) == 2
    assert sum(map(geometry.area, parts)) == pytest.approx(wide * high, rel=1e-3)


def test_a_line_beside_a_zone_parts_nothing() -> None:
    assert len(geometry.parted(SQUARE, (20, 0), (20, 10))) < 2


def test_two_places_that_are_one_part_nothing() -> None:
    assert geometry.parted(SQUARE, (5, 5), (5, 5)) == ()
