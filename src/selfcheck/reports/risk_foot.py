"""Below a map: the legend in words and hatch, the symbols, north and scale, the title block."""

from typing import Any

from selfcheck.reports import ink
from selfcheck.reports.ink import Letter
from selfcheck.reports.paper import fitting
from selfcheck.reports.risk_content import COLOURS, MapPaper, MapSheet, MarkKind
from selfcheck.reports.risk_ink import level_box, pin
from selfcheck.reports.risk_labels import Box
from selfcheck.reports.risk_marks import draw_mark, draw_north, draw_route, draw_scale_bar

TITLE = "安全风险四色分布图"
NOTE = "区域的颜色取区域内风险的最高等级。张贴在厂区主入口和公告栏；工艺、设备、布局、人员变化后更新。"
_MARKS: tuple[tuple[MarkKind, str], ...] = (
    ("exit", "安全出口"),
    ("assembly", "集合点"),
    ("fire", "消防设施"),
)


class Foot:
    """The foot of one sheet of the map."""

    def __init__(self, canvas: Any, paper: MapPaper, sheet: MapSheet, unit: float) -> None:
        self._canvas = canvas
        self._paper = paper
        self._sheet = sheet
        self._unit = unit

    def draw(self, box: Box, scale: int | None, points_per_unit: float) -> None:
        """All of it; the scale is 1 : n, None where the plan is not calibrated."""
        unit = self._unit
        self._legend(box.left, box.top)
        self._symbols(box.left + 182 * unit, box.top)
        self._scale(box.left + 318 * unit, box.top, points_per_unit)
        left = box.left + 478 * unit
        self._block(
            Box(left, box.bottom + 14 * unit, box.right - left, box.height - 14 * unit), scale
        )
        note = fitting(NOTE, box.width, Letter("Regular", 8 * unit, ink.SECOND), 4)
        ink.put_text(self._canvas, box.left, box.bottom + 2 * unit, NOTE, note)

    def _head(self, x: float, top: float, words: str) -> None:
        unit = self._unit
        ink.put_text(self._canvas, x, top - 9 * unit, words, Letter("Bold", 10 * unit))

    def _legend(self, x: float, top: float) -> None:
        canvas, unit = self._canvas, self._unit
        self._head(x, top, "图例")
        word = Letter("Medium", 9.5 * unit)
        method = Letter("Regular", 8.5 * unit, ink.SECOND)
        ink.put_text(canvas, x + 28 * unit, top - 9 * unit, self._paper.method, method)
        for row, (level, band) in enumerate(self._paper.legend):
            base = top - (28 + row * 19) * unit
            box = (x, base - 3.5 * unit, 26 * unit, 14 * unit)
            level_box(canvas, box, level, unit * 0.62)
            ink.put_text(canvas, x + 33 * unit, base, f"{COLOURS[level]}　{level}风险", word)
            ink.put_text(canvas, x + 98 * unit, base, band, method)

    def _symbols(self, x: float, top: float) -> None:
        canvas, unit = self._canvas, self._unit
        self._head(x, top, "符号")
        letter = Letter("Regular", 9 * unit)
        words = ["重大、较大风险点", "一般、低风险点"]
        places = [top - (22 + row * 13.2) * unit for row in range(6)]
        pairs = ((("01", "重大"), ("02", "较大")), (("03", "一般"), ("04", "低")))
        for y, pair in zip(places, pairs, strict=False):
            for shift, (number, level) in zip((4.5, 16.5), pair, strict=True):
                pin(canvas, (x + shift * unit, y), number, level, 11 * unit)  # type: ignore[arg-type]  # one of its words
        draw_route(canvas, [(x - unit, places[2]), (x + 22 * unit, places[2])], unit)
        words.append("疏散路线")
        for y, (kind, name) in zip(places[3:], _MARKS, strict=True):
            draw_mark(canvas, kind, x + 10 * unit, y, 11 * unit)
            words.append(name)
        for y, name in zip(places, words, strict=True):
            ink.put_text(canvas, x + 30 * unit, y - 3.2 * unit, name, letter)

    def _scale(self, x: float, top: float, points_per_unit: float) -> None:
        canvas, unit, sheet = self._canvas, self._unit, self._sheet
        self._head(x, top, "方位与比例")
        draw_north(canvas, x + 26 * unit, top - 52 * unit, sheet.north, 40 * unit)
        if sheet.metres_per_unit is None:
            words = Letter("Regular", 9 * unit, ink.SECOND)
            ink.put_text(canvas, x + 62 * unit, top - 55 * unit, "没有标定比例", words)
            return
        metres = sheet.metres_per_unit / points_per_unit
        draw_scale_bar(canvas, x + 62 * unit, top - 56 * unit, 80 * unit, metres)

    def _block(self, box: Box, scale: int | None) -> None:
        """The title block: four rows of pairs."""
        canvas, unit = self._canvas, self._unit
        canvas.setStrokeColor(ink.FRAME)
        canvas.setLineWidth(0.7 * unit)
        canvas.rect(box.left, box.bottom, box.width, box.height, stroke=1, fill=0)
        rows = self._rows(scale)
        high = box.height / len(rows)
        for number, row in enumerate(rows):
            y = box.top - number * high
            wide = box.width / len(row)
            if number:
                canvas.line(box.left, y, box.right, y)
            for place, (words, text) in enumerate(row):
                x = box.left + place * wide
                if place:
                    canvas.line(x, y, x, y - high)
                self._pair(Box(x, y - high, wide, high), words, text)

    def _rows(self, scale: int | None) -> tuple[tuple[tuple[str, str], ...], ...]:
        origin, sheet = self._paper.origin, self._sheet
        state = "待批准" if origin.draft else ""
        return (
            (("企业", origin.enterprise), ("图名", f"{TITLE} · {sheet.name}")),
            (
                ("编制", sheet.made_by or origin.made_by),
                ("审核", origin.checked_by or state),
                ("批准", origin.approved_by or state),
            ),
            (
                ("日期", origin.day),
                ("修订号", origin.revision),
                ("下次复评", origin.next_review or state),
            ),
            (
                ("比例", f"1:{scale}（按 100% 打印）" if scale else "未标定"),
                ("底图", sheet.base_title or "无"),
                ("信用代码", origin.credit_code),
            ),
        )

    def _pair(self, box: Box, words: str, text: str) -> None:
        canvas, unit = self._canvas, self._unit
        label = 46 * unit
        base = box.bottom + box.height / 2 - 3.3 * unit
        name = Letter("Regular", 8.5 * unit, ink.SECOND)
        ink.put_text(canvas, box.left + 6 * unit, base, words, name)
        room = box.width - label - 6 * unit
        value = fitting(text, room, Letter("Medium", 9.5 * unit), 4.5 * unit)
        ink.put_text(canvas, box.left + label, base, text, value)
