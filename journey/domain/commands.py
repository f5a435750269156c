"""What is asked for: record this fact, on whose behalf, when. Time and actor come in; nothing here reads a clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from journey.domain.events import Fact


class Record(Struct, frozen=True):
    """Record a fact about a participant, or one of the programme's own.

    `on` and `at` say when it happened, `recorded` when it counts as known, `now` when the log takes it.
    `reference` is how the asker names the person; `stream` says it without a name, where the asker knows it. Asked
    twice with the same `entry`, it is recorded once. `negative_items` are those of GHQ-12, as the programme says;
    `codes` are those of its lists, by key and spelling.
    """

    programme: str
    fact: Fact
    on: date
    now: datetime
    actor: str
    correlation: str
    reference: str | None = None
    stream: UUID | None = None
    at: datetime | None = None
    by: str | None = None
    entry: str | None = None
    sender: str | None = None
    causation: str | None = None
    recorded: datetime | None = None
    migrated: bool = False
    record_time_unknown: bool = False
    note: str | None = None
    negative_items: tuple[int, ...] = ()
    codes: Mapping[str, Mapping[str, str]] = {}
