"""What a report draws, as data: the drawing itself is `projections.reports.showing.drawing`'s."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A picture of figures that are also printed as tables.

    `figures` are keys of the same report. A `bars` or `lines` plot shows distributions (their categories along the
    axis, one series a figure); `steps` shows tables with the columns `x`, `y` and perhaps `series`; `dots` shows
    tables point by point. `limit` names a figure, or is a number, drawn as a line across.
    """

    title: str
    says: str
    form: Literal["bars", "lines", "steps", "dots"]
    figures: tuple[str, ...]
    x: str = ""
    y: str = ""
    series: str = ""
    limit: str | float | None = None
