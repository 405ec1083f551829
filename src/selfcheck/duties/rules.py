"""What is missing from a duty's answers. Values in, problems out; each rule carries its code.

DU01 answered · DU02 a reason for 不适用 · DU03 a note for 不符合 · DU04 a photo for 不符合 ·
DU05 rectification for 不符合 · DU06 evidence · DU07 register rows · DU08 register cells ·
DU09 numbers · DU10 dates · DU11 contradictions (expired, not as required) · DU12 said to be done ·
DU13 non-application confirmed · DU14 evidence files are there · DU15 prerequisites
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from selfcheck.entered import half_width, tidy
from selfcheck.errors import Problem
from selfcheck.forms.pack import Column, Duty, Item


class Conformity(StrEnum):
    CONFORMS = "conforms"  # 符合
    DOES_NOT_CONFORM = "does_not_conform"  # 不符合
    NOT_APPLICABLE = "not_applicable"  # 不适用


CONFORMITY_WORDS = {
    Conformity.CONFORMS: "符合",
    Conformity.DOES_NOT_CONFORM: "不符合",
    Conformity.NOT_APPLICABLE: "不适用",
}
YES_NO_WORDS = {"yes": "是", "no": "否"}
ROWS_KEPT, NOTHING_TO_LIST = "kept", "none"
LONGEST_TEXT = 2000
_LONGEST_CELL = 200
_EARLIEST = date(1949, 10, 1)
_LATEST = date(2099, 12, 31)
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class DutyStatus(StrEnum):
    NOT_STARTED = "not_started"  # 未开始
    IN_PROGRESS = "in_progress"  # 进行中
    HAS_PROBLEM = "has_problem"  # 有问题
    DONE = "done"  # 已完成
    NOT_YET = "not_yet"  # 尚不能开始
    TO_CONFIRM = "to_confirm"  # 待确认不适用
    NOT_APPLICABLE = "not_applicable"  # 本期不适用


@dataclass(frozen=True)
class Given:
    """What was given for one item, as the rules see it."""

    value: str = ""
    note: str = ""
    reason: str = ""
    evidence_reason: str = ""
    measures: str = ""
    owner: str = ""
    deadline: date | None = None
    corrected_on: date | None = None
    hazard: str = ""  # the number under which the ledger follows it
    photos: int = 0
    pieces: int = 0  # all evidence, photos included
    lost: int = 0  # pieces whose file is missing
    rows: tuple[Mapping[str, str], ...] = ()

    @property
    def touched(self) -> bool:
        """Whether the person has done anything here."""
        return self != Given()


def tidy_value(kind: str, text: str) -> str:
    """A value as typed or pasted, made fit for its kind; figures from a Chinese keyboard are figures."""
    text = tidy(text)
    return half_width(text).strip() if kind in ("number", "date") else text


def _number_problem(text: str, minimum: float | None, maximum: float | None, unit: str) -> str:
    if not _NUMBER.fullmatch(text):  # Decimal also reads NaN, 1e400, 1_000
        return f"只填数字，单位是“{unit}”，不用写" if unit else "只填数字，如 12 或 3.5"
    number = Decimal(text)
    if minimum is not None and number < Decimal(str(minimum)):
        return f"数值应不小于 {minimum:g}{unit}"
    if maximum is not None and number > Decimal(str(maximum)):
        return f"数值应不大于 {maximum:g}{unit}"
    return ""


def _date_problem(text: str, today: date, *, future: bool) -> str:
    try:  # Python also reads 20261124 and 2026-W48-2
        day = date.fromisoformat(text if _DATE.fullmatch(text) else "")
    except ValueError:
        return "日期写成 2026-11-24 的样子"
    if not _EARLIEST <= day <= _LATEST:
        return "检查年份，日期应在 1949-10-01 到 2099-12-31 之间"
    if not future and day > today:
        return f"日期不能晚于今天 {today}"
    return ""


def _may_be_empty(item: Item) -> bool:
    """Whether a register offers the words with which it is declared empty (本企业没有……)."""
    return item.register is not None and bool(item.register.none_text)


def day_problem(day: date, today: date, *, future: bool) -> str:
    """DU05: why a day of a rectification cannot be right; empty when it can."""
    return _date_problem(day.isoformat(), today, future=future)


def value_problem(item: Item, value: str, today: date) -> str:
    """DU09, DU10: why a value cannot be right for its item; empty when it can."""
    if item.answer == "number":
        return _number_problem(value, item.minimum, item.maximum, item.unit)
    if item.answer == "date":
        return _date_problem(value, today, future=False)
    if item.answer == "text" and len(value) > LONGEST_TEXT:
        return f"最多写 {LONGEST_TEXT} 个字，现在 {len(value)} 个"
    allowed: dict[str, Sequence[str]] = {
        "conformity": list(Conformity),
        "yes_no": list(YES_NO_WORDS),
        "choice": [option.key for option in item.options],
        "register": [ROWS_KEPT, NOTHING_TO_LIST] if _may_be_empty(item) else [ROWS_KEPT],
    }
    if item.answer in allowed and value not in allowed[item.answer]:
        return "从给出的选项里选一个"
    return ""


def cell_problem(column: Column, text: str, today: date) -> str:
    """DU08, DU09, DU10: what is wrong with one cell of a register; empty when nothing is."""
    if not text:
        return f"填写“{column.title}”" if column.required else ""
    if len(text) > _LONGEST_CELL:
        return f"“{column.title}”最多 {_LONGEST_CELL} 个字"
    if column.kind == "number":
        return _number_problem(text, 0, None, column.unit)
    if column.kind == "date":  # only what expires may lie ahead: the rest has happened
        return _date_problem(text, today, future=column.expires)
    if column.kind == "choice" and text not in [option.key for option in column.options]:
        return f"“{column.title}”从给出的选项里选一个"
    if column.kind == "yes_no" and text not in YES_NO_WORDS:
        return f"“{column.title}”选是或否"
    return ""


def contradiction(column: Column, text: str, today: date) -> str:
    """DU11: a cell that tells of something not in order (expired, not as required); empty when none."""
    if not text:
        return ""
    if column.expires and column.kind == "date" and not _date_problem(text, today, future=True):
        day = date.fromisoformat(text)
        if day < today:
            return f"“{column.title}”已过 {(today - day).days} 天"
    if column.must_be and text != column.must_be:
        words = {option.key: option.text for option in column.options} | YES_NO_WORDS
        return f"“{column.title}”填的是“{words.get(text, text)}”"
    return ""


def _not_conforming(item: Item, given: Given) -> list[Problem]:
    """DU03 note, DU04 photo, DU05 rectification or a hazard: 不符合 is reported with what is done about it."""
    problems = []
    if not given.note:
        problems.append(Problem("DU03", f"{item.key}#note", "写明哪里不符合"))
    if given.hazard:  # photo, plan and acceptance are the ledger's matter from here on
        return problems
    if not given.photos:
        problems.append(Problem("DU04", f"{item.key}#evidence", "添加现场照片，至少 1 张"))
    if given.corrected_on is not None:
        if given.photos < 2:  # noqa: PLR2004 - before and after
            text = "当场整改要有整改前、整改后照片，再添加 1 张整改后的"
            problems.append(Problem("DU05", f"{item.key}#evidence", text))
        if not given.measures:
            problems.append(Problem("DU05", f"{item.key}#measures", "写明当场怎么整改的"))
        return problems
    if not given.measures:
        problems.append(Problem("DU05", f"{item.key}#measures", "填写整改措施"))
    if not given.owner:
        problems.append(Problem("DU05", f"{item.key}#owner", "填写整改责任人姓名"))
    if given.deadline is None:
        problems.append(Problem("DU05", f"{item.key}#deadline", "填写整改期限"))
    return problems


def _register(item: Item, given: Given, today: date) -> list[Problem]:
    """DU07 enough rows or declared empty, DU08 every needed cell, DU11 contradictions."""
    register = item.register
    assert register is not None
    where = f"{item.key}#register"
    if not given.rows:
        if given.value == NOTHING_TO_LIST and _may_be_empty(item):
            return []
        text = f"登记{register.title}，至少 {register.least} {register.noun}"
        if register.none_text:
            text += f"；没有的选“{register.none_text}”"
        return [Problem("DU07", where, text)]
    problems = []
    if len(given.rows) < register.least:
        text = f"{register.title}至少登记 {register.least} {register.noun}，现在 {len(given.rows)} {register.noun}"
        problems.append(Problem("DU07", where, text))
    for number, row in enumerate(given.rows, start=1):
        for column in register.columns:
            text = row.get(column.key, "")
            if fault := cell_problem(column, text, today):
                problems.append(
                    Problem(
                        "DU08", f"{where}.{number}.{column.key}", f"第 {number} 行：{fault}"
                    )
                )
            elif odd := contradiction(column, text, today):
                told = "已在备注说明" if given.note else "在备注里写明怎么处理"
                sentence = f"{register.title}第 {number} 行：{odd}，{told}"
                problems.append(
                    Problem("DU11", f"{item.key}#note", sentence, blocking=not given.note)
                )
    return problems


def item_problems(item: Item, given: Given, today: date) -> list[Problem]:
    """Everything that is missing from, or wrong with, one item's answer."""
    problems: list[Problem] = []
    if not item.required and not given.touched:
        return []
    if item.answer == "register":
        problems += _register(item, given, today)
    elif not given.value:
        if item.required:
            problems.append(Problem("DU01", item.key, f"回答“{item.short}”"))
    elif fault := value_problem(item, given.value, today):
        code = {"number": "DU09", "date": "DU10"}.get(item.answer, "DU01")
        problems.append(Problem(code, item.key, fault))
    elif item.answer == "conformity" and given.value == Conformity.NOT_APPLICABLE:
        if not given.reason:
            problems.append(Problem("DU02", f"{item.key}#reason", "填写不适用的理由"))
        return problems + _lost(item, given)
    elif item.answer == "conformity" and given.value == Conformity.DOES_NOT_CONFORM:
        return [*problems, *_not_conforming(item, given), *_lost(item, given)]
    return [*problems, *_evidence(item, given), *_lost(item, given)]


