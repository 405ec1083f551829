"""What is shown of the ledger: its list in pages, its figures, one hazard. Decided here, drawn by the screens."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, or_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from selfcheck.entered import half_width, tidy
from selfcheck.forms.vocabulary import shipped_vocabulary
from selfcheck.hazards import rules
from selfcheck.hazards.pages import Filter, LedgerRow, Office, SortKey, Totals, View
from selfcheck.hazards.records import (
    GRADE_WORDS,
    OVER,
    STATE_WORDS,
    Hazard,
    HazardGrade,
    HazardState,
    Stop,
    StopScope,
)

_WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
_WEEK = timedelta(days=7)
_STATE_ORDER = {state: place for place, state in enumerate(HazardState)}
_GRADE_ORDER = {HazardGrade.MAJOR: 0, HazardGrade.PENDING: 1, HazardGrade.GENERAL: 2}
_SEARCHED = (Hazard.number, Hazard.description, Hazard.location, Hazard.part, Hazard.owner)
_SHOWN: tuple[Any, ...] = (  # what a row of the list is made of
    *(Hazard.id, Hazard.number, Hazard.description, Hazard.source, Hazard.basis, Hazard.grade),
    *(Hazard.location, Hazard.owner, Hazard.deadline, Hazard.state, Hazard.found_on),
)
_NOT_WAITED_FOR = (*OVER, HazardState.ACCEPTED, HazardState.DRAFT)


def _is_open() -> ColumnElement[bool]:
    """Not over; drafts too, so that what was begun and left is seen in 未闭环."""
    return col(Hazard.state).not_in(list(OVER))


def _waited_for() -> ColumnElement[bool]:
    """Somebody is to put it right by its deadline: recorded, and neither accepted nor over."""
    return col(Hazard.state).not_in(list(_NOT_WAITED_FOR))


def _is_stopped() -> ColumnElement[bool]:
    stopped = select(Stop.id).where(
        Stop.hazard_id == Hazard.id,
        col(Stop.scope) != StopScope.NONE,
        col(Stop.resumed_at) == "",
    )
    return and_(_is_open(), exists(stopped))


def _condition(kind: Filter, today: date) -> ColumnElement[bool] | None:
    """A saved filter as SQL; None for everything."""
    if kind == "open":
        return _is_open()
    if kind == "due":
        return and_(_waited_for(), col(Hazard.deadline).between(today, today + _WEEK))
    if kind == "overdue":
        return and_(_waited_for(), col(Hazard.deadline) < today)
    if kind == "major":
        return and_(_is_open(), col(Hazard.grade) == HazardGrade.MAJOR)
    return _is_stopped() if kind == "stopped" else None


def _found_by_words(search: str) -> list[ColumnElement[bool]]:
    """Every word must occur somewhere; a full-width figure is the same figure, in words and rows."""
    conditions = []
    for word in half_width(tidy(search)).split():
        spellings = {_pattern(word), _pattern(word.translate(_WIDE))}
        conditions.append(
            or_(
                *(
                    col(column).like(pattern, escape="\\")
                    for column in _SEARCHED
                    for pattern in sorted(spellings)
                )
            )
        )
    return conditions


def _pattern(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _conditions(view: View, today: date) -> list[ColumnElement[bool]]:
    found = _found_by_words(view.search)
    chosen = _condition(view.filter, today)
    if chosen is not None:
        found.append(chosen)
    for column, value in (
        (Hazard.location, view.location),
        (Hazard.owner, view.owner),
        (Hazard.source, view.source),
    ):
        if value:
            found.append(col(column) == value)
    if view.found_from is not None:
        found.append(col(Hazard.found_on) >= view.found_from)
    if view.found_to is not None:
        found.append(col(Hazard.found_on) <= view.found_to)
    return found


def _order(sort: SortKey, *, descending: bool) -> list[Any]:
    """What is not given stands at the end, whichever way round; YH-2026-1000 comes after YH-2026-999."""
    last: list[Any] = []
    keys: list[Any]
    if sort == "state":
        keys = [case(_STATE_ORDER, value=Hazard.state)]
    elif sort == "grade":
        keys = [case(_GRADE_ORDER, value=Hazard.grade)]
    elif sort == "number":
        last, keys = [col(Hazard.serial).is_(None)], [col(Hazard.serial), col(Hazard.number)]
    else:
        column = col(getattr(Hazard, sort))
        last = [column.is_(None) if sort in ("deadline", "found_on") else column == ""]
        keys = [column]
    keys.append(col(Hazard.id))
    return [*last, *(key.desc() if descending else key.asc() for key in keys)]


def ids(session: Session, office: Office, view: View) -> tuple[int, ...]:
    """The hazards of a view, in its order: the list asks for their rows page by page."""
    asked = select(Hazard.id).where(*_conditions(view, office.today))
    found = session.exec(asked.order_by(*_order(view.sort, descending=view.descending)))
    return tuple(one for one in found if one is not None)


def counts(session: Session, office: Office, search: str = "") -> dict[Filter, int]:
    """How many hazards each saved filter holds, with the words searched for."""
    return counts_within(session, office, View(search=search))


def counts_within(session: Session, office: Office, view: View) -> dict[Filter, int]:
    """How many hazards each saved filter holds, with all else that narrows a view."""
    kinds: tuple[Filter, ...] = ("open", "due", "overdue", "major", "stopped")
    conditions = [_condition(kind, office.today) for kind in kinds]
    sums = [func.sum(case((held, 1), else_=0)) for held in conditions if held is not None]
    within = _conditions(replace(view, filter="all"), office.today)
    asked = sa_select(func.count(col(Hazard.id)), *sums).where(*within)
    everything, *rest = session.connection().execute(asked).one()
    return {"all": everything, **{k: n or 0 for k, n in zip(kinds, rest, strict=True)}}


def stop_states(session: Session, wanted: Sequence[int]) -> dict[int, StopScope]:
    """The newest decision about stopping of each hazard that has one which still holds."""
    asked = (
        select(Stop.hazard_id, Stop.scope)
        .where(col(Stop.hazard_id).in_(list(wanted)), col(Stop.resumed_at) == "")
        .order_by(col(Stop.id))
    )
    return {one: StopScope(scope) for one, scope in session.exec(asked)}


def row_of(hazard: Hazard | Row[Any], scope: StopScope | None, today: date) -> LedgerRow:
    """One hazard as the list shows it; the columns that are shown are enough."""
    assert hazard.id is not None
    over = hazard.state in OVER
    control = ""
    if scope is not None and not over:
        control = "临时管控" if scope is StopScope.NONE else "停用中"
    return LedgerRow(
        hazard_id=hazard.id,
        number=hazard.number,
        description=hazard.description,
        source_words=shipped_vocabulary().words("source", hazard.source),
        control_words=control,
        basis=hazard.basis if hazard.grade is HazardGrade.MAJOR else "",
        grade=hazard.grade,
        grade_words=GRADE_WORDS[hazard.grade],
        location=hazard.location,
        owner=hazard.owner,
        deadline=hazard.deadline,
        state=hazard.state,
        state_words=STATE_WORDS[hazard.state],
        days_over=rules.days_over(hazard.deadline, hazard.state, today),
        over=over,
        found_on=hazard.found_on,
    )


def rows(session: Session, office: Office, wanted: Sequence[int]) -> tuple[LedgerRow, ...]:
    """The rows of one page of the list (some hundreds), in the order asked for."""
    asked = sa_select(*_SHOWN).where(col(Hazard.id).in_(list(wanted)))
    found = {hazard.id: hazard for hazard in session.connection().execute(asked)}
    scopes = stop_states(session, wanted)
    return tuple(
        row_of(found[one], scopes.get(one), office.today) for one in wanted if one in found
    )


def totals(session: Session, office: Office) -> Totals:
    """The ledger in figures: drafts are not counted as found."""
    counted = counts(session, office)
    real = col(Hazard.state).not_in([HazardState.DRAFT, HazardState.VOID, HazardState.MERGED])
    major = col(Hazard.grade) == HazardGrade.MAJOR
    closed = col(Hazard.state) == HazardState.CLOSED

    def count(*conditions: ColumnElement[bool]) -> int:
        return session.exec(select(func.count(col(Hazard.id))).where(*conditions)).one()

    return Totals(
        found=count(real),
        open=count(real, _is_open()),
        closed=count(real, closed),
        overdue=counted["overdue"],
        due=counted["due"],
        major=counted["major"],
        stopped=counted["stopped"],
        major_found=count(real, major),
        major_closed=count(real, major, closed),
    )


def known(session: Session) -> dict[str, tuple[str, ...]]:
    """Places, owners and departments that were typed before: offered again."""
    found = {}
    for name in ("location", "owner", "department", "found_by"):
        column = col(getattr(Hazard, name))
        asked = select(column).where(column != "").group_by(column)
        found[name] = tuple(session.exec(asked.order_by(func.count().desc()).limit(200)))
    return found


def drafts(session: Session, office: Office) -> tuple[LedgerRow, ...]:
    """Hazards that were begun and not registered, the newest first: to be gone on with."""
    place = select(Hazard).where(col(Hazard.state) == HazardState.DRAFT)
    found = session.exec(place.order_by(col(Hazard.id).desc())).all()
    return tuple(row_of(hazard, None, office.today) for hazard in found)


def id_of(session: Session, number: str) -> int | None:
    """The hazard of a number; None when there is none."""
    return session.exec(select(Hazard.id).where(Hazard.number == number)).first()
