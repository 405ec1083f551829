"""The verdict on a package: two answers, named findings, every changed file named."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from selfcheck.errors import Cancelled, PackageError
from selfcheck.progress import Progress
from selfcheck.submission import (
    container_writer,
    contents_check,
    layout,
    package,
    payload_checks,
)
from selfcheck.submission.container import Archive
from selfcheck.submission.findings import TEXTS, Finding
from selfcheck.submission.register import Register, from_certificates
from selfcheck.submission.verdict import Facts, Word
from tests.submission import builders, cms_kit, forge
from tests.submission.cms_kit import APPROVED, MANAGER, NOW, PRINCIPAL, SIGNED, stranger
from tests.submission.forge import PHOTO, TABLE, Files, Plan
from tests.submission.judging import (
    a_register,
    after,
    enrolled,
    honest,
    honest_files,
    verdict_of,
    verdict_on,
)
from tests.submission.raw_zip import RawZip

HISTORY, MANIFEST, TAGMANIFEST = layout.HISTORY, layout.MANIFEST, layout.TAGMANIFEST
PRINCIPAL_P7S = layout.SIGNATURE[layout.PRINCIPAL]
MANAGER_P7S = layout.SIGNATURE[layout.SAFETY_MANAGER]
BASE = forge.PACKAGE_ID


def test_the_honest_package_is_accepted(tmp_path: Path) -> None:
    verdict = verdict_on(tmp_path, honest().bytes())
    assert verdict.findings == ()
    assert verdict.accepted
    assert verdict.word is Word.TRUSTED


# Files: what was changed after signing


def appended(name: str) -> Plan:
    return Plan(after=lambda files: files | {name: files[name] + b" "})


CHANGED = [
    *(HISTORY, MANIFEST, PHOTO, TABLE, layout.RECORDS, layout.INDEX, forge.DOCUMENT),
    *(layout.REPORT, layout.VERIFY, layout.BAGIT, layout.BAG_INFO, MANAGER_P7S),
    *layout.CERTIFICATE.values(),
    *layout.CERTIFICATE_PEM.values(),
]


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_file_of_any_class_is_named(tmp_path: Path, name: str) -> None:
    verdict = verdict_of(tmp_path, appended(name))

    assert [(f.code, f.where) for f in verdict.findings] == [(Finding.CHANGED_FILE, name)]
    assert [f.name for f in verdict.files if f.state != "ok"] == [name]
    assert verdict.word is Word.CHANGED


def test_every_changed_file_is_named_not_only_the_first(tmp_path: Path) -> None:
    plan = after(**{PHOTO: b"other", layout.VERIFY: b"other", TABLE: None, "data/x": b"more"})
    verdict = verdict_of(tmp_path, plan)

    assert {f.name: f.state.value for f in verdict.files if f.state != "ok"} == {
        PHOTO: "changed",
        layout.VERIFY: "changed",
        TABLE: "missing",
        "data/x": "extra",
    }
    assert set(verdict.signers) == set(layout.ROLE_TITLES)
    assert verdict.facts.enterprise == cms_kit.ENTERPRISE


def test_a_changed_list_of_the_principal_still_lets_the_managers_name_files(
    tmp_path: Path,
) -> None:
    def change(files: Files) -> Files:
        return files | {TAGMANIFEST: files[TAGMANIFEST] + b" ", PHOTO: b"other"}

    verdict = verdict_of(tmp_path, Plan(after=change))

    assert {(f.code, f.where) for f in verdict.findings} == {
        (Finding.SIGNED_CONTENT_CHANGED, TAGMANIFEST),
        (Finding.CHANGED_FILE, PHOTO),
    }
    assert set(verdict.signers) == {layout.SAFETY_MANAGER}
    assert not verdict.intact


def test_without_any_signature_that_holds_no_list_is_believed(tmp_path: Path) -> None:
    rubbish = {PRINCIPAL_P7S: b"x", MANAGER_P7S: b"x", PHOTO: b"other"}
    verdict = verdict_of(tmp_path, after(**rubbish))

    assert [(f.code, f.where) for f in verdict.findings] == [
        (Finding.SIGNATURE_NOT_DER, PRINCIPAL_P7S),
        (Finding.SIGNATURE_NOT_DER, MANAGER_P7S),
    ]
    assert {f.name for f in verdict.files} == {PRINCIPAL_P7S, MANAGER_P7S}
    assert verdict.signers == {}
    assert verdict.facts == Facts()


# Whose key: never a change of content, never accepted either


def by_stranger() -> Plan:
    """Everything right and signed with another key whose certificate says the same words."""
    person = stranger(PRINCIPAL)
    return Plan(principal=person, tags={layout.REPORT: forge.a_report(person)})


@pytest.mark.parametrize(
    ("plan", "register", "expected"),
    [
        (by_stranger, a_register, Finding.OTHER_FINGERPRINT),
        (Plan, Register, Finding.SIGNER_UNKNOWN),
        (Plan, lambda: Register((enrolled(MANAGER),)), Finding.SIGNER_UNKNOWN),
        (
            Plan,
            lambda: a_register(role=layout.SAFETY_MANAGER),
            Finding.SIGNER_UNKNOWN,
        ),
        (
            Plan,
            lambda: a_register(credit_code="91420200MA1111111X"),
            Finding.SIGNER_UNKNOWN,
        ),
        (Plan, lambda: a_register(revoked_at=APPROVED), Finding.SIGNER_REVOKED),
        (Plan, lambda: a_register(valid_from=NOW), Finding.SIGNER_NOT_CURRENT),
        (Plan, lambda: a_register(valid_to=APPROVED), Finding.SIGNER_NOT_CURRENT),
    ],
    ids=["another key", "none", "one", "role", "enterprise", "revoked", "early", "late"],
)
def test_a_signer_who_is_not_enrolled_is_told_apart_from_a_change(
    tmp_path: Path,
    plan: Callable[[], Plan],
    register: Callable[[], Register],
    expected: Finding,
) -> None:
    verdict = verdict_of(tmp_path, plan(), register())

    assert (expected, PRINCIPAL_P7S) in [(f.code, f.where) for f in verdict.findings]
    assert verdict.intact
    assert not verdict.accepted
    assert verdict.word is Word.NOT_REGISTERED


def test_a_signature_made_before_the_revocation_is_accepted_and_says_so(tmp_path: Path) -> None:
    verdict = verdict_on(tmp_path, honest().bytes(), a_register(revoked_at=NOW))
    assert verdict.accepted
    assert "2026-11-25 起已撤销" in verdict.signers[layout.PRINCIPAL].registered


def test_who_signed_is_told_with_role_time_and_fingerprint(tmp_path: Path) -> None:
    verdict = verdict_on(tmp_path, honest().bytes())

    signer = verdict.signers[layout.PRINCIPAL]
    assert (signer.name, signer.role, signer.enterprise) == (
        PRINCIPAL.name,
        layout.PRINCIPAL,
        cms_kit.ENTERPRISE,
    )
    assert signer.signed_at == SIGNED
    assert signer.groups.replace(" ", "") == signer.fingerprint == PRINCIPAL.fingerprint
    assert signer.registered == "在登记册中，有效期至 2029-10-31"


def test_the_facts_are_those_of_the_package(tmp_path: Path) -> None:
    files = forge.payload()
    files[layout.RECORDS] = files[layout.RECORDS].replace(
        b'"previous_package": null', f'"previous_package": "{BASE[:-1]}2"'.encode()
    )
    plan = Plan(payload=files, bag={"Previous-Package-SHA256": "a" * 64})
    verdict = verdict_of(tmp_path, plan)

    assert verdict.accepted
    assert verdict.facts == Facts(
        enterprise=cms_kit.ENTERPRISE,
        credit_code=cms_kit.CREDIT_CODE,
        period="2026-11",
        sequence=3,
        previous_sha256="a" * 64,
        tagmanifest_sha256=forge.sha256(forge.files(plan)[TAGMANIFEST]),
        change_log_lines=3,
        change_log_head=forge.head(forge.history()),
    )
    assert verdict.package_id == BASE
    assert verdict.size == verdict.path.stat().st_size
    assert 0 < verdict.seconds < 60


def test_an_authoritys_certificate_may_leave_role_and_code_open(tmp_path: Path) -> None:
    person = replace(PRINCIPAL, role="", credit_code="", issuer="CA", bits=2048)
    plan = Plan(principal=person, tags={layout.REPORT: forge.a_report(person)})
    register = a_register(fingerprint=person.fingerprint)

    verdict = verdict_of(tmp_path, plan, register)

    assert verdict.accepted
    assert {f.code for f in verdict.findings} == {Finding.SHORT_KEY}


# Worth a word, and no reason to refuse


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("data/files/F000003.pdf", forge.a_pdf(script=True), "OpenAction"),
        ("data/files/F000003.pdf", b"%PDF /Jav#61Script (x)", "JavaScript"),
        (
            "data/files/F000003.docx",
            forge.a_zip_of(**{"word/vbaProject.bin": b"x"}),
            "vbaProject",
        ),
        ("data/files/F000003.xlsx", b"no zip", "?"),
        ("data/files/F000003.exe", b"MZ", "运行程序"),
    ],
)
def test_evidence_that_acts_by_itself_is_worth_a_word(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    verdict = verdict_of(tmp_path, Plan(payload=forge.payload(**{name: content})))

    (found,) = verdict.findings
    assert (found.code, found.where, found.fatal) == (Finding.ACTIVE_EVIDENCE, name, False)
    assert said in found.text
    assert verdict.accepted


def test_harmless_evidence_of_every_kind_is_passed_in_silence(tmp_path: Path) -> None:
    more = {
        "data/files/F000003.docx": forge.a_zip_of(**{"word/document.xml": b"<w/>"}),
        "data/files/F000004.txt": b"=1+1",
        "data/photos/P000005.png": forge.a_photo("PNG"),
        "data/photos/P000006.jpg": forge.a_photo("MPO"),
        "data/files/F000007.doc": b"old and plain",
        "data/tables/registers.xlsx": forge.workbook_with("xl/media/1.png", b"<f>"),
    }
    verdict = verdict_of(tmp_path, Plan(payload=forge.payload(**more)))
    assert verdict.findings == ()


def test_evidence_too_large_to_look_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payload_checks, "LARGEST", 10)
    found = {f.where: f for f in verdict_on(tmp_path, honest().bytes()).findings}

    assert found[forge.DOCUMENT].code is Finding.NOT_LOOKED_INTO
    assert not found[forge.DOCUMENT].fatal
    for name in (PHOTO, TABLE):  # what is never so large is refused
        assert found[name].code is Finding.FILE_TOO_LARGE
        assert found[name].fatal


def test_a_signature_from_the_future_is_told(tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(honest().bytes())
    early = SIGNED - timedelta(days=2)

    verdict = package.verify(path, a_register(), Progress(), now=early)

    codes = [(f.code, f.where, f.fatal) for f in verdict.findings]
    assert (Finding.SIGNED_IN_FUTURE, PRINCIPAL_P7S, False) in codes
    assert verdict.accepted


# In fixed words


@pytest.mark.parametrize(
    ("plan", "word"),
    [
        (lambda: after(**{PHOTO: None}), Word.MISSING),
        (lambda: after(**{PHOTO: None, TABLE: b"other"}), Word.CHANGED),
        (lambda: Plan(tags={layout.BAGIT: b"BagIt-Version: 9.9\n"}), Word.OUTDATED),
        (lambda: after(**{PRINCIPAL_P7S: b"other"}), Word.CHANGED),
    ],
)
def test_the_verdict_is_one_of_the_fixed_words(
    tmp_path: Path, plan: Callable[[], Plan], word: Word
) -> None:
    assert verdict_of(tmp_path, plan()).word is word


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    assert verdict_on(tmp_path, honest().bytes()[:-1]).word is Word.UNREADABLE


def test_another_persons_words_are_shown_without_control_characters(tmp_path: Path) -> None:
    verdict = verdict_on(tmp_path, RawZip.of({"\x1b[2J": b""}).bytes())
    assert [(f.code, f.where) for f in verdict.findings] == [
        (Finding.UNSAFE_NAME, f"{BASE}/\\x1b[2J")
    ]


def test_a_newer_packages_additional_fields_are_tolerated(tmp_path: Path) -> None:
    files = forge.payload()
    content = json.loads(files[layout.RECORDS])
    content["history"]["clock"] = content["weather"] = "fine"
    plan = Plan(
        payload=files | {layout.RECORDS: json.dumps(content).encode()}, bag={"Weather": "fine"}
    )
    assert verdict_of(tmp_path, plan).accepted


def test_every_finding_has_a_sentence_of_its_own() -> None:
    assert set(TEXTS) == set(Finding)
    assert len(set(TEXTS.values())) == len(TEXTS)
    for text in TEXTS.values():
        assert text.endswith("。")
        assert not re.search("请|抱歉|非法|无效", text)


# A whole batch


def test_one_bad_package_never_stops_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, cut, none = tmp_path / "good.zip", tmp_path / "cut.zip", tmp_path / "none.zip"
    good.write_bytes(honest().bytes())
    cut.write_bytes(honest().bytes()[:-9])
    none.write_bytes(b"hello")

    paths = [none, cut, tmp_path / "gone.zip", tmp_path, good]
    verdicts = package.verify_many(paths, a_register(), Progress(), now=NOW)

    assert [v.path for v in verdicts] == paths
    assert [v.accepted for v in verdicts] == [False, False, False, False, True]
    assert [v.is_package for v in verdicts] == [False, True, False, False, True]
    assert {v.word for v in verdicts[:4]} == {Word.UNREADABLE}
    assert "“none.zip”不是报送包" in verdicts[0].findings[0].text


def test_a_bug_in_a_check_costs_only_that_package_its_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumbles(*_: object) -> None:
        raise ZeroDivisionError

    path = tmp_path / "good.zip"
    path.write_bytes(honest().bytes())
    monkeypatch.setattr(contents_check, "check", stumbles)

    (verdict,) = package.verify_many([path], a_register(), Progress(), now=NOW)

    assert [f.code for f in verdict.findings] == [Finding.CHECK_BROKE_OFF]
    assert not verdict.accepted
    assert "ZeroDivisionError" in caplog.text
    with pytest.raises(ZeroDivisionError):
        package.verify(path, None, Progress())


def test_a_file_that_is_no_package_is_an_error_for_one(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(PackageError, match="不是报送包"):
        package.verify(path, None, Progress())


def test_a_stick_pulled_out_while_reading_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(*_: object) -> None:
        raise OSError(5, "")

    path = tmp_path / "x.zip"
    path.write_bytes(honest().bytes())
    monkeypatch.setattr(Archive, "chunks", pulled)
    with pytest.raises(PackageError, match="重新复制一份"):
        package.verify(path, None, Progress())


def test_a_cancel_ends_the_whole_batch(tmp_path: Path) -> None:
    progress = Progress(report=lambda *_: progress.stop.set())
    path = tmp_path / "x.zip"
    path.write_bytes(honest().bytes())
    with pytest.raises(Cancelled):
        package.verify_many([path, path], None, progress)


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = tmp_path / "x.zip"
    path.write_bytes(honest().bytes())
    package.verify(
        path, None, Progress(report=lambda done, total, _: seen.append((done, total)))
    )

    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]
    assert {total for _, total in seen} == {sum(map(len, honest_files().values()))}


def test_what_changes_between_hashing_and_parsing_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that shows one thing to the hash and another to the parser."""
    read = Archive.read

    def other(self: Archive, name: str, limit: int) -> bytes:
        content = read(self, name, limit)
        return b"other" if name == layout.RECORDS else content

    monkeypatch.setattr(Archive, "read", other)
    verdict = verdict_on(tmp_path, honest().bytes())

    assert [(f.code, f.where) for f in verdict.findings] == [
        (Finding.CHANGED_FILE, layout.RECORDS)
    ]


