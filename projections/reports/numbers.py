"""Writes values as people read them (`28.2 %`, `194 days`, `1 772 604 SEK`), and takes numbers as they were written."""

from __future__ import annotations

from decimal import Decimal

from projections.reports.figures import Cell, MadeOf, Number

NOTHING = "–"  # a dash
WITHHELD = "·"  # a middle dot: for an outside audience
UNDER_FIVE = "<5"
"""How a number of none to four is printed for an outside audience."""
SPACE = "\N{NO-BREAK SPACE}"
ZERO = Decimal()

_MEANS = ("share", "points", "QALY")


def with_unit(value: Cell, unit: str) -> str:
    """A value with its unit, where the unit is not plain from the figure's name."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return value.replace("_", " ") if unit != "text" else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if unit == "share":
        return f"{plain(value * 100, 1, pad=True)}{SPACE}%"
    if unit == "SEK":
        return f"{plain(value, 0)}{SPACE}SEK"
    if unit == "QALY":
        return plain(value, 4, pad=True)
    if unit == "days":
        return f"{plain(value, 1)}{SPACE}{'day' if value == 1 else 'days'}"
    return plain(value, 2)


def amount(cell: Cell) -> Number:
    """How large something is drawn; nothing where it is no number."""
    return cell if isinstance(cell, int | float) else 0


def surely(part: MadeOf | None, unit: str) -> str:
    """How sure a value is, in a few words: `95 %: 16.5–43.8 %`, `95 %: from 31`; nothing where nothing can be said."""
    if part is None or part.interval is None or part.interval == (None, None):
        return ""
    low, high = part.interval
    if high is None:
        return f"95{SPACE}%: from {_bare(low, unit)}"
    return f"95{SPACE}%: {_bare(low, unit)}–{_bare(high, unit)}" + (f"{SPACE}%" if unit == "share" else "")


def _bare(bound: Number | None, unit: str) -> str:
    """A bound without its unit, which stands after the last one or beside the value."""
    return NOTHING if bound is None else plain(bound * 100, 1, pad=True) if unit == "share" else plain(bound, 1)


def absent(unit: str) -> int | None:
    """What a category holds that nobody of a part is in: none of a count, and no mean at all."""
    return None if unit in _MEANS else 0


def plain(value: Number, decimals: int, *, pad: bool = False) -> str:
    """A number with spaces between thousands; decimals that are zero are left out, unless padded."""
    text = f"{value:,.{decimals}f}".replace(",", SPACE)
    return text.rstrip("0").rstrip(".") if decimals and not pad else text


def exact(value: float) -> Decimal:
    """A number as it was written: 0.33 is 33 hundredths, and not the nearest binary fraction."""
    return Decimal(str(value))
