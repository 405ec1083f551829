"""Photos, papers and the history on the page of a hazard."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from selfcheck.evidence.files import take_in
from selfcheck.evidence.marks import Mark
from selfcheck.hazards import actions, endings, treatment
from selfcheck.ui.hazard import printing as hazard_printing
from selfcheck.ui.hazard.event import EventRow
from tests.builders import a_jpeg
from tests.prepared import NOW
from tests.ui.duty_stage import a_picture, click, copy_picture, drop, focused, press, settle
from tests.ui.hazard_page_stage import OWNER, HazardStage, a_hazard_stage, a_photo
from tests.ui.stage import write

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[HazardStage]:
    with a_hazard_stage(qtbot, tmp_path) as made:
        yield made


def rows(stage: HazardStage) -> list[EventRow]:
    return [row for row in stage.screen.timeline.list.lines.rows if row.isVisible()]


def words(row: EventRow) -> str:
    return " ".join(label.text() for label in row.findChildren(QLabel) if label.isVisible())


def taken_in(qtbot: QtBot, stage: HazardStage, hazard: int, part: str, count: int) -> None:
    qtbot.waitUntil(lambda: len(stage.page(hazard).evidence[part]) == count)
    settle()


# ---- photos


def test_a_photo_stands_with_when_who_and_its_hash(stage):
    hazard = stage.rectifying()
    side = stage.open(hazard).facts.photos.sides["after"]
    newest = stage.page(hazard).evidence["after"][-1]

    assert side.tile.card == newest
    assert side.who.text() == f"{OWNER} 导入"
    assert side.hash.text() == f"SHA-256 {newest.sha256[:4]}…{newest.sha256[-2:]}"
    assert "共 2 张" in side.tile.accessibleName()


def test_the_tile_without_a_photo_asks_for_a_file(qtbot, stage, monkeypatch, tmp_path):
    hazard = stage.draft()
    chosen = a_photo(tmp_path / "现场.png", "#884422")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(chosen)], ""))
    click(stage.open(hazard).facts.photos.sides["before"].tile)
    taken_in(qtbot, stage, hazard, "before", 1)

    assert stage.screen.facts.photos.sides["before"].tile.card is not None


def test_files_fall_on_the_side_they_belong_to(qtbot, stage, tmp_path):
    hazard = stage.draft()
    side = stage.open(hazard).facts.photos.sides["after"]
    drop(side, [a_picture(tmp_path / "整改后.png")])
    taken_in(qtbot, stage, hazard, "after", 1)
    assert not stage.page(hazard).evidence["before"]


def test_a_picture_is_pasted_as_before_until_work_begins_and_as_after_then(qtbot, stage):
    draft = stage.draft()
    stage.open(draft)
    copy_picture("#112233")
    press(Qt.Key.Key_V, CONTROL)
    taken_in(qtbot, stage, draft, "before", 1)

    working = stage.rectifying()
    stage.open(working)
    copy_picture("#332211")
    press(Qt.Key.Key_V, CONTROL)
    taken_in(qtbot, stage, working, "after", 3)


def test_a_picture_is_pasted_where_the_keyboard_is(qtbot, stage):
    hazard = stage.rectifying()
    screen = stage.open(hazard)
    screen.facts.photos.sides["before"].more.setFocus()
    copy_picture("#445566")
    press(Qt.Key.Key_V, CONTROL)
    taken_in(qtbot, stage, hazard, "before", 3)


def test_an_empty_clipboard_says_what_to_do(stage):
    screen = stage.open(stage.draft())
    QApplication.clipboard().clear()
    press(Qt.Key.Key_V, CONTROL)
    assert screen.facts.work.problem.text() == "剪贴板里没有图片或文件，先复制再粘贴"


def test_hz08_a_photo_of_after_that_is_not_later_says_so(stage, tmp_path):
    hazard = stage.rectifying()
    late = tmp_path / "相机.jpg"
    late.write_bytes(a_jpeg(taken="2026:11:24 09:12:00", make="Canon"))
    act = stage.workspace.act
    piece = take_in(stage.workspace.folder, late)
    act(actions.add_files, hazard, "before", [piece], by=OWNER, now=NOW)

    side = stage.open(hazard).facts.photos.sides["after"]

    assert side.problem.text().startswith("整改后照片应晚于整改前照片 2026-11-24 09:12")
    assert ("整改后照片应晚于", "去查看") in [
        (line.text.text()[:8], line.link.text()) for line in stage.screen.ribbon.lines
    ]


def test_a_lost_photo_is_told_and_asked_for_again(qtbot, stage, monkeypatch, tmp_path):
    hazard = stage.rectifying()
    for card in stage.page(hazard).evidence["before"]:
        (tmp_path / "原件.png").write_bytes(card.path.read_bytes())
        card.path.unlink()
        break
    photos = [c for c in stage.page(hazard).evidence["before"] if not c.present]
    side = stage.open(hazard, "photos").facts.photos.sides["before"]
    lost = side.cards.index(photos[0])
    assert not side.cards[lost].present

    original = str(tmp_path / "原件.png")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([original], ""))
    stage.screen.evidence.find_again(photos[0].evidence_id)
    qtbot.waitUntil(lambda: all(c.present for c in stage.page(hazard).evidence["before"]))


def test_re16_a_lost_photo_of_a_closed_hazard_is_found_again_or_dropped(
    qtbot, stage, monkeypatch, tmp_path
):
    hazard = stage.registered()
    stage.files(hazard, "before", "积水 1.png", "积水 2.png")
    original, other = stage.page(hazard).evidence["before"]
    (tmp_path / "原件.png").write_bytes(original.path.read_bytes())
    original.path.unlink()
    other.path.unlink()
    stage.do(endings.void, hazard, reason="登记了两次", at=NOW)
    side = stage.open(hazard, "photos.before").facts.photos.sides["before"]
    assert (side.more.text(), side.see.text()) == ("找不到的照片", "重新选择")
    assert focused() is side.more
    side.open_menu()
    assert [action.text() for action in side.menu.actions()] == [
        "重新选择“积水 1”…",
        "移除“积水 1”的记录",
        "重新选择“积水 2”…",
        "移除“积水 2”的记录",
    ]

    side.menu.actions()[3].trigger()
    side.menu.close()
    settle()
    assert [card.title for card in stage.page(hazard).evidence["before"]] == ["积水 1"]
    assert stage.page(hazard).events[0].kind == "files.lost"
    assert "登记的文件找不到，移除记录：积水 2" in words(rows(stage)[0])

    chosen = [str(tmp_path / "原件.png")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    click(side.see)
    qtbot.waitUntil(lambda: all(c.present for c in stage.page(hazard).evidence["before"]))
    settle()
    assert not side.more.isVisible()


def test_re16_a_lost_paper_of_a_void_hazard_is_dropped_in_its_own_window(stage):
    hazard = stage.registered()
    stage.files(hazard, "note", "说明.pdf")
    (card,) = stage.page(hazard).evidence["note"]
    stage.do(endings.void, hazard, reason="登记了两次", at=NOW)
    screen = stage.open(hazard)
    screen.evidence.show_details("note", card.evidence_id)
    assert screen.evidence.details is not None
    assert screen.evidence.details.removals == []  # it is there: nothing is taken away
    screen.evidence.details.close()
    settle()

    card.path.unlink()
    stage.open(hazard)
    screen.reload()
    screen.evidence.show_details("note", card.evidence_id)
    details = screen.evidence.details
    assert details is not None
    assert details.find_button.isVisible()
    assert [button.text() for button in details.removals] == ["移除记录"]
    click(details.removals[0])
    settle()
    assert stage.page(hazard).evidence["note"] == ()
    assert stage.page(hazard).events[0].kind == "files.lost"


def test_a_lost_photo_in_a_held_archive_is_only_looked_at(stage, monkeypatch):
    hazard = stage.rectifying()
    for card in stage.page(hazard).evidence["before"]:
        card.path.unlink()
    monkeypatch.setattr(type(stage.workspace), "read_only", property(lambda _: True))
    side = stage.open(hazard).facts.photos.sides["before"]
    assert not side.more.isVisible()
    click(side.see)
    details = stage.screen.evidence.details
    assert details is not None
    assert (details.find_button.isVisible(), details.removals) == (False, [])


def test_marks_drawn_in_the_viewer_are_kept_with_this_hazard(stage):
    hazard = stage.rectifying()
    screen = stage.open(hazard)
    click(screen.facts.photos.sides["after"].see)
    viewer = screen.evidence.viewer
    assert viewer is not None

    viewer.marked.emit(viewer.card.evidence_id, (Mark("box", 0.1, 0.1, 0.4, 0.4),))
    viewer.accept()
    settle()

    kept = next(
        card
        for card in stage.page(hazard).evidence["after"]
        if card.evidence_id == screen.facts.photos.sides["after"].tile.card.evidence_id
    )
    assert [mark["kind"] for mark in kept.marks] == ["box"]
    assert screen.evidence.viewer is None


def test_other_files_stand_by_part_with_their_count(stage):
    screen = stage.open(stage.rectifying())
    links = screen.facts.papers.links

    assert links["department"].text() == "材料 1 件"
    assert links["workers"].text() == "添加材料"
    assert not links["closeout"].isVisible()
    links["department"].fill_menu()
    words = [action.text() for action in links["department"].menu_of_files.actions()]
    assert words[0] == "回执"
    assert {"从文件添加…", "粘贴", "从证据库选择…"} <= set(words)


def test_a_file_is_taken_from_the_library(stage):
    hazard = stage.rectifying()
    screen = stage.open(hazard)
    screen.evidence.add("acceptance", "library")
    library = screen.evidence.library
    assert library is not None
    library.list.item(0).setSelected(True)
    click(library.use)
    assert len(stage.page(hazard).evidence["acceptance"]) == 1


def test_a_file_is_taken_away_and_the_history_says_so(stage):
    hazard = stage.rectifying()
    screen = stage.open(hazard)
    card = stage.page(hazard).evidence["department"][0]
    screen.evidence.look("department", card.evidence_id)
    details = screen.evidence.details
    assert details is not None
    click(details.removals[0])
    settle()

    assert not stage.page(hazard).evidence["department"]
    assert stage.page(hazard).events[0].kind == "files.removed"


# ---- the history


def test_the_history_is_told_newest_first_with_states_and_changes(stage):
    hazard = stage.rectifying()
    stage.do(
        treatment.extend,
        hazard,
        until=date(2026, 12, 3),
        reason="液位开关到货推迟",
        approved_by=stage.principal,
        at=NOW,
    )
    stage.open(hazard)
    first = rows(stage)[0]

    assert "整改期限" in words(first)
    assert f"液位开关到货推迟（{stage.principal}批准）" in words(first)
    assert "11-24 10:32" in words(first)
    assert first.changes[0].accessibleName() == "整改期限由“2026-11-27”改为“2026-12-03”"
    note = next(row for row in rows(stage) if row.told.kind == "note")
    assert OWNER in note.accessibleName()
    start = next(row for row in rows(stage) if row.told.kind == "start")
    assert (start.told.state_from, start.told.state_to) == ("方案已定", "整改中")


def test_fields_filled_in_one_after_the_other_are_one_line(stage):
    hazard = stage.graded()
    for name, value in (("owner", OWNER), ("goal", "消除"), ("measures", "排水")):
        stage.do(actions.write, hazard, name, value, at=NOW)
    stage.do(actions.write, hazard, "supplies", "泵", at=NOW + timedelta(hours=1))
    stage.open(hazard)

    newest = rows(stage)
    assert len(newest[0].changes) == 1
    assert [change.accessibleName()[:5] for change in newest[1].changes] == [
        "整改责任人",
        "目标和任务",
        "方法和措施",
    ]


def test_what_does_not_fit_is_one_line_and_opens(stage):
    hazard = stage.rectifying()
    lines = stage.open(hazard).timeline.list.lines
    shown = len(rows(stage))
    total = int(stage.screen.timeline.count.text().removesuffix(" 条"))

    assert lines.older.text() == f"更早的 {total - shown} 条"
    assert max(row.geometry().bottom() for row in rows(stage)) < lines.older.y()
    click(lines.older)
    assert len(rows(stage)) == total
    assert not lines.older.isVisible()


def test_n_writes_a_note_that_stays_for_good(stage):
    hazard = stage.registered()
    timeline = stage.open(hazard).timeline
    press(Qt.Key.Key_N)
    assert focused() is timeline.note_box.text

    click(timeline.note_box.keep)
    assert timeline.note_box.field.problem.text() == "写下备注的内容"
    write(timeline.note_box.text, "联系厂家，下周三到货")
    click(timeline.note_box.keep)
    settle()

    assert stage.page(hazard).events[0].words == "联系厂家，下周三到货"
    assert "联系厂家" in words(rows(stage)[0])
    assert not timeline.note_box.isVisible()


def test_a_note_that_was_begun_waits_while_another_hazard_is_shown(stage):
    first, second = stage.registered("甲"), stage.registered("乙")
    timeline = stage.open(first).timeline
    press(Qt.Key.Key_N)
    write(timeline.note_box.text, "还没写完")

    stage.open(second)
    assert not timeline.note_box.isVisible()
    stage.open(first)
    assert timeline.note_box.text.toPlainText() == "还没写完"
    assert timeline.note_box.isVisible()


def test_a_voided_hazard_still_takes_notes(stage):
    hazard = stage.registered()
    stage.do(endings.void, hazard, reason="登记了两次", at=NOW)
    timeline = stage.open(hazard).timeline
    click(timeline.write)
    write(timeline.note_box.text, "原登记见 YH-2026-001")
    click(timeline.note_box.keep)
    assert stage.page(hazard).events[0].words == "原登记见 YH-2026-001"


def test_a_long_note_folds_and_opens(stage):
    hazard = stage.registered()
    text = "排水泵连续试运行，炉坑干燥，液位报警联锁停炉试验两次。" * 12
    stage.workspace.act(actions.note, hazard, text, by=OWNER, now=NOW)
    stage.open(hazard)
    row = rows(stage)[0]
    folded = row.height()
    fold = next(b for b in row.findChildren(type(stage.screen.timeline.write)) if b.isVisible())
    assert fold.text() == "展开"
    click(fold)
    assert row.height() > folded
    assert fold.text() == "收起"


# ---- papers


def test_the_papers_that_fit_the_hazard_are_offered(stage):
    screen = stage.open(stage.rectifying())
    assert [action.text() for action in screen.papers.actions()] == [
        "整改通知单",
        "重大事故隐患报告",
        "治理方案",
        "重大事故隐患公示",
        "整改验收单",
    ]
    stage.open(stage.registered())
    assert [action.text() for action in screen.papers.actions()] == ["整改通知单", "整改验收单"]
    stage.open(stage.draft())
    assert not screen.head.print.isVisible()


@pytest.mark.parametrize("at", range(5))
def test_every_paper_is_made_and_opened(qtbot, stage, monkeypatch, at):
    shown: list[tuple[bytes, str]] = []
    monkeypatch.setattr(
        hazard_printing, "show_pdf", lambda content, name: shown.append((content, name))
    )
    screen = stage.open(stage.rectifying())
    screen.papers.actions()[at].trigger()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)

    content, name = shown[0]
    assert content.startswith(b"%PDF")
    assert name.endswith("YH-2026-001.pdf")
    assert not screen.facts.work.isVisible()
    newest = screen.page.events[0]
    assert (newest.kind, newest.words) == ("print", name.partition(" ")[0])


def test_a_paper_printed_from_a_held_archive_leaves_no_line(qtbot, stage, monkeypatch):
    shown: list[str] = []
    monkeypatch.setattr(hazard_printing, "show_pdf", lambda _, name: shown.append(name))
    hazard = stage.rectifying()
    before = stage.page(hazard).events
    monkeypatch.setattr(type(stage.workspace), "read_only", property(lambda _: True))
    screen = stage.open(hazard)
    screen.papers.actions()[0].trigger()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)

    assert stage.page(hazard).events == before
    assert not screen.facts.work.isVisible()


def test_thumbnails_of_the_history_open_the_viewer(qtbot, stage):
    hazard = stage.rectifying()
    screen = stage.open(hazard)
    row = next(row for row in rows(stage) if row.told.kind == "files.after")
    assert len(row.tiles) == 2
    click(row.tiles[1])
    viewer = screen.evidence.viewer
    assert viewer is not None
    assert viewer.card == stage.page(hazard).evidence["after"][1]
    viewer.accept()


def test_files_that_fall_on_the_page_go_where_they_most_likely_belong(qtbot, stage, tmp_path):
    hazard = stage.rectifying()
    drop(stage.open(hazard), [a_picture(tmp_path / "排干以后.png")])
    taken_in(qtbot, stage, hazard, "after", 3)


def test_a_read_only_archive_is_only_looked_at(stage, monkeypatch):
    hazard = stage.rectifying()
    monkeypatch.setattr(type(stage.workspace), "read_only", property(lambda _: True))
    screen = stage.open(hazard)

    assert not screen.ribbon.button.isEnabled()
    assert screen.ribbon.heading.text() == "下一步是“申请验收”，这份档案现在只能查看"
    assert not screen.ribbon.more.isVisible()
    assert not screen.timeline.write.isVisible()
    assert not any(section.edit_link.isVisible() for section in screen.facts.sections)
    assert not screen.facts.photos.sides["after"].more.isVisible()
    press(Qt.Key.Key_N)
    assert not screen.timeline.note_box.isVisible()
