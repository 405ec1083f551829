"""What every test has: no display is needed, and no work is left running behind."""

import gc
import os
import sys
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
gc.set_threshold(
    50_000, 20, 50
)  # thousands of widgets and rows come and go: look through them less often


@pytest.fixture(autouse=True)
def _no_job_left_running() -> Iterator[None]:
    """A test that leaves a job at work would disturb the next one: it fails itself."""
    yield
    jobs = sys.modules.get("selfcheck.ui.jobs")
    left = jobs.unfinished() if jobs else []
    for job in left:
        job.cancel()
        job.over.wait(5)
    assert not left, f"{len(left)} job(s) still running at the end of the test"
