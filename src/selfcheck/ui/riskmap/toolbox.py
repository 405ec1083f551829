"""Every tool by its name, with its words, icon and key."""

from typing import NamedTuple

from selfcheck.riskmap.records import ShapeKind
from selfcheck.ui.riskmap import tools
from selfcheck.ui.riskmap.cuts import Join, Line
from selfcheck.ui.riskmap.select import Select
from selfcheck.ui.riskmap.tools import Desk, Tool


class ToolWords(NamedTuple):
    """One button of the row of tools."""

    name: str
    words: str
    icon: str
    key: str


DRAWING = (
    ToolWords(tools.SELECT, "选择", "map-select", "V"),
    ToolWords(tools.POLYGON, "画多边形区域", "map-polygon", "P"),
    ToolWords(tools.RECTANGLE, "画矩形区域", "map-rectangle", "R"),
    ToolWords(tools.POINT, "放置风险点", "map-point", "D"),
)
MARKING = (
    ToolWords(tools.EXIT, "安全出口", "map-exit", "E"),
    ToolWords(tools.ROUTE, "疏散路线", "map-route", "L"),
    ToolWords(tools.ASSEMBLY, "集合点", "map-assembly", "J"),
    ToolWords(tools.FIRE, "消防设施", "map-fire", "F"),
)
JOINING = (
    ToolWords(tools.JOIN, "合并区域", "map-join", "M"),
    ToolWords(tools.PART, "拆分区域", "map-part", "K"),
)
MEASURING = ToolWords(tools.MEASURE, "测量、标定比例", "map-measure", "C")
BY_KEY = {one.key: one.name for one in (*DRAWING, *MARKING, *JOINING, MEASURING)}
_SPOTS = {
    tools.EXIT: ShapeKind.EXIT,
    tools.ASSEMBLY: ShapeKind.ASSEMBLY,
    tools.FIRE: ShapeKind.FIRE,
}


def made(name: str, desk: Desk) -> Tool:
    """A tool, taken in hand."""
    if name in _SPOTS:
        return tools.Spot(desk, _SPOTS[name])
    if name == tools.POLYGON:
        return tools.Outline(desk, ShapeKind.ZONE)
    if name == tools.ROUTE:
        return tools.Outline(desk, ShapeKind.ROUTE)
    if name == tools.RECTANGLE:
        return tools.Rectangle(desk)
    if name == tools.POINT:
        return tools.PutPoint(desk)
    if name == tools.JOIN:
        return Join(desk)
    if name in (tools.PART, tools.MEASURE):
        return Line(desk, name)
    return Select(desk)
