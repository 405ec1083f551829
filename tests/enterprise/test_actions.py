from pathlib import Path

import pytest

from selfcheck import rounds
from selfcheck.duties import actions as duties
from selfcheck.duties import queries as duty_queries
from selfcheck.duties.rules import DutyStatus
from selfcheck.enterprise import actions, queries
from selfcheck.enterprise.records import Role
from selfcheck.errors import NotReady
from selfcheck.rounds import RoundStatus
from selfcheck.store import Store
from tests.builders import NOW, a_code, a_pack, a_workspace

OTHER_CODE = "91330100799655058B"


def codes(refusal: pytest.ExceptionInfo[NotReady]) -> list[str]:
    return [problem.code for problem in refusal.value.problems]


def test_en01_en02_an_enterprise_is_founded_with_a_name_and_a_right_code(
    tmp_path: Path,
) -> None:
    store = Store.create(tmp_path, now=NOW)
    with pytest.raises(NotReady) as refusal, store.transaction() as session:
        actions.found(session, name=" ", credit_code="123")
    assert codes(refusal) == ["EN01", "EN02"]

    with store.transaction() as session:
        assert queries.name_and_code(session) == ("", "")
        assert queries.facts(session) == {}
        assert queries.current_round(session) is None
        assert rounds.all_rounds(session) == []
        codes_missing = {p.code for p in queries.page(session, a_pack()).problems}
    assert codes_missing == {f"EN0{number}" for number in range(1, 10)}
    store.close()


