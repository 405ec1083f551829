"""The closed loop as a whole: an honest person gets through, and no order of actions gets around it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlmodel import Session, select

from selfcheck.errors import NotReady, Problem
from selfcheck.evidence.records import Evidence, EvidenceUse
from selfcheck.hazards import actions, treatment
from selfcheck.hazards.fields import Value
from selfcheck.hazards.records import (
    OVER,
    Determination,
    Hazard,
    HazardGrade,
    HazardReport,
    HazardState,
    ReportTo,
    Stop,
    StopScope,
)
from tests.builders import TODAY
from tests.hazards.builders import (
    CONTENTS,
    DEADLINE,
    FOUND,
    MANAGER,
    OTHER,
    OWNER,
    PLAN,
    PRINCIPAL,
    RESULT,
    Ledger,
    a_ledger,
)

S, G = HazardState, HazardGrade


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with a_ledger(tmp_path, own=True) as opened:
        yield opened


def test_the_whole_life_of_a_major_hazard(ledger: Ledger) -> None:
    one = ledger.controlled()
    assert ledger.log_holds()
    ledger.rectifying(one)
    ledger.step(
        treatment.extend,
        one,
        until=DEADLINE.replace(day=20),
        reason="软管缺货",
        approved_by=PRINCIPAL,
    )
    ledger.awaiting(one)
    ledger.step(treatment.send_back, one, reason="接头仍渗漏")
    ledger.write(one, result="接头已更换，再试压合格")
    ledger.step(treatment.request, one)
    ledger.accepted(one)
    ledger.resumed_and_closed(one)
    assert ledger.log_holds()
    ledger.reopen(one)
    ledger.stop(one)
    ledger.add(one, "stop")
    for told in ReportTo:
        ledger.report(one, told, reported_on=TODAY)
    ledger.write(one, deadline=DEADLINE, plan_approved_by=PRINCIPAL)
    ledger.rectifying(one)
    ledger.write(one, **RESULT)
    ledger.add(one, "after", taken="2026:11:24 10:00:00")
    ledger.step(treatment.request, one)
    ledger.accepted(one)
    ledger.resumed_and_closed(one)
    assert ledger.log_holds()
    steps = [kind for kind in ledger.kinds(one) if not kind.startswith(("edit", "files"))]
    way = "plan start request"
    assert " ".join(steps) == (
        "begin register grade stop report.department report.workers plan start extend request"
        " send_back request accept resume close reopen stop report.department report.workers"
        f" {way} accept resume close"
    )
    page = ledger.page(one)
    assert [stop.current for stop in page.path] == [False] * 6 + [True]
    assert all(stop.reached_at for stop in page.path if stop.state is not S.REGISTERED)


class Clerk:
    """Somebody who does what the page of a hazard asks for next, one thing at a time."""

    def __init__(self, ledger: Ledger, *, grade: HazardGrade, running_on: bool = False) -> None:
        self.ledger, self.grade, self.running_on = ledger, grade, running_on

    def go_on(self, one: int) -> bool:
        """Supply the first thing that is missing, or take the step; False when nothing is left to do."""
        following = self.ledger.page(one).next
        if following is None:
            return False
        wanted = [problem for problem in following.missing if problem.blocking]
        if wanted:
            self._supply(one, wanted[0])
        else:
            self._take(one, following.name)
        return True

    def _supply(self, one: int, problem: Problem) -> None:
        known: dict[str, Value] = {**FOUND, **CONTENTS, **PLAN, **RESULT}
        where = problem.where
        if where == "stop":
            self._control(one, problem.code)
        elif where == "grade":
            self.ledger.grade(one, self.grade, second_by=OTHER)
        elif where.startswith("report."):
            self.ledger.report(one, ReportTo(where.removeprefix("report.")))
        elif where == "photos.after":
            for card in self.ledger.page(one).evidence["after"]:
                self.ledger.act(actions.remove_file, one, "after", card.evidence_id)
            self.ledger.add(one, "after", taken="2026:11:24 09:30:00")
        elif where == "acceptor":
            self.ledger.write(one, owner=OWNER, acceptor=PRINCIPAL)
        elif where == "closeout":
            self.ledger.write(one, closeout_on=TODAY, closeout_by="区应急管理局")
        else:
            groups = {
                "budget": ("budget_fen",),
                "situation": tuple(CONTENTS),
                "rectified_on": ("rectified_on", "result"),
            }
            names = groups.get(where, (where,))
            self.ledger.write(one, **{name: known[name] for name in names})

    def _control(self, one: int, code: str) -> None:
        if code == "HZ18":
            self.ledger.add(one, "stop")
        elif code == "HZ40":
            self.ledger.resume(one)
        elif self.running_on:
            self.ledger.stop(one, scope=StopScope.NONE, reason="停炉会冻炉")
        else:
            self.ledger.stop(one)

    def _take(self, one: int, name: str) -> None:
        ledger = self.ledger
        steps: dict[str, Callable[[], object]] = {
            "register": partial(ledger.step, actions.register, one),
            "grade": partial(ledger.grade, one, self.grade),
            "regrade": partial(ledger.grade, one, self.grade),
            "stop": partial(self._control, one, "HZ15"),
            "plan": partial(ledger.step, treatment.plan, one),
            "start": partial(ledger.step, treatment.start, one),
            "request": partial(ledger.step, treatment.request, one),
            "accept": partial(ledger.step, treatment.accept, one, on=TODAY),
            "resume": partial(ledger.resume, one),
            "close": partial(ledger.step, treatment.close, one, review_risk=False),
        }
        steps[name]()


@pytest.mark.parametrize("supervised", [False, True])
@pytest.mark.parametrize(
    ("grade", "running_on"), [(G.GENERAL, False), (G.MAJOR, False), (G.MAJOR, True)]
)
def test_who_does_what_is_asked_for_next_comes_to_the_end(
    ledger: Ledger, grade: HazardGrade, running_on: bool, supervised: bool
) -> None:
    one = ledger.begin(supervised=supervised, found_on=FOUND["found_on"])
    clerk = Clerk(ledger, grade=grade, running_on=running_on)
    done = 0
    while clerk.go_on(one):
        done += 1
        assert done < 60
    assert ledger.state(one) is S.CLOSED
    assert ledger.row(one).grade is grade
    assert ledger.log_holds()
    if grade is G.MAJOR:
        assert ledger.work.read(what_is_wrong_with, one, Since()) == []


@dataclass(frozen=True)
class Since:
    """What stood there when a hazard came back: the newest stop and report of the time before."""

    stop: int = 0
    report: int = 0


def what_is_wrong_with(session: Session, one: int, since: Since) -> list[str]:
    """What a closed major hazard lacks by the law, read from the rows and not by the guards."""
    hazard = session.get_one(Hazard, one)
    decisions = _rows(session, Determination, one)
    stops = [row for row in _rows(session, Stop, one) if (row.id or 0) > since.stop]
    told = {
        row.told for row in _rows(session, HazardReport, one) if (row.id or 0) > since.report
    }
    before, after, stop_photos = (_taken(session, one, p) for p in ("before", "after", "stop"))
    newest = decisions[-1] if decisions else None
    parts = (*PLAN, *CONTENTS, *RESULT, *(name for name in FOUND if name != "found_by"))
    wrong = [f"没有 {name}" for name in parts if getattr(hazard, name) in ("", None)]
    checks = {
        "没有条款": newest is None
        or not (newest.clauses or (newest.argument and newest.argued_by)),
        "判定不是重大": newest is None or newest.grade is not G.MAJOR,
        "没有停用决定": not stops,
        "没有恢复": any(not s.resumed_at and s.scope is not StopScope.NONE for s in stops),
        "没有两次报告": told != set(ReportTo),
        "前照片不早于后照片": not after or bool(before and max(before) >= min(after)),
        "验收人是责任人": hazard.acceptor == hazard.owner or hazard.acceptor != PRINCIPAL,
        "方案没有审定": hazard.plan_approved_by != PRINCIPAL,
        "没有验收日期": hazard.accepted_on is None,
        "没有部门核查": hazard.supervised and not (hazard.closeout_on and hazard.closeout_by),
    }
    if stops and stops[-1].scope is StopScope.NONE:
        checks["不停没有理由"] = not stops[-1].reason or stops[-1].decided_by != PRINCIPAL
    elif stops:
        checks["停用没有写全"] = not all(
            (stops[-1].what, stops[-1].decided_by, stops[-1].interim, stops[-1].resumed_by)
        )
        checks["停用没有照片"] = not stop_photos
    return wrong + [text for text, found in checks.items() if found]


def _rows(session: Session, kind: Any, one: int) -> list[Any]:
    return list(session.exec(select(kind).where(kind.hazard_id == one).order_by(kind.id)))


def _taken(session: Session, one: int, part: str) -> list[str]:
    asked = select(Evidence.taken_at).where(
        EvidenceUse.evidence_id == Evidence.id, EvidenceUse.item_key == f"hazard.{one}.{part}"
    )
    return list(session.exec(asked))


_VALUES: dict[str, tuple[Value, ...]] = {
    **dict.fromkeys((*CONTENTS, "goal", "measures", "organisation"), ("", "另写一句")),
    **dict.fromkeys(("requirements", "safeguards", "result", "location"), ("", "另写一句")),
    **dict.fromkeys(("owner", "acceptor"), ("", OWNER, PRINCIPAL, MANAGER)),
    "plan_approved_by": ("", PRINCIPAL, MANAGER),
    "budget_fen": (None, 0, 1),
    "deadline": (None, DEADLINE, DEADLINE + timedelta(days=30), date(2026, 11, 1)),
    "rectified_on": (None, TODAY, date(2026, 11, 1)),
    "supervised": (True, False),
    "anonymous": (True, False),
    "closeout_on": (None, TODAY),
    "closeout_by": ("", "区应急管理局"),
}
_PARTS = ("before", "after", "stop", "plan")
which = st.integers(0, 2)


class Attack(RuleBasedStateMachine):
    """Honest work and every kind of shortcut on three hazards, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(prefix="selfcheck-loop-")
        self.ledger = a_ledger(Path(self.folder.name))
        self.since: dict[int, Since] = {}
        self.over: dict[int, dict[str, Any]] = {}
        self.ids: list[int] = []

    @initialize(grade=st.sampled_from(HazardGrade), steps=st.integers(0, 28))
    def begin(self, grade: HazardGrade, steps: int) -> None:
        self.ids = [self.ledger.begin(**FOUND) for _ in range(3)]
        for _ in range(steps):
            self._clerk(G.MAJOR).go_on(self.ids[0])
        with suppress(NotReady):
            self.ledger.grade(self.ids[0], grade, second_by=OTHER)

    def _clerk(self, grade: HazardGrade, *, running_on: bool = False) -> Clerk:
        return Clerk(self.ledger, grade=grade, running_on=running_on)

    def _try(self, act: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        with suppress(NotReady):
            act(*args, **kwargs)

    @rule(i=which, steps=st.integers(1, 12), running_on=st.booleans(), major=st.booleans())
    def work(self, i: int, steps: int, running_on: bool, major: bool) -> None:
        clerk = self._clerk(G.MAJOR if major else G.GENERAL, running_on=running_on)
        for _ in range(steps):
            self._try(clerk.go_on, self.ids[i])

    @rule(i=which, name=st.sampled_from(sorted(_VALUES)), pick=st.integers(0, 3))
    def write(self, i: int, name: str, pick: int) -> None:
        values = _VALUES[name]
        self._try(self.ledger.write, self.ids[i], **{name: values[pick % len(values)]})

    @rule(
        i=which,
        grade=st.sampled_from(HazardGrade),
        second=st.sampled_from(["", MANAGER, OTHER]),
    )
    def grade(self, i: int, grade: HazardGrade, second: str) -> None:
        self._try(self.ledger.grade, self.ids[i], grade, second_by=second)

    @rule(i=which, argued=st.booleans())
    def grade_without_a_clause(self, i: int, argued: bool) -> None:
        argument = {"argument": "危害较大", "argued_by": OTHER} if argued else {}
        self._try(self.ledger.grade, self.ids[i], G.MAJOR, clauses=[], **argument)

    @rule(
        i=which, scope=st.sampled_from(StopScope), by=st.sampled_from(["", PRINCIPAL, MANAGER])
    )
    def stop(self, i: int, scope: StopScope, by: str) -> None:
        self._try(self.ledger.stop, self.ids[i], scope=scope, decided_by=by, reason="降温")

    @rule(i=which, by=st.sampled_from([PRINCIPAL, MANAGER]))
    def resume(self, i: int, by: str) -> None:
        self._try(self.ledger.resume, self.ids[i], approved_by=by)

    @rule(i=which, part=st.sampled_from(_PARTS), day=st.sampled_from([10, 16, 24]))
    def add_photo(self, i: int, part: str, day: int) -> None:
        self._try(self.ledger.add, self.ids[i], part, taken=f"2026:11:{day} 09:00:00")

    @rule(i=which, part=st.sampled_from(_PARTS))
    def remove_photos(self, i: int, part: str) -> None:
        for card in self.ledger.page(self.ids[i]).evidence[part]:
            self._try(self.ledger.act, actions.remove_file, self.ids[i], part, card.evidence_id)

    @rule(i=which, part=st.sampled_from(_PARTS), j=which)
    def use_a_photo_of_another(self, i: int, part: str, j: int) -> None:
        for card in self.ledger.page(self.ids[j]).evidence["before"]:
            self._try(self.ledger.act, actions.use_file, self.ids[i], part, card.evidence_id)

    @rule(i=which, step=st.sampled_from(["plan", "start", "request", "register", "correct"]))
    def push(self, i: int, step: str) -> None:
        known: dict[str, Callable[..., object]] = {
            "plan": treatment.plan,
            "start": treatment.start,
            "request": treatment.request,
            "register": actions.register,
            "correct": actions.correct_on_site,
        }
        self._try(self.ledger.step, known[step], self.ids[i])

    @rule(i=which, at_once=st.booleans())
    def accept(self, i: int, at_once: bool) -> None:
        if at_once:
            both = treatment.accept_and_close
            self._try(self.ledger.step, both, self.ids[i], on=TODAY, review_risk=False)
        else:
            self._try(self.ledger.step, treatment.accept, self.ids[i], on=TODAY)

    @rule(i=which)
    def close(self, i: int) -> None:
        self._try(self.ledger.step, treatment.close, self.ids[i], review_risk=False)

    @rule(i=which)
    def send_back(self, i: int) -> None:
        self._try(self.ledger.step, treatment.send_back, self.ids[i], reason="没有整改好")

    @rule(i=which)
    def note(self, i: int) -> None:
        self._try(self.ledger.act, actions.note, self.ids[i], "看过")

    @precondition(lambda self: any(self.ledger.state(one) in OVER for one in self.ids))
    @rule(i=which)
    def reopen(self, i: int) -> None:
        one = self.ids[i]
        marks = Since(*self.ledger.work.read(_newest, one))
        try:
            self.ledger.reopen(one)
        except NotReady:
            return
        self.since[one] = marks
        del self.over[one]

    @rule(i=which, j=which)
    def merge(self, i: int, j: int) -> None:
        self._try(self.ledger.merge, self.ids[i], self.ids[j])

    @rule(i=which, second=st.sampled_from(["", MANAGER, OTHER]))
    def void(self, i: int, second: str) -> None:
        self._try(self.ledger.void, self.ids[i], second_by=second)

    @invariant()
    def what_is_closed_was_closed_by_the_law(self) -> None:
        for one in self.ids:
            row = self.ledger.row(one)
            if row.state is not S.CLOSED:
                continue
            assert row.grade is not G.PENDING
            if row.grade is G.MAJOR:
                since = self.since.get(one, Since())
                assert self.ledger.work.read(what_is_wrong_with, one, since) == []

    @invariant()
    def what_is_over_stays_as_it_was(self) -> None:
        for one in self.ids:
            row = self.ledger.row(one)
            if row.state in OVER:
                now = row.model_dump(exclude={"changed_at"})
                assert self.over.setdefault(one, now) == now

    @invariant()
    def what_is_offered_next_begins_where_the_hazard_stands(self) -> None:
        for one in self.ids:
            page = self.ledger.page(one)
            assert "HZ44" not in {p.code for step in page.steps for p in step.missing}
            assert (page.next is None) is (page.state in OVER)

    def teardown(self) -> None:
        held = self.ledger.log_holds()
        self.ledger.work.store.close()
        self.folder.cleanup()
        assert held


def _newest(session: Session, one: int) -> tuple[int, int]:
    stops, reports = _rows(session, Stop, one), _rows(session, HazardReport, one)
    return (stops[-1].id if stops else 0, reports[-1].id if reports else 0)


TestAttack = Attack.TestCase
TestAttack.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
