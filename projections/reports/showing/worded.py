"""A report in the words of a page: names and definitions in its language, and no code left where words are meant.

Numbers, keys and the order of everything stay as they are, so that whatever shows a report shows this one too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from msgspec import structs

from projections.reports.figures import Cell, Column, Definition, Distribution, Figure, Kind, MadeOf, Rows, Value
from projections.reports.kinds import REGISTRY
from projections.reports.plots import Plot
from projections.reports.report import Report
from projections.reports.showing.phrases import say
from projections.reports.showing.words import Words, slug

NAMED_BY_PEOPLE = frozenset({"coach", "municipality"})
"""Axes whose categories people have named: of these only `unknown` is a code."""

WRITTEN_BY_PEOPLE = frozenset({"incidents_told.text", "complaints_told.text", "analysis.text", "goals.text"})
"""Cells that hold what somebody wrote."""

_CODE = re.compile(r"\s*\(`([^`]+)`\)|`([^`]+)`")
_REFERENCE = re.compile(r"\b([a-z]+(?:-[a-z]+)?)\.([a-z][a-z0-9_]+)\b")


def worded(report: Report, words: Words) -> Report:
    """The report in these words."""
    kind = report.kind
    figures = tuple(_figure(figure, report, words) for figure in report.figures)
    plots = tuple(_plot(plot, kind, words) for plot in kind.plots)
    title = words.find(f"report-{kind.name}") or kind.title
    about = words.find(f"report-{kind.name}.about") or in_words(kind.about, words)
    return replace(report, kind=replace(kind, title=title, about=about, plots=plots), figures=figures)


@cache
def _homes() -> dict[int, str]:
    """The report that a definition belongs to: where others take it, the first that has it."""
    homes: dict[int, str] = {}
    for kind in REGISTRY.values():
        for definition in kind.figures:
            homes.setdefault(id(definition), kind.name)
    return homes


def message(definition: Definition) -> str:
    """The name that a figure has in the catalogues."""
    return f"figure-{_homes()[id(definition)]}-{definition.key}"


def _figure(figure: Figure, report: Report, words: Words) -> Figure:
    definition = figure.definition
    return replace(
        figure,
        definition=_definition(definition, words),
        cohort=_counted(figure, report, words),
        value=_value(figure.value, figure, report, words),
        by={part: _value(value, figure, report, words) for part, value in figure.by.items()}
        if figure.by is not None
        else None,
        made_of=_made_of(figure.made_of, definition, report, words),
        parts=dict(figure.parts),
        benchmarks=tuple(
            structs.replace(one, name=say(one.name, words), source=say(one.source, words)) for one in figure.benchmarks
        ),
    )


def _definition(definition: Definition, words: Words) -> Definition:
    key = message(definition)
    return replace(
        definition,
        name=words.find(key) or definition.name,
        definition=words.find(f"{key}.definition") or in_words(definition.definition, words),
        cohort=words.find(f"{key}.counted") or in_words(definition.cohort, words),
        axis=words.name(definition.axis) if definition.axis else "",
        columns=tuple(_column(column, words) for column in definition.columns),
    )


def _column(column: Column, words: Words) -> Column:
    return replace(column, name=words.name(column.name))


def _counted(figure: Figure, report: Report, words: Words) -> str:
    counted = words.find(f"{message(figure.definition)}.counted") or in_words(figure.definition.cohort, words)
    remark = words.find(f"remark-{report.frame.population}") or ""
    return f"{counted} {remark}".strip()


def _plot(plot: Plot, kind: Kind, words: Words) -> Plot:
    key = f"plot-{kind.name}-{slug(plot.title)}"
    return replace(
        plot,
        title=words.find(key) or plot.title,
        says=words.find(f"{key}.says") or plot.says,
        up=words.find(f"{key}.up") or plot.up,
        across=words.find(f"{key}.across") or plot.across,
    )


def _value(value: Value, figure: Figure, report: Report, words: Words) -> Value:
    if isinstance(value, dict):
        return _categories(value, figure.definition, report, words)
    if isinstance(value, list):
        return _rows(value, figure.definition, report, words)
    return say(value, words) if isinstance(value, str) else value


def _categories(value: Distribution, definition: Definition, report: Report, words: Words) -> Distribution:
    return {category(key, definition, report, words): cell for key, cell in value.items()}


def category(key: str, definition: Definition, report: Report, words: Words) -> str:
    """A distribution's category in words."""
    if definition.axis in NAMED_BY_PEOPLE and key != "unknown":
        return key
    if definition.axis.startswith(("instrument", "tariff")):
        return _composed(key, report, words)
    return _phrase(key, definition.axis, words)


def _composed(key: str, report: Report, words: Words) -> str:
    """`ghq12 (likert) six_months`: the questionnaire as the programme calls it, how it was scored, the moment."""
    what, _, moment = key.rpartition(" ")
    name, _, scoring = what.partition(" (")
    scored = f" ({words.code(scoring.removesuffix(')'), 'scoring')})" if scoring else ""
    return f"{instrument(name, report, words)}{scored}, {words.code(moment, 'moment')}"


def instrument(code: str, report: Report, words: Words) -> str:
    """A questionnaire as the programme calls it, else as it is usually called."""
    held = report.frame.programme.settings.questionnaires.get(code)
    return (held.name if held else None) or words.code(code)


def _phrase(key: str, axis: str, words: Words) -> str:
    return words.code(key, axis) if words.find(f"code-{slug(axis)}-{slug(key)}") else _word(key, words, axis)


def _word(text: str, words: Words, about: str) -> str:
    from projections.reports.showing.words import Word

    spoken = say(text, words, about)
    if spoken == text:
        spoken = words.code(text, about)
    return Word(spoken, text)


def _rows(rows: Rows, definition: Definition, report: Report, words: Words) -> Rows:
    units = {column.key: column.unit for column in definition.columns}
    return [
        {key: _cell(cell, key, units.get(key, ""), definition, report, words) for key, cell in row.items()}
        for row in rows
    ]


def _cell(cell: Cell, key: str, unit: str, definition: Definition, report: Report, words: Words) -> Cell:
    if not isinstance(cell, str) or f"{definition.key}.{key}" in WRITTEN_BY_PEOPLE:
        return cell
    if key == "instrument":
        return instrument(cell, report, words)
    if key in ("rule", "why", "figure"):
        cell = _REFERENCE.sub(lambda match: _referred(match, words), cell)
    return _word(cell, words, key) if unit in ("", "text") else cell


def _referred(match: re.Match[str], words: Words) -> str:
    """A figure that is named by its key, by its name."""
    kind = REGISTRY.get(match[1])
    found = next((one for one in kind.figures if one.key == match[2]), None) if kind else None
    if kind is None or found is None:
        return match[0]
    title = words.find(f"report-{kind.name}") or kind.title
    return words("quoted", words=f"{title}: {words.find(message(found)) or found.name}")


def _made_of(made_of: MadeOf | None, definition: Definition, report: Report, words: Words) -> MadeOf | None:
    if made_of is None or not made_of.categories:
        return made_of
    held = {category(key, definition, report, words): one for key, one in made_of.categories.items()}
    return replace(made_of, categories=held)


def in_words(sentence: str, words: Words) -> str:
    """A sentence with its codes in words; a code in brackets only names what was said, and goes."""
    return _CODE.sub(lambda match: "" if match[1] else words("quoted", words=words.code(match[2])), sentence)
