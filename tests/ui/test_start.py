"""A start paints the shell before anything else, opens the last archive, and says what stands in the way."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from selfcheck import __main__ as program_main
from selfcheck import backup, crash_log, sample, settings
from selfcheck.enterprise import actions as enterprise
from selfcheck.enterprise import queries
from selfcheck.enterprise.records import Role
from selfcheck.errors import Cancelled, StoreError
from selfcheck.paths import bundled
from selfcheck.store import Store
from selfcheck.ui import errors
from selfcheck.ui.app import Program, wanted_folder, why_not
from selfcheck.ui.navigation import ScreenSpec
from selfcheck.ui.screens import SCREENS
from tests import builders
from tests.ui.stage import plain_screens

SOURCE = Path(program_main.__file__).parents[1]
HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "reportlab", "pyhanko", "alembic", "PIL")


def in_a_process(script: str, *, display: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    if display:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    environment |= {"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


# ---- before the first paint


def test_nothing_heavy_is_imported_before_the_shell_is_painted(tmp_path: Path) -> None:
    script = f"""
import os, sys, json
os.environ["SELFCHECK_CONFIG"] = {str(tmp_path)!r}
from selfcheck.__main__ import window_module
app = window_module()
def told(self):
    print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))
    app.QApplication.exit(0)
app.Program._on_painted = told
sys.exit(app.run(["selfcheck"]))
"""
    ended = in_a_process(script)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there is none normal")
def test_without_a_display_a_sentence_names_the_commands_instead() -> None:
    ended = in_a_process(
        "import sys; from selfcheck.__main__ import main; sys.exit(main())", display=False
    )
    assert ended.returncode == 1
    assert "verify" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


@pytest.mark.parametrize(
    ("platform", "environment", "python", "pyside", "word"),
    [
        ("linux", {}, (3, 12), (6, 12), "没有图形界面"),
        ("linux", {"DISPLAY": ""}, (3, 12), (6, 12), "没有图形界面"),
        ("linux", {"DISPLAY": ":0"}, (3, 12), (6, 12), ""),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, (3, 11), (6, 11), ""),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, (3, 13), (6, 12), ""),
        ("win32", {}, (3, 14), (6, 12), ""),
        ("win32", {}, (3, 11), (6, 12), "Python 3.12"),
        ("linux", {"DISPLAY": ":0"}, (3, 11), (6, 13), "Python 3.12"),
    ],
)
def test_why_no_window_can_be_opened(
    platform: str,
    environment: dict[str, str],
    python: tuple[int, int],
    pyside: tuple[int, int],
    word: str,
) -> None:
    said = why_not(platform, environment, python, pyside)
    assert word in said
    assert bool(said) == bool(word)


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--workspace", "D:\\自查"], True),
        (["--workspace=D:\\自查"], True),
        (["--version"], False),
        (["verify", "a.zip"], False),
        (["export", "--workspace", "x"], False),
        (["--help"], False),
    ],
)
def test_the_window_opens_only_when_no_command_is_given(
    arguments: list[str], window: bool
) -> None:
    assert program_main.wants_window(arguments) is window


@pytest.mark.parametrize(
    "argv", [["selfcheck", "--workspace", "档案 & 1"], ["selfcheck", "--workspace=档案 & 1"]]
)
def test_the_folder_named_on_the_command_line_is_opened(argv: list[str]) -> None:
    assert wanted_folder(argv) == Path("档案 & 1")


@pytest.mark.parametrize("spec", SCREENS, ids=lambda spec: spec.key)
def test_every_screen_has_an_icon_and_hangs_under_a_place(spec: ScreenSpec) -> None:
    assert bundled("resources", "icons", f"{spec.icon}.svg").is_file()
    places = {other.key for other in SCREENS if other.place != "hidden"}
    assert spec.place != "hidden" or spec.under in places | {""}


# ---- the archive


def an_archive(folder: Path) -> Path:
    """An enterprise with its first round, on the shipped questions."""
    store = sample.found(folder / "示例 企业 & 档案", now=builders.NOW)
    store.close()
    return store.folder


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config"
    monkeypatch.setenv("SELFCHECK_CONFIG", str(folder))
    return folder


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What message boxes said; each is answered with its first button."""
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[0])
    return said


def a_program(wanted: Path | None = None) -> Program:
    return Program(wanted, screens=plain_screens("home", "duties", "welcome"))


@pytest.fixture
def begun(qtbot: QtBot) -> Iterator[list[Program]]:
    programs: list[Program] = []
    yield programs
    for program in programs:
        program.window.close()


def start(qtbot: QtBot, begun: list[Program], wanted: Path | None = None) -> Program:
    program = a_program(wanted)
    begun.append(program)
    qtbot.addWidget(program.window)
    with qtbot.waitSignal(program.window.painted):
        program.window.show()
    qtbot.waitUntil(lambda: program.window.current != "")
    return program


def test_the_first_start_welcomes(qtbot: QtBot, config: Path, begun: list[Program]) -> None:
    program = start(qtbot, begun)
    assert program.window.current == "welcome"
    assert program.workspace is None


def test_the_last_archive_is_opened_again_and_backed_up_once_a_day(
    qtbot: QtBot, config: Path, begun: list[Program], tmp_path: Path
) -> None:
    folder = an_archive(tmp_path)
    program = start(qtbot, begun, folder)
    assert program.window.current == "home"
    assert settings.load().recent[0] == str(folder)
    copies = len(backup.existing(folder))
    assert copies >= 1
    program.window.close()
    again = start(qtbot, begun)
    assert again.workspace is not None
    assert again.workspace.folder == folder
    assert len(backup.existing(folder)) == copies


