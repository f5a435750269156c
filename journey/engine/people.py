"""Finds the person whom a sender means by a reference, and what senders call people."""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.errors import CheckFailed, KeyMissing, WrongInput
from journey.engine import tables
from journey.engine.row_seals import RowSeals
from journey.engine.vault import Hashing, Vault, chunks

CHANGED = (
    "what the store keeps of a reference, or of its key, is not what was written; nobody's data is handed out; "
    "`journey audit verify` says which, a backup restores it"
)
"""Said instead of an answer about somebody who may be another."""
_ASKED = 500  # of more people without a key, so many are looked up again: one who is there still is enough
_MERGES = str(tables.merges.name)
OWN_REFERENCE = "J-"
"""References the engine gives to people who come by chat; every sender may use them."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a sender calls one participant: `text`, known in that programme and to that sender."""

    stream: UUID
    programme: str
    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class StoredReference:
    """One row of the map: the keyed hash under which a reference is looked up, and the reference itself, sealed."""

    programme: str
    sender: str
    digest: str
    stream: UUID
    sealed: bytes


@cache
def programme_stream(programme: str) -> UUID:
    """The stream of a programme's own facts."""
    return uuid5(NAMESPACE_URL, f"journey:programme:{programme}")


def coach_stream(programme: str, coach: str) -> UUID:
    """The stream whose version guards a coach's cap."""
    return uuid5(NAMESPACE_URL, f"journey:coach:{programme}:{coach}")


def erased_label(stream: UUID) -> str:
    """What an erased person is called: stable, and says nothing."""
    return "erased-" + hashlib.sha256(stream.bytes).hexdigest()[:8]


def protected_label(stream: UUID) -> str:
    """What somebody under protected identity is called where nobody has said why they must be named."""
    return "protected-" + hashlib.sha256(b"protected" + stream.bytes).hexdigest()[:8]


