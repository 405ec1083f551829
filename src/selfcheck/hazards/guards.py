"""What must hold before a step: one function per rule, each with its code; facts in, a problem or nothing out.

HZ01–HZ05 recorded · HZ06–HZ10 corrected on the spot · HZ11–HZ13 graded · HZ15–HZ20 stopped and resumed ·
HZ21–HZ29 treatment plan · HZ30–HZ32 reported · HZ34–HZ37 handed over for acceptance · HZ39–HZ40 closed ·
HZ45 not resumed too early · HZ49 evidence there. The other codes belong to `step_forms`, `fields`, `edits`
and `actions` (HZ53 a file that is there is not taken away as lost).
"""

from collections.abc import Callable

from selfcheck.errors import Problem
from selfcheck.hazards.facts import Facts
from selfcheck.hazards.persons import is_among, same_person
from selfcheck.hazards.records import HazardGrade, HazardState, ReportTo, StopScope

Guard = Callable[[Facts], Problem | None]


def _unless(holds: object, code: str, where: str, text: str) -> Problem | None:
    return None if holds else Problem(code, where, text)


def described(facts: Facts) -> Problem | None:
    """HZ01: what is wrong is written down."""
    return _unless(facts.description, "HZ01", "description", "写明隐患是什么")


def located(facts: Facts) -> Problem | None:
    """HZ02: where it is."""
    return _unless(facts.location, "HZ02", "location", "填写隐患所在的场所")


def dated(facts: Facts) -> Problem | None:
    """HZ03: the day it was found, not one to come."""
    if facts.found_on is None:
        return Problem("HZ03", "found_on", "填写发现日期")
    text = f"发现日期不能晚于今天 {facts.today}"
    return _unless(facts.found_on <= facts.today, "HZ03", "found_on", text)


def found_by_somebody(facts: Facts) -> Problem | None:
    """HZ04: who found it, unless it was reported without a name."""
    text = "填写发现人；员工不愿留名的，勾选“匿名”"
    return _unless(facts.found_by or facts.anonymous, "HZ04", "found_by", text)


def sourced(facts: Facts) -> Problem | None:
    """HZ05: how it came to be known."""
    return _unless(facts.source, "HZ05", "source", "选择隐患来源")


def photographed_before(facts: Facts) -> Problem | None:
    """HZ06: a photo of how it was."""
    return _unless(facts.before_photos, "HZ06", "photos.before", "添加整改前的照片，至少 1 张")


def photographed_after(facts: Facts) -> Problem | None:
    """HZ07: a photo of how it is now."""
    return _unless(facts.after_photos, "HZ07", "photos.after", "添加整改后的照片，至少 1 张")


def after_is_later(facts: Facts) -> Problem | None:
    """HZ08: the photo of after was taken later than that of before, and is another one."""
    if facts.same_photo:
        text = "整改前和整改后是同一张照片，换一张整改后拍的"
        return Problem("HZ08", "photos.after", text)
    if not (facts.last_before and facts.first_after):
        return None
    told = facts.last_before[:16].replace("T", " ")
    text = f"整改后照片应晚于整改前照片 {told}，换一张整改后拍的"
    return _unless(facts.first_after > facts.last_before, "HZ08", "photos.after", text)


def told_how(facts: Facts) -> Problem | None:
    """HZ09: how it was corrected on the spot."""
    return _unless(facts.measures, "HZ09", "measures", "写明当场怎么整改的")


def not_major(facts: Facts) -> Problem | None:
    """HZ10: a major hazard is never closed on the spot."""
    text = "重大隐患不能按当场整改销号：停用、报告、制定治理方案，验收后再销号"
    return _unless(not facts.major, "HZ10", "grade", text)


def graded(facts: Facts) -> Problem | None:
    """HZ11: somebody decided the grade, with the reason; 待判 decides nothing yet."""
    decided = facts.determined and facts.grade is not HazardGrade.PENDING
    return _unless(decided, "HZ11", "grade", "判定等级：一般还是重大，写明理由")


def clause_cited(facts: Facts) -> Problem | None:
    """HZ12: a major grade rests on a clause, or on a written argument with its author."""
    text = "判为重大要引用判定标准的条款；没有合适条款的，写明论证和论证人"
    holds = not facts.major or facts.clauses or facts.argued
    return _unless(holds, "HZ12", "grade", text)


