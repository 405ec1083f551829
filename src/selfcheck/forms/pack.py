"""A pack of questions: what the thirteen duties ask, read once, checked whole, frozen.

The program never repeats a question's wording or legal basis; it knows kinds of answers.
"""

import hashlib
import json
import warnings
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from selfcheck.errors import PackError
from selfcheck.forms import consistency
from selfcheck.forms.conditions import Condition
from selfcheck.forms.faults import Fault, faults_of_shape
from selfcheck.forms.reading import Table, read_table

AnswerKind = Literal["conformity", "yes_no", "text", "number", "date", "choice", "register"]
Status = Literal["sourced", "reconstructed"]  # reconstructed: the district's own text decides

Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class EvidenceNeed(_Part):
    """What an inspector asks to be shown, and how many of it at least."""

    kind: Literal["photo", "document"]
    least: int = Field(1, ge=1)
    what: str = Field(min_length=1, max_length=30)


class Option(_Part):
    """One of the answers of a choice; the key is what is kept."""

    key: Name
    text: Text


class Column(_Part):
    """One column of a register."""

    key: Name
    title: Text
    kind: Literal["text", "number", "date", "choice", "yes_no"]
    unit: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    expires: bool = False  # a date that must not lie in the past
    must_be: str = ""  # the value that meets the requirement; any other contradicts it
    width: int = Field(120, ge=40, le=600)  # a hint, in logical pixels


class Register(_Part):
    """Repeated rows with declared columns: confined spaces, contractors, drills …"""

    title: Text  # 有限空间台账
    noun: Text  # 处
    add_text: Text  # 新增一处
    none_text: str = ""  # 本企业没有有限空间; "" = cannot be declared empty
    least: int = Field(1, ge=1)
    columns: tuple[Column, ...] = Field((), max_length=9)
    code_prefix: str = Field(pattern=r"^[A-Z]{2,4}$")  # KJ -> rows KJ-01, KJ-02 …


with warnings.catch_warnings():
    # Every class has a method of this name by its metaclass; here it is the word of the forms.
    warnings.filterwarnings("ignore", 'Field name "register"', UserWarning)

    class Item(_Part):
        """One requirement a person can judge. A key is never given to another question."""

        key: str = Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")
        text: str = Field(min_length=1, max_length=60)
        short: str = Field(min_length=1, max_length=8)  # for the outline
        answer: AnswerKind
        legal_basis: Text  # law and article, in full
        clause: str = Field(min_length=1, max_length=12)  # 令13 第十二条
        frequency: str = ""
        status: Status = "sourced"
        required: bool = True
        applies_to: Condition = {}
        evidence: EvidenceNeed | None = None
        unit: str = ""
        minimum: float | None = None  # what can be believed, against slips of the finger
        maximum: float | None = None
        options: tuple[Option, ...] = ()
        register: Register | None = None
        help: str = ""  # one or two plain sentences: how to check this


class Duty(_Part):
    """One of the thirteen duties, or one of the seven statutory ones beneath them."""

    key: Name
    number: int = Field(ge=1)
    group: Name
    title: Text  # begins with a verb
    short_title: str = Field(min_length=1, max_length=12)
    summary: Text
    source: Text
    status: Status = "sourced"
    frequency: str = ""
    legal_basis: tuple[Text, ...] = Field(min_length=1)
    not_applicable_reason: str = ""  # 不使用燃气; "" = concerns every enterprise
    after: tuple[Name, ...] = ()  # duties to be finished first
    personal: bool = False  # the principal must confirm himself
    covered_by: tuple[Name, ...] = ()  # statutory only: the duties that carry it out
    items: tuple[Item, ...] = ()


class Group(_Part):
    """A heading over some of the duties."""

    key: Name
    title: Text


class ProfileQuestion(_Part):
    """A yes-no question about the enterprise that switches items on and off."""

    key: Name
    text: Text
    hint: str = ""


class Reporting(_Part):
    """Who receives the round and by when each month."""

    receiver: Text
    day_of_month: int = Field(ge=1, le=28)
    hour: int = Field(ge=0, le=23)


class Declaration(_Part):
    """What the principal declares when signing."""

    text: Text
    legal_basis: Text


class _Head(_Part):
    """What stands at the head of a pack."""

    format: Literal[1]
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    version: str = Field(pattern=r"^[0-9]+(\.[0-9]+)*$")
    title: Text
    short_title: Text
    notice: Text  # what is reconstructed, and whose text decides
    source: Text
    groups: tuple[Group, ...] = Field(min_length=1)
    profile_questions: tuple[ProfileQuestion, ...]
    reporting: Reporting


class Pack(_Head):
    """All questions of one plan. A released pack stays; a new version is a new folder."""

    declaration: Declaration
    duties: tuple[Duty, ...] = Field(min_length=1)
    statutory: tuple[Duty, ...] = ()

    @cached_property
    def all_duties(self) -> tuple[Duty, ...]:
        """The duties that ask something: the plan's own, then the statutory ones with items."""
        return self.duties + tuple(duty for duty in self.statutory if duty.items)

    def duty(self, key: str) -> Duty:
        """The duty of this key, statutory ones included. Raises KeyError."""
        return self._duties[key]

    def item(self, key: str) -> Item:
        """The item of this key. Raises KeyError."""
        return self._items[key]

    def duty_of(self, item_key: str) -> Duty:
        """The duty that an item belongs to. Raises KeyError."""
        return self._duties[item_key.partition(".")[0]]

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the questions; comments, order of keys and line endings do not count."""
        content = self.model_dump(mode="json")
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def _duties(self) -> dict[str, Duty]:
        return {duty.key: duty for duty in self.duties + self.statutory}

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {item.key: item for duty in self.all_duties for item in duty.items}


class _Header(_Head):
    """The shape of pack.toml; the rest of a pack lies in the files beside it."""

    duty_count: int = Field(ge=1, le=99)  # so that a lost file is noticed


class _Statutory(_Part):
    """The shape of statutory.toml."""

    duties: tuple[Duty, ...]


_SHAPES: dict[str, type[BaseModel]] = {
    "pack.toml": _Header,
    "statutory.toml": _Statutory,
    "declaration.toml": Declaration,
}


def load_pack(folder: Path) -> Pack:
    """Read a pack from its folder. Raises PackError with every fault of every file."""
    if not folder.is_dir():
        raise PackError(
            [Fault(folder.name, "", "没有这个题目文件夹，重新安装程序或放回文件夹")]
        )
    names = sorted({path.name for path in folder.glob("*.toml")} | set(_SHAPES))
    tables: dict[str, Table] = {}
    faults: list[Fault] = []
    for name in names:
        if name not in _SHAPES and not consistency.is_duty_file(name):
            text = "不认识的文件名，职责文件写成 duty_01.toml 这样的名字，其他文件移走"
            faults.append(Fault(name, "", text))
            continue
        table, wrong = read_table(folder / name)
        faults += wrong
        if table is not None:
            tables[name] = table
            faults += faults_of_shape(name, _SHAPES.get(name, Duty), table)
    faults += consistency.faults_between(tables)
    if faults:
        raise PackError(faults)
    return _put_together(tables)


def _put_together(tables: dict[str, Table]) -> Pack:
    header = {key: value for key, value in tables["pack.toml"].items() if key != "duty_count"}
    parts = {
        "declaration": tables["declaration.toml"],
        "statutory": tables["statutory.toml"]["duties"],
        "duties": tuple(tables[name] for name in sorted(tables) if name not in _SHAPES),
    }
    return Pack.model_validate(header | parts, strict=True)
