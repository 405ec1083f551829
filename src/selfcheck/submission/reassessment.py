"""From a closed hazard to the risk point whose grade is to be looked at again (风险点重新评估)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlmodel import Session

from selfcheck.hazards.records import Hazard, HazardState
from selfcheck.riskmap import actions as riskmap_actions
from selfcheck.riskmap import states
from selfcheck.riskmap.pages import PointLine
from selfcheck.riskmap.records import RiskLevel, RiskPoint

_DONE = "已销号，重新评估"
# what two places must share: characters in a row, and not only the words that every plant has
_LEAST = 2
_ANYWHERE = re.compile("车间|厂房|厂区|工部|工段|区域")


@dataclass(frozen=True)
class Candidate:
    """A risk point that the hazard may have been in."""

    point_id: int
    number: str
    name: str
    place: str  # zone and place, in words
    level: RiskLevel | None
    likely: bool  # its words stand in the hazard's location, or the other way round

    @property
    def searched(self) -> str:
        """What a search looks into."""
        return f"{self.number} {self.name} {self.place}".casefold()


@dataclass(frozen=True)
class Question:
    """Which risk point a closed hazard belongs to."""

    number: str  # YH-2026-052
    location: str
    candidates: tuple[Candidate, ...]  # the likeliest first, then by their numbers


def question(session: Session, hazard_id: int) -> Question | None:
    """What is asked after a hazard was closed; nothing where it was not, where its risk is as before, or
    where no risk point is registered."""
    hazard = session.get_one(Hazard, hazard_id)
    if hazard.state is not HazardState.CLOSED or not hazard.review_risk:
        return None
    points = states.points(session)
    if not points:
        return None
    alike = sorted(points, key=lambda point: -_likeness(hazard.location, point))
    found = [_candidate(point, hazard.location) for point in alike]
    found.sort(key=lambda one: not one.likely)
    return Question(hazard.number, hazard.location, tuple(found))


def ask(session: Session, point_id: int, hazard_number: str) -> None:
    """Ask for a point to be assessed again because a hazard in it was closed (RK25 until it is).

    Hazards for which it is asked already stay told.
    """
    point = session.get_one(RiskPoint, point_id)
    told = point.review_wanted
    if re.search(rf"{re.escape(hazard_number)}(?!\d)", told):
        return
    before, separator, _ = told.partition(f" {_DONE}")
    if separator and before.startswith("隐患 "):
        why = f"{before}、{hazard_number} {_DONE}"
    else:
        why = "；".join(filter(None, (told, f"隐患 {hazard_number} {_DONE}")))
    riskmap_actions.want_review(session, point_id, why)


def _words(point: PointLine) -> tuple[str, ...]:
    return tuple(filter(None, map(_plain, (point.name, point.place, point.zone_name))))


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _candidate(point: PointLine, location: str) -> Candidate:
    told = _plain(location)
    return Candidate(
        point_id=point.point_id,
        number=point.number,
        name=point.name,
        place=" · ".join(dict.fromkeys(filter(None, (point.zone_name, point.place)))),
        level=point.level,
        likely=bool(told) and any(word in told or told in word for word in _words(point)),
    )


def _likeness(location: str, point: PointLine) -> int:
    """How much of the location the point's own words tell."""
    told = _plain(location)
    return sum(_shared(told, word) for word in _words(point))


def _shared(one: str, other: str) -> int:
    """The longest run of characters that stands in both; 0 for less than a word."""
    one, other = _ANYWHERE.sub("\n", one), _ANYWHERE.sub("\t", other)
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return found.size if found.size >= _LEAST else 0


def matching(candidates: Iterable[Candidate], words: str) -> tuple[Candidate, ...]:
    """Those in which every word of a search is found."""
    wanted = words.casefold().split()
    return tuple(one for one in candidates if all(word in one.searched for word in wanted))
