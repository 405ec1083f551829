"""Graded risk control (风险分级管控): risk points, their assessments, floor plans and what is drawn on them."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from selfcheck.store import by_value


class RiskLevel(StrEnum):
    """The four levels, highest first (安委办〔2016〕11号): low is blue, never green."""

    MAJOR = "major"  # 重大风险, red
    CONSIDERABLE = "considerable"  # 较大风险, orange
    GENERAL = "general"  # 一般风险, yellow
    LOW = "low"  # 低风险, blue


LEVEL_WORDS = {
    RiskLevel.MAJOR: "重大",
    RiskLevel.CONSIDERABLE: "较大",
    RiskLevel.GENERAL: "一般",
    RiskLevel.LOW: "低",
}
COLOUR_WORDS = {
    RiskLevel.MAJOR: "红",
    RiskLevel.CONSIDERABLE: "橙",
    RiskLevel.GENERAL: "黄",
    RiskLevel.LOW: "蓝",
}


class PointKind(StrEnum):
    FACILITY = "facility"  # 设施
    PART = "part"  # 部位
    PLACE = "place"  # 场所
    AREA = "area"  # 区域
    ACTIVITY = "activity"  # 作业活动


KIND_WORDS = {
    PointKind.FACILITY: "设施",
    PointKind.PART: "部位",
    PointKind.PLACE: "场所",
    PointKind.AREA: "区域",
    PointKind.ACTIVITY: "作业活动",
}


class Method(StrEnum):
    LEC = "lec"  # D = L×E×C
    LS = "ls"  # R = L×S
    DIRECT = "direct"  # major without a score


class ControlLevel(StrEnum):
    COMPANY = "company"  # 企业
    DEPARTMENT = "department"  # 部门（车间）
    TEAM = "team"  # 班组
    POST = "post"  # 岗位


CONTROL_WORDS = {
    ControlLevel.COMPANY: "企业",
    ControlLevel.DEPARTMENT: "部门",
    ControlLevel.TEAM: "班组",
    ControlLevel.POST: "岗位",
}


class ShapeKind(StrEnum):
    ZONE = "zone"  # 区域: its colour is the highest level of its risks
    EXIT = "exit"  # 安全出口
    ROUTE = "route"  # 疏散路线
    ASSEMBLY = "assembly"  # 集合点
    FIRE = "fire"  # 消防设施


SHAPE_WORDS = {
    ShapeKind.ZONE: "区域",
    ShapeKind.EXIT: "安全出口",
    ShapeKind.ROUTE: "疏散路线",
    ShapeKind.ASSEMBLY: "集合点",
    ShapeKind.FIRE: "消防设施",
}


def _kept_json(kind: Any) -> Any:
    return Field(default_factory=kind, sa_column=Column(JSON, nullable=False))


class RiskSettings(SQLModel, table=True):
    """How this enterprise assesses: method and thresholds; one row. Empty values mean the default."""

    __tablename__ = "risk_settings"

    id: int | None = Field(default=None, primary_key=True)
    method: Method = Field(
        default=Method.LEC, sa_column=Column(by_value(Method), nullable=False)
    )
    bands: dict[str, Any] = _kept_json(dict)  # "lec" → {major, considerable, general}, "ls" → …
    review_months: int = 12
    emergency_phone: str = ""  # of the enterprise, printed on boards


class FloorPlan(SQLModel, table=True):
    """One sheet of the map: a building or a floor, with its base picture when one was imported."""

    __tablename__ = "floor_plans"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    place: int  # order of the tabs
    base_evidence: int | None = Field(
        default=None, foreign_key="evidence.id"
    )  # as it was given
    base_page: int = 1  # of a PDF
    width: float = (
        1600.0  # of the sheet in its own units; pixels of the base where there is one
    )
    height: float = 1000.0
    metres_per_unit: float | None = None  # None: not calibrated
    north: float = 0.0  # degrees, clockwise from the sheet's top
    locked: bool = True  # the base does not move
    made_by: str = ""
    struck: bool = False


class Shape(SQLModel, table=True):
    """A zone, or something else drawn on a plan; its points lie in the plan's units."""

    __tablename__ = "map_shapes"

    key: str = Field(
        primary_key=True
    )  # given by whoever draws it, so that an undo finds it again
    plan_id: int = Field(foreign_key="floor_plans.id", index=True)
    kind: ShapeKind = Field(sa_column=Column(by_value(ShapeKind), nullable=False))
    name: str = ""
    points: list[list[float]] = _kept_json(list)
    label: list[float] = _kept_json(
        list
    )  # where the label was moved to; empty: placed by itself
    owner: str = ""
    phone: str = ""
    struck: bool = False


