"""Looks through every tracked text file for what nobody sees, and for what must not stay.

Invisible and bidirectional characters hide between Chinese ones and change what a reader
believes to read; a path of one machine or the address of one package registry works only
where it was written.
"""

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ORDINARY = "\t\n\r"
# Formatting, private use and control characters; the separators that are not a plain space.
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Zl", "Zp"})
HIDDEN_OTHERS = frozenset(
    {
        *(0x00A0, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0),  # blanks that count as letters
        *range(0x2000, 0x200B),  # spaces of every width
        *range(0xFE00, 0xFE10),  # variation selectors
        *range(0xE0100, 0xE01F0),  # ideographic variation selectors
    }
)
MACHINE_PATH = re.compile(r"(?<![\w.$}~*-])/(?:work|tmp|root|home/\w+)/|[A-Z]:\\Users\\\w")
REGISTRY_HOST = re.compile(
    r"(?:pypi|pythonhosted|npmjs|npmmirror|tuna\.tsinghua\.edu|aliyun|deb\.debian)"
    r"\.(?:org|com|cn)\b|registry\.\w+\.\w+|--(?:extra-)?index-url",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Slip:
    """One thing found: where, and what."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


def is_hidden(character: str) -> bool:
    """Whether a reader cannot see this character or takes it for a plain space."""
    if character in ORDINARY:
        return False
    return (
        unicodedata.category(character) in HIDDEN_CATEGORIES or ord(character) in HIDDEN_OTHERS
    )


def slips(path: str, text: str) -> Iterator[Slip]:
    """Everything in one file's text that must not be there."""
    for number, line in enumerate(text.split("\n"), start=1):
        for character in sorted(set(filter(is_hidden, line))):
            name = unicodedata.name(character, "a control or private character")
            yield Slip(path, number, f"hidden character U+{ord(character):04X} ({name})")
        for what, pattern in (
            ("path of one machine", MACHINE_PATH),
            ("address of a package registry", REGISTRY_HOST),
        ):
            if found := pattern.search(line):
                yield Slip(path, number, f"{what}: {found[0]}")


def tracked(root: Path) -> list[str]:
    """The files git keeps, or would keep, in this project."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    return sorted(name for name in listed.stdout.decode().split("\0") if name)


def text_of(path: Path) -> str | None:
    """The text of a file, or None for one that holds something else (or is gone)."""
    if path.is_symlink() or not path.is_file():
        return None
    raw = path.read_bytes()
    if b"\0" in raw[:8192]:
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def main(root: Path) -> int:
    """Look through the whole project; 1 when something was found."""
    names = tracked(root)
    found = [
        slip
        for name in names
        if (text := text_of(root / name)) is not None
        for slip in slips(name, text)
    ]
    for slip in found:
        print(slip)
    print(f"{len(names)} files, {len(found)} slips")
    return int(bool(found))
