"""The whole store in one file, and back, whichever of the two databases it came from.

A backup is gzipped JSON Lines: a header, then the rows of every table that cannot be derived. Read models are left
out: they are rebuilt. The master key is never in it.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.errors import StoreError, WrongInput
from journey.engine import tables
from journey.engine.chats import tables as chat_tables
from journey.engine.migrations.steps import NEWEST
from journey.engine.reading_rows import stream_of_piece
from journey.engine.row_seals import TAKEN_OVER
from journey.engine.store import Store, metadata
from journey.engine.vault import HASHES, PEPPER
from journey.engine.whole_files import written_aside

KIND = "journey-backup"
_TABLES = (
    tables.keys,
    tables.references,
    tables.likenesses,
    tables.merges,
    tables.entries,
    tables.programmes,
    tables.reads,
    tables.pieces,
    tables.leaves,
    chat_tables.chats,
    chat_tables.messages,
    chat_tables.mentions,
    chat_tables.contacts,
    chat_tables.followers,
    tables.documents,
    tables.form_drafts,
)  # not the doors: after a restore everybody asks for a new code
_BATCH = 1000
_LARGE = frozenset({tables.documents.name})  # ten megabytes a row: one at a time is held in memory


def write_backup(store: Store, path: Path, now: datetime) -> int:
    """Write a backup of one moment; the file appears whole or not at all. Returns how many rows it holds."""
    count = 0
    with (
        written_aside(path) as raw,
        gzip.open(raw, "wt", encoding="utf-8") as file,
        store.read() as connection,
    ):
        _line(file, {"kind": KIND, "schema": NEWEST, "at": now.isoformat()})
        for row in _rows(store, connection):
            _line(file, row)
            count += 1
        _line(file, {"end": count})
    return count


def _rows(store: Store, connection: Connection) -> Iterator[dict[str, Any]]:
    events = store.events.c
    query = sa.select(
        store.position.label("position"), events.originator_id, events.originator_version, events.topic, events.state
    )
    result = connection.execution_options(stream_results=True).execute(query.order_by(store.position))
    for row in result.yield_per(_BATCH):
        yield {
            "t": "events",
            "position": row.position,
            "stream": UUID(str(row.originator_id)).hex,
            "version": row.originator_version,
            "topic": row.topic,
            "state": _text(row.state),
        }
    for table in _TABLES:
        streamed = connection.execution_options(stream_results=True)
        for stored in streamed.execute(sa.select(table)).yield_per(_at_once(table.name)).mappings():
            values = {key: {"b": _text(value)} if isinstance(value, bytes) else value for key, value in stored.items()}
            yield {"t": table.name, "row": values}


def _at_once(table: str) -> int:
    """How many rows of a table are held in memory together."""
    return 1 if table in _LARGE else _BATCH


def _text(value: bytes) -> str:
    return base64.b64encode(bytes(value)).decode()


def _line(file: Any, record: dict[str, Any]) -> None:
    file.write(json.dumps(record, separators=(",", ":")) + "\n")


def restore_backup(store: Store, path: Path, fits: Callable[[Connection], None]) -> int:
    """Fill an empty store, in one transaction. Raises WrongInput for a file that is no whole backup of ours.

    `fits` looks at the filled store before it is kept, and raises KeyMissing where the master key does not open it.
    """
    from journey.engine.log import JourneyLog  # the log imports the store

    schema, records = _check(path), _read(path)
    store.open()
    JourneyLog({**store.library_settings(), "CREATE_TABLE": "y"}).close()
    count = 0
    with store.write() as connection:
        _make_room(store, connection)
        _reshape(store, connection, schema)
        pending: dict[str, list[dict[str, Any]]] = {}
        for record in records:
            pending.setdefault(record["t"], []).append(record)
            count += 1
            if count % _at_once(record["t"]) == 0:
                _fill(store, connection, pending)
        _fill(store, connection, pending)
        store.migrate(connection)
        fits(connection)
        if not store.is_sqlite:
            _go_on_after(connection, store.events.name, "notification_id")
    return count


def _make_room(store: Store, connection: Connection) -> None:
    """Take away what looking alone leaves in a store that holds nobody: its own keys, and that somebody has looked.

    So `journey doctor`, which opens the store, does not make it one that cannot be restored into. Raises StoreError
    where anything else is there.
    """
    own = [PEPPER, HASHES, TAKEN_OVER]
    if connection.execute(sa.select(tables.reads.c.piece).where(tables.reads.c.people != b"").limit(1)).first() is None:
        own += [stream_of_piece(number) for number in connection.execute(sa.select(tables.pieces.c.number)).scalars()]
        connection.execute(sa.delete(tables.reads))
        connection.execute(sa.delete(tables.pieces))
    connection.execute(sa.delete(tables.keys).where(tables.keys.c.stream.in_([stream.hex for stream in own])))
    connection.execute(sa.delete(tables.likenesses).where(tables.likenesses.c.stream == ""))  # it says: filled
    for table in (store.events, *_TABLES):
        if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise StoreError("JOURNEY_DB: the store is not empty; restore into a new one")


def _reshape(store: Store, connection: Connection, schema: int) -> None:
    """Give an empty store the shape its backup was made of: the rows then take the migrations as a store's would."""
    if schema < NEWEST:
        metadata.drop_all(connection)
        store.migrate(connection, schema)


