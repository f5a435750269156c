"""Declares the tables beside the log: keys, references, entries, access log, documents, forms. Migrations make them."""

from __future__ import annotations

import sqlalchemy as sa

from journey.engine.store import metadata

keys = sa.Table(
    "vault_keys",
    metadata,
    sa.Column("stream", sa.String(32), primary_key=True),
    sa.Column("master", sa.String(16), nullable=False),
    sa.Column("wrapped", sa.LargeBinary, nullable=False),
)
shreds = sa.Table(  # one row for each key destroyed, so that other processes forget theirs; it says nothing of whose
    "vault_shreds",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("master", sa.String(16)),  # the key that wrapped it: copies of it open until that one is destroyed
)
references = sa.Table(
    "vault_references",
    metadata,
    sa.Column("programme", sa.String(40), primary_key=True),
    sa.Column("sender", sa.String(200), primary_key=True),
    sa.Column("digest", sa.String(32), primary_key=True),
    sa.Column("stream", sa.String(32), nullable=False, unique=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
likenesses = sa.Table(  # what people may be one by: keyed hashes, made anew in each epoch
    "vault_likenesses",
    metadata,
    sa.Column("programme", sa.String(40), primary_key=True),
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("digest", sa.String(32), primary_key=True),
    sa.Column("stream", sa.String(32), primary_key=True, index=True),
    sa.Column("unhashed", sa.LargeBinary),  # sealed: what `digest` is hashed from; none in the row that says "filled"
)
merges = sa.Table(  # whoever was two people here: the stream that is no more, and the one that has its facts
    "vault_merges",
    metadata,
    sa.Column("stream", sa.String(32), primary_key=True),
    sa.Column("into", sa.String(32), nullable=False, index=True),
    sa.Column("seal", sa.String(32)),  # see journey/engine/row_seals.py
)
entries = sa.Table(
    "entries",
    metadata,
    sa.Column("programme", sa.String(40), primary_key=True),
    sa.Column("sender", sa.String(200), primary_key=True),
    sa.Column("entry", sa.String(200), primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("seal", sa.String(32)),  # see journey/engine/row_seals.py
    sqlite_with_rowid=False,
)
programmes = sa.Table("programmes", metadata, sa.Column("programme", sa.String(40), primary_key=True))
reads = sa.Table(  # see journey/engine/access_log.py: nobody else writes here
    "access_log",
    metadata,
    sa.Column("piece", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("actor", sa.String(200), nullable=False),
    sa.Column("people", sa.LargeBinary, nullable=False),  # everybody on the page, and what was read of each
    sa.Column("why", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Index("ix_access_log_actor", "actor", "at"),
)
pieces = sa.Table(
    "access_pieces",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("month", sa.String(7), nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("chain", sa.LargeBinary, nullable=False),
    sa.Column("dropped", sa.String(40)),
    sa.Column("head", sa.LargeBinary),
)
reads_before = sa.Table(  # rows of earlier versions of the program, until the engine has taken them over
    "access_log_before",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("actor", sa.String(200), nullable=False),
    sa.Column("stream", sa.String(32)),
    sa.Index("ix_access_log_stream", "stream"),
    sa.Column("what", sa.String(200), nullable=False),
    sa.Column("why", sa.String(200), nullable=False),
)
leaves = sa.Table(  # of the audit's tree: one row for each event in log order, made when a checkpoint is signed
    "audit_leaves",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("stream", sa.String(32), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("topic", sa.String(200), nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
)
documents = sa.Table(  # files of people, sealed: what the log says of each names it by the digest of these bytes
    "documents",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("stream", sa.String(32), nullable=False),
    sa.Column("document", sa.String(200), nullable=False),
    sa.Column("key", sa.String(32), nullable=False),  # a key of its own, so that one removed opens in no copy for good
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("stream", "document"),
)
form_drafts = sa.Table(  # forms of the desk that were begun and not sent: see journey/engine/form_drafts.py
    "form_drafts",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("writer", sa.String(200), nullable=False, index=True),
    sa.Column("programme", sa.String(40), nullable=False),
    sa.Column("stream", sa.String(32), index=True),  # whom it is about; NULL: the programme
    sa.Column("kind", sa.String(60), nullable=False),
    sa.Column("began", sa.String(40), nullable=False),
    sa.Column("touched", sa.String(40), nullable=False, index=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.Column("seal", sa.String(32)),
)
desk_views = sa.Table(  # how colleagues look at their list of people; nothing about anybody on it
    "desk_views",
    metadata,
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
schema = sa.Table("schema_version", metadata, sa.Column("version", sa.Integer, primary_key=True))
