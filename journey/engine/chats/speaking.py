"""Which messages in colleagues' chats speak of whom: looked up by index, without opening any of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from journey.engine.chats import tables
from journey.engine.store import Store

_CHUNK = 500  # names in one question: databases take no endless lists


class Place(NamedTuple):
    """Where a message stands; `once` is the name under which it was said, where it has one."""

    chat: int
    message: int
    once: str | None


def spoken_of(store: Store, streams: Collection[UUID]) -> set[UUID]:
    """Those of these people of whom anything stands in a colleague's chat."""
    wanted, recently = [stream.hex for stream in streams], set[UUID]()
    with store.read() as connection:
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            for column in (tables.messages.c.key, tables.mentions.c.stream):
                query = sa.select(column).where(column.in_(chunk)).distinct()
                recently |= {UUID(hexed) for hexed in connection.execute(query).scalars()}
    return recently


def places(store: Store, stream: UUID) -> list[Place]:
    """Every message in a colleague's chat that is sealed under this person's key, or names them."""
    said, named = tables.messages, tables.mentions
    columns = (said.c.chat, said.c.id, said.c.once)
    sealed = sa.select(*columns).where(said.c.key == stream.hex)
    beside = sa.and_(named.c.chat == said.c.chat, named.c.message == said.c.id, named.c.stream == stream.hex)
    return _places(store, sealed.union(sa.select(*columns).join(named, beside)))


def places_of_programme(store: Store, programme: str, stream: UUID) -> list[Place]:
    """Every card in the chats of a programme's colleagues that is about the programme itself, whose stream this is."""
    said, chats = tables.messages, tables.chats
    query = sa.select(said.c.chat, said.c.id, said.c.once).join(chats, chats.c.id == said.c.chat)
    query = query.where(chats.c.staff.is_not(None), chats.c.programme == programme)
    return _places(store, query.where(said.c.once.like(f"{stream.hex}:%")))


def spoken_of_in(store: Store, programme: str) -> set[UUID]:
    """Everybody of whom anything stands in the chats of a programme's colleagues."""
    said, named, chats = tables.messages, tables.mentions, tables.chats
    theirs = sa.and_(chats.c.staff.is_not(None), chats.c.programme == programme)
    sealed = sa.select(said.c.key).join(chats, chats.c.id == said.c.chat).where(theirs, said.c.key != chats.c.key)
    beside = sa.select(named.c.stream).join(chats, chats.c.id == named.c.chat).where(theirs)
    with store.read() as connection:
        return {UUID(hexed) for hexed in connection.execute(sealed.union(beside)).scalars()}


def _places(store: Store, query: sa.Executable) -> list[Place]:
    with store.read() as connection:
        return [Place(*row) for row in connection.execute(query)]


def by_chat(standing: Iterable[Place]) -> dict[int, list[int]]:
    """The numbers of messages, by their chat."""
    places: dict[int, list[int]] = {}
    for place in standing:
        places.setdefault(place.chat, []).append(place.message)
    return places
