"""An older ledger is taken over, taken over again without any change, and taken back to the last row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from selfcheck import history
from selfcheck.errors import NotReady
from selfcheck.hazards import (
    actions,
    hazard_query,
    import_batches,
    import_values,
    importing,
    rules,
)
from selfcheck.hazards.import_plan import Plan
from selfcheck.hazards.pages import Office
from selfcheck.hazards.records import Hazard, HazardEvent, HazardGrade, HazardState
from selfcheck.hazards.spreadsheet.imported import ImportedRow, Reading, idempotence_key
from selfcheck.hazards.states import facts_now
from selfcheck.progress import Progress
from selfcheck.rounds import RoundStatus
from selfcheck.submission import ledger_import, walks
from selfcheck.submission.records import Submission
from tests.builders import NOW, TODAY, Workspace, a_workspace

OPENED = ledger_import.OpenedFile(Path("旧台账.xlsx"), "0" * 64, None, 0)  # type: ignore[arg-type]  # its sheets are read already


@pytest.fixture
def archive(tmp_path):
    with a_workspace(tmp_path / "档案") as made:
        yield made


def a_row(row: int = 2, **told: Any) -> ImportedRow:
    """A row of a ledger with nothing wrong, changed only where the test says so."""
    fields: dict[str, Any] = {
        "description": f"配电箱 {row} 门缺失",
        "location": "一车间",
        "found_on": date(2026, 11, 3),
        "found_by": "周建华",
        "grade": "general",
    }
    fields |= told
    number = fields.get("number", "")
    key = (
        f"no:{number}"
        if number
        else idempotence_key(fields["description"], fields["location"], fields["found_on"])
    )
    return ImportedRow(row=row, **{"key": key} | fields)


def planned(archive: Workspace, *rows: ImportedRow) -> Plan:
    return archive.read(ledger_import.planned, Reading(rows, (), 0), TODAY)


def steps(archive: Workspace, plan: Plan, ticked: Any = ()) -> Iterator[ledger_import.Step]:
    return ledger_import.taking_over(
        archive, OPENED, "台账", plan, ticked=ticked, by="周建华", now=lambda: NOW
    )


def take_over(archive: Workspace, *rows: ImportedRow, ticked: Any = ()) -> int:
    """Import rows; returns the batch."""
    told = list(steps(archive, planned(archive, *rows), ticked))
    return told[-1].batch_id


def take_back(archive: Workspace, batch_id: int, *, keep: bool = False) -> None:
    for _ in ledger_import.taking_back(archive, batch_id, keep=keep):
        pass


def hazards(archive: Workspace) -> list[Hazard]:
    return archive.read(lambda s: list(s.exec(select(Hazard).order_by(col(Hazard.id)))))


def the_hazard(archive: Workspace, number: str) -> Hazard:
    return archive.read(lambda s: s.exec(select(Hazard).where(Hazard.number == number)).one())


def events(archive: Workspace, hazard_id: int | None) -> list[HazardEvent]:
    asked = select(HazardEvent).where(HazardEvent.hazard_id == hazard_id)
    return archive.read(lambda s: list(s.exec(asked.order_by(col(HazardEvent.id)))))


def office(archive: Workspace) -> Office:
    return archive.read(walks.office, archive.folder, TODAY)


def everything(archive: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the change log."""

    def dump(session: Session) -> dict[str, list[tuple[Any, ...]]]:
        asked = session.connection().exec_driver_sql
        names = asked("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: [tuple(row) for row in asked(f'SELECT * FROM "{name}" ORDER BY 1')]  # noqa: S608
            for (name,) in names
            if name != "history"
        }

    return archive.read(dump)


@contextmanager
def refusal(code: str) -> Iterator[None]:
    """Something that is refused with just this code."""
    with pytest.raises(NotReady) as refused:
        yield
    assert [problem.code for problem in refused.value.problems] == [code]


