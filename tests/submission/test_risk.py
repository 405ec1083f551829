"""The risk map in a submission: what stands in the way of signing, what is told, and what is handed over."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlmodel import Session

from selfcheck.errors import Problem
from selfcheck.progress import Progress
from selfcheck.riskmap import actions, floor_plans, publishing
from selfcheck.riskmap.records import Method, RiskPoint
from selfcheck.submission import (
    contents,
    readiness,
    reassessment,
    records_check,
    risk,
    risk_contents,
)
from selfcheck.submission.findings import Finding, Malformed
from selfcheck.submission.snapshot import Snapshot
from tests.builders import NOW
from tests.riskmap.builders import SQUARE, YEAR, Office
from tests.submission import forge
from tests.submission.forge import Plan
from tests.submission.judging import verdict_of
from tests.submission.ledger_stage import Stage, a_stage


class Plant(Office):
    """The risk map of an enterprise whose round is open."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.folder, self.store = stage.work.folder, stage.work.store

    @property
    def frozen(self) -> Snapshot:
        """The round as it stands."""
        return self.stage.frozen()

    def problems(self) -> list[Problem]:
        """What the readiness list tells of the map."""
        found = readiness.problems(self.frozen, now=NOW, last_entry=None)
        return [problem for problem in found if problem.where.startswith("riskmap")]

    def told(self) -> list[tuple[str, str, bool]]:
        """The same in short: code, place, whether it blocks."""
        return [(p.code, p.where.partition("#")[2], p.blocking) for p in self.problems()]

    def publish_now(self) -> str:
        """Publish in the name of the workspace's own principal."""
        return self.publish(approved_by="张𠮷", principals=("张𠮷",))


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Plant]:
    with a_stage(tmp_path) as stage:
        yield Plant(stage)


def files(frozen: Snapshot) -> dict[str, bytes]:
    return dict(risk_contents.files(frozen, Progress()))


def words_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


# ---- what stands in the way


def test_re15_a_map_without_risk_points_is_told_and_does_not_block(plant: Plant) -> None:
    assert plant.told() == [("RE15", "points", False)]
    plant.plan()
    assert plant.told() == [("RE15", "points", False)]  # a sheet alone says nothing of risks


def test_re14_what_was_never_published_blocks_until_it_is(plant: Plant) -> None:
    plant.complete()
    assert plant.told() == [("RE14", "publish", True)]
    assert "还没有发布" in plant.problems()[0].text
    plant.publish_now()
    assert plant.told() == []


def test_re14_a_change_after_publishing_blocks_until_it_is_published_again(
    plant: Plant,
) -> None:
    point = plant.complete()
    plant.publish_now()
    plant.act(actions.write_point, point, "place", "炉台南侧", now=NOW)
    assert plant.told() == [("RE14", "publish", True)]
    assert "改动后还没有重新发布" in plant.problems()[0].text
    plant.act(actions.write_point, point, "place", "", now=NOW)
    assert plant.told() == []  # as it was published


def test_re13_what_the_lint_says_blocks_with_the_way_to_its_place(plant: Plant) -> None:
    point = plant.complete()
    plant.publish_now()
    plant.act(reassessment.ask, point, "YH-2026-001")
    assert plant.told() == [("RE13", f"point.{point}", True)]
    [problem] = plant.problems()
    assert "YH-2026-001" in problem.text
    (missing,) = (m for m in readiness.missing(plant.frozen, [problem]))
    assert missing.target == ("riskmap", f"point.{point}")
    assert missing.place == "风险管控"


def test_re13_three_are_told_singly_and_the_rest_as_one(plant: Plant) -> None:
    plant.complete()
    plant.publish_now()
    for at in range(5):
        plant.point(f"设备{at}")
    told = plant.told()
    lint = [problem for problem in plant.map().problems if problem.blocking]
    assert [code for code, _, _ in told] == ["RE13"] * 4 + ["RE14"]
    assert told[3] == ("RE13", "lint", True)
    assert f"另有 {len(lint) - 3} 处" in plant.problems()[3].text


