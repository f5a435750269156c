"""Pictures whose categories are words: a row each, its label to the left, as many lines as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from projections.reports.plots import Plot
from projections.reports.showing.marks import FILLS, FONT, INK, LINES, QUIET, SIZE, width_of, wrapped
from projections.reports.showing.points import Point, Series
from projections.reports.showing.scales import Scale, look, scale
from projections.reports.showing.sheets import Sheet
from projections.reports.showing.words import Words

Layer = dict[str, Any]
_LINE, _BAR, _GAP = 16, 20, 12
_TICK = 64
"""Pixels from one step of the axis to the next, at least."""


@dataclass(frozen=True, slots=True)
class Lying:
    """The layers of a lying picture, and its sizes."""

    layers: list[Layer]
    height: int
    left: int
    right: int
    below: int


def chart(plot: Plot, series: Series, sheet: Sheet, words: Words) -> Lying:
    """A row a category: bars, or shares with their intervals."""
    write = words.axis(series.unit, thousands=series.in_thousands)
    labels = {point["x"]: _label(point, sheet) for point in series.points}
    rows = [point | {"x": "\n".join(labels[point["x"]])} for point in series.points]
    left = int(width_of([line for label in labels.values() for line in label])) + 14
    tall = max(max(map(len, labels.values())) * _LINE, len(series.names) * _BAR) + _GAP
    texts = [write(point["y"]) for point in series.points] if plot.form == "bars" else []
    right = int(width_of(texts)) + 14
    room = sheet.width - left - right
    across = scale(_values(series), write, whole=_are_whole(series), most=max(min(room // _TICK, 8), 2))
    order = list(dict.fromkeys(row["x"] for row in rows))
    encoding = {"x": _x(across), "y": _y(order)}
    width = sheet.width - left - right
    height = tall * len(order)
    layers = [*_marks(plot, series, rows, encoding, texts), *_rules(series, across, height)]
    named = _rule_names(series, across, width)
    return Lying(layers + named, height, left, right, 34 + (18 if series.lines else 0))


def _values(series: Series) -> list[float]:
    highs = [point["high"] for point in series.points if point.get("high") is not None]
    return [*(point["y"] for point in series.points), *highs, *(value for _, value in series.lines)]


def _are_whole(series: Series) -> bool:
    return series.unit != "share" and all(float(point["y"]).is_integer() for point in series.points)


def _label(point: Point, sheet: Sheet) -> list[str]:
    """The category in lines, and below it what its value is made of."""
    return (
        [*wrapped(str(point["x"]), sheet.letters), *wrapped(point.get("label", ""), sheet.letters)]
        if point.get("label")
        else wrapped(str(point["x"]), sheet.letters)
    )


def _x(across: Scale, name: str = "y") -> Layer:
    scaled = {"domain": list(across.ends), "nice": False, "zero": False}
    return {"field": name, "type": "quantitative", "axis": across.axis(), "scale": scaled}


def _y(order: list[str]) -> Layer:
    axis = look() | {
        "title": None,
        "ticks": False,
        "domain": False,
        "labelExpr": "split(datum.label, '\\n')",
        "labelLineHeight": _LINE,
    }
    return {
        "field": "x",
        "type": "ordinal",
        "sort": order,
        "scale": {"domain": order, "paddingInner": 0.25},
        "axis": axis,
    }


def _marks(plot: Plot, series: Series, rows: list[Point], encoding: Layer, texts: list[str]) -> list[Layer]:
    if plot.form == "shares":
        return _whiskers(rows, encoding)
    if plot.form == "aims":
        return _aims(rows, encoding)
    return _bars(series, rows, encoding, texts)


def _bars(series: Series, rows: list[Point], encoding: Layer, texts: list[str]) -> list[Layer]:
    names = series.names
    beside = {"yOffset": {"field": "series", "sort": names}} if len(names) > 1 else {}
    colours = [FILLS[place % len(FILLS)] for place in range(len(names))]
    colour = {"field": "series", "type": "nominal", "legend": None, "scale": {"domain": names, "range": colours}}
    bar = {"type": "bar", "stroke": INK, "strokeWidth": 0.75}
    labelled = [row | {"label": text} for row, text in zip(rows, texts, strict=True)]
    layers: list[Layer] = [
        {"data": {"values": rows}, "mark": bar, "encoding": encoding | beside | {"color": colour}},
    ]
    for sign, align in ((1, "left"), (-1, "right")):
        mine = [row for row in labelled if (row["y"] < 0) == (sign < 0)]
        text = _text(align) | {"dx": 5 * sign}
        layers.append(
            {"data": {"values": mine}, "mark": text, "encoding": encoding | beside | {"text": {"field": "label"}}}
        )
    return layers


def _text(align: str) -> Layer:
    return {"type": "text", "align": align, "baseline": "middle", "fontSize": SIZE, "font": FONT, "color": INK}


def _whiskers(rows: list[Point], encoding: Layer) -> list[Layer]:
    """A dot with its interval; an open one where few stand behind it, an open diamond for what others reached."""
    held = [row for row in rows if row.get("low") is not None]
    rule = {"type": "rule", "color": LINES[0], "strokeWidth": 2}
    ends = {"x": encoding["x"] | {"field": "low"}, "x2": {"field": "high"}, "y": encoding["y"]}
    return [
        {"data": {"values": held}, "mark": rule, "encoding": ends},
        *_rings([row for row in rows if not row.get("beside")], encoding, "circle"),
        *_rings([row | {"hollow": True} for row in rows if row.get("beside")], encoding, "diamond"),
    ]


def _rings(rows: list[Point], encoding: Layer, shape: str) -> list[Layer]:
    layers = []
    for hollow in (False, True):
        mine = [row for row in rows if bool(row.get("hollow")) == hollow]
        mark = {"type": "point", "shape": shape, "size": 90, "opacity": 1, "filled": True, "strokeWidth": 2}
        mark |= {"fill": "#ffffff" if hollow else LINES[0], "stroke": LINES[0]}
        layers.append({"data": {"values": mine}, "mark": mark, "encoding": encoding})
    return layers


def _aims(rows: list[Point], encoding: Layer) -> list[Layer]:
    """A bar up to the result: filled where the aim is met, open where it is not."""
    layers = []
    for hollow in (False, True):
        mine = [row for row in rows if bool(row["hollow"]) == hollow]
        bar = {
            "type": "bar",
            "height": 14,
            "fill": "#ffffff" if hollow else FILLS[0],
            "stroke": FILLS[0],
            "strokeWidth": 1.5,
        }
        layers.append({"data": {"values": mine}, "mark": bar, "encoding": encoding})
    return layers


def _rules(series: Series, across: Scale, height: int) -> list[Layer]:
    """A broken line over all rows where a limit, an aim or nothing at all stands."""
    rows = [{"y": value} for _, value in series.lines]
    rows += [{"y": 0}] if across.ends[0] < 0 else []
    if not rows:
        return []
    mark = {"type": "rule", "strokeDash": [6, 4], "color": QUIET, "strokeWidth": 1.75}
    ends = {"y": {"value": 0}, "y2": {"value": height}}
    return [{"data": {"values": rows}, "mark": mark, "encoding": {"x": _x(across), **ends}}]


def _rule_names(series: Series, across: Scale, width: int) -> list[Layer]:
    """The line's name below the axis, within the picture's edges."""
    layers = []
    for name, value in series.lines:
        at = across.place(value, width)
        align = "left" if at < width / 4 else "right" if at > width * 3 / 4 else "center"
        where = {"x": {"value": at}, "y": {"value": "height"}}
        layers.append(
            {
                "data": {"values": [{"text": name}]},
                "mark": _text(align) | {"dy": 40},
                "encoding": where | {"text": {"field": "text"}},
            }
        )
    return layers
