"""Looks at every stored event by itself: whether it can be read, is what its row says, and its stream has no gap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from journey.domain import events as catalogue
from projections.audit.ledger import StoredEvent

_OLD_NAMES = {str(cls.__struct_config__.tag) for cls in catalogue.UPCASTS}
_CHUNK = 250
MOST = 10_000
"""What is told one by one; a log in which more is wrong is another log."""


class Structure:
    """Looks at events in log order. Its memory grows with the streams, not with the events."""

    def __init__(self) -> None:
        self.events = 0
        self.flaws: list[tuple[str, StoredEvent, str]] = []
        """What is wrong, with which event, in words."""
        self.earlier = 0
        """Events whose moment in the log lies before that of the event in front of them."""
        self._versions: dict[str, int] = {}
        self._last: datetime | None = None
        self._waiting: list[StoredEvent] = []

    def watching(self, events: Iterator[StoredEvent]) -> Iterator[StoredEvent]:
        """The same events; each is looked at as it passes."""
        for event in events:
            self.events += 1
            self._version(event)
            self._waiting.append(event)
            if len(self._waiting) == _CHUNK:
                self._content()
            yield event
        self._content()

    def _flaw(self, what: str, event: StoredEvent, says: str) -> None:
        if len(self.flaws) < MOST:
            self.flaws.append((what, event, says))

    def _version(self, event: StoredEvent) -> None:
        expected = self._versions.get(event.stream, 0) + 1
        if event.version > expected:
            missing = f"{expected}" if event.version == expected + 1 else f"{expected} to {event.version - 1}"
            self._flaw("gap", event, f"version {missing} of its stream is missing before it")
        elif event.version < expected:
            self._flaw("order", event, f"its stream already stands at version {expected - 1}")
        self._versions[event.stream] = max(event.version, expected - 1)

    def _content(self) -> None:
        """Many events are read at once: one by one takes much longer, and only where one cannot be read."""
        waiting, self._waiting = self._waiting, []
        try:
            decoded: list[Any] = catalogue.decode_batch([event.state for event in waiting])
        except (msgspec.DecodeError, UnicodeDecodeError):
            decoded = [_decoded(event) for event in waiting]
        if len(decoded) != len(waiting):  # a state that holds two events, or none
            decoded = [_decoded(event) for event in waiting]
        for stored, event in zip(waiting, decoded, strict=True):
            if event is None:
                self._flaw("unreadable", stored, "its content cannot be read")
                continue
            if not _fits(stored, event):
                self._flaw("mislabelled", stored, "its content is that of another event")
            self.earlier += self._last is not None and event.logged < self._last
            self._last = event.logged


def _decoded(stored: StoredEvent) -> Any:
    try:
        return catalogue.decode(stored.state)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _fits(stored: StoredEvent, event: Any) -> bool:
    name = stored.topic == event.fact.__struct_config__.tag or stored.topic in _OLD_NAMES
    return name and (stored.stream, stored.version) == (event.stream.hex, event.version)
