"""Who a sender means by a reference, and what a person is called in output."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.errors import WrongInput
from journey.engine import store as tables
from journey.engine.vault import Vault

OWN_REFERENCE = "J-"
"""References the engine gives to people who come by chat; every sender may use them."""


@dataclass(frozen=True, slots=True)
class Person:
    """One participant as the vault knows them."""

    stream: UUID
    programme: str
    sender: str
    reference: str


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

    def key(self, programme: str, sender: str, reference: str) -> tuple[str, str]:
        """The scope and the keyed hash under which a reference is kept."""
        scope = "" if reference.startswith(OWN_REFERENCE) else sender
        return scope, self.vault.digest(programme, scope, reference)

    def streams(self, connection: Connection, programme: str, keys: Iterable[tuple[str, str]]) -> dict[str, UUID]:
        """The streams of those of these references that are known, by their hash."""
        table, found = tables.references, dict[str, UUID]()
        digests = [digest for _, digest in keys]
        for start in range(0, len(digests), 500):
            chunk = digests[start : start + 500]
            query = sa.select(table.c.digest, table.c.stream).where(
                table.c.programme == programme, table.c.digest.in_(chunk)
            )
            found.update({row.digest: UUID(row.stream) for row in connection.execute(query)})
        return found

    def row(self, connection: Connection, person: Person) -> tuple[str, str, str, str, bytes]:
        """The row that makes a new person known."""
        scope, digest = self.key(person.programme, person.sender, person.reference)
        sealed = self.vault.seal(person.stream, 0, {"reference": person.reference}, connection)
        return person.programme, scope, digest, person.stream.hex, sealed

    def find(
        self, connection: Connection, reference: str, programme: str | None = None, sender: str | None = None
    ) -> tuple[UUID, str]:
        """The stream and programme a reference means. Raises WrongInput where it means none, or more than one."""
        table = tables.references
        scopes = connection.execute(sa.select(table.c.programme, table.c.sender).distinct()).all()
        wanted = [
            (row.programme, row.sender, self.vault.digest(row.programme, row.sender, reference))
            for row in scopes
            if programme in (None, row.programme) and sender in (None, row.sender)
        ]
        found = []
        for in_programme, scope, digest in wanted:
            query = sa.select(table.c.stream).where(
                table.c.programme == in_programme, table.c.sender == scope, table.c.digest == digest
            )
            found += [(UUID(row.stream), in_programme) for row in connection.execute(query)]
        if not found:
            raise WrongInput("PARTICIPANT: nobody is known by that reference; see `journey participants`")
        if len(found) > 1:
            raise WrongInput("PARTICIPANT: more than one person has that reference; add --programme or --sender")
        return found[0]

    def references(self, connection: Connection, streams: Iterable[UUID] | None = None) -> dict[UUID, str]:
        """What senders call these people (all, where none are named); erased people are not among them."""
        query = sa.select(tables.references.c.stream, tables.references.c.sealed)
        if streams is not None:
            wanted = [stream.hex for stream in streams]
            rows = [
                row
                for start in range(0, len(wanted), 500)
                for row in connection.execute(query.where(tables.references.c.stream.in_(wanted[start : start + 500])))
            ]
        else:
            rows = list(connection.execute(query))
        self.vault.warm(connection, [UUID(row.stream) for row in rows])
        found = {}
        for row in rows:
            values = self.vault.unseal(UUID(row.stream), 0, row.sealed, connection)
            if values is not None:
                found[UUID(row.stream)] = str(values["reference"])
        return found
