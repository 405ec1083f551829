"""Hazards with nothing wrong, as facts for the rules and as rows of a real ledger: a test changes one thing."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from sqlmodel import Session

from selfcheck import history
from selfcheck.errors import NotReady
from selfcheck.evidence.files import Stored, take_in
from selfcheck.hazards import (
    actions,
    endings,
    grading,
    hazard_query,
    queries,
    states,
    treatment,
)
from selfcheck.hazards.facts import Facts, StopFacts
from selfcheck.hazards.fields import Value
from selfcheck.hazards.pages import HazardPage, LedgerRow, Office, View
from selfcheck.hazards.records import Hazard, HazardGrade, HazardState, ReportTo, StopScope
from tests.builders import NOW, TODAY, Workspace, a_jpeg, a_workspace, reopened

G = HazardGrade
PRINCIPAL, OWNER, MANAGER, OTHER = "张𠮷", "李强", "周建华", "王芳"
FOUND_ON = date(2026, 11, 16)
DEADLINE = date(2026, 12, 10)

FOUND: dict[str, Value] = {
    "description": "3号中频炉炉坑积水，仍在熔炼",
    "location": "熔炼车间",
    "source": "self",
    "found_by": MANAGER,
    "found_on": FOUND_ON,
}
CONTENTS: dict[str, Value] = {
    "situation": "冷却水软管接头渗漏，炉坑积水约 4 厘米",
    "severity": "铁水遇水爆炸，危及当班 6 人",
    "difficulty": "要停炉更换软管，改排水，约两周",
}
PLAN: dict[str, Value] = {
    "goal": "炉坑无积水，冷却水不渗漏",
    "measures": "更换软管和接头，增设积水报警",
    "budget_fen": 46_000_00,
    "owner": OWNER,
    "organisation": "设备科 3 人",
    "deadline": DEADLINE,
    "requirements": "11 月底前更换，12 月 10 日前验收",
    "safeguards": "停炉、断电、挂牌，专人监护",
    "plan_approved_by": PRINCIPAL,
}
RESULT: dict[str, Value] = {
    "rectified_on": TODAY,
    "result": "软管已更换，试压合格",
    "acceptor": PRINCIPAL,
}
CLAUSE: dict[str, Any] = {
    "pack": "industry-trade-2023",
    "title": "工贸企业重大事故隐患判定标准",
    "document_number": "应急管理部令第10号",
    "key": "7.3",
    "clause": "第七条（三）",
    "gist": "炉坑有积水",
}
STOPPED = StopFacts(
    scope=StopScope.EQUIPMENT,
    what="3号中频炉",
    stopped_at="2026-11-16 09:40",
    decided_by=PRINCIPAL,
    interim="断电、挂牌、专人看守",
    reason="",
    resumed=False,
)
RUNNING_ON = replace(
    STOPPED, scope=StopScope.NONE, what="", reason="停炉会冻炉，先降温", interim="专人看守"
)


def facts(**changes: Any) -> Facts:
    """A major hazard that lacks nothing for any step but the state it stands in."""
    whole: dict[str, Any] = {
        "today": TODAY,
        "principals": (PRINCIPAL,),
        "hazard_id": 1,
        "number": "YH-2026-001",
        "state": HazardState.AWAITING,
        "grade": HazardGrade.MAJOR,
        **FOUND,
        **CONTENTS,
        **PLAN,
        **RESULT,
        "clauses": 1,
        "determined": True,
        "stop": STOPPED,
        "reported": frozenset(ReportTo),
        "before_photos": 1,
        "after_photos": 1,
        "stop_photos": 1,
        "last_before": "2026-11-16T09:12:00",
        "first_after": "2026-11-24T09:00:00",
    }
    return Facts(**(whole | changes))


def an_office(folder: Path, **changes: Any) -> Office:
    """Who is there: one principal, and the day of the tests."""
    given: dict[str, Any] = {
        "folder": folder,
        "today": TODAY,
        "principals": (PRINCIPAL,),
        "people": (PRINCIPAL, MANAGER, OWNER),
    }
    return Office(**(given | changes))


class Ledger:
    """A real workspace, its office, and a person at work whose clock goes on with every action."""

    def __init__(self, work: Workspace, *, own: bool = False) -> None:
        """`own`: nobody else holds the workspace, so that it may be changed for one that is filled."""
        self.work, self.office, self.now, self.by = work, an_office(work.folder), NOW, MANAGER
        self.shades = 0
        self._own = own

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.work.store.close()

    def _tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        self.work.now = self.now
        return self.now

    def act(self, action: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Any action, with its line in the change log; the clock goes on by a second."""
        self.work.actor = self.by
        return self.work.act(action, *args, **({"by": self.by, "now": self._tick()} | kwargs))

    def step(self, action: Callable[..., Any], hazard_id: int, /, *args: Any, **kw: Any) -> Any:
        """An action that asks the office."""
        return self.act(action, self.office, hazard_id, *args, **kw)

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """A question that asks the office."""
        return self.work.read(query, self.office, *args, **kwargs)

    # what is there

    def page(self, hazard_id: int) -> HazardPage:
        """The hazard as its page shows it."""
        page: HazardPage = self.read(hazard_query.hazard_page, hazard_id)
        return page

    def facts(self, hazard_id: int) -> Facts:
        """The hazard as the rules look at it."""
        found: Facts = self.read(states.facts_now, hazard_id)
        return found

    def state(self, hazard_id: int) -> HazardState:
        """Where it stands."""
        return self.row(hazard_id).state

    def row(self, hazard_id: int) -> Hazard:
        """The row itself, read anew."""

        def get(session: Session) -> Hazard:
            found = session.get_one(Hazard, hazard_id)
            session.expunge(found)
            return found

        return self.work.read(get)

    def ids(self, **view: Any) -> tuple[int, ...]:
        """The ids of a view."""
        found: tuple[int, ...] = self.read(queries.ids, View(**view))
        return found

    def read_rows(self, *ids: int) -> tuple[LedgerRow, ...]:
        """The rows of the list."""
        found: tuple[LedgerRow, ...] = self.read(queries.rows, ids)
        return found

    def kinds(self, hazard_id: int) -> list[str]:
        """The kinds of its events, oldest first."""
        return [line.kind for line in reversed(self.page(hazard_id).events)]

    def log_holds(self) -> bool:
        """Whether the change log is whole and every row holds what it tells."""
        return self.work.read(history.check) is None

    # what a person does

    def begin(self, **known: Value) -> int:
        """A draft with these fields."""
        number: int = self.act(actions.begin, self.office, **known)
        return number

    def write(self, hazard_id: int, **values: Value) -> None:
        """Fill in fields, one after the other."""
        for name, value in values.items():
            self.step(actions.write, hazard_id, name, value)

    def photo(self, *, taken: str = "") -> Stored:
        """A photo unlike all others; taken="2026:11:20 08:15:00"."""
        self.shades += 1
        content = a_jpeg(taken=taken, size=(16 + self.shades, 16))
        return take_in(self.work.folder, content, name=f"照片{self.shades}.jpg")

    def add(self, hazard_id: int, part: str, *, taken: str = "") -> int:
        """A new photo beside a part; returns its evidence id."""
        added: Sequence[int] = self.act(
            actions.add_files, hazard_id, part, [self.photo(taken=taken)]
        )
        return added[0]

    def registered(self, **changes: Value) -> int:
        """A hazard that was found and recorded, with a photo of before."""
        hazard_id = self.begin(**(FOUND | changes))
        self.add(hazard_id, "before", taken="2026:11:16 09:12:00")
        self.step(actions.register, hazard_id)
        return hazard_id

    def grade(self, hazard_id: int, grade: HazardGrade, **changes: Any) -> None:
        """Decide the grade, a major one with a clause."""
        clauses = [CLAUSE] if grade is HazardGrade.MAJOR else []
        given: dict[str, Any] = {"clauses": clauses, "reason": "炉坑有积水，仍在熔炼"}
        self.step(grading.grade, hazard_id, grade, **(given | changes))

    def major(self, **changes: Value) -> int:
        """A graded major hazard, nothing done about it yet."""
        hazard_id = self.registered(**changes)
        self.grade(hazard_id, HazardGrade.MAJOR)
        return hazard_id

    def general(self, **changes: Value) -> int:
        """A graded general hazard."""
        hazard_id = self.registered(**changes)
        self.grade(hazard_id, HazardGrade.GENERAL)
        return hazard_id

    def stop(self, hazard_id: int, **changes: Any) -> None:
        """Take the furnace out of use, with its photo."""
        given: dict[str, Any] = {
            "scope": StopScope.EQUIPMENT,
            "what": "3号中频炉",
            "stopped_at": "2026-11-16 09:40",
            "decided_by": PRINCIPAL,
            "interim": "断电、挂牌、专人看守",
        }
        self.step(treatment.stop, hazard_id, **(given | changes))

    def resume(self, hazard_id: int, **changes: Any) -> None:
        """Put it back into use."""
        given: dict[str, Any] = {"at": "2026-11-24 11:00", "approved_by": PRINCIPAL}
        self.step(treatment.resume, hazard_id, **(given | changes))

    def report(self, hazard_id: int, told: ReportTo, **changes: Any) -> None:
        """Report it to one of the two."""
        given: dict[str, Any] = {
            "receiver": "区应急管理局",
            "reported_on": date(2026, 11, 17),
            "way": "书面送达",
        }
        self.step(treatment.report, hazard_id, told, **(given | changes))

    def controlled(self, **changes: Value) -> int:
        """A major hazard: stopped with a photo, reported twice, its plan written down."""
        hazard_id = self.major(**changes)
        self.stop(hazard_id)
        self.add(hazard_id, "stop")
        self.write(hazard_id, **CONTENTS)
        for told in ReportTo:
            self.report(hazard_id, told)
        self.write(hazard_id, **PLAN)
        return hazard_id

    def rectifying(self, hazard_id: int) -> int:
        """From there until the treatment goes on."""
        self.step(treatment.plan, hazard_id)
        self.step(treatment.start, hazard_id)
        return hazard_id

    def awaiting(self, hazard_id: int) -> int:
        """From there until it is put right and handed over."""
        self.write(hazard_id, **RESULT)
        self.add(hazard_id, "after", taken="2026:11:24 09:00:00")
        self.step(treatment.request, hazard_id)
        return hazard_id

    def accepted(self, hazard_id: int) -> int:
        """From there until it is accepted."""
        self.step(treatment.accept, hazard_id, on=TODAY)
        return hazard_id

    def a_major_at(self, state: HazardState) -> int:
        """A major hazard that went the ordinary way as far as a state of the main path."""
        if self._untouched():
            return self._taken_over(G.MAJOR, state)
        hazard_id = self.controlled()
        for at, go_on in (
            (HazardState.GRADED, lambda: self.step(treatment.plan, hazard_id)),
            (HazardState.PLANNED, lambda: self.step(treatment.start, hazard_id)),
            (HazardState.RECTIFYING, lambda: self.awaiting(hazard_id)),
            (HazardState.AWAITING, lambda: self.accepted(hazard_id)),
            (HazardState.ACCEPTED, lambda: self.resumed_and_closed(hazard_id)),
        ):
            if at is state:
                return hazard_id
            go_on()
        assert state is HazardState.CLOSED
        return hazard_id

    def _untouched(self) -> bool:
        return self._own and self.now == NOW and self.office == an_office(self.work.folder)

    def _taken_over(self, grade: HazardGrade, state: HazardState) -> int:
        """The same, from a ledger in which it was done once for all tests: copying is quicker."""
        made, self.now, self.shades = _done(grade, state)
        folder = self.work.folder
        self.work.store.close()
        self.work = reopened(shutil.copytree(made, folder.with_name(f"{folder.name}-2")))
        self.office = an_office(self.work.folder)
        return 1

    def resumed_and_closed(self, hazard_id: int) -> None:
        """The last two steps of a major hazard."""
        self.resume(hazard_id)
        self.step(treatment.close, hazard_id, review_risk=False)

    def a_general_at(self, state: HazardState) -> int:
        """A general hazard that went the ordinary way as far as a state of the main path."""
        if self._untouched():
            return self._taken_over(G.GENERAL, state)
        hazard_id = self.general(measures="更换软管", owner=OWNER, deadline=DEADLINE)
        for at, go_on in (
            (HazardState.GRADED, lambda: self.step(treatment.plan, hazard_id)),
            (HazardState.PLANNED, lambda: self.step(treatment.start, hazard_id)),
            (HazardState.RECTIFYING, lambda: self.awaiting(hazard_id)),
            (HazardState.AWAITING, lambda: self.accepted(hazard_id)),
            (
                HazardState.ACCEPTED,
                lambda: self.step(treatment.close, hazard_id, review_risk=False),
            ),
        ):
            if at is state:
                return hazard_id
            go_on()
        assert state is HazardState.CLOSED
        return hazard_id

    def void(self, hazard_id: int, **changes: Any) -> None:
        """作废."""
        given: dict[str, Any] = {"reason": "重复登记", "second_by": OTHER}
        self.step(endings.void, hazard_id, **(given | changes))

    def merge(self, hazard_id: int, into: int | str) -> None:
        """并案 under another's number."""
        number = into if isinstance(into, str) else self.row(into).number
        self.step(endings.merge, hazard_id, into=number)

    def reopen(self, hazard_id: int, reason: str = "又有积水") -> None:
        """复发."""
        self.step(endings.reopen, hazard_id, reason=reason)

    def refused(self, act: Callable[[], object]) -> list[tuple[str, str]]:
        """Code and place of all that an action is refused for; nothing may have been written."""
        before = self.work.lines()
        with pytest.raises(NotReady) as refusal:
            act()
        assert self.work.lines() == before
        return [(problem.code, problem.where) for problem in refusal.value.problems]


@cache
def _founded() -> Path:
    folder = Path(mkdtemp(prefix="selfcheck-ledger-")) / "档案"
    a_workspace(folder).store.close()
    return folder


@cache
def _done(grade: HazardGrade, state: HazardState) -> tuple[Path, datetime, int]:
    folder = Path(mkdtemp(prefix="selfcheck-ledger-"))
    with a_ledger(folder) as ledger:
        ledger.now += timedelta(seconds=1)  # no longer untouched: here the way is really gone
        if grade is G.MAJOR:
            ledger.a_major_at(state)
        else:
            ledger.a_general_at(state)
        return ledger.work.folder, ledger.now, ledger.shades


def a_ledger(folder: Path, *, own: bool = False) -> Ledger:
    """An empty ledger in a workspace of its own: a copy of one that is made once."""
    return Ledger(reopened(shutil.copytree(_founded(), folder / "江城 & 档案")), own=own)
