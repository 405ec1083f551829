"""The sign-off page: what is shown, what stands in the way, and both turns with real keys."""

import json

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from selfcheck.duties import actions as duty_actions
from selfcheck.duties.rules import DutyStatus
from selfcheck.rounds import RoundStatus
from selfcheck.submission.keys import SHORTEST_PASSPHRASE
from selfcheck.ui.buttons import Button
from selfcheck.ui.signoff.missing_list import MissingCard
from tests.ui.signing_office import PASSPHRASE, Office, answer_box, fill_in, press
from tests.ui.stage import write

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def office(tmp_path):
    """An enterprise that is ready to sign, every key enrolled."""
    made = Office(tmp_path)
    made.enrol_everybody()
    yield made
    made.close()


@pytest.fixture
def half_way(tmp_path):
    """An enterprise with much left to do, and no keys."""
    made = Office(tmp_path, complete=False)
    yield made
    made.close()


def approve(office, screen, qtbot):
    fill_in(screen.manager)
    press(screen.manager.button)
    office.finish(qtbot)


def sign(office, screen, qtbot):
    press_tick(screen)
    fill_in(screen.principal)
    press(screen.principal.button)
    office.finish(qtbot)


def press_tick(screen):
    screen.signing.tick.setFocus()
    QTest.keyClick(screen.signing.tick, Qt.Key.Key_Space)


def type_letter(line, letter, modifiers):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifiers, letter)
    QApplication.sendEvent(line, event)


def change_an_answer(office):
    page = office.page
    duty = page.duties[0].key
    item = next(row for row in office.workspace.pack.duty(duty).items).key
    office.workspace.act(
        duty_actions.write, office.walk, item, "note", "又看了一遍", now=office.now
    )


def log_actors(office):
    with office.workspace.store.transaction() as session:
        from selfcheck import history

        lines = [json.loads(line) for line in history.lines(session)]
    return {line["action"]: line["actor"] for line in lines}


def test_both_turns_freeze_the_round_and_offer_the_export(office, qtbot):
    screen = office.signoff()
    approve(office, screen, qtbot)
    assert office.page.status == RoundStatus.APPROVED
    assert screen.manager.state.text().startswith("已审核 11-24")
    assert screen.principal.state.text() == "先勾选声明"

    sign(office, screen, qtbot)

    assert office.page.status == RoundStatus.SIGNED
    assert screen.principal.state.text().startswith("已签署 11-24")
    assert not screen.signing.export.isHidden()
    assert screen.duties.grid.cells[0].go.text() == "查看"
    press(screen.signing.export)
    assert office.navigator.opened[-1] == ("export",)


def test_the_change_log_names_the_one_whose_key_signed(office, qtbot):
    office.workspace.actor = "录入员"
    screen = office.signoff()
    approve(office, screen, qtbot)
    sign(office, screen, qtbot)

    actors = log_actors(office)
    assert actors["submission.record_approval"] == office.page.managers[0].name
    assert actors["submission.record_signature"] == office.page.principals[0].name


def test_what_was_typed_is_forgotten_once_it_has_served(office, qtbot):
    screen = office.signoff()
    approve(office, screen, qtbot)
    assert screen.manager.fields.passphrase.length == 0
    assert screen.manager.fields.name.text() == ""


def test_the_button_waits_for_name_and_passphrase_and_says_so_beside_the_name(office):
    block = office.signoff().manager
    assert (block.state.text(), block.button.isEnabled()) == ("先输入姓名", False)
    write(block.fields.name, "别人")
    assert block.state.text() == "姓名与登记的不同"
    block.fields.name.clear()
    write(block.fields.name, f" {block.person.name}　")
    assert block.state.text() == "先输入口令"
    write(block.fields.passphrase.line, "一" * (SHORTEST_PASSPHRASE - 1))
    assert (block.state.text(), block.button.isEnabled()) == ("口令还不够长", False)
    write(block.fields.passphrase.line, "二")
    assert (block.state.text(), block.button.isEnabled()) == ("轮到本人", True)


