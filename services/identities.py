"""Who people are and how to reach them, as they last said it: opened for one of them, or for a whole page at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy.engine import Connection

from journey.domain.events import Recorded
from journey.domain.events.participant import Referred
from journey.domain.events.requests import ContactDetailsChanged
from journey.engine.engine import Engine
from journey.engine.vault import chunks

SAYING = ("referred", "contact_details_changed")
"""The types that say who somebody is."""
KEYS = ("name", "phone", "email", "personal_number")

Details = dict[str, str]
"""What somebody has said of themself and not taken back, by key."""


def identity_in(engine: Engine, log: Iterable[Recorded], connection: Connection | None = None) -> Details:
    """What one person's log says of them, the last of each; nothing of somebody who was erased."""
    details: Details = {}
    for event in log:
        if not isinstance(event.fact, Referred | ContactDetailsChanged):
            continue
        values = engine.log.reveal(event, connection)
        if "personal" in values:
            continue
        details |= {key: str(value) for key, value in values.items() if key in KEYS}
        for key in getattr(event.fact, "removed", ()):
            details.pop(key, None)
    return details


def of(engine: Engine, connection: Connection, streams: Collection[UUID]) -> dict[UUID, Details]:
    """The same of many: a query for the keys and one for what was said, for every few hundred people."""
    details: dict[UUID, Details] = {}
    for chunk in chunks(list(streams)):
        engine.vault.keys(connection, chunk)  # remembered: nobody's is looked up by itself
        said: dict[UUID, list[Recorded]] = {stream: [] for stream in chunk}
        for event in engine.log.of_types(connection, chunk, SAYING):
            said[event.stream].append(event)
        details |= {stream: identity_in(engine, log, connection) for stream, log in said.items()}
    return details
