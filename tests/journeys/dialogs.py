"""At dialogs that hold the window up until they are closed: what a person does in them goes on from inside."""

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.journeys.driver import Lost, Person

_LOOK_MS = 20
_PATIENCE = 15  # seconds until one must be there, or gone

Doing = Callable[[], object]


class _Visits:
    """The dialogs that come up one after the other, from the press that brings up the first."""

    def __init__(self, person: Person, does: tuple[Doing, ...]) -> None:
        self._person, self._left = person, list(does)
        self._before = QApplication.activeModalWidget()
        self._since = time.monotonic()
        self.over = False
        self.trouble: BaseException | None = None
        self._wait()

    @property
    def missed(self) -> bool:
        """Whether a dialog did not come up."""
        return bool(self._left)

    def _wait(self) -> None:
        QTimer.singleShot(_LOOK_MS, self._look)

    def _look(self) -> None:
        if self.over:
            return
        shown = QApplication.activeModalWidget()
        if shown is not None and shown is not self._before:
            if self._left and self.trouble is None:
                self._act(shown, self._left.pop(0))
            elif time.monotonic() - self._since > _PATIENCE:
                told = f"a dialog that nobody expected: {self._person.read(shown)}"
                self.trouble = self.trouble or Lost(told)
                _close(shown)
        self._wait()

    def _act(self, shown: QWidget, does: Doing) -> None:
        """In the dialog itself; what goes wrong is told where the first one was brought up."""
        try:
            self._person.settle()
            does()
            if shown.isVisible():
                raise Lost(f"the dialog stays open: {self._person.read(shown)}")
        except BaseException as trouble:  # noqa: BLE001 - raised again by whoever opened it
            self.trouble = trouble
            _close(shown)
        self._since = time.monotonic()


def _close(shown: QWidget) -> None:
    if isinstance(shown, QDialog):
        shown.done(QDialog.DialogCode.Rejected)
    else:
        shown.close()


def in_the_dialog(person: Person, opens: Doing, *does: Doing) -> None:
    """Do what brings up a dialog, and the rest in it, which must leave it closed; then in the next one.

    Raises Lost when a dialog does not come up, stays open, or was not expected, and whatever is raised in one.
    """
    visits = _Visits(person, does)
    try:
        opens()
    finally:
        visits.over = True
    if visits.trouble is not None:
        raise visits.trouble
    if visits.missed:
        raise Lost(f"no dialog came up; on the screen: {person.read()}")
    person.settle()
