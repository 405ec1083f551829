"""The ledger's list: filters, search, order, figures, pages, and how few questions they need."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from sqlalchemy import event
from sqlmodel import Session

from selfcheck.hazards import actions, entry, queries, states
from selfcheck.hazards.pages import Filter, SortKey, View
from selfcheck.hazards.records import OVER, Hazard, HazardGrade, HazardState, Stop, StopScope
from tests.builders import TODAY
from tests.hazards.builders import FOUND_ON, OWNER, PRINCIPAL, Ledger, a_ledger

S, G = HazardState, HazardGrade
FILTERS: tuple[Filter, ...] = get_args(Filter)
SORTS: tuple[SortKey, ...] = get_args(SortKey)
WEEK = timedelta(days=7)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with a_ledger(tmp_path) as opened:
        yield opened


def lay(ledger: Ledger, *rows: dict[str, Any]) -> list[int]:
    """Put rows straight into the ledger: the list shows whatever an older one brought."""

    def put(session: Session) -> list[int]:
        made = []
        for count, fields in enumerate(rows, 1):
            serial = 2026_000_000 + count
            given: dict[str, Any] = {
                "number": entry.number_of(serial),
                "serial": serial,
                "state": S.RECTIFYING,
                "grade": G.GENERAL,
                "description": "一般的隐患",
                "recorded_at": "2026-11-16T09:00:00+08:00",
                "changed_at": "2026-11-16T09:00:00+08:00",
            }
            hazard = Hazard(**(given | fields))
            session.add(hazard)
            session.flush()
            made.append(hazard.id or 0)
        return made

    found: list[int] = ledger.work.act(put)
    return found


def stop(ledger: Ledger, hazard_id: int, scope: StopScope, resumed_at: str = "") -> None:
    def put(session: Session) -> None:
        session.add(
            Stop(
                hazard_id=hazard_id,
                scope=scope,
                what="炉",
                stopped_at="2026-11-16 09:40",
                decided_by=PRINCIPAL,
                resumed_at=resumed_at,
            )
        )

    ledger.work.act(put)


# filters


def test_each_saved_filter_holds_what_its_name_says(ledger: Ledger) -> None:
    rows: dict[str, dict[str, Any]] = {
        "today": {"deadline": TODAY},
        "in a week": {"deadline": TODAY + WEEK},
        "later": {"deadline": TODAY + WEEK + timedelta(days=1)},
        "yesterday": {"deadline": TODAY - timedelta(days=1)},
        "no deadline": {"deadline": None},
        "draft": {"state": S.DRAFT},
        "draft for today": {"state": S.DRAFT, "deadline": TODAY},
        "draft for yesterday": {"state": S.DRAFT, "deadline": TODAY - timedelta(days=1)},
        "accepted late": {"state": S.ACCEPTED, "deadline": FOUND_ON},
        "closed late": {"state": S.CLOSED, "deadline": FOUND_ON, "grade": G.MAJOR},
        "void": {"state": S.VOID, "deadline": TODAY},
        "merged": {"state": S.MERGED, "deadline": TODAY},
        "major": {"grade": G.MAJOR},
        "stopped": {},
        "resumed": {},
        "running on": {},
        "void and stopped": {"state": S.VOID},
    }
    made = dict(zip(rows, lay(ledger, *rows.values()), strict=True))
    stop(ledger, made["stopped"], StopScope.EQUIPMENT)
    stop(ledger, made["resumed"], StopScope.WHOLE, resumed_at="2026-11-20 08:00")
    stop(ledger, made["running on"], StopScope.NONE)
    stop(ledger, made["void and stopped"], StopScope.PART)

    def names(kind: Filter) -> set[str]:
        found = ledger.ids(filter=kind)
        assert len(found) == len(set(found))
        return {name for name, one in made.items() if one in found}

    over = {"closed late", "void", "merged", "void and stopped"}
    assert names("all") == set(rows)
    assert names("open") == set(rows) - over
    assert names("due") == {"today", "in a week"}
    assert names("overdue") == {"yesterday"}
    assert names("major") == {"major"}
    assert names("stopped") == {"stopped"}
    counted = ledger.read(queries.counts)
    assert counted == {kind: len(names(kind)) for kind in FILTERS}


SEARCHES = [
    "",
    "炉坑",
    "3号 炉坑",
    "%",
    "_",
    "\\",
    "１００",
    "YH-2026-0",
    "没有的词",
    "a",
    "  ",
]


@pytest.mark.parametrize("search", SEARCHES)
def test_the_figure_beside_a_filter_is_how_many_it_lists(ledger: Ledger, search: str) -> None:
    _mixed(ledger)
    counted = ledger.read(queries.counts, search)
    assert counted == {k: len(ledger.ids(filter=k, search=search)) for k in FILTERS}


def test_what_narrows_the_list_narrows_the_figures_too(ledger: Ledger) -> None:
    _mixed(ledger)
    view = View(location="熔炼车间", search="炉坑", found_from=FOUND_ON)
    counted = ledger.read(queries.counts_within, view)
    for kind in FILTERS:
        narrowed = ledger.ids(
            filter=kind, location="熔炼车间", search="炉坑", found_from=FOUND_ON
        )
        assert counted[kind] == len(narrowed)


def test_an_empty_ledger_counts_nothing(ledger: Ledger) -> None:
    assert ledger.read(queries.counts) == dict.fromkeys(FILTERS, 0)
    assert ledger.ids(filter="all") == ()
    assert ledger.read_rows() == ()
    totals = ledger.read(queries.totals)
    assert (totals.found, totals.open, totals.closed, totals.stopped) == (0, 0, 0, 0)


def _mixed(ledger: Ledger) -> list[int]:
    made = lay(
        ledger,
        {"description": "3号中频炉炉坑积水", "location": "熔炼车间", "found_on": FOUND_ON},
        {"description": "１号炉炉坑积水 100%", "grade": G.MAJOR, "deadline": FOUND_ON},
        {"description": "C:\\temp 目录 a_b", "state": S.CLOSED, "owner": OWNER},
        {"description": "温度 100 度", "part": "炉坑 3号", "deadline": TODAY},
        {"description": "", "location": "", "state": S.DRAFT},
    )
    stop(ledger, made[1], StopScope.PART)
    return made


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("炉坑", [1, 2, 4]),
        ("炉坑 3号", [1, 4]),
        ("3号\u3000炉坑", [1, 4]),
        ("３号 炉坑", [1, 4]),
        ("1号", [2]),
        ("１号", [2]),
        ("１００", [2, 4]),
        ("100%", [2]),
        ("１００％", [2]),
        ("%", [2]),
        ("_", [3]),
        ("a_b", [3]),
        ("A_B", [3]),
        ("ab", []),
        ("\\", [3]),
        ("\\temp", [3]),
        ("\\%", []),
        ("熔炼车间", [1]),
        (OWNER, [3]),
        ("yh-2026-002", [2]),
        ("-005", [5]),
        ("' OR 1=1 --", []),
        ("\x00", [1, 2, 3, 4, 5]),
        ("🔥", []),
        ("", [1, 2, 3, 4, 5]),
        (" \n ", [1, 2, 3, 4, 5]),
        ("长" * 5000, []),
    ],
)
def test_a_search_finds_rows_that_hold_every_word_somewhere(
    ledger: Ledger, search: str, found: list[int]
) -> None:
    made = _mixed(ledger)
    expected = [made[count - 1] for count in found]
    assert sorted(ledger.ids(filter="all", search=search)) == expected


@pytest.mark.parametrize(
    ("view", "found"),
    [
        ({"location": "熔炼车间"}, [1]),
        ({"location": "熔炼"}, []),
        ({"owner": OWNER}, [3]),
        ({"source": "self"}, []),
        ({"found_from": FOUND_ON}, [1]),
        ({"found_to": FOUND_ON}, [1]),
        ({"found_from": FOUND_ON + timedelta(days=1)}, []),
        ({"found_from": date(1, 1, 1), "found_to": date(9999, 12, 31)}, [1]),
    ],
)
def test_a_view_is_narrowed_by_place_person_and_days(
    ledger: Ledger, view: dict[str, Any], found: list[int]
) -> None:
    made = _mixed(ledger)
    assert list(ledger.ids(filter="all", **view)) == [made[count - 1] for count in found]


# order


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_holds_every_row_and_turns_round(ledger: Ledger, sort: SortKey) -> None:
    made = _mixed(ledger)
    up = ledger.ids(filter="all", sort=sort)
    down = ledger.ids(filter="all", sort=sort, descending=True)
    assert sorted(up) == sorted(down) == made


@pytest.mark.parametrize("sort", ["deadline", "found_on", "location", "owner", "description"])
@pytest.mark.parametrize("descending", [False, True])
def test_what_is_not_given_stands_last_whichever_way_round(
    ledger: Ledger, sort: SortKey, descending: bool
) -> None:
    days = sort in ("deadline", "found_on")
    empty: Any = None if days else ""
    early: Any = date(2026, 1, 1) if days else "甲"
    late: Any = date(2026, 12, 1) if days else "乙甲"
    first, second = sorted([early, late], reverse=descending)
    made = lay(ledger, {sort: empty}, {sort: second}, {sort: empty}, {sort: first})
    found = ledger.ids(filter="all", sort=sort, descending=descending)
    assert found[:2] == (made[3], made[1])
    assert set(found[2:]) == {made[0], made[2]}


def test_states_stand_in_the_order_of_the_closed_loop_and_major_ones_first(
    ledger: Ledger,
) -> None:
    made = lay(ledger, *({"state": state} for state in reversed(HazardState)))
    assert list(ledger.ids(filter="all", sort="state")) == made[::-1]
    graded = lay_grades(ledger)
    found = [one for one in ledger.ids(filter="all", sort="grade") if one in graded]
    assert found == graded


def lay_grades(ledger: Ledger) -> list[int]:
    rows = [
        {"number": f"旧-{grade}", "serial": None, "grade": grade, "state": S.GRADED}
        for grade in (G.MAJOR, G.PENDING, G.GENERAL)
    ]
    return lay(ledger, *rows)


def test_numbers_of_an_older_ledger_stand_after_our_own(ledger: Ledger) -> None:
    old = lay(
        ledger,
        {"number": "B-2", "serial": None},
        {"number": "A-10", "serial": None},
    )
    new = lay(ledger, {}, {"number": "YH-2026-1000", "serial": 2026_001_000})
    assert ledger.ids(filter="all", sort="number") == (*new, old[1], old[0])


def test_rows_of_one_deadline_keep_their_order(ledger: Ledger) -> None:
    made = lay(ledger, *({"deadline": TODAY} for _ in range(20)))
    assert list(ledger.ids(sort="deadline")) == made
    assert list(ledger.ids(sort="deadline", descending=True)) == made[::-1]


# rows


def test_a_row_shows_what_the_list_shows(ledger: Ledger) -> None:
    one = ledger.major(deadline=TODAY - timedelta(days=3), owner=OWNER)
    ledger.stop(one)
    (row,) = ledger.read_rows(one)
    assert (row.number, row.grade_words, row.state_words) == ("YH-2026-001", "重大", "已定级")
    assert (row.days_over, row.over, row.control_words) == (3, False, "停用中")
    assert row.basis == "工贸企业重大事故隐患判定标准 第七条（三）"
    assert (row.location, row.owner, row.found_on) == ("熔炼车间", OWNER, FOUND_ON)
    assert row.source_words
    assert row.source_words != "self"


def test_a_hazard_that_runs_on_is_shown_as_watched_and_a_closed_one_as_quiet(
    ledger: Ledger,
) -> None:
    one = ledger.major()
    ledger.stop(one, scope=StopScope.NONE, reason="冻炉", what="")
    closed = ledger.a_major_at(S.CLOSED)
    watched, quiet = ledger.read_rows(one, closed)
    assert watched.control_words == "临时管控"
    assert (quiet.control_words, quiet.over, quiet.days_over) == ("", True, None)


def test_an_older_ledgers_words_stand_for_themselves(ledger: Ledger) -> None:
    (one,) = lay(ledger, {"source": "厂里自己发现"})
    assert ledger.read_rows(one)[0].source_words == "厂里自己发现"


def test_rows_come_in_the_order_asked_for_and_those_gone_meanwhile_are_left_out(
    ledger: Ledger,
) -> None:
    made = lay(ledger, {}, {}, {})
    found = ledger.read_rows(made[2], 999, made[0])
    assert [row.hazard_id for row in found] == [made[2], made[0]]


# figures


def test_drafts_and_what_was_none_are_not_counted_as_found(ledger: Ledger) -> None:
    lay(
        ledger,
        *({"state": state} for state in HazardState),
        {"grade": G.MAJOR},
        {"grade": G.MAJOR, "state": S.CLOSED},
    )
    totals = ledger.read(queries.totals)
    assert totals.found == len(HazardState) - 3 + 2
    assert totals.closed == 2
    assert totals.open == totals.found - totals.closed
    assert (totals.major_found, totals.major_closed, totals.major) == (2, 1, 1)


def test_what_was_typed_before_is_offered_again_the_most_usual_first(ledger: Ledger) -> None:
    lay(ledger, {"location": "甲"}, {"location": "乙"}, {"location": "乙"}, {"location": ""})
    known = ledger.work.read(queries.known)
    assert known["location"] == ("乙", "甲")
    assert known["owner"] == ()


def test_a_hazard_is_found_by_its_number(ledger: Ledger) -> None:
    one = ledger.begin()
    assert ledger.work.read(queries.id_of, "YH-2026-001") == one
    assert ledger.work.read(queries.id_of, "YH-2026-00_") is None


# many


@contextmanager
def counted(ledger: Ledger) -> Iterator[list[str]]:
    """The questions asked of the database."""
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    engine = ledger.work.store.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _questions(asked: list[str]) -> int:
    return sum(statement.lstrip().startswith("SELECT") for statement in asked)


def test_five_thousand_rows_are_listed_and_paged_with_few_questions(ledger: Ledger) -> None:
    made = lay(
        ledger,
        *(
            {
                "description": f"第 {count} 条",
                "deadline": TODAY + timedelta(days=count % 90) if count % 7 else None,
                "grade": G.MAJOR if count % 10 == 0 else G.GENERAL,
            }
            for count in range(5000)
        ),
    )
    with counted(ledger) as asked:
        found = ledger.ids(filter="all", sort="deadline")
        assert _questions(asked) == 1
        asked.clear()
        ledger.read(queries.counts)
        assert _questions(asked) == 1
        for start in (0, 2400, 4800):
            asked.clear()
            rows = ledger.read_rows(*found[start : start + 200])
            assert [row.hazard_id for row in rows] == list(found[start : start + 200])
            assert _questions(asked) == 2
        asked.clear()
        kept = ledger.read(states.wholes, made[:1000])
        assert len(kept) == 1000
        assert _questions(asked) <= 2 + 6 * 2
    assert sorted(found) == made
    without = sum(1 for count in range(5000) if count % 7 == 0)
    assert all(row.deadline is None for row in ledger.read_rows(*found[-without:]))


def test_one_hazard_is_read_with_few_questions_however_long_its_history(
    ledger: Ledger,
) -> None:
    one = ledger.a_major_at(S.CLOSED)
    with counted(ledger) as asked:
        ledger.page(one)
        few = _questions(asked)
    for count in range(20):
        ledger.act(actions.note, one, f"第 {count} 次回头看")
    with counted(ledger) as asked:
        assert len(ledger.page(one).events) > 20
        assert _questions(asked) == few <= 9


def test_nothing_over_is_open(ledger: Ledger) -> None:
    made = lay(ledger, *({"state": state} for state in HazardState))
    over = {one for one, state in zip(made, HazardState, strict=True) if state in OVER}
    assert set(ledger.ids()) == set(made) - over
