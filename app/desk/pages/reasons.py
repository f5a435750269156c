"""Why somebody does what cannot be undone: a reason is asked for, and is no longer than its form lets it be."""

from __future__ import annotations

from app.desk.visit import Visit
from services.people import Person

LONGEST = 2000


def wrong_reason(visit: Visit, person: Person, reason: str, label: str = "desk-why") -> str | None:
    """What is wrong with a reason, in words; None where nothing is."""
    if 0 < len(reason) <= LONGEST:
        return None
    cause = "desk-wrong-too-long" if reason else "desk-wrong-empty"
    return visit.t(cause, label=visit.t(label), bound=str(LONGEST), who=visit.name(person))
