import os
import re
import subprocess

import pytest

from build_scripts import commands
from build_scripts.environment import ROOT

SCRIPT = ROOT / ".ci" / "run"


def test_it_stops_at_the_first_thing_that_fails_and_can_be_started() -> None:
    lines = SCRIPT.read_text("utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert os.access(SCRIPT, os.X_OK) or os.name == "nt"


def test_the_tests_come_first_then_all_the_other_checks_and_the_frozen_program() -> None:
    called = re.findall(r"^make (\w+)", SCRIPT.read_text("utf-8"), re.MULTILINE)
    assert called == ["test", "check", "demo", "build"]
    assert set(called) <= set(commands.NEEDS)
    assert "build_scripts.bundle_check" in SCRIPT.read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="bash is a tool of Unix")
def test_bash_can_read_it() -> None:
    subprocess.run(["bash", "-n", str(SCRIPT)], check=True)
