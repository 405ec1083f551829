"""What stands in the way of signing, across features, all at once.

RE01 questions of another version · RE02 clock before the last entry · RE03 keys · RE07 what only a
principal may confirm · RE08 data that contradict the change log · RE09–RE12 and RE16 the ledger of
hazards · RE13–RE15 the risk map; beside the rules of the enterprise (EN) and of the duties (DU), and the
glyph pre-flight of the report (RP).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from selfcheck.duties.rules import Conformity
from selfcheck.enterprise.queries import RoundLine
from selfcheck.enterprise.records import Role
from selfcheck.errors import Problem
from selfcheck.submission import ledger, risk
from selfcheck.submission.snapshot import LEDGER, Snapshot

_CLOCK_SLACK = timedelta(minutes=2)
_SINGLY = 3  # so many things of one duty are listed one by one, more of them as one row
_COUNTED = {  # what is lacking, by rule, as a row that stands for many says it
    "DU01": "{} 条没答",
    "DU07": "{} 处台账没登记",
    "DU06": "{} 处缺佐证",
}
_AT_THE_END = ("DU12", "DU15")  # come by themselves once the rest is there
_PLACES = {"hazard": "隐患台账", "riskmap": "风险管控"}
_ENTERPRISE_WORDS = {
    "name": "企业名称",
    "sector": "行业",
    "address": "地址",
    "department": "主管部门",
    "phone": "电话",
}


@dataclass(frozen=True)
class Missing:
    """One row of 「还缺什么」: the problem, and what the row says of its place."""

    problem: Problem
    place: str  # 05 动火与关键岗位
    target: tuple[str, ...]  # where the window jumps: ("duty", "d05", "d05.permits")


def _target(problem: Problem) -> tuple[str, ...]:
    place = problem.where.split("#")[0]
    if place.startswith(("enterprise", "person")):
        return ("enterprise", problem.where)
    if place == "riskmap":
        return ("riskmap", problem.where.partition("#")[2])
    if place.startswith(LEDGER):
        return ("hazard", place.removeprefix(LEDGER), problem.where.partition("#")[2])
    if "." in place:
        return ("duty", place.split(".")[0], place)
    if place[:1] in ("d", "s") and place[1:].isdigit():
        return ("duty", place)
    return (place,)


def confirmation_problems(snapshot: Snapshot) -> list[Problem]:
    """RE07: a duty that does not apply, or asks for personal performance, is confirmed by a principal."""
    principals = {person.name for person in snapshot.people(Role.PRINCIPAL)}
    found = []
    for state in snapshot.states:
        mark, duty = state.mark, state.duty
        absent = not state.items and bool(mark.confirmed_by)
        personal = bool(state.items) and duty.personal and mark.done
        if (absent or personal) and mark.confirmed_by not in principals:
            what = "本期不适用" if absent else "本人履职"
            text = f"“{duty.short_title}”{what}要由主要负责人确认，现在的确认人是{mark.confirmed_by}"
            found.append(Problem("RE07", f"{duty.key}#done", text))
    return found


def problems(
    snapshot: Snapshot, *, now: datetime, last_entry: datetime | None
) -> list[Problem]:
    """Everything that is missing or contradictory; empty of blocking ones when it may be signed."""
    found = list(snapshot.enterprise.problems)
    for state in snapshot.states:
        found += state.problems
    found += confirmation_problems(snapshot)
    found += ledger.problems(snapshot.ledger)
    found += ledger.evidence_problems(snapshot.ledger)
    found += risk.problems(snapshot.risk)
    found += ledger.link_problems(_linked(snapshot), snapshot.linked)
    found += glyph_problems(snapshot)
    if snapshot.broken is not None:
        text = (
            f"数据与变更记录对不上（{snapshot.broken.text}），有人绕过本程序改过数据，签了也通不过核验。"
            "恢复最近一份备份，核对后再签署。"
        )
        found.append(Problem("RE08", "settings", text))
    found += machine_problems(
        snapshot.pack.fingerprint, snapshot.round, now=now, last_entry=last_entry
    )
    return found


def _linked(snapshot: Snapshot) -> dict[str, str]:
    """Which answer 不符合 names which hazard."""
    return {
        line.key: line.hazard_number
        for state in snapshot.states
        for line in state.lines
        if line.hazard_number and line.value == Conformity.DOES_NOT_CONFORM
    }


def machine_problems(
    fingerprint: str, line: RoundLine, *, now: datetime, last_entry: datetime | None
) -> list[Problem]:
    """RE01 and RE02: what is wrong on this PC, not in the answers. `fingerprint` is of its own questions."""
    found = []
    if fingerprint != line.pack_fingerprint:
        text = (
            f"本期按规则包 {line.pack_id} {line.pack_version} 填写，"
            "本机的规则包内容不同。安装填写时的版本再签署。"
        )
        found.append(Problem("RE01", "settings", text))
    if last_entry is not None and now < last_entry - _CLOCK_SLACK:
        text = f"本机时钟早于最后一条变更记录（{last_entry:%Y-%m-%d %H:%M}），核对系统时间；已如实记入变更记录"
        found.append(Problem("RE02", "settings", text, blocking=False))
    return found


def _printed(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Every text a person typed that the report prints: its place in code, in words, and the text."""
    page = snapshot.enterprise
    for field, words in _ENTERPRISE_WORDS.items():
        yield f"enterprise#{field}", words, str(getattr(page, field))
    for person in page.people:
        yield (
            "enterprise#people",
            f"{person.role_words}{person.name}",
            person.name + person.title,
        )
    for state in snapshot.states:
        mark = state.mark
        told = mark.owner + mark.confirmed_by + mark.not_applicable_reason
        yield f"{state.duty.key}#owner", state.duty.short_title, told
        for line in state.lines:
            place = f"{state.duty.short_title}“{line.short}”"
            typed = (line.note, line.reason, line.evidence_reason, line.measures, line.owner)
            yield line.key, place, "".join(typed) + line.words
            for row in line.rows:
                where = f"{line.key}#register"
                yield where, f"{line.register_title} {row.code}", "".join(row.words.values())
            for card in line.cards:
                yield f"{line.key}#evidence", f"佐证“{card.title}”", card.title
    yield from risk.typed(snapshot.risk)
    for hazard in snapshot.ledger.hazards:
        for words, text in ledger.typed(hazard):
            yield f"{LEDGER}{hazard.hazard_id}#description", words, text


