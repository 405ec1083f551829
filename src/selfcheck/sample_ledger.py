"""The hazards of the sample enterprise, told step by step through the ledger's own actions.

The story is data (`resources/sample/ledger.toml`); each step happens at its own moment before the day of
telling, so that the change log runs forward as it would have.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from selfcheck import history
from selfcheck.evidence.files import Stored
from selfcheck.forms.criteria import load_criteria
from selfcheck.hazards import actions, endings, grading, treatment
from selfcheck.hazards.pages import Office
from selfcheck.hazards.records import Hazard, HazardGrade, ReportTo, StopScope
from selfcheck.history import By
from selfcheck.moments import CHINA
from selfcheck.paths import bundled
from selfcheck.store import Store
from selfcheck.submission import ledger, walks

EARLIEST = timedelta(days=30)  # the story begins no earlier than so long before its telling
_KNOWN = (
    *("description", "location", "part", "source", "found_by", "found_on", "category"),
    *("accident_type", "factor", "anonymous"),
)
_TOLD = (
    *("reason", "what", "decided_by", "interim", "receiver", "way", "note", "approved_by"),
    *("second_by", "argument", "argued_by"),
)
_PLAIN: Mapping[str, Callable[..., Any]] = {
    "register": actions.register,
    "correct_on_site": actions.correct_on_site,
    "plan": treatment.plan,
    "start": treatment.start,
    "request": treatment.request,
}
_Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


def story() -> list[dict[str, Any]]:
    """Every hazard with its steps."""
    text = bundled("resources", "sample", "ledger.toml").read_text("utf-8")
    hazards: list[dict[str, Any]] = tomllib.loads(text)["hazards"]
    return hazards


def complete(store: Store, *, by: str, now: datetime) -> None:
    """What stood in the way of signing: every open major hazard is told to the workers as well."""
    with store.transaction() as session:
        office = walks.office(session, store.folder, now.astimezone(CHINA).date())
        told = ledger.read(session, office, since="")
    for page in told.hazards:
        if any(lack.key == "report" for lack in page.lacks):
            history.act(
                store, By(by, now), treatment.report, office, page.hazard_id, ReportTo.WORKERS,
                receiver="职工代表", reported_on=office.today, way="信息公示栏", by=by, now=now,
            )  # fmt: skip


@dataclass
class Teller:
    """Tells the story into a workspace. `stored` takes a file of the sample in, as taken at a moment."""

    store: Store
    now: datetime
    stored: Callable[[str, datetime], Stored]
    ids: dict[str, int] = field(default_factory=dict)  # by description

    def tell(self) -> None:
        """Every step of every hazard, in the order of their moments."""
        steps = [
            (self._moment(step["at"]), number, place, hazard, step)
            for number, hazard in enumerate(story())
            for place, step in enumerate(hazard["steps"])
        ]
        for moment, _, _, hazard, step in sorted(steps, key=lambda one: one[:3]):
            self._take(moment, hazard, step)

    def _moment(self, told: str) -> datetime:
        days, clock = told.split()
        day = self.now.astimezone(CHINA).date() + timedelta(days=int(days))
        return min(datetime.combine(day, time.fromisoformat(clock), CHINA), self.now)

    def _office(self, moment: datetime) -> Office:
        with self.store.transaction() as session:
            return walks.office(session, self.store.folder, moment.astimezone(CHINA).date())

    def _dated(self, value: Any) -> Any:
        if isinstance(value, str) and value.startswith("today"):
            days = int(value.removeprefix("today") or 0)
            return self.now.astimezone(CHINA).date() + timedelta(days=days)
        return value

    def _take(
        self, moment: datetime, hazard: Mapping[str, Any], step: Mapping[str, Any]
    ) -> None:
        told, office = hazard["description"], self._office(moment)
        by = By(step["by"], moment)

        def act(action: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
            given = {"by": step["by"], "now": moment, **kwargs}
            return history.act(self.store, by, action, *args, **given)

        if step["do"] == "begin":
            known = {name: self._dated(hazard[name]) for name in _KNOWN if name in hazard}
            self.ids[told] = act(actions.begin, office, **known)
            return
        number = self.ids[told]
        match step["do"]:
            case "files":
                files = [self.stored(name, moment) for name in step["names"]]
                act(actions.add_files, number, step["part"], files)
            case "note":
                act(actions.note, number, step["text"])
            case "write":
                for name, value in step["fields"].items():
                    act(actions.write, office, number, name, self._dated(value))
            case _:
                action, args, kwargs = self._call(step, moment)
                act(action, office, number, *args, **kwargs)

    def _call(self, step: Mapping[str, Any], moment: datetime) -> _Call:
        """The action of a step of the closed loop, with what is told to it."""
        day = moment.astimezone(CHINA).date()
        told = {name: step[name] for name in _TOLD if name in step}
        match step["do"]:
            case "grade":
                grade, cited = HazardGrade(step["grade"]), _clauses(step["clauses"])
                return grading.grade, (grade,), {"clauses": cited, **told}
            case "stop":
                since = step["stopped"]
                at = f"{self._moment(since):%Y-%m-%d %H:%M}" if since else ""
                scope = StopScope(step["scope"])
                return treatment.stop, (), {"scope": scope, "stopped_at": at, **told}
            case "report":
                to = ReportTo(step["told"])
                return treatment.report, (to,), {"reported_on": day, **told}
            case "extend":
                return treatment.extend, (), {"until": self._dated(step["until"]), **told}
            case "accept_and_close":
                known = {"on": day, "review_risk": False, **told}
                return treatment.accept_and_close, (), known
            case "send_back":
                return treatment.send_back, (), told
            case "merge":
                return endings.merge, (), {"into": self._number(step["into"])}
            case name:
                return _PLAIN[name], (), {}

    def _number(self, description: str) -> str:
        with self.store.transaction() as session:
            return session.get_one(Hazard, self.ids[description]).number


def _clauses(keys: Sequence[str]) -> list[dict[str, Any]]:
    """Clauses of the shipped criteria as a decision keeps them."""
    return [
        {
            "pack": standard.key,
            "title": standard.title,
            "document_number": standard.document_number,
            "effective_from": str(standard.effective_from or ""),
            "key": item.key,
            "clause": item.clause,
            "gist": item.gist,
            "when": item.when,
            "exception": item.exception,
        }
        for standard in (load_criteria(bundled("forms", "criteria")) if keys else ())
        for item in standard.items
        if item.key in keys
    ]
