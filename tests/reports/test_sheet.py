"""Workbooks: text stays text, dates are dates, and every office program opens them."""

import io
import shutil
import subprocess
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from selfcheck.errors import SelfCheckError
from selfcheck.reports.sheet import Cell, Sheet, build

TRICKS = (
    "=1+1",
    "+86 714",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("x")',
    "{=1}",
    "http://a.cn",
)


def a_sheet(
    *rows: tuple[Cell, ...], title: str = "清单", columns: tuple[str, ...] = ("名称",)
) -> Sheet:
    """A sheet of the given rows."""
    return Sheet(title, columns, rows)


def read(data: bytes, name: str) -> list[list[object]]:
    """The rows as another program reads them."""
    return [
        list(row)
        for row in CalamineWorkbook.from_filelike(io.BytesIO(data))
        .get_sheet_by_name(name)
        .to_python()
    ]


def test_what_is_written_is_what_another_program_reads() -> None:
    columns = ("名称", "数量", "金额", "日期", "时间", "在用")
    row = (
        "张𠮷䶮",
        12,
        Decimal("3.5"),
        date(2026, 11, 23),
        datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
        True,
    )
    data = build([a_sheet(row, columns=columns)], title="登记")
    assert read(data, "清单") == [
        list(columns),
        ["张𠮷䶮", 12.0, 3.5, date(2026, 11, 23), datetime(2026, 11, 23, 10, 0), "是"],  # noqa: DTZ001
    ]


@pytest.mark.parametrize("text", TRICKS)
def test_text_never_becomes_a_formula_or_a_link(text: str) -> None:
    data = build([a_sheet((text,))], title="登记")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in page
        assert "hyperlink" not in page
        assert not [name for name in archive.namelist() if "externalLink" in name]
    assert str(read(data, "清单")[1][0]).strip() == text.strip()


def test_the_same_rows_give_the_same_bytes() -> None:
    sheets = [a_sheet(("甲",), ("乙",)), a_sheet((date(2026, 1, 2),), title="二")]
    assert build(sheets, title="登记") == build(sheets, title="登记")


def test_many_rows_are_written_without_holding_them() -> None:
    sheet = a_sheet(*((f"第 {n} 行", n) for n in range(6_000)), columns=("名称", "数"))
    data = build([sheet], title="登记")
    assert data == build([sheet], title="登记")
    rows = read(data, "清单")
    assert len(rows) == 6_001
    assert rows[-1] == ["第 5999 行", 5999.0]


def test_the_header_stays_in_sight_and_on_every_printed_page() -> None:
    with zipfile.ZipFile(io.BytesIO(build([a_sheet(("甲",))], title="登记"))) as archive:
        assert 'state="frozen"' in archive.read("xl/worksheets/sheet1.xml").decode()
        assert "Print_Titles" in archive.read("xl/workbook.xml").decode()


def test_sheet_names_are_made_acceptable_and_unlike_each_other() -> None:
    titles = [
        "外包/外租:清单?*[1]",
        "同名",
        "同名",
        "History",
        "'引号'",
        "长" * 40,
        "长" * 40,
        "",
    ]
    data = build([a_sheet(("甲",), title=title) for title in titles], title="登记")
    names = CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names
    assert len({name.lower() for name in names}) == len(titles)
    for name in names:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")


def test_empty_cells_and_dates_before_excel_are_kept() -> None:
    data = build(
        [a_sheet((None, ""), (date(1850, 1, 1), "甲"), columns=("一", "二"))], title="登记"
    )
    assert read(data, "清单")[-1] == ["1850-01-01", "甲"]


def test_a_text_longer_than_a_cell_is_refused_with_its_place() -> None:
    with pytest.raises(SelfCheckError, match="“清单”第 2 行的“名称”有 40,000 个字"):
        build([a_sheet(("甲",), ("字" * 40_000,))], title="登记")


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("soffice (LibreOffice) is not installed")
    path = tmp_path / "book.xlsx"
    path.write_bytes(build([a_sheet(("=1+1",), ("张𠮷䶮",))], title="登记"))
    command = [
        "soffice",
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
    ]
    subprocess.run([*command, "--outdir", tmp_path, path], check=True, capture_output=True)
    assert (tmp_path / "book.csv").read_text("utf-8").split() == ["名称", "=1+1", "张𠮷䶮"]