class RiskPoint(SQLModel, table=True):
    """Something that has risks: a facility, a place, an activity (风险点)."""

    __tablename__ = "risk_points"

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    name: str
    kind: PointKind = Field(sa_column=Column(by_value(PointKind), nullable=False))
    place: str = ""  # where it is, in words
    zone_key: str | None = Field(default=None, foreign_key="map_shapes.key", index=True)
    plan_id: int | None = Field(default=None, foreign_key="floor_plans.id", index=True)
    x: float | None = None
    y: float | None = None
    department: str = ""
    owner: str = ""
    phone: str = ""
    # emergency measures (应急处置措施清单)
    warning_signs: str = ""  # 事故征兆
    first_response: str = ""  # 现场第一反应
    steps: str = ""  # 先期处置步骤, one a line
    forbidden: str = ""  # 禁止事项
    supplies: str = ""  # 应急物资及位置
    route: str = ""  # 疏散路线与集合点
    report_to: str = ""  # 报告对象与电话
    emergency_owner: str = ""
    plan_number: str = ""  # 关联预案
    drilled_on: date | None = None
    confined: bool = False  # has a confined-space board with its limits
    confined_details: dict[str, Any] = _kept_json(dict)
    signs: list[str] = _kept_json(list)  # keys of safety signs
    use_inherent: bool = False  # the map shows the inherent level (重大危险源)
    review_wanted: str = ""  # why it should be assessed again: a hazard was closed …
    struck: bool = False
    changed_at: str = ""


class RiskUnit(SQLModel, table=True):
    """What is assessed in a risk point: a step of an activity (JHA) or an item of a check (SCL)."""

    __tablename__ = "risk_units"

    id: int | None = Field(default=None, primary_key=True)
    point_id: int = Field(foreign_key="risk_points.id", index=True)
    table: str = "scl"  # jha | scl
    number: int
    name: str  # 作业步骤 or 检查项目
    standard: str = ""  # 标准（依据）, of an SCL
    event: str = ""  # 危险源、潜在事件; 不符合标准的情况
    consequence: str = ""
    factors: list[str] = _kept_json(list)  # GB/T 13861
    accident_types: list[str] = _kept_json(list)
    engineering: str = ""
    management: str = ""
    training: str = ""
    protection: str = ""
    emergency: str = ""
    suggested: str = ""  # 建议新增措施
    control: ControlLevel | None = Field(
        default=None, sa_column=Column(by_value(ControlLevel), nullable=True)
    )
    department: str = ""
    owner: str = ""
    phone: str = ""
    check_cycle: str = ""  # 每班、每周 …
    struck: bool = False


class Assessment(SQLModel, table=True):
    """One assessment with all it was made of. Never changed: to assess again adds another."""

    __tablename__ = "risk_assessments"

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="risk_units.id", index=True)
    inherent: bool  # before measures (固有); else with them (现有)
    method: Method = Field(sa_column=Column(by_value(Method), nullable=False))
    factors: dict[str, str] = _kept_json(dict)  # "L" → "0.5": decimals as text
    score: str = ""  # 720; "" for a direct one
    bands: dict[str, str] = _kept_json(dict)  # thresholds it was made with
    direct: str = ""  # key of the condition
    level: RiskLevel = Field(sa_column=Column(by_value(RiskLevel), nullable=False))
    people: str  # who assessed
    reason: str = ""  # why again
    assessed_on: date
    next_review: date
    recorded_at: str


class BoardText(SQLModel, table=True):
    """A text of a notice board that a person wrote instead of the one from the data."""

    __tablename__ = "board_texts"

    id: int | None = Field(default=None, primary_key=True)
    point_id: int = Field(foreign_key="risk_points.id", index=True)
    field: str
    text: str
    replaced: str  # what the data said when it was written: the difference is shown
    struck: bool = False


class MapRevision(SQLModel, table=True):
    """One published revision: map, boards and lists carry its code (R17-4F2A)."""

    __tablename__ = "map_revisions"

    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True)
    code: str
    content_sha256: str
    made_by: str
    checked_by: str
    approved_by: str
    published_on: date
    next_review: date
    points: dict[str, Any] = _kept_json(
        dict
    )  # number → hash of its board, to tell which are old
