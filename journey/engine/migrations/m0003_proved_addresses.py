"""Keeps since when an address has to be proved, who reads a code out, and on which sort of device a session was opened.

Addresses known until this moment opened chats without a proof: those with which somebody came back go on doing so.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_COLUMNS = (
    ("chat_contacts", "before", "VARCHAR(40)"),
    ("chat_tickets", "reader", "VARCHAR(200)"),
    ("chat_sessions", "made", "VARCHAR(40)"),
    ("chat_sessions", "device", "VARCHAR(10)"),
)


def migrate(connection: Connection) -> None:
    """Add the columns, and mark what was there before them."""
    look = sa.inspect(connection)
    for table, column, kind in _COLUMNS:
        if column not in {known["name"] for known in look.get_columns(table)}:
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    latest = connection.exec_driver_sql("SELECT max(touched) FROM chats").scalar()
    contacts = sa.table("chat_contacts", sa.column("before"))
    connection.execute(contacts.update().values(before=latest))  # no clock is read here, and nothing happened since
