"""What a kept appointment was about: as said of it, else as it was booked."""

from __future__ import annotations

from collections.abc import Mapping

from journey.domain.events import Event
from journey.domain.history import History


def booked_about(history: History) -> Mapping[str, str]:
    """The activity of each appointment that was booked with one, as booked last."""
    booked = history.by_type.get("appointment_booked", ())
    return {event.fact.appointment: event.fact.activity for event in booked if event.fact.activity}


def visited_about(kept: Event, booked: Mapping[str, str]) -> str | None:
    """What a kept appointment was about; None where nobody said."""
    return kept.fact.activity or booked.get(kept.fact.appointment)
