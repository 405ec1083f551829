"""The journey in a window of its own process: python -m tests.journeys.real_window FOLDER CODE

Run on the display that the environment names. Prints one JSON object: the package, the pictures of the
screen, and what went wrong unnoticed.
"""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from selfcheck import moments
from selfcheck.submission import walks
from selfcheck.ui.app import Program, make_application
from tests.journeys import quick_hand
from tests.journeys.driver import Person
from tests.journeys.journey import PRINCIPAL, Journey
from tests.journeys.papers import Papers

ON_THE_SCREEN = ("d02", "d04", "d13")  # and those that do not apply
troubles: list[str] = []


def _on_exception(
    kind: type[BaseException], error: BaseException, _: TracebackType | None
) -> None:
    troubles.append(f"{kind.__name__}: {error}")
    sys.__excepthook__(kind, error, error.__traceback__)


def _on_message(kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
    if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg:
        troubles.append(text)


def picture(folder: Path, name: str) -> str:
    """What the display shows, the whole of it, once everything has been drawn."""
    QTest.qWait(300)
    path = folder / f"{name}.png"
    assert QGuiApplication.primaryScreen().grabWindow(0).save(str(path))
    return str(path)


def a_window(
    workspace: Path | None = None, clock: Callable[[], datetime] | None = None
) -> tuple[Program, Person]:
    """The program's window, and somebody before it; what goes wrong unnoticed is written down."""
    sys.excepthook = _on_exception
    qInstallMessageHandler(_on_message)
    program = Program(workspace, make_application(["selfcheck"]), clock=clock)
    program.window.resize(1366, 768)
    program.window.show()
    return program, Person(program.window)


def tell(program: Program, told: Mapping[str, object]) -> None:
    """Close the window; all that was found out goes to whoever started the process."""
    program.window.close()
    found = {**told, "platform": QGuiApplication.platformName(), "troubles": troubles}
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")


def main(folder: Path, code: str) -> None:
    """From the first start to the written package."""
    (program, person), now, pictures = a_window(), moments.now(), []
    journey = Journey(person, walks.shipped_pack(), now.date(), Papers(folder / "照片", now))
    stick = folder / "交 部门"
    stick.mkdir()
    with person.at_the_file_dialogs():
        person.wait_for("新建企业档案")
        pictures.append(picture(folder, "welcome"))
        journey.begin(code, folder / "档案")
        journey.describe()
        assert program.workspace is not None
        reasons = quick_hand.fill(program.workspace, but=ON_THE_SCREEN, by=PRINCIPAL)
        answered = journey.answer_from(journey.pack.duty(ON_THE_SCREEN[0]))
        pictures.append(picture(folder, "duty"))
        journey.approve(reasons + 1)
        journey.sign()
        package = journey.export(stick)
        pictures.append(picture(folder, "exported"))
    tell(program, {"answered": answered, "package": str(package), "pictures": pictures})


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
