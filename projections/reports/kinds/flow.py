"""Who came, who is there, who left, and after how long."""

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
from projections.reports.figures import Definition, Kind, Quotient, distribution
from projections.reports.plots import Plot

SEVEN_MONTHS = 210
"""Days: seven months of thirty days, as the source counts them."""

IN_WINDOW = "Persons with an episode that overlaps the window."
ENDED = "Persons with an episode that ended in the window, also if they are back."
LAST_ENDED = f"{ENDED} Each counts with the last episode that had ended by the end of the window."


def _episodes(cohort: Cohort) -> int:
    return sum(map(cohort.window.overlaps, cohort.episodes()))


def _referred(cohort: Cohort) -> int:
    return sum(cohort.window.holds(day) for person in cohort.people for day in person.referrals)


def _started(cohort: Cohort) -> list[date]:
    return [episode.start for episode in cohort.episodes() if cohort.window.holds(episode.start)]


def _ended(cohort: Cohort) -> list[Episode]:
    return [episode for episode in cohort.episodes() if cohort.window.holds(episode.end)]


def _current_start(cohort: Cohort) -> int:
    window = cohort.window
    return sum(
        any(episode.start < window.start and window.overlaps(episode) for episode in person.episodes)
        for person in cohort.people
    )


def _lengths(cohort: Cohort) -> list[int]:
    """Days of the last ended episode of each person discharged in the window."""
    day = cohort.window.end
    ended = ([episode for episode in person.episodes if episode.ended_by(day)] for person in cohort.discharged)
    return [max(own, key=lambda episode: (episode.start, episode.days(day))).days(day) for own in ended]


def _mean_days(cohort: Cohort) -> Quotient:
    return Quotient(sum(_lengths(cohort)), len(cohort.discharged))


def _median_days(cohort: Cohort) -> float | None:
    lengths = _lengths(cohort)
    return median(lengths) if lengths else None


def _months(days: Iterable[date]) -> dict[str, int]:
    return distribution(f"{day:%Y-%m}" for day in days)


def _discharged_by_month(cohort: Cohort) -> dict[str, int]:
    return _months(episode.end for episode in _ended(cohort) if episode.end)


def _reasons(cohort: Cohort) -> dict[str, int]:
    return distribution(episode.reason for episode in _ended(cohort) if episode.reason)


def _current_by_month(cohort: Cohort) -> dict[str, int]:
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


