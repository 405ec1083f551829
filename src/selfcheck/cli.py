"""The command line, for clerks, scripts and tests: the same actions as the window, no Qt."""

import logging
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from selfcheck import cli_ledger, moments, usage
from selfcheck.console import complain, progress, say, say_json
from selfcheck.errors import Cancelled, NotReady, PackError, SelfCheckError

if TYPE_CHECKING:
    from selfcheck.submission.verdict import Verdict

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="企业主要负责人自查：填写、签署、导出，任何人都能核验。不带命令时打开窗口。",
)
forms_app = typer.Typer(add_completion=False, help="规则包：检查条目就是数据。")
app.add_typer(forms_app, name="forms")
app.add_typer(cli_ledger.app, name="ledger")

_REFUSED, _NO_PACKAGE, _INTERRUPTED = 1, 2, 130
_STOPPED = "已停止，没有留下写了一半的文件。"


def _version(wanted: bool) -> None:
    if not wanted:
        return
    from selfcheck.forms.criteria import load_criteria
    from selfcheck.paths import bundled
    from selfcheck.submission import walks
    from selfcheck.version import VERSION

    pack = walks.shipped_pack()
    criteria = load_criteria(bundled("forms", "criteria"))
    say(f"selfcheck {VERSION}")
    say(f"规则包 {pack.id} {pack.version}（指纹 {pack.fingerprint[:16]}）")
    say(f"判定标准 {len(criteria)} 份，{sum(len(one.items) for one in criteria)} 条")
    raise typer.Exit


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    workspace: Annotated[Path | None, typer.Option(help="打开这个文件夹里的档案")] = None,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="程序、规则包和判定标准的版本"
        ),
    ] = False,
) -> None:
    """Without a command: the window is opened by __main__, which never comes here."""
    if context.invoked_subcommand is None:
        complain("窗口用“selfcheck”或“python -m selfcheck”打开；其他命令见 selfcheck --help。")
        if workspace is not None:
            complain(f"要打开的档案：{workspace}")
        raise typer.Exit(_REFUSED)


