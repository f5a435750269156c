"""Who has whom: a coach takes somebody whom nobody has, a supervisor gives somebody to a coach."""

from __future__ import annotations

from journey.domain.errors import NotAllowed
from journey.domain.events import participant as facts
from journey.domain.events.messages import TaskAcknowledged
from services import cards, pending
from services.changes import Changed, Entry, Stale, about_person, decide, repeated
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission, Role


class Taken(NotAllowed):
    """Somebody else has it: `by`, as `coach:REF`."""

    def __init__(self, by: str) -> None:
        super().__init__("somebody else has it")
        self.by = by


def take(office: Office, actor: Actor, person: Person, entry: str) -> Changed:
    """A coach says: this one is mine, and so are the tasks of their referral. Past the cap only a supervisor can.

    Raises Taken where somebody has the person, and CapReached.
    """

    def deciding(now: Person) -> list[Entry]:
        if repeated(now, f"mine-{entry}"):
            return []  # the same press once more
        if now.coach is not None:
            raise Taken(f"{Role.coach}:{now.coach}")
        return [(f"mine-{entry}", facts.CoachAssigned(coach=actor.name)), *_referral_tasks(office, now)]

    return decide(office, actor, person, Permission.TAKE_PERSON, deciding)


def _referral_tasks(office: Office, person: Person) -> list[Entry]:
    opened = cards.pending_tasks(cards.about(office, person))
    names = [event.fact.task for event in opened if event.fact.kind == pending.REFERRAL]
    return [(f"take-{name}", TaskAcknowledged(task=name, done=True)) for name in names]


def coaches(office: Office, person: Person) -> list[str]:
    """The coaches somebody can be given to."""
    return list(office.team(person.programme.id).coaches(person.day))


def assign(
    office: Office,
    actor: Actor,
    person: Person,
    coach: str,
    reason: str | None,
    entry: str,
    *,
    source: str | None = None,
    note: str | None = None,
) -> Changed:
    """A supervisor gives somebody to a coach; past the cap that is their decision, and `reason` says why.

    `source` is who hands them over, `note` what goes along. Raises Stale where the coach is not in the team or `source`
    does not have the person any more, and CapReached where the coach is full and no reason is given.
    """

    def deciding(now: Person) -> list[Entry]:
        if coach not in coaches(office, now):
            raise Stale("no coach of the team has that name")
        if source is not None and now.coach != source and not repeated(now, entry):
            raise Stale("somebody else has them by now")
        return [(entry, facts.CoachAssigned(coach=coach, reason=reason))]

    return about_person(office, actor, Permission.ASSIGN, person.stream, deciding, note=note, begin=person)
