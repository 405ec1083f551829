"""A civil date: typed in any of the usual ways, or picked from a calendar; kept when left."""

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.ui import look
from selfcheck.ui.buttons import IconButton
from selfcheck.ui.fields import LineField, mark_wrong
from selfcheck.ui.labels import ProblemLabel

_SHAPES = (
    re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_WIDE = str.maketrans("０１２３４５６７８９－．／。、", "0123456789-./..")


def read_date(text: str) -> date | None:
    """A typed date; None when nothing was typed.

    Takes 2026-11-24, 2026.11.24, 2026/11/24, 20261124 and 2026年11月24日, also in full-width figures.
    Raises ValueError with a sentence that says what to do.
    """
    tidy = text.translate(_WIDE).replace(" ", "")
    if not tidy:
        return None
    for shape in _SHAPES:
        if found := shape.fullmatch(tidy):
            year, month, day = (int(part) for part in found.groups())
            try:
                return date(year, month, day)
            except ValueError:
                break
    else:
        raise ValueError("按“2026-11-24”的样子填写日期")
    raise ValueError(f"没有 {year} 年 {month} 月 {day} 日这一天，检查月和日")


class Calendar(QFrame):
    """A month to pick from; Esc closes it."""

    picked = Signal(QDate)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("part", "popup")
        self.month = QCalendarWidget(self)
        self.month.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        weekend = QTextCharFormat()
        weekend.setForeground(look.colour("ink3"))  # red would say that something is wrong
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, weekend)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.month)
        self.month.clicked.connect(self.picked)
        self.month.activated.connect(self.picked)


class DateField(QWidget):
    """A date that may be left empty. `committed` carries ISO text, "" for none; wrong ones are not told.

    The red sentence stands under the field and what was typed stays. Alt+↓ opens the calendar.
    """

    committed = Signal(str)

    def __init__(
        self,
        *,
        name: str = "日期",
        earliest: date | None = None,
        latest: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._earliest, self._latest = earliest, latest
        self.calendar: Calendar | None = None  # while or after it was open
        self.line = LineField(name=name, hint="2026-11-24")
        self.button = IconButton("calendar", f"从日历选择{name}")
        self.problem = ProblemLabel()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addStretch(1)
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)
        self.line.committed.connect(self._on_committed)
        self.button.clicked.connect(self.open_calendar)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.line.setMinimumWidth(look.px(120))

    def set_range(self, earliest: date | None, latest: date | None) -> None:
        """The first and last day that make sense here."""
        self._earliest, self._latest = earliest, latest

    @property
    def value(self) -> str:
        """The kept date as ISO text; "" when there is none or it cannot be read."""
        try:
            found = self._checked(self.line.text())
        except ValueError:
            return ""
        return found.isoformat() if found else ""

    @property
    def pending(self) -> bool:
        """Whether something was typed that has not been told yet."""
        return self.line.pending

    def show_value(self, value: str) -> None:
        """Show what is kept, unless the person is typing here or what was typed is still wrong."""
        if self.problem.text() and not value:
            return
        self.line.show_value(value)
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Say what to do here, or nothing."""
        self.problem.show_problem(text)
        mark_wrong(self.line, bool(text))

    def commit(self) -> None:
        """Tell what was typed, if it has changed and can be read."""
        self.line.commit()

    def _checked(self, text: str) -> date | None:
        found = read_date(text)
        if found and self._earliest and found < self._earliest:
            raise ValueError(f"日期不早于 {self._earliest.isoformat()}")
        if found and self._latest and found > self._latest:
            raise ValueError(f"日期不晚于 {self._latest.isoformat()}")
        return found

    def _on_committed(self, text: str) -> None:
        try:
            found = self._checked(text)
        except ValueError as error:
            self.show_problem(str(error))
            self.line.not_kept()
            return
        value = found.isoformat() if found else ""
        self.show_problem("")
        self.line.take_as_kept(value)
        self.committed.emit(value)

    def open_calendar(self) -> None:
        """Show the month of the date at hand."""
        if self.line.isReadOnly() or not self.isEnabled():
            return
        if self.calendar is not None:
            self.calendar.deleteLater()
        self.calendar = Calendar(self)  # made anew: it follows the look of this moment
        self.calendar.picked.connect(self._on_picked)
        month = self.calendar.month
        if self.value:
            month.setSelectedDate(QDate.fromString(self.value, Qt.DateFormat.ISODate))
        month.setMinimumDate(QDate(*(self._earliest or date(1950, 1, 1)).timetuple()[:3]))
        month.setMaximumDate(QDate(*(self._latest or date(2099, 12, 31)).timetuple()[:3]))
        self.calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        self.calendar.show()
        month.setFocus()

    def _on_picked(self, day: QDate) -> None:
        if self.calendar is not None:
            self.calendar.hide()
        self.line.setText(day.toString(Qt.DateFormat.ISODate))
        self.line.setFocus()
        self.line.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_calendar()
            return
        super().keyPressEvent(event)
