"""The fields of a hazard that a person fills in: their words, what they may hold, how they are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from selfcheck.entered import tidy
from selfcheck.errors import Problem
from selfcheck.hazards import step_forms

Kind = Literal["word", "text", "day", "past_day", "money", "choice", "flag"]
Value = str | date | int | bool | None
_TYPES: Mapping[Kind, tuple[type, ...]] = {
    **dict.fromkeys(("word", "text", "choice"), (str, type(None))),
    **dict.fromkeys(("day", "past_day"), (date, type(None))),
    "money": (int, type(None)),
    "flag": (bool,),
}


@dataclass(frozen=True)
class FieldSpec:
    """One field: its words on screen and paper, and its kind."""

    words: str
    kind: Kind


FIELDS: Mapping[str, FieldSpec] = {
    "description": FieldSpec("隐患描述", "text"),
    "location": FieldSpec("场所", "word"),
    "part": FieldSpec("部位", "word"),
    "category": FieldSpec("检查类别", "choice"),
    "source": FieldSpec("隐患来源", "choice"),
    "found_by": FieldSpec("发现人", "word"),
    "anonymous": FieldSpec("匿名报告", "flag"),
    "reward_fen": FieldSpec("报告奖励", "money"),
    "found_on": FieldSpec("发现日期", "past_day"),
    "accident_type": FieldSpec("可能的事故类型", "choice"),
    "factor": FieldSpec("危险有害因素", "choice"),
    "situation": FieldSpec("现状及其产生原因", "text"),
    "severity": FieldSpec("危害程度", "text"),
    "difficulty": FieldSpec("整改难易程度", "text"),
    "goal": FieldSpec("目标和任务", "text"),
    "measures": FieldSpec("方法和措施", "text"),
    "budget_fen": FieldSpec("预算", "money"),
    "spent_fen": FieldSpec("已用资金", "money"),
    "supplies": FieldSpec("经费和物资", "text"),
    "owner": FieldSpec("整改责任人", "word"),
    "department": FieldSpec("责任部门", "word"),
    "organisation": FieldSpec("机构和人员", "text"),
    "deadline": FieldSpec("整改期限", "day"),
    "requirements": FieldSpec("时限和要求", "text"),
    "safeguards": FieldSpec("安全措施和应急预案", "text"),
    "plan_approved_by": FieldSpec("方案审定人", "word"),
    "rectified_on": FieldSpec("整改完成日期", "past_day"),
    "result": FieldSpec("整改结果", "text"),
    "acceptor": FieldSpec("验收人", "word"),
    "supervised": FieldSpec("挂牌督办", "flag"),
    "supervision_number": FieldSpec("督办编号", "word"),
    "supervised_by": FieldSpec("督办部门", "word"),
    "closeout_on": FieldSpec("部门核查日期", "past_day"),
    "closeout_by": FieldSpec("核查部门", "word"),
    "closeout_number": FieldSpec("核查文号", "word"),
    "review_risk": FieldSpec("重新评估风险点", "flag"),
}


def tidied(name: str, value: Value) -> Value:
    """A value as typed or pasted, made fit to be kept. Raises TypeError for one of another kind."""
    kind = FIELDS[name].kind
    if not isinstance(value, _TYPES[kind]) or isinstance(value, datetime):
        raise TypeError(f"{name} takes no {type(value).__name__}")
    if isinstance(value, bool) and kind != "flag":
        raise TypeError(f"{name} takes no flag")
    if kind in ("word", "text", "choice"):
        text = tidy(str(value or ""))
        return text if kind == "text" else " ".join(text.split())
    return value


def problem(name: str, value: Value, today: date) -> Problem | None:
    """HZ46 too long · HZ47 no sum · HZ03 no day that can be: why a field cannot hold a value."""
    spec = FIELDS[name]
    if isinstance(value, str):
        return step_forms.text_problem(name, spec.words, value, short=spec.kind == "word")
    if isinstance(value, date):
        if not step_forms.EARLIEST <= value <= step_forms.LATEST:
            return Problem("HZ03", name, "检查年份，日期应在 1949-10-01 到 2099-12-31 之间")
        if spec.kind == "past_day" and value > today:
            return Problem("HZ03", name, f"“{spec.words}”不能晚于今天 {today}")
        return None
    if spec.kind == "money" and isinstance(value, int):
        return step_forms.money_problem(name, spec.words, value)
    return None


def yuan(fen: int | None) -> str:
    """A sum as people write it: 46,000 元; 0.50 元."""
    if fen is None:
        return ""
    whole, rest = divmod(fen, 100)
    return f"{whole:,}.{rest:02d} 元" if rest else f"{whole:,} 元"


def told(name: str, value: Value) -> str:
    """A value in words, for the timeline."""
    if value in (None, ""):
        return "（空）"
    kind = FIELDS[name].kind
    if kind == "money" and isinstance(value, int):
        return yuan(value)
    if kind == "flag":
        return "是" if value else "否"
    return str(value)
