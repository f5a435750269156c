"""Reports held beside one another: two windows of one programme, or several programmes and all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from projections.reports.figures import Figure, Number
from projections.reports.numbers import NOTHING, WITHHELD, plain, surely, with_unit
from projections.reports.report import Report, as_json, pooled

Cell = Callable[[Figure | None], str]
"""Says a figure; None where there is none."""
Changed = Callable[[Figure, Figure], str]
"""Says what has changed from the second to the first."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Reports of one kind, each under its heading; `together` pools several programmes, where that can be done."""

    reports: tuple[Report, ...]
    together: Report | None = None
    windows: bool = False

    @property
    def columns(self) -> list[tuple[str, Report]]:
        """The reports with their headings, in order."""
        named = [(_window(one) if self.windows else one.title, one) for one in self.reports]
        return [*named, *([("Together", self.together)] if self.together else [])]


def two_windows(first: Report, second: Report) -> Beside:
    """One programme through two windows."""
    return Beside((first, second), windows=True)


def programmes(reports: tuple[Report, ...]) -> Beside:
    """Several programmes, and all of them together."""
    return Beside(reports, pooled(reports))


def _window(report: Report) -> str:
    return f"{report.window.start} to {report.window.end}"


def beside_json(beside: Beside) -> dict[str, Any]:
    """The public form: the second window under `compare`; of programmes each under `programmes`, and `pooled`.

    `not_pooled` names the figures that cannot be worked out over several programmes.
    """
    every = [as_json(one) for one in beside.reports]
    if beside.windows:
        return every[0] | {"compare": {key: every[1][key] for key in ("from", "to", "figures")}}
    told = {figure.definition.key for figure in beside.together.figures} if beside.together else set()
    return {
        "report": every[0]["report"],
        "programmes": every,
        "pooled": as_json(beside.together) if beside.together else None,
        "not_pooled": [figure["key"] for figure in every[0]["figures"] if figure["key"] not in told],
    }


def heads(beside: Beside) -> list[str]:
    """The headings of the table: the figure, each report, and what changed between two windows."""
    return ["Figure", *(name for name, _ in beside.columns), *(["Change"] if beside.windows else [])]


def rows(beside: Beside, cell: Cell | None = None, changed: Changed | None = None) -> Iterator[list[str]]:
    """A row a figure that is one value: for each report what it is, what it is made of, and how sure.

    `cell` and `changed` say it in other words than the terminal's.
    """
    cell, changed = cell or _cell, changed or _change
    by_key = [{figure.definition.key: figure for figure in report.figures} for _, report in beside.columns]
    for key, figure in by_key[0].items():
        if isinstance(figure.value, dict | list) or figure.definition.columns:
            continue
        cells = [cell(figures.get(key)) for figures in by_key]
        yield [figure.definition.name, *cells, *([changed(figure, by_key[1][key])] if beside.windows else [])]


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "not pooled"
    if figure.value is None and figure.suppressed:
        return WITHHELD
    value = None if isinstance(figure.value, dict | list) else figure.value
    made_of = ""
    if figure.numerator is not None and figure.denominator is not None:
        made_of = f"{plain(figure.numerator, 2)} / {plain(figure.denominator, 2)}"
    few = "few: uncertain" if figure.made_of and figure.made_of.is_uncertain and value is not None else ""
    words = [with_unit(value, figure.definition.unit), made_of, surely(figure.made_of, figure.definition.unit), few]
    return "\n".join(filter(None, words))


def difference(first: Figure, second: Figure) -> Number | None:
    """The first window's value less the second's; None where one of them is no number."""
    one, other = first.value, second.value
    if isinstance(one, bool) or isinstance(other, bool):
        return None
    return one - other if isinstance(one, int | float) and isinstance(other, int | float) else None


def _change(first: Figure, second: Figure) -> str:
    """What has changed; of shares in percentage points."""
    change = difference(first, second)
    if change is None:
        return NOTHING
    share = first.definition.unit == "share"
    text = f"{plain(change * 100, 1, pad=True)} points" if share else plain(change, 2)
    return text if change <= 0 else f"+{text}"
