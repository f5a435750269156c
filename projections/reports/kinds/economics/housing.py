"""Housing support saved: of everybody whose hours are on record before and after, whatever they came to.

Hours a week are exact, so that sums are the same in any order and nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projections.reports.cohort import Cohort
from projections.reports.figures import Cell, Rows
from projections.reports.kinds.economics.livelihood import WEEKS, Livelihood
from projections.reports.numbers import ZERO, exact
from projections.reports.people import ReportPerson
from projections.reports.view import Window

NOTHING_BEGUN = "neither work, studies nor a placement"


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """Hours of housing support a week of one person, before and after, and what the person did meanwhile."""

    before: Decimal
    after: Decimal
    did: str

    @property
    def fewer(self) -> Decimal:
        """How many less, a week; less than nothing where they are more."""
        return self.before - self.after


def hours(person: ReportPerson, window: Window) -> Hours | None:
    """The person's hours; None for who was never enrolled, or whose hours are not on record twice.

    Before: the record in force when the person had enrolled and the window was open, else the first one after. After:
    the last one by the end of the window.
    """
    enrolled = min((episode.start for episode in person.episodes if episode.start <= window.end), default=None)
    livelihood: Livelihood = person.details
    if enrolled is None:
        return None
    records = _since(livelihood.housing, max(enrolled, window.start))
    if len(records) <= 1:
        return None
    return Hours(exact(records[0][1]), exact(records[-1][1]), _did(person, livelihood, window))


def _since(records: Sequence[tuple[date, float]], day: date) -> Sequence[tuple[date, float]]:
    """The record in force that day, and those after it."""
    earlier = sum(on <= day for on, _ in records)
    return records[max(earlier - 1, 0) :]


def _did(person: ReportPerson, livelihood: Livelihood, window: Window) -> str:
    begun = [
        *(["work"] if any(map(window.overlaps, person.jobs)) else []),
        *(["studies"] if any(map(window.overlaps, person.studies)) else []),
        *dict.fromkeys(kind.replace("_", " ") for on, kind in livelihood.placements if window.holds(on)),
    ]
    return ", ".join(begun) or NOTHING_BEGUN


def everybodys(cohort: Cohort) -> list[Hours]:
    """The hours of everybody who has them on record before and after."""
    if "hours" not in cohort.memo:
        each = (hours(person, cohort.window) for person in cohort.people)
        cohort.memo["hours"] = [one for one in each if one is not None]
    known: list[Hours] = cohort.memo["hours"]
    return known


def fewer(cohort: Cohort) -> Decimal:
    """Hours a week less, of everybody together."""
    return sum((one.fewer for one in everybodys(cohort)), ZERO)


def fewer_a_week(cohort: Cohort) -> float:
    """The same, as JSON can hold it."""
    return float(fewer(cohort))


def persons(cohort: Cohort) -> int:
    """How many have their hours on record before and after."""
    return len(everybodys(cohort))


def rows(cohort: Cohort, hour: Decimal) -> Rows:
    """A row a person who is not under protected identity, by content, so that a row's place tells nothing more."""
    table: Rows = []
    for place, one in enumerate(sorted(everybodys(cohort.without_protected), reverse=True), 1):
        row: dict[str, Cell] = {"person": str(place), "did": one.did}
        row |= {"before": float(one.before), "after": float(one.after), "fewer": float(one.fewer)}
        table.append(row | {"hours_year": float(one.fewer * WEEKS), "saved_year": float(one.fewer * WEEKS * hour)})
    return table
