"""What a decision about one stream starts from, and what it leaves: the log and the history before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

import msgspec

from journey.domain import calendar
from journey.domain.commands import Record
from journey.domain.errors import WrongInput
from journey.domain.events import Event, Fact, Recorded
from journey.domain.history import History


@dataclass(frozen=True)
class Before:
    """A stream as the log has it now: what a decision is made from."""

    stream: UUID
    log: list[Recorded]
    made: History | None = None
    """The history of that log, where somebody has made it already."""

    @cached_property
    def history(self) -> History:
        """What happened, in its own order."""
        return self.made or History(self.log)


@dataclass(frozen=True)
class Written:
    """What a decision has led to. `added` are the stream's new events, as the log gives them back."""

    before: Before
    repeated: list[Event]
    """Events of commands that the log knew already: they changed nothing."""
    added: list[Event]
    guards: list[Event]
    """New events of other streams: of the coaches whose caseload changed."""
    after: History

    @property
    def stream(self) -> UUID:
        """The stream that was decided about."""
        return self.before.stream

    @property
    def log(self) -> list[Event]:
        """The stream as it stands now."""
        return [*self.before.log, *self.added]

    @property
    def events(self) -> list[Event]:
        """Everything that the commands led to, now or when they were given before."""
        return [*self.repeated, *self.added, *self.guards]


def check_fact(command: Record) -> None:
    """Hold a fact to its own type: what cannot be read again must not be stored. Raises WrongInput."""
    try:
        msgspec.json.decode(msgspec.json.encode(command.fact), type=type(command.fact))
    except msgspec.ValidationError as error:
        raise WrongInput(f"{command.fact.type_name()}: {error}") from None


def twin_of(command: Record, log: Sequence[Event]) -> Event | None:
    """What the log already holds of a command: saved a moment ago, by whoever asked twice or lost the connection."""
    twin = next((event for event in log if event.entry == command.entry and event.sender == command.sender), None)
    if twin is not None and twin.type != command.fact.type_name():
        raise WrongInput("entry: something else is known by that id; give another one")
    return twin


def coach_of(history: History) -> str | None:
    """The coach whose place an enrolled person takes, if any."""
    stay = history.current
    if stay is None or stay.enrolment is None or stay.ending is not None:
        return None
    return history.coach()


def engine_event(
    stream: UUID,
    version: int,
    programme: str,
    fact: Fact,
    now: datetime,
    actor: str,
    *,
    logged: datetime | None = None,
) -> Event:
    """An event that only the engine writes; it happens when it is recorded."""
    return Event(
        stream=stream,
        version=version,
        programme=programme,
        on=calendar.local_date(now),
        recorded=now,
        logged=logged or now,
        actor=actor,
        correlation=f"{actor}-{now:%Y%m%d%H%M%S}",
        fact=fact,
        at=now,
    )
