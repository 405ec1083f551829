"""The page of a duty, filled in the way a person does: mostly from the keyboard."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from selfcheck.duties import actions
from selfcheck.duties.rules import DutyStatus
from selfcheck.enterprise import actions as enterprise
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.enterprise.records import Role
from selfcheck.evidence import actions as evidence
from selfcheck.evidence.files import take_in
from selfcheck.hazards import actions as hazards
from selfcheck.hazards import endings
from selfcheck.hazards.records import Hazard
from selfcheck.rounds import Round, RoundStatus
from selfcheck.ui import look
from selfcheck.ui.choices import ChoiceField
from selfcheck.ui.duty.clause_popup import ClausePopup, told_of
from selfcheck.ui.duty.item_row import ItemRow
from selfcheck.ui.office import office
from tests.prepared import NOW
from tests.ui.duty_stage import Stage, a_picture, a_stage, click, focused, leave, press, settle
from tests.ui.stage import write

CONTROL = Qt.KeyboardModifier.ControlModifier
MANAGER = "林晓燕"


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    with a_stage(qtbot, tmp_path) as made:
        made.open("duty", "d06")
        yield made


def current_row(stage: Stage) -> ItemRow:
    row = stage.duty.items.row_of(focused())
    assert row is not None
    return row


def choose(field: ChoiceField, value: str) -> None:
    """Pick from a list as a click in it does."""
    at = field.findData(value)
    assert at >= 0
    field.setCurrentIndex(at)
    field.activated.emit(at)
    settle()


def sign(stage: Stage) -> None:
    def freeze(session: object) -> None:
        session.get_one(Round, stage.walk.round_id).status = RoundStatus.SIGNED  # type: ignore[attr-defined]

    stage.workspace.act(freeze)
    settle()


# ---- what it shows


def test_the_head_says_whose_it_is_how_far_and_by_when(stage):
    header = stage.duty.header
    assert header.title.text() == "第六项 排查整治有限空间与特种设备"
    assert header.tag.text() == "未开始"
    assert header.counts.text().startswith("已答 0/10 · 证据 0/")
    assert header.due.text() == "· 11月27日前"


def test_a_reconstructed_item_carries_a_quiet_mark(stage):
    assert stage.row("d06.daily_control").rebuilt.isVisible()
    assert "重建" in stage.row("d06.daily_control").rebuilt.toolTip()
    assert not stage.row("d06.system").rebuilt.isVisible()


def test_f1_tells_the_whole_basis_and_which_questions_these_are(stage):
    stage.row("d06.daily_control").focus_answer()
    press(Qt.Key.Key_F1)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, ClausePopup)
    line, page = stage.line("d06.daily_control"), stage.page("d06")
    told = dict(told_of(line, page, stage.walk.pack))
    assert told["依据"] == line.legal_basis
    assert "plan-2023" in told["规则包"]
    assert "重建" in told
    assert line.legal_basis in popup.accessibleName()

    QTest.keyClick(popup, Qt.Key.Key_Escape)
    settle()
    assert QApplication.activePopupWidget() is None


def test_the_responsible_person_is_chosen_from_the_people(stage):
    choose(stage.duty.header.owner, "何永胜")
    assert stage.page("d06").owner == "何永胜"


# ---- answering from the keyboard


def test_arrows_go_from_item_to_item_and_figures_answer(stage):
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_1)
    assert stage.line("d06.system").value == "conforms"
    assert current_row(stage).key == "d06.system"  # the answer took nothing from the hand

    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert current_row(stage).key == "d06.approval"
    press(Qt.Key.Key_3)
    assert stage.line("d06.approval").value == "not_applicable"
    press(Qt.Key.Key_Up)
    assert current_row(stage).key == "d06.space_list"


def test_left_and_right_change_the_answer(stage):
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Right)
    assert stage.line("d06.system").value == "does_not_conform"


def test_control_enter_goes_to_the_next_open_item_and_then_to_the_footer(stage):
    stage.answer_all("d06", but=["d06.guarded", "d06.daily_control"])
    settle()
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_Return, CONTROL)
    assert current_row(stage).key == "d06.guarded"
    press(Qt.Key.Key_Return, CONTROL)
    assert current_row(stage).key == "d06.daily_control"
    press(Qt.Key.Key_Return, CONTROL)
    assert stage.duty.footer.isAncestorOf(focused())


def test_a_note_is_opened_with_n_and_kept_when_left(stage):
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_N)
    field = focused()
    write(field, "制度在办公室墙上")
    assert stage.line("d06.system").note == ""
    leave()
    assert stage.line("d06.system").note == "制度在办公室墙上"
    assert "已写" in stage.row("d06.system").note_tool.accessibleName()


def test_what_is_being_typed_survives_a_change_elsewhere(stage):
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_N)
    field = focused()
    write(field, "还没写完")
    stage.act(actions.answer, stage.walk, "d06.guarded", "conforms", now=NOW)
    settle()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "还没写完"
    assert focused() is field


def test_leaving_the_page_keeps_what_was_being_typed(stage):
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_N)
    write(focused(), "写到一半")
    stage.open("duties")
    assert stage.line("d06.system").note == "写到一半"


def test_rows_are_updated_in_place(stage):
    before = dict(stage.duty.items.rows)
    scroll = stage.duty.content.verticalScrollBar()
    scroll.setValue(60)
    stage.act(actions.answer, stage.walk, "d06.guarded", "conforms", now=NOW)
    settle()
    assert stage.duty.items.rows == before
    assert scroll.value() == 60


def test_not_applicable_asks_for_the_reason(stage):
    stage.row("d06.training").focus_answer()
    press(Qt.Key.Key_3)
    block = stage.row("d06.training").details.words["reason"]
    assert block.isVisible()
    write(block.words, "本期没有新进人员")
    block.words.commit()
    assert stage.line("d06.training").reason == "本期没有新进人员"


def test_du03_du04_du05_a_nonconformity_opens_what_it_needs_and_folds_when_all_is_there(
    stage, tmp_path
):
    stage.row("d06.guarded").focus_answer()
    press(Qt.Key.Key_2)
    needs = stage.row("d06.guarded").details.needs
    assert needs is not None
    assert needs.isVisible()
    assert needs.lacking.text() == "还差 3 项"

    for field, words in (
        (needs.note, "没有监护人"),
        (needs.measures, "指定专人"),
        (needs.owner, "刘志强"),
    ):
        field.setFocus()
        write(field, words)
        leave()
    needs.day.line.setFocus()
    write(needs.day.line, "20261205")
    leave()
    assert stage.line("d06.guarded").deadline == date(2026, 12, 5)
    assert needs.lacking.text() == "还差 1 项"
    assert not needs.folded

    stored = take_in(stage.workspace.folder, a_picture(tmp_path / "无人监护.png"))
    where = {"round_id": stage.walk.round_id, "item_key": "d06.guarded"}
    stage.act(evidence.add, stored, now=NOW, **where)
    settle()
    stage.row("d06.system").focus_answer()
    settle()
    assert needs.folded
    assert "刘志强 · 2026-12-05 前" in needs.lacking.text()
    assert needs.fold.text() == "查看或修改"
    click(needs.fold)
    assert not needs.folded


def test_rd01_in_a_signed_round_an_arranged_nonconformity_is_only_looked_at(stage, tmp_path):
    key = "d06.guarded"
    stage.act(actions.answer, stage.walk, key, "does_not_conform", now=NOW)
    stored = take_in(stage.workspace.folder, a_picture(tmp_path / "无人监护.png"))
    stage.act(evidence.add, stored, now=NOW, round_id=stage.walk.round_id, item_key=key)
    told = {
        "note": "无人监护",
        "measures": "换班",
        "owner": "刘志强",
        "deadline": date(2026, 12, 5),
    }
    for field, value in told.items():
        stage.act(actions.write, stage.walk, key, field, value, now=NOW)
    settle()
    needs = stage.row(key).details.needs
    assert (needs.folded, needs.fold.text()) == (True, "查看或修改")
    sign(stage)
    assert (needs.folded, needs.fold.text()) == (True, "查看")


def test_what_was_followed_under_a_void_hazard_may_become_one_again(stage):
    key = "d06.guarded"
    stage.act(actions.answer, stage.walk, key, "does_not_conform", now=NOW)
    settle()
    needs = stage.row(key).details.needs
    work = stage.duty.work
    first = work.hazard_of(key, print)
    settle()
    number = stage.workspace.read(lambda session: session.get_one(Hazard, first).number)
    assert needs.hazard.text() == f"打开隐患 {number}"
    assert work.hazard_of(key, print) == first

    given, by = office(stage.workspace), stage.workspace.actor
    for name, value in (("location", "调节池"), ("found_by", MANAGER)):
        stage.act(hazards.write, given, first, name, value, by=by, now=NOW)
    stage.act(hazards.register, given, first, by=by, now=NOW)
    stage.act(endings.void, given, first, reason="登记错了", second_by="刘志强", by=by, now=NOW)
    settle()
    assert needs.hazard.text() == "转为隐患"
    second = work.hazard_of(key, print)
    assert second not in (None, first)
    settle()
    assert needs.hazard.text().startswith("打开隐患 YH-2026-")
    assert number not in needs.hazard.text()


def test_corrected_on_site_asks_for_the_day_and_two_photos(stage):
    stage.row("d06.guarded").focus_answer()
    press(Qt.Key.Key_2)
    needs = stage.row("d06.guarded").details.needs
    click(needs.path.parts[1])
    line = stage.line("d06.guarded")
    assert line.corrected_on == NOW.date()
    assert not needs.owner_field.isVisible()
    assert needs.marks[1].text.text() == "整改前、后照片"
    click(needs.path.parts[0])
    assert stage.line("d06.guarded").corrected_on is None
    assert needs.owner_field.isVisible()


def test_du05_an_impossible_deadline_stays_with_its_sentence(stage):
    stage.row("d06.guarded").focus_answer()
    press(Qt.Key.Key_2)
    needs = stage.row("d06.guarded").details.needs
    click(needs.path.parts[1])
    needs.day.line.setFocus()
    needs.day.line.selectAll()
    write(needs.day.line, "2027-01-01")
    leave()
    assert needs.day.problem.text() == "日期不能晚于今天 2026-11-24"
    assert needs.day.line.text() == "2027-01-01"
    assert stage.line("d06.guarded").corrected_on == NOW.date()


# ---- taking back


def test_control_z_takes_the_last_answer_back(stage):
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_Z, CONTROL)
    assert stage.line("d06.system").value == "conforms"
    press(Qt.Key.Key_Z, CONTROL)
    assert stage.line("d06.system").value == ""
    press(Qt.Key.Key_Z, CONTROL)  # nothing is left to take back


def test_control_z_takes_back_even_from_an_empty_field(stage):
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_1)
    stage.row("d06.detectors").focus_answer()
    press(Qt.Key.Key_Z, CONTROL)
    assert stage.line("d06.system").value == ""


def test_another_duty_forgets_what_could_be_taken_back(stage):
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_1)
    stage.open("duty", "d01")
    stage.row("d01.plan_issued").focus_answer()
    press(Qt.Key.Key_Z, CONTROL)
    assert stage.line("d06.system").value == "conforms"


# ---- done


def test_yes_is_offered_when_nothing_is_missing(stage):
    footer = stage.duty.footer
    assert not footer.yes.isEnabled()
    assert footer.missing.text().startswith("还差：")

    stage.answer_all("d06")
    settle()
    assert footer.yes.isEnabled()
    click(footer.yes)
    assert stage.page("d06").status is DutyStatus.DONE
    assert stage.page("d06").confirmed_by == MANAGER  # nobody else looks after it
    assert f"{MANAGER} 11-24 10:32 确认" in footer.missing.text()

    click(footer.no)
    assert stage.page("d06").status is DutyStatus.IN_PROGRESS


def people_leave(stage: Stage, *roles: Role) -> None:
    """Everybody of these roles leaves the enterprise."""
    for person in stage.workspace.read(enterprise_queries.people):
        if person.role in roles:
            stage.act(enterprise.person_leaves, person.person_id)
    settle()


def test_whoever_looks_after_a_duty_confirms_it_while_they_are_there(stage):
    stage.answer_all("d06")
    stage.act(actions.assign, stage.walk, "d06", "刘志强")
    settle()
    assert stage.duty.footer.by == "刘志强"
    people_leave(stage, Role.STAFF)
    assert stage.duty.footer.by == MANAGER


def test_du12_without_a_safety_manager_the_footer_asks_who_confirms(stage):
    stage.answer_all("d06")
    stage.act(actions.assign, stage.walk, "d06", "")
    people_leave(stage, Role.SAFETY_MANAGER)
    footer = stage.duty.footer
    assert footer.who.isVisible()
    click(footer.yes)
    assert footer.problem.text() == "选择由谁确认本项已完成"
    choose(footer.who, "周建华")
    click(footer.yes)
    assert stage.page("d06").confirmed_by == "周建华"


def test_du12_with_nobody_listed_the_footer_leads_to_the_people(stage):
    stage.answer_all("d06")
    people_leave(stage, *Role)
    footer = stage.duty.footer
    assert not footer.yes.isEnabled()
    assert footer.missing.text() == "由谁确认？先在“企业概况”里登记人员"
    click(footer.people)
    assert stage.window.current == "enterprise"


def test_what_is_missing_stands_in_one_line_and_whole_in_the_tooltip(stage):
    look.apply("light", "larger")
    stage.window.resize(1093, 614)
    settle()
    missing = stage.duty.footer.missing
    assert missing.cut
    assert not missing.hasHeightForWidth()


def test_a_duty_opened_at_a_later_item_shows_the_captions_while_both_fit(stage, qtbot):
    stage.window.resize(1093, 614)
    stage.open("duty", "d06", "d06.entrance_locked")
    qtbot.wait(20)
    assert stage.duty.content.verticalScrollBar().value() == 0
    last = list(stage.duty.items.rows)[-1]
    stage.open("duties")
    stage.window.resize(1024, 600)
    look.apply("light", "larger")
    stage.open("duty", "d06", last)
    qtbot.waitUntil(lambda: stage.duty.content.verticalScrollBar().value() > 0)


def test_personal_performance_is_confirmed_by_a_principal_by_name(stage):
    stage.answer_all("d01")
    stage.open("duty", "d01")
    footer = stage.duty.footer
    assert footer.who.isVisible()
    click(footer.yes)
    assert footer.problem.text() == "选择由谁确认本项已完成"
    assert footer.no.isChecked()

    choose(footer.who, "周建华")
    click(footer.yes)
    assert stage.page("d01").confirmed_by == "周建华"


def test_a_changed_answer_takes_done_back(stage):
    stage.answer_all("d06")
    settle()
    click(stage.duty.footer.yes)
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_3)
    assert stage.duty.footer.no.isChecked()


def test_the_footer_leads_on(stage):
    click(stage.duty.footer.next)
    assert stage.duty.place()[0] == "d07"
    click(stage.duty.footer.answers)
    assert stage.window.current == "answers"


# ---- a duty that does not apply


def test_du13_a_duty_without_items_is_confirmed_by_the_principal(stage):
    stage.open("duty", "d07")
    absence = stage.duty.absence
    assert absence.isVisible()
    assert not stage.duty.items.isVisible()
    assert absence.reason.toPlainText() == stage.page("d07").not_applicable_reason
    absence.reason.setFocus()
    absence.reason.selectAll()
    write(absence.reason, "食堂已改用电灶")
    choose(absence.who, "周建华")
    click(absence.confirm)
    page = stage.page("d07")
    assert page.status is DutyStatus.NOT_APPLICABLE
    assert page.not_applicable_reason == "食堂已改用电灶"
    assert absence.told.isVisible()
    click(absence.withdraw)
    assert stage.page("d07").status is DutyStatus.TO_CONFIRM


def test_du13_without_a_reason_the_sentence_says_what_to_do(stage):
    stage.open("duty", "d07")
    stage.duty.absence.reason.clear()
    choose(stage.duty.absence.who, "周建华")
    click(stage.duty.absence.confirm)
    assert stage.duty.absence.problem.text() == "填写本期不适用的理由"


# ---- frozen


def test_rd01_a_signed_round_is_shown_and_not_changed(stage):
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_1)
    sign(stage)
    assert stage.duty.frozen.isVisible()
    assert "已签署冻结" in stage.duty.frozen_words.text()
    row = stage.row("d06.system")
    assert not row.editor.isEnabled()
    assert not stage.duty.footer.yes.isEnabled()
    assert not stage.duty.tray.add.isVisible()
    row.focus_answer()
    assert current_row(stage) is row  # the keyboard still walks through
    press(Qt.Key.Key_2)
    assert stage.line("d06.system").value == "conforms"
    click(stage.duty.correct)
    assert stage.window.current == "signoff"


def test_an_archive_held_by_another_program_is_shown_and_not_changed(qtbot, tmp_path):
    with a_stage(qtbot, tmp_path, read_only=True) as stage:
        stage.open("duty", "d06")
        assert "只能查看" in stage.duty.frozen_words.text()
        assert not stage.duty.correct.isVisible()
        assert not stage.row("d06.system").editor.isEnabled()


def test_rd01_an_undo_after_signing_changes_nothing(stage):
    stage.row("d06.system").focus_answer()
    press(Qt.Key.Key_1)
    sign(stage)
    stage.duty.undo()
    assert stage.line("d06.system").value == "conforms"


# ---- going about


def test_the_outline_opens_the_current_duty_and_leads_to_its_items(stage):
    outline = stage.duty.outline
    at = outline.rows.row_of("d06", "d06.guarded")
    assert at > 0
    index = outline.rows.index(at, 0)
    told = outline.rows.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert told == f"第6条，{stage.line('d06.guarded').short}，未开始"
    outline.view.scrollTo(index)
    QTest.mouseClick(
        outline.view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        outline.view.visualRect(index).center(),
    )
    settle()
    assert current_row(stage).key == "d06.guarded"
    assert stage.duty.place() == ("d06", "d06.guarded")


def test_typing_in_the_outline_finds_a_duty_and_enter_goes_there(stage):
    outline = stage.duty.outline
    outline.filter.setFocus()
    write(outline.filter, "标准化")
    duties = {
        outline.rows.line(outline.rows.index(at, 0)).duty
        for at in range(outline.rows.rowCount())
    } - {""}
    assert duties == {"d12"}
    press(Qt.Key.Key_Return)
    assert stage.duty.place()[0] == "d12"


def test_a_place_leads_to_the_item_even_with_a_field(stage):
    stage.open("duty", "d06", "d06.guarded#note")
    assert current_row(stage).key == "d06.guarded"


def test_a_narrow_window_drops_the_outline_down(stage):
    stage.window.resize(1093, 614)
    settle()
    duty = stage.duty
    assert not duty.outline.isVisible()
    click(duty.header.outline)
    assert duty.outline.isVisible()
    press(Qt.Key.Key_Escape)
    assert not duty.outline.isVisible()
    assert duty.content.horizontalScrollBar().maximum() == 0
    assert duty.items.width() <= duty.content.viewport().width()


@pytest.mark.parametrize("size", ["standard", "large", "larger"])
def test_nothing_is_wider_than_the_page_whatever_the_text_size(stage, size):
    look.apply("dark", size)
    stage.window.resize(1024, 600)
    settle()
    stage.open("duty", "d05")
    viewport = stage.duty.content.viewport().width()
    for row in stage.duty.items.rows.values():
        assert row.width() <= viewport
        assert row.text.width() > look.px(60)


def test_alt_left_returns_to_the_list(stage):
    stage.open("duties")
    stage.duties.view.select("d06")
    press(Qt.Key.Key_Return)
    QTest.keyClick(stage.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert stage.window.current == "duties"


def test_f6_goes_through_the_regions(stage):
    stage.row("d06.system").focus_answer()
    QTest.keyClick(stage.window, Qt.Key.Key_F6)
    assert stage.duty.footer.isAncestorOf(focused())


def test_a_whole_duty_can_be_filled_from_the_keyboard_alone(stage):
    """A new safety manager's first duty; figures, arrows, Tab and Ctrl+Enter, no mouse."""
    stage.open("duty", "s03")
    for line in stage.page("s03").lines:
        stage.row(line.key).focus_answer()
        press(Qt.Key.Key_1)
        if line.evidence_what:
            menu = stage.row(line.key).evidence_menu()
            next(a for a in menu.actions() if a.data() == "reason").trigger()
            settle()
            write(focused(), "原件在区里，下周取回")
            leave()
    press(Qt.Key.Key_Return, CONTROL)
    assert focused() is stage.duty.footer.yes
    press(Qt.Key.Key_Space)
    assert stage.page("s03").status is DutyStatus.DONE


def test_asking_again_is_quick(stage):
    stage.answer_all("d06")
    settle()
    stage.duty.reload()
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        stage.duty.reload()
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 0.05


def test_the_dropped_down_outline_begins_at_what_is_at_hand(stage):
    stage.window.resize(1093, 614)
    settle()
    stage.row("d06.guarded").focus_answer()
    click(stage.duty.header.outline)
    outline = stage.duty.outline
    assert outline.rows.line(outline.view.currentIndex()).item == "d06.guarded"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert not outline.isVisible()
    assert current_row(stage).key == "d06.ventilated_tested"


def test_what_contradicts_is_named_before_what_is_merely_missing(stage):
    row = {"name": "污水池", "entrance": "open"}
    stage.act(actions.add_row, stage.walk, "d06.space_list", row, now=NOW)
    settle()
    told = stage.row("d06.space_list").told
    assert "未上锁" in told.text()
    assert stage.row("d06.space_list").details.words["note"].isVisible()