def test_a_log_that_changes_between_hashing_and_parsing_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chunks, readings = Archive.chunks, []

    def other(self: Archive, name: str) -> Iterator[bytes]:
        readings.append(name)
        if readings.count(HISTORY) > 1 and name == HISTORY:
            return iter([forge.history(count=4)])
        return chunks(self, name)

    monkeypatch.setattr(Archive, "chunks", other)
    verdict = verdict_on(tmp_path, honest().bytes())

    assert (Finding.CHANGED_FILE, HISTORY) in [(f.code, f.where) for f in verdict.findings]
    assert not verdict.intact


# One flipped byte anywhere


def test_one_flipped_byte_anywhere_is_refused_and_its_file_named(tmp_path: Path) -> None:
    whole = honest().bytes()
    path = tmp_path / "package.zip"
    path.write_bytes(whole)
    with Archive.open(path) as archive:
        spans = {
            at: name
            for name, entry in archive.entries.items()
            for at in range(entry.data_offset, entry.end)
        }
    chosen = random.Random(20261124)
    places = {chosen.randrange(len(whole)) for _ in range(300)}
    places |= {chosen.choice(sorted(spans)) for _ in range(60)}
    for at in sorted(places):
        flipped = whole[:at] + bytes([whole[at] ^ (1 << chosen.randrange(8))]) + whole[at + 1 :]
        path.write_bytes(flipped)
        (verdict,) = package.verify_many([path], a_register(), Progress(), now=NOW)

        assert not verdict.accepted, at
        assert not verdict.intact, at
        if at in spans:
            told = {found.where for found in verdict.findings}
            assert spans[at] in told, (at, verdict.findings)


