"""How chats ended a moment ago: every tab, and a form that is sent once more, is led to the same door.

The chat itself is destroyed by then, so this stands in the process's memory alone, for minutes, and holds no words.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

from journey.engine.chats.chats import Chat

KEPT = timedelta(minutes=10)
MOST = 1000
"""Endings that are remembered at once: the oldest are forgotten first."""


class Endings:
    """The doors that chats ended at, found by the chat or by the session of whoever was in it."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._doors: OrderedDict[str, tuple[str, datetime]] = OrderedDict()

    def note(self, chat: Chat, door: str) -> None:
        """A chat is about to end at this door."""
        self._keep(f"chat {chat.id}", f"/dorr/{door}?hos={chat.programme or ''}")

    def note_session(self, session: str | None, chat: int) -> None:
        """Whoever holds this session was in a chat: where that has ended, they can be told how."""
        door = self.of_chat(chat)
        if session and door is not None:
            self._keep(_hash(session), door)

    def _keep(self, name: str, door: str) -> None:
        self._doors[name] = (door, self._clock())
        self._doors.move_to_end(name)
        while len(self._doors) > MOST:
            self._doors.popitem(last=False)

    def of_chat(self, chat: int) -> str | None:
        """The address of the door that a chat ended at; None where it did not, or not lately."""
        return self._find(f"chat {chat}")

    def of_session(self, session: str | None) -> str | None:
        """The same, for whoever held this session."""
        return self._find(_hash(session)) if session else None

    def _find(self, name: str) -> str | None:
        door, noted = self._doors.get(name, (None, self._clock()))
        return door if self._clock() - noted < KEPT else None


def _hash(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()
