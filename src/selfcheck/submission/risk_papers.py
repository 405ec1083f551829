"""Map, lists and report section of the risk map as plain values for paper, all of one revision.

What is printed is taken from one `RiskMap`, so that colour, word and row agree wherever they stand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from selfcheck import history
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.reports.content import RiskWord
from selfcheck.reports.risk_content import (
    MapMark,
    MapPaper,
    MapPoint,
    MapSheet,
    MapZone,
    MarkKind,
    RiskLists,
    RiskOrigin,
    RiskPart,
    RiskRow,
)
from selfcheck.riskmap import geometry
from selfcheck.riskmap.draft import Drawn
from selfcheck.riskmap.pages import PlanLine, PointLine, RiskMap
from selfcheck.riskmap.records import Method, RiskLevel, ShapeKind
from selfcheck.submission import risk_list_rows

LEVEL_WORDS: Mapping[RiskLevel, RiskWord] = {
    RiskLevel.MAJOR: "重大",
    RiskLevel.CONSIDERABLE: "较大",
    RiskLevel.GENERAL: "一般",
    RiskLevel.LOW: "低",
}
METHOD_WORDS = {
    Method.LEC: "LEC 法（D=L×E×C）",
    Method.LS: "LS 法（R=L×S）",
    Method.DIRECT: "",
}
_MARKS: Mapping[ShapeKind, MarkKind] = {
    ShapeKind.EXIT: "exit",
    ShapeKind.ASSEMBLY: "assembly",
    ShapeKind.FIRE: "fire",
}
_STRICT = (RiskLevel.MAJOR, RiskLevel.CONSIDERABLE)
# which standard's limits hold: a works that only uses a little paint is no chemical enterprise
CHEMICAL = "hazardous_chemicals"
_CHEMISTRY = ("化工", "危险化学品", "石化", "医药")


@dataclass(frozen=True)
class Whose:
    """The enterprise as the papers need it."""

    name: str
    credit_code: str
    head: str  # of the change log
    chemical: bool  # deals with hazardous chemicals: GB 30871 instead of GB 46768
    posts: Mapping[str, str]  # who holds which post, for boards without names


def whose(session: Session) -> Whose:
    """The enterprise whose papers are printed."""
    about = enterprise_queries.about(session)
    facts = enterprise_queries.facts(session)
    people = enterprise_queries.people(session)
    return Whose(
        name=about.name,
        credit_code=about.credit_code,
        head=history.head(session).hash,
        chemical=facts.get(CHEMICAL) is True and any(w in about.sector for w in _CHEMISTRY),
        posts={person.name: person.title or person.role_words for person in people},
    )


def origin(found: RiskMap, whose: Whose, today: date) -> RiskOrigin:
    """The revision that every paper carries; of today, and a draft, while it is not published."""
    published = found.published
    if found.changed:
        made_by = next((plan.made_by for plan in found.plans if plan.made_by), "")
        return RiskOrigin(
            enterprise=whose.name, credit_code=whose.credit_code, code=found.next_code,
            day=today.isoformat(), draft=True, made_by=made_by, head=whose.head,
        )  # fmt: skip
    return RiskOrigin(
        enterprise=whose.name,
        credit_code=whose.credit_code,
        code=published.code,
        day=_day(published.published_on),
        made_by=published.made_by,
        checked_by=published.checked_by,
        approved_by=published.approved_by,
        next_review=_day(published.next_review),
        head=whose.head,
    )


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


# ---- the map


def map_paper(found: RiskMap, whose: Whose, today: date) -> MapPaper:
    """The map, a sheet for each plan."""
    words = found.scale.words()
    return MapPaper(
        origin=origin(found, whose, today),
        method=METHOD_WORDS[found.scale.method],
        legend=tuple((LEVEL_WORDS[level], words[level]) for level in RiskLevel),
        sheets=tuple(_sheet(found, plan) for plan in found.plans),
    )


def _sheet(found: RiskMap, plan: PlanLine) -> MapSheet:
    drawn = found.drawing.on(plan.plan_id)
    return MapSheet(
        name=plan.name,
        width=plan.width,
        height=plan.height,
        base=plan.base,
        base_title=plan.base_title,
        base_missing=plan.base_missing,
        metres_per_unit=plan.metres_per_unit,
        north=plan.north,
        made_by=plan.made_by,
        zones=tuple(_zone(found, one) for one in drawn if one.kind is ShapeKind.ZONE),
        points=tuple(
            MapPoint(p.number, p.name, word_of(p.level), p.x, p.y)
            for p in found.points
            if p.plan_id == plan.plan_id and p.x is not None and p.y is not None
        ),
        routes=tuple(
            one.points for one in drawn if one.kind is ShapeKind.ROUTE and len(one.points) > 1
        ),
        marks=tuple(_marks(drawn)),
    )


def word_of(level: RiskLevel | None) -> RiskWord | None:
    """A level in the word of the papers; None when nothing is assessed."""
    return LEVEL_WORDS[level] if level else None


def _zone(found: RiskMap, zone: Drawn) -> MapZone:
    return MapZone(
        name=zone.name,
        level=word_of(found.zone_levels.get(zone.key)),
        points=zone.points,
        label=zone.label or geometry.label_place(zone.points),
        moved=zone.label is not None,
    )


def _marks(drawn: Iterable[Drawn]) -> Iterator[MapMark]:
    for one in drawn:
        if one.kind in _MARKS and one.points:
            yield MapMark(_MARKS[one.kind], *one.points[0], one.name)


# ---- the lists


def three_lists(found: RiskMap, whose: Whose, today: date) -> RiskLists:
    """三清单: the same points and units as the map."""
    return RiskLists(origin(found, whose, today), risk_list_rows.three_lists(found))


def analyses(found: RiskMap, whose: Whose, today: date) -> RiskLists:
    """JHA and SCL, the tables the risks were assessed in."""
    return RiskLists(origin(found, whose, today), risk_list_rows.analyses(found))


# ---- the section of the report


def part(found: RiskMap, whose: Whose, today: date) -> RiskPart | None:
    """The section of the report; nothing when no risk point is registered."""
    if not found.points:
        return None
    paper = map_paper(found, whose, today)
    whole = paper.origin
    state = "尚未发布" if found.published.number == 0 else "发布以后有改动，尚未重新发布"
    revision = (
        f"修订号 {whole.code}（{state}）"
        if whole.draft
        else f"修订号 {whole.code}，{whole.day} 发布"
    )
    return RiskPart(
        revision=revision,
        counts=tuple((LEVEL_WORDS[level], found.count(level)) for level in RiskLevel),
        unknown=sum(point.level is None for point in found.points),
        rows=tuple(
            _row(point) for level in _STRICT for point in found.points if point.level is level
        ),
        paper=paper,
        note=f"{METHOD_WORDS[found.scale.method]}。颜色取现有风险的最高等级。",
    )


def _row(point: PointLine) -> RiskRow:
    assert point.level is not None
    return RiskRow(
        number=point.number,
        name=point.name,
        place=" · ".join(text for text in (point.zone_name, point.place) if text),
        level=LEVEL_WORDS[point.level],
        accidents=point.accident_words,
        department=point.department,
        owner=point.owner,
        phone=point.phone,
    )
