"""The papers about one hazard: 整改通知书, 重大事故隐患报告, 治理方案, 公示, 整改验收单."""

from collections.abc import Sequence
from itertools import takewhile

from sqlmodel import Session

from selfcheck import history, moments
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.evidence import marks
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.forms.pack import Pack
from selfcheck.hazards import fields, hazard_query, states
from selfcheck.hazards.pages import HazardPage, Office
from selfcheck.hazards.records import ReportTo, StopScope
from selfcheck.reports.content import Photo
from selfcheck.reports.hazard_content import (
    Acceptance,
    HazardFacts,
    HazardReport,
    Notice,
    Origin,
    SixParts,
    StopFacts,
    TreatmentPlan,
    WorkersNotice,
)


def _origin(session: Session, office: Office) -> Origin:
    about = enterprise_queries.about(session)
    head = history.head(session).hash
    return Origin(about.name, about.credit_code, office.today.isoformat(), head)


def _day(page: HazardPage, name: str) -> str:
    value = page.values[name]
    return value.isoformat() if value else ""


def _facts(page: HazardPage) -> HazardFacts:
    values = page.values
    newest = page.determinations[0] if page.determinations else None
    cited = newest.clauses if newest else ()
    gists = [f"{c.get('title', '')} {c.get('clause', '')}：{c.get('gist', '')}" for c in cited]
    return HazardFacts(
        number=page.number,
        what=values["description"],
        place=values["location"],
        part=values["part"],
        grade=page.grade_words,
        basis="\n".join(gists) or values["basis"],
        found_on=_day(page, "found_on"),
        found_by="匿名" if values["anonymous"] else values["found_by"],
        source=page.words["source"],
        accident_type=page.words["accident_type"],
        major=page.major,
    )


def _stop(page: HazardPage) -> StopFacts:
    if not page.stops:
        return StopFacts()
    stop = page.stops[0]
    nothing = stop.scope is StopScope.NONE
    resumed = f"{stop.resumed_by} {stop.resumed_at}" if stop.resumed_at else ""
    return StopFacts(
        scope=stop.scope_words,
        what="" if nothing else stop.what,
        since="" if nothing else stop.stopped_at,
        decided_by=stop.decided_by,
        reason=stop.reason if nothing else "",
        interim=stop.interim,
        resumed=resumed,
    )


def _plan(page: HazardPage) -> SixParts:
    values = page.values
    money = "" if values["budget_fen"] is None else f"预算 {fields.yuan(values['budget_fen'])}"
    who = [values["organisation"]]
    if values["owner"]:
        who.append(f"整改责任人 {values['owner']} {values['department']}".strip())
    until = f"{_day(page, 'deadline')} 前完成" if values["deadline"] else ""
    return SixParts(
        goals=values["goal"],
        methods=values["measures"],
        resources="\n".join(part for part in (money, values["supplies"]) if part),
        people="\n".join(part for part in who if part),
        deadline="\n".join(part for part in (until, values["requirements"]) if part),
        safety=values["safeguards"],
    )


def photo_of(card: EvidenceCard) -> Photo:
    """A photo for paper with what was drawn over it; a lost file is named and prints as a box."""
    day = f" · {card.occurred_on}" if card.occurred_on else ""
    caption = f"{card.title}{day}"
    drawn = tuple(marks.read_marks(list(card.marks)))
    return Photo(card.code, caption, card.path, drawn)


def _photos(page: HazardPage, part: str) -> tuple[Photo, ...]:
    return tuple(photo_of(card) for card in page.evidence.get(part, ()) if card.is_photo)


def notices(
    session: Session, office: Office, ids: Sequence[int], *, issuer: str
) -> tuple[Notice, ...]:
    """整改通知书 for each hazard, to whoever is to put it right."""
    origin = _origin(session, office)
    pages = [
        hazard_query.page_of(kept, office, session)
        for kept in states.wholes(session, office, ids)
    ]
    return tuple(
        Notice(
            origin=origin,
            hazard=_facts(page),
            owner=page.values["owner"],
            department=page.values["department"],
            demands=page.values["measures"],
            deadline=_day(page, "deadline"),
            stop=_stop(page),
            before=_photos(page, "before"),
            issuer=issuer,
            issued_on=office.today.isoformat(),
        )
        for page in pages
    )


def report_form(session: Session, office: Office, hazard_id: int, pack: Pack) -> HazardReport:
    """重大事故隐患报告 with the three contents that the Law asks for."""
    page = hazard_query.hazard_page(session, office, hazard_id)
    about = enterprise_queries.page(session, pack)
    told = next(r for r in page.reports if r.told is ReportTo.DEPARTMENT)
    values = page.values
    return HazardReport(
        origin=_origin(session, office),
        hazard=_facts(page),
        receiver=told.receiver or about.department or pack.reporting.receiver,
        principal=office.principals[0] if office.principals else "",
        address=about.address,
        sector=about.sector,
        phone=about.phone,
        situation=values["situation"],
        severity=values["severity"],
        difficulty=values["difficulty"],
        plan=_plan(page),
        stop=_stop(page),
        reported_on=told.reported_on.isoformat() if told.reported_on else "",
    )


def plan_form(session: Session, office: Office, hazard_id: int) -> TreatmentPlan:
    """治理方案 on a sheet of its own."""
    page = hazard_query.hazard_page(session, office, hazard_id)
    this_time = takewhile(lambda line: line.kind != "reopen", page.events)  # newest first
    approved = next((line.at for line in this_time if line.kind == "plan"), "")
    values = page.values
    return TreatmentPlan(
        origin=_origin(session, office),
        hazard=_facts(page),
        plan=_plan(page),
        owner=values["owner"],
        budget=fields.yuan(values["budget_fen"]),
        deadline=_day(page, "deadline"),
        approved_by=values["plan_approved_by"],
        approved_on=moments.read(approved).date().isoformat() if approved else "",
    )


def workers_notice(
    session: Session, office: Office, hazard_id: int, pack: Pack
) -> WorkersNotice:
    """重大事故隐患公示 for the notice board."""
    page = hazard_query.hazard_page(session, office, hazard_id)
    told = next(r for r in page.reports if r.told is ReportTo.WORKERS)
    values = page.values
    return WorkersNotice(
        origin=_origin(session, office),
        hazard=_facts(page),
        stop=_stop(page),
        measures=values["measures"],
        owner=values["owner"],
        deadline=_day(page, "deadline"),
        state=page.state_words,
        phone=enterprise_queries.page(session, pack).phone,
        published_on=told.reported_on.isoformat() if told.reported_on else "",
    )


def acceptance_form(session: Session, office: Office, hazard_id: int) -> Acceptance:
    """整改验收单 with the photos of before and after side by side."""
    page = hazard_query.hazard_page(session, office, hazard_id)
    values = page.values
    return Acceptance(
        origin=_origin(session, office),
        hazard=_facts(page),
        owner=values["owner"],
        measures=values["measures"],
        result=values["result"],
        spent=fields.yuan(values["spent_fen"]),
        done_on=_day(page, "rectified_on"),
        stop=_stop(page),
        before=_photos(page, "before"),
        after=_photos(page, "after"),
        acceptor=values["acceptor"],
        opinion=values["acceptance_note"],
        accepted_on=_day(page, "accepted_on"),
        passed=True if values["accepted_on"] else None,
        supervised_by=values["supervised_by"] if values["supervised"] else "",
    )
