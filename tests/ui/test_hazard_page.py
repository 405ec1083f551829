"""The page of a hazard: what is next, what is missing and where it leads, the facts and their fields."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from selfcheck.hazards import actions, endings, grading, treatment
from selfcheck.hazards.records import HazardGrade, HazardState, StopScope
from selfcheck.ui.choices import ChoiceField
from selfcheck.ui.hazard import steps as hazard_steps
from selfcheck.ui.hazard.clause import ClauseText
from selfcheck.ui.hazard.fields import HazardField
from selfcheck.ui.hazard.section import HazardSection
from tests.prepared import NOW
from tests.ui.duty_stage import click, focused, leave, press, settle
from tests.ui.hazard_page_stage import CLAUSE, MANAGER, OWNER, HazardStage, a_hazard_stage
from tests.ui.stage import primary_buttons, write
from tests.ui.test_flashing import Watch

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[HazardStage]:
    with a_hazard_stage(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def steps(monkeypatch) -> list[str]:
    """The steps that were begun, instead of their sheets."""
    taken: list[str] = []

    def take(
        parent: object, workspace: object, navigator: object, hazard: int, step: str
    ) -> bool:
        taken.append(step)
        return False

    monkeypatch.setattr(hazard_steps, "take", take)
    return taken


def wants(stage: HazardStage) -> list[tuple[str, str]]:
    return [(line.text.text(), line.link.text()) for line in stage.screen.ribbon.lines]


def follow(stage: HazardStage, words: str) -> None:
    line = next(x for x in stage.screen.ribbon.lines if words in x.text.text())
    click(line.link)


def field(section: HazardSection, name: str) -> HazardField:
    assert section.form is not None
    return section.form.fields[name]


def fill(box: HazardField, text: str) -> None:
    """Type into a field and leave it."""
    place = box.focus_place()
    place.setFocus()
    settle()
    line = box.day.line if box.day is not None else box.line
    if line is not None:
        line.selectAll()
    write(place, text)
    leave()


def choose(box: ChoiceField, value: str) -> None:
    """Pick from a list as a click in it does."""
    at = box.findData(value)
    assert at >= 0
    box.setCurrentIndex(at)
    box.activated.emit(at)
    settle()


# ---- what it shows


def test_the_head_says_which_hazard_it_is_and_how_it_stands(stage):
    head = stage.open(stage.rectifying()).head

    assert head.title.text() == "3号中频炉炉坑积水约 4 cm，当班仍在熔炼"
    assert head.number.text() == "/ YH-2026-001"
    assert [pill.words for pill in (head.grade, head.stopped, head.state)] == [
        "重大",
        "停用中",
        "整改中",
    ]
    assert head.stopped.isVisible()


def test_the_next_step_is_locked_with_what_is_missing_and_what_is_met(stage):
    ribbon = stage.open(stage.rectifying()).ribbon

    assert ribbon.button.text() == "申请验收"
    assert not ribbon.button.isEnabled()
    assert ribbon.heading.text() == "还差 2 项，补齐后可以申请验收"
    assert wants(stage) == [
        ("登记向职工代表大会报告或公示的时间和方式", "去登记"),
        ("指定验收人", "去指定"),
    ]
    assert [line.why.text() for line in ribbon.lines] == [
        "安全生产法第四十一条",
        f"须是整改责任人{OWNER}以外的人",
    ]
    assert ribbon.button.toolTip().startswith("还差：登记向职工代表大会报告")
    assert {"引用判定条款", "五落实齐全", "停用并留证"} <= set(ribbon.met.words)


def test_a_step_that_lacks_nothing_is_the_one_primary_button(stage):
    screen = stage.open(stage.draft())

    assert screen.ribbon.heading.text() == "可以登记"
    assert primary_buttons(screen) == ["登记"]


def test_the_path_tells_every_state_with_its_time(stage):
    path = stage.open(stage.rectifying()).ribbon.path

    told = path.accessibleName()
    assert "已登记 11-16 10:38" in told
    assert told.endswith("整改中 11-17 起")
    assert "验收通过" not in told


def test_acceptance_is_a_stop_of_its_own_only_under_supervision(stage):
    hazard = stage.rectifying()
    stops = [stop.words for stop in stage.open(hazard).ribbon.path._stops]
    assert "验收通过" not in stops

    stage.do(actions.write, hazard, "supervised", True, at=NOW)
    settle()

    assert "验收通过" in [stop.words for stop in stage.screen.ribbon.path._stops]


def test_a_returned_hazard_tells_the_reason_first(stage):
    hazard = stage.awaiting()
    stage.do(treatment.send_back, hazard, reason="北侧坑壁还有渗水", at=NOW)

    ribbon = stage.open(hazard).ribbon

    assert ribbon.reason.text() == "退回理由：北侧坑壁还有渗水"
    assert "退回整改" in [stop.words for stop in ribbon.path._stops if stop.current]


def test_the_basis_tells_the_clause_as_it_stood_that_day(stage):
    basis = stage.open(stage.rectifying()).facts.basis

    assert [chip.text() for chip in basis.chips] == ["工贸企业判定标准 第七条（三）"]
    assert basis.note.text() == "应急管理部令第10号 · 2023-05-15 起施行，发现当日有效"
    assert basis.gist.text().startswith("生产期间，铸造用熔炼炉")
    assert f"判定人 {stage.principal}（主要负责人）" in basis.decided.text()


def test_f1_opens_the_text_of_the_clause(stage):
    screen = stage.open(stage.rectifying())
    press(Qt.Key.Key_F1)

    popup = QApplication.activePopupWidget()
    assert isinstance(popup, ClauseText)
    assert "第七条（三）" in popup.accessibleName()
    popup.close()
    assert screen.facts.basis.chips[0].hasFocus() or screen.isAncestorOf(focused())


def test_both_reports_stand_there_whether_made_or_not(stage):
    rows = list(stage.open(stage.rectifying()).facts.reports.rows.values())

    assert [row.receiver.text() for row in rows] == ["区应急管理局", "职工代表大会或公示"]
    assert [row.line.text() for row in rows] == ["11-16 书面送达", "尚未登记报告时间和方式"]
    assert rows[0].files.text() == "回执 1 件"


def test_not_stopping_is_told_with_its_reason(stage):
    hazard = stage.graded()
    stage.do(
        treatment.stop,
        hazard,
        scope=StopScope.NONE,
        what="",
        stopped_at="",
        decided_by=stage.principal,
        interim="专人看守",
        reason="炉内有铁水，停炉会凝结",
        at=NOW,
    )

    facts = stage.open(hazard).facts.stop.facts

    assert facts[0].text.text() == "未停用：炉内有铁水，停炉会凝结"
    assert not stage.screen.head.stopped.isVisible()


def test_a_general_hazard_has_neither_reports_nor_the_report_s_contents(stage):
    facts = stage.open(stage.graded(HazardGrade.GENERAL)).facts

    assert not facts.reports.isVisible()
    assert not facts.contents.isVisible()
    assert facts.plan.title.text() == "整改安排"
    assert not facts.explain.isVisible()


def test_until_a_grade_is_decided_what_was_found_stands_first(stage):
    facts = stage.open(stage.registered()).facts
    assert facts.found.isVisible()
    assert facts.found.mapTo(facts, facts.found.rect().topLeft()).y() < 40

    facts = stage.open(stage.rectifying()).facts
    assert facts.basis.mapTo(facts, facts.basis.rect().topLeft()).y() < 40


# ---- where what is missing leads


def test_a_missing_report_opens_its_sheet(stage, steps):
    stage.open(stage.rectifying())
    follow(stage, "职工代表大会")
    assert steps == ["report.workers"]


def test_a_missing_field_opens_and_has_the_keyboard(stage):
    screen = stage.open(stage.rectifying())
    follow(stage, "指定验收人")

    assert screen.facts.result.editing
    assert focused() is field(screen.facts.result, "acceptor").focus_place()
    assert focused().isVisible()


def test_what_has_no_room_beside_the_button_stands_in_a_menu(stage):
    hazard = stage.graded()
    stage.stopped(hazard)
    ribbon = stage.open(hazard).ribbon

    assert len(ribbon.lines) == 3
    lacking = stage.page(hazard).next.missing
    assert ribbon.rest.text() == f"还有 {len(lacking) - 3} 项"
    assert len(ribbon.rest_menu.actions()) == len(lacking) - 3
    ribbon.rest_menu.actions()[-1].trigger()
    settle()
    assert focused() is field(stage.screen.facts.plan, lacking[-1].where).focus_place()


def test_ctrl_enter_takes_the_step_or_goes_to_what_it_lacks(stage, steps):
    screen = stage.open(stage.draft())
    press(Qt.Key.Key_Return, CONTROL)
    assert steps == ["register"]

    stage.open(stage.graded(HazardGrade.GENERAL))
    press(Qt.Key.Key_Return, CONTROL)
    assert focused() is field(screen.facts.plan, "owner").focus_place()


def test_the_other_steps_stand_in_a_menu(stage, steps):
    screen = stage.open(stage.awaiting())
    words = [action.text() for action in screen.ribbon.menu.actions()]

    assert {"退回整改", "作废（还差 1 项）", "并案", "挂牌督办"} <= set(words)
    next(a for a in screen.ribbon.menu.actions() if a.text() == "退回整改").trigger()
    assert steps == ["send_back"]


def test_a_step_that_lacks_something_is_shown_with_its_own_list(stage):
    screen = stage.open(stage.registered("配电室门口堆放纸箱"))
    correct = next(a for a in screen.ribbon.menu.actions() if a.data() == "correct_on_site")
    assert correct.text() == "当场整改（还差 3 项）"

    correct.trigger()
    settle()

    assert screen.ribbon.button.text() == "当场整改"
    assert ("写明当场怎么整改的", "去填写") in wants(stage)
    click(screen.ribbon.back_to_next)
    assert screen.ribbon.button.text() == "判定等级"


def test_a_step_that_was_done_shows_what_comes_next(stage):
    hazard = stage.draft()
    screen = stage.open(hazard)
    stage.do(actions.register, hazard, at=NOW)
    settle()
    assert screen.ribbon.button.text() == "判定等级"
    assert screen.head.state.words == "已登记"


# ---- fields


def test_a_field_is_kept_when_it_is_left(stage):
    hazard = stage.rectifying()
    screen = stage.open(hazard, "acceptor")
    fill(field(screen.facts.result, "acceptor"), stage.principal)

    assert stage.page(hazard).values["acceptor"] == stage.principal
    assert [text for text, _ in wants(stage)] == ["登记向职工代表大会报告或公示的时间和方式"]


def test_hz03_a_refused_value_stays_with_the_rule_s_sentence(stage):
    hazard = stage.draft()
    found = stage.open(hazard, "found_on").facts.found
    fill(field(found, "found_on"), "2027-01-01")

    box = field(found, "found_on").day
    assert box is not None
    assert "2026-11-24" in box.problem.text()
    assert box.line.text() == "2027-01-01"
    assert stage.page(hazard).values["found_on"] == date(2026, 11, 16)


def test_a_sum_is_typed_as_people_write_it(stage):
    hazard = stage.graded()
    plan = stage.open(hazard, "budget").facts.plan
    fill(field(plan, "budget_fen"), "4.6 万元")
    assert stage.page(hazard).values["budget_fen"] == 4_600_000

    fill(field(plan, "budget_fen"), "很多")
    assert field(plan, "budget_fen").problem.text().startswith("按“46000”")
    assert stage.page(hazard).values["budget_fen"] == 4_600_000


def test_ctrl_z_puts_the_last_field_back(stage):
    hazard = stage.graded()
    screen = stage.open(hazard, "owner")
    fill(field(screen.facts.plan, "owner"), OWNER)
    assert stage.page(hazard).values["owner"] == OWNER

    screen.ribbon.more.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert stage.page(hazard).values["owner"] == ""


def test_a_mark_opens_its_part_of_the_plan(stage):
    plan = stage.open(stage.graded()).facts.plan
    click(plan.marks["safeguards"].fill)

    assert plan.editing
    assert focused() is field(plan, "safeguards").focus_place()
    click(plan.edit_link)
    assert not plan.editing


def test_editing_ends_when_the_hazard_is_closed_meanwhile(stage):
    hazard = stage.registered()
    found = stage.open(hazard, "location").facts.found
    stage.do(endings.void, hazard, reason="登记了两次", at=NOW)
    settle()
    assert not found.editing
    assert not found.edit_link.isVisible()


def test_supervision_is_begun_from_the_menu(stage):
    hazard = stage.rectifying()
    screen = stage.open(hazard)
    assert not screen.facts.supervision.isVisible()
    next(a for a in screen.ribbon.menu.actions() if a.text() == "挂牌督办").trigger()
    settle()

    press(Qt.Key.Key_Space)

    assert stage.page(hazard).values["supervised"] is True
    fill(field(screen.facts.supervision, "supervision_number"), "督办〔2026〕7号")
    click(screen.facts.supervision.edit_link)
    assert "督办〔2026〕7号" in screen.facts.supervision.order.text.text()


def test_hz50_why_something_is_missing_is_confirmed_by_the_principal(stage):
    hazard = stage.rectifying()
    explain = stage.open(hazard).facts.explain
    assert [line.explain.text() for line in explain.lines] == ["说明原因"]
    click(explain.lines[0].explain)

    click(explain.explanation.keep)
    form = explain.explanation
    assert form.reason_field.problem.text().startswith("写明现在做不到的原因")
    assert form.by_field.problem.text() == "由主要负责人确认，选择主要负责人"

    write(explain.explanation.reason, "职代会下周召开")
    choose(explain.explanation.by, stage.principal)
    click(explain.explanation.keep)
    settle()
    (lack,) = stage.page(hazard).lacks
    assert (lack.reason, lack.confirmed_by) == ("职代会下周召开", stage.principal)
    assert explain.lines[0].explain.text() == "改说明"
    assert not explain.explanation.isVisible()


# ---- places and keys


def test_a_place_leads_to_the_field_that_was_asked_for(stage):
    hazard = stage.rectifying()
    screen = stage.open(hazard, "report.workers")
    assert focused() is screen.facts.reports.focus_place("report.workers")

    stage.open(hazard, "safeguards")
    assert focused() is field(screen.facts.plan, "safeguards").focus_place()
    assert not focused().visibleRegion().isEmpty()

    stage.open(hazard, "stop")
    assert focused() is screen.facts.stop.focus_place()


def test_up_and_down_walk_through_the_list_the_person_came_from(stage):
    first, second, third = (stage.registered(text) for text in ("甲", "乙", "丙"))
    stage.remember(third, second, first)
    screen = stage.open(second)

    press(Qt.Key.Key_Down, CONTROL)
    assert screen.head.title.text() == "甲"
    assert not screen.head.next.isEnabled()
    assert screen.place() == (str(first),)
    click(screen.head.previous)
    press(Qt.Key.Key_Up, CONTROL)
    assert screen.head.title.text() == "丙"


def test_without_a_list_there_is_nothing_to_walk_through(stage):
    head = stage.open(stage.registered()).head
    assert not head.previous.isVisible()
    assert not head.next.isVisible()


def test_the_crumb_leads_to_the_ledger(stage):
    screen = stage.open(stage.registered())
    click(screen.head.back)
    assert stage.window.current == "ledger"


def test_a_closed_hazard_can_only_be_looked_at_and_opened_again(stage, steps):
    hazard = stage.awaiting()
    stage.do(treatment.accept, hazard, on=NOW.date(), at=NOW)
    given = {"at": "2026-11-24 10:00", "approved_by": stage.principal}
    office = stage.screen.desk.office
    act = stage.workspace.act
    act(treatment.resume, office, hazard, by=MANAGER, now=NOW, **given)
    stage.do(treatment.close, hazard, review_risk=False, at=NOW)
    screen = stage.open(hazard)

    assert stage.page(hazard).state is HazardState.CLOSED
    assert screen.ribbon.heading.text() == "已经销号"
    assert primary_buttons(screen) == []
    links: list[QWidget] = [section.edit_link for section in screen.facts.sections]
    assert not any(link.isVisible() for link in links)
    assert screen.timeline.write.isVisible()
    click(screen.ribbon.button)
    assert steps == ["reopen"]


def test_a_merged_hazard_leads_to_the_other(stage):
    other, hazard = stage.registered("积水"), stage.registered("又是积水")
    number = stage.page(other).number
    stage.do(endings.merge, hazard, into=number, at=NOW)
    screen = stage.open(hazard)

    assert screen.ribbon.other.text() == f"打开 {number}"
    click(screen.ribbon.other)
    assert screen.head.title.text() == "积水"


def test_below_1280_the_history_is_a_tab(stage):
    screen = stage.open(stage.registered())
    assert screen.facts.isVisible()
    assert screen.timeline.isVisible()

    stage.window.resize(1100, 700)
    settle()
    assert screen.facts.isVisible()
    assert not screen.timeline.isVisible()
    click(screen.body.tabs.parts[1])
    assert screen.timeline.isVisible()
    assert not screen.facts.isVisible()


def test_nothing_sticks_out_at_the_right(stage):
    screen = stage.open(stage.rectifying())
    stage.window.resize(1093, 614)
    settle()
    area = screen.facts.page_area
    assert area.content.width() <= area.viewport().width()
    assert area.content.minimumSizeHint().width() <= area.viewport().width()


def test_without_a_hazard_it_says_where_to_choose_one(stage):
    stage.window.open("hazard")
    settle()
    assert stage.screen.nothing.isVisible()
    assert not stage.screen.ribbon.isVisible()


def test_tab_goes_through_ribbon_facts_and_history(stage):
    screen = stage.open(stage.rectifying())
    places = (screen.head, screen.ribbon, screen.facts, screen.timeline)
    met: list[int] = []
    for _ in range(80):
        place = next((at for at, part in enumerate(places) if part.isAncestorOf(focused())), -1)
        if not met or met[-1] != place:
            met.append(place)
        press(Qt.Key.Key_Tab)
        if place < 0:
            break

    assert met[:3] == [1, 2, 3]


def test_no_part_of_the_page_is_a_window_of_its_own(stage):
    watch = Watch()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    screen = stage.open(stage.rectifying())
    screen.facts.plan.edit("owner")
    stage.open(stage.registered())
    stage.open(stage.graded())
    screen.facts.explain.open_for("plan")
    settle()
    app.removeEventFilter(watch)
    assert watch.seen == []


def test_a_draft_that_was_taken_back_leaves_nothing_to_show(stage):
    hazard = stage.do(actions.begin)
    screen = stage.open(hazard)
    stage.workspace.act(actions.discard, hazard)
    settle()
    assert screen.nothing.isVisible()
    assert not screen.body.isVisible()
    assert screen.place() == ()


def test_several_clauses_stand_below_one_another(stage):
    hazard = stage.registered()
    other = CLAUSE | {
        "clause": "第七条（四）",
        "gist": "冷却水没有监测报警",
        "effective_from": "",
    }
    stage.do(
        grading.grade,
        hazard,
        HazardGrade.MAJOR,
        clauses=[CLAUSE, other],
        reason="两条都对上",
        by=stage.principal,
        at=NOW,
    )
    basis = stage.open(hazard).facts.basis

    assert [chip.text()[-6:] for chip in basis.chips] == ["第七条（三）", "第七条（四）"]
    assert basis.gist.text().endswith("\n冷却水没有监测报警")
    drawn, cut = basis.gist.short._layout(basis.gist.short.width())
    assert drawn[-1] == "冷却水没有监测报警"
    assert not cut


@pytest.mark.parametrize("kind", ["draft", "rectifying"])
def test_every_step_that_is_offered_opens_a_sheet_of_its_own(stage, kind):
    hazard = getattr(stage, kind)()
    screen = stage.open(hazard)
    opened: list[str] = []

    def put_away() -> None:
        sheet = QApplication.activeModalWidget()
        if sheet is not None:
            opened.append(type(sheet).__name__)
            sheet.close()

    timer = QTimer(screen)
    timer.timeout.connect(put_away)
    timer.start(10)
    offered = [step.name for step in stage.page(hazard).steps]
    for step in offered:
        screen.desk.take_step(step)
    timer.stop()

    assert len(opened) == len(offered)
    assert stage.page(hazard).steps[0].name == offered[0]
