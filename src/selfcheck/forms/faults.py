"""What is wrong with a file of questions, told so that its author can put it right."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Place = tuple[int | str, ...]


@dataclass(frozen=True)
class Fault:
    """One mistake in one file: where it is and what to do about it."""

    file: str  # "duty_06.toml"
    key: str  # "items[d06.space_list].register"; "" for the file as a whole
    text: str  # one Chinese sentence with the remedy

    def __str__(self) -> str:
        return (
            f"{self.file}：{self.key}：{self.text}" if self.key else f"{self.file}：{self.text}"
        )


def named_place(place: Sequence[int | str], data: object) -> str:
    """A place as a person looks for it: items[d06.space_list].text, not items[3].text."""
    written = ""
    for part in place:
        if isinstance(part, int):
            data = data[part] if isinstance(data, list | tuple) and part < len(data) else None
            own = data.get("key") if isinstance(data, Mapping) else None
            written += f"[{own}]" if isinstance(own, str) and own else f"[第 {part + 1} 个]"
        else:
            data = data.get(part) if isinstance(data, Mapping) else None
            written += f".{part}" if written else part
    return written


def faults_of_shape(
    file: str, model: type[BaseModel], data: Mapping[str, object]
) -> Iterator[Fault]:
    """Everything in which a table differs from the shape of `model`, each with its remedy."""
    try:
        model.model_validate(data, strict=True)
    except ValidationError as error:
        told = set()
        for detail in error.errors(include_url=False):
            place = _without_union_branch(detail)
            if detail["type"] == "too_short" and _is_long_enough(detail):
                continue  # its parts are faulty, not missing; they are told one by one
            if place not in told:  # a union reports one mistake once for each of its branches
                told.add(place)
                yield Fault(file, named_place(place, data), _sentence(detail, place, model))


def _without_union_branch(detail: ErrorDetails) -> Place:
    """The place without pydantic's own words for the branch of a union (only in conditions)."""
    place = detail["loc"]
    return place[: place.index("applies_to") + 2] if "applies_to" in place else place


def _is_long_enough(detail: ErrorDetails) -> bool:
    return len(detail["input"]) >= int(detail["ctx"]["min_length"])


_REMEDIES = {  # by pydantic's name of the mistake
    "missing": "缺少“{name}”，补上这一行",
    "literal_error": "“{name}”不能写成 {input}，只能是：{expected}",
    "string_too_long": "“{name}”最多 {max_length} 个字，现在 {length} 个，写短一些",
    "string_too_short": "“{name}”不能空着，写上内容",
    "string_pattern_mismatch": "“{name}”写成了 {input}，只能是这种样子：{pattern}",
    "too_short": "“{name}”至少 {min_length} 个，补足",
    "too_long": "“{name}”最多 {max_length} 个，删去多出的",
    "greater_than_equal": "“{name}”不能小于 {ge}，改大",
    "less_than_equal": "“{name}”不能大于 {le}，改小",
    "string_type": "“{name}”应当是加引号的文字",
    "int_type": "“{name}”应当是不加引号的整数",
    "float_type": "“{name}”应当是不加引号的数字",
    "finite_number": "“{name}”应当是一个确定的数字",
    "bool_type": "“{name}”只能写 true 或 false，不加引号",
    "date_type": "“{name}”应当是日期，写成 2026-11-24，不加引号",
    "tuple_type": "“{name}”应当是列表，写在方括号里",
    "dict_type": "“{name}”应当是一张表，写在花括号里",
    "model_type": "“{name}”应当是一张表",
}


def _sentence(detail: ErrorDetails, place: Place, model: type[BaseModel]) -> str:
    name = next((part for part in reversed(place) if isinstance(part, str)), "")
    if detail["type"] == "extra_forbidden":
        return _unknown_name(name, place, model)
    given = detail["input"]
    limits = {"expected": "", **detail.get("ctx", {})}
    limits["expected"] = str(limits["expected"]).replace(" or ", ", ").replace("'", "")
    limits["length"] = len(given) if isinstance(given, str) else 0
    sentence = _REMEDIES.get(detail["type"], "“{name}”的写法不对，对照同类条目改正")
    return sentence.format(name=name, input=_short(given), **limits)


def _short(value: Any) -> str:
    written = repr(value) if not isinstance(value, str) else f"“{value}”"
    return written if len(written) <= 40 else written[:38] + "…"  # noqa: PLR2004 - one line


def _unknown_name(name: str, place: Place, model: type[BaseModel]) -> str:
    """Say which name was probably meant."""
    known = _names_at(place[:-1], model)
    near = difflib.get_close_matches(name, known, n=1)
    return f"不认识“{name}”，{f'是不是“{near[0]}”？改正拼写' if near else '删去这一行'}"


def _names_at(place: Place, model: type[BaseModel]) -> list[str]:
    """The field names that are allowed at a place inside `model`."""
    for part in place:
        if isinstance(part, str):
            model = next(_models_in(model.model_fields[part].annotation))
    return [found.alias or name for name, found in model.model_fields.items()]


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
