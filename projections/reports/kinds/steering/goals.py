"""A programme's goals held against its results, each figure by the definition of the report it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from journey.domain.history import History
from journey.domain.settings import Goal
from projections.reports.cohort import Cohort
from projections.reports.figures import Cell, Definition, Kind, Number, Quotient, Rows
from projections.reports.numbers import shown
from projections.reports.people import ReportPerson, summarise
from projections.reports.view import ReportFrame, Window

NOT_MEASURED = "not measured"

Key = tuple[str, date | None, date]
"""A kind that gathers details ("" for all that do not), and the first and last day these are about."""

Others = Mapping[Key, ReportPerson | None]
"""One person as other kinds, or other days, know them. Nobody (None) where they were not there yet."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a goal is measured: the figure of a report, from a day (None: the first) to a day."""

    goal: Goal
    kind: Kind
    definition: Definition
    since: date | None
    upto: date

    @property
    def key(self) -> Key:
        """Under which the people are found who make the figure."""
        return (self.kind.name, self.since, self.upto) if self.kind.gather else ("", None, self.upto)


def measures(frame: ReportFrame) -> Iterator[tuple[Goal, Measure | None]]:
    """Every goal, with how it is measured; None where it names no figure, or one that no report has."""
    for goal in frame.programme.settings.goals:
        yield goal, _measure(goal, frame)


def _measure(goal: Goal, frame: ReportFrame) -> Measure | None:
    name, _, key = (goal.figure or "").partition(".")
    kind: Kind | None = frame.other_report(name)
    definition = next((figure for figure in kind.figures if figure.key == key), None) if kind else None
    if kind is None or definition is None or definition.columns or (goal.since and goal.since > frame.upto):
        return None
    upto = min(goal.reached_by or frame.upto, frame.upto)
    since = goal.since or frame.since
    return Measure(goal, kind, definition, since if since is None or since <= upto else None, upto)


def gather(history: History, frame: ReportFrame) -> Others:
    """The person as every goal's figure needs them, in one pass: with other details, or as of an earlier day."""
    persons: dict[Key, ReportPerson | None] = {}
    for _, measure in measures(frame):
        if measure is None or measure.key in persons or measure.key == ("", None, frame.upto):
            continue
        person = summarise(history, frame.population, measure.upto)
        if person is not None and measure.kind.gather is not None:
            narrowed = replace(frame, since=measure.since, upto=measure.upto)
            person = replace(person, details=measure.kind.gather(history, narrowed))
        persons[measure.key] = person
    return persons


def rows(cohort: Cohort) -> Rows:
    """A row a goal, in the order of the programme's file."""
    return [_row(goal, measure, cohort) for goal, measure in measures(cohort.frame)]


def _row(goal: Goal, measure: Measure | None, cohort: Cohort) -> dict[str, Cell]:
    window = _window(measure, cohort) if measure else None
    number, parts, unit = _measured(measure, window, cohort) if measure and window else (None, None, "")
    wanted = "at least" if goal.direction == "at_least" else "at most"
    return {
        "goal": goal.id,
        "text": goal.text,
        "result": shown(number, unit) if number is not None else NOT_MEASURED if goal.figure else None,
        "aim": f"{wanted} {shown(goal.target, unit)}" if goal.target is not None else None,
        "met": _met(goal, number),
        "numerator": parts.numerator if parts else None,
        "denominator": parts.denominator if parts else None,
        "value": number,
        "target": goal.target,
        "direction": goal.direction,
        "unit": unit or None,
        "figure": goal.figure,
        "from": window.start.isoformat() if window else None,
        "to": window.end.isoformat() if window else None,
        "cohort": goal.cohort,
        "rule": f"{measure.definition.cohort} {measure.definition.definition}" if measure else None,
    }


def _window(measure: Measure, cohort: Cohort) -> Window:
    """From the goal's own first day, else the window's; a goal of earlier days counts from the programme's first."""
    begun = measure.since or cohort.window.start
    if begun > measure.upto:
        begun = min(cohort.programme.starts, measure.upto)
    return Window(begun, measure.upto)


def _measured(measure: Measure, window: Window, cohort: Cohort) -> tuple[Number | None, Quotient | None, str]:
    """The figure, what it is a quotient of, and its unit."""
    persons = (person.details.get(measure.key, person) for person in cohort.people)
    people = tuple(person for person in persons if person is not None)
    frame = replace(cohort.frame, since=measure.since, upto=measure.upto)
    outcome = measure.definition.compute(Cohort(people, window, frame))
    parts = outcome if isinstance(outcome, Quotient) else None
    value = parts.value if parts else outcome
    number = value if isinstance(value, int | float) else None
    return number, parts, measure.definition.unit


def _met(goal: Goal, number: Number | None) -> bool | None:
    if number is None or goal.target is None:
        return None
    return number >= goal.target if goal.direction == "at_least" else number <= goal.target
