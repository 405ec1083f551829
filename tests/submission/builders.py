"""Keys and sealed folders for the tests; keys are made once, for they are slow to make."""

import atexit
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from selfcheck.moments import CHINA
from selfcheck.progress import Progress
from selfcheck.reports.signature_page import SignatureBox
from selfcheck.submission import keys, sealing
from selfcheck.submission.bag import Description
from selfcheck.submission.key_info import KeyInfo
from selfcheck.submission.layout import Member, Payload
from selfcheck.submission.sealing import Approval, Report, Seal
from selfcheck.submission.signers import Signer

MADE_ON = datetime(2026, 11, 1, 9, 0, 0, tzinfo=CHINA)
NOW = datetime(2026, 11, 24, 10, 32, 5, tzinfo=CHINA)
LATER = datetime(2026, 11, 24, 16, 5, 40, tzinfo=CHINA)
ENTERPRISE = "江城精密机械有限公司"
CREDIT_CODE = "91420200MA0000000X"
PASSPHRASE = "春风又绿江南岸 Moon 2026"
PACKAGE_ID = f"{CREDIT_CODE}-2026-11-003"


@cache
def _folder() -> Path:
    folder = Path(mkdtemp(prefix="selfcheck-keys-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def a_key(role: str = "principal", name: str = "张𠮷", enterprise: str = ENTERPRISE) -> KeyInfo:
    """A key file that is made once and then only read; differing words, differing keys."""
    return keys.create(
        _folder(),
        name=name,
        role=role,
        enterprise=enterprise,
        credit_code=CREDIT_CODE,
        passphrase=PASSPHRASE,
        now=MADE_ON,
    )


@cache
def an_opened(
    role: str = "principal", name: str = "张𠮷", enterprise: str = ENTERPRISE
) -> Signer:
    """The same key, opened."""
    path = a_key(role, name, enterprise).path
    assert path is not None
    return keys.open_key(path, PASSPHRASE, now=NOW)


def the_principal() -> Signer:
    """主要负责人."""
    return an_opened("principal", "张𠮷")


def the_manager() -> Signer:
    """安全管理人员."""
    return an_opened("safety_manager", '李"安"全 & 王')


def a_stranger(role: str = "principal") -> Signer:
    """Somebody with the same words in the certificate and another key."""
    return an_opened(role, "赵外人")


HISTORY = b'{"action":"enterprise.create","previous":"' + b"0" * 64 + b'","seq":1}\n'
HEAD = sha256(HISTORY.rstrip()).hexdigest()
BOXES = (
    SignatureBox("safety_manager", 1, 50, 500.25, 250, 580.5),
    SignatureBox("principal", 1, 300, 500, 500, 580),
)


def a_pdf(*pages: str, size: tuple[float, float] = (595, 842)) -> bytes:
    """A small report with one line on each page."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for text in pages:
        canvas.drawString(20, 30, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def a_bare_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    """A private key without a certificate, for the certificates that a test makes up."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def a_certificate(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
    *,
    authority: bool = False,
    usage: bool | None = True,
    own: bool = False,
) -> x509.Certificate:
    """A certificate as a certificate authority might issue it: no role, no credit code.

    `usage`: for signatures, for encryption (False), or left open (None).
    """
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "王证书")])
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "某数字证书公司")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name if own else issuer)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(MADE_ON)
        .not_valid_after(MADE_ON.replace(year=2028))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if usage is not None:
        flags = [usage, False, not usage, *(False,) * 6]
        builder = builder.add_extension(x509.KeyUsage(*flags), critical=True)
    return builder.sign(key, hashes.SHA256())


def a_description(**changes: object) -> Description:
    """What bag-info.txt tells, changed only where the test says so."""
    fields: dict[str, Any] = {
        "package_id": PACKAGE_ID,
        "enterprise": ENTERPRISE,
        "contact_name": "李安全",
        "contact_phone": "0714-5550100",
        "history_head": HEAD,
        "history_lines": 1,
        "form_pack": "plan-2023 1",
        "software": "selfcheck 1.0",
    }
    return Description(**(fields | changes))


@cache
def photo() -> bytes:
    """A picture of noise, 1.6 MB: more than is read at a time."""
    side = 1200
    noise = Image.frombytes("L", (side, side), Random(7).randbytes(side * side))
    out = BytesIO()
    noise.save(out, "JPEG", quality=95)
    return out.getvalue()


def a_payload(workspace: Path, **changes: bytes | None) -> tuple[Payload, ...]:
    """Small files as bytes, and a photo that lies in the workspace.

    `changes` replace files by the last part of their name (`records=b"{}"`), None drops one.
    """
    place = workspace / "evidence" / "ab" / "现场 照片&1.jpg"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(photo())
    made = {
        "records": Payload("data/records.json", b'{"schema": 1}\n', "填报数据"),
        "history": Payload("data/history.jsonl", HISTORY, "变更记录"),
        "index": Payload("data/index.csv", "\ufeff包内文件\r\n".encode(), "佐证索引"),
        "photo": Payload(
            "data/photos/P000001.jpg", place, "消防通道照片", sha256(photo()).hexdigest()
        ),
    }
    for name, content in changes.items():
        if content is None:
            del made[name]
        else:
            made[name] = replace(made[name], source=content, sha256="")
    return tuple(made.values())


@dataclass(frozen=True)
class SealedFolder:
    """A package between its two signatures, or after both."""

    folder: Path
    workspace: Path
    approval: Approval
    seal: Seal | None = None

    @property
    def members(self) -> tuple[Member, ...]:
        """What its zip is written from."""
        return sealing.members(self.folder, self.workspace)


def a_report() -> Report:
    """A report of two pages with both boxes on the second."""
    return Report(a_pdf("one", "two"), BOXES)


def an_approved_folder(root: Path, **changes: Any) -> SealedFolder:
    """Approved by the manager; `changes` are arguments of `sealing.approve`."""
    workspace, folder = root / "工作 区", root / "工作 区" / "staging"
    arguments: dict[str, Any] = {
        "workspace": workspace,
        "about": a_description(),
        "report": a_report(),
        "signer": the_manager(),
        "at": NOW,
        "progress": Progress(),
    } | changes
    arguments["payload"] = arguments.get("payload") or a_payload(workspace)
    return SealedFolder(folder, workspace, sealing.approve(folder, **arguments))


def a_sealed_folder(root: Path, **changes: Any) -> SealedFolder:
    """Signed by both; `changes` are arguments of `sealing.approve`, or `principal`, `previous`,
    `signed_at` for the second turn."""
    principal = changes.pop("principal", None) or the_principal()
    previous = changes.pop("previous", "")
    signed_at = changes.pop("signed_at", LATER)
    approved = an_approved_folder(root, **changes)
    seal = sealing.sign(
        approved.folder,
        workspace=approved.workspace,
        approval=approved.approval,
        signer=principal,
        previous=previous,
        at=signed_at,
        progress=Progress(),
    )
    return replace(approved, seal=seal)
