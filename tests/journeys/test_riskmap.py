"""A plant with two plans and twelve risk points, drawn, assessed, published, printed; a hazard of it is closed and
its point assessed again: through the screens alone."""

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from selfcheck import history, moments
from selfcheck.evidence.files import take_in
from selfcheck.hazards import actions, grading, treatment
from selfcheck.hazards.records import HazardGrade
from selfcheck.riskmap import states
from selfcheck.riskmap.pages import RiskMap
from selfcheck.submission import walks
from selfcheck.ui.app import Program
from selfcheck.ui.office import act, office
from selfcheck.ui.workspace import Workspace
from tests.builders import a_code, a_jpeg
from tests.journeys.dialogs import in_the_dialog
from tests.journeys.driver import Person
from tests.journeys.journey import MANAGER, PRINCIPAL, Journey
from tests.journeys.ledger import LedgerKeeper
from tests.journeys.papers import Papers
from tests.journeys.riskmap import (
    FOUNDRY,
    RISKS,
    YARD,
    ZONES,
    MapKeeper,
    Risk,
    a_plan_picture,
)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Name and words of every paper that the system's viewer is asked to show."""
    papers: list[tuple[str, str]] = []

    def show(url: QUrl) -> bool:
        path = Path(url.toLocalFile())
        papers.append((path.name, words_of(path.read_bytes())))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return papers


def words_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@contextmanager
def a_new_enterprise(desk: Path) -> Iterator[tuple[Person, Workspace]]:
    """Founded and described in the window."""
    program = Program()
    program.window.resize(1366, 768)
    program.window.show()
    program.window.activateWindow()
    person, now = Person(program.window), moments.now()
    person.wait_for("新建企业档案")
    try:
        with person.at_the_file_dialogs():
            papers = Papers(desk / "照片 文件", now)
            journey = Journey(person, walks.shipped_pack(), now.date(), papers)
            journey.begin(a_code(), desk / "档案 & 自查")
            journey.describe()
            assert program.workspace is not None
            yield person, program.workspace
    finally:
        program.window.close()


def the_map(workspace: Workspace) -> RiskMap:
    today = workspace.now().astimezone(moments.CHINA).date()
    return workspace.read(states.risk_map, workspace.folder, today)


def a_hazard_put_right(workspace: Workspace, location: str) -> int:
    """A general hazard of which only the acceptance is left."""
    today = workspace.now().astimezone(moments.CHINA).date()
    found_on = today - timedelta(days=1)
    given = office(workspace)
    hazard_id = workspace.act(
        lambda session: actions.begin(
            session, given, by=MANAGER, now=workspace.now(),
            description="炉坑积水，排水管堵塞", location=location, source="self",
            found_by=MANAGER, found_on=found_on,
        )
    )  # fmt: skip

    def photo(part: str, taken: str, side: int) -> None:
        content = a_jpeg(taken=taken, size=(side, 16))
        made = take_in(workspace.folder, content, name=f"{part}.jpg")
        workspace.act(
            actions.add_files, hazard_id, part, [made], by=MANAGER, now=workspace.now()
        )

    photo("before", f"{found_on:%Y:%m:%d} 09:12:00", 17)
    act(workspace, actions.register, hazard_id)
    act(
        workspace, grading.grade, hazard_id, HazardGrade.GENERAL, clauses=[],
        reason="不在判定标准里",
    )  # fmt: skip
    for name, value in (
        ("measures", "疏通排水管"), ("owner", MANAGER),
        ("deadline", today + timedelta(days=10)),
    ):  # fmt: skip
        act(workspace, actions.write, hazard_id, name, value)
    act(workspace, treatment.plan, hazard_id)
    act(workspace, treatment.start, hazard_id)
    photo("after", f"{today:%Y:%m:%d} 00:01:00", 18)
    for name, value in (
        ("rectified_on", today), ("result", "已疏通，无积水"), ("acceptor", PRINCIPAL),
    ):  # fmt: skip
        act(workspace, actions.write, hazard_id, name, value)
    act(workspace, treatment.request, hazard_id)
    return hazard_id


def build(keeper: MapKeeper, desk: Path) -> None:
    """Two plans, twelve points, six zones; nothing is published yet."""
    keeper.go()
    keeper.add_picture(FOUNDRY, a_plan_picture(desk))
    keeper.add_blank(YARD)
    for risks in RISKS.values():
        for risk in risks:
            keeper.register(risk)
            keeper.add_unit(risk)
            keeper.assess(risk)
    keeper.go()
    for plan, zones in ZONES.items():
        keeper.show_plan(plan)
        for zone in zones:
            keeper.draw(zone)
        keeper.draw_wrongly_and_take_back()
        keeper.put_points([spot for zone in zones for spot in zone.points])


