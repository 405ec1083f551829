"""Names, places and limits of a submission package: one list for writer and verifier.

```
<ID>.zip                                  stored, ASCII names, one base folder <ID>/
  bagit.txt  bag-info.txt                 BagIt 1.0 (RFC 8493)
  manifest-sha256.txt                     every file under data/
  data/…                                  records, change log, tables, evidence
  certs/{principal,safety-manager}.{cer,pem}
  VERIFY.txt                              how to check without this program
  report.pdf                              signed by both
  approvals/safety-manager.p7s            over manifest-sha256.txt
  tagmanifest-sha256.txt                  every file outside data/ but itself and signatures/
  signatures/principal.p7s                over tagmanifest-sha256.txt
```
"""

import re
from dataclasses import dataclass
from pathlib import Path

# Names inside the base folder.
BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAGMANIFEST = "tagmanifest-sha256.txt"
VERIFY = "VERIFY.txt"
REPORT = "report.pdf"
DATA = "data/"
RECORDS = "data/records.json"
HISTORY = "data/history.jsonl"
INDEX = "data/index.csv"

# Roles, as they are kept everywhere.
PRINCIPAL = "principal"
SAFETY_MANAGER = "safety_manager"
ROLE_TITLES = {PRINCIPAL: "主要负责人", SAFETY_MANAGER: "安全管理人员"}

CERTIFICATE = {PRINCIPAL: "certs/principal.cer", SAFETY_MANAGER: "certs/safety-manager.cer"}
CERTIFICATE_PEM = {PRINCIPAL: "certs/principal.pem", SAFETY_MANAGER: "certs/safety-manager.pem"}
SIGNATURE = {
    PRINCIPAL: "signatures/principal.p7s",
    SAFETY_MANAGER: "approvals/safety-manager.p7s",
}
SIGNED = {PRINCIPAL: TAGMANIFEST, SAFETY_MANAGER: MANIFEST}  # what each signature covers
PDF_FIELD = {PRINCIPAL: "principal", SAFETY_MANAGER: "safety_manager"}

# Every tag file that tagmanifest-sha256.txt lists: this set exactly.
TAG_FILES = (
    BAGIT,
    BAG_INFO,
    MANIFEST,
    VERIFY,
    REPORT,
    *CERTIFICATE.values(),
    *CERTIFICATE_PEM.values(),
    SIGNATURE[SAFETY_MANAGER],
)
# Outside data/, nothing but these.
FIXED_FILES = (*TAG_FILES, TAGMANIFEST, SIGNATURE[PRINCIPAL])

# Limits, told from the zip's directory before anything is read.
MAX_PACKAGE = 8 << 30  # bytes
MAX_FILES = 20_000
MAX_SIGNATURE = 64 << 10  # bytes
MAX_CERTIFICATE = 64 << 10  # bytes
MAX_JSON = 64 << 20  # bytes: ten thousand hazards with all that was done about them
MAX_ID = 80  # characters

BUFFER = 1 << 20  # bytes read at a time while hashing

PACKAGE_ID = re.compile(r"[0-9A-Z]{18}-[0-9]{4}-(?:0[1-9]|1[0-2])-[0-9]{3}", re.ASCII)
SHA256_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
MANIFEST_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64})  (?P<name>[A-Za-z0-9._/-]+)", re.ASCII)


def is_package_id(text: str) -> bool:
    """Whether the text is a package ID, such as 91420200MA0000000X-2026-11-003."""
    return len(text) <= MAX_ID and PACKAGE_ID.fullmatch(text) is not None


@dataclass(frozen=True)
class Member:
    """One file of a package: where it goes, where its bytes come from, what they must be."""

    name: str  # inside the base folder
    source: bytes | Path
    sha256: str  # hex
    size: int  # bytes


def in_groups(digest: str) -> str:
    """A hexadecimal digest as people compare it: 8 groups, for SHA-256 of 8 characters each."""
    size = len(digest) // 8
    return " ".join(digest[at : at + size] for at in range(0, len(digest), size))


@dataclass(frozen=True)
class Payload:
    """One file that is to go under data/, before its bytes were read."""

    name: str  # inside the base folder, so "data/…"
    source: bytes | Path
    title: str  # what the person knows it by
    sha256: str = ""  # hex, if it must have this digest
