"""Manifests as `sha256sum -c` reads them: one hash, two blanks and one name a line."""

from selfcheck.submission import layout, names
from selfcheck.submission.findings import Finding, Malformed

LARGEST = 8 << 20  # bytes: 20,000 of the longest lines


def parse(content: bytes, where: str) -> dict[str, str]:
    """The hash of each name, in the file's order. Raises Malformed with the line at fault.

    Strict in everything: LF at every end, lower-case hashes, safe names, each once and sorted.
    """
    if not content.isascii() or not content.endswith(b"\n"):
        raise Malformed(Finding.BAD_MANIFEST, where)
    hashes: dict[str, str] = {}
    last = ""
    for number, line in enumerate(content.decode("ascii")[:-1].split("\n"), 1):
        match = layout.MANIFEST_LINE.fullmatch(line)
        if match is None or not names.is_safe(match["name"]) or match["name"] <= last:
            raise Malformed(Finding.BAD_MANIFEST, where, f"第 {number} 行")
        last = match["name"]
        hashes[last] = match["sha256"]
    return hashes
