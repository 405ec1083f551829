"""设置: every choice takes effect at once and is kept."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from selfcheck import backup, history, settings
from selfcheck.enterprise import actions as enterprise
from selfcheck.errors import StoreError
from selfcheck.store import Store
from selfcheck.submission import walks
from selfcheck.submission.founding import found_enterprise
from selfcheck.ui import archive, look
from selfcheck.ui.settings.cards import KEYS
from selfcheck.ui.settings.screen import SettingsScreen
from selfcheck.ui.workspace import Workspace
from selfcheck.version import VERSION
from tests.builders import NOW, a_code
from tests.ui.stage import RecordingNavigator, primary_buttons, write


@pytest.fixture(autouse=True)
def _own_settings(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SELFCHECK_CONFIG", str(tmp_path / "设置"))


@pytest.fixture
def navigator() -> Iterator[RecordingNavigator]:
    made = RecordingNavigator()
    yield made
    made.shut_down()


@pytest.fixture
def workspace(tmp_path) -> Iterator[Workspace]:
    found_enterprise(
        tmp_path / "档案", name="江城精密机械有限公司", credit_code=a_code(), profile={},
        actor="周建华", now=NOW,
    )  # fmt: skip
    made = Workspace(
        Store.open(tmp_path / "档案"), walks.shipped_pack(), "周建华", clock=lambda: NOW
    )
    yield made
    made.close()


def shown(qtbot, workspace, navigator) -> SettingsScreen:
    screen = SettingsScreen(workspace, navigator)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    return screen


def test_dark_and_larger_text_are_put_on_at_once_and_kept(qtbot, workspace, navigator):
    screen = shown(qtbot, workspace, navigator)

    QTest.mouseClick(screen.look.colours.parts[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(screen.look.text_size.parts[2], Qt.MouseButton.LeftButton)

    assert look.tokens().dark
    assert look.scale() == look.SCALES["larger"]
    kept = settings.load()
    assert (kept.look, kept.text_size) == ("dark", "larger")


def test_the_actor_is_kept_and_stands_in_the_next_line_of_the_log(qtbot, workspace, navigator):
    screen = shown(qtbot, workspace, navigator)
    assert screen.actor.name.text() == "周建华"
    screen.actor.name.setFocus()
    screen.actor.name.selectAll()
    write(screen.actor.name, "林晓燕")
    screen.look.colours.parts[0].setFocus()

    workspace.act(enterprise.describe, "phone", "0714-6200000")

    assert settings.load().actor == "林晓燕"
    assert '"actor":"林晓燕"' in workspace.read(history.lines)[-1]


def test_an_empty_actor_is_told_and_the_last_one_stays(qtbot, workspace, navigator):
    screen = shown(qtbot, workspace, navigator)
    screen.actor.name.setFocus()
    screen.actor.name.selectAll()
    QTest.keyClick(screen.actor.name, Qt.Key.Key_Delete)
    screen.look.colours.parts[0].setFocus()

    assert screen.actor.field.problem.text() == "填写姓名，变更记录要写明是谁改的"
    assert workspace.actor == "周建华"


def test_it_says_what_the_name_does_not_promise(qtbot, workspace, navigator):
    screen = shown(qtbot, workspace, navigator)

    words = " ".join(
        label.text() for label in screen.actor.findChildren(type(screen.actor.title))
    )

    assert "口令才是把关" in words


def test_a_backup_is_taken_and_listed(qtbot, workspace, navigator):
    screen = shown(qtbot, workspace, navigator)
    assert primary_buttons(screen) == ["立即备份"]

    QTest.mouseClick(screen.archive.take, Qt.MouseButton.LeftButton)

    assert len(backup.existing(workspace.folder)) == 1
    assert "今天 10:32" in _listed(screen)


def _listed(screen: SettingsScreen) -> list[str]:
    kind = type(screen.archive.title)
    return [label.text() for label in screen.archive.findChildren(kind)]


def test_a_backup_that_fails_says_why(qtbot, workspace, navigator, monkeypatch):
    screen = shown(qtbot, workspace, navigator)

    def full(now):
        raise StoreError("备份没有写成。检查磁盘空间。")

    monkeypatch.setattr(workspace.store, "take_backup", full)
    for button in (screen.archive.take, screen.archive.check):
        screen.archive.problem.show_problem("")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert screen.archive.problem.text() == "备份没有写成。检查磁盘空间。"


def _checked(qtbot, screen: SettingsScreen) -> str:
    QTest.mouseClick(screen.archive.check, Qt.MouseButton.LeftButton)
    assert not screen.archive.check.isEnabled()
    qtbot.waitUntil(screen.archive.check.isEnabled, timeout=10_000)
    return " ".join(label.text() for label in screen.archive.said)


def test_the_check_reads_a_copy_while_work_goes_on(qtbot, workspace, navigator):
    screen = shown(qtbot, workspace, navigator)

    words = _checked(qtbot, screen)

    assert "数据库：完好。" in words
    assert "首尾相连" in words
    workspace.act(enterprise.describe, "phone", "0714-6200000")
    with pytest.raises(StoreError):
        Store.open(workspace.folder)  # the lock is still held


def test_the_check_names_what_was_changed_behind_the_programs_back(
    qtbot, workspace, navigator, tmp_path
):
    folder = workspace.folder
    workspace.close()
    with closing(sqlite3.connect(folder / "selfcheck.db")) as database, database:
        database.execute("UPDATE enterprise SET name = '别家公司'")
    again = Workspace(Store.open(folder), walks.shipped_pack(), "周建华", clock=lambda: NOW)
    screen = shown(qtbot, again, navigator)

    assert "有人绕过本程序改过数据" in _checked(qtbot, screen)
    again.close()


def test_a_workspace_to_look_at_only_is_checked_but_not_copied(qtbot, workspace, navigator):
    looked = Workspace(
        Store.open_copy(workspace.folder), walks.shipped_pack(), "周建华", clock=lambda: NOW
    )
    screen = shown(qtbot, looked, navigator)

    assert not screen.archive.take.isVisibleTo(screen)
    assert "数据库：完好。" in _checked(qtbot, screen)
    assert backup.existing(workspace.folder) == ()
    looked.close()


def test_another_archive_is_chosen_at_the_start_page(qtbot, workspace, navigator):
    screen = shown(qtbot, workspace, navigator)

    QTest.mouseClick(screen.archive.other, Qt.MouseButton.LeftButton)

    assert navigator.opened == [("welcome",)]


def test_a_folder_that_cannot_be_shown_is_named(qtbot, workspace, navigator, monkeypatch):
    screen = shown(qtbot, workspace, navigator)
    monkeypatch.setattr(archive, "open_folder", lambda _: False)

    QTest.mouseClick(screen.archive.show_folder, Qt.MouseButton.LeftButton)

    assert str(workspace.folder) in screen.archive.problem.text()


def test_re01_re02_what_is_wrong_on_this_pc_is_told_on_top(qtbot, workspace, navigator):
    screen = shown(qtbot, workspace, navigator)
    assert not screen.machine.isVisible()

    workspace.now = lambda: NOW - timedelta(days=2)
    workspace.pack = workspace.pack.model_copy(update={"fingerprint": "0" * 64})
    screen.reload()

    assert screen.machine.isVisible()
    told = [label.text() for label in screen.machine.told]
    assert [text[:5] for text in told] == ["本期按规则", "本机时钟早"]


def test_without_an_archive_the_rest_still_works(qtbot, navigator):
    screen = shown(qtbot, None, navigator)

    assert not screen.archive.isVisibleTo(screen)
    QTest.mouseClick(screen.look.colours.parts[1], Qt.MouseButton.LeftButton)
    assert settings.load().look == "dark"


def test_versions_and_keys_are_told(qtbot, workspace, navigator):
    screen = shown(qtbot, workspace, navigator)

    versions = [label.text() for label in screen.versions.findChildren(type(screen.keys.title))]
    keys = [label.text() for label in screen.keys.findChildren(type(screen.keys.title))]

    assert VERSION in versions
    assert workspace.pack.fingerprint[:16] in versions
    assert any("Apache-2.0" in text for text in versions)
    assert {pressed for pressed, _ in KEYS} <= set(keys)


def test_nothing_scrolls_sideways_in_a_narrow_window_with_the_largest_text(
    qtbot, workspace, navigator
):
    screen = shown(qtbot, workspace, navigator)
    look.apply("light", "larger")
    screen.resize(1037, 560)
    qtbot.wait(20)

    assert screen.horizontalScrollBar().maximum() == 0
