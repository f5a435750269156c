"""Holds the tables beside the log against it: who has a key, which reference, which entries were taken.

These tables decide whose data is handed out and what an import passes over. Whoever changes them is found here, and
where a row can be named it is. What the law asks for - an erasure - stands in the log, and is no finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.errors import KeyMissing
from journey.engine import tables
from journey.engine.chats import tables as chat_tables
from journey.engine.chats.chats import Chats
from journey.engine.form_drafts import days_of
from journey.engine.migrations import steps
from journey.engine.people import People, StoredReference
from journey.engine.reading_rows import stream_of_piece
from journey.engine.row_seals import TAKEN_OVER, RowSeals
from journey.engine.store import metadata
from journey.engine.vault import HASHES, PEPPER, Vault, chunks, key_of_day, key_of_drafts
from projections.audit.checks import readings
from projections.audit.checks.findings import Finding, name_of
from projections.audit.checks.witness import BUCKETS, Entry, Tally, Witness, envelope_of, imported, is_kept, number_of
from projections.audit.ledger import BATCH, Ledger, StoredEvent

OF_THEMSELVES = frozenset({"key_altered", "reference_altered", "schema_altered", "row_altered"})
"""What is found in a table whatever the log says: the rest means little where the log is not what it was."""
_OWN = {PEPPER.hex: "the store's own key", HASHES.hex: "the key of the store's hashes"}


def examined(ledger: Ledger) -> list[Finding]:
    """What is wrong beside the log, whatever the checkpoints say: one pass over the events alone."""
    with ledger.store.read() as connection:
        witness = Witness()
        for _ in witness.watching(ledger.events(connection)):
            pass
        return [*findings(ledger, connection, witness), *readings.findings(ledger, connection, witness.dropped)]


def findings(ledger: Ledger, connection: Connection, witness: Witness) -> list[Finding]:
    """What the tables say otherwise than the log, which has passed the witness on the same connection."""
    vault = ledger.vault
    vault.forget()  # a key that this process remembers says nothing of what lies in the table
    opening = set(vault.opening(connection))
    return [
        *_keys(connection, witness, opening),
        *_references(connection, vault, witness, opening),
        *_merges(connection, witness),
        *_entries(ledger, connection, witness),
        *_programmes(connection, witness),
        *_versions(connection),
        *_sealed(connection, vault),
        *_chats(connection, ledger),
    ]


def _keys(connection: Connection, witness: Witness, opening: set[str]) -> Iterator[Finding]:
    present = set(connection.execute(sa.select(tables.keys.c.stream)).scalars())
    for stream in sorted(present - opening):
        whose = _OWN.get(stream, f"the key of {stream}")
        says = f"{whose} does not open with the master key: it is not what was written"
        yield _row("key_altered", says, "keys", stream)
    for stream in sorted(witness.sealing - witness.erased - present):
        says = "its key is gone, and the log says of no erasure: what is sealed of this stream can be read by nobody"
        yield _row("key_missing", says, "keys", stream, witness.people.get(stream))
    for stream, whose in sorted(_keyed(connection)):
        if stream not in present:
            yield _row("key_missing", f"the key of {whose} is gone, and what it seals is there still", "keys", stream)
    for stream in sorted(witness.erased & present):
        says = "the log says that this person is erased, and their key is there: somebody brought it back"
        yield _row("key_left", says, "keys", stream, witness.people.get(stream))


def _keyed(connection: Connection) -> Iterator[tuple[str, str]]:
    """What stands beside the log and has a key of its own, which goes with it: the key's stream, and whose it is."""
    yield HASHES.hex, "the store's hashes"
    yield TAKEN_OVER.hex, "the seals of rows"
    for number in connection.execute(
        sa.select(tables.pieces.c.number).where(tables.pieces.c.dropped.is_(None))
    ).scalars():
        yield stream_of_piece(number).hex, f"piece {number} of the access log"
    for row in connection.execute(sa.select(chat_tables.chats.c.id, chat_tables.chats.c.key)).all():
        yield row.key, f"chat {row.id}"
    for row in connection.execute(sa.select(tables.documents.c.stream, tables.documents.c.key)).all():
        yield row.key, f"a document of {row.stream}"
    for day in days_of(connection.execute(sa.select(tables.form_drafts.c.touched)).scalars()):
        yield key_of_drafts(day).hex, f"the forms begun on {day}"
    said = chat_tables.messages
    first = sa.select(said.c.chat, said.c.key, sa.func.min(said.c.id)).group_by(said.c.chat, said.c.key)
    for chat, key, number in connection.execute(first).all():
        yield key, f"message {number} of chat {chat}, or of others"
    days = sa.select(sa.func.substr(said.c.at, 1, 10)).where(said.c.jointly.is_not(None)).distinct()
    for day in connection.execute(days).scalars():
        yield key_of_day(date.fromisoformat(day)).hex, f"the words said on {day}"


def _references(connection: Connection, vault: Vault, witness: Witness, opening: set[str]) -> Iterator[Finding]:
    known = set[str]()
    rows = connection.execute(sa.select(tables.references).order_by(tables.references.c.stream)).all()
    lying = [row for row in rows if row.stream in opening and HASHES.hex in opening]
    misled = _misled(connection, vault, lying)
    for row in rows:
        known.add(row.stream)
        if row.stream in witness.erased:
            says = "the log says that this person is erased, and a reference leads to them still"
            yield _row("reference_left", says, "references", row.stream, witness.people.get(row.stream))
        elif row.stream in misled:
            says = f"a reference of {row.programme} leads to another person than the one it was written for"
            yield _row("reference_altered", says, "references", row.stream, witness.people.get(row.stream))
        elif row.stream not in opening and row.stream not in witness.people:
            says = f"a reference of {row.programme} leads to nobody whom the log knows"
            yield _row("reference_altered", says, "references", row.stream)
    for stream in sorted(witness.people.keys() - witness.erased - known):
        says = "no reference leads to this person any more: sent again, they would begin anew as another"
        yield _row("reference_missing", says, "references", stream, witness.people[stream])


