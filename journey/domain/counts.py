"""A count with its noun, as messages say it: 1 event, 2 events. Pure."""

from __future__ import annotations


def count_of(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 entry`, `2 entries`; without `many` an s is added."""
    return f"{number} {one if number == 1 else many or one + 's'}"
