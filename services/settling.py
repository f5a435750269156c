"""What was agreed, asked or set for somebody, and how it is settled: done or dropped, decided, reached.

Whoever an alert of it goes to can settle it, be it a colleague who is responsible and does not have the person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from journey.domain.errors import NotAllowed
from journey.domain.events import Event, Fact, cooperation, is_person, steps
from journey.domain.plain import one_line
from journey.domain.rules import Deadline
from journey.engine.decisions import Before
from services import changes, recipients
from services.changes import Changed, Entry, Stale
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

Ways = Mapping[str, Callable[[Any], Fact]]

DAYS = 3
"""How many days back something can be said to have been settled."""


def _decided(outcome: str) -> Callable[[Any], Fact]:
    return lambda opened: cooperation.MatterDecided(matter=opened.matter, outcome=cast("Any", outcome))


WAYS: Mapping[str, Ways] = {
    "action_agreed": {
        "done": lambda opened: cooperation.ActionDone(action=opened.action),
        "dropped": lambda opened: cooperation.ActionDropped(action=opened.action),
    },
    "matter_opened": {outcome: _decided(outcome) for outcome in ("granted", "refused", "withdrawn")},
    "milestone_set": {"reached": lambda opened: steps.MilestoneReached(milestone=opened.milestone)},
}
"""What settles a fact that waits for another, by its type: a word for each way, and the fact that is then recorded."""


def waits_on(person: Person, row: Deadline) -> Event | None:
    """The fact that a deadline waits to see settled; None where it waits for something else, such as a contact."""
    named = (
        event
        for kind in WAYS
        for event in person.history.by_type.get(kind, ())
        if event.entry and (row.occurrence == event.entry or row.occurrence.startswith(f"{event.entry}:"))
    )
    return max(named, key=lambda event: len(event.entry or ""), default=None)


def may(office: Office, actor: Actor, person: Person, opened: Event) -> bool:
    """Whether the actor may settle it: who may write of the person, and who took it on."""
    return office.may(actor, Permission.WRITE_FACTS, person) or _took_it_on(office, actor, person, opened)


def _took_it_on(office: Office, actor: Actor, person: Person, opened: Event) -> bool:
    kind, _, name = (getattr(opened.fact, "responsible", None) or "").partition(":")
    if kind != "coach" or not office.may(actor, Permission.RECORD_MEETING):
        return False
    return actor.recorded in recipients.of_coach(name, office.crew(person.programme.id))


def words(office: Office, actor: Actor, person: Person, opened: Event) -> str:
    """What it is, in the words it was written down with; the sender's own name for it where those may not be read."""
    hidden = person.protected and not office.may(actor, Permission.READ_FACTS, person)
    if not hidden and may(office, actor, person, opened):
        note = office.reveal(opened, "note")
        if note:
            return one_line(note)
    return str(getattr(opened.fact, opened.type.partition("_")[0]))


def settle(office: Office, actor: Actor, place: str, way: str, days_ago: int, entry: str) -> Changed:
    """Record that what stands at a place (stream in hexadecimal digits, colon, version) is settled in this way.

    It happened so many days ago, never before it was opened. Raises Stale where there is nothing to settle so;
    NotAllowed for a forged place, and for who may not.
    """
    stream, opened = opened_at(office, actor, place)
    make = WAYS[opened.type].get(way)
    if make is None or not 0 <= days_ago < DAYS:
        raise Stale("nothing is settled so")
    day = max(office.today() - timedelta(days=days_ago), opened.on)

    def entries(before: Before) -> list[Entry]:
        person = changes.person_of(office, before)
        if not may(office, actor, person, opened):
            office.check(actor, Permission.WRITE_FACTS, person)
        if is_settled(person, opened) and not changes.repeated(person, f"settled-{entry}"):
            raise Stale("somebody was first")
        return [(f"settled-{entry}", make(opened.fact))]

    return changes.about_stream(office, actor, stream, entries, on=day)


def is_settled(person: Person, opened: Event) -> bool:
    """Whether something recorded since says that it is done, dropped, decided or reached."""
    endings = {make(opened.fact) for make in WAYS[opened.type].values()}
    key = opened.type.partition("_")[0]
    return any(
        event.version > opened.version and getattr(event.fact, key) == getattr(opened.fact, key)
        for kind in {ending.type_name() for ending in endings}
        for event in person.history.by_type.get(kind, ())
    )


def opened_at(office: Office, actor: Actor, place: str) -> tuple[UUID, Event]:
    """The fact at a place, of the actor's programme. Raises NotAllowed for a forged one, or somebody else's."""
    hexed, _, version = place.partition(":")
    try:
        stream, number = UUID(hexed), int(version)
    except ValueError:
        raise NotAllowed("nothing is meant by that") from None
    log = office.engine.log.load(stream)
    event = log[number - 1] if 0 < number <= len(log) else None
    if event is None or event.type not in WAYS or event.programme != actor.programme or not is_person(log):
        raise NotAllowed("nothing is meant by that")
    if not may(office, actor, office.person(stream), event):
        office.check(actor, Permission.WRITE_FACTS, office.person(stream))
    return stream, event


def place_of(opened: Event) -> str:
    """How a button names what can be settled."""
    return f"{opened.stream.hex}:{opened.version}"
