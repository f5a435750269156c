"""Makes the table of saved views: by which name a colleague looks at the list of people in one way again."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_AS_THEN = sa.MetaData()
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
    """Make the table, where it is missing."""
    _AS_THEN.create_all(connection)
