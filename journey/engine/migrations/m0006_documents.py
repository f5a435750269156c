"""Makes the table of documents: files that are sealed beside the log, each under a key of its own and the person's."""

from __future__ import annotations

from sqlalchemy.engine import Connection

_TABLE = """
CREATE TABLE IF NOT EXISTS documents (
    digest VARCHAR(64) NOT NULL, stream VARCHAR(32) NOT NULL, document VARCHAR(200) NOT NULL,
    key VARCHAR(32) NOT NULL, sealed {bytes} NOT NULL, PRIMARY KEY (digest), UNIQUE (stream, document)
)
"""


def migrate(connection: Connection) -> None:
    """Make the table."""
    of_bytes = "BLOB" if connection.dialect.name == "sqlite" else "BYTEA"
    connection.exec_driver_sql(_TABLE.format(bytes=of_bytes))
