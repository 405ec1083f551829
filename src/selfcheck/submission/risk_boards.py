"""The notice boards of the risk map as plain values; public ones tell neither names nor mobile phones."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from selfcheck.forms.signs import Sign, shipped_signs
from selfcheck.reports.risk_content import ConfinedPart, GasLimit, RiskBoard, RiskOrigin
from selfcheck.riskmap import board_texts
from selfcheck.riskmap.pages import PointLine, RiskMap
from selfcheck.submission.risk_papers import Whose, origin, word_of

_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_SHORTEST_NAME = 2  # characters: a single one would be found in other words


def boards(
    found: RiskMap,
    whose: Whose,
    today: date,
    *,
    points: Iterable[int] | None = None,
    public: bool = False,
) -> tuple[RiskBoard, ...]:
    """The boards of the points chosen, of all when none are; `public`: without names and mobile phones."""
    wanted = None if points is None else set(points)
    whole = origin(found, whose, today)
    made = [
        _board(found, whose, whole, point)
        for point in found.points
        if wanted is None or point.point_id in wanted
    ]
    if not public:
        return tuple(made)
    names = _names(found, whose)
    return tuple(_published(board, names) for board in made)


def _board(found: RiskMap, whose: Whose, whole: RiskOrigin, point: PointLine) -> RiskBoard:
    told = board_texts.board_fields(point)
    written = found.board_texts.get(point.point_id, {})
    texts = {**told, **{field: text for field, (text, _) in written.items()}}
    return RiskBoard(
        origin=whole,
        number=point.number,
        name=texts["name"],
        place=point.place or point.zone_name,
        level=word_of(point.level),
        factors=texts["factors"],
        accidents=texts["accidents"],
        measures=_lines(texts["measures"]),
        emergency=_lines(texts["emergency"]),
        department=point.department,
        owner=point.owner,
        phone=point.phone,
        enterprise_phone=found.scale.emergency_phone,
        signs=signs_of(point),
        confined=_confined(point, chemical=whose.chemical) if point.confined else None,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def signs_of(point: PointLine) -> tuple[Sign, ...]:
    """The signs chosen for a point, else those its accident types and factors call for, as they hang."""
    signs = shipped_signs()
    if point.signs:
        return signs.chosen(point.signs)
    types = [key for unit in point.units for key in unit.accident_types]
    factors = [key for unit in point.units for key in unit.factors]
    return signs.suggested(types, factors, confined=point.confined)


def _confined(point: PointLine, *, chemical: bool) -> ConfinedPart:
    limits, told = shipped_signs().limits_of(chemical=chemical), point.confined_details
    return ConfinedPart(
        word=limits.word,
        shape=str(told.get("shape", "")),
        volume=str(told.get("volume", "")),
        principal=str(told.get("principal", "")),
        supervisor=str(told.get("supervisor", "")),
        limits=tuple(GasLimit(one.what, one.limit) for one in limits.limits),
        basis=limits.basis,
    )


def _names(found: RiskMap, whose: Whose) -> dict[str, str]:
    """Every name that a board might tell, with the post that is told instead; longer names first."""
    names = dict(whose.posts)
    for point in found.points:
        owners = (point.owner, point.emergency["emergency_owner"])
        told = [str(point.confined_details.get(key, "")) for key in ("principal", "supervisor")]
        for name in (*owners, *told, *(unit.owner for unit in point.units)):
            for one in re.split(r"[、，,；;\s]+", name):
                names.setdefault(one, "责任人")
    kept = [name for name in names if len(name) >= _SHORTEST_NAME]
    return {name: names[name] for name in sorted(kept, key=len, reverse=True)}


def _published(board: RiskBoard, names: Mapping[str, str]) -> RiskBoard:
    """The board for whoever passes by: posts instead of names, no mobile phone."""

    def told(text: str) -> str:
        text = _MOBILE.sub("（见值班电话）", text)
        for name, post in names.items():
            text = text.replace(name, post)
        return text

    phone = "" if _MOBILE.search(board.phone) else board.phone
    confined = board.confined and replace(
        board.confined,
        principal=told(board.confined.principal),
        supervisor=told(board.confined.supervisor),
    )
    return replace(
        board,
        name=told(board.name),
        place=told(board.place),
        factors=told(board.factors),
        measures=tuple(map(told, board.measures)),
        emergency=tuple(map(told, board.emergency)),
        owner=names.get(board.owner, f"{board.department}负责人" if board.owner else ""),
        phone=phone or _landline(board.enterprise_phone),
        enterprise_phone=_landline(board.enterprise_phone),
        confined=confined,
        public=True,
    )


def _landline(phone: str) -> str:
    return "" if _MOBILE.search(phone) else phone