# ---- where a new hazard stands


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"closed": "closed"}, HazardState.CLOSED),
        ({"closed": "closed", "grade": "major"}, HazardState.CLOSED),
        ({"closed": "closed", "grade": ""}, HazardState.CLOSED),
        ({"accepted_on": date(2026, 11, 9)}, HazardState.CLOSED),
        ({"closed": "open", "accepted_on": date(2026, 11, 9)}, HazardState.GRADED),
        ({"closed": "rectified", "owner": "张三", "acceptor": "李四"}, HazardState.AWAITING),
        ({"closed": "rectified", "owner": "张三"}, HazardState.RECTIFYING),
        ({"rectified_on": date(2026, 11, 9)}, HazardState.RECTIFYING),
        (
            {"owner": "张三", "deadline": date(2026, 12, 1), "measures": "装门"},
            HazardState.RECTIFYING,
        ),
        ({"owner": "张三", "deadline": date(2026, 12, 1)}, HazardState.GRADED),
        ({"grade": "major"}, HazardState.REGISTERED),
        (
            {"grade": "major", "closed": "rectified", "owner": "张三", "acceptor": "李四"},
            HazardState.REGISTERED,
        ),
        ({"grade": "", "owner": "张三", "measures": "装门"}, HazardState.REGISTERED),
        ({"grade": "pending", "closed": "rectified"}, HazardState.REGISTERED),
    ],
)
def test_a_new_hazard_stands_where_the_old_ledger_left_it(told, state):
    row = a_row(**told)
    standing = import_values.standing(row, import_values.values_of(row))

    assert standing.state is state
    assert standing.grade.value == (row.grade or "pending")


def test_the_history_begins_with_file_and_row(archive):
    take_over(archive, a_row(closed="closed"))
    [hazard] = hazards(archive)

    assert hazard.state is HazardState.CLOSED
    [event] = events(archive, hazard.id)
    assert (event.kind, event.by, event.state_to) == ("import", "周建华", "closed")
    assert event.words.startswith("旧台账.xlsx 第 2 行；旧台账记为已闭环")


def test_a_closed_one_keeps_the_day_of_its_acceptance_and_its_basis(archive):
    told: dict[str, Any] = {
        "rectified_on": date(2024, 5, 6),
        "basis": "第七条",
        "number": "12",
    }
    take_over(archive, a_row(closed="closed", accepted_on=date(2024, 5, 7), **told))

    hazard = the_hazard(archive, "12")
    assert hazard.closed_at == "2024-05-07T00:00:00+08:00"
    assert (hazard.closed_by, hazard.basis) == ("周建华", "第七条")
    assert (hazard.rectified_on, hazard.accepted_on) == (date(2024, 5, 6), date(2024, 5, 7))


def test_an_open_major_one_still_has_to_pass_every_guard(archive):
    take_over(archive, a_row(grade="major", source="自查"))
    page = archive.read(hazard_query.hazard_page, office(archive), hazards(archive)[0].id or 0)

    assert page.next is not None
    assert page.next.name == "grade"
    assert {"stop", "plan", "report"} == {lack.key for lack in page.lacks}
    assert "条款要在本程序里再判定" in page.events[0].words


def test_a_general_one_that_is_open_rests_on_the_grade_of_the_old_ledger(archive):
    take_over(
        archive,
        a_row(owner="张三", measures="装门", deadline=date(2026, 12, 1)),
        a_row(3, grade=""),
    )
    general, pending = hazards(archive)

    request = archive.read(
        hazard_query.problems_before, office(archive), general.id or 0, "request"
    )
    assert "HZ11" not in {problem.code for problem in request}
    page = archive.read(hazard_query.hazard_page, office(archive), pending.id or 0)
    assert (page.determinations, page.state) == ((), HazardState.REGISTERED)
    facts = archive.read(facts_now, office(archive), pending.id or 0)
    assert [p.code for p in rules.missing(rules.STEPS["grade"], facts)] == ["HZ05"]


