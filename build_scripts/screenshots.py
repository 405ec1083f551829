"""Make pictures of every screen: first start, new, half-filled and signed; light, dark, small, large type.

usage: python build_scripts/screenshots.py [folder]

The program draws itself, without a display. Two of the pictures go into the READMEs.
"""

import argparse
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import chdir
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from selfcheck import demonstration, moments, sample
from selfcheck.progress import Progress
from selfcheck.submission.contents import REGISTERS_TABLE
from selfcheck.submission.founding import found_enterprise
from selfcheck.submission.walks import shipped_pack

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "build" / "screens"
README_PICTURES = ROOT / "resources" / "help" / "pictures"
FOR_README = ("home.png", "duty.png", "hazard.png", "riskmap.png")
AT = datetime(2026, 11, 24, 10, 32, 5, tzinfo=moments.CHINA)  # so that pictures stay the same

# named from the folder that the program is started in, so that no picture shows a path of this PC
HALF = Path("企业自查", "黄石示例机械制造有限公司")
NEW = Path("企业自查", "新建的企业")
SIGNED = Path("企业自查", "已签署")

_LONGEST_NAME = "黄石市示例工业园区精密机械制造与金属表面处理联合体（集团）有限责任公司"
LOOKS: Mapping[str, tuple[Sequence[str], str]] = {  # options, and Qt's scale
    "": ((), "1"),
    "_dark": (("--look", "dark"), "1"),
    "_125": (("--size", "1093x614"), "1.25"),  # 1366×768 at 125 %
    "_larger": (("--text", "larger"), "1"),
}


class State(NamedTuple):
    """An archive to be drawn, and what the pictures need to know beside it."""

    name: str
    options: tuple[str, ...]


def half_filled(workspace: Path) -> None:
    """The sample enterprise as it is in the middle of a round."""
    store = sample.found(workspace, now=AT, ledger=True)
    try:
        sample.fill(store, now=AT, complete=False)
    finally:
        store.close()


def new_enterprise(workspace: Path) -> None:
    """An enterprise with the longest of names, which everything concerns and nothing is known of."""
    found_enterprise(
        workspace,
        name=_LONGEST_NAME,
        credit_code="91420200MA0000090D",
        profile={question.key: True for question in shipped_pack().profile_questions},
        actor="林晓燕",
        now=AT,
    )


def with_one_bit_changed(package: Path, target: Path) -> Path:
    """The same package, but for one bit in a table."""
    content = bytearray(package.read_bytes())
    with zipfile.ZipFile(package) as archive:
        name = next(name for name in archive.namelist() if name.endswith(REGISTERS_TABLE))
        whole = archive.read(name)
    content[content.index(whole) + len(whole) // 2] ^= 1
    target.write_bytes(content)
    return target


def states() -> list[State]:
    """Every archive that is drawn, made in the folder at hand."""
    at = ("--at", moments.written(AT))
    half_filled(HALF)
    new_enterprise(NEW)
    made = demonstration.run(SIGNED, progress=Progress())
    received = Path("收件")
    received.mkdir()
    changed = with_one_bit_changed(made.package, received / made.package.name)
    signed = ("--workspace", str(made.workspace), "--package", str(changed))
    return [
        State("first", ()),
        State("new", ("--workspace", str(NEW), *at)),
        State("half", ("--workspace", str(HALF), *at)),
        State("signed", signed),
    ]


def draw(state: State, pictures: Path, suffix: str) -> None:
    """Have the program draw one archive in one look, knowing nothing of this PC's owner."""
    options, scale = LOOKS[suffix]
    command = [sys.executable, "-m", "selfcheck", "--pictures", str(pictures)]
    environment = {
        **os.environ,
        "SELFCHECK_CONFIG": "settings",
        "SELFCHECK_LOGS": "logs",
        "SELFCHECK_DATA": str(HALF.parent),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": scale,
    }
    subprocess.run(
        [*command, "--suffix", suffix, *options, *state.options], env=environment, check=True
    )


def main(target: Path = SCREENS) -> None:
    """Draw everything anew."""
    target = target.absolute()
    shutil.rmtree(target, ignore_errors=True)
    with TemporaryDirectory(prefix="selfcheck-screens-") as folder, chdir(folder):
        for state in states():
            for suffix in LOOKS:
                draw(state, target / state.name, suffix)
                print(f"{state.name}{suffix}")
    README_PICTURES.mkdir(parents=True, exist_ok=True)
    for name in FOR_README:
        shutil.copyfile(target / "half" / name, README_PICTURES / name)
    print(f"{len(list(target.rglob('*.png')))} pictures in {target}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SCREENS)
    main(parser.parse_args().folder)
