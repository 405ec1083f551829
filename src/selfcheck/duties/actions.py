"""What a person does in the thirteen duties. Half-done work is kept: nothing here asks for completeness,
except saying that a duty is done."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from selfcheck import moments
from selfcheck.duties import rules
from selfcheck.duties.pages import Walk
from selfcheck.duties.records import Answer, DutyMark, RegisterRow
from selfcheck.duties.states import duty_now
from selfcheck.entered import tidy
from selfcheck.errors import NotReady, Problem
from selfcheck.forms.conditions import applicable_items
from selfcheck.forms.pack import Column
from selfcheck.rounds import editable, still_open

_WORDS = ("note", "reason", "evidence_reason", "measures", "owner")
_DAYS = ("deadline", "corrected_on")


def _answer_if_any(session: Session, round_id: int, item_key: str) -> Answer | None:
    place = select(Answer).where(Answer.round_id == round_id, Answer.item_key == item_key)
    return session.exec(place).first()


def _answer_of(session: Session, round_id: int, item_key: str) -> Answer:
    found = _answer_if_any(session, round_id, item_key)
    if found is None:
        found = Answer(round_id=round_id, item_key=item_key)
        session.add(found)
    return found


def _mark_if_any(session: Session, round_id: int, duty_key: str) -> DutyMark | None:
    place = select(DutyMark).where(DutyMark.round_id == round_id, DutyMark.duty_key == duty_key)
    return session.exec(place).first()


def _mark_of(session: Session, round_id: int, duty_key: str) -> DutyMark:
    found = _mark_if_any(session, round_id, duty_key)
    if found is None:
        found = DutyMark(round_id=round_id, duty_key=duty_key)
        session.add(found)
    return found


def _reopen(session: Session, round_id: int, item_key: str) -> None:
    """A changed answer takes back 「本项已完成」: what was confirmed is no longer what stands there."""
    mark = _mark_if_any(session, round_id, item_key.split(".", maxsplit=1)[0])
    if mark is not None and mark.done:
        mark.done, mark.confirmed_by, mark.confirmed_at = False, "", ""


def answer(session: Session, walk: Walk, item_key: str, value: str, *, now: datetime) -> str:
    """Keep an answer as it was left; an empty value takes it back. Returns the value before.

    Raises NotReady (DU09, DU10) for a value that its item cannot hold.
    """
    still_open(session, walk.round_id)
    item = walk.pack.item(item_key)
    value = rules.tidy_value(item.answer, value)
    if value and (fault := rules.value_problem(item, value, walk.today)):
        code = {"number": "DU09", "date": "DU10"}.get(item.answer, "DU01")
        raise NotReady([Problem(code, item_key, fault)])
    kept = _answer_if_any(session, walk.round_id, item_key)
    before = kept.value if kept else ""
    if before != value:
        editable(session, walk.round_id)
        found = _answer_of(session, walk.round_id, item_key)
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
    still_open(session, walk.round_id)
    walk.pack.item(item_key)
    if field in _WORDS:
        value = tidy(str(value or ""))
        if len(value) > rules.LONGEST_TEXT:
            text = f"最多写 {rules.LONGEST_TEXT} 个字，现在 {len(value)} 个"
            raise NotReady([Problem("DU03", f"{item_key}#{field}", text)])
    elif field not in _DAYS:
        raise ValueError(field)
    elif isinstance(value, date) and (
        fault := rules.day_problem(value, walk.today, future=field == "deadline")
    ):
        raise NotReady([Problem("DU05", f"{item_key}#{field}", fault)])
    kept = _answer_if_any(session, walk.round_id, item_key) or Answer(
        round_id=walk.round_id, item_key=item_key
    )
    before: str | date | None = getattr(kept, field)
    if before != value:
        editable(session, walk.round_id)
        found = _answer_of(session, walk.round_id, item_key)
        setattr(found, field, value)
        found.answered_at = found.answered_at or moments.written(now)
        _reopen(session, walk.round_id, item_key)
    return before


def link_hazard(session: Session, walk: Walk, item_key: str, number: str) -> None:
    """From here on the ledger follows what does not conform (转为隐患); an empty number takes it back.

    Raises NotReady (DU05) when the answer is another than 不符合.
    """
    still_open(session, walk.round_id)
    walk.pack.item(item_key)
    kept = _answer_if_any(session, walk.round_id, item_key)
    if kept is None or kept.value != rules.Conformity.DOES_NOT_CONFORM:
        text = "答“不符合”以后才能转为隐患"
        raise NotReady([Problem("DU05", f"{item_key}#hazard", text)])
    if kept.hazard_number != number:
        editable(session, walk.round_id)
        kept.hazard_number = number
        _reopen(session, walk.round_id, item_key)


def _columns_of(walk: Walk, item_key: str) -> dict[str, Column]:
    register = walk.pack.item(item_key).register
    assert register is not None
    return {column.key: column for column in register.columns}


def add_row(
    session: Session, walk: Walk, item_key: str, cells: dict[str, str], *, now: datetime
) -> int:
    """Add a row to a register, complete or not; returns its id. Declaring it empty is taken back."""
    editable(session, walk.round_id)
    columns = _columns_of(walk, item_key)
    place = select(RegisterRow).where(
        RegisterRow.round_id == walk.round_id, RegisterRow.item_key == item_key
    )
    numbers = [row.number for row in session.exec(place)]
    row = RegisterRow(
        round_id=walk.round_id,
        item_key=item_key,
        number=max(numbers, default=0) + 1,
        cells={
            key: text
            for key, typed in cells.items()
            if (text := rules.tidy_value(columns[key].kind, typed))
        },
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
    still_open(session, row.round_id)
    spec = _columns_of(walk, row.item_key)[column]
    text = rules.tidy_value(spec.kind, text)
    if text and (fault := rules.cell_problem(spec, text, walk.today)):
        raise NotReady(
            [Problem("DU08", f"{row.item_key}#register.{row.number}.{column}", fault)]
        )
    before = row.cells.get(column, "")
    if before != text:
        editable(session, row.round_id)
        rest = {key: kept for key, kept in row.cells.items() if key != column}
        row.cells = {**rest, column: text} if text else rest
        _reopen(session, row.round_id, row.item_key)
    return before


def strike_row(
    session: Session, walk: Walk, row_id: int, *, struck: bool, now: datetime
) -> None:
    """Take a row out of a register, or back in; the row stays in the file and in the change log."""
    row = session.get_one(RegisterRow, row_id)
    assert row.round_id == walk.round_id
    still_open(session, walk.round_id)
    if row.struck == struck:
        return
    editable(session, walk.round_id)
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

    Raises NotReady (DU07) while the register has rows, or when it cannot be empty.
    """
    still_open(session, walk.round_id)
    register = walk.pack.item(item_key).register
    assert register is not None
    if not register.none_text:
        text = f"登记{register.title}，至少 {register.least} {register.noun}"
        raise NotReady([Problem("DU07", f"{item_key}#register", text)])
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
    still_open(session, walk.round_id)
    walk.pack.duty(duty_key)
    owner, kept = tidy(owner), _mark_if_any(session, walk.round_id, duty_key)
    if owner != (kept.owner if kept else ""):
        editable(session, walk.round_id)
        _mark_of(session, walk.round_id, duty_key).owner = owner


