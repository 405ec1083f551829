"""The ledger's list: what it shows, how it is narrowed and sorted, and what can be done from it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from selfcheck.hazards import actions, hazard_query, queries
from selfcheck.hazards.pages import View
from selfcheck.hazards.records import HazardState
from selfcheck.ui import look
from selfcheck.ui.buttons import Button
from selfcheck.ui.hazard import steps as hazard_steps
from selfcheck.ui.hazard_register import screen as hazard_register
from selfcheck.ui.ledger import view as ledger_view
from selfcheck.ui.ledger.columns import Columns
from selfcheck.ui.ledger.menu import RowMenu
from selfcheck.ui.ledger.model import PAGE
from selfcheck.ui.ledger.rows import cut_words
from selfcheck.ui.office import office
from tests.builders import TODAY
from tests.ui.duty_stage import click, focused, press, settle
from tests.ui.ledger_stage import COUNT, LONG, LedgerStage, a_stage
from tests.ui.stage import primary_buttons, write

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def stage(qtbot, tmp_path) -> Iterator[LedgerStage]:
    with a_stage(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def taken(monkeypatch) -> list[tuple[int, str]]:
    """The steps that were asked for; none of them happens."""
    asked: list[tuple[int, str]] = []

    def take(parent: object, workspace: object, navigator: object, one: int, step: str) -> bool:
        asked.append((one, step))
        return True

    monkeypatch.setattr(hazard_steps, "take", take)
    return asked


def choose_from_menu(stage: LedgerStage, begin: str) -> list[str]:
    """Choose the entry of the row menu that begins like this once it opens; returns all entries."""
    seen: list[str] = []

    def choose() -> None:
        menu = stage.screen.doing.menu
        assert menu is not None
        entries = [action for action in menu.actions() if not action.isSeparator()]
        seen.extend(action.text() for action in entries)
        wanted = next((a for a in entries if a.text().startswith(begin)), None)
        if wanted is None:
            menu.close()
        else:
            menu.setActiveAction(wanted)
            QTest.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(0, choose)
    return seen


def while_open(stage: LedgerStage, do: Any) -> None:
    """Do something to the dialog that is about to open."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            do(dialog)
        else:
            QTimer.singleShot(10, act)

    QTimer.singleShot(0, act)


# ---- what is shown


def test_open_hazards_are_shown_first_with_the_overdue_ones_on_top(stage):
    counts = stage.counts()
    assert counts["all"] == COUNT
    assert len(stage.screen.ids) == counts["open"]
    days = [row.days_over for row in stage.rows()[:3]]
    assert days == [3, 2, -1]
    assert stage.screen.header.subline.text().endswith("2026年11月24日 星期二")


def test_the_badge_says_how_many_are_overdue_whatever_is_searched_for(stage):
    item = stage.window.navigation.items["ledger"]
    assert "2 项待办" in item.accessibleName()
    write(stage.screen.tools.search, "食堂")
    settle()
    assert "2 项待办" in item.accessibleName()


def test_a_row_is_told_whole_to_a_screen_reader(stage):
    at = stage.find("3号中频炉炉坑积水约")
    told = stage.view.rows.data(stage.view.rows.index(at), Qt.ItemDataRole.AccessibleTextRole)
    assert told == (
        "YH-2026-006 3号中频炉炉坑积水约 4 cm，当班仍在熔炼，等级重大，停用中，熔炼工部，"
        "责任人陈国梁，期限 2026-11-28，整改中，还剩 4 天"
    )


def test_what_is_cut_is_whole_in_the_tooltip(stage):
    row = stage.row(stage.find(LONG[:10]))
    cut = cut_words(row, Columns.of(1100)).splitlines()
    assert cut == [LONG, "二车间与三车间之间的架空管廊", "欧阳建国负责"]
    assert cut_words(stage.row(stage.find("食堂")), Columns.of(1100)) == ""


