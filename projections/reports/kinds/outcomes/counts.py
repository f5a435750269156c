"""Counts jobs, studies and placements, in all and by the quarter."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from statistics import median

from projections.reports.cohort import Cohort
from projections.reports.figures import Certainty, Quotient, distribution
from projections.reports.people import ReportPerson
from projections.reports.spells import INDUSTRIES, Spell
from projections.reports.view import Window

THIRTEEN_WEEKS = 91
"""Days after which a job counts as sustained."""


def _students(cohort: Cohort) -> list[ReportPerson]:
    return [person for person in cohort.persons if any(map(cohort.window.overlaps, person.studies))]


def _placed(cohort: Cohort) -> list[ReportPerson]:
    return [person for person in cohort.persons if any(map(cohort.window.overlaps, person.placements))]


def employed_of_discharged_or_employed(cohort: Cohort) -> Quotient:
    """Persons with a job, of those discharged or with a job."""
    away = {id(person) for person in cohort.discharged}
    both = away | {id(person) for person in cohort.employed}
    return Quotient(len(cohort.employed), len(both))


def work_or_study(cohort: Cohort) -> Quotient:
    """Persons with a job or studies, of those served."""
    either = {id(person) for person in (*cohort.employed, *_students(cohort))}
    return Quotient(len(either), len(cohort.persons))


def tenure(cohort: Cohort) -> float | None:
    """The median length of the jobs in days; none where there is none."""
    lengths = [job.days(cohort.window.end) for job in cohort.jobs]
    return median(lengths) if lengths else None


def tenure_certainty(cohort: Cohort) -> Certainty:
    """How many jobs it rests on."""
    return Certainty(people=len(cohort.jobs))


def sustained(cohort: Cohort) -> Quotient:
    """Persons with a job that has lasted thirteen weeks, of those with a job."""
    window = cohort.window
    held = (
        any(window.overlaps(job) and job.days(window.end) >= THIRTEEN_WEEKS for job in person.jobs)
        for person in cohort.employed
    )
    return Quotient(sum(held), len(cohort.employed))


def industries(cohort: Cohort) -> dict[str, int]:
    """Jobs by industry."""
    return distribution((job.industry for job in cohort.jobs), (*INDUSTRIES, "other"))


def quarterly(cohort: Cohort) -> dict[str, Quotient]:
    """Per calendar quarter, of those served in it, the share with a competitive job in it."""
    window = cohort.window
    begun = min((episode.start for episode in cohort.episodes() if episode.start <= window.end), default=None)
    if begun is None:
        return {}
    every = _quarters(window.start, window.end)
    quarters = every[bisect_left(every, begun, key=lambda quarter: quarter[1].end) :]
    windows = [quarter for _, quarter in quarters]
    served, employed = Counter[int](), Counter[int]()
    for person in cohort.people:
        there = _places(person.episodes, windows)
        served.update(there)
        employed.update(there & _places(person.jobs, windows))
    return {label: Quotient(employed[place], served[place]) for place, (label, _) in enumerate(quarters)}


def _places(spells: Iterable[Spell], windows: Sequence[Window]) -> set[int]:
    """Which of these windows, one after the other without gaps, a stretch of time touches."""
    return {
        place
        for spell in spells
        for place in range(
            bisect_left(windows, spell.start, key=lambda window: window.end),
            len(windows) if spell.end is None else bisect_right(windows, spell.end, key=lambda window: window.start),
        )
    }


@lru_cache(maxsize=64)
def _quarters(first: date, last: date) -> tuple[tuple[str, Window], ...]:
    """The quarters that hold these days, each whole but for days after the last."""
    quarters = []
    start = date(first.year, first.month - (first.month - 1) % 3, 1)
    while start <= last:
        following = (start + timedelta(days=100)).replace(day=1)  # a quarter has 90 to 92 days
        quarter = Window(start, min(following - timedelta(days=1), last))
        quarters.append((f"{start.year}-Q{start.month // 3 + 1}", quarter))
        start = following
    return tuple(quarters)


def employed_ever(cohort: Cohort) -> int:
    """Persons with a job in the window."""
    return len(cohort.employed)


def employed_share_discharged(cohort: Cohort) -> Quotient:
    """Persons with a job, divided by those discharged."""
    return Quotient(len(cohort.employed), len(cohort.discharged))


def employed_share_enrolled(cohort: Cohort) -> Quotient:
    """Persons with a job, of those served."""
    return Quotient(len(cohort.employed), len(cohort.persons))


def employed_share_completed(cohort: Cohort) -> Quotient:
    """Of those who completed, the persons with a job."""
    window = cohort.window
    return Quotient(sum(any(map(window.overlaps, p.jobs)) for p in cohort.completed), len(cohort.completed))


def work_or_study_share_completed(cohort: Cohort) -> Quotient:
    """Of those who completed, the persons with a job or studies."""
    window = cohort.window
    came = (any(map(window.overlaps, (*person.jobs, *person.studies))) for person in cohort.completed)
    return Quotient(sum(came), len(cohort.completed))


def studies_ever(cohort: Cohort) -> int:
    """Persons with studies in the window."""
    return len(_students(cohort))


def studies_share_discharged(cohort: Cohort) -> Quotient:
    """Persons with studies, divided by those discharged."""
    return Quotient(len(_students(cohort)), len(cohort.discharged))


def competitive_jobs(cohort: Cohort) -> int:
    """Jobs in the window."""
    return len(cohort.jobs)


def subsidised_jobs(cohort: Cohort) -> int:
    """Jobs in the window that are subsidised."""
    return sum(job.subsidised for job in cohort.jobs)


def meaningful_occupation_share(cohort: Cohort) -> Quotient:
    """Persons with a placement, of those served."""
    return Quotient(len(_placed(cohort)), len(cohort.persons))
