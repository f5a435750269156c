"""Counts who came to a programme, who was there, who left, and after how many days."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from statistics import median

from projections.reports.cohort import Cohort
from projections.reports.episodes import Episode
from projections.reports.figures import Certainty, Quotient, distribution

SEVEN_MONTHS = 210
"""Days: seven months of thirty days, as the source counts them."""


def episodes(cohort: Cohort) -> int:
    """Episodes that overlap the window."""
    return sum(map(cohort.window.overlaps, cohort.episodes()))


def referred(cohort: Cohort) -> int:
    """Referrals dated in the window."""
    return sum(cohort.window.holds(referral.on) for person in cohort.people for referral in person.referrals)


def _started(cohort: Cohort) -> list[date]:
    return [episode.start for episode in cohort.episodes() if cohort.window.holds(episode.start)]


def _ended(cohort: Cohort) -> list[Episode]:
    return [episode for episode in cohort.episodes() if cohort.window.holds(episode.end)]


def current_start(cohort: Cohort) -> int:
    """Persons who were there before the window opened."""
    window = cohort.window
    return sum(
        any(episode.start < window.start and window.overlaps(episode) for episode in person.episodes)
        for person in cohort.people
    )


def _lengths(cohort: Cohort) -> list[int]:
    """Days of the last ended episode of each person discharged in the window."""
    day = cohort.window.end
    ended = ([episode for episode in person.episodes if episode.ended_by(day)] for person in cohort.discharged)
    return [max(stays, key=lambda episode: (episode.start, episode.days(day))).days(day) for stays in ended]


def mean_days(cohort: Cohort) -> Quotient:
    """The mean length of stay of those discharged."""
    return Quotient(sum(_lengths(cohort)), len(cohort.discharged))


def median_days(cohort: Cohort) -> float | None:
    """The median length of stay of those discharged; none where nobody was."""
    lengths = _lengths(cohort)
    return median(lengths) if lengths else None


def median_certainty(cohort: Cohort) -> Certainty:
    """How many it rests on."""
    return Certainty(people=len(_lengths(cohort)))


def _months(days: Iterable[date]) -> dict[str, int]:
    return distribution(f"{day:%Y-%m}" for day in days)


def discharged_by_month(cohort: Cohort) -> dict[str, int]:
    """Ends of episodes in the window, by month."""
    return _months(episode.end for episode in _ended(cohort) if episode.end)


def reasons(cohort: Cohort) -> dict[str, int]:
    """Episodes that ended in the window, by reason."""
    return distribution(episode.reason for episode in _ended(cohort) if episode.reason)


def current_by_month(cohort: Cohort) -> dict[str, int]:
    """Persons enrolled and not discharged at the end of each month of the window, from the first enrolment on."""
    window = cohort.window
    first = min((episode.start for episode in cohort.episodes() if episode.start <= window.end), default=None)
    if first is None:
        return {}
    every = month_ends(window.start, window.end)
    days = every[bisect_left(every, first) :]
    change = Counter[int]()  # at the place of each day: who has come since the day before, less who has left
    for episode in cohort.episodes():
        change[bisect_left(days, episode.start)] += 1
        change[bisect_left(days, episode.end) if episode.end else len(days)] -= 1
    there = accumulate(change[place] for place in range(len(days)))
    return {f"{day:%Y-%m}": count for day, count in zip(days, there, strict=True)}


@lru_cache(maxsize=64)
def month_ends(first: date, last: date) -> tuple[date, ...]:
    """The last day of every month that holds one of these days; of the last month the last of these days."""
    days = []
    day = first
    while day <= last:
        following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        days.append(min(following - timedelta(days=1), last))
        day = following
    return tuple(days)


def persons(cohort: Cohort) -> int:
    """Persons with an episode that overlaps the window."""
    return len(cohort.persons)


def waiting(cohort: Cohort) -> int:
    """Persons on the waiting list when the window closes."""
    return sum(person.state == "waiting" for person in cohort.people)


def enrolled(cohort: Cohort) -> int:
    """Episodes that began in the window."""
    return len(_started(cohort))


def discharged(cohort: Cohort) -> int:
    """Episodes that ended in the window."""
    return len(_ended(cohort))


def completed(cohort: Cohort) -> int:
    """Episodes that ended in the window for a reason that counts as completing."""
    reasons = cohort.programme.settings.completed
    return sum(episode.reason in reasons for episode in _ended(cohort))


def discharged_persons(cohort: Cohort) -> int:
    """Persons with an episode that ended in the window."""
    return len(cohort.discharged)


def current_any(cohort: Cohort) -> int:
    """Persons who were there on at least one day of the window."""
    return len(cohort.persons)


def current_end(cohort: Cohort) -> int:
    """Persons who are there when the window closes."""
    return len(cohort.current)


def discharged_7_months_or_longer(cohort: Cohort) -> int:
    """Persons discharged whose last ended episode lasted seven months or longer."""
    return sum(length >= SEVEN_MONTHS for length in _lengths(cohort))


def enrolled_by_month(cohort: Cohort) -> dict[str, int]:
    """Episodes that began in the window, by month."""
    return _months(_started(cohort))
