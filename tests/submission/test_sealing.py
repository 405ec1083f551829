"""Two people sign in two turns; stock tools accept the result, and nothing can change between."""

import errno
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from selfcheck.errors import Cancelled, KeyTrouble, SigningError
from selfcheck.progress import Progress
from selfcheck.submission import layout, sealing, staging
from selfcheck.submission.key_info import KeyInfo
from tests.submission.builders import (
    BOXES,
    CREDIT_CODE,
    LATER,
    NOW,
    PACKAGE_ID,
    SealedFolder,
    a_description,
    a_payload,
    a_pdf,
    a_report,
    a_sealed_folder,
    a_stranger,
    an_approved_folder,
    photo,
    the_manager,
    the_principal,
)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> SealedFolder:
    """Signed by both; only looked at."""
    return a_sealed_folder(tmp_path_factory.mktemp("sealed"), previous="ab" * 32)


@pytest.fixture(scope="module")
def unpacked(sealed: SealedFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a clerk finds it after unpacking, with both enrolled certificates."""
    folder = tmp_path_factory.mktemp("unpacked")
    for member in sealed.members:
        content = member.source
        (folder / member.name).parent.mkdir(parents=True, exist_ok=True)
        (folder / member.name).write_bytes(
            content if isinstance(content, bytes) else content.read_bytes()
        )
    (folder.parent / "principal.pem").write_bytes(the_principal().info.certificate_pem)
    (folder.parent / "manager.pem").write_bytes(the_manager().info.certificate_pem)
    return folder


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return (done.stdout + done.stderr).decode()


def test_the_package_holds_exactly_the_files_of_its_layout(sealed: SealedFolder) -> None:
    names = [member.name for member in sealed.members]

    assert names == sorted(
        [*layout.FIXED_FILES, *(one.name for one in a_payload(sealed.workspace))]
    )
    assert sealed.seal is not None
    assert (sealed.seal.files, sealed.seal.bytes) == (
        len(names),
        sum(member.size for member in sealed.members),
    )
    assert (sealed.approval.files, sealed.approval.bytes) == (
        4,
        sum(member.size for member in sealed.members if member.name.startswith("data/")),
    )


def test_every_member_is_what_it_says(sealed: SealedFolder) -> None:
    for member in sealed.members:
        source = member.source
        content = source if isinstance(source, bytes) else source.read_bytes()
        assert (sha256(content).hexdigest(), len(content)) == (member.sha256, member.size)


def test_sha256sum_and_bagit_accept_the_package(unpacked: Path) -> None:
    run(
        unpacked,
        "sha256sum",
        "--strict",
        "-c",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    )
    told = run(unpacked, sys.executable, "-W", "ignore", "-m", "bagit", "--validate", ".")
    assert "is valid" in told


@pytest.mark.parametrize(
    ("signature", "content", "enrolled"),
    [
        ("signatures/principal.p7s", "tagmanifest-sha256.txt", "principal.pem"),
        ("approvals/safety-manager.p7s", "manifest-sha256.txt", "manager.pem"),
    ],
)
def test_openssl_accepts_both_signatures(
    unpacked: Path, signature: str, content: str, enrolled: str
) -> None:
    told = run(
        unpacked, "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", signature,
        "-content", content, "-CAfile", f"../{enrolled}",
        "-attime", str(int(LATER.timestamp())), "-out", "/dev/null",
    )  # fmt: skip
    assert "Verification successful" in told


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is not installed")
def test_pdfsig_accepts_the_report(unpacked: Path) -> None:
    assert run(unpacked, "pdfsig", "report.pdf").count("Signature is Valid.") == 2


def test_the_certificate_files_hash_to_the_enrolled_fingerprints(unpacked: Path) -> None:
    for name, signer in (("principal", the_principal()), ("safety-manager", the_manager())):
        told = run(unpacked, "sha256sum", f"certs/{name}.cer")
        assert told.split()[0] == signer.info.fingerprint


def test_the_principals_signature_covers_the_managers_and_the_report(unpacked: Path) -> None:
    listed = (unpacked / "tagmanifest-sha256.txt").read_text()

    names = [line.split("  ")[1] for line in listed.splitlines()]
    assert names == sorted(layout.TAG_FILES)
    assert "Previous-Package-SHA256: " + "ab" * 32 in (unpacked / "bag-info.txt").read_text()


def test_same_data_same_clock_same_bytes(tmp_path: Path, sealed: SealedFolder) -> None:
    again = a_sealed_folder(tmp_path, previous="ab" * 32)

    assert again.approval == sealed.approval
    assert again.seal == sealed.seal
    assert [(m.name, m.sha256) for m in again.members] == [
        (m.name, m.sha256) for m in sealed.members
    ]


def test_large_files_stay_where_they_are(tmp_path: Path) -> None:
    approved = an_approved_folder(tmp_path)

    kept = [path for path in approved.folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in kept) < len(photo())
    assert "evidence/ab/现场 照片&1.jpg" in (approved.folder / "staging.json").read_text()


def sign(approved: SealedFolder, **changes: Any) -> sealing.Seal:
    arguments: dict[str, Any] = {
        "workspace": approved.workspace,
        "approval": approved.approval,
        "signer": the_principal(),
        "previous": "",
        "at": LATER,
        "progress": Progress(),
    } | changes
    return sealing.sign(approved.folder, **arguments)


def photo_of(approved: SealedFolder) -> Path:
    return next((approved.workspace / "evidence").rglob("*.jpg"))


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    "name",
    [
        "manifest-sha256.txt",
        "approvals/safety-manager.p7s",
        "report.pdf",
        "data/records.json",
        "evidence",
    ],
)
@pytest.mark.parametrize("change", [flip, Path.unlink])
def test_a_change_after_the_approval_stops_the_signature(
    tmp_path: Path, name: str, change: Any
) -> None:
    approved = an_approved_folder(tmp_path)
    change(photo_of(approved) if name == "evidence" else approved.folder / name)

    with pytest.raises(SigningError):
        sign(approved)
    with pytest.raises(SigningError, match="由主要负责人签署后再导出"):
        sealing.members(approved.folder, approved.workspace)


def test_the_changed_file_is_named_as_people_know_it(tmp_path: Path) -> None:
    approved = an_approved_folder(tmp_path)
    flip(photo_of(approved))

    with pytest.raises(SigningError, match="「消防通道照片」在审核之后被改动"):
        sign(approved)


def test_an_index_that_points_elsewhere_is_noticed(tmp_path: Path) -> None:
    approved = an_approved_folder(tmp_path)
    index = staging.read_index(approved.folder)
    other = tmp_path / "工作 区" / "other.jpg"
    other.write_bytes(b"other")
    first, *rest = index.files
    moved = replace(
        first, source="other.jpg", sha256=sha256(b"other").hexdigest(), size=len(b"other")
    )
    staging.write_index(approved.folder, replace(index, files=(moved, *rest)))

    with pytest.raises(SigningError, match="在审核之后被改动"):
        sign(approved)


def test_another_managers_whole_approval_is_not_the_recorded_one(tmp_path: Path) -> None:
    approved = an_approved_folder(tmp_path)
    theirs = an_approved_folder(tmp_path, signer=a_stranger("safety_manager"))

    with pytest.raises(SigningError, match="在审核之后被改动"):
        sign(replace(theirs, approval=approved.approval))


def test_a_report_signed_by_another_is_noticed(tmp_path: Path) -> None:
    approved = an_approved_folder(tmp_path)
    report = an_approved_folder(tmp_path / "b", signer=a_stranger("safety_manager"))
    shutil.copy(report.folder / "report.pdf", approved.folder / "report.pdf")

    with pytest.raises(SigningError, match="在审核之后被改动"):
        sign(approved)


def test_a_damaged_index_asks_for_a_new_approval(tmp_path: Path) -> None:
    approved = an_approved_folder(tmp_path)
    (approved.folder / "staging.json").write_text('{"about": {}}')

    with pytest.raises(SigningError, match="重新审核"):
        sign(approved)


def test_nothing_is_signed_before_it_is_approved(tmp_path: Path) -> None:
    approved = an_approved_folder(tmp_path)
    sealing.discard(approved.folder)

    assert not approved.folder.exists()
    with pytest.raises(SigningError, match="由安全管理人员审核后再签署"):
        sign(approved)
    with pytest.raises(SigningError):
        sealing.members(approved.folder, approved.workspace)


def test_the_principals_key_does_not_approve(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match="要用安全管理人员的密钥，这把是主要负责人的"):
        an_approved_folder(tmp_path, signer=the_principal())


def test_the_managers_key_does_not_sign(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match="要用主要负责人的密钥，这把是安全管理人员的"):
        sign(an_approved_folder(tmp_path), signer=the_manager())


def without_role(signer: Any) -> Any:
    return replace(signer, info=replace(signer.info, role=""))


def test_one_key_cannot_do_both(tmp_path: Path) -> None:
    """A certificate authority's certificate names no role: the key itself is compared."""
    approved = an_approved_folder(tmp_path, signer=without_role(the_manager()))

    with pytest.raises(KeyTrouble, match="两个人各用自己的密钥"):
        sign(approved, signer=without_role(the_manager()))


def test_another_enterprises_key_is_refused(tmp_path: Path) -> None:
    other = a_description(package_id=PACKAGE_ID.replace(CREDIT_CODE, "91420200MA0000001X"))
    with pytest.raises(KeyTrouble, match="另一家企业"):
        an_approved_folder(tmp_path, about=other)


def test_an_expired_key_leaves_the_approval_standing(tmp_path: Path) -> None:
    approved = an_approved_folder(tmp_path)
    with pytest.raises(KeyTrouble, match="到期"):
        sign(approved, at=the_principal().info.valid_to + timedelta(seconds=1))
    assert sign(approved).tagmanifest_sha256


def test_nothing_is_signed_by_a_clock_that_stands_before_the_approval(tmp_path: Path) -> None:
    approved = an_approved_folder(tmp_path, at=LATER)
    with pytest.raises(SigningError, match="早于审核时间"):
        sign(approved, at=LATER - timedelta(seconds=1))
    assert not (approved.folder / staging.SEALED).exists()


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    workspace = tmp_path / "工作 区"
    payload = a_payload(workspace)
    next(workspace.rglob("*.jpg")).unlink()

    with pytest.raises(SigningError, match="找不到或读不了「消防通道照片」"):
        an_approved_folder(tmp_path, payload=payload)
    assert [path.name for path in workspace.iterdir()] == ["evidence"]


def test_a_source_that_is_not_what_was_registered_is_named(tmp_path: Path) -> None:
    payload = a_payload(tmp_path / "工作 区")
    flip(next(tmp_path.rglob("*.jpg")))

    with pytest.raises(SigningError, match="「消防通道照片」的文件已被改动"):
        an_approved_folder(tmp_path, payload=payload)


def test_a_cancelled_approval_leaves_the_one_before(tmp_path: Path) -> None:
    approved = an_approved_folder(tmp_path)
    progress = Progress()

    def stop_at_once(done: int, total: int, text: str) -> None:
        if done:
            progress.stop.set()

    progress.report = stop_at_once
    with pytest.raises(Cancelled):
        an_approved_folder(tmp_path, progress=progress, at=LATER)

    assert staging.read_index(approved.folder).approved_at == NOW
    assert sign(approved).files
    assert sorted(path.name for path in approved.workspace.iterdir()) == [
        "evidence",
        "staging",
    ]


def test_a_new_approval_takes_the_place_of_the_old_and_of_its_signature(
    tmp_path: Path,
) -> None:
    a_sealed_folder(tmp_path)
    approved = an_approved_folder(tmp_path, at=LATER)

    assert staging.read_index(approved.folder).approved_at == LATER
    with pytest.raises(SigningError, match="由主要负责人签署后再导出"):
        sealing.members(approved.folder, approved.workspace)


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    an_approved_folder(tmp_path, progress=Progress(lambda *step: told.append(step)))

    assert told[0] == (0, told[-1][1], "正在核对文件")
    assert told[-1][0] == told[-1][1] > len(photo())


def test_the_mark_is_drawn_for_the_one_who_signs(tmp_path: Path) -> None:
    asked: list[tuple[str, Any]] = []

    def mark(info: KeyInfo, at: Any) -> bytes:
        asked.append((info.name, at))
        return a_pdf(info.role, size=(200, 80))

    sign(an_approved_folder(tmp_path, appearance=mark), appearance=mark)
    assert asked == [(the_manager().info.name, NOW), (the_principal().info.name, LATER)]


def test_too_much_for_the_receiver_is_told_before_it_is_signed(tmp_path: Path) -> None:
    workspace = tmp_path / "工作 区"
    huge = a_payload(workspace, records=b" " * (layout.MAX_JSON + 1))
    with pytest.raises(SigningError, match="填报内容超过 64 MB"):
        an_approved_folder(tmp_path, payload=huge)


def test_more_bytes_than_a_package_holds_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "MAX_PACKAGE", len(photo()))
    with pytest.raises(SigningError, match="一个报送包装不下"):
        an_approved_folder(tmp_path)


