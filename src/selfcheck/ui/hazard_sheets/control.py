"""The sheets of what the law asks for at once: stopping, resuming, and reporting twice."""

from selfcheck.errors import Problem
from selfcheck.hazards import treatment
from selfcheck.hazards.pages import HazardPage, Office
from selfcheck.hazards.records import STOP_WORDS, ReportTo, StopScope
from selfcheck.ui.choices import Choice
from selfcheck.ui.hazard_sheets.asked import Asked, Does, Field, Files, Part, Told
from selfcheck.ui.hazard_sheets.values import day_of, shown_value

_STOPPED = tuple(scope.value for scope in StopScope if scope is not StopScope.NONE)
_SCOPES = tuple(
    Choice(scope.value, STOP_WORDS[scope], bad=scope is StopScope.NONE) for scope in StopScope
)
WAYS = {
    ReportTo.DEPARTMENT: ("书面送达", "系统填报", "电话并补书面"),
    ReportTo.WORKERS: ("职工代表大会", "职工大会", "信息公示栏", "班前会通报"),
}


def stop(page: HazardPage, office: Office) -> Asked:  # noqa: ARG001 - every step is asked alike
    """停用登记: what is out of use until the hazard is gone, or why nothing is."""
    return Asked(
        step="stop",
        title="登记停用",
        line="登记停用后，这条隐患验收通过前不能恢复使用。",
        verb="登记停用",
        do=_stop,
        place=_place_of_stop,
        parts=(
            Field("scope", "停用范围", "parts", choices=_SCOPES),
            Field("what", "停用的设备、场所", hint="写到能认出来，如：3号中频炉及其供料行车",
                  only=("scope", _STOPPED)),
            Field("stopped_at", "停用时间", "moment", value=office.today.isoformat(),
                  beside=True, only=("scope", _STOPPED)),
            Field("decided_by", "决定人", offered=office.people),
            Field("reason", "没有停用的理由", "text", only=("scope", (StopScope.NONE.value,)),
                  hint="停不下来的原因；没有停用要由主要负责人决定"),
            Field("interim", "整改前的临时措施", "text", hint="撤人、警戒、专人监护、加强检查等"),
            Files("stop", "停用的照片", "拍下断电、上锁或挂牌，申请验收前至少 1 张",
                  also=("photos.stop",), only=("scope", _STOPPED)),
        ),
    )  # fmt: skip


def _stop(does: Does, told: Told) -> None:
    scope = StopScope(told["scope"]) if told["scope"] else None
    names = ("what", "stopped_at", "decided_by", "interim", "reason")
    does(treatment.stop, scope=scope, **{name: told[name] for name in names})


def _place_of_stop(problem: Problem, told: Told) -> str:
    """The first field of the stop that is still empty: its rules look at all of them together."""
    if problem.where != "stop":
        return ""
    running = told["scope"] == StopScope.NONE.value
    asked = (
        ("reason", "interim") if running else ("what", "stopped_at", "decided_by", "interim")
    )
    return next((name for name in asked if not told[name].strip()), "decided_by")


def resume(page: HazardPage, office: Office) -> Asked:
    """恢复使用, with an approval."""
    stopped = next((line for line in page.stops if not line.resumed_at), None)
    what = stopped.what if stopped else ""
    approvers = office.principals if page.major else office.people
    return Asked(
        step="resume",
        title="恢复使用",
        line=f"登记后，{what or '停用的设备、场所'}可以重新使用，批准人和时间写进经过。",
        verb="恢复使用",
        do=_resume,
        parts=(
            Field("at", "恢复使用的时间", "moment", value=office.today.isoformat(),
                  also=("resumed_at",), beside=True),
            Field("approved_by", "批准人", offered=approvers, also=("resumed_by",),
                  value=approvers[0] if page.major and len(approvers) == 1 else ""),
            Field("note", "备注（选填）", "text", hint="不再使用的，写明已经拆除"),
            Files("resume", "恢复使用的材料（选填）", "批准单、检测合格单"),
        ),
    )  # fmt: skip


def _resume(does: Does, told: Told) -> None:
    does(treatment.resume, at=told["at"], approved_by=told["approved_by"], note=told["note"])


def report_department(page: HazardPage, office: Office) -> Asked:
    """向监管部门报告, with the three things a report must say."""
    contents: tuple[Part, ...] = (
        Field("situation", "现状及其产生原因", "text", kept=True,
              value=page.values["situation"]),
        Field("severity", "危害程度", "text", kept=True, value=page.values["severity"]),
        Field("difficulty", "整改难易程度", "text", kept=True, value=page.values["difficulty"]),
    )  # fmt: skip
    return Asked(
        step="report",
        title="登记向监管部门的报告",
        line="先向监管部门报告，再登记在这里：程序不代发报告。" + _again(page, ReportTo.DEPARTMENT),
        verb="登记报告",
        do=_report_department,
        parts=(
            Field("receiver", "接收报告的部门", value=office.department,
                  offered=tuple(filter(None, (office.department,)))),
            *_told_when(office, ReportTo.DEPARTMENT),
            Field("note", "回执编号（选填）"),
            Files("department", "报告和回执（选填）", "盖章的报告、回执、系统截图"),
            *(contents if page.major else ()),
        ),
        others=(("登记向职工的报告", "report.workers"),),
    )  # fmt: skip


def report_workers(page: HazardPage, office: Office) -> Asked:
    """向职工大会、职工代表大会报告，或在信息公示栏公示."""
    return Asked(
        step="report",
        title="登记向职工的报告或公示",
        line="先向职工代表大会报告或公示，再登记在这里。" + _again(page, ReportTo.WORKERS),
        verb="登记报告",
        do=_report_workers,
        parts=(
            *_told_when(office, ReportTo.WORKERS),
            Field("receiver", "向谁报告、公示在哪里（选填）", hint="如：第三届职工代表大会、厂区北门公示栏"),
            Field("note", "备注（选填）"),
            Files("workers", "会议记录、公示照片（选填）"),
        ),
        others=(("登记向监管部门的报告", "report.department"),),
    )  # fmt: skip


def _told_when(office: Office, told: ReportTo) -> tuple[Field, ...]:
    return (
        Field("reported_on", "报告日期", "day", value=shown_value("found_on", office.today),
              beside=True),
        Field("way", "报告方式", offered=WAYS[told]),
    )  # fmt: skip


def _again(page: HazardPage, told: ReportTo) -> str:
    made = next((line for line in page.reports if line.told is told), None)
    if made is None or made.reported_on is None:
        return ""
    return f"{made.reported_on} 已经登记过一次，再登记的作为最新的一次。"


def _report_department(does: Does, told: Told) -> None:
    _report(does, told, ReportTo.DEPARTMENT)


def _report_workers(does: Does, told: Told) -> None:
    _report(does, told, ReportTo.WORKERS)


def _report(does: Does, told: Told, to: ReportTo) -> None:
    does(
        treatment.report, to, receiver=told["receiver"], reported_on=day_of(told["reported_on"]),
        way=told["way"], note=told["note"],
    )  # fmt: skip
