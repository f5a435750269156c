"""Makes the table of forms at the desk that were begun and not sent: sealed beside the log, and gone after a day."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_AS_THEN = sa.MetaData()
sa.Table(
    "form_drafts",
    _AS_THEN,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("writer", sa.String(200), nullable=False, index=True),
    sa.Column("programme", sa.String(40), nullable=False),
    sa.Column("stream", sa.String(32), index=True),
    sa.Column("kind", sa.String(60), nullable=False),
    sa.Column("began", sa.String(40), nullable=False),
    sa.Column("touched", sa.String(40), nullable=False, index=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.Column("seal", sa.String(32)),
)


def migrate(connection: Connection) -> None:
    """Make the table, where it is missing."""
    _AS_THEN.create_all(connection)
