"""What services work with: the engine, the read models, the doors and a clock. Readings of personal data are logged.

Plain functions that block; a dialogue calls them through `Talk.ask`, in a thread of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from journey.domain import calendar, standing
from journey.domain.commands import Record
from journey.domain.errors import NotAllowed
from journey.domain.events import Event, Fact, Recorded, is_person
from journey.domain.history import History
from journey.domain.programme import Programme
from journey.domain.rules import Deadline, deadlines
from journey.domain.team import Team
from journey.engine.chats.chats import Chat
from journey.engine.chats.doors import Doors
from journey.engine.chats.messages import Message
from journey.engine.engine import Engine
from journey.engine.people import programme_stream
from projections.live.projector import Projector
from services import identities, recipients
from services import recording as writing
from services.name_index import MOST, NameIndexes
from services.people import Crew, Identity, Known, Person, bond
from services.permissions import Actor, Bond, Permission, Role, check, may

_moment: ContextVar[dict[str, tuple[int, Crew]] | None] = ContextVar("one moment of an office", default=None)
SENDER = "chat"
"""Whose ids the entries are that chats record."""


@dataclass
class Office:
    """One installation, opened, as whoever serves people at work or participants knows it."""

    engine: Engine
    projector: Projector
    doors: Doors
    clock: Callable[[], datetime]
    public_url: str = ""
    config: Path | None = None
    wake: Callable[[int], None] = lambda _chat: None  # told of every chat that has something new
    news: list[Callable[[], None]] = field(default_factory=list)  # told when something was recorded: cards are due
    most_searched: int = MOST
    """How many people are kept in memory to be looked for."""
    _crews: dict[str, tuple[int, Crew]] = field(default_factory=dict)

    @cached_property
    def names(self) -> NameIndexes:
        """By what people are looked for."""
        return NameIndexes(self.engine, self.projector, self.most_searched)

    # --- programmes and people ------------------------------------------------------------------------------------

    def programmes(self) -> list[Programme]:
        """The programmes in use, under their latest rules."""
        return [self.engine.books[name].latest for name in sorted(self.engine.books)]

    def programme(self, name: str) -> Programme:
        """One programme under its latest rules."""
        return self.engine.books[name].latest

    def team(self, programme: str) -> Team:
        """The programme's coaches."""
        return self.crew(programme).team

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """While it lasts, who works here is asked of the store once: a page is of one moment, not of a hundred.

        What is saved meanwhile by this process is seen all the same.
        """
        before = _moment.set({})
        try:
            yield
        finally:
            _moment.reset(before)

    def crew(self, programme: str) -> Crew:
        """The programme's people at work today. Read again only where the programme's own stream has grown."""
        moment, saves = _moment.get(), self.engine.log.saves
        if moment is None:
            return self._crew(programme)
        seen = moment.get(programme)
        if seen is None or seen[0] != saves:
            seen = moment[programme] = (saves, self._crew(programme))
        return seen[1]

    def _crew(self, programme: str) -> Crew:
        stream, day = programme_stream(programme), self.today()
        version = self.engine.log.version(stream)
        kept = self._crews.get(programme)
        if kept is None or kept[0] != version or kept[1].day != day:
            history = History(self.engine.log.load(stream))
            crew = Crew(history, Team(history), standing.staff_members(history), day)
            kept = self._crews[programme] = (version, crew)
        return kept[1]

    def programme_history(self, programme: str) -> History:
        """The programme's own history: its team, its tasks, its staff."""
        return self.crew(programme).history

    def person(self, stream: UUID) -> Person:
        """A participant as the log has them now."""
        log = self.engine.log.load(stream)
        return Person(stream, self.programme(log[0].programme), log, History(log), self.today())

    def people(self, streams: Collection[UUID]) -> list[Person]:
        """Many participants as the log has them now, in the same order."""
        logs, day = self.engine.log.load_each(streams), self.today()
        return [
            Person(stream, self.programme(log[0].programme), log, History(log), day)
            for stream, log in logs.items()
            if log
        ]

    def somebody(self, actor: Actor, stream: UUID) -> Person:
        """A participant of the programme that the actor acts in, whoever has them. Raises NotAllowed for a forged one.

        What may be seen or done with them is another question.
        """
        log = self.engine.log.load(stream)
        if not is_person(log) or actor.programme not in (None, log[0].programme):
            raise NotAllowed("nobody is meant by that")
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

    def identity(self, person: Person, reader: str, why: str, what: Collection[str] = ("name", "contact")) -> Identity:
        """Who the person is, as last told; what the reader is shown of it is logged under the reader's name."""
        self.engine.note_read(self.clock(), reader, person.stream, what, why)
        return self._identity(person)

    def identity_logged_before(self, person: Person) -> Identity:
        """Who the person is, for whoever has had this very reading logged already."""
        return self._identity(person)

    def _identity(self, person: Person) -> Identity:
        return _identity(identities.identity_in(self.engine, person.log))

    def identities(
        self, people: Collection[Known], reader: str, why: str, what: Collection[str] = ("name",)
    ) -> dict[UUID, Identity]:
        """Who each of these is, opened together; what the reader is shown of them is logged under the reader's name."""
        streams = [person.stream for person in people]
        self.engine.access.note(self.clock(), reader, dict.fromkeys(streams, what), why)
        with self.engine.store.read() as connection:
            told = identities.of(self.engine, connection, streams)
        return {stream: _identity(told[stream]) for stream in streams}

    def reveal(self, event: Event, key: str) -> str | None:
        """One personal value of an event, or None where it has none or is erased."""
        value = self.engine.log.reveal(event).get(key)
        return None if value is None else str(value)

    def staff_name(self, programme: str, staff: str) -> str:
        """What a colleague is called: the name they were added or registered with, else the reference."""
        crew, reference = self.crew(programme), staff.partition(":")[2] or staff
        member = crew.members.get(staff)
        for event in (*([member] if member else []), *reversed(crew.team.registrations(reference))):
            if name := self.reveal(event, "name"):
                return name
        return reference

    def staff_email(self, programme: str, staff: str) -> str | None:
        """Where a colleague's codes and urgent nudges go."""
        member = self.crew(programme).members.get(staff)
        return None if member is None else self.reveal(member, "email")

    def staff(self, programme: str, *to: str, person: Person | None = None) -> tuple[str, ...]:
        """The colleagues whom `coach:REF`, `supervisor:REF` or `supervisor` means today, about a person or nobody."""
        return recipients.today(to, person, self.crew(programme))

    # --- writing ----------------------------------------------------------------------------------------------------

    def record(
        self, stream: UUID, programme: str, who: Actor | str, *told: tuple[str, Fact], **more: Any
    ) -> list[Event]:
        """Record facts about one participant (or the programme itself), all or none, each under its entry's name.

        `who` acts; where nobody's session does, it is the name that the log has. `more` may hold `on`, `at` and `note`,
        which hold for all of them. Raises what the engine raises.
        """
        now = self.clock()
        actor, by = (who, who) if isinstance(who, str) else (who.signed, who.recorded)
        common = {"on": calendar.local_date(now), "at": now} | more
        commands = [
            Record(
                programme=programme,
                fact=fact,
                now=now,
                actor=actor,
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
        self.announce()
        return events

    def announce(self) -> None:
        """Something was recorded: tell whoever waits for news."""
        for tell in self.news:
            tell()

    # --- who may -----------------------------------------------------------------------------------------------------

    def bond(self, actor: Actor, person: Known) -> Bond:
        """What ties the actor to the person at this moment."""
        return bond(actor, person, self.crew(person.programme.id), self.clock())

    def may(self, actor: Actor, permission: Permission, person: Known | None = None) -> bool:
        """Whether the actor may do this now: with a person, or in the programme they act in."""
        return may(actor, permission, self.bond(actor, person) if person else self._presence(actor))

    def check(self, actor: Actor, permission: Permission, person: Known | None = None) -> None:
        """Raise NotAllowed where `may` says no."""
        check(actor, permission, self.bond(actor, person) if person else self._presence(actor))

    def permitted(self, actor: Actor, people: Iterable[Known], *permissions: Permission) -> set[UUID]:
        """Those of these people with whom the actor may do all of this now: asked of each, a crew read once."""
        crew, now = cache(self.crew), self.clock()
        ties = [(person.stream, bond(actor, person, crew(person.programme.id), now)) for person in people]
        return {stream for stream, tie in ties if all(may(actor, permission, tie) for permission in permissions)}

    def _presence(self, actor: Actor) -> Bond:
        admitted = actor.programme is None or self.crew(actor.programme).admits(actor)
        return Bond(admitted=admitted, own=actor.role is Role.participant)

    def recipient_of(self, person: Person) -> str:
        """What `to` says of a task about this person: the coach's or the deputy's name, or `supervisor`."""
        return recipients.recipient_of(person, self.crew(person.programme.id))

    def recipients(self, person: Person) -> tuple[str, ...]:
        """Who is told what concerns a person now, by name: the coach, a deputy, or the supervisors."""
        return recipients.of_person(person, self.crew(person.programme.id))


def _identity(details: identities.Details) -> Identity:
    return Identity(details.get("name"), details.get("phone"), details.get("email"))
