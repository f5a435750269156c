"""A colleague's own reminders about a person: dated, sealed under the person's key, shown to whose they are alone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from journey.domain import notes
from journey.domain.errors import NotAllowed
from journey.domain.events.colleagues import ReminderDone, ReminderSet
from journey.domain.notes import Reminder
from services import changes
from services.changes import Changed, Entry
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission


def open_of(person: Person, whose: str) -> list[Reminder]:
    """The reminders of a colleague about one person that are not done, the nearest first."""
    return [one for one in notes.reminders(person.history) if one.whose == whose]


def words(office: Office, actor: Actor, person: Person, reminder: Reminder) -> str:
    """What it says. Raises NotAllowed for whom it is not, or who may read the person no more."""
    office.check(actor, Permission.READ_FACTS, person)
    if reminder.whose != actor.recorded:
        raise NotAllowed("that reminder is somebody else's")
    return office.reveal(reminder.event, "words") or ""


def remind(office: Office, actor: Actor, stream: UUID, due: date, text: str, entry: str) -> Changed:
    """Remind the actor of something about a person on a day. Asked twice under one `entry`, it is kept once."""
    fact = ReminderSet(reminder=entry, whose=actor.recorded, due=due, words=text)
    return changes.about_person(office, actor, Permission.READ_FACTS, stream, lambda _person: [(entry, fact)])


def finish(office: Office, actor: Actor, stream: UUID, name: str) -> Changed:
    """It is done. Raises NotAllowed where the actor has no such reminder that is open."""

    def deciding(person: Person) -> list[Entry]:
        entry, theirs = f"{name}-done", {one.name for one in open_of(person, actor.recorded)}
        if name not in theirs and not changes.repeated(person, entry):
            raise NotAllowed("no reminder of theirs is meant by that")
        return [(entry, ReminderDone(reminder=name))]

    return changes.about_person(office, actor, Permission.READ_FACTS, stream, deciding)
