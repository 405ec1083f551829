"""A cited clause as a chip, and its text as it was kept with the decision."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from selfcheck.ui import icons, look
from selfcheck.ui.labels import Label

_WIDTH = 440
_CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Space)
_LONG = ("重大生产安全事故隐患", "重大事故隐患")
_LONGEST = 18  # characters of a title in the chip


def cited_short(clause: Mapping[str, Any]) -> str:
    """工贸企业…判定标准 第七条（三）: the title without what every title says."""
    title = str(clause.get("title") or "")
    for part in (*_LONG, "（试行）", "《", "》"):
        title = title.replace(part, "")
    if len(title) > _LONGEST:
        title = title[: _LONGEST - 1] + "…"
    return f"{title} {clause.get('clause') or ''}".strip()


class ClauseChip(QAbstractButton):
    """The clause in a few words; pressing it (or F1) tells its text."""

    def __init__(self, clause: Mapping[str, Any]) -> None:
        super().__init__()
        self.clause = clause
        self.setText(cited_short(clause))
        self.setAccessibleName(f"依据 {clause.get('title', '')} {clause.get('clause', '')}")
        self.setToolTip(f"{clause.get('title', '')} {clause.get('clause', '')}（F1 看条文）")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.popup: ClauseText | None = None
        self.clicked.connect(self._on_clicked)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(look.font(look.CAPTION, 500))
        return QSize(metrics.horizontalAdvance(self.text()) + 38, look.px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focused = self.hasFocus()
        painter.setPen(QPen(look.colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent_soft"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        side = look.px(14)
        place = QRectF(10, 0, side, self.height())
        icons.paint_centred(painter, "book", place, side, "accent_text")
        font = look.font(look.CAPTION, 500)
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(look.colour("accent_text"))
        words = QRectF(self.rect()).adjusted(14 + side, -0.5, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()

    def _on_clicked(self) -> None:
        self.popup = ClauseText(self.clause, self.window())
        self.popup.show_beside(self)


class ClauseText(QFrame):
    """The clause as it was kept with the decision; Esc, F1, Enter or a click elsewhere closes it."""

    def __init__(self, clause: Mapping[str, Any], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("part", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        heading = f"{clause.get('title', '')} {clause.get('clause', '')}"
        since = clause.get("effective_from")
        told = (
            ("文号", clause.get("document_number")),
            ("要点", clause.get("gist")),
            ("适用", clause.get("when")),
            ("除外", clause.get("exception")),
            ("施行", f"{since} 起" if since else "日期没有核到"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(3)
        width = look.px(_WIDTH) - 36
        lines = [(heading, look.ROW, "ink", 500)]
        for name, words in told:
            if words:
                lines += [
                    (name, look.CAPTION, "ink3", 400),
                    (str(words), look.TEXT, "ink", 400),
                ]
        lines.append(("条文为要点，以官方文本为准。", look.CAPTION, "ink3", 400))
        for words, size, ink, weight in lines:
            label = Label(words, size, ink, weight, wrap=True)
            label.setFixedWidth(width)  # so that the height of wrapped words is known at once
            column.addWidget(label)
        self.setAccessibleName("。".join(words for words, *_ in lines))

    def show_beside(self, widget: QWidget) -> None:
        """Open below a widget, inside its screen."""
        self.adjustSize()
        room = widget.screen().availableGeometry()
        at = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        x = min(max(at.x(), room.left() + 8), room.right() - self.width() - 8)
        y = at.y()
        if y + self.height() > room.bottom() - 8:
            y = max(room.top() + 8, widget.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(x, y)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CLOSING:
            self.close()
        else:
            super().keyPressEvent(event)
