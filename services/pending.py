"""The deadlines that still wait for something. What alerts and tasks still call for somebody is asked of `cards`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from journey.domain.rules import Deadline

SATISFIED = ("met", "late_entry", "met_late")
"""The statuses of a deadline that was kept, in time or not; cards ask here too."""
_DONE = (*SATISFIED, "waived", "stopped")
REFERRAL = "referral"


def is_late(due: date | None, today: date) -> bool:
    """Whether a deadline that still waits should have been kept by now: its day has ended."""
    return due is not None and due < today


def still_waiting(judged: Iterable[Deadline]) -> list[Deadline]:
    """The deadlines that still wait for something, the nearest first. A pause that stops the clock lets them rest."""
    rows = [row for row in judged if row.settled_on is None and row.due is not None and row.status not in _DONE]
    return sorted(rows, key=lambda row: (str(row.due), row.rule, row.occurrence))
