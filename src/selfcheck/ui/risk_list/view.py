"""Which risk points are listed, and in which order; plain values, decided before anything is drawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from selfcheck.riskmap import rules
from selfcheck.riskmap.pages import PointLine, RiskMap
from selfcheck.riskmap.records import RiskLevel
from selfcheck.ui.riskpoint.words import REVIEW, problems_of, short

FILTERS: Mapping[str, str] = {
    "all": "全部",
    "major": "重大",
    "considerable": "较大",
    "general": "一般",
    "low": "低",
    "none": "未评估",
    "problems": "有问题",
    "review": "要复评",
}
SORTED = "number"  # how it is sorted when nothing is chosen
_LAST = date(9999, 12, 31)  # what has no review yet comes last


@dataclass(frozen=True)
class Listed:
    """One point with what the list says beside it."""

    point: PointLine
    problems: tuple[str, ...]  # what stops it, in words
    notes: tuple[str, ...]  # what is only told
    review: bool  # overdue, or asked for
    overdue: bool


@dataclass(frozen=True)
class RiskView:
    """What is shown of them."""

    kind: str = "all"
    search: str = ""
    sort: str = SORTED
    descending: bool = False


def rows_of(found: RiskMap, today: date) -> tuple[Listed, ...]:
    """Every point of the map with its problems."""
    return tuple(_row(found, point, today) for point in found.points)


def _row(found: RiskMap, point: PointLine, today: date) -> Listed:
    problems = problems_of(found, point.point_id)
    return Listed(
        point,
        tuple(short(point, one) for one in problems if one.blocking),
        tuple(short(point, one) for one in problems if not one.blocking),
        any(one.code == REVIEW for one in problems),
        point.review_due is not None and point.review_due < today,
    )


def _holds(row: Listed, kind: str) -> bool:
    if kind == "all":
        return True
    if kind == "problems":
        return bool(row.problems)
    if kind == "review":
        return row.review
    wanted = None if kind == "none" else RiskLevel(kind)
    return row.point.level is wanted


def _found(row: Listed, words: str) -> bool:
    point = row.point
    told = (
        point.number, point.name, point.kind_words, point.place, point.zone_name,
        point.plan_name, point.department, point.owner, point.phone, point.accident_words,
    )  # fmt: skip
    whole = " ".join(told).casefold()
    return all(word in whole for word in words.casefold().split())


_KEYS: Mapping[str, Callable[[Listed], Any]] = {
    "number": lambda row: row.point.number,
    "name": lambda row: row.point.name,
    "zone": lambda row: (row.point.zone_name == "", row.point.zone_name),
    "level": lambda row: (
        rules.LEVELS.index(row.point.level) if row.point.level else len(rules.LEVELS)
    ),
    "owner": lambda row: (row.point.owner == "", row.point.owner),
    "review": lambda row: row.point.review_due or _LAST,
    "problems": lambda row: -len(row.problems) * 100 - len(row.notes),
}


def listed(rows: Sequence[Listed], view: RiskView) -> tuple[Listed, ...]:
    """The rows of a view, in its order; equal ones by their number."""
    kept = [row for row in rows if _holds(row, view.kind) and _found(row, view.search)]
    kept.sort(key=_KEYS[SORTED])
    kept.sort(key=_KEYS[view.sort], reverse=view.descending)
    return tuple(kept)


def counts(rows: Sequence[Listed], search: str) -> dict[str, int]:
    """How many each filter holds of what the search leaves."""
    left = [row for row in rows if _found(row, search)]
    return {kind: sum(_holds(row, kind) for row in left) for kind in FILTERS}


def sorted_next(key: str, view: RiskView) -> tuple[str, bool]:
    """How the list is sorted after a click on a caption: one way, the other, as before."""
    if key != view.sort:
        return key, False
    return (key, True) if not view.descending else (SORTED, False)


def empty_words(view: RiskView, everything: int) -> tuple[str, Sequence[tuple[str, str]]]:
    """What an empty list says, and the ways on."""
    if not everything:
        return "还没有风险点。先登记设备设施、场所和作业活动，再逐个评估。", (
            ("register", "登记风险点"),
        )
    if view.search:
        return f"没有搜到“{view.search}”", (("forget", "清除搜索"),)
    sentence = {
        "none": "都评估过了",
        "problems": "没有要处理的问题",
        "review": "没有要复评的风险点",
    }.get(view.kind, f"没有{FILTERS[view.kind]}风险的风险点")
    return sentence, (("all", f"查看全部 {everything} 个"),)
