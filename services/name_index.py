"""By what people are looked for, opened and kept in memory: by programme, made when first asked, never on a disk.

It holds at most so many people, follows the log, and forgets whoever is erased, merged or hidden: under protected
identity nobody is found by a search, whoever asks. What is not asked for a while is forgotten whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import RLock, Timer
from time import monotonic
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.engine import tables as engine_tables
from journey.engine.engine import Engine
from journey.engine.vault import chunks
from projections.live import tables
from projections.live.projector import Projector
from services import identities, search_words
from services.search_words import Asked

MOST = 20_000
"""People who are kept in memory, where no setting says otherwise."""
LOOK = 60.0
"""Seconds after which an index that nobody asks is brought up to date, so that no erased name stays in it."""
IDLE = 1800.0
"""Seconds without a question after which it is forgotten."""

_CHANGING = (*identities.SAYING, "identity_changed", "struck", "merged", "erased")
"""The types after which somebody may be found by something else, or not at all."""
_PEOPLE = tables.participants


@dataclass(frozen=True, slots=True)
class Entry:
    """One person: all that they are found by, and what their name is sorted by."""

    text: str
    order: str


@dataclass
class ProgrammeIndex:
    """Everybody of a programme who can be looked for, the least wanted first."""

    position: int
    people: dict[UUID, Entry] = field(default_factory=dict)
    left_out: int = 0
    """How many there was no room for: those whose case ended the longest ago."""
    used: float = 0.0
    _places: dict[str, int] | None = None

    def find(self, asked: Asked) -> list[UUID]:
        """Whoever fits, by name; those first whose name is spelled just so."""
        hits = [(entry, stream) for stream, entry in self.people.items() if asked.fits(entry.text)]
        hits.sort(key=lambda hit: (not asked.spelled_so(hit[0].order), hit[0].order, hit[1]))
        return [stream for _, stream in hits]

    def by_name(self, streams: Iterable[str], *, backwards: bool = False) -> list[str]:
        """These people, by their streams' digits, in the order of their names; who cannot be looked for comes last."""
        if self._places is None:
            ordered = sorted(self.people, key=lambda stream: (self.people[stream].order, stream))
            self._places = {stream.hex: place for place, stream in enumerate(ordered)}
        places, last = self._places, len(self._places)
        if backwards:
            return sorted(streams, key=lambda stream: (-places.get(stream, -last - 1), stream))
        return sorted(streams, key=lambda stream: (places.get(stream, last), stream))

    def changed(self) -> None:
        """Somebody is there, or is gone."""
        self._places = None


