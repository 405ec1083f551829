"""The window finds its way forth and back, keeps what is being typed, and says whose archive it shows."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from selfcheck.enterprise import actions as enterprise
from selfcheck.errors import NotReady, StoreError
from selfcheck.progress import Progress
from selfcheck.store import Store
from selfcheck.ui import look
from selfcheck.ui.jobs import Job, Jobs
from selfcheck.ui.screens import SCREENS
from selfcheck.ui.status_bar import StatusBar, moment_in_words
from selfcheck.ui.thumbnails import Thumbnails
from selfcheck.ui.window import PROGRAM, MainWindow
from selfcheck.ui.workspace import Workspace
from tests import builders
from tests.ui.stage import PlainScreen, plain_screens, write


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    jobs = Jobs()
    made = MainWindow(lambda: jobs, Thumbnails, plain_screens("home", "duties", "settings"))
    made.resize(1366, 768)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.painted), qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    jobs.shut_down()
    made.show_workspace(None)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    kept = builders.a_workspace(tmp_path / "档案 & 1")
    yield Workspace(kept.store, builders.a_pack(), "周建华", clock=lambda: builders.NOW)
    kept.store.close()


def shown(window: MainWindow) -> PlainScreen:
    screen = window.screen_for(window.current)
    assert isinstance(screen, PlainScreen)
    return screen


def in_navigation(window: MainWindow) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and window.navigation.isAncestorOf(focused)


# ---- places and the way back


def test_a_screen_is_made_when_it_is_first_shown_and_kept(window: MainWindow) -> None:
    window.open("home")
    first = shown(window)
    window.open("duties")
    window.open("home")
    assert shown(window) is first
    assert first.isVisible()


def test_back_returns_to_the_same_row(window: MainWindow) -> None:
    window.open("duties", "d06")
    window.open("home")
    window.open("duties", "d01")
    window.back()
    window.back()
    assert window.current == "duties"
    assert shown(window).shown[-1] == ("d06",)
    window.back()
    assert window.current == "duties"


@pytest.mark.parametrize(
    ("key", "place"),
    [(Qt.Key.Key_1, "home"), (Qt.Key.Key_2, "duties"), (Qt.Key.Key_Comma, "settings")],
)
def test_control_and_a_digit_go_to_a_place(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, place: str
) -> None:
    window.open("settings" if place != "settings" else "home")
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.current == place


def test_alt_left_goes_back(qtbot: QtBot, window: MainWindow) -> None:
    window.open("home")
    window.open("duties")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.current == "home"


def test_f6_goes_around_the_regions(qtbot: QtBot, window: MainWindow) -> None:
    window.open("home")
    assert shown(window).field.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert in_navigation(window)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert shown(window).field.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert in_navigation(window)


def test_a_click_in_the_navigation_opens_the_place(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(window.navigation.items["duties"], Qt.MouseButton.LeftButton)
    assert window.current == "duties"
    assert window.navigation.items["duties"].current
    assert not window.navigation.items["home"].current


def test_a_narrow_window_shows_icons_with_tooltips(qtbot: QtBot, window: MainWindow) -> None:
    item = window.navigation.items["duties"]
    window.set_badge("duties", 7)
    assert (window.navigation.width(), item.toolTip()) == (180, "")
    window.resize(1093, 614)
    assert window.navigation.width() == 56
    assert item.toolTip() == "画面duties，7 项待办"
    assert item.accessibleName() == "画面duties，7 项待办"


def test_the_window_never_asks_for_more_room_than_a_small_screen_has(
    window: MainWindow,
) -> None:
    look.apply("light", "larger")
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().height() <= 600


# ---- keeping


def test_a_jump_by_the_keyboard_keeps_what_is_being_typed(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.open("home")
    screen = shown(window)
    write(screen.field, "刚打的字")
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert screen.kept == ["刚打的字"]


def test_closing_keeps_what_is_being_typed(window: MainWindow) -> None:
    window.open("home")
    screen = shown(window)
    write(screen.field, "刚打的字")
    window.close()
    assert screen.kept == ["刚打的字"]


def test_control_s_keeps_the_field_at_hand_and_harms_nothing(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    window.show_workspace(workspace)
    window.open("home")
    screen = shown(window)
    write(screen.field, "字")
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert screen.kept == ["字"]


# ---- the archive


def test_after_an_action_the_visible_screen_is_asked_again_and_a_hidden_one_when_shown(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    window.show_workspace(workspace)
    window.open("duties")
    hidden = shown(window)
    window.open("home")
    visible = shown(window)
    before = (visible.reloads, hidden.reloads)
    workspace.act(enterprise.describe, "phone", "0714-6350001")
    qtbot.waitUntil(lambda: visible.reloads == before[0] + 1)
    assert hidden.reloads == before[1]
    window.open("duties")
    assert hidden.reloads == before[1] + 1


def test_title_and_status_bar_name_enterprise_period_and_when_it_was_kept(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    window.show_workspace(workspace)
    assert window.windowTitle() == f"{builders.ENTERPRISE} · 2026年11月 — {PROGRAM}"
    assert window.status_bar.name.text() == builders.ENTERPRISE
    assert window.status_bar.right.text().endswith(" · 2026年11月 · 草稿")
    assert window.status_bar.left.text() == "本机档案 · 还没有备份"
    workspace.store.take_backup(builders.NOW - timedelta(days=1))
    workspace.act(enterprise.describe, "phone", "0714-6350001")
    qtbot.waitUntil(
        lambda: (
            window.status_bar.left.text() == "已保存 10:32:05 · 本机档案 · 上次备份 昨天 10:32"
        )
    )


def test_a_long_name_is_cut_and_pushes_nothing_out(window: MainWindow) -> None:
    window.resize(1093, 614)
    bar = window.status_bar
    name = "黄石市示例工业园区精密机械制造与金属表面处理联合体（集团）有限责任公司" * 2
    bar.show_enterprise(name, "91420200MA0000090D", "2026年11月", "草稿")
    QApplication.processEvents()
    assert bar.name.cut
    assert bar.right.width() >= bar.right.sizeHint().width()
    assert bar.right.geometry().right() <= bar.width()


def test_a_place_is_a_button_that_says_whether_it_is_the_current_one(
    window: MainWindow,
) -> None:
    window.open("duties")
    home, duties = (window.navigation.items[key] for key in ("home", "duties"))
    for item, told in ((home, ""), (duties, "当前页面")):
        read = QAccessible.queryAccessibleInterface(item)
        assert read.role() == QAccessible.Role.Button
        assert read.text(QAccessible.Text.Description) == told


def a_full_disk(session: Session) -> None:
    """An action during which the disk fills up."""
    raise StoreError("磁盘空间不足，刚才的修改没有保存。腾出空间后再改一次。")


def test_a_change_that_was_not_kept_stands_in_red_until_one_is_kept(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    window.show_workspace(workspace)
    with pytest.raises(StoreError):
        workspace.act(a_full_disk)
    assert window.status_bar.left.text().startswith("未保存：磁盘空间不足")
    assert window.status_bar.details.isVisible()
    workspace.act(enterprise.describe, "phone", "0714-6350001")
    qtbot.waitUntil(lambda: window.status_bar.left.text().startswith("已保存"))
    assert not window.status_bar.details.isVisible()


def test_a_refused_action_changes_nothing_and_is_no_trouble(
    window: MainWindow, workspace: Workspace
) -> None:
    told: list[str] = []
    workspace.changed.connect(lambda: told.append("changed"))
    workspace.trouble.connect(told.append)
    with pytest.raises(NotReady) as refused:
        workspace.act(enterprise.describe, "name", "")
    assert [problem.code for problem in refused.value.problems] == ["EN01"]
    assert told == []
    assert workspace.saved_at is None


def test_every_action_is_in_the_log_under_the_name_of_who_acts(workspace: Workspace) -> None:
    workspace.act(enterprise.describe, "phone", "0714-6350001")
    from selfcheck import history

    last = workspace.read(history.lines)[-1]
    assert '"actor":"周建华"' in last
    assert '"action":"enterprise.describe"' in last
    assert '"at":"2026-11-24T10:32:05+08:00"' in last


def test_a_copy_to_look_at_cannot_be_changed(window: MainWindow, workspace: Workspace) -> None:
    copy = Store.open_copy(workspace.folder)
    looked_at = Workspace(copy, workspace.pack, "周建华", clock=lambda: builders.NOW)
    window.show_workspace(looked_at)
    assert window.status_bar.left.text().startswith("只读查看")
    with pytest.raises(StoreError, match="只读查看"):
        looked_at.act(enterprise.describe, "phone", "1")
    window.show_workspace(None)
    looked_at.close()


def test_another_archive_makes_every_screen_anew_and_forgets_the_way(
    window: MainWindow, workspace: Workspace
) -> None:
    window.open("home")
    old = shown(window)
    window.set_badge("duties", 3)
    window.show_workspace(workspace)
    window.open("home")
    assert shown(window) is not old
    assert shown(window).workspace is workspace
    window.back()
    assert shown(window).workspace is workspace
    assert window.navigation.items["duties"].accessibleName() == "画面duties"


def test_places_that_need_an_archive_do_not_open_without_one(qtbot: QtBot) -> None:
    made = MainWindow(Jobs, Thumbnails, SCREENS)
    qtbot.addWidget(made)
    made.navigation.items["duties"].click()
    assert made.current == ""
    with pytest.raises(LookupError):
        made.screen_for("duties")


# ---- work under way


def test_closing_while_a_job_runs_asks_first(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(progress: Progress) -> None:
        progress.stop.wait(30)

    job = Job(work)
    window.jobs.run(job)
    asked: list[str] = []

    def stay(box: QMessageBox) -> int:
        asked.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", stay)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.defaultButton())
    window.close()
    assert window.isVisible()
    assert "关闭会停止" in asked[0]
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda _: None)
    window.close()
    assert not window.isVisible()
    with qtbot.waitSignal(job.ended):
        job.cancel()


# ---- words of the status bar


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (builders.NOW.replace(hour=9, minute=0), "今天 09:00"),
        (builders.NOW - timedelta(days=1), "昨天 10:32"),
        (builders.NOW - timedelta(days=4), "11-20 10:32"),
        (builders.NOW - timedelta(days=400), "2025-10-20 10:32"),
    ],
)
def test_a_backup_is_told_in_words(moment: datetime, words: str) -> None:
    assert moment_in_words(moment, builders.NOW) == words


def test_the_status_bar_follows_the_text_size(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    assert bar.minimumHeight() == 28
    look.apply("light", "larger")
    assert bar.minimumHeight() == 36