def _merges(connection: Connection, witness: Witness) -> Iterator[Finding]:
    rows = {row.stream: row.into for row in connection.execute(sa.select(tables.merges.c.stream, tables.merges.c.into))}
    logged = {stream: witness.last_of(stream) for stream in witness.merged.keys() - witness.erased}
    for stream in sorted(rows.keys() | logged.keys()):
        if rows.get(stream) != logged.get(stream):
            says = "whom this person's reference means since a merge is not what the log says"
            yield _row("merge_altered", says, "merges", stream, witness.people.get(stream))


def _misled(connection: Connection, vault: Vault, rows: Sequence[sa.Row[Any]]) -> set[str]:
    """Those of the rows that lead to another than the one whose reference lies sealed in them."""
    people, hashing, misled = People(vault), vault.hashing(connection), set[str]()
    for some in chunks(rows):
        stored = [StoredReference(row.programme, row.sender, row.digest, UUID(row.stream), row.sealed) for row in some]
        texts = {one.stream: text for one in stored if (text := _reference(vault, connection, one)) is not None}
        misled.update(one.stream.hex for one in stored if one.stream not in texts)
        leading = [one for one in stored if one.stream in texts]
        misled.update(one.stream.hex for one in people.misleading(hashing, leading, texts))
    return misled


def _reference(vault: Vault, connection: Connection, row: StoredReference) -> str | None:
    """What lies sealed in a row; None where it does not open."""
    try:
        values = vault.unseal(row.stream, 0, row.sealed, connection)
        return None if values is None else str(values["reference"])
    except (KeyMissing, KeyError):
        return None


def _entries(ledger: Ledger, connection: Connection, witness: Witness) -> Iterator[Finding]:
    taken = Tally()
    for entry in _taken(connection):
        taken.add(entry)
    groups = taken.differing(witness.entries)
    if not groups:
        return
    logged = dict[Entry, StoredEvent]()
    for event in ledger.events(connection):
        envelope = envelope_of(event)
        entry_ = imported(envelope) if envelope else None
        if entry_ is not None and number_of(entry_) % BUCKETS in groups:
            logged[entry_] = event
    rows = {entry for entry in _taken(connection) if number_of(entry) % BUCKETS in groups}
    for entry in sorted(logged.keys() - rows):
        says = f"entry {_named(entry)} is in the log and not among those taken: sent again, it would count twice"
        yield _row("entry_missing", says, "entries", _named(entry), logged[entry])
    for entry in sorted(rows - logged.keys()):
        says = f"entry {_named(entry)} stands among those taken, and not in the log: sent, it would be passed over"
        yield _row("entry_unknown", says, "entries", _named(entry))


def _taken(connection: Connection) -> Iterator[Entry]:
    table = tables.entries
    query = sa.select(table.c.programme, table.c.sender, table.c.entry)
    for row in connection.execution_options(stream_results=True).execute(query).yield_per(BATCH):
        if is_kept(row.entry):
            yield row.programme, row.sender, row.entry


def _named(entry: Entry) -> str:
    return ":".join(entry)


def _programmes(connection: Connection, witness: Witness) -> Iterator[Finding]:
    listed = set(connection.execute(sa.select(tables.programmes.c.programme)).scalars())
    for programme in sorted(witness.programmes - listed):
        says = f"{programme} is in the log and not among the programmes in use: nobody would be reminded of anything"
        yield _row("programme_missing", says, "programmes", programme)
    for programme in sorted(listed - witness.programmes):
        says = f"{programme} stands among the programmes in use, and the log knows nothing of it"
        yield _row("programme_unknown", says, "programmes", programme)


def _versions(connection: Connection) -> Iterator[Finding]:
    taken = set(connection.execute(sa.select(tables.schema.c.version)).scalars())
    every = {migration.number for migration in steps.MIGRATIONS} - {1}  # the first release wrote no number
    wrong = sorted((every - taken) | (taken - every - {1}))
    if wrong:
        says = f"the schema's versions are not those that were taken: {', '.join(map(str, wrong))}"
        yield _row("schema_altered", says, "schema", str(wrong[0]))


def _sealed(connection: Connection, vault: Vault) -> Iterator[Finding]:
    for table, row in RowSeals(vault).broken(connection, metadata):
        yield Finding("row_altered", f"a row of {table} is not what was written", table=table, row=row)


def _chats(connection: Connection, ledger: Ledger) -> Iterator[Finding]:
    for table, row in Chats(ledger.store, ledger.vault).altered(connection):
        says = f"a row of {table} is not what was written: it opens to nobody"
        yield Finding("row_altered", says, table=table, row=row)


_TABLES = {
    "keys": tables.keys.name,
    "references": tables.references.name,
    "merges": tables.merges.name,
    "entries": tables.entries.name,
    "programmes": tables.programmes.name,
    "schema": tables.schema.name,
}


def _row(what: str, says: str, table: str, row: str, event: StoredEvent | None = None) -> Finding:
    position = None if event is None else event.position
    return Finding(what, says, position, event=name_of(event) if event else None, table=str(_TABLES[table]), row=row)
