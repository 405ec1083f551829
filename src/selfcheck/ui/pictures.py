"""A picture of every screen, drawn by the running program: for the demo, the README, and a critical eye."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import PySide6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from selfcheck import moments
from selfcheck.settings import Look, TextSize
from selfcheck.ui import look
from selfcheck.ui.app import Program, make_application, why_not
from selfcheck.ui.errors import Catcher
from selfcheck.ui.workspace import Workspace

_SETTLE_MS = 120  # thumbnails and delayed redraws
_QUIET_ROUNDS = 2  # what arrived in one round is laid out in the next
_LONGEST_MS = 30_000

Place = tuple[str, str, tuple[str, ...]]  # picture's name, screen, where on it


@dataclass(frozen=True)
class Wanted:
    """How the pictures are to look, and where they go."""

    folder: Path
    workspace: Path | None
    package: Path | None = None  # to be verified, beside what the archive itself has exported
    look: Look = "light"
    text_size: TextSize = "standard"
    size: tuple[int, int] = (1366, 768)  # logical pixels
    suffix: str = ""
    at: datetime | None = None  # what the screens take for now


def _places(program: Program, wanted: Wanted) -> list[Place]:
    """What there is to draw for the archive at hand."""
    package = wanted.package
    given: list[Place] = [("verify_given", "verify", (str(package), "own"))] if package else []
    workspace = program.workspace
    if workspace is None:
        first = ("welcome", "verify_empty", "settings")
        return [*((name, name.partition("_")[0], ()) for name in first), *given]
    from selfcheck.errors import NotReady
    from selfcheck.submission import queries, walks

    walk = workspace.read(walks.current, workspace.folder, workspace.now().date())
    found: list[Place] = [
        ("home", "home", ()),
        ("duties", "duties", ()),
        ("duty", "duty", ("d06",)),
        ("duty_plain", "duty", ("d01",)),
        ("duty_absent", "duty", ("d07",)),
        ("riskmap", "riskmap", ()),
        ("risks", "risks", ()),
        ("riskpoint", "riskpoint", ("8",)),
        *_ledger_places(workspace),
        ("enterprise", "enterprise", ()),
        ("answers", "answers", ()),
        ("signoff", "signoff", ()),
        ("settings", "settings", ()),
    ]
    try:
        export = workspace.read(queries.latest_export, walk)
    except NotReady:
        return found + given
    found.append(("export", "export", ()))
    written = [one.path for one in export.exports if Path(one.path).is_file()]
    if written:
        found.append(("verify", "verify", (written[0], "own")))
    return found + given


def _ledger_places(workspace: Workspace) -> list[Place]:
    """The ledger, a major hazard, one that is closed, and the import."""
    from selfcheck.hazards import queries
    from selfcheck.hazards.pages import View
    from selfcheck.ui.office import office

    now = office(workspace)
    major = workspace.read(queries.ids, now, View(filter="major"))
    closed = [
        row.hazard_id
        for row in workspace.read(
            queries.rows, now, workspace.read(queries.ids, now, View("all"))
        )
        if row.over
    ]
    found: list[Place] = [("ledger", "ledger", ())]
    found += [("hazard", "hazard", (str(one),)) for one in major[-1:]]
    found += [("hazard_closed", "hazard", (str(one),)) for one in closed[:1]]
    return [*found, ("ledger_import", "ledger_import", ())]


def _settle(program: Program) -> None:
    """Let everything that is under way arrive: jobs, thumbnails, delayed layouts."""
    quiet, waited = 0, 0
    while quiet < _QUIET_ROUNDS and waited < _LONGEST_MS:
        loop = QEventLoop()
        QTimer.singleShot(_SETTLE_MS, loop.quit)
        loop.exec()
        waited += _SETTLE_MS
        busy = bool(program.jobs.running) or program.thumbnails.busy
        quiet = 0 if busy else quiet + 1


def draw(application: QApplication, wanted: Wanted) -> list[Path]:
    """Draw every screen of one archive (or of a first start) into PNG files; returns them."""
    look.apply(wanted.look, wanted.text_size)  # before the first widget is made, as at a start
    at = wanted.at
    clock = None if at is None else (lambda: at)
    program = Program(wanted.workspace, application, remember=False, clock=clock)
    program.window.resize(*wanted.size)
    program.window.show()
    _settle(program)
    wanted.folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for name, key, where in _places(program, wanted):
        program.window.open(key, *where)
        _settle(program)
        target = wanted.folder / f"{name}{wanted.suffix}.png"
        program.window.grab().save(str(target))
        drawn.append(target)
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()
    return drawn


def from_arguments(arguments: Sequence[str]) -> Wanted | None:
    """What `--pictures FOLDER [--workspace DIR] [--package ZIP] [--look dark] [--text larger]
    [--size 1093x614] [--suffix _dark] [--at 2026-11-24T10:32:05+08:00]` asks for; None when it
    cannot be told.
    """
    given = dict(zip(arguments[::2], arguments[1::2], strict=False))
    try:
        folder = Path(given.pop("--pictures"))
        width, height = given.pop("--size", "1366x768").split("x")
        at = given.pop("--at", "")
        workspace, package = given.pop("--workspace", ""), given.pop("--package", "")
        wanted = Wanted(
            folder,
            Path(workspace) if workspace else None,
            Path(package) if package else None,
            _one_of(given.pop("--look", "light")),
            _size_of(given.pop("--text", "standard")),
            (int(width), int(height)),
            given.pop("--suffix", ""),
            moments.read(at) if at else None,
        )
    except (KeyError, ValueError):
        return None
    return None if given or len(arguments) % 2 else wanted


def _one_of(word: str) -> Look:
    for known in look.LOOKS:
        if word == known:
            return known
    raise ValueError(word)


def _size_of(word: str) -> TextSize:
    for known in look.SCALES:
        if word == known:
            return known
    raise ValueError(word)


def _in_the_way(workspace: Path | None) -> str:
    """Why nothing can be drawn, asked beforehand: nobody is there to answer a box."""
    reason = why_not(
        sys.platform, os.environ, sys.version_info[:3], PySide6.__version_info__[:2]
    )
    if reason or workspace is None:
        return reason
    from selfcheck.errors import SelfCheckError
    from selfcheck.store import Store

    try:
        Store.open(workspace).close()
    except SelfCheckError as error:
        return str(error)
    return ""


def run(wanted: Wanted) -> int:
    """Draw and end; used through `python -m selfcheck --pictures FOLDER …`. Needs no display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if reason := _in_the_way(wanted.workspace):
        print(reason, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    application = make_application(["selfcheck"])
    troubles: list[str] = []

    def trouble(title: str, text: str) -> None:
        troubles.append(text)
        print(f"{title}：{text}", file=sys.stderr)  # noqa: T201 - a box would wait for ever

    catcher = Catcher(tell=trouble, parent=application)
    catcher.install()
    drawn = draw(application, wanted)
    return 0 if drawn and not troubles else 1
