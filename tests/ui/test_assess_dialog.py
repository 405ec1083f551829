"""Assessing: every choice shows what it does, both sides are recorded together, problems stand at their place."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from selfcheck.forms.risk_tables import shipped_risk_tables
from selfcheck.riskmap import actions, rules
from selfcheck.riskmap.records import Method, RiskLevel
from selfcheck.riskmap.rules import Bands
from selfcheck.ui.assess.dialog import AssessDialog
from selfcheck.ui.assess.matrix import SIZE
from selfcheck.ui.assess.ruler import BandRuler
from selfcheck.ui.assess.scale import ScaleDialog
from selfcheck.ui.assess.side import METHODS, months_later
from tests.prepared import NOW
from tests.ui.duty_stage import click, press, settle
from tests.ui.riskpoint_stage import RiskStage, a_risk_stage
from tests.ui.stage import primary_buttons, write

LEC = Bands(Decimal(320), Decimal(160), Decimal(70))
TODAY = NOW.date()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[RiskStage]:
    with a_risk_stage(qtbot, tmp_path) as made:
        yield made


def a_unit(stage: RiskStage, name: str = "新单元") -> int:
    """A unit that was never assessed."""
    point = stage.point("R-01").point_id
    return stage.workspace.act(actions.add_unit, point, table="scl", name=name, now=NOW)


def opened(stage: RiskStage, qtbot: QtBot, unit_id: int) -> AssessDialog:
    dialog = AssessDialog(stage.workspace, unit_id, stage.window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    settle()
    return dialog


def choose(dialog: AssessDialog, *values: str) -> None:
    """Click a value in each column of the method at hand."""
    panel = dialog.content.lec if dialog.side.method is Method.LEC else dialog.content.ls
    for column, value in zip(panel.columns.values(), values, strict=False):
        column.rows[value].click()


def history(stage: RiskStage, unit_id: int) -> list[tuple[bool, str, str, str]]:
    unit = next(u for p in stage.map.points for u in p.units if u.unit_id == unit_id)
    return [(one.inherent, one.sum_words, one.score, one.reason) for one in unit.history]


def test_every_meaning_of_every_factor_is_shown(stage: RiskStage, qtbot: QtBot) -> None:
    dialog = opened(stage, qtbot, a_unit(stage))

    for panel in (dialog.content.lec, dialog.content.ls):
        for factor in shipped_risk_tables().of(panel.method.value):
            told = [row.text() for row in panel.columns[factor.key].rows.values()]
            assert told == [choice.text for choice in factor.choices]


def test_both_sides_are_recorded_in_one_go(stage: RiskStage, qtbot: QtBot) -> None:
    unit = a_unit(stage)
    dialog = opened(stage, qtbot, unit)
    assert primary_buttons(dialog) == ["下一步：采取措施以后"]

    choose(dialog, "6", "6", "40")
    click(dialog.go)
    assert dialog.content.step == "residual"
    choose(dialog, "1", "6", "15")
    click(dialog.go)

    assert not dialog.isVisible()
    assert history(stage, unit) == [(False, "1×6×15", "90", ""), (True, "6×6×40", "1440", "")]


def test_each_choice_says_what_it_would_come_to(stage: RiskStage, qtbot: QtBot) -> None:
    dialog = opened(stage, qtbot, a_unit(stage))

    choose(dialog, "3", "6", "15")

    rows = dialog.content.lec.columns["L"].rows
    assert rows["6"].outcome == ("540", RiskLevel.MAJOR)
    assert rows["1"].outcome == ("90", RiskLevel.GENERAL)
    assert rows["0.1"].outcome == ("9", RiskLevel.LOW)
    assert "选它得 540，重大" in rows["6"].accessibleName()
    assert dialog.outcome.sum.text() == "D = 3 × 6 × 15 = 270"
    assert dialog.outcome.level.words == "较大 · 橙"


def test_looking_at_a_choice_moves_a_second_marker(stage: RiskStage, qtbot: QtBot) -> None:
    dialog = opened(stage, qtbot, a_unit(stage))
    choose(dialog, "3", "6", "15")

    dialog.content.lec.columns["L"].rows["10"].looked.emit("10")
    seen = [(mark.score, mark.hollow) for mark in dialog.outcome.ruler.marks]
    note = dialog.outcome.note.text()
    dialog.content.lec.columns["L"].rows["10"].looked.emit("")

    assert seen == [(Decimal(900), True), (Decimal(270), False)]
    assert note == "L 取 10：D = 900，重大"
    assert [mark.score for mark in dialog.outcome.ruler.marks] == [Decimal(270)]


def test_arrows_choose_in_a_column_and_lead_to_the_next(stage: RiskStage, qtbot: QtBot) -> None:
    dialog = opened(stage, qtbot, a_unit(stage))
    columns = dialog.content.lec.columns

    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    assert columns["L"].value == "6"
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)

    assert (columns["E"].value, columns["C"].value) == ("10", "100")
    assert dialog.side.score() == Decimal(6000)


def test_rk10_what_is_missing_is_told_at_its_factor(stage: RiskStage, qtbot: QtBot) -> None:
    unit = a_unit(stage)
    dialog = opened(stage, qtbot, unit)

    choose(dialog, "6")
    click(dialog.go)

    assert dialog.content.step == "inherent"
    assert dialog.content.lec.columns["E"].problem.text() == "选择 E 的分值"
    assert history(stage, unit) == []


def test_rk10_a_residual_risk_without_values_is_not_recorded(
    stage: RiskStage, qtbot: QtBot
) -> None:
    unit = a_unit(stage)
    dialog = opened(stage, qtbot, unit)
    choose(dialog, "6", "6", "40")
    click(dialog.go)

    click(dialog.go)

    assert dialog.isVisible()
    assert dialog.content.lec.columns["L"].problem.text() == "选择 L 的分值"
    assert history(stage, unit) == []


def test_the_inherent_risk_alone_can_be_recorded(stage: RiskStage, qtbot: QtBot) -> None:
    unit = a_unit(stage)
    dialog = opened(stage, qtbot, unit)
    assert not dialog.only.isVisible()

    choose(dialog, "3", "6", "40")
    click(dialog.only)

    assert history(stage, unit) == [(True, "3×6×40", "720", "")]


def test_rk12_again_asks_for_a_reason_and_keeps_the_inherent_one_as_it_is(
    stage: RiskStage, qtbot: QtBot
) -> None:
    unit = stage.point("R-08").units[0]
    before = len(unit.history)
    dialog = opened(stage, qtbot, unit.unit_id)
    assert dialog.content.step == "residual"

    click(dialog.go)
    assert "写明重新评估的原因" in dialog.foot._boxes["reason"].problem.text()
    write(dialog.foot.reason, "隐患整改销号")
    choose(dialog, "1")
    click(dialog.go)

    made = history(stage, unit.unit_id)
    assert len(made) == before + 1
    assert made[0] == (False, "1×6×40", "240", "隐患整改销号")


def test_the_reason_for_which_a_review_was_asked_stands_there(
    stage: RiskStage, qtbot: QtBot
) -> None:
    point = stage.point("R-08")
    stage.workspace.act(actions.want_review, point.point_id, "隐患 H-2026-03 已销号")

    dialog = opened(stage, qtbot, point.units[0].unit_id)

    assert dialog.foot.reason.text() == "隐患 H-2026-03 已销号"


def test_rk11_and_rk13_are_told_beside_their_fields(stage: RiskStage, qtbot: QtBot) -> None:
    unit = a_unit(stage)
    dialog = opened(stage, qtbot, unit)
    dialog.go_to("residual")
    choose(dialog, "1", "6", "15")
    dialog.foot.people.setText("")
    dialog.foot.next_review.show_value("2026-01-01")

    click(dialog.go)

    assert dialog.foot._boxes["people"].problem.text() == "填写评估人员"
    assert "晚于" in dialog.foot.next_review.problem.text()
    assert history(stage, unit) == []


def test_the_next_review_follows_the_day_until_somebody_writes_another(
    stage: RiskStage, qtbot: QtBot
) -> None:
    foot = opened(stage, qtbot, a_unit(stage)).foot
    assert foot.days() == (TODAY, date(2027, 11, 24))

    foot.assessed_on.line.setText("2026-10-31")
    foot.assessed_on.commit()
    assert foot.days()[1] == date(2027, 10, 31)
    foot.next_review.line.setText("2027-03-01")
    foot.next_review.commit()
    foot.assessed_on.line.setText("2026-09-30")
    foot.assessed_on.commit()

    assert foot.days() == (date(2026, 9, 30), date(2027, 3, 1))


def test_arrows_walk_through_the_matrix(stage: RiskStage, qtbot: QtBot) -> None:
    unit = a_unit(stage)
    dialog = opened(stage, qtbot, unit)
    dialog.go_to("residual")
    dialog.content.method.choose(1)
    dialog.content.ls.matrix.setFocus()

    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Right)
    assert dialog.content.ls.matrix.cell == (4, 4)
    assert dialog.content.ls.columns["S"].value == "4"
    assert dialog.outcome.sum.text() == "R = 4 × 4 = 16"
    click(dialog.go)

    assert history(stage, unit) == [(False, "4×4", "16", "")]


def test_the_second_side_begins_with_the_method_of_the_first(
    stage: RiskStage, qtbot: QtBot
) -> None:
    dialog = opened(stage, qtbot, a_unit(stage))

    dialog.content.method.choose(1)
    choose(dialog, "4", "5")
    click(dialog.go)

    assert dialog.side.method is Method.LS
    dialog.go_to("inherent")
    dialog.content.method.choose(2)
    assert dialog.sides["residual"].method is Method.LS


def test_the_words_of_the_matrix_are_the_rule_s(stage: RiskStage, qtbot: QtBot) -> None:
    dialog = opened(stage, qtbot, a_unit(stage))
    dialog.content.method.choose(1)
    bands = dialog.scale.ls

    for likelihood in range(1, SIZE + 1):
        for severity in range(1, SIZE + 1):
            told = dialog.content.ls.matrix.level(likelihood, severity)
            score = rules.score_of(Method.LS, {"L": str(likelihood), "S": str(severity)})
            assert told is bands.level(score)


def test_the_second_side_follows_the_method_of_the_first_until_it_is_judged(
    stage: RiskStage, qtbot: QtBot
) -> None:
    dialog = opened(stage, qtbot, a_unit(stage))
    second, choice = dialog.sides["residual"], dialog.content.method
    ls, lec, direct = Method.LS, Method.LEC, Method.DIRECT
    for method, followed in ((ls, ls), (direct, ls), (lec, lec)):
        choice.choose(list(METHODS).index(method))
        assert (dialog.side.method, second.method) == (method, followed)
    choose(dialog, "3", "6", "15")
    click(dialog.go)
    assert dialog.side is second
    choose(dialog, "1")
    press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    choice.choose(list(METHODS).index(ls))
    assert (dialog.side.inherent, dialog.side.method, second.method) == (True, ls, lec)


def test_a_direct_judgement_is_major_without_a_score(stage: RiskStage, qtbot: QtBot) -> None:
    unit = a_unit(stage)
    dialog = opened(stage, qtbot, unit)
    dialog.go_to("residual")
    dialog.content.method.choose(2)
    click(dialog.go)
    assert dialog.content.direct.column.problem.text() == "选择直接定为重大风险的情形"

    dialog.content.direct.column.rows["installation"].click()
    assert dialog.outcome.level.level is RiskLevel.MAJOR
    click(dialog.go)

    assert history(stage, unit) == [(False, "直接判定", "", "")]


@pytest.mark.parametrize(
    "score", ["0.05", "1", "69.9", "70", "159.5", "160", "319", "320", "10000"]
)
def test_a_marker_stands_within_the_band_of_its_level(score: str, qtbot: QtBot) -> None:
    ruler = BandRuler()
    qtbot.addWidget(ruler)
    ruler.show_bands(LEC, "D")
    order = (RiskLevel.LOW, RiskLevel.GENERAL, RiskLevel.CONSIDERABLE, RiskLevel.MAJOR)

    at = ruler.place(Decimal(score))

    assert order[int(at * 4)] is LEC.level(Decimal(score))


def test_a_greater_score_never_stands_further_left(qtbot: QtBot) -> None:
    ruler = BandRuler()
    qtbot.addWidget(ruler)
    ruler.show_bands(LEC, "D")

    places = [ruler.place(Decimal(score)) for score in range(1, 2000)]

    assert places == sorted(places)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 24), 12, date(2027, 11, 24)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_later_ends_with_the_month(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_other_thresholds_hold_from_now_on(stage: RiskStage, qtbot: QtBot) -> None:
    dialog = ScaleDialog(stage.workspace, stage.window)
    qtbot.addWidget(dialog)
    dialog.show()
    field = dialog.bands["ls"]
    preset = next(p for p in field.presets if p.property("values") == ["17", "13", "8"])
    click(preset)
    dialog.months.setText("６")
    dialog.phone.setText("0714-6200000")

    click(dialog.do_button)

    found = stage.map.scale
    assert found.ls.written() == {"major": "17", "considerable": "13", "general": "8"}
    assert (found.review_months, found.emergency_phone) == (6, "0714-6200000")
    before = stage.point("R-04").units[0].residual
    assert before is not None
    assert before.bands["general"] == "9"


def test_rk14_thresholds_that_leave_a_band_empty_are_refused(
    stage: RiskStage, qtbot: QtBot
) -> None:
    dialog = ScaleDialog(stage.workspace, stage.window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.bands["lec"].fields[RiskLevel.CONSIDERABLE].setText("400")

    click(dialog.do_button)

    assert dialog.isVisible()
    assert "从大到小" in dialog.bands["lec"].problem.text()
    assert stage.map.scale.lec == LEC
