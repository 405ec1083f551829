"""What the system must bring: libraries that Qt loads and the tools that check a package.

Each need is looked for by what it gives (a library that loads, a tool on the PATH) and only
named by its Debian package, so a system that has it under another name is asked for nothing.
Standard library only: this runs before anything is installed.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from build_scripts.console import SetupError, say, warn

APT_PATIENCE = 300  # seconds that apt waits for another apt to finish


@dataclass(frozen=True)
class Need:
    """One thing the system must bring, and the Debian package that brings it."""

    package: str
    gives: str  # "libGL.so.1" is loaded; "openssl" is looked up on the PATH
    optional: bool = False  # only tests or a real window need it: go on without it


# Qt draws without a display, but its libraries must still load.
OFFSCREEN = (
    Need("libgl1", "libGL.so.1"),
    Need("libegl1", "libEGL.so.1"),
    Need("libxkbcommon0", "libxkbcommon.so.0"),
    Need("libdbus-1-3", "libdbus-1.so.3"),
    Need("libfontconfig1", "libfontconfig.so.1"),
    Need("libglib2.0-0", "libglib-2.0.so.0"),
)
WINDOW = (
    Need("libxcb-cursor0", "libxcb-cursor.so.0", optional=True),
    Need("libxkbcommon-x11-0", "libxkbcommon-x11.so.0", optional=True),
    Need("libxcb-icccm4", "libxcb-icccm.so.4", optional=True),
    Need("libxcb-image0", "libxcb-image.so.0", optional=True),
    Need("libxcb-keysyms1", "libxcb-keysyms.so.1", optional=True),
    Need("libxcb-randr0", "libxcb-randr.so.0", optional=True),
    Need("libxcb-render-util0", "libxcb-render-util.so.0", optional=True),
    Need("libxcb-shape0", "libxcb-shape.so.0", optional=True),
    Need("libxcb-xfixes0", "libxcb-xfixes.so.0", optional=True),
    Need("libxcb-xkb1", "libxcb-xkb.so.1", optional=True),
    Need("libx11-xcb1", "libX11-xcb.so.1", optional=True),
)
VIRTUAL_SCREEN = (
    Need("xvfb", "Xvfb", optional=True),
    Need("xauth", "xauth", optional=True),
)
STOCK_VERIFIERS = (
    Need("openssl", "openssl", optional=True),
    Need("poppler-utils", "pdfsig", optional=True),
    Need("p7zip-full", "7z", optional=True),
    Need("unzip", "unzip", optional=True),
)
USB_KEY = (Need("softhsm2", "softhsm2-util", optional=True),)  # stands in for one in the tests
# What PyInstaller asks for: this Python as a shared library, and a reader of libraries.
_PYTHON = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
FREEZING = (Need(_PYTHON, f"{_PYTHON}.so.1.0"), Need("binutils", "objdump"))


def is_there(need: Need) -> bool:
    """Whether the system already gives what the need asks for."""
    if ".so" not in need.gives:
        return shutil.which(need.gives) is not None
    try:
        ctypes.CDLL(need.gives)
    except OSError:
        return False
    return True


def missing(needs: Iterable[Need], found: Callable[[Need], bool] = is_there) -> list[Need]:
    """The needs that this system does not meet; elsewhere than on Linux, Qt brings all."""
    return [need for need in needs if not found(need)] if sys.platform == "linux" else []


def can_install() -> bool:
    """Whether packages can be installed here without asking anybody: Debian's apt, as root."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def provide(
    needs: Sequence[Need],
    *,
    look: Callable[[Sequence[Need]], list[Need]] = missing,
    may_install: Callable[[], bool] = can_install,
    install: Callable[[Sequence[Need]], None] | None = None,
) -> None:
    """Bring what is missing, or say in one sentence what a person must install.

    Raises SetupError when something is still missing that the command cannot do without.
    """
    absent = look(needs)
    if absent and may_install():
        (install or apt_install)(absent)
        absent = look(absent)
    if not absent:
        return
    sentence = how_to_install(absent)
    if all(need.optional for need in absent):
        warn(*sentence)
    else:
        raise SetupError(*sentence)


def how_to_install(absent: Sequence[Need]) -> tuple[str, str]:
    """What to install and how, for a person, in Chinese and in English."""
    packages = " ".join(need.package for need in absent)
    given = " ".join(need.gives for need in absent)
    if shutil.which("apt-get"):
        command = f"sudo apt-get install {packages}"
        return f"缺少系统组件，用这条命令安装：{command}", f"Install what is missing: {command}"
    return (
        f"缺少系统组件 {given}，用系统的软件管理器安装（Debian 中的包名：{packages}）。",
        f"Missing: {given}. Install with the system's package manager (in Debian: {packages}).",
    )


def apt_install(absent: Sequence[Need]) -> None:
    """Install the packages with apt, asking nothing; one by one if one of them is unknown."""
    packages = [need.package for need in absent]
    say("用 apt-get 安装系统组件：", "installing with apt-get:")
    print(" ", *packages)
    _apt("update")
    if not _apt("install", "--no-install-recommends", *packages):
        for package in packages:
            _apt("install", "--no-install-recommends", package)


def _apt(*arguments: str) -> bool:
    """Run apt-get without dialogue and with few words; True when it worked."""
    command = ["apt-get", "-y", "-qq", "-o", f"DPkg::Lock::Timeout={APT_PATIENCE}", *arguments]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        env=quiet,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stderr)
    return done.returncode == 0
