"""Clauses whose words occur in a hazard's description. They are laid before the person, who decides.

Only words are compared: there is no score and no recommendation, and what did not take part is told with
its reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from selfcheck.hazards import standing
from selfcheck.hazards.library import Indexed, Library, Standard
from selfcheck.hazards.words import (
    Span,
    all_in,
    folded,
    longest_in,
    merged,
    spans_of,
    unmatched_phrases,
)

_NOT_BY_ITSELF = "检查事项，不能直接判定"  # a remark of the standard, no condition
_MOST_NAMED = 5


@dataclass(frozen=True)
class ClauseCandidate:
    """One clause with what its words have to do with the description."""

    standard: Standard
    key: str  # gm-35
    number: str  # 第七条（三）
    group: str
    gist: str  # "" where only the topic is known
    detail: str
    when: str
    exception: str
    status: str  # complete | partial | gap
    matched: tuple[str, ...] = ()  # distinct words, in the order of the description
    spans: tuple[Span, ...] = ()  # in the description
    gist_spans: tuple[Span, ...] = ()
    known: tuple[str, ...] = ()  # conditions known to hold: 本企业是机械企业
    doubts: tuple[str, ...] = ()  # what the enterprise's profile denies
    question: str = ""  # what of `when` only the person can know: 生产期间
    for_whom: str = ""  # for other enterprises than this one
    not_in_force: str = ""  # why it does not count on that day

    @property
    def aside(self) -> str:
        """Why it stands among the others; "" for a clause that takes part."""
        whom = f"只适用于{self.for_whom}" if self.for_whom else ""
        return "，".join(filter(None, (self.not_in_force, whom)))

    @property
    def caution(self) -> str:
        """How much of its wording is known here, when not all."""
        return {"gap": "只知道主题，条文看官方文本", "partial": "条文来自摘引，可能不全"}.get(
            self.status, ""
        )


@dataclass(frozen=True)
class AbsentStandard:
    """A standard that did not take part, and why."""

    title: str
    document_number: str
    reason: str
    kind: Literal["text", "time", "sector"]  # no text here; not in force that day; for others


@dataclass(frozen=True)
class Candidates:
    """What comparing the words of one description has found."""

    description: str
    day: date
    clauses: tuple[ClauseCandidate, ...]  # in force that day and for this enterprise
    others: tuple[ClauseCandidate, ...]  # the same words, but for others or not in force
    unmatched: tuple[str, ...]  # phrases that no clause of `clauses` mentions
    absent: tuple[AbsentStandard, ...]
    everything: tuple[ClauseCandidate, ...]  # all clauses, for looking through them
    note: str = ""  # how the enterprise's sector was taken, where that needs saying

    @property
    def matched(self) -> tuple[str, ...]:
        """The distinct words of all clauses that take part."""
        return tuple(dict.fromkeys(word for one in self.clauses for word in one.matched))

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the description is marked: what any clause names, the longer word where two overlap."""
        return merged(span for one in self.clauses for span in one.spans)

    @property
    def others_line(self) -> str:
        """另有 9 条含相同的词，只适用于冶金、有色、建材企业; "" when there are none."""
        if not self.others:
            return ""
        whom = list(dict.fromkeys(one.for_whom for one in self.others if one.for_whom))
        reasons = [f"只适用于{_listed(whom)}"] if whom else []
        if any(one.not_in_force for one in self.others):
            reasons.append("当日不施行")
        return f"另有 {len(self.others)} 条含相同的词，{'，或者'.join(reasons)}"


def find(
    among: Library,
    *,
    description: str,
    day: date,
    location: str = "",
    part: str = "",
    sector: str = "",
    facts: Mapping[str, bool | str] | None = None,
) -> Candidates:
    """Compare a description with every clause; `day` is the day the hazard was found."""
    trade = standing.trade_of(among.sets, sector, facts or {})
    text = folded(f"{description}\n{location}\n{part}")
    present = all_in(text, among.words)
    tokens = frozenset(span.word for span in longest_in(text, among.words))
    found: list[ClauseCandidate] = []
    everything: list[ClauseCandidate] = []
    for one in among.clauses:
        plain = _plain(among, one, day, trade)
        everything.append(plain)
        if hit := (one.keywords & present) | (one.gist_words & tokens):
            everywhere = spans_of(text, hit)
            found.append(_compared(among, one, plain, everywhere, len(description)))
    found.sort(key=lambda clause: -len(clause.matched))  # stable: else the order of the clauses
    clauses = tuple(one for one in found if not one.aside)
    marked = merged(span for one in clauses for span in one.spans)
    return Candidates(
        description=description,
        day=day,
        clauses=clauses,
        others=tuple(one for one in found if one.aside),
        unmatched=unmatched_phrases(description, marked),
        absent=_absent(among, day, trade),
        everything=tuple(everything),
        note=trade.note(among.sets),
    )


