"""The sample enterprise, made on this PC the first time somebody wants to look at it."""

import shutil
from datetime import datetime
from pathlib import Path

from selfcheck import paths, sample
from selfcheck.progress import Progress

NAME = "示例企业"


def sample_folder() -> Path:
    """Where the sample lies."""
    return paths.data_folder() / NAME


def make_sample(folder: Path, now: datetime, progress: Progress) -> Path:
    """Write the sample, half answered, and put it in place in one step; returns the folder.

    Raises WorkspaceError for an unsuitable place, Cancelled; neither leaves a half-made archive.
    """
    partial = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)  # left by a program that was killed
    progress.step(0, 1, "正在建示例企业")
    try:
        store = sample.found(partial, now=now, ledger=True)
        try:
            sample.fill(store, now=now, complete=False, progress=progress)
        finally:
            store.close()
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder
