"""Axes of pictures: round steps, and their labels as people write numbers in the page's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from projections.reports.showing.marks import FAINT, FONT, INK, QUIET, SIZE, width_of

_ROUND = (1, 2, 2.5, 5, 10)
_THOUSANDS = 100_000
_DUST = 9


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of numbers: its round steps from the lowest to the highest, and what stands at each."""

    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest step."""
        return self.ticks[0], self.ticks[-1]

    @property
    def width(self) -> float:
        """Pixels that the longest label takes."""
        return width_of(self.labels)

    def place(self, value: float, length: float) -> float:
        """Where a value stands on an axis of so many pixels."""
        low, high = self.ends
        return (value - low) / (high - low) * length

    def axis(self, *, grid: bool = True) -> dict[str, Any]:
        """The axis for Vega-Lite."""
        return look() | {
            "values": list(self.ticks),
            "labelExpr": f"{_array(self.labels)}[indexof({_array(self.ticks)}, datum.value)]",
            "grid": grid,
            "domain": not grid,
            "ticks": not grid,
            "title": None,
        }


def _array(parts: Sequence[float | str]) -> str:
    return "[" + ",".join(repr(part) if not isinstance(part, str) else f"'{part}'" for part in parts) + "]"


def scale(
    values: Sequence[float],
    write: Callable[[float], str],
    *,
    whole: bool = False,
    most: int = 5,
    to: float | None = None,
) -> Scale:
    """Round steps around values, from zero on; of `whole` numbers no halves; up to `to` where the end is given."""
    low, high = min(0.0, *values), max(0.0, *values) if to is None else to
    if low == high:
        high = low + 1
    step = _step((high - low) / most, whole=whole)
    first, last = floor(round(low / step, _DUST)), ceil(round(high / step, _DUST))
    ticks = tuple(round(number * step, _DUST) for number in range(first, last + 1))
    return Scale(ticks, tuple(map(write, ticks)))


def _step(least: float, *, whole: bool) -> float:
    size = 10.0 ** floor(log10(least))
    steps = [size * factor for factor in _ROUND if size * factor >= least * (1 - 10**-_DUST)]
    step = steps[0]
    return max(float(ceil(step)), 1.0) if whole else step


def in_thousands(values: Sequence[float]) -> bool:
    """Whether amounts are so large that an axis counts thousands."""
    return max(map(abs, values), default=0) >= _THOUSANDS


def look() -> dict[str, Any]:
    """How every axis looks."""
    return {
        "labelColor": INK,
        "titleColor": QUIET,
        "gridColor": FAINT,
        "domainColor": QUIET,
        "tickColor": QUIET,
        "labelFontSize": SIZE,
        "titleFontSize": SIZE,
        "titleFontWeight": "normal",
        "labelFont": FONT,
        "titleFont": FONT,
        "labelOverlap": False,
        "labelPadding": 6,
        "labelLimit": 0,
        "titleLimit": 0,
    }
