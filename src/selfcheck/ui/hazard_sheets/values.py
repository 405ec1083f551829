"""What stands in a field as text, as the ledger keeps it, and back."""

from datetime import date

from selfcheck.hazards.fields import FIELDS, Value
from selfcheck.ui.hazard.money import read_yuan, typed_yuan

YES, NO = "yes", "no"


def day_of(text: str) -> date | None:
    """A day as a field says it; None for none."""
    return date.fromisoformat(text) if text else None


def kept_value(name: str, text: str) -> Value:
    """A field's text as the ledger keeps it.

    Raises ValueError with a sentence when it is no sum of money; KeyError for no field of a hazard.
    """
    kind = FIELDS[name].kind
    if kind in ("day", "past_day"):
        return day_of(text)
    if kind == "flag":
        return text == YES
    if kind == "money":
        return read_yuan(text)
    return text


def shown_value(name: str, value: Value) -> str:
    """What the ledger keeps, as a field shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if FIELDS[name].kind == "money" and isinstance(value, int):
        return typed_yuan(value)
    return value.isoformat() if isinstance(value, date) else str(value)
