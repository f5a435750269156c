"""Makes room for epochs of wrapping keys: what each destroyed key was wrapped by, hashes that are made anew, day keys.

Whoever was erased before has left copies that open with the wrapping key of now, so its epoch is to end.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_STORES_OWN = "0" * 32
_COLUMNS = (
    ("vault_shreds", "master", "VARCHAR(16)"),
    ("chat_contacts", "unhashed", "{bytes}"),
    ("chats", "unhashed", "{bytes}"),
    ("chat_messages", "jointly", "INTEGER"),
)


def migrate(connection: Connection) -> None:
    """Add the columns, and mark the epoch of now as one in which keys were destroyed, where any were."""
    look, of_bytes = sa.inspect(connection), "BLOB" if connection.dialect.name == "sqlite" else "BYTEA"
    for table, column, kind in _COLUMNS:
        if column not in {known["name"] for known in look.get_columns(table)}:
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column} {kind.format(bytes=of_bytes)}")
    keys = sa.table("vault_keys", sa.column("stream"), sa.column("master"))
    epoch = sa.select(keys.c.master).where(keys.c.stream == _STORES_OWN).scalar_subquery()
    connection.execute(sa.table("vault_shreds", sa.column("master")).update().values(master=epoch))