def test_places_give_way_before_owners_and_both_before_the_description():
    assert Columns.of(1130).location is not None
    narrow = Columns.of(980)
    assert narrow.location is None
    assert narrow.owner is not None
    look.apply("light", "larger")
    larger = Columns.of(980)
    assert larger.owner is None
    assert larger.words.width >= look.px(200)


def test_there_is_one_primary_button(stage):
    assert primary_buttons(stage.screen) == ["登记隐患"]


# ---- narrowing and sorting


def test_every_saved_filter_holds_as_many_as_it_says(stage):
    for kind, tab in stage.screen.tools.tabs.tabs.items():
        click(tab)
        assert len(stage.screen.ids) == tab.count
        assert ledger_view.last_view(stage.workspace) == View(filter=kind)
        assert ledger_view.last_ids(stage.workspace) == stage.screen.ids


def test_alt_and_a_figure_chooses_a_saved_filter(stage):
    QTest.keyClick(stage.window, Qt.Key.Key_3, ALT)
    settle()
    assert stage.screen.view.filter == "overdue"
    assert [row.days_over for row in stage.rows()] == [3, 2]
    QTest.keyClick(stage.window, Qt.Key.Key_6, ALT)
    settle()
    assert len(stage.screen.ids) == COUNT


def test_search_begins_with_ctrl_f_and_every_word_must_be_found(stage):
    QTest.keyClick(stage.window, Qt.Key.Key_F, CTRL)
    assert stage.screen.tools.search.hasFocus()
    write(stage.screen.tools.search, "机加车间 吴德胜")
    settle()
    assert {row.location for row in stage.rows()} == {"机加车间"}
    assert stage.counts()["overdue"] == 1

    press(Qt.Key.Key_Down)
    assert focused() is stage.view
    QTest.keyClick(stage.window, Qt.Key.Key_F, CTRL)
    press(Qt.Key.Key_Escape)
    assert stage.screen.tools.search.text() == ""
    assert len(stage.screen.ids) == stage.counts()["open"]
    press(Qt.Key.Key_Escape)
    assert focused() is stage.view


def test_a_search_without_a_hit_here_offers_everything(stage):
    write(stage.screen.tools.search, "重复登记")
    settle()
    assert stage.screen.empty.sentence.text() == "“未闭环”里没有搜到“重复登记”"
    assert stage.view.isHidden()
    click(stage.screen.empty.links["all"])
    assert [row.state for row in stage.rows()] == [HazardState.VOID]

    write(stage.screen.tools.search, "核电站")
    settle()
    click(stage.screen.empty.links["forget"])
    assert len(stage.screen.ids) == COUNT


def test_a_filter_without_hazards_says_so_and_leads_to_all(stage, monkeypatch):
    later = stage.workspace.now() - timedelta(days=40)
    stage.workspace.now = lambda: later
    stage.open("overdue")
    assert stage.screen.empty.sentence.text() == "没有已超期的隐患"
    click(stage.screen.empty.links["all"])
    assert len(stage.screen.ids) == COUNT
    assert focused() is stage.view


def test_conditions_narrow_the_list_and_stand_as_words_that_can_be_taken_away(stage):
    click(stage.screen.tools.filter_button)
    popup = stage.screen.tools.filter_popup
    popup.location.setCurrentIndex(popup.location.findData("机加车间"))
    popup.location.activated.emit(popup.location.currentIndex())
    popup.source.setCurrentIndex(popup.source.findData("team"))
    popup.source.activated.emit(popup.source.currentIndex())
    settle()
    assert {row.source_words for row in stage.rows()} == {"班组日查"}
    assert stage.counts()["open"] == len(stage.screen.ids) == 2
    assert stage.screen.tools.filter_button.text() == "筛选 2"
    popup.close()

    words = [word.text() for word in stage.screen.tools.filter_words.words]
    assert words == ["场所：机加车间", "来源：班组日查"]
    click(stage.screen.tools.filter_words.words[1])
    assert len(stage.screen.ids) == 3
    click(stage.screen.tools.filter_words.words[0])
    assert stage.screen.tools.filter_words.isHidden()
    assert len(stage.screen.ids) == stage.counts()["open"] > 3


