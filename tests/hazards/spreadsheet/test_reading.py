"""What a file is, is seen from its content; what cannot be read says what to do."""

import struct
import threading
import time
import tracemalloc
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from selfcheck.errors import Cancelled, SelfCheckError
from selfcheck.hazards.spreadsheet import refused
from selfcheck.hazards.spreadsheet.grid import Merge
from selfcheck.hazards.spreadsheet.reading import read_book
from selfcheck.progress import Progress
from tests.hazards.spreadsheet.dirty import FILES, delimited, patched, read, workbook

HTML = "<html><head><meta charset=utf-8></head><body><table><tr><td>序号</td></tr></table></body></html>"
OLD_XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
_WRITE_ACCESS, _FILE_PASS = b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00"
_DIMENSIONS = b"\x00\x02\x0e\x00"


def book_of(path: Path):
    return read_book(path, Progress())


def zipped(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return path


def bytes_at(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def cell_in(path: Path, row: int, column: int, value: str = "x") -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "隐患内容")
    sheet.write(row, column, value)
    book.close()
    return path


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("空.xlsx", b"", refused.EMPTY),
        ("零.xls", b"\0" * 2048, refused.EMPTY),
        ("空行.csv", b"\r\n\r\n", refused.EMPTY),
        ("逗号.csv", b",,,\r\n,,,\r\n", refused.EMPTY),
        ("网页.xls", HTML.encode(), refused.WEB_PAGE),
        ("网页2.xls", HTML.encode("utf-16"), refused.WEB_PAGE),
        ("网页3.xls", b"\xef\xbb\xbf\r\n " + HTML.encode(), refused.WEB_PAGE),
        ("单页.xls", b"MIME-Version: 1.0\r\nX: y\r\n", refused.WEB_PAGE),
        ("旧XML.xls", OLD_XML.encode(), refused.WEB_PAGE),
        ("报告.pdf", b"%PDF-1.7\n", refused.PDF),
        ("照片.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64), refused.PICTURE),
        ("照片.jpg", b"\xff\xd8\xff\xe0" + bytes(64), refused.PICTURE),
        ("包.rar", b"Rar!\x1a\x07\x01\x00", refused.ARCHIVE),
        ("文.rtf", b"{\\rtf1 a}", refused.DOCUMENT),
        ("加密.xlsx", b"\x62\x14\x23\x65" + bytes(range(256)) * 8, refused.NOT_READABLE),
        ("半个.xlsx", b"PK\x03\x04" + bytes(100), refused.DAMAGED),
        ("半个.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), refused.DAMAGED),
        ("截断.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", refused.DAMAGED),
    ],
)
def test_a_file_that_is_no_ledger_is_refused_with_the_remedy(name, data, sentence, tmp_path):
    with pytest.raises(SelfCheckError) as told:
        book_of(bytes_at(tmp_path / name, data))

    assert str(told.value) == sentence


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (["word/document.xml"], refused.DOCUMENT),
        (["mimetype", "content.xml"], refused.OPEN_DOCUMENT),
        (["xl/workbook.bin"], refused.BINARY_SHEET),
        (["台账.xlsx"], refused.ARCHIVE),
        (["xl/nothing.xml"], refused.DAMAGED),
    ],
)
def test_a_zip_that_is_no_workbook_is_refused_with_the_remedy(parts, sentence, tmp_path):
    with pytest.raises(SelfCheckError) as told:
        book_of(zipped(tmp_path / "台账.xlsx", *parts))

    assert str(told.value) == sentence


def test_an_xlsx_with_a_password_says_how_to_remove_it():
    with pytest.raises(SelfCheckError, match="取消密码"):
        book_of(FILES / "protected.xlsx")


def test_an_xls_with_a_password_says_how_to_remove_it(tmp_path):
    plain = (FILES / "ledger.xls").read_bytes()
    assert plain.count(_WRITE_ACCESS) == 1
    locked = bytes_at(tmp_path / "台账.xls", plain.replace(_WRITE_ACCESS, _FILE_PASS))

    with pytest.raises(SelfCheckError, match="取消密码"):
        book_of(locked)


def test_an_xls_is_read_under_any_name(tmp_path):
    renamed = bytes_at(tmp_path / "台账.xlsx", (FILES / "ledger.xls").read_bytes())

    assert book_of(renamed) == book_of(FILES / "ledger.xls")


def test_dimensions_of_an_xls_that_ask_for_terabytes_do_no_harm(tmp_path):
    plain = (FILES / "ledger.xls").read_bytes()
    (place,) = (i for i in range(len(plain)) if plain.startswith(_DIMENSIONS, i))
    everything = struct.pack("<IIHHH", 0, 0xFFFFFFF0, 0, 0xFFFF, 0)
    wrong = plain[: place + 4] + everything + plain[place + 18 :]

    assert book_of(bytes_at(tmp_path / "台账.xls", wrong)) == book_of(FILES / "ledger.xls")


def test_an_xls_is_read_whole_or_refused_wherever_it_breaks_off(tmp_path):
    plain = (FILES / "ledger.xls").read_bytes()
    told = set()
    for length in range(8, len(plain), 97):
        with suppress(SelfCheckError):
            told.add(book_of(bytes_at(tmp_path / "台账.xls", plain[:length])))

    assert told <= {book_of(FILES / "ledger.xls")}


def test_an_xlsx_is_refused_wherever_it_breaks_off(tmp_path):
    plain = workbook(tmp_path / "台账.xlsx").read_bytes()
    for length in range(4, len(plain), 97):
        with pytest.raises(SelfCheckError, match="损坏"):
            book_of(bytes_at(tmp_path / "截断.xlsx", plain[:length]))


