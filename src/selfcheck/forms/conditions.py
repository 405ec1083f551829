"""Does a question concern this enterprise? Equality and "one of"; no expression language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfcheck.forms.pack import Duty, Item

Condition = dict[str, bool | str | tuple[str, ...]]
Fact = bool | str | tuple[str, ...]
TEXT_FACTS = ("sector",)  # known besides the questions of a pack, which are answered yes or no


def applies(condition: Mapping[str, Fact], facts: Mapping[str, Fact]) -> bool:
    """True when every fact the condition names has the value it asks for.

    A tuple in the condition means "one of". A fact that is not known counts as False or "".
    """
    return all(_matches(wanted, facts.get(key)) for key, wanted in condition.items())


def _matches(wanted: Fact, found: Fact | None) -> bool:
    if isinstance(wanted, bool):
        return (found or False) is wanted
    if isinstance(wanted, tuple):
        return (found or "") in wanted
    return (found or "") == wanted


def applicable_items(duty: Duty, facts: Mapping[str, Fact]) -> tuple[Item, ...]:
    """The items of a duty that concern this enterprise; empty: the duty does not concern it."""
    return tuple(item for item in duty.items if applies(item.applies_to, facts))
