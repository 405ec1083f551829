"""Rows of a ledger that are no hazards: sums, signatures, remarks, section titles, repeated headers."""

import re

from selfcheck.entered import half_width
from selfcheck.hazards.spreadsheet.grid import Cell, GridSheet
from selfcheck.hazards.spreadsheet.headers import Layout, plain_head

_SUMS = re.compile(
    r"(?:本?[页月季年])?(?:合计|小计|总计|累计|共计|总共|共)(?:隐患|问题)?:?(?:\d+[条项处个起]?(?:隐患|问题)?)?"
)
_SIGNATURES = re.compile(
    r"(?:填表|填报|制表|编制|审核|审批|审定|批准|复核|校对|单位负责|部门负责|安全负责|主要负责|负责|检查|记录|统计)"
    r"(?:人|人员|单位|部门|日期|时间|者)?(?:签字|签名|签章)?(?:\(.{0,12}\))?:"
    r"|(?:注|备注|说明|填表说明|填报说明|注意事项|注释|单位盖章|盖章|日期|填表日期|联系电话|电话)\d?(?:\(.{0,8}\))?:"
    r"|第\d+页|--?第\d+页|共\d+页"
)
_NOTHING_FOUND = re.compile(
    r"(?:经检查)?[,，]?(?:本次|本日|本周|本月|当日|现场)?(?:检查|排查)?[,，]?"
    r"(?:无|暂无|没有|未发现|未见|未检查出|未排查出)(?:任何|明显)?(?:安全|事故|重大|一般)*(?:隐患|问题|异常|情况)?[。.]?"
)
_LEAST_HEADS, _SAME_AS_HEADER = (
    2,
    0.6,
)  # of the header's words, in a row repeated on every printed page


class NoHazards:
    """Tells the rows of one sheet that close, divide or repeat its table."""

    def __init__(self, sheet: GridSheet, layout: Layout) -> None:
        self._sheet = sheet
        words = (plain_head(word) for title in layout.titles for word in title.split("/"))
        self._heads = frozenset(words) - {""}
        self._titles = frozenset(
            cell
            for row in sheet.rows[: layout.header_row]
            for cell in row
            if isinstance(cell, str)
        )
        widely = max(1, sheet.width // 2)  # one text over that many cells is a section's title
        self._sections = {m.top for m in sheet.merges if m.right - m.left >= widely}

    def includes(self, index: int, description: Cell) -> bool:
        """Whether the row is no hazard. `description` is what its column of hazards says."""
        told = "" if description is None else _compact(description)
        first = next(cell for cell in self._sheet.rows[index] if cell is not None)
        if _SUMS.fullmatch(_compact(first)):
            return True  # 合计 decides, even if the number of hazards stands in their column
        if told and not _closes(told) and plain_head(told) not in self._heads:
            return index in self._sections and self._filled(index) == 1
        cells = [cell for cell in self._sheet.rows[index] if cell is not None]
        texts = [_compact(cell) for cell in cells if isinstance(cell, str)]
        repeated = sum(plain_head(text) in self._heads for text in texts)
        return (
            any(_closes(text) for text in texts[:2])
            or repeated >= max(_LEAST_HEADS, _SAME_AS_HEADER * len(cells))
            or (len(cells) == 1 and (index in self._sections or cells[0] in self._titles))
        )

    def _filled(self, index: int) -> int:
        return sum(cell is not None for cell in self._sheet.rows[index])


def says_nothing_found(description: Cell) -> bool:
    """Whether an inspection was entered that found no hazard: 未发现隐患."""
    return isinstance(description, str) and bool(
        _NOTHING_FOUND.fullmatch(_compact(description))
    )


def _closes(text: str) -> bool:
    """Whether a text ends a table instead of being part of it: 合计, 填表人：…, 注：…"""
    return bool(_SUMS.fullmatch(text) or _SIGNATURES.match(text))


def _compact(cell: Cell) -> str:
    return "".join(half_width(str(cell)).split())
