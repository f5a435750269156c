"""Reports: figures over everybody's histories, each with numerator, denominator and cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from projections.reports.kinds import REGISTRY
from projections.reports.reporting import Report, as_json, report

if TYPE_CHECKING:
    from rich.console import RenderableType

KINDS: tuple[str, ...] = tuple(REGISTRY)
"""Every report there is, by the name it has on the command line."""

__all__ = ["KINDS", "Report", "as_json", "as_table", "report"]


def as_table(told: Report) -> RenderableType:
    """The report for the terminal."""
    from projections.reports import table  # rich is slow to load, and JSON does without

    return table.as_table(told)
