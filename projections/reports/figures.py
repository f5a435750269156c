"""What a figure is: its definition, its value for a cohort and its parts, what it is made of and how sure it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from journey.domain.benchmarks import Benchmark
from journey.domain.history import History
from journey.domain.values import AGE_BANDS
from projections.reports.cohort import Cohort
from projections.reports.intervals import FEW, wilson
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How sure a figure is that is no share: how many people it rests on, its 95 % interval, the numbers at risk.

    A bound of the interval is None where it is not reached; `at_risk` holds how many still waited, by days.
    """

    people: int
    interval: tuple[Number | None, Number | None] | None = None
    at_risk: dict[str, int] | None = None


Bounds = tuple[Number | None, Number | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeOf:
    """What a value is made of and how sure it is; of a distribution of shares the same for each of its `categories`.

    `people` is how many it rests on; None where it is a mere count.
    """

    numerator: Number | None = None
    denominator: Number | None = None
    interval: Bounds | None = None
    at_risk: dict[str, int] | None = None
    people: Number | None = None
    categories: dict[str, MadeOf] = field(default_factory=dict)

    @property
    def is_uncertain(self) -> bool:
        """Whether so few people stand behind it, or behind one of its categories, that chance could have made it."""
        few = self.people is not None and self.people < FEW
        return few or any(one.is_uncertain for one in self.categories.values())


Need = Literal["scales", "rates", "benchmarks", "written", "other reports"]
"""What a report may need beside the log: fidelity scales, rates, what others have reached, the programme's own notes,
opened, or what the reports need whose figures are goals."""

WRITTEN = ("incident_reported", "complaint_received", "report_submitted")
"""The programme's own facts whose notes a report may print."""

Outcome = Value | Quotient | dict[str, Quotient]
"""What a definition works out; of a distribution of quotients the values are printed."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its key in JSON, its name on screens, its unit (see `numbers.with_unit`; "" for words).

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
    `certainty` tells how sure a figure is that is no share; a share of people, or of what happened to them, has an
    interval by itself, unless it is no share of a whole (`proportion`). A figure
    that counts by a programme's own rules is not `pooled` over several.
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
    certainty: Callable[[Cohort], Certainty] | None = None
    proportion: bool = True
    pooled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A sentence that a page opens with, made of the figures themselves; how it goes stands in the catalogues.

    `figures` are keys of the same report. It is left out where one of them has no value; where the first has none and
    the catalogue has a sentence for that (`.none`), that one stands. What `tells` works out is said too: words, or
    numbers with their unit; None where there is nothing to tell. `name` is the first figure's, unless it has its own.
    """

    figures: tuple[str, ...]
    name: str = ""
    tells: Callable[[Mapping[str, Figure]], Mapping[str, Told] | None] | None = None


Told = tuple[Number | str, str]
"""A value and its unit."""

PEOPLE = "people"
"""The unit of a number of people that a sentence rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A report: its name on the command line, its title, what it is about, and its figures in order.

    `gather` takes what only this report needs from each person's history, up to the end of the window; figures find
    it as `ReportPerson.details`. `needs` names what has to be read from files for it; nothing else is. A page opens
    with `headlines`, and with `plots` as pictures. A report that is handed in for a month or a third of a year has a
    `period`: the first and last day of the one that holds a day. With `ages` its figures are also given for each age
    band. With `pooled` they can be worked out over the people of several programmes; those of other reports rest on one
    programme's own facts.
    """

    name: str
    title: str
    about: str
    figures: tuple[Definition, ...]
    gather: Callable[[History, ReportFrame], object] | None = None
    needs: tuple[Need, ...] = ()
    plots: tuple[Plot, ...] = ()
    headlines: tuple[Headline, ...] = ()
    period: Callable[[date], tuple[date, date]] | None = None
    ages: bool = False
    pooled: bool = False

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

    `made_of` tells what the value is made of and how sure it is, `parts` the same for each part of `by`; both are
    there for the programme's own eyes alone. `benchmarks` are what others have reached. `suppressed` tells that
    something of it is withheld; what is withheld is None.
    """

    definition: Definition
    value: Value
    numerator: Number | None
    denominator: Number | None
    cohort: str
    by: dict[str, Value] | None
    is_quotient: bool = False
    suppressed: bool = False
    made_of: MadeOf | None = None
    parts: dict[str, MadeOf] = field(default_factory=dict)
    benchmarks: tuple[Benchmark, ...] = ()


def evaluate(
    definition: Definition, cohort: Cohort, splits: dict[str, Cohort], remark: str, *, certain: bool = True
) -> Figure:
    """The figure for a cohort and for each of its parts; `remark` is added to the sentence on who is counted.

    `certain` tells whether what it is made of, and how sure it is, is worked out too.
    """
    outcome = definition.compute(cohort)
    whole = outcome if isinstance(outcome, Quotient) else None
    by = {name: definition.compute(part) for name, part in splits.items()} if definition.split else {}
    made = {name: _made_of(definition, splits[name], part) for name, part in by.items()} if certain else {}
    return Figure(
        definition=definition,
        value=_value(outcome),
        numerator=whole.numerator if whole else None,
        denominator=whole.denominator if whole else None,
        is_quotient=whole is not None,
        cohort=f"{definition.cohort} {remark}".strip(),
        by={name: _value(part) for name, part in by.items()} if definition.split else None,
        made_of=_made_of(definition, cohort, outcome) if certain else None,
        parts={name: one for name, one in made.items() if one is not None},
    )


def _made_of(definition: Definition, cohort: Cohort, outcome: Outcome) -> MadeOf | None:
    if definition.certainty is not None:
        sure = definition.certainty(cohort)
        return MadeOf(people=sure.people, interval=sure.interval, at_risk=sure.at_risk)
    share = definition.unit == "share" and definition.proportion
    if isinstance(outcome, Quotient):
        return _made_of_quotient(outcome, share=share)
    if not isinstance(outcome, dict):
        return None
    quotients = {key: one for key, one in outcome.items() if isinstance(one, Quotient)}
    categories = {key: _made_of_quotient(one, share=share) for key, one in quotients.items()}
    return MadeOf(categories=categories) if categories else None


def _made_of_quotient(quotient: Quotient, *, share: bool) -> MadeOf:
    return MadeOf(
        numerator=quotient.numerator,
        denominator=quotient.denominator,
        interval=wilson(quotient.numerator, quotient.denominator) if share else None,
        people=quotient.denominator,
    )


def _value(outcome: Outcome) -> Value:
    if isinstance(outcome, dict):
        return {key: part.value if isinstance(part, Quotient) else part for key, part in outcome.items()}
    return outcome.value if isinstance(outcome, Quotient) else outcome


def by_gender(cohort: Cohort) -> dict[str, Cohort]:
    """The cohort's parts: `gender=woman`, `gender=man`, and the others where there is somebody."""
    there = {person.gender for person in cohort.people}
    return {f"gender={name}": cohort.of_gender(name) for name in GENDERS if name in there or name in ALWAYS_SPLIT}


def by_age(cohort: Cohort) -> dict[str, Cohort]:
    """The cohort's parts by age: a band that somebody is in, such as `age_band=26–33`; none where no age is known."""
    bands = list(distribution((person.age_band for person in cohort.people), [band for _, band in AGE_BANDS]))
    return {f"age_band={band}": cohort.of_age(band) for band in bands} if bands != [UNKNOWN] else {}


def distribution(categories: Iterable[str], order: Sequence[str] = ()) -> dict[str, int]:
    """How often each category occurs, never zero times: in the given order, then by alphabet, `unknown` last."""
    counts = Counter(categories)
    rank = {category: place for place, category in enumerate(order)}
    keys = sorted(counts, key=lambda key: (key == UNKNOWN, rank.get(key, len(rank)), key))
    return {key: counts[key] for key in keys}
