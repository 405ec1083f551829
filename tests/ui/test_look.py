"""Colours can be read, and a switch of look or text size reaches what is on the screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from selfcheck.paths import bundled
from selfcheck.ui import icons, look
from selfcheck.ui.fields import LineField, TextField, mark_wrong
from selfcheck.ui.grades import GRADES, paint_grade
from selfcheck.ui.labels import Label, title
from selfcheck.ui.tokens import DARK, LIGHT, TextSize, Tokens, contrast

_TEXT_ON = [
    *[
        (ink, ground)
        for ink in ("ink", "ink2", "ink3")
        for ground in ("page", "surface", "surface2", "hover")
    ],
    ("ink", "selected"),
    ("ink2", "selected"),
    ("ink2", "idle_soft"),
    ("ink", "chosen"),
    ("ink2", "tray"),
    ("accent_text", "page"),
    ("accent_text", "surface"),
    ("accent_text", "surface2"),
    ("accent_text", "accent_soft"),
    ("accent_ink", "accent"),
    ("accent_ink", "accent_hover"),
    ("bad_ink", "surface"),
    ("bad_ink", "page"),
    ("bad_ink", "bad_soft"),
    ("ink2", "bad_soft"),
    ("ok_ink", "surface"),
    ("ok_ink", "ok_soft"),
    ("ink2", "ok_soft"),
]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), _TEXT_ON)
def test_every_text_stands_out_by_at_least_4_5_to_1(
    tokens: Tokens, ink: str, ground: str
) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("edge", ["accent", "ink3", "ink2", "bad"])
def test_marks_of_state_and_focus_stand_out_by_at_least_3_to_1(
    tokens: Tokens, edge: str
) -> None:
    assert contrast(getattr(tokens, edge), tokens.surface) >= 3


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("weight", [400, 500, 700])
def test_every_weight_is_the_shipped_font_and_not_a_system_one(weight: int) -> None:
    info = QFontInfo(look.font(14, weight))
    assert info.family() == look.FAMILY
    assert info.weight() == weight


@pytest.mark.parametrize("weight", [400, 500, 700])
def test_a_rare_character_in_a_name_is_drawn_and_no_empty_box(
    qtbot: QtBot, weight: int
) -> None:
    label = Label("张𠮷", weight=weight)
    qtbot.addWidget(label)
    look.load_rare()
    look.load_rare()  # a second window finds it there
    layout = QTextLayout("张𠮷", label.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    assert {run.rawFont().familyName() for run in runs} == {look.FAMILY, look.RARE_FAMILY}
    assert all(index for run in runs for index in run.glyphIndexes())


@pytest.mark.parametrize("ink", ["accent_text", "bad_ink", "ink2"])
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_a_tag_on_the_selected_row_stands_on_another_ground(tokens: Tokens, ink: str) -> None:
    assert contrast(tokens.surface, tokens.selected) > 1.09
    assert contrast(getattr(tokens, ink), tokens.surface) >= 4.5


def test_figures_line_up_in_columns() -> None:
    metrics = QFontMetrics(look.font(13))
    assert metrics.horizontalAdvance("111111") == metrics.horizontalAdvance("888888")


@pytest.mark.parametrize(("size", "pixels"), [("standard", 24), ("large", 28), ("larger", 31)])
def test_a_larger_text_size_reaches_labels_that_are_already_shown(
    qtbot: QtBot, size: TextSize, pixels: int
) -> None:
    label = title("十三项职责")
    qtbot.addWidget(label)
    look.apply("light", size)
    assert label.font().pixelSize() == pixels


def test_switching_to_dark_repaints_what_is_shown(qtbot: QtBot) -> None:
    label = Label("已完成", look.CARD)
    label.setAutoFillBackground(True)
    qtbot.addWidget(label)
    label.show()
    before = label.grab().toImage().pixelColor(0, 0).lightness()
    look.apply("dark", "standard")
    after = label.grab().toImage().pixelColor(0, 0).lightness()
    assert before > 200
    assert after < 60


def test_a_field_marked_wrong_keeps_the_text_size_in_force(qtbot: QtBot) -> None:
    field = LineField(name="电话")
    qtbot.addWidget(field)
    look.apply("light", "larger")
    mark_wrong(field, True)
    assert field.font().pixelSize() == look.px(13)
    mark_wrong(field, False)
    assert field.font().pixelSize() == look.px(13)


def test_widgets_that_are_gone_are_not_asked_to_follow(qtbot: QtBot) -> None:
    for _ in range(50):
        Label("暂存").deleteLater()
    qtbot.wait(1)
    look.apply("dark", "large")
    assert look.tokens() is DARK


def test_text_fields_grow_with_the_text_size(qtbot: QtBot) -> None:
    field = TextField(name="说明")
    qtbot.addWidget(field)
    before = field.height()
    look.apply("light", "larger")
    assert field.height() > before


@pytest.mark.parametrize("path", sorted(bundled("resources", "icons").glob("*.svg")))
def test_every_icon_draws_something_and_stays_within_its_square(
    qtbot: QtBot, path: Path
) -> None:
    drawn = icons.pixmap(path.stem, "#17202E", 24, 2.0).toImage()
    edge = [drawn.pixelColor(x, y).alpha() for x in range(48) for y in (0, 47)]
    inside = [drawn.pixelColor(x, y).alpha() for x in range(48) for y in range(48)]
    assert max(inside) > 200
    assert path.stem == "app" or max(edge) < 255


def test_an_icon_takes_the_colour_it_is_asked_for(qtbot: QtBot) -> None:
    red = icons.pixmap("check", "#D92D20", 32).toImage()
    solid = [
        red.pixelColor(x, y)
        for x in range(32)
        for y in range(32)
        if red.pixelColor(x, y).alpha() == 255
    ]
    assert solid
    assert all(pixel == QColor("#D92D20") for pixel in solid)


def test_icons_are_drawn_once_for_each_colour_and_scale(qtbot: QtBot) -> None:
    assert icons.pixmap("home", "#000000", 18) is icons.pixmap("home", "#000000", 18)
    assert icons.pixmap("home", "#000000", 18, 1.25).width() == 22


def test_grades_differ_without_colour(qtbot: QtBot) -> None:
    seen = set()
    for grade in GRADES:
        image = QImage(28, 28, QImage.Format.Format_Grayscale8)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        paint_grade(painter, QRectF(2, 2, 24, 24), grade)
        painter.end()
        dark = [image.pixelColor(x, y).lightness() for x in range(6, 22) for y in range(6, 22)]
        seen.add((min(dark) // 40, max(dark) // 40, (max(dark) - min(dark)) > 30))
    assert len(seen) == len(GRADES)


def test_passphrases_are_drawn_as_even_bullets_by_the_sheet() -> None:
    assert QLineEdit.EchoMode.Password.value == 2  # what the style sheet's selector counts on
