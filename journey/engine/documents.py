"""Keeps people's documents beside the log, in one transaction with what the log says of them.

A file is sealed under two keys at once: the person's, so that it goes with them, and one of its own, so that a document
that was removed opens in no copy of the store for good once the epoch of that key has ended (see `epochs`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from itertools import count
from uuid import UUID, uuid4

import msgspec
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from sqlalchemy.engine import Connection

from journey.domain import participant as deciding
from journey.domain.commands import Record
from journey.domain.errors import CheckFailed, KeyMissing, WrongInput
from journey.domain.events import Event
from journey.domain.events.documents import DocumentKept, DocumentRemoved
from journey.engine import store as tables
from journey.engine.decisions import Before, check_fact, twin_of
from journey.engine.document_formats import format_of
from journey.engine.log import Log
from journey.engine.vault import Vault

_NONCE = 12
_CHANGED = "a document is not what was kept; `journey audit verify` says which"

Permit = Callable[[Before], None]
"""Asked of the person as they stand at the moment of saving; raises where whoever acts may not."""


class Documents:
    """The documents of one store."""

    def __init__(self, log: Log) -> None:
        self.log, self.store, self.vault = log, log.store, log.vault

    def keep(self, command: Record, stream: UUID, fact: DocumentKept, content: bytes, permit: Permit) -> Event:
        """Keep a file with the fact that says so, both or neither. Asked twice under one entry, it is kept once.

        Raises WrongInput where the file is none that is taken, or the person has a document by that id; and KeyMissing
        where the person is erased.
        """
        format_of(content)

        def beside(connection: Connection) -> Record:
            return msgspec.structs.replace(command, fact=put(connection, self.vault, stream, fact, content))

        return self._write(command, stream, beside, permit)

    def remove(self, command: Record, stream: UUID, fact: DocumentRemoved, permit: Permit) -> Event:
        """Destroy a file and its own key with the fact that says so. Raises WrongInput where there is none."""

        def beside(connection: Connection) -> Record:
            drop(connection, self.vault, stream, fact)
            return command

        event = self._write(command, stream, beside, permit)
        self.store.checkpoint()
        return event

    def _write(self, command: Record, stream: UUID, beside: Callable[[Connection], Record], permit: Permit) -> Event:
        check_fact(command)
        try:
            with self.store.write() as connection:
                self.store.lock_keys(connection)
                self.store.lock_log(connection)
                before = Before(stream, self.log.load(stream, connection=connection))
                permit(before)
                if (twin := twin_of(command, before.log)) is not None:
                    return twin
                [event] = deciding.decide(before.log, stream, beside(connection))
                self.log.insert(connection, [event])
        finally:
            self.vault.forget()  # a key made on the way may be rolled back with the rest
        self.log.saves += 1
        return event

    def held(self, stream: UUID) -> set[str]:
        """The digests of the files that a person has in the store now."""
        table = tables.documents.c
        with self.store.read() as connection:
            query = sa.select(table.digest).where(table.stream == stream.hex)
            return set(connection.execute(query).scalars())

    def content(self, digest: str) -> bytes:
        """A file as it came. Raises WrongInput where it is gone, CheckFailed where the sealed bytes were changed."""
        with self.store.read() as connection:
            return unsealed(connection, self.vault, digest)


def unsealed(connection: Connection, vault: Vault, digest: str) -> bytes:
    """A file as it came: see `Documents.content`."""
    row = connection.execute(sa.select(tables.documents).where(tables.documents.c.digest == digest)).first()
    if row is None:
        raise WrongInput("document: the file is not in the store; `journey audit verify` says why")
    if fingerprint(row.stream, row.key, row.sealed) != digest:
        raise CheckFailed(_CHANGED)
    stream, key = UUID(row.stream), UUID(row.key)
    cipher = vault.joint([stream, key], connection)
    if cipher is None:
        raise KeyMissing("the key of this document is destroyed; nobody can read it any more")
    try:
        return cipher.decrypt(row.sealed[:_NONCE], row.sealed[_NONCE:], stream.bytes + key.bytes)
    except InvalidTag:
        raise CheckFailed(_CHANGED) from None


def copied(connection: Connection, vault: Vault, target: UUID, fact: DocumentKept) -> DocumentKept | None:
    """A document of one person kept for another as well, as when two turn out to be one: the fact to record of it.

    Under the same id where that is free, else under one like it. None where the file is gone: it was removed. In the
    caller's transaction, which has the lock on keys.
    """
    table = tables.documents.c
    there = sa.select(table.digest).where(table.digest == fact.digest)
    if fact.digest is None or connection.execute(there).first() is None:
        return None
    content = unsealed(connection, vault, fact.digest)
    used = set(connection.execute(sa.select(table.document).where(table.stream == target.hex)).scalars())
    names = (f"{fact.document[:190]}-{number}" for number in count(2))
    name = fact.document if fact.document not in used else next(one for one in names if one not in used)
    return put(connection, vault, target, msgspec.structs.replace(fact, document=name), content)


def put(connection: Connection, vault: Vault, stream: UUID, fact: DocumentKept, content: bytes) -> DocumentKept:
    """Seal a file in the caller's transaction, which has the lock on keys. Returns the fact with its digest filled in.

    Raises WrongInput where the file is none that is taken, or the person has a document by that id.
    """
    table, kind = tables.documents, format_of(content)
    same = sa.select(table.c.digest).where(table.c.stream == stream.hex, table.c.document == fact.document)
    if connection.execute(same).first() is not None:
        raise WrongInput("document: the person has one by that id; remove it first, or give another id")
    key = uuid4()
    vault.add(connection, [key])
    cipher = vault.joint([stream, key], connection)
    if cipher is None:
        raise KeyMissing("this person's key is destroyed; nothing personal can be added")
    nonce = os.urandom(_NONCE)
    sealed = nonce + cipher.encrypt(nonce, content, stream.bytes + key.bytes)
    digest = fingerprint(stream.hex, key.hex, sealed)
    row = {"digest": digest, "stream": stream.hex, "document": fact.document, "key": key.hex, "sealed": sealed}
    connection.execute(table.insert().values(**row))
    return msgspec.structs.replace(fact, format=kind, size=len(content), digest=digest)


def drop(connection: Connection, vault: Vault, stream: UUID, fact: DocumentRemoved) -> None:
    """Delete a file and destroy its own key, in the caller's transaction. Raises WrongInput where there is none."""
    table = tables.documents
    of_it = (table.c.stream == stream.hex, table.c.document == fact.document)
    if not _drop(connection, vault, *of_it):
        raise WrongInput("document: the person has none by that id")


def drop_of_person(connection: Connection, vault: Vault, stream: UUID) -> None:
    """Delete all files of a person and destroy the key of each, in the caller's transaction."""
    _drop(connection, vault, tables.documents.c.stream == stream.hex)


def _drop(connection: Connection, vault: Vault, *chosen: sa.ColumnElement[bool]) -> int:
    table = tables.documents
    keys = connection.execute(table.delete().where(*chosen).returning(table.c.key)).scalars().all()
    for key in keys:
        vault.shred(connection, UUID(key))
    return len(keys)


def fingerprint(stream: str, key: str, sealed: bytes) -> str:
    """What the log says of a sealed file: whose it is, under which key, and every byte of it."""
    return sha256(f"journey document {stream} {key} ".encode() + sealed).hexdigest()
