"""Notice boards (安全风险告知牌), one a sheet, upright or wide; all of them as one PDF.

A4 and A3 are the same drawing, so that what was checked on the printer in the office hangs on the wall.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor

from selfcheck.errors import NotReady, Problem
from selfcheck.forms.signs import ordered
from selfcheck.progress import Progress
from selfcheck.reports import ink
from selfcheck.reports.forms import refuse_missing_glyphs
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import HEIGHT, WIDTH, fitting
from selfcheck.reports.risk_board_blocks import SMALLEST, Blocks
from selfcheck.reports.risk_board_words import (
    TITLE,
    board_title,
    facts_of,
    qr_text,
    spoken,
    texts_of,
)
from selfcheck.reports.risk_content import COLOURS, UNKNOWN, RiskBoard
from selfcheck.reports.risk_formats import BOARD_A4, Sheet, SheetFormat, bind
from selfcheck.reports.risk_ink import UNKNOWN_EDGE, level_box
from selfcheck.reports.risk_labels import Box
from selfcheck.reports.risk_map import draw_draft
from selfcheck.reports.signs import draw_sign, sign_height

ALARMS = (("火警", "119"), ("急救", "120"), ("报警", "110"))
_MARGIN = 30.0
_GAP = 9.0
_FOOT = 76.0
_QR = 72.0
_SIGNS = (78.0, 69.0, 62.0, 54.0, 48.0)  # sides of a sign, in points
_SEEN = 60.0  # a sign of this side is seen well
_BETWEEN = 8.0  # two signs
_READABLE = 12.0  # points of text
_WHOSE = Letter("Medium", 11.5, ink.SECOND)
_SMALL = Letter("Regular", 8.5, ink.SECOND)
_LABEL, _NARROW_LABEL = 78.0, 68.0
_TOO_LONG = "的告知牌文字太多，一张 {name} 放不下。写短管控措施和应急处置，或改用更大的纸"


def boards_pdf(
    boards: Sequence[RiskBoard], size: SheetFormat = BOARD_A4, progress: Progress | None = None
) -> bytes:
    """The boards, one a sheet; the same values give the same bytes.

    Raises NotReady with RP01 for every character that no font draws and RP02 for every board that does
    not fit its sheet, and Cancelled when the person stops.
    """
    progress = progress or Progress()
    refuse_missing_glyphs(spoken(boards))
    drawn = [_Board(board, size) for board in boards]
    problems = [
        Problem("RP02", one.board.number, one.board.number + _TOO_LONG.format(name=size.name))
        for one in progress.over(drawn, "正在排版告知牌")
        if not one.fits
    ]
    if problems:
        raise NotReady(problems)
    origin = boards[0].origin if boards else None
    return bind(
        [Sheet(f"{one.board.number} {one.board.name}", partial(one.draw)) for one in drawn],
        size,
        title=f"{TITLE} {origin.revision if origin else ''}".strip(),
        author=origin.enterprise if origin else "",
        subject=origin.code if origin else "",
        progress=progress,
        doing="正在绘制告知牌",
    )


class _Board:
    """One board: its parts are measured first, then drawn."""

    def __init__(self, board: RiskBoard, size: SheetFormat) -> None:
        self.board = board
        self._unit = size.unit
        self._wide = size.width > size.height
        self._width, self._height = (HEIGHT, WIDTH) if self._wide else (WIDTH, HEIGHT)
        self._signs = ordered(board.signs)
        body = self._width - 2 * _MARGIN
        head = 92.0 if self._wide else 122.0
        self._room = self._height - 2 * _MARGIN - head - _FOOT - _GAP
        smallest = SMALLEST / self._unit
        facts, texts = facts_of(board, wide=self._wide), texts_of(board)
        if self._wide:
            self._columns = body * 0.42, body * 0.58 - _GAP
            label = _NARROW_LABEL
            self._left = Blocks(facts, self._columns[0], label=label, smallest=smallest)
            self._right = Blocks(texts, self._columns[1], label=label, smallest=smallest)
        else:
            self._columns = body, body
            self._left = Blocks((*facts, *texts), body, label=_LABEL, smallest=smallest)
            self._right = self._left
        self._side, self._per_row = 0.0, 1
        self._size = self._fitted()
        self._right_size = self._right.size_for(self._room) if self._wide else self._size

    @property
    def fits(self) -> bool:
        """Whether everything it says has room on its sheet."""
        return self._size is not None and self._right_size is not None

    def _fitted(self) -> float | None:
        """The size of the text; signs become smaller before the text becomes hard to read."""
        best: float | None = None
        chosen = self._sign_side(_SIGNS[-1])
        for side in sorted(_SIGNS, key=self._liked):
            self._side, self._per_row = self._sign_side(side)
            size = self._left.size_for(self._room - self._sign_room)
            if size is not None and (best is None or size > best):
                best, chosen = size, (self._side, self._per_row)
            if size is not None and size >= _READABLE:
                break
        self._side, self._per_row = chosen
        return best

    def _liked(self, side: float) -> tuple[bool, int, float]:
        """Signs that are seen well first; of those in few rows, then large."""
        _, per_row = self._sign_side(side)
        return side < _SEEN, -(-len(self._signs) // per_row), -side

    def _sign_side(self, largest: float) -> tuple[float, int]:
        """The side of a sign and how many stand in a row, when none is larger than this."""
        width = self._columns[0]
        most = max(int((width + _BETWEEN) / (largest + _BETWEEN)), 1)
        rows = max(-(-len(self._signs) // most), 1)
        per_row = max(-(-len(self._signs) // rows), 1)
        return min((width - _BETWEEN * (per_row - 1)) / per_row, largest), per_row

    @property
    def _sign_room(self) -> float:
        if not self._signs:
            return 0.0
        rows = -(-len(self._signs) // self._per_row)
        return rows * (sign_height(self._side) + 6) + _GAP

    def draw(self, canvas: Any) -> None:
        """The whole board."""
        assert self._size is not None
        assert self._right_size is not None
        canvas.saveState()
        canvas.scale(self._unit, self._unit)
        top = self._draw_head(canvas)
        room = self._room - self._sign_room
        end = self._left.draw(canvas, _MARGIN, top, room, self._size)
        self._draw_signs(canvas, (end + _MARGIN + _FOOT + _GAP + self._sign_room - _GAP) / 2)
        if self._wide:
            x = _MARGIN + self._columns[0] + _GAP
            self._right.draw(canvas, x, top, self._room, self._right_size)
        self._draw_foot(canvas)
        if self.board.origin.draft:
            draw_draft(canvas, Box(0, 0, self._width, self._height))
        canvas.restoreState()

    def _draw_head(self, canvas: Any) -> float:
        """Whose board it is, what it is, and the band in the colour of its level."""
        board, middle = self.board, self._width / 2
        body = self._width - 2 * _MARGIN
        y = self._height - _MARGIN
        title = Letter("Bold", 26 if self._wide else 31)
        whose = fitting(board.origin.enterprise, body, _WHOSE, 7)
        if self._wide:
            ink.put_text(canvas, middle, y - 24, board_title(board), title, align="center")
            room = (body - title.width(board_title(board))) / 2 - 12
            whose = fitting(board.origin.enterprise, room, _WHOSE, 6)
            ink.put_text(canvas, _MARGIN, y - 20, board.origin.enterprise, whose)
            self._draw_band(canvas, Box(_MARGIN, y - 82, body, 46))
            return y - 82 - _GAP
        ink.put_text(canvas, middle, y - 10, board.origin.enterprise, whose, align="center")
        ink.put_text(canvas, middle, y - 46, board_title(board), title, align="center")
        self._draw_band(canvas, Box(_MARGIN, y - 112, body, 52))
        return y - 112 - _GAP

    def _draw_band(self, canvas: Any, box: Box) -> None:
        level = self.board.level
        words = f"{level}风险　{COLOURS[level]}色" if level else UNKNOWN
        place = box.left, box.bottom, box.width, box.height
        if level:
            level_box(canvas, place, level, 1.2)
        else:
            canvas.setStrokeColor(UNKNOWN_EDGE)
            canvas.setDash(6, 4)
            canvas.rect(*place, stroke=1, fill=0)
            canvas.setDash()
        letter = Letter("Bold", box.height * 0.5)
        wide = letter.width(words) + 44
        left, high = box.middle[0] - wide / 2, box.height * 0.74
        white = HexColor("#FFFFFF")
        plate = box.middle[1] + high / 2
        ink.box(canvas, left, plate, wide, high, fill=white, stroke=ink.INK, line=1)
        base = box.middle[1] - letter.size * 0.36
        ink.put_text(canvas, box.middle[0], base, words, letter, align="center")

    def _draw_signs(self, canvas: Any, top: float) -> None:
        count, per_row = len(self._signs), self._per_row
        for start in range(0, count, per_row):
            row = self._signs[start : start + per_row]
            gap = min((self._columns[0] - per_row * self._side) / max(per_row - 1, 1), 16.0)
            wide = len(row) * self._side + (len(row) - 1) * gap
            x = _MARGIN + (self._columns[0] - wide) / 2
            for place, sign in enumerate(row):
                draw_sign(canvas, x + place * (self._side + gap), top, self._side, sign)
            top -= sign_height(self._side) + 6

    def _draw_foot(self, canvas: Any) -> None:
        """Whom to call, of which revision it is, and the QR code."""
        board, origin = self.board, self.board.origin
        top = _MARGIN + _FOOT - 4
        ink.rule(canvas, _MARGIN, top, self._width - _MARGIN, colour=ink.FRAME, width=1)
        right = self._width - _MARGIN
        ink.qr(canvas, right - _QR + 8, _MARGIN - 4, _QR - 8, qr_text(board))
        x, name, number = _MARGIN, Letter("Regular", 11, ink.SECOND), Letter("Bold", 21)
        room = right - _QR - x
        calls = [*ALARMS]
        if board.enterprise_phone:
            calls.append(("企业应急", board.enterprise_phone))
        wide = sum(name.width(a) + number.width(b) + 22 for a, b in calls)
        if wide > room:
            number = Letter("Bold", max(21 * room / wide - 1, 9))
            name = Letter("Regular", max(11 * room / wide, 6), ink.SECOND)
        for words, digits in calls:
            ink.put_text(canvas, x, top - 30, words, name)
            x += name.width(words) + 4
            ink.put_text(canvas, x, top - 31, digits, number)
            x += number.width(digits) + 18
        dates = [f"更新日期 {origin.day}", f"修订号 {origin.revision}"]
        if origin.next_review:
            dates.append(f"下次评估 {origin.next_review}")
        ink.put_text(canvas, _MARGIN, top - 52, "　".join(dates), _SMALL)
        if board.public:
            ink.put_text(canvas, _MARGIN, top - 66, "公开张贴版：不载姓名和手机号码", _SMALL)
