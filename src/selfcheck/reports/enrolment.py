"""The enrolment form: how a department learns which key belongs to whom, on paper with a seal."""

from dataclasses import dataclass

from selfcheck.reports.flow import key_values, subtitle
from selfcheck.reports.forms import (
    bound,
    refuse_missing_glyphs,
    set_fingerprint,
    set_places,
    set_steps,
    set_title,
)
from selfcheck.reports.paper import Book, Strip

_STEPS = (
    "核对本人身份和企业印章，确认签字的人就是表中所列的人。",
    "在登记册中新建一条：统一社会信用代码、身份、指纹、有效期。指纹可扫二维码录入，再逐组核对一遍。",
    "以后收到报送包，用登记册里的指纹核对，不用包内自带的证书。",
    "企业换人、换证书或丢失密钥时会交来新表；把旧的一条写上撤销日期，不要删除。",
)


@dataclass(frozen=True)
class Enrolment:
    """What the form says about one key; dates are as printed (2026-11-20)."""

    enterprise: str
    credit_code: str
    name: str
    role: str  # 主要负责人, 安全管理人员
    title: str  # the post: 总经理
    receiver: str
    sha256: str  # 64 hex, of the certificate file
    sha1: str  # 40 hex
    valid_from: str
    valid_to: str
    replaces: str = ""  # fingerprint of the key that this one follows; "" for the first


def build(form: Enrolment) -> bytes:
    """The A4 form as PDF; raises NotReady (RP01) when a character has no glyph."""
    refuse_missing_glyphs(
        (
            ("企业名称", form.enterprise),
            (f"{form.role}姓名", form.name),
            (f"{form.role}职务", form.title),
            ("报送部门", form.receiver),
        )
    )
    book = Book(Strip(form.credit_code, "", ""), running=form.enterprise)
    set_title(
        book,
        "签名证书登记表",
        "一人一张，签字盖章后交部门登记；以后的电子签名以此为准",
        form.role,
    )
    post = f"{form.role}　{form.title}".rstrip("　")
    rows = [
        ("姓名", form.name),
        ("身份", post),
        ("企业", form.enterprise),
        ("统一社会信用代码", form.credit_code),
        ("交给", form.receiver),
        ("证书有效期", f"{form.valid_from} 至 {form.valid_to}"),
    ]
    if form.replaces:
        rows.append(("接替的旧指纹", form.replaces))
    key_values(book, rows, strong=("姓名",), height=21)
    subtitle(book, "证书指纹", before=12)
    set_fingerprint(
        book,
        "SHA-256，对证书文件（.cer）计算",
        form.sha256,
        f"{form.credit_code}\n{form.role}\n{form.name}\n{form.sha256}",
        f"SHA-1（Windows 证书窗口里的“指纹”）{form.sha1}",
    )
    subtitle(book, "本人和企业确认", before=12)
    set_steps(
        book,
        (
            "上述指纹由本人在本单位电脑上生成密钥后得到，密钥文件和口令由本人保管，不交他人使用。",
            "用此密钥签署的报送，视同本人手写签字。密钥丢失或本人离任，立即书面告知部门。",
        ),
    )
    set_places(
        book,
        (
            ("本人签字", "日期　　　　年　　月　　日"),
            ("企业盖章", "日期　　　　年　　月　　日"),
        ),
    )
    subtitle(book, "部门怎么用这张表", before=12)
    set_steps(book, _STEPS)
    set_places(book, (("经办人签字", "登记日期　　　　年　　月　　日"), ("登记册编号", "")))
    return bound(book, f"签名证书登记表 {form.name}", form.enterprise)
