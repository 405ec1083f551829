"""A new enterprise's archive."""

from typing import Any

import pytest

from selfcheck.enterprise import queries
from selfcheck.errors import NotReady, WorkspaceError
from selfcheck.store import Store, is_workspace
from selfcheck.submission.founding import found_enterprise
from selfcheck.submission.walks import shipped_pack
from tests.builders import NOW, a_code


def found(folder, **changes) -> None:
    given: dict[str, Any] = {
        "name": "江城精密机械有限公司",
        "credit_code": a_code(),
        "profile": {},
        "actor": "周建华",
        "now": NOW,
    }
    found_enterprise(folder, **(given | changes))


def test_a_founded_archive_has_its_enterprise_its_answers_and_an_open_round(tmp_path):
    folder = tmp_path / "新 档案"
    found(folder, profile={"gas": True, "vehicles": False})

    store = Store.open(folder)
    try:
        with store.transaction() as session:
            page = queries.page(session, shipped_pack())
            current = queries.current_round(session)
    finally:
        store.close()
    answers = {line.key: line.answer for line in page.profile}
    assert (page.name, page.credit_code) == ("江城精密机械有限公司", a_code())
    assert (answers["gas"], answers["vehicles"], answers["hot_work"]) == (True, False, None)
    assert current is not None
    assert (current.period, current.pack_fingerprint) == (
        "2026-11",
        shipped_pack().fingerprint,
    )


def test_en02_a_wrong_code_leaves_no_folder_behind(tmp_path):
    with pytest.raises(NotReady, match="校验位"):
        found(tmp_path / "档案", credit_code="91420200MA49TEQTX0")

    assert not (tmp_path / "档案").exists()


def test_en01_a_name_is_needed(tmp_path):
    with pytest.raises(NotReady, match="企业全称"):
        found(tmp_path / "档案", name="  ")


def test_a_folder_that_holds_an_archive_is_refused_and_stays_as_it_was(tmp_path):
    found(tmp_path / "档案")

    with pytest.raises(WorkspaceError, match="已经有一份档案"):
        found(tmp_path / "档案", name="另一家企业")

    assert is_workspace(tmp_path / "档案")
