"""In whose name the window makes a change: the same rule as everywhere."""

from selfcheck.enterprise.actor import at_work, first_of

__all__ = ["at_work", "first_of"]
