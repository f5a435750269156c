"""Names lines that carry no id: derived from the line, so that the same facts sent twice are taken once."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.history import MINTED
from journey.engine.entries import Frame
from journey.engine.vault import Vault, chunks

_DIGITS = 20  # of a name: among a thousand million lines no two share one

_lines = sa.Table(  # in the database and not in memory: a file may have millions of lines
    "lines_of_this_import",
    sa.MetaData(),
    sa.Column("line", sa.LargeBinary, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
    postgresql_on_commit="DROP",
)
_TYPES = {"line": "bytea", "count": "int4"}


def is_derived(entry: str) -> bool:
    """Whether an entry's id was derived from its line; ids that the engine mints at random are shorter."""
    return entry.startswith(MINTED) and len(entry) == len(MINTED) + _DIGITS


class DerivedIds:
    """The names of one file's lines: a keyed hash of programme, sender, the line, and its place among equal lines.

    Used once, inside the transaction of the import.
    """

    def __init__(self, vault: Vault, frame: Frame, connection: Connection) -> None:
        self._key, self._store = vault.derived("entry ids"), vault.store
        self._scope = f"{frame.programme}\x1f{frame.sender}\x1f".encode("utf-8", "surrogatepass")
        self._connection = connection
        self._counting = False

    def names(self, lines: Sequence[bytes]) -> list[str]:
        """A name for each of these lines, given as the digests of their canonical form, in the order of the file."""
        if not lines:
            return []
        before = self._counted(set(lines))
        counts, names = before.copy(), []
        for line in lines:
            names.append(self._name(line, counts[line]))
            counts[line] += 1
        self._keep(counts, before)
        return names

    def close(self) -> None:
        """Forget how often each line stood in the file."""
        if self._counting:
            _lines.drop(self._connection)

    def _name(self, line: bytes, ordinal: int) -> str:
        content = self._scope + line + ordinal.to_bytes(8, "big")
        return MINTED + hmac.digest(self._key, content, "sha256").hex()[:_DIGITS]

    def _counted(self, lines: set[bytes]) -> Counter[bytes]:
        """How often each of them stood in the file so far."""
        if not self._counting:
            _lines.create(self._connection, checkfirst=False)
            self._counting = True
        counts = Counter[bytes]()
        for some in chunks(sorted(lines)):
            for row in self._connection.execute(sa.select(_lines).where(_lines.c.line.in_(some))):
                counts[bytes(row[0])] = row[1]
        return counts

    def _keep(self, counts: Counter[bytes], before: Counter[bytes]) -> None:
        for some in chunks(sorted(before)):
            self._connection.execute(_lines.delete().where(_lines.c.line.in_(some)))
        self._store.bulk_insert(self._connection, _lines.name, _TYPES, sorted(counts.items()))
