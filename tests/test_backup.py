import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from selfcheck import backup, history
from selfcheck.backup import BACKUPS, DATABASE, Backup
from selfcheck.duties import actions as duties
from selfcheck.errors import StoreError
from selfcheck.evidence import actions as evidence
from selfcheck.evidence import queries
from selfcheck.evidence.files import take_in
from selfcheck.moments import CHINA
from selfcheck.store import Store
from tests.builders import NOW, Workspace, a_jpeg, a_workspace, reopened
from tests.test_store import held_by_another_program, note_in, write_there

LATER = NOW + timedelta(hours=1)


def write(work: Workspace, note: str) -> None:
    work.act(duties.write, work.walk, "d01.issued", "note", note, now=NOW)


def a_backed_up_workspace(folder: Path) -> Path:
    """A workspace with a note, a backup of it, and a later note; returns the backup."""
    with a_workspace(folder) as work:
        for number in range(40):
            write(work, f"{number} " + "备份之前" * 50)
        write(work, "备份之前")
        taken = work.store.take_backup(NOW)
        write(work, "备份之后")
    return taken.path


def killed_copy_of(folder: Path) -> Path:
    """The folder as a killed program leaves it: the last words lie only in the journal."""
    killed = folder.with_name(folder.name + "-killed")
    with reopened(folder) as work:
        write(work, "在日志里")
        shutil.copytree(folder, killed)
    return killed


def kept_note(folder: Path) -> str:
    with reopened(folder) as work:
        assert work.read(history.check) is None
        assert not work.store.fault()
        return work.read(note_in)


def test_a_backup_holds_what_was_committed_even_what_still_lies_in_the_wal(
    tmp_path: Path,
) -> None:
    with a_workspace(tmp_path) as work:
        write(work, "刚写的")
        assert (tmp_path / f"{DATABASE}-wal").stat().st_size > 0
        taken = work.store.take_backup(NOW)

    assert taken == Backup(tmp_path / BACKUPS / "selfcheck-20261124-103205.db", NOW)
    assert not backup.fault_of(taken.path)
    with closing(sqlite3.connect(taken.path)) as tool:
        assert tool.execute("SELECT note FROM answers").fetchall() == [("刚写的",)]
    assert [p.name for p in (tmp_path / BACKUPS).iterdir()] == [taken.path.name]


