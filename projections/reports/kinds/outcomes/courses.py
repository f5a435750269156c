"""Counts who had a job within a fixed time of enrolment, and which studies and placements there were."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from journey.domain import calendar
from journey.domain.programme import Period
from projections.reports.cohort import Cohort
from projections.reports.episodes import Episode
from projections.reports.figures import Quotient, distribution
from projections.reports.people import UNKNOWN, ReportPerson
from projections.reports.spells import INDUSTRIES, Spell

KINDS_OF_PLACEMENT = ("work_trial", "work_training", "social_training", "internship")


def employed_within(months: int, cohort: Cohort) -> Quotient:
    """Persons with a job within so many months of their enrolment, of those enrolled at least that long ago."""
    window = cohort.window
    firsts = [(person, _first(person, cohort)) for person in cohort.persons]
    followed = [
        (person, episode)
        for person, episode in firsts
        if episode is not None and calendar.add(episode.start, Period(months, "months")) <= window.end
    ]
    return Quotient(sum(_hired(person, episode, months) for person, episode in followed), len(followed))


def _first(person: ReportPerson, cohort: Cohort) -> Episode | None:
    """The first of a person's episodes that overlaps the window."""
    return next((episode for episode in person.episodes if cohort.window.overlaps(episode)), None)


def _hired(person: ReportPerson, episode: Episode, months: int) -> bool:
    last = calendar.add(episode.start, Period(months, "months"))
    return any(job.start <= last and not job.ended_by(episode.start) for job in person.jobs)


within_12_months: Callable[[Cohort], Quotient] = partial(employed_within, 12)
within_18_months: Callable[[Cohort], Quotient] = partial(employed_within, 18)


def _in_window(cohort: Cohort, what: str) -> Iterator[Spell]:
    return (one for person in cohort.persons for one in getattr(person, what) if cohort.window.overlaps(one))


def studies_kinds(cohort: Cohort) -> dict[str, int]:
    """Studies by kind."""
    return distribution(one.kind or UNKNOWN for one in _in_window(cohort, "studies"))


def placements_by_kind(cohort: Cohort) -> dict[str, int]:
    """Placements by kind."""
    return distribution((one.kind or UNKNOWN for one in _in_window(cohort, "placements")), KINDS_OF_PLACEMENT)


def placements_by_industry(cohort: Cohort) -> dict[str, int]:
    """Placements by industry; one without an industry, as social training may be, is in none."""
    named = (one.industry for one in _in_window(cohort, "placements") if one.industry)
    return distribution((word if word in INDUSTRIES else "other" for word in named), (*INDUSTRIES, "other"))
