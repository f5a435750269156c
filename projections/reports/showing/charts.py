"""Pictures as Vega-Lite layers: bars upright or lying, lines, curves, dots, shares with their intervals, aims."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from projections.reports.plots import Plot
from projections.reports.showing import lying
from projections.reports.showing.marks import (
    DASHES,
    FILLS,
    FONT,
    INK,
    LETTER,
    LINES,
    QUIET,
    SHAPES,
    SIZE,
    width_of,
    wrapped,
)
from projections.reports.showing.points import Point, Series
from projections.reports.showing.scales import Scale, look, scale
from projections.reports.showing.sheets import Sheet
from projections.reports.showing.words import Words

Layer = dict[str, Any]
HEIGHT = 240
_MARKS = 16
"""More bars than this and the number does not stand on each."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture's layers, the height of its plot, and the room that it needs beside and below that."""

    layers: list[Layer]
    height: int
    left: int
    right: int
    below: int


@dataclass(frozen=True, slots=True)
class Upright:
    """What upright pictures share: the axis of values, the categories or numbers along, and the room for both."""

    plot: Plot
    series: Series
    sheet: Sheet
    words: Words
    up: Scale
    along: Scale | None
    order: list[str] = field(default_factory=list)

    @property
    def left_margin(self) -> int:
        """Room for the labels of the values."""
        return int(self.up.width) + 14

    @property
    def right(self) -> int:
        """Room for the names that stand beside lines."""
        if not self.series.directly:
            return 10
        names = [*self.series.names, *(name for name, _ in self.series.lines)]
        if len(names) == 1:
            return 30
        lines = [line for name in names for line in wrapped(name, _beside(self.sheet))]
        return int(width_of(lines)) + 16

    @property
    def width(self) -> int:
        """Pixels of the plot."""
        return self.sheet.width - self.left_margin - self.right


def _beside(sheet: Sheet) -> int:
    return sheet.letters // 2 + 4


def chart(plot: Plot, series: Series, sheet: Sheet, words: Words) -> Chart:
    """The picture in the form that its plot asks for; bars lie where their categories are words."""
    if plot.form in ("shares", "aims") or (plot.form == "bars" and not _in_time(series)):
        drawing = lying.chart(plot, series, sheet, words)
        return Chart(drawing.layers, drawing.height, drawing.left, drawing.right, drawing.below)
    upright = _upright(plot, series, sheet, words)
    layers = [*_lines_across(upright), *_DRAWN[plot.form](upright)]
    below = (52 if plot.across else 40) + (ROWS_OF_RISK + 18 * len(series.names) if plot.form == "steps" else 0)
    return Chart(layers, HEIGHT, upright.left_margin, upright.right, below)


ROWS_OF_RISK = 26
_FEW = 5
"""So many steps along numbered things."""
_BEYOND = 0.8
"""How far an axis of numbered things goes beyond the last of them, so that all of a dot is seen."""


def _in_time(series: Series) -> bool:
    """Whether the categories are months, quarters, years: they have their order, and short names."""
    return all(re.fullmatch(r"\d{4}-(\d\d|Q\d)|\S+ \d+", str(getattr(p["x"], "code", p["x"]))) for p in series.points)


def _upright(plot: Plot, series: Series, sheet: Sheet, words: Words) -> Upright:
    values = [point["y"] for point in series.points] + [point["high"] for point in series.points if point.get("high")]
    values += [value for _, value in series.lines]
    share = series.unit == "share"
    to = 1.0 if plot.form == "steps" else None
    write = words.axis(series.unit, thousands=series.in_thousands)
    up = scale(values, write, whole=not share and all(float(value).is_integer() for value in values), to=to)
    xs = [point["x"] for point in series.points]
    if all(isinstance(x, int | float) for x in xs):
        along = scale(xs, words.axis("number"), whole=True, most=sheet.crowd if plot.form == "steps" else _FEW)
        return Upright(plot, series, sheet, words, up, along)
    order = list(dict.fromkeys(xs))
    if all(re.fullmatch(r"\d{4}-\d\d", x) for x in order):
        order = _every_month(order)
    return Upright(plot, series, sheet, words, up, None, sorted(order) if plot.series else order)


