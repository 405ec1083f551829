"""What is kept of the thirteen duties: answers, register rows, and whether a duty is done."""

from datetime import date

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel


class Answer(SQLModel, table=True):
    """What was answered to one check item in one round, complete or not."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("round_id", "item_key"),)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="rounds.id", index=True)
    item_key: str
    value: str = ""  # empty: not answered; the values of each kind are listed in duties.rules
    note: str = ""  # 说明
    reason: str = ""  # why it does not apply
    evidence_reason: str = ""  # why evidence is not provided (未提供的理由)
    measures: str = ""  # 整改措施
    owner: str = ""  # 整改责任人
    deadline: date | None = None  # 整改期限
    corrected_on: date | None = None  # 已当场整改
    answered_at: str = ""
    hazard_number: str = ""  # followed in the ledger under this number (转为隐患)


class RegisterRow(SQLModel, table=True):
    """One row of a register (台账) that an item asks for; struck out, never deleted."""

    __tablename__ = "register_rows"

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="rounds.id", index=True)
    item_key: str
    number: int  # 1, 2, 3 … of its register: KJ-01
    cells: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    struck: bool = False


class DutyMark(SQLModel, table=True):
    """What a person said about a whole duty in one round."""

    __tablename__ = "duty_marks"
    __table_args__ = (UniqueConstraint("round_id", "duty_key"),)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="rounds.id", index=True)
    duty_key: str
    owner: str = ""  # 责任人
    done: bool = False  # 本项已完成, said by the person
    not_applicable_reason: str = ""
    confirmed_by: str = (
        ""  # who said done, or the principal who confirmed that it does not apply
    )
    confirmed_at: str = ""
