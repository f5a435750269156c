"""Where each person stands at the end of the window."""

from __future__ import annotations

from collections.abc import Iterator

from projections.reports.cohort import Cohort
from projections.reports.figures import distribution
from projections.reports.people import ReportPerson

ORDER = ("job", "studies", "placement", "job_search", "paused", "other_phase", "waiting", "discharged")
"""A person may have several; the exclusive status is the first of them."""

_WAITS = ("referred", "waiting")


def exclusive(cohort: Cohort) -> dict[str, int]:
    """Persons by the first status that holds."""
    return distribution((labels[0] for labels in _statuses(cohort)), ORDER)


def multi(cohort: Cohort) -> dict[str, int]:
    """Persons by every status that holds."""
    return distribution((label for labels in _statuses(cohort) for label in labels), ORDER)


def _statuses(cohort: Cohort) -> Iterator[list[str]]:
    for person in cohort.people:
        if person.state in _WAITS or any(map(cohort.window.overlaps, person.episodes)):
            yield [label for label in ORDER if label in _labels(person, cohort)]


def _labels(person: ReportPerson, cohort: Cohort) -> set[str]:
    day = cohort.window.end
    running = {"job": person.jobs, "studies": person.studies, "placement": person.placements}
    labels = {label for label, spells in running.items() if any(spell.goes_on(day) for spell in spells)}
    if any(episode.goes_on(day) for episode in person.episodes):
        return labels | {_phase(person)}
    if person.state in _WAITS:
        labels.add("waiting")
    if any(episode.ended_by(day) for episode in person.episodes):
        labels.add("discharged")
    return labels


def _phase(person: ReportPerson) -> str:
    """The phase the work is in; while it rests it is in none."""
    if person.state == "paused":
        return "paused"
    return "job_search" if person.state == "job_placement" else "other_phase"
