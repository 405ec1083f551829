"""The lists of risks on paper and as a workbook: every word of every row, marks beside levels, one revision."""

import io
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from selfcheck.errors import Cancelled, NotReady
from selfcheck.progress import Progress
from selfcheck.reports import risk_columns
from selfcheck.reports.content import RiskWord
from selfcheck.reports.ink import RISK_COLOURS
from selfcheck.reports.paper import PageFormat
from selfcheck.reports.risk_content import (
    LEVELS,
    UNKNOWN,
    Cell,
    RiskColumn,
    RiskList,
    RiskLists,
)
from selfcheck.reports.risk_formats import LIST_A3, LIST_A4
from selfcheck.reports.risk_lists import lists_pdf, words_of
from selfcheck.reports.risk_sheet import lists_xlsx
from tests.reports import samples
from tests.reports.paper_reading import fills_of
from tests.reports.risk_samples import an_origin

ALL = (
    ("风险管控责任清单", risk_columns.RESPONSIBILITIES),
    ("风险管控措施清单", risk_columns.MEASURES),
    ("应急处置措施清单", risk_columns.EMERGENCY),
    ("作业危害分析（JHA）表", risk_columns.JHA),
    ("安全检查表（SCL）分析表", risk_columns.SCL),
)
HEX = {level: "#" + colour.hexval()[2:].lower() for level, colour in RISK_COLOURS.items()}


def a_row(
    columns: tuple[RiskColumn, ...], number: int, level: str | None = None
) -> tuple[Cell, ...]:
    """A row whose every cell can be told from all others."""
    levels = (*LEVELS, UNKNOWN)
    return tuple(
        number
        if column.title == "序号"
        else (level or levels[number % 5])
        if column.level
        else f"第{number}行{column.title}"
        for column in columns
    )


def lists(count: int = 3, **changes: object) -> RiskLists:
    """All five lists."""
    told = tuple(
        RiskList(title, columns, tuple(a_row(columns, n) for n in range(1, count + 1)))
        for title, columns in ALL
    )
    return RiskLists(an_origin(**changes), told)


@pytest.mark.parametrize("size", [LIST_A3, LIST_A4])
def test_every_word_of_every_row_is_printed(size: PageFormat, tmp_path: Path) -> None:
    told = lists()
    pdf = lists_pdf(told, Progress(), size)
    widths = {round(float(page.mediabox[2])) for page in PdfReader(io.BytesIO(pdf)).pages}
    assert widths == {round(size.width)}
    text = "".join(samples.words_of(pdf, tmp_path).split())
    for one in told.lists:
        assert one.title in text
        for row in one.rows:
            for cell in row:
                assert "".join(words_of(cell).split()) in text
    for words in (
        "R17-4F2A",
        "编制李文静",
        "审核陈国梁",
        "批准周建华",
        "下次复评2027-11-20",
        "共3行",
    ):
        assert words in text


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_has_its_colour_beside_its_word(level: RiskWord) -> None:
    columns = risk_columns.RESPONSIBILITIES
    one = RiskList("清单", columns, (a_row(columns, 1, level),))
    pdf = lists_pdf(RiskLists(an_origin(), (one,)))
    colours = [fill.colour for fill in fills_of(pdf) if fill.colour in HEX.values()]
    assert colours == [HEX[level]] * 2  # inherent and residual
    assert level in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_the_titles_and_the_revision_stand_on_every_page() -> None:
    pages = PdfReader(io.BytesIO(lists_pdf(lists(80)))).pages
    assert len(pages) > 10
    for page in pages:
        text = "".join(page.extract_text().split())
        assert "R17-4F2A" in text
        assert "序号" in text
        assert any(title in text for title, _ in ALL)


def test_each_list_counts_its_own_pages() -> None:
    pages = PdfReader(io.BytesIO(lists_pdf(lists(2)))).pages
    assert len(pages) == len(ALL)
    for page in pages:
        assert "第1页，共1页" in "".join(page.extract_text().split())


def test_a_row_longer_than_a_page_goes_on_over_the_page() -> None:
    columns = (RiskColumn("序号", 1), RiskColumn("措施", 2))
    one = RiskList("清单", columns, ((1, "字" * 9_000), (2, "完")))
    pages = PdfReader(
        io.BytesIO(lists_pdf(RiskLists(an_origin(), (one,)), None, LIST_A4))
    ).pages
    texts = [page.extract_text() for page in pages]
    assert len(texts) > 2
    assert sum(text.count("字") for text in texts) == 9_000
    assert "完" in texts[-1]


def test_a_list_without_rows_says_so() -> None:
    one = RiskList("清单", risk_columns.SCL, ())
    assert "还没有可列出的内容" in PdfReader(
        io.BytesIO(lists_pdf(RiskLists(an_origin(), (one,))))
    ).pages[0].extract_text().replace("\n", "")


def test_a_draft_carries_its_code_as_a_draft() -> None:
    text = PdfReader(io.BytesIO(lists_pdf(lists(draft=True)))).pages[0].extract_text()
    assert "R17-4F2A草稿" in "".join(text.split())


def test_two_thousand_rows_take_little_time() -> None:
    began = time.process_time()
    columns = risk_columns.MEASURES
    rows = tuple(a_row(columns, n) for n in range(2_000))
    lists_pdf(RiskLists(an_origin(), (RiskList("清单", columns, rows),)))
    assert time.process_time() - began < 8


def test_the_same_lists_are_the_same_file() -> None:
    assert lists_pdf(lists()) == lists_pdf(lists())
    assert lists_xlsx(lists()) == lists_xlsx(lists())


def test_rp01_a_character_without_glyph_is_refused_with_its_row_and_column() -> None:
    columns = (RiskColumn("序号", 1), RiskColumn("措施", 2))
    one = RiskList("清单", columns, ((1, "好"), (2, "\ue002")))
    with pytest.raises(NotReady) as caught:
        lists_pdf(RiskLists(an_origin(), (one,)))
    assert [p.where for p in caught.value.problems] == ["清单第 2 行的“措施”"]


def test_printing_lists_can_be_stopped() -> None:
    progress = Progress()
    progress.stop.set()
    with pytest.raises(Cancelled):
        lists_pdf(lists(), progress)
    with pytest.raises(Cancelled):
        lists_xlsx(lists(), progress)


def test_the_workbook_has_the_same_rows_with_numbers_and_dates_as_such() -> None:
    columns = (RiskColumn("序号", 1), RiskColumn("D 或 R", 1), RiskColumn("演练日期", 1))
    one = RiskList("清单", columns, ((1, Decimal("4.5"), date(2026, 3, 1)), (2, "", None)))
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(lists_xlsx(RiskLists(an_origin(), (one,))))
    )
    assert book.sheet_names == ["清单", "修订"]
    rows = book.get_sheet_by_name("清单").to_python()
    assert rows[0] == ["序号", "D 或 R", "演练日期"]
    assert rows[1] == [1, 4.5, date(2026, 3, 1)]
    about = {str(row[0]): row[1] for row in book.get_sheet_by_name("修订").to_python()}
    assert about["修订号"] == "R17-4F2A"
    assert about["清单"] == 2


def test_every_list_of_the_workbook_has_a_sheet_of_its_own() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(lists_xlsx(lists())))
    assert book.sheet_names == [*(title for title, _ in ALL), "修订"]
    for title, columns in ALL:
        rows = book.get_sheet_by_name(title).to_python()
        assert rows[0] == [column.title for column in columns]
        assert len(rows) == 4
