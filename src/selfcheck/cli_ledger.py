"""selfcheck ledger: the ledger of hazards into a file, an older ledger in, an import taken back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from selfcheck import moments
from selfcheck.console import complain, progress, say, say_json
from selfcheck.errors import SelfCheckError

if TYPE_CHECKING:
    from selfcheck.hazards.import_plan import Plan
    from selfcheck.hazards.pages import Office
    from selfcheck.progress import Progress
    from selfcheck.store import Store
    from selfcheck.submission.ledger_import import OpenedFile

T = TypeVar("T")
app = typer.Typer(
    add_completion=False, no_args_is_help=False, help="隐患台账：导出、导入旧台账、撤销导入。"
)
_REFUSED = 1
_NAMED = 10

_Workspace = Annotated[Path, typer.Option(help="企业档案所在文件夹")]
_By = Annotated[str, typer.Option(help="以谁的名义，默认安全管理人员")]
_Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")]


class Chosen(StrEnum):
    """Which hazards are exported, as the ledger's tabs name them."""

    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    MAJOR = "major"
    STOPPED = "stopped"
    ALL = "all"


@dataclass(frozen=True)
class _Archive:
    """The one door to what is kept, in somebody's name."""

    store: "Store"
    office: "Office"
    by: str

    def read(self, query: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        with self.store.transaction() as session:
            return query(session, *args, **kwargs)

    def act(self, action: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        from selfcheck import history

        by = history.By(self.by, moments.now())
        return history.act(self.store, by, action, *args, **kwargs)


@contextmanager
def _opened(workspace: Path, by: str = "", *, to_look: bool = False) -> Iterator[_Archive]:
    """An archive; `to_look`: one that another program has open is looked at as of now."""
    from selfcheck.enterprise import queries
    from selfcheck.enterprise.actor import at_work
    from selfcheck.errors import WorkspaceInUse
    from selfcheck.store import Store
    from selfcheck.submission import walks

    try:
        store = Store.open(workspace)
    except WorkspaceInUse:
        if not to_look:
            raise
        store = Store.open_copy(workspace)
    try:
        with store.transaction() as session:
            office = walks.office(session, workspace, moments.now().date())
            actor = by or at_work(queries.people(session))
        yield _Archive(store, office, actor)
    finally:
        store.close()


@app.command("export", help="把台账写成 .xlsx 表格，或 .pdf 打印件。")
def export_ledger(
    workspace: _Workspace,
    file: Annotated[Path, typer.Argument(help="写到哪个文件：以 .xlsx 或 .pdf 结尾")],
    chosen: Annotated[
        Chosen,
        typer.Option(
            "--filter",
            help="open 未闭环、due 本周到期、overdue 已超期、major 重大、stopped 停用中、all 全部",
        ),
    ] = Chosen.ALL,
    force: Annotated[bool, typer.Option("--force", help="文件已经有了就覆盖")] = False,
    as_json: _Json = False,
) -> None:
    """Write the ledger into a file; one that is there is left alone unless it may be replaced."""
    from selfcheck.hazards.pages import View
    from selfcheck.submission import ledger_files

    with _opened(workspace, to_look=True) as archive:
        view = View(filter=chosen.value, sort="number")
        work = archive.read(ledger_files.export, archive.office, view, file, force=force)
    with progress() as shown:
        count = work(shown)
    if as_json:
        say_json({"path": str(file), "hazards": count})
    else:
        say(f"已写入 {count} 条隐患：{file}")


@app.command("import", help="导入旧台账（.xlsx、.xls、.csv）：能用的行都导入，其余逐行列出。")
def import_ledger(
    workspace: _Workspace,
    file: Annotated[Path, typer.Argument(help="旧台账文件")],
    *,
    sheet: Annotated[str, typer.Option(help="工作表的名称，默认最像台账的一张")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只预检，不导入")] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="在本程序里办理过的隐患，也按表里的内容改")
    ] = False,
    by: _By = "",
    as_json: _Json = False,
) -> None:
    """Take the good rows of an older ledger over and list the others."""
    from selfcheck.submission import ledger_import

    with progress() as shown, _opened(workspace, by, to_look=dry_run) as archive:
        opened = ledger_import.open_file(file, shown)
        at = opened.sheet_named(sheet) if sheet else opened.likely
        grid = opened.book.sheets[at]
        layout = ledger_import.layout_of(grid)
        if "description" not in layout.columns:
            raise SelfCheckError(
                f"“{grid.name}”的表头里认不出“隐患内容”这一列。把列名改成“隐患内容”，"
                "或在窗口的“导入旧台账”里指定各列。"
            )
        today = archive.office.today
        rows = ledger_import.read_rows(grid, layout, today, shown)
        plan = archive.read(ledger_import.planned, rows, today)
        if not dry_run and (plan.new or plan.changed):
            _take_over(archive, opened, grid.name, plan, shown, overwrite=overwrite)
    if as_json:
        say_json(_as_json(plan, overwrite=overwrite))
    else:
        _tell(plan, dry_run=dry_run, overwrite=overwrite)
    if plan.refused:
        raise typer.Exit(_REFUSED)


def _take_over(
    archive: _Archive,
    opened: "OpenedFile",
    sheet: str,
    plan: "Plan",
    shown: "Progress",
    *,
    overwrite: bool,
) -> None:
    """Import all of it, or nothing: whatever ends it half-way, what was taken over is taken back."""
    from selfcheck.submission import ledger_import

    batch_id = 0
    ticked = None if overwrite else ()
    if not plan.new and not plan.chosen(ticked):
        return
    try:
        for step in ledger_import.taking_over(
            archive, opened, sheet, plan, ticked=ticked, by=archive.by, now=moments.now
        ):
            batch_id = step.batch_id
            shown.step(step.done, step.total, "正在导入")
    except BaseException:
        if batch_id:
            with suppress(SelfCheckError):  # the next command offers to take it back
                for _ in ledger_import.taking_back(archive, batch_id):
                    pass
        raise


def _as_json(plan: "Plan", *, overwrite: bool) -> dict[str, Any]:
    changed = plan.chosen(None if overwrite else ())
    return {
        "rows_read": plan.rows_read,
        "rows_new": len(plan.new),
        "rows_changed": len(changed),
        "rows_same": plan.same,
        "rows_refused": plan.refused,
        "conflicts": [
            {"row": one.row, "number": one.number, "text": one.conflict}
            for one in plan.conflicts
            if one not in changed
        ],
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "text": problem.text,
                "refused": problem.fatal,
            }
            for problem in plan.problems
        ],
    }


