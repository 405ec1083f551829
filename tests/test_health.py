"""What `doctor` finds when somebody or something changed a workspace behind the program's back."""

import sqlite3
from contextlib import closing

import pytest

from selfcheck import health
from selfcheck.progress import Progress
from selfcheck.store import Store
from tests.prepared import a_filled_workspace


def edited(workspace, statement):
    """Run one SQL statement with a stock tool's connection."""
    with closing(sqlite3.connect(workspace / "selfcheck.db")) as behind:
        behind.execute(statement)
        behind.commit()


def test_a_sound_workspace_is_told_in_three_sentences(tmp_path):
    found = health.examine(a_filled_workspace(tmp_path), Progress())

    assert found.sound
    assert len(found.sentences) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answers SET value = 'conforms' WHERE value = 'does_not_conform'",
        "UPDATE enterprise SET name = '别的企业'",
        "DELETE FROM register_rows WHERE id = 1",
        "UPDATE evidence SET occurred_on = '2020-01-01' WHERE id = 1",
    ],
)
def test_an_edit_with_a_stock_tool_is_told_with_its_line(tmp_path, statement):
    workspace = a_filled_workspace(tmp_path)
    edited(workspace, statement)

    found = health.examine(workspace, Progress())

    assert not found.sound
    assert found.broken_line is not None
    assert f"第 {found.broken_line} 条" in "".join(found.sentences)


def test_a_row_that_was_put_in_with_a_stock_tool_is_told_without_a_line(tmp_path):
    workspace = a_filled_workspace(tmp_path)
    edited(workspace, "INSERT INTO people VALUES (99, '外人', 'principal', '', '', 0)")

    found = health.examine(workspace, Progress())

    assert not found.sound
    assert found.broken_line is None
    assert "不是通过本程序写入的" in "".join(found.sentences)


def test_a_change_log_line_that_was_edited_is_the_first_broken_line(tmp_path):
    workspace = a_filled_workspace(tmp_path)
    edited(workspace, "DROP TRIGGER history_no_UPDATE")
    edited(workspace, "UPDATE history SET line = line || ' ' WHERE seq = 7")

    assert health.examine(workspace, Progress()).broken_line == 7


def test_the_triggers_forbid_touching_the_change_log(tmp_path):
    workspace = a_filled_workspace(tmp_path)

    with pytest.raises(sqlite3.IntegrityError):
        edited(workspace, "DELETE FROM history WHERE seq = 1")


def test_missing_and_changed_evidence_is_named(tmp_path):
    workspace = a_filled_workspace(tmp_path)
    gone, changed = sorted((workspace / "evidence").glob("*/*"))[:2]
    gone.unlink()
    content = bytearray(changed.read_bytes())
    content[-1] ^= 1
    changed.write_bytes(content)

    found = health.examine(workspace, Progress())

    assert sorted(fault for _, fault in found.evidence) == ["找不到文件", "文件内容变了"]


def test_a_workspace_that_is_open_elsewhere_is_examined_in_a_copy(tmp_path):
    workspace = a_filled_workspace(tmp_path)
    holder = Store.open(workspace)
    try:
        assert health.examine(workspace, Progress()).sound
    finally:
        holder.close()


def test_a_damaged_database_is_told_with_the_remedy(tmp_path):
    workspace = a_filled_workspace(tmp_path)
    database = workspace / "selfcheck.db"
    content = bytearray(database.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xa5" * (4096 * 6)
    database.write_bytes(content)

    found = health.examine(workspace, Progress())

    assert not found.sound
    assert "restore" in "".join(found.sentences)


def test_a_header_that_sqlite_cannot_read_is_told_with_the_remedy(tmp_path):
    workspace = a_filled_workspace(tmp_path)
    database = bytearray((workspace / "selfcheck.db").read_bytes())
    database[44:48] = bytes([0, 0, 0, 9])  # a schema format of the future
    (workspace / "selfcheck.db").write_bytes(database)

    found = health.examine(workspace, Progress())

    assert not found.sound
    assert "恢复" in found.sentences[0]