# What the other half seals, this half accepts; so do tools that we did not write


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sealed")
    files = forge.payload()
    folder = builders.a_sealed_folder(
        root,
        payload=[layout.Payload(name, content, name) for name, content in files.items()],
        about=builders.a_description(
            history_head=forge.head(files[HISTORY]),
            history_lines=3,
            enterprise=cms_kit.ENTERPRISE,
        ),
    )
    target = root / f"{BASE}.zip"
    container_writer.write(target, BASE, folder.members, Progress())
    return target


def test_what_was_sealed_and_written_is_accepted(sealed: Path, tmp_path: Path) -> None:
    pems = []
    for signer in (builders.the_principal(), builders.the_manager()):
        pems.append(tmp_path / f"{signer.info.role}.pem")
        pems[-1].write_bytes(signer.info.certificate_pem)

    verdict = package.verify(sealed, from_certificates(pems), Progress(), now=NOW)

    assert verdict.findings == ()
    assert verdict.accepted


@pytest.mark.parametrize(
    "command",
    [
        ["unzip", "-tq", "{zip}"],
        ["7z", "t", "{zip}"],
        ["sha256sum", "--strict", "-c", MANIFEST, TAGMANIFEST],
        [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", "."],
        [
            "openssl",
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            PRINCIPAL_P7S,
            "-content",
            TAGMANIFEST,
            "-CAfile",
            "certs/principal.pem",
            "-out",
            os.devnull,
        ],
        [
            "openssl",
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            MANAGER_P7S,
            "-content",
            MANIFEST,
            "-CAfile",
            "certs/safety-manager.pem",
            "-out",
            os.devnull,
        ],
        ["pdfsig", layout.REPORT],
    ],
    ids=["unzip", "7z", "sha256sum", "bagit", "openssl principal", "openssl manager", "pdfsig"],
)
def test_stock_tools_accept_the_package(
    sealed: Path, tmp_path: Path, command: list[str]
) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    with zipfile.ZipFile(sealed) as stock:
        stock.extractall(tmp_path)

    told = subprocess.run(
        [part.format(zip=sealed) for part in command],
        cwd=tmp_path / BASE,
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout + told.stderr
    if command[0] == "pdfsig":
        assert told.stdout.count("Signature is Valid.") == 2
        assert told.stdout.count("\n  - Total document signed") == 1
