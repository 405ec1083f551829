"""Read a TOML file of a pack: whatever is in it, the outcome is a table or named faults."""

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from selfcheck.forms.faults import Fault

Table = Mapping[str, object]

_LARGEST = 1_000_000  # bytes; the largest shipped file has 52 thousand
_WIDEST = 63  # bits of a number
_DEEPEST = 12  # levels; a register's option lies on the seventh


def read_table(path: Path) -> tuple[Table | None, list[Fault]]:
    """The content with lists frozen to tuples, or None, and everything wrong with the text."""
    name = path.name
    text, fault = _text_of(path)
    if text is None:
        return None, [fault] if fault else []
    faults = list(_unseen_in_lines(name, text))
    try:
        table = tomllib.loads(text)
    except RecursionError:
        return None, [*faults, Fault(name, "", "括号套得太深，改成平铺的写法")]
    except ValueError as error:  # a syntax error; also a number of more than 4300 digits
        return None, [*faults, Fault(name, "", f"不是正确的 TOML，改正这一处：{error}")]
    if _too_deep(table):
        return None, [
            *faults,
            Fault(name, "", f"表套得太深，最多 {_DEEPEST} 层，改成平铺的写法"),
        ]
    if _has_huge_number(table):
        return None, [*faults, Fault(name, "", "有一个数字大得离谱，改成正常的数字")]
    if not faults:  # written as an escape such as \u202e, so not seen in the lines
        faults += [
            Fault(name, ".".join(place), _unseen_text(bad))
            for place, value in _strings(table)
            if (bad := _unseen(value))
        ]
    frozen = _freeze(table)
    return (frozen if isinstance(frozen, dict) else None), faults


def _text_of(path: Path) -> tuple[str | None, Fault | None]:
    name = path.name
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else None
    except FileNotFoundError:
        return None, Fault(name, "", f"缺少这个文件，放回到 {path.parent.name} 文件夹")
    except OSError as error:
        return None, Fault(name, "", f"读不出这个文件（{error.strerror}），检查权限和磁盘")
    if data is None:
        return None, Fault(name, "", "文件超过 1 MB，不像题目文件，换成正确的文件")
    if data.startswith(b"\xef\xbb\xbf"):
        return None, Fault(name, "", "文件开头有 BOM 标记，另存为“UTF-8（不带 BOM）”")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, Fault(name, f"第 {line} 行", "不是 UTF-8 编码，用编辑器另存为 UTF-8")


def _unseen_in_lines(name: str, text: str) -> Iterator[Fault]:
    """Characters nobody sees or that turn the reading direction, in comments too."""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if bad := _unseen(line):
            yield Fault(name, f"第 {number} 行", _unseen_text(bad))


def _unseen(text: str) -> str:
    """The first character that cannot be seen or changes the order of others, or ""."""
    for char in text:
        category = unicodedata.category(char)
        if (category[0] == "C" or category.startswith("Z")) and char not in " \t\n":
            return char
    return ""


def _unseen_text(char: str) -> str:
    return f"有看不见的字符 U+{ord(char):04X}，删去后重新输入这一行"


def _too_deep(table: Table) -> bool:
    level: list[object] = [table]
    for _ in range(_DEEPEST):
        level = [inner for value in level for inner in _children(value)]
    return bool(level)


def _has_huge_number(table: Table) -> bool:
    """A hexadecimal number may have any length, and Python refuses to print the longest."""
    rest: list[object] = [table]
    while rest:
        value = rest.pop()
        if isinstance(value, int) and value.bit_length() > _WIDEST:
            return True
        rest += (
            value.values()
            if isinstance(value, dict)
            else value
            if isinstance(value, list)
            else ()
        )
    return False


def _children(value: object) -> list[object]:
    """The tables and lists directly inside a value."""
    inside = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    )
    return [inner for inner in inside if isinstance(inner, dict | list)]


def _strings(
    value: object, place: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield place, key
            yield from _strings(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _strings(inner, (*place, f"第 {number} 个"))


def _freeze(value: object) -> object:
    """Lists become tuples, because what is read is not changed any more."""
    if isinstance(value, dict):
        return {key: _freeze(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return tuple(_freeze(inner) for inner in value)
    return value


def tables_in(table: Table, key: str) -> list[tuple[int, Table]]:
    """The tables of a list with their positions, whatever else stands there."""
    found = table.get(key)
    if not isinstance(found, tuple):
        return []
    return [(number, part) for number, part in enumerate(found) if isinstance(part, Mapping)]


def word(table: Table, key: str) -> str:
    """The text under a key, or "" when there is none."""
    value = table.get(key)
    return value if isinstance(value, str) else ""


def words(table: Table, key: str) -> tuple[str, ...]:
    """The texts listed under a key."""
    value = table.get(key)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()


def repeated(values: Iterable[str]) -> list[str]:
    """The values that occur more than once, each named once."""
    seen: set[str] = set()
    again: dict[str, None] = {}
    for value in values:
        if value and value in seen:
            again[value] = None
        seen.add(value)
    return list(again)