def _evidence(item: Item, given: Given) -> list[Problem]:
    """DU06: the evidence asked for is there, or the reason why not (未提供的理由)."""
    need = item.evidence
    if need is None or (
        item.answer == "register" and given.value == NOTHING_TO_LIST and not given.rows
    ):
        return []
    have = given.photos if need.kind == "photo" else given.pieces
    if have >= need.least:
        return []
    where = f"{item.key}#evidence"
    if given.evidence_reason:
        text = f"{need.what}：未提供，理由是“{given.evidence_reason}”"
        return [Problem("DU06", where, text, blocking=False)]
    unit = "张照片" if need.kind == "photo" else "件"
    return [Problem("DU06", where, f"添加{need.what}，还差 {need.least - have} {unit}")]


def _lost(item: Item, given: Given) -> list[Problem]:
    """DU14: a recorded file that is gone is told, never passed over."""
    if not given.lost:
        return []
    text = f"有 {given.lost} 件佐证找不到文件，重新指定原文件或移除"
    return [Problem("DU14", f"{item.key}#evidence", text)]


def missing_pieces(item: Item, given: Given) -> int:
    """How many pieces of evidence an item still waits for (a given reason ends the waiting)."""
    if given.value == Conformity.NOT_APPLICABLE or given.evidence_reason:
        return 0
    if given.value == Conformity.DOES_NOT_CONFORM and given.hazard:
        return 0
    if item.answer == "register" and given.value == NOTHING_TO_LIST and not given.rows:
        return 0
    need = item.evidence
    if given.value == Conformity.DOES_NOT_CONFORM:
        least = 2 if given.corrected_on else 1
        return max(0, least - given.photos)
    if need is None:
        return 0
    return max(0, need.least - (given.photos if need.kind == "photo" else given.pieces))


