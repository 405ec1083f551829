"""Signed contents that are not true or not harmless are refused with their own finding."""

import io
import json
import zipfile
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from struct import pack_into
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from selfcheck.submission import layout
from selfcheck.submission.findings import Finding
from tests.submission import forge
from tests.submission.cms_kit import (
    APPROVED,
    PRINCIPAL,
    stranger,
)
from tests.submission.forge import PHOTO, TABLE, Plan
from tests.submission.judging import (
    after,
    verdict_of,
)

HISTORY, MANIFEST, TAGMANIFEST = layout.HISTORY, layout.MANIFEST, layout.TAGMANIFEST
PRINCIPAL_P7S = layout.SIGNATURE[layout.PRINCIPAL]
MANAGER_P7S = layout.SIGNATURE[layout.SAFETY_MANAGER]
BASE = forge.PACKAGE_ID

# Contents that are signed and still not true, or not harmless


def with_payload(**changes: bytes | None) -> Plan:
    return Plan(payload=forge.payload(**changes))


def with_records(change: Callable[[dict[str, Any]], object]) -> Plan:
    """The records changed and written again."""
    files = forge.payload()
    content = json.loads(files[layout.RECORDS])
    change(content)
    return Plan(payload=files | {layout.RECORDS: json.dumps(content).encode()})


def with_hazards(change: Callable[[list[dict[str, Any]]], object]) -> Plan:
    """The ledger's hazards changed, and everything signed anew."""
    return with_records(lambda records: change(records["ledger"]["hazards"]))


def edited_hazard() -> bytes:
    """The records with a hazard closed by an editor."""
    return forge.payload()[layout.RECORDS].replace(b'"graded"', b'"closed"')


def raw_records(old: bytes, new: bytes) -> Plan:
    """The text of the records with one passage replaced."""
    files = forge.payload()
    assert old in files[layout.RECORDS]
    return Plan(payload=files | {layout.RECORDS: files[layout.RECORDS].replace(old, new, 1)})


def with_index(change: Callable[[bytes], bytes]) -> Plan:
    files = forge.payload()
    return Plan(payload=files | {layout.INDEX: change(files[layout.INDEX])})


def with_log(change: Callable[[list[bytes]], list[bytes]]) -> Plan:
    """A change log that no longer is one chain, though its head is declared rightly."""
    return with_payload(**{HISTORY: b"".join(change(forge.history().splitlines(True)))})


def with_line(change: Callable[[bytes], bytes], name: str = MANIFEST) -> Plan:
    if name == MANIFEST:
        return Plan(manifest=change)
    return Plan(tagmanifest=change)


def with_report(pdf: bytes) -> Plan:
    return Plan(tags={layout.REPORT: pdf})


def bomb() -> bytes:
    """A PNG that says it has 900 million pixels."""
    png = bytearray(forge.a_photo("PNG"))
    pack_into(">2L", png, 16, 30_000, 30_000)
    pack_into(">L", png, 29, zlib.crc32(png[12:29]))
    return bytes(png)


def appended_to_report() -> bytes:
    """An incremental update after the last signature, as an editor would make it."""
    pdf = forge.a_report()
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/Lang"] = generic.TextStringObject("zh")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def changed_between() -> bytes:
    """The principal changes the report that the safety manager has signed, and signs it."""
    pdf = forge.half_signed()
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/PageMode"] = generic.NameObject("/UseOutlines")
    writer.root["/Outlines"] = writer.add_object(generic.DictionaryObject())
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return forge.signed_last(out.getvalue())


def with_byte_range(index: int, change: int, *, first: bool = False) -> bytes:
    """A signature, the last one as a rule, says that it covers other bytes than it does."""
    pdf = forge.a_report()
    at = pdf.index(b"/ByteRange") if first else pdf.rindex(b"/ByteRange")
    end = pdf.index(b"]", at)
    numbers = [int(number) for number in pdf[at:end].split(b"[")[1].split()]
    numbers[index] += change
    text = b"/ByteRange [" + " ".join(map(str, numbers)).encode()
    spare = end + 1 + max(len(text) - (end - at), 0)  # blanks follow the bracket
    return pdf[:at] + (text + b"]").ljust(spare - at) + pdf[spare:]


