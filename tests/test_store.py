import gc
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlmodel import Session, select

from selfcheck import history, places, store
from selfcheck.backup import DATABASE
from selfcheck.duties import actions as duties
from selfcheck.duties.records import Answer
from selfcheck.enterprise.records import Enterprise
from selfcheck.errors import StoreError, WorkspaceError, WorkspaceInUse
from selfcheck.store import Store
from tests.builders import NOW, Workspace, a_workspace, reopened

HOLD = """
import sys
from pathlib import Path
from tests.builders import NOW, reopened
from selfcheck.duties import actions as duties

with reopened(Path(sys.argv[1])) as work:
    print("open", flush=True)
    for line in sys.stdin:
        work.act(duties.write, work.walk, "d01.issued", "note", line, now=NOW)
        print("kept", flush=True)
"""


@contextmanager
def held_by_another_program(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process has the workspace open, and writes a note for every line it is sent."""
    environment = os.environ | {
        "PYTHONIOENCODING": "utf-8",
        "USER": "王会计",
        "USERNAME": "王会计",
    }
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=Path(__file__).parents[1],
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "open\n"
        yield holder
    finally:
        holder.stdin.close()
        holder.wait(20)
        holder.stdout.close()


def write_there(holder: "subprocess.Popen[str]", note: str) -> None:
    """Let the other process commit a note."""
    assert holder.stdin is not None
    assert holder.stdout is not None
    holder.stdin.write(note + "\n")
    holder.stdin.flush()
    assert holder.stdout.readline() == "kept\n"


def note_of(opened: Store) -> str:
    with opened.transaction() as session:
        return session.exec(select(Answer.note)).one()


def test_a_new_workspace_has_its_folders_and_a_safe_database(tmp_path: Path) -> None:
    folder = tmp_path / "张三 & 李四" / "自查 档案"
    with a_workspace(folder) as work, work.store.transaction() as session:
        assert {f.name for f in folder.iterdir() if f.is_dir()} == set(store.FOLDERS)

        def pragma(name: str) -> object:
            return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()

        assert pragma("journal_mode") == "wal"
        assert pragma("synchronous") == 2
        assert pragma("locking_mode") == "exclusive"
        assert pragma("foreign_keys") == 1


def test_what_was_kept_is_there_when_the_workspace_is_opened_again(tmp_path: Path) -> None:
    folder = tmp_path / "王 & 张的 档案"
    with a_workspace(folder) as work:
        work.act(duties.write, work.walk, "d01.issued", "note", "已张贴", now=NOW)
    with reopened(folder) as work:
        assert note_of(work.store) == "已张贴"
        assert not work.store.fault()


def test_an_exception_takes_everything_back(tmp_path: Path) -> None:
    def half_done(session: Session) -> None:
        session.add(Answer(round_id=1, item_key="d01.issued"))
        session.flush()
        raise ZeroDivisionError

    with a_workspace(tmp_path) as work:
        with pytest.raises(ZeroDivisionError):
            work.read(half_done)
        assert work.read(lambda session: session.exec(select(Answer)).all()) == []


@pytest.mark.parametrize("folder", ["nothing", "empty"])
def test_a_folder_without_an_archive_is_told_so_and_stays_as_it_is(
    tmp_path: Path, folder: str
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(WorkspaceError, match="没有档案"):
        Store.open(tmp_path / folder)
    assert not list(tmp_path.glob("*/*"))


def test_a_second_archive_is_not_made_over_the_first(tmp_path: Path) -> None:
    a_workspace(tmp_path).store.close()
    with pytest.raises(WorkspaceError, match="已经有一份档案"):
        Store.create(tmp_path)


@pytest.mark.parametrize("way", ["create", "open"])
def test_an_unsuitable_place_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    folder = tmp_path / "档案"
    if way == "open":
        a_workspace(folder).store.close()
    monkeypatch.setattr(places, "why_unsuitable", lambda _: "换一个位置。")

    with pytest.raises(WorkspaceError, match="换一个位置"):
        getattr(Store, way)(folder)
    assert folder.exists() is (way == "open")


def test_a_place_where_no_folder_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkspaceError, match="换一个"):
        Store.create(tmp_path / "file" / "inside")


def test_a_file_that_is_no_database_points_to_the_backups(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"this is not a database" * 100)
    with pytest.raises(StoreError, match="从“备份”恢复"):
        Store.open(tmp_path)


def test_a_second_program_is_refused_and_told_who_holds_the_archive(tmp_path: Path) -> None:
    a_workspace(tmp_path).store.close()
    with (
        held_by_another_program(tmp_path),
        pytest.raises(WorkspaceInUse, match="王会计") as refusal,
    ):
        Store.open(tmp_path, now=NOW)

    assert os.uname().nodename in refusal.value.holder
    Store.open(tmp_path, now=NOW).close()


def test_a_copy_shows_what_is_committed_while_the_holder_goes_on_writing(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "共用 & 档案"
    a_workspace(folder).store.close()
    with held_by_another_program(folder) as holder:
        write_there(holder, "第一句")
        copy = Store.open_copy(folder)
        write_there(holder, "第二句")

        assert copy.read_only
        assert note_of(copy) == "第一句"
        again = Store.open_copy(folder)
        assert note_of(again) == "第二句"
        assert not again.fault()
        again.close()
        copy.close()
        write_there(holder, "第三句")
    with reopened(folder) as work:
        assert note_of(work.store) == "第三句"
        assert work.read(history.check) is None


def test_a_copy_never_writes_back(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        work.act(duties.write, work.walk, "d01.issued", "note", "原话", now=NOW)
        copy = Store.open_copy(tmp_path)
        with pytest.raises(StoreError), copy.transaction() as session:
            session.exec(select(Answer)).one().note = "改过"
        assert note_of(work.store) == "原话"
        copy.close()
        assert (tmp_path / "holder.json").exists()


def test_a_closed_copy_leaves_nothing_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    with a_workspace(tmp_path / "档案"):
        Store.open_copy(tmp_path / "档案").close()
    with pytest.raises(WorkspaceError, match="读不了"):
        Store.open_copy(tmp_path / "nothing")

    assert list((tmp_path / "temp").iterdir()) == []


def test_a_damaged_archive_is_told_as_damaged_and_not_as_busy(tmp_path: Path) -> None:
    a_workspace(tmp_path).store.close()
    (tmp_path / DATABASE).write_bytes(os.urandom(20000))
    with pytest.raises(WorkspaceError, match="从“备份”恢复"):
        Store.open_copy(tmp_path)


def test_closing_twice_does_not_sign_the_next_holder_out(tmp_path: Path) -> None:
    first = a_workspace(tmp_path).store
    first.close()
    with reopened(tmp_path):
        first.close()
        assert (tmp_path / "holder.json").exists()
    assert not (tmp_path / "holder.json").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"host": "pc"}', "\udcff"])
def test_a_damaged_holder_note_says_another_program(tmp_path: Path, text: str) -> None:
    (tmp_path / "holder.json").write_bytes(text.encode("utf-8", "surrogateescape"))

    assert store.holder_of(tmp_path) == "另一个程序"


def test_a_refused_opening_leaves_no_connection_behind(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"noise" * 1000)
    with pytest.raises(StoreError):
        Store.open(tmp_path)
    gc.collect()  # an unclosed connection would warn here
    shutil.rmtree(tmp_path)


def test_a_row_that_points_nowhere_is_a_fault(tmp_path: Path) -> None:
    a_workspace(tmp_path).store.close()
    with closing(sqlite3.connect(tmp_path / DATABASE)) as tool:
        tool.execute("UPDATE rounds SET id = 5")
        tool.execute("INSERT INTO duty_marks VALUES (1, 7, 'd01', '', 0, '', '', '')")
        tool.commit()
    opened = Store.open(tmp_path, now=NOW)
    assert "指向不存在的记录" in opened.fault()
    opened.close()


def test_a_damaged_page_is_a_fault_or_refused_but_never_passed_over(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        for number in range(1, 60):
            work.act(duties.write, work.walk, "d01.issued", "note", f"{number}" * 40, now=NOW)
    path = tmp_path / DATABASE
    content = bytearray(path.read_bytes())
    for start in range(8192, len(content) - 4096, 8192):
        content[start : start + 2048] = os.urandom(2048)
    path.write_bytes(content)

    said = ""
    try:
        opened = Store.open(tmp_path, now=NOW)
    except StoreError as error:
        said = str(error)
    else:
        said = opened.fault()
        opened.close()
    assert said


def test_a_mistake_in_our_own_code_is_not_dressed_up_as_trouble_with_the_disk(
    tmp_path: Path,
) -> None:
    with (
        a_workspace(tmp_path) as work,
        pytest.raises(Exception, match="no such table") as bug,
        work.store.transaction() as session,
    ):
        session.connection().exec_driver_sql("SELECT * FROM nonsense")
    assert not isinstance(bug.value, StoreError)


def note_in(session: Session) -> str:
    return session.exec(select(Answer.note)).one()


FULL = """
import resource, sys
from pathlib import Path
from tests.builders import NOW, reopened
from tests.test_store import note_in
from selfcheck import history
from selfcheck.duties import actions as duties
from selfcheck.errors import StoreError

with reopened(Path(sys.argv[1])) as work:
    work.act(duties.write, work.walk, "d01.issued", "note", "先写的", now=NOW)
    free = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, free[1]))
    said = kept = ""
    for number in range(400):
        try:
            text = f"{number} " + "长" * 1900
            work.act(duties.write, work.walk, "d01.issued", "note", text, now=NOW)
            kept = text
        except StoreError as error:
            said = str(error)
            break
    assert "没有保存" in said, said
    assert work.read(note_in) == kept, "the last acknowledged word is there"
    assert work.read(history.check) is None
    resource.setrlimit(resource.RLIMIT_FSIZE, free)
    work.act(duties.write, work.walk, "d01.issued", "note", "腾出空间后", now=NOW)
    assert work.read(note_in) == "腾出空间后"
