"""Holds the coaches that a file names against those who are registered: one that differs by case alone is refused."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy.engine import Connection

from journey.domain.events import Event
from journey.domain.history import History
from journey.domain.references import coaches_of, same_but_for_case
from journey.engine.log import Log
from journey.engine.people import programme_stream

_KEPT = 1000  # lines for one spelling: a wrong file can have millions
_KEYS = ("coach", "deputy")


class CoachSpellings:
    """The coaches of one file on its way in. Used once, inside the import's transaction."""

    def __init__(self, log: Log, programme: str, connection: Connection) -> None:
        self.log, self.programme, self.connection = log, programme, connection
        self.before = log.head(connection)
        self.lines: dict[str, list[tuple[int, str]]] = {}

    def note(self, number: int, event: Event) -> None:
        """Keep that a line names these coaches."""
        for key, coach in coaches_of(event):
            lines = self.lines.setdefault(coach, [])
            if len(lines) < _KEPT:
                lines.append((number, key))

    def refused(self) -> Iterator[tuple[int, str]]:
        """Each line with a coach who is registered in another case, and what to write instead.

        None is refused that an earlier entry of the store has named so: there several spellings are history.
        """
        registered = self._registered()
        for coach, lines in self.lines.items():
            right = registered.get(same_but_for_case(coach), coach)
            if right != coach and not self._stood_before(coach):
                for number, key in lines:
                    yield number, f"{key}: this coach is registered as {right}; write it so"

    def unregistered(self) -> list[str]:
        """The coaches whom the file names and nobody has registered."""
        registered = set(self._registrations())
        return sorted(coach for coach in self.lines if coach not in registered)

    def _registered(self) -> dict[str, str]:
        """By what is the same but for case: the spelling that was registered first."""
        first: dict[str, str] = {}
        for coach in self._registrations():
            first.setdefault(same_but_for_case(coach), coach)
        return first

    def _registrations(self) -> list[str]:
        if not self.lines:
            return []
        log = self.log.load(programme_stream(self.programme), connection=self.connection)
        registrations = sorted(History(log).by_type.get("coach_registered", ()), key=lambda event: event.version)
        return [str(event.fact.coach) for event in registrations]

    def _stood_before(self, coach: str) -> bool:
        """Whether an event that was in the log before the file names a coach in exactly this spelling."""
        reference = msgspec.json.encode(coach)
        said = [b'"%b":%b' % (key.encode(), reference) for key in _KEYS]
        said.append(b'"coach:' + reference[1:])
        return any(self.log.says(self.connection, self.programme, words, upto=self.before) for words in said)
