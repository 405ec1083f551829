"""重大事故隐患报告 and 治理方案: what the Law has an enterprise write about a major hazard.

The report holds the three contents of 总局令第16号第十四条, the plan the six parts of its 第十五条.
"""

from selfcheck.reports.flow import subtitle
from selfcheck.reports.forms import bound, refuse_missing_glyphs
from selfcheck.reports.hazard_content import HazardReport, TreatmentPlan
from selfcheck.reports.hazard_parts import (
    begin,
    found_in_words,
    grade_in_words,
    new_book,
    place_of,
    set_facts,
    set_note,
    set_signing,
    set_six_parts,
    set_words,
    spoken,
    stop_rows,
)
from selfcheck.reports.paper import Book

REPORT_TITLE = "重大事故隐患报告"
PLAN_TITLE = "重大事故隐患治理方案"
_REPORT_BASIS = "《安全生产法》第四十一条第二款；《安全生产事故隐患排查治理暂行规定》第十四条"
_PLAN_BASIS = "《安全生产事故隐患排查治理暂行规定》第十五条，由主要负责人组织制定并实施"
_NOTE = "一式两份：一份交负有安全生产监督管理职责的部门，一份签收后由本单位存档。"


def report_form_pdf(report: HazardReport) -> bytes:
    """The report to the department, to be signed and sealed; raises NotReady (RP01)."""
    hazard = report.hazard
    refuse_missing_glyphs(spoken(report, hazard.number))
    book = new_book(report.origin, hazard)
    begin(book, REPORT_TITLE, _REPORT_BASIS, hazard)
    set_facts(
        book,
        [
            ("报告部门", report.receiver),
            ("企业", report.origin.enterprise),
            ("信用代码", report.origin.credit_code, "主要负责人", report.principal),
            ("地址", report.address),
            ("行业与规模", report.sector),
            ("联系人", "　".join(part for part in (report.contact, report.phone) if part)),
        ],
        strong=("报告部门",),
    )
    subtitle(book, "隐患", before=11)
    set_facts(
        book,
        [
            ("发现", found_in_words(hazard)),
            ("地点与部位", place_of(hazard)),
            ("隐患情况", hazard.what),
            ("等级", grade_in_words(hazard), "可能事故类型", hazard.accident_type),
            ("判定依据", hazard.basis),
            *stop_rows(report.stop),
        ],
        strong=("隐患情况",),
    )
    set_words(book, "一、隐患的现状及其产生原因", report.situation)
    set_words(book, "二、隐患的危害程度和整改难易程度分析", _harm(report), blanks=4)
    subtitle(book, "三、隐患的治理方案", before=11, keep=80)
    set_six_parts(book, report.plan)
    set_signing(
        book,
        (
            ("主要负责人签字", "", report.reported_on),
            ("企业盖章", "", report.reported_on),
            ("部门签收", "", ""),
        ),
    )
    set_note(book, _NOTE)
    return bound(book, f"{REPORT_TITLE} {hazard.number}", report.origin.enterprise)


def _harm(report: HazardReport) -> str:
    """How bad and how hard, each after its own words; "" when neither is known."""
    return "\n".join(
        f"{title}：{text}"
        for title, text in (("危害程度", report.severity), ("整改难易程度", report.difficulty))
        if text
    )


def plan_pdf(plan: TreatmentPlan) -> bytes:
    """The plan of treatment, to be approved by the principal; raises NotReady (RP01)."""
    hazard = plan.hazard
    refuse_missing_glyphs(spoken(plan, hazard.number))
    book = new_book(plan.origin, hazard)
    begin(book, PLAN_TITLE, _PLAN_BASIS, hazard)
    _set_plan_facts(book, plan)
    subtitle(book, "治理方案", before=11, keep=80)
    set_six_parts(book, plan.plan, blanks=3)
    set_signing(
        book,
        (
            ("编制人", "", ""),
            ("整改责任人", "", ""),
            ("主要负责人批准", plan.approved_by, plan.approved_on),
        ),
    )
    return bound(book, f"{PLAN_TITLE} {hazard.number}", plan.origin.enterprise)


def _set_plan_facts(book: Book, plan: TreatmentPlan) -> None:
    hazard = plan.hazard
    set_facts(
        book,
        [
            ("企业", plan.origin.enterprise),
            ("地点与部位", place_of(hazard)),
            ("隐患情况", hazard.what),
            ("判定依据", hazard.basis),
            ("整改责任人", plan.owner),
            ("整改期限", plan.deadline, "预算资金", plan.budget),
        ],
        strong=("隐患情况", "整改期限"),
    )
