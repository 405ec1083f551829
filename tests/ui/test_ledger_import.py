"""An older ledger comes in as a person brings it: dropped, looked at, imported, and taken back."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlmodel import col, select

from selfcheck.hazards import actions, import_batches, importing
from selfcheck.hazards.records import Hazard
from selfcheck.store import Store
from selfcheck.submission import walks
from selfcheck.ui.jobs import Jobs
from selfcheck.ui.ledger_import import run as ledger_import_run
from selfcheck.ui.ledger_import import screen as ledger_import
from selfcheck.ui.ledger_import.screen import LedgerImportScreen
from selfcheck.ui.navigation import ScreenSpec
from selfcheck.ui.office import act
from selfcheck.ui.thumbnails import Thumbnails
from selfcheck.ui.window import MainWindow
from selfcheck.ui.workspace import Workspace
from tests.builders import NOW, a_workspace
from tests.ui.duty_stage import drop, settle
from tests.ui.stage import plain_screens, primary_buttons

SPEC = ScreenSpec(
    "ledger_import", "导入", "import", "selfcheck.ui.ledger_import.screen:LedgerImportScreen"
)
HEADER = ("隐患内容", "地点", "检查时间", "隐患等级", "整改责任人", "是否闭环")


def a_ledger(path: Path, *rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> Path:
    """A ledger as an office keeps it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def a_row(number: int, **told: str) -> tuple[str, ...]:
    fields = {
        "what": f"配电箱 {number} 门缺失", "place": "一车间", "day": "2026-11-03",
        "grade": "一般", "owner": "张三", "closed": "整改中",
    }  # fmt: skip
    return tuple((fields | told).values())


class Stage:
    """The window with the import in it, and short words for what a person does and sees."""

    def __init__(self, window: MainWindow, workspace: Workspace, qtbot: Any) -> None:
        self.window, self.workspace, self._qtbot = window, workspace, qtbot
        screen = window.screen_for("ledger_import")
        assert isinstance(screen, LedgerImportScreen)
        self.screen = screen

    def wait(self) -> None:
        """Until nothing is under way."""
        settle()
        self._qtbot.waitUntil(lambda: not self.screen.run.busy, timeout=20_000)
        settle()

    def drop(self, *paths: Path) -> None:
        drop(self.screen.area, paths)
        self.wait()

    def press(self, button: Any) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.wait()

    def bring_in(self, path: Path) -> None:
        """From the file to the end."""
        self.drop(path)
        self.press(self.screen.foot.check)
        self.press(self.screen.foot.take_over)

    def group(self, words: str) -> list[str]:
        """Look at a group of lines; what they say."""
        part = next(p for p in self.screen.result.tabs.parts if p.text().startswith(words))
        assert part.isVisible()
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)
        settle()
        return [line.first for line in self.screen.result.list.rows.lines]

    def hazards(self) -> dict[str, Hazard]:
        found = self.workspace.read(
            lambda session: list(session.exec(select(Hazard).order_by(col(Hazard.id))))
        )
        return {hazard.number: hazard for hazard in found}

    def numbers(self) -> dict[str, str]:
        return {h.description: number for number, h in self.hazards().items()}


@contextmanager
def a_stage(qtbot: Any, folder: Path, *, read_only: bool = False) -> Iterator[Stage]:
    if not folder.exists():
        a_workspace(folder).store.close()
    store = Store.open_copy(folder) if read_only else Store.open(folder, now=NOW)
    workspace = Workspace(store, walks.shipped_pack(), "周建华", clock=lambda: NOW)
    jobs = Jobs()
    window = MainWindow(lambda: jobs, Thumbnails, [SPEC, *plain_screens("ledger", "home")])
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show_workspace(workspace)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open("ledger_import")
    settle()
    yield Stage(window, workspace, qtbot)
    jobs.shut_down()
    window.show_workspace(None)
    settle()
    workspace.close()


@pytest.fixture
def stage(qtbot, tmp_path):
    with a_stage(qtbot, tmp_path / "档案") as made:
        yield made


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """The questions that were asked; every one is agreed to."""
    texts: list[str] = []

    def agree(parent: object, title: str, text: str, *words: str) -> bool:
        texts.append(text)
        return True

    monkeypatch.setattr(ledger_import, "agreed", agree)
    monkeypatch.setattr(ledger_import_run, "agreed", agree)
    return texts


