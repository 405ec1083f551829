"""企业概况, driven as a person does: every field is kept when it is left."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from selfcheck import history
from selfcheck.enterprise import actions, queries
from selfcheck.enterprise.records import Role
from selfcheck.enterprise.rules import applying
from selfcheck.store import Store
from selfcheck.submission import next_step, walks
from selfcheck.submission.founding import found_enterprise
from selfcheck.ui.enterprise.code_field import check_words
from selfcheck.ui.enterprise.people_card import PersonRow
from selfcheck.ui.enterprise.profile_card import ProfileRow
from selfcheck.ui.enterprise.screen import EnterpriseScreen
from selfcheck.ui.workspace import Workspace
from tests.builders import NOW, a_code
from tests.ui.stage import RecordingNavigator, compose, primary_buttons, write


@pytest.fixture
def workspace(tmp_path) -> Iterator[Workspace]:
    found_enterprise(
        tmp_path / "档案", name="江城精密机械有限公司", credit_code=a_code(),
        profile={"gas": False}, actor="周建华", now=NOW,
    )  # fmt: skip
    made = Workspace(
        Store.open(tmp_path / "档案"), walks.shipped_pack(), "周建华", clock=lambda: NOW
    )
    yield made
    made.close()


@pytest.fixture
def navigator() -> Iterator[RecordingNavigator]:
    made = RecordingNavigator()
    yield made
    made.shut_down()


@pytest.fixture
def screen(qtbot, workspace, navigator) -> EnterpriseScreen:
    made = EnterpriseScreen(workspace, navigator)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    workspace.changed.connect(made.reload)  # as the window does
    return made


def page(workspace: Workspace) -> queries.EnterprisePage:
    return workspace.read(queries.page, workspace.pack)


def fill(screen: EnterpriseScreen, key: str, text: str) -> None:
    """Go to a field, replace what stands there, and leave it."""
    line = screen.lines[key]
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    write(line, text)
    screen.onward.setFocus()
    QApplication.processEvents()


def test_a_value_is_kept_when_its_field_is_left(screen, workspace):
    fill(screen, "address", "江城路 1 号")
    fill(screen, "head_count", "１８６ ")

    kept = page(workspace)
    assert (kept.address, kept.head_count) == ("江城路 1 号", 186)
    assert screen.lines["head_count"].text() == "186"


def test_nothing_is_red_before_it_was_left_and_a_missing_value_is_told_after(screen):
    assert all(not field.problem.text() for field in screen.fields.values())

    fill(screen, "phone", "0714-6200000")
    fill(screen, "phone", "")

    assert screen.fields["phone"].problem.text() == "填写联系电话"


def test_en06_a_wrong_phone_is_kept_and_told(screen, workspace):
    fill(screen, "phone", "总机转八")

    assert page(workspace).phone == "总机转八"
    assert screen.fields["phone"].problem.text().startswith("联系电话只写数字")


def test_en02_a_wrong_code_is_refused_and_what_was_typed_stays(screen, workspace):
    wrong = a_code()[:17] + ("1" if a_code()[17] != "1" else "2")
    fill(screen, "credit_code", wrong)
    screen.reload()

    assert page(workspace).credit_code == a_code()
    assert screen.lines["credit_code"].text() == wrong
    assert "校验位对不上" in screen.fields["credit_code"].problem.text()

    fill(screen, "credit_code", a_code().lower())
    assert screen.fields["credit_code"].problem.text() == ""
    assert screen.lines["credit_code"].text() == a_code()


def test_en07_a_count_that_is_no_number_is_told_and_not_kept(screen, workspace):
    fill(screen, "head_count", "一百人")

    assert page(workspace).head_count is None
    assert screen.fields["head_count"].problem.text() == "人数只写数字，如 186"
    assert screen.lines["head_count"].text() == "一百人"


def test_a_reload_does_not_touch_what_is_being_typed(screen, workspace):
    line = screen.lines["address"]
    line.setFocus()
    write(line, "江城")
    compose(line, "lu")

    screen.reload()

    assert line.text() == "江城"


@pytest.mark.parametrize(
    ("typed", "words", "ink"),
    [
        ("", "营业执照上的 18 位", "ink3"),
        ("9142", "已填 4 位，共 18 位", "ink3"),
        ("9142O", "信用代码里不会有“O”，对照营业执照检查（没有 I、O、S、V、Z）", "bad_ink"),
        (a_code().lower(), "18 位，校验位正确", "ok_ink"),
        (f"{a_code()[:4]} {a_code()[4:]}", "18 位，校验位正确", "ok_ink"),
        (a_code() + "1", "信用代码应为 18 位，现在是 19 位", "bad_ink"),
    ],
)
def test_the_code_is_checked_while_it_is_typed(typed, words, ink):
    assert check_words(typed) == (words, ink)


def test_a_sector_is_chosen_from_the_list_or_written(screen, workspace):
    screen.lines["sector"].setFocus()
    QTest.keyClick(screen.lines["sector"], Qt.Key.Key_Down)
    popup = screen.lines["sector"].offered.popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert page(workspace).sector == "机械制造"

    fill(screen, "sector", "船舶配套")
    assert page(workspace).sector == "船舶配套"


def test_another_program_comes_forward_while_the_list_is_open_and_what_was_typed_is_kept(
    qtbot, screen, workspace
):
    line = screen.lines["sector"]
    line.setFocus()
    write(line, "机械")
    qtbot.waitUntil(line.offered.popup().isVisible)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert page(workspace).sector == "机械"


def test_another_window_takes_the_keyboard_while_the_list_is_open(qtbot, screen, workspace):
    line = screen.lines["sector"]
    line.setFocus()
    write(line, "机械")
    qtbot.waitUntil(line.offered.popup().isVisible)
    line.clearFocus()
    line.offered.popup().hide()
    qtbot.waitUntil(lambda: page(workspace).sector == "机械")


def test_tab_leaves_the_sector_though_the_list_is_open(qtbot, screen, workspace):
    line = screen.lines["sector"]
    line.setFocus()
    write(line, "机械")
    qtbot.waitUntil(line.offered.popup().isVisible)

    QTest.keyClick(line.offered.popup(), Qt.Key.Key_Tab)

    qtbot.waitUntil(screen.lines["address"].hasFocus)
    assert page(workspace).sector == "机械"


def row_of(screen: EnterpriseScreen, role: Role) -> PersonRow:
    return next(row for row in screen.people.rows if row.role is role)


def put(screen: EnterpriseScreen, row: PersonRow, **texts: str) -> None:
    for name, text in texts.items():
        field = getattr(row, name)
        field.setFocus()
        field.selectAll()
        write(field, text)
    screen.onward.setFocus()
    QApplication.processEvents()


def test_a_person_is_added_by_filling_in_the_row_and_typing_goes_on_in_it(screen, workspace):
    row = row_of(screen, Role.PRINCIPAL)
    row.name.setFocus()
    write(row.name, "张𠮷")
    QTest.keyClick(row.name, Qt.Key.Key_Tab)
    assert row.post.hasFocus()
    write(row.post, "总经理")
    screen.onward.setFocus()

    assert [(p.name, p.role, p.title) for p in page(workspace).people] == [
        ("张𠮷", Role.PRINCIPAL, "总经理")
    ]
    assert row in screen.people.rows


def test_tab_goes_from_the_fields_through_the_people_row_by_row(screen):
    screen.people.add[Role.PRINCIPAL].setFocus()
    row, other = row_of(screen, Role.PRINCIPAL), row_of(screen, Role.SAFETY_MANAGER)

    walked = [tab() for _ in range(5)]

    add = screen.people.add[Role.SAFETY_MANAGER]
    assert walked == [row.name, row.post, row.phone, add, other.name]


def test_a_role_may_be_held_by_several(screen, workspace):
    put(screen, row_of(screen, Role.PRINCIPAL), name="张𠮷")
    QTest.mouseClick(screen.people.add[Role.PRINCIPAL], Qt.MouseButton.LeftButton)
    blank = next(
        row for row in screen.people.rows if row.role is Role.PRINCIPAL and not row.person_id
    )
    assert blank.name.hasFocus()
    put(screen, blank, name="陈国安")

    assert [p.name for p in page(workspace).people] == ["张𠮷", "陈国安"]


def test_en10_a_wrong_phone_of_a_person_is_told_in_the_row_and_stays(screen, workspace):
    row = row_of(screen, Role.SAFETY_MANAGER)
    put(screen, row, name="林晓燕")
    put(screen, row, phone="手机")
    screen.reload()

    assert row.problem.text().startswith("电话只写数字")
    assert row.phone.text() == "手机"
    assert page(workspace).people[0].phone == ""


def test_somebody_who_leaves_is_asked_about_once_and_goes(screen, workspace):
    row = row_of(screen, Role.PRINCIPAL)
    put(screen, row, name="张𠮷")

    QTest.mouseClick(row.leave, Qt.MouseButton.LeftButton)
    QTest.mouseClick(row.stay, Qt.MouseButton.LeftButton)
    assert len(page(workspace).people) == 1

    QTest.mouseClick(row.leave, Qt.MouseButton.LeftButton)
    QTest.mouseClick(row.sure, Qt.MouseButton.LeftButton)
    assert page(workspace).people == ()
    assert row not in screen.people.rows


def answer(screen: EnterpriseScreen, key: str, part: int) -> ProfileRow:
    row = screen.profile.rows[key]
    QTest.mouseClick(row.choice.parts[part], Qt.MouseButton.LeftButton)
    return row


def test_en08_a_yes_says_how_many_items_it_switches_on(screen, workspace):
    row = screen.profile.rows["hot_work"]
    promised = row.effect.text()
    before = _applying(workspace)

    answer(screen, "hot_work", 0)

    opened = _applying(workspace) - before
    assert promised == f"答“是”打开 {opened} 个检查条目"
    assert row.effect.text() == f"打开了 {opened} 个检查条目"
    assert f"刚打开 {opened} 个检查条目" in screen.profile.said.text()


def test_a_no_after_a_yes_says_that_what_was_filled_in_stays(screen, workspace):
    answer(screen, "hot_work", 0)
    answer(screen, "hot_work", 1)

    assert "已填的内容保留着" in screen.profile.said.text()


def test_choosing_the_same_again_writes_nothing(screen, workspace):
    answer(screen, "hot_work", 0)
    before = workspace.read(history.head).lines

    answer(screen, "hot_work", 0)

    assert workspace.read(history.head).lines == before


def _applying(workspace: Workspace) -> int:
    return len(applying(workspace.pack, workspace.read(queries.facts)))


@pytest.mark.parametrize("where", ["enterprise#phone", "enterprise#sector"])
def test_a_jump_goes_to_its_field_and_tells_what_is_missing(screen, where):
    screen.show_place(where)
    key = where.partition("#")[2]

    assert screen.first_focus() is screen.lines[key]
    assert screen.fields[key].problem.text()


def test_what_is_lacking_is_named_and_leads_there(screen, workspace):
    words = next_step.lacking_parts([one for one in page(workspace).problems if one.blocking])
    assert screen.lacking.text() == f"还要填：{words}"
    assert not screen.header.subline.isVisible()

    QTest.mouseClick(screen.lacking, Qt.MouseButton.LeftButton)
    QApplication.processEvents()

    assert screen.lines["sector"].hasFocus()
    assert screen.fields["sector"].problem.text()


def test_when_nothing_is_lacking_the_page_says_so(screen, workspace):
    values: dict[str, str | int] = {
        "sector": "机械",
        "address": "黄石市示例路 1 号",
        "department": "示例区应急管理局",
        "phone": "0714-6200000",
        "head_count": 12,
    }
    for key, value in values.items():
        workspace.act(actions.describe, key, value)
    for line in page(workspace).profile:
        workspace.act(actions.answer_profile, line.key, False)
    for name, role in (("周建华", Role.PRINCIPAL), ("林晓燕", Role.SAFETY_MANAGER)):
        workspace.act(actions.add_person, name=name, role=role, title="", phone="")
    QApplication.processEvents()

    assert page(workspace).problems == ()
    assert screen.lacking.isHidden()
    assert screen.header.subline.isVisible()
    assert "都填好了" in screen.header.subline.text()


def test_a_jump_to_the_people_or_a_question_goes_there(screen):
    screen.show_place("enterprise#people")
    assert screen.first_focus() is row_of(screen, Role.PRINCIPAL).name
    assert screen.people.problem.text()

    screen.show_place("enterprise#profile.vehicles")
    assert screen.first_focus() is screen.profile.rows["vehicles"].choice.parts[0]


def test_the_round_is_told_with_its_questions_and_what_is_reconstructed(screen, workspace):
    assert screen.round.sequence.text() == "第 1 次 · 草稿"
    assert screen.round.fingerprint.digest == workspace.pack.fingerprint[:16]
    assert "重建" in screen.round.notice.text()


def test_the_one_button_leads_on_to_the_duties(screen, navigator):
    assert primary_buttons(screen) == ["填写十三项职责"]

    QTest.mouseClick(screen.onward, Qt.MouseButton.LeftButton)

    assert navigator.opened == [("duties",)]


def test_every_field_has_a_name_for_screen_readers(screen):
    for line in (*screen.lines.values(), *(row.name for row in screen.people.rows)):
        assert line.accessibleName()


def test_nothing_scrolls_sideways_in_a_narrow_window(screen):
    screen.resize(1037, 560)
    QApplication.processEvents()

    assert screen.horizontalScrollBar().maximum() == 0
    assert screen.round.geometry().top() > screen.profile.geometry().top()


def tab() -> QWidget | None:
    """Press Tab; where the keyboard is then."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    return QApplication.focusWidget()
