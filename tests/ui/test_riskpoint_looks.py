"""The screens of risk points in every size and look: nothing is cut, nothing flashes, everything has a name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from selfcheck.riskmap import actions
from selfcheck.riskmap.records import PointKind
from selfcheck.ui import look
from selfcheck.ui.assess.dialog import AssessDialog
from selfcheck.ui.assess.scale import ScaleDialog
from selfcheck.ui.risk_list.register import RegisterPointSheet
from selfcheck.ui.tokens import Name, TextSize
from tests.prepared import NOW
from tests.ui.duty_stage import settle
from tests.ui.riskpoint_stage import RiskStage, a_risk_stage
from tests.ui.test_flashing import Watch

LONG = "2号厂房西侧危险废物贮存间（含废漆桶、废活性炭、废切削液临时堆放区）与装卸平台"
SIZES = [(1366, 768), (1093, 614), (1000, 600)]


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[RiskStage]:
    with a_risk_stage(qtbot, tmp_path) as made:
        yield made


def a_long_point(stage: RiskStage) -> str:
    """A point whose words are as long as they may be."""
    known = {"place": LONG, "department": "安全环保与职业健康管理部", "owner": "欧阳明珠"}
    kind = PointKind.PLACE
    point = stage.workspace.act(actions.add_point, name=LONG, kind=kind, now=NOW, **known)
    unit = stage.workspace.act(actions.add_unit, point, table="scl", name=LONG, now=NOW)
    for name in ("event", "consequence", "engineering"):
        stage.workspace.act(actions.write_unit, unit, name, LONG * 3, now=NOW)
    stage.workspace.act(actions.write_point, point, "steps", f"{LONG}\n{LONG}", now=NOW)
    return stage.map.points[-1].number


def nameless(root: QWidget) -> list[str]:
    """Controls that a screen reader would only call by their kind."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
    return [
        type(widget).__name__
        for widget in root.findChildren(QWidget)
        if isinstance(widget, kinds)
        and widget.isVisible()
        and not isinstance(widget.parentWidget(), QLineEdit)  # a sign inside a field
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]


def outside(root: QWidget) -> list[str]:
    """Buttons and fields that are cut off at the right of what scrolls them."""
    found = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLineEdit) and widget.isVisible():
            right = widget.mapTo(root, widget.rect().topRight()).x()
            if right > root.width():
                found.append(f"{type(widget).__name__} {widget.accessibleName()} {right}")
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", ["standard", "larger"])
def test_nothing_is_cut_at_the_right_of_a_page(
    stage: RiskStage, size: tuple[int, int], text: TextSize
) -> None:
    look.apply("light", text)
    stage.window.resize(*size)
    number = a_long_point(stage)
    page = stage.page(number)
    unit = page.body.units.rows[stage.point(number).units[0].unit_id]

    unit.edit()
    page.body.duty.edit()
    page.body.emergency.edit()
    page.body.board.signs.choose_link.click()
    settle()

    assert outside(page) == []
    assert page.body.horizontalScrollBar().maximum() == 0
    assert outside(stage.list()) == []


@pytest.mark.parametrize("size", [(1027, 577), (880, 560)])
def test_nothing_is_cut_in_the_dialog(
    stage: RiskStage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    look.apply("dark", "larger")
    unit = stage.point(a_long_point(stage)).units[0].unit_id
    dialog = AssessDialog(stage.workspace, unit, stage.window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(*size)

    for at in range(3):
        dialog.content.method.choose(at)
        settle()
        assert outside(dialog) == []
        assert dialog.content.horizontalScrollBar().maximum() == 0


def test_every_control_has_a_name(stage: RiskStage, qtbot: QtBot) -> None:
    page = stage.page("R-08")
    page.body.units.rows[stage.point("R-08").units[0].unit_id].edit()
    page.body.duty.edit()
    page.body.emergency.edit()
    page.body.board.texts["measures"].edit()
    settle()
    unit = stage.point("R-08").units[0].unit_id
    dialogs: list[QWidget] = [
        AssessDialog(stage.workspace, unit, stage.window),
        ScaleDialog(stage.workspace, stage.window),
        RegisterPointSheet(stage.workspace, stage.window),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
    settle()

    assert nameless(page) == []
    assert [nameless(dialog) for dialog in dialogs] == [[], [], []]
    screen = stage.list()
    for at in range(1, 4):
        screen.tabs.choose(at)
        settle()
        assert nameless(screen) == []


def test_no_part_is_a_window_of_its_own_for_a_moment(
    stage: RiskStage, qtbot: QtBot, qapp: QApplication
) -> None:
    watch = Watch()
    qapp.installEventFilter(watch)
    try:
        page = stage.page("R-08")
        page.body.units.rows[stage.point("R-08").units[0].unit_id].edit()
        page.body.emergency.edit()
        page.body.board.signs.choose_link.click()
        stage.list().tabs.choose(3)
        settle()
        unit = stage.point("R-08").units[0].unit_id
        dialog = AssessDialog(stage.workspace, unit, stage.window)
        qtbot.addWidget(dialog)
    finally:
        qapp.removeEventFilter(watch)

    assert watch.seen == []


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_look_is_switched_while_everything_is_open(stage: RiskStage, name: Name) -> None:
    page = stage.page("R-08")
    page.body.units.rows[stage.point("R-08").units[0].unit_id].edit()
    page.body.emergency.edit()

    look.apply(name, "large")
    settle()

    ground = page.grab().toImage().pixelColor(6, page.height() - 6)
    assert ground == look.colour("page")
    assert page.body.horizontalScrollBar().maximum() == 0


def test_a_page_of_many_units_is_scrolled_with_the_keyboard(stage: RiskStage) -> None:
    point = stage.point("R-01").point_id
    for at in range(12):
        stage.workspace.act(actions.add_unit, point, table="scl", name=f"项目{at}", now=NOW)
    page = stage.page("R-01")
    last = list(page.body.units.rows.values())[-1]

    last.assess.setFocus(Qt.FocusReason.TabFocusReason)
    settle()

    place = last.assess.mapTo(page.body.viewport(), last.assess.rect().center())
    assert page.body.viewport().rect().contains(place)
