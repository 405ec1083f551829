"""How fast the ledger of hazards is listed, printed and exported at 1,000, 10,000 and 100,000 rows.

    python -m build_scripts.benchmarks.ledger [rows ...] [--judge]

Each step runs in a process of its own on a workspace whose rows were put into the database directly: their
lines in the change log are left out, so that a ledger of years is made in seconds. LibreOffice opens the
same workbook for comparison where it is installed. With --judge the exit code is 1 when a figure is beyond
what is promised.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel

from build_scripts.benchmarks.evidence_memory import peak_memory
from build_scripts.benchmarks.kill import found
from build_scripts.console import never_choke
from selfcheck.hazards import queries
from selfcheck.hazards.pages import Office, View
from selfcheck.hazards.records import (
    Hazard,
    HazardEvent,
    HazardGrade,
    HazardReport,
    HazardState,
    ReportTo,
    Stop,
    StopScope,
)
from selfcheck.progress import Progress
from selfcheck.store import Store

TODAY = date(2026, 11, 24)
SIZES = (1_000, 10_000, 100_000)
PAGES = 200  # pages that are scrolled to
_BATCH = 5_000
_RUNS, _SMALL = 3, 10_000  # the best of so many processes, up to this size
_LONGEST_OFFICE = 900  # seconds that LibreOffice is waited for
MOST = {  # what is promised, by size and step
    (100_000, "open the list"): 100.0,  # ms
    (10_000, "PDF, setting"): 1.0,  # s, the fonts included
    (10_000, "PDF, memory"): 120.0,  # MB
}
_WRONG = ("安全出口堵塞，净宽不足 1.4 m", "光电保护装置偶发失效", "配电柜门内堆放棉纱和油桶",
          "气瓶未设防倾倒链", "钢丝绳端部压板螺栓松动", "炉坑积水约 4 厘米，仍在熔炼")  # fmt: skip
_PLACES = ("熔炼车间", "冲压车间", "装配车间", "涂装车间", "机加车间", "成品库", "变配电室")
_OWNERS = ("李强", "赵明辉", "何永胜", "林晓燕", "王芳")
_STATES = (  # of a hundred hazards
    *(HazardState.CLOSED,) * 68,
    *(HazardState.VOID, HazardState.MERGED, HazardState.ACCEPTED, HazardState.RETURNED),
    *(HazardState.REGISTERED,) * 5,
    *(HazardState.GRADED,) * 5,
    *(HazardState.PLANNED,) * 4,
    *(HazardState.RECTIFYING,) * 10,
    *(HazardState.AWAITING,) * 4,
)


# ---- rows


def _hazard(number: int, source: random.Random) -> dict[str, Any]:
    """One hazard as it might stand in a ledger of three years."""
    day = TODAY - timedelta(days=source.randrange(1000))
    state = _STATES[source.randrange(len(_STATES))]
    major = source.random() < 0.03
    closed = state is HazardState.CLOSED
    return {
        "number": f"YH-{day.year}-{number:03d}",
        "state": state,
        "grade": HazardGrade.MAJOR if major else HazardGrade.GENERAL,
        "description": f"{number} 号部位{source.choice(_WRONG)}",
        "location": source.choice(_PLACES),
        "part": f"{number % 40} 号机",
        "source": source.choice(("self", "team", "workshop", "worker")),
        "found_by": source.choice(_OWNERS),
        "found_on": day,
        "recorded_at": f"{day}T09:00:00+08:00",
        "basis": "工贸企业重大事故隐患判定标准 第七条（三）" if major else "",
        "measures": f"更换第 {number} 号件并复查，落实专人每班检查一次",
        "owner": source.choice(_OWNERS),
        "department": "设备部",
        "budget_fen": source.randrange(5_000_00),
        "deadline": day + timedelta(days=source.randrange(5, 40)),
        "rectified_on": day + timedelta(days=4) if closed else None,
        "result": "已更换，试运行正常" if closed else "",
        "acceptor": source.choice(_OWNERS) if closed else "",
        "accepted_on": day + timedelta(days=5) if closed else None,
        "closed_at": f"{day + timedelta(days=5)}T16:00:00+08:00" if closed else "",
        "changed_at": f"{day}T16:00:00+08:00",
    }


def _beside(
    hazard_id: int, row: dict[str, Any]
) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
    """What else is kept of it: its history, and what a major one asks for."""
    told = {"hazard_id": hazard_id, "by": row["found_by"], "at": row["recorded_at"]}
    blank = {"words": "", "edits": [], "evidence": []}
    for kind, before, after in (("begin", "", ""), ("register", "draft", "registered")):
        yield (
            HazardEvent,
            {**told, **blank, "kind": kind, "state_from": before, "state_to": after},
        )
    if row["grade"] is not HazardGrade.MAJOR:
        return
    over = row["state"] is HazardState.CLOSED
    yield Stop, {
        "hazard_id": hazard_id, "scope": StopScope.EQUIPMENT, "what": row["part"],
        "stopped_at": f"{row['found_on']} 09:40", "decided_by": "张三", "interim": "断电、挂牌",
        "reason": "", "resumed_at": f"{row['accepted_on']} 16:00" if over else "",
        "resumed_by": "张三" if over else "", "resumed_note": "",
    }  # fmt: skip
    for to in ReportTo:
        yield HazardReport, {
            "hazard_id": hazard_id, "told": to, "receiver": "区应急管理局", "note": "",
            "reported_on": row["found_on"], "way": "书面送达", "recorded_at": row["recorded_at"],
        }  # fmt: skip


def fill(workspace: Path, count: int) -> None:
    """Found a workspace and put so many hazards into it, the same ones every time."""
    found(workspace)
    store = Store.open(workspace)
    source = random.Random(20261124)  # noqa: S311 - a ledger, not a secret
    for start in range(0, count, _BATCH):
        rows = [_hazard(start + n + 1, source) for n in range(min(_BATCH, count - start))]
        with store.transaction() as session:
            _insert(session, Hazard, [Hazard(**row).model_dump() for row in rows], start)
            others: dict[type[SQLModel], list[dict[str, Any]]] = {}
            for number, row in enumerate(rows, start + 1):
                for kind, values in _beside(number, row):
                    others.setdefault(kind, []).append(values)
            for kind, values_of in others.items():
                _insert(session, kind, values_of)
    store.close()


def _insert(
    session: Session, kind: type[SQLModel], rows: list[dict[str, Any]], first: int | None = None
) -> None:
    if first is not None:
        for number, row in enumerate(rows, first + 1):
            row["id"] = number
    session.connection().execute(kind.__table__.insert(), rows)  # type: ignore[attr-defined]  # SQLModel does not tell of it


# ---- steps, each in a process of its own


def _best(act: Callable[[], object], runs: int) -> float:
    """The shortest of some runs, in milliseconds."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return min(taken)