@app.command(help="在新文件夹里生成示例：填好一期自查，两人签名，导出并核验。")
def demo(
    folder: Annotated[Path, typer.Argument(help="放示例的新文件夹")],
    photos: Annotated[int, typer.Option(min=0, max=5000, help="另加多少张照片")] = 0,
    screens: Annotated[bool, typer.Option("--screens", help="同时生成每个画面的图片")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Build the sample enterprise, complete a round, sign, export and verify it."""
    from selfcheck import demonstration

    with progress() as shown:
        made = demonstration.run(folder, photos=photos, progress=shown)
        if screens:
            demonstration.draw_screens(folder)
    if as_json:
        say_json(made.as_json())
        return
    say(f"报送包   {made.package}")
    say(f"核验     {made.verdict_words}：{made.files} 个文件，{made.size_words}")
    say(f"档案     {made.workspace}")
    say(f"证书     {made.certificates['principal']}")
    say(f"         {made.certificates['safety_manager']}")
    if screens:
        say(f"画面     {folder / 'screens'}")


def _verdict_json(verdict: "Verdict") -> dict[str, Any]:
    return {
        "path": str(verdict.path),
        "accepted": verdict.accepted,
        "intact": verdict.intact,
        "signers": {role: signer.name for role, signer in verdict.signers.items()},
        "findings": [
            {"code": f.code.value, "where": f.where, "text": f.text} for f in verdict.findings
        ],
    }


@app.command(help="严格核验报送包；不解压，不改动任何文件。")
def verify(
    packages: Annotated[list[Path], typer.Argument(help="报送包（.zip），可以多个")],
    signer: Annotated[
        list[Path] | None, typer.Option(help="登记过的签名人证书（.cer 或 .pem），可以多个")
    ] = None,
    register: Annotated[Path | None, typer.Option(help="登记册（JSON）")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Check packages strictly; nothing is unpacked or changed."""
    from selfcheck.submission import package
    from selfcheck.submission import register as registers

    listed = registers.load(register).signers if register is not None else ()
    listed += registers.from_certificates(signer or []).signers
    known = registers.Register(listed) if listed else None
    with progress() as shown:
        verdicts = package.verify_many(packages, known, shown)
    if as_json:
        say_json({"packages": [_verdict_json(v) for v in verdicts]})
    else:
        for verdict in verdicts:
            _tell(verdict)
    if not all(verdict.is_package for verdict in verdicts):
        raise typer.Exit(_NO_PACKAGE)
    if not all(verdict.accepted for verdict in verdicts):
        raise typer.Exit(_REFUSED)


def _tell(verdict: "Verdict") -> None:
    from selfcheck.submission.layout import ROLE_TITLES

    say(f"{verdict.path}：{verdict.word}")
    for role, one in verdict.signers.items():
        say(f"  {ROLE_TITLES[role]} {one.name}  指纹 {one.groups}")
        say(f"  {one.registered}")
    for finding in verdict.findings:
        place = f"{finding.where}：" if finding.where else ""
        say(f"  [{finding.code.value}] {place}{finding.text}")


def _passphrase(role_words: str, files: list[Path], place: int) -> str:
    if files:
        chosen = files[min(place, len(files) - 1)]
        try:
            return chosen.read_text("utf-8-sig").splitlines()[0]
        except (OSError, ValueError, IndexError) as error:
            raise SelfCheckError(
                f"口令文件“{chosen}”读不出来。第一行写口令，用 UTF-8 保存。"
            ) from error
    if not sys.stdin.isatty():
        raise SelfCheckError(
            "没有给出口令。用 --passphrase-file 指定口令文件，或在终端里输入。"
        )
    return str(typer.prompt(f"{role_words}密钥口令", hide_input=True, err=True))


@app.command(help="签署并导出本期；有缺项时全部列出，不导出。")
def export(
    workspace: Annotated[Path, typer.Option(help="企业档案所在文件夹")],
    out: Annotated[Path, typer.Option(help="报送包写到哪个文件夹")],
    principal: Annotated[Path | None, typer.Option(help="主要负责人的密钥文件")] = None,
    safety_manager: Annotated[Path | None, typer.Option(help="安全管理人员的密钥文件")] = None,
    passphrase_file: Annotated[
        list[Path] | None,
        typer.Option(help="口令文件：给一个两人共用，给两个依次为主要负责人、安全管理人员"),
    ] = None,
) -> None:
    """Sign and export the current round; refuse with every problem listed."""
    from selfcheck.submission import handover

    given = passphrase_file or []

    def passphrases() -> tuple[str, str]:
        return (
            _passphrase("主要负责人", given, 0),
            _passphrase("安全管理人员", given, 1),
        )

    with progress() as shown:
        written = handover.export_round(
            workspace,
            out,
            principal=principal,
            safety_manager=safety_manager,
            passphrases=passphrases,
            progress=shown,
            now=moments.now,
        )
    say(f"已写入并复核 {written.files} 个文件，{written.size_words}：{written.path}")


@forms_app.command("check", help="检查规则包，列出每一处问题和改法。")
def forms_check(
    folder: Annotated[
        Path | None, typer.Argument(help="规则文件夹，默认检查随程序安装的")
    ] = None,
) -> None:
    """Tell every fault of every pack, with file, key and remedy."""
    from selfcheck.forms.checking import check
    from selfcheck.paths import bundled

    summaries, faults = check(folder or bundled("forms"))
    for summary in summaries:
        say(str(summary))
    for fault in faults:
        complain(str(fault))
    if faults:
        complain(f"共 {len(faults)} 处要改。")
        raise typer.Exit(_REFUSED)


@app.command(help="检查数据库、变更记录的链条和每一个佐证文件。")
def doctor(
    workspace: Annotated[Path, typer.Option(help="企业档案所在文件夹")],
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Check the database, the change log's chain and every evidence file's hash."""
    from selfcheck import health

    with progress() as shown:
        found = health.examine(workspace, shown)
    if as_json:
        say_json(found.as_json())
    else:
        for line in found.sentences:
            say(line)
    if not found.sound:
        raise typer.Exit(_REFUSED)


@app.command(help="备份数据库并检查备份。")
def backup(workspace: Annotated[Path, typer.Option(help="企业档案所在文件夹")]) -> None:
    """Take a dated copy of the database and check it."""
    from selfcheck.store import Store

    store = Store.open(workspace)
    try:
        taken = store.take_backup(moments.now())
    finally:
        store.close()
    say(f"已备份并检查：{taken.path}")


@app.command(help="用备份恢复数据库；原来的改名保留。数据库打不开时也能用。")
def restore(
    workspace: Annotated[Path, typer.Option(help="企业档案所在文件夹")],
    copy: Annotated[Path | None, typer.Argument(help="备份文件；不给则列出有哪些")] = None,
) -> None:
    """Put a backup in the place of the database; the former one is set aside. Needs no open database."""
    from selfcheck import backup as backups

    if copy is None:
        listed = backups.existing(workspace)
        for one in listed:
            say(f"{one.taken_at:%Y-%m-%d %H:%M:%S}  {one.path}")
        if not listed:
            raise SelfCheckError(f"“{workspace}”里没有备份。检查文件夹是否选对。")
        return
    aside = backups.restore(workspace, copy, moments.now())
    say(f"已恢复为 {copy.name}" + (f"；原来的数据库改名保留：{aside}" if aside else ""))


def _survive_narrow_consoles() -> None:
    """A GBK console cannot show every name: what it lacks is written as an escape, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _stop_as_with_the_keyboard(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - signal's form
    """A program that is asked to end clears up what it had half written, as after Ctrl+C."""
    raise KeyboardInterrupt


def _prepare() -> None:
    """What this process needs before the first command."""
    _survive_narrow_consoles()
    os.environ.setdefault("NO_COLOR", "1")
    if not logging.getLogger().handlers:
        # Libraries warn in English about odd files; what matters of it is a finding.
        logging.getLogger().addHandler(logging.NullHandler())
    signal.signal(signal.SIGTERM, _stop_as_with_the_keyboard)


def _run(arguments: list[str] | None) -> None:
    """The command; leaves with its exit code unless all is well."""
    code = app(arguments, prog_name="selfcheck", standalone_mode=False)
    if code == _INTERRUPTED:
        raise Cancelled
    if code:
        sys.exit(code)


def main(arguments: list[str] | None = None) -> None:
    """Run one command; errors are one Chinese sentence on standard error, never a traceback."""
    _prepare()
    try:
        _run(arguments)
    except NotReady as error:
        for problem in error.problems:
            complain(f"[{problem.code}] {problem.text}")
        sys.exit(_REFUSED)
    except PackError as error:
        for fault in error.faults:
            complain(str(fault))
        sys.exit(_REFUSED)
    except SelfCheckError as error:
        complain(str(error))
        sys.exit(_REFUSED)
    except usage.UsageError as error:
        complain(usage.in_words(error))
        sys.exit(usage.EXIT_CODE)
    except (Cancelled, KeyboardInterrupt, typer.Abort):
        complain(_STOPPED)
        sys.exit(_REFUSED)
    except OSError as error:
        complain(
            f"读写文件出错：{error.strerror or error}（{error.filename or ''}）。检查路径、权限和磁盘空间。"
        )
        sys.exit(_REFUSED)
    except Exception as error:  # noqa: BLE001 - the last resort: whatever it is, no traceback on screen
        complain(_told_bug(error))
        sys.exit(_REFUSED)


def _told_bug(error: Exception) -> str:
    """A bug in one sentence, with the place of its traces; a damaged archive is the likeliest cause."""
    import traceback

    from selfcheck.crash_log import write_log

    place = write_log("".join(traceback.format_exception(error)), now=moments.now())
    where = f"详情记在 {place}。" if place else ""
    return f"程序出错，没有做完，已保存的内容不受影响。先用 selfcheck doctor 检查档案。{where}"
