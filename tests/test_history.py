import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session

from selfcheck import history, rounds
from selfcheck.backup import DATABASE
from selfcheck.duties import actions as duties
from selfcheck.enterprise import actions as enterprise
from selfcheck.enterprise.records import Role
from selfcheck.errors import NotReady, StoreError
from selfcheck.evidence import actions as evidence
from selfcheck.evidence.files import take_in
from selfcheck.replay import Break
from selfcheck.rounds import RoundStatus
from selfcheck.store import Store
from tests.builders import NOW, Workspace, a_jpeg, a_workspace, reopened

TRIGGERS = "DROP TRIGGER history_no_UPDATE; DROP TRIGGER history_no_DELETE;"


def edited(folder: Path, script: str) -> Break | None:
    """What the check says after somebody has written into the file with another tool."""
    with closing(sqlite3.connect(folder / DATABASE)) as tool:
        tool.executescript(script)
    with reopened(folder) as work:
        return work.read(history.check)


def a_filled_workspace(folder: Path) -> int:
    """A workspace with something in every table that the duties write; returns its lines."""
    with a_workspace(folder) as work:
        work.act(duties.answer, work.walk, "d01.issued", "conforms", now=NOW)
        work.act(duties.add_row, work.walk, "d03.spaces", {"name": "化粪池"}, now=NOW)
        work.act(duties.assign, work.walk, "d01", "王芳")
        stored = take_in(folder, a_jpeg(), name="照片.jpg")
        work.act(evidence.add, stored, round_id=1, item_key="d01.entrance", now=NOW)
        work.act(enterprise.answer_profile, "uses_gas", False)
        assert work.read(history.check) is None
        return work.lines()


def test_every_action_writes_one_line_that_names_actor_action_and_change(
    tmp_path: Path,
) -> None:
    with a_workspace(tmp_path) as work:
        before = work.lines()
        work.act(duties.answer, work.walk, "d01.issued", "conforms", now=NOW)
        kept = work.read(history.lines)

    assert len(kept) == before + 1
    told = json.loads(kept[-1])
    assert (told["actor"], told["action"]) == ("周建华", "duties.answer")
    assert told["at"] == "2026-11-24T10:32:05+08:00"
    (change,) = told["changes"]
    assert (change["table"], change["old"]) == ("answers", None)
    assert change["new"]["value"] == "conforms"
    assert told["seq"] == before + 1