def test_enter_in_the_passphrase_signs_only_when_everything_is_there(office, qtbot):
    screen = office.signoff()
    write(screen.manager.fields.passphrase.line, PASSPHRASE)
    QTest.keyClick(screen.manager.fields.passphrase.line, Qt.Key.Key_Return)
    assert not office.navigator.jobs.running

    write(screen.manager.fields.name, screen.manager.person.name)
    QTest.keyClick(screen.manager.fields.passphrase.line, Qt.Key.Key_Return)
    office.finish(qtbot)
    assert office.page.status == RoundStatus.APPROVED


def test_the_page_is_locked_while_the_signature_is_made(office, qtbot):
    screen = office.signoff()
    fill_in(screen.manager)
    press(screen.manager.button)
    assert screen.manager.button.text() == "正在审核…"
    assert not screen.manager.bar.isHidden()
    assert not screen.manager.fields.isEnabled()
    assert not screen.duties.isEnabled()
    office.finish(qtbot)
    assert screen.duties.isEnabled()
    assert screen.manager.bar.isHidden()


def test_stopping_leaves_no_approval_and_nothing_waiting(office, qtbot):
    screen = office.signoff()
    fill_in(screen.manager)
    press(screen.manager.button)
    press(screen.manager.stop)
    office.finish(qtbot)
    assert office.page.status == RoundStatus.DRAFT
    assert screen.manager.button.isEnabled()
    packages = office.workspace.folder / "packages"
    assert not packages.exists() or not list(packages.iterdir())


def test_a_wrong_passphrase_is_told_and_guessing_slows_down(office, qtbot):
    screen = office.signoff()
    fields = screen.manager.fields
    fill_in(screen.manager, passphrase="肯定不是这一句话吧 2026")
    press(screen.manager.button)
    office.finish(qtbot)
    assert fields.problem.text().startswith("口令不对")
    assert fields.passphrase.line.selectedText()
    assert fields.passphrase.isEnabled()

    press(screen.manager.button)
    office.finish(qtbot)
    assert fields.problem.text() == "口令不对，还可以再试；5 秒后可重新输入"
    assert not fields.passphrase.isEnabled()
    assert screen.manager.state.text() == "5 秒后可再试"
    assert not screen.manager.button.isEnabled()

    for _ in range(5):
        fields._on_second_passed()
    assert fields.passphrase.isEnabled()
    fill_in(screen.manager)
    assert screen.manager.button.isEnabled()
    assert office.page.status == RoundStatus.DRAFT


def test_missing_things_are_listed_with_a_jump_and_nobody_can_sign(half_way):
    half_way.enrol_everybody()
    screen = half_way.signoff()
    blockers = half_way.page.blockers
    assert blockers > 5
    assert screen.missing.blocking.text() == f"必须补齐 {blockers} 项"
    fill_in(screen.manager)
    assert screen.manager.state.text() == f"先补齐 {blockers} 项"
    assert not screen.manager.button.isEnabled()

    row = screen.missing.rows[0]
    press(row.go)
    assert half_way.navigator.opened[-1] == row.row.target


def test_a_duty_that_lacks_much_is_one_row_that_leads_to_it(half_way):
    screen = half_way.signoff()
    assert len(screen.missing.rows) < 20 < len(half_way.page.missing)

    row = next(row for row in screen.missing.rows if row.row.problem.text.startswith("还有 "))
    press(row.go)

    assert half_way.navigator.opened[-1] == row.row.target
    assert len(row.row.target) == 2


@pytest.mark.parametrize("width", [1366, 1093])
def test_the_list_of_what_is_missing_shows_whole_rows_and_scrolls_inside(half_way, width):
    screen = half_way.signoff()
    screen.resize(width, 768)
    QApplication.processEvents()
    scroll, rows = screen.missing._scroll, screen.missing.rows

    assert len(rows) > 5
    assert scroll.height() == rows[4].geometry().bottom() + 1
    assert scroll.verticalScrollBar().maximum() > 0


