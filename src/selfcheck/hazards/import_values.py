"""One row of an older ledger as a hazard is kept here: its fields, where it stands, what its first line says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from selfcheck.entered import half_width
from selfcheck.errors import Problem
from selfcheck.forms.vocabulary import shipped_vocabulary
from selfcheck.hazards import fields, step_forms
from selfcheck.hazards.fields import Value
from selfcheck.hazards.records import HazardGrade, HazardState
from selfcheck.hazards.spreadsheet.imported import ImportedRow

# the field of a hazard → what a ledger calls it
TAKEN: Mapping[str, str] = {
    **{
        name: name
        for name in (
            *("description", "location", "part", "source", "found_by", "found_on"),
            *("accident_type", "measures", "owner", "department", "deadline", "safeguards"),
            *("rectified_on", "result", "acceptor", "accepted_on", "basis"),
        )
    },
    "budget_fen": "budget",
    "spent_fen": "spent",
}
_WORDS = {"accepted_on": "验收日期", "basis": "判定依据"}  # kept, but not filled in by hand
_NO_NAME = frozenset({"匿名", "匿名报告", "匿名举报"})
OTHER = "other"
# what the sources of the vocabulary are called in ledgers; the first that is found counts
_SOURCES: tuple[tuple[str, str], ...] = (
    ("confined", r"有限空间|受限空间"),
    ("hot_work", r"动火"),
    ("fire", r"消防"),
    ("contractor", r"外包|外租|承包商|相关方|承租"),
    ("drill", r"演练"),
    ("expiry", r"到期"),
    ("standard", r"标准化|自评|评审"),
    ("expert", r"专家|第三方|中介|技术服务"),
    ("worker", r"(?:员工|职工|工人).{0,2}(?:报告|上报|举报|反映|发现)"),
    ("complaint", r"举报|投诉|12350"),
    ("inspection", r"执法|监督检查|监管|政府|应急局|应急管理局|街道|部门检查|督查|安监"),
    ("group", r"集团|上级|总公司"),
    ("principal", r"主要负责人|总经理|厂长|领导带队|带队检查|领导带班"),
    ("workshop", r"车间|厂区级"),
    ("team", r"班组|班前|岗位|日查|日巡"),
    ("self", r"自查|日常|公司|厂级|企业|综合检查|季节|节前|节假日|月度|周检|专职安全员"),
)


@dataclass(frozen=True)
class Standing:
    """Where an imported hazard stands, and why."""

    state: HazardState
    grade: HazardGrade
    closed_on: date | None = None
    words: str = ""  # for the first line of its history


def source_of(words: str) -> tuple[str, bool]:
    """The key of a source told in words, and whether the words say just that."""
    plain = "".join(half_width(words).split())
    if not plain:
        return "", True
    for term in shipped_vocabulary().of("source").terms:
        if plain == term.text:
            return term.key, True
    for key, pattern in _SOURCES:
        if re.search(pattern, plain):
            return key, False
    return OTHER, False


def accident_type_of(words: str) -> str:
    """The key of an accident type; words that are in no list stand for themselves."""
    plain = "".join(half_width(words).split())
    for name in ("accident_type", "accident_type_1986"):
        for term in shipped_vocabulary().of(name).terms:
            if plain == half_width(term.text):
                return term.key
    return words


def values_of(row: ImportedRow) -> dict[str, Value]:
    """The fields that a row tells, made fit to be kept; what it does not tell is left out."""
    found: dict[str, Value] = {}
    for name, told in TAKEN.items():
        value: Value = getattr(row, told)
        if value in (None, ""):
            continue
        plain = not isinstance(value, str) or (value.isprintable() and "  " not in value)
        if name in fields.FIELDS and not plain:  # nearly all cells are plain
            value = fields.tidied(name, value)
        found[name] = value
    if found.get("found_by") in _NO_NAME:
        del found["found_by"]
        found["anonymous"] = True
    if "source" in found:
        found["source"] = source_of(str(found["source"]))[0]
    if "accident_type" in found:
        found["accident_type"] = accident_type_of(str(found["accident_type"]))
    return found


def problems_of(
    number: str, values: Mapping[str, Value], today: date
) -> list[tuple[str, Problem]]:
    """HZ03, HZ46, HZ47: what a hazard cannot hold, with the ledger's name of the field."""
    found = [("number", step_forms.text_problem("number", "编号", number, short=True))]
    for name, value in values.items():
        if name in fields.FIELDS:
            problem = fields.problem(name, value, today)
        elif isinstance(value, date):
            problem = fields.problem("rectified_on", value, today)
        else:
            words = _WORDS[name]
            problem = step_forms.text_problem(name, words, str(value), short=False)
        found.append((TAKEN.get(name, name), problem))
    return [(told, problem) for told, problem in found if problem is not None]


def words_of(name: str) -> str:
    """A field's name on the screen."""
    return fields.FIELDS[name].words if name in fields.FIELDS else _WORDS[name]


def told(name: str, value: Value) -> str:
    """A value as people read it."""
    if name in ("source", "accident_type") and value:
        return shipped_vocabulary().words(name, str(value))
    if name in fields.FIELDS:
        return fields.told(name, value)
    return "（空）" if value in (None, "") else str(value)


def standing(row: ImportedRow, values: Mapping[str, Value]) -> Standing:
    """Where a new hazard stands: the old ledger closes it, but grades nothing in this program's place.

    What is major or not yet graded waits for its grade, so that no guard of the closed loop is passed by.
    """
    grade = HazardGrade(row.grade) if row.grade else HazardGrade.PENDING
    closed_on = row.accepted_on or row.rectified_on
    if row.closed == "closed" or (not row.closed and row.accepted_on):
        words = "旧台账记为已闭环" if row.closed else f"旧台账写有验收日期 {row.accepted_on}"
        return Standing(HazardState.CLOSED, grade, closed_on, words)
    done = row.closed == "rectified" or (not row.closed and row.rectified_on is not None)
    words = "旧台账记为已整改，待复查" if done else ""
    if grade is HazardGrade.MAJOR:
        words = f"{words}；旧台账记为重大，条款要在本程序里再判定".lstrip("；")
        return Standing(HazardState.REGISTERED, grade, None, words)
    if grade is HazardGrade.PENDING:
        return Standing(HazardState.REGISTERED, grade, None, words)
    if done and values.get("owner") and values.get("acceptor"):
        return Standing(HazardState.AWAITING, grade, None, words)
    planned = all(values.get(name) for name in ("owner", "deadline", "measures"))
    state = HazardState.RECTIFYING if done or planned else HazardState.GRADED
    return Standing(state, grade, None, words)


def remarks_of(row: ImportedRow, *, number_kept: bool) -> str:
    """What a row tells that no field holds, for the first line of the history."""
    exact = source_of(row.source)[1]
    parts = (
        f"旧编号：{row.number}" if row.number and not number_kept else "",
        "" if exact else f"来源：{row.source}",
        f"临时措施：{row.interim_measures}" if row.interim_measures else "",
        f"备注：{row.note}" if row.note else "",
    )
    return "；".join(part for part in parts if part)
