"""The ledger in the report of a round, in words: what the pages place."""

from collections.abc import Iterator

from selfcheck.hazards.pages import HazardPage, ReportLine, StopLine
from selfcheck.hazards.records import OVER, StopScope
from selfcheck.reports.content import FiveMark, LedgerPart, LedgerRowPart, MajorBlock
from selfcheck.submission.ledger import Ledger


def part(ledger: Ledger) -> LedgerPart:
    """The section on the ledger."""
    totals = ledger.totals
    since = f"{ledger.since[:10]} 上次报送以后" if ledger.since else "本程序开始记录以来"
    return LedgerPart(
        totals=(
            ("查出", totals.found),
            ("未闭环", totals.open),
            ("重大未闭环", totals.major),
            ("已超期", totals.overdue),
            ("停用中", totals.stopped),
            ("已销号", totals.closed),
        ),
        rows=tuple(_row(page) for page in ledger.hazards),
        majors=tuple(_major(page) for page in ledger.hazards if page.major),
        note=f"列出未闭环的全部隐患，以及{since}有变化的隐患。"
        if ledger.hazards
        else f"没有未闭环的隐患，{since}也没有变化。",
    )


def _row(page: HazardPage) -> LedgerRowPart:
    values = page.values
    late = page.days_over is not None and page.days_over > 0
    return LedgerRowPart(
        number=page.number,
        what=values["description"],
        place=" · ".join(p for p in (values["location"], values["part"]) if p),
        grade=page.grade_words,
        owner=values["owner"],
        deadline=values["deadline"].isoformat() if values["deadline"] else "",
        state="当场整改" if values["on_site"] else page.state_words,
        late=f"超期 {page.days_over} 天" if late else "",
        major=page.major,
    )


def _stop(stop: StopLine | None) -> str:
    if stop is None:
        return ""
    if stop.scope is StopScope.NONE:
        return f"未停用：{stop.reason}（{stop.decided_by}决定）"
    told = f"{stop.scope_words}：{stop.what}，{stop.stopped_at} 起，{stop.decided_by}决定"
    resumed = f"；{stop.resumed_at} 恢复使用，{stop.resumed_by}批准"
    return told + resumed if stop.resumed_at else told


def _told(report: ReportLine) -> str:
    if report.reported_on is None:
        return ""
    return " ".join(p for p in (str(report.reported_on), report.way, report.receiver) if p)


def _explained(page: HazardPage) -> Iterator[tuple[str, str]]:
    for lack in page.lacks:
        if lack.reason:
            yield f"{lack.words}：{lack.reason}", lack.confirmed_by


def _major(page: HazardPage) -> MajorBlock:
    values = page.values
    reasons = list(_explained(page))
    stop = page.stops[0] if page.stops else None
    department, workers = page.reports
    lacks_stop = any(lack.key == "stop" for lack in page.lacks)
    return MajorBlock(
        number=page.number,
        what=values["description"],
        place=" · ".join(p for p in (values["location"], values["part"]) if p),
        clause=values["basis"],
        state=page.state_words,
        stop=_stop(stop),
        interim=stop.interim if stop else "",
        department=_told(department),
        workers=_told(workers),
        marks=tuple(
            FiveMark(m.words, "，".join(p for p in (m.value, m.note) if p), m.met)
            for m in page.marks
        ),
        explanation="；".join(text for text, _ in reasons),
        explained_by="、".join(dict.fromkeys(by for _, by in reasons)),
        stop_missing=lacks_stop and page.state not in OVER,
    )
