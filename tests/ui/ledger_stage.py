"""A ledger with hazards of every kind in the real window, and what a person's hands do there."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from selfcheck.hazards import actions, treatment
from selfcheck.hazards.pages import LedgerRow
from selfcheck.hazards.records import (
    Hazard,
    HazardGrade,
    HazardState,
    ReportTo,
    StopScope,
)
from selfcheck.store import Store
from selfcheck.submission import walks
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.ledger.columns import Columns, Span
from selfcheck.ui.ledger.list import LedgerList
from selfcheck.ui.ledger.screen import LedgerScreen
from selfcheck.ui.navigation import ScreenSpec
from selfcheck.ui.thumbnails import Thumbnails
from selfcheck.ui.window import MainWindow
from selfcheck.ui.workspace import Workspace
from tests.builders import NOW, TODAY, a_workspace
from tests.hazards.builders import Ledger
from tests.ui.duty_stage import settle
from tests.ui.stage import plain_screens

SPECS = (ScreenSpec("ledger", "隐患台账", "alert", "selfcheck.ui.ledger.screen:LedgerScreen"),)
COUNT = 60  # hazards of the ledger
LONG = (
    "二车间至三车间之间的架空管廊支架基础沉降，管道法兰处有可见渗漏痕迹，"
    "下方为员工上下班主通道，雨天积水结冰，夜间照明不足，未设警示标志和绕行路线"
)
# description, place, owner, source, days to the deadline, how far it went
OPEN = (
    ("抛丸清理间梁上及风管外壁积尘超过 3 mm，清扫记录中断", "清理工部", "何建平", "self", -3, "controlled"),
    ("2号行车起升钢丝绳端部压板螺栓松动 1 处", "机加车间", "吴德胜", "worker", -2, "returned"),
    ("配电柜 AP-07 门内堆放棉纱、油桶", "机加车间", "吴德胜", "team", 1, "rectifying"),
    ("焊接区二氧化碳气瓶未设防倾倒链 6 只", "焊接区", "郑小军", "workshop", 2, "awaiting"),
    ("喷漆室固定式可燃气体报警器失效（2 只无信号）", "喷漆区", "冯海涛", "expert", 3, "major_awaiting"),
    ("3号中频炉炉坑积水约 4 cm，当班仍在熔炼", "熔炼工部", "陈国梁", "self", 4, "stopped"),
    ("南侧 2 号安全出口疏散通道被周转箱占用，净宽不足 1.4 m", "装配区", "孙丽华", "principal", 5, "rectifying"),
    ("混砂机检修孔联锁开关被短接", "造型工部", "何建平", "worker", 9, "planned"),
    ("空压机储气罐安全阀校验将于 12 月 5 日到期", "空压站", "吴德胜", "expiry", 11, "graded"),
    ("外包钢结构维修队 2 人高处作业证未见原件", "2号厂房", "李文静", "contractor", 12, "registered"),
    ("污水调节池入口警示牌褪色，看不清内容", "污水站", "冯海涛", "confined", 15, "registered"),
    ("砂轮机防护罩与砂轮间隙偏大", "机加车间", "吴德胜", "team", 17, "graded"),
    (LONG, "二车间与三车间之间的架空管廊", "欧阳建国负责", "inspection", 60, "registered"),
    ("食堂后厨燃气软管超过 2 m", "食堂", "", "self", None, "registered"),
)  # fmt: skip


def _open(ledger: Ledger, what: Sequence[Any]) -> int:
    description, location, owner, source, days, far = what
    found: dict[str, Any] = {"description": description, "location": location}
    found |= {"source": source, "measures": "按方案整改", "owner": owner or None}
    if days is not None:
        found["deadline"] = TODAY + timedelta(days=days)
    found = {name: value for name, value in found.items() if value is not None}
    if far == "registered":
        return ledger.registered(**found)
    if far in ("controlled", "stopped", "major_awaiting"):
        return _major(ledger, found, far)
    hazard_id = ledger.general(**found)
    if far != "graded":
        ledger.step(treatment.plan, hazard_id)
    if far in ("rectifying", "awaiting", "returned"):
        ledger.step(treatment.start, hazard_id)
    if far in ("awaiting", "returned"):
        ledger.awaiting(hazard_id)
    if far == "returned":
        ledger.step(treatment.send_back, hazard_id, reason="压板螺栓力矩没有复核")
    return hazard_id


def _major(ledger: Ledger, found: dict[str, Any], far: str) -> int:
    hazard_id = ledger.major(**found)
    if far == "controlled":
        ledger.stop(hazard_id, scope=StopScope.NONE, what="", reason="停机会损坏设备，先降负荷")
    else:
        ledger.stop(hazard_id)
    ledger.add(hazard_id, "stop")
    plan: dict[str, Any] = {
        "situation": "现状", "severity": "危及 6 人", "difficulty": "两周", "goal": "消除",
        "budget_fen": 46_000_00, "organisation": "设备科 3 人", "requirements": "月底前",
        "safeguards": "断电、挂牌、专人监护", "plan_approved_by": "张𠮷",
    }  # fmt: skip
    ledger.write(hazard_id, **plan)
    ledger.rectifying(hazard_id)
    if far == "major_awaiting":
        for told in ReportTo:
            ledger.report(hazard_id, told)
        ledger.awaiting(hazard_id)
    return hazard_id


def _others(ledger: Ledger) -> None:
    """Those that are over, a draft with nothing in it, and plain ones up to the whole count."""
    ledger.a_major_at(HazardState.CLOSED)
    for _ in range(3):
        ledger.a_general_at(HazardState.CLOSED)
    ledger.a_general_at(HazardState.ACCEPTED)
    ledger.reopen(ledger.a_general_at(HazardState.CLOSED))
    ledger.void(ledger.registered(description="重复登记的一条"))
    kept = ledger.registered(description="消防水带老化龟裂")
    ledger.merge(ledger.registered(description="消防水带龟裂，和另一条相同"), kept)
    on_site = ledger.registered(description="灭火器被纸箱遮挡", measures="搬走纸箱")
    ledger.add(on_site, "after", taken="2026:11:24 09:00:00")
    ledger.step(actions.correct_on_site, on_site)
    ledger.begin()
    for number in range(COUNT - len(OPEN) - 11):
        ledger.registered(
            description=f"巡检发现的一般问题第 {number + 1} 处", location="仓库", owner="郑小军",
            deadline=date(2027, 1, 5) + timedelta(days=number),
        )  # fmt: skip


@cache
def _kept() -> Path:
    folder = Path(mkdtemp(prefix="selfcheck-ledger-")) / "档案"
    with Ledger(a_workspace(folder)) as ledger:
        for what in OPEN:
            _open(ledger, what)
        _others(ledger)
    return folder


def many_hazards(count: int) -> Callable[[Session], None]:
    """That many rows put straight into the table, every seventh overdue, every tenth major."""

    def insert(session: Session) -> None:
        session.add_all(
            Hazard(
                number=f"YH-2026-{number:06d}",
                serial=2026_000_000 + number,
                state=HazardState.RECTIFYING,
                grade=HazardGrade.MAJOR if number % 10 == 0 else HazardGrade.GENERAL,
                description=f"第 {number} 处设备防护缺失",
                location=f"{number % 30 + 1}号车间",
                owner=("吴德胜", "何建平", "陈国梁")[number % 3],
                source="self",
                found_on=TODAY - timedelta(days=30),
                deadline=TODAY + timedelta(days=number % 70 - 10),
                recorded_at="2026-10-25T08:00:00+08:00",
                changed_at="2026-10-25T08:00:00+08:00",
            )
            for number in range(1, count + 1)
        )

    return insert


class LedgerStage:
    """The window with the ledger, and short words for looking at it."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        self.window, self.workspace = window, workspace

    @property
    def screen(self) -> LedgerScreen:
        screen = self.window.screen_for("ledger")
        assert isinstance(screen, LedgerScreen)
        return screen

    @property
    def view(self) -> LedgerList:
        return self.screen.list

    def open(self, *where: str) -> None:
        self.window.open("ledger", *where)
        settle()

    def row(self, at: int) -> LedgerRow:
        row = self.view.rows.at(at)
        assert row is not None
        return row

    def rows(self) -> list[LedgerRow]:
        return [self.row(at) for at in range(len(self.screen.ids))]

    def find(self, words: str) -> int:
        """Where a hazard stands whose description begins like this."""
        return next(n for n, row in enumerate(self.rows()) if row.description.startswith(words))

    def id_of(self, words: str) -> int:
        return self.row(self.find(words)).hazard_id

    def counts(self) -> dict[str, int]:
        return {kind: tab.count for kind, tab in self.screen.tools.tabs.tabs.items()}

    def point(self, at: int, column: str) -> QPoint:
        """A point in a row's column, in view."""
        index = self.view.rows.index(at)
        self.view.scrollTo(index)
        place = self.view.visualRect(index)
        span = getattr(Columns.of(place.width()), column)
        assert isinstance(span, Span)
        return QPoint(int(place.left() + span.x + span.width / 2), place.center().y())

    def click(
        self,
        at: int,
        column: str = "words",
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        left = Qt.MouseButton.LeftButton
        QTest.mouseClick(self.view.viewport(), left, held, self.point(at, column))
        settle()

    def opened(self) -> tuple[str, tuple[str, ...]]:
        """The screen that is shown, and where on it."""
        return self.window.current, self.window._where


@contextmanager
def a_stage(
    qtbot: QtBot,
    tmp_path: Path,
    *,
    empty: bool = False,
    many: int = 0,
    read_only: bool = False,
) -> Iterator[LedgerStage]:
    """The window with the ledger in it, shown and active."""
    folder = tmp_path / "示例 企业 & 档案"
    if empty or many:
        made = a_workspace(folder)
        if many:
            made.act(many_hazards(many))
        made.store.close()
    else:
        shutil.copytree(_kept(), folder)
    store = Store.open_copy(folder) if read_only else Store.open(folder, now=NOW)
    workspace = Workspace(store, walks.shipped_pack(), "周建华", clock=lambda: NOW)
    jobs = Jobs()
    screens = [*SPECS, *plain_screens("hazard", "ledger_import", "elsewhere")]
    window = MainWindow(lambda: jobs, Thumbnails, screens)
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show_workspace(workspace)
    with qtbot.waitSignal(window.painted), qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open("ledger")
    settle()
    yield LedgerStage(window, workspace)
    for popup in QApplication.topLevelWidgets():
        if popup is not window:
            popup.close()
    jobs.shut_down()
    window.show_workspace(None)
    settle()
    workspace.close()