def browse(
    clauses: Iterable[ClauseCandidate], words: str = "", *, with_others: bool = False
) -> tuple[ClauseCandidate, ...]:
    """Clauses that hold all the words (divided by blanks), in the order of the standards.

    `clauses` is `Candidates.everything`; without `with_others` only those that take part.
    """
    wanted = folded(words).split()
    return tuple(
        one
        for one in clauses
        if (with_others or not one.aside) and all(word in _whole(one) for word in wanted)
    )


def _plain(among: Library, one: Indexed, day: date, trade: standing.Trade) -> ClauseCandidate:
    standard, item = one.standard, one.criterion
    known = trade.is_for(standard, item.group)
    return ClauseCandidate(
        standard=among.heads[standard.key],
        key=item.key,
        number=item.clause,
        group=item.group,
        gist=item.gist,
        detail=item.detail,
        when=item.when,
        exception=item.exception,
        status=item.status,
        known=known,
        doubts=trade.doubts(standard, item.group),
        question=_question(item.when, known),
        for_whom=trade.why_not(standard, item.group),
        not_in_force=standing.why_not_on(standard, day, among.by_key),
    )


def _question(when: str, known: Sequence[str]) -> str:
    """The rest of a condition: 机械企业，生产期间 → 生产期间 for an enterprise known to be one."""
    if when.startswith(_NOT_BY_ITSELF):
        return ""
    first, _, rest = when.partition("，")
    return rest if f"本企业是{first}" in known else when


def _compared(
    among: Library,
    one: Indexed,
    plain: ClauseCandidate,
    everywhere: tuple[Span, ...],
    length: int,
) -> ClauseCandidate:
    words = tuple(dict.fromkeys(span.word for span in everywhere))
    return replace(
        plain,
        matched=tuple(among.shown[word] for word in words),
        spans=tuple(span for span in everywhere if span.end <= length),
        gist_spans=spans_of(one.gist, words),
    )


def _listed(whom: Sequence[str]) -> str:
    """冶金、有色、建材企业; 有色、煤矿、建筑施工等."""
    named = whom[:_MOST_NAMED]
    short = "、".join(name.removesuffix("企业") for name in named)
    all_so = "企业" if all(name.endswith("企业") for name in named) else ""
    return f"{short}{'等' if len(whom) > _MOST_NAMED else ''}{all_so}"


def _absent(among: Library, day: date, trade: standing.Trade) -> tuple[AbsentStandard, ...]:
    no_text: list[AbsentStandard] = []
    no_more: list[AbsentStandard] = []
    for_others: list[AbsentStandard] = []
    for one in among.sets:
        over = standing.why_not_on(one, day, among.by_key)
        beside = [
            other
            for other in one.not_here
            if (other.effective_from is None or other.effective_from <= day)
            and trade.concerns(other)
        ]
        for other in beside:
            reason = "条文没有收入本程序，对照纸质文本"
            if over:
                reason += f"；代替 {one.document_number}"
            no_text.append(AbsentStandard(other.title, other.document_number, reason, "text"))
        whom = [trade.why_not(one, item.group) for item in one.items]
        if all(whom):
            reason = f"只适用于{whom[0]}" if len(set(whom)) == 1 else "不适用于本行业"
            for_others.append(AbsentStandard(one.title, one.document_number, reason, "sector"))
        elif over and not beside:
            no_more.append(AbsentStandard(one.title, one.document_number, over, "time"))
    return (*no_text, *no_more, *for_others)


def _whole(one: ClauseCandidate) -> str:
    parts = (one.number, one.group, one.gist, one.detail, one.when, one.standard.title)
    return folded("\n".join((*parts, one.standard.document_number)))
