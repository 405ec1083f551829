"""One photo of a hazard as the page shows it: cropped to its frame, with its marks and how many there are."""

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
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from selfcheck.errors import NotReady
from selfcheck.evidence.marks import Mark, read_marks
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.ui import icons, look
from selfcheck.ui.photos.marks_paint import paint_marks
from selfcheck.ui.thumbnails import Thumbnails

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_SHADE = 170  # of 255: white figures must stand on any photograph


def marks_of(card: EvidenceCard) -> tuple[Mark, ...]:
    """The marks drawn over a photo; none where what is kept cannot be read."""
    try:
        return read_marks(card.marks)
    except NotReady:
        return ()


class PhotoTile(QAbstractButton):
    """A photo, an empty frame, or one whose file is gone. Pressing it opens the viewer."""

    def __init__(
        self, thumbnails: Thumbnails, size: tuple[int, int] = (211, 132), radius: int = 8
    ) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._size, self._radius = size, radius
        self.card: EvidenceCard | None = None
        self._count = 0
        self._empty_words = ""
        self._image: QImage | None = None
        self._unreadable = False
        self._marks: tuple[Mark, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        thumbnails.ready.connect(self._on_ready)
        thumbnails.failed.connect(self._on_failed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(self._size[0]), look.px(self._size[1]))

    def show_card(self, card: EvidenceCard | None, count: int = 1, empty: str = "") -> None:
        """Show a photo; `count` tells how many stand behind it, `empty` what to do without one."""
        same = card is not None and self.card is not None and card.sha256 == self.card.sha256
        self.card, self._count, self._empty_words = card, count, empty
        if not same:
            self._image, self._unreadable = None, False
        self._marks = marks_of(card) if card is not None else ()
        if card is None:
            self.setAccessibleName(empty)
        else:
            more = f"，共 {count} 张" if count > 1 else ""
            lost = "" if card.present else "，找不到文件，点这里重新选择"
            self.setAccessibleName(f"照片 {card.title}{more}{lost}")
        if card is not None and card.present and self._image is None:
            self._thumbnails.request(card.sha256, card.path)
        self.update()

    def _on_ready(self, sha: str, image: QImage) -> None:
        if self.card is not None and self.card.sha256 == sha:
            self._image = image
            self.update()

    def _on_failed(self, sha: str) -> None:
        if self.card is not None and self.card.sha256 == sha:
            self._unreadable = True
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.card is None:
            self._paint_frame(painter, box, "photo", self._empty_words)
        elif not self.card.present:
            self._paint_frame(painter, box, "file-missing", "找不到文件\n重新选择")
        elif self._unreadable:
            self._paint_frame(painter, box, "photo", "这张照片读不出来")
        else:
            self._paint_photo(painter, box)
            if self._count > 1:
                self._paint_count(painter, box)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(inner, self._radius, self._radius)
        painter.end()

    def _paint_photo(self, painter: QPainter, box: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(box, self._radius, self._radius)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(box, look.colour("idle_soft"))
        if self._image is not None:
            grown = (
                self._image.size()
                .toSizeF()
                .scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            )
            place = QRectF(box.center() - QPointF(grown.width() / 2, grown.height() / 2), grown)
            painter.drawImage(place, self._image)
            if self._size[0] > 100:  # noqa: PLR2004 - on a small picture marks are only dirt
                paint_marks(painter, place, self._marks)
        painter.restore()

    def _paint_frame(self, painter: QPainter, box: QRectF, icon: str, words: str) -> None:
        small = self._size[0] <= 100  # noqa: PLR2004
        line = QPen(look.colour("line3"), 1)
        if self.card is None:
            line.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(line)
        painter.setBrush(look.colour("surface2"))
        painter.drawRoundedRect(box, self._radius, self._radius)
        side = look.px(18 if small else 24)
        upper = box if small else box.adjusted(0, box.height() * 0.16, 0, -box.height() * 0.44)
        icons.paint_centred(painter, icon, upper, side, "ink3")
        if small:
            return
        painter.setFont(look.font(look.CAPTION))
        painter.setPen(look.colour("ink2"))
        lower = box.adjusted(10, box.height() * 0.5, -10, -8)
        flags = int(
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        )
        painter.drawText(lower, flags, words)

    def _paint_count(self, painter: QPainter, box: QRectF) -> None:
        words = f"{self._count} 张"
        font = look.font(look.CAPTION, 500)
        wide = QFontMetrics(font).horizontalAdvance(words) + 14
        high = look.px(20)
        tag = QRectF(box.right() - wide - 8, box.bottom() - high - 8, wide, high)
        shade = look.colour("ink" if not look.tokens().dark else "page")
        shade.setAlpha(_SHADE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawRoundedRect(tag, 4, 4)
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(tag, _CENTRE, words)
