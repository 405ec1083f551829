"""首次启动: a new enterprise, an archive that is there, a damaged one, the sample."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from selfcheck import paths, places, sample, settings
from selfcheck.backup import DATABASE, Backup
from selfcheck.enterprise import queries
from selfcheck.errors import Cancelled
from selfcheck.progress import Progress
from selfcheck.store import Store, is_workspace
from selfcheck.submission import walks
from selfcheck.submission.founding import found_enterprise
from selfcheck.ui.welcome import screen as welcome_module
from selfcheck.ui.welcome.create import folder_for
from selfcheck.ui.welcome.sample import make_sample, sample_folder
from selfcheck.ui.welcome.screen import WelcomeScreen
from selfcheck.ui.workspace import Workspace
from tests.builders import NOW, a_code
from tests.ui.stage import RecordingNavigator, primary_buttons, write

NAME = "江城精密机械有限公司"


@pytest.fixture(autouse=True)
def _own_places(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SELFCHECK_CONFIG", str(tmp_path / "设置"))
    monkeypatch.setenv("SELFCHECK_DATA", str(tmp_path / "数据"))


@pytest.fixture
def navigator() -> Iterator[RecordingNavigator]:
    made = RecordingNavigator()
    yield made
    made.shut_down()


@pytest.fixture
def screen(qtbot, navigator) -> WelcomeScreen:
    return shown(qtbot, navigator)


def shown(qtbot, navigator, workspace: Workspace | None = None) -> WelcomeScreen:
    made = WelcomeScreen(workspace, navigator)
    qtbot.addWidget(made)
    made.resize(1186, 740)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def found(folder: Path) -> Path:
    found_enterprise(
        folder, name=NAME, credit_code=a_code(), profile={}, actor="周建华", now=NOW
    )
    return folder


def damage(folder: Path) -> Backup:
    """Take a backup, then write over the database."""
    store = Store.open(folder)
    taken = store.take_backup(NOW)
    store.close()
    (folder / DATABASE).write_bytes(b"not a database" * 400)
    return taken


# ---- a new enterprise


def test_a_newcomer_founds_an_archive_by_keyboard_and_lands_in_it(screen, navigator, tmp_path):
    assert screen.first_focus() is screen.begin
    assert primary_buttons(screen) == ["新建"]
    click(screen.begin)
    assert screen.naming.name.hasFocus()
    write(screen.naming.name, NAME)
    QTest.keyClick(screen.naming.name, Qt.Key.Key_Return)
    assert screen.naming.code.line.hasFocus()
    write(screen.naming.code.line, a_code().lower())
    QTest.keyClick(screen.naming.code.line, Qt.Key.Key_Return)

    assert screen.profile.isVisible()
    row = screen.profile.card.rows["confined_space"]
    click(row.choice.parts[0])
    assert row.effect.text().startswith("打开了 ")
    click(screen.profile.begin)

    folder = tmp_path / "数据" / NAME
    assert navigator.workspaces == [folder]
    store = Store.open(folder)
    with store.transaction() as session:
        page = queries.page(session, walks.shipped_pack())
        assert queries.current_round(session) is not None
    store.close()
    assert (page.name, page.credit_code) == (NAME, a_code())
    assert {line.key: line.answer for line in page.profile}["confined_space"] is True


def test_what_is_missing_is_told_beside_each_field_and_nothing_is_founded(screen):
    click(screen.begin)
    click(screen.naming.next)

    assert screen.naming.named.problem.text() == "填写企业全称，与营业执照一致"
    assert screen.naming.coded.problem.text().startswith("填写统一社会信用代码")
    assert screen.naming.name.hasFocus()
    assert not paths.data_folder().exists()


def test_a_told_problem_goes_away_when_the_field_is_mended(screen):
    click(screen.begin)
    click(screen.naming.next)

    write(screen.naming.name, NAME)
    screen.naming.next.setFocus()

    assert screen.naming.named.problem.text() == ""


def test_the_folder_follows_the_name_and_keeps_to_what_windows_allows(screen, tmp_path):
    click(screen.begin)
    write(screen.naming.name, '江城/机械:"一厂"? ')

    assert screen.naming.folder == tmp_path / "数据" / "江城机械一厂"
    assert screen.naming.place.text() == str(screen.naming.folder)
    assert folder_for(" . ", tmp_path) == tmp_path / "企业档案"


def test_an_unsuitable_place_is_told_at_once_and_stops_the_way(screen, tmp_path):
    click(screen.begin)
    write(screen.naming.name, NAME)
    write(screen.naming.code.line, a_code())

    screen.naming.place_at(tmp_path / "OneDrive" / "档案")
    assert "同步文件夹" in screen.naming.place_problem.text()
    click(screen.naming.next)
    assert screen.naming.isVisible()

    click(screen.naming.default)
    assert screen.naming.place_problem.text() == ""


def test_a_place_on_the_network_is_told_with_the_remedy(screen, monkeypatch, tmp_path):
    monkeypatch.setattr(places, "drive_kind", lambda _: places.DriveKind.NETWORK)

    screen.naming.place_at(tmp_path / "共享")

    assert "换成本机硬盘" in screen.naming.place_problem.text()


def test_a_full_folder_gets_the_archive_inside_it_and_a_taken_one_is_refused(screen, tmp_path):
    click(screen.begin)
    write(screen.naming.name, NAME)
    full = tmp_path / "资料"
    full.mkdir()
    (full / "通知.docx").write_bytes(b"x")

    screen.naming.place_at(full)
    assert screen.naming.folder == full / NAME

    found(full / NAME)
    screen.naming.place_at(full / NAME)
    assert "已经有一份档案" in screen.naming.place_problem.text()


def test_a_place_is_chosen_in_the_systems_own_dialog(screen, monkeypatch, tmp_path):
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "另一处")
    )

    click(screen.begin)
    click(screen.naming.choose)

    assert screen.naming.folder == tmp_path / "另一处"


def test_going_back_keeps_what_was_typed(screen):
    click(screen.begin)
    write(screen.naming.name, NAME)
    write(screen.naming.code.line, a_code())
    click(screen.naming.next)
    click(screen.profile.card.rows["gas"].choice.parts[1])
    click(screen.profile.cancel)

    assert (screen.naming.name.text(), screen.naming.code.line.text()) == (NAME, a_code())
    click(screen.naming.next)
    assert screen.profile.answers == {"gas": False}


def test_what_goes_wrong_while_founding_is_told_and_nothing_typed_is_lost(screen, tmp_path):
    click(screen.begin)
    write(screen.naming.name, NAME)
    write(screen.naming.code.line, a_code())
    click(screen.naming.next)
    found(screen.naming.folder)  # meanwhile, by somebody else

    click(screen.profile.begin)

    assert "已经有一份档案" in screen.profile.problem.text()
    assert screen.profile.isVisible()


# ---- an archive that is there


def test_recent_archives_are_listed_and_one_click_opens(qtbot, navigator, tmp_path):
    folder = found(tmp_path / "档案")
    settings.save(settings.Settings(recent=(str(folder), str(tmp_path / "没了"))))
    screen = shown(qtbot, navigator)

    rows = screen.recent.rows
    assert [row.line.title for row in rows] == ["档案", "没了"]
    assert (rows[1].isEnabled(), rows[1].line.day) == (False, "找不到文件夹")

    click(rows[0])
    assert navigator.workspaces == [folder]


def test_a_folder_without_an_archive_is_told(screen, navigator, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))

    click(screen.open)

    assert "没有档案" in screen.problem.text()
    assert navigator.workspaces == []


def test_an_archive_in_use_is_left_to_the_program_which_offers_to_look(
    screen, navigator, tmp_path
):
    folder = found(tmp_path / "档案")
    held = Store.open(folder)

    screen.open_folder(folder)

    assert navigator.workspaces == [folder]
    held.close()


def test_the_archive_that_is_open_is_simply_shown(qtbot, navigator, tmp_path):
    workspace = Workspace(Store.open(found(tmp_path / "档案")), walks.shipped_pack(), "周建华")
    screen = shown(qtbot, navigator, workspace)

    screen.open_folder(tmp_path / "档案")

    assert (navigator.opened, navigator.workspaces) == ([("home",)], [])
    workspace.close()


# ---- a damaged archive


def test_a_damaged_archive_goes_back_to_a_backup_though_it_does_not_open(
    screen, navigator, tmp_path
):
    folder = found(tmp_path / "档案")
    taken = damage(folder)

    screen.open_folder(folder)
    assert screen.restoring.isVisible()
    assert "备份" in screen.restoring.reason.text()
    button = screen.restoring.buttons[0]
    assert "2026年11月24日 星期二 10:32:05" in button.accessibleName()
    click(button)

    assert navigator.workspaces == [folder]
    Store.open(folder).close()
    assert list(folder.glob("selfcheck-恢复前-*.db"))
    assert taken.path.exists()


def test_a_damaged_backup_is_refused_with_the_remedy(screen, navigator, tmp_path):
    folder = found(tmp_path / "档案")
    damage(folder).path.write_bytes(b"also damaged" * 400)

    screen.open_folder(folder)
    click(screen.restoring.buttons[0])

    assert "换一份较早的备份" in screen.restoring.problem.text()
    assert navigator.workspaces == []


def test_without_backups_a_file_can_be_chosen(screen, navigator, tmp_path, monkeypatch):
    folder = found(tmp_path / "档案")
    taken = damage(folder)
    elsewhere = shutil.move(taken.path, tmp_path / "另存.db")
    screen.open_folder(folder)
    assert screen.restoring.buttons == []

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(elsewhere), ""))
    click(screen.restoring.other)

    assert navigator.workspaces == [folder]


def test_from_a_damaged_archive_one_comes_back_to_the_start(screen, tmp_path):
    folder = found(tmp_path / "档案")
    damage(folder)
    screen.open_folder(folder)

    click(screen.restoring.back)

    assert screen.start.isVisible()
    assert not screen.restoring.isVisible()


# ---- the sample


def quick_sample(folder: Path, now: object, progress: Progress) -> Path:
    """What making the sample comes to, without its hundred papers."""
    progress.step(0, 1, "正在建示例企业")
    return found(folder)


def test_the_sample_is_made_off_the_screen_and_opened(qtbot, screen, navigator, monkeypatch):
    monkeypatch.setattr(welcome_module, "make_sample", quick_sample)

    click(screen.look)
    assert screen.working.isVisible()
    assert not screen.begin.isEnabled()
    qtbot.waitUntil(screen.begin.isEnabled, timeout=10_000)

    assert navigator.workspaces == [sample_folder()]
    assert not screen.working.isVisible()


def test_a_sample_that_is_there_is_opened_as_it_is(screen, navigator):
    found(sample_folder())

    click(screen.look)

    assert navigator.workspaces == [sample_folder()]
    assert navigator.jobs.running == ()


def test_a_sample_that_cannot_be_made_says_why(qtbot, screen, navigator, monkeypatch):
    monkeypatch.setattr(places, "drive_kind", lambda _: places.DriveKind.NETWORK)

    click(screen.look)
    qtbot.waitUntil(screen.begin.isEnabled, timeout=10_000)

    assert "网络盘" in screen.problem.text()
    assert navigator.workspaces == []


def test_the_sample_is_put_in_place_whole_and_half_a_one_never(tmp_path, monkeypatch):
    monkeypatch.setattr(sample, "fill", lambda *_, **__: None)
    folder = tmp_path / "示例企业"
    (tmp_path / "示例企业.partial").mkdir()  # left by a program that was killed

    assert is_workspace(make_sample(folder, NOW, Progress()))

    shutil.rmtree(folder)
    stopped = Progress()
    stopped.stop.set()

    def stop(store, *, progress, **_):
        progress.check()

    monkeypatch.setattr(sample, "fill", stop)
    with pytest.raises(Cancelled):
        make_sample(folder, NOW, stopped)
    assert list(tmp_path.glob("示例企业*")) == []


# ---- the page


def test_a_package_can_be_verified_without_any_archive(screen, navigator):
    click(screen.verify)

    assert navigator.opened == [("verify",)]


def test_the_page_fits_a_narrow_window(screen):
    screen.resize(968, 560)
    QApplication.processEvents()

    assert screen.horizontalScrollBar().maximum() == 0
    assert screen.look.geometry().right() < screen.width()
