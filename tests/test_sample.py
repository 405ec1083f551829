"""The sample enterprise is complete, natural, and shows a newcomer every state of a duty."""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from build_scripts import sample_files
from build_scripts.sample import papers
from selfcheck import sample
from selfcheck.duties import rules
from selfcheck.duties.rules import Conformity, DutyStatus
from selfcheck.enterprise.rules import credit_code_problems
from selfcheck.forms.conditions import applicable_items
from selfcheck.forms.pack import Item
from selfcheck.moments import CHINA
from selfcheck.paths import bundled
from selfcheck.submission import readiness, snapshot, walks
from selfcheck.submission.snapshot import Snapshot

NOW = datetime(2027, 2, 24, 10, 30, tzinfo=CHINA)  # any day but the one the papers speak of
FILES = bundled("resources", "sample", "files")
MOST_BYTES = 4_000_000
STORY: dict[str, Any] = tomllib.loads(
    bundled("resources", "sample", "sample.toml").read_text("utf-8")
)


def told(folder: Path, *, complete: bool) -> Snapshot:
    store = sample.found(folder, now=NOW, ledger=True)
    try:
        sample.fill(store, now=NOW, complete=complete)
        with store.transaction() as session:
            return snapshot.take(session, walks.current(session, folder, NOW.date()))
    finally:
        store.close()


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return told(tmp_path_factory.mktemp("complete") / "workspace", complete=True)


