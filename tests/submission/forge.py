"""A forgery kit: a small honest package, and the means to bend exactly one thing about it.

Attacks that need it are signed again with the real keys, so that each meets the one check that it
is meant for.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import xlsxwriter
from asn1crypto import pem
from PIL import Image
from reportlab.pdfgen import canvas

from selfcheck.reports.signature_page import SignatureBox
from selfcheck.submission import layout, pdf_signing, signers
from selfcheck.submission.key_info import info_of
from selfcheck.submission.layout import PRINCIPAL as PRINCIPAL_ROLE
from selfcheck.submission.layout import SAFETY_MANAGER as MANAGER_ROLE
from tests.submission import cms_kit as keys
from tests.submission.cms_kit import APPROVED, HONEST, SIGNED, Bend, Person

if TYPE_CHECKING:
    from selfcheck.reports.content import SignatureName

PACKAGE_ID = f"{keys.CREDIT_CODE}-2026-11-003"
PHOTO = "data/photos/P000001.jpg"
DOCUMENT = "data/files/F000002.pdf"
TABLE = "data/tables/answers.xlsx"

Files = dict[str, bytes]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@cache
def a_photo(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "orange").save(out, kind)
    return out.getvalue()


@cache
def a_pdf(*, script: bool = False) -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    page.drawString(72, 720, "report")
    page.showPage()
    page.save()
    pdf = out.getvalue()
    return (
        pdf.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction 1 0 R") if script else pdf
    )


@cache
def a_workbook(formula: str = "", link: str = "") -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("答案")
    sheet.write_string(0, 0, "=1+1 只是文字")
    if formula:
        sheet.write_formula(1, 0, formula)
    if link:
        sheet.write_url(2, 0, link)
    book.close()
    return out.getvalue()


def a_zip_of(**contents: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name, content in contents.items():
            parts.writestr(name, content)
    return out.getvalue()


def a_workbook_packed(how: int) -> bytes:
    """The same workbook, its parts packed in a way that no office program writes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(a_workbook())) as parts,
        zipfile.ZipFile(out, "w", how) as packed,
    ):
        for info in parts.infolist():
            packed.writestr(info.filename, parts.read(info))
    return out.getvalue()


def an_encrypted_workbook() -> bytes:
    """A workbook whose every part says that it is encrypted."""
    book = bytearray(a_workbook())
    at = book.find(b"PK\x01\x02")
    while at >= 0:
        book[at + 8] |= 1
        at = book.find(b"PK\x01\x02", at + 4)
    return bytes(book)


def a_picture_without_pixels() -> bytes:
    """A PNG that ends before its first pixel."""
    png = a_photo("PNG")
    return png[: png.index(b"IDAT") - 4]


