"""What the window holds of the programme's own facts: whole weeks and months, meetings, coaches at work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import count, pairwise

from journey.domain import calendar
from journey.domain.events.base import Event
from journey.domain.fidelity import exact
from journey.domain.programme import Period, period
from projections.reports.cohort import Cohort
from projections.reports.view import Window

DAYS_A_WEEK = 7
_DAY = timedelta(days=1)
_QUARTER = 3
_MONTH = period("1 month")


def weeks(window: Window) -> int:
    """Whole weeks of the window, at least one: what comes so often comes once a week."""
    return max(((window.end - window.start).days + 1) // DAYS_A_WEEK, 1)


def months(window: Window) -> int:
    """Whole calendar months of the window counted from its first day, at least one."""
    after = window.end + _DAY
    lengths = (Period(number, _MONTH.unit) for number in count(1))
    fitting = next(number for number, length in enumerate(lengths) if calendar.add(window.start, length) > after)
    return max(fitting, 1)


def quarters(window: Window) -> int:
    """Whole quarters of the window, at least one."""
    return max(months(window) // _QUARTER, 1)


def entries(cohort: Cohort, kind: str) -> list[Event]:
    """The programme's own facts of a type, dated in the window."""
    return [event for event in cohort.frame.programme_history.by_type.get(kind, []) if cohort.window.holds(event.on)]


def meetings(cohort: Cohort, *kinds: str) -> list[Event]:
    """The meetings of these kinds in the window."""
    return [event for event in entries(cohort, "meeting_held") if event.fact.kind in kinds]


def weeks_at_work(cohort: Cohort) -> tuple[Fraction, Fraction]:
    """Weeks that coaches were at work in the window, added up: by heads, and weighted by working time.

    A coach is at work from registration until leaving, but for days of absence.
    """
    heads, posts = Fraction(0), Fraction(0)
    for start, end in pairwise(_turns(cohort)):
        length = Fraction((end - start).days, DAYS_A_WEEK)
        there = [coach for coach in cohort.team.coaches(start) if cohort.team.deputy(coach, start) is None]
        heads += length * len(there)
        posts += length * sum((exact(cohort.team.fte(coach, start) or 0) for coach in there), Fraction(0))
    return heads, posts


def _turns(cohort: Cohort) -> list[date]:
    """The days on which something about the coaches changes, the window's first day, and the day after its last."""
    first, after = cohort.window.start, cohort.window.end + _DAY
    return [first, *sorted(day for day in set(_changes(cohort)) if first < day < after), after]


def _changes(cohort: Cohort) -> Iterator[date]:
    for kind in ("coach_registered", "coach_fte_changed", "coach_left", "coach_absent", "coach_returned"):
        for event in cohort.frame.programme_history.by_type.get(kind, []):
            yield event.on
            if kind == "coach_absent":
                yield event.fact.until + _DAY
