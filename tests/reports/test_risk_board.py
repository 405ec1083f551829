"""Notice boards: colour and word of the level, all fields, signs in their order, nothing that does not fit."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from selfcheck.errors import Cancelled, NotReady
from selfcheck.forms.signs import KIND_WORDS, ORDER, shipped_signs
from selfcheck.progress import Progress
from selfcheck.reports.content import RiskWord
from selfcheck.reports.ink import RISK_COLOURS
from selfcheck.reports.risk_board import boards_pdf
from selfcheck.reports.risk_board_words import qr_text
from selfcheck.reports.risk_content import COLOURS, LEVELS, UNKNOWN, RiskBoard
from selfcheck.reports.risk_formats import (
    BOARD_A3,
    BOARD_A3_WIDE,
    BOARD_A4,
    BOARD_A4_WIDE,
    SheetFormat,
)
from tests.reports.paper_reading import contrasts, fills_of, words_on
from tests.reports.risk_samples import a_board, a_confined_board, an_origin
from tests.reports.samples import words_of

SIZES = (BOARD_A4, BOARD_A4_WIDE, BOARD_A3, BOARD_A3_WIDE)
HEX = {level: "#" + colour.hexval()[2:].lower() for level, colour in RISK_COLOURS.items()}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("level", LEVELS)
def test_the_band_has_the_colour_of_the_level_that_is_written_on_it(
    level: RiskWord, size: SheetFormat
) -> None:
    pdf = boards_pdf([a_board(level=level)], size)
    bands = {fill.colour for fill in fills_of(pdf) if fill.size[0] > 400} & set(HEX.values())
    assert bands == {HEX[level]}
    words = words_on(pdf)
    assert f"{level}风险{COLOURS[level]}色" in words
    assert not any(
        f"{other}风险{COLOURS[other]}色" in words for other in LEVELS if other != level
    )


def test_a_point_that_is_not_assessed_has_no_colour_and_says_so() -> None:
    pdf = boards_pdf([a_board(level=None)])
    assert not {fill.colour for fill in fills_of(pdf)} & set(HEX.values())
    assert UNKNOWN in words_on(pdf)


@pytest.mark.parametrize("size", SIZES)
def test_a_board_says_all_that_a_board_has_to_say(size: SheetFormat, tmp_path: Path) -> None:
    board = a_board()
    pdf = boards_pdf([board], size)
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    assert tuple(map(float, page.mediabox[2:])) == pytest.approx(
        (size.width, size.height), abs=0.1
    )
    text = "".join(words_of(pdf, tmp_path).split())
    for words in (
        "安全风险告知牌", board.origin.enterprise, board.name, board.number, board.place, board.department,
        board.owner, board.phone, board.accidents, board.factors, *board.measures, *board.emergency,
        "119", "120", "110", "0714-6350119", "2026-11-20", "R17-4F2A", "2027-11-20",
        *(sign.words for sign in board.signs),
    ):  # fmt: skip
        assert "".join(words.split()) in text, words


@pytest.mark.parametrize("size", [BOARD_A4, BOARD_A4_WIDE])
def test_signs_hang_in_the_order_of_the_standard_however_they_are_given(
    size: SheetFormat,
) -> None:
    signs = tuple(reversed(shipped_signs().signs[::4]))
    assert {sign.kind for sign in signs} == set(ORDER)
    words = words_on(boards_pdf([a_board(signs=signs)], size))
    kinds = [sign.kind for sign in sorted(signs, key=lambda sign: words.index(sign.words))]
    assert kinds == sorted(kinds, key=ORDER.index)
    assert [KIND_WORDS[kind] for kind in ORDER] == [
        "警告标志",
        "禁止标志",
        "指令标志",
        "提示标志",
    ]


@pytest.mark.parametrize(
    ("chemical", "there", "not_there"),
    [
        (
            False,
            ("有限空间安全风险告知牌", "19.5%～23.5%", "10%LEL", "GB46768-2025"),
            "GB30871",
        ),
        (
            True,
            ("受限空间安全风险告知牌", "19.5%～21%", "不大于0.5%", "GB30871-2022"),
            "GB46768",
        ),
    ],
)
@pytest.mark.parametrize("size", SIZES)
def test_a_confined_space_has_the_limits_of_its_own_standard(
    chemical: bool, there: tuple[str, ...], not_there: str, size: SheetFormat, tmp_path: Path
) -> None:
    pdf = boards_pdf([a_confined_board(chemical=chemical)], size)
    text = "".join(words_of(pdf, tmp_path).split())
    for words in (*there, "矩形地下池", "120m³", "周建华", "李文静", "安全监督", "硫化氢"):
        assert words in text, words
    assert not_there not in text


@pytest.mark.parametrize("size", [BOARD_A4, BOARD_A4_WIDE])
@pytest.mark.parametrize("make", [a_board, a_confined_board])
def test_a_grey_print_of_a_board_stays_legible(
    make: Callable[..., RiskBoard], size: SheetFormat
) -> None:
    for level in LEVELS:
        worst = sorted(contrasts(boards_pdf([make(level=level)], size)), key=lambda it: it[1])
        assert len(worst) > 30
        assert worst[0][1] >= 4.5, (level, worst[:3])


def test_the_qr_code_says_which_board_it_is_without_any_network() -> None:
    text = qr_text(a_board())
    for words in (
        "R-01",
        "3号中频炉",
        "重大风险（红）",
        "R17-4F2A",
        "黄石示例机械制造有限公司",
    ):
        assert words in text
    assert "http" not in text


def test_a_public_board_says_that_it_tells_no_names() -> None:
    words = words_on(boards_pdf([a_board(public=True, owner="车间主任", phone="0714-6350119")]))
    assert "责任岗位车间主任" in words
    assert "值班电话" in words
    assert "不载姓名和手机号码" in words


def test_all_boards_are_one_file_with_an_outline_and_the_work_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    progress = Progress(report=lambda done, total, _: told.append((done, total)))
    boards = [a_board(number=f"R-{n:02d}") for n in range(1, 13)]
    pdf = boards_pdf(boards, BOARD_A4, progress)
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == len(reader.outline) == 12
    assert (12, 12) in told
    assert pdf == boards_pdf(boards, BOARD_A4)


def test_printing_all_boards_can_be_stopped() -> None:
    progress = Progress()
    progress.report = lambda done, *_: progress.stop.set() if done == 2 else None
    with pytest.raises(Cancelled):
        boards_pdf([a_board(number=f"R-{n:02d}") for n in range(5)], BOARD_A4, progress)


def test_rp02_a_board_that_does_not_fit_is_named_and_a_larger_sheet_takes_more() -> None:
    long = a_board(measures=tuple("检查炉衬厚度并记录" * 5 for _ in range(24)))
    with pytest.raises(NotReady) as caught:
        boards_pdf([a_board(), long, replace(long, number="R-02", measures=("字" * 9000,))])
    assert {p.code for p in caught.value.problems} == {"RP02"}
    assert "R-02" in [p.where for p in caught.value.problems]
    assert len(PdfReader(io.BytesIO(boards_pdf([long], BOARD_A3))).pages) == 1


def test_rp01_a_character_without_glyph_is_refused_with_its_place() -> None:
    with pytest.raises(NotReady) as caught:
        boards_pdf([a_board(owner="陈\ue001")])
    assert [p.code for p in caught.value.problems] == ["RP01"]
    assert caught.value.problems[0].where == "R-01 的告知牌的责任人和电话"


def test_a_draft_says_so_across_the_board() -> None:
    pdf = boards_pdf([a_board(origin=an_origin(draft=True))])
    assert words_on(pdf).count("草稿") == 2


def test_lines_are_numbered_once() -> None:
    board = a_board(measures=("1. 已经编号", "2. 也编了"), emergency=("只有一条",))
    words = words_on(boards_pdf([board]))
    assert "1.已经编号" in words
    assert "1.1." not in words
    assert "1.只有" not in words