def test_days_of_finding_narrow_the_list(stage):
    click(stage.screen.tools.filter_button)
    popup = stage.screen.tools.filter_popup
    write(popup.found_from, (TODAY + timedelta(days=1)).isoformat())
    popup.found_from.commit()
    settle()
    assert stage.screen.ids == ()
    popup.close()
    assert stage.screen.empty.sentence.text() == "没有符合筛选的隐患"
    click(stage.screen.empty.links["widen"])
    assert stage.screen.view == View()


def test_a_caption_sorts_turns_round_and_restores(stage):
    before = stage.screen.ids
    caption = stage.screen.captions.buttons["grade"]
    click(caption)
    assert [row.grade_words for row in stage.rows()[:3]] == ["重大"] * 3
    assert "现在重大在前" in caption.accessibleName()
    click(caption)
    assert stage.rows()[-1].grade_words == "重大"
    click(caption)
    assert stage.screen.ids == before
    assert "现在早的在前" in stage.screen.captions.buttons["deadline"].accessibleName()


def test_captions_are_reached_by_tab_and_arrows(stage):
    captions = stage.screen.captions.buttons
    captions["deadline"].setFocus()
    press(Qt.Key.Key_Right)
    assert focused() is captions["state"]
    press(Qt.Key.Key_Space)
    assert stage.screen.view.sort == "state"


# ---- ticks


def test_space_ticks_and_shift_with_arrows_ticks_a_range(stage):
    stage.view.setFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Down)
    for _ in range(3):
        press(Qt.Key.Key_Down, SHIFT)
    assert stage.view.ticks == stage.screen.ids[1:5]
    press(Qt.Key.Key_Up, SHIFT)
    assert stage.view.ticks == stage.screen.ids[1:4]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert len(stage.view.ticks) == 4
    press(Qt.Key.Key_Space)
    assert stage.view.ticks == stage.screen.ids[1:4]


def test_ctrl_a_ticks_all_that_is_shown_and_escape_lets_go(stage):
    stage.view.setFocus()
    press(Qt.Key.Key_A, CTRL)
    count = len(stage.screen.ids)
    assert stage.screen.bar.words.startswith(f"已选 {count} 项 其中重大 ")
    assert "全部选中了" in stage.screen.captions.tick_all.accessibleName()
    press(Qt.Key.Key_Escape)
    assert stage.view.ticks == ()
    assert stage.screen.bar.words == f"共 {count} 项"


def test_the_mouse_ticks_in_the_box_and_shift_fills_up_to_it(stage):
    stage.click(2, "check")
    assert stage.view.ticks == (stage.screen.ids[2],)
    stage.click(5, "check", SHIFT)
    assert stage.view.ticks == stage.screen.ids[2:6]
    stage.click(4, "check")
    assert stage.screen.ids[4] not in stage.view.ticks
    click(stage.screen.captions.tick_all)
    assert stage.view.tick_state == "all"
    click(stage.screen.captions.tick_all)
    assert stage.view.ticks == ()


def test_ticks_outlast_a_search_and_the_bar_says_what_is_not_shown(stage):
    stage.click(0, "check")
    write(stage.screen.tools.search, "食堂")
    settle()
    stage.click(0, "check")
    assert stage.screen.bar.words == "已选 2 项 其中重大 1 项，1 项不在当前列表里"
    click(stage.screen.bar.clear_button)
    assert stage.view.ticks == ()


# ---- many at once


def test_a_person_is_named_for_all_that_are_ticked(stage):
    ids = [stage.id_of("食堂"), stage.id_of("污水")]
    stage.view.tick(set(ids))

    def name(sheet: Any) -> None:
        assert sheet.do_button.text() == "指派 2 项"
        click(sheet.do_button)
        assert sheet.owner_field.problem.text() == "填写整改责任人的姓名"
        write(sheet.owner, "孙丽华")
        click(sheet.do_button)

    while_open(stage, name)
    click(stage.screen.bar.assign_button)
    stage.screen.reload()
    assert {row.owner for row in stage.rows() if row.hazard_id in ids} == {"孙丽华"}
    assert stage.view.ticks == ()


