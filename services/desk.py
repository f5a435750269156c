"""What the dialogues may ask of the engine: read a person, record a fact. Every reading of personal data is logged.

Plain functions that block; a dialogue calls them through `Talk.ask`, in a thread of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from journey.domain import calendar, standing
from journey.domain.commands import Record
from journey.domain.events import Event, Fact, Recorded, requests
from journey.domain.events import participant as facts
from journey.domain.history import History
from journey.domain.programme import Programme
from journey.domain.rules import Deadline, deadlines
from journey.domain.team import SUPERVISOR, Team
from journey.engine.access import Permission, check, may
from journey.engine.chats.chats import Chat, Message
from journey.engine.chats.doors import Doors
from journey.engine.engine import Engine
from journey.engine.people import programme_stream
from projections.live.projector import Projector
from services import recording as writing

SENDER = "chat"
"""Whose ids the entries are that chats record."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is and how to reach them, as far as told."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Person:
    """One participant, read now."""

    stream: UUID
    programme: Programme
    log: list[Recorded]
    history: History
    day: date

    @property
    def coach(self) -> str | None:
        """The coach's reference."""
        return self.history.coach()

    @property
    def protected(self) -> bool:
        """Whether they live under protected identity."""
        return standing.identity(self.history) == "protected"


@dataclass
class Desk:
    """The engine, as the dialogues know it."""

    engine: Engine
    projector: Projector
    doors: Doors
    clock: Callable[[], datetime]
    public_url: str = ""
    config: Path | None = None
    wake: Callable[[int], None] = lambda _chat: None  # told of every chat that has something new
    news: list[Callable[[], None]] = field(default_factory=list)  # told when something was recorded: cards are due

    # --- programmes and people ------------------------------------------------------------------------------------

    def programmes(self) -> list[Programme]:
        """The programmes in use, under their latest rules."""
        return [self.engine.books[name].latest for name in sorted(self.engine.books)]

    def programme(self, name: str) -> Programme:
        """One programme under its latest rules."""
        return self.engine.books[name].latest

    def team(self, programme: str) -> Team:
        """The programme's coaches."""
        return Team(self.programme_history(programme))

    def programme_history(self, programme: str) -> History:
        """The programme's own history: its team, its tasks, its staff."""
        return History(self.engine.log.load(programme_stream(programme)))

    def person(self, stream: UUID) -> Person:
        """A participant as the log has them now."""
        log = self.engine.log.load(stream)
        return Person(stream, self.programme(log[0].programme), log, History(log), self.today())

    @staticmethod
    def history(log: list[Recorded]) -> History:
        """A stream as it stands now."""
        return History(log)

    def post(self, chat: int, said: Sequence[Message], change: Callable[[Chat], None] | None = None) -> bool:
        """Say something in somebody else's chat, and let them see it at once; False where it is gone."""
        posted = self.engine.chats.post(chat, said, self.clock(), change)
        self.wake(chat)
        return posted

    def today(self) -> date:
        """The day it is where the programmes are."""
        return calendar.local_date(self.clock())

    def deadlines(self, person: Person) -> list[Deadline]:
        """The person's deadlines as they stand today."""
        return deadlines(person.history, self.engine.books[person.programme.id], person.day)

    # --- what is personal -------------------------------------------------------------------------------------------

    def identity(self, person: Person, reader: str, why: str) -> Identity:
        """Who the person is, as last told; the reading is logged under the reader's name."""
        self.engine.note_read(self.clock(), reader, person.stream, "name and contact", why)
        return self._identity(person)

    def _identity(self, person: Person) -> Identity:
        known: dict[str, str | None] = {}
        for event in person.log:
            if isinstance(event.fact, facts.Referred | requests.ContactDetailsChanged):
                told = self.engine.log.reveal(event)
                if "personal" in told:
                    continue
                known |= {key: str(value) for key, value in told.items() if key in ("name", "phone", "email")}
                known |= dict.fromkeys(getattr(event.fact, "removed", ()))
        return Identity(**known) if known else Identity()

    def reveal(self, event: Event, key: str) -> str | None:
        """One personal value of an event, or None where it has none or is erased."""
        value = self.engine.log.reveal(event).get(key)
        return None if value is None else str(value)

    def staff_name(self, programme: str, staff: str) -> str:
        """What a colleague is called: the name they were added or registered with, else the reference."""
        history = self.programme_history(programme)
        reference = staff.partition(":")[2] or staff
        member = standing.staff_members(history).get(staff)
        registered = [event for event in history.by_type.get("coach_registered", []) if event.fact.coach == reference]
        for event in (*([member] if member else []), *reversed(registered)):
            if name := self.reveal(event, "name"):
                return name
        return reference

    def staff_email(self, programme: str, staff: str) -> str | None:
        """Where a colleague's codes and urgent nudges go."""
        member = standing.staff_members(self.programme_history(programme)).get(staff)
        return None if member is None else self.reveal(member, "email")

    def staff(self, programme: str, to: str) -> list[str]:
        """Who of those that may enter is meant by `coach:REF`, `supervisor:REF` or `supervisor` (all of them)."""
        members = standing.staff_members(self.programme_history(programme))
        return [name for name in members if name == to or (to == SUPERVISOR and name.startswith(f"{SUPERVISOR}:"))]

    # --- writing ----------------------------------------------------------------------------------------------------

    def record(self, stream: UUID, programme: str, by: str, *told: tuple[str, Fact], **more: Any) -> list[Event]:
        """Record facts about one participant (or the programme itself), all or none, each under its entry's name.

        `more` may hold `on`, `at` and `note`, which hold for all of them. Raises what the engine raises.
        """
        now = self.clock()
        common = {"on": calendar.local_date(now), "at": now} | more
        commands = [
            Record(
                programme=programme,
                fact=fact,
                now=now,
                actor=by,
                by=by,
                correlation=entry,
                stream=stream,
                entry=entry,
                sender=SENDER,
                **common,
            )
            for entry, fact in told
        ]
        return self.execute(commands)

    def execute(self, commands: Sequence[Record]) -> list[Event]:
        """Carry out commands, and tell whoever waits for news."""
        events = writing.execute(self.engine, self.projector, commands)
        for tell in self.news:
            tell()
        return events

    # --- who may -----------------------------------------------------------------------------------------------------

    def is_own(self, actor: str, person: Person) -> bool:
        """Whether the person is this coach's, by name or as a deputy."""
        coach = person.coach
        return coach is not None and actor in (f"coach:{coach}", self.team(person.programme.id).told(coach, person.day))

    def may(self, actor: str, permission: Permission, person: Person) -> bool:
        """Whether a colleague may do this with a person."""
        named = person.coach is not None and actor == f"coach:{person.coach}"
        return may(actor, permission, own=self.is_own(actor, person), protected=person.protected, named=named)

    def check(self, actor: str, permission: Permission, person: Person) -> None:
        """Raise NotAllowed where `may` says no."""
        named = person.coach is not None and actor == f"coach:{person.coach}"
        check(actor, permission, own=self.is_own(actor, person), protected=person.protected, named=named)

    def told(self, person: Person) -> str:
        """Who is told what concerns a person now: the coach, a deputy, or the supervisor."""
        return self.team(person.programme.id).told(person.coach, person.day) if person.coach else SUPERVISOR
