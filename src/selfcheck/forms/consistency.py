"""What the files of a pack must agree on, beyond the shape of each.

These checks read the tables as they were written, whatever else is wrong with them: one look
tells everything. A value of the wrong kind is passed over here: its shape is told elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selfcheck.forms.conditions import TEXT_FACTS
from selfcheck.forms.faults import Fault
from selfcheck.forms.item_checks import item_faults
from selfcheck.forms.reading import Table, repeated, tables_in, word, words

_DUTY_FILE = re.compile(r"^duty_([0-9]{2})\.toml$")


def is_duty_file(name: str) -> bool:
    """True for duty_01.toml … duty_99.toml."""
    return _DUTY_FILE.match(name) is not None


@dataclass
class _Duty:
    """A duty as it was written, with the place it was found at."""

    file: str
    place: str  # "" in its own file, "duties[s02]" in statutory.toml
    table: Table
    statutory: bool
    items: list[Table] = field(init=False)

    def __post_init__(self) -> None:
        self.items = [item for _, item in tables_in(self.table, "items")]

    @property
    def key(self) -> str:
        return word(self.table, "key")

    def at(self, *inner: str) -> str:
        return ".".join(part for part in (self.place, *inner) if part)


def faults_between(tables: Mapping[str, Table]) -> Iterator[Fault]:
    """Every contradiction between and within the files of a pack."""
    header = tables.get("pack.toml", {})
    duties = list(_duties_of(tables))
    yield from _repeated_in_header(header)
    yield from _numbers(header, duties)
    yield from _repeated_keys(duties)
    for duty in duties:
        yield from _duty_faults(duty)
        if "pack.toml" in tables:
            yield from _unknown_names(duty, header)
        for item in duty.items:
            place = duty.at(f"items[{word(item, 'key') or '?'}]")
            yield from item_faults(duty.file, place, item)
    yield from _links(duties)


def _duties_of(tables: Mapping[str, Table]) -> Iterator[_Duty]:
    for name, table in tables.items():
        if is_duty_file(name):
            yield _Duty(name, "", table, statutory=False)
    for number, table in tables_in(tables.get("statutory.toml", {}), "duties"):
        place = f"duties[{word(table, 'key') or number + 1}]"
        yield _Duty("statutory.toml", place, table, statutory=True)


def _repeated_in_header(header: Table) -> Iterator[Fault]:
    for part in ("groups", "profile_questions"):
        for key in repeated(word(table, "key") for _, table in tables_in(header, part)):
            yield Fault("pack.toml", f"{part}[{key}]", f"“{key}”用了两次，给其中一个换名字")


def _numbers(header: Table, duties: list[_Duty]) -> Iterator[Fault]:
    """A duty's number is that of its file, and none is left out."""
    plan = [duty for duty in duties if not duty.statutory]
    for duty in plan:
        number, in_name = duty.table.get("number"), int(duty.file[5:7])
        if isinstance(number, int) and number != in_name:
            text = f"编号写的是 {number}，文件名是 {in_name:02d}，改成一致"
            yield Fault(duty.file, "number", text)
    count = header.get("duty_count")
    if isinstance(count, int) and not isinstance(count, bool) and 1 <= count <= 99:  # noqa: PLR2004
        present = {int(duty.file[5:7]) for duty in plan}
        for number in sorted(set(range(1, count + 1)) - present):
            text = f"缺少第 {number} 项，补上这个文件，或者改 pack.toml 里的 duty_count"
            yield Fault(f"duty_{number:02d}.toml", "", text)
        for number in sorted(present - set(range(1, count + 1))):
            text = f"pack.toml 里的 duty_count 是 {count}，改大，或者移走这个文件"
            yield Fault(f"duty_{number:02d}.toml", "", text)
    numbers = [
        n
        for duty in duties
        if duty.statutory and isinstance(n := duty.table.get("number"), int)
    ]
    if sorted(numbers) != list(range(1, len(numbers) + 1)):
        yield Fault("statutory.toml", "duties", "编号应从 1 起逐个加 1，不缺也不重复，改正编号")