KIND = Kind(
    name="flow",
    title="Flow",
    about="Who came to the programme, who is there, who left and after how long. Persons and episodes are told apart: "
    "a person may return.",
    figures=(
        Definition(
            key="persons",
            name="Persons served",
            unit="persons",
            cohort=IN_WINDOW,
            definition="Distinct persons with at least one day of an episode in the window.",
            compute=lambda cohort: len(cohort.persons),
        ),
        Definition(
            key="episodes",
            name="Episodes",
            unit="episodes",
            cohort="Episodes that overlap the window.",
            definition="Episodes with at least one day in the window; a person who returned has several.",
            compute=_episodes,
        ),
        Definition(
            key="referred",
            name="Referrals",
            unit="referrals",
            cohort="Referrals dated in the window.",
            definition="Referrals in the window, whatever came of them. In the population `sus`: those that led to an "
            "episode registered there.",
            compute=_referred,
        ),
        Definition(
            key="waiting",
            name="On the waiting list",
            unit="persons",
            cohort="Persons on the waiting list at the end of the window.",
            definition="Persons put on the waiting list and neither enrolled nor declined by the end of the window. In "
            "the population `sus` this is nobody but those registered there since.",
            compute=lambda cohort: sum(person.state == "waiting" for person in cohort.people),
        ),
        Definition(
            key="enrolled",
            name="New episodes",
            unit="episodes",
            cohort="Episodes that began in the window.",
            definition="Enrolments in the window.",
            compute=lambda cohort: len(_started(cohort)),
        ),
        Definition(
            key="discharged",
            name="Ended episodes",
            unit="episodes",
            cohort="Episodes that ended in the window.",
            definition="Episodes whose end lies in the window. In the population `sus` an episode ends with the end "
            "in SUS or with discharge, whichever comes first.",
            compute=lambda cohort: len(_ended(cohort)),
        ),
        Definition(
            key="discharged_persons",
            name="Persons discharged",
            unit="persons",
            cohort=ENDED,
            definition="Distinct persons with an episode that ended in the window; a returner counts once.",
            compute=lambda cohort: len(cohort.discharged),
        ),
        Definition(
            key="current_start",
            name="There when the window opens",
            unit="persons",
            cohort="Persons enrolled before the window and not discharged before it.",
            definition="Persons whose episode began before the first day of the window and had not ended before it; "
            "paused included.",
            compute=_current_start,
        ),
        Definition(
            key="current_any",
            name="There at some time",
            unit="persons",
            cohort=IN_WINDOW,
            definition="Persons enrolled on at least one day of the window; paused included.",
            compute=lambda cohort: len(cohort.persons),
        ),
        Definition(
            key="current_end",
            name="There when the window closes",
            unit="persons",
            cohort="Persons enrolled by the end of the window and not discharged by then.",
            definition="Persons whose episode began by the last day of the window and had not ended by then; paused "
            "included.",
            compute=lambda cohort: len(cohort.current),
        ),
        Definition(
            key="mean_days_discharged",
            name="Mean length of stay",
            unit="days",
            cohort=LAST_ENDED,
            definition="The mean of the days from enrolment to the end of the episode.",
            compute=_mean_days,
        ),
        Definition(
            key="median_days_discharged",
            name="Median length of stay",
            unit="days",
            cohort=LAST_ENDED,
            definition="The median of the days from enrolment to the end of the episode.",
            compute=_median_days,
        ),
        Definition(
            key="discharged_7_months_or_longer",
            name="Stayed seven months or longer",
            unit="persons",
            cohort=LAST_ENDED,
            definition=f"Persons whose episode lasted {SEVEN_MONTHS} days (seven months of thirty days) or longer.",
            compute=lambda cohort: sum(length >= SEVEN_MONTHS for length in _lengths(cohort)),
        ),
        Definition(
            key="enrolled_by_month",
            name="New episodes by month",
            unit="episodes",
            axis="month",
            cohort="Episodes that began in the window.",
            definition="Enrolments by calendar month; months without one are left out.",
            compute=lambda cohort: _months(_started(cohort)),
        ),
        Definition(
            key="discharged_by_month",
            name="Ended episodes by month",
            unit="episodes",
            axis="month",
            cohort="Episodes that ended in the window.",
            definition="Ends of episodes by calendar month; months without one are left out.",
            compute=_discharged_by_month,
        ),
        Definition(
            key="current_by_month",
            name="There at the end of the month",
            unit="persons",
            axis="month",
            cohort="Persons enrolled by the end of the month and not discharged by then.",
            definition="Persons whose episode goes on at the end of each month of the window (of the last month: at "
            "the end of the window), from the first enrolment on; paused included.",
            compute=_current_by_month,
        ),
        Definition(
            key="discharge_reasons",
            name="Reasons for leaving",
            unit="episodes",
            axis="reason",
            cohort="Episodes that ended in the window.",
            definition="Episodes by reason of discharge; `sus_end` where an episode was ended in SUS and the person is "
            "not discharged.",
            compute=_reasons,
        ),
    ),
    plots=(
        Plot(
            title="In and out, month by month",
            form="bars",
            x="month",
            says="New and ended episodes in each month of the window.",
            figures=("enrolled_by_month", "discharged_by_month"),
        ),
        Plot(
            title="How many are there",
            form="lines",
            x="month",
            says="Persons enrolled and not discharged at the end of each month.",
            figures=("current_by_month",),
        ),
    ),
)