def stop_decided(facts: Facts) -> Problem | None:
    """HZ15: 决不带病运行 — a major hazard not removed at once is stopped, or the principal says why not."""
    text = "重大隐患没有消除前要停用：登记停用范围、时间、决定人和临时措施"
    return _unless(not facts.major or facts.stop, "HZ15", "stop", text)


def stop_complete(facts: Facts) -> Problem | None:
    """HZ16: a stop says what, when, who decided, and what keeps people safe meanwhile."""
    if not facts.major or facts.stop is None or facts.stop.scope is StopScope.NONE:
        return None
    stop = facts.stop
    parts = {
        "停用对象": stop.what,
        "停用时间": stop.stopped_at,
        "决定人": stop.decided_by,
        "临时措施": stop.interim,
    }
    lacking = [name for name, told in parts.items() if not told]
    return _unless(not lacking, "HZ16", "stop", f"补全停用登记：{'、'.join(lacking)}")


def not_stopping_explained(facts: Facts) -> Problem | None:
    """HZ17: running on with a major hazard needs reason, interim measures and the principal's decision."""
    stop = facts.stop
    if not facts.major or stop is None or stop.scope is not StopScope.NONE:
        return None
    if not (stop.reason and stop.interim):
        return Problem("HZ17", "stop", "没有停用的，写明理由和保障安全的临时措施")
    text = "没有停用要由主要负责人决定，选择主要负责人"
    return _unless(is_among(stop.decided_by, facts.principals), "HZ17", "stop", text)


def stop_shown(facts: Facts) -> Problem | None:
    """HZ18: the lock, the sign, the breaker: a photo proves the stop."""
    if not facts.major or facts.stop is None or facts.stop.scope is StopScope.NONE:
        return None
    text = "添加停用的照片：断电、上锁或挂牌，至少 1 张"
    return _unless(facts.stop_photos, "HZ18", "stop", text)


def is_stopped(facts: Facts) -> Problem | None:
    """HZ19: only what is stopped can be resumed."""
    return _unless(facts.stopped, "HZ19", "stop", "现在没有停用中的设备设施，不用恢复")


def accepted_first(facts: Facts) -> Problem | None:
    """HZ45: 决不带病运行 — what a major hazard stopped stays stopped until the hazard is accepted."""
    holds = not facts.major or facts.state is HazardState.ACCEPTED
    return _unless(holds, "HZ45", "stop", "重大隐患验收通过以前不能恢复使用")


def owned(facts: Facts) -> Problem | None:
    """HZ21: 责任."""
    return _unless(facts.owner, "HZ21", "owner", "填写整改责任人")


def measured(facts: Facts) -> Problem | None:
    """HZ22: 措施."""
    return _unless(facts.measures, "HZ22", "measures", "填写整改的方法和措施")


def funded(facts: Facts) -> Problem | None:
    """HZ23: 资金 — for a major hazard; nothing needed is said as 0."""
    holds = not facts.major or facts.budget_fen is not None
    text = "填写整改预算（元），不花钱的填 0"
    return _unless(holds, "HZ23", "budget", text)


def timed(facts: Facts) -> Problem | None:
    """HZ24: 时限, not before the day it was found."""
    if facts.deadline is None:
        return Problem("HZ24", "deadline", "填写整改期限")
    holds = facts.found_on is None or facts.deadline >= facts.found_on
    text = f"整改期限应不早于发现日期 {facts.found_on}"
    return _unless(holds, "HZ24", "deadline", text)


def safeguarded(facts: Facts) -> Problem | None:
    """HZ25: 预案 — safety measures while it is being treated."""
    text = "填写整改期间的安全措施和应急预案"
    return _unless(not facts.major or facts.safeguards, "HZ25", "safeguards", text)


def aimed(facts: Facts) -> Problem | None:
    """HZ26: the plan's goal."""
    return _unless(not facts.major or facts.goal, "HZ26", "goal", "填写治理的目标和任务")


def organised(facts: Facts) -> Problem | None:
    """HZ27: who treats it."""
    holds = not facts.major or facts.organisation
    return _unless(holds, "HZ27", "organisation", "填写负责治理的机构和人员")


def required(facts: Facts) -> Problem | None:
    """HZ28: what must be reached by when."""
    holds = not facts.major or facts.requirements
    return _unless(holds, "HZ28", "requirements", "填写治理的时限和要求")