def test_a_sheet_whose_xml_breaks_off_is_refused(tmp_path):
    broken = patched(
        workbook(tmp_path / "台账.xlsx"),
        lambda name, data: data[: len(data) // 2] if "sheet1" in name else data,
    )

    with pytest.raises(SelfCheckError, match="损坏"):
        book_of(broken)


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [(1_048_575, 0, "1,048,576 行"), (0, 16_383, "16,384 列"), (199_999, 700, "701 列")],
)
def test_a_lone_cell_in_the_far_corner_is_refused_before_memory_is_gone(
    row, column, sentence, tmp_path
):
    with pytest.raises(SelfCheckError, match=sentence):
        book_of(cell_in(tmp_path / "台账.xlsx", row, column))


def test_a_workbook_that_unpacks_beyond_measure_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(refused, "MOST_BYTES", 100_000)
    bomb = patched(
        workbook(tmp_path / "台账.xlsx"),
        lambda name, data: data + b" " * 200_000 if "sharedStrings" in name else data,
    )
    assert bomb.stat().st_size < refused.MOST_BYTES

    with pytest.raises(SelfCheckError, match="MB"):
        book_of(bomb)


def test_a_million_formatted_blank_rows_take_no_memory(tmp_path):
    rows = b"".join(
        b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(4, 1_048_577)
    )
    ledger = patched(
        workbook(tmp_path / "台账.xlsx"),
        lambda _, data: data.replace(b"</sheetData>", rows + b"</sheetData>"),
    )
    tracemalloc.start()

    book = book_of(ledger)

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(book.sheets[0].rows) == 3
    assert most < 20_000_000


def test_merges_and_hidden_sheets_are_told(tmp_path):
    def hide(book, sheet):
        other = book.add_worksheet("别的")
        other.write(0, 0, "x")
        other.very_hidden()

    path = workbook(
        tmp_path / "台账.xlsx", [["a", "b"], [1, 2]], merges=[(0, 0, 0, 1, "a")], also=hide
    )

    first, second = book_of(path).sheets
    assert first.merges == (Merge(0, 0, 0, 1),)
    assert (first.hidden, second.hidden) == (False, True)


def test_cells_arrive_as_plain_values(tmp_path):
    path = workbook(
        tmp_path / "台账.xlsx", [[1.0, 0.5, True, " 两边\u200b有空 ", "", date(2026, 11, 3)]]
    )

    assert book_of(path).sheets[0].rows == (
        (1, 0.5, True, "两边有空", None, date(2026, 11, 3)),
    )


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('a,b\r\n"一,二","三\r\n四"\r\n', (("a", "b"), ("一,二", "三\n四"))),
        ('a;b\r\n"一;二";三，四\r\n', (("a", "b"), ("一;二", "三，四"))),
        ("a\tb\n一,二,三\t四\n", (("a", "b"), ("一,二,三", "四"))),
        ('a,b\n="0012",x\n', (("a", "b"), ("0012", "x"))),
        ("a,b\n一\n", (("a", "b"), ("一", None))),
        ("只有一列\n二\n", (("只有一列",), ("二",))),
    ],
)
def test_text_tables_are_cut_where_they_are_separated(text, cells, tmp_path):
    path = bytes_at(tmp_path / "台账.csv", text.encode())

    assert book_of(path).sheets[0].rows == cells


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_row(tmp_path):
    text = 'a,b\n1,2\n3,"从这里\n' + "一,二\n" * 20_000

    with pytest.raises(SelfCheckError, match="第 3 行附近有引号没有配对"):
        book_of(bytes_at(tmp_path / "台账.csv", text.encode()))


def test_a_text_table_with_too_many_rows_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(refused, "MOST_ROWS", 10)

    with pytest.raises(SelfCheckError, match="分成几个文件"):
        book_of(bytes_at(tmp_path / "台账.csv", b"a,b\n" * 11))


def test_a_file_that_is_gone_is_told(tmp_path):
    with pytest.raises(SelfCheckError, match=r"找不到文件 台账\.xlsx"):
        book_of(tmp_path / "台账.xlsx")


def test_a_folder_in_place_of_a_file_is_told(tmp_path):
    with pytest.raises(SelfCheckError, match="读不了文件"):
        book_of(tmp_path)


@pytest.mark.parametrize(
    "build", [lambda p: workbook(p / "a.xlsx"), lambda p: delimited(p / "a.csv")]
)
def test_reading_stops_when_asked(build, tmp_path):
    stop = threading.Event()
    path = build(tmp_path)

    with pytest.raises(Cancelled):
        read_book(path, Progress(report=lambda *_: stop.set(), stop=_AfterFirst()))


class _AfterFirst(threading.Event):
    """Asked to stop at the second look."""

    looks = 0

    def is_set(self) -> bool:
        self.looks += 1
        return self.looks > 1


def test_ten_thousand_rows_of_twenty_columns_are_read_within_two_seconds(tmp_path):
    header = ["序号", "隐患编号", "检查时间", "隐患内容", "所在区域", "隐患部位", "隐患等级", "判定依据",
              "整改措施", "整改责任人", "责任部门", "整改期限", "整改资金（万元）", "临时措施", "整改完成时间",
              "验收人", "验收时间", "是否闭环", "检查人", "备注"]  # fmt: skip
    rows = [
        [n, f"YH-{n:05}", "2026.11.3", f"第{n}号配电箱门缺失", "一车间", "配电箱", "一般隐患", "GB 50054",
         "更换箱门", "张三", "设备部", "11月10日", 0.12, "警戒", "2026年11月8日", "李四", 46335, "是", "王五"]
        for n in range(10_000)
    ]  # fmt: skip
    path = workbook(tmp_path / "台账.xlsx", [header, *rows])

    begun = time.process_time()
    reading = read(path)

    assert time.process_time() - begun < 2
    assert len(reading.rows) == 10_000
