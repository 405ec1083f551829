"""The grading dialog: words, clauses and the decision together; nothing is chosen for the person."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from selfcheck.errors import Problem
from selfcheck.hazards.candidates import Candidates, find
from selfcheck.hazards.decisions import Decision, Draft, GradingAsked
from selfcheck.hazards.library import library
from selfcheck.ui import look
from selfcheck.ui.grading.card import ClauseCard
from selfcheck.ui.grading.dialog import GradingDialog
from selfcheck.ui.grading.parts import Asked
from selfcheck.ui.labels import Label
from tests.ui.stage import primary_buttons, write

FOUND_ON = date(2026, 11, 16)
FURNACE = (
    "3号中频炉炉坑和炉底积水约4厘米，当班仍在熔炼。感应线圈冷却水软管接头渗漏，"
    "出水温度正常；坑边格栅盖板缺 1 块。"
)
PEOPLE = ("周立民", "林晓燕", "陈国强")
MANY = (
    "有限空间作业票未审批，除尘器积尘，叉车未检验，电梯、锅炉、行车、压力容器超期，煤气管道泄漏，"
    "安全阀失效，焊工无证上岗，喷漆房油漆味重，承包单位没有统一管理，炉坑积水"
)


def candidates(description: str = FURNACE, sector: str = "机械制造") -> Candidates:
    return find(library(), description=description, day=FOUND_ON, sector=sector)


@pytest.fixture
def stage(qtbot):
    """Opens dialogs, and lets them go at the end."""

    def opened(
        description: str = FURNACE,
        *,
        sector: str = "机械制造",
        grade: str = "pending",
        draft: Draft | None = None,
        parent: QWidget | None = None,
    ) -> GradingDialog:
        asked = GradingAsked("YH-2026-052", "熔炼工部", FOUND_ON, description, grade, "周立民")
        dialog = GradingDialog(
            asked, candidates(description, sector), PEOPLE, parent, draft=draft
        )
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()  # shortcuts work in the active window only
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return opened


def answer(asked: Asked | None, at: int) -> None:
    assert asked is not None
    click_box(asked.parts[at])


def card(dialog: GradingDialog, key: str) -> ClauseCard:
    return next(one for one in dialog.clauses.cards if one.clause.key == key)


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def click_box(radio_or_box: QWidget) -> None:
    at = radio_or_box.rect().topLeft()
    at.setX(10)
    at.setY(radio_or_box.height() // 2)
    QTest.mouseClick(radio_or_box, Qt.MouseButton.LeftButton, pos=at)


def decisions(dialog: GradingDialog) -> list[Decision]:
    kept: list[Decision] = []
    dialog.decided.connect(kept.append)
    return kept


def complete(dialog: GradingDialog) -> None:
    """Tick the first clause, answer its question, choose 重大 and give the reason."""
    first = card(dialog, "gm-35")
    click_box(first.box)
    answer(first.when, 0)
    click_box(dialog.foot.grades["major"])
    write(dialog.foot.reason, "测量水深 4 cm")


def test_nothing_is_chosen_at_first_and_the_button_says_what_is_missing(stage):
    dialog = stage()

    assert dialog.foot.grade == ""
    assert not any(one.box.isChecked() for one in dialog.clauses.cards)
    assert not dialog.foot.record.isEnabled()
    assert dialog.foot.missing.text() == "还差：选择等级；写明理由"
    assert dialog.foot.record.toolTip() == dialog.foot.missing.text()
    assert dialog.foot.record.accessibleDescription() == dialog.foot.missing.text()
    assert primary_buttons(dialog) == ["记录判定"]


def test_the_same_words_are_marked_in_the_description_and_in_the_clause(stage):
    dialog = stage()

    assert {"炉坑", "炉底", "积水"} <= set(dialog.words.description.marked)
    assert set(card(dialog, "gm-35").gist.marked) == {"炉坑", "炉底", "积水"}
    assert dialog.words.phrases.phrases == candidates().unmatched


def test_a_major_decision_carries_clause_answers_words_and_reason(stage):
    dialog = stage()
    kept = decisions(dialog)
    complete(dialog)

    assert dialog.foot.missing.text() == ""
    assert dialog.foot.grounds.text() == "依据第七条（三）"
    click(dialog.foot.record)

    [decision] = kept
    assert decision.grade == "major"
    assert [one["document_number"] for one in decision.clauses] == ["应急管理部令第10号"]
    assert decision.answers == {"gm-35": {"when": "yes"}}
    assert (decision.reason, decision.by) == ("测量水深 4 cm", "周立民")
    assert decision.matched == list(candidates().matched)
    assert dialog.isVisible()  # until the receiver has kept it
    dialog.accept_decision()
    assert not dialog.isVisible()


def test_the_keyboard_alone_decides(stage):
    dialog = stage()
    kept = decisions(dialog)
    first, second = dialog.clauses.cards[:2]
    assert dialog.focusWidget() is first

    QTest.keyClick(first, Qt.Key.Key_Down)
    assert dialog.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Up)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert first.box.isChecked()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is first.open_button
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(first.when.parts[0], Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    write(dialog.foot.reason, "水深 4 cm")
    QTest.keyClick(dialog.foot.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert [one.grade for one in kept] == ["major"]


@pytest.mark.parametrize(("key", "grade"), [("1", "major"), ("2", "general"), ("3", "pending")])
def test_alt_and_a_figure_choose_the_grade(stage, key, grade):
    dialog = stage()
    QTest.keyClick(dialog, Qt.Key(ord(key)), Qt.KeyboardModifier.AltModifier)

    assert dialog.foot.grade == grade


def test_f1_opens_the_clause_in_place_and_closes_it_again(stage):
    dialog = stage()
    first = dialog.clauses.cards[0]
    QTest.keyClick(first, Qt.Key.Key_F1)

    assert first.whole.isVisible()
    told = "\n".join(label.text() for label in first.whole.findChildren(Label))
    assert "共8类区域" in told
    assert "2023-05-15 起施行" in told
    assert "以官方文本为准" in told
    QTest.keyClick(first, Qt.Key.Key_F1)
    assert not first.whole.isVisible()


def test_ctrl_enter_too_early_says_what_is_missing_and_records_nothing(stage):
    dialog = stage()
    kept = decisions(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert kept == []
    assert dialog.foot.problem.text() == "还差：选择等级；写明理由"


def test_an_answer_of_no_greys_the_clause_unticks_it_and_says_why(stage):
    dialog = stage()
    complete(dialog)
    pit = card(dialog, "gm-35")
    answer(pit.when, 1)

    assert not pit.box.isChecked()
    assert not pit.box.isEnabled()
    assert "不属于“生产期间”" in pit.refusal.text()
    assert dialog.foot.missing.text() == "还差：勾选依据的条款，没有合适的写明论证"
    answer(pit.when, 0)
    assert pit.box.isEnabled()
    assert pit.refusal.isHidden()


def test_an_exception_is_asked_where_there_is_one(stage):
    dialog = stage("铸造机没有应急水源", sector="有色")
    water = card(dialog, "gm-15")

    answer(water.exception, 0)
    assert "除外情形" in water.refusal.text()
    assert card(dialog, "gm-14").when is None  # 有色企业 is known from the profile


def test_hz12_without_a_clause_an_argument_and_its_author_are_asked_for(stage):
    dialog = stage("日光灯管", sector="机械制造")
    kept = decisions(dialog)
    assert dialog.clauses.cards == []
    assert dialog.clauses.empty.sentence.text() == "没有条款对上这些词"
    assert dialog.focusWidget() is dialog.clauses.empty.link
    assert not dialog.foot.argument.isVisible()

    click_box(dialog.foot.grades["major"])
    write(dialog.foot.reason, "危及全车间")
    assert dialog.foot.argument.isVisible()
    write(dialog.foot.argument, "整改难度大，须停产")
    assert dialog.foot.missing.text() == "还差：填写论证人"
    write(dialog.foot.argued_by, "陈国强")
    click(dialog.foot.record)

    [decision] = kept
    assert (decision.argument, decision.argued_by) == ("整改难度大，须停产", "陈国强")
    assert decision.clauses == []


def test_hz13_lowering_shows_the_field_for_the_second_person_only_then(stage):
    dialog = stage(grade="major")
    kept = decisions(dialog)
    assert not dialog.foot.second_by.isVisible()
    click_box(dialog.foot.grades["major"])
    assert not dialog.foot.second_by.isVisible()

    click_box(dialog.foot.grades["general"])
    assert dialog.foot.second_by.isVisible()
    write(dialog.foot.reason, "复核后不在生产")
    write(dialog.foot.second_by, "周立民")
    assert dialog.foot.missing.text() == "还差：同意降级的人换成判定人以外的人"
    dialog.foot.second_by.clear()
    write(dialog.foot.second_by, "林晓燕")
    click(dialog.foot.record)

    assert [(one.grade, one.second_by) for one in kept] == [("general", "林晓燕")]


def test_a_ticked_clause_beside_a_lesser_grade_asks_for_the_reason_why(stage):
    dialog = stage()
    click_box(card(dialog, "gm-34").box)
    click_box(dialog.foot.grades["general"])

    assert dialog.foot.hint.text().startswith("已勾选第七条（二）：")


def test_what_the_receiver_refuses_stands_beside_what_was_typed(stage):
    dialog = stage()
    complete(dialog)
    dialog.show_problems([Problem("HZ11", "reason", "写明判定理由")])

    assert dialog.isVisible()
    assert dialog.foot.problem.text() == "写明判定理由"
    assert dialog.foot.reason.property("wrong") is True
    assert dialog.foot.reason.toPlainText() == "测量水深 4 cm"
    write(dialog.foot.reason, "，复测一致")
    assert dialog.foot.problem.text() == ""
    assert dialog.foot.reason.property("wrong") is False


def test_esc_puts_the_draft_away_and_a_new_dialog_takes_it_up(stage):
    dialog = stage()
    away: list[Draft] = []
    dialog.put_away.connect(away.append)
    complete(dialog)
    QTest.keyClick(dialog.foot.reason, Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    [draft] = away
    assert draft.reason == "测量水深 4 cm"
    again = stage(draft=draft)
    assert again.draft == draft
    assert card(again, "gm-35").box.isChecked()
    assert again.foot.record.isEnabled()


def test_a_draft_whose_clause_is_gone_is_taken_up_without_it(stage):
    old = Draft(ticked=("gone-1",), grade="major", reason="x", by="周立民")

    assert stage(draft=old).draft == replace(old, ticked=())


def test_changing_the_description_first_closes_with_the_draft_kept(stage):
    dialog = stage()
    told: list[str] = []
    dialog.put_away.connect(lambda draft: told.append(draft.reason))
    dialog.edit_description.connect(lambda: told.append("edit"))
    write(dialog.foot.reason, "先记着")
    click(dialog.words.edit)

    assert told == ["先记着", "edit"]
    assert not dialog.isVisible()


def test_clauses_of_other_trades_are_folded_under_one_line_and_can_be_cited(stage):
    dialog = stage()
    before = len(dialog.clauses.cards)
    assert dialog.clauses.others_button.text().startswith("另有 ")
    click(dialog.clauses.others_button)

    assert len(dialog.clauses.cards) > before
    click_box(card(dialog, "gm-16").box)
    click(dialog.clauses.others_button)
    assert len(dialog.clauses.cards) == before
    assert dialog.draft.ticked == ("gm-16",)


def test_all_clauses_can_be_looked_through_and_one_of_them_ticked(stage):
    dialog = stage()
    click(dialog.clauses.browse_button)
    assert dialog.focusWidget() is dialog.clauses.search
    write(dialog.clauses.search, "有限空间 监护")
    assert [one.clause.key for one in dialog.clauses.cards] == ["gm-64"]
    click_box(dialog.clauses.cards[0].box)
    click(dialog.clauses.browse_button)

    assert card(dialog, "gm-64").box.isChecked()
    assert dialog.foot.grounds.text() == "依据第十三条（二）"


def test_a_search_without_a_hit_says_what_to_do(stage):
    dialog = stage()
    click(dialog.clauses.browse_button)
    write(dialog.clauses.search, "量子")

    assert dialog.clauses.cards == []
    assert dialog.clauses.empty.sentence.text() == "没有条款含这些词，换个词搜索"


def test_many_candidates_come_twenty_at_a_time(stage):
    dialog = stage(MANY, sector="")
    found = len(candidates(MANY, "").clauses)
    assert found > 40
    assert len(dialog.clauses.cards) == 20
    click(dialog.clauses.more_button)

    assert len(dialog.clauses.cards) == 40
    assert dialog.focusWidget() is dialog.clauses.cards[20]


def test_cards_have_their_whole_height_at_once_after_a_change(stage):
    dialog = stage()
    click(dialog.clauses.others_button)

    short = [
        one.clause.key
        for one in dialog.clauses.cards
        if one.height() < one.heightForWidth(one.width())
    ]
    assert short == []


@pytest.mark.parametrize("text_size", ["standard", "larger"])
@pytest.mark.parametrize("description", [FURNACE, MANY * 15, "日光灯管", ""])
def test_nothing_is_cut_off_on_a_small_window(stage, text_size, description):
    look.apply("light", text_size)
    dialog = stage(description, draft=Draft(grade="major"), grade="major")
    dialog.resize(1040, 520)
    QTest.qWait(30)

    assert dialog.width() <= 1060
    assert dialog.height() <= 540
    for page in (dialog.words, dialog.clauses.sheet):
        assert page.widget().width() <= page.viewport().width()
    for part in (dialog.foot.record, dialog.foot.reason, dialog.foot.argument):
        assert dialog.rect().contains(part.mapTo(dialog, part.rect().bottomRight()))


def test_the_window_behind_is_veiled_while_it_is_open(stage, qtbot):
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    window.show()
    dialog = stage(parent=window)
    [veil] = [one for one in window.findChildren(QWidget) if type(one).__name__ == "_Veil"]
    assert veil.isVisible()
    assert veil.geometry() == window.rect()
    window.resize(900, 650)
    assert veil.geometry() == window.rect()

    dialog.reject()
    assert not veil.isVisible()


def test_every_control_has_a_name_for_a_screen_reader(stage):
    dialog = stage()
    nameless = [
        type(one).__name__
        for one in (*dialog.words.stops, *dialog.clauses.stops, *dialog.foot.stops)
        if one.isVisible() and not (one.accessibleName() or getattr(one, "text", str)())
    ]

    assert nameless == []
