"""Tables kept as text: CSV and its relatives, in the encodings that Chinese programs write."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO

from selfcheck.errors import SelfCheckError
from selfcheck.hazards.spreadsheet import refused
from selfcheck.hazards.spreadsheet.grid import GridSheet, sheet_of
from selfcheck.progress import Progress

_LONGEST_CELL = (
    32_767  # what a cell of Excel holds; more means that a quotation mark was never closed
)
_SEPARATORS = ",;\t|"
_SAMPLE = 60  # records are enough to see which sign separates
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # a first line that Excel understands
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # ="0012" keeps Excel from dropping the zeros


def read_delimited(data: bytes, name: str, progress: Progress) -> GridSheet:
    """The one sheet of a text table.

    Raises `SelfCheckError` when the bytes are no text, a quotation mark is never closed, or there
    are more than `refused.MOST_ROWS` rows.
    """
    text = _decoded(data)
    if hint := _HINT.match(text):
        separator, text = hint[1], text[hint.end() :]
    else:
        separator = _separator(text)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            if len(rows) % 1000 == 0:
                progress.step(len(rows), 0, "正在读取表格")
            if len(rows) >= refused.MOST_ROWS:
                raise SelfCheckError(refused.TOO_MANY_ROWS)
            if any(len(cell) > _LONGEST_CELL for cell in row):
                raise _unclosed(len(rows) + 1)
            rows.append([_AS_TEXT.sub(r"\1", cell) for cell in row])
    except csv.Error as error:
        raise _unclosed(len(rows) + 1) from error
    return sheet_of(name, rows)


def _unclosed(row: int) -> SelfCheckError:
    return SelfCheckError(
        f"第 {row} 行附近有引号没有配对。用 WPS 或 Excel 打开检查，另存为 .xlsx 后再导入。"
    )


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "gb18030"]  # in this order: UTF-8 seldom fits by accident
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SelfCheckError(refused.NOT_READABLE)


def _separator(text: str) -> str:
    """The sign that cuts most of the first records into the same number of cells."""

    def evenness(sign: str) -> float:
        widths = [
            len(row) for row, _ in zip(_records(text, sign), range(_SAMPLE), strict=False)
        ]
        widths = [width for width in widths if width]
        if not widths:
            return 0
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        return 0 if usual == 1 else usual * widths.count(usual) / len(widths)

    best = max(_SEPARATORS, key=evenness)
    return best if evenness(best) else ","


def _records(text: str, sign: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=sign)
