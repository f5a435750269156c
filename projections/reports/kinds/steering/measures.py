"""How each goal of a programme is measured: by which figure, on whom, through which days; or why it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from journey.domain.history import History
from journey.domain.settings import Goal
from projections.reports.figures import Definition, Kind
from projections.reports.kinds.steering import caps, groups
from projections.reports.people import ReportPerson, summarise
from projections.reports.view import ReportFrame

Key = tuple[str, date | None, date, float | None]
"""A kind that gathers details ("" for all that do not), the first and last day these are about, the least extent."""

Others = Mapping[Key, ReportPerson | None]
"""One person as other kinds, other days or a threshold know them. Nobody (None) where they were not there yet."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a goal is measured: the figure of a report, from a day (None: the first) to a day.

    `counted` is the last day that settles who is counted; results may come until `upto`.
    """

    goal: Goal
    kind: Kind
    definition: Definition
    since: date | None
    counted: date
    upto: date

    @property
    def key(self) -> Key:
        """Under which the people are found who make the figure."""
        gathers = bool(self.kind.gather)
        return (
            self.kind.name if gathers else "",
            self.since if gathers else None,
            self.upto,
            self.goal.min_extent,
        )


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A goal that has no figure, and why, in a sentence."""

    why: str


Measures = tuple[tuple[Goal, Measure | Unmeasured], ...]


def measures(frame: ReportFrame) -> Measures:
    """Every goal in the order of the file, with how it is measured."""
    return _measures(frame.programme.settings.goals, frame.since, frame.upto, frame.other_report)


@lru_cache(maxsize=64)
def _measures(
    goals: tuple[Goal, ...], since: date | None, upto: date, other_report: Callable[[str], Kind | None]
) -> Measures:
    """Worked out once, and not for everybody anew."""
    return tuple((goal, _measure(goal, since, upto, other_report)) for goal in goals)


def _measure(
    goal: Goal, since: date | None, upto: date, other_report: Callable[[str], Kind | None]
) -> Measure | Unmeasured:
    if goal.figure is None:
        return Unmeasured("The programme's file names no figure for it.")
    name, _, key = goal.figure.partition(".")
    kind = other_report(name)
    definition = next((figure for figure in kind.figures if figure.key == key), None) if kind else None
    if kind is None or definition is None:
        return Unmeasured(f"No report has the figure {goal.figure}.")
    why = _no_number(goal, definition) or groups.unmappable(goal, name) or _not_yet(goal, upto)
    return Unmeasured(why) if why else _measured(goal, kind, definition, since, upto)


def _measured(goal: Goal, kind: Kind, definition: Definition, since: date | None, upto: date) -> Measure:
    upto = min(goal.reached_by or goal.until or upto, upto)
    since = goal.since or since
    return Measure(
        goal=goal,
        kind=kind,
        definition=definition,
        since=since if since is None or since <= upto else None,
        counted=min(goal.until or upto, upto),
        upto=upto,
    )


def _no_number(goal: Goal, definition: Definition) -> str | None:
    if definition.columns:
        return f"{goal.figure} is a table and no number."
    if definition.axis and not caps.is_cap(goal):
        return f"{goal.figure} is told by {definition.axis}, and is no single number."
    return None


def _not_yet(goal: Goal, upto: date) -> str | None:
    return f"Its days begin after the window, on {goal.since}." if goal.since and goal.since > upto else None


def gather(history: History, frame: ReportFrame) -> Others:
    """The person as every goal's figure needs them, in one pass: with other details, by a threshold, on another day."""
    persons: dict[Key, ReportPerson | None] = {}
    for _, measure in measures(frame):
        if isinstance(measure, Unmeasured) or measure.key in persons or measure.key == ("", None, frame.upto, None):
            continue
        person = summarise(history, frame.population, measure.upto)
        if person is not None and measure.kind.gather is not None:
            narrowed = replace(frame, since=measure.since, upto=measure.upto)
            person = replace(person, details=measure.kind.gather(history, narrowed))
        persons[measure.key] = _of_extent(person, measure.goal.min_extent)
    return persons


def _of_extent(person: ReportPerson | None, least: float | None) -> ReportPerson | None:
    """The person with no other jobs and studies than those that came to the extent."""
    if person is None or least is None:
        return person
    return replace(
        person,
        jobs=tuple(job for job in person.jobs if (job.extent or 0) >= least),
        studies=tuple(spell for spell in person.studies if (spell.extent or 0) >= least),
    )
