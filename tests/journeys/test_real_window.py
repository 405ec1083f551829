"""The journey in a real window on an X display, in a process of its own; what the display shows is looked at."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageColor

from build_scripts.system_packages import VIRTUAL_SCREEN, WINDOW, missing
from selfcheck.progress import Progress
from selfcheck.submission import package
from selfcheck.ui import tokens
from tests import prepared
from tests.builders import a_code

ROOT = Path(__file__).parents[2]
SCREEN = (1366, 768)


@contextmanager
def a_display() -> Iterator[str]:
    """A virtual screen that chooses a free number for itself."""
    read, write = os.pipe()
    size = f"{SCREEN[0]}x{SCREEN[1]}x24"
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()  # comes when it is ready; empty when it died
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


def told_by(journey: str, folder: Path, argument: str) -> dict[str, Any]:
    """Make a journey in a process of its own, on a display of its own; what it tells at its end."""
    with a_display() as display:
        ended = run(journey, folder, argument, display)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    told: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    assert told["platform"] == "xcb"
    assert told["troubles"] == []
    return told


def run(
    journey: str, folder: Path, argument: str, display: str
) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "WAYLAND_DISPLAY"}
    environment |= {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONIOENCODING": "utf-8",
        **{f"SELFCHECK_{n}": str(folder / n.lower()) for n in ("CONFIG", "DATA", "LOGS")},
    }
    command = [sys.executable, "-m", f"tests.journeys.{journey}", str(folder), argument]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8",
        check=False, timeout=240,
    )  # fmt: skip


needs_a_display = pytest.mark.skipif(
    bool(missing([*WINDOW, *VIRTUAL_SCREEN])) or shutil.which("Xvfb") is None,
    reason="no virtual screen here: install "
    + (" ".join(need.package for need in missing([*WINDOW, *VIRTUAL_SCREEN])) or "Xvfb"),
)


@needs_a_display
def test_the_job_is_done_in_a_real_window_and_can_be_seen(tmp_path: Path) -> None:
    told = told_by("real_window", tmp_path, a_code())

    assert told["answered"] == ["d02", "d04", "d07", "d08", "d13"]
    verdict = package.verify(Path(told["package"]), None, Progress())
    assert verdict.intact, verdict.findings
    for name in told["pictures"]:
        _is_a_page(Path(name))


@needs_a_display
def test_a_major_hazard_is_found_graded_and_stopped_in_a_real_window(tmp_path: Path) -> None:
    told = told_by("real_ledger", tmp_path, str(prepared.a_filled_workspace(tmp_path)))

    assert (told["grade"], told["state"]) == ("重大", "已定级")
    assert told["listed"] == ["未闭环", "重大", "停用中", "全部"]
    for name in told["pictures"]:
        _is_a_page(Path(name))


def _is_a_page(picture: Path) -> None:
    """Drawn to the edges, with words, and with the one blue button or mark of every page."""
    image = Image.open(picture).convert("RGB")
    assert image.size == SCREEN
    colours = image.getcolors(maxcolors=SCREEN[0] * SCREEN[1]) or []
    shades = {shade: count for count, shade in colours}
    assert len(shades) > 100  # smooth letters have many shades
    assert shades.get(ImageColor.getrgb(tokens.LIGHT.accent), 0) > 500
    assert shades.get((0, 0, 0), 0) < 0.01 * SCREEN[0] * SCREEN[1]  # no bare root window
