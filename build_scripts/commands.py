"""What `make` offers, and the set-up that each command needs.

Standard library only: this runs before anything is installed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from build_scripts import system_packages as system
from build_scripts.console import SetupError, never_choke, say, warn
from build_scripts.environment import ROOT, Environment

ON_SCREEN = (*system.OFFSCREEN, *system.WINDOW)
CHECKING = (*ON_SCREEN, *system.VIRTUAL_SCREEN, *system.STOCK_VERIFIERS, *system.USB_KEY)
NEEDS: dict[str, Sequence[system.Need]] = {
    "demo": (*system.OFFSCREEN, *system.STOCK_VERIFIERS),
    "run": ON_SCREEN,
    "test": CHECKING,
    "check": CHECKING,
    "build": (*ON_SCREEN, *system.FREEZING),
    "screenshots": system.OFFSCREEN,
}
WORKERS = 4  # more test processes than this only make the expensive keys more often


def main(arguments: Sequence[str]) -> int:
    """Prepare this machine for the command, run it, and give its exit code."""
    never_choke()
    parser = argparse.ArgumentParser(prog="bootstrap.py", description=__doc__)
    parser.add_argument("command", choices=NEEDS)
    asked, rest = parser.parse_known_args(arguments)
    try:
        system.provide(NEEDS[asked.command])
        python = Environment().prepare()
        return _COMMANDS[asked.command](python, rest)
    except SetupError as stop:
        warn(stop.chinese, stop.english)
        return 1
    except KeyboardInterrupt:
        return 130


def demo(python: Path, rest: Sequence[str]) -> int:
    """The main job on a sample enterprise: its package, the verdict on it, and pictures."""
    folder = Path(rest[0] if rest else ROOT / "build" / "demo").resolve()
    _clear_demo(folder)
    say(f"用示例企业走完一轮自查：{folder}", "a whole round of the sample enterprise")
    made = _run(
        python, "-m", "selfcheck", "demo", str(folder), "--screens", "--json", keep=True
    )
    if made.returncode:
        return made.returncode
    result = json.loads(made.stdout)
    signers = [
        part
        for key in ("principal_certificate", "safety_manager_certificate")
        for part in ("--signer", result[key])
    ]
    verdict = _run(python, "-m", "selfcheck", "verify", result["package"], *signers, keep=True)
    written = folder / "verification.txt"
    written.write_text(verdict.stdout, encoding="utf-8")
    print(verdict.stdout)
    say(f"报送包：{result['package']}", "package")
    say(f"核验结果：{written}", "verification")
    say(f"界面图片：{folder / 'screens'}", "pictures")
    return verdict.returncode


def run(python: Path, rest: Sequence[str]) -> int:
    """Open the window."""
    return _run(python, "-m", "selfcheck", *rest).returncode


def test(python: Path, rest: Sequence[str]) -> int:
    """Run the test suite; what follows the command goes to pytest."""
    return _run(python, "-m", "pytest", *side_by_side(), *rest).returncode


def side_by_side() -> list[str]:
    """Pytest's option that spreads the tests over this machine's cores."""
    workers = min(os.cpu_count() or 1, WORKERS)
    return ["-n", str(workers)] if workers > 1 else []


def check(python: Path, rest: Sequence[str]) -> int:
    """Run every check there is."""
    return _run(python, "-m", "build_scripts.check", *rest).returncode


def build(python: Path, rest: Sequence[str]) -> int:
    """Freeze the program into build/bundle/selfcheck, which runs without Python."""
    return _run(python, "-m", "build_scripts.freeze", *rest).returncode


def screenshots(python: Path, rest: Sequence[str]) -> int:
    """Make the pictures of every screen."""
    return _run(python, str(ROOT / "build_scripts" / "screenshots.py"), *rest).returncode


_COMMANDS = {
    "demo": demo,
    "run": run,
    "test": test,
    "check": check,
    "build": build,
    "screenshots": screenshots,
}


def _clear_demo(folder: Path) -> None:
    """Remove an earlier demo, and nothing that is not one."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    if not (folder / "workspace").is_dir():
        raise SetupError(
            f"{folder} 里有别的文件：换一个空文件夹。",
            f"{folder} holds other files: name an empty folder.",
        )
    shutil.rmtree(folder)


def _run(
    python: Path, *arguments: str, keep: bool = False
) -> "subprocess.CompletedProcess[str]":
    """Run our Python on the project; `keep` holds standard output back for the caller."""
    surroundings = os.environ | {"PYTHONUTF8": "1"}
    if arguments[:2] != ("-m", "selfcheck") or arguments[2:3] == ("demo",):
        surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not {"LANG", "LC_ALL", "LC_CTYPE"} & surroundings.keys():
        surroundings["LC_CTYPE"] = "C.UTF-8"  # a bare machine names no locale, and Qt complains
    sys.stdout.flush()
    return subprocess.run(
        [str(python), *arguments],
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.PIPE if keep else None,
        encoding="utf-8",
        check=False,
    )
