"""The ledger of hazards (隐患台账): what is kept of each, from the day it was found to its closing."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from selfcheck.store import by_value


class HazardGrade(StrEnum):
    PENDING = "pending"  # 待判
    GENERAL = "general"  # 一般事故隐患
    MAJOR = "major"  # 重大事故隐患


class HazardState(StrEnum):
    DRAFT = "draft"  # 草稿
    REGISTERED = "registered"  # 已登记
    GRADED = "graded"  # 已定级
    PLANNED = "planned"  # 方案已定
    RECTIFYING = "rectifying"  # 整改中
    RETURNED = "returned"  # 退回整改
    AWAITING = "awaiting"  # 待复查
    ACCEPTED = "accepted"  # 企业验收通过; a supervised hazard is closed by the department alone
    CLOSED = "closed"  # 已销号
    MERGED = "merged"  # 已并案
    VOID = "void"  # 作废


class StopScope(StrEnum):
    WHOLE = "whole"  # 全部停产停业
    PART = "part"  # 局部停产停业
    EQUIPMENT = "equipment"  # 设备停用
    NONE = "none"  # 未停用, with the reason


class ReportTo(StrEnum):
    """To whom a major hazard is reported (安全生产法第四十一条第二款)."""

    DEPARTMENT = "department"  # 负有安全监管职责的部门
    WORKERS = "workers"  # 职工大会或职工代表大会、信息公示栏


GRADE_WORDS = {
    HazardGrade.PENDING: "待判",
    HazardGrade.GENERAL: "一般",
    HazardGrade.MAJOR: "重大",
}
STATE_WORDS = {
    HazardState.DRAFT: "草稿",
    HazardState.REGISTERED: "已登记",
    HazardState.GRADED: "已定级",
    HazardState.PLANNED: "方案已定",
    HazardState.RECTIFYING: "整改中",
    HazardState.RETURNED: "退回整改",
    HazardState.AWAITING: "待复查",
    HazardState.ACCEPTED: "验收通过",
    HazardState.CLOSED: "已销号",
    HazardState.MERGED: "已并案",
    HazardState.VOID: "已作废",
}
STOP_WORDS = {
    StopScope.WHOLE: "全部停产停业",
    StopScope.PART: "局部停产停业",
    StopScope.EQUIPMENT: "设备停用",
    StopScope.NONE: "未停用",
}
REPORT_WORDS = {ReportTo.DEPARTMENT: "监管部门", ReportTo.WORKERS: "职工代表大会或公示"}

# over: nothing is left to be done about it
OVER = frozenset({HazardState.CLOSED, HazardState.MERGED, HazardState.VOID})


def _kept_json(kind: Any) -> Any:
    return Field(default_factory=kind, sa_column=Column(JSON, nullable=False))


class Hazard(SQLModel, table=True):
    """One hazard. Never deleted: 作废 keeps the row, and every change stands in the change log."""

    __tablename__ = "hazards"
    # what the saved filters and the order of the list ask for, without reading the rows
    __table_args__ = (Index("ix_hazards_waiting", "deadline", "state", "grade"),)

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)  # YH-2026-052, or the one an older ledger gave it
    serial: int | None = Field(default=None, unique=True)  # 2026_000_052: for the next number
    state: HazardState = Field(
        default=HazardState.DRAFT,
        sa_column=Column(by_value(HazardState), nullable=False, index=True),
    )
    grade: HazardGrade = Field(
        default=HazardGrade.PENDING,
        sa_column=Column(by_value(HazardGrade), nullable=False, index=True),
    )
    # found and recorded
    description: str = ""
    location: str = ""  # 场所
    part: str = ""  # 部位
    category: str = ""  # A01 … B99, key of the vocabulary
    source: str = ""  # key of the vocabulary
    found_by: str = ""
    anonymous: bool = False  # the name of who reported is not kept
    reward_fen: int | None = None  # 内部报告奖励
    found_on: date | None = Field(default=None, index=True)
    recorded_at: str  # when it was put into this program: fixed
    accident_type: str = ""
    factor: str = ""  # GB/T 13861
    basis: str = ""  # 判定依据 in words, as a grading or an older ledger gave it
    # what is reported (总局令第16号第十四条)
    situation: str = ""  # 现状及其产生原因
    severity: str = ""  # 危害程度
    difficulty: str = ""  # 整改难易程度
    # treatment: six parts (第十五条), of which five marks are shown (五落实)
    goal: str = ""  # 目标和任务
    measures: str = ""  # 方法和措施
    budget_fen: int | None = None
    spent_fen: int | None = None
    supplies: str = ""  # 经费和物资
    owner: str = ""  # 整改责任人
    department: str = ""  # 责任部门
    organisation: str = ""  # 机构和人员
    deadline: date | None = None
    requirements: str = ""  # 时限和要求
    safeguards: str = ""  # 安全措施和应急预案
    plan_approved_by: str = ""
    # done, checked, closed
    rectified_on: date | None = None
    result: str = ""  # 整改结果
    acceptor: str = ""  # 验收人
    accepted_on: date | None = None
    acceptance_note: str = ""
    on_site: bool = False  # 当场整改
    supervised: bool = False  # 挂牌督办
    supervision_number: str = ""
    supervised_by: str = ""  # 督办部门
    closeout_on: date | None = None  # 部门核查销号
    closeout_by: str = ""
    closeout_number: str = ""
    closed_at: str = ""
    closed_by: str = ""
    recurrences: int = 0  # 复发 (重新打开) so many times
    merged_into: int | None = Field(default=None, foreign_key="hazards.id", index=True)
    void_reason: str = ""
    review_risk: bool = False  # on closing: the risk point's grade should be looked at again
    # where it came from
    origin_round: int | None = Field(default=None, foreign_key="rounds.id")
    origin_item: str = ""  # the check item answered 不符合
    batch_id: int | None = Field(default=None, foreign_key="import_batches.id", index=True)
    import_key: str = Field(default="", index=True)  # same key, same hazard: a second import
    changed_at: str = Field(index=True)


class Determination(SQLModel, table=True):
    """One decision about a grade: what was cited, as it stood that day, and who decided."""

    __tablename__ = "hazard_determinations"

    id: int | None = Field(default=None, primary_key=True)
    hazard_id: int = Field(foreign_key="hazards.id", index=True)
    grade: HazardGrade = Field(sa_column=Column(by_value(HazardGrade), nullable=False))
    clauses: list[dict[str, Any]] = _kept_json(list)  # pack, document number, clause, gist
    matched: list[str] = _kept_json(list)  # words of the description that clauses name
    unmatched: list[str] = _kept_json(list)  # phrases that none names
    answers: dict[str, Any] = _kept_json(dict)  # to the conditions of the clauses
    reason: str
    argument: str = ""  # written, where no clause fits
    argued_by: str = ""
    decided_by: str
    second_by: str = ""  # who agreed to a lower grade
    at: str


class Stop(SQLModel, table=True):
    """Something stopped because of a hazard, or the reason why not; and when its use was resumed."""

    __tablename__ = "hazard_stops"

    id: int | None = Field(default=None, primary_key=True)
    hazard_id: int = Field(foreign_key="hazards.id", index=True)
    scope: StopScope = Field(sa_column=Column(by_value(StopScope), nullable=False))
    what: str  # 3号中频炉及其供料行车
    stopped_at: str  # 2026-11-16 09:40, as the person tells it
    decided_by: str
    interim: str = ""  # 临时措施
    reason: str = ""  # why nothing is stopped
    resumed_at: str = ""
    resumed_by: str = ""  # who approved
    resumed_note: str = ""


class HazardReport(SQLModel, table=True):
    """A major hazard reported: to whom, when, how."""

    __tablename__ = "hazard_reports"

    id: int | None = Field(default=None, primary_key=True)
    hazard_id: int = Field(foreign_key="hazards.id", index=True)
    told: ReportTo = Field(sa_column=Column(by_value(ReportTo), nullable=False))
    receiver: str  # 区应急管理局
    reported_on: date
    way: str  # 书面送达、系统填报、公示栏 …
    note: str = ""  # 回执编号
    recorded_at: str


class Explanation(SQLModel, table=True):
    """Why something the law asks for is missing, confirmed by the principal: printed above the signature."""

    __tablename__ = "hazard_explanations"

    id: int | None = Field(default=None, primary_key=True)
    hazard_id: int = Field(foreign_key="hazards.id", index=True)
    about: str  # stop · plan · report
    reason: str
    confirmed_by: str
    at: str


class HazardEvent(SQLModel, table=True):
    """One line of a hazard's history (经过) as people read it. Never changed: a correction is a new one."""

    __tablename__ = "hazard_events"

    id: int | None = Field(default=None, primary_key=True)
    hazard_id: int = Field(foreign_key="hazards.id", index=True)
    at: str
    by: str
    kind: str  # the step's name; "edit", "note", "photo", "import"
    state_from: str = ""
    state_to: str = ""
    words: str = ""  # the note, the reason
    edits: list[dict[str, str]] = _kept_json(list)  # field, old, new: in words
    evidence: list[int] = _kept_json(list)  # ids shown with it


class ImportBatch(SQLModel, table=True):
    """One import of an older ledger: what it changed, so that it can be taken back whole."""

    __tablename__ = "import_batches"

    id: int | None = Field(default=None, primary_key=True)
    file: str
    sha256: str
    sheet: str = ""
    at: str
    by: str
    rows_new: int = 0
    rows_changed: int = 0
    finished: bool = False  # False: it stopped half-way and is to be taken back
    before: dict[str, Any] = _kept_json(dict)  # id → the values that were replaced