def measure_list(store: Store, office: Office, folder: Path) -> dict[str, float]:
    """The list as the window shows it: ids at once, rows in pages."""
    del folder
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QCoreApplication, QObject

    from selfcheck.ui.ledger.model import PAGE, LedgerModel

    def read(query: Callable[..., Any], *args: Any) -> Any:
        with store.transaction() as session:
            return query(session, office, *args)

    def opened(view: View) -> None:
        ids = read(queries.ids, view)
        read(queries.rows, ids[:PAGE])

    views = {
        "open the list": View(),
        "open the list, all": View(filter="all"),
        "filter: overdue": View(filter="overdue"),
        "filter: stopped": View(filter="stopped"),
        "search": View(filter="all", search="熔炼 积水"),
        "sort by description": View(filter="all", sort="description", descending=True),
        "sort by owner": View(filter="all", sort="owner"),
    }
    figures = {
        name: _best(lambda view=view: opened(view), 5)  # type: ignore[misc]  # mypy takes no lambda with a default
        for name, view in views.items()
    }
    figures["figures of the tabs"] = _best(lambda: read(queries.counts), 5)
    application = QCoreApplication([])
    owner = QObject()
    model = LedgerModel(lambda ids: read(queries.rows, ids), owner)
    model.show_ids(read(queries.ids, View(filter="all")))
    source = random.Random(7)  # noqa: S311 - somebody scrolling
    taken = []
    for _ in range(PAGES):
        row = source.randrange(model.rowCount())
        began = time.perf_counter()
        model.data(model.index(row))
        taken.append((time.perf_counter() - began) * 1000)
    figures[f"scroll: {PAGES} pages, median"] = statistics.median(taken)
    figures[f"scroll: {PAGES} pages, slowest"] = max(taken)
    del application
    return figures


