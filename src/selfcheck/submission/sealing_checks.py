"""What must hold before a package is signed: the right key, fit names, nothing changed since."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from selfcheck.errors import KeyTrouble, SigningError
from selfcheck.submission import layout, manifest, names, policy
from selfcheck.submission.findings import Malformed
from selfcheck.submission.key_info import KeyInfo, info_of
from selfcheck.submission.layout import SAFETY_MANAGER, Payload
from selfcheck.submission.staging import Staged, StagedFile

CHANGED = "待签署的材料在审核之后被改动。由安全管理人员重新审核。"
# A package signed before its own approval is refused everywhere, and a signed round is frozen.
BEFORE_APPROVAL = (
    "电脑的时间早于审核时间（{}），现在签署的报送包通不过核验。"
    "先校准系统时间；审核时的时间不对的话，由安全管理人员重新审核。"
)


def check_signer(info: KeyInfo, role: str, package_id: str) -> None:
    """Raise `KeyTrouble` for the key of another role or enterprise.

    An authority's certificate may leave both open; ours never does.
    """
    if info.role and info.role != role:
        raise KeyTrouble(
            f"这一步要用{layout.ROLE_TITLES[role]}的密钥，"
            f"这把是{layout.ROLE_TITLES[info.role]}的。换一把再签。"
        )
    if info.credit_code and not package_id.startswith(f"{info.credit_code}-"):
        raise KeyTrouble(f"这把密钥属于另一家企业（{info.enterprise}）。换用本企业的密钥。")


def check_payload(package_id: str, payload: Sequence[Payload]) -> None:
    """A name that our own reader refuses must never be signed: that would be a bug here."""
    whole = [f"{package_id}/{one.name}" for one in payload]
    odd = [name for name in whole if not names.is_safe(name)]
    odd += [one.name for one in payload if not one.name.startswith(layout.DATA)]
    if clash := names.first_clash(whole):
        odd.append(clash)
    if odd or not layout.is_package_id(package_id):
        raise ValueError(f"not fit for a package: {package_id} {odd}")


def check_size(files: Sequence[StagedFile]) -> None:
    """Raise `SigningError` for more than the receiving side accepts."""
    room = len(files) + len(layout.FIXED_FILES)
    if sum(one.size for one in files) > layout.MAX_PACKAGE or room > layout.MAX_FILES:
        raise SigningError(
            "材料超过 8 GB 或 20000 个文件，一个报送包装不下。换成小一些的照片后再审核。"
        )
    records = next((one for one in files if one.path == layout.RECORDS), None)
    if records is not None and records.size > layout.MAX_JSON:
        raise SigningError("填报内容超过 64 MB，接收端不收。把长篇文字改成附件后再审核。")


def approved_by(folder: Path, staged: Staged, manifest_sha256: str, now: datetime) -> KeyInfo:
    """The manager who approved, if what lies in the folder is what was approved.

    Raises:
        SigningError: manifest, signature or index were changed since.
    """
    try:
        text = (folder / layout.MANIFEST).read_bytes()
        facts = policy.check(
            (folder / layout.SIGNATURE[SAFETY_MANAGER]).read_bytes(),
            text,
            now,
            where=layout.SIGNATURE[SAFETY_MANAGER],
            content_name=layout.MANIFEST,
        )
        listed = manifest.parse(text, layout.MANIFEST)
    except (OSError, Malformed) as error:
        raise SigningError(CHANGED) from error
    recorded = {one.path: one.sha256 for one in staged.files}
    if sha256(text).hexdigest() != manifest_sha256 or listed != recorded:
        raise SigningError(CHANGED)
    return info_of(facts.certificate_der)