@pytest.mark.parametrize(
    ("words", "key", "kept"),
    [
        ("企业自查", "self", False),
        ("日常检查", "self", True),
        ("区应急局执法检查", "inspection", True),
        ("员工上报", "worker", True),
        ("班组安全活动", "team", True),
        ("鬼知道哪里来的", "other", True),
        ("", "", False),
    ],
)
def test_a_source_is_found_in_its_words_and_words_of_its_own_are_kept(words, key, kept):
    row = a_row(source=words)

    assert import_values.values_of(row).get("source", "") == key
    told = import_values.remarks_of(row, number_kept=True)
    assert told == (f"来源：{words}" if kept else "")


def test_what_no_field_holds_stands_in_the_history(archive):
    take_over(archive, a_row(interim_measures="拉警戒线", note="领导已知", found_by="匿名"))
    [hazard] = hazards(archive)

    assert (hazard.anonymous, hazard.found_by) == (True, "")
    [event] = events(archive, hazard.id)
    assert "临时措施：拉警戒线；备注：领导已知" in event.words


# ---- numbers


def test_a_number_is_kept_and_the_others_go_on_behind_those_of_the_file(archive):
    archive.act(actions.begin, office(archive), by="周建华", now=NOW)
    rows = (a_row(2), a_row(3, number="YH-2026-007"), a_row(4, number="A-12"), a_row(5))
    take_over(archive, *rows)
    archive.act(actions.begin, office(archive), by="周建华", now=NOW)

    numbers = [hazard.number for hazard in hazards(archive)]
    assert numbers == [
        *("YH-2026-001", "YH-2026-008", "YH-2026-007", "A-12", "YH-2026-009", "YH-2026-010")
    ]


def test_a_hazard_is_numbered_in_the_year_it_was_found(archive):
    take_over(archive, a_row(2, found_on=date(2024, 1, 5)), a_row(3, found_on=None))

    assert [h.number for h in hazards(archive)] == ["YH-2024-001", "YH-2026-001"]


def test_a_number_that_stands_twice_in_the_file_is_only_told(archive):
    rows = [
        a_row(row, number="12", key=idempotence_key(f"配电箱 {row} 门缺失", "一车间", None))
        for row in (2, 3)
    ]
    take_over(archive, *rows)

    assert [hazard.number for hazard in hazards(archive)] == ["YH-2026-001", "YH-2026-002"]
    assert all("旧编号：12" in events(archive, h.id)[0].words for h in hazards(archive))
    assert planned(archive, *rows).same == 2


def test_a_number_of_another_hazard_is_refused_with_its_row(archive):
    take_over(archive, a_row(number="1"))
    other = {
        "description": "安全出口被杂物堵塞",
        "location": "仓库",
        "found_on": date(2026, 5, 5),
    }
    plan = planned(archive, a_row(2, number="1", **other), a_row(3))

    assert (plan.refused, len(plan.new), plan.rows_read) == (1, 1, 2)
    assert [(p.row, p.column, p.fatal) for p in plan.problems] == [(2, "编号", True)]
    assert "改编号" in plan.problems[0].text


@pytest.mark.parametrize(
    "corrected",
    [
        {"description": "配电箱 2 的门缺失、未跨接"},
        {"description": "全部重写过的一句话", "measures": "装门"},
        {"found_on": date(2026, 11, 4), "location": "二车间"},
    ],
)
def test_a_corrected_row_under_its_number_is_the_same_hazard(archive, corrected):
    take_over(archive, a_row(number="12"))
    plan = planned(archive, a_row(number="12", **corrected))

    assert [one.number for one in plan.changed] == ["12"]
    assert {edit.name for edit in plan.changed[0].edits} == set(corrected)


def test_a_number_that_was_given_away_meanwhile_is_only_told(archive):
    plan = planned(archive, a_row(2, number="YH-2026-001"), a_row(3))
    archive.act(actions.begin, office(archive), by="周建华", now=NOW)
    list(steps(archive, plan))

    _, first, second = hazards(archive)
    assert (first.number, second.number) == ("YH-2026-002", "YH-2026-003")
    assert "旧编号：YH-2026-001" in events(archive, first.id)[0].words


# ---- a second time