def test_a_ledger_is_dropped_looked_at_and_imported(stage, tmp_path):
    screen = stage.screen
    assert primary_buttons(screen) == ["选择文件"]
    stage.drop(a_ledger(tmp_path / "台账.csv", *(a_row(n) for n in range(1, 6))))

    assert [row.field.value for row in screen.columns.rows] == [
        *("description", "location", "found_on", "grade", "owner", "closed")
    ]
    assert "配电箱 1 门缺失" in screen.columns.rows[0].values.text()
    assert primary_buttons(screen) == ["预检"]
    stage.press(screen.foot.check)
    assert primary_buttons(screen) == ["导入 5 条"]
    assert stage.group("新增")[0] == "配电箱 1 门缺失"
    assert screen.result.list.rows.lines[0].tag == "一般 · 已定级"
    assert stage.hazards() == {}

    stage.press(screen.foot.take_over)
    assert len(stage.hazards()) == 5
    assert screen.ribbon.title.text() == "已导入：新增 5 条"
    assert primary_buttons(screen) == ["打开台账"]
    assert screen.ledger_button.hasFocus()
    stage.press(screen.ledger_button)
    assert stage.window.current == "ledger"


def test_a_row_that_cannot_come_in_is_shown_with_what_stands_in_it(stage, tmp_path):
    screen = stage.screen
    rows = (a_row(1), a_row(2, day="2026-13-45"), a_row(3, what=""))
    stage.drop(a_ledger(tmp_path / "台账.csv", *rows))
    stage.press(screen.foot.check)

    told = stage.group("不能导入")
    assert len(told) == 2
    assert "2026-13-45" in told[0]
    assert screen.result.row.title.text() == "第 3 行"
    assert ("检查时间", "2026-13-45") in screen.result.row.shown
    QTest.keyClick(screen.result.list, Qt.Key.Key_Down)
    assert screen.result.row.title.text() == "第 4 行"

    stage.press(screen.foot.take_over)
    assert len(stage.hazards()) == 1
    assert screen.ribbon.line.text().startswith("2 行没有导入")
    assert screen.result.list.isVisible()


def test_a_head_that_is_not_known_is_told_by_the_person(stage, tmp_path):
    screen = stage.screen
    header = ("毛病", "地方", "检查时间", "隐患等级", "整改责任人", "是否闭环")
    stage.drop(a_ledger(tmp_path / "台账.csv", a_row(1), header=header))
    assert "隐患内容" in screen.columns.problem.text()
    assert not screen.foot.check.isEnabled()

    field = screen.columns.rows[0].field
    field.setFocus()
    field.show_value("description")
    field.activated.emit(field.currentIndex())
    assert screen.columns.problem.text() == ""
    stage.press(screen.foot.check)
    assert stage.group("新增") == ["配电箱 1 门缺失"]


def test_a_field_that_is_given_to_another_column_is_taken_from_the_first(stage, tmp_path):
    screen = stage.screen
    stage.drop(a_ledger(tmp_path / "台账.csv", a_row(1)))
    field = screen.columns.rows[4].field
    field.show_value("location")
    field.activated.emit(field.currentIndex())

    assert [row.field.value for row in screen.columns.rows][1] == ""
    assert [row.field.value for row in screen.columns.rows][4] == "location"


def test_the_header_may_be_said_to_stand_elsewhere(stage, tmp_path):
    screen = stage.screen
    path = a_ledger(tmp_path / "台账.csv", HEADER, a_row(1), header=("2026年台账",))
    stage.drop(path)
    assert screen.columns.header.value == "1,1"

    header = screen.columns.header
    header.show_value("0,1")
    header.activated.emit(header.currentIndex())
    assert not screen.foot.check.isEnabled()
    assert screen.columns.rows[0].head.text() == "2026年台账"


