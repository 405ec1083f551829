"""Which standards count: in force on a day, and for an enterprise of a sector."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from selfcheck.forms.criteria import CriteriaSet, NotHere, ProfileFact, Scope
from selfcheck.hazards.words import by_first_letter, folded, longest_in


def why_not_on(standard: CriteriaSet, day: date, library: Mapping[str, CriteriaSet]) -> str:
    """Why a standard does not count on a day, in words; "" when it does.

    A superseded standard counts until its successor takes effect. A day that nobody has verified does not
    keep a standard out: that is said beside it (see `notices`).
    """
    if standard.effective_from is not None and day < standard.effective_from:
        return f"{standard.effective_from} 起才施行"
    if standard.effective_to is not None and day > standard.effective_to:
        return f"{standard.effective_to} 后已失效"
    later = library.get(standard.superseded_by)
    if later is not None and (later.effective_from is None or later.effective_from <= day):
        since = f"{later.effective_from} 起" if later.effective_from else ""
        return f"{since}已被 {later.document_number} 代替"
    return ""


def notices(standard: CriteriaSet) -> tuple[str, ...]:
    """What a person must know before resting a decision on a standard of this library."""
    told = ["条文为要点，以官方文本为准"]
    if standard.nature == "guide":
        told.append("这是指南、指引，不是判定标准")
    if standard.nature == "checklist":
        told.append("这是检查事项，只有写明可直接判定的几项能判为重大")
    if standard.completeness == "partial":
        told.append("只收了部分条文，没有列出的也要看官方文本")
    if standard.effective_from is None:
        told.append("施行日期未核，按当日有效比对")
    return tuple(told)


@dataclass(frozen=True)
class Trade:
    """An enterprise as the standards look at it: the trades its own words name, and its profile."""

    named: frozenset[str]  # words of the standards that occur in the sector's text
    facts: Mapping[str, bool | str]
    told: bool  # whether anything is written about the sector

    def why_not(self, standard: CriteriaSet, group: str) -> str:
        """For whom a group of a standard is, when it is not for this enterprise; "" when it is.

        Where the sector is not written down nothing is left out, nor where an enterprise of a standard's
        own trade does not say which of its groups it belongs to.
        """
        if not self.told or standard.everyone:
            return ""
        scope = scope_of(standard, group)
        if not self._named(_all_words(standard)):
            scoped = scope.for_whom if scope is not None else standard.for_whom
            return scoped or "、".join(standard.sectors)
        if scope is None or not scope.sector_words or self._named(scope.sector_words):
            return ""
        said_which = any(self._named(one.sector_words) for one in standard.scopes)
        return scope.for_whom if said_which else ""

    def note(self, sets: Iterable[CriteriaSet]) -> str:
        """What the person should know about how the sector was taken; "" when a standard is for it."""
        if not self.told:
            return "企业概况没有写所属行业，各行业的标准都参加了比对"
        if any(not one.everyone and self._named(_all_words(one)) for one in sets):
            return ""
        return "没有认出所属行业，只比对了各行业通用的标准；其他条款展开看"

    def is_for(self, standard: CriteriaSet, group: str) -> tuple[str, ...]:
        """What is known from the enterprise's own words and profile: 本企业是机械企业."""
        scope = scope_of(standard, group)
        known = []
        if scope is not None and self._named(scope.sector_words):
            known.append(f"本企业是{scope.for_whom}")
        fact = _fact(standard, scope)
        if fact is not None and self.facts.get(fact.key) is True:
            known.append(f"企业概况写明{fact.words}")
        return tuple(known)

    def doubts(self, standard: CriteriaSet, group: str) -> tuple[str, ...]:
        """What the profile denies although the clause's words were found."""
        fact = _fact(standard, scope_of(standard, group))
        if fact is not None and self.facts.get(fact.key) is False:
            return (f"企业概况里“{fact.words}”答的是否，核对一下",)
        return ()

    def concerns(self, other: NotHere) -> bool:
        """Whether a standard that is not in the library should be looked at on paper."""
        return other.everyone or not self.told or self._named(other.sector_words)

    def _named(self, words: Iterable[str]) -> bool:
        return not self.named.isdisjoint(words)


def trade_of(
    sets: Sequence[CriteriaSet], sector: str, facts: Mapping[str, bool | str]
) -> Trade:
    """Read the sector's text: the longest word at each place counts, so 非煤矿山 is no 煤矿."""
    known = {word for standard in sets for word in _all_words(standard)}
    known |= {
        word for standard in sets for one in standard.not_here for word in one.sector_words
    }
    found = longest_in(folded(sector), by_first_letter(known))
    return Trade(frozenset(span.word for span in found), facts, told=bool(sector.strip()))


def scope_of(standard: CriteriaSet, group: str) -> Scope | None:
    """The scope that a group of a standard is limited to, if any."""
    return next((one for one in standard.scopes if group in one.groups), None)


def _fact(standard: CriteriaSet, scope: Scope | None) -> ProfileFact | None:
    return scope.fact if scope is not None and scope.fact is not None else standard.fact


def _all_words(standard: CriteriaSet) -> frozenset[str]:
    own = standard.sector_words or standard.sectors
    return frozenset(own).union(*(one.sector_words for one in standard.scopes))
