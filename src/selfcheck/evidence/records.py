"""The evidence library (佐证材料): files by their SHA-256, and what they are used for."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from selfcheck.store import by_value


class Source(StrEnum):
    CAMERA = "camera"  # 拍摄
    SCAN = "scan"  # 扫描
    IMPORT = "import"  # 导入
    CLIPBOARD = "clipboard"  # 粘贴


SOURCE_WORDS = {
    Source.CAMERA: "拍摄",
    Source.SCAN: "扫描",
    Source.IMPORT: "导入",
    Source.CLIPBOARD: "粘贴",
}


class Evidence(SQLModel, table=True):
    """One file that proves something. Its bytes lie in `evidence/` under its SHA-256, once."""

    __tablename__ = "evidence"

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    size: int
    media_type: str
    extension: str  # with its dot, lower case
    original_name: str
    title: str
    source: Source = Field(sa_column=Column(by_value(Source), nullable=False))
    taken_at: str = ""  # from the photo itself, as the camera wrote it: no zone
    occurred_on: date | None = None  # 发生日期: the person may correct it
    recorded_at: str  # 登记时间: fixed


class EvidenceUse(SQLModel, table=True):
    """One piece of evidence standing somewhere: beside a check item of a round, or in the ledger."""

    __tablename__ = "evidence_uses"
    __table_args__ = (UniqueConstraint("evidence_id", "round_id", "item_key"),)

    id: int | None = Field(default=None, primary_key=True)
    evidence_id: int = Field(foreign_key="evidence.id", index=True)
    # none: not of one round but of the ledger, which goes on from round to round
    round_id: int | None = Field(default=None, foreign_key="rounds.id", index=True)
    item_key: str = Field(index=True)  # d06.entrance_locked; hazard.12.before
    # arrows and boxes drawn over the photo (evidence.marks); the file itself stays untouched
    marks: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
