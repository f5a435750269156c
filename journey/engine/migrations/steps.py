"""Every migration in order, and taking those that a store lacks.

What a released migration does is never changed: stores have taken it. Another shape is another number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.errors import StoreError
from journey.engine.migrations import (
    m0001_first_release,
    m0002_chats_by_colleague,
    m0003_proved_addresses,
    m0004_epochs_of_keys,
    m0005_access_log_in_pieces,
    m0006_documents,
    m0007_likenesses,
    m0008_staff_sign_in,
    m0009_form_drafts,
    m0010_desk_views,
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: the schema version it leads to, what it is for, and what it does in the caller's transaction."""

    number: int
    purpose: str
    migrate: Callable[[Connection], None]


MIGRATIONS = (
    Migration(1, "the tables of the first release", m0001_first_release.migrate),
    Migration(2, "an index of chats by colleague", m0002_chats_by_colleague.migrate),
    Migration(3, "addresses that have to be proved", m0003_proved_addresses.migrate),
    Migration(4, "epochs of wrapping keys", m0004_epochs_of_keys.migrate),
    Migration(5, "an access log in monthly pieces", m0005_access_log_in_pieces.migrate),
    Migration(6, "documents sealed beside the log", m0006_documents.migrate),
    Migration(7, "people who may be one, and who was merged", m0007_likenesses.migrate),
    Migration(8, "sign-in of staff", m0008_staff_sign_in.migrate),
    Migration(9, "forms of the desk that were begun", m0009_form_drafts.migrate),
    Migration(10, "saved views of the list of people, and an index of readings by reader", m0010_desk_views.migrate),
)
NEWEST = MIGRATIONS[-1].number
"""The schema version this program works with."""

_VERSIONS = sa.table("schema_version", sa.column("version"))  # read by every program there ever was or will be
_OF_THE_FIRST = "vault_keys"  # a table that every store has had since the first


def version_of(connection: Connection) -> int:
    """The schema version of a database; 0 where there is no store in it, 1 where tables say so but no number does."""
    look = sa.inspect(connection)
    if look.has_table(_VERSIONS.name):
        newest: int | None = connection.execute(sa.select(sa.func.max(_VERSIONS.c.version))).scalar()
        if newest is not None:
            return newest
    return 1 if look.has_table(_OF_THE_FIRST) else 0


def due(version: int) -> list[Migration]:
    """The migrations that a store of that version lacks. Raises StoreError where it is newer than this program."""
    if version > NEWEST:
        raise StoreError(
            f"the store has schema {version} and needs a version that knows schema {version} "
            f"(CHANGELOG.md says which); this program knows schemas up to {NEWEST}; nothing was changed"
        )
    return [migration for migration in MIGRATIONS if migration.number > version]


def take(connection: Connection, upto: int = NEWEST) -> list[Migration]:
    """Take the migrations that a store lacks, all or none: the caller holds the lock and commits. Returns them."""
    taken = [migration for migration in due(version_of(connection)) if migration.number <= upto]
    for migration in taken:
        migration.migrate(connection)
        connection.execute(_VERSIONS.insert().values(version=migration.number))
    return taken
