"""Makes room for what people who may be one are known by, as keyed hashes, and for who was merged into whom."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_AS_THEN = sa.MetaData()
sa.Table(
    "vault_likenesses",
    _AS_THEN,
    sa.Column("programme", sa.String(40), primary_key=True),
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("digest", sa.String(32), primary_key=True),
    sa.Column("stream", sa.String(32), primary_key=True, index=True),
    sa.Column("unhashed", sa.LargeBinary),
)
sa.Table(
    "vault_merges",
    _AS_THEN,
    sa.Column("stream", sa.String(32), primary_key=True),
    sa.Column("into", sa.String(32), nullable=False, index=True),
    sa.Column("seal", sa.String(32)),
)


def migrate(connection: Connection) -> None:
    """Make the two tables, where they are missing; the program fills the first one when it opens the store."""
    _AS_THEN.create_all(connection)
