"""One of a few: joined parts with real radio buttons inside, and a list that ignores the wheel."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from selfcheck.ui import look


@dataclass(frozen=True)
class Choice:
    """One part: the value that is kept, the word that is read, and whether it is bad news."""

    value: str
    word: str
    bad: bool = False


CONFORMITY = (
    Choice("conforms", "符合"),
    Choice("does_not_conform", "不符合", bad=True),
    Choice("not_applicable", "不适用"),
)
YES_NO = (Choice("yes", "是"), Choice("no", "否"))

ChoiceStyle = Literal["joined", "tray"]


class _Part(QRadioButton):
    """A radio button drawn as one of several joined parts."""

    def __init__(self, choice: Choice, style: ChoiceStyle, parent: QWidget) -> None:
        super().__init__(choice.word, parent)
        self.choice = choice
        self._style = style
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        widest = QFontMetrics(look.font(look.TEXT, 500)).horizontalAdvance(self.text())
        least = look.px(62) if self._style == "joined" else 0
        return QSize(max(least, widest + 22), look.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - a name that Qt calls
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        bad = self.choice.bad and self.isChecked()
        if self.isChecked():
            joined = self._style == "joined"
            fill = "bad_soft" if bad else "chosen" if joined else "surface"
            edge = "bad" if bad else "ink2" if joined else "line"
            if not self.isEnabled():
                edge = "line3"
            painter.setPen(QPen(look.colour(edge), 1.5 if joined else 1))
            painter.setBrush(look.colour(fill))
            painter.drawRoundedRect(box, 6, 6)
        elif self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover" if self._style == "joined" else "line2"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.25, 0.25, -0.25, -0.25), 6, 6)
        ink = "bad_ink" if bad else "ink" if self.isChecked() else "ink2"
        if not self.isEnabled() and not self.isChecked():
            ink = "ink3"
        painter.setFont(look.font(look.TEXT, 500 if self.isChecked() else 400))
        painter.setPen(look.colour(ink))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()


class SegmentedChoice(QWidget):
    """Joined parts, one of which is chosen: 符合 · 不符合 · 不适用. Keys 1 2 3 and ← →.

    `chosen` tells what the person chose; showing a value is silent. The style "tray" is for filters.
    """

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[Choice] = CONFORMITY,
        *,
        name: str = "",
        style: ChoiceStyle = "joined",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._group = QButtonGroup(self)
        self._edge = 0 if style == "joined" else 3
        row = QHBoxLayout(self)
        row.setContentsMargins(self._edge, self._edge, self._edge, self._edge)
        row.setSpacing(0)
        self.parts: list[QRadioButton] = []
        for at, choice in enumerate(choices):
            part = _Part(choice, style, self)
            self._group.addButton(part, at)
            self.parts.append(part)
            row.addWidget(part)
        self._choices = tuple(choices)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)
        self._group.idClicked.connect(self._on_clicked)
        look.follow(self._restyle)

    def set_name(self, name: str) -> None:
        """What is being answered; read before each part by screen readers."""
        self.setAccessibleName(name)
        for part, choice in zip(self.parts, self._choices, strict=True):
            part.setAccessibleName(f"{name}：{choice.word}" if name else choice.word)

    def set_words(self, words: Sequence[str]) -> None:
        """Other words on the same parts, such as counts: 全部 13."""
        for part, word in zip(self.parts, words, strict=True):
            part.setText(word)
            part.updateGeometry()

    @property
    def value(self) -> str | None:
        """The chosen value; None while nothing is chosen."""
        at = self._group.checkedId()
        return self._choices[at].value if at >= 0 else None

    def show_value(self, value: str | None) -> None:
        """Show what is kept, without telling anybody."""
        if value is None:
            self._group.setExclusive(False)
            for part in self.parts:
                part.setChecked(False)
            self._group.setExclusive(True)
            return
        for part, choice in zip(self.parts, self._choices, strict=True):
            if choice.value == value:
                part.setChecked(True)

    def _on_clicked(self, at: int) -> None:
        self.chosen.emit(self._choices[at].value)

    def _restyle(self) -> None:
        for part in self.parts:
            part.updateGeometry()
        self.updateGeometry()
        self.update()

    def choose(self, at: int) -> None:
        """Choose a part as if it had been clicked."""
        if at < len(self.parts) and self.isEnabled():
            self.parts[at].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.parts[at].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = event.key() - Qt.Key.Key_1
        if 0 <= at < len(self.parts) and not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier
        ):
            self.choose(at)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._style == "tray":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("tray"))
            painter.drawRoundedRect(box, 8, 8)
        else:
            painter.setPen(QPen(look.colour("line3"), 1))
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(box, 6, 6)
            chosen = self._group.checkedId()
            for at, part in enumerate(self.parts[:-1]):
                if chosen not in (at, at + 1):  # no hairline beside the chosen part's edge
                    x = part.geometry().right() + 0.5
                    middle = self.height() / 2
                    reach = look.px(6)
                    painter.fillRect(
                        QRectF(x, middle - reach, 1, 2 * reach), look.colour("line3")
                    )
        painter.end()


class ChoiceField(QComboBox):
    """One of a longer list. `chosen` tells the person's choice; the wheel scrolls the page instead."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[Choice] = (),
        *,
        name: str = "",
        empty: str = "选择…",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(empty)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.setMinimumContentsLength(8)
        self.setItemDelegate(QStyledItemDelegate(self))  # the one that the style sheet reaches
        self.set_choices(choices)
        self.activated.connect(self._on_activated)
        look.follow(self._restyle)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices, keeping the value if it is still among them."""
        kept = self.value
        self.clear()
        for choice in choices:
            self.addItem(choice.word, choice.value)
        self.show_value(kept)

    @property
    def value(self) -> str | None:
        """The chosen value; None while nothing is chosen."""
        return self.currentData() if self.currentIndex() >= 0 else None

    def show_value(self, value: str | None) -> None:
        """Show what is kept, without telling anybody."""
        self.setCurrentIndex(-1 if value is None else self.findData(value))

    def _on_activated(self, at: int) -> None:
        self.chosen.emit(self.itemData(at))

    def _restyle(self) -> None:
        self.setFont(look.font())
        self.view().setFont(look.font())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
