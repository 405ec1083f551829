"""selfcheck ledger as a clerk or a script meets it: a file out, a file in, an import taken back."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from selfcheck import cli, history, moments
from selfcheck.hazards import actions
from selfcheck.store import Store
from selfcheck.submission import ledger_import
from tests.builders import NOW, a_workspace
from tests.prepared import a_filled_workspace

LEDGER = """隐患内容,地点,检查时间,隐患等级,整改责任人,整改期限,是否闭环
配电箱门缺失,一车间,2026-11-03,一般,张三,2026-11-10,已闭环
安全出口堵塞,仓库,2026-11-04,重大,李四,2026-11-12,整改中
,仓库,2026-11-05,一般,李四,2026-11-12,整改中
"""


def run(*arguments: str) -> int:
    """The exit code of a command run in this process."""
    try:
        cli.main(list(arguments))
    except SystemExit as done:
        return int(done.code or 0)
    return 0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(moments, "now", lambda: NOW)
    place = tmp_path / "档案"
    a_workspace(place).store.close()
    return place


@pytest.fixture
def old_ledger(tmp_path: Path) -> Path:
    path = tmp_path / "旧台账.csv"
    path.write_text(LEDGER, "utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def hazards(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "selfcheck.db")) as database:
        return int(database.execute("SELECT count(*) FROM hazards").fetchone()[0])


def work_on(folder: Path, hazard_id: int) -> None:
    """Write a note beside a hazard, as the window does."""
    store = Store.open(folder, now=NOW)
    try:
        by = history.By("周建华", NOW)
        history.act(store, by, actions.note, hazard_id, "看过了", by="周建华", now=NOW)
    finally:
        store.close()


def test_the_good_rows_are_taken_and_the_others_listed(folder, old_ledger, capsys):
    command = ("ledger", "import", "--workspace", str(folder), str(old_ledger), "--json")

    assert run(*command) == 1
    first = told(capsys)
    assert [first[f"rows_{kind}"] for kind in ("read", "new", "changed", "same")] == [
        3,
        2,
        0,
        0,
    ]
    [problem] = first["problems"]
    assert (problem["row"], problem["column"], problem["refused"]) == (4, "隐患内容", True)
    assert "补上" in problem["text"]
    assert hazards(folder) == 2

    assert run(*command) == 1
    second = told(capsys)
    assert (second["rows_new"], second["rows_same"]) == (0, 2)
    assert hazards(folder) == 2


def test_a_dry_run_tells_and_takes_nothing(folder, old_ledger, capsys):
    code = run("ledger", "import", "--workspace", str(folder), str(old_ledger), "--dry-run")

    captured = capsys.readouterr()
    assert code == 1
    assert "预检（没有导入）：读到 3 条，新增 2 条" in captured.out
    assert "[不能导入] 第 4 行 隐患内容" in captured.err
    assert hazards(folder) == 0


def test_an_import_is_taken_back_and_there_is_nothing_left_to_take_back(
    folder, old_ledger, capsys
):
    run("ledger", "import", "--workspace", str(folder), str(old_ledger))
    capsys.readouterr()

    assert run("ledger", "undo-import", "--workspace", str(folder)) == 0
    assert "对“旧台账.csv”的导入：2 条" in capsys.readouterr().out
    assert hazards(folder) == 0
    assert run("ledger", "undo-import", "--workspace", str(folder)) == 1
    assert "没有可以撤销的导入" in capsys.readouterr().err


def test_hz61_what_was_worked_on_stays_only_when_that_is_said(
    folder, old_ledger, tmp_path, capsys
):
    run("ledger", "import", "--workspace", str(folder), str(old_ledger))
    work_on(folder, 1)
    capsys.readouterr()

    assert run("ledger", "undo-import", "--workspace", str(folder)) == 1
    assert "[HZ61] YH-2026-001" in capsys.readouterr().err
    assert run("ledger", "undo-import", "--workspace", str(folder), "--keep", "--json") == 0
    assert told(capsys)["hazards"] == 1
    assert hazards(folder) == 1

    changed = tmp_path / "改过.csv"
    changed.write_text(LEDGER.replace("张三", "王五"), "utf-8")
    command = ("ledger", "import", "--workspace", str(folder), str(changed), "--json")
    run(*command)
    assert [one["number"] for one in told(capsys)["conflicts"]] == ["YH-2026-001"]


def test_overwriting_changes_what_was_worked_on(folder, old_ledger, tmp_path, capsys):
    run("ledger", "import", "--workspace", str(folder), str(old_ledger))
    work_on(folder, 2)
    changed = tmp_path / "改过.csv"
    changed.write_text(LEDGER.replace("李四", "赵六"), "utf-8")
    command = ("ledger", "import", "--workspace", str(folder), str(changed))
    run(*command)
    assert "加 --overwrite" in capsys.readouterr().err
    run(*command, "--overwrite", "--json")

    assert (told(capsys)["rows_changed"], hazards(folder)) == (1, 2)
    with closing(sqlite3.connect(folder / "selfcheck.db")) as database:
        assert database.execute("SELECT owner FROM hazards WHERE id = 2").fetchone() == (
            "赵六",
        )


def test_what_is_exported_comes_back_as_the_same(tmp_path, capsys):
    folder = a_filled_workspace(tmp_path)
    target = tmp_path / "台账.xlsx"

    assert run("ledger", "export", "--workspace", str(folder), str(target), "--json") == 0
    count = told(capsys)["hazards"]
    assert run("ledger", "import", "--workspace", str(folder), str(target), "--json") == 0
    back = told(capsys)
    assert count == back["rows_read"] == back["rows_same"] > 0
    assert (back["rows_new"], back["rows_changed"], back["conflicts"]) == (0, 0, [])


def test_a_file_that_is_there_is_not_replaced_unasked(folder, tmp_path, capsys):
    target = tmp_path / "台账.pdf"
    target.write_bytes(b"mine")
    command = ("ledger", "export", "--workspace", str(folder), str(target), "--filter", "open")

    assert run(*command) == 1
    assert "没有覆盖" in capsys.readouterr().err
    assert target.read_bytes() == b"mine"
    assert run(*command, "--force") == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()].count("台账.pdf") == 1
    assert not list(tmp_path.glob(".*"))


def test_an_export_needs_an_ending_that_is_known(folder, tmp_path, capsys):
    assert run("ledger", "export", "--workspace", str(folder), str(tmp_path / "台账.doc")) == 1
    assert ".xlsx（表格）或 .pdf（打印）" in capsys.readouterr().err


def test_an_archive_that_is_open_elsewhere_is_exported_as_it_stands(folder, tmp_path, capsys):
    store = Store.open(folder)
    try:
        assert (
            run("ledger", "export", "--workspace", str(folder), str(tmp_path / "a.xlsx")) == 0
        )
    finally:
        store.close()
    assert "已写入 0 条隐患" in capsys.readouterr().out


def test_a_file_without_the_one_column_is_refused_with_the_remedy(folder, tmp_path, capsys):
    path = tmp_path / "通讯录.csv"
    path.write_text("姓名,电话\n张三,139\n", "utf-8")

    assert run("ledger", "import", "--workspace", str(folder), str(path)) == 1
    assert "把列名改成“隐患内容”" in capsys.readouterr().err


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(folder, old_ledger, capsys):
    command = ("ledger", "import", "--workspace", str(folder), str(old_ledger))

    assert run(*command, "--sheet", "汇总") == 1
    assert "没有名为“汇总”的工作表；这个文件里有：旧台账" in capsys.readouterr().err


def test_an_import_that_is_interrupted_leaves_nothing(folder, old_ledger, capsys, monkeypatch):
    whole = ledger_import.taking_over

    def interrupted(*given: Any, **more: Any) -> Iterator[ledger_import.Step]:
        running = whole(*given, **more)
        yield next(running)
        yield next(running)
        raise KeyboardInterrupt

    monkeypatch.setattr(ledger_import, "taking_over", interrupted)

    assert run("ledger", "import", "--workspace", str(folder), str(old_ledger)) == 1
    assert "已停止" in capsys.readouterr().err
    assert hazards(folder) == 0
    with closing(sqlite3.connect(folder / "selfcheck.db")) as database:
        assert database.execute("SELECT count(*) FROM import_batches").fetchone() == (0,)
