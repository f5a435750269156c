"""What a picture shows, point by point: taken from the figures of a report that is already in the words of its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from projections.reports.figures import Cell, Figure, MadeOf
from projections.reports.numbers import plain
from projections.reports.plots import Plot
from projections.reports.showing.scales import in_thousands
from projections.reports.showing.words import Words

Point = dict[str, Any]
"""`x` the category or number, `y` the value, `series`; perhaps `low`, `high`, `tick`, `at_risk`, `label`, `hollow`."""


@dataclass(frozen=True, slots=True)
class Series:
    """The points of a picture, the names of its series in order, and lines that are no series: (name, value)."""

    points: list[Point]
    names: list[str] = field(default_factory=list)
    lines: list[tuple[str, float]] = field(default_factory=list)
    unit: str = ""
    directly: bool = False
    """Whether each series has its name beside it; there is no legend then."""

    @property
    def in_legend(self) -> list[str]:
        """The names that a legend explains."""
        return self.names if len(self.names) > 1 and not self.directly else []

    @property
    def in_thousands(self) -> bool:
        """Whether the axis counts thousands."""
        return self.unit in ("SEK", "amount") and in_thousands([point["y"] for point in self.points])


def points(plot: Plot, figures: Mapping[str, Figure], words: Words) -> Series:
    """The points of distributions and tables; nothing that is withheld."""
    made: list[Point] = []
    lines = _limits(plot, figures, words)
    for figure in map(figures.__getitem__, plot.figures):
        if isinstance(figure.value, dict):
            made += _of_split(figure, words) if plot.split else _of_distribution(figure.value, figure)
            lines += [(one.name, one.value) for one in figure.benchmarks] if plot.form == "lines" else []
        elif isinstance(figure.value, list):
            made += [_of_row(plot, row, figure) for row in figure.value if _is_drawn(plot, row)]
    made, bands = _without_rules(made)
    names = list(dict.fromkeys(point["series"] for point in made))
    first = figures[plot.figures[0]].definition
    unit = next((column.unit for column in first.columns if column.key == plot.y), first.unit)
    return Series(made, names, [*lines, *bands], unit, directly=plot.form in ("lines", "steps"))


def _limits(plot: Plot, figures: Mapping[str, Figure], words: Words) -> list[tuple[str, float]]:
    value = figures[plot.limit].value if isinstance(plot.limit, str) else plot.limit
    name = figures[plot.limit].definition.name if isinstance(plot.limit, str) else ""
    return [(f"{name} {words.with_unit(value, '')}", value)] if isinstance(value, int | float) else []


def is_number(cell: object) -> bool:
    """Whether something can be drawn: what is withheld, or printed as `<5`, cannot."""
    return isinstance(cell, int | float)


def _of_distribution(value: Mapping[str, Cell], figure: Figure) -> Iterable[Point]:
    categories = figure.made_of.categories if figure.made_of else {}
    name = figure.definition.name
    for category, cell in value.items():
        if is_number(cell):
            yield {"x": category, "y": cell, "series": name} | _interval(categories.get(category))


def _interval(made_of: MadeOf | None) -> Point:
    if made_of is None or made_of.interval is None:
        return {}
    return {"low": made_of.interval[0], "high": made_of.interval[1], "hollow": made_of.is_uncertain}


def _of_split(figure: Figure, words: Words) -> Iterable[Point]:
    """The parts by gender; each category that anybody is in stands in every part, so that bars keep their places."""
    whole = figure.value if isinstance(figure.value, dict) else {}
    for part, value in (figure.by or {}).items():
        if part.startswith("gender=") and isinstance(value, dict) and value:
            for category in whole:
                cell = value.get(category, 0)
                if is_number(cell):
                    yield {"x": category, "y": cell, "series": words.part(part)}


def _is_drawn(plot: Plot, row: Mapping[str, Cell]) -> bool:
    if plot.where is not None and getattr(row.get(plot.where[0]), "code", None) != plot.where[1]:
        return False
    return is_number(row.get(plot.y))


def _of_row(plot: Plot, row: Mapping[str, Cell], figure: Figure) -> Point:
    series = row.get(plot.series) if plot.series else figure.definition.name
    point = {"x": row.get(plot.x), "y": row[plot.y], "series": series}
    if plot.form == "steps":
        point |= {key: row.get(key) for key in ("low", "high", "at_risk")} | {"tick": bool(row.get("censored"))}
    return point


def _without_rules(made: list[Point]) -> tuple[list[Point], list[tuple[str, float]]]:
    """The points that are measured, and apart from them the levels that a table holds beside them."""
    rules = [point for point in made if getattr(point["series"], "code", "").endswith(" from")]
    measured = [point for point in made if point not in rules]
    return measured, list(dict.fromkeys((str(point["series"]), point["y"]) for point in rules))


def shares(plot: Plot, figures: Mapping[str, Figure], words: Words) -> Series:
    """A row a share: its value, its interval, what it is made of; below it what others have reached."""
    made: list[Point] = []
    for figure in map(figures.__getitem__, plot.figures):
        if not is_number(figure.value):
            continue
        made.append(
            {
                "x": figure.definition.name,
                "y": figure.value,
                "series": "",
                "label": _of(figure, words),
            }
            | _interval(figure.made_of)
        )
        made += [
            {
                "x": f"{words('beside')}: {one.name}",
                "y": one.value,
                "series": "",
                "label": words.with_unit(one.value, "share"),
                "beside": True,
            }
            for one in figure.benchmarks
        ]
    return Series(made, unit="share")


def _of(figure: Figure, words: Words) -> str:
    share = words.with_unit(figure.value if isinstance(figure.value, int | float) else None, "share")
    if figure.numerator is None or figure.denominator is None:
        return share
    return words(
        "picture-of", numerator=plain(figure.numerator, 2), denominator=plain(figure.denominator, 2), share=share
    )


def aims(plot: Plot, figures: Mapping[str, Figure], words: Words) -> Series:
    """A row a goal that has a result: in percent of its aim."""
    made: list[Point] = []
    for row in _rows(figures[plot.figures[0]]):
        value, target = row.get("value"), row.get("target")
        if not isinstance(value, int | float) or not isinstance(target, int | float) or not target:
            continue
        met = row.get("met")
        label = words("picture-aim", result=str(row.get("result")), aim=str(row.get("aim")))
        words_met = "goal-met" if met else "goal-missed" if met is False else "goal-open"
        made.append(
            {
                "x": str(row.get("text")),
                "y": value / target,
                "series": "",
                "label": f"{label} – {words(words_met)}",
                "hollow": not met,
            }
        )
    return Series(made, lines=[(words("picture-the-aim"), 1.0)] if made else [], unit="share")


def _rows(figure: Figure) -> list[dict[str, Cell]]:
    return figure.value if isinstance(figure.value, list) else []
