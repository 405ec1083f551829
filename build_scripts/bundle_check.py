"""Does the frozen program work where offices put it?

It is copied under a path with Chinese characters, a space and an `&`, made read-only, cut off from
this machine's Python, and given a GBK console. Then it must tell its version, check its questions,
do the main job, accept the package, refuse a spoilt one, and paint its window.

    .venv/bin/python -m build_scripts.bundle_check
"""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_scripts.console import never_choke
from build_scripts.freeze import BUNDLE

AWKWARD = "张三 & 李四的电脑"
WINDOW = "selfcheck-window" if os.name == "nt" else "selfcheck"
PATIENCE = 300  # seconds for one command
SETTLING = 3  # seconds that a window must stay open and well
EARLY = 70  # the exit code told for a window that closed by itself


class Wrong(AssertionError):
    """The frozen program did not do what it must."""


@dataclass(frozen=True)
class Answer:
    """What a run of the program gave."""

    code: int
    out: str
    err: str
    seconds: float


class Frozen:
    """A copy of the frozen program in an awkward, read-only place, with a home of its own."""

    def __init__(self, bundle: Path, place: Path) -> None:
        self.folder = place / "程序 文件" / "selfcheck"
        self.home = place / "用户"
        self.home.mkdir(parents=True)
        shutil.copytree(bundle, self.folder, symlinks=True)
        _make_read_only(self.folder)
        self._before = _contents(self.folder)

    def run(self, *arguments: str) -> Answer:
        """Run it without a terminal, away from our Python; raise Wrong when it hangs."""
        start = time.monotonic()
        try:
            done = subprocess.run(
                [self._program("selfcheck"), *arguments],
                cwd=self.home,
                env=self._surroundings(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Wrong(f"{arguments} did not end within {PATIENCE} s") from error
        seconds = time.monotonic() - start
        return Answer(done.returncode, _text(done.stdout), _text(done.stderr), seconds)

    def open_window(self, workspace: Path) -> Answer:
        """Open the window without a display and end it when it shows the archive.

        The program notes an archive in its settings only after the first paint and once the
        archive is open; that is what is waited for.
        """
        settings = self.home / "设置"
        surroundings = self._surroundings() | {"SELFCHECK_CONFIG": str(settings)}
        start = time.monotonic()
        running = subprocess.Popen(
            [self._program(WINDOW), "--workspace", str(workspace)],
            cwd=self.home,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        while running.poll() is None and not _mentions(settings, workspace.name):
            if time.monotonic() - start > PATIENCE:
                running.kill()
                raise Wrong(f"no window within {PATIENCE} s: {_text(running.communicate()[1])}")
            time.sleep(0.02)
        seconds = time.monotonic() - start
        try:
            out, err = running.communicate(timeout=SETTLING)
            code = running.returncode or EARLY
        except subprocess.TimeoutExpired:  # it stays open, as a window must
            running.terminate()
            out, err = running.communicate()
            code = 0
        return Answer(code, _text(out), _text(err), seconds)

    def has_left_its_folder_alone(self) -> bool:
        """Whether nothing in the program's own folder was written."""
        return _contents(self.folder) == self._before

    def _program(self, name: str) -> str:
        return str(self.folder / (f"{name}.exe" if os.name == "nt" else name))

    def _surroundings(self) -> dict[str, str]:
        kept = ("SYSTEMROOT", "TEMP", "TMP", "WINDIR", "LANG", "LC_ALL")
        home = str(self.home)
        return {name: os.environ[name] for name in kept if name in os.environ} | {
            "PATH": os.defpath,
            "HOME": home,
            "USERPROFILE": home,
            "APPDATA": home,
            "LOCALAPPDATA": home,
            "XDG_RUNTIME_DIR": home,
            "PYTHONIOENCODING": "gbk",
            "QT_QPA_PLATFORM": "offscreen",
        }


def check(frozen: Frozen) -> None:
    """Every promise in turn; raises Wrong at the first that is broken."""
    told = _well(frozen.run("--version"), "--version")
    _require(told.out.startswith("selfcheck "), f"--version says {told.out!r}")
    _well(frozen.run("forms", "check"), "forms check")

    folder = frozen.home / "示例 & 演示"
    demo = _well(frozen.run("demo", str(folder), "--screens", "--json"), "demo")
    made = _json(demo.out)
    _require(any((folder / "screens").glob("*.png")), "demo --screens left no picture")

    signers = [
        word
        for key in ("principal_certificate", "safety_manager_certificate")
        for word in ("--signer", str(made[key]))
    ]
    package = Path(made["package"])
    verdict = _well(frozen.run("verify", str(package), *signers, "--json"), "verify")
    _require(_json(verdict.out)["packages"][0]["accepted"] is True, f"verify: {verdict.out}")

    _spoil(package)
    refused = frozen.run("verify", str(package), *signers, "--json")
    _require(refused.code == 1, f"a spoilt package gives exit code {refused.code}")
    _require(bool(_json(refused.out)["packages"][0]["findings"]), "no finding names the damage")
    print(f"{'refused':>10}  a spoilt package")

    _well(
        frozen.open_window(folder / "workspace"), "window, painted and the archive open in it"
    )
    _require(frozen.has_left_its_folder_alone(), "it wrote into its own folder")


def main(arguments: Sequence[str]) -> int:
    """Check the bundle that freeze.py makes, or the one named; 0 when all is well."""
    never_choke()
    bundle = Path(arguments[0]) if arguments else BUNDLE
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / AWKWARD
        try:
            check(Frozen(bundle, place))
        except Wrong as wrong:
            print(f"WRONG: {wrong}", file=sys.stderr)
            return 1
        finally:
            _make_removable(place)
    print("the frozen program works")
    return 0


def _well(answer: Answer, what: str) -> Answer:
    _require(answer.code == 0, f"{what}: exit code {answer.code}\n{answer.out}{answer.err}")
    _require("Traceback" not in answer.err, f"{what}: {answer.err}")
    print(f"{answer.seconds:8.2f} s  {what}", flush=True)
    return answer


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Wrong(otherwise)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise Wrong(f"this is not one JSON object: {text!r}") from error


def _text(raw: bytes) -> str:
    """What a console would show: UTF-8, or GBK where the program obeys PYTHONIOENCODING."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gbk", errors="replace")


def _mentions(folder: Path, word: str) -> bool:
    """Whether a finished file in the folder holds the word."""
    files = folder.glob("*.json") if folder.is_dir() else ()
    return any(word in _text(file.read_bytes()) for file in files)


def _spoil(package: Path) -> None:
    """Change one byte in the middle."""
    with package.open("r+b") as file:
        middle = package.stat().st_size // 2
        file.seek(middle)
        byte = file.read(1)[0]
        file.seek(middle)
        file.write(bytes([byte ^ 1]))


def _contents(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path.relative_to(folder)): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    }


def _make_read_only(folder: Path) -> None:
    writing = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    for path in [*folder.rglob("*"), folder]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~writing)


def _make_removable(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | stat.S_IWUSR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
