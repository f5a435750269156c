"""Gives the access log monthly pieces, a row for each page with everybody on it, and a digest for each row.

Rows that decide which chat opens and what was taken get a seal. The earlier rows wait in a table of their own: the
engine, which has the keys, takes them over when it next opens, and seals the others.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_TABLES = """
CREATE TABLE access_log (
    piece INTEGER NOT NULL, number INTEGER NOT NULL, at VARCHAR(40) NOT NULL, actor VARCHAR(200) NOT NULL,
    people {bytes} NOT NULL, why {bytes} NOT NULL, digest {bytes} NOT NULL, PRIMARY KEY (piece, number)
);
CREATE TABLE access_pieces (
    number INTEGER NOT NULL, month VARCHAR(7) NOT NULL, rows INTEGER NOT NULL, chain {bytes} NOT NULL,
    dropped VARCHAR(40), head {bytes}, PRIMARY KEY (number)
)
"""
_SEALED = ("entries", "chat_sessions", "chat_tickets", "chat_contacts", "chat_mentions")
_BYTES = {"sqlite": "BLOB", "postgresql": "BYTEA"}


def migrate(connection: Connection) -> None:
    """Set the earlier rows aside, and make the tables."""
    if sa.inspect(connection).has_table("access_log_before"):
        return
    connection.exec_driver_sql("ALTER TABLE access_log RENAME TO access_log_before")
    for table in _SEALED:
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN seal VARCHAR(32)")
    for statement in _TABLES.format(bytes=_BYTES[connection.dialect.name]).split(";"):
        connection.exec_driver_sql(statement)