def test_the_same_file_again_has_nothing_to_import(stage, tmp_path):
    screen = stage.screen
    path = a_ledger(tmp_path / "台账.csv", a_row(1), a_row(2))
    stage.bring_in(path)
    stage.screen.show_place(str(path))
    stage.wait()
    stage.press(screen.foot.check)

    assert not screen.foot.take_over.isEnabled()
    assert screen.foot.take_over.text() == "没有要导入的"
    assert screen.result.told.text() == "表里的隐患这里都有，内容也一样。"
    stage.press(screen.foot.previous)
    assert screen.at == "columns"
    stage.press(screen.foot.previous)
    assert screen.area.isVisible()


def test_what_was_worked_on_here_changes_only_when_ticked(stage, tmp_path):
    screen = stage.screen
    numbered = ("编号", *HEADER)
    rows = [(f"A-{n}", *a_row(n)) for n in (1, 2, 3)]
    stage.bring_in(a_ledger(tmp_path / "一.csv", *rows, header=numbered))
    for number in ("A-1", "A-2"):
        hazard = stage.hazards()[number]
        stage.workspace.act(actions.note, hazard.id, "看过了", by="周建华", now=NOW)
    rows = [(f"A-{n}", *a_row(n, owner="李四")) for n in (1, 2, 3)]
    screen.open_file(a_ledger(tmp_path / "二.csv", *rows, header=numbered))
    stage.wait()
    stage.press(screen.foot.check)

    assert screen.foot.take_over.text() == "导入 1 条"
    assert stage.group("办理过的") == ["整改责任人：张三 → 李四"] * 2
    assert screen.result.row.shown[0] == ("整改责任人", "张三 → 李四")
    view = screen.result.list
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.box_at(0))
    assert screen.foot.take_over.text() == "导入 2 条"
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert screen.foot.take_over.text() == "导入 3 条"
    QTest.keyClick(view, Qt.Key.Key_Space)
    stage.press(screen.foot.take_over)

    owners = {number: hazard.owner for number, hazard in stage.hazards().items()}
    assert owners == {"A-1": "李四", "A-2": "张三", "A-3": "李四"}


def test_all_conflicts_are_ticked_and_unticked_at_once(stage, tmp_path):
    screen = stage.screen
    stage.bring_in(a_ledger(tmp_path / "一.csv", a_row(1), a_row(2)))
    for hazard in stage.hazards().values():
        stage.workspace.act(actions.note, hazard.id, "看过了", by="周建华", now=NOW)
    screen.open_file(a_ledger(tmp_path / "二.csv", *(a_row(n, owner="李四") for n in (1, 2))))
    stage.wait()
    stage.press(screen.foot.check)

    stage.press(screen.result.tick_all)
    assert screen.foot.take_over.text() == "导入 2 条"
    stage.press(screen.result.tick_all)
    assert screen.foot.take_over.text() == "没有要导入的"


def test_a_change_of_the_ledger_meanwhile_shows_the_result_anew(stage, tmp_path):
    screen = stage.screen
    header = ("编号", *HEADER)
    rows = [("YH-2026-001", *a_row(1)), ("", *a_row(2))]
    stage.drop(a_ledger(tmp_path / "台账.csv", *rows, header=header))
    stage.press(screen.foot.check)
    made = act(stage.workspace, lambda session, office, _, **by: actions.begin(
        session, office, description="完全是另一件事情", **by), 0)  # fmt: skip
    assert made
    settle()
    stage.press(screen.foot.take_over)

    assert "预检已经更新" in screen.problem.text()
    assert len(stage.hazards()) == 1
    assert "YH-2026-001" in stage.group("不能导入")[0]
    stage.press(screen.foot.take_over)
    assert len(stage.hazards()) == 2


def test_an_import_is_taken_back_from_the_list_after_a_question(stage, tmp_path, asked):
    screen = stage.screen
    stage.bring_in(a_ledger(tmp_path / "台账.csv", a_row(1), a_row(2)))
    [row] = screen.batches.rows
    stage.press(row.undo)

    assert asked == ["“台账.csv”新增的 2 条会删除。"]
    assert stage.hazards() == {}
    assert screen.ribbon.title.text() == "已撤销导入"
    assert screen.batches.empty.isVisible()
    assert screen.area.isVisible()


def test_the_import_just_made_is_taken_back(stage, tmp_path, asked):
    stage.bring_in(a_ledger(tmp_path / "台账.csv", a_row(1)))
    stage.press(stage.screen.undo_button)

    assert stage.hazards() == {}
    assert len(asked) == 1


