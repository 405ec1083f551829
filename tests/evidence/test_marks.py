"""Marks on photos: what is kept of them, and the copies that papers print."""

import io
import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from selfcheck.errors import EvidenceError, NotReady
from selfcheck.evidence import mark_shapes
from selfcheck.evidence.marks import (
    MOST_MARKS,
    Mark,
    drawn_on,
    legend,
    numbers,
    numeral,
    read_marks,
    written,
)

BOX = Mark("box", 0.25, 0.25, 0.75, 0.75)
RED, GREEN, BLUE, YELLOW = (200, 60, 60), (60, 160, 60), (60, 60, 200), (220, 210, 60)
QUARTERS = (RED, GREEN, BLUE, YELLOW)  # upper left, upper right, lower left, lower right
_T = Image.Transpose
STORED_AS = {  # how a camera with this EXIF orientation stores the upright picture
    1: None,
    2: _T.FLIP_LEFT_RIGHT,
    3: _T.ROTATE_180,
    4: _T.FLIP_TOP_BOTTOM,
    5: _T.TRANSPOSE,
    6: _T.ROTATE_90,
    7: _T.TRANSVERSE,
    8: _T.ROTATE_270,
}


def quarters(size: tuple[int, int]) -> Image.Image:
    """A picture with another colour in each quarter, so that a lost one is seen."""
    image = Image.new("RGB", size)
    wide, high = size[0] // 2, size[1] // 2
    for at, colour in enumerate(QUARTERS):
        left, top = (at % 2) * wide, (at // 2) * high
        image.paste(colour, (left, top, left + wide, top + high))
    return image


def a_photo(size: tuple[int, int] = (800, 600), orientation: int = 1) -> bytes:
    image = quarters(size)
    if (turn := STORED_AS[orientation]) is not None:
        image = image.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    target = io.BytesIO()
    image.save(target, "JPEG", quality=95, exif=exif.tobytes())
    return target.getvalue()


def opened(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    assert image.format == "JPEG"
    return image.convert("RGB")


def colour_at(image: Image.Image, x: float, y: float) -> tuple[int, int, int]:
    place = (
        min(int(x * image.width), image.width - 1),
        min(int(y * image.height), image.height - 1),
    )
    found = image.getpixel(place)
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = 30) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def is_ink(colour: tuple[int, ...]) -> bool:
    """Whether a pixel is the red of a mark."""
    return near(colour, (0xE0, 0x1B, 0x1B), 24)


def grey(colour: tuple[int, int, int]) -> float:
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


# ---- what is kept

shares = st.floats(0, 1)
words = st.text(alphabet="盖板没有上锁①abc 123，。", max_size=40).map(str.strip)


@given(
    st.lists(
        st.builds(
            lambda kind, x, y, wide, high, text: Mark(
                kind, x, y, min(x + wide, 1.0), min(y + high, 1.0), text
            ),
            st.sampled_from(["arrow", "box", "ellipse"]),
            st.floats(0, 0.9),
            st.floats(0, 0.9),
            st.floats(0.01, 1),
            st.floats(0.01, 1),
            words,
        )
        | st.builds(lambda x, y, text: Mark("text", x, y, x, y, text), shares, shares, words),
        max_size=8,
    )
)
def test_what_is_written_is_read_back_and_written_the_same(marks: list[Mark]) -> None:
    kept = written(marks)
    through_json = json.loads(json.dumps(kept))
    assert through_json == kept
    assert written(read_marks(through_json)) == kept
    for one in kept:
        for name in ("x1", "y1", "x2", "y2"):
            assert one[name] == round(float(one[name]), 4)


def test_nothing_drawn_is_an_empty_list() -> None:
    assert written(()) == []
    assert read_marks([]) == ()


def kept(**changes: Any) -> dict[str, Any]:
    return {"kind": "box", "x1": 0.1, "y1": 0.1, "x2": 0.5, "y2": 0.5, "text": ""} | changes


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in kept().items() if key != name}


