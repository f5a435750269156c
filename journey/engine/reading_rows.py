"""One reading, as the access log keeps it and as it is told: who saw which people, what of each, when and why."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from journey.domain.reading import WHAT

Whom = Mapping[UUID, Collection[str]]
"""Whom somebody read, and what of each: words of `journey.domain.reading.WHAT`."""

PERSON = struct.Struct(">16sH")
"""How a row has one person: a stream, and a bit for each thing that was read of them."""


def stream_of_piece(number: int) -> UUID:
    """Under whose key the reasons in a piece are sealed."""
    return uuid5(NAMESPACE_URL, f"journey:access log:{number}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A month of readings. `rows` and `chain` go on with each reading; `dropped` says when retention took the rows."""

    number: int
    month: str
    rows: int
    chain: bytes
    dropped: str | None = None
    head: bytes | None = None
    """The root of its tree, from when no reading can be added any more."""

    @property
    def receipt(self) -> str:
        """How the log says that it was dropped: number, month, rows and head."""
        return f"{self.number} {self.month} {self.rows} {(self.head or b'').hex()}"

    @property
    def stream(self) -> UUID:
        """Under whose key the reasons in it are sealed."""
        return stream_of_piece(self.number)


@dataclass(frozen=True, slots=True)
class StoredReading:
    """One row as it lies in the store."""

    piece: int
    number: int
    at: str
    reader: str
    people: bytes
    why: bytes
    digest: bytes

    @property
    def whom(self) -> dict[UUID, tuple[str, ...]]:
        """Everybody on it, with what was read of each."""
        return dict(unpacked(self.people))


@dataclass(frozen=True, slots=True)
class Reading:
    """One page, list or command: who saw it, when, whom it showed and what of each, and why."""

    piece: int
    number: int
    at: datetime
    reader: str
    people: dict[UUID, tuple[str, ...]]
    why: tuple[str, ...]
    reasons: dict[UUID, tuple[str, ...]] = field(default_factory=dict)
    """Why each was read, where not everybody on the page was read for the same reasons."""

    def why_of(self, person: UUID) -> tuple[str, ...]:
        """Why this person was read."""
        return self.reasons.get(person, self.why)

    @property
    def what(self) -> tuple[str, ...]:
        """Everything that was read of anybody on it."""
        read = {word for words in self.people.values() for word in words}
        return tuple(word for word in WHAT if word in read)


@dataclass
class Page:
    """What one page shows to one reader while it is made: it becomes one row."""

    reader: str | None = None
    people: dict[UUID, set[str]] = field(default_factory=dict)
    reasons: dict[UUID, dict[str, None]] = field(default_factory=dict)

    def add(self, whom: Whom, why: str) -> None:
        """Somebody more, or more of somebody."""
        for stream, words in whom.items():
            self.people.setdefault(stream, set()).update(words)
            self.reasons.setdefault(stream, {}).setdefault(why)

    def take(self, other: Page) -> None:
        """Whatever is on another page is on this one, too."""
        for stream, words in other.people.items():
            for why in other.reasons[stream]:
                self.add({stream: words}, why)


def packed(whom: Whom) -> bytes:
    """People and what was read of each, as a row has them."""
    return b"".join(
        PERSON.pack(stream.bytes, sum(1 << place for place, word in enumerate(WHAT) if word in words))
        for stream, words in sorted(whom.items())
    )


def unpacked(people: bytes) -> Iterator[tuple[UUID, tuple[str, ...]]]:
    """The same out of a row again; a piece of somebody at its end says nothing."""
    whole = len(people) - len(people) % PERSON.size
    for stream, bits in PERSON.iter_unpack(people[:whole]):
        yield UUID(bytes=stream), tuple(word for place, word in enumerate(WHAT) if bits >> place & 1)
