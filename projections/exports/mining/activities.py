"""Gives an event its activity in process mining: the words that log and model share."""

from __future__ import annotations

from journey.domain.events import MOVES, Event


def activity(event: Event) -> str:
    """The activity: a move as the model labels it, every other fact by its type (`employer contacted`)."""
    if event.type == "phase_moved":
        return phase_moved(event.fact.to)
    return event.type if event.type in MOVES else event.type.replace("_", " ")


def phase_moved(to: str) -> str:
    """The label of a move between phases."""
    return f"phase_moved {to}"
