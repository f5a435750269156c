"""Whom a goal counts, and what counts as a result of theirs: a figure worked out on the goal's own people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from journey.domain.settings import GOAL_COHORTS, Goal, GoalCohort
from projections.reports.cohort import Cohort
from projections.reports.figures import Definition, Outcome, Quotient
from projections.reports.people import ReportPerson
from projections.reports.view import Window

OF_PEOPLE = ("flow", "structure", "outcomes", "job-search", "economics", "questionnaires")
"""The reports whose figures are worked out of people, so that they can be worked out of some of them."""

SENTENCES: dict[GoalCohort, str] = {
    "served": "Persons with an episode that touches the goal's days.",
    "enrolled_in_window": "Persons enrolled in the goal's days, with what began after that enrolment.",
    "discharged": "Persons with an episode that ended in the goal's days, also if they are back.",
    "completed": "Persons with an episode that ended in the goal's days for a reason that the programme counts as "
    "completing, also if they are back.",
}
"""Who is counted, by cohort."""

Result = Callable[[ReportPerson, Window], bool]


def _worked(person: ReportPerson, window: Window) -> bool:
    return any(map(window.overlaps, person.jobs))


def _studied(person: ReportPerson, window: Window) -> bool:
    return any(map(window.overlaps, person.studies))


def _either(person: ReportPerson, window: Window) -> bool:
    return _worked(person, window) or _studied(person, window)


def _placed(person: ReportPerson, window: Window) -> bool:
    return any(map(window.overlaps, person.placements))


EMPLOYED = ("a competitive job", _worked)
STUDYING = ("studies", _studied)
EITHER = ("a competitive job or studies", _either)
PLACED = ("a placement", _placed)
RESULTS: dict[str, tuple[str, Result]] = {
    "outcomes.employed_ever": EMPLOYED,
    "outcomes.employed_share_discharged_or_employed": EMPLOYED,
    "outcomes.employed_share_discharged": EMPLOYED,
    "outcomes.employed_share_enrolled": EMPLOYED,
    "outcomes.employed_share_completed": EMPLOYED,
    "outcomes.studies_ever": STUDYING,
    "outcomes.studies_share_discharged": STUDYING,
    "outcomes.work_or_study_share": EITHER,
    "outcomes.work_or_study_share_completed": EITHER,
    "outcomes.meaningful_occupation_share": PLACED,
}
"""The figures that count who of some people came to something; on a goal's cohort they are counted of that cohort."""

OF_EXTENT = (
    *(figure for figure, result in RESULTS.items() if result is not PLACED),
    "outcomes.competitive_jobs",
    "outcomes.subsidised_jobs",
    "outcomes.job_tenure_median",
    "outcomes.sustained_13_weeks_share",
)
"""The figures that a least extent of jobs and studies changes."""


def unmappable(goal: Goal, report: str) -> str | None:
    """Why the figure cannot be worked out on whom the goal counts, or by its threshold; None where it can."""
    if goal.cohort and goal.group is None and report in OF_PEOPLE:
        return f"Whom it counts stands in words; the programme's file can name {', '.join(GOAL_COHORTS)}."
    if goal.group and report not in OF_PEOPLE:
        return f"{goal.figure} is no figure about people, and cannot be worked out on those {_plain(goal.group)}."
    if goal.min_extent is not None and goal.figure not in OF_EXTENT:
        return f"{goal.figure} counts neither jobs nor studies, and has no least extent."
    return None


def _plain(group: GoalCohort) -> str:
    return group.replace("_", " ").replace("window", "its days")


def worked_out(
    goal: Goal, definition: Definition, everybody: Cohort, counted: Window
) -> tuple[Outcome, tuple[ReportPerson, ...]]:
    """The figure on the goal's own people through the days of the cohort given, and these people."""
    if goal.group is None:
        return definition.compute(everybody), everybody.people
    people = members(goal.group, replace(everybody, window=counted))
    theirs = replace(everybody, people=people)
    if goal.figure not in RESULTS:
        return definition.compute(theirs), people
    _, came_to = RESULTS[goal.figure]
    came = sum(came_to(person, everybody.window) for person in people)
    return came if definition.unit == "persons" else Quotient(came, len(people)), people


def members(group: GoalCohort, cohort: Cohort) -> tuple[ReportPerson, ...]:
    """Who of a cohort the goal counts, through the cohort's window."""
    if group == "served":
        return cohort.persons
    if group == "discharged":
        return cohort.discharged
    if group == "completed":
        return cohort.completed
    newly = (_since_enrolment(person, cohort.window) for person in cohort.people)
    return tuple(person for person in newly if person is not None)


def _since_enrolment(person: ReportPerson, window: Window) -> ReportPerson | None:
    """The person with what began after the first enrolment in the window; None where there was none in it."""
    day = min((episode.start for episode in person.episodes if window.holds(episode.start)), default=None)
    if day is None:
        return None
    return replace(
        person,
        jobs=tuple(spell for spell in person.jobs if spell.start >= day),
        studies=tuple(spell for spell in person.studies if spell.start >= day),
        placements=tuple(spell for spell in person.placements if spell.start >= day),
    )


def rule(goal: Goal, definition: Definition, counted: Window, upto: Window) -> str:
    """Who is counted and how, in sentences."""
    said = f"{definition.cohort} {definition.definition}"
    if goal.group:
        counts = f"Counted of them: who had {RESULTS[goal.figure][0]}." if goal.figure in RESULTS else said
        settled = f" Settled on {counted.end}; results count up to {upto.end}." if counted.end < upto.end else ""
        said = f"{SENTENCES[goal.group]}{settled} {counts}"
    if goal.min_extent is not None:
        said += f" Only jobs and studies that came to {goal.min_extent:g} percent of full time or more."
    return said