@pytest.mark.parametrize(
    ("code", "one"),
    [
        ("MK02", "box"),
        ("MK02", None),
        ("MK02", kept(kind="circle")),
        ("MK02", kept(kind=None)),
        ("MK02", kept(colour="red")),
        ("MK02", without("kind")),
        ("MK03", without("x1")),
        ("MK03", kept(x1=-0.01)),
        ("MK03", kept(y2=1.0001)),
        ("MK03", kept(x2=120)),
        ("MK03", kept(x1="0.1")),
        ("MK03", kept(x1=True)),
        ("MK03", kept(x2=float("nan"))),
        ("MK03", kept(x2=float("inf"))),
        ("MK03", kept(x2=0.1)),
        ("MK03", kept(x2=0.05)),
        ("MK03", kept(x2=0.10001, y2=0.10001)),
        ("MK03", kept(kind="arrow", x2=0.1, y2=0.1)),
        ("MK03", kept(kind="text")),
        ("MK04", kept(text="字" * 41)),
        ("MK04", kept(text=None)),
        ("MK04", kept(text="盖板\n没有上锁")),
        ("MK04", kept(text="盖板\u202e没有上锁")),
        ("MK04", kept(text=" 盖板")),
    ],
)
def test_mk02_mk03_mk04_a_mark_that_does_not_fit_is_refused_by_its_number(
    code: str, one: object
) -> None:
    with pytest.raises(NotReady) as refused:
        read_marks([kept(), one])
    (problem,) = refused.value.problems
    assert (problem.code, problem.where) == (code, "marks[1]")
    assert problem.text.startswith("第 2 个标注")


def test_all_that_does_not_fit_is_told_at_once() -> None:
    with pytest.raises(NotReady) as refused:
        read_marks([kept(kind="x"), kept(), kept(x1=2), kept(text="字" * 41)])
    assert [p.code for p in refused.value.problems] == ["MK02", "MK03", "MK04"]


@pytest.mark.parametrize("value", [None, "[]", {"0": kept()}, 3])
def test_mk01_marks_are_a_list(value: object) -> None:
    with pytest.raises(NotReady) as refused:
        read_marks(value)
    assert refused.value.problems[0].code == "MK01"


def test_mk01_fifty_marks_are_enough_for_one_photo() -> None:
    assert len(read_marks([kept()] * MOST_MARKS)) == MOST_MARKS
    with pytest.raises(NotReady, match="最多 50 个标注，现在有 51 个"):
        read_marks([kept()] * (MOST_MARKS + 1))


def test_an_arrow_may_point_anywhere() -> None:
    marks = read_marks([kept(kind="arrow", x1=0.9, y1=0.8, x2=0.1, y2=0.8)])
    assert marks == (Mark("arrow", 0.9, 0.8, 0.1, 0.8),)


def test_only_marks_with_words_and_notes_have_numbers() -> None:
    marks = (BOX, Mark("text", 0.1, 0.1, 0.1, 0.1), Mark("box", 0, 0, 1, 1, "未上锁"), BOX)
    assert numbers(marks) == (0, 1, 2, 0)
    assert legend(marks) == ("② 未上锁",)


def test_numbers_have_circles_up_to_fifty() -> None:
    assert [numeral(n) for n in (1, 20, 21, 35, 36, 50)] == ["①", "⑳", "㉑", "㉟", "㊱", "㊿"]
    assert len({numeral(n) for n in range(1, MOST_MARKS + 1)}) == MOST_MARKS


# ---- the geometry that screen and paper share


@pytest.mark.parametrize("tip", [(0.9, 0.5), (0.1, 0.5), (0.5, 0.1), (0.3, 0.9), (0.51, 0.5)])
def test_the_tip_of_an_arrow_is_where_it_points(tip: tuple[float, float]) -> None:
    outline = mark_shapes.arrow(Mark("arrow", 0.5, 0.5, *tip), 400, 300, 3)
    assert outline[3] == (tip[0] * 400, tip[1] * 300)
    assert all(a != b for a, b in pairwise(outline))


@pytest.mark.parametrize("place", [(0, 0), (1, 0), (0, 1), (1, 1), (0.5, 0.5)])
@pytest.mark.parametrize("size", [(900, 600), (200, 800), (161, 20)])
def test_a_number_is_never_cut_off_by_the_edge(
    place: tuple[float, float], size: tuple[int, int]
) -> None:
    scale = mark_shapes.for_screen(*size)
    x, y = mark_shapes.badge_centre(Mark("text", *place, *place), *size, scale)
    reach = scale.badge + scale.edge
    assert reach <= x <= size[0] - reach
    assert y >= reach
    if size[1] >= 2 * reach:
        assert y <= size[1] - reach