with reopened(Path(sys.argv[1])) as work:
    assert work.read(note_in) == "腾出空间后"
    assert work.read(history.check) is None
    assert not work.store.fault()
print("whole")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_file_that_may_not_grow_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    a_workspace(tmp_path).store.close()
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        cwd=Path(__file__).parents[1],
    )
    assert run.stdout == "whole\n", run.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB; only an administrator can make one."""
    point = tmp_path / "disk"
    point.mkdir()
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(point)],
        capture_output=True,
        check=False,
    )
    if not made or made.returncode:
        pytest.skip("a small disk can only be made by an administrator")
    yield point
    subprocess.run(["umount", str(point)], check=True)


def fill(work: Workspace) -> tuple[str, str]:
    """Write until the disk is full; returns the last acknowledged word and what was said."""
    kept = ""
    for number in range(4000):
        text = f"{number} " + "长" * 1900
        try:
            work.act(duties.write, work.walk, "d01.issued", "note", text, now=NOW)
        except StoreError as error:
            return kept, str(error)
        kept = text
    raise AssertionError("the disk never filled")


def test_a_full_disk_damages_nothing_and_says_what_to_do(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    with a_workspace(small_disk / "档案") as work:
        ballast.write_bytes(bytes(4_000_000))
        kept, said = fill(work)

        assert "磁盘空间不足" in said
        assert "腾出空间" in said
        assert work.read(note_in) == kept
        with pytest.raises(StoreError, match=r"备份没有(写成|通过)"):
            work.store.take_backup(NOW)
        assert not list((work.folder / "backups").iterdir())

        ballast.unlink()
        work.act(duties.write, work.walk, "d01.issued", "note", "腾出空间后", now=NOW)
    with reopened(small_disk / "档案") as work:
        assert work.read(note_in) == "腾出空间后"
        assert work.read(history.check) is None
        assert not work.store.fault()


def test_a_column_that_is_no_longer_json_points_to_the_backups(tmp_path: Path) -> None:
    a_workspace(tmp_path).store.close()
    with closing(sqlite3.connect(tmp_path / DATABASE)) as tool:
        tool.execute("UPDATE enterprise SET profile = '{'")
        tool.commit()
    opened = Store.open(tmp_path, now=NOW)
    with (
        closing(opened),
        pytest.raises(StoreError, match="备份"),
        opened.transaction() as session,
    ):
        session.exec(select(Enterprise)).one()