def test_a_backup_bears_chinese_time_wherever_the_clock_is(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        taken = work.store.take_backup(NOW.astimezone(UTC))
    assert taken.path.name == "selfcheck-20261124-103205.db"
    assert [one.taken_at for one in backup.existing(tmp_path)] == [NOW]


def test_existing_backups_are_newest_first_and_strange_files_are_left_alone(
    tmp_path: Path,
) -> None:
    (tmp_path / BACKUPS).mkdir()
    for name in ("20261001-080000", "20261124-080000", "我的备份", "20261399-000000"):
        (tmp_path / BACKUPS / f"selfcheck-{name}.db").write_bytes(b"")
    backup.thin(tmp_path, NOW + timedelta(days=4000))

    assert [one.taken_at.day for one in backup.existing(tmp_path)] == [24, 1]
    assert len(list((tmp_path / BACKUPS).iterdir())) == 4


@pytest.mark.parametrize(
    ("ages", "kept"),
    [
        ([0.0, 0.1, 0.2, 1.9], [0.0, 0.1, 0.2, 1.9]),  # two days: every one
        ([3.0, 3.1, 3.2], [3.0]),  # then the newest of each day
        ([3.0, 4.0, 5.0, 13.0], [3.0, 4.0, 5.0, 13.0]),
        ([15.0, 16.0, 30.0, 31.0], [15.0, 30.0]),  # of each week
        ([100.0, 101.0, 140.0, 141.0], [100.0, 140.0]),  # of each month, for ever
        ([4000.0], [4000.0]),
        ([-1.0, -2.0], [-1.0, -2.0]),  # a clock that was wrong once
        ([], []),
    ],
)
def test_thinning_keeps_all_of_two_days_then_one_a_day_a_week_a_month(
    ages: list[float], kept: list[float]
) -> None:
    now = datetime(2026, 11, 26, 23, 0, tzinfo=CHINA)  # a Thursday
    copies = {age: Backup(Path(f"{age}.db"), now - timedelta(days=age)) for age in ages}
    gone = backup.superfluous(list(copies.values()), now)

    assert [age for age, copy in copies.items() if copy not in gone] == kept


def test_old_backups_are_removed_when_a_new_one_is_taken(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        for hours in (0, 1, 2):
            work.store.take_backup(NOW + timedelta(hours=hours))
        assert len(backup.existing(tmp_path)) == 3
        work.store.take_backup(NOW + timedelta(days=5))
    assert len(backup.existing(tmp_path)) == 2


def test_a_backup_that_cannot_be_written_says_so_and_leaves_no_half_file(
    tmp_path: Path,
) -> None:
    with a_workspace(tmp_path) as work:
        (tmp_path / BACKUPS).rmdir()
        (tmp_path / BACKUPS).write_text("in the way")
        with pytest.raises(StoreError, match="备份没有写成"):
            work.store.take_backup(NOW)
        write(work, "照常")


def test_a_copy_that_fails_its_check_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_workspace(tmp_path) as work:
        monkeypatch.setattr(backup, "fault_of", lambda _: "数据库内部损坏。")
        with pytest.raises(StoreError, match="没有通过检查"):
            work.store.take_backup(NOW)
    assert list((tmp_path / BACKUPS).iterdir()) == []


def test_what_a_killed_program_left_behind_does_not_stop_the_next_backup(
    tmp_path: Path,
) -> None:
    with a_workspace(tmp_path) as work:
        (tmp_path / BACKUPS / "selfcheck-20261124-103205.partial").write_bytes(b"half" * 999)
        taken = work.store.take_backup(NOW)
    assert not backup.fault_of(taken.path)


@pytest.mark.parametrize(
    "place", ["first page", "middle", "everything", "nothing left", "gone"]
)
def test_restoring_works_on_a_database_the_program_cannot_open(
    tmp_path: Path, place: str
) -> None:
    folder = tmp_path / "王 & 张的 档案"
    copy = a_backed_up_workspace(folder)
    database = folder / DATABASE
    content = bytearray(database.read_bytes())
    middle = len(content) // 2
    noise = {
        "first page": slice(0, 4096),
        "middle": slice(middle, middle + 16384),
        "everything": slice(0, len(content)),
    }
    if place in noise:
        hit = noise[place]
        content[hit] = os.urandom(len(content[hit]))
        database.write_bytes(content)
    elif place == "gone":
        database.unlink()
    else:
        database.write_bytes(b"")

    aside = backup.restore(folder, copy, LATER)

    assert kept_note(folder) == "备份之前"
    assert copy.exists()
    if place == "gone":
        assert aside is None
    else:
        assert aside is not None
        assert aside.name == "selfcheck-恢复前-20261124-113205.db"
        assert aside.read_bytes() == (bytes(content) if place in noise else b"")


def test_words_that_lay_in_the_wal_go_aside_with_the_former_database(tmp_path: Path) -> None:
    copy = a_backed_up_workspace(tmp_path)
    killed = killed_copy_of(tmp_path)
    aside = backup.restore(killed, killed / BACKUPS / copy.name, LATER)

    assert aside is not None
    assert kept_note(killed) == "备份之前"
    with closing(sqlite3.connect(aside)) as tool:
        assert tool.execute("SELECT note FROM answers").fetchall() == [("在日志里",)]


def test_a_leftover_journal_is_never_applied_to_a_restored_database(tmp_path: Path) -> None:
    copy = a_backed_up_workspace(tmp_path)
    killed = killed_copy_of(tmp_path)
    (killed / DATABASE).unlink()
    assert (killed / f"{DATABASE}-wal").exists()

    assert backup.restore(killed, killed / BACKUPS / copy.name, LATER) is None
    assert kept_note(killed) == "备份之前"


def test_restoring_twice_in_a_second_sets_both_former_databases_aside(tmp_path: Path) -> None:
    copy = a_backed_up_workspace(tmp_path)
    first = backup.restore(tmp_path, copy, LATER)
    second = backup.restore(tmp_path, copy, LATER)

    assert first is not None
    assert second is not None
    assert first != second
    assert len(list(tmp_path.glob("selfcheck-恢复前-*.db"))) == 2


@pytest.mark.parametrize("kind", ["noise", "damaged", "empty", "foreign", "missing"])
def test_a_backup_that_is_none_is_refused_and_changes_nothing(
    tmp_path: Path, kind: str
) -> None:
    copy = a_backed_up_workspace(tmp_path)
    if kind == "noise":
        copy.write_bytes(os.urandom(9000))
    elif kind == "damaged":
        content = bytearray(copy.read_bytes())
        content[4096 : len(content) // 2] = os.urandom(len(content) // 2 - 4096)
        copy.write_bytes(content)
    elif kind == "missing":
        copy.unlink()
    else:
        copy.write_bytes(b"")
        with closing(sqlite3.connect(copy)) as tool:
            tool.execute("CREATE TABLE accounts (id)" if kind == "foreign" else "SELECT 1")

    with pytest.raises(StoreError, match="换一"):
        backup.restore(tmp_path, copy, LATER)
    assert kept_note(tmp_path) == "备份之后"


def test_nothing_is_restored_under_a_program_that_is_using_the_archive(tmp_path: Path) -> None:
    copy = a_backed_up_workspace(tmp_path)
    with held_by_another_program(tmp_path) as holder:
        with pytest.raises(StoreError, match="正在使用"):
            backup.restore(tmp_path, copy, LATER)
        write_there(holder, "还在写")
    assert kept_note(tmp_path) == "还在写"


def test_a_restored_workspace_finds_its_evidence_again(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        stored = take_in(tmp_path, a_jpeg(), name="照片.jpg")
        work.act(evidence.add, stored, round_id=1, item_key="d01.entrance", now=NOW)
        copy = work.store.take_backup(NOW).path
    (tmp_path / DATABASE).write_bytes(os.urandom(5000))
    backup.restore(tmp_path, copy, LATER)

    store = Store.open(tmp_path, now=LATER)
    with store.transaction() as session:
        assert [card.present for card in queries.of_round(session, tmp_path, 1)] == [True]
    store.close()
