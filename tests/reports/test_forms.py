"""The forms on paper: one page for each copy, with the fingerprint and what to do with it."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from selfcheck.errors import NotReady
from selfcheck.reports import checklist, enrolment, slip
from tests.reports.samples import CODE, TITLES, words_of

SHA256 = hashlib.sha256(b"certificate").hexdigest()
SHA1 = SHA256[:40]
ENROLMENT = enrolment.Enrolment(
    enterprise="黄石示例机械制造有限公司",
    credit_code=CODE,
    name="张𠮷䶮",
    role="主要负责人",
    title="总经理",
    receiver="示例区应急管理局",
    sha256=SHA256,
    sha1=SHA1,
    valid_from="2026-11-20",
    valid_to="2029-11-19",
)
SLIP = slip.Slip(
    enterprise="黄石示例机械制造有限公司",
    credit_code=CODE,
    package_id=f"{CODE}-2026-11-003",
    round="2026 年 11 月 · 第 003 次报送",
    receiver="示例区应急管理局",
    file_name=f"{CODE}-2026-11-003.zip",
    size="286.4 MB（300,312,004 字节）",
    written_at="2026-11-23 10:41",
    fingerprint=SHA256,
    lines=(slip.SlipLine("佐证材料", "照片和文件", "214", "284.9 MB"),),
    signers=(("审核", "林晓燕　2026-11-23 09:48:12"), ("签署", "周建华　2026-11-23 10:33:05")),
)


def pages_of(pdf: bytes) -> int:
    """How many sheets come out of the printer."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


def grouped(digits: str) -> str:
    """Four groups of eight, as a line of the form shows them."""
    return " ".join(digits[start : start + 8] for start in range(0, 32, 8))


def test_the_enrolment_form_is_one_page_with_name_and_both_fingerprints(tmp_path: Path) -> None:
    pdf = enrolment.build(ENROLMENT)
    text = words_of(pdf, tmp_path)
    assert pages_of(pdf) == 1
    for part in ("张𠮷䶮", "总经理", CODE, grouped(SHA256), SHA256, SHA1, "企业盖章", "登记册"):
        assert part in text


def test_a_renewal_names_the_fingerprint_it_follows(tmp_path: Path) -> None:
    old = hashlib.sha256(b"old").hexdigest()
    assert old in words_of(enrolment.build(replace(ENROLMENT, replaces=old)), tmp_path)


def test_the_slip_has_a_page_for_each_side_and_a_command_to_check_with(tmp_path: Path) -> None:
    pdf = slip.build(SLIP)
    text = words_of(pdf, tmp_path)
    assert pages_of(pdf) == 2
    assert text.count(grouped(SHA256)) == 2
    for part in ("部门留存", "企业留存", SLIP.file_name, "284.9 MB", "林晓燕", "收件人签字"):
        assert part in text
    assert "certutil -hashfile tagmanifest-sha256.txt SHA256" in text


def test_the_checklist_fits_on_one_page_with_all_thirteen(tmp_path: Path) -> None:
    hint = "每季度至少 1 次；高危行业每月至少 1 次；由主要负责人带队并签字"
    lines = [
        checklist.ChecklistLine(n, title, hint, "林晓燕") for n, title in enumerate(TITLES, 1)
    ]
    pdf = checklist.build(
        enterprise="黄石示例机械制造有限公司",
        credit_code=CODE,
        period="2026 年 11 月",
        lines=lines,
    )
    text = "".join(words_of(pdf, tmp_path).split())
    assert pages_of(pdf) == 1
    for title in TITLES:
        assert title in text


def test_the_same_form_gives_the_same_bytes() -> None:
    assert enrolment.build(ENROLMENT) == enrolment.build(ENROLMENT)
    assert slip.build(SLIP) == slip.build(SLIP)


def test_rp01_a_form_with_a_missing_glyph_is_refused() -> None:
    with pytest.raises(NotReady, match=r"主要负责人姓名.*U\+21334"):
        enrolment.build(replace(ENROLMENT, name="张𡌴"))
    with pytest.raises(NotReady, match="企业名称"):
        slip.build(replace(SLIP, enterprise="示例\ue82b公司"))
