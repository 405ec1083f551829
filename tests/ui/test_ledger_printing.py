"""The ledger on paper and in a workbook, from the list: asked, made, opened, kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from selfcheck.hazards import actions, hazard_query
from selfcheck.ui.office import office
from tests.ui.duty_stage import click, settle
from tests.ui.ledger_stage import LedgerStage, a_stage


@pytest.fixture
def opened(monkeypatch) -> list[Path]:
    """What the system was asked to open."""
    found: list[Path] = []

    def show(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return found


@pytest.fixture
def stage(qtbot, tmp_path) -> Iterator[LedgerStage]:
    with a_stage(qtbot, tmp_path) as made:
        yield made


def finished(qtbot: QtBot, stage: LedgerStage) -> str:
    """Wait for the paper; what the strip says then."""
    qtbot.waitUntil(lambda: not stage.screen.printing.busy, timeout=20_000)
    settle()
    assert stage.screen.print_button.isEnabled() == bool(stage.screen.ids)
    return stage.screen.strip.words.text()


def save_to(monkeypatch: pytest.MonkeyPatch, place: Path | None) -> list[str]:
    """Answer the dialog that asks where; returns the names it was offered."""
    offered: list[str] = []

    def answer(parent: object, title: str, name: str, kinds: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return (str(place) if place else "", kinds)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return offered


def test_the_list_as_it_is_shown_is_printed_and_opened(stage, qtbot, opened):
    stage.screen.tools.tabs.choose("overdue")
    stage.screen.print_button.click()
    assert not stage.screen.print_button.isEnabled()
    assert finished(qtbot, stage) == "台账 2 项已打开，在看 PDF 的程序里打印"
    assert opened[0].name == "隐患台账 已超期 2026-11-24.pdf"
    assert opened[0].read_bytes().startswith(b"%PDF")

    click(stage.screen.strip.ways["again"])
    assert opened == [opened[0]] * 2


def test_a_copy_of_a_printed_ledger_can_be_kept(stage, qtbot, opened, monkeypatch, tmp_path):
    click(stage.screen.print_button)
    finished(qtbot, stage)
    offered = save_to(monkeypatch, tmp_path / "台账")
    click(stage.screen.strip.ways["save"])
    assert offered == [opened[0].name]
    assert (tmp_path / "台账.pdf").read_bytes() == opened[0].read_bytes()
    assert stage.screen.strip.words.text() == "已保存：台账.pdf"


def test_what_is_ticked_is_exported_to_where_the_person_says(
    stage, qtbot, opened, monkeypatch, tmp_path
):
    target = tmp_path / "所选.xlsx"
    offered = save_to(monkeypatch, target)
    ids = [stage.id_of("混砂机"), stage.id_of("食堂")]
    stage.view.tick(set(ids))
    click(stage.screen.bar.export_button)
    assert finished(qtbot, stage) == "已导出 2 项：所选.xlsx"
    assert offered == ["隐患台账 所选 2026-11-24.xlsx"]
    sheet = CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0)
    cells = [str(cell) for row in sheet.to_python() for cell in row]
    assert "混砂机检修孔联锁开关被短接" in cells
    assert "焊接区二氧化碳气瓶未设防倾倒链 6 只" not in cells

    click(stage.screen.strip.ways["again"])
    click(stage.screen.strip.ways["folder"])
    assert opened == [target, tmp_path]


def test_no_place_no_export(stage, monkeypatch):
    save_to(monkeypatch, None)
    click(stage.screen.export_button)
    assert not stage.screen.printing.busy
    assert stage.screen.strip.isHidden()


def test_a_place_that_takes_no_file_is_told_and_another_offered(
    stage, qtbot, monkeypatch, tmp_path
):
    (tmp_path / "不是文件夹").write_text("")
    save_to(monkeypatch, tmp_path / "不是文件夹" / "台账.xlsx")
    click(stage.screen.export_button)
    assert "那里是一个文件，不是文件夹" in finished(qtbot, stage)
    save_to(monkeypatch, tmp_path / "台账.xlsx")
    click(stage.screen.strip.ways["save"])
    assert stage.screen.strip.words.text() == "已保存：台账.xlsx"
    assert (tmp_path / "台账.xlsx").exists()


def page_of(stage, hazard_id):
    return stage.workspace.read(hazard_query.hazard_page, office(stage.workspace), hazard_id)


def test_notices_leave_out_what_nobody_is_to_put_right(stage, qtbot, opened):
    stage.screen.tools.tabs.choose("all")
    settle()
    void = stage.row(stage.find("重复登记"))
    stage.view.tick({void.hazard_id, stage.id_of("混砂机"), stage.id_of("配电柜")})
    click(stage.screen.bar.notices_button)
    said = finished(qtbot, stage)
    assert said == (
        f"3 项中 1 项不能印整改通知单：{void.number} 已作废。"
        "其余 2 张已打开，在看 PDF 的程序里打印"
    )
    assert opened[0].name == "整改通知单 2026-11-24.pdf"
    for words in ("混砂机", "配电柜"):
        newest = page_of(stage, stage.id_of(words)).events[0]
        assert (newest.kind, newest.words) == ("print", "整改通知单")
    assert page_of(stage, void.hazard_id).events[0].kind != "print"

    stage.view.tick({void.hazard_id})
    click(stage.screen.bar.notices_button)
    assert finished(qtbot, stage).startswith("1 项中 1 项不能印整改通知单：")
    assert len(opened) == 1


def test_without_a_viewer_the_paper_can_still_be_kept(stage, qtbot, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    click(stage.screen.print_button)
    assert "这台电脑没有能打开它的程序" in finished(qtbot, stage)
    assert list(stage.screen.strip.ways) == ["save"]


def test_an_empty_list_prints_nothing(qtbot, tmp_path):
    with a_stage(qtbot, tmp_path, empty=True) as stage:
        assert not stage.screen.print_button.isEnabled()
        assert not stage.screen.export_button.isEnabled()


def test_reading_goes_on_in_parts_and_can_be_stopped(qtbot, tmp_path, monkeypatch):
    target = tmp_path / "台账.xlsx"
    save_to(monkeypatch, target)
    with a_stage(qtbot, tmp_path, many=3000) as stage:
        told: list[str] = []
        gathering = stage.screen.printing._gathering
        gathering.progressed.connect(lambda *_: told.append(stage.screen.strip.words.text()))
        click(stage.screen.export_button)
        qtbot.waitUntil(lambda: len(told) >= 2, timeout=20_000)
        click(stage.screen.strip.stop_button)
        assert finished(qtbot, stage) == "已停止，没有留下文件"
        assert "正在读取 500 / 3,000" in told
        assert not target.exists()

        click(stage.screen.export_button)
        assert finished(qtbot, stage) == "已导出 3,000 项：台账.xlsx"


def test_a_change_while_reading_begins_anew(qtbot, tmp_path, monkeypatch):
    target = tmp_path / "台账.xlsx"
    save_to(monkeypatch, target)
    with a_stage(qtbot, tmp_path, many=1200) as stage:
        first = stage.screen.ids[0]
        done: list[int] = []

        def change(read: int, _: int) -> None:
            done.append(read)
            if len(done) == 1:
                workspace = stage.workspace
                workspace.act(
                    actions.write, office(workspace), first, "owner", "后来的人",
                    by="周建华", now=workspace.now(),
                )  # fmt: skip

        stage.screen.printing._gathering.progressed.connect(change)
        click(stage.screen.export_button)
        finished(qtbot, stage)
        assert done == [500, 500, 1000, 1200]
        sheet = CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0)
        assert any("后来的人" in map(str, row) for row in sheet.to_python())