def plan_approved(facts: Facts) -> Problem | None:
    """HZ29: the principal has the plan made and carried out (总局令第16号第十五条)."""
    holds = not facts.major or is_among(facts.plan_approved_by, facts.principals)
    text = "治理方案由主要负责人审定，选择审定的主要负责人"
    return _unless(holds, "HZ29", "plan_approved_by", text)


def told_department(facts: Facts) -> Problem | None:
    """HZ30: reported to the department (安全生产法第四十一条第二款)."""
    holds = not facts.major or ReportTo.DEPARTMENT in facts.reported
    text = "登记向监管部门报告的时间和方式"
    return _unless(holds, "HZ30", "report.department", text)


def told_workers(facts: Facts) -> Problem | None:
    """HZ31: reported to the workers' congress or posted (安全生产法第四十一条第二款)."""
    holds = not facts.major or ReportTo.WORKERS in facts.reported
    text = "登记向职工代表大会报告或公示的时间和方式"
    return _unless(holds, "HZ31", "report.workers", text)


def report_contents(facts: Facts) -> Problem | None:
    """HZ32: the report says how it stands and why, how dangerous, how hard to mend (第十四条)."""
    if not facts.major:
        return None
    parts = {
        "现状及其产生原因": facts.situation,
        "危害程度": facts.severity,
        "整改难易程度": facts.difficulty,
    }
    lacking = [name for name, told in parts.items() if not told]
    text = f"补全报告内容：{'、'.join(lacking)}"
    return _unless(not lacking, "HZ32", "situation", text)


def rectified(facts: Facts) -> Problem | None:
    """HZ34: the day it was put right, and the result."""
    if facts.rectified_on is None or not facts.result:
        return Problem("HZ34", "rectified_on", "填写整改完成日期和整改结果")
    if facts.rectified_on > facts.today:
        return Problem("HZ34", "rectified_on", f"整改完成日期不能晚于今天 {facts.today}")
    holds = facts.found_on is None or facts.rectified_on >= facts.found_on
    text = f"整改完成日期应不早于发现日期 {facts.found_on}"
    return _unless(holds, "HZ34", "rectified_on", text)


def acceptor_named(facts: Facts) -> Problem | None:
    """HZ35: somebody is named who will look at it."""
    return _unless(facts.acceptor, "HZ35", "acceptor", "指定验收人")


def acceptor_is_another(facts: Facts) -> Problem | None:
    """HZ36: who put a major hazard right does not accept it; for a general one it is told, not refused."""
    same = same_person(facts.acceptor, facts.owner)
    text = f"验收人须是整改责任人{facts.owner}以外的人"
    return Problem("HZ36", "acceptor", text, blocking=facts.major) if same else None


def acceptor_is_principal(facts: Facts) -> Problem | None:
    """HZ37: the principal accepts a major hazard."""
    named = not facts.acceptor or is_among(facts.acceptor, facts.principals)
    text = "重大隐患由主要负责人验收，选择主要负责人"
    return _unless(not facts.major or named, "HZ37", "acceptor", text)


def department_closed_out(facts: Facts) -> Problem | None:
    """HZ39: a supervised hazard (挂牌督办) is closed by the department, never by the enterprise."""
    if not facts.supervised:
        return None
    if facts.closeout_on is None or not facts.closeout_by:
        text = "挂牌督办的由部门核查销号：登记核查部门、日期和文号"
        return Problem("HZ39", "closeout", text)
    holds = facts.rectified_on is None or facts.closeout_on >= facts.rectified_on
    text = f"部门核查日期应不早于整改完成日期 {facts.rectified_on}"
    return _unless(holds, "HZ39", "closeout", text)


def nothing_stopped(facts: Facts) -> Problem | None:
    """HZ40: what was stopped has been put back in use with an approval before the hazard is closed."""
    text = "还有停用没有恢复：先登记恢复使用的批准人和时间；不再使用的，在备注里写明拆除"
    return _unless(not facts.stopped, "HZ40", "stop", text)


def evidence_there(facts: Facts) -> Problem | None:
    """HZ49: a recorded file that is gone is told, never passed over."""
    text = f"有 {facts.lost} 件佐证找不到文件，重新指定原文件"
    return _unless(not facts.lost, "HZ49", "photos", text)
