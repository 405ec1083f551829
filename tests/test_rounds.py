from pathlib import Path

import pytest

from selfcheck import rounds
from selfcheck.enterprise import actions as enterprise
from selfcheck.errors import NotReady
from selfcheck.rounds import STATUS_WORDS, RoundStatus
from tests.builders import NOW, a_pack, a_workspace


@pytest.mark.parametrize(
    ("before", "after"),
    [(RoundStatus.DRAFT, RoundStatus.DRAFT), (RoundStatus.APPROVED, RoundStatus.DRAFT)],
)
def test_a_change_withdraws_the_approval(
    tmp_path: Path, before: RoundStatus, after: RoundStatus
) -> None:
    with a_workspace(tmp_path) as work:
        work.stand_at(before)
        work.act(rounds.editable, 1)
        assert work.status() is after


def test_asking_whether_a_round_is_open_changes_nothing(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        work.stand_at(RoundStatus.APPROVED)
        work.act(rounds.still_open, 1)
        assert work.status() is RoundStatus.APPROVED


@pytest.mark.parametrize("ask", [rounds.still_open, rounds.editable])
def test_rd01_a_signed_round_is_frozen(tmp_path: Path, ask: object) -> None:
    with a_workspace(tmp_path) as work:
        work.stand_at(RoundStatus.SIGNED)
        with pytest.raises(NotReady, match="新的一次报送") as refusal:
            work.act(ask, 1)  # type: ignore[arg-type]
        assert [problem.code for problem in refusal.value.problems] == ["RD01"]
        assert work.status() is RoundStatus.SIGNED


def test_the_newest_round_is_the_one_being_worked_on(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        work.stand_at(RoundStatus.SIGNED)
        work.act(enterprise.open_round, pack=a_pack(), period="2026-12", now=NOW)
        newest = work.read(rounds.current)
        everything = work.read(rounds.all_rounds)

    assert newest is not None
    assert newest.sequence == 2
    assert [one.sequence for one in everything] == [2, 1]


def test_every_status_has_its_words() -> None:
    assert set(STATUS_WORDS) == set(RoundStatus)
