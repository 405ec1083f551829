"""Hazards brought about through the actions, on their page in the real window."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from pytestqt.qtbot import QtBot

from selfcheck import sample
from selfcheck.evidence.files import take_in
from selfcheck.hazards import actions, grading, hazard_query, treatment
from selfcheck.hazards.pages import HazardPage
from selfcheck.hazards.records import HazardGrade, ReportTo, StopScope
from selfcheck.store import Store
from selfcheck.submission import walks
from selfcheck.ui.hazard.screen import HazardScreen
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.ledger import view as ledger_view
from selfcheck.ui.navigation import ScreenSpec
from selfcheck.ui.office import office
from selfcheck.ui.thumbnails import Thumbnails
from selfcheck.ui.window import MainWindow
from selfcheck.ui.workspace import Workspace
from tests.prepared import NOW
from tests.ui.duty_stage import settle
from tests.ui.stage import plain_screens

PRINCIPAL, MANAGER, OWNER = "周立民", "林晓燕", "陈国梁"
FOUND = NOW - timedelta(days=8)
HAZARD = ScreenSpec(
    "hazard", "隐患", "alert", "selfcheck.ui.hazard.screen:HazardScreen", "hidden", "ledger"
)
CLAUSE = {
    "pack": "gongmao-2023",
    "title": "工贸企业重大事故隐患判定标准",
    "document_number": "应急管理部令第10号",
    "effective_from": "2023-05-15",
    "key": "gm-07-3",
    "clause": "第七条（三）",
    "gist": "生产期间，铸造用熔炼炉、精炼炉、保温炉的炉底、炉坑、事故坑，"
    "或熔融金属泄漏、喷溅影响范围内的平台、地坑、通道等有积水",
    "when": "机械企业，生产期间",
    "exception": "",
}
PLAN: dict[str, Any] = {
    "goal": "消除炉坑积水，雨季不再渗入",
    "measures": "截排水沟＋液位报警",
    "owner": OWNER,
    "department": "熔炼工部主任",
    "organisation": "熔炼工部牵头，设备科、安环科参加",
    "budget_fen": 4_600_000,
    "spent_fen": 3_100_000,
    "supplies": "排水泵 2 台、液位开关 3 只",
    "deadline": date(2026, 11, 27),
    "requirements": "11月22日前完成排水沟，11月27日前完成联锁",
    "safeguards": "喷爆现场处置方案",
}
REPORT = {
    "situation": "炉坑积水约 4 cm，坑壁渗水，排水泵停用",
    "severity": "铁水遇水喷爆，炉台作业人员 6 人可能伤亡",
    "difficulty": "要停炉施工，约 10 天",
}


def a_photo(path: Path, ground: str, *, wide: int = 480, high: int = 320) -> Path:
    """A picture in which something can be made out."""
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    fill = QLinearGradient(0, 0, 0, high)
    fill.setColorAt(0, QColor("#3c4048"))
    fill.setColorAt(1, QColor(ground))
    painter.fillRect(image.rect(), fill)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#8a9099"))
    painter.drawRoundedRect(QRectF(60, 40, 150, 150), 12, 12)
    painter.setBrush(QColor(ground).lighter(150))
    painter.drawEllipse(QRectF(140, 210, 240, 70))
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    assert image.save(str(path))
    return path


class Making:
    """Short words for bringing hazards about."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace = workspace
        self.folder = folder
        self.principal = office(workspace).principals[0]
        self.ready = 0  # one that was made beforehand, as `rectifying` makes it

    def do(self, action: Any, *args: Any, at: datetime = FOUND, **kwargs: Any) -> Any:
        """One action that asks the office, as if it had been done at a moment."""
        given = office(self.workspace)
        by = kwargs.pop("by", MANAGER)
        return self.workspace.act(action, given, *args, by=by, now=at, **kwargs)

    def draft(self, description: str = "3号中频炉炉坑积水约 4 cm，当班仍在熔炼") -> int:
        number: int = self.do(
            actions.begin,
            description=description,
            location="熔炼工部",
            part="3号中频炉炉坑",
            source="team",
            found_by="何建平",
            found_on=FOUND.date(),
            accident_type="WSA10022",
        )
        return number

    def files(self, hazard: int, part: str, *names: str, at: datetime = FOUND) -> None:
        colours = {"before": "#7a3b1e", "after": "#30506e"}
        stored = []
        for name in names:
            path = self.folder / name
            if path.suffix == ".png":
                a_photo(path, colours.get(part, "#556655"), wide=480 + sum(name.encode()) % 40)
            else:
                path.write_bytes(name.encode())
            stored.append(take_in(self.workspace.folder, path))
        act = self.workspace.act
        act(actions.add_files, hazard, part, stored, by=OWNER, now=at)

    def registered(self, description: str = "3号中频炉炉坑积水约 4 cm，当班仍在熔炼") -> int:
        hazard = self.draft(description)
        self.do(actions.register, hazard, at=FOUND + timedelta(minutes=6))
        return hazard

    def graded(self, grade: HazardGrade = HazardGrade.MAJOR) -> int:
        hazard = self.registered()
        self.do(
            grading.grade,
            hazard,
            grade,
            clauses=[CLAUSE] if grade is HazardGrade.MAJOR else [],
            reason="炉坑有积水，生产没有停",
            by=self.principal,
            at=FOUND + timedelta(hours=1),
        )
        return hazard

    def stopped(self, hazard: int) -> None:
        self.do(
            treatment.stop,
            hazard,
            scope=StopScope.EQUIPMENT,
            what="3号中频炉及其供料行车",
            stopped_at="2026-11-16 11:40",
            decided_by=self.principal,
            interim="炉坑周边 10 米警戒，专人看守",
            at=FOUND + timedelta(hours=2),
        )
        self.files(hazard, "stop", "上锁挂牌.png", at=FOUND + timedelta(hours=2))

    def planned(self, hazard: int) -> None:
        for name, value in (PLAN | {"plan_approved_by": self.principal}).items():
            self.do(actions.write, hazard, name, value, at=FOUND + timedelta(days=1))
        self.do(treatment.plan, hazard, at=FOUND + timedelta(days=1))

    def rectifying(self) -> int:
        """As in the pictures: two things are missing before it may be handed over."""
        if self.ready:
            hazard, self.ready = self.ready, 0
            return hazard
        hazard = self.graded()
        self.stopped(hazard)
        self.files(hazard, "before", "积水 1.png", "积水 2.png")
        self.do(
            treatment.report,
            hazard,
            ReportTo.DEPARTMENT,
            receiver="区应急管理局",
            reported_on=FOUND.date(),
            way="书面送达",
            at=FOUND + timedelta(hours=3),
        )
        self.files(hazard, "department", "回执.pdf", at=FOUND + timedelta(hours=3))
        self.planned(hazard)
        for name, value in REPORT.items():
            self.do(actions.write, hazard, name, value, at=FOUND + timedelta(days=1))
        self.do(treatment.start, hazard, at=FOUND + timedelta(days=1, hours=2))
        self.do(
            actions.write,
            hazard,
            "rectified_on",
            date(2026, 11, 22),
            at=NOW - timedelta(days=2),
        )
        self.do(
            actions.write, hazard, "result", "积水已排干，联锁投用", at=NOW - timedelta(days=2)
        )
        self.files(hazard, "after", "排干 1.png", "排干 2 全景.png", at=NOW - timedelta(days=2))
        words = "排水泵连续试运行 8 小时，炉坑干燥；液位报警联锁停炉试验 2 次，均动作。"
        act = self.workspace.act
        act(actions.note, hazard, words, by=OWNER, now=NOW - timedelta(days=1, hours=20))
        return hazard

    def awaiting(self) -> int:
        hazard = self.rectifying()
        self.do(
            treatment.report,
            hazard,
            ReportTo.WORKERS,
            receiver="",
            reported_on=NOW.date(),
            way="信息公示栏",
            at=NOW,
        )
        self.do(actions.write, hazard, "acceptor", self.principal, at=NOW)
        self.do(treatment.request, hazard, at=NOW)
        return hazard

    # ---- what is kept

    def page(self, hazard: int) -> HazardPage:
        given = office(self.workspace)
        return self.workspace.read(hazard_query.hazard_page, given, hazard)


