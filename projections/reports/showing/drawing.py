"""Plots as SVG, drawn by Vega-Lite: once as wide as a desk's screen, once as narrow as a phone's.

Every size is fixed, so that no machine's fonts move anything. What names the axis and the series is drawn here and
not by Vega, which would lay it out by the fonts it finds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any

from projections.reports.figures import Figure
from projections.reports.plots import Plot
from projections.reports.showing.charts import Chart, chart
from projections.reports.showing.marks import BOLD, FONT, INK, ROW, SIZE, legend, legend_rows, wrapped
from projections.reports.showing.points import Series, aims, points, shares
from projections.reports.showing.sheets import DESK, PHONE, Sheet
from projections.reports.showing.words import Words


@dataclass(frozen=True, slots=True)
class Picture:
    """A plot as SVG, for a wide and for a narrow screen."""

    wide: str
    narrow: str


def drawn(plot: Plot, figures: dict[str, Figure], words: Words) -> Picture | None:
    """The plot, of a report in the words of its page; None where there is nothing to draw."""
    found = _series(plot, figures, words)
    if not found.points:
        return None
    return Picture(*(_svg(plot, found, sheet, words) for sheet in (DESK, PHONE)))


def _series(plot: Plot, figures: dict[str, Figure], words: Words) -> Series:
    if plot.form == "shares":
        return shares(plot, figures, words)
    if plot.form == "aims":
        return aims(plot, figures, words)
    return points(plot, figures, words)


def _svg(plot: Plot, series: Series, sheet: Sheet, words: Words) -> str:
    head = _head(plot, series, sheet, words)
    drawing = chart(plot, series, sheet, words)
    import vl_convert  # eighty megabytes that a table or JSON need not load

    svg = vl_convert.vegalite_to_svg(_spec(drawing, sheet, head.height))
    return _for_a_page(svg, head.svg, sheet.width, drawing.height + head.height + drawing.below)


@dataclass(frozen=True, slots=True)
class _Head:
    svg: str
    height: int


def _head(plot: Plot, series: Series, sheet: Sheet, words: Words) -> _Head:
    """What stands above the picture: the legend where there are several series, and what is measured."""
    names = series.in_legend
    rows = legend_rows(names, sheet.width)
    up = words("picture-thousands", up=plot.up) if series.in_thousands else plot.up
    lines = wrapped(up, int(sheet.width / BOLD))
    title = "".join(
        f'<text x="0" y="{rows * ROW + (6 if rows else 0) + 15 + ROW * place}" font-family="{escape(FONT)}" '
        f'font-size="{SIZE}" font-weight="600" fill="{INK}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    return _Head(
        (legend(names, sheet.width, form=plot.form) if names else "") + title,
        (rows + len(lines)) * ROW + 12 + (6 if rows else 0),
    )


def _spec(drawing: Chart, sheet: Sheet, above: int) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": sheet.width - drawing.left - drawing.right,
        "height": drawing.height,
        "background": None,
        "autosize": {"type": "none"},
        "padding": {"left": drawing.left, "right": drawing.right, "top": above, "bottom": drawing.below},
        "layer": drawing.layers,
        "config": {"font": FONT, "view": {"stroke": None}},
    }


def _for_a_page(svg: str, head: str, width: int, height: int) -> str:
    """Without a size of its own, so that it grows and shrinks with the page; hidden from those who hear the table."""
    svg = re.sub(
        r"^<svg [^>]*>",
        f'<svg xmlns="http://www.w3.org/2000/svg" class="marks" viewBox="0 0 {width} {height}" '
        f'aria-hidden="true">{head}',
        svg,
    )
    return svg.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
