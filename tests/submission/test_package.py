"""The verdict on a package: two answers, named findings, every changed file named."""

from pathlib import Path

import pytest

from selfcheck.submission import layout
from selfcheck.submission.findings import Finding
from selfcheck.submission.register import Register
from selfcheck.submission.verdict import Word
from tests.submission import cms_kit, forge
from tests.submission.cms_kit import (
    APPROVED,
    MANAGER,
    NOW,
    PRINCIPAL,
    stranger,
)
from tests.submission.forge import PHOTO, TABLE, Files, Plan
from tests.submission.judging import (
    a_register,
    after,
    enrolled,
    honest,
    verdict_of,
    verdict_on,
)

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


# Whose key: never a change of content, never accepted either


def by_stranger() -> Plan:
    """Everything right and signed with another key whose certificate says the same words."""
    person = stranger(PRINCIPAL)
    return Plan(principal=person, tags={layout.REPORT: forge.a_report(person)})


@pytest.mark.parametrize(
    ("plan", "register", "expected"),
    [
        (by_stranger(), a_register(), Finding.OTHER_FINGERPRINT),
        (Plan(), Register(), Finding.SIGNER_UNKNOWN),
        (Plan(), Register((enrolled(MANAGER),)), Finding.SIGNER_UNKNOWN),
        (Plan(), a_register(role=layout.SAFETY_MANAGER), Finding.SIGNER_UNKNOWN),
        (Plan(), a_register(credit_code="91420200MA1111111X"), Finding.SIGNER_UNKNOWN),
        (Plan(), a_register(revoked_at=APPROVED), Finding.SIGNER_REVOKED),
        (Plan(), a_register(valid_from=NOW), Finding.SIGNER_NOT_CURRENT),
        (Plan(), a_register(valid_to=APPROVED), Finding.SIGNER_NOT_CURRENT),
    ],
    ids=["another key", "none", "one", "role", "enterprise", "revoked", "early", "late"],
)
def test_a_signer_who_is_not_enrolled_is_told_apart_from_a_change(
    tmp_path: Path, plan: Plan, register: Register, expected: Finding
) -> None:
    verdict = verdict_of(tmp_path, plan, register)

    assert (expected, PRINCIPAL_P7S) in [(f.code, f.where) for f in verdict.findings]
    assert verdict.intact
    assert not verdict.accepted
    assert verdict.word is Word.NOT_REGISTERED


def test_a_signature_made_before_the_revocation_is_accepted_and_says_so(tmp_path: Path) -> None:
    verdict = verdict_on(tmp_path, honest().bytes(), a_register(revoked_at=NOW))
    assert verdict.accepted
    assert "2026-11-25 起已撤销" in verdict.signers[layout.PRINCIPAL].registered
