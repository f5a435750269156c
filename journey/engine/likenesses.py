"""People who may be one: what their personal numbers, telephones and e-mail addresses have in common, as keyed hashes.

The hashes find them; what they stand for is opened only to see that it still holds. Nobody in hiding is told of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import addresses, standing, values
from journey.domain.events import Event, Recorded
from journey.domain.events.participant import Referred
from journey.domain.events.requests import ContactDetailsChanged
from journey.domain.history import History
from journey.engine import tables
from journey.engine.log import Log
from journey.engine.vault import LIKENESS, chunks

KINDS = ("personal_number", "phone", "email")
"""What people can be alike in, the surest first."""

_FILLED = "filled"
_SAYING = (Referred, ContactDetailsChanged)
_TOPICS = ("referred.%", "contact_details_changed.%")


@dataclass(frozen=True, slots=True)
class Trait:
    """What somebody said of themself that is nobody else's, most often."""

    stream: UUID
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Alike:
    """People of a programme who share a trait, in the order of their streams."""

    programme: str
    kind: str
    streams: tuple[UUID, ...]


def traits(event: Event) -> Iterator[Trait]:
    """The traits that an event states in the clear, each in one spelling."""
    if not isinstance(event.fact, _SAYING):
        return
    yield from (Trait(event.stream, kind, value) for kind, value in stated(event.fact).items())


def stated(fact: Referred | ContactDetailsChanged) -> dict[str, str]:
    """What a fact in the clear says of KINDS, by kind, each in one spelling."""
    texts = {kind: getattr(fact, kind, None) for kind in KINDS}
    spelt = {kind: in_one_spelling(kind, text) for kind, text in texts.items() if text}
    return {kind: value for kind, value in spelt.items() if value}


def in_one_spelling(kind: str, text: str) -> str | None:
    """What is compared of a number or an address; None where there is nothing to compare."""
    if kind != "personal_number":
        return addresses.spellings(text)[0] or None
    try:
        return values.personal_number(text)
    except ValueError:
        return None


