"""How a programme watches over what it keeps: who reviewed the access log, and what retention took away."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta

from journey.domain.events.base import Code, Personal
from journey.domain.events.system import EngineFact

ACCESS_LOG = "access_log"
"""The kind of `retention_applied` that took away months of readings."""
Count = Annotated[int, Meta(ge=0)]


class AccessReviewed(EngineFact, frozen=True, tag="access_reviewed.v1"):
    """Somebody looked through a random sample of who had read what, and signs for what they saw.

    `since` and `until` are the first and last day; `readings` how many there were, `sample` how many were looked at,
    `odd` how many of those could not be explained. `draw` names the draw: whoever has it draws the same sample again.
    """

    since: date
    until: date
    readings: Count
    sample: Count
    odd: Count
    draw: Code
    remark: Personal | None = None


class RetentionApplied(EngineFact, frozen=True, tag="retention_applied.v1"):
    """The time of something kept was over, and it was destroyed: what kind, and how many rows of it.

    `pieces` are those of the access log that went whole, each as number, month, rows and head.
    """

    kind: Code
    count: Count
    pieces: tuple[Code, ...] = ()
