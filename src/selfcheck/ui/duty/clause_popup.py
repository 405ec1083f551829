"""The whole legal basis of an item, how to check it, and which questions these are: behind F1."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from selfcheck.duties.pages import DutyPage, ItemLine
from selfcheck.forms.pack import Pack
from selfcheck.ui import look
from selfcheck.ui.labels import Label

_WIDTH = 420
CLAUSE = 124  # the column of clauses, in pixels of the standard text size
_CLOSING = (
    Qt.Key.Key_Escape,
    Qt.Key.Key_F1,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Space,
)


class ClauseButton(QAbstractButton):
    """The clause in a few characters; pressing it (or F1) tells the whole of it."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(name)
        self.setToolTip(f"{text}（F1 查看全文）")
        self.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # F1 is its key; Tab goes from answer to answer
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFont(look.font(look.CAPTION))
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(look.px(CLAUSE), look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setPen(look.colour("accent_text" if self.underMouse() else "ink3"))
        drawn = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignVCenter), drawn)
        painter.end()


def told_of(line: ItemLine, page: DutyPage, pack: Pack) -> list[tuple[str, str]]:
    """Everything that is known of an item, as (name, words); empty words are left out."""
    version = f"{pack.short_title} {pack.version} 版（{pack.id}）"
    rebuilt = "本条为重建：公开材料里没有原文，以本区印发的行动方案为准。"
    asked = (
        line.evidence_what and f"{line.evidence_what}，至少 {max(line.evidence_least, 1)} 件"
    )
    told = [
        ("依据", line.legal_basis),
        ("怎么查", line.help),
        ("次数", line.frequency),
        ("证据", asked),
        ("出处", page.source),
        ("规则包", version),
        ("重建", rebuilt if line.reconstructed else ""),
    ]
    return [(name, words) for name, words in told if words]


class ClausePopup(QFrame):
    """A popup beside the item; Esc, F1, Enter or a click elsewhere closes it."""

    def __init__(self, line: ItemLine, page: DutyPage, pack: Pack, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("part", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = told_of(line, page, pack)
        heading = f"第 {line.number} 条 {line.text}"
        self.setAccessibleName(
            "。".join([heading, *(f"{name}：{words}" for name, words in told)])
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(3)
        width = look.px(_WIDTH) - 36
        title = Label(heading, look.ROW, "ink", 500, wrap=True)
        title.setFixedWidth(width)  # so that the height of wrapped words is known at once
        column.addWidget(title)
        for name, words in told:
            column.addSpacing(6)
            column.addWidget(Label(name, look.CAPTION, "ink3"))
            text = Label(words, look.TEXT, "ink2" if name != "依据" else "ink", wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.setFixedWidth(width)
            column.addWidget(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_beside(self, widget: QWidget) -> None:
        """Open below a widget, inside its screen."""
        self.adjustSize()
        room = widget.screen().availableGeometry()
        at = widget.mapToGlobal(QPoint(widget.width() - self.width() - 60, widget.height()))
        x = min(max(at.x(), room.left() + 8), room.right() - self.width() - 8)
        y = at.y()
        if y + self.height() > room.bottom() - 8:
            y = max(room.top() + 8, widget.mapToGlobal(QPoint(0, 0)).y() - self.height())
        self.move(x, y)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CLOSING:
            self.close()
        else:
            super().keyPressEvent(event)