def _repeated_keys(duties: list[_Duty]) -> Iterator[Fault]:
    for key in repeated(duty.key for duty in duties):
        files = "、".join(dict.fromkeys(duty.file for duty in duties if duty.key == key))
        yield Fault(files, key, f"两项职责都叫“{key}”，给其中一项换名字")
    keys = [(word(item, "key"), duty.file) for duty in duties for item in duty.items]
    for key in repeated(key for key, _ in keys):
        files = "、".join(dict.fromkeys(file for other, file in keys if other == key))
        yield Fault(files, key, f"两条检查条目都叫“{key}”，给其中一条换名字")
    prefixes = [
        (word(register, "code_prefix"), duty.file)
        for duty in duties
        for item in duty.items
        if isinstance(register := item.get("register"), Mapping)
    ]
    for prefix in repeated(prefix for prefix, _ in prefixes):
        files = "、".join(dict.fromkeys(file for other, file in prefixes if other == prefix))
        yield Fault(files, "code_prefix", f"两个登记表的编号都以“{prefix}”开头，换一个")


def _duty_faults(duty: _Duty) -> Iterator[Fault]:
    for item in duty.items:
        key = word(item, "key")
        if duty.key and key and not key.startswith(f"{duty.key}."):
            text = f"应以所在职责的名字开头，写成“{duty.key}.{key.partition('.')[2] or key}”"
            yield Fault(duty.file, duty.at(f"items[{key}].key"), text)
    if not duty.statutory and not duty.items:
        yield Fault(duty.file, "items", "这项职责一条检查条目也没有，至少写一条")
    if not duty.statutory and duty.table.get("covered_by"):
        yield Fault(duty.file, "covered_by", "只有法定职责才写 covered_by，删去这一行")
    if duty.statutory and not duty.items and not words(duty.table, "covered_by"):
        text = "没有检查条目的法定职责要写明由哪些职责落实，补上 covered_by"
        yield Fault(duty.file, duty.at("covered_by"), text)
    may_not_apply = bool(duty.items) and all(item.get("applies_to") for item in duty.items)
    if may_not_apply and not word(duty.table, "not_applicable_reason"):
        text = "全部条目都有适用条件，写明不适用时的理由，如“不使用燃气”"
        yield Fault(duty.file, duty.at("not_applicable_reason"), text)


def _unknown_names(duty: _Duty, header: Table) -> Iterator[Fault]:
    groups = [word(table, "key") for _, table in tables_in(header, "groups")]
    if (group := word(duty.table, "group")) and group not in groups:
        text = f"没有“{group}”这个分组，改成 {'、'.join(groups)} 中的一个"
        yield Fault(duty.file, duty.at("group"), text)
    questions = [word(table, "key") for _, table in tables_in(header, "profile_questions")]
    for item in duty.items:
        condition = item.get("applies_to")
        for name, wanted in condition.items() if isinstance(condition, Mapping) else ():
            place = duty.at(f"items[{word(item, 'key') or '?'}].applies_to.{name}")
            if name in TEXT_FACTS:
                if isinstance(wanted, bool):
                    yield Fault(duty.file, place, '这里写文字或文字列表，如 ["餐饮", "住宿"]')
            elif name not in questions:
                known = "、".join((*questions, *TEXT_FACTS))
                yield Fault(duty.file, place, f"企业情况里没有“{name}”，改成 {known} 中的一个")
            elif isinstance(wanted, str | tuple):
                yield Fault(duty.file, place, "企业情况的回答是“是”或“否”，写成 true 或 false")


def _links(duties: list[_Duty]) -> Iterator[Fault]:
    """`after` and `covered_by` name duties that exist, and no duty waits for itself."""
    known = {duty.key for duty in duties if not duty.statutory}
    waits = {duty.key: words(duty.table, "after") for duty in duties}
    for duty in duties:
        for name in ("after", "covered_by"):
            for other in words(duty.table, name):
                if other not in known:
                    text = f"没有“{other}”这项职责，改成 {'、'.join(sorted(known))} 中的一项"
                    yield Fault(duty.file, duty.at(name), text)
        if duty.key and duty.key in _awaited(duty.key, waits):
            yield Fault(
                duty.file, duty.at("after"), "绕了一圈又要先完成自己，删去其中一个先后要求"
            )


def _awaited(start: str, waits: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Everything that must be finished before `start`, directly or through others."""
    found: set[str] = set()
    rest = list(waits.get(start, ()))
    while rest:
        if (key := rest.pop()) not in found:
            found.add(key)
            rest += waits.get(key, ())
    return found