def test_re13_a_board_written_by_hand_does_not_block(plant: Plant) -> None:
    point = plant.complete()
    plant.publish_now()
    plant.act(publishing.write_board, point, "factors", "炉坑积水爆炸")
    assert [problem.code for problem in plant.map().problems] == ["RK26"]
    assert plant.told() == []


def test_re13_an_overdue_review_blocks_on_its_day_and_not_before(plant: Plant) -> None:
    plant.complete()
    plant.publish_now()
    for later, told in ((YEAR, []), (YEAR + timedelta(days=1), ["RE13"])):
        found = list(risk.problems(plant.map(later=later)))
        assert [problem.code for problem in found] == told


# ---- what is told


def test_the_records_tell_revision_levels_plans_and_both_assessments(plant: Plant) -> None:
    plant.complete()
    (unit,) = plant.map().points[0].units
    plant.assess(unit.unit_id, "6", "6", "40", inherent=True)
    other = plant.point("配电室", owner="李文静")
    second = plant.unit(other, table="jha", name="倒闸操作", event="触电")
    plant.assess(second, method=Method.LS, factors={"L": "2", "S": "4"})
    key = plant.zone(plant.map().plans[0].plan_id, "动力区", [(x + 200, y) for x, y in SQUARE])
    plant.act(
        floor_plans.draw,
        plant.map().drawing.place(other, plant.map().plans[0].plan_id, 250, 50),
    )
    code = plant.publish_now()

    told = json.loads(contents.records_json(plant.frozen))["risk"]

    assert told["revision"]["code"] == code
    assert told["revision"]["approved_by"] == "张𠮷"
    assert not told["revision"]["changed_since"]
    assert told["levels"] == {"major": 1, "considerable": 0, "general": 0, "low": 1}
    assert told["thresholds"]["lec"] == {
        "major": "320", "considerable": "160", "general": "70",
    }  # fmt: skip
    (plan,) = told["plans"]
    assert {shape["name"]: shape["level"] for shape in plan["shapes"]} == {
        "熔炼区": "major", "动力区": "low",
    }  # fmt: skip
    assert next(shape for shape in plan["shapes"] if shape["key"] == key)["kind"] == "zone"
    furnace, power = told["points"]
    assert (furnace["number"], furnace["zone"], furnace["level_words"]) == (
        "R-01", "熔炼区", "红 · 重大",
    )  # fmt: skip
    (pit,) = furnace["units"]
    assert (pit["inherent"]["score"], pit["residual"]["score"]) == ("1440", "720")
    assert pit["residual"]["factors"] == {"L": "3", "E": "6", "C": "40"}
    assert pit["residual"]["thresholds"]["major"] == "320"
    (switching,) = power["units"]
    assert (switching["residual"]["method"], switching["residual"]["score"]) == ("ls", "8")
    assert switching["inherent"] is None


def test_the_records_of_an_empty_a_half_made_and_a_published_map_keep_their_schema(
    plant: Plant,
) -> None:
    def check() -> dict[str, Any]:
        frozen = plant.frozen
        return records_check.check(contents.records_json(frozen), frozen.package_id)

    assert check()["risk"]["points"] == []
    plant.point("新设备")
    plant.plan()
    half = check()["risk"]
    assert half["points"][0]["level"] is None
    assert half["revision"]["published_on"] is None
    plant.complete()
    assert len(check()["risk"]["points"]) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"level": "major"', b'"level": "green"'),
        (b'"changed_since": true', b'"changed_since": "no"'),
        (b'"number": "R-01"', b'"number": 1'),
    ],
)
def test_a_risk_map_that_the_schema_does_not_allow_is_refused(
    plant: Plant, old: bytes, new: bytes
) -> None:
    plant.complete()
    frozen = plant.frozen
    content = json.dumps(json.loads(contents.records_json(frozen)), ensure_ascii=False).encode()
    assert old in content
    with pytest.raises(Malformed) as refused:
        records_check.check(content.replace(old, new), frozen.package_id)
    assert refused.value.found.code is Finding.AGAINST_SCHEMA