def test_a_change_tells_the_old_value_and_the_new_one_alone(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        work.act(duties.answer, work.walk, "d01.people", "12", now=NOW)
        work.now = NOW + timedelta(minutes=1)
        work.act(duties.answer, work.walk, "d01.people", "15", now=work.now)
        (change,) = json.loads(work.read(history.lines)[-1])["changes"]

    assert (change["old"]["value"], change["new"]["value"]) == ("12", "15")
    assert sorted(change["new"]) == ["answered_at", "value"]


def test_days_and_enumerations_are_told_as_they_are_stored(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        work.act(duties.write, work.walk, "d01.issued", "deadline", date(2026, 12, 1), now=NOW)
        (change,) = json.loads(work.read(history.lines)[-1])["changes"]
        assert change["new"]["deadline"] == "2026-12-01"
        work.stand_at(RoundStatus.APPROVED)
        (change,) = json.loads(work.read(history.lines)[-1])["changes"]
        assert change["new"] == {"status": "approved"}


def test_an_action_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        walk = work.walk
        work.act(duties.answer, walk, "d01.issued", "conforms", now=NOW)
        person = work.act(enterprise.add_person, name="李雷", role=Role.STAFF)
        row = work.act(duties.add_row, walk, "d03.spaces", {"name": "水池"}, now=NOW)
        stored = take_in(work.folder, a_jpeg(), name="照片.jpg")
        piece = work.act(evidence.add, stored, round_id=1, item_key="d01.entrance", now=NOW)
        work.act(enterprise.answer_profile, "uses_gas", True)
        before = work.lines()

        work.act(duties.answer, walk, "d01.issued", " conforms ", now=NOW)
        work.act(duties.answer, walk, "d01.told", "", now=NOW)
        work.act(duties.write, walk, "d01.told", "note", "  ", now=NOW)
        work.act(duties.write, walk, "d01.told", "deadline", None, now=NOW)
        work.act(duties.change_cell, walk, row, "name", "水池")
        work.act(duties.strike_row, walk, row, struck=False, now=NOW)
        work.act(duties.assign, walk, "d02", "")
        work.act(duties.say_not_done, walk, "d02")
        work.act(evidence.add, stored, round_id=1, item_key="d01.entrance", now=NOW)
        work.act(evidence.take_away, piece, round_id=1, item_key="d02.trained")
        work.act(evidence.describe, piece, round_id=1, title="照片", occurred_on=None, now=NOW)
        work.act(enterprise.answer_profile, "uses_gas", True)
        work.act(enterprise.describe, "phone", "")
        work.act(enterprise.change_person, person, name="李雷", title="", phone="")

        assert work.lines() == before


def test_looking_at_a_field_does_not_withdraw_an_approval(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        work.act(duties.answer, work.walk, "d01.issued", "conforms", now=NOW)
        work.stand_at(RoundStatus.APPROVED)
        work.act(duties.answer, work.walk, "d01.issued", "conforms", now=NOW)
        work.act(duties.write, work.walk, "d01.issued", "note", "", now=NOW)
        work.act(enterprise.describe, "phone", "")

        assert work.status() is RoundStatus.APPROVED


def test_a_refused_action_leaves_neither_change_nor_line(tmp_path: Path) -> None:
    def half_done(session: Session) -> None:
        rounds.editable(session, 1).period = "2027-01"
        session.flush()
        raise NotReady([])

    with a_workspace(tmp_path) as work:
        before = work.lines()
        with pytest.raises(NotReady):
            work.act(half_done)

        assert work.lines() == before
        kept = work.read(rounds.current)
        assert kept is not None
        assert kept.period == "2026-11"
        assert work.read(history.check) is None


def test_lines_are_chained_by_the_hash_of_their_bytes(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        kept = work.read(history.lines)
        head = work.read(history.head)

    previous = history.START
    for line in kept:
        told = json.loads(line)
        assert told["previous"] == previous
        again = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert again == line
        previous = hashlib.sha256(line.encode()).hexdigest()
    assert head == history.Head(len(kept), previous)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET line = '{}' WHERE seq = 1",
        "DELETE FROM history WHERE seq = 1",
        "DELETE FROM history",
    ],
)
def test_the_database_itself_refuses_to_rewrite_the_log(tmp_path: Path, statement: str) -> None:
    a_workspace(tmp_path).store.close()
    with (
        closing(sqlite3.connect(tmp_path / DATABASE)) as tool,
        pytest.raises(sqlite3.IntegrityError, match="never changed"),
    ):
        tool.execute(statement)


@pytest.mark.parametrize(
    ("script", "table", "named"),
    [
        ("UPDATE answers SET value = 'does_not_conform'", "answers", "value"),
        ("UPDATE answers SET deadline = 'never'", "answers", "deadline"),
        ("UPDATE register_rows SET cells = '{\"name\":\"别处\"}'", "register_rows", "cells"),
        ("UPDATE register_rows SET cells = 'broken'", "register_rows", "cells"),
        ("UPDATE register_rows SET struck = 1", "register_rows", "struck"),
        ("UPDATE duty_marks SET owner = '别人'", "duty_marks", "owner"),
        ("UPDATE evidence SET occurred_on = '2020-01-01'", "evidence", "occurred_on"),
        ("UPDATE evidence SET source = 'nothing'", "evidence", "source"),
        ("UPDATE evidence_uses SET item_key = 'd02.trained'", "evidence_uses", "item_key"),
        ("UPDATE enterprise SET profile = '{\"uses_gas\":true}'", "enterprise", "profile"),
        ("UPDATE people SET left = 1 WHERE id = 2", "people", "left"),
        ("UPDATE rounds SET status = 'signed'", "rounds", "status"),
        ("DELETE FROM answers", "answers", "被删除"),
        ("DELETE FROM evidence_uses", "evidence_uses", "被删除"),
        ("DROP TABLE duty_marks", "duty_marks", "被删除"),
        (
            "INSERT INTO people VALUES (9, '某人', 'principal', '', '', 0)",
            "people",
            "不是通过本程序",
        ),
        ("CREATE TABLE \"a\"\"b\" (id INTEGER PRIMARY KEY); INSERT INTO \"a\"\"b\" VALUES (1)",
         'a"b', "不是通过本程序"),
    ],
)  # fmt: skip
def test_an_edit_behind_the_programs_back_is_named(
    tmp_path: Path, script: str, table: str, named: str
) -> None:
    a_filled_workspace(tmp_path)
    found = edited(tmp_path, script)

    assert found is not None
    assert table in found.text
    assert named in found.text


@pytest.mark.parametrize(
    ("script", "seq"),
    [
        ("UPDATE history SET line = replace(line, '周建华', '别人') WHERE seq = 3", 3),
        ("UPDATE history SET hash = lower('AB') WHERE seq = 2", 2),
        ("UPDATE history SET line = x'00ff' WHERE seq = 2", 2),
        ("DELETE FROM history WHERE seq = 4", 4),
        ("UPDATE history SET seq = 99 WHERE seq = 1", 1),
    ],
)
def test_a_rewritten_log_is_reported_with_its_first_broken_line(
    tmp_path: Path, script: str, seq: int
) -> None:
    a_filled_workspace(tmp_path)
    found = edited(tmp_path, TRIGGERS + script)

    assert found is not None
    assert found.seq == seq


def test_lines_cut_off_at_the_end_are_noticed_by_the_rows_they_told_of(tmp_path: Path) -> None:
    lines = a_filled_workspace(tmp_path)
    cut = f"DELETE FROM history WHERE seq = {lines}"  # noqa: S608 - the test is the attacker
    found = edited(tmp_path, TRIGGERS + cut)

    assert found is not None
    assert "enterprise" in found.text


def test_a_line_written_anew_with_its_own_hash_breaks_the_next_one(tmp_path: Path) -> None:
    a_filled_workspace(tmp_path)
    with reopened(tmp_path) as work:
        line = work.read(history.lines)[2].replace("周建华", "别人")
    digest = hashlib.sha256(line.encode()).hexdigest()
    quoted = line.replace("'", "''")
    change = f"UPDATE history SET line = '{quoted}', hash = '{digest}' WHERE seq = 3"  # noqa: S608

    found = edited(tmp_path, TRIGGERS + change)
    assert found is not None
    assert found.seq == 4


@pytest.mark.parametrize("line", ["not json", "[1]", '{"seq":1}', '{"seq":1,"previous":"0"}'])
def test_a_line_that_is_no_line_of_ours_is_a_break(line: str) -> None:
    digest = hashlib.sha256(line.encode()).hexdigest()

    found = history.first_break([(1, line, digest)])
    assert found is not None
    assert found.seq == 1


@pytest.mark.parametrize("changes", ["", ',"changes":[1]', ',"changes":[{}]', ',"changes":7'])
def test_a_well_chained_log_of_strange_content_is_a_break(tmp_path: Path, changes: str) -> None:
    a_workspace(tmp_path).store.close()
    line = f'{{"seq":1,"previous":"{history.START}"{changes}}}'
    digest = hashlib.sha256(line.encode()).hexdigest()
    script = f"DELETE FROM history; INSERT INTO history VALUES (1, '{line}', '{digest}')"  # noqa: S608

    assert edited(tmp_path, TRIGGERS + script) is not None


def test_a_damaged_text_is_named_and_does_not_end_the_program(tmp_path: Path) -> None:
    a_filled_workspace(tmp_path)
    found = edited(tmp_path, "UPDATE people SET name = CAST(x'e5bc' AS TEXT) WHERE id = 1")

    assert found is not None
    assert "people 第 1 行的 name" in found.text


def test_a_read_only_copy_refuses_to_act_and_says_why(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        copy = Store.open_copy(tmp_path)
        looking = Workspace(copy, work.walk)
        with pytest.raises(StoreError, match="只读"):
            looking.act(duties.answer, work.walk, "d01.issued", "conforms", now=NOW)
        copy.close()


def test_a_clock_that_went_backwards_is_written_down_and_stops_nothing(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        work.act(duties.answer, work.walk, "d01.issued", "conforms", now=NOW)
        work.now = NOW - timedelta(days=2)
        work.act(duties.answer, work.walk, "d01.told", "yes", now=work.now)

        moments = [json.loads(line) for line in work.read(history.lines)]
        assert moments[-1]["at"] < moments[-2]["at"]
        assert moments[-1]["monotonic"] > moments[-2]["monotonic"]
        assert moments[-1]["boot"] == moments[-2]["boot"]
        assert work.read(history.last_moment) == work.now
        assert work.read(history.check) is None


def test_an_empty_log_has_no_last_moment(tmp_path: Path) -> None:
    store = Store.create(tmp_path, now=NOW)
    with store.transaction() as session:
        assert history.last_moment(session) is None
        assert history.head(session) == history.Head(0, history.START)
        assert history.check(session) is None
    store.close()


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("answer"),
            st.sampled_from(["d01.issued", "s01.known", "d04.alarm"]),
            st.sampled_from(["conforms", "does_not_conform", "not_applicable", ""]),
        ),
        st.tuples(
            st.just("write"),
            st.sampled_from(["note", "reason", "measures", "owner"]),
            st.text(max_size=20),
        ),
        st.tuples(st.just("row"), st.text(max_size=8), st.just("")),
        st.tuples(st.just("cell"), st.integers(1, 3), st.text(max_size=8)),
        st.tuples(st.just("strike"), st.integers(1, 3), st.booleans()),
        st.tuples(st.just("profile"), st.booleans(), st.just("")),
        st.tuples(st.just("photo"), st.integers(0, 2), st.just("d01.entrance")),
        st.tuples(st.just("away"), st.integers(1, 2), st.just("d01.entrance")),
        st.tuples(st.just("person"), st.sampled_from(["李雷", "韩梅梅", " "]), st.just("")),
        st.tuples(st.just("approve"), st.booleans(), st.just("")),
    ),
    max_size=12,
)


def step(work: Workspace, kind: str, first: object, second: object) -> None:
    """One step of a random walk through the actions; refusals are part of it."""
    walk, act = work.walk, work.act
    if kind == "answer":
        act(duties.answer, walk, str(first), str(second), now=work.now)
    elif kind == "write":
        act(duties.write, walk, "d01.issued", str(first), str(second), now=work.now)
    elif kind == "row":
        act(duties.add_row, walk, "d03.spaces", {"name": str(first)}, now=work.now)
    elif kind == "cell":
        act(duties.change_cell, walk, int(str(first)), "name", str(second))
    elif kind == "strike":
        act(duties.strike_row, walk, int(str(first)), struck=bool(second), now=work.now)
    elif kind == "profile":
        act(enterprise.answer_profile, "uses_gas", bool(first))
    elif kind == "photo":
        stored = take_in(work.folder, a_jpeg(shade=int(str(first))), name="照片.jpg")
        act(evidence.add, stored, round_id=1, item_key=str(second), now=work.now)
    elif kind == "away":
        act(evidence.take_away, int(str(first)), round_id=1, item_key=str(second))
    elif kind == "person":
        act(enterprise.add_person, name=str(first), role=Role.STAFF)
    else:
        work.stand_at(RoundStatus.APPROVED if first else RoundStatus.DRAFT)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_whatever_people_do_the_log_tells_exactly_what_is_kept(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, object, object]]
) -> None:
    with a_workspace(tmp_path_factory.mktemp("random")) as work:
        for kind, first, second in steps:
            before = work.lines()
            refused = False
            try:
                step(work, kind, first, second)
            except (NotReady, NoResultFound):
                refused = True
            assert work.lines() in ((before,) if refused else (before, before + 1))
        assert work.read(history.check) is None
        assert not work.store.fault()


def test_a_moment_is_told_with_the_chinese_offset() -> None:
    assert history._plain(NOW) == "2026-11-24T10:32:05+08:00"


def test_a_pc_that_does_not_number_its_starts_still_tells_them_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(*_: object) -> str:
        raise FileNotFoundError

    history._boot.cache_clear()
    monkeypatch.setattr(Path, "read_text", missing)
    first = history._boot()
    monkeypatch.undo()
    history._boot.cache_clear()

    assert "-" in first
    assert first != history.START


def test_what_is_taken_away_is_told_with_all_it_held(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        stored = take_in(work.folder, a_jpeg(), name="照片.jpg")
        piece = work.act(evidence.add, stored, round_id=1, item_key="d01.entrance", now=NOW)
        work.act(evidence.take_away, piece, round_id=1, item_key="d01.entrance")
        (change,) = json.loads(work.read(history.lines)[-1])["changes"]

    assert (change["table"], change["new"]) == ("evidence_uses", None)
    assert change["old"]["item_key"] == "d01.entrance"
