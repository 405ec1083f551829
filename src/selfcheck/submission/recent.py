"""The last lines of the change log in plain words: who did what, and when."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from selfcheck import moments
from selfcheck.duties.records import Answer, DutyMark, RegisterRow
from selfcheck.forms.pack import Pack
from selfcheck.hazards.records import Hazard
from selfcheck.history import HistoryLine
from selfcheck.riskmap.records import BoardText, RiskPoint, RiskUnit
from selfcheck.submission.action_words import ACTIONS, Words

_READ = 400  # lines looked at; runs of the same kind are told as one
_BREAK_MINUTES = 30  # a pause this long begins a new run


_FILLING = ("duties.answer", "duties.write", "duties.add_row", "duties.change_cell",
            "duties.strike_row", "duties.declare_empty", "evidence.add", "evidence.use",
            "evidence.describe")  # fmt: skip
_MIXED = Words("", "填写了检查条目 {count} 处")
_UNKNOWN = Words("修改了档案", "修改了档案 {count} 处")


@dataclass(frozen=True)
class Deed:
    """One thing somebody did, or a run of the same."""

    at: datetime
    actor: str
    words: str  # 回答了“防火检查”


def _told(line: str) -> dict[str, Any]:
    """Who did what and when: what stands before the changes, which may be thousands of rows of an import."""
    before, _, _ = line.partition(',"changes":')
    told: dict[str, Any] = json.loads(before + "}")
    return {**told, "line": line}


def _alike(one: str, other: str) -> bool:
    """Whether two kinds of action are told together: the same, or both part of filling in."""
    if one == other:
        return bool(ACTIONS.get(one, _UNKNOWN).often)
    return one in _FILLING and other in _FILLING


def _runs(newest_first: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The same person doing the same kind of thing, one after the other."""
    run: list[dict[str, Any]] = []
    for told in newest_first:
        together = (
            run
            and told["actor"] == run[-1]["actor"]
            and _alike(told["action"], run[-1]["action"])
            and (moments.read(run[-1]["at"]) - moments.read(told["at"])).total_seconds()
            < _BREAK_MINUTES * 60
        )
        if run and not together:
            yield run
            run = []
        run.append(told)
    if run:
        yield run


_SUBJECTS: Mapping[str, tuple[type[SQLModel], str]] = {
    "answers": (Answer, "item_key"),
    "register_rows": (RegisterRow, "item_key"),
    "duty_marks": (DutyMark, "duty_key"),
}
_OF_DUTIES = frozenset(
    {"duties.assign", "duties.say_done", "duties.say_not_done", "duties.confirm_not_applicable"}
)


def _key(session: Session, change: Mapping[str, Any]) -> str:
    """Which item or duty a changed row belongs to; a change tells only the columns that changed."""
    table, name = _SUBJECTS[change["table"]]
    whole = change["new"] or change["old"] or {}
    return str(whole.get(name) or getattr(session.get(table, int(change["key"])), name, ""))


def _subject(session: Session, pack: Pack, told: Mapping[str, Any]) -> str:
    """What it was done to, as the outline calls it; 一项 when the pack does not know it."""
    if told["action"].startswith("hazards."):
        return _hazard(session, told)
    if told["action"].startswith(("riskmap.", "submission.reassessment.")):
        return _point(session, told)
    of_duty = told["action"] in _OF_DUTIES
    for change in json.loads(told["line"])["changes"]:
        if change["table"] not in _SUBJECTS or of_duty != (change["table"] == "duty_marks"):
            continue
        key = _key(session, change)
        try:
            return f"“{pack.duty(key).short_title if of_duty else pack.item(key).short}”"
        except KeyError:
            break
    return "一项"


def _hazard(session: Session, told: Mapping[str, Any]) -> str:
    """The number of the hazard that something was done to."""
    for change in json.loads(told["line"])["changes"]:
        if change["table"] == "hazards":
            found = session.get(Hazard, int(change["key"]))
            return found.number if found else ""
        whole = change["new"] or {}
        if "hazard_id" in whole:
            found = session.get(Hazard, whole["hazard_id"])
            return found.number if found else ""
    return ""


def _point(session: Session, told: Mapping[str, Any]) -> str:
    """The number of the risk point that something was done to."""
    for change in json.loads(told["line"])["changes"]:
        point_id = (change["new"] or {}).get("point_id")
        if change["table"] == "risk_points":
            point_id = int(change["key"])
        elif change["table"] in _OF_POINTS and point_id is None:
            kept = session.get_one(_OF_POINTS[change["table"]], int(change["key"]))
            point_id = getattr(kept, "point_id", None)
        if point_id is not None and (found := session.get(RiskPoint, point_id)):
            return found.number
    return ""


_OF_POINTS: Mapping[str, type[SQLModel]] = {
    "risk_units": RiskUnit,
    "board_texts": BoardText,
}


def recent(session: Session, pack: Pack, most: int = 6) -> tuple[Deed, ...]:
    """What was done last, newest first; runs of the same kind are told together."""
    kept = session.exec(
        select(HistoryLine.line).order_by(col(HistoryLine.seq).desc()).limit(_READ)
    )
    deeds = []
    for run in _runs(_told(line) for line in kept):
        words = ACTIONS.get(run[0]["action"], _UNKNOWN)
        if len(run) > 1:
            if len({told["action"] for told in run}) > 1:
                words = _MIXED
            text = words.often.format(count=len(run))
        else:
            what = _subject(session, pack, run[0]) if "{what}" in words.once else ""
            text = words.once.format(what=what)
        deeds.append(Deed(moments.read(run[0]["at"]), run[0]["actor"], text))
        if len(deeds) == most:
            break
    return tuple(deeds)
