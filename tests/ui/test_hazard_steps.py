"""The sheets of stopping, reporting, planning, rectifying: what they ask, refuse, and record."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from selfcheck.hazards.records import HazardState, ReportTo, StopScope
from selfcheck.ui.choices import SegmentedChoice
from selfcheck.ui.hazard_sheets.fields import MomentField, read_time
from selfcheck.ui.hazard_sheets.screen import Sheet
from tests.builders import TODAY, a_jpeg
from tests.hazards.builders import CONTENTS, MANAGER, OWNER, PLAN, PRINCIPAL
from tests.ui.duty_stage import a_picture, click, copy_picture, focused, press, settle
from tests.ui.hazard_stage import HazardStage, a_hazard_stage, fill, meanwhile
from tests.ui.stage import compose, primary_buttons, write

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[HazardStage]:
    with a_hazard_stage(qtbot, tmp_path) as made:
        yield made


def a_photo(folder: Path, taken: str) -> Path:
    """A photo as a telephone makes it."""
    target = folder / f"{taken.replace(':', '')}.jpg"
    target.write_bytes(a_jpeg(taken=taken, size=(40, 30)))
    return target


def problem(sheet: Sheet, name: str) -> str:
    """The red sentence at a field or a strip, as the person sees it."""
    label = (sheet.boxes.get(name) or sheet.strips[name]).problem
    return label.text() if label.isVisible() else ""


# ---- stopping


def fill_stop(sheet: Sheet, scope: str = "equipment") -> None:
    chosen = sheet.boxes["scope"].field
    assert isinstance(chosen, SegmentedChoice)
    chosen.choose([one.value for one in StopScope].index(scope))
    fill(sheet.boxes["what"].field, "3号中频炉及其供料行车")
    moment = sheet.boxes["stopped_at"].field
    assert isinstance(moment, MomentField)
    fill(moment.day, "20261116")
    fill(moment.time, "9:40")
    fill(sheet.boxes["decided_by"].field, PRINCIPAL)
    fill(sheet.boxes["interim"].field, "断电、挂牌、专人看守")


def test_a_stop_is_recorded_with_its_photo_in_one_sheet(stage, tmp_path):
    hazard = stage.ledger.major()
    sheet = stage.sheet("stop", hazard)
    assert "验收通过前不能恢复使用" in sheet.content.line.text()
    assert primary_buttons(sheet) == ["登记停用"]
    fill_stop(sheet)
    stage.add(sheet.strips["stop"], a_picture(tmp_path / "挂牌.png"))
    click(sheet.go)

    assert sheet.result() == Sheet.DialogCode.Accepted
    page = stage.ledger.page(hazard)
    assert page.stopped
    assert page.stops[0].stopped_at == "2026-11-16 09:40"
    assert page.stops[0].what == "3号中频炉及其供料行车"
    assert [card.original_name for card in page.evidence["stop"]] == ["挂牌.png"]


def test_hz14_nothing_chosen_is_told_at_the_scope_and_only_what_is_needed_is_asked(stage):
    sheet = stage.sheet("stop", stage.ledger.major())
    assert not sheet.boxes["what"].isVisible()
    assert not sheet.boxes["reason"].isVisible()
    click(sheet.go)
    assert problem(sheet, "scope") == "选择停用范围"

    sheet.boxes["scope"].field.choose(2)
    settle()
    assert problem(sheet, "scope") == ""
    assert sheet.boxes["what"].isVisible()
    assert not sheet.boxes["reason"].isVisible()


def test_hz16_what_a_stop_lacks_is_told_at_the_first_empty_field(stage):
    sheet = stage.sheet("stop", stage.ledger.major())
    fill_stop(sheet)
    fill(sheet.boxes["interim"].field, "")
    click(sheet.go)

    assert problem(sheet, "interim") == "补全停用登记：临时措施"
    assert sheet.boxes["what"].value == "3号中频炉及其供料行车"
    assert focused() is sheet.boxes["interim"].field
    fill(sheet.boxes["interim"].field, "专人看守")
    assert problem(sheet, "interim") == ""


def test_hz17_running_on_is_decided_by_the_principal(stage):
    hazard = stage.ledger.major()
    sheet = stage.sheet("stop", hazard)
    sheet.boxes["scope"].field.choose(3)
    settle()
    assert not sheet.strips["stop"].isVisible()
    fill(sheet.boxes["reason"].field, "停炉会冻炉，先降温")
    fill(sheet.boxes["interim"].field, "专人看守")
    fill(sheet.boxes["decided_by"].field, OWNER)
    click(sheet.go)
    assert "由主要负责人决定" in problem(sheet, "decided_by")

    fill(sheet.boxes["decided_by"].field, PRINCIPAL)
    click(sheet.go)
    assert stage.ledger.page(hazard).stops[0].reason == "停炉会冻炉，先降温"


def test_a_stop_to_come_is_refused_and_stays_as_it_was_typed(stage):
    sheet = stage.sheet("stop", stage.ledger.major())
    fill_stop(sheet)
    moment = sheet.boxes["stopped_at"].field
    fill(moment.day, "2026-11-30")
    click(sheet.go)
    assert "不能晚于今天" in problem(sheet, "stopped_at")
    assert moment.value == "2026-11-30 09:40"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9:40", "09:40"),
        ("0940", "09:40"),
        ("９：４０", "09:40"),
        ("9点40分", "09:40"),
        ("", ""),
    ],
)
def test_a_time_is_read_in_the_usual_ways(typed, read):
    assert read_time(typed) == read


@pytest.mark.parametrize("typed", ["25:00", "9:75", "早上", "9点半"])
def test_what_is_no_time_is_told_with_the_way_to_write_it(typed):
    with pytest.raises(ValueError, match=r"几点几分|检查时间"):
        read_time(typed)


def test_a_time_nobody_can_read_holds_the_step_up_at_its_field(stage):
    sheet = stage.sheet("stop", stage.ledger.major())
    fill_stop(sheet)
    moment = sheet.boxes["stopped_at"].field
    fill(moment.time, "早上")
    click(sheet.go)
    assert sheet.isVisible()
    assert moment.problem.isVisible()
    assert moment.time.text() == "早上"


# ---- resuming


def test_what_was_stopped_is_resumed_with_the_principals_approval(stage):
    hazard = stage.ledger.a_major_at(HazardState.ACCEPTED)
    sheet = stage.sheet("resume", hazard)
    assert sheet.boxes["approved_by"].value == PRINCIPAL  # the only one there is
    click(sheet.go)
    assert problem(sheet, "at") == "填写恢复使用的时间"

    fill(sheet.boxes["at"].field.time, "1005")
    fill(sheet.boxes["approved_by"].field, OWNER)
    click(sheet.go)
    assert problem(sheet, "approved_by") == "重大隐患恢复使用由主要负责人批准"

    fill(sheet.boxes["approved_by"].field, PRINCIPAL)
    click(sheet.go)
    assert not stage.ledger.page(hazard).stopped


def test_hz45_a_resumption_before_the_acceptance_is_told_at_once(stage):
    hazard = stage.ledger.a_major_at(HazardState.RECTIFYING)
    sheet = stage.sheet("resume", hazard)
    assert sheet.content.blocked.isVisible()
    assert "验收通过以前不能恢复使用" in sheet.content.blocked.texts[0]
    fill(sheet.boxes["at"].field.time, "1005")
    click(sheet.go)
    assert sheet.isVisible()
    assert stage.ledger.page(hazard).stopped


# ---- reporting


def test_a_report_to_the_department_is_recorded_with_its_contents_and_receipt(stage, tmp_path):
    hazard = stage.ledger.major()
    sheet = stage.sheet("report.department", hazard)
    fill(sheet.boxes["receiver"].field, "区应急管理局")
    fill(sheet.boxes["reported_on"].field, "2026.11.17")
    fill(sheet.boxes["way"].field, "书面送达")
    fill(sheet.boxes["note"].field, "收字 12 号")
    for name, words in CONTENTS.items():
        fill(sheet.boxes[name].field, str(words))
    stage.add(sheet.strips["department"], a_picture(tmp_path / "回执.png"))
    click(sheet.go)

    page = stage.ledger.page(hazard)
    report = next(line for line in page.reports if line.told is ReportTo.DEPARTMENT)
    assert (report.receiver, report.reported_on, report.way, report.note) == (
        "区应急管理局", date(2026, 11, 17), "书面送达", "收字 12 号",
    )  # fmt: skip
    assert len(report.cards) == 1
    assert page.values["severity"] == CONTENTS["severity"]


@pytest.mark.parametrize(
    ("step", "field", "text", "told"),
    [
        ("report.department", "receiver", "", "填写接收报告的部门"),
        ("report.department", "way", "", "填写报告方式"),
        ("report.department", "reported_on", "", "填写报告日期"),
        ("report.department", "reported_on", "2026-11-25", "不能晚于今天"),
        ("report.workers", "reported_on", "2026-11-15", "应不早于发现日期"),
        ("report.workers", "way", "", "填写报告方式"),
    ],
)  # fmt: skip
def test_hz30_hz31_what_a_report_lacks_is_told_at_its_field(stage, step, field, text, told):
    sheet = stage.sheet(step, stage.ledger.major())
    fill(sheet.boxes["receiver"].field, "区应急管理局")
    fill(sheet.boxes["way"].field, "书面送达")
    fill(sheet.boxes[field].field, text)
    click(sheet.go)
    assert told in problem(sheet, field)
    assert [name for name in sheet.boxes if problem(sheet, name)] == [field]


def test_report_leads_to_the_one_that_is_missing(stage):
    hazard = stage.ledger.major()
    stage.ledger.report(hazard, ReportTo.DEPARTMENT)
    seen = []

    def look(sheet: Sheet) -> None:
        seen.append(sheet.asked.title)
        sheet.reject()

    meanwhile(Sheet, look)
    assert not stage.take(hazard, "report")
    assert seen == ["登记向职工的报告或公示"]


def test_the_other_report_done_instead_counts_as_done(stage):
    hazard = stage.ledger.major()

    def to_the_other(sheet: Sheet) -> None:
        meanwhile(Sheet, the_other)
        click(sheet.others["report.workers"])

    def the_other(sheet: Sheet) -> None:
        if sheet.asked.title != "登记向职工的报告或公示":
            meanwhile(Sheet, the_other)
            return
        fill(sheet.boxes["way"].field, "信息公示栏")
        click(sheet.go)

    meanwhile(Sheet, to_the_other)
    assert stage.take(hazard, "report.department")
    made = [line.told for line in stage.ledger.page(hazard).reports if line.reported_on]
    assert made == [ReportTo.WORKERS]


# ---- the plan


def test_the_plan_of_a_major_hazard_is_written_down_part_by_part(stage):
    hazard = stage.ledger.major()
    stage.ledger.stop(hazard)
    stage.ledger.add(hazard, "stop")
    sheet = stage.sheet("plan", hazard)
    typed = {name: str(value) for name, value in PLAN.items()} | {"budget_fen": "4.6万"}
    for name, text in typed.items():
        fill(sheet.boxes[name].field, text)
    stage.qtbot.waitUntil(lambda: sheet.content.marks.text().count("✓") == 5)
    click(sheet.go)

    assert stage.ledger.state(hazard) is HazardState.PLANNED
    values = stage.ledger.page(hazard).values
    assert {name: values[name] for name in PLAN} == PLAN


def test_half_a_plan_stays_written_when_the_sheet_is_closed(stage):
    hazard = stage.ledger.major()
    sheet = stage.sheet("plan", hazard)
    sheet.boxes["goal"].field.setFocus()
    write(sheet.boxes["goal"].field, "炉坑无积水")
    sheet.reject()  # the field has not even been left
    assert stage.ledger.page(hazard).values["goal"] == "炉坑无积水"


def test_hz21_to_hz29_what_a_plan_lacks_stands_beside_every_field_until_it_is_written(stage):
    hazard = stage.ledger.major()
    stage.ledger.stop(hazard)
    stage.ledger.add(hazard, "stop")
    sheet = stage.sheet("plan", hazard)
    asked = [*PLAN]
    assert [name for name in asked if problem(sheet, name)] == []  # not before it was tried
    click(sheet.go)
    assert [name for name in asked if not problem(sheet, name)] == []
    assert problem(sheet, "budget_fen") == "填写整改预算（元），不花钱的填 0"

    fill(sheet.boxes["budget_fen"].field, "0")
    stage.qtbot.waitUntil(lambda: not problem(sheet, "budget_fen"))
    assert problem(sheet, "goal") == "填写治理的目标和任务"


def test_a_sum_that_is_none_stays_typed_with_what_to_do(stage):
    hazard = stage.ledger.major()
    sheet = stage.sheet("plan", hazard)
    fill(sheet.boxes["budget_fen"].field, "不多")
    assert "金额" in problem(sheet, "budget_fen")
    assert sheet.boxes["budget_fen"].value == "不多"
    assert stage.ledger.page(hazard).values["budget_fen"] is None

    fill(sheet.boxes["goal"].field, "炉坑无积水")  # the sheet asks again what is kept
    assert "金额" in problem(sheet, "budget_fen")


def test_a_sum_that_is_none_is_not_passed_over_though_the_step_does_not_need_it(stage):
    known = {"measures": "更换软管", "owner": OWNER, "deadline": date(2026, 12, 1)}
    hazard = stage.ledger.general(**known)
    sheet = stage.sheet("plan", hazard)
    fill(sheet.boxes["budget_fen"].field, "不多")
    click(sheet.go)
    assert stage.ledger.state(hazard) is HazardState.GRADED
    assert focused() is sheet.boxes["budget_fen"].field

    fill(sheet.boxes["budget_fen"].field, "300")
    click(sheet.go)
    assert stage.ledger.state(hazard) is HazardState.PLANNED
    assert stage.ledger.page(hazard).values["budget_fen"] == 300_00


def test_hz15_a_plan_before_the_stop_leads_to_the_stop_first(stage):
    hazard = stage.ledger.major()
    stage.ledger.write(hazard, **PLAN)

    def stop_first(sheet: Sheet) -> None:
        assert sheet.asked.title == "审定治理方案"
        link = sheet.content.blocked.findChildren(type(sheet.cancel))[0]
        meanwhile(Sheet, stop)
        click(link)
        assert not sheet.content.blocked.isVisible() or "照片" in "".join(
            sheet.content.blocked.texts
        )
        sheet.reject()

    def stop(sheet: Sheet) -> None:
        assert sheet.asked.title == "登记停用"
        fill_stop(sheet)
        click(sheet.go)

    meanwhile(Sheet, stop_first)
    assert not stage.take(hazard, "plan")
    assert stage.ledger.page(hazard).stopped


def test_the_plan_of_a_general_hazard_asks_who_what_and_until_when(stage):
    hazard = stage.ledger.general()
    sheet = stage.sheet("plan", hazard)
    click(sheet.go)
    assert problem(sheet, "owner") == "填写整改责任人"
    for name, text in {
        "measures": "更换软管",
        "owner": OWNER,
        "deadline": "2026-12-01",
    }.items():
        fill(sheet.boxes[name].field, text)
    click(sheet.go)
    assert stage.ledger.state(hazard) is HazardState.PLANNED


def test_the_treatment_begins_with_one_press(stage):
    hazard = stage.ledger.a_general_at(HazardState.PLANNED)
    sheet = stage.sheet("start", hazard)
    assert focused() is sheet.go
    press(Qt.Key.Key_Space)
    assert stage.ledger.state(hazard) is HazardState.RECTIFYING


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"until": ""}, "until", "填写延到哪一天"),
        ({"until": "2026-12-09"}, "until", "新的期限应晚于原来的"),
        ({"reason": ""}, "reason", "写明延期的理由"),
        ({"approved_by": ""}, "approved_by", "填写批准人"),
        ({"approved_by": OWNER}, "approved_by", "以外的人"),
        ({"approved_by": MANAGER}, "approved_by", "重大隐患延期由主要负责人批准"),
    ],
)
def test_hz33_what_an_extension_lacks_is_told_at_its_field(stage, changed, field, told):
    hazard = stage.ledger.a_major_at(HazardState.RECTIFYING)
    sheet = stage.sheet("extend", hazard)
    assert "2026-12-10" in sheet.content.line.text()
    whole = {"until": "2026-12-20", "reason": "软管要订货", "approved_by": PRINCIPAL}
    for name, text in (whole | changed).items():
        fill(sheet.boxes[name].field, text)
    click(sheet.go)
    assert told in problem(sheet, field)

    fill(sheet.boxes[field].field, whole[field])
    click(sheet.go)
    assert stage.ledger.page(hazard).values["deadline"] == date(2026, 12, 20)


# ---- handing over


def test_a_rectified_hazard_is_handed_over_with_the_photo_of_after(stage, tmp_path):
    hazard = stage.ledger.a_major_at(HazardState.RECTIFYING)
    sheet = stage.sheet("request", hazard)
    assert len(sheet.strips["before"].shelf.buttons) == 1
    click(sheet.go)
    assert problem(sheet, "rectified_on") == "填写整改完成日期和整改结果"
    assert problem(sheet, "after") == "添加整改后的照片，至少 1 张"
    assert problem(sheet, "acceptor") == "指定验收人"

    fill(sheet.boxes["result"].field, "软管已更换")
    fill(sheet.boxes["rectified_on"].field, "2026-11-23")
    fill(sheet.boxes["acceptor"].field, PRINCIPAL)
    stage.add(sheet.strips["after"], a_photo(tmp_path, "2026:11:15 08:00:00"))
    stage.qtbot.waitUntil(lambda: "应晚于整改前照片" in problem(sheet, "after"))

    early = sheet.strips["after"].shelf.buttons[0]
    early.setFocus()
    QTest.keyClick(early, Qt.Key.Key_Delete)
    stage.qtbot.waitUntil(lambda: not sheet.strips["after"].shelf.buttons)
    stage.add(sheet.strips["after"], a_photo(tmp_path, "2026:11:23 08:00:00"))
    click(sheet.go)
    assert stage.ledger.state(hazard) is HazardState.AWAITING


def test_hz34_a_day_without_a_result_is_told_at_the_result(stage):
    sheet = stage.sheet("request", stage.ledger.a_general_at(HazardState.RECTIFYING))
    fill(sheet.boxes["rectified_on"].field, "2026-11-23")
    click(sheet.go)
    assert problem(sheet, "result") == "填写整改完成日期和整改结果"
    assert problem(sheet, "rectified_on") == ""


def test_hz36_for_a_general_hazard_the_same_person_is_a_remark_and_no_hindrance(stage):
    hazard = stage.ledger.a_general_at(HazardState.RECTIFYING)
    stage.ledger.write(hazard, rectified_on=TODAY, result="软管已更换")
    stage.ledger.add(hazard, "after", taken="2026:11:24 09:00:00")
    sheet = stage.sheet("request", hazard)
    fill(sheet.boxes["acceptor"].field, OWNER)
    stage.qtbot.waitUntil(lambda: "以外的人" in sheet.boxes["acceptor"].hint.text())
    assert problem(sheet, "acceptor") == ""
    click(sheet.go)
    assert stage.ledger.state(hazard) is HazardState.AWAITING


def test_hz37_a_major_hazard_is_accepted_by_the_principal(stage):
    hazard = stage.ledger.a_major_at(HazardState.RECTIFYING)
    sheet = stage.sheet("request", hazard)
    fill(sheet.boxes["acceptor"].field, MANAGER)
    click(sheet.go)
    assert problem(sheet, "acceptor") == "重大隐患由主要负责人验收，选择主要负责人"


def test_a_picture_on_the_clipboard_goes_to_the_photos_also_from_a_field(stage):
    hazard = stage.ledger.a_major_at(HazardState.RECTIFYING)
    sheet = stage.sheet("request", hazard)
    copy_picture("#336699")
    sheet.boxes["result"].field.setFocus()
    press(Qt.Key.Key_V, CONTROL)
    stage.qtbot.waitUntil(lambda: len(sheet.strips["after"].shelf.buttons) == 1)
    stage.qtbot.waitUntil(sheet.go.isEnabled)
    assert len(stage.ledger.page(hazard).evidence["after"]) == 1


def test_a_file_that_cannot_be_taken_in_is_told_beneath_its_strip(stage, tmp_path):
    sheet = stage.sheet("request", stage.ledger.a_major_at(HazardState.RECTIFYING))
    program = tmp_path / "整改.exe"
    program.write_bytes(b"MZ" + bytes(64))
    sheet.strips["after"].dropped.emit("after", [program])
    stage.qtbot.waitUntil(lambda: "是程序" in problem(sheet, "after"))
    stage.qtbot.waitUntil(sheet.go.isEnabled)


# ---- every sheet


def test_what_was_typed_and_not_done_stands_there_again_the_next_time(stage):
    hazard = stage.ledger.a_major_at(HazardState.RECTIFYING)
    first = stage.sheet("extend", hazard)
    first.boxes["reason"].field.setFocus()
    write(first.boxes["reason"].field, "软管要订货")
    press(Qt.Key.Key_Escape)  # brings back what stood in the field
    write(first.boxes["reason"].field, "软管要订货")
    first.reject()

    again = stage.sheet("extend", hazard)
    assert again.boxes["reason"].value == "软管要订货"
    other = stage.ledger.a_major_at(HazardState.RECTIFYING)
    assert stage.sheet("extend", other).boxes["reason"].value == ""


def test_ctrl_enter_does_the_step_from_inside_a_text(stage):
    hazard = stage.ledger.a_general_at(HazardState.AWAITING)
    sheet = stage.sheet("send_back", hazard)
    field = sheet.boxes["reason"].field
    field.setFocus()
    compose(field, "sheng")
    write(field, "接头还在渗水，更换密封圈")
    press(Qt.Key.Key_Return, CONTROL)
    assert stage.ledger.state(hazard) is HazardState.RETURNED
    assert stage.ledger.page(hazard).events[0].words == "接头还在渗水，更换密封圈"


def test_hz44_a_step_that_does_not_begin_here_is_told_in_a_box(stage):
    hazard = stage.ledger.a_general_at(HazardState.AWAITING)
    told = []

    def read(box: QMessageBox) -> None:
        told.append(box.text())
        box.accept()

    meanwhile(QMessageBox, read)
    assert not stage.take(hazard, "start")
    assert "现在不能开始整改" in told[0]


def test_a_missing_field_outside_the_sheet_leads_to_the_hazards_page(stage):
    hazard = stage.ledger.a_general_at(HazardState.RECTIFYING)
    stage.ledger.write(hazard, owner="")
    sheet = stage.sheet("request", hazard)
    link = next(
        button
        for button in sheet.content.blocked.findChildren(type(sheet.cancel))
        if "责任人" in button.accessibleName()
    )
    click(link)
    assert not sheet.isVisible()
    assert stage.navigator.opened == [("hazard", str(hazard), "owner")]


def test_every_field_of_a_sheet_has_a_name_and_tab_goes_through_them(stage):
    hazard = stage.ledger.major()
    sheet = stage.sheet("report.department", hazard)
    for name, box in sheet.boxes.items():
        assert box.field.accessibleName(), name
    seen = []
    for _ in range(20):
        seen.append(focused())
        press(Qt.Key.Key_Tab)
    assert sheet.boxes["way"].field in seen
    assert sheet.strips["department"].add in seen
    assert sheet.go in seen
