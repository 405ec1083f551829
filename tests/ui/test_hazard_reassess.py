"""After 销号: which risk point is to be assessed again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from selfcheck.hazards.records import HazardState
from selfcheck.riskmap import actions, states
from selfcheck.riskmap.records import PointKind
from selfcheck.ui.choices import SegmentedChoice
from selfcheck.ui.hazard.reassess import ReassessSheet
from selfcheck.ui.hazard_sheets.screen import Sheet
from tests.builders import NOW
from tests.ui.duty_stage import click, focused, settle
from tests.ui.hazard_stage import HazardStage, a_hazard_stage, fill, meanwhile
from tests.ui.stage import primary_buttons


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[HazardStage]:
    with a_hazard_stage(qtbot, tmp_path) as made:
        yield made


def with_points(stage: HazardStage, *names: str) -> list[int]:
    """Risk points; the hazard lies in 熔炼车间."""
    return [
        stage.workspace.act(actions.add_point, name=name, kind=PointKind.PART, now=NOW)
        for name in names
    ]


def close(stage: HazardStage, do: object = None, *, review: bool = True) -> int:
    """Accept and close a general hazard from its sheet, and do something in the question that follows."""
    hazard = stage.ledger.a_general_at(HazardState.AWAITING)

    def accept(sheet: Sheet) -> None:
        field = sheet.boxes["review_risk"].field
        assert isinstance(field, SegmentedChoice)
        field.choose(0 if review else 1)
        settle()
        if do is not None:
            meanwhile(ReassessSheet, do)  # type: ignore[arg-type]  # a test's own function
        click(sheet.go)

    meanwhile(Sheet, accept)
    assert stage.take(hazard, "accept")
    assert stage.ledger.state(hazard) is HazardState.CLOSED
    return hazard


def wishes(stage: HazardStage) -> list[str]:
    return [point.review_wanted for point in stage.workspace.read(states.points)]


def rows(sheet: ReassessSheet) -> list[str]:
    return [sheet.list.item(at).text().splitlines()[0] for at in range(sheet.list.count())]


def test_the_point_in_the_hazards_place_is_marked_and_opened(stage: HazardStage) -> None:
    points = with_points(stage, "喷漆室", "熔炼车间")

    def choose(sheet: ReassessSheet) -> None:
        assert rows(sheet) == ["R-02　熔炼车间", "R-01　喷漆室"]
        assert "与隐患位置相符" in sheet.list.item(0).text()
        assert "未评估" in sheet.list.item(0).text()
        assert sheet.list.currentRow() == 0  # the only likely one
        assert primary_buttons(sheet) == ["去评估"]
        assert focused() is sheet.search
        click(sheet.go)

    hazard = close(stage, choose)
    number = stage.ledger.row(hazard).number
    assert wishes(stage) == ["", f"隐患 {number} 已销号，重新评估"]
    assert stage.navigator.opened == [("riskpoint", str(points[1]))]


def test_it_may_be_assessed_later(stage: HazardStage) -> None:
    with_points(stage, "熔炼车间")
    close(stage, lambda sheet: click(sheet.mark))
    assert wishes(stage)[0].endswith("已销号，重新评估")
    assert stage.navigator.opened == []


@pytest.mark.parametrize("way", ["link", "escape"])
def test_a_place_that_is_not_in_the_list_marks_nothing(stage: HazardStage, way: str) -> None:
    with_points(stage, "喷漆室")

    def leave(sheet: ReassessSheet) -> None:
        if way == "link":
            click(sheet.none)
        else:
            QTest.keyClick(QApplication.focusWidget() or sheet, Qt.Key.Key_Escape)

    hazard = close(stage, leave)
    assert wishes(stage) == [""]
    assert stage.navigator.opened == []
    told = [line.words for line in stage.ledger.page(hazard).events]
    assert any("风险点等级需要重新评估" in words for words in told)


def test_nothing_is_chosen_for_the_person_where_none_or_several_are_likely(
    stage: HazardStage,
) -> None:
    with_points(stage, "喷漆室", "配电室")

    def look(sheet: ReassessSheet) -> None:
        assert sheet.list.currentItem() is None
        assert not sheet.go.isEnabled()
        assert not sheet.mark.isEnabled()
        sheet.list.setCurrentRow(1)
        assert sheet.go.isEnabled()
        fill(sheet.search, "喷漆")
        assert rows(sheet) == ["R-01　喷漆室"]
        assert not sheet.go.isEnabled()  # what is chosen is what can be seen
        fill(sheet.search, "仓库")
        assert sheet.nothing.isVisible()
        click(sheet.none)

    close(stage, look)


def test_the_keyboard_alone_chooses_and_goes(stage: HazardStage) -> None:
    points = with_points(stage, "喷漆室", "配电室")

    def go(sheet: ReassessSheet) -> None:
        QTest.keyClick(sheet.search, Qt.Key.Key_Down)
        QTest.keyClick(sheet.list, Qt.Key.Key_Down)
        QTest.keyClick(sheet.list, Qt.Key.Key_Return)

    close(stage, go)
    assert stage.navigator.opened == [("riskpoint", str(points[1]))]


def test_a_sole_hit_of_a_search_is_taken_by_enter(stage: HazardStage) -> None:
    points = with_points(stage, "喷漆室", "配电室")

    def go(sheet: ReassessSheet) -> None:
        fill(sheet.search, "配电")
        sheet.search.setFocus()
        QTest.keyClick(sheet.search, Qt.Key.Key_Return)

    close(stage, go)
    assert stage.navigator.opened == [("riskpoint", str(points[1]))]


@pytest.mark.parametrize(("points", "review"), [((), True), (("熔炼车间",), False)])
def test_nothing_is_asked_without_a_risk_point_or_a_changed_risk(
    stage: HazardStage, points: tuple[str, ...], review: bool
) -> None:
    with_points(stage, *points)
    close(stage, review=review)  # a question would hold it up for ever
    assert stage.navigator.opened == []
    assert not any(wishes(stage))


def test_it_is_asked_after_a_major_hazard_too(stage: HazardStage) -> None:
    points = with_points(stage, "熔炼车间")
    hazard = stage.ledger.a_major_at(HazardState.ACCEPTED)
    stage.ledger.resume(hazard)

    def end(sheet: Sheet) -> None:
        field = sheet.boxes["review_risk"].field
        assert isinstance(field, SegmentedChoice)
        field.choose(0)
        settle()
        meanwhile(ReassessSheet, lambda asked: click(asked.go))
        click(sheet.go)

    meanwhile(Sheet, end)
    assert stage.take(hazard, "close")
    assert stage.navigator.opened == [("riskpoint", str(points[0]))]