def test_what_cannot_take_part_is_named_with_its_reason(stage):
    stage.screen.tools.tabs.choose("all")
    settle()
    void, kept = stage.id_of("重复登记"), stage.id_of("食堂")
    number = stage.row(stage.find("重复登记")).number
    stage.view.tick({void, kept})

    def look_at(sheet: Any) -> None:
        assert sheet.refused.text() == f"2 项中 1 项不能指派：{number} 已作废"
        assert sheet.ids == (kept,)
        click(sheet.cancel_button)

    while_open(stage, look_at)
    click(stage.screen.bar.assign_button)
    assert len(stage.view.ticks) == 2


def test_a_first_deadline_is_set_without_asking_for_a_reason(stage):
    hazard_id = stage.id_of("食堂")
    stage.view.tick({hazard_id})

    def fill(sheet: Any) -> None:
        assert sheet.reason_field.isHidden()
        write(sheet.until, "2026-12-20")
        click(sheet.do_button)

    while_open(stage, fill)
    click(stage.screen.bar.deadline_button)
    stage.screen.reload()
    assert str(stage.row(stage.find("食堂")).deadline) == "2026-12-20"


def test_hz33_a_later_deadline_is_an_extension_with_reason_and_approver(stage):
    hazard_id = stage.id_of("2号行车")
    stage.view.tick({hazard_id})

    def fill(sheet: Any) -> None:
        click(sheet.do_button)
        assert sheet.until.problem.text() == "填写整改期限"
        assert sheet.approver_field.problem.text() == "填写批准人"
        write(sheet.until, "2026-11-23")
        click(sheet.do_button)
        assert sheet.until.problem.text() == "日期不早于 2026-11-24"
        sheet.until.line.selectAll()
        write(sheet.until, "2026-12-20")
        click(sheet.do_button)
        assert sheet.until.problem.text() == ""
        assert sheet.reason_field.problem.text() == "写明延期的理由"
        assert sheet.approver_field.problem.text() == "填写批准人"
        write(sheet.reason, "备件 12 月中旬到货")
        write(sheet.approver, "张𠮷")
        click(sheet.do_button)

    while_open(stage, fill)
    click(stage.screen.bar.deadline_button)
    given = office(stage.workspace)
    page = stage.workspace.read(hazard_query.hazard_page, given, hazard_id)
    assert page.events[0].kind == "extend"
    assert "备件 12 月中旬到货（张𠮷批准）" in page.events[0].words


# ---- one hazard


def test_enter_and_a_double_click_open_the_hazard(stage):
    at = stage.find("混砂机")
    stage.view.select(stage.row(at).hazard_id)
    stage.view.setFocus()
    press(Qt.Key.Key_Return)
    assert stage.opened() == ("hazard", (str(stage.row(at).hazard_id),))

    stage.window.back()
    settle()
    QTest.mouseDClick(
        stage.view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        stage.point(3, "words"),
    )
    settle()
    assert stage.opened() == ("hazard", (str(stage.row(3).hazard_id),))


def test_coming_back_finds_filter_search_sort_row_and_scroll(stage):
    stage.screen.tools.tabs.choose("all")
    write(stage.screen.tools.search, "仓库")
    settle()
    click(stage.screen.captions.buttons["number"])
    click(stage.screen.captions.buttons["number"])
    stage.view.select(stage.screen.ids[20])
    settle()
    scrolled = stage.view.verticalScrollBar().value()
    view, row = stage.screen.view, stage.view.current_id
    assert scrolled > 0

    stage.view.setFocus()
    press(Qt.Key.Key_Return)
    stage.window.open("elsewhere")
    stage.open("overdue")
    assert stage.screen.view == View(filter="overdue")
    for _ in range(3):
        stage.window.back()
        settle()
    assert stage.window.current == "ledger"
    assert stage.screen.view == view
    assert stage.screen.tools.search.text() == "仓库"
    assert stage.view.current_id == row
    assert abs(stage.view.verticalScrollBar().value() - scrolled) < look.px(44) * 12
    assert focused() is stage.view


