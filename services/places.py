"""Places in the programme, as a supervisor offers them to those who wait."""

from __future__ import annotations

from journey.domain import standing
from journey.domain.events.requests import PlaceOffered
from services import waiting
from services.changes import Changed, Entry, Stale, decide, repeated
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission


def offer(office: Office, actor: Actor, person: Person, entry: str) -> Changed:
    """Offer a place. Raises Stale where none is free, for who does not wait, and where an offer is unanswered."""

    def deciding(now: Person) -> list[Entry]:
        stay = now.history.current
        if repeated(now, entry):
            return []
        if stay is None or stay.state not in waiting.STATES or standing.offer(now.history) == "open":
            raise Stale("only somebody who waits, and was offered none, can be offered a place")
        if waiting.queue(office, now.programme.id).free == 0:
            raise Stale("no place is free")
        return [(entry, PlaceOffered())]

    return decide(office, actor, person, Permission.OFFER_PLACE, deciding)
