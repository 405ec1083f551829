"""The project's own `.venv`: made once, filled from the hashed lock file, rebuilt when broken.

Where packages come from is the machine's business: pip's own settings are used as they are.
Standard library only: this runs before anything is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from time import sleep

from build_scripts import system_packages
from build_scripts.console import SetupError, say
from build_scripts.system_packages import Need

ROOT = Path(__file__).resolve().parents[1]
HALF_DONE = "being filled"
TRIES = 3
PAUSE = 5.0  # seconds before a failed download is tried again
# The Python outside any environment: one must not rebuild itself from within.
OUTER = getattr(sys, "_base_executable", None) or sys.executable
ANY_PIP = (22, 3)  # the first pip that installs into another environment (--python)


class Environment:
    """A virtual environment in `folder` for the project in `root`."""

    def __init__(self, root: Path = ROOT, folder: Path | None = None) -> None:
        self._root = root
        self._folder = folder or root / ".venv"
        self._stamp = self._folder / "selfcheck.stamp"

    @property
    def python(self) -> Path:
        """The environment's own Python."""
        windows = self._folder / "Scripts" / "python.exe"
        return windows if os.name == "nt" else self._folder / "bin" / "python"

    def is_ready(self) -> bool:
        """Whether it holds exactly what lock file, project and Python ask for."""
        return self._read_stamp() == self.wanted() and self.python.exists()

    def wanted(self) -> str:
        """A fingerprint of all that decides what the environment must hold."""
        digest = hashlib.sha256(f"{sys.version}\n{self._root}\n".encode())
        for name in ("requirements.lock", "pyproject.toml"):
            digest.update((self._root / name).read_bytes())
        return digest.hexdigest()

    def prepare(self) -> Path:
        """Make it ready if it is not, and give its Python; raises SetupError."""
        if not self.is_ready():
            fresh = not self._can_be_kept()
            if fresh:
                self._create()
            if not self._fill() and (fresh or not self._start_over()):
                raise SetupError(
                    "依赖包没有装全：检查网络或 pip 的镜像设置，然后再运行同一条命令。",
                    "The packages could not be installed: check the network or pip's settings, "
                    "then repeat the command.",
                )
        return self.python

    def _can_be_kept(self) -> bool:
        """A whole environment of this very Python, in which packages only need an update."""
        if self._read_stamp() == HALF_DONE or not self.python.exists():
            return False
        answer = self._ask("import sys; print(sys.version)")
        return answer.returncode == 0 and answer.stdout.strip() == sys.version

    def _start_over(self) -> bool:
        self._create()
        return self._fill()

    def _create(self) -> None:
        say("建立 .venv", "creating .venv")
        shutil.rmtree(self._folder, ignore_errors=True)
        bare = [] if find_spec("ensurepip") else ["--without-pip"]
        if bare and not outer_pip():
            system_packages.provide(
                [Need("python3-venv", "ensurepip")],
                look=lambda needs: [] if find_spec("ensurepip") else list(needs),
            )
            bare = []
        made = _run([OUTER, "-m", "venv", *bare, str(self._folder)])
        if made:
            raise SetupError(
                f"不能在 {self._folder} 建立环境：检查磁盘空间和写入权限。",
                f"Cannot create {self._folder}: check free space and permissions.",
            )

    def _fill(self) -> bool:
        """Install what the lock file names, then the project on top; True when all is there."""
        say("安装依赖包，第一次约需一两分钟", "installing packages, a minute or two")
        self._stamp.write_text(HALF_DONE, encoding="utf-8")
        if not self._download():
            return False
        if self._pip("--no-deps", "--no-build-isolation", "-e", str(self._root)):
            return False
        self._stamp.write_text(self.wanted(), encoding="utf-8")
        return True

    def _download(self) -> bool:
        """Tried again when it fails: networks do."""
        lock = str(self._root / "requirements.lock")
        for attempt in range(TRIES):
            if attempt:
                sleep(PAUSE)
            if not self._pip("--require-hashes", "-r", lock):
                return True
        return False

    def _pip(self, *arguments: str) -> int:
        own = [str(self.python), "-m", "pip"]
        if self._ask("import pip").returncode:
            own = [OUTER, "-m", "pip", "--python", str(self.python)]
        flags = ["--quiet", "--disable-pip-version-check", "--no-input"]
        return _run([*own, "install", *flags, *arguments])

    def _ask(self, code: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [str(self.python), "-c", code], capture_output=True, text=True, check=False
        )

    def _read_stamp(self) -> str:
        return self._stamp.read_text(encoding="utf-8") if self._stamp.is_file() else ""


def outer_pip() -> bool:
    """Whether the Python outside has a pip that can fill another environment."""
    answer = subprocess.run(
        [OUTER, "-c", "import pip; print(pip.__version__)"],
        capture_output=True,
        text=True,
        check=False,
    )
    version = tuple(int(part) for part in answer.stdout.split(".")[:2] if part.isdecimal())
    return version >= ANY_PIP


def _run(command: list[str]) -> int:
    return subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode
