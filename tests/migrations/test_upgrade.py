import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from selfcheck import backup
from selfcheck.backup import DATABASE
from selfcheck.duties import actions as duties
from selfcheck.errors import StoreError
from selfcheck.migrations import upgrade
from selfcheck.store import Store
from tests.builders import NOW, a_workspace

NEXT = '''
"""A later step: one more column."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column to the enterprise."""
    op.add_column("enterprise", sa.Column("website", sa.String(), server_default=""))
'''
FAILING = NEXT + "    raise OSError('the disk went away')\n"


def a_later_program(folder: Path, monkeypatch: pytest.MonkeyPatch, step: str = NEXT) -> None:
    """From here on the program has one more migration than released."""
    migrations = Path(upgrade.__file__).parent
    copy = folder / "migrations"
    shutil.copytree(migrations, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / "0004_next.py").write_text(step, "utf-8")
    monkeypatch.setattr(upgrade, "__file__", str(copy / "upgrade.py"))
    monkeypatch.setattr(upgrade, "_VERSIONS", copy / "versions")
    monkeypatch.setattr(upgrade, "HEAD", "0004")


def revision(folder: Path) -> str:
    with closing(sqlite3.connect(folder / DATABASE)) as tool:
        return str(upgrade.revision_of(tool))


def columns(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / DATABASE)) as tool:
        return [row[1] for row in tool.execute("PRAGMA table_info(enterprise)")]


def test_a_migrated_database_is_what_the_records_say(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work, work.store.engine.connect() as connection:
        seen = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(seen, SQLModel.metadata) == []


def test_columns_that_must_be_filled_are_the_same_on_both_sides(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work, work.store.engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            rows = connection.exec_driver_sql(f"PRAGMA table_info({table.name})").fetchall()
            found = {row[1]: bool(row[3]) for row in rows if not row[5]}
            wanted = {c.name: not c.nullable for c in table.columns if not c.primary_key}
            assert found == wanted, table.name


def test_head_is_the_newest_step_and_every_step_is_known() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(upgrade.__file__).parent))
    steps = ScriptDirectory.from_config(config)

    assert steps.get_heads() == [upgrade.HEAD]
    assert {step.revision for step in steps.walk_revisions()} == upgrade.known_revisions()


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_file_of_a_newer_program_is_refused_and_not_touched(
    tmp_path: Path, journal: str
) -> None:
    a_workspace(tmp_path).store.close()
    with closing(sqlite3.connect(tmp_path / DATABASE)) as tool:
        tool.execute("UPDATE alembic_version SET version_num = '9999'")
        tool.commit()
        tool.execute(f"PRAGMA journal_mode = {journal}")
    before = (tmp_path / DATABASE).read_bytes()

    with pytest.raises(StoreError, match="先升级本程序"):
        Store.open(tmp_path, now=NOW)

    assert (tmp_path / DATABASE).read_bytes() == before
    assert backup.existing(tmp_path) == ()


def test_another_programs_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE)) as tool:
        tool.execute("CREATE TABLE accounts (id INTEGER)")
    before = (tmp_path / DATABASE).read_bytes()

    with pytest.raises(StoreError, match="别的程序"):
        Store.open(tmp_path, now=NOW)
    assert (tmp_path / DATABASE).read_bytes() == before


def test_an_older_file_is_copied_and_checked_before_it_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "档案 & 100%"
    with a_workspace(folder) as work:
        work.act(duties.answer, work.walk, "d01.issued", "conforms", now=NOW)
    a_later_program(tmp_path, monkeypatch)

    Store.open(folder, now=NOW).close()

    assert revision(folder) == "0004"
    assert "website" in columns(folder)
    (copy,) = backup.existing(folder)
    with closing(sqlite3.connect(copy.path)) as tool:
        assert upgrade.revision_of(tool) == "0003"
        assert tool.execute("SELECT value FROM answers").fetchall() == [("conforms",)]


def test_a_step_that_fails_leaves_the_older_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "档案"
    a_workspace(folder).store.close()
    a_later_program(tmp_path, monkeypatch, FAILING)

    with pytest.raises(OSError, match="went away"):
        Store.open(folder, now=NOW)

    assert revision(folder) == "0003"
    assert "website" not in columns(folder)


def test_a_migrated_file_still_agrees_with_its_change_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from selfcheck import history

    folder = tmp_path / "档案"
    a_workspace(folder).store.close()
    a_later_program(tmp_path, monkeypatch)
    store = Store.open(folder, now=NOW)
    with store.transaction() as session:
        assert history.check(session) is None
    store.close()


def test_an_up_to_date_file_is_neither_copied_nor_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_workspace(tmp_path).store.close()
    monkeypatch.setattr(upgrade, "bring_up_to_date", lambda _: pytest.fail("no work"))
    Store.open(tmp_path, now=NOW).close()

    assert backup.existing(tmp_path) == ()


def test_a_copy_of_an_archive_held_by_another_version_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_workspace(tmp_path):
        monkeypatch.setattr(upgrade, "HEAD", "0004")
        with pytest.raises(StoreError, match="版本不同"):
            Store.open_copy(tmp_path)
