"""筛选: what narrows the ledger's list beside the saved filters, in a small popup and as removable words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from selfcheck.forms.vocabulary import shipped_vocabulary
from selfcheck.hazards.pages import View
from selfcheck.ui import icons, look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.choices import Choice, ChoiceField
from selfcheck.ui.date_field import DateField
from selfcheck.ui.fields import LabelledField
from selfcheck.ui.surfaces import clear_layout, spread

NOTHING: Mapping[str, Any] = {
    "location": "",
    "owner": "",
    "source": "",
    "found_from": None,
    "found_to": None,
}
_ANY = Choice("", "不限")
_ICON_GAP = 3


def narrowed_by(view: View) -> dict[str, str]:
    """What narrows a view beside its saved filter and the search, in words; by field."""
    source = shipped_vocabulary().words("source", view.source) if view.source else ""
    told = {
        "location": f"场所：{view.location}" if view.location else "",
        "owner": f"责任人：{view.owner}" if view.owner else "",
        "source": f"来源：{source}" if source else "",
        "found_from": f"发现于 {view.found_from} 起" if view.found_from else "",
        "found_to": f"发现于 {view.found_to} 止" if view.found_to else "",
    }
    return {name: words for name, words in told.items() if words}


class FilterButton(QToolButton):
    """Opens the popup; says how many conditions are on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_count(0)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFont(look.font())
        side = look.px(16)
        self.setIcon(icons.icon("filter", "ink2", side, _ICON_GAP))
        self.setIconSize(QSize(side + _ICON_GAP, side))

    def show_count(self, count: int) -> None:
        """How many conditions narrow the list."""
        self.setText(f"筛选 {count}" if count else "筛选")
        told = f"已用 {count} 个条件" if count else "按场所、责任人、来源、发现日期"
        self.setAccessibleName(f"筛选，{told}")
        self.setToolTip(told)


class FilterPopup(QFrame):
    """The conditions; each holds as soon as it is chosen."""

    narrowed = Signal(dict)  # fields of a view and their new values

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("part", "popup")
        self.setAccessibleName("筛选")
        self.location = ChoiceField(name="场所", empty="不限")
        self.owner = ChoiceField(name="责任人", empty="不限")
        self.source = ChoiceField(name="来源", empty="不限")
        self.found_from = DateField(name="发现日期从")
        self.found_to = DateField(name="发现日期到")
        self.clear_button = link("清除筛选")
        self.close_button = link("完成")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        for name, field in (
            ("场所", self.location),
            ("责任人", self.owner),
            ("来源", self.source),
            ("发现日期从", self.found_from),
            ("到", self.found_to),
        ):
            column.addWidget(LabelledField(name, field))
        column.addLayout(spread(self.clear_button, None, self.close_button))
        for name, choice in self._choices.items():
            choice.setProperty("field", name)
            choice.chosen.connect(self._on_chosen)
        self.found_from.committed.connect(self._on_days)
        self.found_to.committed.connect(self._on_days)
        self.clear_button.clicked.connect(self._on_cleared)
        self.close_button.clicked.connect(self.close)
        look.follow(self._restyle)

    @property
    def _choices(self) -> dict[str, ChoiceField]:
        return {"location": self.location, "owner": self.owner, "source": self.source}

    def _restyle(self) -> None:
        self.setFixedWidth(look.px(300))

    def show_view(self, view: View, known: Mapping[str, Sequence[str]]) -> None:
        """Show what narrows the list now, and offer what the ledger holds."""
        for name, value in (("location", view.location), ("owner", view.owner)):
            offered = list(known.get(name, ()))
            if value and value not in offered:
                offered.insert(0, value)
            field = self._choices[name]
            field.set_choices([_ANY, *(Choice(one, one) for one in offered)])
            field.show_value(value)
        terms = shipped_vocabulary().of("source").terms
        self.source.set_choices([_ANY, *(Choice(t.key, t.text) for t in terms)])
        self.source.show_value(view.source)
        self._show_days(view)
        self.clear_button.setEnabled(bool(narrowed_by(view)))

    def _show_days(self, view: View) -> None:
        self.found_from.show_value(view.found_from.isoformat() if view.found_from else "")
        self.found_to.show_value(view.found_to.isoformat() if view.found_to else "")
        self.found_from.set_range(None, view.found_to)
        self.found_to.set_range(view.found_from, None)

    def open_below(self, button: QWidget) -> None:
        """Open under a button, its right edge at the button's."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        self.move(corner)
        self.show()
        self.location.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_chosen(self, value: str) -> None:
        field = self.sender()
        assert isinstance(field, ChoiceField)
        self.narrowed.emit({field.property("field"): value})

    def _on_days(self) -> None:
        days = {"found_from": self.found_from.value, "found_to": self.found_to.value}
        self.narrowed.emit({n: date.fromisoformat(d) if d else None for n, d in days.items()})

    def _on_cleared(self) -> None:
        self.narrowed.emit(dict(NOTHING))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)


class _Word(QAbstractButton):
    """One condition that is on; pressing takes it away."""

    def __init__(self, field: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.setText(words)
        self.setAccessibleName(f"去掉筛选 {words}")
        self.setToolTip("去掉这个条件")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(look.font(look.CAPTION, 500)).horizontalAdvance(self.text())
        return QSize(min(words, look.px(220)) + 10 + look.px(12) + 14, look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, side = QRectF(self.rect()), look.px(12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("tray" if self.underMouse() else "idle_soft"))
        painter.drawRoundedRect(box, 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        painter.setFont(look.font(look.CAPTION, 500))
        painter.setPen(look.colour("ink2"))
        words = box.adjusted(10, 0, -side - 12, 0)
        drawn = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(words.width()) + 1
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), drawn)
        cross = QRectF(box.right() - side - 7, box.top(), side, box.height())
        icons.paint_centred(painter, "close", cross, side, "ink3")
        painter.end()


class FilterWords(QWidget):
    """The conditions that are on, each a word that can be taken away; hidden while there are none."""

    narrowed = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 8)
        self._row.setSpacing(6)
        self.words: list[_Word] = []
        self.clear_button: Button | None = None  # where several are on
        self._shown: dict[str, str] = {}
        self.hide()

    def show_view(self, view: View) -> None:
        """Show what narrows this view."""
        told = narrowed_by(view)
        self.setVisible(bool(told))
        if told == self._shown:
            return
        self._shown = told
        clear_layout(self._row)
        self.words = [_Word(field, words, self) for field, words in told.items()]
        for word in self.words:
            word.clicked.connect(self._on_removed)
            self._row.addWidget(word)
        self.clear_button = link("清除筛选") if len(self.words) > 1 else None
        if self.clear_button is not None:
            self.clear_button.clicked.connect(self._on_cleared)
            self._row.addWidget(self.clear_button)
        self._row.addStretch(1)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [*self.words, *([self.clear_button] if self.clear_button else [])]

    def _on_removed(self) -> None:
        word = self.sender()
        assert isinstance(word, _Word)
        self.narrowed.emit({word.field: NOTHING[word.field]})

    def _on_cleared(self) -> None:
        self.narrowed.emit(dict(NOTHING))
