"""Competitive jobs and the support after their start: what items 19 to 23 are made of.

A contact is any contact held or appointment kept, as in the rule `follow_along`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from journey.domain import calendar
from journey.domain.events.base import Event
from journey.domain.history import History
from journey.domain.programme import period
from projections.reports.spells import Spell, spells

WEEKS, MONTHS, YEAR = 4, 4, 11
"""Weeks of the first month with a contact; months of the first four; months of the eleven after the first."""

CONTACTS = ("contact_held", "appointment_kept")

_BEFORE, _AFTER = timedelta(days=7), timedelta(days=3)
_MONTH, _FOUR, _TWELVE = period("1 month"), period("4 months"), period("12 months")


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedJob(Spell):
    """A competitive job as it was by the end of the window, and which contacts there were around it.

    - `before`: in the week before the start; `after`: on the day of the start or within three days after it.
    - `lost`: within three days after the end.
    - `later`: after the first month of the job, while it lasted; `four_months`: in each of the first four months.
    - `year`: every week of the first month and every month of the first year.

    None where the job has not lasted so long by the end of the window, or ended earlier.
    """

    employer: str | None
    job_type: str | None
    permanent: bool | None
    before: bool
    after: bool | None
    lost: bool | None
    later: bool | None
    four_months: bool | None
    year: bool | None


def followed_jobs(history: History, upto: date) -> tuple[FollowedJob, ...]:
    """The competitive jobs that began from the first enrolment on and by that day, every change by then applied."""
    enrolled = next((stay.enrolled_on for stay in history.stays if stay.enrolment), None)
    if enrolled is None or "job_started" not in history.by_type:
        return ()
    changes = [event for event in history.by_type.get("job_changed", []) if event.on <= upto]
    contacts = (event for kind in CONTACTS for event in history.by_type.get(kind, []))
    days = sorted({event.on for event in contacts if event.on <= upto})
    jobs = []
    for begun, spell in spells(history, "job"):
        events = [begun, *(change for change in changes if _about(change, begun, spell))]
        if enrolled <= spell.start <= upto and _latest(events, "competitive"):
            jobs.append(_followed(events, spell, days, upto))
    return tuple(jobs)


def _about(change: Event, begun: Event, spell: Spell) -> bool:
    within = spell.start <= change.on and (spell.end is None or change.on <= spell.end)
    return bool(change.fact.job == begun.fact.job and within)


def _latest(events: list[Event], key: str) -> object:
    """The value said last; None where nothing was said."""
    return next((value for event in reversed(events) if (value := getattr(event.fact, key)) is not None), None)


def _text(events: list[Event], key: str) -> str | None:
    value = _latest(events, key)
    return value if isinstance(value, str) else None


def _followed(events: list[Event], spell: Spell, days: list[date], upto: date) -> FollowedJob:
    start = spell.start
    end = spell.end if spell.end is not None and spell.end <= upto else None
    seen = end or upto  # how far the job can be looked at
    month, four, twelve = (calendar.add(start, length) for length in (_MONTH, _FOUR, _TWELVE))
    permanent = _latest(events, "permanent")
    in_weeks = _weeks(_between(days, start, month)) >= WEEKS
    in_months = _months(_between(days, month, twelve)) >= YEAR
    return FollowedJob(
        start=start,
        end=end,
        employer=_text(events, "employer"),
        job_type=_text(events, "job_type"),
        permanent=permanent if isinstance(permanent, bool) else None,
        before=any(_between(days, start - _BEFORE, start)),
        after=_soon(days, start, upto),
        lost=_soon(days, end, upto) if end else None,
        later=any(month <= day <= seen for day in days) if seen > month else None,
        four_months=_months(_between(days, start, four)) >= MONTHS if seen >= four else None,
        year=in_weeks and in_months if seen >= twelve else None,
    )


def _soon(days: list[date], since: date, upto: date) -> bool | None:
    """Whether there was a contact within three days; None while they have not passed and there was none."""
    if any(since <= day <= since + _AFTER for day in days):
        return True
    return False if upto >= since + _AFTER else None


def _between(days: Iterable[date], start: date, end: date) -> list[date]:
    """From a day to the day before another."""
    return [day for day in days if start <= day < end]


def _weeks(days: Iterable[date]) -> int:
    return len({day.isocalendar()[:2] for day in days})


def _months(days: Iterable[date]) -> int:
    return len({(day.year, day.month) for day in days})
