"""Widgets keep what is left, never while composing; keys and screen readers find their way."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from selfcheck.ui import look
from selfcheck.ui.tokens import TextSize
from selfcheck.ui.widgets import (
    CONFORMITY,
    Button,
    Choice,
    ChoiceField,
    DateField,
    ElidedLabel,
    EmptyState,
    FileDropArea,
    HexLabel,
    IconButton,
    LabelledField,
    LineField,
    PassphraseField,
    ProblemLabel,
    Ribbon,
    ScrollPage,
    SearchField,
    SegmentedChoice,
    StepLine,
    TextField,
    link,
    plain,
    primary,
    read_date,
)
from tests.ui.stage import compose, write

_standing: list[QWidget] = []  # the page at hand lives until the next one stands


def stand(qtbot: QtBot, *parts: QWidget) -> QWidget:
    """Show widgets on a page, one below the other."""
    page = QWidget()
    column = QVBoxLayout(page)
    for part in parts:
        column.addWidget(part)
    page.resize(900, 600)
    qtbot.addWidget(page)
    _standing[:] = [page]
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def told_by(field: LineField | TextField | DateField) -> list[str]:
    kept: list[str] = []
    field.committed.connect(kept.append)
    return kept


# ---- fields


@pytest.mark.parametrize("make", [LineField, TextField])
def test_a_field_is_kept_when_it_is_left(
    qtbot: QtBot, make: type[LineField] | type[TextField]
) -> None:
    field, other = make(name="责任人"), plain("别处")
    stand(qtbot, field, other)
    kept = told_by(field)
    field.setFocus()
    write(field, "刘志强")
    assert kept == []
    other.setFocus()
    assert kept == ["刘志强"]


def test_enter_keeps_a_line(qtbot: QtBot) -> None:
    field = LineField(name="责任人")
    stand(qtbot, field)
    kept = told_by(field)
    field.setFocus()
    write(field, "周立军")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert kept == ["周立军"]


def test_enter_while_an_input_method_composes_keeps_nothing(qtbot: QtBot) -> None:
    field = LineField(name="责任人")
    stand(qtbot, field)
    kept = told_by(field)
    pressed: list[bool] = []
    field.returnPressed.connect(lambda: pressed.append(True))
    field.setFocus()
    write(field, "周")
    compose(field, "li jun")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert kept == []
    assert pressed == []
    write(field, "立军")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert kept == ["周立军"]


@pytest.mark.parametrize("make", [LineField, TextField])
def test_escape_brings_back_what_was_kept(
    qtbot: QtBot, make: type[LineField] | type[TextField]
) -> None:
    field, other = make(name="责任人"), plain("别处")
    stand(qtbot, field, other)
    field.show_value("陈国安")
    kept = told_by(field)
    field.setFocus()
    write(field, "不要")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    other.setFocus()
    assert kept == []
    assert not field.pending


@pytest.mark.parametrize("make", [LineField, TextField])
def test_showing_a_value_never_overwrites_what_is_being_typed(
    qtbot: QtBot, make: type[LineField] | type[TextField]
) -> None:
    field, other = make(name="责任人"), plain("别处")
    stand(qtbot, field, other)
    field.show_value("陈国安")
    kept = told_by(field)
    field.setFocus()
    write(field, "新字")
    field.show_value("别的")
    other.setFocus()
    assert len(kept) == 1
    assert "新字" in kept[0]
    assert "陈国安" in kept[0]


def test_a_field_left_unchanged_tells_nothing(qtbot: QtBot) -> None:
    field, other = LineField(name="责任人"), plain("别处")
    stand(qtbot, field, other)
    field.show_value("陈国安")
    kept = told_by(field)
    field.setFocus()
    other.setFocus()
    assert kept == []


def test_what_could_not_be_kept_is_told_again_at_the_next_leaving(qtbot: QtBot) -> None:
    field, other = LineField(name="责任人"), plain("别处")
    stand(qtbot, field, other)
    kept = told_by(field)
    field.setFocus()
    write(field, "刘")
    other.setFocus()
    field.not_kept()
    field.setFocus()
    other.setFocus()
    assert kept == ["刘", "刘"]


def test_ctrl_enter_in_a_text_field_belongs_to_the_page(qtbot: QtBot) -> None:
    field = TextField(name="说明")
    stand(qtbot, field)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert field.toPlainText() == ""


def test_a_text_field_grows_with_its_lines_up_to_a_limit(qtbot: QtBot) -> None:
    field = TextField(name="说明", least=2, most=5)
    stand(qtbot, field)
    low = field.height()
    field.show_value("\n".join("一二三四"))
    middle = field.height()
    field.show_value("\n".join("一" * 40))
    high = field.height()
    assert low < middle < high
    assert high < look.px(13) * 2 * 5 + 30


def test_tab_leaves_a_text_field(qtbot: QtBot) -> None:
    field, other = TextField(name="说明"), plain("别处")
    stand(qtbot, field, other)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert other.hasFocus()


def test_search_tells_every_letter_and_escape_clears_it(qtbot: QtBot) -> None:
    field = SearchField("搜索职责")
    stand(qtbot, field)
    seen: list[str] = []
    field.searched.connect(seen.append)
    field.setFocus()
    write(field, "消防")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert seen == ["消防", ""]


def test_a_labelled_field_says_its_name_and_problem_to_screen_readers(qtbot: QtBot) -> None:
    field = LabelledField("联系电话", LineField(), "座机写区号")
    stand(qtbot, field)
    spoken = QAccessible.queryAccessibleInterface(field.field)
    assert spoken.text(QAccessible.Text.Name) == "联系电话"
    assert spoken.text(QAccessible.Text.Description) == "座机写区号"
    field.show_problem("填写联系电话")
    assert field.problem.isVisible()
    assert "填写联系电话" in field.problem.accessibleName()
    field.show_problem("")
    assert not field.problem.isVisible()


# ---- dates


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24",
        "20261124",
        "2026.11.24",
        "2026/11/24",
        "2026年11月24日",
        " 2026 - 11 - 24 ",
        "２０２６－１１－２４",
    ],
)
def test_a_date_is_read_however_it_is_usually_written(text: str) -> None:
    assert read_date(text) == date(2026, 11, 24)


@pytest.mark.parametrize("text", ["", "  "])
def test_no_date_is_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("明天", "按“2026-11-24”的样子填写日期"),
        ("11-24", "按“2026-11-24”的样子填写日期"),
        ("24/11/2026", "按“2026-11-24”的样子填写日期"),
        ("2026-11-24-1", "按“2026-11-24”的样子填写日期"),
        ("²⁰²⁶-11-24", "按“2026-11-24”的样子填写日期"),
        ("2026-02-30", "没有 2026 年 2 月 30 日这一天，检查月和日"),
        ("20261340", "没有 2026 年 13 月 40 日这一天，检查月和日"),
        ("0000-01-01", "没有 0 年 1 月 1 日这一天，检查月和日"),
    ],
)
def test_what_is_no_date_is_answered_with_what_to_do(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_date(text)


def test_a_date_field_tells_iso_and_tidies_what_was_typed(qtbot: QtBot) -> None:
    field, other = DateField(name="发生日期"), plain("别处")
    stand(qtbot, field, other)
    kept = told_by(field)
    field.setFocus()
    write(field, "20261124")
    other.setFocus()
    assert kept == ["2026-11-24"]
    assert field.line.text() == "2026-11-24"
    field.setFocus()
    other.setFocus()
    assert kept == ["2026-11-24"]


def test_a_wrong_date_stays_with_its_sentence_and_is_not_told(qtbot: QtBot) -> None:
    field, other = DateField(name="发生日期"), plain("别处")
    stand(qtbot, field, other)
    kept = told_by(field)
    field.setFocus()
    write(field, "2026-13-45")
    other.setFocus()
    assert kept == []
    assert field.line.text() == "2026-13-45"
    assert "检查月和日" in field.problem.text()
    field.show_value("")
    assert field.line.text() == "2026-13-45"


def test_a_date_outside_its_range_says_the_first_or_last_day(qtbot: QtBot) -> None:
    field = DateField(name="期限", earliest=date(2023, 5, 10), latest=date(2026, 12, 31))
    stand(qtbot, field)
    for text, sentence in (
        ("20230509", "日期不早于 2023-05-10"),
        ("2027.1.1", "日期不晚于 2026-12-31"),
    ):
        field.line.setText(text)
        field.commit()
        assert field.problem.text() == sentence


def test_emptying_a_date_is_told_as_no_date(qtbot: QtBot) -> None:
    field = DateField(name="期限")
    stand(qtbot, field)
    field.show_value("2026-11-24")
    kept = told_by(field)
    field.line.clear()
    field.commit()
    assert kept == [""]


def test_the_calendar_opens_from_the_keyboard_and_keeps_the_day(qtbot: QtBot) -> None:
    field = DateField(name="期限")
    stand(qtbot, field)
    field.show_value("2026-11-24")
    kept = told_by(field)
    field.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.calendar
    assert calendar is not None
    assert calendar.isVisible()
    calendar.month.clicked.emit(calendar.month.selectedDate().addDays(1))
    assert kept == ["2026-11-25"]
    assert not calendar.isVisible()


# ---- choices


def answered(choice: SegmentedChoice) -> list[str]:
    chosen: list[str] = []
    choice.chosen.connect(chosen.append)
    return chosen


def test_nothing_is_chosen_until_somebody_chooses(qtbot: QtBot) -> None:
    choice = SegmentedChoice(name="第 1 条")
    stand(qtbot, choice)
    assert choice.value is None


def test_the_digits_choose(qtbot: QtBot) -> None:
    choice = SegmentedChoice(name="第 1 条")
    stand(qtbot, choice)
    chosen = answered(choice)
    choice.parts[0].setFocus()
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_1, Qt.Key.Key_4):
        qtbot.keyClick(choice.parts[0], key)
    assert chosen == ["does_not_conform", "not_applicable", "conforms"]


def test_the_arrows_choose_as_among_radio_buttons(qtbot: QtBot) -> None:
    choice = SegmentedChoice(name="第 1 条")
    stand(qtbot, choice)
    choice.show_value("conforms")
    chosen = answered(choice)
    choice.parts[0].setFocus()
    qtbot.keyClick(choice.parts[0], Qt.Key.Key_Right)
    assert chosen == ["does_not_conform"]
    assert choice.value == "does_not_conform"


def test_showing_an_answer_tells_nobody_and_can_be_taken_back(qtbot: QtBot) -> None:
    choice = SegmentedChoice(name="第 1 条")
    stand(qtbot, choice)
    chosen = answered(choice)
    choice.show_value("not_applicable")
    assert choice.value == "not_applicable"
    choice.show_value(None)
    assert choice.value is None
    assert chosen == []
    choice.parts[1].click()
    assert chosen == ["does_not_conform"]


def test_each_part_is_a_radio_button_with_its_question_to_screen_readers(qtbot: QtBot) -> None:
    choice = SegmentedChoice(name="第 4 条")
    stand(qtbot, choice)
    choice.show_value("does_not_conform")
    spoken = [QAccessible.queryAccessibleInterface(part) for part in choice.parts]
    assert [part.role() for part in spoken] == [QAccessible.Role.RadioButton] * 3
    assert spoken[1].text(QAccessible.Text.Name) == "第 4 条：不符合"
    assert [bool(part.state().checked) for part in spoken] == [False, True, False]


def test_the_three_parts_take_186_by_28_and_grow_with_the_text(qtbot: QtBot) -> None:
    choice = SegmentedChoice(CONFORMITY)
    stand(qtbot, choice)
    assert (choice.sizeHint().width(), choice.sizeHint().height()) == (186, 28)
    look.apply("light", "larger")
    assert choice.sizeHint().width() > 220
    assert choice.sizeHint().height() == 36


def test_a_list_of_choices_ignores_the_wheel_and_tells_what_was_picked(qtbot: QtBot) -> None:
    field = ChoiceField([Choice("a", "机械"), Choice("b", "化工")], name="行业")
    stand(qtbot, field)
    chosen: list[str] = []
    field.chosen.connect(chosen.append)
    assert field.value is None
    field.show_value("b")
    assert chosen == []
    assert field.currentText() == "化工"
    field.activated.emit(0)
    assert chosen == ["a"]


# ---- words


def test_an_elided_line_gives_all_of_it_only_when_it_is_cut(qtbot: QtBot) -> None:
    label = ElidedLabel("可能产生有毒物质的出入口上锁或设隔离栏，作业前由监护人员解除")
    stand(qtbot, label)
    label.resize(600, 20)
    assert not label.cut
    label.resize(120, 20)
    assert label.cut


def test_two_lines_are_never_three(qtbot: QtBot) -> None:
    label = ElidedLabel("字" * 200, lines=2)
    stand(qtbot, label)
    one = label.fontMetrics().lineSpacing()
    assert label.heightForWidth(300) == 2 * one
    label.resize(300, 2 * one)
    assert label.cut


def test_a_name_with_angle_brackets_is_shown_as_it_is(qtbot: QtBot) -> None:
    problem = ProblemLabel()
    stand(qtbot, problem)
    problem.show_problem("<b>公司</b>")
    assert problem.textFormat() == Qt.TextFormat.PlainText


def test_steps_say_where_a_submission_stands() -> None:
    line = StepLine(current=2)
    assert line.accessibleName() == "第 3 步，共 5 步：签署"
    line.show_step(5)
    assert line.accessibleName() == "5 步都已完成"


def test_a_ribbon_shows_progress_then_the_verdict_in_the_same_place(qtbot: QtBot) -> None:
    ribbon = Ribbon(actions=[primary("打印交接单")])
    stand(qtbot, ribbon)
    ribbon.show_progress("正在核对", 118, 235, "调节池.jpg")
    assert ribbon.line.text() == "118 / 235 · 调节池.jpg"
    with qtbot.waitSignal(ribbon.stopped):
        ribbon.stop.click()
    assert not ribbon.stop.isEnabled()
    ribbon.show_verdict("ok", "完整可信", "示例公司")
    assert not ribbon.bar.isVisible()
    assert ribbon.accessibleName() == "完整可信。示例公司"


def test_an_empty_state_leads_on(qtbot: QtBot) -> None:
    empty = EmptyState("没有符合“消防”的职责。", "清除筛选")
    stand(qtbot, empty)
    with qtbot.waitSignal(empty.followed):
        empty.link.click()


def test_a_digest_is_copied_without_spaces(qtbot: QtBot) -> None:
    label = HexLabel("指纹")
    stand(qtbot, label)
    label.show_hex("ab" * 32)
    label.setFocus()
    qtbot.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "ab" * 32


def test_an_icon_button_says_its_name_and_count() -> None:
    button = IconButton("clip", "证据")
    button.show_count(2)
    assert button.accessibleName() == "证据，2 件"
    assert button.toolTip() == "证据，2 件"


def test_a_passphrase_is_hidden_and_gone_once_taken(qtbot: QtBot) -> None:
    field = PassphraseField()
    stand(qtbot, field)
    field.line.setText("correct horse battery")
    assert "correct" not in field.line.displayText()
    assert field.take() == "correct horse battery"
    assert field.length == 0


def test_dropped_files_and_folders_are_told_and_web_addresses_are_not(
    qtbot: QtBot, tmp_path: Path
) -> None:
    area = FileDropArea("把报送包拖到这里")
    stand(qtbot, area)
    taken: list[list[Path]] = []
    area.chosen.connect(taken.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.invalid/x.zip")])
    for carried in (mime, QMimeData()):
        drop = QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        area.dropEvent(drop)
    assert taken == [[tmp_path]]


def test_a_page_squeezes_wide_content_instead_of_cutting_it_at_the_right(qtbot: QtBot) -> None:
    page = ScrollPage()
    wide = ElidedLabel("字" * 400)
    page.body.addWidget(wide)
    stand(qtbot, page)
    qtbot.waitUntil(lambda: wide.width() < page.viewport().width())
    assert page.body.geometry().width() <= page.viewport().width()


@pytest.mark.parametrize("size", ["standard", "large", "larger"])
@pytest.mark.parametrize("make", [primary, plain, link])
def test_no_button_cuts_its_words_at_any_text_size(
    qtbot: QtBot, make: Callable[[str, str], Button], size: TextSize
) -> None:
    look.apply("light", size)
    button = make("签署并冻结本期", "signoff")
    stand(qtbot, button)
    words = button.fontMetrics().boundingRect("签署并冻结本期")
    assert button.width() >= words.width() + 20
    assert button.height() >= words.height() + 2
