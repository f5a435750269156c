"""One participant as they stand now, and what ties somebody who asks to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, cached_property
from typing import Protocol
from uuid import UUID

from journey.domain import standing
from journey.domain.events import Event, Recorded
from journey.domain.history import History, is_known
from journey.domain.programme import Programme
from journey.domain.team import Team
from services.permissions import Actor, Bond, Role


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is and how to reach them, as far as they have said."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


class Known(Protocol):
    """One participant as far as it takes to say what ties a colleague to them: read whole, or a row of a list."""

    @property
    def stream(self) -> UUID:
        """Whose."""

    @property
    def programme(self) -> Programme:
        """The programme they are in."""

    @property
    def coach(self) -> str | None:
        """The coach's reference."""

    @property
    def co_coaches(self) -> tuple[str, ...]:
        """The references of second coaches."""

    @property
    def protected(self) -> bool:
        """Whether they live under protected identity."""

    @property
    def day(self) -> date:
        """The day on which this holds."""

    @property
    def history(self) -> History:
        """What has happened."""


@dataclass(frozen=True)
class Person:
    """One participant, read now."""

    stream: UUID
    programme: Programme
    log: list[Recorded]
    history: History
    day: date

    def as_of(self, day: date, known_at: datetime | None = None) -> Person:
        """The person as of the end of a day, by what was recorded until a moment (None: by all there is)."""
        log = [event for event in self.log if event.on <= day and (known_at is None or is_known(event, known_at))]
        return replace(self, log=log, history=History(self.log, as_of=day, known_at=known_at), day=day)

    @cached_property
    def coach(self) -> str | None:
        """The coach's reference."""
        return self.history.coach()

    @cached_property
    def co_coaches(self) -> tuple[str, ...]:
        """The references of second coaches."""
        return self.history.co_coaches()

    @cached_property
    def protected(self) -> bool:
        """Whether they live under protected identity."""
        return standing.is_protected(self.history)


@dataclass(frozen=True)
class Crew:
    """A programme's people at work, read now: its team, and who of them may enter."""

    history: History
    team: Team
    members: Mapping[str, Event]
    """Who has been let in and not out again, as `coach:REF`, each with the event that says so last."""
    day: date

    @cached_property
    def recipient_for(self) -> Callable[[str | None], str]:
        """Who is told today what concerns a coach's people: see `Team.recipient_for`. Worked out once for each."""
        return cache(lambda coach: self.team.recipient_for(coach, self.day))

    @cached_property
    def _answering(self) -> Mapping[str, Sequence[str]]:
        """Of which coaches each colleague is told."""
        coaches: dict[str, list[str]] = {}
        for coach in self.team.coaches_ever:
            coaches.setdefault(self.recipient_for(coach), []).append(coach)
        return coaches

    def coaches_of(self, actor: Actor) -> list[str]:
        """The coaches for whom a coach answers this day, themselves among them, also where they are away."""
        return list(dict.fromkeys([actor.name, *self._answering.get(actor.recorded, ())]))

    def admits(self, actor: Actor) -> bool:
        """Whether the actor may be here now. A colleague must have been let in, and not have left or been disabled."""
        if actor.role in (Role.participant, Role.operator, Role.client, Role.system):
            return True
        return self.works(actor.recorded)

    def works(self, staff: str) -> bool:
        """Whether a colleague, as `coach:REF`, has been let in and has not left the team."""
        kind, _, reference = staff.partition(":")
        return staff in self.members and not (kind == Role.coach and self.team.has_left(reference, self.day))

    def working(self, role: Role) -> Sequence[str]:
        """Every colleague of that role who may enter now, by name."""
        return self._working.get(role, ())

    @cached_property
    def _working(self) -> Mapping[str, Sequence[str]]:
        names: dict[str, list[str]] = {}
        for name in sorted(filter(self.works, self.members)):
            names.setdefault(name.partition(":")[0], []).append(name)
        return names


def bond(actor: Actor, person: Known, crew: Crew, now: datetime) -> Bond:
    """What ties the actor to the person at this moment."""
    coach = actor.role is Role.coach
    return Bond(
        admitted=crew.admits(actor) and actor.programme in (None, person.programme.id),
        own=actor.stream == person.stream if actor.role is Role.participant else coach and person.coach == actor.name,
        second=coach and actor.name in person.co_coaches,
        deputised=coach and crew.recipient_for(person.coach) == actor.recorded,
        protected=person.protected,
        glass=actor.leads and person.protected and standing.glass_open(person.history, actor.recorded, now),
    )
