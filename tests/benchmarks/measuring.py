"""Taking turns, medians, and one line of the table."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

Way = Callable[[], float]
"""Does something once and tells how long that took, in seconds."""


class Row(NamedTuple):
    """One line of the table; `met` is None where there is no target."""

    what: str
    where: str
    measured: str
    target: str = ""
    met: bool | None = None


def timed(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> Way:
    """The work as a way: nothing but the work is timed."""

    def way() -> float:
        gc.collect()
        started = clock()
        work()
        return clock() - started

    return way


def in_turns(ways: Sequence[Way], rounds: int, *, warm: bool = True) -> list[list[float]]:
    """The seconds of each way over the rounds, taking turns: what slows the machine slows all alike."""
    if warm:
        for way in ways:
            way()
    taken = [[way() for way in ways] for _ in range(rounds)]
    return [list(seconds) for seconds in zip(*taken, strict=True)]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """How often theirs goes into ours: the median of the rounds' ratios."""
    return median(own / other for own, other in zip(ours, theirs, strict=True))


def at_most(what: str, where: str, value: float, limit: float, unit: str = "×") -> Row:
    """A row whose value should not be above its target."""
    return Row(what, where, _text(value, unit), f"≤ {_text(limit, unit)}", value <= limit)


def at_least(what: str, where: str, value: float, limit: float, unit: str = "×") -> Row:
    """A row whose value should not be below its target."""
    return Row(what, where, _text(value, unit), f"≥ {_text(limit, unit)}", value >= limit)


def beside(what: str, where: str, value: float, unit: str) -> Row:
    """A row that only stands beside others: it has no target of its own."""
    return Row(what, where, _text(value, unit))


def _text(value: float, unit: str) -> str:
    number = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return f"{number}×" if unit == "×" else f"{number} {unit}"
