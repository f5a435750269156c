"""What may leave the programme: small cells are withheld, and others with them, so that none can be worked out.

A cell is *small* where one to four people are behind it; so is a share where one to four are missing from the whole.
Every cell is a sum over people. So a small cell can be worked out from published ones just where its row of
contributions is a linear combination of theirs: cells are published one by one, the totals first, and one that would
give a small cell away is withheld too. The figures of `flow`, `structure`, `outcomes` and `caseload` are weighed
together, whichever of them is asked for, so that two reports of one view cannot be held against each other.

What this cannot do is said in docs/explanation/disclosure.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import isclose

from projections.reports.cohort import Cohort
from projections.reports.figures import Cell, Definition, Distribution, Figure, Kind, Outcome, Quotient, Rows, Value
from projections.reports.kinds import caseload, structure
from projections.reports.kinds.flow import figures as flow
from projections.reports.kinds.outcomes import figures as outcomes
from projections.reports.publishing.publisher import Publisher, Row

SMALL = 5
"""Fewer people than this, and more than none, make a small cell."""

TOGETHER = (flow.KIND, structure.KIND, outcomes.KIND, caseload.KIND)

_ALL = ""  # the part that is everybody
_FINEST = 1_000_000  # the largest denominator of what one person adds to an amount of money

LISTS = {
    "municipality": "municipalities",
    "source": "income_sources",
    "industry": "industries",
    "audience": "audiences",
    "instrument": "instruments",
}
"""Axes whose categories are words that somebody typed, with the lists of codes that may leave (config/exports.toml)."""

UNLISTED = "on no list"
_ALWAYS = ("unknown", "none", "other")

Name = tuple[str, str, str, str]
"""A cell: kind, figure, part (`gender=woman`, or everybody), category of a distribution (or none)."""


@dataclass(slots=True)
class _Cell:
    """What each person adds to a cell, by person; of a quotient to its numerator and denominator."""

    top: Row = field(default_factory=dict)
    bottom: Row = field(default_factory=dict)
    is_sum: bool = True  # a median is none: who is behind it counts, but nothing can be worked out from it

    def rows(self) -> list[Row]:
        """What is known once the cell is published."""
        return [row for row in (self.top, self.bottom) if row] if self.is_sum else []

    def small(self) -> list[Row]:
        """The rows that must not be known, the missing part of a share among them."""
        missing = {person: count - self.top.get(person, 0) for person, count in self.bottom.items()}
        is_part = self.top.keys() <= self.bottom.keys() and all(count >= 0 for count in missing.values())
        rest = {person: count for person, count in missing.items() if count} if is_part else {}
        return [row for row in (self.top, self.bottom, rest) if 0 < len(row) < SMALL]


def withheld(kind: Kind, figures: tuple[Figure, ...], cohort: Cohort) -> tuple[Figure, ...]:
    """The figures with everything small, and what would give it away, left out."""
    kinds = [*TOGETHER, *([] if kind in TOGETHER else [kind])]
    cells = _cells(kinds, cohort)
    hidden = _hidden(cells, len(cohort.people))
    hidden |= set(_resting(kind, hidden))
    return tuple(_without(kind, figure, hidden, cohort.frame.lists) for figure in figures)


def _resting(kind: Kind, hidden: set[Name]) -> Iterator[Name]:
    """The figures that would give away a withheld one they are worked out from."""
    gone = {figure for of, figure, part, _ in hidden if of == kind.name and part == _ALL}
    return ((kind.name, one.key, _ALL, "") for one in kind.figures if one.rests_on and one.rests_on in gone)


def _cells(kinds: list[Kind], cohort: Cohort) -> dict[Name, _Cell]:
    """Every cell, in the order in which they are published: totals, then categories, then what is split by gender."""
    definitions = [
        (kind.name, definition) for kind in kinds for definition in kind.figures if _of_people(definition, cohort)
    ]
    cells: dict[Name, _Cell] = {}
    for number, person in enumerate(cohort.people):
        alone = replace(cohort, people=(person,))
        for kind, definition in definitions:
            parts = (_ALL, f"gender={person.gender}") if definition.split else (_ALL,)
            for category, outcome in _by_category(definition.compute(alone)):
                for part in parts:
                    _add(cells.setdefault((kind, definition.key, part, category), _Cell()), number, outcome)
    for kind, definition in definitions:
        _mark_sums(kind, definition, cohort, cells)
    place = {(kind, definition.key): number for number, (kind, definition) in enumerate(definitions)}

    def turn(name: Name) -> tuple[bool, bool, int, str, str]:
        kind, key, part, category = name
        return part != _ALL, category != "", place[kind, key], part, category

    return {name: cells[name] for name in sorted(cells, key=turn)}


def _of_people(definition: Definition, cohort: Cohort) -> bool:
    """Whether people make the figure: the posts of coaches and the employers in the bank are there without any."""
    if definition.columns:
        return False
    nobody = definition.compute(replace(cohort, people=()))
    return not nobody or nobody != definition.compute(cohort)


def _by_category(outcome: Outcome) -> Iterator[tuple[str, Cell | Quotient]]:
    if isinstance(outcome, dict):
        yield from outcome.items()
    elif not isinstance(outcome, list):
        yield "", outcome


def _add(cell: _Cell, person: int, outcome: Cell | Quotient) -> None:
    if isinstance(outcome, Quotient):
        _put(cell.top, person, outcome.numerator)
        _put(cell.bottom, person, outcome.denominator)
    elif not isinstance(outcome, str):
        _put(cell.top, person, outcome or 0)


def _put(row: Row, person: int, value: float) -> None:
    if value:
        row[person] = value if isinstance(value, int) else Fraction(value).limit_denominator(_FINEST)


def _mark_sums(kind: str, definition: Definition, cohort: Cohort, cells: dict[Name, _Cell]) -> None:
    """Find out which cells are no sums over people, and what a number of people is divided by that is none."""
    for category, outcome in _by_category(definition.compute(cohort)):
        whole = cells.get((kind, definition.key, _ALL, category))
        if whole is None or isinstance(outcome, str):
            continue
        top, bottom = (outcome.numerator, outcome.denominator) if isinstance(outcome, Quotient) else (outcome or 0, 0)
        is_sum = _is_sum_of(whole.top, top)
        fixed = not _is_sum_of(whole.bottom, bottom)
        for name, cell in cells.items():
            if (name[0], name[1], name[3]) == (kind, definition.key, category):
                cell.is_sum = is_sum
                cell.bottom = {} if fixed else cell.bottom


def _is_sum_of(row: Row, value: float) -> bool:
    return isclose(sum(row.values()), value, abs_tol=1e-6)


def _hidden(cells: dict[Name, _Cell], people: int) -> set[Name]:
    """The cells that are withheld."""
    small = {name: rows for name, cell in cells.items() if (rows := cell.small())}
    secret = [row for rows in small.values() for row in rows] + list(_few_together(cells, small))
    wanted = [row for name, cell in cells.items() if name not in small for row in cell.rows()]
    publisher = Publisher(people, secret=secret, wanted=wanted)
    hidden = set(small)
    for name, cell in cells.items():
        if name not in small and not publisher.publish(len(cell.rows())):
            hidden.add(name)
    return hidden


def _few_together(cells: dict[Name, _Cell], small: Iterable[Name]) -> Iterator[Row]:
    """What small cells of one figure come to together, where that too is about a few people only."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for name in small:
        kind, key, part, category = name
        for group in ((kind, key, part, "*"), (kind, key, "*", category)):
            groups.setdefault(group, []).append(cells[name].top)
    for rows in groups.values():
        together: Counter[int] = Counter()
        for row in rows:
            together.update(row)
        if len(rows) > 1 and 0 < len(together) < SMALL:
            yield dict(together)


