"""What a report draws, as data: the drawing itself is `projections.reports.showing.drawing`'s."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["bars", "lines", "steps", "dots", "shares", "aims"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A picture of figures that are also printed as tables.

    `figures` are keys of the same report. A `bars` or `lines` plot shows distributions (their categories along the
    axis, one series a figure; with `split` the women and the men of one figure) or, as `dots` does, tables row by row
    with the columns `x`, `y` and perhaps `series`; `steps` shows curves with their interval and the numbers at risk;
    `shares` shows figures that are one share each, with their intervals; `aims` shows goals in percent of their aim.
    `up` says what is measured and in which unit, `across` what runs along the other axis where that is not plain.
    `limit` names a figure, or is a number, drawn as a line across. `where` keeps the rows of a table in which a column
    holds a code.
    """

    title: str
    says: str
    form: Form
    figures: tuple[str, ...]
    up: str
    across: str = ""
    x: str = ""
    y: str = ""
    series: str = ""
    limit: str | float | None = None
    split: bool = False
    where: tuple[str, str] | None = None
