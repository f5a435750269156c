"""What may leave the programme."""

from __future__ import annotations

from projections.reports.cohort import Cohort
from projections.reports.figures import Figure, Kind


def withheld(kind: Kind, figures: tuple[Figure, ...], cohort: Cohort) -> tuple[Figure, ...]:
    return figures
