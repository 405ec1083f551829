"""What is shown of the duties: the list and one duty. Decided here, drawn by the screens."""

from collections.abc import Mapping

from sqlmodel import Session, select

from selfcheck import moments
from selfcheck.duties import rules
from selfcheck.duties.pages import (
    NUMERALS,
    DutyGroup,
    DutyList,
    DutyPage,
    DutyRow,
    DutyState,
    Walk,
)
from selfcheck.duties.records import Answer
from selfcheck.duties.rules import Conformity, DutyStatus
from selfcheck.duties.states import (
    evidence_counts,
    kept_of,
    ordinal,
    states_of,
)


def status_words(state: DutyState) -> str:
    """The status as the list says it."""
    done = sum(bool(given.value) for _, given in state.items)
    reason = state.mark.not_applicable_reason or state.duty.not_applicable_reason
    return {
        DutyStatus.NOT_STARTED: "未开始",
        DutyStatus.IN_PROGRESS: f"进行中 {done}/{len(state.items)}",
        DutyStatus.HAS_PROBLEM: "有问题",
        DutyStatus.DONE: "已完成",
        DutyStatus.NOT_YET: f"尚不能开始（先完成{'、'.join(state.waiting_for)}）",
        DutyStatus.TO_CONFIRM: "待确认不适用",
        DutyStatus.NOT_APPLICABLE: f"本期不适用（{reason}）",
    }[state.status]


def _situation(state: DutyState) -> str:
    """What is still missing, or the fact that finished the duty; never the status again."""
    if state.status is DutyStatus.DONE:
        answers = [given.value for _, given in state.items]
        wrong = answers.count(Conformity.DOES_NOT_CONFORM)
        absent = answers.count(Conformity.NOT_APPLICABLE)
        facts = f"查出 {wrong} 条不符合，均有整改安排" if wrong else f"{len(answers)} 条已答"
        if absent and not wrong:
            facts += f"，{absent} 条不适用"
        return f"{facts} · {moments.read(state.mark.confirmed_at):%m-%d} {state.mark.confirmed_by}确认"
    if state.status is DutyStatus.NOT_APPLICABLE:
        return f"理由已由主要负责人{state.mark.confirmed_by}确认"
    if state.status is DutyStatus.TO_CONFIRM:
        return f"{state.duty.not_applicable_reason or '没有适用的条目'}，等主要负责人确认"
    if state.status is DutyStatus.HAS_PROBLEM:
        wrong = sum(given.value == Conformity.DOES_NOT_CONFORM for _, given in state.items)
        return (
            f"{wrong} 条“不符合”还没写全整改安排" if wrong else "登记里有过期或不合要求的内容"
        )
    if state.status in (DutyStatus.NOT_STARTED, DutyStatus.NOT_YET):
        return f"共 {len(state.items)} 条，都还没有答"
    todo = [item.short for item, given in state.items if item.required and not given.value]
    if todo:
        return f"还差{'、'.join(todo[:2])}" + (f"等 {len(todo)} 条" if len(todo) > 2 else "")  # noqa: PLR2004 - two are named
    pieces = sum(rules.missing_pieces(item, given) for item, given in state.items)
    if pieces:
        return f"条目已答完，还差佐证 {pieces} 件"
    missing = [p for p in state.problems if p.blocking and p.code != "DU12"]
    return missing[0].text if missing else "都填好了，确认“已完成”"


def _row(state: DutyState, group: str) -> DutyRow:
    have, need = evidence_counts(state.items)
    duty = state.duty
    marks = tuple((line.key, line.short, line.mark) for line in state.lines)
    return DutyRow(
        key=duty.key,
        number=duty.number,
        title=duty.title,
        short_title=duty.short_title,
        group=group,
        status=state.status,
        status_words=status_words(state),
        situation=_situation(state),
        answered=sum(bool(given.value) for _, given in state.items),
        total=len(state.items),
        evidence_have=have,
        evidence_need=need,
        owner=state.mark.owner,
        confirmed_by=state.mark.confirmed_by,
        confirmed_at=state.mark.confirmed_at,
        marks=marks,
        search=" ".join(
            [
                duty.title,
                duty.short_title,
                state.mark.owner,
                *(i.text + i.short for i, _ in state.items),
            ]
        ),
    )


def duty_list(session: Session, walk: Walk) -> DutyList:
    """The list of duties, grouped as the pack says."""
    return _list(walk, states_of(walk, kept_of(session, walk)))


def _list(walk: Walk, states: Mapping[str, DutyState]) -> DutyList:
    groups = []
    for number, group in enumerate(walk.pack.groups, start=1):
        title = f"{NUMERALS[number]}、{group.title}"
        rows = tuple(
            _row(states[duty.key], group.title)
            for duty in walk.pack.duties
            if duty.group == group.key
        )
        if rows:
            groups.append(DutyGroup(group.key, title, rows))
    standing = tuple(
        _row(states[duty.key], "法定常设职责") for duty in walk.pack.statutory if duty.items
    )
    covered = tuple(
        (duty.title, "、".join(ordinal(walk.pack.duty(key)) for key in duty.covered_by))
        for duty in walk.pack.statutory
        if not duty.items
    )
    return DutyList(tuple(groups), standing, covered)


def duty_page(session: Session, walk: Walk, duty_key: str) -> DutyPage:
    """One duty as its page shows it."""
    return _page(walk, states_of(walk, kept_of(session, walk)), duty_key)


def page_and_list(session: Session, walk: Walk, duty_key: str) -> tuple[DutyPage, DutyList]:
    """One duty with all of them around it (its outline), out of one reading."""
    states = states_of(walk, kept_of(session, walk))
    return _page(walk, states, duty_key), _list(walk, states)


def _page(walk: Walk, states: Mapping[str, DutyState], duty_key: str) -> DutyPage:
    state = states[duty_key]
    duty = state.duty
    keys = list(states)
    after = keys[keys.index(duty_key) + 1 :] + keys[: keys.index(duty_key)]
    finished = (DutyStatus.DONE, DutyStatus.NOT_APPLICABLE)
    following = next((key for key in after if states[key].status not in finished), "")
    group = next((g.title for g in walk.pack.groups if g.key == duty.group), "法定常设职责")
    return DutyPage(
        key=duty.key,
        number=duty.number,
        ordinal=ordinal(duty),
        title=duty.title,
        short_title=duty.short_title,
        summary=duty.summary,
        group=group,
        source=duty.source,
        reconstructed=duty.status == "reconstructed",
        frequency=duty.frequency,
        legal_basis=duty.legal_basis,
        personal=duty.personal,
        status=state.status,
        status_words=status_words(state),
        owner=state.mark.owner,
        done=state.mark.done,
        confirmed_by=state.mark.confirmed_by,
        confirmed_at=state.mark.confirmed_at,
        applies=bool(state.items),
        not_applicable_reason=state.mark.not_applicable_reason or duty.not_applicable_reason,
        waiting_for=state.waiting_for,
        lines=state.lines,
        problems=state.problems,
        next_key=following,
        next_title=states[following].duty.short_title if following else "",
    )


def hazard_number(session: Session, walk: Walk, item_key: str) -> str:
    """The number under which the ledger follows an answer; empty when it does not."""
    place = select(Answer.hazard_number).where(
        Answer.round_id == walk.round_id, Answer.item_key == item_key
    )
    return session.exec(place).first() or ""
