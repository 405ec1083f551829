"""What a person does in the thirteen duties. Half-done work is kept: nothing here asks for completeness,
except saying that a duty is done."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from selfcheck import moments
from selfcheck.duties import rules
from selfcheck.duties.queries import Walk, duty_now
from selfcheck.duties.records import Answer, DutyMark, RegisterRow
from selfcheck.errors import NotReady, Problem
from selfcheck.rounds import editable

_WORDS = ("note", "reason", "evidence_reason", "measures", "owner")
_DAYS = ("deadline", "corrected_on")


def _answer_of(session: Session, round_id: int, item_key: str) -> Answer:
    place = select(Answer).where(Answer.round_id == round_id, Answer.item_key == item_key)
    found = session.exec(place).first()
    if found is None:
        found = Answer(round_id=round_id, item_key=item_key)
        session.add(found)
    return found


def _mark_of(session: Session, round_id: int, duty_key: str) -> DutyMark:
    place = select(DutyMark).where(DutyMark.round_id == round_id, DutyMark.duty_key == duty_key)
    found = session.exec(place).first()
    if found is None:
        found = DutyMark(round_id=round_id, duty_key=duty_key)
        session.add(found)
    return found


def _reopen(session: Session, round_id: int, item_key: str) -> None:
    """A changed answer takes back 「本项已完成」: what was confirmed is no longer what stands there."""
    mark = _mark_of(session, round_id, item_key.split(".", maxsplit=1)[0])
    if mark.done:
        mark.done, mark.confirmed_by, mark.confirmed_at = False, "", ""


def answer(session: Session, walk: Walk, item_key: str, value: str, *, now: datetime) -> str:
    """Keep an answer as it was left; an empty value takes it back. Returns the value before.

    Raises NotReady (DU09, DU10) for a value that its item cannot hold.
    """
    item = walk.pack.item(item_key)
    value = value.strip()
    if value and (fault := rules.value_problem(item, value, walk.today)):
        code = {"number": "DU09", "date": "DU10"}.get(item.answer, "DU01")
        raise NotReady([Problem(code, item_key, fault)])
    editable(session, walk.round_id)
    found = _answer_of(session, walk.round_id, item_key)
    before = found.value
    if before != value:
        found.value, found.answered_at = value, moments.written(now)
        _reopen(session, walk.round_id, item_key)
    return before


def write(
    session: Session,
    walk: Walk,
    item_key: str,
    field: str,
    value: str | date | None,
    *,
    now: datetime,
) -> str | date | None:
    """Keep one word field or day beside an answer: note, reason, evidence_reason, measures, owner,
    deadline, corrected_on. Returns what stood there before.

    Raises NotReady when the text is too long or the day cannot be (DU05).
    """
    editable(session, walk.round_id)
    if field in _WORDS:
        value = str(value or "").strip()
        if len(value) > rules.LONGEST_TEXT:
            text = f"最多写 {rules.LONGEST_TEXT} 个字，现在 {len(value)} 个"
            raise NotReady([Problem("DU03", f"{item_key}#{field}", text)])
    elif field == "corrected_on" and isinstance(value, date) and value > walk.today:
        raise NotReady(
            [Problem("DU05", f"{item_key}#corrected_on", f"整改日期不能晚于今天 {walk.today}")]
        )
    elif field not in _DAYS:
        raise ValueError(field)
    found = _answer_of(session, walk.round_id, item_key)
    before: str | date | None = getattr(found, field)
    if before != value:
        setattr(found, field, value)
        found.answered_at = found.answered_at or moments.written(now)
        _reopen(session, walk.round_id, item_key)
    return before


def add_row(
    session: Session, walk: Walk, item_key: str, cells: dict[str, str], *, now: datetime
) -> int:
    """Add a row to a register, complete or not; returns its id. Declaring it empty is taken back."""
    editable(session, walk.round_id)
    place = select(RegisterRow).where(
        RegisterRow.round_id == walk.round_id, RegisterRow.item_key == item_key
    )
    numbers = [row.number for row in session.exec(place)]
    row = RegisterRow(
        round_id=walk.round_id,
        item_key=item_key,
        number=max(numbers, default=0) + 1,
        cells={key: text.strip() for key, text in cells.items() if text.strip()},
    )
    session.add(row)
    answer(session, walk, item_key, rules.ROWS_KEPT, now=now)
    _reopen(session, walk.round_id, item_key)
    session.flush()
    assert row.id is not None
    return row.id


def change_cell(session: Session, walk: Walk, row_id: int, column: str, text: str) -> str:
    """Keep one cell as it was left; returns what stood there before.

    Raises NotReady (DU08–DU10) for a text that the column cannot hold; an empty cell is kept.
    """
    row = session.get_one(RegisterRow, row_id)
    register = walk.pack.item(row.item_key).register
    assert register is not None
    text = text.strip()
    spec = next(known for known in register.columns if known.key == column)
    if text and (fault := rules.cell_problem(spec, text, walk.today)):
        raise NotReady(
            [Problem("DU08", f"{row.item_key}#register.{row.number}.{column}", fault)]
        )
    editable(session, walk.round_id)
    before = row.cells.get(column, "")
    if before != text:
        rest = {key: kept for key, kept in row.cells.items() if key != column}
        row.cells = {**rest, column: text} if text else rest
        _reopen(session, walk.round_id, row.item_key)
    return before


def strike_row(
    session: Session, walk: Walk, row_id: int, *, struck: bool, now: datetime
) -> None:
    """Take a row out of a register, or back in; the row stays in the file and in the change log."""
    editable(session, walk.round_id)
    row = session.get_one(RegisterRow, row_id)
    if row.struck == struck:
        return
    row.struck = struck
    session.flush()
    place = select(RegisterRow).where(
        RegisterRow.round_id == walk.round_id,
        RegisterRow.item_key == row.item_key,
        col(RegisterRow.struck).is_(False),
    )
    left = session.exec(place).first()
    answer(session, walk, row.item_key, rules.ROWS_KEPT if left else "", now=now)
    _reopen(session, walk.round_id, row.item_key)


def declare_empty(session: Session, walk: Walk, item_key: str, *, now: datetime) -> None:
    """Say that there is nothing to list (本企业没有……).

    Raises NotReady (DU07) while the register has rows.
    """
    place = select(RegisterRow).where(
        RegisterRow.round_id == walk.round_id,
        RegisterRow.item_key == item_key,
        col(RegisterRow.struck).is_(False),
    )
    if session.exec(place).first() is not None:
        raise NotReady(
            [Problem("DU07", f"{item_key}#register", "台账里还有登记，先逐行移除再声明没有")]
        )
    answer(session, walk, item_key, rules.NOTHING_TO_LIST, now=now)


def assign(session: Session, walk: Walk, duty_key: str, owner: str) -> None:
    """Name who looks after a duty (责任人)."""
    editable(session, walk.round_id)
    _mark_of(session, walk.round_id, duty_key).owner = owner.strip()


def say_done(session: Session, walk: Walk, duty_key: str, *, by: str, now: datetime) -> None:
    """The person says that the duty is done.

    Raises NotReady with everything that is still missing; a duty that asks for personal performance
    is confirmed by name.
    """
    editable(session, walk.round_id)
    state = duty_now(session, walk, duty_key)
    problems = [p for p in state.problems if p.blocking and p.code != "DU12"]
    if not by.strip():
        problems.append(Problem("DU12", f"{duty_key}#done", "选择由谁确认本项已完成"))
    if problems:
        raise NotReady(problems)
    mark = _mark_of(session, walk.round_id, duty_key)
    mark.done, mark.confirmed_by, mark.confirmed_at = True, by.strip(), moments.written(now)


def say_not_done(session: Session, walk: Walk, duty_key: str) -> None:
    """Take back that a duty is done (否，稍后继续)."""
    editable(session, walk.round_id)
    mark = _mark_of(session, walk.round_id, duty_key)
    if mark.done or mark.confirmed_by:
        mark.done, mark.confirmed_by, mark.confirmed_at = False, "", ""


def confirm_not_applicable(
    session: Session, walk: Walk, duty_key: str, *, reason: str, by: str, now: datetime
) -> None:
    """The principal confirms, with the reason, that a duty does not apply in this round.

    Raises NotReady (DU13).
    """
    editable(session, walk.round_id)
    problems = []
    if not reason.strip():
        problems.append(Problem("DU13", f"{duty_key}#reason", "填写本期不适用的理由"))
    if not by.strip():
        problems.append(Problem("DU13", f"{duty_key}#confirm", "选择确认的主要负责人"))
    if problems:
        raise NotReady(problems)
    mark = _mark_of(session, walk.round_id, duty_key)
    mark.not_applicable_reason, mark.confirmed_by = reason.strip(), by.strip()
    mark.confirmed_at = moments.written(now)


def carry_over(session: Session, *, old_round: int, new_round: int, answers: bool) -> None:
    """Bring registers and owners into a new round; a correction brings the answers as well.

    Same key means same question. Nothing is carried as done: that is said anew.
    """

    def copied(record: Answer | RegisterRow | DutyMark, **changes: Any) -> dict[str, Any]:
        return {
            **record.model_dump(exclude={"id", "round_id"}),
            "round_id": new_round,
            **changes,
        }

    for row in session.exec(select(RegisterRow).where(RegisterRow.round_id == old_round)).all():
        if not row.struck:
            session.add(RegisterRow(**copied(row)))
    for mark in session.exec(select(DutyMark).where(DutyMark.round_id == old_round)).all():
        session.add(DutyMark(**copied(mark, done=False, confirmed_by="", confirmed_at="")))
    for given in session.exec(select(Answer).where(Answer.round_id == old_round)).all():
        if answers or given.value in (rules.ROWS_KEPT, rules.NOTHING_TO_LIST):
            session.add(Answer(**copied(given)))