def test_a_change_elsewhere_keeps_the_row_and_the_scroll(stage):
    stage.view.select(stage.screen.ids[30])
    settle()
    scrolled = stage.view.verticalScrollBar().value()
    row = stage.view.current_id
    first = stage.screen.ids[0]
    given = office(stage.workspace)
    stage.workspace.act(
        actions.write, given, first, "owner", "王小明",
        by="周建华", now=stage.workspace.now(),
    )  # fmt: skip
    settle()
    assert stage.row(0).owner == "王小明"
    assert stage.view.current_id == row
    assert stage.view.verticalScrollBar().value() == scrolled


def test_the_row_menu_begins_with_the_next_step_and_takes_it(stage, taken):
    at = stage.find("混砂机")
    stage.view.select(stage.row(at).hazard_id)
    stage.view.setFocus()
    entries = choose_from_menu(stage, "开始整改")
    press(Qt.Key.Key_F10, SHIFT)
    assert entries[0] == "开始整改"
    assert "改判" in entries
    assert "验收通过" not in entries
    assert taken == [(stage.row(at).hazard_id, "start")]


def test_a_step_is_taken_from_its_row_and_the_list_shows_it(stage):
    at = stage.find("混砂机")
    hazard_id = stage.row(at).hazard_id
    choose_from_menu(stage, "开始整改")

    def press_the_button(sheet: Any) -> None:
        (button,) = (b for b in sheet.findChildren(Button) if b.text() == "开始整改")
        click(button)

    QTimer.singleShot(50, lambda: while_open(stage, press_the_button))
    stage.click(at, "menu")
    settle()
    assert stage.row(stage.screen.ids.index(hazard_id)).state is HazardState.RECTIFYING
    assert stage.view.current_id == hazard_id


def test_a_step_that_lacks_something_carries_a_lock_and_says_what(stage):
    row = stage.row(stage.find("配电柜"))
    given = office(stage.workspace)
    steps = stage.workspace.read(hazard_query.steps_of, given, row.hazard_id)
    menu = RowMenu(steps, notice=True, blank=False, read_only=False, parent=stage.screen)
    first = menu.actions()[0]
    lacking = [problem.text for problem in steps[0].missing]
    assert first.text() == f"申请验收　还差 {len(lacking)} 项"
    assert first.toolTip().splitlines()[:-1] == lacking
    assert not first.icon().isNull()
    assert first.isEnabled()


def test_the_menu_button_of_a_row_and_a_right_click_open_the_same_menu(stage, taken):
    at = stage.find("混砂机")
    first = choose_from_menu(stage, "开始整改")
    stage.click(at, "menu")
    second = choose_from_menu(stage, "打开")
    point = stage.point(at, "words")
    QTest.mouseClick(
        stage.view.viewport(), Qt.MouseButton.RightButton,
        Qt.KeyboardModifier.NoModifier, point,
    )  # fmt: skip
    stage.view.menu_wanted.emit(
        stage.row(at).hazard_id, stage.view.viewport().mapToGlobal(QPoint(40, 40))
    )
    settle()
    assert first == second
    assert taken == [(stage.screen.ids[at], "start")]
    assert stage.opened() == ("hazard", (str(stage.screen.ids[at]),))


def test_a_draft_with_nothing_in_it_can_be_taken_away(stage):
    at = next(n for n, row in enumerate(stage.rows()) if row.state is HazardState.DRAFT)
    assert "（还没有写描述）" in stage.view.rows.data(stage.view.rows.index(at))
    choose_from_menu(stage, "移除空白草稿")
    stage.click(at, "menu")
    settle()
    assert stage.counts()["all"] == COUNT - 1
    assert all(row.state is not HazardState.DRAFT for row in stage.rows())