def _go_on_after(connection: Connection, table: str, column: str) -> None:
    """Let PostgreSQL's numbering go on after the rows that were put in with numbers of their own."""
    highest = f"(SELECT max({column}) FROM {table})"  # noqa: S608  # fixed names
    sequence = f"pg_get_serial_sequence('{table}', '{column}')"
    connection.execute(sa.text(f"SELECT setval({sequence}, greatest(1, {highest}))"))


def _fill(store: Store, connection: Connection, pending: dict[str, list[dict[str, Any]]]) -> None:
    events = pending.pop("events", [])
    if events:
        name = "rowid" if store.is_sqlite else "notification_id"
        types = {name: "int8", "originator_id": "uuid", "originator_version": "int8", "topic": "text", "state": "bytea"}
        rows = [
            (
                record["position"],
                store.stream_id(UUID(record["stream"])),
                record["version"],
                record["topic"],
                base64.b64decode(record["state"]),
            )
            for record in events
        ]
        store.bulk_insert(connection, store.events.name, types, rows)
    for table in _TABLES:
        records = [record["row"] for record in pending.pop(table.name, [])]
        if records:
            connection.execute(_as_it_was(table.name, records[0]).insert(), [_values(each) for each in records])


def _as_it_was(name: str, row: dict[str, Any]) -> sa.TableClause:
    """The table with the columns it had when the backup was made."""
    return sa.table(name, *map(sa.column, row))


def _values(row: dict[str, Any]) -> dict[str, Any]:
    return {key: base64.b64decode(value["b"]) if isinstance(value, dict) else value for key, value in row.items()}


def _read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a backup that has been checked."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            record = json.loads(line)
            if "end" not in record:
                yield record


def _check(path: Path) -> int:
    """The schema version of a whole backup."""
    wrong = WrongInput("PATH: not a whole backup of ours; allowed: a file that `journey backup` wrote")
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            header = json.loads(next(file))
            count, last = 0, {}
            for line in file:
                last = json.loads(line)
                count += 1
    except FileNotFoundError:
        raise WrongInput("PATH: no such file") from None
    except (OSError, EOFError, ValueError, StopIteration):
        raise wrong from None
    if header.get("kind") != KIND or last.get("end") != count - 1:
        raise wrong
    schema = int(header.get("schema", 1))
    if schema > NEWEST:
        raise WrongInput(
            f"PATH: has schema {schema} and needs a version that knows schema {schema} (CHANGELOG.md says which); "
            f"this program knows schemas up to {NEWEST}"
        )
    return schema