class HazardStage(Making):
    """The window with one enterprise that has hazards."""

    def __init__(self, window: MainWindow, workspace: Workspace, folder: Path) -> None:
        super().__init__(workspace, folder)
        self.window = window

    def remember(self, *hazards: int) -> None:
        """As if the list had been left with these."""
        from selfcheck.hazards.pages import View

        ledger_view.remember(self.workspace, View(), hazards)

    def open(self, hazard: int, *field: str) -> HazardScreen:
        self.window.open("hazard", str(hazard), *field)
        settle()
        return self.screen

    @property
    def screen(self) -> HazardScreen:
        screen = self.window.screen_for("hazard")
        assert isinstance(screen, HazardScreen)
        return screen


def _opened(folder: Path) -> Workspace:
    store = Store.open(folder, now=NOW)
    return Workspace(store, walks.shipped_pack(), MANAGER, clock=lambda: NOW)


@cache
def _founded() -> tuple[Path, int]:
    """An archive with one hazard that is being put right, made once."""
    place = Path(mkdtemp(prefix="selfcheck-hazards-"))
    folder = place / "档案"
    sample.found(folder, now=NOW).close()
    workspace = _opened(folder)
    hazard = Making(workspace, place).rectifying()
    workspace.close()
    return folder, hazard


@contextmanager
def a_hazard_stage(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int] = (1366, 768)
) -> Iterator[HazardStage]:
    """The window, shown and active."""
    folder = tmp_path / "档案"
    kept, hazard = _founded()
    shutil.copytree(kept, folder)
    workspace = _opened(folder)
    jobs = Jobs()
    window = MainWindow(lambda: jobs, Thumbnails, [*plain_screens("ledger"), HAZARD])
    window.resize(*size)
    qtbot.addWidget(window)
    window.show_workspace(workspace)
    with qtbot.waitSignal(window.painted), qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    stage = HazardStage(window, workspace, tmp_path)
    stage.ready = hazard
    yield stage
    jobs.shut_down()
    window.thumbnails.shut_down()
    window.show_workspace(None)
    settle()
    workspace.close()
