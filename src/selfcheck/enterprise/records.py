"""The company and its people, as the cover page and the rules need them."""

from enum import StrEnum

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from selfcheck.store import by_value


class Role(StrEnum):
    PRINCIPAL = "principal"  # 主要负责人; several are possible (GB/T 33000-2025, 3.3)
    SAFETY_MANAGER = "safety_manager"  # 安全管理人员
    STAFF = "staff"  # 其他人员


ROLE_WORDS = {
    Role.PRINCIPAL: "主要负责人",
    Role.SAFETY_MANAGER: "安全管理人员",
    Role.STAFF: "其他人员",
}


class Enterprise(SQLModel, table=True):
    """The enterprise whose workspace this is; one row."""

    __tablename__ = "enterprise"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    credit_code: str  # 统一社会信用代码, GB 32100-2015
    sector: str = ""
    address: str = ""
    department: str = ""  # the supervising department that receives the package
    phone: str = ""
    head_count: int | None = None  # 从业人员
    profile: dict[str, bool] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False)
    )


class Person(SQLModel, table=True):
    """Somebody with a part in the self-check."""

    __tablename__ = "people"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    role: Role = Field(sa_column=Column(by_value(Role), nullable=False))
    title: str = ""  # 总经理, 安全总监 …
    phone: str = ""
    left: bool = False  # 已离岗: kept, because old rounds name them
