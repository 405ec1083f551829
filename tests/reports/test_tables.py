"""Tables that flow over pages: every row once, the header on every page."""

import time
from pathlib import Path

from selfcheck.progress import Progress
from selfcheck.reports.paper import Book, Strip
from selfcheck.reports.tables import fitted, set_table
from tests.reports.samples import words_of

TITLES = ("编号", "地点", "隐患", "责任人")


def a_table(rows: list[tuple[str, ...]], titles: tuple[str, ...] = TITLES) -> Book:
    """A book with one table."""
    book = Book(Strip("91420200MA0000000X", "2026-11-003", "0" * 64), running="示例公司")
    book.begin("台账")
    headings, cell = fitted(titles, rows)
    set_table(book, headings, rows, cell=cell)
    return book


def some_rows(count: int) -> list[tuple[str, ...]]:
    """Rows that differ, as a ledger's do."""
    return [
        (f"YH{n:05d}", f"{n % 7} 车间", "安全出口堵塞，成品托盘未清", "王磊")
        for n in range(count)
    ]


def test_every_row_is_there_once_and_the_header_on_every_page(tmp_path: Path) -> None:
    book = a_table(some_rows(120))
    text = words_of(book.bind("台账", "", Progress(), ""), tmp_path)
    for number in range(120):
        assert text.count(f"YH{number:05d}") == 1
    assert len(book.pages) > 2
    assert text.count("编号 地点 隐患 责任人") == len(book.pages)


def test_columns_fill_the_body_whatever_they_hold() -> None:
    for rows in ([], some_rows(3), [("字" * 300, "1", "2", "3")]):
        headings, _ = fitted(TITLES, rows)
        assert abs(sum(heading.width for heading in headings) + 30 - 471.28) < 0.1
        assert min(heading.width for heading in headings) > 10


def test_a_row_longer_than_a_page_is_cut_between_lines(tmp_path: Path) -> None:
    book = a_table([("1", "字" * 4_000, "短", "王磊")])
    assert len(book.pages) > 1
    assert words_of(book.bind("台账", "", Progress(), ""), tmp_path).count("字") == 4_000


def test_a_ledger_of_three_thousand_rows_takes_seconds_not_minutes() -> None:
    rows = some_rows(3_000)
    start = time.perf_counter()
    a_table(rows).bind("台账", "", Progress(), "")
    assert time.perf_counter() - start < 10
