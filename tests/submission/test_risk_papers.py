"""From the risk map in a workspace to its papers: what is drawn, rowed and told is one and the same."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from selfcheck.enterprise import actions as enterprise
from selfcheck.enterprise.records import Role
from selfcheck.progress import Progress
from selfcheck.reports.risk_board import boards_pdf
from selfcheck.reports.risk_content import LEVELS, UNKNOWN, RiskBoard
from selfcheck.reports.risk_lists import lists_pdf
from selfcheck.reports.risk_map import map_pdf
from selfcheck.riskmap import actions, floor_plans, publishing
from selfcheck.riskmap.pages import RiskMap
from selfcheck.riskmap.records import Method, RiskLevel, ShapeKind
from selfcheck.submission import risk_boards, risk_list_rows, risk_papers
from selfcheck.submission.risk_papers import Whose
from tests.builders import NOW, TODAY, a_code
from tests.riskmap.builders import SQUARE, Office

MOBILE = "13871110021"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    found = Office(tmp_path / "work")
    found.act(enterprise.found, name="江城精密机械有限公司", credit_code=a_code())
    found.act(enterprise.add_person, name="周建华", role=Role.PRINCIPAL)
    found.act(enterprise.add_person, name="陈国梁", role=Role.STAFF, title="铸造车间主任")
    yield found
    found.store.close()


def whose(office: Office) -> Whose:
    with office.store.transaction() as session:
        return risk_papers.whose(session)


def boards(office: Office, **how: Any) -> tuple[RiskBoard, ...]:
    return risk_boards.boards(office.map(), whose(office), TODAY, **how)


def words_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def a_plant(office: Office) -> RiskMap:
    """Points of several levels by both methods on two plans, one of them without any unit."""
    first = office.complete()  # major, in a zone of the first plan
    second = office.point("喷漆室", owner="李文静", phone=MOBILE, department="涂装车间")
    spraying = office.unit(
        second, table="jha", name="喷涂", event="溶剂挥发", accident_types=["WSA10009"]
    )
    office.assess(spraying, "3", "6", "15")
    cleaning = office.unit(second, table="jha", name="清洗喷枪", suggested="改用水性清洗剂")
    office.assess(cleaning, "4", "3", method=Method.LS, factors={"L": "4", "S": "3"})
    direct = office.unit(second, table="scl", name="调漆间")
    office.assess(
        direct, inherent=True, method=Method.DIRECT, direct="installation", factors={}
    )
    office.point("新设备")
    plan = office.plan("办公楼")
    zone = office.zone(plan, "涂装区", ((0, 0), (400, 0), (400, 300), (0, 300)))
    for kind, places in (
        (ShapeKind.EXIT, [(10, 10)]), (ShapeKind.ROUTE, [(0, 0), (50, 50)]), (ShapeKind.FIRE, [(90, 90)]),
        (ShapeKind.ASSEMBLY, [(500, 500)]),
    ):  # fmt: skip
        office.act(floor_plans.draw, office.map().drawing.draw(plan, kind, places, kind.value))
    office.act(floor_plans.draw, office.map().drawing.place(second, plan, 100, 100))
    assert first
    assert zone
    return office.map()


def test_a_draft_carries_the_next_code_and_a_published_map_its_own(office: Office) -> None:
    office.complete()
    before = risk_papers.origin(office.map(), whose(office), TODAY)
    assert before.draft
    assert before.made_by == "李文静"
    assert before.day == TODAY.isoformat()
    code = office.publish()
    after = risk_papers.origin(office.map(), whose(office), date(2027, 1, 1))
    assert (after.code, after.draft, after.day) == (code, False, TODAY.isoformat())
    assert (after.made_by, after.checked_by, after.approved_by) == (
        "李文静",
        "赵明辉",
        "周建华",
    )
    assert after.enterprise == "江城精密机械有限公司"


def test_map_boards_and_lists_carry_one_code(office: Office) -> None:
    office.complete()
    code = office.publish()
    found, us = office.map(), whose(office)
    papers = (
        map_pdf(risk_papers.map_paper(found, us, TODAY), Progress()),
        boards_pdf(risk_boards.boards(found, us, TODAY)),
        lists_pdf(risk_papers.three_lists(found, us, TODAY)),
        lists_pdf(risk_papers.analyses(found, us, TODAY)),
    )
    for pdf in papers:
        assert code in words_of(pdf)
        assert "草稿" not in words_of(pdf)


def test_the_map_shows_each_zone_in_the_colour_of_the_lint_and_everything_drawn(
    office: Office,
) -> None:
    found = a_plant(office)
    paper = risk_papers.map_paper(found, whose(office), TODAY)
    assert [sheet.name for sheet in paper.sheets] == ["1号厂房", "办公楼"]
    zones = {zone.name: zone.level for sheet in paper.sheets for zone in sheet.zones}
    assert zones == {"熔炼区": "重大", "涂装区": "较大"}
    assert [level for level, _ in paper.legend] == list(LEVELS)
    assert dict(paper.legend)["较大"] == "160≤D<320"
    second = paper.sheets[1]
    assert [mark.kind for mark in second.marks] == ["exit", "fire", "assembly"]
    assert second.routes == (((0, 0), (50, 50)),)
    assert [(p.number, p.name, p.level) for p in second.points] == [("R-02", "喷漆室", "较大")]
    words = words_of(map_pdf(paper, Progress()))
    for text in ("熔炼区重大风险", "涂装区较大风险", "喷漆室", "R1-", "草稿"):
        assert text in words


def test_a_label_that_was_moved_stays_where_it_was_put(office: Office) -> None:
    office.complete()
    key = next(iter(office.map().zone_levels))
    office.act(floor_plans.draw, office.map().drawing.change(key, "移动名称", label=(5.0, 7.0)))
    zone = risk_papers.map_paper(office.map(), whose(office), TODAY).sheets[0].zones[0]
    assert (zone.label, zone.moved, zone.points) == ((5.0, 7.0), True, SQUARE)


def test_the_lists_have_a_row_for_every_unit_and_every_point_of_the_map(office: Office) -> None:
    found = a_plant(office)
    duty, measures, emergency = risk_list_rows.three_lists(found)
    names = [(row[2], row[4]) for row in duty.rows]
    assert names == [
        ("R-01", "炉坑"), ("R-02", "喷涂"), ("R-02", "清洗喷枪"), ("R-02", "调漆间"), ("R-03", ""),
    ]  # fmt: skip
    assert [row[1] for row in measures.rows] == [number for number, _ in names]
    assert [row[1] for row in emergency.rows] == ["R-01", "R-02", "R-03"]
    levels = [column.level for column in duty.columns]
    shown = [
        tuple(c for c, level in zip(row, levels, strict=True) if level) for row in duty.rows
    ]
    assert shown == [
        (UNKNOWN, "重大"), (UNKNOWN, "较大"), (UNKNOWN, "一般"), ("重大", UNKNOWN), (UNKNOWN, UNKNOWN),
    ]  # fmt: skip
    for one in (duty, measures, emergency):
        assert all(len(row) == len(one.columns) for row in one.rows)
        assert [row[0] for row in one.rows] == list(range(1, len(one.rows) + 1))


def test_the_tables_of_analysis_tell_factors_of_both_methods(office: Office) -> None:
    found = a_plant(office)
    jha, scl = risk_list_rows.analyses(found)
    where = [column.title for column in jha.columns].index("L")
    told = [tuple(map(str, row[where : where + 5])) for row in jha.rows]
    assert told == [("3", "6", "15", "270", "较大"), ("4", "", "3", "12", "一般")]
    assert [row[1] for row in scl.rows] == ["R-01 3号中频炉", "R-02 喷漆室"]
    assert all(len(row) == len(one.columns) for one in (jha, scl) for row in one.rows)


def test_reasons_and_suggestions_stand_in_the_notes(office: Office) -> None:
    _, measures, _ = risk_list_rows.three_lists(a_plant(office))
    notes = {str(row[3]): str(row[-1]) for row in measures.rows}
    assert "构成危险化学品一级、二级重大危险源" in notes["调漆间"]
    assert notes["清洗喷枪"] == "建议新增：改用水性清洗剂"


def test_a_board_says_what_the_data_say_and_what_a_person_wrote_instead(office: Office) -> None:
    point = office.complete()
    (board,) = boards(office)
    assert (board.number, board.level, board.owner) == ("R-01", "重大", "陈国梁")
    assert board.measures == ("排水沟", "班前检查")
    assert board.emergency == ("停", "停炉断电", "撤人")
    office.act(publishing.write_board, point, "measures", "先排水\n再开炉")
    (board,) = boards(office)
    assert board.measures == ("先排水", "再开炉")
    assert board.signs
    assert board.signs[0].kind == "warning"


def test_chosen_signs_replace_the_suggested_ones(office: Office) -> None:
    point = office.complete()
    office.act(actions.write_point, point, "signs", ["exit", "warn-hot"], now=NOW)
    (board,) = boards(office)
    assert [sign.words for sign in board.signs] == ["当心高温", "紧急出口"]


def test_only_the_boards_that_were_chosen_are_made(office: Office) -> None:
    a_plant(office)
    assert [board.number for board in boards(office)] == ["R-01", "R-02", "R-03"]
    assert [board.number for board in boards(office, points=[2])] == ["R-02"]


@pytest.mark.parametrize("chemical", [False, True])
def test_the_enterprise_decides_whose_limits_a_confined_space_has(
    office: Office, chemical: bool
) -> None:
    point = office.complete()
    details = {
        "shape": "圆形地坑",
        "volume": "8 m³",
        "principal": "周建华",
        "supervisor": "赵明辉",
    }
    office.act(actions.write_point, point, "confined", True, now=NOW)
    office.act(actions.write_point, point, "confined_details", details, now=NOW)
    us = replace(whose(office), chemical=chemical)
    (board,) = risk_boards.boards(office.map(), us, TODAY)
    assert board.confined is not None
    assert ("30871" in board.confined.basis) == chemical
    assert (board.confined.shape, board.confined.supervisor) == ("圆形地坑", "赵明辉")
    assert "必须通风" in [sign.words for sign in board.signs]


def test_only_a_chemical_enterprise_has_the_limits_of_one(office: Office) -> None:
    office.act(enterprise.answer_profile, "hazardous_chemicals", True)
    office.act(enterprise.describe, "sector", "机械制造")
    assert not whose(office).chemical  # uses a little paint
    office.act(enterprise.describe, "sector", "精细化工")
    assert whose(office).chemical
    office.act(enterprise.answer_profile, "hazardous_chemicals", False)
    assert not whose(office).chemical


def test_a_public_board_tells_neither_a_name_nor_a_mobile_phone(office: Office) -> None:
    point = office.complete()
    office.act(actions.write_point, point, "phone", MOBILE, now=NOW)
    for field, text in (
        ("steps", f"报告陈国梁（{MOBILE}）\n联系赵明辉 138 7111 0022 停炉"),
        ("emergency_owner", "赵明辉"),
        ("place", "陈国梁办公室旁"),
    ):
        office.act(actions.write_point, point, field, text, now=NOW)
    office.act(actions.write_point, point, "confined", True, now=NOW)
    office.act(
        actions.write_point, point, "confined_details", {"principal": "周建华", "supervisor": "赵明辉"},
        now=NOW,
    )  # fmt: skip
    office.act(
        actions.set_scale, method=Method.LEC, bands={}, review_months=12, emergency_phone="0714-6350119"
    )  # fmt: skip
    open_words = words_of(boards_pdf(boards(office)))
    public = boards(office, public=True)
    words = words_of(boards_pdf(public))
    for secret in ("陈国梁", "赵明辉", "周建华", MOBILE, "1387111"):
        assert secret in open_words
        assert secret not in words
    assert public[0].owner == "铸造车间主任"
    assert public[0].phone == "0714-6350119"
    for kept in ("铸造车间主任", "0714-6350119", "停炉", "119"):
        assert kept in words


def test_the_report_counts_what_the_map_shows_and_lists_red_and_orange(office: Office) -> None:
    found = a_plant(office)
    part = risk_papers.part(found, whose(office), TODAY)
    assert part is not None
    assert dict(part.counts) == {"重大": 1, "较大": 1, "一般": 0, "低": 0}
    assert part.unknown == 1
    assert [(row.number, row.level, row.owner) for row in part.rows] == [
        ("R-01", "重大", "陈国梁"),
        ("R-02", "较大", "李文静"),
    ]
    assert "尚未发布" in part.revision
    assert part.paper is not None
    assert part.paper.origin.draft


def test_a_report_without_risk_points_has_no_section(office: Office) -> None:
    assert risk_papers.part(office.map(), whose(office), TODAY) is None


def test_every_level_has_its_word() -> None:
    assert [risk_papers.word_of(level) for level in RiskLevel] == list(LEVELS)
    assert risk_papers.word_of(None) is None
