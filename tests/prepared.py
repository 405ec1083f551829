"""Workspaces that are slow to make: made once a process, copied for each test."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from selfcheck import demonstration, sample
from selfcheck.demonstration import Demonstration
from selfcheck.moments import CHINA
from selfcheck.progress import Progress

NOW = datetime(2026, 11, 24, 10, 32, 5, tzinfo=CHINA)


@cache
def _filled(complete: bool) -> Path:
    folder = Path(mkdtemp(prefix="selfcheck-filled-")) / "档案"
    store = sample.found(folder, now=NOW, ledger=True)
    sample.fill(store, now=NOW, complete=complete)
    store.close()
    return folder


def a_filled_workspace(folder: Path, *, complete: bool = True) -> Path:
    """A copy of the sample enterprise, answered: ready to be signed, or half way (`complete=False`)."""
    target = folder / "示例 企业 & 档案"
    shutil.copytree(_filled(complete), target)
    return target


@dataclass(frozen=True)
class Demo:
    """A demo in a folder of the test's own."""

    folder: Path
    package: Path
    workspace: Path
    certificates: Mapping[str, Path]


@cache
def the_demonstration() -> Demonstration:
    """The main job done once: for tests that only read it."""
    return demonstration.run(
        Path(mkdtemp(prefix="selfcheck-demo-")) / "示例", progress=Progress()
    )


def a_demo(folder: Path) -> Demo:
    """A copy of the demo that a test may damage."""
    made = the_demonstration()
    target = folder / "demo"
    shutil.copytree(made.package.parent, target)
    return Demo(
        target,
        target / made.package.name,
        target / "workspace",
        {role: target / "keys" / path.name for role, path in made.certificates.items()},
    )
