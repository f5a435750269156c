"""The releases of a programme one after the other: each is decided from what those beside it have told.

Told are closed calendar quarters, half-years and years, each judged at its end with what was recorded by then. So a
window has one release for ever, and the same question always has the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from journey.domain import calendar
from journey.domain.errors import WrongInput
from projections.reports.cohort import Cohort
from projections.reports.publishing.across import months
from projections.reports.publishing.deciding import Decision, decide
from projections.reports.publishing.guard import Guard
from projections.reports.publishing.integers import System
from projections.reports.publishing.release import Release, counted
from projections.reports.view import Window

LENGTHS = (3, 6, 12)
"""Months: quarters, half-years, years."""

_LOOKS_BACK = 10
"""Years: a day further back than that is a slip of the pen, and begins no chain."""


def closed_window(start: date | None, end: date | None, today: date) -> Window:
    """The window of these days. Raises WrongInput where it is no closed quarter, half-year or year."""
    allowed = "allowed: a whole calendar quarter, half-year or year that is over"
    if start is None or end is None:
        raise WrongInput(f"--from, --to: a report for outside needs both; {allowed}")
    if not any(start == first and end == last for first, last in (_around(end, length) for length in LENGTHS)):
        raise WrongInput(f"--from, --to: {start} to {end} is no window that is told outside; {allowed}")
    if end >= today:
        raise WrongInput(f"--to: {end} is not over; {allowed}")
    return Window(start, end)


def _around(day: date, months: int) -> tuple[date, date]:
    """The first and last day of the quarter, half-year or year that holds the day."""
    first = (day.month - 1) // months * months + 1
    return date(day.year, first, 1), calendar.month_end(date(day.year, first + months - 1, 1))


def windows(first: date, last: Window) -> Iterator[Window]:
    """Every window that one is decided from, from the quarter of a day on, each after those that it is decided from."""
    earliest = date(max(last.start.year - _LOOKS_BACK, 1), 1, 1)
    day = _around(min(max(first, earliest), last.end), LENGTHS[0])[1]
    while day <= last.end:
        for length in (length for length in LENGTHS if length <= months(last)):
            if day.month % length == 0:
                yield Window(*_around(day, length))
        day = _around(day + timedelta(days=1), LENGTHS[0])[1]


def known_at(window: Window, first: datetime | None) -> datetime:
    """When a window is judged: at its end; where nothing was recorded by then, with what was recorded first of all."""
    end = calendar.end_of_day(window.end)
    return end if first is None else max(end, first)


class Chain:
    """All releases up to one, each in a system of itself and of those it is held against."""

    def __init__(self) -> None:
        """Nothing is told yet."""
        self._decided: list[Release] = []

    def take(self, cohort: Cohort) -> Decision:
        """Decide the next release."""
        release, guard = counted(cohort), Guard(System())
        decision = decide(release, [one for one in self._decided if _is_near(one.window, cohort.window)], guard)
        self._decided.append(release)
        return decision


def _is_near(earlier: Window, later: Window) -> bool:
    """Whether a window lies inside another one, or is the one before it that is as long."""
    is_inside = later.start <= earlier.start and earlier.end <= later.end
    return is_inside or (earlier.end + timedelta(days=1) == later.start and months(earlier) == months(later))


def decide_window(window: Window, first: date, cohort_of: Callable[[Window], Cohort]) -> Decision:
    """What is told of a window, by all that was told from the quarter of the first day on."""
    chain = Chain()
    for one in windows(first, window):
        cohort = cohort_of(one)
        if one == window:
            return chain.take(cohort)
        if cohort.people:
            chain.take(cohort)
    raise AssertionError("the windows end with the one that was asked for")