def test_a_hazard_with_words_in_it_is_not_offered_to_be_taken_away(stage, taken):
    entries = choose_from_menu(stage, "开始整改")
    stage.click(stage.find("混砂机"), "menu")
    assert "移除空白草稿" not in entries


def test_ctrl_n_registers_and_the_new_hazard_is_current(stage, monkeypatch):
    made: list[int] = []

    def register(dialog: hazard_register.RegisterDialog) -> int:
        given, now = office(stage.workspace), stage.workspace.now()
        known = {"description": "新发现的一处", "location": "食堂", "source": "self"}
        known |= {"found_by": "周建华"}
        made.append(stage.workspace.act(actions.begin, given, by="周建华", now=now, **known))
        return made[0]

    monkeypatch.setattr(hazard_register.RegisterDialog, "exec", register)
    stage.open("overdue")
    QTest.keyClick(stage.window, Qt.Key.Key_N, CTRL)
    settle()
    assert stage.view.current_id == made[0]
    assert stage.screen.view.filter == "open"


def test_home_leads_to_registering_over_the_list_as_it_was(stage, monkeypatch):
    asked: list[str] = []

    def register(dialog: hazard_register.RegisterDialog) -> int:
        asked.append(stage.window.current)
        return 0

    monkeypatch.setattr(hazard_register.RegisterDialog, "exec", register)
    stage.open("major")
    stage.window.open("elsewhere")
    stage.open("new")
    assert asked == ["ledger"]
    assert stage.screen.view.filter == "major"
    assert focused() is stage.view


def test_the_older_ledger_is_brought_in_from_here(stage):
    click(stage.screen.import_button)
    assert stage.window.current == "ledger_import"


# ---- at the edges


def test_an_empty_ledger_offers_to_register_and_to_bring_in(qtbot, tmp_path):
    with a_stage(qtbot, tmp_path, empty=True) as stage:
        assert stage.screen.empty.sentence.text() == "还没有登记隐患"
        assert list(stage.screen.empty.links) == ["register", "import"]
        assert focused() is stage.screen.empty.links["register"]
        click(stage.screen.empty.links["import"])
        assert stage.window.current == "ledger_import"


def test_a_copy_to_look_at_offers_no_changes(qtbot, tmp_path):
    with a_stage(qtbot, tmp_path, read_only=True) as stage:
        assert not stage.screen.register_button.isEnabled()
        stage.click(0, "check")
        assert stage.screen.bar.assign_button.isHidden()
        entries = choose_from_menu(stage, "打开")
        stage.click(0, "menu")
        assert entries == ["打开\tEnter", "打印整改通知单"]


def test_thousands_of_rows_are_asked_for_in_pages(qtbot, tmp_path, monkeypatch):
    asked: list[int] = []
    ask = queries.rows

    def counted(session: Any, given: Any, wanted: Any) -> Any:
        asked.append(len(wanted))
        return ask(session, given, wanted)

    monkeypatch.setattr(queries, "rows", counted)
    with a_stage(qtbot, tmp_path, many=5000) as stage:
        assert len(stage.screen.ids) == 5000
        assert sum(asked) <= 2 * PAGE
        bar = stage.view.verticalScrollBar()
        bar.setValue(bar.maximum())
        settle()
        assert max(asked) == PAGE
        assert sum(asked) <= 4 * PAGE
        stage.view.setFocus()
        press(Qt.Key.Key_End)
        assert stage.view.current_id == stage.screen.ids[-1]
        assert sum(asked) <= 4 * PAGE


def test_only_so_many_can_be_changed_in_one_go(qtbot, tmp_path):
    with a_stage(qtbot, tmp_path, many=600) as stage:
        stage.view.setFocus()
        press(Qt.Key.Key_A, CTRL)

        def look_at(sheet: Any) -> None:
            assert not sheet.do_button.isEnabled()
            assert sheet.problem.text() == "一次最多指派 500 项，用筛选或搜索分几次选"
            click(sheet.cancel_button)

        while_open(stage, look_at)
        click(stage.screen.bar.assign_button)