def test_a_question_that_is_denied_leaves_everything(stage, tmp_path, monkeypatch):
    monkeypatch.setattr(ledger_import, "agreed", lambda *_: False)
    stage.bring_in(a_ledger(tmp_path / "台账.csv", a_row(1)))
    stage.press(stage.screen.undo_button)

    assert len(stage.hazards()) == 1
    assert stage.screen.at == "done"


def test_hz61_what_was_worked_on_since_may_stay(stage, tmp_path, asked):
    stage.bring_in(a_ledger(tmp_path / "台账.csv", a_row(1), a_row(2)))
    number = stage.numbers()["配电箱 2 门缺失"]
    hazard = stage.hazards()[number]
    stage.workspace.act(actions.note, hazard.id, "看过了", by="周建华", now=NOW)
    settle()
    stage.press(stage.screen.undo_button)

    assert number in asked[1]
    assert list(stage.hazards()) == [number]
    assert "留着" in stage.screen.ribbon.line.text()


def stopped_after(stage: Stage, steps: int) -> Callable[[object], None]:
    """Press 停止 after so many steps."""
    taken: list[object] = []

    def count(step: object) -> None:
        taken.append(step)
        if len(taken) == steps:
            QTest.mouseClick(stage.screen.ribbon.stop, Qt.MouseButton.LeftButton)

    return count


def test_an_import_that_is_stopped_is_taken_back_whole(stage, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    stage.drop(a_ledger(tmp_path / "台账.csv", *(a_row(n) for n in range(1, 10))))
    stage.press(stage.screen.foot.check)
    stage.screen.run.steps.progressed.connect(stopped_after(stage, 3))
    stage.press(stage.screen.foot.take_over)

    assert stage.hazards() == {}
    assert stage.workspace.read(import_batches.batches) == ()
    assert stage.screen.ribbon.title.text() == "已撤销导入"


def test_an_import_left_half_way_is_offered_to_be_taken_back(qtbot, tmp_path):
    folder = tmp_path / "档案"
    with a_workspace(folder) as made:
        told: dict[str, Any] = {
            "file": "旧台账.xlsx",
            "sha256": "",
            "sheet": "",
            "by": "周建华",
            "now": NOW,
        }
        made.act(importing.start, (), **told)
    with a_stage(qtbot, folder) as stage:
        assert stage.screen.ribbon.title.text() == "上次导入没有做完"
        assert primary_buttons(stage.screen) == ["撤回没做完的导入"]
        assert not stage.screen.area.isVisible()
        stage.press(stage.screen.take_back_button)

        assert stage.workspace.read(import_batches.batches) == ()
        assert stage.screen.area.isVisible()


def test_a_file_that_is_no_table_is_told_beside_the_area(stage, tmp_path):
    path = tmp_path / "扫描件.xlsx"
    path.write_bytes(b"%PDF-1.7 ...")
    stage.drop(path)

    assert "这是 PDF" in stage.screen.problem.text()
    assert stage.screen.area.isVisible()
    stage.drop(a_ledger(tmp_path / "台账.csv", a_row(1)), path)
    assert "一次导入一个文件" in stage.screen.problem.text()
    assert stage.screen.columns.isVisible()


def test_looking_only_offers_no_import(qtbot, tmp_path):
    a_workspace(tmp_path / "档案").store.close()
    with a_stage(qtbot, tmp_path / "档案", read_only=True) as stage:
        assert "只读查看" in stage.screen.problem.text()
        assert not stage.screen.area.isVisible()
        assert primary_buttons(stage.screen) == []


def test_a_narrow_window_shows_every_step_without_a_bar_below(stage, tmp_path):
    stage.window.resize(1024, 600)
    stage.drop(a_ledger(tmp_path / ("长" * 60 + ".csv"), *(a_row(n) for n in range(1, 4))))
    for button in (stage.screen.foot.check, stage.screen.foot.take_over):
        assert stage.screen.page.horizontalScrollBar().maximum() == 0
        stage.press(button)
    assert stage.screen.page.horizontalScrollBar().maximum() == 0