def test_the_same_file_a_second_time_changes_nothing(archive):
    rows = (
        a_row(2, source="日常检查", accident_type="触电", budget=120_000),
        a_row(3, number="12", closed="closed", accepted_on=date(2026, 11, 9)),
        a_row(4, found_by="匿名", accident_type="说不清的伤害"),
    )
    take_over(archive, *rows)
    before = everything(archive)
    plan = planned(archive, *rows)

    assert (plan.same, plan.new, plan.changed, plan.problems) == (3, (), (), ())
    take_over(archive, *rows)
    assert everything(archive)["hazards"] == before["hazards"]


def test_what_the_file_does_not_tell_is_left_as_it_is(archive):
    take_over(archive, a_row(owner="张三", budget=120_000))
    plan = planned(archive, a_row(owner="", budget=None))

    assert plan.same == 1


def test_two_rows_about_one_hazard_are_told(archive):
    take_over(archive, a_row(2))
    number = hazards(archive)[0].number
    same = {"description": "配电箱 2 门缺失"}
    plan = planned(archive, a_row(5, **same), a_row(6, number=number, **same))

    assert (plan.same, plan.refused) == (1, 1)
    assert "第 5 行" in plan.problems[0].text


def test_an_untouched_hazard_follows_its_ledger(archive):
    take_over(archive, a_row(number="12", deadline=date(2026, 12, 1)))
    take_over(
        archive,
        a_row(
            number="12",
            deadline=date(2026, 12, 9),
            owner="李四",
            closed="closed",
            grade="major",
        ),
    )
    hazard = the_hazard(archive, "12")

    assert (hazard.deadline, hazard.owner) == (date(2026, 12, 9), "李四")
    assert (hazard.state, hazard.grade) == (HazardState.GRADED, HazardGrade.GENERAL)
    second = events(archive, hazard.id)[1]
    assert {"field": "owner", "old": "（空）", "new": "李四"} in second.edits


def test_what_a_file_cannot_move_is_told(archive):
    take_over(archive, a_row(number="12"))
    plan = planned(archive, a_row(number="12", closed="closed", grade="major"))

    assert [(p.column, p.fatal) for p in plan.problems] == [
        ("闭环情况", False),
        ("级别", False),
    ]
    assert (plan.same, plan.refused) == (1, 0)


def test_a_hazard_that_was_worked_on_here_is_left_alone_unless_ticked(archive):
    take_over(archive, a_row(number="12"))
    hazard = the_hazard(archive, "12")
    archive.act(
        actions.write, office(archive), hazard.id, "owner", "王五", by="周建华", now=NOW
    )
    row = a_row(number="12", owner="李四", measures="装门")
    [conflict] = planned(archive, row).conflicts
    assert "办理过" in conflict.conflict

    take_over(archive, row)
    assert the_hazard(archive, "12").owner == "王五"
    take_over(archive, row, ticked={hazard.id})
    assert the_hazard(archive, "12").owner == "李四"


def test_hz33_a_ticked_change_does_not_put_off_a_deadline(archive):
    told: dict[str, Any] = {
        "owner": "张三",
        "measures": "装门",
        "deadline": date(2026, 12, 1),
    }
    take_over(archive, a_row(number="12", **told))
    hazard = the_hazard(archive, "12")
    archive.act(actions.note, hazard.id, "看过了", by="周建华", now=NOW)
    later = told | {"deadline": date(2027, 3, 1)}

    plan = planned(archive, a_row(number="12", **later | {"owner": "李四"}))
    assert [edit.name for one in plan.conflicts for edit in one.edits] == ["owner"]
    assert "申请延期" in plan.problems[0].text
    [only] = planned(archive, a_row(number="12", **later)).conflicts
    assert only.locked


def test_a_closed_hazard_that_was_worked_on_is_never_changed(archive):
    take_over(archive, a_row(number="12", closed="closed"))
    hazard = the_hazard(archive, "12")
    archive.act(actions.note, hazard.id, "看过了", by="周建华", now=NOW)
    plan = planned(archive, a_row(number="12", owner="李四"))

    assert [one.locked for one in plan.conflicts] == [True]
    assert plan.chosen(None) == ()


