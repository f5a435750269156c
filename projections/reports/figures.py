"""What a figure is: its definition, its value for a cohort, and the same for each gender."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from projections.reports.cohort import Cohort
from projections.reports.people import UNKNOWN

GENDERS = ("woman", "man", "other", UNKNOWN)
ALWAYS_SPLIT = ("woman", "man")
"""Women and men are always told apart, also where there is none of them; the others where there is somebody."""

Number = int | float
Distribution = dict[str, int] | dict[str, float | None] | dict[str, bool | None]
Value = Number | None | Distribution


@dataclass(frozen=True, slots=True)
class Quotient:
    """A share or a mean that shows what it is made of; no value where there is nothing to divide by."""

    numerator: Number
    denominator: Number

    @property
    def value(self) -> float | None:
        """Numerator ÷ denominator."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A figure as it is documented and worked out.

    `name` is for screens, `cohort` a sentence that says who is counted, `axis` what a distribution's categories are.
    `split` tells whether the figure is also given for each gender.
    """

    key: str
    name: str
    unit: str
    cohort: str
    definition: str
    compute: Callable[[Cohort], Value | Quotient]
    axis: str = ""
    split: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A report: its name on the command line, its title, what it is about, and its figures in order."""

    name: str
    title: str
    about: str
    figures: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A definition's value for one cohort. A quotient has numerator and denominator, other figures have neither."""

    definition: Definition
    value: Value
    numerator: Number | None
    denominator: Number | None
    cohort: str
    by: dict[str, Value] | None


def evaluate(definition: Definition, cohort: Cohort, splits: dict[str, Cohort], remark: str) -> Figure:
    """The figure for a cohort and for each of its parts; `remark` is added to the sentence on who is counted."""
    outcome = definition.compute(cohort)
    whole = outcome if isinstance(outcome, Quotient) else None
    return Figure(
        definition=definition,
        value=_value(outcome),
        numerator=whole.numerator if whole else None,
        denominator=whole.denominator if whole else None,
        cohort=f"{definition.cohort} {remark}".strip(),
        by={name: _value(definition.compute(part)) for name, part in splits.items()} if definition.split else None,
    )


def _value(outcome: Value | Quotient) -> Value:
    return outcome.value if isinstance(outcome, Quotient) else outcome


def by_gender(cohort: Cohort) -> dict[str, Cohort]:
    """The cohort's parts: `gender=woman`, `gender=man`, and the others where there is somebody."""
    there = {person.gender for person in cohort.people}
    return {f"gender={name}": cohort.of_gender(name) for name in GENDERS if name in there or name in ALWAYS_SPLIT}


def distribution(categories: Iterable[str], order: Sequence[str] = ()) -> dict[str, int]:
    """How often each category occurs, never zero times: in the given order, then by alphabet, `unknown` last."""
    counts = Counter(categories)
    rank = {category: place for place, category in enumerate(order)}
    keys = sorted(counts, key=lambda key: (key == UNKNOWN, rank.get(key, len(rank)), key))
    return {key: counts[key] for key in keys}