def measure_pdf(store: Store, office: Office, folder: Path) -> dict[str, float]:
    """The printed ledger."""
    from selfcheck.reports.ledger import ledger_pdf
    from selfcheck.submission import ledger_papers

    began = time.perf_counter()
    with store.transaction() as session:
        ids = queries.ids(session, office, View(filter="all", sort="number"))
        paper = ledger_papers.ledger_paper(session, office, ids, "")
    read = time.perf_counter()
    pdf = ledger_pdf(paper, Progress())
    done = time.perf_counter()
    (folder / "ledger.pdf").write_bytes(pdf)
    return {
        "PDF, reading": read - began,
        "PDF, setting": done - read,
        "PDF, all": done - began,
        "PDF, memory": peak_memory(),
        "PDF, size": len(pdf) / 1e6,
    }


def measure_xlsx(store: Store, office: Office, folder: Path) -> dict[str, float]:
    """The workbook."""
    from selfcheck.reports.ledger_sheet import ledger_xlsx
    from selfcheck.submission import ledger_papers

    began = time.perf_counter()
    with store.transaction() as session:
        ids = queries.ids(session, office, View(filter="all", sort="number"))
        rows = ledger_papers.ledger_sheet(session, office, ids)
    read = time.perf_counter()
    book = ledger_xlsx(rows, Progress())
    done = time.perf_counter()
    (folder / "ledger.xlsx").write_bytes(book)
    return {
        "XLSX, reading": read - began,
        "XLSX, writing": done - read,
        "XLSX, all": done - began,
        "XLSX, memory": peak_memory(),
        "XLSX, size": len(book) / 1e6,
    }


STEPS = {"list": measure_list, "pdf": measure_pdf, "xlsx": measure_xlsx}


def run_step(name: str, folder: Path) -> None:
    """Measure one step and print its figures for the process that asked."""
    workspace = folder / "档案"
    store = Store.open(workspace)
    office = Office(folder=workspace, today=TODAY, principals=("张三",))
    figures = STEPS[name](store, office, folder)
    store.close()
    print(json.dumps(figures))


# ---- all of it


def _again(*arguments: str) -> str:
    """Run one step of this script; this process stays small, since a child starts at its size."""
    module = "build_scripts.benchmarks.ledger"
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout


def office_seconds(workbook: Path) -> float | None:
    """How long LibreOffice takes to open the workbook and save it as CSV; None without LibreOffice.

    The time of its own start is in it, as it is for somebody who opens the file.
    """
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program, f"-env:UserInstallation=file://{profile}", "--headless",
            "--convert-to", "csv", "--outdir", profile, str(workbook),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST_OFFICE)
        began = time.perf_counter()  # the first run makes a profile of its own
        subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST_OFFICE)
        return time.perf_counter() - began


def measure(folder: Path, count: int) -> dict[str, float]:
    """Every figure of one size: milliseconds for the list, seconds and megabytes for the files."""
    _again("--fill", str(count), "--folder", str(folder))
    figures: dict[str, float] = {}
    for step in STEPS:
        runs = [
            json.loads(_again("--step", step, "--folder", str(folder)))
            for _ in range(_RUNS if count <= _SMALL else 1)
        ]
        figures |= {name: min(run[name] for run in runs) for name in runs[0]}
    opened = office_seconds(folder / "ledger.xlsx")
    if opened is not None:
        figures["LibreOffice opens the XLSX"] = opened
    return figures


def _unit(name: str) -> str:
    if name.endswith(("memory", "size")):
        return "MB"
    return "s" if name.startswith(("PDF", "XLSX", "LibreOffice")) else "ms"


def main() -> int:
    """Measure every size, print a table, and judge."""
    never_choke()
    parser = argparse.ArgumentParser(description="Times of the ledger of hazards.")
    parser.add_argument("rows", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--judge", action="store_true", help="exit 1 beyond what is promised")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.fill:
        fill(asked.folder / "档案", asked.fill)
        return 0
    if asked.step:
        run_step(asked.step, asked.folder)
        return 0
    beyond = []
    for count in asked.rows:
        with tempfile.TemporaryDirectory(prefix="selfcheck-ledger-") as name:
            figures = measure(Path(name), count)
        print(f"{count:,} hazards")
        for step, value in figures.items():
            most = MOST.get((count, step))
            told = "" if most is None else f"   (at most {most:g})"
            print(f"{step:>32}  {value:10,.2f} {_unit(step)}{told}")
            if most is not None and value > most:
                beyond.append(f"{count:,} hazards, {step}: {value:.2f}")
        if "LibreOffice opens the XLSX" not in figures:
            print(f"{'LibreOffice':>32}  is not installed here: not measured")
    for line in beyond:
        print(f"beyond what is promised: {line}")
    return int(bool(beyond) and asked.judge)


if __name__ == "__main__":
    sys.exit(main())
