import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.benchmarks import kill
from build_scripts.benchmarks.kill import Figures

ROOT = Path(__file__).parents[2]


def test_nothing_acknowledged_is_lost_when_the_program_is_killed_at_any_moment() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "build_scripts.benchmarks.kill", "--times", "24"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert run.returncode == 0, run.stdout + run.stderr
    told = json.loads(run.stdout)
    assert told["kills"] == 24
    assert told["acknowledged"] > 100
    assert told["missing"] == told["broken"] == told["damaged"] == []


@pytest.mark.parametrize(
    ("answers", "rows"),
    [({"d01.first": "7 字"}, set[str]()), ({}, {"第 5 处"})],
)
def test_the_search_after_a_kill_would_notice_a_lost_word(
    tmp_path: Path, answers: dict[str, str], rows: set[str]
) -> None:
    kill.found(tmp_path)
    figures = Figures()
    kill.look_for(figures, tmp_path, 1, answers, rows)

    assert len(figures.missing) == 1
    assert not figures.whole
