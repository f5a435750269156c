"""What a figure is: its definition, its value for a cohort, and the same for each gender."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from journey.domain.history import History
from projections.reports.cohort import Cohort
from projections.reports.people import UNKNOWN
from projections.reports.plots import Plot
from projections.reports.view import ReportFrame

GENDERS = ("woman", "man", "other", UNKNOWN)
ALWAYS_SPLIT = ("woman", "man")
"""Women and men are always told apart, also where there is none of them; the others where there is somebody."""

Number = int | float
Cell = Number | str | None
Distribution = dict[str, int] | dict[str, float | None] | dict[str, bool | None] | dict[str, Cell]
Rows = list[dict[str, Cell]]
Value = Number | str | None | Distribution | Rows


@dataclass(frozen=True, slots=True)
class Quotient:
    """A share or a mean that shows what it is made of; no value where there is nothing to divide by."""

    numerator: Number
    denominator: Number

    @property
    def value(self) -> float | None:
        """Numerator ÷ denominator."""
        return self.numerator / self.denominator if self.denominator else None


Need = Literal["scales", "rates", "other reports"]
"""What a report may need beside the log: fidelity scales, rates, or what the reports need whose figures are goals."""

Outcome = Value | Quotient | dict[str, Quotient]
"""What a definition works out; of a distribution of quotients the values are printed."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its key in JSON, its name on screens, its unit (see `numbers.shown`; "" for words).

    A `detail` is left out in the terminal, where there is little room; on a page its sentences stand below the row.
    """

    key: str
    name: str
    unit: str = ""
    detail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A figure as it is documented and worked out.

    `name` is for screens, `cohort` a sentence that says who is counted, `axis` what a distribution's categories are.
    `split` tells whether the figure is also given for each gender. A table has `columns`, and its value is a list of
    rows; where each row is about one person (`personal`) it never leaves the programme. A figure that is worked out
    from another one and from what everybody may know `rests_on` that one, by its key, and is withheld with it.
    """

    key: str
    name: str
    unit: str
    cohort: str
    definition: str
    compute: Callable[[Cohort], Outcome]
    axis: str = ""
    split: bool = True
    columns: tuple[Column, ...] = ()
    personal: bool = False
    rests_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A report: its name on the command line, its title, what it is about, and its figures in order.

    `gather` takes what only this report needs from each person's history, up to the end of the window; figures find
    it as `ReportPerson.details`. `needs` names what has to be read from files for it; nothing else is. `plots` are
    drawn in HTML. A report that is handed in for a month or a third of a year has a `period`: the first and last day
    of the one that holds a day.
    """

    name: str
    title: str
    about: str
    figures: tuple[Definition, ...]
    gather: Callable[[History, ReportFrame], object] | None = None
    needs: tuple[Need, ...] = ()
    plots: tuple[Plot, ...] = ()
    period: Callable[[date], tuple[date, date]] | None = None

    def window(self, start: date | None, end: date | None, as_of: date) -> tuple[date | None, date | None]:
        """The window where one end of it was asked for, or none: the last whole period by `as_of`.

        From a day on means to the end of its period, up to a day means from the start of its.
        """
        if self.period is None or (start and end):
            return start, end
        if start or end:
            first, last = self.period(start or end or as_of)
            return start or first, end or last
        first, last = self.period(as_of)
        return (first, last) if last <= as_of else self.period(first - timedelta(days=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A definition's value for one cohort. A quotient has numerator and denominator, other figures have neither.

    `suppressed` tells that something of it is withheld; what is withheld is None.
    """

    definition: Definition
    value: Value
    numerator: Number | None
    denominator: Number | None
    cohort: str
    by: dict[str, Value] | None
    is_quotient: bool = False
    suppressed: bool = False


def evaluate(definition: Definition, cohort: Cohort, splits: dict[str, Cohort], remark: str) -> Figure:
    """The figure for a cohort and for each of its parts; `remark` is added to the sentence on who is counted."""
    outcome = definition.compute(cohort)
    whole = outcome if isinstance(outcome, Quotient) else None
    return Figure(
        definition=definition,
        value=_value(outcome),
        numerator=whole.numerator if whole else None,
        denominator=whole.denominator if whole else None,
        is_quotient=whole is not None,
        cohort=f"{definition.cohort} {remark}".strip(),
        by={name: _value(definition.compute(part)) for name, part in splits.items()} if definition.split else None,
    )


def _value(outcome: Outcome) -> Value:
    if isinstance(outcome, dict):
        return {key: part.value if isinstance(part, Quotient) else part for key, part in outcome.items()}
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