@pytest.fixture(scope="module")
def unfinished(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return told(tmp_path_factory.mktemp("unfinished") / "workspace", complete=False)


def items_that_apply() -> list[Item]:
    facts = dict(STORY["enterprise"]["profile"])
    return [
        item
        for duty in walks.shipped_pack().all_duties
        for item in applicable_items(duty, facts)
    ]


def rows_of_registers() -> list[tuple[Item, int, dict[str, str]]]:
    return [
        (item, number, {key: sample._dated(text, NOW.date()) for key, text in row.items()})
        for item in items_that_apply()
        for number, row in enumerate(STORY["answers"][item.key].get("rows", ()), start=1)
    ]


def statuses(taken: Snapshot) -> dict[str, DutyStatus]:
    return {state.duty.key: state.status for state in taken.states}


def test_the_complete_sample_lacks_nothing_but_signatures(complete: Snapshot) -> None:
    found = readiness.problems(complete, now=NOW, last_entry=NOW)

    assert [problem for problem in found if problem.blocking] == []


def test_what_is_told_but_does_not_block_is_told_on_purpose(complete: Snapshot) -> None:
    found = readiness.problems(complete, now=NOW, last_entry=NOW)

    assert sorted((problem.code, problem.where) for problem in found) == [
        ("DU06", "d11.evaluated#evidence"),
        ("DU11", "d06.space_list#note"),
        ("DU11", "d11.drills#note"),
    ]


def test_the_credit_code_is_formed_as_the_standard_says() -> None:
    assert credit_code_problems(STORY["enterprise"]["credit_code"]) == []


def test_every_item_that_applies_is_answered_by_the_story() -> None:
    assert {item.key for item in items_that_apply()} <= set(STORY["answers"])


def test_the_story_answers_no_item_that_is_not_asked() -> None:
    assert set(STORY["answers"]) <= {item.key for item in items_that_apply()}


def test_every_duty_has_an_owner_who_works_there() -> None:
    people = {person["name"] for person in STORY["people"]}

    assert set(STORY["owners"]) == {duty.key for duty in walks.shipped_pack().all_duties}
    assert set(STORY["owners"].values()) <= people


def test_every_file_is_described_used_and_there() -> None:
    used = {name for answer in STORY["answers"].values() for name in answer.get("evidence", ())}
    ordinary = {name for names in STORY["ordinary"].values() for name in names}
    shipped = {path.name for path in FILES.iterdir()}

    assert shipped == set(STORY["files"]) == used | ordinary


@pytest.mark.parametrize(
    ("item", "number", "row"),
    rows_of_registers(),
    ids=lambda value: (
        getattr(value, "key", None) or (str(value) if isinstance(value, int) else "row")
    ),
)
def test_du08_every_row_of_a_register_is_filled_in_rightly(
    item: Item, number: int, row: dict[str, str]
) -> None:
    assert item.register is not None
    columns = item.register.columns
    assert set(row) <= {column.key for column in columns}, number
    faults = [
        rules.cell_problem(column, row.get(column.key, ""), NOW.date()) for column in columns
    ]

    assert [fault for fault in faults if fault] == []


def test_every_register_that_applies_has_rows(complete: Snapshot) -> None:
    registers = [line for state in complete.states for line in state.lines if line.columns]

    assert len(registers) >= 13
    assert [line.key for line in registers if not line.rows] == []


def test_one_nonconformity_was_corrected_on_the_spot_and_one_has_a_plan(
    complete: Snapshot,
) -> None:
    bad = {
        item.key: given
        for state in complete.states
        for item, given in state.items
        if given.value == Conformity.DOES_NOT_CONFORM
    }

    assert set(bad) == {"d04.exits_clear", "d06.entrance_locked"}
    corrected, planned = bad["d04.exits_clear"], bad["d06.entrance_locked"]
    assert corrected.corrected_on == date(2027, 2, 19)
    assert corrected.photos == 2
    assert planned.deadline == date(2027, 3, 2)
    assert planned.owner == "刘志强"


def test_the_unfinished_sample_shows_every_state_of_a_duty(unfinished: Snapshot) -> None:
    found = statuses(unfinished)
    by_state = {
        state: sorted(key for key, status in found.items() if status == state and key[0] == "d")
        for state in DutyStatus
    }

    assert by_state == {
        DutyStatus.DONE: ["d02", "d05", "d09", "d11", "d13"],
        DutyStatus.IN_PROGRESS: ["d01", "d03", "d04"],
        DutyStatus.HAS_PROBLEM: ["d06"],
        DutyStatus.NOT_APPLICABLE: ["d07"],
        DutyStatus.NOT_STARTED: ["d08", "d10"],
        DutyStatus.NOT_YET: ["d12"],
        DutyStatus.TO_CONFIRM: [],
    }


def test_the_unfinished_sample_lacks_the_plan_of_its_nonconformity(
    unfinished: Snapshot,
) -> None:
    lacking = [
        problem.where
        for state in unfinished.states
        for problem in state.problems
        if problem.code == "DU05"
    ]

    assert lacking == [
        f"d06.entrance_locked#{name}" for name in ("measures", "owner", "deadline")
    ]


def test_days_inside_sentences_are_told_as_people_write_them(complete: Snapshot) -> None:
    notes = [line.note for state in complete.states for line in state.lines]

    assert any("2月18日 疏散演练" in note for note in notes)
    assert [note for note in notes if "{" in note] == []


def test_a_photo_was_taken_on_the_day_it_is_said_to_show(complete: Snapshot) -> None:
    photos = [card for card in complete.evidence if card.is_photo]

    assert len(photos) == 42
    for card in photos:
        assert card.source_words == "拍摄"
        assert card.occurred_on is not None
        assert card.taken_at.startswith(card.occurred_on.isoformat())
        assert card.occurred_on < NOW.date()


@pytest.mark.parametrize("path", sorted(FILES.glob("*.jpg")), ids=lambda path: path.stem)
def test_a_photo_is_as_a_phone_would_have_taken_it(path: Path) -> None:
    with Image.open(path) as photo:
        tags = photo.getexif()
        assert (photo.format, photo.size) == ("JPEG", (1600, 1200))
        assert tags[0x010F] == "Sample"
        assert str(tags.get_ifd(0x8769)[0x9003]).startswith(("2026:10", "2026:11"))
    assert 50_000 < path.stat().st_size < 160_000


@pytest.mark.parametrize("path", sorted(FILES.glob("*.pdf")), ids=lambda path: path.stem)
def test_a_paper_is_one_page_with_its_title(path: Path) -> None:
    pages = pypdf.PdfReader(path).pages
    words = tomllib.loads(sample_files.WORDS.read_text("utf-8"))["papers"]
    title = next(paper["title"] for paper in words if paper["file"] == path.stem)

    assert len(pages) == 1
    assert title in pages[0].extract_text().replace("\n", "")


def test_all_files_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in FILES.iterdir()) <= MOST_BYTES


def test_the_same_words_make_the_same_papers(tmp_path: Path) -> None:
    def made(name: str) -> dict[str, bytes]:
        folder = tmp_path / name
        folder.mkdir()
        papers.set_all(sample_files.WORDS, sample_files.FONTS, folder)
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    once = made("once")

    assert once == made("again")
    assert set(once) == {path.name for path in FILES.iterdir() if path.suffix != ".jpg"}


def test_every_photo_shipped_is_one_that_can_be_drawn_again() -> None:
    assert {f"{name}.jpg" for name in sample_files.SHOTS} == {
        path.name for path in FILES.glob("*.jpg")
    }


def test_the_same_scene_is_painted_the_same_again(qapp: QApplication) -> None:
    once = sample_files.photo("pit-unlocked")

    assert sample_files.photo("pit-unlocked") == once
