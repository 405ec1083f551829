"""Boards and lists: what is shown is what is printed, for the ticked ones or for all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from selfcheck.riskmap import actions, publishing
from selfcheck.submission import risk_list_rows
from selfcheck.ui.risk_list.screen import RiskListScreen
from selfcheck.ui.risk_list.sheet import fitted
from selfcheck.ui.riskmap import papers as riskmap_papers
from tests.prepared import NOW
from tests.ui.duty_stage import click, press, settle
from tests.ui.riskpoint_stage import RiskStage, a_risk_stage
from tests.ui.stage import primary_buttons


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[RiskStage]:
    with a_risk_stage(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bytes]]:
    """What the system's viewer was given."""
    papers: list[tuple[str, bytes]] = []

    def show(content: bytes, name: str) -> Path:
        papers.append((name, content))
        return Path(name)

    monkeypatch.setattr(riskmap_papers, "show_pdf", show)
    return papers


def view(stage: RiskStage, key: str, *where: str) -> RiskListScreen:
    stage.window.open("risks", key, *where)
    settle()
    screen = stage.window.screen_for("risks")
    assert isinstance(screen, RiskListScreen)
    return screen


def states(screen: RiskListScreen) -> dict[str, str]:
    return {row.point.number: row.state for row in screen.boards.list.rows.rows}


def pages(content: bytes) -> int:
    from io import BytesIO

    from pypdf import PdfReader

    return len(PdfReader(BytesIO(content)).pages)


def test_the_tabs_lead_to_boards_lists_and_the_map(stage: RiskStage) -> None:
    screen = stage.list()

    click(screen.tabs.parts[2])
    assert primary_buttons(screen) == ["打印全部告知牌"]
    click(screen.tabs.parts[3])
    assert primary_buttons(screen) == ["打印三清单"]
    click(screen.tabs.parts[0])

    assert stage.window.stack.currentWidget() is stage.window.screen_for("riskmap")


def test_rk24_a_board_that_is_older_than_its_risk_says_so(stage: RiskStage) -> None:
    point = stage.point("R-03").point_id
    stage.workspace.act(actions.write_point, point, "owner", "赵明辉", now=NOW)

    told = states(view(stage, "boards"))

    assert told["R-03"] == "早于风险评估，重新打印张贴"
    assert told["R-01"] == "与数据一致"


def test_rk26_a_board_with_texts_by_hand_says_how_many(stage: RiskStage) -> None:
    point = stage.point("R-02").point_id
    stage.workspace.act(publishing.write_board, point, "measures", "专人指挥")

    assert states(view(stage, "boards"))["R-02"] == "1 处手写，与数据不同"


def test_the_ticked_boards_are_printed_a_sheet_each(
    stage: RiskStage, shown: list[tuple[str, bytes]], qtbot: QtBot
) -> None:
    screen = view(stage, "boards")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert screen.boards_button.text() == "打印 2 块"

    click(screen.boards_button)
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)

    name, content = shown[0]
    assert name == f"告知牌 2 块 {stage.map.published.code}.pdf"
    assert pages(content) == 2


def test_a_board_asked_for_from_its_point_is_ticked(stage: RiskStage) -> None:
    point = stage.point("R-08").point_id

    screen = view(stage, "boards", str(point))

    assert screen.boards.ticked == (point,)


def test_ctrl_a_ticks_all_and_esc_none(stage: RiskStage) -> None:
    screen = view(stage, "boards")

    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(screen.boards.list.rows.ticked) == len(stage.map.points)
    assert screen.boards.all_link.text() == "取消全选"
    press(Qt.Key.Key_Escape)

    assert screen.boards.list.rows.ticked == set()


def test_the_lists_show_the_rows_that_are_printed(stage: RiskStage) -> None:
    screen = view(stage, "lists")
    found = (*risk_list_rows.three_lists(stage.map), *risk_list_rows.analyses(stage.map))

    for at, wanted in enumerate(found):
        screen.lists.tabs.choose(at)
        assert screen.lists.table.model_of.list == wanted


def test_enter_in_a_list_opens_the_point_of_the_row(stage: RiskStage) -> None:
    screen = view(stage, "lists")

    assert screen.lists.table.number_at(0) == "R-01"
    screen.lists.tabs.choose(3)
    number = screen.lists.table.number_at(0)
    screen.lists.table.opened.emit(number)
    settle()

    page = stage.window.screen_for("riskpoint")
    assert stage.window.stack.currentWidget() is page


def test_three_lists_are_printed_as_one_paper(
    stage: RiskStage, shown: list[tuple[str, bytes]], qtbot: QtBot
) -> None:
    screen = view(stage, "lists")

    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)

    assert shown[0][0] == f"风险管控三清单 {stage.map.published.code}.pdf"
    assert pages(shown[0][1]) >= 3
    assert screen.strip.isVisible()


def test_the_lists_are_kept_as_a_workbook_where_the_person_says(
    stage: RiskStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from zipfile import ZipFile

    target = tmp_path / "清单"
    screen = view(stage, "lists")
    screen.lists.tabs.choose(4)
    monkeypatch.setattr(
        "selfcheck.ui.risk_list.papers.QFileDialog.getSaveFileName",
        lambda *told: (str(target), told[-1]),
    )

    click(screen.export_button)
    qtbot.waitUntil(lambda: "已导出" in screen.strip.words.text(), timeout=20_000)

    with ZipFile(target.with_suffix(".xlsx")) as book:
        assert "xl/workbook.xml" in book.namelist()


def test_an_empty_map_prints_nothing_and_leads_to_the_first_point(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with a_risk_stage(qtbot, tmp_path, empty=True) as stage:
        screen = view(stage, "boards")
        assert not screen.boards_button.isEnabled()
        assert list(screen.boards.empty.links) == ["register"]

        click(screen.tabs.parts[3])
        assert not screen.lists_button.isEnabled()
        assert list(screen.lists.empty.links) == ["register"]


@pytest.mark.parametrize(
    ("room", "shares", "least", "widths"),
    [
        (100, [1, 1], [10, 10], [50, 50]),
        (100, [1, 9], [30, 10], [30, 70]),
        (100, [1, 1, 8], [20, 30, 10], [20, 30, 50]),
        (40, [1, 1], [30, 30], [30, 30]),
        (0, [1, 1], [30, 30], [30, 30]),
    ],
)
def test_columns_fill_the_room_by_their_shares_but_none_is_cut(
    room: int, shares: list[float], least: list[int], widths: list[int]
) -> None:
    assert fitted(room, shares, least) == widths
