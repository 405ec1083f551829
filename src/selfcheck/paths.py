"""Where things lie: what ships with the program, and what belongs to the person."""

import os
import sys
from functools import cache
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("selfcheck", appauthor=False)


@cache
def _root() -> Path:
    """The folder that holds `forms/` and `resources/`: bundle, wheel or source checkout."""
    if frozen := getattr(sys, "_MEIPASS", None):
        return Path(frozen)
    package = Path(__file__).resolve().parent
    wheel = package / "_bundled"
    return wheel if wheel.is_dir() else package.parents[1]


def bundled(*parts: str) -> Path:
    """A file or folder that ships with the program, such as bundled("forms", "plan-2023")."""
    return _root().joinpath(*parts)


def data_folder() -> Path:
    """Where workspaces are kept unless the person chooses another place."""
    return Path(os.environ.get("SELFCHECK_DATA") or _DIRS.user_data_dir)


def config_folder() -> Path:
    """Where the settings of this person on this PC are kept."""
    return Path(os.environ.get("SELFCHECK_CONFIG") or _DIRS.user_config_dir)


def logs_folder() -> Path:
    """Where the program's own log is kept while no workspace is open."""
    return Path(os.environ.get("SELFCHECK_LOGS") or _DIRS.user_log_dir)
