"""Protected identity: the named coach alone sees who it is; a supervisor may break the glass for an hour."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from journey.domain.errors import NotAllowed, WrongInput
from journey.domain.events.requests import BreakGlassOpened
from journey.domain.history import History
from journey.domain.team import SUPERVISOR
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission, Role

HOUR = timedelta(hours=1)
SHORTEST = 10
"""Characters of a reason that says anything."""


def ends(history: History, now: datetime) -> datetime | None:
    """When the next glass that is broken now is whole again; None where none is."""
    opened = (event.fact.until for event in history.dealings if isinstance(event.fact, BreakGlassOpened))
    return min((until for until in opened if until > now), default=None)


def leave_to_coach(office: Office, stream: UUID, writers: Collection[str] | None = None) -> int:
    """Take away the forms about somebody protected that were begun by who may not know them now. Returns how many.

    Whose forms those are is looked up where it is not given. Of nobody else anything is taken away.
    """
    person, begun = office.person(stream), office.engine.form_drafts
    if not person.protected:
        return 0
    theirs = begun.writers().get(stream, ()) if writers is None else writers
    actors = {name: Actor.staff(name, person.programme.id) for name in theirs}
    hidden = [name for name, actor in actors.items() if not office.may(actor, Permission.READ_IDENTITY, person)]
    return begun.drop_of(stream, hidden) if hidden else 0


def break_glass(office: Office, actor: Actor, person: Person, reason: str, entry: str) -> tuple[str, ...]:
    """Let this supervisor see the person for an hour. Returns the colleagues who are told at once: coach and DPO.

    Raises NotAllowed for who may not, or where nothing is hidden, and WrongInput for a reason that says nothing.
    """
    office.check(actor, Permission.BREAK_GLASS, person)
    if not person.protected:
        raise NotAllowed("nothing is hidden there")
    words = reason.strip()
    if len(words) < SHORTEST:
        raise WrongInput(f"reason: say in at least {SHORTEST} characters why")
    now = office.clock()
    fact = BreakGlassOpened(reason=words, until=now + HOUR)
    office.record(person.stream, person.programme.id, actor, (entry, fact))
    office.engine.access.add(now, actor.recorded, {person.stream: ("hidden",)}, [words])  # kept whatever page follows
    crew = office.crew(person.programme.id)
    coach = [name for name in office.recipients(person) if not name.startswith(SUPERVISOR)]
    return tuple(dict.fromkeys([*coach, *crew.working(Role.dpo)]))
