"""The sheets of how a hazard ends: accepted, sent back, struck off, corrected on the spot, void, merged; or
begins again."""

from selfcheck.errors import NotReady, Problem
from selfcheck.hazards import actions, endings, treatment
from selfcheck.hazards.pages import HazardPage, Office
from selfcheck.ui.choices import YES_NO
from selfcheck.ui.hazard_sheets.asked import Asked, Does, Field, Files, Part, Told
from selfcheck.ui.hazard_sheets.treatment import kept
from selfcheck.ui.hazard_sheets.values import YES, day_of

_REVIEW = Field(
    "review_risk", "是否调整风险点等级与四色图？", "parts", choices=YES_NO,
    hint="整改改变了风险的，选“是”，风险点会标为需要重新评估",
)  # fmt: skip
_PHOTOS: tuple[Part, ...] = (
    Files("before", "整改前", looked_at=True, beside=True),
    Files("after", "整改后", looked_at=True),
)


def _reviewed(told: Told) -> bool:
    """The answer about the risk point. Raises NotReady when it was not given."""
    if not told["review_risk"]:
        raise NotReady([Problem("HZ39", "review_risk", "选“是”或“否”")])
    return told["review_risk"] == YES


def accept(page: HazardPage, office: Office) -> Asked:
    """验收通过; an ordinary one is struck off by it."""
    supervised = bool(page.values["supervised"])
    at_once = not page.major and not supervised
    after = "由督办部门核查后销号" if supervised else "恢复停用的设备以后销号"
    line = "验收通过，这条隐患同时销号。" if at_once else f"记为企业验收通过，{after}。"
    return Asked(
        step="accept",
        title="验收",
        line=f"{line}不合格的，退回整改。",
        verb="验收通过并销号" if at_once else "验收通过",
        do=_accept_and_close if at_once else _accept,
        parts=(
            *_PHOTOS,
            Field("on", "验收日期", "day", office.today.isoformat(), also=("accepted_on",),
                  beside=True),
            kept(page, "acceptor", offered=tuple(office.principals if page.major else office.people)),
            Field("note", "验收意见（选填）", "text"),
            Files("acceptance", "验收材料（选填）", "验收记录、检测报告"),
            *((_REVIEW,) if at_once else ()),
        ),
        others=(("退回整改", "send_back"),),
    )  # fmt: skip


def _accept(does: Does, told: Told) -> None:
    does(treatment.accept, on=day_of(told["on"]), note=told["note"])


def _accept_and_close(does: Does, told: Told) -> None:
    on, note = day_of(told["on"]), told["note"]
    does(treatment.accept_and_close, on=on, note=note, review_risk=_reviewed(told))


def send_back(page: HazardPage, office: Office) -> Asked:  # noqa: ARG001 - every step is asked alike
    """退回整改, with what is still to be done."""
    owner = page.values["owner"]
    return Asked(
        step="send_back",
        title="退回整改",
        line=f"退回后由{owner or '责任人'}继续整改，改好再申请验收。理由写进经过。",
        verb="退回整改",
        do=_send_back,
        parts=(Field("reason", "哪里不合格，还要做什么", "text"),),
    )


def _send_back(does: Does, told: Told) -> None:
    does(treatment.send_back, reason=told["reason"])


def close(page: HazardPage, office: Office) -> Asked:
    """销号; of a supervised one, with what the department wrote."""
    supervised: tuple[Part, ...] = (
        kept(page, "closeout_by", offered=tuple(filter(None, (office.department,)))),
        kept(page, "closeout_on", beside=True),
        kept(page, "closeout_number"),
        Files("closeout", "部门核查的材料（选填）", "核查意见、销号通知"),
    )
    is_supervised = bool(page.values["supervised"])
    first = "挂牌督办的，部门核查同意后才能销号。" if is_supervised else ""
    return Asked(
        step="close",
        title="销号",
        line=f"{first}销号后这条隐患不能再改，又出现的可以重新打开。",
        verb="销号",
        do=_close,
        place=_place_of_close,
        parts=(*(supervised if is_supervised else ()), _REVIEW),
    )


def _close(does: Does, told: Told) -> None:
    does(treatment.close, review_risk=_reviewed(told))


def _place_of_close(problem: Problem, told: Told) -> str:
    if problem.where != "closeout" or "closeout_by" not in told:
        return ""
    return "closeout_on" if told["closeout_by"].strip() else "closeout_by"


def correct_on_site(page: HazardPage, office: Office) -> Asked:  # noqa: ARG001 - every step alike
    """当场整改: both photos and what was done, in one sheet."""
    return Asked(
        step="correct_on_site",
        title="当场整改",
        line="当场改好的一般隐患，写明做法、留下前后照片，这里就销号。",
        verb="当场整改并销号",
        do=_correct_on_site,
        parts=(
            Files("before", "整改前", "至少 1 张照片"),
            kept(page, "measures", words="当场怎么整改的"),
            Files("after", "整改后", "至少 1 张照片，要在整改前照片之后拍"),
        ),
    )


def _correct_on_site(does: Does, told: Told) -> None:  # noqa: ARG001 - its fields are kept when left
    does(actions.correct_on_site)


def reopen(page: HazardPage, office: Office) -> Asked:  # noqa: ARG001 - every step is asked alike
    """复发: the same hazard is open again."""
    before = page.values["recurrences"]
    again = f"这是第 {before + 1} 次复发。" if before else ""
    return Asked(
        step="reopen",
        title="复发，重新打开",
        line=f"{again}重新打开后要重新定方案、整改、验收；原来的经过和照片都保留。",
        verb="重新打开",
        do=_reopen,
        parts=(Field("reason", "怎么发现又出现了", "text"),),
    )


def _reopen(does: Does, told: Told) -> None:
    does(endings.reopen, reason=told["reason"])


def void(page: HazardPage, office: Office) -> Asked:
    """作废: never deleted, the reason stays; a major one needs a second person."""
    second = Field("second_by", "同意作废的第二个人", offered=office.people)
    return Asked(
        step="void",
        title="作废",
        line="误登记的、不是隐患的才作废。作废后仍留在台账里，理由写进经过，不能恢复。",
        verb="作废",
        do=_void,
        parts=(
            Field("reason", "作废的理由", "text"),
            *((second,) if page.major else ()),
        ),
    )


def _void(does: Does, told: Told) -> None:
    does(endings.void, reason=told["reason"], second_by=told.get("second_by", ""))


def merge(page: HazardPage, office: Office) -> Asked:  # noqa: ARG001 - every step is asked alike
    """并案: the same thing was recorded twice."""
    return Asked(
        step="merge",
        title="并案",
        line="同一处隐患登记了两次的，并入先登记的那条，以后只办那一条。",
        verb="并案",
        do=_merge,
        parts=(Field("into", "并入哪一条", "hazard"),),
    )


def _merge(does: Does, told: Told) -> None:
    does(endings.merge, into=told["into"])
