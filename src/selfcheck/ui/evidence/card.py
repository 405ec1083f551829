"""One piece of evidence as the tray shows it: its picture, where it came from, and when."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from selfcheck.evidence.queries import EvidenceCard
from selfcheck.moments import read
from selfcheck.ui import icons, look

WIDTH, PICTURE = 108, 92  # in pixels of the standard text size
_CENTRE = Qt.AlignmentFlag.AlignCenter
_SHADE = 170  # of 255: white words must stand on any photograph


class EvidenceButton(QAbstractButton):
    """A card that opens the details; one whose file is gone is red and says so."""

    def __init__(self, card: EvidenceCard, places: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self._places = places
        self._image: QImage | None = None
        self.unreadable = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_card(card, places)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(WIDTH), look.px(PICTURE + 56))

    def show_card(self, card: EvidenceCard, places: str) -> None:
        """Show what is recorded now; `places` names the items it stands beside (第 4 条)."""
        self.card, self._places = card, places
        state = "" if card.present else "，找不到文件，重新指定"
        occurred = f"，发生日期 {card.occurred_on}" if card.occurred_on else ""
        self.setAccessibleName(
            f"证据 {card.title}，{places}，{card.source_words}{occurred}{state}"
        )
        self.setToolTip(f"{card.title}\n{places}" if card.present else self._lost_words())
        self.update()

    def _lost_words(self) -> str:
        return f"{self.card.title}：找不到文件，点这里重新指定"

    @property
    def waiting(self) -> bool:
        """Whether its picture has still to be read."""
        return self._image is None and not self.unreadable

    def show_image(self, image: QImage) -> None:
        """The thumbnail has been read."""
        self._image = image
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        picture = QRectF(0, 0, self.width(), look.px(PICTURE)).adjusted(1, 1, -1, -1)
        if self.card.present:
            self._paint_picture(painter, picture)
            self._paint_source(painter, picture)
            self._paint_words(painter, picture.bottom() + 4)
        else:
            self._paint_lost(painter)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = picture if self.card.present else QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, 4, 4)
        painter.end()

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(box, 4, 4)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(box, look.colour("idle_soft"))
        if self._image is not None:
            grown = (
                self._image.size()
                .toSizeF()
                .scaled(  # as much of it as fills the frame
                    box.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
                )
            )
            corner = box.center() - QPointF(grown.width() / 2, grown.height() / 2)
            painter.drawImage(QRectF(corner, grown), self._image)
        else:
            icon = "photo" if self.card.is_photo and not self.unreadable else "file"
            upper = box.adjusted(0, 0, 0, -box.height() * 0.25)
            icons.paint_centred(painter, icon, upper, look.px(26), "ink3")
            painter.setFont(look.font(look.CAPTION, 500))
            painter.setPen(look.colour("ink2"))
            lower = box.adjusted(0, box.height() * 0.38, 0, -box.height() * 0.1)
            if not self.card.is_photo:
                ending = self.card.path.suffix.lstrip(".").upper()
                painter.drawText(lower, int(_CENTRE), ending)
        painter.restore()
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)

    def _paint_source(self, painter: QPainter, box: QRectF) -> None:
        font = look.font(look.CAPTION)
        metrics = QFontMetrics(font)
        words = metrics.elidedText(
            f"{self.card.source_words} · {self._places}",
            Qt.TextElideMode.ElideRight,
            int(box.width()) - 18,
        )
        height = look.px(18)
        tag = QRectF(
            box.left() + 4,
            box.bottom() - height - 4,
            metrics.horizontalAdvance(words) + 10,
            height,
        )
        shade = look.colour("ink" if not look.tokens().dark else "page")
        shade.setAlpha(_SHADE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawRoundedRect(tag, 3, 3)
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(tag, int(_CENTRE), words)

    def _paint_words(self, painter: QPainter, top: float) -> None:
        card = self.card
        occurred = card.occurred_on.isoformat() if card.occurred_on else "没有填"
        told = (
            (card.title, 500, "ink"),
            (f"发生 {occurred}", 400, "ink2" if card.occurred_on else "ink3"),
            (f"登记 {read(card.recorded_at):%m-%d %H:%M}", 400, "ink3"),
        )
        step = look.px(17)
        for at, (words, weight, token) in enumerate(told):
            painter.setFont(look.font(look.CAPTION, weight))
            painter.setPen(look.colour(token))
            drawn = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, self.width()
            )
            place = QRectF(0, top + at * step, self.width(), step)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), drawn)

    def _paint_lost(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.colour("bad"), 1))
        painter.setBrush(look.colour("bad_soft"))
        painter.drawRoundedRect(box, 6, 6)
        side = look.px(24)
        place = QRectF(box.left(), box.top() + 10, box.width(), side)
        icons.paint_centred(painter, "file-missing", place, side, "bad_ink")
        painter.setPen(look.colour("bad_ink"))
        painter.setFont(look.font(look.CAPTION, 500))
        title = painter.fontMetrics().elidedText(
            self.card.title, Qt.TextElideMode.ElideRight, int(box.width()) - 12
        )
        step, top = look.px(18), place.bottom() + 8
        centre = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(box.left(), top, box.width(), step), centre, title)
        painter.setFont(look.font(look.CAPTION))
        for at, words in enumerate(("找不到文件，", "重新指定")):
            line = QRectF(box.left(), top + (at + 1) * step + 2, box.width(), step)
            painter.drawText(line, centre, words)
