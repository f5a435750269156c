"""Alerts and tasks: acknowledged with a reason, or taken on. Both are events: everybody sees who has it."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from journey.domain import standing
from journey.domain.errors import NotAllowed
from journey.domain.events import Event, is_person
from journey.domain.events.messages import AlertAcknowledged, TaskAcknowledged, TaskOpened
from journey.domain.events.system import AlertRaised
from journey.domain.history import History
from journey.engine.chats.chats import Chat
from journey.engine.decisions import Before
from services import cards, changes, recipients
from services.assignments import Taken
from services.changes import Changed, Entry, Stale
from services.crisis import AGAIN, CRISIS
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

REASONS = ("planned", "waiting", "done", "wish", "other")
"""Why an alert stands as it does."""
_HEX = 32  # digits of a stream's name


def alert(office: Office, actor: Actor, place: str) -> Event:
    """The alert that stands at a place (stream in hexadecimal digits, colon, version), for whom it is for."""
    return _found(office, actor, place, AlertRaised)


def task(office: Office, actor: Actor, place: str) -> Event:
    """The opening of a task that stands at a place, for whom it is for."""
    return _found(office, actor, place, TaskOpened)


def person_of(office: Office, event: Event) -> Person | None:
    """Whom an alert or a task is about; None where it is the programme's own."""
    log = office.engine.log.load(event.stream)
    return office.person(event.stream) if is_person(log) else None


def is_taken(office: Office, opened: Event) -> bool:
    """Whether a colleague has taken a task on, be it under its own name or as it was told again."""
    known = standing.tasks(History(office.engine.log.load(opened.stream)))
    first = opened.fact.task.removesuffix(AGAIN)
    return any(known[name].taken is not None for name in (first, first + AGAIN) if name in known)


def acknowledge(office: Office, actor: Actor, place: str, reason: str, entry: str) -> Changed:
    """Seen, and why. Raises Stale for a word that is no reason; NotAllowed for who was not told and may not."""

    def entries(before: Before) -> list[Entry]:
        raised = _event(office, actor, before, place, AlertRaised)
        if reason not in REASONS:
            raise Stale("that is no reason")
        fact = AlertAcknowledged(
            rule=raised.fact.rule,
            occurrence=raised.fact.occurrence,
            kind=raised.fact.kind,
            due=raised.fact.due,
            reason=cast("Any", reason),
        )
        return [(f"ack-{before.stream.hex}-{raised.version}-{entry}", fact)]

    return changes.about_stream(office, actor, _stream(place), entries)


def take(office: Office, actor: Actor, place: str) -> Changed:
    """I have it: a task, and the same one told again. A crisis is not done with that.

    Raises Taken where somebody else was first.
    """

    def entries(before: Before) -> list[Entry]:
        opened = _event(office, actor, before, place, TaskOpened).fact
        known = standing.tasks(before.history)
        taken = known[opened.task].taken
        if taken is not None and taken.by != actor.recorded:
            raise Taken(taken.by or "")
        first = opened.task.removesuffix(AGAIN)  # told again, it is still one task
        return [
            (f"take-{name}", TaskAcknowledged(task=name, done=opened.kind != CRISIS))
            for name in (first, first + AGAIN)
            if name in known and known[name].taken is None
        ]

    return changes.about_stream(office, actor, _stream(place), entries)


def crises(office: Office, actor: Actor, chat: Chat) -> list[str]:
    """The places of the crises of whoever has this chat, of those that nobody has taken and this colleague may take."""
    subjects = [cards.of_programme(office, actor.programme or "")]  # from before they sent anything
    if chat.stream is not None:
        subjects.append(cards.about(office, office.person(chat.stream)))
    return [
        cards.name_of(event)
        for subject in subjects
        for event in cards.pending_tasks(subject)
        if _calls_about(event.fact, chat, subject.person) and _may_take(office, actor, cards.name_of(event))
    ]


def _calls_about(fact: TaskOpened, chat: Chat, person: Person | None) -> bool:
    """Whether a task is a crisis of theirs; one that was told again is taken with the first."""
    if fact.kind != CRISIS or fact.task.endswith(AGAIN):
        return False
    return person is not None or fact.chat == str(chat.id)


def _may_take(office: Office, actor: Actor, place: str) -> bool:
    try:
        task(office, actor, place)
    except NotAllowed:
        return False
    return True


def _found(office: Office, actor: Actor, place: str, kind: type[Any]) -> Event:
    stream = _stream(place)
    return _event(office, actor, Before(stream, office.engine.log.load(stream)), place, kind)


def _event(office: Office, actor: Actor, before: Before, place: str, kind: type[Any]) -> Event:
    """The alert or task that is meant. Raises NotAllowed for a forged place, or somebody else's."""
    version = int(place.partition(":")[2])
    event = before.log[version - 1] if 0 < version <= len(before.log) else None
    if event is None or not isinstance(event.fact, kind) or event.programme != actor.programme:
        raise NotAllowed("nothing is meant by that")
    person = changes.person_of(office, before) if is_person(before.log) else None
    told = actor.recorded in recipients.of_event(event, person, office.crew(event.programme))
    if not told and person is not None:
        office.check(actor, Permission.TAKE_TASK if kind is TaskOpened else Permission.ACKNOWLEDGE, person)
    elif not told:
        raise NotAllowed("somebody else was told")
    return event


def _stream(place: str) -> UUID:
    hexed, _, version = place.partition(":")
    try:
        if len(hexed) == _HEX and version.isascii() and version.isdecimal():
            return UUID(hexed)
    except ValueError:
        pass
    raise NotAllowed("nothing is meant by that")