def _every_month(months: list[str]) -> list[str]:
    """Every month from the first to the last, those in which nothing happened too."""
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (min(months), max(months)))
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _every(upright: Upright) -> int:
    """How many categories there are to each that is named, so that no two names touch."""
    longest = max(map(len, upright.order))
    if upright.plot.form == "bars" and len(upright.order) <= upright.sheet.crowd:
        longest = max(len(word) for one in upright.order for word in one.split())
    fit = max(int(upright.width / (longest * LETTER + 10)), 1)
    return -(-len(upright.order) // fit)


def _x(upright: Upright) -> Layer:
    title = {"title": upright.plot.across or None, "titlePadding": 8}
    if upright.along is not None:
        axis = upright.along.axis(grid=False) | title
        low, high = upright.along.ends
        beyond = _BEYOND if upright.plot.form == "dots" else 0.0
        axis["values"] = [tick for tick in upright.along.ticks if not beyond or tick]
        scaled = {"domain": [low, high + beyond], "nice": False, "zero": False}
        return {"field": "x", "type": "quantitative", "axis": axis, "scale": scaled}
    every = _every(upright)
    axis = look() | title | {"values": upright.order[::every], "labelAngle": 0, "ticks": False}
    if upright.plot.form == "bars" and len(upright.order) <= upright.sheet.crowd:
        axis |= {"labelExpr": "split(datum.label, ' ')", "labelLineHeight": 15}
    kind = {} if upright.plot.form == "bars" else {"type": "point", "padding": 0.4}
    return {
        "field": "x",
        "type": "ordinal",
        "sort": upright.order,
        "scale": {"domain": upright.order} | kind,
        "axis": axis,
    }


def _y(upright: Upright, name: str = "y") -> Layer:
    scaled = {"domain": list(upright.up.ends), "nice": False, "zero": False}
    return {"field": name, "type": "quantitative", "axis": upright.up.axis(), "scale": scaled}


def _colour(upright: Upright, palette: tuple[str, ...]) -> Layer:
    names = upright.series.names
    colours = [palette[place % len(palette)] for place in range(len(names))]
    return {"field": "series", "type": "nominal", "legend": None, "scale": {"domain": names, "range": colours}}


def _bars(upright: Upright) -> list[Layer]:
    names, points = upright.series.names, upright.series.points
    beside = {"xOffset": {"field": "series", "sort": names}} if len(names) > 1 else {}
    encoding = {"x": _x(upright), "y": _y(upright), **beside}
    mark: Layer = {"type": "bar", "stroke": INK, "strokeWidth": 0.75}
    mark |= {} if beside else {"width": {"band": 0.6}}
    layers: list[Layer] = [
        {"data": {"values": points}, "mark": mark, "encoding": encoding | {"color": _colour(upright, FILLS)}}
    ]
    if len(points) <= (_MARKS if upright.sheet.crowd > 6 else _MARKS // 2):  # noqa: PLR2004  # a phone has less room
        write = upright.words.axis(upright.series.unit, thousands=upright.series.in_thousands)
        labelled = [point | {"label": write(point["y"])} for point in points]
        text = {"type": "text", "dy": -8, "color": INK, "fontSize": SIZE - 1, "font": FONT}
        layers.append({"data": {"values": labelled}, "mark": text, "encoding": encoding | {"text": {"field": "label"}}})
    return layers


def _lines(upright: Upright) -> list[Layer]:
    layers = _bands(upright, upright.series.points, "linear")
    for place, name in enumerate(upright.series.names):
        mine = [point for point in upright.series.points if point["series"] == name]
        encoding = {"x": _x(upright), "y": _y(upright)}
        layers.append({"data": {"values": mine}, "mark": _line(place), "encoding": encoding})
        dots = {
            "type": "point",
            "filled": True,
            "opacity": 1,
            "size": 40,
            "shape": SHAPES[place],
            "color": LINES[place],
        }
        layers.append({"data": {"values": mine}, "mark": dots, "encoding": encoding})
    return [*layers, *_names(upright)]


def _line(place: int, **how: Any) -> Layer:
    dash = {} if place == 0 else {"strokeDash": list(DASHES[place % len(DASHES)])}
    return {"type": "line", "color": LINES[place % len(LINES)], "strokeWidth": 2.25, **dash, **how}


def _bands(upright: Upright, points: list[Point], interpolate: str) -> list[Layer]:
    """The interval of the first series, where it has one."""
    first = upright.series.names[0]
    held = [p for p in points if p["series"] == first and p.get("low") is not None and p.get("high") is not None]
    if not held:
        return []
    mark = {"type": "area", "color": LINES[0], "opacity": 0.16, "interpolate": interpolate}
    encoding = {"x": _x(upright), "y": _y(upright, "low"), "y2": {"field": "high"}}
    return [{"data": {"values": held}, "mark": mark, "encoding": encoding}]


def _steps(upright: Upright) -> list[Layer]:
    layers = _bands(upright, upright.series.points, "step-after")
    encoding = {"x": _x(upright), "y": _y(upright)}
    for place, name in enumerate(upright.series.names):
        mine = [point for point in upright.series.points if point["series"] == name]
        layers.append({"data": {"values": mine}, "mark": _line(place, interpolate="step-after"), "encoding": encoding})
        lost = [point for point in mine if point["tick"]]
        stroke = {
            "type": "point",
            "shape": "stroke",
            "angle": 90,
            "size": 60,
            "strokeWidth": 1.5,
            "color": LINES[place],
        }
        layers.append({"data": {"values": lost}, "mark": stroke, "encoding": encoding})
    return [*layers, *_names(upright), *_at_risk(upright)]


def _at_risk(upright: Upright) -> list[Layer]:
    """Below the days how many of each series still waited as each began."""
    if upright.along is None:
        return []
    top, rows = HEIGHT + 58, []
    for place, name in enumerate(upright.series.names):
        mine = sorted((p for p in upright.series.points if p["series"] == name), key=lambda point: point["x"])
        for day in upright.along.ticks:
            left = next((point["at_risk"] for point in mine if point["x"] >= day), 0)
            x = upright.along.place(day, upright.width)
            rows.append({"x": x, "y": top + 18 * (place + 1), "text": str(left)})
        rows.append({"x": upright.width + 12, "y": top + 18 * (place + 1), "text": name, "align": "left"})
    rows.append({"x": -upright.left_margin, "y": top, "text": upright.words("picture-at-risk"), "align": "left"})
    return _placed(rows)


def _placed(rows: list[Layer]) -> list[Layer]:
    """Texts at fixed places."""
    return [_texts([row for row in rows if row.get("align", "center") == align], align) for align in ("center", "left")]


def _texts(rows: list[Layer], align: str) -> Layer:
    mark = {"type": "text", "align": align, "baseline": "middle", "fontSize": SIZE, "font": FONT, "color": INK}
    raw: Layer = {"type": "quantitative", "scale": None, "axis": None}
    where: Layer = {axis: raw | {"field": axis} for axis in ("x", "y")}
    return {"data": {"values": rows}, "mark": mark, "encoding": {**where, "text": {"field": "text", "type": "nominal"}}}


def _names(upright: Upright) -> list[Layer]:
    """Each line's name beside its end, no two over each other."""
    wanted = []
    for name in upright.series.names:
        last = [point for point in upright.series.points if point["series"] == name][-1]
        wanted.append((HEIGHT - upright.up.place(last["y"], HEIGHT), str(name)))
    wanted += [(HEIGHT - upright.up.place(value, HEIGHT), name) for name, value in upright.series.lines]
    if len(wanted) == 1:
        return []
    texts: list[Layer] = []
    free = -8.0
    for y, name in sorted(wanted):
        lines = wrapped(name, _beside(upright.sheet))
        top = max(y - 7.0 * (len(lines) - 1), free)
        texts += [
            {"x": upright.width + 8, "y": top + 15 * place, "text": line, "align": "left"}
            for place, line in enumerate(lines)
        ]
        free = top + 15 * len(lines)
    return [_texts(texts, "left")]


def _dots(upright: Upright) -> list[Layer]:
    """Points of a shape for each series; those of one place beside one another."""
    layers, names = [], upright.series.names
    room = min(upright.width / max(len({point["x"] for point in upright.series.points}), 1), 30)
    for place, name in enumerate(names):
        mine = [point for point in upright.series.points if point["series"] == name]
        offset = (place - (len(names) - 1) / 2) * room / (len(names) + 0.5)
        mark = {
            "type": "point",
            "filled": True,
            "opacity": 1,
            "size": 52,
            "shape": SHAPES[place],
            "color": LINES[place],
        }
        encoding = {"x": _x(upright), "y": _y(upright)}
        layers.append({"data": {"values": mine}, "mark": mark | {"xOffset": offset}, "encoding": encoding})
    return layers


def _lines_across(upright: Upright) -> list[Layer]:
    if not upright.series.lines:
        return []
    rows = [{"y": value} for _, value in upright.series.lines]
    mark = {"type": "rule", "strokeDash": [2, 3], "color": QUIET, "strokeWidth": 1.25}
    ends = {"x": {"value": 0}, "x2": {"value": upright.width}}
    return [{"data": {"values": rows}, "mark": mark, "encoding": {"y": _y(upright), **ends}}]


_DRAWN: dict[str, Callable[[Upright], list[Layer]]] = {"bars": _bars, "lines": _lines, "steps": _steps, "dots": _dots}
