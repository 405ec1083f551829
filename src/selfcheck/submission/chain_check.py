"""history.jsonl: each line names the hash of the line before, from the first to the head."""

import hashlib
from collections.abc import Iterable, Iterator

from selfcheck.submission import layout, records_check
from selfcheck.submission.findings import Finding, Malformed

START = "0" * 64  # what the first line names as the one before
_LONGEST = 16 << 20  # bytes of one line


def check(blocks: Iterable[bytes], head: str) -> int:
    """How many lines there are. Raises Malformed with the first line that does not follow."""
    previous, number = START, 0
    for number, line in enumerate(_lines(blocks), 1):
        where = f"{layout.HISTORY} 第 {number} 行"
        entry = records_check.parse(line, where)
        if not isinstance(entry, dict) or entry.get("previous") != previous:
            raise Malformed(Finding.BROKEN_CHAIN, where)
        previous = hashlib.sha256(line).hexdigest()
    if number == 0 or previous != head:
        raise Malformed(Finding.WRONG_HEAD, layout.HISTORY)
    return number


def _lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines without their LF; the last must have one too."""
    rest = b""
    for block in blocks:
        *whole, rest = (rest + block).split(b"\n")
        yield from whole
        if len(rest) > _LONGEST:
            raise Malformed(Finding.FILE_TOO_LARGE, layout.HISTORY)
    if rest:
        raise Malformed(Finding.BROKEN_CHAIN, layout.HISTORY, "最后一行不完整")
