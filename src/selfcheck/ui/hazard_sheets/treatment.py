"""The sheets of the treatment: plan, start, extension, and the request to be accepted."""

from selfcheck.errors import Problem
from selfcheck.hazards import treatment
from selfcheck.hazards.fields import FIELDS
from selfcheck.hazards.pages import HazardPage, Office
from selfcheck.ui.hazard_sheets.asked import Asked, Does, Field, Files, Kind, Told
from selfcheck.ui.hazard_sheets.values import day_of, shown_value

_KINDS: dict[str, Kind] = {
    "word": "word", "text": "text", "day": "day", "past_day": "day", "money": "money",
}  # fmt: skip


def kept(
    page: HazardPage,
    name: str,
    *,
    words: str = "",
    hint: str = "",
    offered: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    beside: bool = False,
) -> Field:
    """A field of the hazard, as it stands, written down when it is left."""
    spec = FIELDS[name]
    return Field(
        name, words or spec.words, _KINDS[spec.kind], shown_value(name, page.values[name]),
        hint, offered, kept=True, also=also, beside=beside,
    )  # fmt: skip


def plan(page: HazardPage, office: Office) -> Asked:
    """治理方案: six parts and five marks for a major hazard; who, what and until when for a general one."""
    people = office.people
    if not page.major:
        return Asked(
            step="plan",
            title="定整改方案",
            line="定好谁来改、怎么改、改到哪天，就可以开始整改。",
            verb="定下方案",
            do=_plan,
            parts=(
                kept(page, "measures", words="怎么整改"),
                kept(page, "owner", offered=people, beside=True),
                kept(page, "department", words="责任部门（选填）"),
                kept(page, "deadline", beside=True),
                kept(page, "budget_fen", words="预算（元，选填）", also=("budget",)),
                Files("plan", "方案的附件（选填）"),
            ),
        )  # fmt: skip
    return Asked(
        step="plan",
        title="审定治理方案",
        line="六项写全、主要负责人审定后方案成立，可以开始整改。写到一半关闭，已写的都在。",
        verb="审定方案",
        do=_plan,
        marks=True,
        parts=(
            kept(page, "goal", words="一、目标和任务", hint="改到什么程度"),
            kept(page, "measures", words="二、方法和措施", hint="怎么整改"),
            kept(page, "supplies", words="三、经费和物资（选填）", hint="钱从哪里出，要哪些物资"),
            kept(page, "budget_fen", words="预算（元）", also=("budget",),
                 hint="不花钱的填 0"),
            kept(page, "organisation", words="四、机构和人员", hint="由谁组织，哪些人参加"),
            kept(page, "owner", offered=people, beside=True),
            kept(page, "department", words="责任部门（选填）"),
            kept(page, "requirements", words="五、时限和要求", hint="分几步，每步到哪天"),
            kept(page, "deadline"),
            kept(page, "safeguards", words="六、安全措施和应急预案",
                 hint="整改期间怎样保证安全，出了险情怎么办"),
            Files("plan", "方案的附件（选填）", "盖章的方案、图纸、应急预案"),
            kept(page, "plan_approved_by", words="审定的主要负责人", offered=office.principals),
        ),
    )  # fmt: skip


def _plan(does: Does, told: Told) -> None:  # noqa: ARG001 - its fields are kept when left
    does(treatment.plan)


def start(page: HazardPage, office: Office) -> Asked:  # noqa: ARG001 - every step is asked alike
    """开始整改: nothing is asked, what is missing is told."""
    return Asked(
        step="start",
        title="开始整改",
        line="状态变为“整改中”，方案里的责任人按期限整改。",
        verb="开始整改",
        do=_start,
    )


def _start(does: Does, told: Told) -> None:  # noqa: ARG001 - nothing is asked
    does(treatment.start)


def extend(page: HazardPage, office: Office) -> Asked:
    """申请延期: a later day with a reason and an approver."""
    approvers = office.principals if page.major else office.people
    owner = page.values["owner"]
    others = tuple(name for name in approvers if name != owner)
    until = page.values["deadline"]
    now = f"现在的期限是 {until}。" if until else "现在没有定期限。"
    return Asked(
        step="extend",
        title="延长整改期限",
        line=f"{now}批准后按新的期限算超期，原来的期限和理由留在经过里。",
        verb="延期",
        do=_extend,
        parts=(
            Field("until", "延到哪一天", "day", beside=True),
            Field("approved_by", "批准人", offered=others),
            Field("reason", "延期的理由", "text"),
        ),
    )


def _extend(does: Does, told: Told) -> None:
    until, by = day_of(told["until"]), told["approved_by"]
    does(treatment.extend, until=until, reason=told["reason"], approved_by=by)


def request(page: HazardPage, office: Office) -> Asked:
    """申请验收: what was done, the photo of after, and who looks at it."""
    owner = page.values["owner"]
    acceptors = office.principals if page.major else office.people
    return Asked(
        step="request",
        title="申请验收",
        line="整改完了交给验收人看：通过就可以销号，不通过退回再改。",
        verb="申请验收",
        do=_request,
        place=_place_of_request,
        parts=(
            kept(page, "result", words="整改结果", hint="做了什么、现在怎样"),
            kept(page, "rectified_on", beside=True),
            kept(page, "spent_fen", words="已用资金（元，选填）"),
            Files("before", "整改前", looked_at=True, beside=True),
            Files("after", "整改后", "至少 1 张，比整改前晚"),
            kept(page, "acceptor", offered=tuple(n for n in acceptors if n != owner)),
        ),
    )  # fmt: skip


def _request(does: Does, told: Told) -> None:  # noqa: ARG001 - its fields are kept when left
    does(treatment.request)


def _place_of_request(problem: Problem, told: Told) -> str:
    """The day and the result are asked for together: the one that is empty."""
    if problem.where != "rectified_on" or told["result"].strip():
        return ""
    return "result" if told["rectified_on"] else ""
