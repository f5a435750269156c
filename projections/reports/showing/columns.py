"""Reports beside one another as the table of a page, in its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from projections.reports import numbers
from projections.reports.beside import Beside, difference, rows
from projections.reports.figures import Figure
from projections.reports.report import Report
from projections.reports.showing.tables import cell
from projections.reports.showing.worded import worded
from projections.reports.showing.words import Words


def heads_of(beside: Beside, words: Words) -> list[str]:
    """The headings: the figure, each window or programme, all together, and what has changed."""
    named = [_window(one, words) if beside.windows else one.title for one in beside.reports]
    together = [words("together")] if beside.together else []
    return [words("figure"), *named, *together, *([words("change")] if beside.windows else [])]


def rows_of(beside: Beside, words: Words) -> Iterator[list[str]]:
    """A row a figure that is one value."""
    reports = tuple(worded(one, words) for one in beside.reports)
    together = worded(beside.together, words) if beside.together else None
    said = replace(beside, reports=reports, together=together)
    return rows(said, partial(_cell, words), partial(_changed, words))


def _window(report: Report, words: Words) -> str:
    return words("days-from-to", **{"from": str(report.window.start), "to": str(report.window.end)})


def _cell(words: Words, figure: Figure | None) -> str:
    if figure is None:
        return words("not-pooled")
    made_of = ""
    if figure.numerator is not None and figure.denominator is not None:
        made_of = f"{words.plain(figure.numerator)} / {words.plain(figure.denominator)}"
    few = figure.made_of is not None and figure.made_of.is_uncertain and figure.value is not None
    surely = words.surely(figure.made_of, figure.definition.unit)
    return "\n".join(
        filter(None, [cell(figure.value, figure, words), made_of, surely, words("few-short") if few else ""])
    )


def _changed(words: Words, first: Figure, second: Figure) -> str:
    change = difference(first, second)
    if change is None:
        return numbers.NOTHING
    if first.definition.unit == "share":
        text = words("change-points", change=words.number(numbers.plain(change * 100, 1, pad=True)))
    else:
        text = words.plain(change)
    return text if change <= 0 else f"+{text}"