def test_more_rows_than_fit_are_left_to_the_page_of_answers(half_way):
    half_way.signoff()
    card = MissingCard(most=4)
    card.show_missing(half_way.page.missing)
    links = [one for one in card.findChildren(Button) if "核对答案" in one.text()]

    assert len(card.rows) == 4
    told = QSignalSpy(card.all_wanted)
    links[0].click()
    assert told.count() == 1


def test_without_anything_that_must_be_there_the_list_says_that_it_may_be_signed(office):
    screen = office.signoff()
    assert screen.missing.blocking.text() == "没有必须补的，可以签署"
    assert screen.missing.reasons.text() == f"可带理由 {office.page.reasons} 项"


@pytest.mark.parametrize("role", ["manager", "principal"])
def test_with_several_principals_the_button_is_in_sight(office, qtbot, role):
    screen = office.signoff()
    screen.resize(1366 - 180, 768 - 28)  # beside the navigation, above the status bar
    if role == "principal":
        approve(office, screen, qtbot)
    assert len(office.page.principals) > 1
    button = getattr(screen, role).button

    def bottom() -> int:
        screen.page.verticalScrollBar().setValue(0)
        return int(button.mapTo(screen, button.rect().bottomLeft()).y())

    qtbot.waitUntil(lambda: button.isVisible() and bottom() < screen.height())


def test_fingerprints_are_shown_in_as_many_whole_groups_as_fit(office, qtbot):
    screen = office.signoff()
    approve(office, screen, qtbot)
    line, person = screen.manager.second_line, office.page.managers[0]
    assert person.key is not None
    groups = line.text().partition("指纹 ")[2].removesuffix(" …").split()

    assert groups
    assert person.key.fingerprint.startswith("".join(groups))
    assert not line.cut
    line.resize(line.width() * 4, line.height())
    assert line.text().endswith(person.key.fingerprint[-8:])


