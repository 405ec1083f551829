"""What falls due on the home page: findings that are to be put right, and dates in registers that run out."""

from dataclasses import dataclass
from datetime import date

from selfcheck.duties.pages import DutyState, ItemLine
from selfcheck.duties.rules import Conformity
from selfcheck.duties.states import ordinal
from selfcheck.submission.next_step import is_open_finding

SOON_DAYS = 60  # certificates that expire within so many days are told, however many
_NEXT = 5  # and so many are told however far away they are


@dataclass(frozen=True)
class Rectification:
    """A 不符合 that is to be put right, or was on the spot."""

    what: str
    place: str  # 第六项 · 责任人 刘志强
    deadline: date | None  # None: not yet set
    days: int | None  # until the deadline; negative when overdue
    target: tuple[str, ...]
    corrected_on: date | None = None  # put right on the spot: nothing is left to do


@dataclass(frozen=True)
class Expiry:
    """A date in a register that runs out soon or has run out."""

    what: str
    place: str  # 特种设备台账 · 下次检验日期
    day: date
    days: int  # until then; negative when past
    target: tuple[str, ...]


def rectifications(
    states: tuple[DutyState, ...], today: date, ledger: tuple[Rectification, ...] = ()
) -> tuple[Rectification, ...]:
    """Every 不符合, and the ledger's deadlines: overdue first, without a deadline later, what is done last."""
    found = list(ledger)
    for state in states:
        for line in state.lines:
            if line.value != Conformity.DOES_NOT_CONFORM or line.hazard_number:
                continue  # what became a hazard is told by the ledger
            who = f"责任人 {line.owner}" if line.owner else "还没有责任人"
            if not is_open_finding(line):
                who = "当场已整改"
            found.append(
                Rectification(
                    what=line.note or line.short,
                    place=f"{ordinal(state.duty)} · {who}",
                    deadline=line.deadline,
                    days=(line.deadline - today).days if line.deadline else None,
                    target=("duty", state.duty.key, line.key),
                    corrected_on=line.corrected_on,
                )
            )
    found.sort(
        key=lambda one: (
            one.corrected_on is not None,
            one.deadline is None,
            one.deadline or one.corrected_on or today,
        )
    )
    return tuple(found)


def expiries(states: tuple[DutyState, ...], today: date) -> tuple[Expiry, ...]:
    """The next dates that run out, and all that do so soon or have; the earliest first."""
    found = []
    for state in states:
        for line in state.lines:
            target = ("duty", state.duty.key, line.key)
            found += [
                Expiry(
                    what, f"{line.register_title} · {title}", day, (day - today).days, target
                )
                for what, title, day in _running_out(line)
            ]
    found.sort(key=lambda one: one.day)
    return tuple(one for at, one in enumerate(found) if at < _NEXT or one.days <= SOON_DAYS)


def _running_out(line: ItemLine) -> list[tuple[str, str, date]]:
    """Every expiry of a register's rows: whose, which column, when."""
    names = [column.key for column in line.columns if column.kind == "text"]
    found = []
    for row in line.rows:
        name = next((row.cells[key] for key in names if row.cells.get(key)), row.code)
        for column in line.columns:
            text = row.cells.get(column.key, "")
            if not (column.expires and column.kind == "date" and text):
                continue
            if column.key in row.faults:
                continue  # not a date at all: the duty's page says so
            found.append((name, column.title, date.fromisoformat(text)))
    return found
