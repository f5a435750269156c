"""Makes the tables of the first release, as they were then; a table that is there already is left as it is."""

from __future__ import annotations

from sqlalchemy.engine import Connection

_TABLES = """
CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, PRIMARY KEY (version));
CREATE TABLE IF NOT EXISTS vault_keys (
    stream VARCHAR(32) NOT NULL, master VARCHAR(16) NOT NULL, wrapped {bytes} NOT NULL, PRIMARY KEY (stream)
);
CREATE TABLE IF NOT EXISTS vault_shreds (number {counted} NOT NULL, PRIMARY KEY (number));
CREATE TABLE IF NOT EXISTS vault_references (
    programme VARCHAR(40) NOT NULL, sender VARCHAR(200) NOT NULL, digest VARCHAR(32) NOT NULL,
    stream VARCHAR(32) NOT NULL, sealed {bytes} NOT NULL,
    PRIMARY KEY (programme, sender, digest), UNIQUE (stream)
);
CREATE TABLE IF NOT EXISTS entries (
    programme VARCHAR(40) NOT NULL, sender VARCHAR(200) NOT NULL, entry VARCHAR(200) NOT NULL, digest {bytes} NOT NULL,
    PRIMARY KEY (programme, sender, entry)
) {keyed};
CREATE TABLE IF NOT EXISTS programmes (programme VARCHAR(40) NOT NULL, PRIMARY KEY (programme));
CREATE TABLE IF NOT EXISTS access_log (
    id {counted} NOT NULL, at VARCHAR(40) NOT NULL, actor VARCHAR(200) NOT NULL, stream VARCHAR(32),
    what VARCHAR(200) NOT NULL, why VARCHAR(200) NOT NULL, PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS ix_access_log_stream ON access_log (stream);
CREATE TABLE IF NOT EXISTS audit_leaves (
    number INTEGER NOT NULL, position BIGINT NOT NULL, stream VARCHAR(32) NOT NULL, version INTEGER NOT NULL,
    topic VARCHAR(200) NOT NULL, hash {bytes} NOT NULL, PRIMARY KEY (number)
);
CREATE TABLE IF NOT EXISTS chats (
    id BIGINT NOT NULL, key VARCHAR(32) NOT NULL, channel VARCHAR(10) NOT NULL, language VARCHAR(20) NOT NULL,
    programme VARCHAR(40), stream VARCHAR(32), staff VARCHAR(200), address VARCHAR(64), state VARCHAR(60),
    turn INTEGER NOT NULL, seq INTEGER NOT NULL, data {bytes}, created VARCHAR(40) NOT NULL,
    touched VARCHAR(40) NOT NULL, PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS ix_chats_address ON chats (address);
CREATE INDEX IF NOT EXISTS ix_chats_stream ON chats (stream);
CREATE INDEX IF NOT EXISTS ix_chats_touched ON chats (touched);
CREATE TABLE IF NOT EXISTS chat_messages (
    chat BIGINT NOT NULL, id INTEGER NOT NULL, seq INTEGER NOT NULL, author VARCHAR(10) NOT NULL,
    key VARCHAR(32) NOT NULL, sealed {bytes} NOT NULL, at VARCHAR(40) NOT NULL, once VARCHAR(200),
    PRIMARY KEY (chat, id)
);
CREATE UNIQUE INDEX IF NOT EXISTS chat_messages_once ON chat_messages (chat, once);
CREATE INDEX IF NOT EXISTS chat_messages_seq ON chat_messages (chat, seq);
CREATE INDEX IF NOT EXISTS ix_chat_messages_key ON chat_messages (key);
CREATE TABLE IF NOT EXISTS chat_mentions (
    chat BIGINT NOT NULL, message INTEGER NOT NULL, stream VARCHAR(32) NOT NULL, PRIMARY KEY (chat, message, stream)
);
CREATE INDEX IF NOT EXISTS ix_chat_mentions_stream ON chat_mentions (stream);
CREATE TABLE IF NOT EXISTS chat_sessions (
    token VARCHAR(64) NOT NULL, chat BIGINT NOT NULL, used VARCHAR(40) NOT NULL, expires VARCHAR(40) NOT NULL,
    PRIMARY KEY (token)
);
CREATE INDEX IF NOT EXISTS ix_chat_sessions_chat ON chat_sessions (chat);
CREATE TABLE IF NOT EXISTS chat_tickets (
    token VARCHAR(64) NOT NULL, chat BIGINT, kind VARCHAR(10) NOT NULL, code VARCHAR(64), tries INTEGER NOT NULL,
    created VARCHAR(40) NOT NULL, expires VARCHAR(40) NOT NULL, used BOOLEAN NOT NULL, PRIMARY KEY (token)
);
CREATE INDEX IF NOT EXISTS ix_chat_tickets_chat ON chat_tickets (chat);
CREATE TABLE IF NOT EXISTS chat_contacts (
    digest VARCHAR(32) NOT NULL, chat BIGINT NOT NULL, PRIMARY KEY (digest, chat)
);
CREATE TABLE IF NOT EXISTS chat_followers (name VARCHAR(20) NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (name))
"""

_SPELLING = {
    "sqlite": {"bytes": "BLOB", "counted": "INTEGER", "keyed": "WITHOUT ROWID"},
    "postgresql": {"bytes": "BYTEA", "counted": "SERIAL", "keyed": ""},
}


def migrate(connection: Connection) -> None:
    """Make what is missing of the first release."""
    for statement in _TABLES.format(**_SPELLING[connection.dialect.name]).split(";"):
        connection.exec_driver_sql(statement)
