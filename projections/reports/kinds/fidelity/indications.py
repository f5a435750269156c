"""What an indication is: a figure that the log gives for an item, its points, and the evidence under it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from journey.domain.fidelity import Item, Scale
from projections.reports.cohort import Cohort
from projections.reports.figures import Number
from projections.reports.kinds.fidelity.gathered import Seen

PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One number under an indication.

    `events` is how many entries it is made of, `persons` the fewest people behind it or behind what it leaves out;
    None where the programme's own facts or posts make it.
    """

    figure: str
    value: Number | None
    unit: str
    events: int | None = None
    persons: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indication:
    """What the log says to an item: a `value` to be held against bounds, or `points` where a condition decides.

    Neither of the two where the log cannot tell. `events` is how many entries speak to the item.
    """

    events: int
    unit: str = ""
    value: Fraction | None = None
    points: int | None = None
    persons: int | None = None
    evidence: tuple[Evidence, ...] = ()

    def score(self, item: Item) -> int | None:
        """The points that it indicates; None where a reviewer is needed."""
        if not item.computed:
            return None
        if self.points is not None or self.value is None:
            return self.points
        return item.score(self.value * PERCENT if self.unit == "share" else self.value)


@dataclass(frozen=True, slots=True)
class Measured:
    """How a measure is worked out, and in words what it is made of."""

    words: str
    work_out: Callable[[Cohort, Scale], Indication]


def gather(cohort: Cohort) -> Iterable[Seen]:
    """What was gathered of everybody the population holds."""
    return (person.details for person in cohort.people)


def number(value: Fraction | None) -> Number | None:
    """A fraction as JSON has numbers: whole where it is whole."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def ratio(part: Fraction | int, whole: Fraction | int) -> Fraction | None:
    """Part ÷ whole, exact; None where there is nothing to divide by."""
    return Fraction(part) / Fraction(whole) if whole else None


def fewest(*groups: int) -> int:
    """The smallest of these groups of people that has anybody in it."""
    return min((group for group in groups if group), default=0)


def total(cohort: Cohort, figure: str, unit: str, count: Callable[[Seen], int]) -> Evidence:
    """A sum over people of what each adds; every event is one of it."""
    counts = [count(person) for person in gather(cohort)]
    return Evidence(figure=figure, value=sum(counts), unit=unit, events=sum(counts), persons=sum(map(bool, counts)))


def share(figure: str, parts: Iterable[tuple[int, int]]) -> tuple[Evidence, Fraction | None]:
    """A share of events: for each person how many, of how many."""
    held = [(part, whole) for part, whole in parts if whole]
    whole = sum(of for _, of in held)
    value = ratio(sum(part for part, _ in held), whole)
    persons = fewest(sum(part > 0 for part, _ in held), sum(part < of for part, of in held))
    return Evidence(figure=figure, value=number(value), unit="share", events=whole, persons=persons), value
