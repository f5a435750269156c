"""Facts of a person's story in words, their personal values opened for whoever may read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.desk.visit import Visit
from journey.domain import calendar
from journey.domain.events import ENTRY_TYPES, Event, personal_keys
from journey.domain.events.system import EngineFact
from journey.domain.lateness import entered_late
from services import minutes
from services.people import Person


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of the story, in words."""

    address: str
    day: str
    what: str
    details: tuple[tuple[str, str], ...]
    note: str | None
    by: str
    struck: bool
    late: str | None
    kind: str
    shared: str | None = None
    """Whether the person was told a note of what was said with them."""


def facts_of(person: Person) -> list[Event]:
    """What was recorded of a person, without what the engine alone writes, in log order."""
    return [event for event in person.log if not isinstance(event.fact, EngineFact)]


def story_of(visit: Visit, person: Person, *kinds: str) -> Iterator[Told]:
    """The facts of these types (of all, where none is named), the latest first; struck ones stay and say so."""
    struck = {event.version for event, _ in person.history.struck}
    events = sorted(facts_of(person), key=lambda event: (event.on, event.version), reverse=True)
    for event in events:
        if any(kinds) and event.type not in kinds:
            continue
        yield tell(visit, person, event, struck=event.version in struck)


def tell(visit: Visit, person: Person, event: Event, *, struck: bool) -> Told:
    """One fact in words, its personal values opened for whoever may read them."""
    visit.note(person, "words")
    opened, cls = visit.office.engine.log.reveal(event), ENTRY_TYPES.get(event.type, type(event.fact))
    shown = {key: value for key, value in opened.items() if key in personal_keys(cls)}
    late = entered_late(event.on, event.recorded, time_unknown=event.record_time_unknown)
    note = opened.get("note")
    return Told(
        f"/desk/e/{person.stream.hex}/{event.version}",
        visit.written(event.on),
        visit.words.what(event.type),
        tuple(visit.words.details(event, shown)),
        str(note) if note else None,
        visit.words.who(event.by or event.actor),
        struck,
        visit.t("desk-late", day=visit.day(calendar.local_date(event.recorded))) if late else None,
        event.type,
        _shared(visit, person, event) if note else None,
    )


def _shared(visit: Visit, person: Person, event: Event) -> str | None:
    if event.type not in minutes.KINDS:
        return None
    return visit.t("desk-note-shared-mark" if minutes.is_shared(person, event) else "desk-note-unshared-mark")
