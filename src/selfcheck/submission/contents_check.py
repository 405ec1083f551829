"""Looking into a package whose every byte is known to be as signed: does it say one true thing?

Each part is checked for itself, so that one broken table does not hide a broken chain.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from selfcheck.submission import (
    bag_info,
    chain_check,
    layout,
    ledger_check,
    payload_checks,
    records_check,
    signers_check,
)
from selfcheck.submission.bag_info import BagInfo
from selfcheck.submission.findings import Finding, Found, Malformed, found
from selfcheck.submission.policy import SignerFacts
from selfcheck.submission.reading import Reading

_LARGEST_REPORT = 128 << 20  # bytes; it is held in memory
_LARGEST_INDEX = 16 << 20
_ALWAYS = (layout.RECORDS, layout.HISTORY, layout.INDEX)


@dataclass(frozen=True)
class Signed:
    """What both signatures vouch for: the hash of every file, and who signed."""

    reading: Reading
    tags: Mapping[str, str]
    payload: Mapping[str, str]
    signers: Mapping[str, SignerFacts]
    now: datetime

    def read(self, name: str, limit: int) -> bytes:
        """A file's bytes, which are the signed ones. Raises Malformed."""
        sha256 = self.tags[name] if name in self.tags else self.payload[name]
        return self.reading.read_signed(name, sha256, limit)

    def bag(self) -> BagInfo:
        """What bag-info.txt says. Raises Malformed."""
        return bag_info.parse(self.read(layout.BAG_INFO, bag_info.LARGEST))


def check(signed: Signed) -> tuple[list[Found], int]:
    """Everything that is wrong or worth a word, and how many lines the change log has."""
    missing = [name for name in _ALWAYS if name not in signed.payload]
    if missing:
        return [found(Finding.MISSING_FILE, name) for name in missing], 0
    troubles: list[Found] = []
    lines = 0
    try:
        blocks = signed.reading.chunks_signed(layout.HISTORY, signed.payload[layout.HISTORY])
        lines = chain_check.check(blocks, signed.bag().change_log_head)
    except Malformed as error:
        troubles.append(error.found)
    parts: list[Callable[[], Iterable[Found]]] = [
        partial(_bag, signed),
        partial(_certificates, signed),
        partial(_records, signed, lines),
        partial(_report, signed),
        *(partial(_file, signed, name) for name in sorted(signed.payload)),
    ]
    for part in parts:
        try:
            troubles += part()
        except Malformed as error:
            troubles.append(error.found)
    return list(dict.fromkeys(troubles)), lines  # a broken bag-info.txt is told once


def _bag(signed: Signed) -> Iterator[Found]:
    """What the bag says of itself."""
    bag_info.check_declaration(signed.read(layout.BAGIT, bag_info.LARGEST))
    bag = signed.bag()
    sizes = [signed.reading.size(name) for name in signed.payload]
    if (bag.payload_bytes, bag.payload_files) != (sum(sizes), len(sizes)):
        yield found(Finding.WRONG_OXUM, layout.BAG_INFO)
    if bag.identifier != signed.reading.package_id:
        yield found(Finding.WRONG_IDENTIFIER, layout.BAG_INFO)


def _certificates(signed: Signed) -> Iterator[Found]:
    """The certificates laid beside are those that signed."""
    for role, signer in signed.signers.items():
        for name in (layout.CERTIFICATE[role], layout.CERTIFICATE_PEM[role]):
            content = signed.read(name, layout.MAX_CERTIFICATE)
            if not signers_check.is_same_certificate(content, name, signer):
                yield found(Finding.CERTIFICATE_FILE_DIFFERS, name)


def _records(signed: Signed, lines: int) -> Iterator[Found]:
    """records.json by its schema, of this package, with the evidence that is there."""
    records = records_check.check(
        signed.read(layout.RECORDS, layout.MAX_JSON), signed.reading.package_id
    )
    bag = signed.bag()
    history = records["history"]
    if (history["lines"], history["head"]) != (lines, bag.change_log_head):
        yield found(Finding.WRONG_HEAD, layout.RECORDS)
    if " ".join(records["enterprise"]["name"].split()) != bag.enterprise:
        yield found(Finding.RECORDS_OF_ANOTHER, layout.BAG_INFO)
    if bool(records["round"]["previous_package"]) != bool(bag.previous_sha256):
        yield found(Finding.RECORDS_OF_ANOTHER, layout.BAG_INFO, "Previous-Package-SHA256")
    if not records_check.has_its_questions(records):
        yield found(Finding.WRONG_QUESTIONS, layout.RECORDS)
    index = signed.read(layout.INDEX, _LARGEST_INDEX)
    sizes = {name: signed.reading.size(name) for name in signed.payload}
    payload_checks.check_index(index, signed.payload, sizes, records)
    ledger_check.check(records)


def _report(signed: Signed) -> Iterable[Found]:
    """The report's own two signatures, by the same two people."""
    from selfcheck.submission import report_check  # pyHanko is slow to import

    content = signed.read(layout.REPORT, _LARGEST_REPORT)
    report_check.check(content, signed.signers, signed.now)
    return ()


def _file(signed: Signed, name: str) -> Iterator[Found]:
    """One payload file: is it what its name says, and harmless?"""
    yield from payload_checks.check_name(name)
    if not payload_checks.look_into(name):
        return
    if signed.reading.size(name) <= payload_checks.LARGEST:
        yield from payload_checks.check(name, signed.read(name, payload_checks.LARGEST))
    elif payload_checks.must_be_plain(name):
        raise Malformed(Finding.FILE_TOO_LARGE, name)
    else:
        yield found(Finding.NOT_LOOKED_INTO, name, fatal=False)
