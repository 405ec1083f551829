"""The list of duties: what it says, how it is filtered, and the ways into a duty."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from selfcheck.duties import actions
from selfcheck.duties.pages import DutyRow
from selfcheck.ui.duties.list_rows import CoveredLine, Entry, GroupHead, cut_texts
from tests.prepared import NOW
from tests.ui.duty_stage import Stage, a_stage, click, focused, press, settle
from tests.ui.stage import write


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    with a_stage(qtbot, tmp_path) as made:
        made.open("duties")
        yield made


def entries(stage: Stage) -> list[Entry]:
    rows = stage.duties.view.rows
    return [rows.entry(rows.index(at, 0)) for at in range(rows.rowCount())]


def shown_keys(stage: Stage) -> list[str]:
    return [entry.key for entry in entries(stage) if isinstance(entry, DutyRow)]


def heads(stage: Stage) -> list[str]:
    return [entry.title for entry in entries(stage) if isinstance(entry, GroupHead)]


def test_thirteen_duties_stand_in_three_groups_and_the_statutory_ones_below(stage):
    assert shown_keys(stage)[:13] == [f"d{number:02d}" for number in range(1, 14)]
    assert shown_keys(stage)[13:] == ["s02", "s03", "s04", "s07"]
    assert heads(stage)[-1] == "法定常设职责"
    assert len(heads(stage)) == 4
    covered = [entry for entry in entries(stage) if isinstance(entry, CoveredLine)]
    assert covered[0].carried == "由第二项、第十二项落实"


def test_the_line_below_the_title_counts_and_names_the_days_left(stage):
    words = stage.duties.header.subline.text()

    begin = "距 11 月报送还有 3 天 · 2026年11月 · 已完成 0 项，共 13 项 · 还缺证据 "
    assert words.startswith(begin)


def test_a_screen_reader_hears_the_whole_row(stage):
    rows = stage.duties.view.rows
    told = rows.data(rows.index(rows.row_of("d06"), 0), Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("第6项，排查整治有限空间与特种设备，未开始，")
    told = rows.data(rows.index(rows.row_of("s02"), 0), Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("法定职责二，")


def test_a_change_elsewhere_is_seen_without_losing_the_place(stage):
    stage.duties.view.select("d04")
    key = stage.page("d04").lines[0].key
    stage.act(actions.answer, stage.walk, key, "conforms", now=NOW)
    settle()

    row = next(e for e in entries(stage) if isinstance(e, DutyRow) and e.key == "d04")
    assert row.status_words.startswith("进行中 1/")
    assert stage.duties.view.selected_key == "d04"


def test_the_filter_counts_and_keeps_the_heads_of_what_is_left(stage):
    stage.answer_all("d02")
    stage.act(actions.say_done, stage.walk, "d02", by="吴晓梅", now=NOW)
    settle()
    words = [part.text() for part in stage.duties.filter.parts]
    assert words == ["全部 17", "待办 16", "已完成 1"]

    click(stage.duties.filter.parts[2])
    assert shown_keys(stage) == ["d02"]
    assert heads(stage) == ["一、责任落实"]
    click(stage.duties.filter.parts[1])
    assert "d02" not in shown_keys(stage)


def test_search_looks_into_items_and_owners_and_escape_clears_it(stage):
    stage.act(actions.assign, stage.walk, "d09", "何永胜")
    settle()
    QTest.keyClick(stage.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused() is stage.duties.search
    write(stage.duties.search, "何永胜")
    assert shown_keys(stage) == ["d09"]

    press(Qt.Key.Key_Escape)
    assert len(shown_keys(stage)) == 17
    write(stage.duties.search, "气体检测报警仪")
    assert shown_keys(stage) == ["d06"]


def test_nothing_found_says_so_and_offers_to_clear(stage):
    write(stage.duties.search, "核电站")
    assert stage.duties.view.isHidden()
    assert stage.duties.empty.sentence.text() == "没有符合“核电站”的职责"

    click(stage.duties.empty.link)
    assert len(shown_keys(stage)) == 17
    assert stage.duties.search.text() == ""


def test_nothing_done_yet_says_so(stage):
    click(stage.duties.filter.parts[2])
    assert stage.duties.empty.sentence.text() == "还没有完成的职责"
    click(stage.duties.empty.link)
    assert len(shown_keys(stage)) == 17


def test_arrows_cross_the_groups_and_enter_opens(stage):
    stage.duties.view.setFocus()
    stage.duties.view.select("d02")
    press(Qt.Key.Key_Down)
    assert stage.duties.view.selected_key == "d03"
    press(Qt.Key.Key_End)
    assert stage.duties.view.selected_key == "s07"
    press(Qt.Key.Key_Home)
    assert stage.duties.view.selected_key == "d01"

    press(Qt.Key.Key_Return)
    assert stage.window.current == "duty"
    assert stage.duty.place() == ("d01",) or stage.duty.place()[0] == "d01"


def test_one_and_then_three_is_the_thirteenth(stage):
    view = stage.duties.view
    view.setFocus()
    press(Qt.Key.Key_1)
    assert view.selected_key == "d01"
    press(Qt.Key.Key_3)
    assert view.selected_key == "d13"


def test_after_a_while_a_digit_begins_anew(stage, qtbot):
    view = stage.duties.view
    view.setFocus()
    press(Qt.Key.Key_1)
    qtbot.wait(700)
    press(Qt.Key.Key_3)
    assert view.selected_key == "d03"


def test_the_whole_row_is_the_button_and_the_row_is_selected_on_return(stage):
    view = stage.duties.view
    index = view.rows.index(view.rows.row_of("d05"), 0)
    place = view.visualRect(index)
    place.setLeft(place.right() - 200)
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        place.center(),
    )
    settle()
    assert stage.window.current == "duty"

    QTest.keyClick(stage.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert stage.window.current == "duties"
    assert view.selected_key == "d05"
    assert view.hasFocus()


def test_the_badge_agrees_with_what_is_to_be_done(stage):
    assert "17 项待办" in stage.window.navigation.items["duties"].accessibleName()
    assert stage.duties.filter.parts[1].text() == "待办 17"


def test_the_checklist_is_printed_into_a_pdf_and_shown(stage, qtbot, monkeypatch):
    opened: list[str] = []

    def show(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    click(stage.duties.print_button)
    qtbot.waitUntil(lambda: bool(opened), timeout=10_000)

    place = Path(opened[0])
    assert place.name == "十三项职责清单 2026年11月.pdf"
    assert place.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(stage.duties.print_button.isEnabled)


def test_without_a_viewer_the_page_says_where_the_checklist_is(stage, qtbot, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    click(stage.duties.print_button)
    qtbot.waitUntil(lambda: bool(stage.duties.problem.text()), timeout=10_000)
    assert "没有能打开 PDF 的程序" in stage.duties.problem.text()
    qtbot.waitUntil(stage.duties.print_button.isEnabled)


def test_what_is_elided_is_whole_in_the_tooltip(stage):
    view = stage.duties.view
    row = next(e for e in entries(stage) if isinstance(e, DutyRow) and e.key == "d07")
    narrow = view.visualRect(view.rows.index(view.rows.row_of("d07"), 0)).toRectF()
    narrow.setWidth(620)
    assert row.title in cut_texts(row, narrow)
    narrow.setWidth(4000)
    assert cut_texts(row, narrow) == ""


def test_the_list_can_be_read_in_a_small_window(stage):
    stage.window.resize(1024, 600)
    settle()
    view = stage.duties.view
    assert view.horizontalScrollBar().maximum() == 0
    assert view.verticalScrollBar().maximum() > 0
