"""One side of an assessment while it is being made: what is chosen, what it comes to, whether it is another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from selfcheck.forms.risk_tables import shipped_risk_tables
from selfcheck.riskmap import rules
from selfcheck.riskmap.assessing import Judged
from selfcheck.riskmap.pages import AssessmentLine, Scale
from selfcheck.riskmap.records import Method, RiskLevel

NAMES: Mapping[Method, tuple[str, ...]] = {
    Method.LEC: ("L", "E", "C"),
    Method.LS: ("L", "S"),
    Method.DIRECT: (),
}
SIGNS = {Method.LEC: "D", Method.LS: "R"}
INHERENT, RESIDUAL = "inherent", "residual"
METHODS = {Method.LEC: "LEC 法", Method.LS: "LS 法", Method.DIRECT: "直接判定"}
_YEAR = 12
_FEBRUARY, _SHORT = 2, (4, 6, 9, 11)


@dataclass
class Side:
    """Before the measures (固有), or with them (现有)."""

    inherent: bool
    latest: AssessmentLine | None
    method: Method
    chosen: dict[Method, dict[str, str]] = field(default_factory=dict)
    direct: str = ""

    @classmethod
    def of(cls, inherent: bool, latest: AssessmentLine | None, usual: Method) -> "Side":
        """As it was assessed last; empty before the first time."""
        side = cls(inherent, latest, latest.method if latest else usual)
        for method in Method:
            side.chosen[method] = {}
        if latest is not None:
            side.chosen[latest.method] = dict(latest.factors)
            side.direct = latest.direct
        return side

    @property
    def key(self) -> str:
        """inherent, residual: what begins the place of a problem."""
        return INHERENT if self.inherent else RESIDUAL

    @property
    def words(self) -> str:
        """固有风险, 现有风险."""
        return "固有风险" if self.inherent else "现有风险"

    @property
    def factors(self) -> dict[str, str]:
        """What is chosen for the method at hand."""
        return self.chosen[self.method]

    @property
    def begun(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.direct) if self.method is Method.DIRECT else bool(self.factors)

    @property
    def complete(self) -> bool:
        """Whether all of it is chosen."""
        if self.method is Method.DIRECT:
            return bool(self.direct)
        return not self.missing

    @property
    def changed(self) -> bool:
        """Whether it is another than was assessed last."""
        if self.latest is None:
            return self.begun
        same = self.method is self.latest.method and self.direct == self.latest.direct
        return not same or self.factors != dict(self.latest.factors)

    @property
    def missing(self) -> list[str]:
        """The factors that nothing is chosen for."""
        return [name for name in NAMES[self.method] if name not in self.factors]

    def judged(self) -> Judged:
        """What is kept of it."""
        direct = self.direct if self.method is Method.DIRECT else ""
        return Judged(self.inherent, self.method, dict(self.factors), direct)

    def score(self, **other: str) -> Decimal | None:
        """D or R of what is chosen, with another choice put in; None while something is missing."""
        try:
            return rules.score_of(self.method, {**self.factors, **other})
        except ValueError:
            return None

    def level(self, scale: Scale) -> RiskLevel | None:
        """What it comes to by the thresholds in force."""
        if self.method is Method.DIRECT:
            return RiskLevel.MAJOR if self.direct else None
        score = self.score()
        return None if score is None else scale.bands(self.method).level(score)


def figure(score: Decimal) -> str:
    """270, 0.5: as people write it."""
    return f"{score.normalize():f}"


def months_later(day: date, months: int) -> date:
    """The same day of a later month; its last day where there is no such day."""
    whole = day.month - 1 + months
    year, month = day.year + whole // _YEAR, whole % _YEAR + 1
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = (29 if leap else 28) if month == _FEBRUARY else 30 if month in _SHORT else 31
    return date(year, month, min(day.day, longest))


def direct_words(key: str) -> str:
    """A condition for a direct judgement in words."""
    found = shipped_risk_tables().direct
    return next((one.text for one in found if one.key == key), key)
