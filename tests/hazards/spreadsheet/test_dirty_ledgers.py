"""Every kind of dirt, the whole way from the file to the two hazards that are in it."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.hazards.spreadsheet.dirty import (
    FILES,
    FIRST,
    HEADER,
    LEDGER,
    SECOND,
    delimited,
    patched,
    read,
    with_dimension,
    workbook,
)


def _title_rows(path: Path) -> Path:
    title = "某某机械有限公司2026年隐患排查治理台账"
    above: list[list[Any]] = [[title], ["填报单位：设备部", None, None, "单位：元"], []]
    return workbook(path, [*above, *LEDGER], merges=[(0, 0, 0, 8, title)])


def _group_headings(path: Path) -> Path:
    upper = [
        "序号",
        "隐患编号",
        "检查时间",
        "隐患内容",
        "所在区域",
        "隐患等级",
        "整改",
        None,
        "是否闭环",
    ]
    lower = [None, None, None, None, None, None, "责任人", "期限", None]
    merges: list[tuple[int, int, int, int, str]] = [
        (0, column, 1, column, str(upper[column])) for column in (0, 1, 2, 3, 4, 5, 8)
    ]
    return workbook(path, [upper, lower, FIRST, SECOND], merges=[*merges, (0, 6, 0, 7, "整改")])


def _group_headings_without_merges(path: Path) -> Path:
    upper = [
        "序号",
        "隐患编号",
        "检查时间",
        "隐患内容",
        "所在区域",
        "隐患等级",
        "整改情况",
        None,
        "是否闭环",
    ]
    return workbook(path, [upper, [None] * 6 + ["责任人", "期限"], FIRST, SECOND])


def _line_breaks(path: Path) -> Path:
    header = [
        "序\n号",
        "隐患\n编号",
        "检查\r\n时间",
        "隐 患 内 容",
        "所在区域",
        "隐患等级\n（一般/重大）",
    ]
    first = [*FIRST[:3], "配电箱\r\n门缺失", *FIRST[4:]]
    return workbook(path, [header + HEADER[6:], first, SECOND])


def _full_width(path: Path) -> Path:
    first = [
        1,
        "ＹＨ－００１",
        "２０２６．１１．３",
        "配电箱门缺失",
        "一车间",
        "一般",
        "张三",
        "２０２６／１１／１０",
        "是",
    ]
    return workbook(path, [HEADER, first, SECOND])


def _blank_formatted_rows(path: Path) -> Path:
    blank = b"".join(
        b'<row r="%d"><c r="A%d" s="1"/><c r="I%d" s="1"></c></row>' % (n, n, n)
        for n in range(4, 50_000)
    )
    return patched(
        workbook(path), lambda _, data: data.replace(b"</sheetData>", blank + b"</sheetData>")
    )


def _numbered_blank_lines(path: Path) -> Path:
    return workbook(path, [*LEDGER, *([number] for number in range(3, 60))])


def _footers(path: Path) -> Path:
    after: list[list[Any]] = [
        ["合 计", None, None, "2项"],
        ["注：本表每月填报一次"],
        ["填表人：张三", None, None, "审核人：李四", None, None, "填表日期：2026年11月20日"],
    ]
    return workbook(path, [*LEDGER, *after])


def _printed_pages(path: Path) -> Path:
    title = ["隐患排查治理台账"]
    return workbook(path, [title, HEADER, FIRST, ["第1页"], title, HEADER, SECOND])


def _sections(path: Path) -> Path:
    rows = [HEADER, ["一、生产现场"], FIRST, ["二、仓储"], SECOND]
    return workbook(path, rows, merges=[(1, 0, 1, 8, "一、生产现场"), (3, 0, 3, 8, "二、仓储")])


def _date_cells(path: Path) -> Path:
    first = [
        *FIRST[:2],
        date(2026, 11, 3),
        *FIRST[3:7],
        datetime.fromisoformat("2026-11-10T17:30"),
        "√",
    ]
    return workbook(path, [HEADER, first, [*SECOND[:2], 46330, *SECOND[3:7], "46338", "×"]])


def _other_sheets(path: Path) -> Path:
    def more(book: Any, sheet: Any) -> None:
        book.add_worksheet("填报说明").write_column(0, 0, ["说明", "每月填报"])
        old = book.add_worksheet("旧台账")
        old.write_row(0, 0, HEADER)
        old.write_row(1, 0, [1, "OLD", "2020-01-01", "旧隐患", "旧车间"])
        old.hide()
        book.add_chartsheet("图")

    return workbook(path, LEDGER, also=more)


def _starts_in_the_middle(path: Path) -> Path:
    return workbook(path, [[], [], *([None, None, *row] for row in LEDGER)])


def _without_addresses(path: Path) -> Path:
    """Some exports leave out r="A1", which is optional."""
    full = workbook(path)

    def change(name: str, data: bytes) -> bytes:
        if "sheet1" not in name:
            return data
        return re.sub(rb' r="[A-Z]*\d+"', b"", data)

    return patched(full, change)


def _same_as_above(path: Path) -> Path:
    return workbook(
        path, [HEADER, FIRST, [2, "YH-002", "同上", "安全出口堵塞", "〃", "重大", "李四"]]
    )


SAMPLES: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "plain workbook": (".xlsx", workbook),
    "dimension says A1 only": (".xlsx", lambda p: with_dimension(workbook(p), "A1:A1")),
    "dimension says everything": (
        ".xlsx",
        lambda p: with_dimension(workbook(p), "A1:XFD1048576"),
    ),
    "title rows": (".xlsx", _title_rows),
    "merged group headings": (".xlsx", _group_headings),
    "group headings that lost their merges": (".xlsx", _group_headings_without_merges),
    "line breaks in heads and cells": (".xlsx", _line_breaks),
    "full-width figures": (".xlsx", _full_width),
    "50,000 formatted blank rows": (".xlsx", _blank_formatted_rows),
    "numbered lines that were never filled in": (".xlsx", _numbered_blank_lines),
    "sums, remarks and signatures": (".xlsx", _footers),
    "header repeated on each page": (".xlsx", _printed_pages),
    "section titles": (".xlsx", _sections),
    "date cells and serials": (".xlsx", _date_cells),
    "hidden and other sheets": (".xlsx", _other_sheets),
    "table in the middle of the sheet": (".xlsx", _starts_in_the_middle),
    "cells without addresses": (".xlsx", _without_addresses),
    "same as above": (".xlsx", _same_as_above),
    "workbook called .xls": (".xls", workbook),
    "UTF-8": (".csv", delimited),
    "UTF-8 with BOM": (".csv", lambda p: delimited(p, encoding="utf-8-sig")),
    "GB18030": (".csv", lambda p: delimited(p, encoding="gb18030")),
    "UTF-16, as Unicode text of Excel": (".txt", lambda p: delimited(p, "\t", "utf-16")),
    "semicolons": (".csv", lambda p: delimited(p, ";", "gb18030")),
    "tabs": (".tsv", lambda p: delimited(p, "\t")),
    "separator told in the first line": (
        ".csv",
        lambda p: delimited(p, "|", start="sep=|\r\n"),
    ),
    "CSV called .xls": (".xls", lambda p: delimited(p, encoding="gb18030")),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_two_hazards_come_out_of_every_dirty_ledger(kind, tmp_path):
    ending, build = SAMPLES[kind]

    reading = read(build(tmp_path / f"台账{ending}"))

    first, second = reading.rows
    assert "".join(first.description.split()) == "配电箱门缺失"
    assert (second.number, second.description) == ("YH-002", "安全出口堵塞")
    assert first.found_on == date(2026, 11, 3)
    assert first.deadline == date(2026, 11, 10)
    assert (first.location, first.grade, first.owner) == ("一车间", "general", "张三")
    assert first.closed == "closed"
    assert second.grade == "major"
    assert not reading.problems


def test_a_real_xls_with_a_date_merged_over_two_rows_comes_in(tmp_path):
    reading = read(FILES / "ledger.xls")

    assert [(row.row, row.found_on, row.closed) for row in reading.rows] == [
        (3, date(2026, 11, 3), "closed"),
        (4, date(2026, 11, 3), "open"),
        (5, date(2026, 11, 5), "open"),
    ]
    assert reading.rows[0].description == "配电箱\n门缺失"
    assert not reading.problems
