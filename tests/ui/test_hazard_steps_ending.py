"""The sheets of how a hazard ends: accepted, sent back, struck off, corrected on the spot, void, merged, again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from selfcheck.hazards.records import HazardState
from selfcheck.ui.choices import SegmentedChoice
from selfcheck.ui.hazard_register.screen import RegisterDialog
from selfcheck.ui.hazard_sheets.fields import MomentField
from selfcheck.ui.hazard_sheets.picker import HazardPicker
from selfcheck.ui.hazard_sheets.screen import Sheet
from tests.builders import TODAY
from tests.hazards.builders import FOUND, MANAGER, OTHER, OWNER, PRINCIPAL
from tests.ui.duty_stage import a_picture, click, focused, press, settle
from tests.ui.hazard_stage import HazardStage, a_hazard_stage, fill, meanwhile
from tests.ui.stage import primary_buttons, write


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[HazardStage]:
    with a_hazard_stage(qtbot, tmp_path) as made:
        yield made


def problem(sheet: Sheet, name: str) -> str:
    """The red sentence at a field or a strip, as the person sees it."""
    label = (sheet.boxes.get(name) or sheet.strips[name]).problem
    return label.text() if label.isVisible() else ""


def answer(sheet: Sheet, *, review: bool) -> None:
    """是否调整风险点等级与四色图？"""
    field = sheet.boxes["review_risk"].field
    assert isinstance(field, SegmentedChoice)
    field.choose(0 if review else 1)
    settle()


# ---- accepted


def test_an_ordinary_hazard_is_accepted_and_struck_off_at_once(stage):
    hazard = stage.ledger.a_general_at(HazardState.AWAITING)
    sheet = stage.sheet("accept", hazard)
    assert primary_buttons(sheet) == ["验收通过并销号"]
    assert "同时销号" in sheet.content.line.text()
    fill(sheet.boxes["note"].field, "现场试压无渗漏")
    click(sheet.go)
    assert problem(sheet, "review_risk") == "选“是”或“否”"
    assert stage.ledger.state(hazard) is HazardState.AWAITING

    answer(sheet, review=True)
    click(sheet.go)
    row = stage.ledger.row(hazard)
    assert row.state is HazardState.CLOSED
    assert row.review_risk
    assert row.acceptance_note == "现场试压无渗漏"
    assert row.accepted_on == TODAY


def test_a_major_hazard_is_accepted_and_not_yet_struck_off(stage):
    hazard = stage.ledger.a_major_at(HazardState.AWAITING)
    sheet = stage.sheet("accept", hazard)
    assert primary_buttons(sheet) == ["验收通过"]
    assert "review_risk" not in sheet.boxes
    assert [len(sheet.strips[part].shelf.buttons) for part in ("before", "after")] == [1, 1]
    assert not sheet.strips["after"].add.isVisible()  # they are looked at, not changed
    click(sheet.go)
    assert stage.ledger.state(hazard) is HazardState.ACCEPTED


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("", "填写验收日期"),
        ("2026-11-25", "不能晚于今天"),
        ("2026-11-23", "应不早于整改完成日期"),
    ],
)
def test_hz48_the_day_of_the_acceptance_is_told_at_its_field(stage, day, told):
    sheet = stage.sheet("accept", stage.ledger.a_major_at(HazardState.AWAITING))
    fill(sheet.boxes["on"].field, day)
    click(sheet.go)
    assert told in problem(sheet, "on")


def test_the_acceptor_sends_it_back_from_the_sheet_of_acceptance(stage):
    hazard = stage.ledger.a_major_at(HazardState.AWAITING)

    def look(sheet: Sheet) -> None:
        meanwhile(Sheet, send_back)
        click(sheet.others["send_back"])

    def send_back(sheet: Sheet) -> None:
        if sheet.asked.step != "send_back":
            meanwhile(Sheet, send_back)
            return
        click(sheet.go)
        assert problem(sheet, "reason") == "写明退回的理由和还要做什么"
        fill(sheet.boxes["reason"].field, "报警没有接到值班室")
        click(sheet.go)

    meanwhile(Sheet, look)
    assert stage.take(hazard, "accept")
    assert stage.ledger.state(hazard) is HazardState.RETURNED


# ---- struck off


def test_hz40_what_is_still_stopped_is_told_with_the_way_to_resume_it(stage):
    hazard = stage.ledger.a_major_at(HazardState.ACCEPTED)

    def close(sheet: Sheet) -> None:
        assert "还有停用没有恢复" in sheet.content.blocked.texts[0]
        meanwhile(Sheet, resume)
        click(sheet.content.blocked.findChildren(type(sheet.cancel))[0])
        assert not sheet.content.blocked.isVisible()
        answer(sheet, review=False)
        click(sheet.go)

    def resume(sheet: Sheet) -> None:
        if sheet.asked.step != "resume":
            meanwhile(Sheet, resume)
            return
        moment = sheet.boxes["at"].field
        assert isinstance(moment, MomentField)
        fill(moment.time, "10:05")
        click(sheet.go)

    meanwhile(Sheet, close)
    assert stage.take(hazard, "close")
    assert stage.ledger.state(hazard) is HazardState.CLOSED
    assert not stage.ledger.row(hazard).review_risk


def test_hz39_a_supervised_hazard_is_struck_off_with_what_the_department_wrote(stage, tmp_path):
    hazard = stage.ledger.a_major_at(HazardState.AWAITING)
    stage.ledger.write(hazard, supervised=True)
    stage.ledger.accepted(hazard)

    def close(sheet: Sheet) -> None:
        assert "部门核查同意后才能销号" in sheet.content.line.text()
        answer(sheet, review=False)
        click(sheet.go)
        assert "登记核查部门" in problem(sheet, "closeout_by")

        fill(sheet.boxes["closeout_by"].field, "区应急管理局")
        stage.qtbot.waitUntil(lambda: "登记核查部门" in problem(sheet, "closeout_on"))
        fill(sheet.boxes["closeout_on"].field, "2026-11-24")
        fill(sheet.boxes["closeout_number"].field, "核〔2026〕8号")
        stage.add(sheet.strips["closeout"], a_picture(tmp_path / "核查意见.png"))
        assert "还有停用没有恢复" in sheet.content.blocked.texts[0]
        meanwhile(Sheet, resume)
        click(sheet.content.blocked.findChildren(type(sheet.cancel))[0])
        click(sheet.go)

    def resume(sheet: Sheet) -> None:
        if sheet.asked.step != "resume":
            meanwhile(Sheet, resume)
            return
        moment = sheet.boxes["at"].field
        assert isinstance(moment, MomentField)
        fill(moment.time, "10:05")
        click(sheet.go)

    meanwhile(Sheet, close)
    assert stage.take(hazard, "close")
    assert stage.ledger.state(hazard) is HazardState.CLOSED
    assert stage.ledger.row(hazard).closeout_by == "区应急管理局"


# ---- corrected on the spot


def test_a_general_hazard_is_corrected_on_the_spot_in_one_sheet(stage, tmp_path):
    hazard = stage.ledger.general()
    sheet = stage.sheet("correct_on_site", hazard)
    click(sheet.go)
    assert problem(sheet, "measures") == "写明当场怎么整改的"
    assert "整改后的照片" in problem(sheet, "after")
    assert problem(sheet, "before") == ""

    fill(sheet.boxes["measures"].field, "已清空积水")
    stage.add(sheet.strips["after"], a_picture(tmp_path / "后.png"))
    click(sheet.go)
    row = stage.ledger.row(hazard)
    assert row.state is HazardState.CLOSED
    assert row.on_site


def test_hz10_a_major_hazard_is_not_corrected_on_the_spot(stage):
    hazard = stage.ledger.major()
    sheet = stage.sheet("correct_on_site", hazard)
    click(sheet.go)
    assert any("重大隐患不能按当场整改销号" in text for text in sheet.content.blocked.texts)
    assert stage.ledger.state(hazard) is HazardState.GRADED


def test_a_draft_is_corrected_on_the_spot_where_it_is_registered(stage):
    hazard = stage.ledger.begin(**FOUND)
    seen = []

    def look(dialog: RegisterDialog) -> None:
        seen.append(dialog.go.text())
        dialog.reject()

    meanwhile(RegisterDialog, look)
    assert not stage.take(hazard, "correct_on_site")
    assert seen == ["当场整改并销号"]


# ---- again, void, merged


def test_a_closed_hazard_that_has_come_back_is_open_again(stage):
    hazard = stage.ledger.a_general_at(HazardState.CLOSED)
    sheet = stage.sheet("reopen", hazard)
    click(sheet.go)
    assert problem(sheet, "reason") == "写明怎么发现又出现了"
    fill(sheet.boxes["reason"].field, "夜班巡查又见积水")
    click(sheet.go)
    assert stage.ledger.state(hazard) is HazardState.GRADED

    assert stage.ledger.row(hazard).recurrences == 1


def test_hz42_a_major_hazard_is_void_with_a_second_person(stage):
    hazard = stage.ledger.major()
    sheet = stage.sheet("void", hazard)
    click(sheet.go)
    assert problem(sheet, "reason") == "写明作废的理由"
    assert "要第二个人同意" in problem(sheet, "second_by")

    fill(sheet.boxes["reason"].field, "登记到了别的厂")
    fill(sheet.boxes["second_by"].field, MANAGER)  # who is at work
    click(sheet.go)
    assert "作废人以外" in problem(sheet, "second_by")
    fill(sheet.boxes["second_by"].field, OTHER)
    click(sheet.go)
    assert stage.ledger.state(hazard) is HazardState.VOID


def test_a_general_hazard_is_void_with_a_reason_alone(stage):
    hazard = stage.ledger.general()
    sheet = stage.sheet("void", hazard)
    assert "second_by" not in sheet.boxes
    fill(sheet.boxes["reason"].field, "重复登记")
    click(sheet.go)
    assert stage.ledger.state(hazard) is HazardState.VOID


def test_a_hazard_is_merged_into_one_found_by_its_words(stage):
    other = stage.ledger.general(description="2号冲床光栅失效")
    stage.ledger.general(description="南门消防通道堵塞")
    stage.ledger.begin(description="2号冲床，还没写完")  # a draft takes no other in
    hazard = stage.ledger.general(description="冲床光栅不灵")
    sheet = stage.sheet("merge", hazard)
    picker = sheet.boxes["into"].field
    assert isinstance(picker, HazardPicker)
    assert picker.list.count() == 2
    click(sheet.go)
    assert "选择并入哪一条隐患" in problem(sheet, "into")

    picker.search.setFocus()
    write(picker.search, "冲床")
    assert picker.list.count() == 1
    press(Qt.Key.Key_Down)
    assert focused() is picker.list
    assert problem(sheet, "into") == ""
    click(sheet.go)
    assert stage.ledger.state(hazard) is HazardState.MERGED
    assert stage.ledger.page(hazard).merged_into == stage.ledger.row(other).number


def test_a_search_without_a_hit_says_what_to_do(stage):
    sheet = stage.sheet("merge", stage.ledger.general())
    picker = sheet.boxes["into"].field
    assert isinstance(picker, HazardPicker)
    write(picker.search, "龙门吊")
    assert picker.told.isVisible()
    assert "换几个字" in picker.told.text()


def test_hz43_a_major_hazard_is_not_merged_into_a_lesser_one(stage):
    stage.ledger.general(description="2号冲床光栅失效")
    hazard = stage.ledger.major()
    sheet = stage.sheet("merge", hazard)
    sheet.boxes["into"].field.list.setCurrentRow(0)
    click(sheet.go)
    assert "不能并入等级更低的" in problem(sheet, "into")
    assert stage.ledger.state(hazard) is HazardState.GRADED


# ---- graded


def test_a_registered_hazard_is_graded_in_the_grading_dialog(stage):
    from selfcheck.ui.grading.dialog import GradingDialog

    hazard = stage.ledger.registered()

    def decide(dialog: GradingDialog) -> None:
        dialog.foot.grades["general"].setChecked(True)
        write(dialog.foot.reason, "积水在地沟，炉坑是干的")
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    meanwhile(GradingDialog, decide)
    assert stage.take(hazard, "grade")
    page = stage.ledger.page(hazard)
    assert page.state is HazardState.GRADED
    assert page.determinations[0].reason == "积水在地沟，炉坑是干的"
    assert page.determinations[0].decided_by == MANAGER


def test_a_grading_put_away_goes_on_where_it_was_left(stage):
    from selfcheck.ui.grading.dialog import GradingDialog

    hazard = stage.ledger.registered()

    def begin(dialog: GradingDialog) -> None:
        write(dialog.foot.reason, "等设备科量过再定")
        dialog.reject()

    seen = []

    def look(dialog: GradingDialog) -> None:
        seen.append(dialog.foot.reason.toPlainText())
        dialog.reject()

    meanwhile(GradingDialog, begin)
    assert not stage.take(hazard, "grade")
    meanwhile(GradingDialog, look)
    assert not stage.take(hazard, "grade")
    assert seen == ["等设备科量过再定"]


def test_accepting_shows_who_accepts_and_takes_another_person(stage):
    hazard = stage.ledger.a_general_at(HazardState.AWAITING)
    sheet = stage.sheet("accept", hazard)
    assert sheet.boxes["acceptor"].value == PRINCIPAL
    fill(sheet.boxes["acceptor"].field, OTHER)
    answer(sheet, review=False)
    click(sheet.go)
    row = stage.ledger.row(hazard)
    assert (row.acceptor, row.owner) == (OTHER, OWNER)
    assert row.closed_at[:10] == date.isoformat(TODAY)