def say_done(session: Session, walk: Walk, duty_key: str, *, by: str, now: datetime) -> None:
    """The person says that the duty is done.

    Raises NotReady with everything that is still missing; a duty that asks for personal performance
    is confirmed by name.
    """
    editable(session, walk.round_id)
    state = duty_now(session, walk, duty_key)
    problems = [p for p in state.problems if p.blocking and p.code != "DU12"]
    if not state.items and not problems:
        text = f"“{state.duty.short_title}”本期不适用，已经确认过，不用再选“已完成”"
        problems.append(Problem("DU13", f"{duty_key}#done", text))
    if not by.strip():
        problems.append(Problem("DU12", f"{duty_key}#done", "选择由谁确认本项已完成"))
    if problems:
        raise NotReady(problems)
    mark = _mark_of(session, walk.round_id, duty_key)
    mark.done, mark.confirmed_by, mark.confirmed_at = True, by.strip(), moments.written(now)


def say_not_done(session: Session, walk: Walk, duty_key: str) -> None:
    """Take back that a duty is done (否，稍后继续)."""
    still_open(session, walk.round_id)
    mark = _mark_if_any(session, walk.round_id, duty_key)
    if mark is not None and (mark.done or mark.confirmed_by):
        editable(session, walk.round_id)
        mark.done, mark.confirmed_by, mark.confirmed_at = False, "", ""


def confirm_not_applicable(
    session: Session, walk: Walk, duty_key: str, *, reason: str, by: str, now: datetime
) -> None:
    """The principal confirms, with the reason, that a duty does not apply in this round.

    Raises NotReady (DU13).
    """
    editable(session, walk.round_id)
    problems = []
    if applicable_items(walk.pack.duty(duty_key), walk.facts):
        text = "本项有适用的检查条目，逐条回答；条目不适用的，在条目里选“不适用”"
        problems.append(Problem("DU13", f"{duty_key}#confirm", text))
    if not reason.strip():
        problems.append(Problem("DU13", f"{duty_key}#reason", "填写本期不适用的理由"))
    if not by.strip():
        problems.append(Problem("DU13", f"{duty_key}#confirm", "选择确认的主要负责人"))
    if problems:
        raise NotReady(problems)
    mark = _mark_of(session, walk.round_id, duty_key)
    mark.not_applicable_reason, mark.confirmed_by = tidy(reason), tidy(by)
    mark.done, mark.confirmed_at = False, moments.written(now)


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
        if answers:
            session.add(Answer(**copied(given)))
        elif given.value in (rules.ROWS_KEPT, rules.NOTHING_TO_LIST):
            # what was said about exceptions is said anew: an old note excuses nothing
            kept = Answer(round_id=new_round, item_key=given.item_key, value=given.value)
            kept.answered_at = given.answered_at
            session.add(kept)
