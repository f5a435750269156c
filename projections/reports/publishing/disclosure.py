"""What may leave the programme: the figures of a report with everything left out that is not told.

Which numbers are told is decided over all reports together (`deciding`). Here a figure is made of them: a small number
is printed as `<5`, what is withheld is none, and what nobody has classed (`classed`) never leaves. What this cannot do
is said in docs/explanation/disclosure.md.
"""

from __future__ import annotations

from projections.reports.figures import Cell, Figure, Kind, Value
from projections.reports.numbers import UNDER_FIVE
from projections.reports.publishing.classed import (
    CLASSED,
    GENDERED,
    Average,
    Categories,
    Class,
    Open,
    Share,
    Total,
)
from projections.reports.publishing.deciding import Decision
from projections.reports.publishing.release import ALL, GENDER, SMALL


def left_open(kind: Kind, figures: tuple[Figure, ...], decision: Decision) -> tuple[Figure, ...]:
    """The figures as they are told outside."""
    classes = CLASSED.get(kind.name, {})
    return tuple(_told(figure, classes.get(figure.definition.key), decision) for figure in figures)


def _told(figure: Figure, of: Class | None, decision: Decision) -> Figure:
    match of:
        case Total(count):
            return _made(figure, _cell(decision, count), by=_by(decision, count))
        case Share():
            return _share(figure, of, decision)
        case Average(count):
            return _average(figure, count, decision)
        case Categories(count):
            return _made(figure, _categories(figure.definition.key, count, decision))
        case Open():
            return _open(figure)
        case _:
            return _made(figure, None)


def _made(
    figure: Figure, value: Value, *, by: dict[str, Value] | None = None, made_of: tuple[Cell, Cell] = (None, None)
) -> Figure:
    """A figure anew, so that nothing of the old one leaves by oversight."""
    cells = [value, *(by or {}).values()]
    inside = [cell for one in cells for cell in (one.values() if isinstance(one, dict) else [one])]
    numerator, denominator = (number if isinstance(number, int | float) else None for number in made_of)
    return Figure(
        definition=figure.definition,
        value=value,
        numerator=numerator,
        denominator=denominator,
        cohort=figure.cohort,
        by=by,
        is_quotient=figure.is_quotient,
        suppressed=any(cell is None or cell == UNDER_FIVE for cell in inside),
    )


def _cell(decision: Decision, count: str, part: str = ALL) -> Cell:
    """A number as it is printed: itself, `<5`, or none."""
    if (count, part) in decision.told:
        return decision.release.truth(count, part)
    return UNDER_FIVE if (count, part) in decision.few else None


def _by(decision: Decision, count: str) -> dict[str, Value] | None:
    """The number for each gender with a row of its own; none where it is not told by gender."""
    if count not in decision.release.split:
        return None
    return {f"gender={gender}": _cell(decision, count, gender) for gender in decision.release.genders}


def _share(figure: Figure, of: Share, decision: Decision) -> Figure:
    top, bottom = (_cell(decision, count) for count in (of.top, of.bottom))
    by: dict[str, Value] | None = None
    if {of.top, of.bottom} <= {*GENDERED} & decision.release.split:
        by = {f"gender={gender}": _divided(*_both(decision, of, gender)) for gender in decision.release.genders}
    value = _divided(top, bottom)
    return _made(figure, value, by=by, made_of=(None, None) if value is None else (top, bottom))


def _both(decision: Decision, of: Share, part: str) -> tuple[Cell, Cell]:
    return _cell(decision, of.top, part), _cell(decision, of.bottom, part)


def _divided(top: Cell, bottom: Cell) -> float | None:
    """A share of two numbers that are told."""
    return top / bottom if isinstance(top, int) and isinstance(bottom, int) else None


def _average(figure: Figure, count: str, decision: Decision) -> Figure:
    """A mean or median where what it is over is told; days in tens."""
    key = figure.definition.key
    if figure.definition.unit == "days":
        base = decision.release.truth(count) if figure.is_quotient and key in decision.lengths else None
        value = decision.release.lengths[key] if key in decision.lengths else None
        return _made(figure, value, made_of=(None, base))
    if not decision.tells(count) or not isinstance(figure.value, int | float):
        return _made(figure, None)
    return _made(figure, figure.value, made_of=(figure.numerator, figure.denominator))


def _categories(axis: str, count: str, decision: Decision) -> Value:
    release = decision.release
    if axis == GENDER:
        return (
            {gender: _cell(decision, count, gender) for gender in release.genders} if count in release.split else None
        )
    return {name: _cell(decision, axis, name) for name in release.categories(axis)} if axis in release.split else None


def _open(figure: Figure) -> Figure:
    """A figure of which no participant is a part. A coach is a person too: outside they are told apart by a number."""
    value = figure.value
    if isinstance(value, dict) and figure.definition.axis == "coach":
        value = {f"coach {place}": cell for place, cell in enumerate(value.values(), 1)}
    if figure.definition.unit == "persons" and isinstance(value, int) and value < SMALL:
        value = UNDER_FIVE
    return _made(figure, value, made_of=(figure.numerator, figure.denominator))
