"""Evidence that belongs to no round: it stands at a place of the ledger, with marks of that place alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from selfcheck import history
from selfcheck.enterprise import actions as enterprise
from selfcheck.errors import NotReady
from selfcheck.evidence import actions, queries
from selfcheck.evidence.files import take_in
from selfcheck.rounds import RoundStatus
from tests.builders import NOW, Workspace, a_jpeg, a_pack, a_workspace

BEFORE, AFTER, ENTRANCE = "hazard.1.before", "hazard.1.after", "d01.entrance"
BOX: dict[str, Any] = {
    "kind": "box",
    "x1": 0.1,
    "y1": 0.1,
    "x2": 0.5,
    "y2": 0.5,
    "text": "积水",
}


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path) as opened:
        yield opened


def add(
    work: Workspace, place: str = BEFORE, *, shade: int = 90, round_id: int | None = None
) -> int:
    stored = take_in(work.folder, a_jpeg(shade=shade), name=f"照片{shade}.jpg")
    return work.act(actions.add, stored, round_id=round_id, item_key=place, now=NOW)


def beside(work: Workspace, *places: str) -> dict[str, list[int]]:
    found = work.read(queries.beside, work.folder, places)
    return {place: [card.evidence_id for card in cards] for place, cards in found.items()}


def mark(
    work: Workspace, piece: int, marks: list[dict[str, Any]], *, place: str = BEFORE
) -> None:
    work.act(actions.mark, piece, marks, round_id=None, item_key=place)


def test_a_piece_of_the_ledger_stands_at_its_place_and_in_no_round(work: Workspace) -> None:
    first, second = add(work), add(work, shade=5)
    assert beside(work, BEFORE, AFTER) == {BEFORE: [first, second], AFTER: []}
    assert work.read(queries.of_round, work.folder, 1) == ()
    assert work.read(queries.totals)[0] == 2


def test_one_piece_in_a_round_and_in_the_ledger_is_told_apart(work: Workspace) -> None:
    piece = add(work)
    add(work, ENTRANCE, round_id=1)
    (card,) = work.read(queries.beside, work.folder, [BEFORE])[BEFORE]
    (in_round,) = work.read(queries.of_round, work.folder, 1)
    assert (card.evidence_id, card.uses, card.item_keys) == (piece, 2, (BEFORE,))
    assert (in_round.evidence_id, in_round.uses, in_round.item_keys) == (piece, 2, (ENTRANCE,))
    # a place of the ledger that is called as an item of a round is another place
    assert beside(work, ENTRANCE) == {ENTRANCE: []}


def test_using_a_piece_twice_at_one_place_changes_nothing(work: Workspace) -> None:
    piece = add(work)
    before = work.lines()
    work.act(actions.use, piece, round_id=None, item_key=BEFORE)
    assert work.lines() == before
    assert beside(work, BEFORE) == {BEFORE: [piece]}


def test_taking_away_from_the_ledger_leaves_the_round_alone(work: Workspace) -> None:
    piece = add(work)
    add(work, ENTRANCE, round_id=1)
    work.act(actions.take_away, piece, round_id=None, item_key=BEFORE)
    assert beside(work, BEFORE) == {BEFORE: []}
    assert len(work.read(queries.of_round, work.folder, 1)) == 1
    assert work.read(history.check) is None


def test_the_ledgers_evidence_withdraws_an_approval_and_no_signature(work: Workspace) -> None:
    work.stand_at(RoundStatus.APPROVED)
    piece = add(work)
    assert work.status() is RoundStatus.DRAFT
    work.stand_at(RoundStatus.SIGNED)
    mark(work, piece, [BOX])
    work.act(actions.take_away, piece, round_id=None, item_key=BEFORE)
    assert work.status() is RoundStatus.SIGNED


def test_marks_belong_to_the_place_and_not_to_the_photo(work: Workspace) -> None:
    piece = add(work)
    add(work, AFTER)
    mark(work, piece, [BOX])
    found = work.read(queries.beside, work.folder, [BEFORE, AFTER])
    assert found[BEFORE][0].marks == (BOX,)
    assert found[AFTER][0].marks == ()
    assert found[BEFORE][0].sha256 == found[AFTER][0].sha256
    (in_library,) = work.read(queries.library, work.folder)
    assert in_library.marks == ()


def test_the_same_marks_again_write_no_line_and_none_takes_them_away(work: Workspace) -> None:
    piece = add(work)
    mark(work, piece, [BOX])
    before = work.lines()
    mark(work, piece, [dict(BOX)])
    assert work.lines() == before
    mark(work, piece, [])
    assert work.read(queries.beside, work.folder, [BEFORE])[BEFORE][0].marks == ()


def test_marks_where_the_photo_is_not_used_are_kept_nowhere(work: Workspace) -> None:
    piece = add(work)
    before = work.lines()
    mark(work, piece, [BOX], place=AFTER)
    assert work.lines() == before


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        ({"kind": "star"}, "MK02"),
        ({"colour": "red"}, "MK02"),
        ({"x1": float("nan")}, "MK03"),
        ({"x2": 1.5}, "MK03"),
        ({"text": "积\x00水"}, "MK04"),
        ({"text": "长" * 41}, "MK04"),
    ],
)
def test_mk02_to_mk04_marks_that_nobody_could_draw_are_not_kept(
    work: Workspace, slip: dict[str, Any], code: str
) -> None:
    piece = add(work)
    before = work.lines()
    with pytest.raises(NotReady) as refusal:
        mark(work, piece, [BOX | slip])
    assert [problem.code for problem in refusal.value.problems] == [code]
    assert work.lines() == before


def test_a_correction_keeps_the_marks_of_its_photos(work: Workspace) -> None:
    piece = add(work, ENTRANCE, round_id=1)
    work.act(actions.mark, piece, [BOX], round_id=1, item_key=ENTRANCE)
    work.stand_at(RoundStatus.SIGNED)
    new = work.act(enterprise.open_round, pack=a_pack(), period="2026-12", now=NOW)
    work.act(actions.carry_over, old_round=1, new_round=new, everything=True)
    work.act(actions.mark, piece, [], round_id=new, item_key=ENTRANCE)
    with pytest.raises(NotReady):
        work.act(actions.mark, piece, [], round_id=1, item_key=ENTRANCE)
    lines = work.read(history.lines)
    carried = next(line for line in lines if '"action":"evidence.carry_over"' in line)
    assert '"text":"积水"' in carried


def test_a_piece_whose_file_is_gone_stands_there_as_missing(work: Workspace) -> None:
    add(work)
    (card,) = work.read(queries.beside, work.folder, [BEFORE])[BEFORE]
    card.path.unlink()
    (gone,) = work.read(queries.beside, work.folder, [BEFORE])[BEFORE]
    assert (card.present, gone.present) == (True, False)


@contextmanager
def counted(work: Workspace) -> Iterator[list[str]]:
    """The questions asked of the database."""
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(work.store.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(work.store.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("many", [0, 1, 400, 401, 40_000])
def test_any_number_of_places_is_asked_for_with_two_questions(
    work: Workspace, many: int
) -> None:
    piece = add(work)
    places = [f"hazard.{number}.before" for number in range(1, many + 1)]
    with counted(work) as asked:
        found = beside(work, *places)
    assert sum(statement.startswith("SELECT") for statement in asked) == 2
    assert len(found) == many
    assert [place for place, cards in found.items() if cards] == ([BEFORE] if many else [])
    assert not many or found[BEFORE] == [piece]
