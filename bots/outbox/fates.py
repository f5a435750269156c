"""What becomes of messages, as facts for the log, and how they are written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from journey.domain import standing
from journey.domain.events import Event, Fact, Recorded, messages
from journey.domain.history import History
from journey.engine.decisions import engine_event
from services.office import Office

Deciding = Callable[[list[Recorded]], list[Event]]


def write(office: Office, stream: UUID, deciding: Deciding) -> bool:
    """Write down what is decided of a stream as it stands. Returns whether anything was."""
    written = bool(office.engine.write(stream, deciding))
    if written:
        for tell in office.news:
            tell()
    return written


def failed(name: str, channel: str, reason: str) -> Fact:
    """That a channel has not taken a message."""
    return messages.MessageFailed(message=name, channel=channel, reason=reason)  # type: ignore[arg-type]  # of both there are few


def unreached(office: Office, name: str, log: list[Recorded]) -> messages.TaskOpened:
    """A human is asked to tell the person, whom no message reaches."""
    person = office.person(log[0].stream)
    return messages.TaskOpened(task=f"unreached-{name}", kind="unreached", to=(office.recipient_of(person),))


def unreached_once(office: Office, name: str, log: list[Recorded]) -> list[Fact]:
    """The same where nobody has been asked yet."""
    task = unreached(office, name, log)
    return [] if task.task in standing.tasks(History(log)) else [task]


def as_events(stream: UUID, log: list[Recorded], facts: list[Fact], now: datetime) -> list[Event]:
    """Facts that the clock states of a stream, after what its log holds."""
    return [
        engine_event(stream, len(log) + 1 + place, log[0].programme, fact, now, "system")
        for place, fact in enumerate(facts)
    ]
