"""Declares the tables of staff sign-in. Who may enter stands in the log; these only say who has shown who they are."""

from __future__ import annotations

import sqlalchemy as sa

from journey.engine.store import metadata

sessions = sa.Table(
    "staff_sessions",
    metadata,
    sa.Column("token", sa.String(64), primary_key=True),  # a hash: whoever reads the table can enter nowhere
    sa.Column("person", sa.String(200), nullable=False, index=True),
    sa.Column("way", sa.String(10), nullable=False),
    sa.Column("programme", sa.String(40)),  # with `role`: the post in use now
    sa.Column("role", sa.String(20)),
    sa.Column("grants", sa.Text),  # the posts that the provider vouches for; NULL: those of the log
    sa.Column("used", sa.String(40), nullable=False),
    sa.Column("expires", sa.String(40), nullable=False),
    sa.Column("stepped", sa.String(40)),
    sa.Column("made", sa.String(40), nullable=False),
    sa.Column("device", sa.String(10)),
    sa.Column("hint", sa.LargeBinary),  # the provider's token for its sign-out, sealed under the browser's own
    sa.Column("seal", sa.String(32)),
)
tickets = sa.Table(
    "staff_tickets",
    metadata,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("person", sa.String(200), index=True),
    sa.Column("code", sa.String(64)),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("used", sa.Boolean, nullable=False),
    sa.Column("created", sa.String(40), nullable=False),
    sa.Column("expires", sa.String(40), nullable=False, index=True),
    sa.Column("content", sa.LargeBinary),  # sealed under the ticket's token, which the browser alone has
    sa.Column("seal", sa.String(32)),
)
passkeys = sa.Table(
    "staff_passkeys",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),  # of the credential's id
    sa.Column("credential", sa.LargeBinary, nullable=False),
    sa.Column("person", sa.String(200), nullable=False, index=True),
    sa.Column("public_key", sa.LargeBinary, nullable=False),
    sa.Column("counter", sa.BigInteger, nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("made", sa.String(40), nullable=False),
    sa.Column("used", sa.String(40)),
    sa.Column("seal", sa.String(32)),
)
