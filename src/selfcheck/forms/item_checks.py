"""What the parts of one question must agree on: kind of answer, limits, options, columns."""

from collections.abc import Iterator, Mapping

from selfcheck.forms.faults import Fault
from selfcheck.forms.reading import Table, tables_in, word

_FEWEST_COLUMNS = 2
_FEWEST_OPTIONS = 2


def item_faults(file: str, place: str, item: Table) -> Iterator[Fault]:
    """Every contradiction within one item as it was written."""
    answer = word(item, "answer")
    yield from _option_faults(file, place, item, wanted=answer == "choice")
    yield from _number_faults(file, place, item, wanted=answer == "number")
    register = item.get("register")
    if answer == "register" and register is None:
        yield Fault(file, place, "登记表类条目要写 [items.register] 和它的列，补上")
    if isinstance(register, Mapping):
        if answer != "register":
            text = '只有 answer = "register" 的条目才写登记表，改答案类型或删去登记表'
            yield Fault(file, f"{place}.register", text)
        yield from _register_faults(file, f"{place}.register", register)


def _option_faults(file: str, place: str, part: Table, *, wanted: bool) -> Iterator[Fault]:
    options = [word(option, "key") for _, option in tables_in(part, "options")]
    if wanted and len(options) < _FEWEST_OPTIONS:
        yield Fault(file, f"{place}.options", "单选至少要有两个选项，补上")
    if options and not wanted:
        text = "只有单选（choice）才写选项，改类型或删去选项"
        yield Fault(file, f"{place}.options", text)
    for key in sorted({key for key in options if key and options.count(key) > 1}):
        yield Fault(file, f"{place}.options[{key}]", f"选项“{key}”写了两次，给其中一个换名字")


def _number_faults(file: str, place: str, item: Table, *, wanted: bool) -> Iterator[Fault]:
    least, most = item.get("minimum"), item.get("maximum")
    if wanted and not word(item, "unit"):
        yield Fault(file, f"{place}.unit", "数字要有单位，如“人”“次”，补上")
    if not wanted:
        for name in ("unit", "minimum", "maximum"):
            if name in item:
                text = f"只有数字（number）才写 {name}，改类型或删去这一行"
                yield Fault(file, f"{place}.{name}", text)
    if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
        yield Fault(file, f"{place}.minimum", f"最小值 {least} 大于最大值 {most}，对调或改正")


def _register_faults(file: str, place: str, register: Table) -> Iterator[Fault]:
    columns = [column for _, column in tables_in(register, "columns")]
    if len(columns) < _FEWEST_COLUMNS:
        yield Fault(file, f"{place}.columns", "登记表至少要有两列，补上")
    if columns and not any(column.get("required") is True for column in columns):
        yield Fault(
            file, f"{place}.columns", "至少有一列必填，否则能登记空行，加 required = true"
        )
    keys = [word(column, "key") for column in columns]
    for key in sorted({key for key in keys if key and keys.count(key) > 1}):
        yield Fault(file, f"{place}.columns[{key}]", f"列“{key}”写了两次，给其中一列换名字")
    for column in columns:
        column_place = f"{place}.columns[{word(column, 'key') or '?'}]"
        yield from _column_faults(file, column_place, column)


def _column_faults(file: str, place: str, column: Table) -> Iterator[Fault]:
    kind = word(column, "kind")
    yield from _option_faults(file, place, column, wanted=kind == "choice")
    if column.get("expires") is True and kind != "date":
        text = '只有日期列才会到期，改成 kind = "date" 或删去 expires'
        yield Fault(file, f"{place}.expires", text)
    if word(column, "unit") and kind != "number":
        yield Fault(file, f"{place}.unit", "只有数字列才写单位，删去这一行")
    if wanted := word(column, "must_be"):
        allowed = ["yes", "no"] if kind == "yes_no" else []
        if kind == "choice":
            allowed = [word(option, "key") for _, option in tables_in(column, "options")]
        if not allowed:
            yield Fault(file, f"{place}.must_be", "只有是否列和单选列才写 must_be，删去这一行")
        elif wanted not in allowed:
            text = f"没有“{wanted}”这个选项，改成 {'、'.join(allowed)} 中的一个"
            yield Fault(file, f"{place}.must_be", text)
