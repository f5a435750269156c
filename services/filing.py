"""What of a person's entries has been copied to the municipality's own journal, and what has not."""

from __future__ import annotations

from collections.abc import Collection

from journey.domain.events import Event
from journey.domain.events.cooperation import FiledInJournal
from journey.domain.events.system import EngineFact
from services import entering
from services.changes import Changed, Stale
from services.office import Office
from services.people import Person
from services.permissions import Actor

_NO_NOTES = ("filed_in_journal", "struck", "document_removed")
"""Types that say something about entries, and are none of those that a journal holds."""
MOST = 1000
"""Entries that are marked at once."""


def unfiled(person: Person) -> list[Event]:
    """The entries that no journal has yet, in the order of the log. One that was struck needs no copy."""
    filed = {entry for event in person.history.by_type.get("filed_in_journal", ()) for entry in event.fact.entries}
    struck = {event.version for event, _ in person.history.struck}
    return [
        event
        for event in person.log
        if event.entry
        and event.entry not in filed
        and event.version not in struck
        and event.type not in _NO_NOTES
        and not isinstance(event.fact, EngineFact)
    ]


def file(office: Office, actor: Actor, person: Person, versions: Collection[int], entry: str) -> Changed:
    """Keep that these entries, by their versions, have been copied. Asked twice under one `entry`, it is kept once.

    Raises NotAllowed, and Stale where none of them waits for that.
    """
    if not any(event.entry == entry for event in person.log):
        names = [str(event.entry) for event in unfiled(person) if event.version in versions][:MOST]
        if not names:
            raise Stale("none of these waits to be filed")
    else:
        names = next(list(event.fact.entries) for event in person.log if event.entry == entry)
    fact = FiledInJournal(entries=tuple(dict.fromkeys(names)))
    return entering.about_person(office, actor, person.stream, fact, entry)
