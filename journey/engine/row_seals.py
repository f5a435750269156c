"""Seals rows that decide which chat opens, who of the staff is inside, whom a message names, which entries were taken.

And whose a form is that was begun. A seal is a keyed digest over the columns that decide. Whoever has the database
alone makes none that fits: a row they edit, or whose columns they swap, is found when it is used and by `journey audit
verify`.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.engine.store import Store
from journey.engine.vault import Vault

DECIDING: Mapping[str, tuple[str, ...]] = {
    "entries": ("programme", "sender", "entry", "digest"),
    "chat_sessions": ("token", "chat"),
    "chat_tickets": ("token", "chat", "kind", "code", "reader"),
    "chat_contacts": ("digest", "chat", "before"),
    "vault_merges": ("stream", "into"),
    "chat_mentions": ("chat", "message", "stream"),
    "staff_sessions": ("token", "person", "way", "programme", "role", "grants", "used", "expires", "stepped"),
    "staff_tickets": ("token", "kind", "person", "code", "expires", "content"),
    "form_drafts": ("name", "writer", "programme", "stream", "kind", "began", "touched", "sealed"),
    "staff_passkeys": ("digest", "credential", "person", "public_key", "counter"),
}
"""The tables whose rows are sealed, and the columns that each seal covers."""
TAKEN_OVER = uuid5(NAMESPACE_URL, "journey:rows sealed")
"""A key of its own in the vault says that rows from before there were seals have been given theirs."""
_BATCH = 1000


class RowSeals:
    """The seals of one store's rows."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._begun = dict[str, blake2b]()

    def of(self, table: str, row: Mapping[str, Any]) -> str:
        """The seal of a row."""
        parts = [_bytes(row[name]) for name in DECIDING[table]]
        hashed = self._hashed(table).copy()
        hashed.update(b"".join([len(part).to_bytes(8, "big") + part for part in parts]))
        return hashed.hexdigest()

    def _hashed(self, table: str) -> blake2b:
        """What the seals of a table begin with."""
        if table not in self._begun:
            self._begun[table] = blake2b(table.encode(), key=self._vault.derived("row seals"), digest_size=16)
        return self._begun[table]

    def sealed(self, table: str, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row with its seal, to be kept."""
        return {**row, "seal": self.of(table, row)}

    def fits(self, table: str, row: sa.Row[Any] | Mapping[str, Any]) -> bool:
        """Whether a row is as it was sealed: read whole, or its deciding columns and its seal by name."""
        kept: Any = row._mapping if isinstance(row, sa.Row) else row  # noqa: SLF001  # SQLAlchemy's name for its columns
        return hmac.compare_digest(kept["seal"] or "", self.of(table, kept))

    def broken(self, connection: Connection, metadata: sa.MetaData) -> Iterator[tuple[str, str]]:
        """Rows that are not as they were sealed: the table, and the row by its key."""
        for name in DECIDING:
            table = metadata.tables[name]
            for row in connection.execution_options(stream_results=True).execute(sa.select(table)).yield_per(_BATCH):
                if not self.fits(name, row):
                    kept = row._mapping  # noqa: SLF001
                    yield name, ":".join(str(kept[column.name]) for column in table.primary_key)

    def take_over(self, store: Store, metadata: sa.MetaData) -> None:
        """Seal, once, the rows that an earlier version of the program kept without: then none has a seal yet."""
        if store.read_only:
            return
        with store.read() as connection:
            if not self._vault.lacks(connection, [TAKEN_OVER]) or self._any_sealed(connection, metadata):
                return
        with store.write() as connection:
            self._vault.ensure(connection, [TAKEN_OVER])
            for table in _tables(metadata):
                self._seal_all(connection, table)

    @staticmethod
    def _any_sealed(connection: Connection, metadata: sa.MetaData) -> bool:
        queries = (sa.select(table.c.seal).where(table.c.seal.is_not(None)).limit(1) for table in _tables(metadata))
        return any(connection.execute(query).first() is not None for query in queries)

    def _seal_all(self, connection: Connection, table: sa.Table) -> None:
        keys = [column.name for column in table.primary_key]
        at = sa.and_(*(table.c[key] == sa.bindparam(f"at_{key}") for key in keys))
        change = table.update().where(at).values(seal=sa.bindparam("made"))
        rows = connection.execute(sa.select(table).where(table.c.seal.is_(None))).mappings().all()
        for start in range(0, len(rows), _BATCH):
            connection.execute(
                change,
                [
                    {"made": self.of(table.name, dict(row))} | {f"at_{key}": row[key] for key in keys}
                    for row in rows[start : start + _BATCH]
                ],
            )


def _tables(metadata: sa.MetaData) -> list[sa.Table]:
    return [metadata.tables[name] for name in DECIDING]


def _bytes(value: Any) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if value is None:
        return b"\xff"  # no text in UTF-8 is this
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode("utf-8", "surrogatepass")