# ---- copies for papers


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("size", [(800, 500), (500, 800)])
def test_the_copy_is_the_whole_picture_upright_with_the_marks_on_it(
    orientation: int, size: tuple[int, int]
) -> None:
    mark = Mark("box", 0.1, 0.2, 0.4, 0.9)  # off the middle: a wrong turn would be seen
    image = opened(drawn_on(a_photo(size, orientation), [mark], 400))

    assert image.size == (size[0] // 2, size[1] // 2)
    inside = (0.05, 0.05), (0.95, 0.05), (0.05, 0.95), (0.95, 0.95)
    assert all(
        near(colour_at(image, *at), colour) for at, colour in zip(inside, QUARTERS, strict=True)
    )
    for x, y in ((0.1, 0.5), (0.4, 0.5), (0.25, 0.2), (0.25, 0.9)):
        assert is_ink(colour_at(image, x, y)), (x, y)
    assert near(colour_at(image, 0.25, 0.35), RED)
    assert near(colour_at(image, 0.25, 0.7), BLUE)


@pytest.mark.parametrize("size", [(640, 480), (300, 1200), (1200, 300), (40, 30), (5000, 40)])
def test_no_part_of_the_picture_is_lost_at_any_shape(size: tuple[int, int]) -> None:
    image = opened(drawn_on(a_photo(size), [Mark("arrow", 0.4, 0.4, 0.6, 0.6)], 600))
    longer = min(600, max(size))
    assert max(image.size) == longer
    assert abs(image.width / image.height - size[0] / size[1]) < size[0] / size[1] * 0.15
    inside = (0.02, 0.02), (0.98, 0.02), (0.02, 0.98), (0.98, 0.98)
    for at, colour in zip(inside, QUARTERS, strict=True):
        assert near(colour_at(image, *at), colour, 60), at


def test_the_original_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "原 件.jpg"
    path.write_bytes(a_photo())
    before = path.read_bytes(), path.stat().st_mtime_ns
    drawn_on(path, [BOX], 300)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.parametrize("background", ["black", "white", "#E01B1B", "#808080", "#20E020"])
def test_a_mark_stands_out_from_any_background_also_in_grey_print(background: str) -> None:
    target = io.BytesIO()
    Image.new("RGB", (400, 400), background).save(target, "PNG")
    image = opened(drawn_on(target.getvalue(), [BOX], 400))
    across = [colour_at(image, (x + 0.5) / 400, 0.5) for x in range(85, 116)]
    shades = [grey(colour) for colour in across]

    assert any(map(is_ink, across))
    assert max(shades) > 225  # its white edge
    assert max(shades) - min(shades) > 120


@pytest.mark.parametrize("kind", ["arrow", "ellipse"])
def test_arrow_and_ellipse_are_drawn_where_they_lie(kind: Any) -> None:
    image = opened(
        drawn_on(
            a_photo(), [Mark(kind, 0.2, 0.5, 0.8, 0.5001 if kind == "arrow" else 0.9)], 800
        )
    )
    at = (0.5, 0.5)
    assert is_ink(colour_at(image, *at))
    assert is_ink(colour_at(image, 0.785, 0.5 if kind == "arrow" else 0.7)) or is_ink(
        colour_at(image, 0.8, 0.7)
    )
    assert near(colour_at(image, 0.25, 0.2), RED)


def test_numbers_stand_beside_marks_and_their_words_below_the_picture() -> None:
    plain = opened(drawn_on(a_photo(), [BOX], 800))
    marks = [BOX, Mark("text", 0.9, 0.1, 0.9, 0.1, "盖板没有上锁")]
    told = opened(drawn_on(a_photo(), marks, 800))

    assert plain.size == (800, 600)
    assert told.width == 800
    assert told.height > 620
    assert is_ink(colour_at(told.crop((0, 0, 800, 600)), 0.88, 0.1))
    strip = told.crop((0, 600, 800, told.height)).convert("L")
    shades = strip.histogram()
    assert sum(shades[:80]) > 50  # words …
    assert sum(shades[250:]) > strip.width * strip.height / 2  # … on white


def test_papers_that_print_the_words_themselves_get_the_picture_alone() -> None:
    marks = [Mark("text", 0.9, 0.1, 0.9, 0.1, "盖板没有上锁")]
    assert opened(drawn_on(a_photo(), marks, 800, explained=False)).size == (800, 600)


def inked(marks: list[Mark]) -> int:
    """How many dark pixels the words below the picture have."""
    image = opened(drawn_on(a_photo(), marks, 800)).convert("L")
    return sum(image.crop((0, 600, 800, image.height)).histogram()[:128])


def test_rare_characters_are_written_with_the_font_that_has_them() -> None:
    from selfcheck.evidence import marks_on_paper

    assert marks_on_paper._face_for("锁") == "NotoSansSC-Regular.ttf"
    assert marks_on_paper._face_for("𠮷") != marks_on_paper._face_for("锁")
    assert inked([Mark("text", 0.5, 0.5, 0.5, 0.5, "𠮷𠮷")]) > 100


def test_long_words_go_on_in_the_next_line() -> None:
    short = opened(drawn_on(a_photo(), [Mark("box", 0.1, 0.1, 0.9, 0.9, "长" * 10)], 800))
    long = opened(drawn_on(a_photo(), [Mark("box", 0.1, 0.1, 0.9, 0.9, "长" * 40)], 800))
    assert long.height > short.height
    right = long.crop((800 - 6, 600, 800, long.height)).convert("L")
    assert not sum(right.histogram()[:240])  # nothing runs out of the strip


def test_transparent_pictures_are_printed_on_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (200, 100), (0, 0, 0, 0)).save(target, "PNG")
    assert near(
        colour_at(opened(drawn_on(target.getvalue(), [BOX], 200)), 0.05, 0.05), (255,) * 3
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "读不出来"),
        (b"no picture", "读不出来"),
        (a_photo()[:400], "读不出来"),
        (a_photo()[:-4000], "读不出来"),
    ],
)
def test_a_picture_that_cannot_be_read_is_told(content: bytes, told: str) -> None:
    with pytest.raises(EvidenceError, match=told):
        drawn_on(content, [BOX], 300)


