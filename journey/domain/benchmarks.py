"""What others have reached, dated and with its source: printed beside a figure, and never part of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from msgspec import Meta

from journey.domain.rates import Dated, Line, Share

FigureName = Annotated[
    str, Meta(pattern=r"^[a-z-]{1,40}\.[a-z0-9_]{1,80}$", description="a report and its figure, such as outcomes.jobs")
]


class Benchmark(Dated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A share that somebody else reached; `figure` is the report and the figure it stands beside."""

    figure: FigureName
    name: Line
    value: Share


def in_force(benchmarks: Iterable[Benchmark], figure: str, day: date) -> tuple[Benchmark, ...]:
    """The benchmarks of a figure on a day: of each name the latest one that holds by then."""
    held: dict[str, Benchmark] = {}
    for one in sorted(benchmarks, key=lambda one: one.valid_from):
        if one.figure == figure and one.valid_from <= day:
            held[one.name] = one
    return tuple(held.values())
