"""What stands in the way of signing, across features, all at once.

RE01 questions of another version · RE02 clock before the last entry · RE03 keys; beside the rules of the
enterprise (EN) and of the duties (DU), and the glyph pre-flight of the report (RP).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from selfcheck.enterprise.records import Role
from selfcheck.errors import Problem
from selfcheck.submission.snapshot import Snapshot

_CLOCK_SLACK = timedelta(minutes=2)


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
    if "." in place:
        return ("duty", place.split(".")[0], place)
    if place[:1] in ("d", "s") and place[1:].isdigit():
        return ("duty", place)
    return (place,)


def problems(
    snapshot: Snapshot, *, now: datetime, last_entry: datetime | None
) -> list[Problem]:
    """Everything that is missing or contradictory; empty of blocking ones when it may be signed."""
    found = list(snapshot.enterprise.problems)
    for state in snapshot.states:
        found += state.problems
    if snapshot.pack.fingerprint != snapshot.round.pack_fingerprint:
        text = (
            f"本期按规则包 {snapshot.round.pack_id} {snapshot.round.pack_version} 填写，"
            "本机的规则包内容不同。安装填写时的版本再签署。"
        )
        found.append(Problem("RE01", "settings", text))
    if last_entry is not None and now < last_entry - _CLOCK_SLACK:
        text = f"本机时钟早于最后一条变更记录（{last_entry:%Y-%m-%d %H:%M}），核对系统时间；已如实记入变更记录"
        found.append(Problem("RE02", "settings", text, blocking=False))
    return found


def missing(snapshot: Snapshot, found: list[Problem]) -> tuple[Missing, ...]:
    """The problems as the sign-off page lists them: blocking ones first, each with its place."""
    duties = {state.duty.key: state.duty for state in snapshot.states}
    rows = []
    for problem in sorted(found, key=lambda one: not one.blocking):
        target = _target(problem)
        duty = duties.get(target[1]) if target[0] == "duty" else None
        place = f"{duty.number:02d} {duty.short_title}" if duty else "企业概况"
        if target[0] not in ("duty", "enterprise"):
            place = "本机"
        rows.append(Missing(problem, place, target))
    return tuple(rows)


def signer_problems(role: Role, name: str, expected: tuple[str, ...]) -> list[Problem]:
    """RE03: a key signs for a person who holds that role."""
    words = "主要负责人" if role is Role.PRINCIPAL else "安全管理人员"
    if name in expected:
        return []
    names = "、".join(expected) or "（还没有登记）"
    text = f"这把密钥属于{name}，不是登记的{words}{names}。换用本人的密钥，或在企业概况里登记。"
    return [Problem("RE03", "signoff#key", text)]
