"""Makes the tables of staff sign-in: sessions, what is used once on the way in, and passkeys."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_AS_THEN = sa.MetaData()
sa.Table(
    "staff_sessions",
    _AS_THEN,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("person", sa.String(200), nullable=False, index=True),
    sa.Column("way", sa.String(10), nullable=False),
    sa.Column("programme", sa.String(40)),
    sa.Column("role", sa.String(20)),
    sa.Column("grants", sa.Text),
    sa.Column("used", sa.String(40), nullable=False),
    sa.Column("expires", sa.String(40), nullable=False),
    sa.Column("stepped", sa.String(40)),
    sa.Column("made", sa.String(40), nullable=False),
    sa.Column("device", sa.String(10)),
    sa.Column("hint", sa.LargeBinary),
    sa.Column("seal", sa.String(32)),
)
sa.Table(
    "staff_tickets",
    _AS_THEN,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("person", sa.String(200), index=True),
    sa.Column("code", sa.String(64)),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("used", sa.Boolean, nullable=False),
    sa.Column("created", sa.String(40), nullable=False),
    sa.Column("expires", sa.String(40), nullable=False, index=True),
    sa.Column("content", sa.LargeBinary),
    sa.Column("seal", sa.String(32)),
)
sa.Table(
    "staff_passkeys",
    _AS_THEN,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("credential", sa.LargeBinary, nullable=False),
    sa.Column("person", sa.String(200), nullable=False, index=True),
    sa.Column("public_key", sa.LargeBinary, nullable=False),
    sa.Column("counter", sa.BigInteger, nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("made", sa.String(40), nullable=False),
    sa.Column("used", sa.String(40)),
    sa.Column("seal", sa.String(32)),
)


def migrate(connection: Connection) -> None:
    """Make the three tables, where they are missing."""
    _AS_THEN.create_all(connection)