class People:
    """The map between references and streams, kept in the vault."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self._seals = RowSeals(vault)

    def key(self, programme: str, sender: str, reference: str) -> tuple[str, str]:
        """The scope and the keyed hash of a reference; it is kept under that hash made anew in each epoch."""
        scope = "" if reference.startswith(OWN_REFERENCE) else sender
        return scope, self.vault.digest(programme, scope, reference)

    def streams(self, connection: Connection, programme: str, keys: Iterable[tuple[str, str]]) -> dict[str, UUID]:
        """The streams of those of these references that mean somebody, by their hash.

        Raises CheckFailed where the sealed reference beside a hash is another: somebody has been at the table.
        """
        hashing, digests, scopes = self.vault.hashing(connection), dict[str, str](), defaultdict[str, list[str]](list)
        for scope, digest in keys:
            kept = hashing(digest)
            digests[kept] = digest
            scopes[scope].append(kept)
        rows = [
            (StoredReference(programme, scope, row.digest, UUID(row.stream), row.sealed), row)
            for scope, wanted in scopes.items()
            for chunk in chunks(wanted)
            for row in connection.execute(_STREAMS, {"programme": programme, "sender": scope, "digests": chunk})
        ]
        texts = self._texts(connection, [stored for stored, _ in rows])
        known = [(stored, row) for stored, row in rows if stored.stream in texts]
        if self.misleading(hashing, [stored for stored, _ in known], texts):
            raise CheckFailed(CHANGED)
        return {digests[stored.digest]: self._meant_by(stored.stream, row) for stored, row in known}

    def _meant_by(self, stream: UUID, row: Any) -> UUID:
        """Whom a reference means: who it was written for, or whom they were merged into."""
        if row.into is None:
            return stream
        if not self._seals.fits(_MERGES, {"stream": stream.hex, "into": row.into, "seal": row.seal}):
            raise CheckFailed(CHANGED)
        return UUID(row.into)

    def misleading(
        self, hashing: Hashing, rows: Sequence[StoredReference], texts: Mapping[UUID, str]
    ) -> list[StoredReference]:
        """Those of the rows whose hash is not that of the reference which lies sealed in them."""
        of = ((row, self.vault.digest(row.programme, row.sender, texts[row.stream])) for row in rows)
        return [row for row, digest in of if not hmac.compare_digest(hashing(digest), row.digest)]

    def _texts(self, connection: Connection, rows: Sequence[StoredReference]) -> dict[UUID, str]:
        """The sealed references, by stream; of somebody erased just now there is none any more.

        Raises CheckFailed where one does not open, or its key is gone and the row is not.
        """
        sealed = [(row.stream, 0, row.sealed) for row in rows]
        try:
            texts = {stream: str(values["reference"]) for stream, values in self.vault.unseal_many(connection, sealed)}
        except (KeyMissing, KeyError, msgspec.DecodeError):
            raise CheckFailed(CHANGED) from None
        keyless = [row.stream.hex for row in rows if row.stream not in texts]
        if keyless and connection.execute(_STILL, {"streams": keyless[:_ASKED]}).first() is not None:
            raise CheckFailed(CHANGED)
        return texts

    def rows(
        self, connection: Connection, references: Iterable[Reference]
    ) -> Iterator[tuple[str, str, str, str, bytes]]:
        """The rows that make new people known."""
        hashing = self.vault.hashing(connection)
        for one in references:
            scope, digest = self.key(one.programme, one.sender, one.text)
            sealed = self.vault.seal(one.stream, 0, {"reference": one.text}, connection)
            yield one.programme, scope, hashing(digest), one.stream.hex, sealed

    def find(
        self, connection: Connection, reference: str, programme: str | None = None, sender: str | None = None
    ) -> tuple[UUID, str]:
        """The stream and programme a reference means. Raises WrongInput where it means none, or more than one."""
        people = [
            (stream, in_programme)
            for in_programme, scope in _scopes(connection)
            if programme in (None, in_programme) and sender in (None, scope)
            for stream in self._meant(connection, in_programme, scope, reference)
        ]
        if not people:
            raise WrongInput("PARTICIPANT: nobody is known by that reference; see `journey participants`")
        if len(people) > 1:
            raise WrongInput("PARTICIPANT: more than one person has that reference; add --programme or --sender")
        return people[0]

    def anybody(self, connection: Connection, reference: str) -> bool:
        """Whether anybody is known by that reference, in whatever programme and to whatever sender."""
        return any(
            True
            for programme, scope in _scopes(connection)
            for _ in self._meant(connection, programme, scope, reference)
        )

    def _meant(self, connection: Connection, programme: str, scope: str, reference: str) -> Iterable[UUID]:
        key = scope, self.vault.digest(programme, scope, reference)
        return self.streams(connection, programme, [key]).values()

    def references(self, connection: Connection, streams: Iterable[UUID] | None = None) -> dict[UUID, str]:
        """What senders call these people (all, where none are named); erased people are not among them.

        Raises CheckFailed where a reference does not open with its person's key.
        """
        table = tables.references
        query = sa.select(table)
        if streams is None:
            rows = connection.execute(query).all()
        else:
            wanted = chunks([stream.hex for stream in streams])
            rows = [row for chunk in wanted for row in connection.execute(query.where(table.c.stream.in_(chunk)))]
        return self._texts(connection, [_stored(row) for row in rows])


def _stored(row: sa.Row[tuple[str, str, str, str, bytes]]) -> StoredReference:
    return StoredReference(row.programme, row.sender, row.digest, UUID(row.stream), row.sealed)


_STREAMS = (
    sa.select(
        tables.references.c.digest,
        tables.references.c.stream,
        tables.references.c.sealed,
        tables.merges.c.into,
        tables.merges.c.seal,
    )
    .outerjoin(tables.merges, tables.merges.c.stream == tables.references.c.stream)
    .where(
        tables.references.c.programme == sa.bindparam("programme"),
        tables.references.c.sender == sa.bindparam("sender"),
        tables.references.c.digest.in_(sa.bindparam("digests", expanding=True)),
    )
)  # whoever was merged is meant by both references
_STILL = (
    sa.select(tables.references.c.stream)
    .where(tables.references.c.stream.in_(sa.bindparam("streams", expanding=True)))
    .limit(1)
)
_PROGRAMME = sa.select(sa.func.min(tables.references.c.programme)).where(
    tables.references.c.programme > sa.bindparam("after")
)
_SENDER = sa.select(sa.func.min(tables.references.c.sender)).where(
    tables.references.c.programme == sa.bindparam("programme"), tables.references.c.sender > sa.bindparam("after")
)


def _scopes(connection: Connection) -> Iterator[tuple[str, str]]:
    """Every programme and sender under which somebody may be known: a step of the key each, not a look at everybody."""
    programme = ""
    while programme := connection.execute(_PROGRAMME, {"after": programme}).scalar() or "":
        sender: str | None = ""
        while sender is not None:
            yield programme, sender
            sender = connection.execute(_SENDER, {"programme": programme, "after": sender}).scalar()