# ---- what is handed over


def test_nothing_is_printed_while_nothing_is_registered(plant: Plant) -> None:
    plant.plan()
    assert files(plant.frozen) == {}


def test_boards_and_lists_are_printed_without_a_plan_too(plant: Plant) -> None:
    plant.unit(plant.point("新设备"))
    assert list(files(plant.frozen)) == [
        risk_contents.BOARDS, risk_contents.LISTS, risk_contents.LISTS_TABLE,
        risk_contents.ANALYSES_TABLE,
    ]  # fmt: skip


def test_the_package_carries_map_boards_and_lists_of_one_code(plant: Plant) -> None:
    plant.complete()
    code = plant.publish_now()

    made = {p.name: p for p in contents.payload(plant.frozen) if p.name in risk_contents.TITLES}

    assert set(made) == set(risk_contents.TITLES)
    assert all(made[name].title == title for name, title in risk_contents.TITLES.items())
    for name in (risk_contents.MAP, risk_contents.BOARDS, risk_contents.LISTS):
        content = made[name].source
        assert isinstance(content, bytes)
        words = words_of(content)
        number = "01" if name == risk_contents.MAP else "R-01"  # short in its mark
        for told in (code, number, "3号中频炉", "重大"):
            assert told in words, (name, told)
        assert "草稿" not in words


def test_the_same_round_makes_the_same_bytes(plant: Plant) -> None:
    plant.complete()
    plant.publish_now()
    assert files(plant.frozen) == files(plant.frozen)


def test_an_approval_is_of_the_map_that_was_approved(plant: Plant) -> None:
    point = plant.complete()
    before = plant.frozen.content_sha256
    plant.act(actions.write_point, point, "owner", "王芳", now=NOW)
    after = plant.frozen.content_sha256
    assert before != after

    def past_the_log(session: Session) -> None:
        session.get_one(RiskPoint, point).owner = "陈国梁"

    plant.act(past_the_log)
    assert plant.frozen.content_sha256 != after


def test_every_text_of_the_map_is_looked_at_for_characters_that_no_font_has(
    plant: Plant,
) -> None:
    point = plant.complete()
    plant.act(actions.write_point, point, "steps", "停炉\U000f0000\n撤人", now=NOW)
    (problem,) = (p for p in plant.problems() if p.where == f"riskmap#point.{point}")
    assert problem.blocking
    assert "R-01" in problem.text


# ---- what a forger changes


def test_honest_papers_of_the_map_are_accepted(tmp_path: Path) -> None:
    payload = forge.payload(**{risk_contents.MAP: forge.a_pdf()})
    assert verdict_of(tmp_path, Plan(payload=payload)).accepted


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (risk_contents.MAP, forge.a_pdf(script=True), Finding.ACTIVE_PDF),
        (risk_contents.BOARDS, forge.a_pdf(script=True), Finding.ACTIVE_PDF),
        ("data/papers/risk-map.html", b"<script>", Finding.ACTIVE_PDF),
        ("data/paper/risk-map.pdf", forge.a_pdf(), Finding.BAD_INDEX),
        (risk_contents.LISTS_TABLE, forge.a_workbook("=1+1"), Finding.FORMULA),
    ],
)
def test_a_paper_that_does_something_or_lies_elsewhere_is_refused(
    tmp_path: Path, name: str, content: bytes, expected: Finding
) -> None:
    verdict = verdict_of(tmp_path, Plan(payload=forge.payload(**{name: content})))
    assert expected in {one.code for one in verdict.findings}
    assert not verdict.accepted


def test_a_paper_changed_after_it_was_signed_is_found(tmp_path: Path) -> None:
    payload = forge.payload(**{risk_contents.MAP: forge.a_pdf()})
    plan = Plan(
        payload=payload,
        after=lambda whole: {**whole, risk_contents.MAP: forge.a_pdf() + b"\n%changed"},
    )
    verdict = verdict_of(tmp_path, plan)
    assert Finding.CHANGED_FILE in {one.code for one in verdict.findings}
    assert not verdict.accepted
