"""The sample enterprise's ledger: told through the ordinary actions, believable, and showing every state."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from selfcheck import history, sample, sample_ledger
from selfcheck.forms.criteria import load_criteria
from selfcheck.forms.vocabulary import shipped_vocabulary
from selfcheck.hazards import hazard_query, queries
from selfcheck.hazards.pages import HazardPage, Office, View
from selfcheck.hazards.records import HazardGrade, HazardState
from selfcheck.moments import CHINA
from selfcheck.paths import bundled
from selfcheck.store import Store
from selfcheck.submission import ledger, walks

NOW = datetime(2027, 2, 24, 10, 30, tzinfo=CHINA)  # any day


def office_of(store: Store, today: date) -> Office:
    with store.transaction() as session:
        return walks.office(session, store.folder, today)


def pages_of(store: Store, office: Office) -> tuple[HazardPage, ...]:
    with store.transaction() as session:
        ids = queries.ids(session, office, View(filter="all", sort="number"))
        return tuple(hazard_query.hazard_page(session, office, one) for one in ids)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample with its ledger told."""
    made = sample.found(tmp_path_factory.mktemp("sample") / "档案", now=NOW, ledger=True)
    yield made
    made.close()


@pytest.fixture(scope="module")
def pages(store: Store) -> tuple[HazardPage, ...]:
    """Every hazard of it."""
    return pages_of(store, office_of(store, NOW.date()))


def test_every_hazard_of_the_story_is_there(pages: tuple[HazardPage, ...]) -> None:
    told = {hazard["description"] for hazard in sample_ledger.story()}

    assert {page.values["description"] for page in pages} == told


def test_a_newcomer_sees_each_kind_of_hazard(
    store: Store, pages: tuple[HazardPage, ...]
) -> None:
    states = {page.state for page in pages}

    assert {
        HazardState.REGISTERED,
        HazardState.RECTIFYING,
        HazardState.AWAITING,
        HazardState.CLOSED,
        HazardState.MERGED,
    } <= states
    assert any(page.grade is HazardGrade.MAJOR and page.stopped for page in pages)
    assert any(page.values["on_site"] for page in pages)
    assert any(page.values["anonymous"] for page in pages)
    assert any((page.days_over or 0) > 0 for page in pages)
    office = office_of(store, NOW.date())
    with store.transaction() as session:
        counted = queries.counts(session, office)
    assert all(counted.values()), counted


def test_the_change_log_holds_and_runs_forward(store: Store) -> None:
    with store.transaction() as session:
        assert history.check(session) is None
        last = history.last_moment(session)
    assert last is not None
    assert last <= NOW


def test_nothing_happened_before_it_was_found_or_after_today(
    pages: tuple[HazardPage, ...],
) -> None:
    earliest = (NOW - sample_ledger.EARLIEST).isoformat()
    for page in pages:
        moments = [line.at for line in reversed(page.events)]
        assert moments == sorted(moments), page.number
        assert moments[0] >= earliest, page.number
        assert page.values["found_on"].isoformat() <= moments[0][:10], page.number
        assert moments[-1] <= NOW.isoformat(), page.number


def test_every_word_chosen_is_in_the_vocabulary_and_every_clause_in_the_criteria() -> None:
    clauses = {
        item.key
        for standard in load_criteria(bundled("forms", "criteria"))
        for item in standard.items
    }
    for hazard in sample_ledger.story():
        for kind in ("source", "category", "accident_type", "factor"):
            if key := hazard.get(kind):
                assert shipped_vocabulary().words(kind, key) not in ("", key), (kind, key)
        for step in hazard["steps"]:
            assert set(step.get("clauses", ())) <= clauses


def test_a_major_hazard_cites_its_clause_as_the_criteria_have_it(
    pages: tuple[HazardPage, ...],
) -> None:
    for page in pages:
        if page.grade is HazardGrade.MAJOR:
            newest = page.determinations[0]
            assert newest.clauses, page.number
            assert all(c["title"] and c["clause"] and c["gist"] for c in newest.clauses)


def test_every_file_of_the_story_is_shipped() -> None:
    for hazard in sample_ledger.story():
        for step in hazard["steps"]:
            for name in step.get("names", ()):
                assert bundled("resources", "sample", "files", name).is_file(), name


def test_photos_were_taken_before_they_were_put_right(pages: tuple[HazardPage, ...]) -> None:
    for page in pages:
        before = [card.taken_at for card in page.evidence["before"]]
        after = [card.taken_at for card in page.evidence["after"]]
        if before and after:
            assert max(before) < min(after), page.number


def test_the_names_are_those_of_the_enterprise(
    store: Store, pages: tuple[HazardPage, ...]
) -> None:
    people = set(office_of(store, NOW.date()).people)
    for page in pages:
        for name in ("owner", "acceptor", "found_by"):
            assert page.values[name] in people | {""}, (page.number, name)


def test_before_it_is_completed_something_of_a_major_hazard_stands_in_the_way(
    tmp_path: Path,
) -> None:
    made = sample.found(tmp_path / "档案", now=NOW, ledger=True)
    try:
        office = office_of(made, NOW.date())
        with made.transaction() as session:
            before = list(ledger.problems(ledger.read(session, office, since="")))
        assert {p.code for p in before if p.blocking} == {"RE11"}

        sample_ledger.complete(made, by=office.principals[0], now=NOW)

        with made.transaction() as session:
            after = list(ledger.problems(ledger.read(session, office, since="")))
            assert history.check(session) is None
        assert [p for p in after if p.blocking] == []
    finally:
        made.close()


@pytest.mark.parametrize("hour", [0, 23])
def test_the_story_can_be_told_at_any_time_of_the_day(tmp_path: Path, hour: int) -> None:
    now = datetime(2028, 2, 29, hour, 1, tzinfo=CHINA)
    made = sample.found(tmp_path / "档案", now=now, ledger=True)
    try:
        with made.transaction() as session:
            assert history.check(session) is None
            last = history.last_moment(session)
        assert last is not None
        assert last <= now
        pages = pages_of(made, office_of(made, now.date()))
        assert len(pages) == len(sample_ledger.story())
        assert max(page.values["found_on"] for page in pages) <= now.date()
    finally:
        made.close()


def test_telling_it_twice_gives_the_same_story(
    tmp_path: Path, pages: tuple[HazardPage, ...]
) -> None:
    again = sample.found(tmp_path / "档案", now=NOW + timedelta(days=400), ledger=True)
    try:
        office = office_of(again, (NOW + timedelta(days=400)).date())
        told = pages_of(again, office)
    finally:
        again.close()

    def shape(page: HazardPage) -> tuple[object, ...]:
        kinds = [line.kind for line in page.events]
        return page.values["description"], page.state, page.grade, page.days_over, kinds

    assert [shape(page) for page in told] == [shape(page) for page in pages]
