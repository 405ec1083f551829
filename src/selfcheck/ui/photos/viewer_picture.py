"""A photo as large as its place allows, upright, with its marks over it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfcheck.evidence.marks import Mark, legend
from selfcheck.ui import look
from selfcheck.ui.photos.marks_paint import paint_marks
from selfcheck.ui.thumbnails import Thumbnails

SIDE = 2560  # pixels of the longer edge that are decoded: enough for any office screen
KEPT = 3  # the photo that is shown and its neighbours
_MOST_GROWN = 2.0  # a small picture is not blown up further
_LEAST = (240, 160)


class PhotoPicture(QWidget):
    """Shows one photo; `reader` reads it off the UI thread and may be shared."""

    def __init__(self, reader: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._wanted = ""
        self._image = QImage()
        self._scaled = QPixmap()
        self._words = ""
        self._marks: tuple[Mark, ...] = ()
        self._marks_shown = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        reader.ready.connect(self._on_ready)
        reader.failed.connect(self._on_failed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setMinimumSize(look.px(_LEAST[0]), look.px(_LEAST[1]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(800), look.px(560))

    # ---- what is shown

    def show_photo(self, path: Path) -> None:
        """Show another photo as soon as it has been read."""
        self._wanted = str(path)
        self._show(QImage(), "正在打开照片…")
        self._reader.request(self._wanted, path)

    def show_words(self, sentence: str) -> None:
        """Show a sentence where no photo can be shown."""
        self._wanted = ""
        self._show(QImage(), sentence)

    def show_marks(self, marks: Sequence[Mark], *, shown: bool = True) -> None:
        """The marks over it, or none for now."""
        self._marks, self._marks_shown = tuple(marks), shown
        self.setAccessibleDescription("；".join(legend(self._marks)) if shown else "")
        self.update()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks over it, shown or not."""
        return self._marks

    @property
    def has_photo(self) -> bool:
        """Whether the photo has been read."""
        return not self._image.isNull()

    @property
    def words(self) -> str:
        """What stands in the photo's place."""
        return self._words

    @property
    def place(self) -> QRectF:
        """Where on this widget the whole photo is; empty while there is none."""
        if self._image.isNull():
            return QRectF()
        edge = look.px(8)
        room = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge).size()
        full = self._image.size().toSizeF()
        fitted = full.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        if fitted.width() > full.width() * _MOST_GROWN:
            fitted = full * _MOST_GROWN
        corner = QRectF(self.rect()).center() - QPointF(fitted.width() / 2, fitted.height() / 2)
        return QRectF(corner, fitted)

    def _show(self, image: QImage, words: str) -> None:
        self._image, self._words = image, words
        self._scaled = QPixmap()
        self._photo_changed()
        self.update()

    def _photo_changed(self) -> None:
        """Something else is shown now; for what is built upon this."""

    def _on_ready(self, key: str, image: QImage) -> None:
        if key == self._wanted:
            self._show(image, "")

    def _on_failed(self, key: str) -> None:
        if key == self._wanted:
            self._show(QImage(), "这张照片读不出来，重新添加一份")

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        self.paint_photo(painter)
        painter.end()

    def paint_photo(self, painter: QPainter) -> None:
        """Paint ground, photo and marks."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("tray"))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        if self._image.isNull():
            painter.setPen(look.colour("ink2"))
            painter.setFont(look.font(look.ROW))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            edge = look.px(24)
            painter.drawText(
                QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), int(flags), self._words
            )
            return
        place = self.place
        painter.drawPixmap(place, self._fitted(place), QRectF(self._scaled.rect()))
        if self._marks_shown:
            paint_marks(painter, place, self._shown_marks())

    def _shown_marks(self) -> Sequence[Mark]:
        return self._marks

    def _fitted(self, place: QRectF) -> QPixmap:
        """The photo at the size it is shown, made once for that size: smooth and quick to repaint."""
        dpr = self.devicePixelRatioF()
        size = QSize(round(place.width() * dpr), round(place.height() * dpr))
        if self._scaled.size() != size:
            self._scaled = QPixmap.fromImage(
                self._image.scaled(
                    size,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        return self._scaled
