"""The text files of a BagIt bag (RFC 8493), as a package carries them: values in, bytes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from selfcheck.submission.bag_info import FIRST


@dataclass(frozen=True)
class Description:
    """What bag-info.txt tells about a package that is not told by its files."""

    package_id: str
    enterprise: str
    contact_name: str
    contact_phone: str
    history_head: str  # SHA-256 of the change log's last line, hex
    history_lines: int
    form_pack: str  # which questions were answered: id, version, fingerprint
    software: str  # name and version of this program


def bagit_txt() -> bytes:
    """The bag declaration (RFC 8493 §2.1.1)."""
    return b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag_info(
    about: Description, *, on: date, payload_bytes: int, payload_files: int, previous: str
) -> bytes:
    """bag-info.txt (RFC 8493 §2.2.2) with the chain to the package before.

    `previous` is the SHA-256 of that package's tagmanifest, empty for the first. What is not
    known is left out.
    """
    fields = (
        ("Source-Organization", about.enterprise),
        ("Contact-Name", about.contact_name),
        ("Contact-Phone", about.contact_phone),
        ("External-Identifier", about.package_id),
        ("Bagging-Date", on.isoformat()),
        ("Payload-Oxum", f"{payload_bytes}.{payload_files}"),
        ("Bag-Software-Agent", about.software),
        ("Form-Pack", about.form_pack),
        ("Change-Log-Head", about.history_head),
        ("Change-Log-Lines", str(about.history_lines)),
        ("Previous-Package-SHA256", previous or FIRST),
    )
    lines = ((label, _one_line(value)) for label, value in fields)
    return "".join(f"{label}: {value}\n" for label, value in lines if value).encode()


def _one_line(value: str) -> str:
    """A value on one line: a line break in it would begin a label of somebody's choosing."""
    return " ".join(value.split())


def manifest(digests: Iterable[tuple[str, str]]) -> bytes:
    """Names and SHA-256 digests as `sha256sum -c` reads them, sorted by name."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests)).encode("ascii")