def workbook_with(name: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO(a_workbook())
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr(name, content)
    return out.getvalue()


def history(*, count: int = 3) -> bytes:
    """A change log whose chain holds."""
    previous, lines = "0" * 64, []
    for seq in range(1, count + 1):
        entry = {"action": "answer", "actor": "张𠮷", "previous": previous, "seq": seq}
        entry["monotonic"] = 12.5
        lines.append(json.dumps(entry, ensure_ascii=False, sort_keys=True))
        previous = sha256(lines[-1].encode())
    return "".join(f"{line}\n" for line in lines).encode()


def head(log: bytes) -> str:
    return sha256(log.splitlines()[-1])


def a_hazard(number: str, **changes: object) -> dict[str, Any]:
    """A hazard of the ledger, open and major unless told."""
    return {
        "number": number,
        "grade": "major",
        "state": "graded",
        "description": "3号中频炉炉坑积水",
        "location": "熔炼车间",
        "found_on": "2026-11-16",
        "recorded_at": "2026-11-16T09:12:00+08:00",
        "determinations": [],
        "stops": [],
        "reports": [],
        "explanations": [],
        "evidence": {},
        "marks": [],
        "events": [],
    } | changes


def records_json(files: Files, **changes: object) -> dict[str, Any]:
    """Records that the schema allows, about this package and its evidence."""
    duty = {
        "key": "d01",
        "number": 1,
        "title": "建立健全责任制",
        "reconstructed": False,
        "status": "done",
        "owner": "李安全",
        "confirmed_by": "李安全",
        "confirmed_at": "2026-11-23T10:00:00+08:00",
        "not_applicable_reason": "",
        "items": [],
    }
    evidence = [
        {
            "code": f"E{number:04d}",
            "title": "仓库入口",
            "file": name,
            "original_name": "IMG_0001.JPG",
            "media_type": "image/jpeg",
            "size": len(files[name]),
            "sha256": sha256(files[name]),
            "source": "文件",
            "taken_at": "",
            "occurred_on": "2026-11-20",
            "recorded_at": "2026-11-20T10:00:00+08:00",
            "items": ["d01.a"],
            "hazards": ["YH-2026-001"] if number == 1 else [],
        }
        for number, name in enumerate(evidence_names(files), 1)
    ]
    log = files[layout.HISTORY]
    content: dict[str, Any] = {
        "schema": 1,
        "package_id": PACKAGE_ID,
        "enterprise": {
            "name": keys.ENTERPRISE,
            "credit_code": keys.CREDIT_CODE,
            "sector": "机械",
            "address": "江城区",
            "department": "区应急管理局",
            "phone": "",
            "head_count": 86,
            "profile": [],
        },
        "people": [],
        "round": {
            "period": "2026-11",
            "sequence": 3,
            "opened_at": "2026-11-01T09:00:00+08:00",
            "previous_package": None,
        },
        "pack": {
            "id": "plan-2023",
            "version": "1",
            "fingerprint": sha256(b"{}"),
            "content": {},
        },
        "duties": [duty],
        "evidence": evidence,
        "ledger": {
            "since": None,
            "totals": {"found": 2, "open": 1, "closed": 1, "major_open": 1},
            "hazards": [
                a_hazard(
                    "YH-2026-001", **{"evidence": {"before": ["E0001"]}} if evidence else {}
                ),
                a_hazard("YH-2026-002", state="closed", grade="general"),
            ],
        },
        "declaration": "以上内容属实。",
        "history": {"lines": len(log.splitlines()), "head": head(log)},
    }
    return content | changes


def evidence_names(files: Files) -> list[str]:
    return sorted(name for name in files if name.startswith(("data/photos/", "data/files/")))


def index_csv(files: Files) -> bytes:
    rows = [f"{name},{sha256(files[name])}" for name in evidence_names(files)]
    return ("\ufeff" + "\r\n".join(["包内文件,SHA-256", *rows]) + "\r\n").encode()


def payload(**changes: bytes | None) -> Files:
    """The files under data/, consistent with each other; None takes one away.

    Names are given without data/ when that reads better: `payload(**{PHOTO: b"…"})`.
    """
    files: dict[str, bytes | None] = {
        PHOTO: a_photo(),
        DOCUMENT: a_pdf(),
        TABLE: a_workbook(),
        layout.HISTORY: history(),
    }
    files |= changes
    here = {name: content for name, content in files.items() if content is not None}
    here.setdefault(layout.INDEX, index_csv(here))
    if layout.RECORDS not in changes:
        here[layout.RECORDS] = json.dumps(records_json(here), ensure_ascii=False).encode()
    return here


def signer(person: Person) -> signers.Signer:
    return signers.file_signer(info_of(person.certificate), person.key)


@cache
def half_signed(
    manager: Person = keys.MANAGER, fields: int = 2, approved: datetime = APPROVED
) -> bytes:
    """A report that waits for the principal."""
    boxes = [
        SignatureBox(
            cast("SignatureName", name), 0, 72, 100 + 80 * number, 300, 160 + 80 * number
        )
        for number, name in enumerate(["safety_manager", "principal", "witness"][:fields])
    ]
    return pdf_signing.sign(
        pdf_signing.add_fields(a_pdf(), boxes),
        "safety_manager",
        signer(manager),
        at=approved,
        certify=True,
        reason="审核",
    )


def signed_last(pdf: bytes, principal: Person = keys.PRINCIPAL) -> bytes:
    """The principal signs what is there."""
    who = signer(principal)
    return pdf_signing.sign(pdf, "principal", who, at=SIGNED, certify=False, reason="签署")


@cache
def a_report(principal: Person = keys.PRINCIPAL, fields: int = 2) -> bytes:
    """A report signed by both, the manager first."""
    return signed_last(half_signed(fields=fields), principal)


def manifest(files: Files) -> bytes:
    return "".join(f"{sha256(files[name])}  {name}\n" for name in sorted(files)).encode()


def same(content: bytes) -> bytes:
    return content


@dataclass(frozen=True)
class Plan:
    """An honest package, but for what is given here."""

    payload: Files = field(default_factory=payload)
    manager: Person = keys.MANAGER
    principal: Person = keys.PRINCIPAL
    manager_bend: Bend = HONEST
    principal_bend: Bend = HONEST
    approved: datetime = APPROVED
    signed: datetime = SIGNED
    bag: dict[str, str] = field(default_factory=dict)
    tags: Files = field(default_factory=dict)  # instead of the honest ones, and signed
    manifest: Callable[[bytes], bytes] = same
    tagmanifest: Callable[[bytes], bytes] = same
    after: Callable[[Files], Files] = lambda files: files  # done after signing
    base: str = PACKAGE_ID


def files(plan: Plan) -> Files:
    """Every file of the package by its name inside the base folder."""
    log = plan.payload.get(layout.HISTORY, b"\n")
    labels = {
        "Source-Organization": keys.ENTERPRISE,
        "External-Identifier": PACKAGE_ID,
        "Bagging-Date": "2026-11-24",
        "Payload-Oxum": f"{sum(map(len, plan.payload.values()))}.{len(plan.payload)}",
        "Change-Log-Head": head(log),
        "Change-Log-Lines": "3",
        "Previous-Package-SHA256": "none",
    } | plan.bag
    listed = plan.manifest(manifest(plan.payload))
    tags = {
        layout.BAGIT: b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        layout.BAG_INFO: "".join(
            f"{label}: {value}\n" for label, value in labels.items()
        ).encode(),
        layout.MANIFEST: listed,
        layout.VERIFY: "\ufeff核验方法\r\n".encode(),
        layout.REPORT: a_report(),
        layout.SIGNATURE[MANAGER_ROLE]: keys.signature(
            listed, plan.manager, plan.approved, plan.manager_bend
        ),
    }
    for role, person in ((MANAGER_ROLE, plan.manager), (PRINCIPAL_ROLE, plan.principal)):
        tags[layout.CERTIFICATE[role]] = person.certificate
        tags[layout.CERTIFICATE_PEM[role]] = pem.armor("CERTIFICATE", person.certificate)
    tags |= plan.tags
    text = plan.tagmanifest(manifest(tags))
    whole = {
        **plan.payload,
        **tags,
        layout.TAGMANIFEST: text,
        layout.SIGNATURE[PRINCIPAL_ROLE]: keys.signature(
            text, plan.principal, plan.signed, plan.principal_bend
        ),
    }
    return plan.after(whole)
