"""Makes the table of saved views of the list of people, and an index by which one's own readings are found."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_AS_THEN = sa.MetaData()
_READS = sa.Table("access_log", sa.MetaData(), sa.Column("actor", sa.String(200)), sa.Column("at", sa.String(40)))
sa.Table(
    "desk_views",
    _AS_THEN,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("programme", sa.String(40), nullable=False, index=True),
    sa.Column("owner", sa.String(200), nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("shared", sa.Boolean, nullable=False),
    sa.Column("show", sa.String(20), nullable=False),
    sa.Column("sort", sa.String(20), nullable=False),
    sa.Column("columns", sa.String(200), nullable=False),
    sa.UniqueConstraint("programme", "owner", "name"),
)


def migrate(connection: Connection) -> None:
    """Make the table and the index, where they are missing."""
    _AS_THEN.create_all(connection)
    sa.Index("ix_access_log_actor", _READS.c.actor, _READS.c.at).create(connection, checkfirst=True)
