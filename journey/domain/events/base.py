"""What every event carries, and the kinds of value that facts are made of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

Code = Annotated[str, Meta(min_length=1, max_length=200)]
"""A code, a reference or a short coded text: kept clear, so it must not name a person."""

Personal = Annotated[str, Meta(min_length=1, max_length=1_000_000, extra={"personal": True})]
"""Text about a person: sealed under that person's key before it is stored."""

Answers = Annotated[
    tuple[int | Annotated[str, Meta(min_length=1, max_length=10_000)], ...],
    Meta(min_length=1, max_length=200, extra={"personal": True}),
]
"""The answers to a questionnaire's questions, in order: whole numbers or words. Sealed like `Personal`."""

Derived = Annotated[str, Meta(extra={"derived": True})]
"""Worked out by the engine from a personal value, so that figures survive erasure; never given in an entry."""

DerivedTotals = Annotated[dict[str, float], Meta(extra={"derived": True})]
"""Totals by scoring, worked out by the engine from sealed answers; never given in an entry."""

Minutes = Annotated[int, Meta(ge=0, le=24 * 60)]
Percent = Annotated[float, Meta(ge=0, le=200)]
Amount = Annotated[float, Meta(ge=0, le=10_000_000)]
Hours = Annotated[float, Meta(ge=0, le=168)]
Head = Annotated[int, Meta(ge=0, le=1_000_000)]


class Fact(Struct, frozen=True, omit_defaults=True, tag_field="type"):
    """What happened. One struct per entry type, used by entry, command and event alike.

    The tag (`enrolled.v1`) is the permanent name of the stored form. A new optional key needs a default; a change
    that breaks old bytes needs a new tag and a pure upcast in `journey.domain.events`.
    """

    of_programme: ClassVar[bool] = False  # a programme's own fact: it has no participant
    settles: ClassVar[bool] = True  # whether a rule may wait for it: what is said about somebody is not done with them

    @classmethod
    def type_name(cls) -> str:
        """The entry type, such as `enrolled`."""
        name = _NAMES.get(cls)
        if name is None:
            name = _NAMES[cls] = str(cls.__struct_config__.tag).partition(".v")[0]
        return name


_NAMES: dict[type[Fact], str] = {}


class Event(Struct, frozen=True, array_like=True):
    """A fact in the log: when it happened, when it was recorded, by whom, and why.

    `on` is valid time (a local day) and `at` the moment where one was given. `recorded` is record time: the earlier
    system's for migrated history, else the moment the log took it, which `logged` always is.
    """

    stream: UUID
    version: int
    programme: str
    on: date
    recorded: datetime
    logged: datetime
    actor: str
    correlation: str
    fact: Any  # replaced by the union of all facts in `journey.domain.events.Recorded`
    at: datetime | None = None
    by: str | None = None
    entry: str | None = None
    sender: str | None = None
    causation: str | None = None
    sealed: bytes | None = None  # personal values, under the stream's key
    migrated: bool = False
    record_time_unknown: bool = False
    note: str | None = None  # personal: moved into `sealed` before the event is stored

    @property
    def originator_id(self) -> UUID:
        """The stream, by the name the eventsourcing library uses."""
        return self.stream

    @property
    def originator_version(self) -> int:
        """The version, by the name the eventsourcing library uses."""
        return self.version

    @property
    def type(self) -> str:
        """The type of the fact, such as `enrolled`."""
        return self.fact.type_name()  # type: ignore[no-any-return]


def marked(cls: type[Struct], mark: str) -> tuple[str, ...]:
    """The keys of a fact that carry a mark (`personal` or `derived`)."""
    return tuple(f.encode_name for f in msgspec.structs.fields(cls) if _has_mark(f.type, mark))


def _has_mark(annotation: Any, mark: str) -> bool:
    metadata = getattr(annotation, "__metadata__", ())
    if any(isinstance(meta, Meta) and (meta.extra or {}).get(mark) for meta in metadata):
        return True
    return any(_has_mark(part, mark) for part in getattr(annotation, "__args__", ()))
