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
from selfcheck.history import HistoryLine

_READ = 400  # lines looked at; runs of the same kind are told as one
_BREAK_MINUTES = 30  # a pause this long begins a new run


@dataclass(frozen=True)
class Words:
    """How one kind of action is told: once, and several times in a row."""

    once: str  # {what} is what it was done to, where that is known
    often: str = ""  # {count}; empty: never told together


# every action of the change log; a new action needs a line here (a test asks for it)
ACTIONS: Mapping[str, Words] = {
    "enterprise.found": Words("新建了企业档案"),
    "enterprise.describe": Words("填写了企业概况", "填写了企业概况 {count} 处"),
    "enterprise.answer_profile": Words("回答了企业情况", "回答了企业情况 {count} 个问题"),
    "enterprise.add_person": Words("登记了人员", "登记了 {count} 个人"),
    "enterprise.change_person": Words("修改了人员登记", "修改了人员登记 {count} 处"),
    "enterprise.person_leaves": Words("登记了人员离岗", "登记了 {count} 个人离岗"),
    "enterprise.open_round": Words("开始了自查"),
    "duties.answer": Words("回答了{what}", "回答了检查条目 {count} 次"),
    "duties.write": Words("补充了{what}的说明或整改", "补充了说明或整改 {count} 处"),
    "duties.add_row": Words("在{what}里新增了一行", "新增了登记 {count} 行"),
    "duties.change_cell": Words("修改了{what}的登记", "修改了登记 {count} 处"),
    "duties.strike_row": Words("划去了{what}里的一行", "划去了登记 {count} 行"),
    "duties.declare_empty": Words("声明了{what}没有要登记的", "声明了 {count} 处没有要登记的"),
    "duties.assign": Words("指定了{what}的责任人", "指定了 {count} 项职责的责任人"),
    "duties.say_done": Words("确认{what}已完成", "确认了 {count} 项职责已完成"),
    "duties.say_not_done": Words("把{what}改回未完成", "把 {count} 项职责改回未完成"),
    "duties.confirm_not_applicable": Words(
        "确认{what}本期不适用", "确认了 {count} 项职责本期不适用"
    ),
    "evidence.add": Words("添加了佐证", "添加了佐证 {count} 件"),
    "evidence.use": Words("引用了已有的佐证", "引用了已有的佐证 {count} 次"),
    "evidence.take_away": Words("移开了一件佐证", "移开了佐证 {count} 件"),
    "evidence.describe": Words("修改了佐证的名称或日期", "修改了佐证的名称或日期 {count} 次"),
    "evidence.bring_back": Words("重新指定了佐证文件", "重新指定了佐证文件 {count} 件"),
    "submission.enrol_key": Words("登记了签名密钥", "登记了签名密钥 {count} 把"),
    "submission.record_approval": Words("审核了本期内容"),
    "submission.withdraw_approval": Words("撤回了审核"),
    "submission.record_signature": Words("签署了本期报送"),
    "submission.record_export": Words("导出了报送包", "导出了报送包 {count} 次"),
    "submission.record_delivery": Words("记录了送达"),
    "submission.begin_next": Words("开始了下一次自查"),
}
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
    told: dict[str, Any] = json.loads(line)
    return told


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
    of_duty = told["action"] in _OF_DUTIES
    for change in told["changes"]:
        if change["table"] not in _SUBJECTS or of_duty != (change["table"] == "duty_marks"):
            continue
        key = _key(session, change)
        try:
            return f"“{pack.duty(key).short_title if of_duty else pack.item(key).short}”"
        except KeyError:
            break
    return "一项"


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
