"""Kill the program while it writes, many times: is anything lost that was acknowledged?

.venv/bin/python -m build_scripts.benchmarks.kill [--times 300]

A child process does what a person does, and says after each action over a pipe that it is kept. It is
killed at a random moment; then the workspace is opened again and everything that was acknowledged is
looked for, SQLite checks its file, and the change log is replayed against every row.
"""

import argparse
import json
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from sqlmodel import Session, col, select

from build_scripts.console import never_choke
from selfcheck import history
from selfcheck.duties import actions
from selfcheck.duties.pages import Walk
from selfcheck.duties.records import Answer, RegisterRow
from selfcheck.enterprise import actions as enterprise
from selfcheck.forms.pack import Pack
from selfcheck.history import By
from selfcheck.moments import now
from selfcheck.store import Store

ASKED = ("d01.first", "d01.second", "d01.third", "d01.fourth")
_REGISTER = "d01.places"


def _item(key: str, answer: str, **more: object) -> dict[str, object]:
    fields = {"key": key, "text": key, "short": "条目", "answer": answer}
    return fields | {"legal_basis": "令", "clause": "一"} | more


def _pack() -> Pack:
    """Four questions for a text and one register: enough to write into."""
    column = {"key": "name", "title": "名称", "kind": "text"}
    register = {"title": "台账", "noun": "处", "add_text": "新增", "code_prefix": "TZ"}
    duty = {
        "key": "d01",
        "number": 1,
        "group": "base",
        "title": "填写",
        "short_title": "填写",
        "summary": "填写",
        "source": "方案",
        "legal_basis": ["令"],
        "items": [
            *(_item(key, "text") for key in ASKED),
            _item(_REGISTER, "register", register=register | {"columns": [column]}),
        ],
    }
    return Pack.model_validate(
        {
            "format": 1,
            "id": "kill",
            "version": "1",
            "title": "包",
            "short_title": "包",
            "notice": "仅供测量",
            "source": "方案",
            "groups": [{"key": "base", "title": "组"}],
            "profile_questions": [],
            "reporting": {"receiver": "局", "day_of_month": 25, "hour": 17},
            "declaration": {"text": "属实", "legal_basis": "令"},
            "duties": [duty],
        }
    )


def walk_of(folder: Path) -> Walk:
    return Walk(_pack(), 1, {}, now().date(), folder)


def found(folder: Path) -> None:
    """A new workspace with its first round."""
    store = Store.create(folder)
    by = By("王芳", now())
    history.act(store, by, enterprise.open_round, pack=_pack(), period="2026-11", now=now())
    store.close()


def _work(folder: Path, start: int, told: Connection) -> None:
    """Act without end, and tell each action once it is kept: (what, where, value)."""
    store, walk, number = Store.open(folder), walk_of(folder), start
    told.send(("open", "", ""))
    while True:
        number += 1
        by, value = By("王芳", now()), f"{number} " + "字" * (number % 700)
        if number % 5:
            key = ASKED[number % 4]
            history.act(store, by, actions.answer, walk, key, value, now=by.now)
            told.send(("answer", key, value))
        else:
            cells = {"name": f"第 {number} 处"}
            history.act(store, by, actions.add_row, walk, _REGISTER, cells, now=by.now)
            told.send(("row", _REGISTER, cells["name"]))


@dataclass
class Figures:
    """What came of it; everything but the first three has to be empty."""

    kills: int = 0
    acknowledged: int = 0
    acts_per_life: list[int] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Nothing lost, nothing broken, nothing damaged."""
        return not (self.missing or self.broken or self.damaged)


def _one_life(folder: Path, start: int, acts: int, pause: float) -> list[tuple[str, str, str]]:
    """Let a child work, kill it `pause` seconds after `acts` actions; returns what it acknowledged.

    Counting actions, not time, makes a life as long on a busy machine as on an idle one.
    """
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.Process(target=_work, args=(folder, start, theirs), daemon=True)
    child.start()
    theirs.close()
    acknowledged: list[tuple[str, str, str]] = []
    try:
        ours.recv()  # opened: the workspace of the one that was killed before
        while len(acknowledged) < acts:
            acknowledged.append(ours.recv())
        time.sleep(pause)
        child.kill()
        child.join()
        while ours.poll():  # what was still on its way when it died had been kept, too
            acknowledged.append(ours.recv())
    except EOFError:
        pass  # the pipe of a dead child ends
    finally:
        child.kill()
        child.join()
        ours.close()
    return acknowledged


def _rows(session: Session) -> set[str]:
    kept = session.exec(select(RegisterRow).order_by(col(RegisterRow.id)))
    return {row.cells["name"] for row in kept}


def look_for(
    figures: Figures, folder: Path, life: int, answers: dict[str, str], rows: set[str]
) -> None:
    """Open the workspace as the next start does, and look for everything acknowledged."""
    store = Store.open(folder)
    try:
        if fault := store.fault():
            figures.damaged.append(f"life {life}: {fault}")
        with store.transaction() as session:
            kept = {row.item_key: row.value for row in session.exec(select(Answer))}
            for key, value in answers.items():
                # one act may have been kept after the last word we heard
                if int(kept.get(key, "0").split()[0]) < int(value.split()[0]):
                    figures.missing.append(f"life {life}: {key} {value[:12]}")
            figures.missing += [
                f"life {life}: {name}" for name in sorted(rows - _rows(session))
            ]
            if broken := history.check(session):
                figures.broken.append(f"life {life}: {broken.text}")
    finally:
        store.close()


def kill_many(folder: Path, times: int, seed: int) -> Figures:
    """Kill a child `times` times in one workspace that goes on growing."""
    dice, figures = random.Random(seed), Figures()  # noqa: S311 - moments, no secrets
    found(folder)
    answers: dict[str, str] = {}
    rows: set[str] = set()
    number = 0
    for life in range(1, times + 1):
        # every tenth lives long enough for SQLite to carry its journal over into the file
        acts = dice.randint(0, 25 if life % 10 else 250)
        acknowledged = _one_life(folder, number, acts, dice.uniform(0.0, 0.025))
        for kind, key, value in acknowledged:
            if kind == "row":
                rows.add(value)
            else:
                answers[key] = value
        number += len(acknowledged) + 1
        figures.kills += 1
        figures.acknowledged += len(acknowledged)
        figures.acts_per_life.append(len(acknowledged))
        look_for(figures, folder, life, answers, rows)
        if life % 50 == 0:
            print(f"{life} kills, {figures.acknowledged} acknowledged", file=sys.stderr)
    return figures


def main() -> int:
    """Kill, look, and print one line of JSON; 0 when nothing was lost."""
    never_choke()
    parser = argparse.ArgumentParser(description="Kill the program while it writes.")
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    asked = parser.parse_args()
    if "fork" in multiprocessing.get_all_start_methods():
        multiprocessing.set_start_method("fork")  # a child that has imported everything already
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="selfcheck-kill-") as folder:
        figures = kill_many(Path(folder) / "档案 & 一", asked.times, asked.seed)
    told = {
        "seed": asked.seed,
        "kills": figures.kills,
        "acknowledged": figures.acknowledged,
        "acts_per_life_median": statistics.median(figures.acts_per_life),
        "longest_life_in_acts": max(figures.acts_per_life),
        "missing": figures.missing,
        "broken": figures.broken,
        "damaged": figures.damaged,
        "seconds": round(time.monotonic() - began),
    }
    print(json.dumps(told, ensure_ascii=False))
    return 0 if figures.whole else 1


if __name__ == "__main__":
    sys.exit(main())