def _tell(plan: "Plan", *, dry_run: bool, overwrite: bool) -> None:
    changed = plan.chosen(None if overwrite else ())
    done = "预检（没有导入）" if dry_run else "导入"
    say(
        f"{done}：读到 {plan.rows_read} 条，新增 {len(plan.new)} 条，更新 {len(changed)} 条，"
        f"没有变化 {plan.same} 条，不能导入 {plan.refused} 条。"
    )
    for problem in plan.problems:
        mark = "不能导入" if problem.fatal else "提示"
        complain(f"[{mark}] 第 {problem.row} 行 {problem.column}：{problem.text}")
    left = [one for one in plan.conflicts if one not in changed]
    for one in left[:_NAMED]:
        complain(f"[没有改] 第 {one.row} 行 {one.number}：{one.conflict}")
    if len(left) > _NAMED:
        complain(f"[没有改] 共 {len(left)} 条在本程序里办理过。")
    if any(not one.locked for one in left):
        complain("要按表里的内容改这些隐患，加 --overwrite 再导入。")


@app.command("undo-import", help="撤销最近一次导入：新增的删除，改过的还原。")
def undo_import(
    workspace: _Workspace,
    keep: Annotated[
        bool, typer.Option("--keep", help="导入后办理过的隐患保留，撤销其余的")
    ] = False,
    by: _By = "",
    as_json: _Json = False,
) -> None:
    """Take the last import back, whole, or all of it but what was worked on since."""
    from selfcheck.hazards import import_batches
    from selfcheck.submission import ledger_import

    with progress() as shown, _opened(workspace, by) as archive:
        batches = archive.read(import_batches.batches)
        if not batches:
            raise SelfCheckError("没有可以撤销的导入。")
        last, total = batches[0], 0
        for step in ledger_import.taking_back(archive, last.batch_id, keep=keep):
            shown.step(step.done, step.total, "正在撤销")
            total = step.total
    if as_json:
        say_json({"file": last.file, "at": last.at, "hazards": total})
    else:
        say(f"已撤销 {last.at[:16].replace('T', ' ')} 对“{last.file}”的导入：{total} 条。")
