"""首页, driven as a person does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from selfcheck import backup
from selfcheck.duties import actions as duties
from selfcheck.duties.rules import DutyStatus
from selfcheck.errors import StoreError
from selfcheck.store import Store
from selfcheck.submission import walks
from selfcheck.submission.founding import found_enterprise
from selfcheck.submission.overview import home_page
from selfcheck.ui import archive
from selfcheck.ui.home.rows import Line
from selfcheck.ui.home.screen import HomeScreen
from selfcheck.ui.workspace import Workspace
from tests.builders import TODAY, a_code
from tests.prepared import NOW, a_filled_workspace
from tests.ui.stage import RecordingNavigator, primary_buttons

CELLS = 13


@pytest.fixture
def navigator() -> Iterator[RecordingNavigator]:
    made = RecordingNavigator()
    yield made
    made.shut_down()


def opened(folder: Path) -> Workspace:
    return Workspace(Store.open(folder), walks.shipped_pack(), "林晓燕", clock=lambda: NOW)


@pytest.fixture
def half(tmp_path) -> Iterator[Workspace]:
    """The sample enterprise, half answered."""
    workspace = opened(a_filled_workspace(tmp_path, complete=False))
    yield workspace
    workspace.close()


@pytest.fixture
def empty(tmp_path) -> Iterator[Workspace]:
    """A new enterprise, nothing answered."""
    found_enterprise(
        tmp_path / "新", name="江城精密机械有限公司", credit_code=a_code(), profile={},
        actor="周建华", now=NOW,
    )  # fmt: skip
    workspace = opened(tmp_path / "新")
    yield workspace
    workspace.close()


def shown(qtbot, workspace, navigator, width=1366) -> HomeScreen:
    screen = HomeScreen(workspace, navigator)
    qtbot.addWidget(screen)
    screen.resize(width, 768)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def test_the_one_button_leads_to_the_next_step(qtbot, half, navigator):
    screen = shown(qtbot, half, navigator)
    assert primary_buttons(screen) == ["去补齐"]
    assert screen.first_focus() is screen.next.go

    QTest.mouseClick(screen.next.go, Qt.MouseButton.LeftButton)

    assert navigator.opened == [screen.next.step.target]
    assert navigator.opened[0][0] == "hazard"  # a major one that lacks a report


def test_another_thing_is_offered_and_stays_offered_after_a_reload(qtbot, half, navigator):
    screen = shown(qtbot, half, navigator)
    first = screen.next.step

    QTest.mouseClick(screen.next.other, Qt.MouseButton.LeftButton)
    second = screen.next.step
    screen.reload()

    assert second != first
    assert screen.next.step == second
    assert screen.next.text.text() == second.text


def test_passing_over_everything_begins_again_with_the_first(qtbot, half, navigator):
    screen = shown(qtbot, half, navigator)
    first = screen.next.step
    seen: list[str] = []

    while not seen or screen.next.step != first:
        seen.append(screen.next.step.key)
        QTest.mouseClick(screen.next.other, Qt.MouseButton.LeftButton)

    assert len(seen) == len(set(seen)) > 1


def test_a_new_day_brings_back_what_was_passed_over(qtbot, half, navigator):
    screen = shown(qtbot, half, navigator)
    first = screen.next.step
    QTest.mouseClick(screen.next.other, Qt.MouseButton.LeftButton)

    half.now = lambda: NOW.replace(day=25)
    screen.reload()

    assert screen.next.step.key == first.key


def test_the_thirteen_cells_lead_to_their_duties(qtbot, half, navigator):
    screen = shown(qtbot, half, navigator)
    cells = screen.duties.cells.cells
    assert len(cells) == CELLS
    assert cells[5].cell is not None
    assert cells[5].cell.status is DutyStatus.HAS_PROBLEM
    assert cells[5].accessibleName().startswith("第六项 有限空间与特种设备，有问题")

    QTest.mouseClick(cells[5], Qt.MouseButton.LeftButton)

    assert navigator.opened == [("duty", "d06")]


def test_arrows_go_from_cell_to_cell_and_enter_opens(qtbot, half, navigator):
    screen = shown(qtbot, half, navigator)
    screen.activateWindow()
    cells = screen.duties.cells.cells
    cells[0].setFocus()

    QTest.keyClick(cells[0], Qt.Key.Key_Right)
    assert cells[1].hasFocus()
    QTest.keyClick(cells[1], Qt.Key.Key_End)
    assert cells[12].hasFocus()
    QTest.keyClick(cells[12], Qt.Key.Key_Return)

    assert navigator.opened == [("duty", "d13")]


def test_the_legend_counts_what_there_is_in_words(qtbot, half, navigator):
    screen = shown(qtbot, half, navigator)

    words = screen.duties.legend.accessibleName()

    assert words.startswith("已完成 ")
    assert "有问题 1" in words
    assert sum(int(part.rsplit(" ", 1)[1]) for part in words.split("，")) == CELLS


def test_the_badge_counts_open_duties(qtbot, half, navigator):
    shown(qtbot, half, navigator)

    assert navigator.badges["duties"] > 0


def test_an_overdue_rectification_is_red_and_leads_to_its_item(qtbot, half, navigator):
    walk = half.read(walks.current, half.folder, TODAY)
    late = TODAY.replace(day=18)  # before any hazard's
    half.act(duties.write, walk, _finding(half), "deadline", late, now=NOW)
    screen = shown(qtbot, half, navigator)

    row = screen.repairs.rows[0]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)

    assert (row.line.day, row.line.late) == ("超期 6 天", True)
    assert navigator.opened == [row.line.target]
    assert any(step.text.startswith("处理超期的整改") for step in screen.next._steps)


def test_what_is_far_away_or_put_right_is_told_quietly(qtbot, half, navigator):
    walk = half.read(walks.current, half.folder, TODAY)
    half.act(duties.write, walk, _finding(half), "corrected_on", TODAY, now=NOW)

    screen = shown(qtbot, half, navigator)

    QTest.mouseClick(screen.repairs.more, Qt.MouseButton.LeftButton)
    assert [row.line.quiet for row in screen.repairs.rows] == [False] * 6 + [True]
    assert screen.repairs.note.text() == "6 条待整改"
    assert [row.line.quiet for row in screen.expiries.rows] == [False] + [True] * 4
    assert screen.expiries.note.text() == "60 天内 1 项"


def test_a_short_list_is_no_taller_than_its_rows(qtbot, half, navigator):
    screen = shown(qtbot, half, navigator)

    assert len(screen.stopped.rows) < len(screen.expiries.rows)
    assert screen.stopped.height() < screen.expiries.height()
    assert screen.repairs.y() == _column(screen).y() == screen.expiries.y()


def test_empty_lists_say_so_in_words(qtbot, empty, navigator):
    screen = shown(qtbot, empty, navigator)

    for card in (screen.repairs, screen.expiries):
        assert card.rows == []
        assert card.empty.isVisibleTo(screen)
        assert card.empty.sentence.text().endswith("。")
    assert screen.next.step.text == "填写企业概况"
    assert [row.line.title for row in screen.deeds.rows] == ["开始了自查", "新建了企业档案"]


def test_a_passed_reporting_day_is_red(qtbot, half, navigator):
    half.now = lambda: NOW.replace(day=29)

    screen = shown(qtbot, half, navigator)

    assert (screen.countdown.figure.text(), screen.countdown.unit.text()) == ("已过 2", "天")
    assert screen.countdown.accessibleName().startswith("11 月报送日期已过 2天")


def test_on_the_reporting_day_it_says_today(qtbot, half, navigator):
    half.now = lambda: NOW.replace(day=27)

    screen = shown(qtbot, half, navigator)

    assert screen.countdown.figure.text() == "今天"
    assert not screen.countdown.unit.isVisibleTo(screen)


def test_a_backup_is_taken_at_once(qtbot, empty, navigator):
    screen = shown(qtbot, empty, navigator)
    assert screen.archive.backup.text() == "还没有备份"

    with qtbot.waitSignal(empty.changed):
        QTest.mouseClick(screen.archive.take, Qt.MouseButton.LeftButton)
    screen.reload()

    assert len(backup.existing(empty.folder)) == 1
    assert screen.archive.backup.text() == "今天 10:32"


def test_a_backup_that_cannot_be_written_says_why(qtbot, empty, navigator, monkeypatch):
    screen = shown(qtbot, empty, navigator)

    def full(now):
        raise StoreError("备份没有写成。检查磁盘空间。")

    monkeypatch.setattr(empty.store, "take_backup", full)
    QTest.mouseClick(screen.archive.take, Qt.MouseButton.LeftButton)

    assert screen.archive.problem.text() == "备份没有写成。检查磁盘空间。"


def test_a_folder_that_cannot_be_shown_is_named(qtbot, empty, navigator, monkeypatch):
    screen = shown(qtbot, empty, navigator)
    monkeypatch.setattr(archive, "open_folder", lambda _: False)

    QTest.mouseClick(screen.archive.show_folder, Qt.MouseButton.LeftButton)

    assert str(empty.folder) in screen.archive.problem.text()


@pytest.mark.parametrize(("width", "columns"), [(1366, 3), (1093, 2)])
def test_three_columns_become_two_in_a_narrow_window(qtbot, half, navigator, width, columns):
    screen = shown(qtbot, half, navigator, width)

    lefts = {card.geometry().left() for card in (screen.repairs, _column(screen))}
    beside = screen.countdown.geometry().top() == screen.next.geometry().top()

    assert len(lefts) == 2
    assert beside is (columns == 3)
    assert screen.horizontalScrollBar().maximum() == 0


def test_more_than_five_rows_are_shown_on_request(qtbot, half, navigator):
    screen = shown(qtbot, half, navigator)
    screen.repairs.show_lines(
        [Line(f"第 {n} 条", "第六项", "明天", ("duties",)) for n in range(7)]
    )
    assert (len(screen.repairs.rows), screen.repairs.more.text()) == (5, "全部 7 项")

    QTest.mouseClick(screen.repairs.more, Qt.MouseButton.LeftButton)

    assert (len(screen.repairs.rows), screen.repairs.more.text()) == (7, "收起")


def _column(screen: HomeScreen) -> QWidget:
    """What is stopped and what was done last stand in one column."""
    column = screen.stopped.parentWidget()
    assert column is not None
    return column


def _finding(workspace: Workspace) -> str:
    """The item of the sample that was answered 不符合 and is not yet arranged."""
    walk = workspace.read(walks.current, workspace.folder, TODAY)
    lines = workspace.read(home_page, walk, now=NOW).rectifications
    return next(
        one.target[2] for one in lines if one.target[0] == "duty" and not one.corrected_on
    )


def test_tab_goes_card_by_card_as_they_are_read(qtbot, half, navigator):
    screen = shown(qtbot, half, navigator)
    screen.activateWindow()
    screen.next.go.setFocus()

    walked = [tab() for _ in range(7)]

    assert walked == [
        screen.next.other,
        screen.duties.open_list,
        screen.duties.cells.cells[0],
        screen.archive.take,
        screen.archive.show_folder,
        screen.repairs.more,
        screen.repairs.rows[0],
    ]


def tab() -> QWidget | None:
    """Press Tab; where the keyboard is then."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    return QApplication.focusWidget()
