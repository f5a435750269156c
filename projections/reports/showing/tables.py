"""The tables of a page: distributions, rows, and shares by age, each with the form that suits a narrow screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from projections.reports.figures import Cell, Distribution, Figure, MadeOf, Value
from projections.reports.numbers import NOTHING, WITHHELD, absent
from projections.reports.report import Report, shares_by_age
from projections.reports.showing.words import Words

Table = dict[str, Any]
_PHONE, _LETTER, _BETWEEN = 343, 9, 8
"""Pixels that a phone has for a table, that a letter takes at most, and that stand between two columns."""
_LONG = 12
"""More rows than this are folded on a screen."""
_LARGE = 60
"""So are more cells than this."""
_WORDS = 16
"""More letters than this are words, which a narrow column would cut to pieces."""


def tables(report: Report, words: Words) -> Iterator[Table]:
    """Distributions that share an axis and are told for everybody alone stand side by side; others by themselves."""
    wide = (figure for figure in report.figures if is_wide(figure))
    for (axis, _), group in groupby(wide, key=_neighbours):
        figures = list(group)
        if axis and figures[0].by is None and len(figures) > 1:
            yield _formed(_side_by_side(figures, words))
        else:
            yield from (_formed(_table(figure, words)) for figure in figures)


def is_wide(figure: Figure) -> bool:
    """Whether a figure is a table of its own."""
    return isinstance(figure.value, dict | list) or bool(figure.definition.columns)


def _formed(table: Table) -> Table:
    """With its form on a narrow screen (`plain`; `cards`: a block a row; `side`: it scrolls), and if it is folded."""
    rows = table["rows"]
    texts = any(len(cell) > _WORDS for row in rows for cell in row[1:])
    form = "cards" if texts else "side" if _width(table) > _PHONE else "plain"
    return table | {"form": form, "folded": len(rows) > _LONG or len(rows) * len(table["heads"]) > _LARGE}


def _width(table: Table) -> float:
    """Pixels that the table needs, its words broken where there is a space: a number is never broken."""
    columns = zip(table["heads"], *table["rows"], strict=True)
    longest = [max(len(word) for cell in column for word in re.split(r"[ \n]", cell)) for column in columns]
    return sum(count * _LETTER + _BETWEEN for count in longest)


def explanation_of(figure: Figure, words: Words) -> Table:
    """What a page says of a figure beside its value."""
    definition = figure.definition
    return {
        "key": definition.key,
        "name": definition.name,
        "definition": definition.definition,
        "cohort": figure.cohort,
        "beside": [f"{one.name}: {words.with_unit(one.value, 'share')} ({one.source})" for one in figure.benchmarks],
    }


def cell(value: Value, figure: Figure, words: Words) -> str:
    """A value with its unit, or that it is withheld."""
    if value is None and figure.suppressed:
        return WITHHELD
    return NOTHING if isinstance(value, dict | list) else words.with_unit(value, figure.definition.unit)


def _neighbours(figure: Figure) -> tuple[str, str]:
    return figure.definition.axis, figure.definition.key if figure.by is not None else ""


def _table(figure: Figure, words: Words) -> Table:
    heading = {
        "title": figure.definition.name,
        "about": [explanation_of(figure, words)],
        "suppressed": figure.suppressed,
        "more": [],
    }
    if figure.definition.columns:
        return heading | _rows(figure, words)
    value = _distribution(figure.value)
    by = {part: _distribution(cells) for part, cells in (figure.by or {}).items() if is_told_apart(part, cells)}
    shares = figure.made_of.categories if figure.made_of and figure.definition.unit == "share" else {}
    rows = [
        [
            key,
            cell(value_of, figure, words),
            *([_made_of(shares[key], figure, words)] if key in shares else [NOTHING] if shares else []),
            *(cell(cells.get(key, absent(figure.definition.unit)), figure, words) for cells in by.values()),
        ]
        for key, value_of in value.items()
    ]
    heads = [
        _capital(figure.definition.axis),
        words("everybody") if by else _capital(words.name(figure.definition.unit)),
    ]
    heads += [words("made-of")] if shares else []
    return heading | {
        "heads": [*heads, *map(words.part, by)],
        "rows": rows,
        "numeric": [False, *[True] * (len(heads) - 1 + len(by))],
    }


def is_told_apart(part: str, value: Value) -> bool:
    """Whether a part has a column: women and men always, others by gender where there is anything of them."""
    if not part.startswith("gender="):
        return False
    cells = value.values() if isinstance(value, Mapping) else [value]
    return part in ("gender=woman", "gender=man") or any(cells)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _made_of(part: MadeOf, figure: Figure, words: Words) -> str:
    """What a share in a table is made of and how sure it is."""
    if not part.denominator or part.numerator is None:
        return NOTHING
    few = [words("few-short")] if part.is_uncertain else []
    made = f"{words.plain(part.numerator)} / {words.plain(part.denominator)}"
    return "\n".join(filter(None, [made, words.surely(part, figure.definition.unit), *few]))


def by_age(report: Report, words: Words) -> Iterator[Table]:
    """The shares again, a column an age band."""
    shares = shares_by_age(report.figures)
    if shares:
        bands = list(shares[0][1])
        rows = [[figure.definition.name, *(_of_age(figure, band, words) for band in bands)] for figure, _ in shares]
        yield {
            "title": words("by-age"),
            "about": [],
            "suppressed": False,
            "more": [],
            "heads": [words("figure"), *map(words.part, bands)],
            "rows": rows,
            "numeric": [False, *[True] * len(bands)],
            "form": "side",
            "folded": False,
        }


def _of_age(figure: Figure, band: str, words: Words) -> str:
    """A share of one age band, with what it is made of."""
    part = figure.parts.get(band)
    if part is None or not part.denominator:
        return NOTHING
    made = f"{words.plain(part.numerator or 0)} / {words.plain(part.denominator)}"
    return f"{cell((figure.by or {})[band], figure, words)}\n{made}"


def _side_by_side(figures: list[Figure], words: Words) -> Table:
    axis = figures[0].definition.axis
    keys = dict.fromkeys(key for figure in figures for key in _distribution(figure.value))
    return {
        "title": words("by-axis", axis=axis),
        "about": [explanation_of(figure, words) for figure in figures],
        "suppressed": False,
        "more": [],
        "heads": [_capital(axis), *(figure.definition.name for figure in figures)],
        "rows": [
            [key, *(cell(_distribution(figure.value).get(key), figure, words) for figure in figures)] for key in keys
        ],
        "numeric": [False, *[True] * len(figures)],
    }


def _distribution(value: Value) -> Distribution:
    return value if isinstance(value, dict) else {}


def _rows(figure: Figure, words: Words) -> Table:
    columns = [column for column in figure.definition.columns if not column.detail]
    sentences = [column for column in figure.definition.columns if column.detail and column.unit == "text"]
    rows = figure.value if isinstance(figure.value, list) else []
    return {
        "heads": [column.name for column in columns],
        "rows": [[_in_table(row.get(column.key), column.unit, figure, words) for column in columns] for row in rows],
        "numeric": [column.unit not in ("", "text") for column in columns],
        "more": [[(column.name, row[column.key]) for column in sentences if row.get(column.key)] for row in rows],
    }


def _in_table(value: Cell, unit: str, figure: Figure, words: Words) -> str:
    return WITHHELD if value is None and figure.suppressed else words.with_unit(value, unit)
