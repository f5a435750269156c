"""Plots as SVG, drawn by Vega-Lite. Every size is fixed, so that no machine's fonts move anything."""

from __future__ import annotations

import re
from typing import Any

from projections.reports.figures import Figure
from projections.reports.plots import Plot

WIDTH, HEIGHT = 880, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 14, 58
COLOURS = ("#1f5f7a", "#c8781e", "#5d7a3a", "#8a4f7d", "#6b6b6b")
"""Told apart also by people who confuse red and green; the first ones are used most."""

_CROWDED = 10  # more categories than this and not every one is written out
_WORDS = 90  # letters that stand side by side
_LARGE = 10_000  # from here on an axis says 20k, 1.5M
_INK, _FAINT = "#4a4a4a", "#dedede"
_FONT = "system-ui, sans-serif"

Point = dict[str, Any]


def drawn(plot: Plot, figures: dict[str, Figure]) -> tuple[str, list[tuple[str, str]]] | None:
    """The plot as SVG, and its legend (name, colour); None where there is nothing to draw."""
    points = _points(plot, figures)
    if not points:
        return None
    names = list(dict.fromkeys(point["series"] for point in points))
    colours = [COLOURS[place % len(COLOURS)] for place in range(len(names))]
    import vl_convert  # eighty megabytes that a table or JSON need not load

    svg = vl_convert.vegalite_to_svg(_spec(plot, points, names, colours, _limit(plot, figures)))
    return _for_a_page(svg), list(zip(names, colours, strict=True))


def _points(plot: Plot, figures: dict[str, Figure]) -> list[Point]:
    points: list[Point] = []
    for key in plot.figures:
        figure = figures[key]
        if isinstance(figure.value, dict):
            name = figure.definition.name
            points += [{"x": _words(k), "y": v, "series": name} for k, v in figure.value.items() if is_number(v)]
        elif isinstance(figure.value, list):
            points += [_point(plot, row, figure) for row in figure.value if is_number(row.get(plot.y))]
    return points


def is_number(cell: object) -> bool:
    """Whether something can be drawn: what is withheld, or printed as `<5`, cannot."""
    return isinstance(cell, int | float)


def _point(plot: Plot, row: dict[str, Any], figure: Figure) -> Point:
    series = row.get(plot.series) if plot.series else figure.definition.name
    x = row.get(plot.x)
    return {
        "x": _words(x) if isinstance(x, str) else x,
        "y": row[plot.y],
        "series": _words(str(series)),
        "tick": bool(row.get("censored")),
    }


def _words(key: str) -> str:
    return key.replace("_", " ")


def _limit(plot: Plot, figures: dict[str, Figure]) -> float | None:
    if isinstance(plot.limit, str):
        value = figures[plot.limit].value
        return value if isinstance(value, int | float) else None
    return plot.limit


def _spec(plot: Plot, points: list[Point], names: list[str], colours: list[str], limit: float | None) -> dict[str, Any]:
    numeric = all(isinstance(point["x"], int | float) for point in points)
    layers = [_marks(plot, names)]
    if plot.form == "steps":
        layers.append(_ticks())
    if limit is not None:
        layers.append(_rule(limit))
    width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "background": None,
        "autosize": {"type": "none"},
        "padding": {"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM},
        "data": {"values": points},
        "encoding": {"x": _across(points, plot.x, numeric=numeric), "y": _up(points)},
        "layer": [_coloured(layer, names, colours) for layer in layers],
        "config": {"font": _FONT, "view": {"stroke": None}},
    }


def _marks(plot: Plot, names: list[str]) -> dict[str, Any]:
    match plot.form:
        case "bars":
            beside = {"xOffset": {"field": "series", "sort": names}} if len(names) > 1 else {}
            return {"mark": {"type": "bar"} | ({} if beside else {"width": {"band": 0.6}}), "encoding": beside}
        case "lines":
            return {"mark": {"type": "line", "point": {"size": 36, "filled": True}, "strokeWidth": 2}}
        case "steps":
            return {"mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2}}
        case "dots":
            return {"mark": {"type": "point", "filled": True, "size": 60}}


def _ticks() -> dict[str, Any]:
    """A small upright stroke where somebody was lost from sight: censored."""
    return {
        "transform": [{"filter": "datum.tick"}],
        "mark": {"type": "point", "shape": "stroke", "angle": 90, "size": 60, "strokeWidth": 1.5},
    }


def _rule(limit: float) -> dict[str, Any]:
    return {
        "data": {"values": [{"limit": limit}]},
        "mark": {"type": "rule", "strokeDash": [6, 4], "color": _INK, "strokeWidth": 1.5},
        "encoding": {"y": {"field": "limit", "type": "quantitative"}, "x": None},
        "plain": True,
    }


def _coloured(layer: dict[str, Any], names: list[str], colours: list[str]) -> dict[str, Any]:
    if layer.pop("plain", False):
        layer["encoding"].pop("x")
        return layer | {"encoding": {**layer["encoding"], "x": {"value": 0}, "x2": {"value": WIDTH - LEFT - RIGHT}}}
    colour = {"field": "series", "type": "nominal", "legend": None, "scale": {"domain": names, "range": colours}}
    return layer | {"encoding": {**layer.get("encoding", {}), "color": colour}}


def _across(points: list[Point], title: str, *, numeric: bool) -> dict[str, Any]:
    axis = _axis() | {"minExtent": 34, "maxExtent": 34, "title": _words(title) or None}
    if numeric:
        axis |= {"grid": False, "tickCount": _CROWDED, "tickMinStep": 1}
        return {"field": "x", "type": "quantitative", "axis": axis}
    order = list(dict.fromkeys(point["x"] for point in points))
    months = all(re.fullmatch(r"\d{4}-\d\d", category) for category in order)
    order = _every_month(order) if months else order
    every = -(-len(order) // _CROWDED)
    return {
        "field": "x",
        "type": "ordinal",
        "sort": order,
        "scale": {"domain": order},
        "axis": axis
        | {
            "values": order[::every],
            "labelAngle": 0 if months or sum(map(len, order)) < _WORDS else -30,
            "labelLimit": 110,
            "ticks": False,
        },
    }


def _every_month(months: list[str]) -> list[str]:
    """Every month from the first to the last, those in which nothing happened too."""
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (min(months), max(months)))
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _up(points: list[Point]) -> dict[str, Any]:
    share = all(0 <= point["y"] <= 1 for point in points) and any(0 < point["y"] < 1 for point in points)
    axis = _axis() | {"minExtent": 40, "maxExtent": 40, "title": None, "tickCount": 5, "domain": False, "ticks": False}
    large = max(abs(point["y"]) for point in points) >= _LARGE
    axis |= {"format": ".0%" if share else "~s" if large else ",.2~f"}
    scale: dict[str, Any] = {"domainMin": 0} if all(point["y"] >= 0 for point in points) else {}
    return {"field": "y", "type": "quantitative", "axis": axis, "scale": scale | ({"domainMax": 1} if share else {})}


def _axis() -> dict[str, Any]:
    return {
        "labelColor": _INK,
        "titleColor": _INK,
        "gridColor": _FAINT,
        "domainColor": _INK,
        "tickColor": _INK,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelOverlap": False,
        "labelPadding": 6,
    }


def _for_a_page(svg: str) -> str:
    """Without a size of its own, so that it grows and shrinks with the page; hidden from those who hear the table."""
    return re.sub(r'^<svg ([^>]*?) width="\d+" height="\d+"', r'<svg \1 aria-hidden="true"', svg)