class Likenesses:
    """The hashes of one store by which people may be one."""

    def __init__(self, log: Log) -> None:
        self.log, self.store, self.vault = log, log.store, log.vault

    def open(self) -> None:
        """Fill the table of a store that an earlier program has kept without it."""
        with self.store.read() as connection:
            if self._filled(connection):
                return
        with self.store.write() as connection:
            self.store.lock_keys(connection)
            if not self._filled(connection):
                for programme, said in self._said(connection):
                    self.keep(connection, programme, said)
                row = {"programme": "", "kind": _FILLED, "digest": "", "stream": ""}
                connection.execute(tables.likenesses.insert().values(**row))

    def _filled(self, connection: Connection) -> bool:
        table = tables.likenesses
        return connection.execute(sa.select(table.c.kind).where(table.c.kind == _FILLED)).first() is not None

    def _said(self, connection: Connection) -> Iterator[tuple[str, list[Trait]]]:
        events = self.store.events
        query = sa.select(events.c.originator_id).where(sa.or_(*(events.c.topic.like(topic) for topic in _TOPICS)))
        for stream in connection.execute(query.distinct()).scalars().all():
            log = self.log.load(UUID(str(stream)), connection=connection)
            yield log[0].programme, list(self._current(connection, log))

    def keep(self, connection: Connection, programme: str, said: Collection[Trait]) -> None:
        """Keep traits that people of a programme have stated; what is kept already stays as it is."""
        digests = {trait: self._digest(programme, trait.kind, trait.value) for trait in said}
        hashes = self.vault.looked_up(connection, set(digests.values()))
        rows = {
            (trait.stream.hex, trait.kind, hashes[digest]): (trait.stream, digest) for trait, digest in digests.items()
        }
        for key in self._kept(connection, programme, {trait.stream.hex for trait in said}):
            rows.pop(key, None)
        if rows:
            connection.execute(
                tables.likenesses.insert(),
                [
                    {
                        "programme": programme,
                        "kind": kind,
                        "digest": kept,
                        "stream": name,
                        "unhashed": self.vault.seal(stream, LIKENESS, {"digest": digest}, connection),
                    }
                    for (name, kind, kept), (stream, digest) in rows.items()
                ],
            )

    def _digest(self, programme: str, kind: str, value: str) -> str:
        return self.vault.digest("alike", programme, kind, value)

    def _kept(self, connection: Connection, programme: str, streams: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        table = tables.likenesses
        for chunk in chunks(sorted(streams)):
            query = sa.select(table.c.stream, table.c.kind, table.c.digest)
            for row in connection.execute(query.where(table.c.programme == programme, table.c.stream.in_(chunk))):
                yield row.stream, row.kind, row.digest

    def alike(
        self, connection: Connection, programme: str, *, of: Collection[UUID] | None = None, hidden: bool = False
    ) -> list[Alike]:
        """People of a programme who are alike by what holds of them now; `of` asks for those groups that hold one.

        Whoever lives under protected identity is in none, unless `hidden` asks for them too.
        """
        groups = self._sharing(connection, programme)
        if of is not None:
            wanted = {stream.hex for stream in of}
            groups = [group for group in groups if not wanted.isdisjoint(group[1])]
        told: dict[str, set[str] | None] = {}
        alike = set[Alike]()
        for kind, streams in groups:
            for stream in streams:
                if stream not in told:
                    told[stream] = self._now(connection, programme, UUID(stream), hidden=hidden)
            shared = self._still_shared(kind, streams, told)
            alike |= {Alike(programme, kind, tuple(UUID(stream) for stream in group)) for group in shared}
        return sorted(alike, key=lambda one: (KINDS.index(one.kind), one.streams))

    def having(self, connection: Connection, programme: str, new: Referred) -> list[UUID]:
        """Whoever of a programme has, by what holds of them now, a trait that somebody new states.

        Nobody who lives under protected identity.
        """
        digests = {kind: self._digest(programme, kind, value) for kind, value in stated(new).items()}
        sought = {f"{kind}:{digest}" for kind, digest in digests.items()}
        table, hashes = tables.likenesses, self.vault.looked_up(connection, digests.values())
        query = sa.select(table.c.stream).where(table.c.programme == programme, table.c.digest.in_(hashes.values()))
        streams = sorted(set(connection.execute(query).scalars())) if hashes else []
        return [
            UUID(stream)
            for stream in streams
            if not sought.isdisjoint(self._now(connection, programme, UUID(stream), hidden=False) or ())
        ]

    @staticmethod
    def _still_shared(kind: str, streams: Sequence[str], told: dict[str, set[str] | None]) -> Iterator[list[str]]:
        by_digest: dict[str, list[str]] = {}
        for stream in streams:
            for digest in told[stream] or ():
                by_digest.setdefault(digest, []).append(stream)
        for digest, group in by_digest.items():
            if len(group) > 1 and digest.startswith(f"{kind}:"):
                yield sorted(group)

    def _sharing(self, connection: Connection, programme: str) -> list[tuple[str, list[str]]]:
        table = tables.likenesses
        shared = (
            sa.select(table.c.kind, table.c.digest)
            .where(table.c.programme == programme)
            .group_by(table.c.kind, table.c.digest)
            .having(sa.func.count() > 1)
            .subquery()
        )
        query = sa.select(table.c.kind, table.c.digest, table.c.stream).join(
            shared, sa.and_(shared.c.kind == table.c.kind, shared.c.digest == table.c.digest)
        )
        groups: dict[tuple[str, str], list[str]] = {}
        for row in connection.execute(query.where(table.c.programme == programme)):
            groups.setdefault((row.kind, row.digest), []).append(row.stream)
        return [(kind, streams) for (kind, _), streams in groups.items()]

    def _now(self, connection: Connection, programme: str, stream: UUID, *, hidden: bool) -> set[str] | None:
        """What holds of somebody now, as digests; None of whom nothing is told."""
        log = self.log.load(stream, connection=connection)
        history = History(log)
        if history.erased or not history.events or (standing.is_protected(history) and not hidden):
            return None
        return {f"{one.kind}:{self._digest(programme, one.kind, one.value)}" for one in self._current(connection, log)}

    def _current(self, connection: Connection, log: Sequence[Recorded]) -> Iterator[Trait]:
        """What was said last of each kind, in events that stand."""
        stands = {event.version for event in History(log).by_type.get("referred", ())}
        last: dict[str, Trait | None] = {}
        for event in log:
            if isinstance(event.fact, ContactDetailsChanged):
                last |= dict.fromkeys(event.fact.removed)
            elif event.version not in stands:
                continue
            for kind, text in self.log.reveal(event, connection).items():
                value = in_one_spelling(kind, str(text)) if kind in KINDS else None
                if value:
                    last[kind] = Trait(event.stream, kind, value)
        yield from (trait for trait in last.values() if trait is not None)
