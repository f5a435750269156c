"""What the name of who acted may say in the log beside who it was: how they came in."""

from __future__ import annotations

READ_OUT = ":code_read_out"
"""Ends the actor's name where their session was opened with a code that a colleague had read out to them.

Whoever read it out may have used it themselves, so what is asked for that way says so for ever.
"""


def code_read_out(actor: str) -> bool:
    """Whether an event was asked for in a session that a code read out by a colleague had opened."""
    return actor.endswith(READ_OUT)