def glyph_problems(snapshot: Snapshot) -> list[Problem]:
    """RP01: a character that no font draws is told before anybody signs, with the place to mend it."""
    from selfcheck.reports.fonts import (
        preflight,
    )  # brings ReportLab: only when it comes to signing

    texts = list(_printed(snapshot))
    used = set().union(*(text for _, _, text in texts))
    if not preflight(
        [("", "".join(used))]
    ):  # ten thousand texts are made of some thousand signs
        return []
    return [
        Problem(problem.code, where, problem.text)
        for where, words, text in texts
        for problem in preflight([(words, text)])
    ]


def missing(snapshot: Snapshot, found: list[Problem]) -> tuple[Missing, ...]:
    """The problems as the sign-off page lists them: blocking ones first, each with its place."""
    duties = {state.duty.key: state.duty for state in snapshot.states}
    rows = []
    for problem in sorted(found, key=lambda one: not one.blocking):
        target = _target(problem)
        duty = duties.get(target[1]) if target[0] == "duty" else None
        place = f"{duty.number:02d} {duty.short_title}" if duty else "企业概况"
        if target[0] in _PLACES:
            place = _PLACES[target[0]]
        elif target[0] not in ("duty", "enterprise"):
            place = "本机"
        rows.append(Missing(problem, place, target))
    return tuple(rows)


def gathered(rows: Sequence[Missing]) -> tuple[Missing, ...]:
    """The rows, but one for a duty that lacks more than a few things: where to go, and how much is left.

    A new enterprise lacks hundreds of things; a list to work through names its duties instead.
    """
    lacking: dict[str, list[Problem]] = {}
    for row in rows:
        if row.problem.blocking and row.target[0] == "duty":
            lacking.setdefault(row.target[1], []).append(row.problem)
    found, told = [], set()
    for row in rows:
        many = lacking.get(row.target[1], []) if row.target[0] == "duty" else []
        if not row.problem.blocking or len(many) <= _SINGLY:
            found.append(row)
        elif (key := row.target[1]) not in told:
            told.add(key)
            one = Problem(row.problem.code, key, _counted(many))
            found.append(Missing(one, row.place, ("duty", key)))
    return tuple(found)


def _counted(problems: Sequence[Problem]) -> str:
    """还有 13 条没答，2 处缺佐证，另有 1 处要补."""
    counts = Counter(problem.code for problem in problems if problem.code not in _AT_THE_END)
    parts = [words.format(counts.pop(code)) for code, words in _COUNTED.items() if counts[code]]
    rest = sum(counts.values())
    if rest:
        parts.append(f"另有 {rest} 处要补" if parts else f"{rest} 处要补")
    return "还有 " + "，".join(parts)


def signer_problems(role: Role, name: str, expected: tuple[str, ...]) -> list[Problem]:
    """RE03: a key signs for a person who holds that role."""
    words = "主要负责人" if role is Role.PRINCIPAL else "安全管理人员"
    if name in expected:
        return []
    names = "、".join(expected) or "（还没有登记）"
    text = f"这把密钥属于{name}，不是登记的{words}{names}。换用本人的密钥，或在企业概况里登记。"
    return [Problem("RE03", "signoff#key", text)]