def broken_contents(pdf: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The last signature's hexadecimal digits changed."""
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    end = pdf.index(b">", start)
    return pdf[:start] + change(pdf[start:end]) + pdf[end:]


JPEG_AS_PNG = {PHOTO: None, "data/photos/P000001.png": forge.a_photo()}
OTHER_PERIOD = {"period": "2026-12", "sequence": 3, "opened_at": "x", "previous_package": None}

CONTENTS: list[tuple[str, Callable[[], Plan], Finding, str]] = [
    (
        "a file that nobody listed",
        lambda: after(**{"data/x.exe": b"MZ"}),
        Finding.EXTRA_FILE,
        "data/x.exe",
    ),
    ("a tag file that nobody listed", lambda: after(x=b""), Finding.EXTRA_FILE, "x"),
    (
        "another signature",
        lambda: after(**{"signatures/x.p7s": b""}),
        Finding.EXTRA_FILE,
        "signatures/x.p7s",
    ),
    ("a file that is gone", lambda: after(**{PHOTO: None}), Finding.MISSING_FILE, PHOTO),
    (
        "a tag file that is gone",
        lambda: after(**{layout.VERIFY: None}),
        Finding.MISSING_FILE,
        layout.VERIFY,
    ),
    (
        "an absolute path listed",
        lambda: with_line(lambda t: t.replace(b"data/p", b"/ata/p")),
        Finding.BAD_MANIFEST,
        MANIFEST,
    ),
    (
        "a way out listed",
        lambda: with_line(lambda t: t.replace(b"data/p", b"../a/p")),
        Finding.BAD_MANIFEST,
        MANIFEST,
    ),
    (
        "a capital in a hash",
        lambda: with_line(lambda t: t[:64].upper() + t[64:]),
        Finding.BAD_MANIFEST,
        MANIFEST,
    ),
    (
        "a line twice",
        lambda: with_line(lambda t: t.splitlines(True)[0] + t),
        Finding.BAD_MANIFEST,
        MANIFEST,
    ),
    (
        "CRLF",
        lambda: with_line(lambda t: t.replace(b"\n", b"\r\n")),
        Finding.BAD_MANIFEST,
        MANIFEST,
    ),
    ("no last LF", lambda: with_line(lambda t: t[:-1]), Finding.BAD_MANIFEST, MANIFEST),
    (
        "binary mark",
        lambda: with_line(lambda t: t.replace(b"  ", b" *")),
        Finding.BAD_MANIFEST,
        MANIFEST,
    ),
    (
        "no ASCII",
        lambda: with_line(lambda t: t.replace(b"data/p", "é/p".encode())),
        Finding.BAD_MANIFEST,
        MANIFEST,
    ),
    (
        "a tag file among the payload",
        lambda: with_line(lambda t: t + b"0" * 64 + b"  x\n"),
        Finding.BAD_MANIFEST,
        MANIFEST,
    ),
    (
        "a tag file not listed",
        lambda: with_line(lambda t: b"".join(t.splitlines(True)[1:]), TAGMANIFEST),
        Finding.BAD_MANIFEST,
        TAGMANIFEST,
    ),
    (
        "nothing listed",
        lambda: with_line(lambda _: b"\n", TAGMANIFEST),
        Finding.BAD_MANIFEST,
        TAGMANIFEST,
    ),
    (
        "an old bag",
        lambda: Plan(tags={layout.BAGIT: b"BagIt-Version: 0.97\n"}),
        Finding.NEWER_FORMAT,
        layout.BAGIT,
    ),
    ("no bag", lambda: Plan(tags={layout.BAGIT: b"hello"}), Finding.BAD_BAG, layout.BAGIT),
    (
        "another encoding",
        lambda: Plan(
            tags={layout.BAGIT: b"BagIt-Version: 1.0\nTag-File-Character-Encoding: GBK\n"}
        ),
        Finding.BAD_BAG,
        layout.BAGIT,
    ),
    (
        "bag-info not UTF-8",
        lambda: Plan(tags={layout.BAG_INFO: "企业".encode("gbk")}),
        Finding.BAD_BAG,
        layout.BAG_INFO,
    ),
    (
        "bag-info without labels",
        lambda: Plan(tags={layout.BAG_INFO: b"hello\n"}),
        Finding.BAD_BAG,
        layout.BAG_INFO,
    ),
    (
        "bag-info without a head",
        lambda: Plan(tags={layout.BAG_INFO: b"Payload-Oxum: 1.1\n"}),
        Finding.BAD_BAG,
        layout.BAG_INFO,
    ),
    (
        "a name that turns the reading direction",
        lambda: Plan(bag={"Source-Organization": "\u202egnp.exe"}),
        Finding.BAD_BAG,
        layout.BAG_INFO,
    ),
    (
        "a name that clears the terminal",
        lambda: Plan(bag={"Source-Organization": "\x1b[2J"}),
        Finding.BAD_BAG,
        layout.BAG_INFO,
    ),
    (
        "a formula in the index",
        lambda: with_index(
            lambda t: t.replace(b"SHA-256", b"SHA-256,x").replace(b"\r\n", b",=1\r\n")
        ),
        Finding.FORMULA,
        layout.INDEX,
    ),
    (
        "a label twice",
        lambda: Plan(bag={"X": "x\nPayload-Oxum: 1.1"}),
        Finding.BAD_BAG,
        layout.BAG_INFO,
    ),
    (
        "an oxum of words",
        lambda: Plan(bag={"Payload-Oxum": "many"}),
        Finding.BAD_BAG,
        layout.BAG_INFO,
    ),
    (
        "a lie in the oxum",
        lambda: Plan(bag={"Payload-Oxum": "12.3"}),
        Finding.WRONG_OXUM,
        layout.BAG_INFO,
    ),
    (
        "another ID in the bag",
        lambda: Plan(bag={"External-Identifier": "x"}),
        Finding.WRONG_IDENTIFIER,
        layout.BAG_INFO,
    ),
    (
        "another head",
        lambda: Plan(bag={"Change-Log-Head": "1" * 64}),
        Finding.WRONG_HEAD,
        HISTORY,
    ),
    (
        "another enterprise's name",
        lambda: Plan(bag={"Source-Organization": "x"}),
        Finding.RECORDS_OF_ANOTHER,
        layout.BAG_INFO,
    ),
    (
        "no records",
        lambda: with_payload(**{layout.RECORDS: None}),
        Finding.MISSING_FILE,
        layout.RECORDS,
    ),
    (
        "a line of the log left out",
        lambda: with_log(lambda t: [t[0], t[2]]),
        Finding.BROKEN_CHAIN,
        f"{HISTORY} 第 2 行",
    ),
    (
        "the first line left out",
        lambda: with_log(lambda t: t[1:]),
        Finding.BROKEN_CHAIN,
        f"{HISTORY} 第 1 行",
    ),
    (
        "a line that is no object",
        lambda: with_log(lambda t: [b"[]\n", *t]),
        Finding.BROKEN_CHAIN,
        f"{HISTORY} 第 1 行",
    ),
    (
        "a line that is no JSON",
        lambda: with_log(lambda t: [b"x\n", *t]),
        Finding.BAD_JSON,
        f"{HISTORY} 第 1 行",
    ),
    (
        "half a last line",
        lambda: with_log(lambda t: [*t[:2], t[2][:-1]]),
        Finding.BROKEN_CHAIN,
        HISTORY,
    ),
    (
        "an endless line",
        lambda: with_log(lambda t: [*t, b" " * (17 << 20)]),
        Finding.FILE_TOO_LARGE,
        HISTORY,
    ),
    (
        "records of another head",
        lambda: with_records(lambda r: r["history"].update(head="1" * 64)),
        Finding.WRONG_HEAD,
        layout.RECORDS,
    ),
    (
        "records of more lines",
        lambda: with_records(lambda r: r["history"].update(lines=4)),
        Finding.WRONG_HEAD,
        layout.RECORDS,
    ),
    (
        "another ID in the records",
        lambda: with_records(lambda r: r.update(package_id=BASE[:-1] + "4")),
        Finding.RECORDS_OF_ANOTHER,
        layout.RECORDS,
    ),
    (
        "another code in the records",
        lambda: with_records(lambda r: r["enterprise"].update(credit_code="9" * 18)),
        Finding.RECORDS_OF_ANOTHER,
        layout.RECORDS,
    ),
    (
        "another month",
        lambda: with_records(lambda r: r["round"].update(period="2026-12")),
        Finding.RECORDS_OF_ANOTHER,
        layout.RECORDS,
    ),
    (
        "against the schema",
        lambda: with_records(lambda r: r["duties"][0].update(status="fine")),
        Finding.AGAINST_SCHEMA,
        layout.RECORDS,
    ),
    (
        "a field missing",
        lambda: with_records(lambda r: r.pop("people")),
        Finding.AGAINST_SCHEMA,
        layout.RECORDS,
    ),
    (
        "a newer format",
        lambda: with_records(lambda r: r.update(schema=2)),
        Finding.NEWER_FORMAT,
        layout.RECORDS,
    ),
    (
        "a list of records",
        lambda: with_payload(**{layout.RECORDS: b"[]"}),
        Finding.AGAINST_SCHEMA,
        layout.RECORDS,
    ),
    (
        "a key twice",
        lambda: raw_records(b'"schema": 1', b'"schema": 1, "schema": 1'),
        Finding.DUPLICATE_KEY,
        layout.RECORDS,
    ),
    ("NaN", lambda: raw_records(b"86", b"NaN"), Finding.NOT_A_NUMBER, layout.RECORDS),
    (
        "minus infinity",
        lambda: raw_records(b"86", b"-Infinity"),
        Finding.NOT_A_NUMBER,
        layout.RECORDS,
    ),
    (
        "a number beyond all",
        lambda: raw_records(b"86", b"1e999"),
        Finding.NOT_A_NUMBER,
        layout.RECORDS,
    ),
    ("no JSON", lambda: raw_records(b"{", b"["), Finding.BAD_JSON, layout.RECORDS),
    ("not UTF-8", lambda: raw_records(b"86", b'"\xff"'), Finding.BAD_JSON, layout.RECORDS),
    (
        "half a character",
        lambda: raw_records(b"86", b'"\\ud800"'),
        Finding.BAD_JSON,
        layout.RECORDS,
    ),
    ("too deep", lambda: raw_records(b"86", b"[" * 100_000), Finding.BAD_JSON, layout.RECORDS),
    (
        "65 MB of records",
        lambda: raw_records(b"86", b"86" + b" " * (65 << 20)),
        Finding.FILE_TOO_LARGE,
        layout.RECORDS,
    ),
    (
        "evidence not in the records",
        lambda: with_records(lambda r: r["evidence"].pop()),
        Finding.BAD_INDEX,
        layout.RECORDS,
    ),
    (
        "another size in the records",
        lambda: with_records(lambda r: r["evidence"][0].update(size=1)),
        Finding.BAD_INDEX,
        layout.RECORDS,
    ),
    (
        "a signed file that nothing describes",
        lambda: with_payload(**{"data/hidden.exe": b"MZ"}),
        Finding.BAD_INDEX,
        "data/hidden.exe",
    ),
    (
        "questions of another fingerprint",
        lambda: with_records(lambda r: r["pack"].update(content={"id": "x"})),
        Finding.WRONG_QUESTIONS,
        layout.RECORDS,
    ),
    (
        "a package before that the records do not know",
        lambda: Plan(bag={"Previous-Package-SHA256": "1" * 64}),
        Finding.RECORDS_OF_ANOTHER,
        layout.BAG_INFO,
    ),
    (
        "evidence twice in the records",
        lambda: with_records(lambda r: r["evidence"].append(r["evidence"][0])),
        Finding.BAD_INDEX,
        layout.RECORDS,
    ),
    (
        "a hazard edited after signing",
        lambda: after(**{layout.RECORDS: edited_hazard()}),
        Finding.CHANGED_FILE,
        layout.RECORDS,
    ),
    (
        "a hazard left out, and the figure of what is open left standing",
        lambda: with_hazards(lambda h: h.pop(0)),
        Finding.WRONG_LEDGER,
        layout.RECORDS,
    ),
    (
        "a major hazard made a general one",
        lambda: with_hazards(lambda h: h[0].update(grade="general")),
        Finding.WRONG_LEDGER,
        layout.RECORDS,
    ),
    (
        "a hazard closed in the list alone",
        lambda: with_hazards(lambda h: h[0].update(state="closed")),
        Finding.WRONG_LEDGER,
        layout.RECORDS,
    ),
    (
        "a number twice",
        lambda: with_hazards(lambda h: h[1].update(number="YH-2026-001")),
        Finding.WRONG_LEDGER,
        layout.RECORDS,
    ),
    (
        "a hazard that names evidence which is not there",
        lambda: with_hazards(lambda h: h[1]["evidence"].update(after=["E0099"])),
        Finding.WRONG_LEDGER,
        layout.RECORDS,
    ),
    (
        "marks on a photo that is not there",
        lambda: with_hazards(
            lambda h: h[0]["marks"].append({"evidence": "E0099", "part": "before", "marks": []})
        ),
        Finding.WRONG_LEDGER,
        layout.RECORDS,
    ),
    (
        "the photo of a hazard put beside another",
        lambda: with_hazards(lambda h: h[1]["evidence"].update(h[0]["evidence"])),
        Finding.WRONG_LEDGER,
        layout.RECORDS,
    ),
    (
        "evidence that names a hazard which does not name it",
        lambda: with_records(lambda r: r["evidence"][1].update(hazards=["YH-2026-002"])),
        Finding.WRONG_LEDGER,
        layout.RECORDS,
    ),
    (
        "evidence that names a hazard which is not there",
        lambda: with_records(lambda r: r["evidence"][1].update(hazards=["YH-2026-009"])),
        Finding.WRONG_LEDGER,
        layout.RECORDS,
    ),
    (
        "a code twice",
        lambda: with_records(lambda r: r["evidence"][1].update(code="E0001")),
        Finding.WRONG_LEDGER,
        layout.RECORDS,
    ),
    (
        "a hazard of a state that is not in the schema",
        lambda: with_hazards(lambda h: h[0].update(state="draft")),
        Finding.AGAINST_SCHEMA,
        layout.RECORDS,
    ),
    (
        "a hazard without its stops",
        lambda: with_hazards(lambda h: h[0].pop("stops")),
        Finding.AGAINST_SCHEMA,
        layout.RECORDS,
    ),
    (
        "evidence not in the index",
        lambda: with_index(lambda t: t[: t.rindex(b"data")]),
        Finding.BAD_INDEX,
        layout.INDEX,
    ),
    (
        "a line of the index twice",
        lambda: with_index(lambda t: t + t.splitlines(True)[-1]),
        Finding.BAD_INDEX,
        layout.INDEX,
    ),
    (
        "another hash in the index",
        lambda: with_index(lambda t: t[:-4] + b"zz\r\n"),
        Finding.BAD_INDEX,
        layout.INDEX,
    ),
    (
        "an index in GBK",
        lambda: with_index(lambda _: "包内文件".encode("gbk")),
        Finding.BAD_INDEX,
        layout.INDEX,
    ),
    ("a broken index", lambda: with_index(lambda t: t + b'"'), Finding.BAD_INDEX, layout.INDEX),
    (
        "a photo that is none",
        lambda: with_payload(**{PHOTO: b"hello"}),
        Finding.BAD_IMAGE,
        PHOTO,
    ),
    ("a GIF", lambda: with_payload(**{PHOTO: forge.a_photo("GIF")}), Finding.BAD_IMAGE, PHOTO),
    (
        "a JPEG called PNG",
        lambda: with_payload(**JPEG_AS_PNG),
        Finding.BAD_IMAGE,
        "data/photos/P000001.png",
    ),
    (
        "a program among the photos",
        lambda: with_payload(**{"data/photos/P000009.exe": b"MZ"}),
        Finding.BAD_IMAGE,
        "data/photos/P000009.exe",
    ),
    (
        "a picture without pixels",
        lambda: with_payload(
            **{PHOTO: None, "data/photos/P000001.png": forge.a_picture_without_pixels()}
        ),
        Finding.BAD_IMAGE,
        "data/photos/P000001.png",
    ),
    (
        "a bomb of pixels",
        lambda: with_payload(**{PHOTO: None, "data/photos/P000001.png": bomb()}),
        Finding.HUGE_IMAGE,
        "data/photos/P000001.png",
    ),
    (
        "51 million pixels",
        lambda: with_payload(**{PHOTO: forge.a_photo(size=(10_000, 5_100))}),
        Finding.HUGE_IMAGE,
        PHOTO,
    ),
    (
        "a table that is none",
        lambda: with_payload(**{TABLE: b"hello"}),
        Finding.BAD_WORKBOOK,
        TABLE,
    ),
    (
        "a table packed as BZIP2",
        lambda: with_payload(**{TABLE: forge.a_workbook_packed(zipfile.ZIP_BZIP2)}),
        Finding.BAD_WORKBOOK,
        TABLE,
    ),
    (
        "a table packed as LZMA",
        lambda: with_payload(**{TABLE: forge.a_workbook_packed(zipfile.ZIP_LZMA)}),
        Finding.BAD_WORKBOOK,
        TABLE,
    ),
    (
        "an encrypted table",
        lambda: with_payload(**{TABLE: forge.an_encrypted_workbook()}),
        Finding.BAD_WORKBOOK,
        TABLE,
    ),
    (
        "a table without a workbook",
        lambda: with_payload(**{TABLE: forge.a_zip_of(x=b"x")}),
        Finding.BAD_WORKBOOK,
        TABLE,
    ),
    (
        "a table with entities",
        lambda: with_payload(**{TABLE: forge.workbook_with("x.xml", b"<!DOCTYPE x>")}),
        Finding.BAD_WORKBOOK,
        TABLE,
    ),
    (
        "a formula",
        lambda: with_payload(**{TABLE: forge.a_workbook("=1+1")}),
        Finding.FORMULA,
        TABLE,
    ),
    (
        "a link",
        lambda: with_payload(**{TABLE: forge.a_workbook(link="https://a.b/c")}),
        Finding.ACTIVE_WORKBOOK,
        TABLE,
    ),
    (
        "a macro",
        lambda: with_payload(**{TABLE: forge.workbook_with("xl/vbaProject.bin")}),
        Finding.ACTIVE_WORKBOOK,
        TABLE,
    ),
    (
        "a linked workbook",
        lambda: with_payload(**{TABLE: forge.workbook_with("xl/externalLinks/1.xml")}),
        Finding.ACTIVE_WORKBOOK,
        TABLE,
    ),
    (
        "another certificate beside",
        lambda: Plan(tags={layout.CERTIFICATE[layout.PRINCIPAL]: b"x"}),
        Finding.CERTIFICATE_FILE_DIFFERS,
        layout.CERTIFICATE[layout.PRINCIPAL],
    ),
    (
        "another PEM beside",
        lambda: Plan(tags={layout.CERTIFICATE_PEM[layout.PRINCIPAL]: b"x"}),
        Finding.CERTIFICATE_FILE_DIFFERS,
        layout.CERTIFICATE_PEM[layout.PRINCIPAL],
    ),
    (
        "a certificate of 65 kB",
        lambda: Plan(tags={layout.CERTIFICATE[layout.PRINCIPAL]: bytes(70_000)}),
        Finding.FILE_TOO_LARGE,
        layout.CERTIFICATE[layout.PRINCIPAL],
    ),
    (
        "a report that is none",
        lambda: with_report(b"hello"),
        Finding.REPORT_UNREADABLE,
        layout.REPORT,
    ),
    (
        "a report without signatures",
        lambda: with_report(forge.a_pdf()),
        Finding.REPORT_FIELDS,
        layout.REPORT,
    ),
    (
        "a report signed once",
        lambda: with_report(forge.half_signed()),
        Finding.REPORT_FIELDS,
        layout.REPORT,
    ),
    (
        "a third field",
        lambda: with_report(forge.a_report(fields=3)),
        Finding.REPORT_FIELDS,
        layout.REPORT,
    ),
    (
        "a report that acts",
        lambda: with_report(forge.a_pdf(script=True)),
        Finding.ACTIVE_PDF,
        layout.REPORT,
    ),
    (
        "something appended",
        lambda: with_report(appended_to_report()),
        Finding.REPORT_APPENDED,
        layout.REPORT,
    ),
    (
        "a space appended",
        lambda: with_report(forge.a_report() + b" "),
        Finding.REPORT_APPENDED,
        layout.REPORT,
    ),
    (
        "changed between the two",
        lambda: with_report(changed_between()),
        Finding.REPORT_CHANGED_BETWEEN,
        layout.REPORT,
    ),
    (
        "a report of another signer",
        lambda: with_report(forge.a_report(principal=stranger(PRINCIPAL))),
        Finding.REPORT_SIGNER_DIFFERS,
        layout.REPORT,
    ),
    (
        "a word of the report changed",
        lambda: with_report(forge.a_report().replace(b"/Creator", b"/Kreator")),
        Finding.REPORT_SIGNATURE,
        layout.REPORT,
    ),
    (
        "a range that leaves out more",
        lambda: with_report(with_byte_range(1, -8)),
        Finding.REPORT_SIGNATURE,
        layout.REPORT,
    ),
    (
        "a range that begins later",
        lambda: with_report(with_byte_range(0, 1)),
        Finding.REPORT_SIGNATURE,
        layout.REPORT,
    ),
    (
        "a first range that reaches into the second",
        lambda: with_report(with_byte_range(3, 500, first=True)),
        Finding.REPORT_SIGNATURE,
        layout.REPORT,
    ),
    (
        "a range beyond the end",
        lambda: with_report(with_byte_range(3, 1)),
        Finding.REPORT_SIGNATURE,
        layout.REPORT,
    ),
    (
        "a gap that is not the signature",
        lambda: with_report(with_byte_range(1, -1)),
        Finding.REPORT_SIGNATURE,
        layout.REPORT,
    ),
    (
        "a report signed without a time",
        lambda: with_report(forge.a_report().replace(b"/M (D", b"/N (D")),
        Finding.REPORT_SIGNATURE,
        layout.REPORT,
    ),
    (
        "the report of an earlier approval",
        lambda: with_report(
            forge.signed_last(forge.half_signed(approved=APPROVED - timedelta(days=20)))
        ),
        Finding.REPORT_OF_ANOTHER,
        layout.REPORT,
    ),
    (
        "rubbish behind the signature",
        lambda: with_report(broken_contents(forge.a_report(), lambda t: t[:-2] + b"01")),
        Finding.REPORT_SIGNATURE,
        layout.REPORT,
    ),
]


@pytest.mark.parametrize(
    ("plan", "expected", "where"),
    [row[1:] for row in CONTENTS],
    ids=[row[0] for row in CONTENTS],
)
def test_signed_contents_that_are_not_true_or_not_harmless_are_refused(
    tmp_path: Path, plan: Callable[[], Plan], expected: Finding, where: str
) -> None:
    verdict = verdict_of(tmp_path, plan())

    assert (expected, where) in [(f.code, f.where) for f in verdict.findings if f.fatal]
    assert not verdict.intact
    assert not verdict.accepted