def test_the_tick_may_be_clicked_anywhere_on_its_line(office, qtbot):
    screen = office.signoff()
    approve(office, screen, qtbot)
    tick = screen.signing.tick

    QTest.mouseClick(
        tick, Qt.MouseButton.LeftButton, pos=QPoint(tick.width() - 3, tick.height() // 2)
    )

    assert tick.isChecked()


def test_only_a_duty_with_a_problem_is_red(half_way):
    screen = half_way.signoff()
    red = {cell.key for cell in screen.duties.grid.cells if cell.line._ink == "bad_ink"}
    assert red == {c.key for c in half_way.page.duties if c.status is DutyStatus.HAS_PROBLEM}
    assert red


def test_without_a_key_there_are_two_ways_to_get_one(half_way):
    block = half_way.signoff().manager
    assert block.key.new.isVisible()
    assert block.key.choose.isVisible()
    assert not block.fields.isVisible()


def test_the_principal_waits_until_the_manager_has_approved(office):
    screen = office.signoff()
    assert screen.principal.state.text() == "审核后签署"
    assert screen.principal.button.isHidden()
    assert not screen.signing.tick.isEnabled()


def test_a_change_after_the_approval_is_asked_about_once_and_withdraws_it(office, qtbot):
    screen = office.signoff()
    approve(office, screen, qtbot)

    asked = answer_box("不打开")
    press(screen.duties.grid.cells[2].go)
    assert asked[0].startswith(f"更改会撤回{office.page.managers[0].name}的审核")
    assert ("duty", "d03") not in office.navigator.opened

    answer_box("打开")
    press(screen.duties.grid.cells[2].go)
    assert office.navigator.opened[-1] == ("duty", "d03")
    press(screen.duties.grid.cells[3].go)  # not asked again
    assert office.navigator.opened[-1] == ("duty", "d04")
    assert office.page.status == RoundStatus.APPROVED

    change_an_answer(office)
    assert office.page.status == RoundStatus.DRAFT
    assert screen.manager.button.isVisible()


def test_the_approval_is_withdrawn_by_hand(office, qtbot):
    screen = office.signoff()
    approve(office, screen, qtbot)
    answer_box("撤回")
    press(screen.manager.withdraw)
    assert office.page.status == RoundStatus.DRAFT


def test_re04_a_change_while_the_key_is_at_work_is_told_and_nothing_is_recorded(office, qtbot):
    screen = office.signoff()
    fill_in(screen.manager)
    press(screen.manager.button)
    change_an_answer(office)
    office.finish(qtbot)
    assert office.page.status == RoundStatus.DRAFT
    assert screen.manager.fields.problem.text().startswith("审核或签署期间内容有改动")


def test_evidence_changed_behind_the_programs_back_stops_the_signature(office, qtbot):
    screen = office.signoff()
    approve(office, screen, qtbot)
    piece = next(p for p in (office.workspace.folder / "evidence").glob("*/*") if p.is_file())
    piece.write_bytes(piece.read_bytes()[:-1] + b"!")
    sign(office, screen, qtbot)
    assert office.page.status == RoundStatus.APPROVED
    assert screen.principal.fields.problem.text()


def test_several_principals_are_chosen_by_name(office, qtbot):
    screen = office.signoff()
    names = [one.name for one in office.page.principals]
    assert len(names) > 1
    chooser = screen.principal.chooser
    assert chooser.isVisible()
    assert [chooser.itemText(at) for at in range(chooser.count())] == names

    approve(office, screen, qtbot)
    chooser.setCurrentIndex(1)
    chooser.activated.emit(1)
    assert screen.principal.person.name == names[1]
    sign(office, screen, qtbot)
    signed = [one.name for one in office.page.principals if one.done_at]
    assert signed == [names[1]]
    assert screen.principal.name.text() == names[1]


def test_a_single_principal_needs_no_choice(office):
    office.only_principal()
    screen = office.signoff()
    assert screen.principal.chooser.isHidden()
    assert screen.principal.name.text() == office.page.principals[0].name


def test_a_long_name_pushes_the_role_to_the_second_line(office):
    office.only_principal()
    only = office.page.principals[0]
    from selfcheck.enterprise import actions as enterprise

    office.workspace.act(
        enterprise.change_person,
        only.person_id,
        name="古丽巴哈尔·买买提明",
        title="总经理",
        phone="",
    )
    block = office.signoff().principal
    assert block.role.isHidden()
    assert "主要负责人" in block.second_line.text()


def test_an_archive_that_is_only_looked_at_cannot_be_signed(tmp_path):
    office = Office(tmp_path, looking=True)
    try:
        screen = office.signoff()
        assert "只读查看" in screen.signing.locked.text()
        assert screen.manager.button.isHidden()
        assert screen.manager.key.isHidden()
        assert not screen.signing.tick.isEnabled()
    finally:
        office.close()


def test_the_draft_is_printed_from_the_button_and_by_ctrl_p(office, qtbot):
    screen = office.signoff()
    press(screen.draft)
    office.finish(qtbot)
    [paper] = office.viewer.opened
    assert paper.name.startswith("核对稿-")
    assert paper.read_bytes().startswith(b"%PDF")

    screen.activateWindow()
    screen.duties.answers.setFocus()
    QTest.keyClick(screen, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    office.finish(qtbot)
    assert len(office.viewer.opened) == 2


def test_the_principal_reads_the_very_report_that_the_manager_signed(office, qtbot):
    screen = office.signoff()
    approve(office, screen, qtbot)
    press(screen.freeze.read)
    office.finish(qtbot)
    [paper] = office.viewer.opened
    assert paper.name.startswith("自查报告-")
    assert paper.read_bytes().count(b"/ByteRange") == 1


def test_arrow_keys_move_between_the_links_and_enter_opens(office):
    grid = office.signoff().duties.grid
    grid.cells[0].go.setFocus()
    QTest.keyClick(grid.cells[0].go, Qt.Key.Key_Down)
    assert grid.window().focusWidget() is grid.cells[1].go
    QTest.keyClick(grid.cells[1].go, Qt.Key.Key_Right)
    QTest.keyClick(grid.cells[8].go, Qt.Key.Key_Right)  # nothing further that way
    assert grid.window().focusWidget() is grid.cells[8].go
    QTest.keyClick(grid.cells[8].go, Qt.Key.Key_Space)
    assert office.navigator.opened[-1] == ("duty", "d09")


def test_coming_back_lands_on_the_row_that_was_left_from(office):
    screen = office.signoff()
    press(screen.duties.grid.cells[4].go)
    assert screen.place() == ("d05",)
    screen.show_place("d05")
    assert screen.first_focus() is screen.duties.grid.cells[4].go


def test_caps_lock_is_noticed_from_the_letters_that_arrive(office):
    fields = office.signoff().manager.fields
    type_letter(fields.passphrase.line, "A", NONE)
    assert fields.hint.text() == "大写锁定已开"
    type_letter(fields.passphrase.line, "a", NONE)
    assert fields.hint.text().startswith("至少 12 个字符")
    type_letter(fields.passphrase.line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert fields.hint.text().startswith("至少 12 个字符")


def test_f1_shows_the_law_behind_the_declaration(office):
    signing = office.signoff().signing
    assert signing.basis.isHidden()
    press(signing.basis_link)
    assert signing.basis.isVisible()
    assert "《安全生产法》" in signing.basis.text()


def test_exactly_one_button_is_primary_at_every_stage(office, qtbot):
    from selfcheck.ui.buttons import Button

    screen = office.signoff()

    def primaries():
        return [
            b.text()
            for b in screen.findChildren(Button)
            if b.property("part") == "primary" and b.isVisible()
        ]

    assert primaries() == ["审核并转主要负责人"]
    approve(office, screen, qtbot)
    assert primaries() == ["签署并冻结本期"]
    sign(office, screen, qtbot)
    assert primaries() == ["导出"]


def test_a_narrow_page_stacks_its_columns_and_never_scrolls_sideways(half_way):
    screen = half_way.signoff()
    assert not screen.columns.stacked
    screen.resize(760, 560)
    QApplication.processEvents()
    assert screen.columns.stacked
    assert screen.page.widget().width() <= screen.page.viewport().width()


def test_tab_walks_from_what_is_missing_over_the_duties_to_the_signature(office, qtbot):
    screen = office.signoff()
    approve(office, screen, qtbot)
    press_tick(screen)
    fill_in(screen.principal)
    start = walked = screen.draft
    order = []
    while (walked := walked.nextInFocusChain()) is not start:
        takes = walked.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if takes and walked.isVisible() and walked.isEnabled():
            order.append(walked)
    places = [
        order.index(one)
        for one in (
            screen.missing.rows[0].go,
            screen.duties.grid.cells[0].go,
            screen.duties.grid.cells[13].go,
            screen.signing.tick,
            screen.principal.fields.name,
            screen.principal.fields.passphrase.line,
            screen.principal.button,
        )
    ]
    assert places == sorted(places)


def test_the_focus_goes_on_to_what_comes_next(office, qtbot):
    screen = office.signoff()
    approve(office, screen, qtbot)
    assert screen.focusWidget() is screen.signing.tick
    sign(office, screen, qtbot)
    assert screen.focusWidget() is screen.signing.export


def test_enter_in_the_name_goes_to_the_passphrase(office):
    fields = office.signoff().manager.fields
    fields.name.setFocus()
    QTest.keyClick(fields.name, Qt.Key.Key_Return)
    assert fields.window().focusWidget() is fields.passphrase.line


def test_an_enterprise_without_people_is_led_to_register_them(tmp_path):
    office = Office(tmp_path, complete=False)
    try:
        from selfcheck.enterprise import actions as enterprise

        for signer in (*office.page.managers, *office.page.principals):
            office.workspace.act(enterprise.person_leaves, signer.person_id)
        screen = office.signoff()
        assert screen.manager.name.text() == "还没有登记"
        assert screen.manager.key.isHidden()
        press(screen.principal.register)
        assert office.navigator.opened[-1][0] == "enterprise"
    finally:
        office.close()