class NameIndexes:
    """The indices of one process."""

    def __init__(self, engine: Engine, projector: Projector, most: int = MOST) -> None:
        self.engine, self.projector, self.most = engine, projector, most
        self._indexes: dict[str, ProgrammeIndex] = {}
        self._lock = RLock()
        self._timer: Timer | None = None

    def of(self, programme: str) -> ProgrammeIndex:
        """A programme's people as the log has them now. The first time it is made, which takes a moment."""
        with self._lock:
            index = self._indexes.get(programme)
            if index is None:
                index = self._indexes[programme] = ProgrammeIndex(0)
                self._make_room(programme)
            self._follow(programme, index)
            index.used = monotonic()
            self._look_later()
            return index

    @property
    def held(self) -> int:
        """How many people are in memory now."""
        with self._lock:
            return sum(len(index.people) for index in self._indexes.values())

    def forget(self) -> None:
        """Forget everybody, and look no more."""
        with self._lock:
            self._indexes.clear()
            if self._timer is not None:
                self._timer.cancel()
            self._timer = None

    def tidy(self) -> None:
        """Forget what nobody has asked for a while; of what stays, whoever may not be found any more."""
        with self._lock:
            self._timer = None
            idle = [name for name, index in self._indexes.items() if monotonic() - index.used > IDLE]
            for name in idle:
                del self._indexes[name]
            try:
                for name, index in self._indexes.items():
                    self._follow(name, index)
            except Exception:  # noqa: BLE001  # the store is away: what cannot be held to it is not kept
                self._indexes.clear()
            self._look_later()

    def _look_later(self) -> None:
        if self._timer is None and self._indexes:
            self._timer = Timer(LOOK, self.tidy)
            self._timer.daemon = True
            self._timer.start()

    def _make_room(self, programme: str) -> None:
        """A new programme's people take the place of those who were asked for the longest ago."""
        others = sorted((name for name in self._indexes if name != programme), key=lambda one: self._indexes[one].used)
        with self.engine.store.read() as connection:
            living = sa.select(sa.func.count()).where(_PEOPLE.c.programme == programme, ~_PEOPLE.c.erased)
            coming = min(self.most, connection.execute(living).scalar() or 0)
        while others and coming + sum(len(self._indexes[name].people) for name in others) > self.most:
            del self._indexes[others.pop(0)]

    def _follow(self, programme: str, index: ProgrammeIndex) -> None:
        self.projector.catch_up()
        with self.engine.store.read() as connection:
            query = sa.select(tables.position.c.position).where(tables.position.c.name == "all")
            position = int(connection.execute(query).scalar() or 0)
            if index.position == 0:
                self._begin(connection, programme, index)
            elif position > index.position:
                self._renew(connection, programme, index, self._changed(connection, index.position, position))
            index.position = position

    def _begin(self, connection: Connection, programme: str, index: ProgrammeIndex) -> None:
        """Everybody there is room for: those who are worked with before those whose case has ended, the last first."""
        newest = (_PEOPLE.c.ended.is_not(None), _PEOPLE.c.ended.desc(), _PEOPLE.c.asked_at.desc(), _PEOPLE.c.stream)
        query = _findable(programme).order_by(*newest)
        streams = [UUID(stream) for stream in connection.execute(query).scalars()]
        index.left_out = max(0, len(streams) - self.most)
        for chunk in chunks(streams[: self.most][::-1]):
            index.people |= self._entries(connection, chunk)

    def _changed(self, connection: Connection, after: int, upto: int) -> list[UUID]:
        """The streams about which something was said between two places in the log that may matter here."""
        events, position = self.engine.store.events, self.engine.store.position
        topics = sa.or_(*(events.c.topic.like(f"{kind}.v%") for kind in _CHANGING))
        query = sa.select(events.c.originator_id).where(position > after, position <= upto, topics).distinct()
        return [stream if isinstance(stream, UUID) else UUID(stream) for stream in connection.execute(query).scalars()]

    def _renew(self, connection: Connection, programme: str, index: ProgrammeIndex, streams: Sequence[UUID]) -> None:
        for chunk in chunks(streams):
            for stream in chunk:
                index.people.pop(stream, None)
            query = _findable(programme).where(_PEOPLE.c.stream.in_([stream.hex for stream in chunk]))
            found = [UUID(stream) for stream in connection.execute(query).scalars()]
            index.people |= self._entries(connection, found)
        if streams:
            index.changed()
        while len(index.people) > self.most:
            del index.people[next(iter(index.people))]
            index.left_out += 1

    def _entries(self, connection: Connection, streams: Sequence[UUID]) -> dict[UUID, Entry]:
        told = identities.of(self.engine, connection, streams)
        called = self._references(connection, streams)
        entries: dict[UUID, Entry] = {}
        for stream in streams:
            details, references = told[stream], called.get(stream, [])
            name, phone = details.get("name", ""), details.get("phone", "")
            text = search_words.text_of([name, *references], phone, details.get("personal_number", ""))
            entries[stream] = Entry(text, search_words.in_order(name or "".join(references[:1])))
        return entries

    def _references(self, connection: Connection, streams: Sequence[UUID]) -> dict[UUID, list[str]]:
        """What senders call these people, also by way of whom was merged into them."""
        merges = engine_tables.merges
        query = sa.select(merges.c.stream, merges.c.into).where(merges.c.into.in_([stream.hex for stream in streams]))
        into = {UUID(row.stream): UUID(row.into) for row in connection.execute(query)}
        called: dict[UUID, list[str]] = {}
        for stream, text in self.engine.people.references(connection, [*streams, *into]).items():
            called.setdefault(into.get(stream, stream), []).append(text)
        return called


def _findable(programme: str) -> sa.Select[Any]:
    """The streams of everybody in a programme who is neither erased nor hidden."""
    open_to_all = sa.or_(_PEOPLE.c.identity.is_(None), _PEOPLE.c.identity != "protected")
    return sa.select(_PEOPLE.c.stream).where(_PEOPLE.c.programme == programme, ~_PEOPLE.c.erased, open_to_all)