@dataclass(frozen=True)
class Marked:
    """What was said about a whole duty, as the rules see it."""

    owner: str = ""
    done: bool = False
    not_applicable_reason: str = ""
    confirmed_by: str = ""
    confirmed_at: str = ""

    @property
    def absence_confirmed(self) -> bool:
        """Whether the principal said that the duty does not apply: not whoever once said it is done."""
        return bool(self.confirmed_by) and not self.done


def has_open_problem(item: Item, given: Given, today: date) -> bool:
    """A 不符合 that still lacks its note, photo or rectification; or a contradiction left without a word."""
    if given.value == Conformity.DOES_NOT_CONFORM:
        return bool(_not_conforming(item, given) or given.lost)
    return any(
        p.code in ("DU11", "DU14") and p.blocking for p in item_problems(item, given, today)
    )


def duty_status(
    duty: Duty,
    items: Sequence[tuple[Item, Given]],
    mark: Marked,
    today: date,
    *,
    waiting_for: Sequence[str] = (),
) -> DutyStatus:
    """Where a duty stands; `items` are those that apply, `waiting_for` unfinished prerequisites."""
    if not items:
        return DutyStatus.NOT_APPLICABLE if mark.absence_confirmed else DutyStatus.TO_CONFIRM
    if any(has_open_problem(item, given, today) for item, given in items):
        return DutyStatus.HAS_PROBLEM
    if mark.done and not blocking(
        duty, items, replace(mark, done=True), today, waiting_for=waiting_for
    ):
        return DutyStatus.DONE
    if any(given.touched for _, given in items):
        return DutyStatus.IN_PROGRESS
    return DutyStatus.NOT_YET if waiting_for else DutyStatus.NOT_STARTED


def blocking(
    duty: Duty,
    items: Sequence[tuple[Item, Given]],
    mark: Marked,
    today: date,
    *,
    waiting_for: Sequence[str] = (),
) -> list[Problem]:
    """What keeps a duty from being finished, DU12 and DU13 included; blocking problems only."""
    return [
        p
        for p in duty_problems(duty, items, mark, today, waiting_for=waiting_for)
        if p.blocking
    ]


def duty_problems(
    duty: Duty,
    items: Sequence[tuple[Item, Given]],
    mark: Marked,
    today: date,
    *,
    waiting_for: Sequence[str] = (),
) -> list[Problem]:
    """Everything of a duty: its items, whether it was said to be done, whether its absence is confirmed."""
    if not items:
        problems = []
        if not (mark.not_applicable_reason or duty.not_applicable_reason):
            problems.append(Problem("DU13", f"{duty.key}#reason", "填写本期不适用的理由"))
        if not mark.absence_confirmed:
            text = f"“{duty.short_title}”本期不适用，由主要负责人确认"
            problems.append(Problem("DU13", f"{duty.key}#confirm", text))
        return problems
    problems = [p for item, given in items for p in item_problems(item, given, today)]
    if waiting_for:
        text = f"先完成{'、'.join(waiting_for)}"
        problems.append(Problem("DU15", f"{duty.key}#done", text))
    if not mark.done:
        text = f"“{duty.short_title}”填完后，在页面下方选“是，已完成”"
        problems.append(Problem("DU12", f"{duty.key}#done", text))
    return problems
