"""A programme's goals held against their results: each on its own people, days and threshold."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journey.domain.settings import Goal
from projections.reports.cohort import Cohort
from projections.reports.figures import Cell, Number, Quotient, Rows
from projections.reports.kinds.steering import caps, groups
from projections.reports.kinds.steering.measures import Measure, Unmeasured, measures
from projections.reports.numbers import with_unit
from projections.reports.view import Window

NO_FIGURE = "no figure"
NOBODY = "Nobody is counted."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a goal: its figure, what that is made of, whether it is met; `why` not, or what to know of it."""

    value: Number | None
    parts: Quotient | None
    met: bool | None
    why: str | None
    window: Window | None = None
    rule: str | None = None


def rows(cohort: Cohort) -> Rows:
    """A row a goal, in the order of the programme's file."""
    return [_row(goal, measure, _outcome(goal, measure, cohort)) for goal, measure in measures(cohort.frame)]


def _row(goal: Goal, measure: Measure | Unmeasured, outcome: Outcome) -> dict[str, Cell]:
    unit = measure.definition.unit if isinstance(measure, Measure) else ""
    wanted = "at least" if goal.direction == "at_least" else "at most"
    window = outcome.window
    return {
        "goal": goal.id,
        "text": goal.text,
        "result": with_unit(outcome.value, unit) if outcome.value is not None else NO_FIGURE,
        "aim": f"{wanted} {with_unit(goal.target, unit)}" if goal.target is not None else None,
        "met": outcome.met,
        "numerator": outcome.parts.numerator if outcome.parts else None,
        "denominator": outcome.parts.denominator if outcome.parts else None,
        "why": outcome.why,
        "value": outcome.value,
        "target": goal.target,
        "direction": goal.direction,
        "unit": unit or None,
        "figure": goal.figure,
        "from": window.start.isoformat() if window else None,
        "to": window.end.isoformat() if window else None,
        "cohort": goal.cohort,
        "min_extent": goal.min_extent,
        "rule": outcome.rule,
    }


def _outcome(goal: Goal, measure: Measure | Unmeasured, cohort: Cohort) -> Outcome:
    if isinstance(measure, Unmeasured):
        return Outcome(None, None, None, measure.why)
    window = _window(measure, cohort)
    counted = Window(window.start, max(measure.counted, window.start))
    rule = groups.rule(goal, measure.definition, counted, window)
    if caps.is_cap(goal):
        cap = caps.held(goal, _everybody(measure, window, cohort))
        return Outcome(cap.value, cap.parts, cap.met, cap.remark, window, rule)
    outcome, people = groups.worked_out(goal, measure.definition, _everybody(measure, window, cohort), counted)
    parts = outcome if isinstance(outcome, Quotient) else None
    value = parts.value if parts else outcome
    number = value if isinstance(value, int | float) else None
    why = None if number is not None else f"{goal.figure} has no value by {window.end}." if people else NOBODY
    return Outcome(number, parts, _met(goal, number), why, window, rule)


def _window(measure: Measure, cohort: Cohort) -> Window:
    """From the goal's own first day, else the window's; a goal of earlier days counts from the programme's first."""
    begun = measure.since or cohort.window.start
    if begun > measure.upto:
        begun = min(cohort.programme.starts, measure.upto)
    return Window(begun, measure.upto)


def _everybody(measure: Measure, window: Window, cohort: Cohort) -> Cohort:
    """The people as the measure knows them, through its days."""
    persons = (person.details.get(measure.key, person) for person in cohort.people)
    frame = replace(cohort.frame, since=measure.since, upto=measure.upto)
    return Cohort(tuple(person for person in persons if person is not None), window, frame)


def _met(goal: Goal, number: Number | None) -> bool | None:
    if number is None or goal.target is None:
        return None
    return number >= goal.target if goal.direction == "at_least" else number <= goal.target
