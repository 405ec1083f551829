"""bagit.txt and bag-info.txt (RFC 8493 §2.1, §2.2.2) as the verifier reads them."""

import re
from typing import NamedTuple

from selfcheck.submission import layout
from selfcheck.submission.findings import Finding, Malformed

LARGEST = 64 << 10  # bytes
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"([A-Za-z0-9-]+): ((?=\S)[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+)")
_OXUM = re.compile(r"([0-9]+)\.([0-9]+)", re.ASCII)
_ONCE = (
    "Payload-Oxum",
    "External-Identifier",
    "Source-Organization",
    "Previous-Package-SHA256",
    "Change-Log-Head",
)
FIRST = "none"  # what the first package names as the one before


class BagInfo(NamedTuple):
    """What a package says about itself in bag-info.txt."""

    enterprise: str
    identifier: str
    payload_bytes: int
    payload_files: int
    previous_sha256: str  # "" for the first package
    change_log_head: str


def check_declaration(content: bytes) -> None:
    """bagit.txt is exactly that of BagIt 1.0. Raises Malformed."""
    if content == _DECLARATION:
        return
    if content.startswith(b"BagIt-Version: ") and not content.startswith(_DECLARATION[:18]):
        raise Malformed(Finding.NEWER_FORMAT, layout.BAGIT)
    raise Malformed(Finding.BAD_BAG, layout.BAGIT)


def parse(content: bytes) -> BagInfo:
    """The labels that matter; others are tolerated, so that newer packages can be read."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(Finding.BAD_BAG, layout.BAG_INFO) from error
    values: dict[str, str] = {}
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        match = _LINE.fullmatch(line)
        if match is None or (match[1] in values and match[1] in _ONCE):
            raise Malformed(Finding.BAD_BAG, layout.BAG_INFO, f"第 {number} 行")
        values[match[1]] = match[2]
    for label in _ONCE:
        if label not in values:
            raise Malformed(Finding.BAD_BAG, layout.BAG_INFO, f"缺少 {label}")
    oxum = _OXUM.fullmatch(values["Payload-Oxum"])
    previous, head = values["Previous-Package-SHA256"], values["Change-Log-Head"]
    hashes = [head] if previous == FIRST else [head, previous]
    if oxum is None or not all(layout.SHA256_HEX.fullmatch(value) for value in hashes):
        raise Malformed(Finding.BAD_BAG, layout.BAG_INFO)
    return BagInfo(
        values["Source-Organization"],
        values["External-Identifier"],
        int(oxum[1]),
        int(oxum[2]),
        "" if previous == FIRST else previous,
        head,
    )
