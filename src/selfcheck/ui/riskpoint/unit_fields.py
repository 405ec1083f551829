"""What a unit says and what is asked of it, in the order of its table: a step (JHA), or an item to check (SCL)."""

from collections.abc import Mapping

from selfcheck.forms.vocabulary import shipped_vocabulary
from selfcheck.riskmap.pages import MEASURES, UnitLine
from selfcheck.riskmap.records import CONTROL_WORDS
from selfcheck.ui.choices import Choice
from selfcheck.ui.hazard_sheets.asked import Field
from selfcheck.ui.riskpoint.desk import PointDesk
from selfcheck.ui.riskpoint.section import FieldsForm
from selfcheck.ui.riskpoint.terms import TermsField

TABLES: Mapping[str, tuple[str, str, str, str]] = {
    # table → short name, what a unit is called, what its event is called, what its consequence is
    "jha": ("JHA", "作业步骤", "危险源、潜在事件", "可能的后果"),
    "scl": ("SCL", "检查项目", "不符合标准的情况", "后果"),
}
CYCLES = ("每班", "每日", "每周", "每月", "每季度", "每半年", "每年", "作业前")


def facts_of(unit: UnitLine) -> tuple[tuple[str, str], ...]:
    """What a unit says, in the order of its table."""
    _, _, event, consequence = TABLES[unit.table]
    told = [("标准（依据）", unit.standard)] if unit.table == "scl" else []
    told += [
        (event, unit.event),
        (consequence, unit.consequence),
        ("危险有害因素", unit.factor_words),
        ("事故类型", unit.accident_words),
        *((words, unit.measures[name]) for name, words in MEASURES.items()),
        ("建议新增措施", unit.suggested),
        ("管控层级", unit.control_words),
        ("检查周期", unit.check_cycle),
        ("责任", " · ".join(x for x in (unit.department, unit.owner, unit.phone) if x)),
    ]
    return tuple(told)


def values_of(unit: UnitLine) -> dict[str, str]:
    """What is kept in each field, as text."""
    told = {
        "name": unit.name,
        "standard": unit.standard,
        "event": unit.event,
        "consequence": unit.consequence,
        "factors": ",".join(unit.factors),
        "accident_types": ",".join(unit.accident_types),
        "suggested": unit.suggested,
        "control": unit.control.value if unit.control else "",
        "check_cycle": unit.check_cycle,
        "department": unit.department,
        "owner": unit.owner,
        "phone": unit.phone,
    }
    return told | dict(unit.measures)


def form_of(desk: PointDesk, unit: UnitLine) -> FieldsForm:
    """The fields of a unit, in the order of its table."""
    _, called, event, consequence = TABLES[unit.table]
    words = shipped_vocabulary()
    known = desk.known
    asked = [
        Field("name", called),
        *([Field("standard", "标准（依据）", "text")] if unit.table == "scl" else []),
        Field("event", event, "text", beside=True),
        Field("consequence", consequence, "text"),
        Field("factors", "危险有害因素"),
        Field("accident_types", "可能发生的事故类型"),
        *(
            Field(name, text, "text", beside=at % 2 == 0 and at < len(MEASURES) - 1)
            for at, (name, text) in enumerate(MEASURES.items())
        ),
        Field("suggested", "建议新增措施", "text"),
        Field(
            "control", "管控层级", "parts",
            choices=tuple(Choice(one.value, text) for one, text in CONTROL_WORDS.items()),
            hint="上一级管控的风险，下一级也要管控并落实到岗位",
        ),
        Field("check_cycle", "检查周期", offered=(*CYCLES,), beside=True),
        Field("department", "责任部门", offered=known("department")),
        Field("owner", "责任人", offered=known("owner"), beside=True),
        Field("phone", "联系电话"),
    ]  # fmt: skip
    return FieldsForm(
        asked,
        {
            "factors": TermsField(words.of("factor").terms, name="危险有害因素"),
            "accident_types": TermsField(
                words.of("accident_type").terms, name="可能发生的事故类型"
            ),
        },
    )
