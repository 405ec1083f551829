"""The ledger inside a package: the published format, the evidence once, the tables, the verdict."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from python_calamine import CalamineWorkbook

from selfcheck.evidence import actions as evidence
from selfcheck.hazards import actions, grading
from selfcheck.hazards.records import HazardState, StopScope
from selfcheck.paths import bundled
from selfcheck.progress import Progress
from selfcheck.submission import contents, layout, ledger_check, ledger_records, package
from selfcheck.submission.register import from_certificates
from tests.hazards.builders import PRINCIPAL
from tests.prepared import the_demonstration
from tests.submission.ledger_stage import Stage, a_stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """An empty ledger."""
    with a_stage(tmp_path) as made:
        yield made


def against_schema(told: dict[str, Any], name: str) -> list[str]:
    """What the published schema says about a part of the records."""
    path = bundled("resources", "schema", "records-1.schema.json")
    schema = json.loads(path.read_text("utf-8"))
    part = {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}
    return [error.message for error in jsonschema.Draft202012Validator(part).iter_errors(told)]


def every_kind(stage: Stage) -> None:
    """Hazards of every state, explained, stopped and running on, merged, come back, anonymous."""
    for state in (HazardState.GRADED, HazardState.AWAITING, HazardState.CLOSED):
        stage.a_general_at(state)
    for state in (HazardState.PLANNED, HazardState.RECTIFYING, HazardState.ACCEPTED):
        stage.a_major_at(state)
    again = stage.a_major_at(HazardState.CLOSED)
    stage.reopen(again)
    stage.stop(again, scope=StopScope.NONE, what="", stopped_at="", reason="停炉会冻炉")
    reason = "下周开会"
    stage.step(grading.explain, again, "report", reason=reason, confirmed_by=PRINCIPAL)
    stage.merge(stage.registered(), again)
    stage.void(stage.registered(found_by="", anonymous=True))
    stage.begin(description="刚开始写")


def test_every_kind_of_hazard_is_as_the_published_format_says(stage: Stage) -> None:
    every_kind(stage)
    frozen = stage.frozen()

    told = ledger_records.content(frozen.ledger)

    assert against_schema(told, "ledger") == []
    assert [error for one in told["hazards"] for error in against_schema(one, "hazard")] == []
    evidence_faults = [against_schema(one, "evidence") for one in frozen.content["evidence"]]
    assert not any(evidence_faults)
    ledger_check.check({"ledger": told, "evidence": frozen.content["evidence"]})
    states = {one["state"] for one in told["hazards"]}
    assert {"merged", "void", "closed", "accepted", "graded"} <= states


def test_the_next_ones_too(stage: Stage) -> None:
    every_kind(stage)
    stage.submit()
    stage.next_round()
    frozen = stage.frozen()

    told = ledger_records.content(frozen.ledger)

    assert against_schema(told, "ledger") == []
    ledger_check.check({"ledger": told, "evidence": frozen.content["evidence"]})


def test_a_merged_hazard_names_the_one_it_is_followed_under(stage: Stage) -> None:
    kept, same = stage.registered(), stage.registered()
    stage.merge(same, kept)

    told = {
        one["number"]: one for one in ledger_records.content(stage.frozen().ledger)["hazards"]
    }

    numbers = stage.numbers(kept, same)
    assert told[numbers[1]]["merged_into"] == numbers[0]
    assert told[numbers[0]]["merged_into"] is None


def test_marks_travel_with_the_place_where_they_were_drawn(stage: Stage) -> None:
    first, second = stage.registered(), stage.registered()
    [card] = stage.page(first).evidence["before"]
    stage.act(actions.use_file, second, "note", card.evidence_id)
    drawn = [{"kind": "box", "x1": 0.1, "y1": 0.1, "x2": 0.9, "y2": 0.9, "text": "积水"}]
    stage.work.act(actions.mark_photo, first, "before", card.evidence_id, drawn, now=stage.now)

    told = {
        one["number"]: one for one in ledger_records.content(stage.frozen().ledger)["hazards"]
    }

    numbers = stage.numbers(first, second)
    assert told[numbers[0]]["marks"] == [
        {"evidence": card.code, "part": "before", "marks": drawn}
    ]
    assert told[numbers[1]]["marks"] == []


def test_a_piece_used_at_three_places_is_in_the_package_once_and_says_for_what(
    stage: Stage,
) -> None:
    first, second = stage.registered(), stage.registered()
    [card] = stage.page(first).evidence["before"]
    stage.act(actions.use_file, first, "note", card.evidence_id)
    stage.act(actions.use_file, second, "note", card.evidence_id)
    walk = stage.work.walk
    stage.work.act(
        evidence.use, card.evidence_id, round_id=walk.round_id, item_key="d01.issued"
    )
    frozen = stage.frozen()

    names = [one.name for one in contents.payload(frozen)]
    index = contents.index_csv(frozen).decode("utf-8-sig")
    [row] = [one for one in csv.DictReader(io.StringIO(index)) if one["编号"] == card.code]

    assert len(names) == len(set(names))
    assert sum(name.startswith("data/photos/") for name in names) == 2
    assert row["用于"] == "、".join(("1.1", *stage.numbers(first, second)))


def test_the_workbook_of_the_package_holds_the_hazards_that_are_reported(stage: Stage) -> None:
    stage.a_general_at(HazardState.CLOSED)
    stage.submit()
    stage.next_round()
    open_one = stage.registered()
    frozen = stage.frozen()

    table = next(p for p in contents.payload(frozen) if p.name == contents.LEDGER_TABLE)

    assert isinstance(table.source, bytes)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(table.source)).get_sheet_by_index(0)
    assert [row[0] for row in sheet.to_python()[1:]] == stage.numbers(open_one)


def test_an_empty_ledger_is_told_as_one(stage: Stage) -> None:
    frozen = stage.frozen()

    told = ledger_records.content(frozen.ledger)

    assert (told["since"], told["hazards"]) == (None, [])
    assert set(told["totals"].values()) == {0}
    assert "没有未闭环的隐患" in stage.draft()


def test_the_package_of_the_sample_holds_its_ledger_and_is_accepted() -> None:
    made = the_demonstration()
    known = from_certificates(list(made.certificates.values()))
    assert package.verify(made.package, known, Progress()).accepted

    with zipfile.ZipFile(made.package) as parts:
        base = parts.namelist()[0].split("/")[0]
        records = json.loads(parts.read(f"{base}/{layout.RECORDS}"))
        names = set(parts.namelist())

    told = records["ledger"]
    assert against_schema(told, "ledger") == []
    assert len(told["hazards"]) >= 10
    assert f"{base}/{contents.LEDGER_TABLE}" in names
    pieces = {one["code"]: f"{base}/{one['file']}" for one in records["evidence"]}
    beside = [
        code for one in told["hazards"] for codes in one["evidence"].values() for code in codes
    ]
    assert beside
    assert {pieces[code] for code in beside} <= names