def test_hz46_a_text_longer_than_its_place_is_refused_with_row_and_column(archive):
    plan = planned(archive, a_row(owner="张" * 101), a_row(3))

    [problem] = plan.problems
    assert (problem.row, problem.column, problem.fatal) == (2, "整改责任人", True)
    assert "最多写 100 个字" in problem.text
    assert (plan.refused, len(plan.new)) == (1, 1)


# ---- taken back


def many(count: int) -> tuple[ImportedRow, ...]:
    return tuple(a_row(row, owner="张三", number=f"B-{row}") for row in range(2, count + 2))


def test_an_import_is_taken_back_to_the_last_row(archive):
    mine = archive.act(
        actions.begin, office(archive), by="周建华", now=NOW, description="自己登记的"
    )
    archive.act(actions.write, office(archive), mine, "location", "仓库", by="周建华", now=NOW)
    take_over(archive, a_row(2, deadline=date(2026, 12, 1)), a_row(3, closed="closed"))
    before = everything(archive)

    batch = take_over(
        archive,
        a_row(2, deadline=date(2026, 12, 5), budget=500, source="消防检查"),
        a_row(3, closed="closed", accepted_on=date(2026, 11, 9), found_by="李四"),
        *(a_row(row, grade="major") for row in range(4, 9)),
        a_row(9, owner="张三", measures="装门", deadline=date(2026, 12, 1)),
    )
    assert everything(archive) != before
    [listed, _] = archive.read(import_batches.batches)
    assert (listed.rows_new, listed.rows_changed, listed.finished) == (6, 2, True)
    take_back(archive, batch)

    assert everything(archive) == before
    assert archive.read(history.check) is None
    numbers = {hazard.number for hazard in hazards(archive)}
    take_over(archive, *many(3))
    assert len(hazards(archive)) == len(numbers) + 3


def test_the_import_that_a_later_one_built_on_is_taken_back_after_it(archive):
    first = take_over(archive, a_row(number="12"))
    second = take_over(archive, a_row(number="12", owner="李四"))

    with refusal("HZ61"):
        take_back(archive, first)
    take_back(archive, second)
    take_back(archive, first)
    assert hazards(archive) == []


def test_hz61_what_was_worked_on_since_is_named_and_may_stay(archive):
    take_over(archive, a_row(30, number="B-0"))
    batch = take_over(archive, *many(8), a_row(30, number="B-0", owner="李四"))
    for number in ("B-2", "B-5", "B-0"):
        hazard = the_hazard(archive, number)
        archive.act(actions.note, hazard.id, "看过了", by="周建华", now=NOW)
    before = everything(archive)

    with pytest.raises(NotReady, match=r"B-0、B-2、B-5|B-2、B-5、B-0") as refused:
        take_back(archive, batch)
    assert refused.value.problems[0].code == "HZ61"
    assert everything(archive) == before

    take_back(archive, batch, keep=True)
    left = {hazard.number: hazard for hazard in hazards(archive)}
    assert set(left) == {"B-0", "B-2", "B-5"}
    assert left["B-0"].owner == "李四"
    assert left["B-2"].batch_id is None
    assert len(archive.read(import_batches.batches)) == 1
    assert planned(archive, *many(8)).same == 2


def test_an_import_that_stopped_half_way_is_known_and_taken_back(archive):
    before = everything(archive)
    running = steps(archive, planned(archive, *many(450)))
    told = [next(running) for _ in range(3)]
    assert [(step.done, step.total) for step in told] == [(0, 450), (200, 450), (400, 450)]
    del running

    left = archive.read(import_batches.unfinished)
    assert left is not None
    assert len(hazards(archive)) == 400
    with refusal("HZ62"):
        take_over(archive, a_row(500))
    take_back(archive, left.batch_id)
    assert everything(archive) == before


def test_taking_back_that_stopped_half_way_is_gone_on_with(archive):
    before = everything(archive)
    batch = take_over(archive, *many(450))
    running = ledger_import.taking_back(archive, batch)
    assert [next(running).done for _ in range(3)] == [0, 50, 100]
    del running

    left = archive.read(import_batches.unfinished)
    assert left is not None
    take_back(archive, left.batch_id)
    assert everything(archive) == before


