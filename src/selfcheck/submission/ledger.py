"""The ledger as one submission reports it: what is open, and what has changed since the last one was signed.

So every hazard is in at least one signed package as it stood, and a package stays small however old the
ledger is. What has changed is told by the change log, which no clock that is set back can put out of order.
Drafts are not reported, nor is what an older ledger brought along and was over already, until something happens
to it: the figures count it, and the change log in the package tells of it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, exists, not_, or_
from sqlmodel import Session, col, select

from selfcheck.errors import Problem
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.hazards import hazard_query, queries, states
from selfcheck.hazards.pages import HazardPage, Office, Totals
from selfcheck.hazards.records import OVER, Hazard, HazardEvent, HazardState
from selfcheck.reports.ledger_content import LedgerSheetRow
from selfcheck.submission import ledger_papers

_OVER = [state.value for state in OVER]
_IMPORTED = "import"  # what an import writes into the history of a hazard
_PRINTED = "print"  # a paper about it: the hazard is as it was
_CODES = {"stop": "RE09", "plan": "RE10", "report": "RE11"}


@dataclass(frozen=True)
class Ledger:
    """The ledger in figures, and the hazards that this submission reports."""

    since: str  # the moment of the last signed approval; "" for the first submission
    totals: Totals
    hazards: tuple[HazardPage, ...]
    table: tuple[LedgerSheetRow, ...]  # the same hazards as rows of the workbook

    @property
    def cards(self) -> tuple[EvidenceCard, ...]:
        """Every piece of evidence beside these hazards; a piece used twice comes twice."""
        return tuple(
            card
            for hazard in self.hazards
            for cards in hazard.evidence.values()
            for card in cards
        )


def changed_by(lines: Iterable[str]) -> set[int]:
    """The ids of the hazards that these lines of the change log tell of."""
    found = set()
    for line in lines:
        for change in json.loads(line)["changes"]:
            row = change["new"] or change["old"]
            if change["table"] == Hazard.__tablename__:
                found.add(int(change["key"]))
            elif "hazard_id" in row and row.get("kind") != _PRINTED:  # its history, a stop …
                found.add(int(row["hazard_id"]))
    return found


def _reported(session: Session, since: str, lines: Iterable[str]) -> Sequence[int]:
    of_this = HazardEvent.hazard_id == Hazard.id
    was_open = and_(col(HazardEvent.state_to) != "", col(HazardEvent.state_to).not_in(_OVER))
    happened = select(HazardEvent.id).where(
        of_this,
        col(HazardEvent.kind) != _PRINTED,
        or_(col(HazardEvent.kind) != _IMPORTED, was_open),
    )
    brought_along = and_(col(Hazard.batch_id).is_not(None), not_(exists(happened)))
    recorded = select(col(Hazard.id)).where(
        col(Hazard.state) != HazardState.DRAFT,
        or_(col(Hazard.state).not_in(list(OVER)), not_(brought_along)),
    )
    open_or_new = or_(col(Hazard.state).not_in(list(OVER)), col(Hazard.changed_at) >= since)
    found = set(session.exec(recorded.where(open_or_new)))
    if more := changed_by(lines) - found:
        all_of_them = session.exec(recorded).all()
        found |= more.intersection(all_of_them)
    return sorted(one for one in found if one is not None)


def read(session: Session, office: Office, *, since: str, lines: Iterable[str] = ()) -> Ledger:
    """The ledger for a submission, oldest hazard first.

    `since` is the moment of the last signed approval, `lines` are those of the change log after it.
    """
    ids = _reported(session, since, lines)
    pages = tuple(
        hazard_query.page_of(kept, office, session)
        for kept in states.wholes(session, office, ids)
    )
    table = tuple(ledger_papers.ledger_sheet(session, office, ids))
    return Ledger(since, queries.totals(session, office), pages, table)


def problems(ledger: Ledger) -> Iterator[Problem]:
    """RE09 stop-use, RE10 plan, RE11 both reports: what an open major hazard lacks stands in the way.

    With the principal's explanation it may be signed, and is printed above the signature.
    """
    for hazard in ledger.hazards:
        for lack in hazard.lacks:
            first = lack.problems[0]
            where = f"hazard.{hazard.hazard_id}#{first.where}"
            code = _CODES[lack.key]
            if lack.reason:
                text = f"{hazard.number} {lack.words}未齐，主要负责人已说明：{lack.reason}"
                yield Problem(code, where, text, blocking=False)
                continue
            rest = len(lack.problems) - 1
            more = f"，另有 {rest} 处" if rest else ""
            text = f"{hazard.number} 重大隐患：{first.text}{more}；做不到的由主要负责人写明原因"
            yield Problem(code, where, text)


def evidence_problems(ledger: Ledger) -> Iterator[Problem]:
    """RE16: a file beside a hazard that is gone is told, as DU14 does beside an answer.

    Both remedies are open in every state of the hazard: the same file again, or its record removed.
    """
    for hazard in ledger.hazards:
        for part, cards in hazard.evidence.items():
            for card in cards:
                if not card.present:
                    where = f"hazard.{hazard.hazard_id}#photos.{part}"
                    what = f"{hazard.number} 的佐证“{card.title}”（{card.code}）"
                    text = f"{what}找不到文件，重新指定原文件；找不回来的，移除记录"
                    yield Problem("RE16", where, text)


def link_problems(linked: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Problem]:
    """RE12: an answer 不符合 is followed by a hazard that is really recorded.

    `linked` is item key → number, `known` number → state of every hazard that an answer names.
    """
    for item_key, number in linked.items():
        state = known.get(number, "")
        where = f"{item_key}#hazard"
        if state == HazardState.DRAFT:
            yield Problem("RE12", where, f"{number} 还是草稿，在隐患台账里登记它")
        elif state in ("", HazardState.VOID):
            text = f"{number} 已作废，改答案，或重新转为隐患"
            yield Problem("RE12", where, text)


def linked_states(session: Session, numbers: set[str]) -> dict[str, str]:
    """The states of the hazards of these numbers."""
    asked = select(Hazard.number, Hazard.state).where(col(Hazard.number).in_(numbers))
    return {number: str(state) for number, state in session.exec(asked)}


def typed(page: HazardPage) -> Iterator[tuple[str, str]]:
    """Every text a person typed that the report prints, with its place in words: for the glyph pre-flight."""
    words = f"隐患 {page.number}"
    values = page.values
    names = (
        *("description", "location", "part", "owner", "department", "measures", "safeguards"),
        *("basis",),
    )
    yield words, page.number + "".join(str(values[name]) for name in names)
    for stop in page.stops:
        told = stop.what + stop.stopped_at + stop.decided_by + stop.interim + stop.reason
        yield f"{words}的停用登记", told + stop.resumed_at + stop.resumed_by
    for report in page.reports:
        yield f"{words}的报告登记", report.receiver + report.way + report.note
    for lack in page.lacks:
        yield f"{words}的说明", lack.reason + lack.confirmed_by
    for cards in page.evidence.values():
        for card in cards:
            yield f"{words}的佐证“{card.title}”", card.title
            drawn = "".join(str(mark.get("text", "")) for mark in card.marks)
            yield f"{words}的照片标注", drawn
