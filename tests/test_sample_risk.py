"""The sample enterprise's risk map: told through the ordinary actions, believable, ready to be handed over."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime

import pytest
from pypdf import PdfReader

from selfcheck import history, sample
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.enterprise.records import Role
from selfcheck.moments import CHINA
from selfcheck.progress import Progress
from selfcheck.riskmap import states
from selfcheck.riskmap.pages import RiskMap
from selfcheck.riskmap.records import LEVEL_WORDS, Method, RiskLevel, ShapeKind
from selfcheck.store import Store
from selfcheck.submission import package, register, risk, risk_contents
from tests.prepared import the_demonstration

NOW = datetime(2027, 2, 24, 10, 30, tzinfo=CHINA)  # any day


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = sample.found(tmp_path_factory.mktemp("sample") / "档案", now=NOW, ledger=True)
    yield made
    made.close()


@pytest.fixture(scope="module")
def told(store: Store) -> RiskMap:
    with store.transaction() as session:
        return states.risk_map(session, store.folder, NOW.date())


def test_nothing_disagrees_and_nothing_stands_in_the_way(told: RiskMap) -> None:
    assert told.problems == ()
    assert not told.changed
    assert list(risk.problems(told)) == []


def test_a_newcomer_sees_every_level_both_methods_and_several_plans(told: RiskMap) -> None:
    assert all(told.count(level) for level in RiskLevel), {
        level: told.count(level) for level in RiskLevel
    }
    methods = {u.residual.method for p in told.points for u in p.units if u.residual}
    assert methods >= {Method.LEC, Method.LS}
    assert len(told.plans) > 1
    assert all(plan.base and plan.metres_per_unit and plan.made_by for plan in told.plans)
    kinds = {shape.kind for shape in told.drawing.shapes.values()}
    assert kinds == set(ShapeKind)
    assert any(point.confined for point in told.points)


def test_every_point_lies_in_its_zone_with_its_measures_and_is_assessed_twice(
    told: RiskMap,
) -> None:
    for point in told.points:
        assert point.x is not None
        assert point.zone_name
        assert point.owner
        assert point.phone
        for unit in point.units:
            assert unit.inherent is not None
            assert unit.residual is not None
            ranks = [list(RiskLevel).index(one.level) for one in (unit.inherent, unit.residual)]
            assert ranks[0] <= ranks[1], f"{point.name}: measures make nothing worse"
            assert unit.accident_words
            assert unit.measures["engineering"] or unit.measures["management"]


def test_it_was_approved_by_the_principal(store: Store, told: RiskMap) -> None:
    with store.transaction() as session:
        people = enterprise_queries.people(session)
    principals = [person.name for person in people if person.role is Role.PRINCIPAL]
    assert told.published.approved_by in principals
    assert told.code == told.published.code
    assert told.published.number == 1


def test_the_change_log_holds(store: Store) -> None:
    with store.transaction() as session:
        assert history.check(session) is None


def _words(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_the_package_of_the_sample_verifies_and_holds_map_boards_and_lists_of_one_code() -> (
    None
):
    made = the_demonstration()
    known = register.from_certificates(list(made.certificates.values()))
    assert package.verify(made.package, known, Progress()).accepted
    with zipfile.ZipFile(made.package) as whole:
        inside = {name.partition("/")[2]: name for name in whole.namelist()}
        assert set(risk_contents.TITLES) <= set(inside)
        records = json.loads(whole.read(inside["data/records.json"]))["risk"]
        papers = {
            name: _words(whole.read(inside[name]))
            for name in (risk_contents.MAP, risk_contents.BOARDS, risk_contents.LISTS)
        }
    assert len(records["points"]) == 14
    assert not records["revision"]["changed_since"]
    assert all(records["revision"]["code"] in words for words in papers.values())
    for point in records["points"]:
        assert point["number"].removeprefix("R-") in papers[risk_contents.MAP]
        if point["level"] in ("major", "considerable"):  # these are listed by name
            assert "".join(point["name"].split()) in papers[risk_contents.MAP]
        for name in (risk_contents.BOARDS, risk_contents.LISTS):
            assert point["number"] in papers[name]
            assert LEVEL_WORDS[RiskLevel(point["level"])] in papers[name]