def _without(kind: Kind, figure: Figure, hidden: set[Name], lists: Mapping[str, frozenset[str]]) -> Figure:
    definition = figure.definition
    if definition.columns:
        return _table_without(figure)

    def left(value: Value, part: str) -> Value:
        return _listed(_value_without(value, (kind.name, definition.key, part), hidden), definition.axis, lists)

    value = left(figure.value, _ALL)
    by = None if figure.by is None else {part: left(part_value, part) for part, part_value in figure.by.items()}
    gone = (kind.name, definition.key, _ALL, "") in hidden
    suppressed = value != figure.value or by != figure.by or gone
    if definition.axis == "coach":
        value = _numbered(value)
    return replace(
        figure,
        value=value,
        by=by,
        suppressed=suppressed,
        numerator=None if gone else figure.numerator,
        denominator=None if gone else figure.denominator,
    )


def _value_without(value: Value, name: tuple[str, str, str], hidden: set[Name]) -> Value:
    if isinstance(value, dict):
        return {key: None if (*name, key) in hidden else cell for key, cell in value.items()}
    return None if (*name, "") in hidden else value


def _listed(value: Value, axis: str, lists: Mapping[str, frozenset[str]]) -> Value:
    """Without categories that are on no list: they may be a name typed where a code belongs."""
    word = axis.split(",", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    if word not in LISTS or not isinstance(value, dict):
        return value
    allowed = {*lists.get(LISTS[word], ()), *_ALWAYS}
    kept = {key: cell for key, cell in value.items() if (key.split(" ")[0] if word == "instrument" else key) in allowed}
    return kept if len(kept) == len(value) else {**kept, UNLISTED: None}


def _numbered(value: Value) -> Value:
    """A coach is a person too: outside they are told apart by a number."""
    if not isinstance(value, dict):
        return value
    numbered: Distribution = {f"coach {place}": cell for place, cell in enumerate(value.values(), 1)}
    return numbered


def _table_without(figure: Figure) -> Figure:
    """A table of people stays inside; of another one, the numbers of each row that speaks of a few people.

    The number of an item on a scale is a name, and stays.
    """
    if figure.definition.personal or not isinstance(figure.value, list):
        return replace(figure, value=None, suppressed=True)
    persons = [column.key for column in figure.definition.columns if column.unit == "persons"]
    named = [column.key for column in figure.definition.columns if column.unit == "item"]
    rows: Rows = [
        {key: None if isinstance(cell, int | float) and key not in named else cell for key, cell in row.items()}
        if any(_is_small(row.get(key)) for key in persons)
        else row
        for row in figure.value
    ]
    return replace(figure, value=rows, suppressed=rows != figure.value)


def _is_small(cell: Cell) -> bool:
    return isinstance(cell, int | float) and 0 < cell < SMALL
