"""Marks drawn over real photos by mouse and by keys, and photos looked through."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from selfcheck.evidence.marks import MOST_MARKS, Kind, Mark, drawn_on, written
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.ui import look
from selfcheck.ui.photos.marks import PhotoMarksDialog
from selfcheck.ui.photos.marks_canvas import MarksCanvas
from selfcheck.ui.photos.marks_draft import MarksDraft, moved, resized, stretched
from selfcheck.ui.photos.marks_paint import paint_marks
from selfcheck.ui.photos.viewer import PhotoViewer
from selfcheck.ui.tokens import TextSize
from tests.evidence.test_marks import QUARTERS, a_photo, is_ink, near
from tests.ui.duty_stage import press, settle
from tests.ui.stage import primary_buttons, write

BOX = Mark("box", 0.25, 0.25, 0.75, 0.75)
NOTE = Mark("text", 0.9, 0.1, 0.9, 0.1, "盖板没有上锁")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


class Board:
    """The dialog with short words for what hands do."""

    def __init__(self, dialog: PhotoMarksDialog) -> None:
        self.dialog = dialog
        self.told: list[tuple[Mark, ...]] = []
        dialog.changed.connect(self.told.append)

    @property
    def canvas(self) -> MarksCanvas:
        return self.dialog.canvas

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.dialog.marks

    def at(self, x: float, y: float) -> QPoint:
        place = self.canvas.place
        return QPointF(
            place.left() + x * place.width(), place.top() + y * place.height()
        ).toPoint()

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        half = self.at((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        QTest.mousePress(self.canvas, LEFT, pos=self.at(*start))
        QTest.mouseMove(self.canvas, half)
        QTest.mouseMove(self.canvas, self.at(*end))
        QTest.mouseRelease(self.canvas, LEFT, pos=self.at(*end))
        settle()

    def click(self, x: float, y: float) -> None:
        QTest.mouseClick(self.canvas, LEFT, pos=self.at(x, y))
        settle()

    def key(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        times: int = 1,
    ) -> None:
        for _ in range(times):
            press(key, modifier)

    def choose(self, kind: Kind) -> None:
        at = ["arrow", "box", "ellipse", "text"].index(kind)
        QTest.mouseClick(self.dialog.kinds.parts[at], LEFT)
        settle()

    def rest(self) -> None:
        """Let the hand rest after keys."""
        QTest.qWait(650)


Maker = Callable[..., Board]


@pytest.fixture
def board(qtbot: QtBot, tmp_path: Path) -> Iterator[Maker]:
    made: list[PhotoMarksDialog] = []

    def make(
        *marks: Mark,
        size: tuple[int, int] = (800, 600),
        orientation: int = 1,
        editable: bool = True,
    ) -> Board:
        path = tmp_path / "现场 & 照片.jpg"
        path.write_bytes(a_photo(size, orientation))
        dialog = PhotoMarksDialog(path, marks, "现场照片", editable=editable)
        made.append(dialog)
        qtbot.addWidget(dialog)
        dialog.resize(1000, 680)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        qtbot.waitUntil(lambda: dialog.canvas.has_photo, timeout=10_000)
        settle()
        return Board(dialog)

    yield make
    for dialog in made:
        dialog.reject()


def close_to(mark: Mark, expected: Mark, by: float = 0.005) -> bool:
    return (mark.kind, mark.text) == (expected.kind, expected.text) and all(
        abs(getattr(mark, name) - getattr(expected, name)) <= by
        for name in ("x1", "y1", "x2", "y2")
    )


def rgb(image: QImage, at: QPoint) -> tuple[int, int, int]:
    colour = image.pixelColor(at)
    return colour.red(), colour.green(), colour.blue()


# ---- drawing with the mouse


@pytest.mark.parametrize("kind", ["arrow", "box", "ellipse"])
def test_dragging_draws_the_chosen_shape_and_tells_it_at_once(board: Maker, kind: Kind) -> None:
    b = board()
    b.choose(kind)
    b.drag((0.2, 0.3), (0.6, 0.7))

    (mark,) = b.marks
    assert close_to(mark, Mark(kind, 0.2, 0.3, 0.6, 0.7))
    assert b.told == [b.marks]
    assert b.canvas.draft.selected == 0


def test_a_box_may_be_drawn_from_any_corner_and_ends_at_the_edge(board: Maker) -> None:
    b = board()
    b.drag((0.5, 0.5), (0.1, 0.2))
    assert close_to(b.marks[0], Mark("box", 0.1, 0.2, 0.5, 0.5))
    b.drag((0.8, 0.8), (1.2, 1.01))
    assert close_to(b.marks[1], Mark("box", 0.8, 0.8, 1, 1))
    assert (b.marks[1].x2, b.marks[1].y2) == (1, 1)


def test_an_arrow_points_where_the_drag_ends(board: Maker) -> None:
    b = board()
    b.choose("arrow")
    b.drag((0.7, 0.6), (0.2, 0.1))
    assert close_to(b.marks[0], Mark("arrow", 0.7, 0.6, 0.2, 0.1))


def test_a_number_is_put_by_a_click_and_its_words_can_be_typed_at_once(board: Maker) -> None:
    b = board()
    b.choose("text")
    b.click(0.4, 0.3)
    assert QApplication.focusWidget() is b.dialog.words
    write(b.dialog.words, "盖板没有上锁")
    b.key(Qt.Key.Key_Return)

    assert close_to(b.marks[0], Mark("text", 0.4, 0.3, 0.4, 0.3, "盖板没有上锁"))
    assert b.told[-1] == b.marks
    assert b.dialog.list.item(0).text() == "编号 ① 盖板没有上锁"
    assert QApplication.focusWidget() is b.canvas


def test_a_click_with_another_shape_draws_nothing(board: Maker) -> None:
    b = board()
    b.click(0.4, 0.3)
    assert b.marks == ()
    assert b.told == []


def test_nothing_is_drawn_beside_the_photo(board: Maker) -> None:
    b = board(size=(400, 900))
    QTest.mousePress(b.canvas, LEFT, pos=QPoint(20, 40))
    QTest.mouseMove(b.canvas, QPoint(80, 90))
    QTest.mouseRelease(b.canvas, LEFT, pos=QPoint(80, 90))
    assert b.marks == ()


def test_a_mark_is_selected_by_its_inside_and_dragged_elsewhere(board: Maker) -> None:
    b = board(BOX)
    assert b.canvas.draft.selected == -1
    b.click(0.5, 0.5)
    assert b.canvas.draft.selected == 0
    b.drag((0.5, 0.5), (0.4, 0.6))
    assert close_to(b.marks[0], Mark("box", 0.15, 0.35, 0.65, 0.85))
    assert b.told == [b.marks]


def test_a_line_is_taken_hold_of_without_selecting_it_first(board: Maker) -> None:
    b = board(BOX, Mark("arrow", 0.1, 0.9, 0.2, 0.9))
    b.drag((0.15, 0.9), (0.25, 0.8))
    assert b.marks[0] == BOX
    assert close_to(b.marks[1], Mark("arrow", 0.2, 0.8, 0.3, 0.8))


def test_inside_a_mark_that_is_not_selected_a_new_one_is_drawn(board: Maker) -> None:
    b = board(BOX)
    b.drag((0.4, 0.4), (0.6, 0.6))
    assert len(b.marks) == 2
    b.click(0.9, 0.9)
    b.click(0.5, 0.5)  # the smaller one is meant
    assert b.canvas.draft.selected == 1


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((0.75, 0.75), (0.9, 0.85), Mark("box", 0.25, 0.25, 0.9, 0.85)),
        ((0.25, 0.25), (0.1, 0.2), Mark("box", 0.1, 0.2, 0.75, 0.75)),
        ((0.75, 0.5), (0.6, 0.9), Mark("box", 0.25, 0.25, 0.6, 0.75)),
        ((0.5, 0.25), (0.9, 0.4), Mark("box", 0.25, 0.4, 0.75, 0.75)),
        ((0.25, 0.5), (0.95, 0.5), Mark("box", 0.74, 0.25, 0.75, 0.75)),
    ],
)
def test_handles_change_the_size_and_nothing_turns_over(
    board: Maker, start: tuple[float, float], end: tuple[float, float], expected: Mark
) -> None:
    b = board(BOX)
    b.click(0.5, 0.5)
    b.drag(start, end)
    assert close_to(b.marks[0], expected)


def test_an_arrow_is_turned_by_its_ends(board: Maker) -> None:
    b = board(Mark("arrow", 0.2, 0.2, 0.5, 0.5))
    b.click(0.35, 0.35)
    b.drag((0.5, 0.5), (0.6, 0.1))
    assert close_to(b.marks[0], Mark("arrow", 0.2, 0.2, 0.6, 0.1))


def test_esc_during_a_drag_leaves_everything_as_it_was(board: Maker) -> None:
    b = board(BOX)
    b.click(0.5, 0.5)
    QTest.mousePress(b.canvas, LEFT, pos=b.at(0.5, 0.5))
    QTest.mouseMove(b.canvas, b.at(0.6, 0.6))
    b.key(Qt.Key.Key_Escape)
    QTest.mouseRelease(b.canvas, LEFT, pos=b.at(0.6, 0.6))
    assert b.marks == (BOX,)
    assert b.told == []
    assert b.dialog.isVisible()


def test_a_click_beside_all_marks_selects_none(board: Maker) -> None:
    b = board(BOX)
    b.click(0.5, 0.5)
    assert b.dialog.remove_button.isEnabled()
    b.click(0.05, 0.05)
    assert b.canvas.draft.selected == -1
    assert not b.dialog.remove_button.isEnabled()
    assert not b.dialog.words.isEnabled()


# ---- the same with keys alone


def test_a_box_is_inserted_moved_sized_and_explained_by_keys_alone(board: Maker) -> None:
    b = board()
    b.dialog.insert_button.setFocus()
    b.key(Qt.Key.Key_Space)
    assert close_to(b.marks[0], Mark("box", 0.4, 0.4, 0.6, 0.6))
    assert QApplication.focusWidget() is b.canvas

    b.key(Qt.Key.Key_Left, times=10)
    b.key(Qt.Key.Key_Up, SHIFT, times=5)
    b.key(Qt.Key.Key_Right, CONTROL, times=3)
    b.key(Qt.Key.Key_Down, CONTROL | SHIFT, times=5)
    assert close_to(b.marks[0], Mark("box", 0.3, 0.39, 0.53, 0.6), by=0.0001)

    b.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is b.dialog.words
    write(b.dialog.words, "通道堵住")
    b.key(Qt.Key.Key_Return)
    assert b.marks[0].text == "通道堵住"
    assert b.told[-1] == b.marks


def test_key_after_key_is_told_once_the_hand_rests(board: Maker) -> None:
    b = board(BOX)
    b.key(Qt.Key.Key_Tab)
    b.key(Qt.Key.Key_Right, times=4)
    assert b.told == []
    b.rest()
    assert b.told == [b.marks]
    assert close_to(b.marks[0], moved(BOX, 0.04, 0), by=0.0001)
    b.key(Qt.Key.Key_Z, CONTROL)
    assert b.marks == (BOX,)


def test_closing_right_after_a_key_loses_nothing(board: Maker) -> None:
    b = board(BOX)
    b.key(Qt.Key.Key_Tab)
    b.key(Qt.Key.Key_Right)
    b.key(Qt.Key.Key_Escape)
    assert not b.dialog.isVisible()
    assert b.told == [(moved(BOX, 0.01, 0),)]


def test_closing_while_typing_keeps_the_words(board: Maker) -> None:
    b = board(BOX)
    b.click(0.5, 0.5)
    b.dialog.words.setFocus()
    write(b.dialog.words, "没有上锁")
    QTest.mouseClick(b.dialog.close_button, LEFT)
    assert b.told[-1][0].text == "没有上锁"


def test_esc_without_changes_closes_and_tells_nothing(board: Maker) -> None:
    b = board(BOX, NOTE)
    b.key(Qt.Key.Key_Escape)
    assert not b.dialog.isVisible()
    assert b.told == []


def test_tab_goes_from_mark_to_mark_and_then_on_to_the_next_control(board: Maker) -> None:
    b = board(BOX, NOTE)
    b.key(Qt.Key.Key_Tab)
    assert b.canvas.draft.selected == 0
    assert "选中 方框" in b.canvas.accessibleName()
    b.key(Qt.Key.Key_Tab)
    assert "选中 编号 ① 盖板没有上锁" in b.canvas.accessibleName()
    b.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not b.canvas
    b.key(Qt.Key.Key_Backtab, SHIFT)
    assert QApplication.focusWidget() is b.canvas
    b.key(Qt.Key.Key_Backtab, SHIFT)
    assert b.canvas.draft.selected == 0


def test_every_control_has_a_name_and_there_is_one_primary_button(board: Maker) -> None:
    b = board(BOX)
    for button in b.dialog.findChildren(QPushButton):
        assert button.text()
    for widget in (b.canvas, b.dialog.kinds, b.dialog.list, b.dialog.words):
        assert widget.accessibleName()
    assert primary_buttons(b.dialog) == ["完成"]


def test_the_list_selects_and_delete_takes_away(board: Maker) -> None:
    b = board(BOX, NOTE)
    b.dialog.list.setFocus()
    b.dialog.list.setCurrentRow(1)
    assert b.canvas.draft.selected == 1
    assert b.dialog.words.text() == "盖板没有上锁"
    b.key(Qt.Key.Key_Delete)
    assert b.marks == (BOX,)
    assert b.told == [(BOX,)]


def test_marks_cannot_be_pushed_out_of_the_photo(board: Maker) -> None:
    b = board(BOX)
    b.key(Qt.Key.Key_Tab)
    b.key(Qt.Key.Key_Right, times=30)
    b.key(Qt.Key.Key_Down, times=30)
    assert close_to(b.marks[0], Mark("box", 0.5, 0.5, 1, 1), by=0.0001)


# ---- taking back


def test_every_step_is_taken_back_and_done_again(board: Maker) -> None:
    b = board()
    for at in range(12):
        b.drag((0.05 + at * 0.07, 0.1), (0.1 + at * 0.07, 0.3))
    assert len(b.marks) == 12
    all_told = list(b.told)
    b.key(Qt.Key.Key_Z, CONTROL, times=12)
    assert b.marks == ()
    assert not b.dialog.undo_button.isEnabled()
    b.key(Qt.Key.Key_Y, CONTROL, times=12)
    assert b.marks == all_told[-1]
    assert b.told == [*all_told, *all_told[-2::-1], (), *all_told]


def test_the_buttons_take_back_a_deletion(board: Maker) -> None:
    b = board(BOX, NOTE)
    b.click(0.5, 0.5)
    seen = []
    for button in (b.dialog.remove_button, b.dialog.undo_button, b.dialog.redo_button):
        QTest.mouseClick(button, LEFT)
        seen.append(b.marks)
    assert seen == [(NOTE,), (BOX, NOTE), (NOTE,)]


def test_a_new_step_ends_what_could_be_done_again() -> None:
    draft = MarksDraft([BOX])
    draft.add(NOTE)
    draft.undo()
    draft.add(stretched("arrow", 0, 0, 1, 1))
    assert not draft.redo()
    assert [mark.kind for mark in draft.marks] == ["box", "arrow"]


# ---- limits


def test_the_fifty_first_mark_is_refused_with_what_to_do(board: Maker) -> None:
    b = board(*[Mark("box", 0.1, 0.1, 0.3, 0.3)] * MOST_MARKS)
    b.drag((0.6, 0.6), (0.8, 0.8))
    assert len(b.marks) == MOST_MARKS
    assert b.dialog.problem.text() == "一张照片最多 50 个标注，删去一些再画"
    b.click(0.2, 0.2)
    b.key(Qt.Key.Key_Delete)
    assert b.dialog.problem.text() == ""
    assert len(b.marks) == MOST_MARKS - 1


def test_words_have_forty_characters_and_no_hidden_ones(board: Maker) -> None:
    b = board(BOX)
    b.click(0.5, 0.5)
    b.dialog.words.setFocus()
    write(b.dialog.words, "锁\u202e" + "长" * 60)
    b.key(Qt.Key.Key_Return)
    assert b.marks[0].text == "锁" + "长" * 38
    assert b.dialog.words.text() == b.marks[0].text


@pytest.mark.parametrize("kind", ["arrow", "box", "ellipse", "text"])
@pytest.mark.parametrize("start", [(0, 0), (1, 1), (0.5, 0.5), (-3, 4)])
def test_whatever_the_hand_does_the_mark_can_be_kept(
    kind: Kind, start: tuple[float, float]
) -> None:
    from selfcheck.evidence.marks import read_marks

    drawn = stretched(kind, *start, *start)
    assert read_marks(written([drawn])) == (drawn,)
    assert read_marks(written([moved(drawn, 5, -5)]))
    if kind != "text":
        handle = "end" if kind == "arrow" else "nw"
        for x, y in ((-1, -1), (2, 2), (drawn.x2, drawn.y2)):
            assert read_marks(written([resized(drawn, handle, x, y)]))  # type: ignore[arg-type]  # one of them


# ---- what is seen


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_photo_is_shown_upright_and_whole_with_marks_where_they_belong(
    board: Maker, orientation: int
) -> None:
    b = board(Mark("box", 0.1, 0.2, 0.4, 0.9), size=(900, 500), orientation=orientation)
    assert abs(b.canvas.place.width() / b.canvas.place.height() - 1.8) < 0.01
    seen = b.canvas.grab().toImage()
    corners = (0.04, 0.05), (0.96, 0.05), (0.04, 0.95), (0.96, 0.95)
    for at, colour in zip(corners, QUARTERS, strict=True):
        assert near(rgb(seen, b.at(*at)), colour)
    for at in ((0.1, 0.5), (0.4, 0.5), (0.25, 0.2), (0.25, 0.9)):
        assert is_ink(rgb(seen, b.at(*at)))


@pytest.mark.parametrize("size", [(900, 600), (400, 900), (300, 200)])
def test_screen_and_paper_draw_the_same_marks_at_the_same_places(size: tuple[int, int]) -> None:
    marks = [Mark("box", 0.2, 0.1, 0.5, 0.5), Mark("arrow", 0.9, 0.9, 0.6, 0.6)]
    plain = io.BytesIO()
    Image.new("RGB", size, "#406040").save(plain, "PNG")
    paper = Image.open(io.BytesIO(drawn_on(plain.getvalue(), marks, max(size)))).convert("RGB")
    screen = QImage(*size, QImage.Format.Format_RGB32)
    screen.fill(QColor("#406040"))
    painter = QPainter(screen)
    paint_marks(painter, QRectF(0, 0, *size), marks)
    painter.end()
    for x, y in ((0.35, 0.1), (0.35, 0.5), (0.2, 0.3), (0.5, 0.3), (0.75, 0.75), (0.62, 0.62)):
        at = QPoint(round(x * size[0]), round(y * size[1]))
        found = paper.getpixel((at.x(), at.y()))
        assert isinstance(found, tuple)
        assert is_ink(rgb(screen, at))
        assert near(found, (0xE0, 0x1B, 0x1B), 60)


def test_a_thumbnail_shows_marks_without_numbers() -> None:
    def painted(width: int, *marks: Mark) -> QImage:
        image = QImage(width, width, QImage.Format.Format_RGB32)
        image.fill(QColor("#406040"))
        painter = QPainter(image)
        paint_marks(painter, QRectF(0, 0, width, width), marks)
        painter.end()
        return image

    numbered = Mark("box", 0.25, 0.25, 0.75, 0.75, "没有上锁")
    assert painted(92, numbered) == painted(92, BOX)
    assert painted(400, numbered) != painted(400, BOX)
    assert is_ink(rgb(painted(92, NOTE), QPoint(83, 9)))


def test_marks_are_painted_inside_their_rectangle_only(qapp: QApplication) -> None:
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_marks(painter, QRectF(100, 100, 100, 100), [Mark("box", 0, 0, 1, 1), NOTE])
    painter.end()
    for at in ((50, 150), (97, 150), (150, 203), (250, 150), (150, 97)):
        assert image.pixelColor(*at) == QColor("white")
    assert is_ink(rgb(image, QPoint(100, 150)))


def test_a_photo_that_cannot_be_read_is_told_and_nothing_can_be_drawn(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "坏.jpg"
    path.write_bytes(a_photo()[:500])
    dialog = PhotoMarksDialog(path, [BOX], "坏")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "读不出来" in dialog.canvas.words)
    assert not dialog.insert_button.isEnabled()
    dialog.canvas.insert()
    QTest.mouseClick(dialog.canvas, LEFT, pos=QPoint(200, 200))
    assert dialog.marks == (BOX,)
    dialog.reject()


def test_read_only_shows_marks_and_lets_nothing_be_changed(board: Maker) -> None:
    b = board(BOX, NOTE, editable=False)
    assert not b.dialog.tools.isVisible()
    assert not b.dialog.words_field.isVisible()
    assert b.dialog.list.count() == 2
    b.drag((0.3, 0.3), (0.6, 0.6))
    b.dialog.list.setFocus()
    b.dialog.list.setCurrentRow(0)
    b.key(Qt.Key.Key_Delete)
    b.key(Qt.Key.Key_Z, CONTROL)
    assert b.marks == (BOX, NOTE)
    assert b.told == []


@pytest.mark.parametrize("text_size", ["standard", "larger"])
def test_everything_fits_into_a_small_window(board: Maker, text_size: TextSize) -> None:
    look.apply("dark", text_size)
    b = board(BOX, Mark("text", 0.5, 0.5, 0.5, 0.5, "长" * 40))
    b.dialog.resize(1027, 577)
    settle()
    assert (b.dialog.width(), b.dialog.height()) == (1027, 577)
    inside = b.dialog.rect()
    parts = [b.canvas, b.dialog.side, b.dialog.hint, b.dialog.close_button, b.dialog.tools]
    parts += [x for x in b.dialog.tools.findChildren(QWidget) if x.parent() is b.dialog.tools]
    for part in parts:
        corner = part.mapTo(b.dialog, QPoint(0, 0))
        assert inside.contains(QRect(corner, part.size()))
        assert part.width() >= min(part.minimumSizeHint().width(), part.sizeHint().width())
    assert b.canvas.place.height() > 300


# ---- looking through


def a_card(path: Path, number: int, *marks: Mark, **changes: object) -> EvidenceCard:
    fields: dict[str, object] = {
        "evidence_id": number,
        "code": f"E{number:04d}",
        "title": f"现场 {number}",
        "original_name": path.name,
        "media_type": "image/jpeg",
        "source_words": "拍摄",
        "occurred_on": date(2026, 11, 20),
        "taken_at": "2026-11-20 08:15:00",
        "recorded_at": "2026-11-24T10:32:05+08:00",
        "sha256": "ab12cd34" * 8,
        "size": 1000,
        "path": path,
        "present": True,
        "item_keys": (),
        "uses": 1,
        "marks": tuple(written(marks)),
    }
    return EvidenceCard(**(fields | changes))  # type: ignore[arg-type]  # a builder's fields


@pytest.fixture
def viewer(qtbot: QtBot, tmp_path: Path) -> Iterator[PhotoViewer]:
    paths = []
    for number, orientation in ((1, 1), (2, 6)):
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(a_photo((640, 400), orientation))
        paths.append(path)
    made = PhotoViewer(
        (
            a_card(paths[0], 1, BOX, NOTE),
            a_card(paths[1], 2, taken_at=""),
            a_card(tmp_path / "a.pdf", 3, media_type="application/pdf"),
            a_card(tmp_path / "gone.jpg", 4, present=False),
        ),
        0,
        editable=True,
    )
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: made.picture.has_photo)
    yield made
    if made.board is not None:
        made.board.reject()
    made.reject()


def test_a_photo_is_shown_with_what_is_known_of_it(viewer: PhotoViewer) -> None:
    assert viewer.title.text() == "现场 1"
    assert viewer.count.text() == "1 / 4"
    for words in (
        "拍摄 2026-11-20 08:15:00",
        "来源 拍摄",
        "登记 2026-11-24 10:32",
        "ab12cd34…",
    ):
        assert words in viewer.facts.text()
    assert viewer.legend.text() == "① 盖板没有上锁"


def test_arrow_keys_go_through_the_photos_and_stop_at_the_ends(
    viewer: PhotoViewer, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Left)
    assert viewer.card.evidence_id == 1
    press(Qt.Key.Key_Right)
    assert viewer.card.evidence_id == 2
    qtbot.waitUntil(lambda: viewer.picture.has_photo)
    assert viewer.picture.place.width() > viewer.picture.place.height()
    assert not viewer.legend.isVisible()
    press(Qt.Key.Key_PageDown)
    assert "不是照片" in viewer.picture.words
    assert not viewer.mark_button.isEnabled()
    press(Qt.Key.Key_Right)
    assert "找不到" in viewer.picture.words
    assert not viewer.open_button.isEnabled()
    press(Qt.Key.Key_Right)
    assert viewer.count.text() == "4 / 4"
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_PageUp)
    assert viewer.title.accessibleName() == "现场 2，第 2 张，共 4 张"


def test_marks_can_be_hidden_for_a_look_at_what_is_below(viewer: PhotoViewer) -> None:
    def on_the_line() -> tuple[int, int, int]:
        place = viewer.picture.place
        at = QPointF(place.left() + place.width() * 0.25, place.center().y()).toPoint()
        return rgb(viewer.picture.grab().toImage(), at)

    assert is_ink(on_the_line())
    QTest.mouseClick(viewer.shown, LEFT, pos=QPoint(10, viewer.shown.height() // 2))
    assert not is_ink(on_the_line())
    assert not viewer.legend.isVisible()


def test_the_original_is_opened_by_the_system(
    viewer: PhotoViewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    answers = [True, False]

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return answers.pop(0)

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    QTest.mouseClick(viewer.open_button, LEFT)
    assert [Path(url.toLocalFile()) for url in opened] == [viewer.card.path]
    assert viewer.problem.text() == ""
    QTest.mouseClick(viewer.open_button, LEFT)
    assert "没有能打开它的程序" in viewer.problem.text()


def test_marks_drawn_from_here_are_told_with_the_photo_they_belong_to(
    viewer: PhotoViewer, qtbot: QtBot
) -> None:
    told: list[tuple[int, tuple[Mark, ...]]] = []
    viewer.marked.connect(lambda number, marks: told.append((number, marks)))
    press(Qt.Key.Key_Right)
    QTest.mouseClick(viewer.mark_button, LEFT)
    board = viewer.board
    assert board is not None
    qtbot.waitUntil(lambda: board.canvas.usable)
    QTest.mouseClick(board.insert_button, LEFT)
    QTest.mouseClick(board.close_button, LEFT)
    settle()
    assert viewer.board is None
    (only,) = told
    assert only[0] == 2
    assert close_to(only[1][0], Mark("box", 0.4, 0.4, 0.6, 0.6))
    assert viewer.picture.marks == only[1]
    viewer.activateWindow()  # the offscreen platform forgets to
    qtbot.waitUntil(viewer.isActiveWindow)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Right)
    assert viewer.picture.marks == only[1]


def test_marks_that_were_damaged_are_told_beside_the_photo(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "1.jpg"
    path.write_bytes(a_photo())
    made = PhotoViewer((a_card(path, 1, marks=({"kind": "?"},)),), 0)
    qtbot.addWidget(made)
    made.show()
    assert made.problem.text().startswith("第 1 个标注的种类不认识")
    assert not made.mark_button.isVisible()
    qtbot.waitUntil(lambda: made.picture.has_photo)
    made.reject()
