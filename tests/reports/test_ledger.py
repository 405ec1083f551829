"""The ledger on paper: every word of every row once, the titles on every page, soon enough."""

import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from selfcheck.errors import Cancelled, NotReady
from selfcheck.progress import Progress
from selfcheck.reports.ledger import ledger_pdf
from selfcheck.reports.ledger_content import LedgerLine
from selfcheck.reports.linebreak import break_lines, break_quickly
from tests.reports.ledger_samples import a_ledger, a_line, a_major_line
from tests.reports.samples import CODE, HEAD, words_of

SOME = "一二三，。、（）《》 abAB12.,-%:—…“”  "
WIDTHS = {char: 1000 if ord(char) > 0x2E80 else 480 + ord(char) % 7 * 30 for char in SOME}


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, without its gaps."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return ["".join(page.extract_text().split()) for page in pages]


def texts_of(row: LedgerLine) -> list[str]:
    """Everything that a row says."""
    return [part for name in row.__slots__ if isinstance(part := getattr(row, name), str)]


@given(text=st.text(SOME, max_size=60), room=st.integers(700, 12_000))
def test_breaking_quickly_gives_the_same_lines(text: str, room: int) -> None:
    slowly = break_lines(text, room, lambda part: sum(WIDTHS[char] for char in part))
    assert break_quickly(text, room, WIDTHS) == slowly


def test_every_word_of_every_row_can_be_copied_out(tmp_path: Path) -> None:
    rows = [a_major_line(), a_line(2), a_line(3, what="张𠮷䶮说：A\tB & (C) \\ <D>", note="𠮷")]
    text = "".join(words_of(ledger_pdf(a_ledger(*rows), Progress()), tmp_path).split())
    for row in rows:
        for part in texts_of(row):
            for line in part.split("\n"):
                for piece in ("".join(line.split())[:4], "".join(line.split())[-4:]):
                    assert piece in text


def test_narrow_columns_lose_no_character(tmp_path: Path) -> None:
    long = "".join(chr(0x4E00 + count) for count in range(1_200))  # six subsets of the font
    rows = [a_line(1, what="", measures="", owner=long[:400], note=long[400:]), a_line(2)]
    text = words_of(ledger_pdf(a_ledger(*rows), Progress()), tmp_path)
    assert set(long) <= set(text)


def test_the_titles_stand_on_every_page_and_never_alone() -> None:
    rows = [a_line(number) for number in range(100)]
    pages = pages_of(ledger_pdf(a_ledger(*rows), Progress()))
    assert len(pages) > 5
    for number, text in enumerate(pages, 1):
        assert "责任人" in text
        assert "验收人与时间" in text
        assert "YH-2026-" in text
        assert "事故隐患排查治理台账" in text
        assert "黄石示例机械制造有限公司" in text
        assert CODE in text
        assert f"{HEAD[:16]}" in text
        assert f"第{number}页，共{len(pages)}页" in text
    for number in range(100):
        assert sum(text.count(f"YH-2026-{number:03d}") for text in pages) == 1


def test_the_sheets_are_landscape() -> None:
    pages = PdfReader(io.BytesIO(ledger_pdf(a_ledger(a_line()), Progress()))).pages
    assert [tuple(map(round, page.mediabox[2:])) for page in pages] == [(842, 595)]


def test_a_short_row_is_not_cut() -> None:
    rows = [a_line(number, measures="字" * 150) for number in range(12)]
    for text in pages_of(ledger_pdf(a_ledger(*rows), Progress())):
        assert text.count("字") % 150 == 0


def test_a_row_longer_than_a_page_goes_on_over_the_page() -> None:
    rows = [a_line(1), a_line(2, measures="字" * 900), a_line(3)]
    pages = pages_of(ledger_pdf(a_ledger(*rows), Progress()))
    assert len(pages) >= 2
    assert sum(text.count("字") for text in pages) == 900
    assert "YH-2026-003" in pages[-1]
    assert "YH-2026-002" in pages[1]  # told again where the row goes on


def test_a_line_feed_of_any_kind_begins_a_new_line(tmp_path: Path) -> None:
    pdf = ledger_pdf(a_ledger(a_line(what="甲\r\n乙\r丙\n丁")), Progress())
    text = words_of(pdf, tmp_path)
    assert not {"甲乙", "乙丙", "丙丁"} & set(text.split())
    assert {"甲", "乙", "丙", "丁"} <= set(text)


def test_what_was_chosen_and_the_totals_stand_above_the_table() -> None:
    text = pages_of(ledger_pdf(a_ledger(a_line()), Progress()))[0]
    assert "打印日期2026-11-24" in text
    assert "范围：未闭环" in text
    assert "共1项重大1一般2" in text


def test_an_empty_ledger_says_so() -> None:
    (text,) = pages_of(ledger_pdf(a_ledger(filter_words=""), Progress()))
    assert "没有符合条件的隐患" in text
    assert "范围：全部" in text


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = [a_line(number) for number in range(40)]
    assert ledger_pdf(a_ledger(*rows), Progress()) == ledger_pdf(a_ledger(*rows), Progress())


def test_rp01_a_character_without_a_glyph_names_its_hazard_and_column() -> None:
    with pytest.raises(NotReady) as refused:
        ledger_pdf(a_ledger(a_line(1), a_line(2, owner="周𡌴")), Progress())
    (problem,) = refused.value.problems
    assert (problem.code, problem.where) == ("RP01", "YH-2026-002的“责任人”")
    assert "U+21334" in problem.text


def test_rp01_the_name_of_the_enterprise_is_looked_at_too() -> None:
    with pytest.raises(NotReady, match="U\\+21334"):
        ledger_pdf(a_ledger(enterprise="周𡌴公司"), Progress())


def test_a_name_of_sixty_characters_is_printed_whole() -> None:
    name = "湖北省黄石市示例精密机械装备制造与表面处理联合股份有限公司" * 2
    rows = [a_line(number) for number in range(30)]
    for text in pages_of(ledger_pdf(a_ledger(*rows, enterprise=name), Progress())):
        assert name in text


def test_stopping_ends_the_work() -> None:
    progress = Progress()
    progress.stop.set()
    with pytest.raises(Cancelled):
        ledger_pdf(a_ledger(a_line()), progress)


def test_five_thousand_rows_take_seconds_not_minutes() -> None:
    rows = [a_line(number) for number in range(5_000)]
    start = time.perf_counter()
    ledger_pdf(a_ledger(*rows), Progress())
    assert time.perf_counter() - start < 5
