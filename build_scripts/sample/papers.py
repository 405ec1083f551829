"""Set the papers of the sample enterprise: one A4 page each, and two workbooks. Same words, same bytes."""

import random
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT, _TOP = 64.0, _WIDTH - 64.0, _HEIGHT - 86.0
_INK, _PEN = black, HexColor("#1d2f5e")
_FOOT = "示例资料，由程序绘制；单位、人员、编号都不是真的"
_LINE = 24.0
_COMPANY = "黄石示例机械制造有限公司"
_GAP = "　　"  # between the particulars of a paper, which are never indented
_NEVER_FIRST = "，。；：、？！）》”"


def _fonts(folder: Path) -> None:
    registerFont(TTFont("body", str(folder / "NotoSansSC-Regular.ttf")))
    registerFont(TTFont("bold", str(folder / "NotoSansSC-Bold.ttf")))


def _lines(text: str, size: float, width: float, indent: float = 0) -> list[str]:
    """The text broken to a width; closing punctuation never begins a line."""
    lines, line, room = [], "", width - indent
    for character in text:
        if stringWidth(line + character, "body", size) > room and character not in _NEVER_FIRST:
            lines.append(line)
            line, room = "", width
        line += character
    return [*lines, line]


def _particulars(text: str, size: float) -> list[str]:
    """Place, day, chairman …: broken between them, not inside."""
    lines = [""]
    for part in text.split(_GAP):
        longer = f"{lines[-1]}{_GAP}{part}" if lines[-1] else part
        if stringWidth(longer, "body", size) <= _RIGHT - _LEFT or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(part)
    return [broken for line in lines for broken in _lines(line, size, _RIGHT - _LEFT)]


def scribble(canvas: Canvas, name: str, x: float, y: float, size: float) -> float:
    """A name as a hand would dash it off, the same each time; returns the width taken."""
    rng = random.Random(f"hand of {name}")  # noqa: S311 - a drawing, not a secret
    canvas.saveState()
    canvas.setStrokeColor(_PEN)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    pen = x
    for _ in name:
        for _stroke in range(3):
            canvas.setLineWidth(rng.uniform(0.6, 1.25))
            path = canvas.beginPath()
            at = (pen + rng.uniform(0, size * 0.35), y + rng.uniform(0, size * 0.9))
            path.moveTo(*at)
            for _bend in range(2):
                near = [
                    (pen + rng.uniform(-0.1, 0.95) * size, y + rng.uniform(-0.15, 1.0) * size)
                    for _ in range(3)
                ]
                path.curveTo(*near[0], *near[1], *near[2])
            canvas.drawPath(path)
        pen += size * rng.uniform(0.62, 0.8)
    canvas.setLineWidth(0.8)
    path = canvas.beginPath()
    path.moveTo(pen - size * 0.3, y + size * 0.1)
    path.curveTo(pen, y - size * 0.3, pen + size * 0.3, y + size * 0.2, pen + size * 0.5, y)
    canvas.drawPath(path)
    canvas.restoreState()
    return pen - x + size * 0.7


def _written(canvas: Canvas, text: str, x: float, y: float, size: float) -> float:
    """Print a text in which `~name` is a scribble; returns where it ends."""
    for place, part in enumerate(text.split("~")):
        name, rest = "", part
        if place:
            name = part.split("　")[0]
            rest = part[len(name) :]
            x += scribble(canvas, name, x, y, size * 1.35)
        canvas.setFillColor(_INK)
        canvas.setFont("body", size)
        canvas.drawString(x, y, rest)
        x += stringWidth(rest, "body", size)
    return x


def _paragraph(canvas: Canvas, text: str, y: float) -> float:
    size, indent = 13.0, 0.0 if _GAP in text else 26.0
    canvas.setFont("body", size)
    canvas.setFillColor(_INK)
    lines = (
        _particulars(text, size) if _GAP in text else _lines(text, size, _RIGHT - _LEFT, indent)
    )
    for place, line in enumerate(lines):
        canvas.drawString(_LEFT + (0 if place else indent), y, line)
        y -= _LINE
    return y - 3


