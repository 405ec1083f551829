"""The program's own log: where a bug leaves its traces, for whoever mends it."""

from datetime import datetime
from pathlib import Path

from selfcheck import moments
from selfcheck.paths import logs_folder

_LARGEST = 512 * 1024  # bytes
_KEPT = 3  # older files
LOG = "selfcheck.log"


def write_log(text: str, *, now: datetime, folder: Path | None = None) -> Path | None:
    """Append an entry to the log, beginning a new file when it is full; None when nothing can be written."""
    target = (folder or logs_folder()) / LOG
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and target.stat().st_size > _LARGEST:
            for at in range(_KEPT - 1, 0, -1):
                older = target.with_name(f"{LOG}.{at}")
                if older.exists():
                    older.replace(target.with_name(f"{LOG}.{at + 1}"))
            target.replace(target.with_name(f"{LOG}.1"))
        with target.open("a", encoding="utf-8") as log:
            log.write(f"{moments.written(now)} {text.rstrip()}\n")
    except OSError:
        return None  # a full disk must not hide the trouble that is being told
    return target