def publish_what_the_lint_lets(keeper: MapKeeper) -> None:
    """Everything that disagrees is mended by the way its line offers."""
    told = keeper.lint()
    assert len(told) == 5, told
    assert not keeper.person.button("发布第 1 版").isEnabled()
    for risk in (risk for risks in RISKS.values() for risk in risks):
        for line in told:
            if risk.name in line:
                keeper.mend(line, risk)
    for plan in ZONES:
        keeper.name_author(plan, MANAGER)
    assert all(line.startswith("发布：") for line in keeper.lint())  # nothing else is left
    keeper.publish(1, checked_by="王建国")


def close_the_hazard(keeper: MapKeeper, workspace: Workspace, risk: Risk) -> None:
    """Acceptance and closing are one step; then its risk point is asked for and assessed again."""
    person = keeper.person
    a_hazard_put_right(workspace, f"铸造车间{risk.name}炉坑")
    ledger = LedgerKeeper(person)
    ledger.go("隐患台账")
    ledger.open("炉坑积水")

    def accept() -> None:
        person.press("是否调整风险点等级与四色图？：是")
        person.press("验收通过并销号")

    in_the_dialog(
        person,
        lambda: person.press("验收通过", ledger.ribbon, starts=True),
        accept,
        keeper.name_the_point(risk.name),
    )
    keeper.on_page(risk.name)
    assert person.sees("已销号，重新评估")
    keeper.assess_again(risk, ("1", "6", "15"))
    assert not person.sees("已销号，重新评估", person.part("评估单元"))


def test_a_plant_is_mapped_published_printed_and_assessed_again_after_a_hazard_is_closed(
    qtbot: QtBot, desk: Path, shown: list[tuple[str, str]]
) -> None:
    with a_new_enterprise(desk) as (person, workspace):
        keeper = MapKeeper(person)
        build(keeper, desk)
        assert levels(workspace) == {
            risk.name: risk.word for risks in RISKS.values() for risk in risks
        }
        assert zones(workspace) == {
            zone.name: plan for plan, drawn in ZONES.items() for zone in drawn
        }
        publish_what_the_lint_lets(keeper)
        first = the_map(workspace)
        assert (first.problems, first.changed) == ((), False)

        keeper.print_map()
        keeper.print_boards(len(first.points))
        keeper.print_lists(desk / "三清单.xlsx")
        say_the_same(shown, first)
        assert (desk / "三清单.xlsx").read_bytes().startswith(b"PK")

        furnace = RISKS[FOUNDRY][0]
        close_the_hazard(keeper, workspace, furnace)
        keeper.go()
        assert the_map(workspace).changed
        assert [
            line for line in keeper.lint() if not line.startswith(("更新告知牌：", "发布："))
        ] == []
        keeper.publish(2, checked_by="王建国")
        second = the_map(workspace)
        assert (second.problems, second.changed) == ((), False)
        assert second.code != first.code
        assert levels(workspace)[furnace.name] == "一般"
        assert second.points[0].units[0].history[0].reason.endswith("已销号，重新评估")
        keeper.print_map()
        assert second.code in shown[-1][1]
        assert workspace.read(history.check) is None


def levels(workspace: Workspace) -> dict[str, str]:
    """The level of every point, in words."""
    return {point.name: point.level_words for point in the_map(workspace).points}


def zones(workspace: Workspace) -> dict[str, str]:
    """The plan of every zone that has two points in it."""
    found = the_map(workspace)
    inside = Counter((point.zone_name, point.plan_name) for point in found.points)
    assert set(inside.values()) == {2}, inside
    return dict(inside.keys())


def say_the_same(papers: list[tuple[str, str]], found: RiskMap) -> None:
    """Map, boards, boards for passers-by and lists: one code, every point with its level."""
    assert [name.split()[0] for name, _ in papers] == [
        "四色分布图", "告知牌", "告知牌", "风险管控三清单",
    ]  # fmt: skip
    for name, words in papers:
        assert found.code in words, name
        for point in found.points:
            number = point.number
            if name.startswith("四色"):
                number = number.removeprefix("R-")
            assert number in words, (name, number)
            assert point.level_words in words
    _, inside, public, _ = (words for _, words in papers)
    assert "13800000009" in inside
    assert "王建国" in inside
    assert "13800000009" not in public
    assert "王建国" not in public
