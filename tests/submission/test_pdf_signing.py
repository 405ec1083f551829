"""A report signed by two people: stock readers accept both, and see any change."""

import shutil
import subprocess
from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from selfcheck.errors import KeyTrouble, SigningError
from selfcheck.submission import pdf_signing
from tests.submission.builders import (
    BOXES,
    LATER,
    NOW,
    a_pdf,
    the_manager,
    the_principal,
)

needs_pdfsig = pytest.mark.skipif(
    shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed"
)


@cache
def with_fields() -> bytes:
    return pdf_signing.add_fields(a_pdf("one", "two"), BOXES)


@cache
def signed_once() -> bytes:
    return pdf_signing.sign(
        with_fields(),
        "safety_manager",
        the_manager(),
        at=NOW,
        appearance=a_pdf("the manager's mark", size=(200, 80)),
        certify=True,
        reason="审核",
    )


@cache
def signed_twice() -> bytes:
    return pdf_signing.sign(
        signed_once(), "principal", the_principal(), at=LATER, certify=False, reason="签发"
    )


def pdfsig(pdf: bytes, folder: Path) -> str:
    (folder / "report.pdf").write_bytes(pdf)
    done = subprocess.run(
        ["pdfsig", "report.pdf"],
        cwd=folder,
        capture_output=True,
        check=False,
        env={"TZ": "UTC", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(folder)},
    )
    return done.stdout.decode()


@needs_pdfsig
def test_pdfsig_accepts_both_signatures(tmp_path: Path) -> None:
    told = pdfsig(signed_twice(), tmp_path)

    assert told.count("Signature Validation: Signature is Valid.") == 2
    assert told.count("Signature Type: ETSI.CAdES.detached") == 2
    assert "Total document signed" in told.split("Signature #2")[1]
    first, second = told.split("Signature #2")
    assert "Field Name: safety_manager" in first
    assert "Signing Time: Nov 24 2026 02:32:05" in first
    assert "Field Name: principal" in second
    assert "Signer Certificate Common Name: 张𠮷" in second
    assert "Signing Time: Nov 24 2026 08:05:40" in second


@needs_pdfsig
def test_pdfsig_sees_a_changed_page(tmp_path: Path) -> None:
    told = pdfsig(signed_twice().replace(b"595 842", b"595 841", 1), tmp_path)

    assert "Signature is Valid" not in told
    assert told.count("Digest Mismatch") == 2


def test_the_second_signature_leaves_every_byte_of_the_first() -> None:
    assert signed_once().startswith(with_fields())
    assert signed_twice().startswith(signed_once())


def test_both_fields_stand_there_before_anybody_signs() -> None:
    fields = PdfReader(BytesIO(with_fields())).get_fields()
    assert fields is not None
    assert set(fields) == {"safety_manager", "principal"}
    assert all(field["/FT"] == "/Sig" and "/V" not in field for field in fields.values())


def test_the_first_signature_forbids_more_than_filling_in() -> None:
    root: Any = PdfReader(BytesIO(signed_twice())).root_object
    reference = root["/Perms"]["/DocMDP"]["/Reference"][0]
    assert reference["/TransformParams"]["/P"] == 2


def test_the_mark_is_drawn_where_the_box_is() -> None:
    page: Any = PdfReader(BytesIO(signed_once())).pages[1]
    fields = {field["/T"]: field for field in (a.get_object() for a in page["/Annots"])}
    manager = fields["safety_manager"]

    assert [float(edge) for edge in manager["/Rect"]] == [50, 500.25, 250, 580.5]
    picture = manager["/AP"]["/N"]["/Resources"]["/XObject"]["/Picture"]
    assert b"the manager's mark" in picture.get_data()


def test_same_report_same_fields_same_bytes() -> None:
    assert pdf_signing.add_fields(a_pdf("one", "two"), BOXES) == with_fields()


def test_the_pcs_clock_is_not_asked() -> None:
    """Same report, key and moment: the same bytes, whenever it is done."""
    again = pdf_signing.sign(
        signed_once(), "principal", the_principal(), at=LATER, certify=False, reason="签发"
    )
    assert again == signed_twice()


def test_who_signed_is_told_only_while_nothing_was_changed_or_added() -> None:
    manager, principal = the_manager().info.fingerprint, the_principal().info.fingerprint

    assert pdf_signing.signed_by(signed_once(), "safety_manager") == manager
    assert pdf_signing.signed_by(signed_twice(), "principal") == principal
    assert pdf_signing.signed_by(signed_twice(), "safety_manager") == ""
    assert pdf_signing.signed_by(signed_once(), "principal") == ""
    assert pdf_signing.signed_by(with_fields(), "safety_manager") == ""
    changed = signed_once().replace(b"595 842", b"595 841", 1)
    assert pdf_signing.signed_by(changed, "safety_manager") == ""
    assert pdf_signing.signed_by(signed_once() + b" ", "safety_manager") == ""
    assert pdf_signing.signed_by(b"no report", "safety_manager") == ""


@pytest.mark.parametrize("field", ["safety_manager", "somebody"])
def test_a_field_that_is_signed_or_missing_is_refused(field: str) -> None:
    with pytest.raises(SigningError, match="签名栏不可用"):
        pdf_signing.sign(
            signed_once(), field, the_principal(), at=LATER, certify=False, reason="签发"
        )


@pytest.mark.parametrize("content", [b"", b"no report", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_report_is_refused(content: bytes) -> None:
    with pytest.raises(SigningError, match="报告文件损坏"):
        pdf_signing.add_fields(content, BOXES)


def test_an_expired_key_signs_no_report() -> None:
    late = the_principal().info.valid_to + timedelta(days=1)
    with pytest.raises(KeyTrouble, match="到期"):
        pdf_signing.sign(
            signed_once(), "principal", the_principal(), at=late, certify=False, reason="签发"
        )
