"""Finds a colleague's chats by an index: for each card put up, every chat of the store was read."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from journey.engine.migrations import m0001_first_release


def migrate(connection: Connection) -> None:
    """Make the index, and first what programs of schema 1 made at every start: whichever of their tables is missing."""
    m0001_first_release.migrate(connection)
    connection.exec_driver_sql("CREATE INDEX IF NOT EXISTS ix_chats_staff ON chats (staff)")
