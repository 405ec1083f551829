"""What this person on this PC prefers; kept as JSON beside nothing that matters."""

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

from selfcheck.paths import config_folder

Look = Literal["light", "dark"]
TextSize = Literal["standard", "large", "larger"]
_MOST_RECENT = 8


@dataclass(frozen=True)
class Settings:
    """The choices that the settings screen offers; a damaged file falls back to these."""

    look: Look = "light"
    text_size: TextSize = "standard"
    recent: tuple[str, ...] = ()  # workspace folders, newest first
    actor: str = ""  # who is at the PC, for the change log

    def opened(self, folder: Path) -> "Settings":
        """The same settings with this workspace as the most recent one."""
        rest = [known for known in self.recent if known != str(folder)]
        return replace(self, recent=(str(folder), *rest)[:_MOST_RECENT])


def _file(folder: Path | None) -> Path:
    return (folder or config_folder()) / "settings.json"


def load(folder: Path | None = None) -> Settings:
    """The kept settings; whatever cannot be read is left at its default."""
    try:
        kept = json.loads(_file(folder).read_text("utf-8", "surrogatepass"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(kept, dict):
        return Settings()
    good: dict[str, Any] = {}
    choices: dict[str, tuple[Any, ...]] = {
        "look": get_args(Look),
        "text_size": get_args(TextSize),
    }
    for name in (field.name for field in fields(Settings)):
        value = kept.get(name)
        if name == "recent" and isinstance(value, list):
            good[name] = tuple(str(entry) for entry in value)[:_MOST_RECENT]
        elif (name in choices and value in choices[name]) or (
            name == "actor" and isinstance(value, str)
        ):
            good[name] = value
    return Settings(**good)


def save(settings: Settings, folder: Path | None = None) -> None:
    """Keep the settings; written beside the old file and put in place in one step."""
    target = _file(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".partial")
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=1)
    beside.write_text(text, "utf-8", "surrogatepass")  # a folder's name may be no text
    os.replace(beside, target)  # noqa: PTH105 - one atomic call, the same on Windows
