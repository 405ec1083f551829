"""Evidence on the page: added in every way, shown, described, taken away, lost and found again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from selfcheck.evidence import actions
from selfcheck.evidence.files import take_in
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.ui.evidence.card import EvidenceButton
from selfcheck.ui.labels import ElidedLabel
from tests.prepared import NOW
from tests.ui.duty_stage import (
    Stage,
    a_picture,
    a_stage,
    click,
    copy_picture,
    drop,
    focused,
    press,
    settle,
)
from tests.ui.stage import write

ITEM = "d06.entrance_locked"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    with a_stage(qtbot, tmp_path) as made:
        made.open("duty", "d06", ITEM)
        yield made
        QGuiApplication.clipboard().clear()


def cards(stage: Stage, item: str = ITEM) -> tuple[EvidenceCard, ...]:
    return stage.line(item).cards


def buttons(stage: Stage) -> list[EvidenceButton]:
    return stage.duty.tray.shelf.buttons


def put(stage: Stage, path: Path, item: str = ITEM) -> int:
    """Record a file without the screen."""
    stored = take_in(stage.workspace.folder, path)
    number = stage.act(
        actions.add, stored, round_id=stage.walk.round_id, item_key=item, now=NOW
    )
    settle()
    return number


def wait_for(qtbot: QtBot, stage: Stage, count: int, item: str = ITEM) -> None:
    qtbot.waitUntil(lambda: len(cards(stage, item)) == count, timeout=10_000)
    settle()


def test_the_head_names_what_is_missing(stage):
    note = stage.duty.tray.note.text()
    assert note.startswith(
        "还差：有限空间作业制度、作业审批单或书面委托书、出入口上锁或隔离的照片"
    )
    assert "拖到这里" in stage.duty.tray.empty.text()


def test_files_are_chosen_for_the_item_at_hand(stage, qtbot, tmp_path, monkeypatch):
    paths = [a_picture(tmp_path / "盖板 1.png"), a_picture(tmp_path / "盖板 2.png", "#aa5555")]
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths], "")
    )
    assert stage.duty.tray.add.text() == "添加到第 4 条"
    click(stage.duty.tray.add)
    wait_for(qtbot, stage, 2)

    assert [button.card.title for button in buttons(stage)] == ["盖板 1", "盖板 2"]
    assert stage.duty.tray.note.text().startswith("2 件，还差：")
    assert stage.row(ITEM).evidence_tool.accessibleName().endswith("2 件")
    assert not stage.duty.tray.bar.isVisible()


def test_files_are_dropped_on_an_item_or_on_the_tray(stage, qtbot, tmp_path):
    drop(stage.row("d06.system"), [a_picture(tmp_path / "制度.png")])
    wait_for(qtbot, stage, 1, "d06.system")
    drop(stage.duty.tray, [a_picture(tmp_path / "盖板.png", "#33aa33")])
    wait_for(qtbot, stage, 1)


def test_files_are_dropped_anywhere_on_the_page(stage, qtbot, tmp_path):
    drop(stage.duty, [a_picture(tmp_path / "盖板.png")])
    wait_for(qtbot, stage, 1)


def test_control_v_takes_a_picture_as_png(stage, qtbot):
    copy_picture("#2266cc")
    press(Qt.Key.Key_V, CONTROL)
    wait_for(qtbot, stage, 1)
    card = cards(stage)[0]
    assert card.media_type == "image/png"
    assert card.source_words == "粘贴"


def test_control_v_takes_a_picture_even_from_a_field(stage, qtbot):
    press(Qt.Key.Key_N)
    copy_picture("#22cc66")
    press(Qt.Key.Key_V, CONTROL)
    wait_for(qtbot, stage, 1)


def test_control_v_in_a_field_pastes_words(stage):
    press(Qt.Key.Key_N)
    QGuiApplication.clipboard().setText("写在墙上")
    press(Qt.Key.Key_V, CONTROL)
    stage.row(ITEM).details.words["note"].words.commit()
    assert stage.line(ITEM).note == "写在墙上"
    assert cards(stage) == ()


def test_an_empty_clipboard_says_what_to_do(stage):
    QGuiApplication.clipboard().clear()
    press(Qt.Key.Key_V, CONTROL)
    assert stage.duty.tray.problem.text() == "剪贴板里没有图片或文件，先复制再粘贴"


def test_a_program_is_refused_and_the_rest_is_taken(stage, qtbot, tmp_path):
    bad = tmp_path / "清单.exe"
    bad.write_bytes(b"MZ" + bytes(64))
    empty = tmp_path / "空.pdf"
    empty.write_bytes(b"")
    folder = tmp_path / "照片"
    folder.mkdir()
    drop(stage.row(ITEM), [bad, empty, folder, a_picture(tmp_path / "好的.png")])
    wait_for(qtbot, stage, 1)
    told = stage.duty.tray.problem.text()
    assert "“清单.exe”是程序" in told
    assert "“空.pdf”是空文件" in told
    assert "“照片”是文件夹" in told


def test_the_same_file_for_two_items_lies_there_once(stage, qtbot, tmp_path):
    path = a_picture(tmp_path / "盖板.png")
    put(stage, path)
    drop(stage.row("d06.system"), [path])
    wait_for(qtbot, stage, 1, "d06.system")
    assert len(buttons(stage)) == 1
    assert "第 1、4 条" in buttons(stage)[0].accessibleName()


def test_control_z_takes_added_evidence_back(stage, qtbot, tmp_path):
    drop(stage.row(ITEM), [a_picture(tmp_path / "盖板.png")])
    wait_for(qtbot, stage, 1)
    stage.row(ITEM).focus_answer()
    press(Qt.Key.Key_Z, CONTROL)
    assert cards(stage) == ()


def test_thumbnails_are_read_and_shown(stage, qtbot, tmp_path):
    put(stage, a_picture(tmp_path / "盖板.png"))
    qtbot.waitUntil(lambda: not buttons(stage)[0].waiting, timeout=5000)
    assert not buttons(stage)[0].unreadable


def test_a_picture_that_cannot_be_shown_is_still_evidence(stage, qtbot, tmp_path):
    phone = tmp_path / "手机拍的.heic"
    phone.write_bytes(bytes(40))
    put(stage, phone)
    qtbot.waitUntil(lambda: buttons(stage)[0].unreadable, timeout=5000)


def test_more_than_a_row_is_shown_when_asked_for(stage, tmp_path):
    for number in range(9):
        put(stage, a_picture(tmp_path / f"照片 {number}.png", f"#1010{number}0"))
    tray = stage.duty.tray
    shown = [button for button in buttons(stage) if not button.isHidden()]
    assert 0 < len(shown) < 9
    assert tray.more.text() == "全部 9 件"
    click(tray.more)
    assert all(not button.isHidden() for button in buttons(stage))
    assert tray.shelf.height() >= 2 * buttons(stage)[0].height()


def test_enter_shows_everything_that_is_known_of_a_piece(stage, tmp_path, monkeypatch):
    opened: list[QUrl] = []

    def show(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    put(stage, a_picture(tmp_path / "盖板.png"))
    buttons(stage)[0].setFocus()
    press(Qt.Key.Key_Return)
    details = stage.duty.evidence.details
    assert details is not None
    card = cards(stage)[0]
    said = " ".join(label.accessibleName() for label in details.findChildren(ElidedLabel))
    assert f"SHA-256：{card.sha256[:8]}…{card.sha256[-8:]}" in said
    assert "共使用：1 处" in said
    click(details.open_button)
    assert opened[0].toLocalFile() == str(card.path)

    details.occurred.line.setFocus()
    details.occurred.line.selectAll()
    write(details.occurred.line, "2026-11-20")
    press(Qt.Key.Key_Return)
    assert cards(stage)[0].occurred_on == date(2026, 11, 20)
    details.title.setFocus()
    details.title.selectAll()
    write(details.title, "调节池检修口")
    press(Qt.Key.Key_Return)
    assert cards(stage)[0].title == "调节池检修口"
    click(details.close_button)
    assert stage.duty.evidence.details is None


def test_ev01_ev02_a_wrong_description_stays_with_its_sentence(stage, tmp_path):
    put(stage, a_picture(tmp_path / "盖板.png"))
    click(buttons(stage)[0])
    details = stage.duty.evidence.details
    assert details is not None
    details.title.setFocus()
    details.title.clear()
    press(Qt.Key.Key_Return)
    assert details.title_field.problem.text() == "填写佐证名称，如“培训签到表”"
    details.title.selectAll()
    write(details.title, "盖板")
    details.occurred.line.setFocus()
    settle()
    details.occurred.line.selectAll()
    write(details.occurred.line, "2026-12-24")
    press(Qt.Key.Key_Return)
    assert details.occurred.problem.text() == "发生日期不能晚于今天 2026-11-24"
    details.close()


def test_a_piece_is_taken_away_from_an_item(stage, tmp_path):
    path = a_picture(tmp_path / "盖板.png")
    put(stage, path)
    put(stage, path, "d06.system")
    click(buttons(stage)[0])
    details = stage.duty.evidence.details
    assert details is not None
    assert [button.text() for button in details.removals] == [
        f"从第 1 条“{stage.line('d06.system').short}”移除",
        f"从第 4 条“{stage.line(ITEM).short}”移除",
    ]
    click(details.removals[1])
    assert cards(stage) == ()
    assert len(cards(stage, "d06.system")) == 1


def test_du14_a_lost_file_is_a_red_card_and_can_be_pointed_to_again(
    stage, qtbot, tmp_path, monkeypatch
):
    path = a_picture(tmp_path / "盖板.png")
    put(stage, path)
    cards(stage)[0].path.unlink()
    stage.duty.reload()
    assert "找不到文件，重新指定" in buttons(stage)[0].accessibleName()
    assert "找不到文件" in stage.row(ITEM).told.text() or stage.line(ITEM).problems

    other = a_picture(tmp_path / "别的.png", "#000000")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(other)], ""))
    click(buttons(stage)[0])
    details = stage.duty.evidence.details
    assert details is not None
    assert not details.open_button.isVisible()
    click(details.find_button)
    qtbot.waitUntil(lambda: bool(stage.duty.tray.problem.text()), timeout=5000)
    assert "内容不同，不能顶替" in stage.duty.tray.problem.text()

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    click(buttons(stage)[0])
    details = stage.duty.evidence.details
    assert details is not None
    click(details.find_button)
    qtbot.waitUntil(lambda: cards(stage)[0].present, timeout=5000)
    settle()
    assert "找不到文件" not in buttons(stage)[0].accessibleName()


def test_a_piece_is_chosen_from_the_library(stage, tmp_path):
    put(stage, a_picture(tmp_path / "盖板.png"), "d06.system")
    put(stage, a_picture(tmp_path / "记录.png", "#999900"), "d06.system")
    click(stage.duty.tray.library)
    library = stage.duty.evidence.library
    assert library is not None
    assert library.list.count() == 2
    assert not library.use.isEnabled()
    write(library.search, "盖板")
    visible = [library.list.item(at) for at in range(2) if not library.list.item(at).isHidden()]
    assert len(visible) == 1
    visible[0].setSelected(True)
    click(library.use)
    assert [card.title for card in cards(stage)] == ["盖板"]
    assert stage.duty.evidence.library is None
    assert cards(stage)[0].uses == 2


def test_an_empty_library_says_so(stage):
    stage.duty.evidence.add(ITEM, "library")
    library = stage.duty.evidence.library
    assert library is not None
    assert library.told.text() == "证据库是空的，先从文件添加"
    click(library.cancel)
    assert stage.duty.evidence.library is None


def test_du06_missing_evidence_may_be_answered_with_a_reason(stage):
    press(Qt.Key.Key_1)
    assert "添加出入口上锁或隔离的照片" in stage.row(ITEM).told.text()
    menu = stage.row(ITEM).evidence_menu()
    next(action for action in menu.actions() if action.data() == "reason").trigger()
    settle()
    write(focused(), "相机送修，下周补拍")
    press(Qt.Key.Key_Tab)
    assert stage.line(ITEM).evidence_reason == "相机送修，下周补拍"
    assert stage.row(ITEM).told.text() == ""
    assert stage.row(ITEM).details.words["evidence_reason"].isVisible()


def test_e_opens_the_ways_to_add(stage):
    press(Qt.Key.Key_E)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert words == ["从文件添加…", "粘贴图片或文件", "从证据库选择…", "不能提供，写明理由"]
    menu.close()
    settle()


def test_the_work_of_adding_is_shown_and_can_be_stopped(stage, qtbot, tmp_path):
    tray = stage.duty.tray
    tray.show_work(1, 3, "正在添加 1.png")
    assert tray.bar.isVisible()
    assert tray.work.text() == "正在添加 1.png"
    stage.duty.evidence.adder.add(ITEM, [a_picture(tmp_path / f"{n}.png") for n in range(3)])
    click(tray.stop)
    qtbot.waitUntil(lambda: not tray.bar.isVisible(), timeout=5000)