@pytest.mark.parametrize("name", ["data/../x", "照片.jpg", "records.json", "data/CON.txt"])
def test_a_name_that_the_reader_refuses_is_never_signed(tmp_path: Path, name: str) -> None:
    odd = layout.Payload(name, b"", "x")
    with pytest.raises(ValueError, match="not fit for a package"):
        an_approved_folder(tmp_path, payload=(odd,))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    """Writing more than a process may is the same as a disk without room."""
    command = """
import resource, signal, sys
from pathlib import Path
from tests.submission.builders import an_approved_folder, the_manager
from selfcheck.errors import SigningError
the_manager()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
root = Path(sys.argv[1])
from tests.submission.builders import a_payload
payload = a_payload(root / "工作 区", records=b" " * 400_000)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    an_approved_folder(root, payload=payload)
except SigningError as error:
    print(error)
print(sorted(path.name for path in (root / "工作 区").iterdir()))
"""
    done = subprocess.run(
        [sys.executable, "-c", command, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": "src", "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
    )
    assert done.stdout.decode().splitlines() == [
        "文件写不进工作文件夹。检查磁盘和文件夹能否写入后再签。",
        "['evidence']",
    ]


def test_a_stock_zip_of_the_members_is_a_package(sealed: SealedFolder, tmp_path: Path) -> None:
    """Whoever packs it: what is signed are the files, not the zip."""
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for member in sealed.members:
            content = member.source
            data = content if isinstance(content, bytes) else content.read_bytes()
            archive.writestr(f"{PACKAGE_ID}/{member.name}", data)
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        archive.extractall(tmp_path)

    run(tmp_path / PACKAGE_ID, "sha256sum", "--strict", "-c", "manifest-sha256.txt")
    run(tmp_path / PACKAGE_ID, "sha256sum", "--strict", "-c", "tagmanifest-sha256.txt")


def test_a_report_without_its_boxes_cannot_be_approved(tmp_path: Path) -> None:
    without = replace(a_report(), boxes=BOXES[1:])
    with pytest.raises(SigningError, match="签名栏不可用"):
        an_approved_folder(tmp_path, report=without)


def test_a_disk_without_room_is_told_as_such() -> None:
    with pytest.raises(SigningError, match="磁盘空间不足"), staging.trouble_told():
        raise OSError(errno.ENOSPC, "No space left on device")


def test_what_a_crash_left_half_written_is_swept_away(tmp_path: Path) -> None:
    rest = tmp_path / "工作 区" / "staging.partial"
    rest.mkdir(parents=True)
    (rest / "staging.json").write_text("{")
    approved = an_approved_folder(tmp_path)

    assert not rest.exists()
    assert sign(approved).files
