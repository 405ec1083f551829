"""The risk map read once, as it stands: points with their units, assessments and levels, and its content's hash."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from selfcheck.evidence import files
from selfcheck.evidence.records import Evidence
from selfcheck.forms.risk_tables import shipped_risk_tables
from selfcheck.forms.vocabulary import shipped_vocabulary
from selfcheck.riskmap import rules
from selfcheck.riskmap.draft import Drawing, Drawn, Placed
from selfcheck.riskmap.lint_facts import lint
from selfcheck.riskmap.pages import (
    EMERGENCY,
    MEASURES,
    AssessmentLine,
    PlanLine,
    PointLine,
    RevisionLine,
    RiskMap,
    Scale,
    UnitLine,
)
from selfcheck.riskmap.records import (
    CONTROL_WORDS,
    KIND_WORDS,
    LEVEL_WORDS,
    Assessment,
    BoardText,
    FloorPlan,
    MapRevision,
    Method,
    RiskLevel,
    RiskPoint,
    RiskSettings,
    RiskUnit,
    Shape,
    ShapeKind,
)
from selfcheck.riskmap.rules import Bands

_UNPUBLISHED = RevisionLine(0, "", "", "", "", None, None)


def scale(session: Session) -> Scale:
    """How this enterprise assesses; the shipped defaults where it has set nothing."""
    found = session.exec(select(RiskSettings)).first() or RiskSettings()
    tables = shipped_risk_tables()

    def bands(method: str) -> Bands:
        default = tables.bands_of(method)[0]
        told = {"major": default.major, "considerable": default.considerable}
        told["general"] = default.general
        return Bands.of({**told, **found.bands.get(method, {})})

    return Scale(
        found.method, bands("lec"), bands("ls"), found.review_months, found.emergency_phone
    )


def _assessment(kept: Assessment) -> AssessmentLine:
    if kept.method is Method.DIRECT:
        words = "直接判定"
    else:
        names = ("L", "E", "C") if kept.method is Method.LEC else ("L", "S")
        words = "×".join(kept.factors[name] for name in names)
    return AssessmentLine(
        kept.inherent, kept.method, dict(kept.factors), kept.score, words, dict(kept.bands),
        kept.direct, kept.level, kept.people, kept.reason, kept.assessed_on, kept.next_review,
    )  # fmt: skip


def _unit(kept: RiskUnit, made: Sequence[Assessment]) -> UnitLine:
    vocabulary = shipped_vocabulary()
    history = tuple(_assessment(one) for one in made)
    return UnitLine(
        unit_id=kept.id or 0,
        point_id=kept.point_id,
        number=kept.number,
        table=kept.table,
        name=kept.name,
        standard=kept.standard,
        event=kept.event,
        consequence=kept.consequence,
        factors=tuple(kept.factors),
        factor_words="、".join(vocabulary.words("factor", key) for key in kept.factors),
        accident_types=tuple(kept.accident_types),
        accident_words="、".join(
            vocabulary.words("accident_type", key) for key in kept.accident_types
        ),
        measures={name: getattr(kept, name) for name in MEASURES},
        suggested=kept.suggested,
        control=kept.control,
        control_words=CONTROL_WORDS[kept.control] if kept.control else "",
        department=kept.department,
        owner=kept.owner,
        phone=kept.phone,
        check_cycle=kept.check_cycle,
        inherent=next((one for one in history if one.inherent), None),
        residual=next((one for one in history if not one.inherent), None),
        history=history,
    )


def _point(
    kept: RiskPoint,
    units: tuple[UnitLine, ...],
    zones: Mapping[str, Shape],
    plans: Mapping[int, FloorPlan],
) -> PointLine:
    inherent = rules.highest(unit.inherent.level for unit in units if unit.inherent)
    residual = rules.highest(unit.residual.level for unit in units if unit.residual)
    shown = inherent if kept.use_inherent and inherent else residual
    zone = zones.get(kept.zone_key or "")
    plan = plans.get(kept.plan_id or 0)
    reviews = [unit.residual.next_review for unit in units if unit.residual]
    return PointLine(
        point_id=kept.id or 0,
        number=kept.number,
        name=kept.name,
        kind=kept.kind,
        kind_words=KIND_WORDS[kept.kind],
        place=kept.place,
        zone_key=kept.zone_key if zone else None,
        zone_name=zone.name if zone else "",
        plan_id=kept.plan_id if plan else None,
        plan_name=plan.name if plan else "",
        x=kept.x if plan else None,
        y=kept.y if plan else None,
        department=kept.department,
        owner=kept.owner,
        phone=kept.phone,
        level=shown,
        level_words=LEVEL_WORDS[shown] if shown else "未评估",
        inherent=inherent,
        residual=residual,
        emergency={name: getattr(kept, name) for name in EMERGENCY},
        drilled_on=kept.drilled_on,
        confined=kept.confined,
        confined_details=dict(kept.confined_details),
        signs=tuple(kept.signs),
        use_inherent=kept.use_inherent,
        review_due=min(reviews, default=None),
        review_wanted=kept.review_wanted,
        units=units,
    )


def _plan(session: Session, folder: Path, kept: FloorPlan) -> PlanLine:
    base = session.get(Evidence, kept.base_evidence) if kept.base_evidence else None
    path = files.place(folder, base.sha256, base.extension) if base else None
    return PlanLine(
        plan_id=kept.id or 0,
        name=kept.name,
        base=path if path is not None and path.exists() else None,
        base_title=base.title if base else "",
        base_missing=path is not None and not path.exists(),
        width=kept.width,
        height=kept.height,
        metres_per_unit=kept.metres_per_unit,
        north=kept.north,
        made_by=kept.made_by,
    )


def points(session: Session) -> tuple[PointLine, ...]:
    """Every risk point in the order of its number."""
    plans = {plan.id or 0: plan for plan in session.exec(select(FloorPlan)) if not plan.struck}
    zones = {shape.key: shape for shape in _shapes(session) if shape.plan_id in plans}
    made: dict[int, list[Assessment]] = {}
    for one in session.exec(select(Assessment).order_by(col(Assessment.id).desc())):
        made.setdefault(one.unit_id, []).append(one)
    units: dict[int, list[UnitLine]] = {}
    for unit in session.exec(select(RiskUnit).order_by(col(RiskUnit.number))):
        if not unit.struck:
            units.setdefault(unit.point_id, []).append(_unit(unit, made.get(unit.id or 0, ())))
    kept = session.exec(select(RiskPoint).order_by(col(RiskPoint.number))).all()
    return tuple(
        _point(point, tuple(units.get(point.id or 0, ())), zones, plans)
        for point in kept
        if not point.struck
    )


def _shapes(session: Session) -> list[Shape]:
    return [shape for shape in session.exec(select(Shape)) if not shape.struck]


def drawing(session: Session, listed: Sequence[PointLine]) -> Drawing:
    """What is drawn on the plans."""
    plans = {plan.id for plan in session.exec(select(FloorPlan)) if not plan.struck}
    shapes = {shape.key: drawn(shape) for shape in _shapes(session) if shape.plan_id in plans}
    placed = {
        point.point_id: Placed(point.point_id, point.plan_id, point.x, point.y, point.zone_key)
        for point in listed
    }
    return Drawing(shapes, placed)


def drawn(kept: Shape) -> Drawn:
    """A stored shape as it is drawn."""
    return Drawn(
        key=kept.key,
        plan_id=kept.plan_id,
        kind=kept.kind,
        points=tuple((float(x), float(y)) for x, y in kept.points),
        name=kept.name,
        label=(float(kept.label[0]), float(kept.label[1])) if kept.label else None,
        owner=kept.owner,
        phone=kept.phone,
    )


def zone_levels(shapes: Drawing, listed: Sequence[PointLine]) -> dict[str, RiskLevel | None]:
    """The colour of each zone: the highest level of the points in it, and nothing else."""
    return {
        key: rules.highest(p.level for p in listed if p.zone_key == key and p.level)
        for key, shape in shapes.shapes.items()
        if shape.kind is ShapeKind.ZONE
    }


def _content(
    plans: Sequence[PlanLine], listed: Sequence[PointLine], shapes: Drawing, how: Scale
) -> str:
    """What a revision is of, as one text: the same map has the same text."""

    def told(value: Any) -> Any:
        return vars(value) if hasattr(value, "__dict__") else str(value)

    return json.dumps(
        {
            "plans": [
                (p.plan_id, p.name, p.base.name if p.base else "", p.metres_per_unit, p.north)
                for p in plans
            ],
            "points": [_without_history(point) for point in listed],
            "shapes": [shapes.shapes[key] for key in sorted(shapes.shapes)],
            "scale": (how.method, how.lec.written(), how.ls.written()),
        },
        default=told,
        ensure_ascii=False,
        sort_keys=True,
    )


def _without_history(point: PointLine) -> dict[str, Any]:
    """A point as a revision tells it: its newest assessments, not that another is due."""
    told = {key: value for key, value in vars(point).items() if key not in _NOT_TOLD}
    told["units"] = [
        {key: value for key, value in vars(unit).items() if key != "history"}
        for unit in point.units
    ]
    return told


_NOT_TOLD = ("review_wanted",)


def revision(session: Session) -> tuple[RevisionLine, MapRevision | None]:
    """The newest published revision."""
    kept = session.exec(select(MapRevision).order_by(col(MapRevision.number).desc())).first()
    if kept is None:
        return _UNPUBLISHED, None
    line = RevisionLine(
        kept.number, kept.code, kept.made_by, kept.checked_by, kept.approved_by,
        kept.published_on, kept.next_review,
    )  # fmt: skip
    return line, kept


def risk_map(session: Session, folder: Path, today: date) -> RiskMap:
    """Everything of the risk map, with its lint."""
    how = scale(session)
    kept = session.exec(select(FloorPlan).order_by(col(FloorPlan.place), col(FloorPlan.id)))
    plans = tuple(_plan(session, folder, plan) for plan in kept.all() if not plan.struck)
    listed = points(session)
    shapes = drawing(session, listed)
    digest = hashlib.sha256(_content(plans, listed, shapes, how).encode()).hexdigest()
    line, published = revision(session)
    found = RiskMap(
        plans=plans,
        points=listed,
        drawing=shapes,
        zone_levels=zone_levels(shapes, listed),
        scale=how,
        published=line,
        content_sha256=digest,
        changed=published is None or published.content_sha256 != digest,
        problems=(),
        board_texts=_board_texts(session),
    )
    return replace(found, problems=lint(found, published.points if published else {}, today))


def _board_texts(session: Session) -> dict[int, dict[str, tuple[str, str]]]:
    found: dict[int, dict[str, tuple[str, str]]] = {}
    for kept in session.exec(select(BoardText).order_by(col(BoardText.id))):
        if not kept.struck:
            found.setdefault(kept.point_id, {})[kept.field] = (kept.text, kept.replaced)
    return found
