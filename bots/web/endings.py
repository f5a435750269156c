"""How chats ended a moment ago: every tab, and a form that is sent once more, is led to the same door.

The chat itself is destroyed by then, so this stands in the process's memory alone, for minutes, and holds no words.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from journey.engine.chats.chats import Chat

KEPT = timedelta(minutes=10)
MOST = 1000
"""Endings that are remembered at once: the oldest are forgotten first."""


@dataclass(frozen=True, slots=True)
class Ending:
    """The door that a chat ended at, and the programme that was chosen in it, if one was."""

    door: str
    programme: str | None = None


class Endings:
    """The doors that chats ended at, found by the chat or by the session of whoever was in it."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._doors: OrderedDict[str, tuple[Ending, datetime]] = OrderedDict()

    def note(self, chat: Chat, door: str) -> None:
        """A chat is about to end at this door."""
        self._keep(f"chat {chat.id}", Ending(door, chat.programme))

    def note_session(self, session: str | None, chat: int) -> None:
        """Whoever holds this session was in a chat: where that has ended, they can be told how."""
        ending = self._find(f"chat {chat}")
        if session and ending is not None:
            self._keep(_hash(session), ending)

    def _keep(self, name: str, ending: Ending) -> None:
        self._doors[name] = (ending, self._clock())
        self._doors.move_to_end(name)
        while len(self._doors) > MOST:
            self._doors.popitem(last=False)

    def of_session(self, session: str | None) -> Ending | None:
        """The door that the chat of whoever held this session ended at; None where it did not, or not lately."""
        return self._find(_hash(session)) if session else None

    def _find(self, name: str) -> Ending | None:
        door, noted = self._doors.get(name, (None, self._clock()))
        return door if self._clock() - noted < KEPT else None


def _hash(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()
