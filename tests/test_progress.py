import pytest

from selfcheck.errors import Cancelled
from selfcheck.progress import Progress


def test_walking_over_things_tells_how_far_it_is() -> None:
    told: list[tuple[int, int, str]] = []
    progress = Progress(lambda done, total, text: told.append((done, total, text)))

    assert list(progress.over("ab", "核对")) == ["a", "b"]
    assert told == [(0, 2, "核对"), (1, 2, "核对"), (2, 2, "核对")]


def test_work_ends_at_the_next_step_when_asked_to_stop() -> None:
    progress = Progress()
    walk = progress.over("abc", "核对")
    assert next(walk) == "a"
    progress.stop.set()
    with pytest.raises(Cancelled):
        next(walk)


def test_a_stop_is_noticed_by_check_and_step() -> None:
    progress = Progress(lambda *_: pytest.fail("nothing is told after a stop"))
    progress.check()
    progress.stop.set()
    with pytest.raises(Cancelled):
        progress.check()
    with pytest.raises(Cancelled):
        progress.step(1, 2, "")


def test_nothing_to_do_is_done_at_once() -> None:
    told: list[int] = []
    progress = Progress(lambda done, *_: told.append(done))
    assert list(progress.over([], "")) == []
    assert told == [0]
