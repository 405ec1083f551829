"""A foundry's map of risks in the real window, and what a person's hands do on it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from selfcheck.riskmap import actions, floor_plans
from selfcheck.riskmap.draft import Drawing, Drawn
from selfcheck.riskmap.geometry import XY
from selfcheck.riskmap.pages import RiskMap
from selfcheck.riskmap.records import Method, PointKind, ShapeKind
from selfcheck.store import Store
from selfcheck.submission import walks
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.navigation import ScreenSpec
from selfcheck.ui.riskmap.canvas import Canvas
from selfcheck.ui.riskmap.screen import RiskMapScreen
from selfcheck.ui.thumbnails import Thumbnails
from selfcheck.ui.window import MainWindow
from selfcheck.ui.workspace import Workspace
from tests.builders import NOW, TODAY, a_workspace
from tests.builders import Workspace as Built
from tests.ui.duty_stage import settle
from tests.ui.stage import plain_screens

SPECS = (ScreenSpec("riskmap", "风险管控", "map", "selfcheck.ui.riskmap.screen:RiskMapScreen"),)
METRE = 20.0  # units of the sheet for one metre
SHEET = (80 * METRE, 46 * METRE)
OFF = 4.0  # metres from the sheet's corner to the building's
# number's name, accident type, L E C, place on the plan in metres
POINTS: tuple[tuple[str, str, str, XY | None], ...] = (
    ("3号中频炉漏炉", "WSA10022", "3 6 40", (5, 4)),
    ("铁水包吊运", "WSA10005", "1 6 40", (20.7, 6.4)),
    ("浇注喷溅", "WSA10008", "3 6 7", (13.6, 12.4)),
    ("炉前平台临边", "WSA10011", "1 6 7", (13.4, 7.8)),
    ("混砂机", "WSA10004", "3 6 7", (37.7, 13.5)),
    ("造型线", "WSA10004", "3 6 7", (39.5, 3)),
    ("干式除尘器", "WSA10018", "1 6 40", (53.5, 3.2)),
    ("抛丸机检修", "WSA10004", "3 3 15", (45.8, 12.8)),
    ("模具货架", "WSA10001", "1 6 7", (69.5, 2.2)),
    ("2号行车", "WSA10005", "1 6 15", (24.5, 24)),
    ("气瓶存放", "WSA10014", "1 6 15", (39.6, 24)),
    ("天然气调压箱", "WSA10016", "1 6 40", (69, 13.6)),
    ("喷漆室", "WSA10017", "1 6 40", (60.2, 24.2)),
    ("装配吊具", "WSA10001", "1 6 7", None),
)
ZONES: tuple[tuple[str, tuple[XY, ...]], ...] = (
    ("熔炼浇注区", ((0, 0), (25, 0), (25, 11), (19, 11), (19, 16), (0, 16))),
    ("造型制芯区", ((25, 0), (42, 0), (42, 16), (19, 16), (19, 11), (25, 11))),
    ("抛丸清理区", ((42, 0), (57, 0), (57, 16), (42, 16))),
    ("模具库", ((57, 0), (72, 0), (72, 10), (57, 10))),
    ("机加工区", ((0, 21), (28, 21), (28, 38), (0, 38))),
    ("焊接区", ((28, 21), (42, 21), (42, 38), (28, 38))),
    ("装配区", ((42, 21), (57, 21), (57, 38), (42, 38))),
    ("喷漆区", ((57, 21), (72, 21), (72, 38), (57, 38))),
)
MARKS: tuple[tuple[ShapeKind, str, tuple[XY, ...]], ...] = (
    (ShapeKind.EXIT, "安全出口 1", ((0.5, 18.5),)),
    (ShapeKind.EXIT, "安全出口 2", ((71, 18.5),)),
    (ShapeKind.ROUTE, "主通道", ((32, 18.5), (3, 18.5))),
    (ShapeKind.ASSEMBLY, "集合点", ((-2, 40),)),
    (ShapeKind.FIRE, "消火栓", ((44, 18.5),)),
)


def units(place: XY) -> XY:
    """From metres in the building to units of the sheet."""
    return (place[0] + OFF) * METRE, (place[1] + OFF) * METRE


def fill(made: Built) -> None:
    """Two plans, fourteen points with their assessments, eight zones, ways out."""
    plan = made.act(
        floor_plans.add_plan, name="1号厂房", width=SHEET[0], height=SHEET[1], now=NOW
    )
    made.act(floor_plans.add_plan, name="2号厂房二层", now=NOW)
    made.act(floor_plans.write_plan, plan, "metres_per_unit", 1 / METRE)
    made.act(floor_plans.write_plan, plan, "made_by", "李文静")
    drawing = Drawing()
    for name, corners in ZONES:
        key = f"zone-{name}"
        shape = Drawn(key, plan, ShapeKind.ZONE, tuple(units(c) for c in corners), name)
        drawing = _keep(made, drawing, shape)
    for kind, name, corners in MARKS:
        shape = Drawn(
            f"{kind.value}-{name}", plan, kind, tuple(units(c) for c in corners), name
        )
        drawing = _keep(made, drawing, shape)
    for name, accident, factors, place in POINTS:
        point = a_point(made, name, accident, factors)
        if place is not None:
            edit = drawing.place(point, plan, *units(place))
            drawing = drawing.after(edit)
            made.act(floor_plans.draw, edit)


def _keep(made: Built, drawing: Drawing, shape: Drawn) -> Drawing:
    from selfcheck.riskmap.draft import Edit

    edit = Edit("画", {shape.key: (None, shape)})
    made.act(floor_plans.draw, edit)
    return drawing.after(edit)


def a_point(made: Any, name: str, accident: str, factors: str) -> int:
    """A risk point with one assessed unit and nothing missing."""
    point = made.act(
        actions.add_point, name=name, kind=PointKind.FACILITY, now=NOW, place="1号厂房",
        owner="陈国梁", phone="13800000021", department="生产部",
        steps="停机断电\n撤离报告",
    )  # fmt: skip
    unit = made.act(
        actions.add_unit, point, table="scl", name=name, now=NOW, event="设备缺陷",
        accident_types=[accident], engineering="联锁", management="巡检",
    )  # fmt: skip
    told = dict(zip("LEC", factors.split(), strict=True))
    made.act(
        actions.assess, unit, inherent=False, method=Method.LEC, factors=told, people="李文静",
        assessed_on=TODAY, next_review=date(2027, 11, 24), today=TODAY, now=NOW,
    )  # fmt: skip
    assert isinstance(point, int)
    return point


@cache
def _kept() -> Path:
    folder = Path(mkdtemp(prefix="selfcheck-riskmap-")) / "档案"
    made = a_workspace(folder)
    fill(made)
    made.store.close()
    return folder


class MapStage:
    """The window with the map, and short words for looking at it."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        self.window, self.workspace = window, workspace

    @property
    def screen(self) -> RiskMapScreen:
        screen = self.window.screen_for("riskmap")
        assert isinstance(screen, RiskMapScreen)
        return screen

    @property
    def canvas(self) -> Canvas:
        return self.screen.canvas

    @property
    def map(self) -> RiskMap:
        return self.screen.desk.map

    def zone(self, name: str) -> Drawn:
        return next(s for s in self.map.drawing.shapes.values() if s.name == name)

    def point(self, name: str) -> int:
        return next(p.point_id for p in self.map.points if p.name == name)

    def level(self, name: str) -> str:
        level = self.map.zone_levels[self.zone(name).key]
        return level.value if level else ""

    def open(self, *where: str) -> None:
        self.window.open("riskmap", *where)
        settle()

    def at(self, place: XY) -> QPoint:
        """A place of the building, in the window."""
        return self.canvas.view.to_screen(*units(place)).toPoint()

    def click(self, place: XY) -> None:
        QTest.mouseClick(self.canvas, Qt.MouseButton.LeftButton, pos=self.at(place))
        settle()

    def move(self, place: XY) -> None:
        QTest.mouseMove(self.canvas, self.at(place))
        settle()

    def pull(self, begin: XY, end: XY) -> None:
        """Press, move, release."""
        left = Qt.MouseButton.LeftButton
        first, last = self.at(begin), self.at(end)  # before the sheet itself is moved
        QTest.mousePress(self.canvas, left, pos=first)
        for step in ((first + last) / 2, last):
            self._moved(step)
        QTest.mouseRelease(self.canvas, left, pos=last)
        settle()

    def _moved(self, to: QPoint) -> None:
        """A move with the button held, which QTest cannot tell."""
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QMouseEvent

        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(to), QPointF(self.canvas.mapToGlobal(to)),
            Qt.MouseButton.NoButton, left, none,
        )  # fmt: skip
        QApplication.sendEvent(self.canvas, event)

    def key(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.canvas, key, held)

    def settled(self) -> None:
        """What the arrow keys moved is kept."""
        self.canvas.commit()
        settle()

    def menu_words(self) -> list[str]:
        menu = self.screen.doing.opening.menu
        assert menu is not None
        return [action.text() for action in menu.actions() if action.text()]

    def choose(self, words: str) -> None:
        menu = self.screen.doing.opening.menu
        assert menu is not None
        next(action for action in menu.actions() if action.text().startswith(words)).trigger()
        menu.close()
        settle()


@contextmanager
def a_stage(
    qtbot: QtBot,
    tmp_path: Path,
    *,
    empty: bool = False,
    read_only: bool = False,
    size: tuple[int, int] = (1366, 768),
) -> Iterator[MapStage]:
    """The window with the map in it, shown and active."""
    folder = tmp_path / "示例 企业 & 档案"
    if empty:
        a_workspace(folder).store.close()
    else:
        shutil.copytree(_kept(), folder)
    workspace = Workspace(
        Store.open_copy(folder) if read_only else Store.open(folder, now=NOW),
        walks.shipped_pack(),
        "周建华",
        clock=lambda: NOW,
    )
    jobs = Jobs()
    window = MainWindow(
        lambda: jobs, Thumbnails, [*SPECS, *plain_screens("riskpoint", "risks", "elsewhere")]
    )
    window.resize(*size)
    qtbot.addWidget(window)
    window.show_workspace(workspace)
    with qtbot.waitSignal(window.painted), qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open("riskmap")
    settle()
    yield MapStage(window, workspace)
    for popup in QApplication.topLevelWidgets():
        if popup is not window:
            popup.close()
    jobs.shut_down()
    window.show_workspace(None)
    settle()
    workspace.close()