@pytest.mark.usefixtures("config")
@pytest.mark.parametrize("settled", ["", "吴晓梅"])
def test_changes_are_made_in_the_name_of_the_first_safety_manager_unless_somebody_is_named(
    qtbot: QtBot, begun: list[Program], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, settled: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("USERNAME", "登录名")
    settings.save(replace(settings.load(), actor=settled))
    program = start(qtbot, begun, an_archive(tmp_path))
    workspace = program.workspace
    assert workspace is not None
    assert workspace.actor == (settled or "林晓燕")
    for role, left in ((Role.SAFETY_MANAGER, "周建华"), (Role.PRINCIPAL, "登录名")):
        for person in workspace.read(queries.people):
            if person.role == role:
                workspace.act(enterprise.person_leaves, person.person_id)
        assert workspace.actor == (settled or left)
    workspace.act(enterprise.add_person, name="赵敏", role=Role.SAFETY_MANAGER)
    assert workspace.actor == (settled or "赵敏")


def test_a_folder_without_an_archive_is_said_and_the_welcome_shown(
    qtbot: QtBot, config: Path, begun: list[Program], boxes: list[str], tmp_path: Path
) -> None:
    program = start(qtbot, begun, tmp_path / "没有")
    assert program.window.current == "welcome"
    assert len(boxes) == 1
    assert "没有档案" in boxes[0]


def test_an_archive_held_by_another_program_can_be_looked_at(
    qtbot: QtBot, config: Path, begun: list[Program], boxes: list[str], tmp_path: Path
) -> None:
    folder = an_archive(tmp_path)
    with builders.reopened(folder):
        program = start(qtbot, begun, folder)
        assert program.workspace is not None
        assert program.workspace.read_only
        assert "使用" in boxes[0]
        program.window.close()


def test_a_backup_that_cannot_be_written_is_said_in_the_status_bar(
    qtbot: QtBot, config: Path, begun: list[Program], tmp_path: Path
) -> None:
    folder = an_archive(tmp_path)
    shutil.rmtree(folder / "backups")
    (folder / "backups").mkdir()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Store, "take_backup", a_full_stick)
        program = start(qtbot, begun, folder)
    assert program.window.status_bar.left.text() == "备份没有写成。检查磁盘空间。"


def a_full_stick(store: Store, now: datetime) -> None:
    """A backup for which there is no room."""
    raise StoreError("备份没有写成。检查磁盘空间。")


def test_closing_the_window_gives_the_archive_back(
    qtbot: QtBot, config: Path, begun: list[Program], tmp_path: Path
) -> None:
    folder = an_archive(tmp_path)
    start(qtbot, begun, folder).window.close()
    builders.reopened(folder).store.close()


def test_opening_the_archive_that_is_open_only_goes_home(
    qtbot: QtBot, config: Path, begun: list[Program], boxes: list[str], tmp_path: Path
) -> None:
    folder = an_archive(tmp_path)
    program = start(qtbot, begun, folder)
    workspace = program.workspace
    program.window.open("duties")
    program.window.open_workspace(folder)
    assert program.workspace is workspace
    assert program.window.current == "home"
    assert boxes == []


# ---- what nobody caught


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SELFCHECK_LOGS", str(tmp_path / "logs"))
    return tmp_path / "logs"


def caught(qtbot: QtBot, error: BaseException) -> list[tuple[str, str]]:
    """What the catcher says of an error."""
    said: list[tuple[str, str]] = []
    catcher = errors.Catcher(lambda *words: said.append(words), clock=lambda: builders.NOW)
    try:
        raise error
    except BaseException as raised:  # noqa: BLE001 - the hook is given whatever there is
        catcher.hook(type(raised), raised, raised.__traceback__)
    qtbot.wait(1)
    return said


def test_a_bug_is_logged_whole_and_told_without_a_traceback(
    qtbot: QtBot, logs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = caught(qtbot, ZeroDivisionError("除以零"))
    assert len(said) == 1
    title, text = said[0]
    assert title == "程序出了错"
    assert str(logs / crash_log.LOG) in text
    assert "Traceback" not in text
    log = (logs / crash_log.LOG).read_text("utf-8")
    assert log.startswith("2026-11-24T10:32:05+08:00 Traceback")
    assert "ZeroDivisionError: 除以零" in log
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_what_the_person_can_act_on_is_told_in_its_own_words_and_not_logged(
    qtbot: QtBot, logs: Path
) -> None:
    said = caught(qtbot, StoreError("磁盘空间不足，刚才的修改没有保存。"))
    assert said == [("没有完成", "磁盘空间不足，刚才的修改没有保存。")]
    assert not logs.exists()


def test_pressing_cancel_is_told_nowhere(qtbot: QtBot, logs: Path) -> None:
    assert caught(qtbot, Cancelled()) == []
    assert not logs.exists()


def test_a_bug_on_another_thread_is_told_too(
    qtbot: QtBot, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    catcher = errors.Catcher(lambda _, text: said.append(text), clock=lambda: builders.NOW)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    catcher.install()
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(said))
    assert (logs / crash_log.LOG).exists()


def test_a_log_that_cannot_be_written_does_not_hide_the_trouble(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("SELFCHECK_LOGS", str(tmp_path / "file" / "logs"))
    said = caught(qtbot, RuntimeError("x"))
    assert "检查磁盘空间" in said[0][1]


def test_the_log_starts_anew_when_full_and_keeps_the_older_ones(tmp_path: Path) -> None:
    for _ in range(6):
        crash_log.write_log("字" * 200_000, now=builders.NOW, folder=tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        crash_log.LOG,
        f"{crash_log.LOG}.1",
        f"{crash_log.LOG}.2",
        f"{crash_log.LOG}.3",
    ]
