"""Labels keep off one another and inside the sheet wherever there is room."""

from hypothesis import given
from hypothesis import strategies as st

from selfcheck.reports.risk_labels import Box, Place, Taken, beside, near

FRAME = Box(0, 0, 800, 600)
PLACES = st.tuples(st.floats(0, 800), st.floats(0, 600))


def shared(one: Box, other: Box) -> float:
    """The area that two rectangles share."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.top, other.top) - max(one.bottom, other.bottom)
    return wide * high if wide > 0 and high > 0 else 0.0


def test_a_label_stands_at_its_place_while_that_is_free() -> None:
    taken = Taken(FRAME)
    box = taken.take(near((400, 300), 80, 20), 80, 20, 2)
    assert box.middle == (400, 300)


def test_a_second_label_moves_off_the_first() -> None:
    taken = Taken(FRAME)
    first = taken.take(near((400, 300), 80, 20), 80, 20, 2)
    second = taken.take(near((400, 300), 80, 20), 80, 20, 2)
    assert not shared(first, second)


def test_a_label_stands_right_of_its_point_or_elsewhere_beside_it() -> None:
    taken = Taken(FRAME)
    taken.add(Box(110, 90, 60, 20))  # something stands to the right
    box = taken.take(beside((100, 100), (8, 8), 50, 14), 50, 14, 1)
    assert box.right <= 92


def test_where_everything_is_taken_the_least_is_covered() -> None:
    taken = Taken(Box(0, 0, 100, 40))
    taken.add(Box(0, 0, 100, 40))
    taken.add(Box(0, 0, 60, 40))
    box = taken.take([Place((25, 20)), Place((80, 20))], 30, 10, 0)
    assert box.middle == (80, 20)


def test_what_is_covered_is_the_area_of_all_that_lies_beneath() -> None:
    taken = Taken(FRAME)
    taken.add(Box(0, 0, 100, 100))
    taken.add(Box(50, 50, 200, 100))
    assert taken.covered(Box(40, 40, 20, 20)) == 20 * 20 + 10 * 10
    assert taken.covered(Box(300, 300, 50, 50)) == 0


@given(places=st.lists(PLACES, min_size=1, max_size=25))
def test_every_label_lies_inside_the_sheet(places: list[tuple[float, float]]) -> None:
    taken = Taken(FRAME)
    for place in places:
        box = taken.take(near(place, 90, 24), 90, 24, 2)
        assert box.left >= 0
        assert box.bottom >= 0
        assert box.right <= 800
        assert box.top <= 600


@given(places=st.lists(PLACES, min_size=2, max_size=6))
def test_few_labels_never_cover_one_another(places: list[tuple[float, float]]) -> None:
    taken = Taken(FRAME)
    boxes = [taken.take(near(place, 60, 16), 60, 16, 1) for place in places]
    for number, box in enumerate(boxes):
        assert not any(shared(box, other) > 1e-6 for other in boxes[number + 1 :])