def test_a_picture_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="不在档案里"):
        drawn_on(tmp_path / "没有.jpg", [BOX], 300)


def test_a_forged_size_is_refused_before_memory_is_asked_for() -> None:
    target = io.BytesIO()
    Image.new("L", (8, 8)).save(target, "PNG")
    forged = bytearray(target.getvalue())
    forged[16:24] = (60_000).to_bytes(4, "big") * 2
    import zlib

    forged[29:33] = zlib.crc32(bytes(forged[12:29])).to_bytes(4, "big")
    with pytest.raises(EvidenceError, match="像素过多"):
        drawn_on(bytes(forged), [BOX], 300)


_MEASURE = """
import resource, sys
from pathlib import Path
from selfcheck.evidence.marks import Mark, drawn_on
drawn_on(Path(sys.argv[2]), [Mark("text", .5, .5, .5, .5, "字")], 1600)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
made = drawn_on(Path(sys.argv[1]), [Mark("text", .5, .5, .5, .5, "字")], 1600)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, len(made))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no highest use of memory")
def test_a_photo_of_fifty_million_pixels_needs_little_memory(tmp_path: Path) -> None:
    huge, small = tmp_path / "huge.jpg", tmp_path / "small.jpg"
    Image.new("RGB", (8660, 5770), (90, 120, 60)).save(huge, "JPEG", quality=60)
    Image.new("RGB", (1600, 1066), (90, 120, 60)).save(small, "JPEG")
    told = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(huge), str(small)],
        capture_output=True,
        text=True,
        check=True,
    )
    grown, size = map(int, told.stdout.split())
    unit = 1 if sys.platform == "darwin" else 1024
    assert grown * unit < 60_000_000  # decoded whole it would be 200 MB
    assert size > 3_000


def test_neither_qt_nor_pillow_is_loaded_to_read_marks() -> None:
    code = (
        "import sys, selfcheck.evidence.marks; "
        "print([n for n in sys.modules if n.split('.')[0] in ('PIL', 'PySide6')])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"
