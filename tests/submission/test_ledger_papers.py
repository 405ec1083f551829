"""The ledger as rows on paper and in a workbook: what stands in which column, in which order."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import event

from selfcheck import history
from selfcheck.hazards import actions, treatment
from selfcheck.hazards.pages import View
from selfcheck.hazards.records import HazardState, ReportTo, StopScope
from selfcheck.progress import Progress
from selfcheck.reports.ledger import ledger_pdf
from selfcheck.reports.ledger_content import LedgerLine, LedgerSheetRow
from selfcheck.reports.ledger_sheet import ledger_xlsx
from selfcheck.submission import ledger_papers
from selfcheck.submission.ledger_papers import filter_words
from tests.builders import TODAY
from tests.hazards.builders import DEADLINE, MANAGER, OWNER, PRINCIPAL
from tests.submission.ledger_stage import Stage, a_stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """An empty ledger."""
    with a_stage(tmp_path) as made:
        yield made


def line(stage: Stage, hazard_id: int) -> LedgerLine:
    [found] = stage.read(ledger_papers.ledger_paper, [hazard_id], "").rows
    assert isinstance(found, LedgerLine)
    return found


def sheet_row(stage: Stage, hazard_id: int) -> LedgerSheetRow:
    [found] = stage.read(ledger_papers.ledger_sheet, [hazard_id])
    assert isinstance(found, LedgerSheetRow)
    return found


def test_a_major_hazard_fills_every_column(stage: Stage) -> None:
    hazard_id = stage.a_major_at(HazardState.CLOSED)
    stage_number = stage.row(hazard_id).number

    told = line(stage, hazard_id)

    assert told == LedgerLine(
        number=stage_number,
        found_on="2026-11-16",
        what="3号中频炉炉坑积水，仍在熔炼\n熔炼车间",
        grade="重大\n工贸企业重大事故隐患判定标准 第七条（三）",
        interim="设备停用：3号中频炉，2026-11-16 09:40 起，2026-11-24 11:00 恢复\n断电、挂牌、专人看守",
        owner=OWNER,
        measures="更换软管和接头，增设积水报警",
        money="预算 46,000 元",
        deadline=str(DEADLINE),
        emergency_plan="停炉、断电、挂牌，专人监护",
        department="2026-11-17\n书面送达",
        workers="2026-11-17\n书面送达",
        done_on=str(TODAY),
        acceptance=f"{PRINCIPAL}\n{TODAY}",
        state="已销号",
        note="",
        major=True,
    )


def test_what_is_not_known_stays_empty(stage: Stage) -> None:
    told = line(stage, stage.registered())

    assert (told.grade, told.state, told.what) == (
        "待判",
        "已登记",
        "3号中频炉炉坑积水，仍在熔炼\n熔炼车间",
    )
    rest = (told.interim, told.owner, told.money, told.deadline, told.department, told.note)
    assert set(rest) == {""}


def test_the_reason_stands_where_nothing_is_stopped(stage: Stage) -> None:
    hazard_id = stage.major()
    stage.stop(hazard_id, scope=StopScope.NONE, what="", stopped_at="", reason="停炉会冻炉")

    assert line(stage, hazard_id).interim == "未停用：停炉会冻炉\n断电、挂牌、专人看守"


def test_money_says_planned_and_spent(stage: Stage) -> None:
    hazard_id = stage.general(budget_fen=0, spent_fen=123_456_78)

    assert line(stage, hazard_id).money == "预算 0 元\n已用 123,456.78 元"


@pytest.mark.parametrize("kind", ["on site", "supervised", "came back", "void"])
def test_the_note_says_what_no_column_does(stage: Stage, kind: str) -> None:
    hazard_id = stage.registered(measures="当场清理")
    if kind == "on site":
        stage.add(hazard_id, "after", taken="2026:11:24 09:00:00")
        stage.step(actions.correct_on_site, hazard_id)
    elif kind == "supervised":
        stage.write(hazard_id, supervised=True, supervision_number="黄应督〔2026〕7号")
    elif kind == "came back":
        hazard_id = stage.a_general_at(HazardState.CLOSED)
        stage.reopen(hazard_id)
    else:
        stage.void(hazard_id)

    assert (
        line(stage, hazard_id).note
        == {
            "on site": "当场整改",
            "supervised": "挂牌督办 黄应督〔2026〕7号",
            "came back": "复发 1 次",
            "void": "作废：重复登记（王芳同意）",
        }[kind]
    )


def test_one_that_came_back_shows_no_report_and_no_stop_of_the_last_time(stage: Stage) -> None:
    hazard_id = stage.a_major_at(HazardState.CLOSED)
    stage.reopen(hazard_id)

    told, row = line(stage, hazard_id), sheet_row(stage, hazard_id)

    assert (told.interim, told.department, told.workers) == ("", "", "")
    assert (row.stop, row.reported_on, row.published_on) == ("", None, None)

    stage.report(hazard_id, ReportTo.DEPARTMENT, reported_on=TODAY, way="系统填报")
    stage.stop(hazard_id, what="3号炉", stopped_at="2026-11-24 12:00")

    told = line(stage, hazard_id)
    assert told.department == f"{TODAY}\n系统填报"
    assert told.workers == ""
    assert told.interim.startswith("设备停用：3号炉，2026-11-24 12:00 起")


def test_the_newest_report_and_stop_are_shown(stage: Stage) -> None:
    hazard_id = stage.major()
    stage.stop(hazard_id)
    stage.report(hazard_id, ReportTo.DEPARTMENT, way="电话")
    stage.report(hazard_id, ReportTo.DEPARTMENT, way="书面补报", reported_on=date(2026, 11, 18))

    assert line(stage, hazard_id).department == "2026-11-18\n书面补报"


def test_a_workbook_holds_days_as_days_and_money_as_numbers(stage: Stage) -> None:
    hazard_id = stage.a_major_at(HazardState.CLOSED)

    row = sheet_row(stage, hazard_id)

    assert (row.found_on, row.deadline) == (date(2026, 11, 16), DEADLINE)
    assert (row.reported_on, row.published_on) == (date(2026, 11, 17), date(2026, 11, 17))
    assert (row.accepted_on, row.closed_on, row.done_on) == (TODAY, TODAY, TODAY)
    assert (row.planned_fen, row.spent_fen) == (46_000_00, None)
    assert (row.source, row.grade, row.state) == ("企业自查", "重大", "已销号")
    assert row.stop.endswith("2026-11-24 11:00 恢复")


def test_nobody_is_named_who_reported_without_a_name(stage: Stage) -> None:
    hazard_id = stage.registered(found_by="", anonymous=True)

    assert sheet_row(stage, hazard_id).found_by == "匿名"


def test_rows_stand_in_the_order_asked_for_whatever_their_number(stage: Stage) -> None:
    ids = [stage.registered(description=f"第 {n} 处") for n in range(4)]
    asked = [ids[2], ids[0], ids[3], ids[1]]

    paper = stage.read(ledger_papers.ledger_paper, asked, "")
    rows = stage.read(ledger_papers.ledger_sheet, asked)

    assert [row.number for row in paper.rows] == stage.numbers(*asked)
    assert [row.number for row in rows] == stage.numbers(*asked)


def test_a_draft_that_was_taken_back_meanwhile_is_left_out(stage: Stage) -> None:
    kept, gone = stage.registered(), stage.begin()
    stage.work.act(actions.discard, gone)

    assert len(stage.read(ledger_papers.ledger_paper, [gone, kept], "").rows) == 1
    assert len(stage.read(ledger_papers.ledger_sheet, [gone, kept])) == 1


def test_many_rows_cost_few_questions(stage: Stage) -> None:
    ids = [stage.registered() for _ in range(12)]
    asked: list[str] = []

    def note(*args: Any) -> None:
        asked.append(args[2])

    def count(wanted: list[int]) -> int:
        asked.clear()
        with stage.work.store.transaction() as session:
            engine = session.get_bind()
            event.listen(engine, "before_cursor_execute", note)
            try:
                ledger_papers.ledger_sheet(session, stage.office, wanted)
            finally:
                event.remove(engine, "before_cursor_execute", note)
        return len(asked)

    assert count(ids) == count(ids[:1])


def test_the_paper_says_whose_of_which_day_from_which_state_and_how_much(stage: Stage) -> None:
    stage.controlled()
    stage.a_general_at(HazardState.CLOSED)
    late = stage.registered(deadline=TODAY - timedelta(days=1))

    paper = stage.read(ledger_papers.ledger_paper, [late], "已超期")

    assert (paper.enterprise, paper.as_of) == ("江城精密机械有限公司", str(TODAY))
    assert paper.filter_words == "已超期"
    assert paper.head == stage.work.read(history.head).hash
    assert paper.totals == (
        ("未闭环", 2),
        ("其中重大", 1),
        ("已超期", 1),
        ("停用中", 1),
        ("已销号", 1),
    )


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (View(), "未闭环"),
        (View(filter="all", search="炉坑"), "全部，搜索“炉坑”"),
        (
            View(filter="major", location="熔炼车间", owner="李强"),
            "重大，场所 熔炼车间，责任人 李强",
        ),
        (View(filter="due", source="self"), "本周到期，来源 企业自查"),
        (
            View(found_from=date(2026, 1, 1), found_to=date(2026, 6, 30)),
            "未闭环，2026-01-01 至 2026-06-30 发现",
        ),
        (View(found_from=date(2026, 1, 1)), "未闭环，2026-01-01 以后发现"),
        (View(found_to=date(2026, 6, 30)), "未闭环，2026-06-30 以前发现"),
    ],
)
def test_the_choice_is_said_in_words(view: View, words: str) -> None:
    assert filter_words(view) == words


def test_paper_and_workbook_are_made_of_these_rows_the_same_each_time(stage: Stage) -> None:
    ids = [stage.a_major_at(HazardState.CLOSED), stage.general(), stage.registered()]
    paper = stage.read(ledger_papers.ledger_paper, ids, "")
    rows = stage.read(ledger_papers.ledger_sheet, ids)

    assert ledger_pdf(paper, Progress()) == ledger_pdf(replace(paper), Progress())
    book = ledger_xlsx(rows, Progress())
    assert book == ledger_xlsx(list(rows), Progress())
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    told = [row[0] for row in sheet.to_python()[1:]]
    assert told == stage.numbers(*ids)


def test_who_stopped_what_is_not_asked_of_a_general_hazard(stage: Stage) -> None:
    hazard_id = stage.general(measures="更换软管", owner=OWNER, deadline=DEADLINE)
    stage.by = MANAGER
    stage.step(treatment.plan, hazard_id)

    told = line(stage, hazard_id)

    assert (told.state, told.interim, told.major) == ("方案已定", "", False)
