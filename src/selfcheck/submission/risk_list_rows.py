"""The rows of the lists of risks: the same points and units as the map, none left out.

A point that has no unit yet stands in the lists as it stands on the map, as 未评估.
"""

from collections.abc import Iterator
from decimal import Decimal

from selfcheck.forms.risk_tables import shipped_risk_tables
from selfcheck.reports import risk_columns
from selfcheck.reports.risk_content import UNKNOWN, Cell, RiskList
from selfcheck.riskmap.pages import AssessmentLine, PointLine, RiskMap, UnitLine
from selfcheck.riskmap.records import LEVEL_WORDS, Method

RESPONSIBILITIES = "风险管控责任清单"
MEASURES = "风险管控措施清单"
EMERGENCY = "应急处置措施清单"
JHA = "作业危害分析（JHA）表"
SCL = "安全检查表（SCL）分析表"
_MEASURE_KEYS = ("engineering", "management", "training", "protection", "emergency")


def three_lists(found: RiskMap) -> tuple[RiskList, ...]:
    """三清单: responsibilities and measures a row a unit, emergency a row a point."""
    lines = [(point, unit) for point in found.points for unit in (point.units or (None,))]
    return (
        RiskList(
            RESPONSIBILITIES,
            risk_columns.RESPONSIBILITIES,
            _numbered(_responsibility(point, unit) for point, unit in lines),
        ),
        RiskList(
            MEASURES,
            risk_columns.MEASURES,
            _numbered(_measures(point, unit) for point, unit in lines),
        ),
        RiskList(
            EMERGENCY,
            risk_columns.EMERGENCY,
            _numbered(_emergency(point) for point in found.points),
        ),
    )


def analyses(found: RiskMap) -> tuple[RiskList, ...]:
    """The tables the risks were assessed in: JHA for activities, SCL for facilities and places."""
    return (
        RiskList(
            JHA,
            risk_columns.JHA,
            _numbered(_jha(point, unit) for point, unit in _units(found, "jha")),
        ),
        RiskList(
            SCL,
            risk_columns.SCL,
            _numbered(_scl(point, unit) for point, unit in _units(found, "scl")),
        ),
    )


def _numbered(rows: Iterator[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((number, *row) for number, row in enumerate(rows, 1))


def _units(found: RiskMap, table: str) -> Iterator[tuple[PointLine, UnitLine]]:
    for point in found.points:
        for unit in point.units:
            if unit.table == table:
                yield point, unit


def _level(made: AssessmentLine | None) -> str:
    return LEVEL_WORDS[made.level] if made else UNKNOWN


def _joined(*texts: str) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _name(point: PointLine) -> str:
    return f"{point.number} {point.name}"


def _dangers(unit: UnitLine) -> str:
    return _joined(unit.event, unit.factor_words)


def _responsibility(point: PointLine, unit: UnitLine | None) -> tuple[Cell, ...]:
    if unit is None:
        return (
            point.zone_name, point.number, point.name, "", "", "", UNKNOWN, UNKNOWN, "",
            point.department, point.owner, point.phone, "",
        )  # fmt: skip
    return (
        point.zone_name,
        point.number,
        point.name,
        unit.name,
        _dangers(unit),
        unit.accident_words,
        _level(unit.inherent),
        _level(unit.residual),
        unit.control_words,
        unit.department or point.department,
        unit.owner or point.owner,
        unit.phone or point.phone,
        unit.check_cycle,
    )


def _measures(point: PointLine, unit: UnitLine | None) -> tuple[Cell, ...]:
    if unit is None:
        none = ("",) * len(_MEASURE_KEYS)
        return (point.number, point.name, "", "", "", UNKNOWN, *none, point.owner, "")
    return (
        point.number,
        point.name,
        unit.name,
        _dangers(unit),
        unit.accident_words,
        _level(unit.residual),
        *(unit.measures[key] for key in _MEASURE_KEYS),
        unit.owner or point.owner,
        _note(point, unit),
    )


def _note(point: PointLine, unit: UnitLine) -> str:
    made = [one for one in (unit.inherent, unit.residual) if one and one.direct]
    found = [f"直接判定：{_direct(one.direct)}" for one in made]
    if point.use_inherent:
        found.append("图上按固有风险等级")
    if unit.suggested:
        found.append(f"建议新增：{unit.suggested}")
    return _joined(*found)


def _direct(key: str) -> str:
    known = {one.key: one.text for one in shipped_risk_tables().direct}
    return known.get(key, key)


def _emergency(point: PointLine) -> tuple[Cell, ...]:
    told = point.emergency
    return (
        point.number,
        point.name,
        point.accident_words,
        told["warning_signs"],
        told["first_response"],
        told["steps"] or point.measures("emergency"),
        told["forbidden"],
        told["supplies"],
        told["route"],
        told["report_to"],
        told["emergency_owner"],
        told["plan_number"],
        point.drilled_on,
    )


def _score(point: PointLine, unit: UnitLine) -> tuple[Cell, ...]:
    made = unit.residual
    factors = dict(made.factors) if made and made.method is not Method.DIRECT else {}
    return (
        _number(factors.get("L", "")),
        _number(factors.get("E", "")),
        _number(factors.get("C", "") or factors.get("S", "")),
        _number(made.score) if made and made.score else made.sum_words if made else "",
        _level(made),
        unit.control_words,
        unit.suggested,
        unit.department or point.department,
        unit.owner or point.owner,
    )


def _number(text: str) -> Cell:
    return Decimal(text) if text else ""


def _jha(point: PointLine, unit: UnitLine) -> tuple[Cell, ...]:
    return (
        _name(point),
        unit.name,
        _dangers(unit),
        _joined(unit.accident_words, unit.consequence),
        *(unit.measures[key] for key in _MEASURE_KEYS),
        *_score(point, unit),
    )


def _scl(point: PointLine, unit: UnitLine) -> tuple[Cell, ...]:
    return (
        _name(point),
        unit.name,
        unit.standard,
        _joined(unit.event or unit.factor_words, unit.accident_words, unit.consequence),
        *(unit.measures[key] for key in _MEASURE_KEYS),
        *_score(point, unit),
    )
