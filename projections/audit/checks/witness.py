"""Notes, as the events of a log pass by, what they say of the tables beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from uuid import UUID

import msgspec

from journey.domain.events import TYPE_NAMES
from journey.domain.events.system import EngineFact
from journey.domain.history import MERGED, MINTED
from journey.engine.derived_ids import is_derived
from journey.engine.people import programme_stream
from projections.audit.ledger import StoredEvent

BUCKETS = 4096
_IMPORT = "import"
"""The actor of what came in a file: its ids are kept among the entries taken."""
_ERASED, _MERGED, _RETENTION = "erased", "merged", "retention_applied"
_OF_PROGRAMME = {
    str(cls.__struct_config__.tag) for cls in TYPE_NAMES if cls.of_programme or issubclass(cls, EngineFact)
}
"""What begins no person's stream."""


class Envelope(msgspec.Struct, array_like=True):
    """What an event says of the tables beside the log; its fact is passed over."""

    stream: UUID
    version: int
    programme: str
    on: msgspec.Raw
    recorded: msgspec.Raw
    logged: msgspec.Raw
    actor: str
    correlation: msgspec.Raw
    fact: msgspec.Raw
    at: msgspec.Raw = msgspec.Raw(b"null")
    by: msgspec.Raw = msgspec.Raw(b"null")
    entry: str | None = None
    sender: str | None = None
    causation: msgspec.Raw = msgspec.Raw(b"null")
    sealed: bytes | None = None


_AGAIN = msgspec.json.encode(MERGED)
_decode = msgspec.json.Decoder(Envelope).decode
Entry = tuple[str, str, str]
"""Programme, sender, and the sender's id."""


@dataclass(slots=True)
class Tally:
    """How many entries there are and which, in little memory: a sum for each of many groups of them."""

    sums: list[int] = field(default_factory=lambda: [0] * BUCKETS)

    def add(self, entry: Entry) -> None:
        """Count an entry."""
        number = number_of(entry)
        self.sums[number % BUCKETS] += number

    def differing(self, other: Tally) -> set[int]:
        """The groups in which not the same entries stand."""
        return {place for place in range(BUCKETS) if self.sums[place] != other.sums[place]}


def number_of(entry: Entry) -> int:
    """A number that stands for an entry."""
    return int.from_bytes(blake2b("\x1f".join(entry).encode("utf-8", "surrogatepass"), digest_size=16).digest())


class Witness:
    """Notes, as events pass, what the log says of the tables beside it. Its memory grows with the streams."""

    def __init__(self) -> None:
        self.people: dict[str, StoredEvent] = {}
        """Everybody whom the log knows and nobody has erased: stream to their first event."""
        self.erased: set[str] = set()
        self.merged: dict[str, str] = {}
        """Who was merged into whom: stream to stream."""
        self.sealing: set[str] = set()
        """Streams that hold something sealed."""
        self.programmes: set[str] = set()
        self.entries = Tally()
        self.dropped: set[str] = set()
        """Pieces of the access log that retention has taken away."""

    def watching(self, events: Iterable[StoredEvent]) -> Iterator[StoredEvent]:
        """The same events; each is noted as it passes."""
        for event in events:
            self._note(event)
            yield event
        self.close()

    def last_of(self, stream: str) -> str:
        """Whom somebody is part of, by way of every merge; themself where there was none."""
        passed = set[str]()
        while stream in self.merged and stream not in passed:  # a log that was tampered with may go in a circle
            passed.add(stream)
            stream = self.merged[stream]
        return stream

    def close(self) -> None:
        """Once every event has passed: who was merged into somebody erased is erased with them."""
        self.erased |= {stream for stream in self.merged if self.last_of(stream) in self.erased}

    def _note(self, event: StoredEvent) -> None:
        envelope = envelope_of(event)
        if envelope is None:
            return  # what cannot be read is a finding of its own
        if event.version == 1 and event.topic not in _OF_PROGRAMME:
            self.people[event.stream] = event._replace(state=b"")
        if event.stream == programme_stream(envelope.programme).hex:
            self.programmes.add(envelope.programme)
        if envelope.sealed is not None:
            self.sealing.add(event.stream)
        kind = event.topic.partition(".v")[0]
        if kind == _ERASED:
            self.erased.add(event.stream)
        elif kind == _MERGED and (into := msgspec.json.decode(envelope.fact).get("into")):
            self.merged[event.stream] = into
        elif kind == _RETENTION:
            self.dropped.update(msgspec.json.decode(envelope.fact).get("pieces", ()))
        entry = imported(envelope)
        if entry is not None:
            self.entries.add(entry)


def envelope_of(event: StoredEvent) -> Envelope | None:
    """What a stored event says; None where it cannot be read."""
    try:
        return _decode(event.state)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def imported(envelope: Envelope) -> Entry | None:
    """The entry that came in a file, by its sender's id or one derived from its line; None for every other event.

    One that a merge recorded again came but once.
    """
    entry, sender = envelope.entry, envelope.sender
    if envelope.actor != _IMPORT or entry is None or sender is None or not is_kept(entry):
        return None
    if bytes(envelope.causation) == _AGAIN:
        return None
    return envelope.programme, sender, entry


def is_kept(entry: str) -> bool:
    """Whether an id stands among the entries taken: an earlier program minted those of lines without one at random."""
    return not entry.startswith(MINTED) or is_derived(entry)
