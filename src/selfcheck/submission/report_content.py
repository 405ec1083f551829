"""The words of the report, decided from a snapshot; the pages only place them."""

from collections.abc import Iterator
from datetime import datetime

from selfcheck import moments, sizes
from selfcheck.duties import queries as duty_queries
from selfcheck.duties.pages import DutyState, ItemLine
from selfcheck.duties.rules import Conformity, DutyStatus
from selfcheck.enterprise.records import Role
from selfcheck.hazards.pages import Totals
from selfcheck.reports.content import (
    Cover,
    DutyPart,
    DutyReport,
    EvidenceLine,
    Figure,
    Person,
    Photo,
    ProfileAnswer,
    Register,
    SignerLine,
    StatutoryDuty,
)
from selfcheck.reports.content import ItemLine as PrintedItem
from selfcheck.submission import ledger_report, risk_papers
from selfcheck.submission.contents import item_numbers, moment_words, used_by
from selfcheck.submission.hazard_papers import photo_of
from selfcheck.submission.snapshot import Snapshot

_YES_NO = {True: "是", False: "否", None: "未答"}


def report(snapshot: Snapshot, *, manager: str, principal: str, now: datetime) -> DutyReport:
    """Everything the report prints; the two names are those who are to sign."""
    page, pack = snapshot.enterprise, snapshot.pack
    numbers = item_numbers(snapshot)
    return DutyReport(
        cover=_cover(snapshot, now),
        profile=tuple(ProfileAnswer(q.text, _YES_NO[q.answer]) for q in page.profile),
        statutory=tuple(
            StatutoryDuty(str(duty.number), duty.title, duty.legal_basis[0])
            for duty in pack.statutory
        ),
        duties=tuple(_duty(state, numbers) for state in snapshot.states),
        registers=tuple(_registers(snapshot)),
        evidence=tuple(_evidence(snapshot, numbers)),
        ledger=ledger_report.part(snapshot.ledger),
        risk=risk_papers.part(snapshot.risk, snapshot.whose, snapshot.today),
        photos=tuple(_photos(snapshot)),
        change_lines=snapshot.head.lines,
        change_head=snapshot.head.hash,
        declaration=pack.declaration.text,
        pack_note=pack.notice,
        signers=(
            SignerLine("safety_manager", manager, "安全管理人员"),
            SignerLine("principal", principal, "主要负责人"),
        ),
        previous_package=snapshot.previous_id,
    )


def _people(snapshot: Snapshot, role: Role) -> tuple[Person, ...]:
    return tuple(Person(person.name, person.title) for person in snapshot.people(role))


def _cover(snapshot: Snapshot, now: datetime) -> Cover:
    page, line, pack = snapshot.enterprise, snapshot.round, snapshot.pack
    return Cover(
        enterprise=page.name,
        credit_code=page.credit_code,
        package_id=snapshot.package_id,
        period=line.period,
        sequence=line.sequence,
        principals=_people(snapshot, Role.PRINCIPAL),
        managers=_people(snapshot, Role.SAFETY_MANAGER),
        sector=page.sector,
        head_count=str(page.head_count or ""),
        address=page.address,
        phone=page.phone,
        receiver=page.department or pack.reporting.receiver,
        round_from=line.opened_at[:10],
        round_to=moments.written(now)[:10],
        pack_title=pack.title,
        pack_version=f"{pack.id} {pack.version}",
        pack_notice=_reconstructed(snapshot),
        pack_fingerprint=pack.fingerprint,
        figures=_figures(snapshot),
    )


def _figures(snapshot: Snapshot) -> tuple[Figure, ...]:
    thirteen = [state for state in snapshot.states if not state.duty.key.startswith("s")]
    standing = [state for state in snapshot.states if state.duty.key.startswith("s")]
    done = sum(state.status is DutyStatus.DONE for state in thirteen)
    absent = sum(state.status is DutyStatus.NOT_APPLICABLE for state in thirteen)
    held = sum(state.status is DutyStatus.DONE for state in standing)
    lines = [line for state in snapshot.states for line in state.lines]
    wrong = [line for line in lines if line.value == Conformity.DOES_NOT_CONFORM]
    on_site = sum(line.corrected_on is not None for line in wrong)
    photos = sum(card.is_photo for card in snapshot.evidence)
    pieces = len(snapshot.evidence)
    return (
        Figure(
            "十三项职责",
            str(done),
            "项已完成",
            (f"不涉及 {absent} 项，理由已写", f"法定常设职责已落实 {held} 项"),
        ),
        Figure(
            "检查条目",
            str(len(lines)),
            "条",
            (
                f"不符合 {len(wrong)} 条，均有整改安排" if wrong else "没有查出不符合",
                f"其中当场整改 {on_site} 条" if wrong else "每条均有答案",
            ),
        ),
        _hazard_figure(snapshot.ledger.totals),
        Figure(
            "佐证材料", str(pieces), "件", (f"照片 {photos} 张", f"文件 {pieces - photos} 件")
        ),
    )


