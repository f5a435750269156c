"""Declares the tables of chats. Nothing in them is needed to derive a figure, a deadline or an alert."""

from __future__ import annotations

import sqlalchemy as sa

from journey.engine.store import metadata

chats = sa.Table(
    "chats",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("key", sa.String(32), nullable=False),  # of the vault; destroying it ends the chat
    sa.Column("channel", sa.String(10), nullable=False),
    sa.Column("language", sa.String(20), nullable=False),
    sa.Column("programme", sa.String(40)),
    sa.Column("stream", sa.String(32), index=True),  # the participant, once something has been sent
    sa.Column("staff", sa.String(200), index=True),
    sa.Column("address", sa.String(64), index=True),  # keyed hash of an outside address, such as Telegram's
    sa.Column("unhashed", sa.LargeBinary),  # sealed: what `address` is hashed from, anew in each epoch
    sa.Column("state", sa.String(60)),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("data", sa.LargeBinary),
    sa.Column("created", sa.String(40), nullable=False),
    sa.Column("touched", sa.String(40), nullable=False, index=True),
)
messages = sa.Table(
    "chat_messages",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seq", sa.Integer, nullable=False),  # moves with every change, so that a browser can ask for what is new
    sa.Column("author", sa.String(10), nullable=False),
    sa.Column("key", sa.String(32), nullable=False, index=True),  # the chat's own, or that of whom it speaks
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("jointly", sa.Integer),  # how many people's keys it needs beside that and its day's; None: neither
    sa.Column("once", sa.String(200)),  # what must be said once is said under a name
    sa.Index("chat_messages_seq", "chat", "seq"),
    sa.Index("chat_messages_once", "chat", "once", unique=True),
)
mentions = sa.Table(  # who else a message speaks of than the one whose key it is sealed under: erased with each of them
    "chat_mentions",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("message", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("stream", sa.String(32), primary_key=True, index=True),
    sa.Column("seal", sa.String(32)),  # see journey/engine/row_seals.py
)
sessions = sa.Table(
    "chat_sessions",
    metadata,
    sa.Column("token", sa.String(64), primary_key=True),  # a hash: whoever reads the table can enter nowhere
    sa.Column("chat", sa.BigInteger, nullable=False, index=True),
    sa.Column("used", sa.String(40), nullable=False),
    sa.Column("expires", sa.String(40), nullable=False),
    sa.Column("made", sa.String(40)),
    sa.Column("device", sa.String(10)),  # of which sort, as its owner would say: a telephone, a computer
    sa.Column("seal", sa.String(32)),
)
tickets = sa.Table(
    "chat_tickets",
    metadata,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("chat", sa.BigInteger, index=True),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("code", sa.String(64)),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("created", sa.String(40), nullable=False),
    sa.Column("expires", sa.String(40), nullable=False),
    sa.Column("used", sa.Boolean, nullable=False),
    sa.Column("reader", sa.String(200)),  # the colleague who was given the code to read out
    sa.Column("seal", sa.String(32)),
)
contacts = sa.Table(
    "chat_contacts",
    metadata,
    sa.Column("digest", sa.String(32), primary_key=True),
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("unhashed", sa.LargeBinary),  # sealed: what `digest` is hashed from, anew in each epoch
    sa.Column("before", sa.String(40)),  # until when it opened the chat without having been proved, as all once did
    sa.Column("seal", sa.String(32)),
)
followers = sa.Table(
    "chat_followers",
    metadata,
    sa.Column("name", sa.String(20), primary_key=True),
    sa.Column("position", sa.BigInteger, nullable=False),
)
