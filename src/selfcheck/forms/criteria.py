"""Determination criteria: what makes a hazard a major one, standard by standard.

Items are condensed statements with the number of their clause; the official wording decides.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from selfcheck.errors import PackError
from selfcheck.forms.faults import Fault, faults_of_shape
from selfcheck.forms.reading import Table, read_table, repeated, tables_in, word, words

Text = Annotated[str, Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Criterion(_Part):
    """One situation that a standard names."""

    key: str = Field(pattern=r"^[a-z][a-z0-9]*-[0-9a-z.-]+$")  # "gm-01": never given to another
    clause: Text  # 第三条（一）
    group: Text
    gist: str = ""  # the situation, condensed; "" only where nothing but the topic is known
    detail: str = ""
    when: str = ""  # the condition under which it counts
    exception: str = Field("", alias="except")
    keywords: tuple[Text, ...]
    status: Literal["complete", "partial", "gap"] = "complete"  # gap: only the topic is known


class ProfileFact(_Part):
    """An answer of the enterprise profile that shows whether some items are for it."""

    key: str = Field(pattern=r"^[a-z][a-z_]*$")  # confined_space
    words: Text  # 有要进入的有限空间


class Scope(_Part):
    """For whom some groups of a standard are, where it tells trades apart."""

    groups: tuple[Text, ...] = ()  # none: a trade that has no group of its own
    for_whom: Text  # 机械企业
    sector_words: tuple[
        Text, ...
    ] = ()  # in an enterprise's own words; none: for everybody with the thing
    fact: ProfileFact | None = None


class NotHere(_Part):
    """A standard that ought to be looked at, but whose text this library does not hold."""

    title: Text
    document_number: Text
    effective_from: date | None = None
    everyone: bool = False
    sector_words: tuple[Text, ...] = ()


class CriteriaSet(_Part):
    """One standard with its items."""

    format: Literal[1]
    key: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: Text
    document_number: Text
    issuer: Text
    nature: Literal["criteria", "guide", "checklist"]  # only `criteria` decide by themselves
    effective_from: date | None = None
    effective_to: date | None = None
    superseded_by: str = ""
    sectors: tuple[Text, ...]
    for_whom: str = ""  # 煤矿, 化工和危险化学品企业; "": the sectors say it
    everyone: bool = False  # compared for every enterprise, whatever its sector
    sector_words: tuple[
        Text, ...
    ] = ()  # in the words of an enterprise's sector; none: `sectors`
    fact: ProfileFact | None = None
    scopes: tuple[Scope, ...] = ()
    not_here: tuple[NotHere, ...] = ()
    official_source: str = ""
    completeness: Literal["complete", "partial"]
    general_rules: tuple[Text, ...]
    note: str = ""
    items: tuple[Criterion, ...] = Field(min_length=1)


def load_criteria(folder: Path) -> tuple[CriteriaSet, ...]:
    """Every standard of a folder, by key. Raises PackError with every fault of every file."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        text = "没有判定标准文件，重新安装程序或放回文件夹"
        raise PackError([Fault(folder.name, "", text)])
    tables: dict[str, Table] = {}
    faults: list[Fault] = []
    for path in paths:
        table, wrong = read_table(path)
        faults += wrong
        if table is not None:
            tables[path.name] = table
            faults += faults_of_shape(path.name, CriteriaSet, table)
    faults += _faults_between(tables)
    if faults:
        raise PackError(faults)
    return tuple(CriteriaSet.model_validate(table, strict=True) for table in tables.values())


def _faults_between(tables: Mapping[str, Table]) -> Iterator[Fault]:
    keys = {word(table, "key") for table in tables.values()}
    owners: dict[str, list[str]] = {}
    for name, table in tables.items():
        key = word(table, "key")
        if key and key != name.removesuffix(".toml"):
            yield Fault(name, "key", f"写的是“{key}”，与文件名不同，改成一致")
        if (later := word(table, "superseded_by")) and later not in keys:
            yield Fault(name, "superseded_by", f"没有“{later}”这份标准，改正名字或补上文件")
        begin, end = table.get("effective_from"), table.get("effective_to")
        if isinstance(begin, date) and isinstance(end, date) and begin > end:
            yield Fault(name, "effective_to", "失效日期早于施行日期，对调或改正")
        yield from _faults_of_fit(name, table)
        for _, item in tables_in(table, "items"):
            owners.setdefault(word(item, "key"), []).append(name)
            if not word(item, "gist") and item.get("status") != "gap":
                text = '没有写明情形，补上 gist；只知道主题的写 status = "gap"'
                yield Fault(name, f"items[{word(item, 'key') or '?'}].gist", text)
    written = [key for key, names in owners.items() for _ in names]
    for key in repeated(written):
        files = "、".join(dict.fromkeys(owners[key]))
        yield Fault(files, key, f"两条都叫“{key}”，给其中一条换编号")


def _faults_of_fit(name: str, table: Table) -> Iterator[Fault]:
    """A scope for a mistyped group would silently be for nobody."""
    groups = {word(item, "group") for _, item in tables_in(table, "items")}
    for _, scope in tables_in(table, "scopes"):
        for group in words(scope, "groups"):
            if group not in groups:
                yield Fault(name, "scopes", f"没有“{group}”这一组，改成条目里写的 group")
