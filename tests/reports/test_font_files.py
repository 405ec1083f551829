"""A font that is held in little memory draws what it drew before."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from selfcheck.paths import bundled
from selfcheck.reports import fonts
from selfcheck.reports.font_files import FontFile

PLACE = ("resources", "fonts", "NotoSansSC-Medium.ttf")
CODES = [ord(char) for char in "重大事故隐患 YH-2026-052 éÅ①"]


@pytest.fixture(scope="module")
def plain() -> TTFont:
    """The same file as ReportLab holds it by itself."""
    return TTFont("plain", str(bundled(*PLACE)))


def test_a_subset_has_the_bytes_it_had(plain: TTFont) -> None:
    ours = fonts.load()["Medium"]

    assert ours.face.makeSubset(CODES) == plain.face.makeSubset(CODES)


def test_every_character_keeps_its_glyph_and_its_width(plain: TTFont) -> None:
    ours = fonts.load()["Medium"]

    assert ours.face.charToGlyph == plain.face.charToGlyph
    assert ours.face.charWidths == plain.face.charWidths
    assert [ours.face.hmetrics[n] for n in range(500)] == plain.face.hmetrics[:500]
    assert list(ours.face.glyphPos) == list(plain.face.glyphPos)


def test_weights_with_the_same_characters_share_what_they_know() -> None:
    known = fonts.load()

    assert known["Bold"].face.charToGlyph is known["Regular"].face.charToGlyph
    assert known["Rare"].face.charToGlyph is not known["Regular"].face.charToGlyph


def test_two_documents_at_once_get_the_same_subset() -> None:
    face = fonts.load()["Regular"].face
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(face.makeSubset, [list(CODES) for _ in range(12)]))

    assert len(set(made)) == 1


def test_what_was_let_go_is_read_again() -> None:
    file = FontFile(bundled(*PLACE))
    once = file[0:12]
    file.let_go()
    file.let_go()

    assert file[0:12] == once == bundled(*PLACE).read_bytes()[:12]
    file.let_go()