def test_each_field_is_kept_as_it_was_left_without_what_no_one_can_see(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        for field, typed in {
            "sector": " 机械\u200b ",
            "address": "江城市\u202e 1 号",
            "department": "区应急管理局\ud800",
            "phone": "０７１４－６２０００００",
        }.items():
            work.act(actions.describe, field, typed)
        work.act(actions.describe, "head_count", 120)
        page = work.read(queries.page, a_pack())

    assert (page.sector, page.address) == ("机械", "江城市 1 号")
    assert (page.department, page.phone) == ("区应急管理局", "0714-6200000")
    assert page.head_count == 120
    assert [p.code for p in page.problems] == ["EN08"]
    assert "2 个问题" in page.problem_at("enterprise#profile.uses_gas")
    assert page.problem_at("enterprise#name") == ""


def test_en01_en02_en07_what_identifies_a_package_cannot_be_made_wrong(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        wrong: list[tuple[str, str | int, str]] = [
            ("name", " ", "EN01"),
            ("credit_code", a_code()[:17], "EN02"),
            ("head_count", 10**30, "EN07"),
        ]
        for field, value, code in wrong:
            with pytest.raises(NotReady) as refusal:
                work.act(actions.describe, field, value)
            assert codes(refusal) == [code]
        work.act(actions.describe, "credit_code", OTHER_CODE.lower())
        work.act(actions.describe, "head_count", None)
        assert work.read(queries.name_and_code)[1] == OTHER_CODE


def test_a_field_that_does_not_exist_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work, pytest.raises(ValueError, match="profile"):
        work.act(actions.describe, "profile", "x")


def test_the_profile_switches_items_on_and_off_and_deletes_no_answer(tmp_path: Path) -> None:
    def status() -> tuple[DutyStatus, str]:
        work.meet(**work.read(queries.facts))
        page = work.read(duty_queries.duty_page, work.walk, "d04")
        return page.status, page.lines[0].value if page.lines else "-"

    with a_workspace(tmp_path) as work:
        assert status() == (DutyStatus.TO_CONFIRM, "-")
        work.act(actions.answer_profile, "uses_gas", True)
        assert status() == (DutyStatus.NOT_STARTED, "")
        work.act(duties.answer, work.walk, "d04.alarm", "conforms", now=NOW)
        work.act(actions.answer_profile, "uses_gas", False)
        assert status() == (DutyStatus.TO_CONFIRM, "-")
        work.act(actions.answer_profile, "uses_gas", True)
        assert status() == (DutyStatus.IN_PROGRESS, "conforms")


def test_a_profile_line_tells_how_many_items_a_yes_switches_on(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        work.act(actions.answer_profile, "uses_gas", False)
        lines = {line.key: line for line in work.read(queries.page, a_pack()).profile}
    assert (lines["uses_gas"].items, lines["uses_gas"].answer) == (1, False)
    assert (lines["has_spaces"].items, lines["has_spaces"].answer) == (0, None)


def test_several_principals_stand_before_managers_and_staff(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        work.act(actions.add_person, name="李雷", role=Role.STAFF)
        work.act(actions.add_person, name="王芳", role=Role.PRINCIPAL, title="副总经理")
        listed = work.read(queries.people)

    assert [line.name for line in listed] == ["张𠮷", "王芳", "周建华", "李雷"]
    assert [line.role_words for line in listed][:2] == ["主要负责人", "主要负责人"]


def test_en10_nobody_is_listed_twice_in_one_role(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        for name in ("张𠮷", " 张𠮷 ", "张𠮷\u200b"):
            with pytest.raises(NotReady) as refusal:
                work.act(actions.add_person, name=name, role=Role.PRINCIPAL)
            assert codes(refusal) == ["EN10"]
        second = work.act(actions.add_person, name="王芳", role=Role.PRINCIPAL)
        with pytest.raises(NotReady):
            work.act(actions.change_person, second, name="张𠮷", title="", phone="")
        work.act(
            actions.change_person, second, name="王芳", title="总经理", phone="13800000000"
        )
        work.act(actions.person_leaves, second)
        work.act(actions.person_leaves, second)
        work.act(actions.add_person, name="王芳", role=Role.PRINCIPAL)
        assert [line.name for line in work.read(queries.people)].count("王芳") == 1


def test_en10_a_person_without_a_name_is_refused(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        with pytest.raises(NotReady):
            work.act(actions.add_person, name="\u200b", role=Role.STAFF)
        with pytest.raises(NotReady):
            work.act(actions.change_person, 1, name="", title="", phone="x")


@pytest.mark.parametrize(
    "change",
    ["describe", "profile", "add", "rename", "leave"],
)
def test_changing_what_stands_on_the_cover_withdraws_the_approval(
    tmp_path: Path, change: str
) -> None:
    with a_workspace(tmp_path) as work:
        work.stand_at(RoundStatus.APPROVED)
        if change == "describe":
            work.act(actions.describe, "address", "新址")
        elif change == "profile":
            work.act(actions.answer_profile, "uses_gas", True)
        elif change == "add":
            work.act(actions.add_person, name="李雷", role=Role.STAFF)
        elif change == "rename":
            work.act(actions.change_person, 1, name="张吉", title="", phone="")
        else:
            work.act(actions.person_leaves, 1)
        assert work.status() is RoundStatus.DRAFT


def test_a_signed_round_does_not_stop_the_profile_from_being_kept_true(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        work.stand_at(RoundStatus.SIGNED)
        work.act(actions.describe, "address", "新址")
        assert work.status() is RoundStatus.SIGNED
        assert work.read(queries.page, a_pack()).address == "新址"


def test_rd02_a_round_is_opened_only_after_the_last_is_signed(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        with pytest.raises(NotReady) as refusal:
            work.act(actions.open_round, pack=a_pack(), period="2026-12", now=NOW)
        assert codes(refusal) == ["RD02"]
        work.stand_at(RoundStatus.SIGNED)
        work.act(actions.open_round, pack=a_pack(), period="2026-12", now=NOW)
        line = work.read(queries.current_round)

    assert line is not None
    assert (line.sequence, line.period_words, line.status_words) == (2, "2026年12月", "草稿")
    assert line.pack_fingerprint == a_pack().fingerprint
    assert line.opened_at == "2026-11-24T10:32:05+08:00"


@pytest.mark.parametrize(
    ("period", "due", "left"),
    [
        ("2026-11", "2026-11-25", 1),
        ("2026-10", "2026-10-25", -30),
        ("2027-02", "2027-02-25", 93),
    ],
)
def test_the_days_until_the_report_are_counted_from_today(
    period: str, due: str, left: int
) -> None:
    day, days = queries.days_until_report(a_pack(), period, NOW.date())
    assert (day.isoformat(), days) == (due, left)