def test_a_change_that_was_overtaken_while_importing_is_left_alone(archive):
    take_over(archive, a_row(number="12"), a_row(3, number="13"))
    plan = planned(
        archive, a_row(number="12", owner="李四"), a_row(3, number="13", owner="李四")
    )
    running = steps(archive, plan)
    next(running)
    hazard = the_hazard(archive, "12")
    archive.act(
        actions.write, office(archive), hazard.id, "owner", "王五", by="周建华", now=NOW
    )
    list(running)

    assert the_hazard(archive, "12").owner == "王五"
    assert the_hazard(archive, "13").owner == "李四"
    newest = archive.read(import_batches.batches)[0]
    assert newest.rows_changed == 1
    take_back(archive, newest.batch_id)
    assert the_hazard(archive, "12").owner == "王五"
    assert the_hazard(archive, "13").owner == ""


def test_hz63_what_was_reported_since_is_not_taken_back(archive):
    batch = take_over(archive, a_row())

    def sign(session: Session) -> None:
        session.add(
            Submission(
                round_id=1, package_id="P", content_sha256="", approved_by="周建华",
                approved_at="2026-11-25T08:00:00+08:00", approved_fingerprint="",
                manifest_sha256="", history_lines=1, history_head="", files=1, bytes=1,
                tagmanifest_sha256="1",
            )
        )  # fmt: skip

    archive.act(sign)
    with refusal("HZ63"):
        take_back(archive, batch)


def test_an_import_withdraws_an_approval(archive):
    archive.stand_at(RoundStatus.APPROVED)
    take_over(archive, a_row())

    assert archive.status() is RoundStatus.DRAFT


def test_our_own_number_is_one_that_this_program_would_write():
    assert importing.serial_of("YH-2026-052") == 2_026_000_052
    assert importing.serial_of("YH-2026-1052") == 2_026_001_052
    for other in ("YH-2026-52", "YH-2026-0052", "YH-202-052", "yh-2026-052", "12", ""):
        assert importing.serial_of(other) is None


def test_reading_a_file_is_the_same_work_for_screen_and_command_line(tmp_path, archive):
    path = tmp_path / "台账.csv"
    path.write_text("隐患内容,检查时间,隐患等级\n门缺失,2026-11-03,一般\n", "utf-8")
    opened = ledger_import.open_file(path, Progress())
    sheet = opened.book.sheets[opened.likely]
    rows = ledger_import.read_rows(sheet, ledger_import.layout_of(sheet), TODAY, Progress())

    assert len(opened.sha256) == 64
    assert [new.values["description"] for new in planned(archive, *rows.rows).new] == ["门缺失"]


OWN_STATES = [
    ("草稿", "open"), ("已登记", "open"), ("已定级", "open"), ("方案已定", "open"),
    ("整改中", "open"), ("退回整改", "open"), ("待复查", "rectified"), ("已销号", "closed"),
    ("已并案", "void"), ("已作废", "void"),
]  # fmt: skip


def test_the_states_that_this_program_writes_are_understood_without_a_remark(tmp_path, archive):
    path = tmp_path / "台账.csv"
    told = [f"第{n}条,2026-11-03,{words}" for n, (words, _) in enumerate(OWN_STATES)]
    path.write_text("\n".join(["隐患内容,发现日期,状态", *told]), "utf-8")
    opened = ledger_import.open_file(path, Progress())
    sheet = opened.book.sheets[0]
    rows = ledger_import.read_rows(sheet, ledger_import.layout_of(sheet), TODAY, Progress())

    assert [row.closed for row in rows.rows] == [meant for _, meant in OWN_STATES]
    assert rows.problems == ()


def test_what_is_void_is_no_new_hazard_but_the_same_where_it_is_known(archive):
    plan = planned(archive, a_row(number="12", closed="void"))
    assert (plan.new, plan.refused, plan.problems[0].fatal) == ((), 0, False)

    take_over(archive, a_row(number="12"))
    assert planned(archive, a_row(number="12", closed="void")).same == 1
