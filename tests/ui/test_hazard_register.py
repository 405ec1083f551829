"""登记隐患: a draft from the first word, photos at once, what is missing told beside its field."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from selfcheck import history
from selfcheck.evidence.marks import Mark
from selfcheck.forms.vocabulary import shipped_vocabulary
from selfcheck.hazards.records import HazardState
from selfcheck.ui.grading.dialog import GradingDialog
from selfcheck.ui.hazard_register.fields import AccidentTypeField, TermField
from selfcheck.ui.hazard_register.screen import RegisterDialog
from selfcheck.ui.photos.viewer import PhotoViewer
from tests.builders import TODAY, a_jpeg
from tests.hazards.builders import FOUND, MANAGER, OWNER
from tests.ui.duty_stage import a_picture, click, copy_picture, drop, focused, press, settle
from tests.ui.hazard_stage import HazardStage, a_hazard_stage, fill, meanwhile
from tests.ui.stage import compose, primary_buttons, write

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[HazardStage]:
    with a_hazard_stage(qtbot, tmp_path) as made:
        yield made


def problem(dialog: RegisterDialog, name: str) -> str:
    """The red sentence at a field or a strip, as the person sees it."""
    parts = dialog.parts
    label = (parts.boxes.get(name) or parts.strips[name]).problem
    return label.text() if label.isVisible() else ""


def choose(dialog: RegisterDialog, name: str, key: str) -> None:
    """Choose a word of a list with the keyboard."""
    field = dialog.parts.boxes[name].field
    terms = field.list if isinstance(field, AccidentTypeField) else field
    assert isinstance(terms, TermField)
    terms.setCurrentIndex(terms.findData(key))
    terms.activated.emit(terms.currentIndex())
    settle()


def tell(dialog: RegisterDialog, *, but: str = "") -> None:
    """What a hazard is registered with."""
    told = {
        "description": "2号炉炉坑积水约 4 厘米", "location": "熔炼车间", "found_on": "2026-11-23",
        "found_by": OWNER,
    }  # fmt: skip
    for name, text in told.items():
        if name != but:
            fill(dialog.parts.boxes[name].field, text)
    if but != "source":
        choose(dialog, "source", "team")


def test_a_hazard_is_registered_with_the_photo_taken_on_the_spot(stage, tmp_path):
    dialog = stage.register()
    assert focused() is dialog.parts.boxes["description"].field
    assert primary_buttons(dialog) == ["登记"]
    tell(dialog)
    stage.add(dialog.parts.strips["before"], a_picture(tmp_path / "积水.png"))
    click(dialog.go)

    hazard = dialog.result()
    assert hazard == dialog.hazard_id
    page = stage.ledger.page(hazard)
    assert page.state is HazardState.REGISTERED
    told = ("description", "location", "found_on", "found_by", "source")
    assert [page.values[name] for name in told] == [
        "2号炉炉坑积水约 4 厘米", "熔炼车间", date(2026, 11, 23), OWNER, "team",
    ]  # fmt: skip
    assert len(page.evidence["before"]) == 1


def test_nothing_told_leaves_nothing(stage):
    dialog = stage.register()
    for _ in range(12):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == 0
    assert stage.ledger.ids(filter="all") == ()


def test_a_draft_begins_with_the_first_word_and_is_kept_when_closed(stage):
    dialog = stage.register()
    field = dialog.parts.boxes["description"].field
    compose(field, "ji shui")
    assert stage.ledger.ids(filter="all") == ()
    write(field, "炉坑积水")
    assert stage.ledger.ids(filter="all") == ()  # while it is being typed
    press(Qt.Key.Key_Tab)
    (hazard,) = stage.ledger.ids(filter="all")
    assert stage.ledger.state(hazard) is HazardState.DRAFT
    assert "YH-2026-001" in dialog.title.text()
    dialog.reject()
    assert stage.ledger.row(hazard).description == "炉坑积水"


def test_what_is_being_typed_is_kept_when_it_is_closed(stage):
    dialog = stage.register()
    write(dialog.parts.boxes["description"].field, "炉坑积水")
    dialog.close_button.click()
    (hazard,) = stage.ledger.ids(filter="all")
    assert stage.ledger.row(hazard).description == "炉坑积水"


def test_a_draft_whose_words_are_taken_back_leaves_nothing(stage):
    dialog = stage.register()
    fill(dialog.parts.boxes["description"].field, "炉坑积水")
    fill(dialog.parts.boxes["description"].field, "")
    dialog.reject()
    assert stage.ledger.ids(filter="all") == ()


def test_a_draft_that_was_left_is_told_in_one_line_and_gone_on_with(stage):
    hazard = stage.ledger.begin(description="炉坑积水", location="熔炼车间")
    dialog = stage.register()
    assert dialog.draft.isVisible()
    assert "YH-2026-001 炉坑积水" in dialog.left.text()
    click(dialog.go_on)
    assert dialog.hazard_id == hazard
    assert not dialog.draft.isVisible()
    assert dialog.parts.boxes["location"].value == "熔炼车间"

    dialog.reject()
    another = stage.register()
    fill(another.parts.boxes["description"].field, "南门堵塞")
    assert not another.draft.isVisible()  # a new one has begun
    assert another.hazard_id != hazard


@pytest.mark.parametrize(
    ("but", "told"),
    [
        ("description", "写明隐患是什么"),
        ("location", "填写隐患所在的场所"),
        ("found_by", "填写发现人；员工不愿留名的，勾选“匿名”"),
        ("source", "选择隐患来源"),
    ],
)
def test_hz01_to_hz05_what_is_missing_is_told_at_its_field_until_it_is_there(stage, but, told):
    dialog = stage.register()
    tell(dialog, but=but)
    click(dialog.go)
    assert problem(dialog, but) == told
    assert [name for name in dialog.parts.boxes if problem(dialog, name)] == [but]
    assert dialog.isVisible()

    if but == "source":
        choose(dialog, "source", "self")
    else:
        fill(dialog.parts.boxes[but].field, "补上")
    assert problem(dialog, but) == ""
    click(dialog.go)
    assert stage.ledger.state(dialog.result()) is HazardState.REGISTERED


@pytest.mark.parametrize(
    ("typed", "told"),
    [("2026-11-25", "不能晚于今天"), ("11月3日", "按“2026-11-24”的样子"), ("", "填写发现日期")],
)
def test_hz03_a_day_that_cannot_be_stays_typed_with_what_to_do(stage, typed, told):
    dialog = stage.register()
    tell(dialog)
    day = dialog.parts.boxes["found_on"].field
    fill(day, typed)
    click(dialog.go)
    shown = problem(dialog, "found_on") or day.problem.text()
    assert told in shown
    assert day.line.text() == typed
    assert dialog.isVisible()

    fill(day, "2026-11-24")
    click(dialog.go)
    assert stage.ledger.row(dialog.result()).found_on == TODAY


def test_an_untouched_dialog_that_is_registered_tells_everything_and_leaves_nothing(stage):
    dialog = stage.register()
    press(Qt.Key.Key_Return, CONTROL)
    asked = ("description", "location", "found_by", "source")
    assert [name for name in asked if not problem(dialog, name)] == []
    assert focused() is dialog.parts.boxes["description"].field
    dialog.reject()
    assert stage.ledger.ids(filter="all") == ()


def test_an_anonymous_report_keeps_no_name(stage):
    dialog = stage.register()
    tell(dialog)
    QTest.mouseClick(dialog.parts.anonymous, Qt.MouseButton.LeftButton)
    settle()
    assert not dialog.parts.boxes["found_by"].field.isEnabled()
    assert dialog.parts.boxes["found_by"].value == ""
    click(dialog.go)
    row = stage.ledger.row(dialog.result())
    assert (row.anonymous, row.found_by) == (True, "")


def test_whether_a_name_is_kept_is_asked_before_the_name(stage):
    dialog = stage.register()
    parts = dialog.parts
    name = parts.boxes["found_by"]
    assert parts.anonymous.geometry().bottom() < parts.kept.geometry().top()
    assert parts.kept.geometry().bottom() < name.geometry().top()
    assert "变更日志" in parts.kept.text()

    name.show_value("王师傅")  # stands there and was never told
    QTest.mouseClick(parts.anonymous, Qt.MouseButton.LeftButton)
    settle()
    assert (name.value, name.field.isEnabled()) == ("", False)
    tell(dialog, but="found_by")
    assert all("王师傅" not in line for line in stage.ledger.work.read(history.lines))


def test_places_and_people_that_were_typed_before_are_offered_again(stage):
    stage.ledger.registered(location="冲压车间", found_by="王师傅")
    dialog = stage.register()
    model = dialog.parts.boxes["location"].field.offered.model()
    assert model.index(0, 0).data() == "冲压车间"
    people = dialog.parts.boxes["found_by"].field.offered.model()
    assert [people.index(row, 0).data() for row in range(people.rowCount())][-1] == "王师傅"


def test_sources_stand_under_their_headings_which_cannot_be_chosen(stage):
    field = stage.register().parts.boxes["source"].field
    assert isinstance(field, TermField)
    words = [field.itemText(at) for at in range(field.count())]
    terms = shipped_vocabulary().of("source").terms
    assert words[:2] == [terms[0].group, terms[0].text]
    assert not field.model().flags(field.model().index(0, 0)) & Qt.ItemFlag.ItemIsEnabled
    assert set(words) == {t.text for t in terms} | {t.group for t in terms}


def test_more_is_folded_until_it_is_asked_for(stage):
    dialog = stage.register()
    tell(dialog)
    assert not dialog.parts.boxes["factor"].isVisible()
    click(dialog.parts.more_button)
    assert focused() is dialog.parts.boxes["category"].field
    choose(dialog, "category", "B01")
    kind = shipped_vocabulary().of("accident_type").terms[0].key
    choose(dialog, "accident_type", kind)
    fill(dialog.parts.boxes["reward_fen"].field, "200")
    click(dialog.go)
    values = stage.ledger.page(dialog.result()).values
    assert [values[n] for n in ("category", "accident_type", "reward_fen")] == [
        "B01", kind, 200_00,
    ]  # fmt: skip


def test_the_older_accident_types_stand_behind_a_link(stage):
    dialog = stage.register()
    fill(dialog.parts.boxes["description"].field, "吊带断股")
    click(dialog.parts.more_button)
    field = dialog.parts.boxes["accident_type"].field
    assert isinstance(field, AccidentTypeField)
    assert field.list.findData("old-01") < 0
    click(field.older)
    choose(dialog, "accident_type", "old-01")
    assert dialog.hazard_id is not None
    assert stage.ledger.row(dialog.hazard_id).accident_type == "old-01"

    again = stage.register(dialog.hazard_id)
    shown = again.parts.boxes["accident_type"].field
    assert again.parts.more.isVisible()
    assert shown.value == "old-01"
    assert shown.older.isChecked()


def test_hz47_a_reward_that_is_no_sum_holds_the_registration_up(stage):
    dialog = stage.register()
    tell(dialog)
    click(dialog.parts.more_button)
    fill(dialog.parts.boxes["reward_fen"].field, "一面锦旗")
    click(dialog.go)
    assert "金额" in problem(dialog, "reward_fen")
    assert dialog.isVisible()
    assert dialog.parts.boxes["reward_fen"].value == "一面锦旗"


# ---- photos


def test_a_photo_begins_a_draft_before_any_word(stage, tmp_path):
    dialog = stage.register()
    drop(dialog.parts.strips["before"], [a_picture(tmp_path / "现场.png")])
    stage.qtbot.waitUntil(lambda: len(dialog.parts.strips["before"].shelf.buttons) == 1)
    stage.qtbot.waitUntil(dialog.go.isEnabled)
    dialog.reject()
    (hazard,) = stage.ledger.ids(filter="all")
    assert len(stage.ledger.page(hazard).evidence["before"]) == 1


def test_a_pasted_picture_goes_to_the_photos(stage):
    dialog = stage.register()
    copy_picture("#884422")
    press(Qt.Key.Key_V, CONTROL)  # the keyboard is in the description
    stage.qtbot.waitUntil(lambda: len(dialog.parts.strips["before"].shelf.buttons) == 1)
    stage.qtbot.waitUntil(dialog.go.isEnabled)


def test_closing_while_files_are_taken_in_stops_that_first(stage, tmp_path):
    dialog = stage.register()
    fill(dialog.parts.boxes["description"].field, "炉坑积水")
    dialog.files.take("before", [a_picture(tmp_path / f"{n}.png") for n in range(9)])
    assert not dialog.go.isEnabled()
    dialog.reject()
    stage.qtbot.waitUntil(lambda: not dialog.isVisible())
    assert not dialog.files.busy
    (hazard,) = stage.ledger.ids(filter="all")
    assert stage.ledger.state(hazard) is HazardState.DRAFT


# ---- on the spot, and graded


def test_a_hazard_is_corrected_on_the_spot_in_the_same_dialog(stage, tmp_path):
    dialog = stage.register()
    tell(dialog)
    click(dialog.on_site)
    assert primary_buttons(dialog) == ["当场整改并销号"]
    click(dialog.go)
    assert problem(dialog, "measures") == "写明当场怎么整改的"
    assert "整改前的照片" in problem(dialog, "before")
    assert "整改后的照片" in problem(dialog, "after")

    for part, hour in (("before", "08"), ("after", "09")):
        photo = tmp_path / f"{part}.jpg"
        photo.write_bytes(a_jpeg(taken=f"2026:11:24 {hour}:00:00", size=(40, int(hour) + 20)))
        stage.add(dialog.parts.strips[part], photo)
    fill(dialog.parts.boxes["measures"].field, "已清空积水")
    stage.qtbot.waitUntil(lambda: not problem(dialog, "after"))
    dialog.parts.boxes["measures"].field.setFocus()
    press(Qt.Key.Key_Return, CONTROL)
    row = stage.ledger.row(dialog.result())
    assert row.state is HazardState.CLOSED
    assert row.on_site
    assert row.result == "已清空积水"


def test_hz08_a_photo_of_after_from_before_is_refused_on_the_spot(stage, tmp_path):
    dialog = stage.register()
    tell(dialog)
    click(dialog.on_site)
    for part, hour in (("before", "09"), ("after", "08")):
        photo = tmp_path / f"{part}.jpg"
        photo.write_bytes(a_jpeg(taken=f"2026:11:24 {hour}:00:00", size=(40, int(hour) + 20)))
        stage.add(dialog.parts.strips[part], photo)
    fill(dialog.parts.boxes["measures"].field, "已清空积水")
    click(dialog.go)
    assert "整改后照片应晚于整改前照片" in problem(dialog, "after")


def test_it_was_not_corrected_on_the_spot_after_all(stage):
    dialog = stage.register()
    tell(dialog)
    click(dialog.on_site)
    click(dialog.go)
    click(dialog.on_site)
    assert primary_buttons(dialog) == ["登记"]
    assert problem(dialog, "before") == ""
    click(dialog.go)
    assert stage.ledger.state(dialog.result()) is HazardState.REGISTERED


def test_it_is_registered_and_graded_in_one_go(stage):
    dialog = stage.register()
    tell(dialog)

    def grade(grading: GradingDialog) -> None:
        grading.foot.grades["general"].setChecked(True)
        write(grading.foot.reason, "炉坑里没有铁水，停炉检修期间")
        press(Qt.Key.Key_Return, CONTROL)

    meanwhile(GradingDialog, grade)
    click(dialog.and_grade)
    assert stage.ledger.state(dialog.result()) is HazardState.GRADED


def test_registered_it_stays_also_when_the_grading_is_put_off(stage):
    dialog = stage.register()
    tell(dialog)
    meanwhile(GradingDialog, lambda grading: grading.reject())
    click(dialog.and_grade)
    assert stage.ledger.state(dialog.result()) is HazardState.REGISTERED


# ---- beginning elsewhere


def test_what_is_known_already_stands_there_and_is_kept_with_the_first_word(stage):
    known = {"description": "有限空间作业票未审批", "origin_item": "d06.permit"}
    dialog = stage.register(**known)
    assert dialog.parts.boxes["description"].value == "有限空间作业票未审批"
    assert stage.ledger.ids(filter="all") == ()
    fill(dialog.parts.boxes["location"].field, "污水站")
    (hazard,) = stage.ledger.ids(filter="all")
    row = stage.ledger.row(hazard)
    assert (row.description, row.origin_item) == ("有限空间作业票未审批", "d06.permit")


def test_a_draft_is_gone_on_with_by_its_step(stage):
    hazard = stage.ledger.begin(**FOUND)

    def register(dialog: RegisterDialog) -> None:
        assert dialog.parts.boxes["found_by"].value == MANAGER
        click(dialog.go)

    meanwhile(RegisterDialog, register)
    assert stage.take(hazard, "register")
    assert stage.ledger.state(hazard) is HazardState.REGISTERED


# ---- one photo in full


def test_a_photo_is_looked_at_and_marked_right_there(stage, tmp_path, monkeypatch):
    dialog = stage.register()
    strip = dialog.parts.strips["before"]
    stage.add(strip, a_picture(tmp_path / "积水.png"))
    menus = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: menus.append(menu))  # noqa: ARG005
    strip.shelf.buttons[0].click()
    (menu,) = menus
    assert [action.text() for action in menu.actions()] == ["查看，画标注", "移开\tDelete"]

    def draw(viewer: PhotoViewer) -> None:
        arrow = Mark("arrow", 0.1, 0.1, 0.5, 0.5)
        viewer.marked.emit(strip.shelf.buttons[0].card.evidence_id, (arrow,))
        viewer.reject()

    meanwhile(PhotoViewer, draw)
    menu.actions()[0].trigger()
    assert dialog.hazard_id is not None
    (card,) = stage.ledger.page(dialog.hazard_id).evidence["before"]
    assert [mark["kind"] for mark in card.marks] == ["arrow"]

    menu.actions()[1].trigger()
    stage.qtbot.waitUntil(lambda: not strip.shelf.buttons)
    assert strip.empty.isVisible()
    assert stage.ledger.page(dialog.hazard_id).evidence["before"] == ()


def test_files_are_chosen_with_the_button(stage, tmp_path, monkeypatch):
    dialog = stage.register()
    chosen = a_picture(tmp_path / "积水.png")
    asked = []

    def choose_files(parent: object, title: str, *rest: str) -> tuple[list[str], str]:
        asked.append(title)
        return [str(chosen)], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose_files)
    strip = dialog.parts.strips["before"]
    click(strip.add)
    stage.qtbot.waitUntil(lambda: len(strip.shelf.buttons) == 1)
    stage.qtbot.waitUntil(strip.work.isHidden)
    assert asked == ["添加照片"]


def test_an_empty_clipboard_is_told_beneath_the_photos(stage):
    dialog = stage.register()
    QGuiApplication.clipboard().setText("不是图片")
    click(dialog.parts.strips["before"].paste)
    assert problem(dialog, "before") == "剪贴板里没有图片或文件，先复制再粘贴"