def _hazard_figure(totals: Totals) -> Figure:
    late = f"超期 {totals.overdue} 项" if totals.overdue else "没有超期的"
    major = (
        f"重大 {totals.major} 项，停用中 {totals.stopped} 处"
        if totals.major
        else "没有重大隐患"
    )
    return Figure("隐患台账", str(totals.open), "项未闭环", (major, late))


def duty_label(key: str, number: int) -> str:
    """03 for one of the thirteen; 法2 for a standing one."""
    return f"法{number}" if key.startswith("s") else f"{number:02d}"


def _status(state: DutyState) -> str:
    """The status in a narrow column; the reason is printed beneath."""
    if state.status is DutyStatus.NOT_APPLICABLE:
        return "不涉及"
    return duty_queries.status_words(state)


def _reconstructed(snapshot: Snapshot) -> str:
    """How much of the questions is reconstructed: the cover says it, the next page says more."""
    duties = [s.duty.number for s in snapshot.states if s.duty.status == "reconstructed"]
    items = sum(line.reconstructed for state in snapshot.states for line in state.lines)
    parts = [f"第 {'、'.join(map(str, duties))} 项职责"] if duties else []
    parts += [f"{items} 个检查条目"] if items else []
    return f"{'和'.join(parts)}为重建，以本区印发的方案为准" if parts else ""


def _rectification(line: ItemLine) -> str:
    if line.value != Conformity.DOES_NOT_CONFORM:
        return ""
    if line.hazard_number:
        return f"已转为隐患 {line.hazard_number}，见隐患台账"
    if line.corrected_on:
        return f"{line.corrected_on} 当场整改：{line.measures}"
    deadline = f"{line.deadline} 前完成" if line.deadline else "期限未定"
    return f"{line.measures}（责任人 {line.owner or '未定'}，{deadline}）"


def _duty(state: DutyState, numbers: dict[str, str]) -> DutyPart:
    mark = state.mark
    return DutyPart(
        number=duty_label(state.duty.key, state.duty.number),
        title=state.duty.title,
        status=_status(state),
        owner=mark.owner,
        confirmed_by=mark.confirmed_by,
        confirmed_at=moment_words(mark.confirmed_at),
        reason=""
        if state.items
        else (mark.not_applicable_reason or state.duty.not_applicable_reason),
        items=tuple(_item(line, numbers) for line in state.lines),
        reconstructed=state.duty.status == "reconstructed",
        problem=state.status is DutyStatus.HAS_PROBLEM,
    )


def _item(line: ItemLine, numbers: dict[str, str]) -> PrintedItem:
    reason = line.reason if line.value == Conformity.NOT_APPLICABLE else ""
    if line.evidence_reason:
        reason = "；".join(
            part for part in (reason, f"佐证未提供：{line.evidence_reason}") if part
        )
    return PrintedItem(
        number=numbers[line.key],
        text=line.text,
        clause=line.clause,
        answer=line.words,
        note=line.note,
        reason=reason,
        rectification=_rectification(line),
        evidence=tuple(card.code for card in line.cards),
        reconstructed=line.reconstructed,
        problem=line.value == Conformity.DOES_NOT_CONFORM,
    )


def _registers(snapshot: Snapshot) -> Iterator[Register]:
    for state in snapshot.states:
        for line in state.lines:
            if not line.columns:
                continue
            rows = tuple(
                (row.code, *(row.words.get(column.key, "") for column in line.columns))
                for row in line.rows
            )
            columns = ("编号", *(column.title for column in line.columns))
            yield Register(line.register_title, columns, rows, note="" if rows else line.words)


def _evidence(snapshot: Snapshot, numbers: dict[str, str]) -> Iterator[EvidenceLine]:
    for card in snapshot.evidence:
        yield EvidenceLine(
            code=card.code,
            title=card.title,
            kind=f"{'照片' if card.is_photo else '文件'}（{card.source_words}）",
            occurred_on=card.occurred_on.isoformat() if card.occurred_on else "未写",
            recorded_at=moment_words(card.recorded_at),
            sha256=card.sha256,
            size=sizes.in_words(card.size),
            used_by=used_by(snapshot, numbers, card),
        )


def _photos(snapshot: Snapshot) -> Iterator[Photo]:
    """Every photo once; with its marks where it was marked in the ledger."""
    marked = {card.evidence_id: card for card in snapshot.ledger.cards if card.marks}
    for card in snapshot.evidence:
        if card.is_photo:
            yield photo_of(marked.get(card.evidence_id, card))
