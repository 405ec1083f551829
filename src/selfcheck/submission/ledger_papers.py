"""The ledger as a table on paper and in a workbook: rows of plain values from what is kept.

Only what a row shows is read, in a few questions however many rows: the evidence of each hazard is not.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from sqlmodel import Session

from selfcheck import history
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.forms.vocabulary import shipped_vocabulary
from selfcheck.hazards import fields, queries
from selfcheck.hazards.pages import FILTER_WORDS, Office, View
from selfcheck.hazards.records import (
    GRADE_WORDS,
    STATE_WORDS,
    STOP_WORDS,
    HazardGrade,
    HazardReport,
    Stop,
    StopScope,
)
from selfcheck.reports.ledger_content import LedgerLine, LedgerPaper, LedgerSheetRow
from selfcheck.submission.ledger_rows import Kept, Row, rows


def filter_words(view: View) -> str:
    """Which hazards were chosen, in words: 未闭环，搜索“炉坑”."""
    parts = [FILTER_WORDS[view.filter]]
    if view.search:
        parts.append(f"搜索“{view.search}”")
    for words, value in (("场所", view.location), ("责任人", view.owner)):
        if value:
            parts.append(f"{words} {value}")
    if view.source:
        parts.append(f"来源 {shipped_vocabulary().words('source', view.source)}")
    if view.found_from and view.found_to:
        parts.append(f"{view.found_from} 至 {view.found_to} 发现")
    elif view.found_from or view.found_to:
        which = "以后" if view.found_from else "以前"
        parts.append(f"{view.found_from or view.found_to} {which}发现")
    return "，".join(parts)


def _dated(report: HazardReport | None) -> date | None:
    return report.reported_on if report else None


def stop_words(stop: Stop | None) -> str:
    """设备停用：3号中频炉，2026-11-16 09:40 起; the reason where nothing is stopped."""
    if stop is None:
        return ""
    if stop.scope is StopScope.NONE:
        return f"未停用：{stop.reason}"
    told = f"{STOP_WORDS[stop.scope]}：{stop.what}，{stop.stopped_at} 起"
    return f"{told}，{stop.resumed_at} 恢复" if stop.resumed_at else told


def _reported(report: HazardReport | None) -> str:
    if report is None:
        return ""
    return "\n".join(part for part in (report.reported_on.isoformat(), report.way) if part)


@lru_cache(maxsize=5_000)
def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _joined(separator: str, *parts: str) -> str:
    return separator.join([part for part in parts if part])


def ledger_paper(
    session: Session, office: Office, ids: Sequence[int], words: str
) -> LedgerPaper:
    """The ledger to print: the hazards of `ids` in their order; `words` say which were chosen."""
    about = enterprise_queries.about(session)
    totals = queries.totals(session, office)
    return LedgerPaper(
        enterprise=about.name,
        credit_code=about.credit_code,
        as_of=office.today.isoformat(),
        filter_words=words,
        head=history.head(session).hash,
        totals=(
            ("未闭环", totals.open),
            ("其中重大", totals.major),
            ("已超期", totals.overdue),
            ("停用中", totals.stopped),
            ("已销号", totals.closed),
        ),
        rows=[_line(row) for row in rows(session, office, ids)],
    )


def _line(row: Row) -> LedgerLine:
    hazard = row.hazard
    money = _joined(
        "\n",
        f"预算 {fields.yuan(hazard.budget_fen)}" if hazard.budget_fen is not None else "",
        f"已用 {fields.yuan(hazard.spent_fen)}" if hazard.spent_fen is not None else "",
    )
    interim = row.stop.interim if row.stop else ""
    return LedgerLine(
        number=hazard.number,
        found_on=_day(hazard.found_on),
        what=_joined("\n", hazard.description, _joined(" · ", hazard.location, hazard.part)),
        grade=_joined("\n", GRADE_WORDS[hazard.grade], hazard.basis),
        interim=_joined("\n", stop_words(row.stop), interim),
        owner=_joined("\n", hazard.owner, hazard.department),
        measures=hazard.measures,
        money=money,
        deadline=_day(hazard.deadline),
        emergency_plan=hazard.safeguards,
        department=_reported(row.department),
        workers=_reported(row.workers),
        done_on=_day(hazard.rectified_on),
        acceptance=_joined("\n", hazard.acceptor, _day(hazard.accepted_on)),
        state=STATE_WORDS[hazard.state],
        note=_note(hazard),
        major=hazard.grade is HazardGrade.MAJOR,
    )


def _note(hazard: Kept) -> str:
    return _joined(
        "；",
        "当场整改" if hazard.on_site else "",
        f"挂牌督办 {hazard.supervision_number}".strip() if hazard.supervised else "",
        f"复发 {hazard.recurrences} 次" if hazard.recurrences else "",
        f"作废：{hazard.void_reason}" if hazard.void_reason else "",
    )


def ledger_sheet(session: Session, office: Office, ids: Sequence[int]) -> list[LedgerSheetRow]:
    """The ledger as rows of a workbook, in the order of `ids`."""
    return [_sheet_row(row) for row in rows(session, office, ids)]


def _sheet_row(row: Row) -> LedgerSheetRow:
    hazard, words = row.hazard, shipped_vocabulary().words
    return LedgerSheetRow(
        number=hazard.number,
        what=hazard.description,
        place=hazard.location,
        part=hazard.part,
        source=words("source", hazard.source),
        found_by="匿名" if hazard.anonymous else hazard.found_by,
        found_on=hazard.found_on,
        grade=GRADE_WORDS[hazard.grade],
        clause=hazard.basis,
        accident_type=words("accident_type", hazard.accident_type),
        interim=row.stop.interim if row.stop else "",
        stop=stop_words(row.stop),
        measures=hazard.measures,
        owner=hazard.owner,
        owner_department=hazard.department,
        deadline=hazard.deadline,
        planned_fen=hazard.budget_fen,
        spent_fen=hazard.spent_fen,
        safety_and_emergency=hazard.safeguards,
        reported_on=_dated(row.department),
        published_on=_dated(row.workers),
        done_on=hazard.rectified_on,
        result=hazard.result,
        acceptor=hazard.acceptor,
        accepted_on=hazard.accepted_on,
        state=STATE_WORDS[hazard.state],
        closed_on=date.fromisoformat(hazard.closed_at[:10]) if hazard.closed_at else None,
        note=_note(hazard),
    )