def _table(canvas: Canvas, paper: dict[str, Any], y: float) -> float:
    """The table of a paper, from y downwards; returns where it ends."""
    size, pad, step = 11.5, 6.0, 17.0
    share = (_RIGHT - _LEFT) / sum(paper["widths"])
    widths = [width * share for width in paper["widths"]]
    y += 10
    for number, row in enumerate([paper["head"], *paper["rows"]]):
        broken = [
            [cell] if cell.startswith("~") else _lines(cell, size, width - 2 * pad)
            for cell, width in zip(row, widths, strict=True)
        ]
        height = max(map(len, broken)) * step + 11
        x = _LEFT
        for lines, width in zip(broken, widths, strict=True):
            canvas.setLineWidth(0.6)
            canvas.setStrokeColor(HexColor("#555555"))
            if not number:
                canvas.setFillColor(HexColor("#eef0f2"))
            canvas.rect(x, y - height, width, height, fill=int(not number))
            for place, line in enumerate(lines):
                _written(canvas, line, x + pad, y - 17.5 - place * step, size)
            x += width
        y -= height
    return y - 26


def set_paper(paper: dict[str, Any], target: Path) -> None:
    """One paper as a one-page PDF."""
    canvas = Canvas(str(target), pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(paper["title"])
    canvas.setAuthor(paper.get("from", _COMPANY))
    y = _TOP
    canvas.setFont("body", 10.5)
    canvas.setFillColor(HexColor("#555555"))
    canvas.drawString(_LEFT, y + 26, paper.get("from", _COMPANY))
    canvas.setStrokeColor(HexColor("#999999"))
    canvas.line(_LEFT, y + 18, _RIGHT, y + 18)
    canvas.setFillColor(_INK)
    canvas.setFont("bold", 20)
    canvas.drawCentredString(_WIDTH / 2, y - 18, paper["title"])
    y -= 46
    if number := paper.get("number"):
        canvas.setFont("body", 10.5)
        canvas.drawCentredString(_WIDTH / 2, y + 4, number)
        y -= 22
    for text in paper.get("body", []):
        y = _paragraph(canvas, text, y)
    if "rows" in paper:
        y = _table(canvas, paper, y)
    for text in paper.get("after", []):
        y = _paragraph(canvas, text, y)
    y -= 22
    signatures = paper.get("signatures", [])
    room = (_RIGHT - _LEFT) / max(2, len(signatures))
    for place, text in enumerate(signatures):
        column = place + 2 - len(signatures) if len(signatures) < 2 else place
        _written(canvas, text, _LEFT + column * room, y, 12.5)
    if date := paper.get("date"):
        canvas.setFont("body", 12.5)
        canvas.drawRightString(_RIGHT, y - 38, date)
    canvas.setFont("body", 8)
    canvas.setFillColor(Color(0.45, 0.45, 0.45))
    canvas.drawCentredString(_WIDTH / 2, 40, _FOOT)
    canvas.save()


def set_sheet(sheet: dict[str, Any], target: Path) -> None:
    """One table as a workbook."""
    book = xlsxwriter.Workbook(str(target))
    book.set_properties(
        {
            "title": sheet["title"],
            "author": _COMPANY,
            "comments": _FOOT,
            "created": datetime(2026, 10, 30, 9, 0),  # noqa: DTZ001 - a workbook knows no zone
        }
    )
    page = book.add_worksheet("表1")
    heading = book.add_format({"bold": True, "font_size": 15, "align": "center"})
    head = book.add_format(
        {"bold": True, "border": 1, "bg_color": "#EEF0F2", "align": "center"}
    )
    cell = book.add_format({"border": 1})
    page.merge_range(0, 0, 0, len(sheet["head"]) - 1, sheet["title"], heading)
    page.set_row(0, 26)
    for column, width in enumerate(sheet["widths"]):
        page.set_column(column, column, width)
    page.write_row(2, 0, sheet["head"], head)
    for number, row in enumerate(sheet["rows"], start=3):
        page.write_row(number, 0, row, cell)
    page.write(len(sheet["rows"]) + 4, 0, _FOOT)
    book.close()


def set_all(words: Path, fonts: Path, folder: Path) -> None:
    """Every paper and workbook of `words` into `folder`."""
    _fonts(fonts)
    told = tomllib.loads(words.read_text("utf-8"))
    for paper in told["papers"]:
        set_paper(paper, folder / f"{paper['file']}.pdf")
    for sheet in told["sheets"]:
        set_sheet(sheet, folder / f"{sheet['file']}.xlsx")
