"""Follows the log for cards: puts up what it calls for, and has every chat look again at what has become of a card.

Any number of processes may do so at once: a card stands once in a chat, and what was last to be seen of it is kept
with it, so that only a change is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from itertools import takewhile
from uuid import UUID

import sqlalchemy as sa

from journey.domain import standing
from journey.domain.events import Event, messages
from journey.domain.events.system import AlertRaised
from journey.engine.chats import speaking, tables
from journey.engine.chats.chats import Chat, Message
from journey.engine.people import programme_stream
from projections.live import tables as lists
from services import cards, protection
from services import messages as showing
from services.cards import CARD, URGENT, Subject
from services.messages import Subjects, Viewing
from services.office import Office

_NAME = "cards"
_AT_ONCE = ("crisis", "message", "referral")  # what is never kept for a digest
_OF_TEAM = (
    "coach_registered",
    "coach_absent",
    "coach_returned",
    "coach_left",
    "staff_added",
    "staff_disabled",
    "struck",
)
"""Events of a programme's own stream that change who is meant."""


class Cards:
    """Puts cards into chats, once each, and keeps them true."""

    def __init__(self, office: Office, urgent: Callable[[str, str], None] = lambda *_: None) -> None:
        """`urgent` is told of (programme, staff) who must look at once."""
        self.office = office
        self.urgent = urgent
        self._day: date | None = None
        self._glasses: dict[UUID, datetime] = {}  # whom a supervisor sees for an hour, and until when

    def follow(self, over: Callable[[], bool] = lambda: False) -> int:
        """Do what the log calls for since the last look. Returns how many events were new.

        Where `over` says so it ends between two of them: what was not looked at whole is looked at again.
        """
        position, taken = self._position(), 0
        for upto, events in self.office.engine.log.scan(position):
            self._look_at(events, over)
            if over():
                return taken
            taken += len(events)
            self._move(upto)
        if self._day != self.office.today():  # deadlines end and absences begin without any event
            self._day = self.office.today()
            for programme in self.office.engine.books:
                for stream in self._of_programme(programme):
                    self._look(stream, ())
        for stream in [one for one, until in self._glasses.items() if until <= self.office.clock()]:
            del self._glasses[stream]  # the hour is over without any event
            self._look(stream, ())
        return taken

    def begin(self) -> None:
        """Start from the end of the log, where nobody has followed it yet: what is long past is in the lists."""
        table = tables.followers
        with self.office.engine.store.write() as connection:
            if connection.execute(sa.select(table).where(table.c.name == _NAME)).first() is None:
                head = self.office.engine.log.head(connection)
                connection.execute(table.insert().values(name=_NAME, position=head))

    def _position(self) -> int:
        table = tables.followers
        with self.office.engine.store.read() as connection:
            reached = connection.execute(sa.select(table.c.position).where(table.c.name == _NAME)).scalar()
        return int(reached or 0)

    def _move(self, position: int) -> None:
        table = tables.followers
        query = table.update().where(table.c.name == _NAME, table.c.position < position).values(position=position)
        with self.office.engine.store.write() as connection:
            if connection.execute(query).rowcount == 0 and self._missing(connection):
                connection.execute(table.insert().values(name=_NAME, position=position))

    def _missing(self, connection: sa.Connection) -> bool:
        return connection.execute(sa.select(tables.followers).where(tables.followers.c.name == _NAME)).first() is None

    # --- whose cards are looked at --------------------------------------------------------------------------------

    def _look_at(self, events: Sequence[Event], over: Callable[[], bool]) -> None:
        """Each stream once: where something was raised, and where something stands in a colleague's chat."""
        raised: dict[UUID, list[Event]] = {}
        for event in events:
            if isinstance(event.fact, AlertRaised | messages.TaskOpened):
                raised.setdefault(event.stream, []).append(event)
        streams = {event.stream for event in events}
        of_programmes = streams & {programme_stream(event.programme) for event in events}
        due = {*raised} | of_programmes | speaking.spoken_of(self.office.engine.store, streams)
        for programme in {one.programme for one in events if one.type in _OF_TEAM and one.stream in of_programmes}:
            due |= self._of_programme(programme)
        for stream in takewhile(lambda _: not over(), due):
            self._look(stream, raised.get(stream, ()))

    def _of_programme(self, programme: str) -> set[UUID]:
        """Whatever concerns a programme's colleagues: where who is meant has changed, all of it is looked at again."""
        table = lists.tasks
        query = sa.select(table.c.stream).where(
            table.c.programme == programme, table.c.kind == "crisis", table.c.taken_by.is_(None)
        )
        with self.office.engine.store.read() as connection:
            in_crisis = {UUID(hexed) for hexed in connection.execute(query).scalars()}
        spoken_of = speaking.spoken_of_in(self.office.engine.store, programme)
        return in_crisis | spoken_of | {programme_stream(programme)}

    # --- one stream's cards ---------------------------------------------------------------------------------------

    def _look(self, stream: UUID, raised: Iterable[Event]) -> None:
        subject = cards.read(self.office, stream)
        if subject is None or subject.history.erased:
            return
        until = protection.ends(subject.history, self.office.clock())
        if until is not None:
            self._glasses[stream] = until
        places = self._places(subject)
        up = {(place.chat, place.once) for place in places}
        wanted = {event.version: event for event in (*raised, *_standing(subject, places), *_crises(subject))}
        for version in sorted(wanted):
            self._put(subject, wanted[version], up)
        read: Subjects = {}
        for number, numbers in speaking.by_chat(places).items():
            self._freshen(number, numbers, read)

    def _places(self, subject: Subject) -> list[speaking.Place]:
        store = self.office.engine.store
        if subject.person is None:
            return speaking.places_of_programme(store, subject.programme, subject.stream)
        return speaking.places(store, subject.stream)

    def _put(self, subject: Subject, event: Event, up: set[tuple[int, str | None]]) -> None:
        """Into the chats of all who are meant today and have it not, for as long as it is open."""
        crew = self.office.crew(subject.programme)
        for staff in cards.meant(crew, subject, event):
            if not cards.fate(crew, subject, event, staff).open:
                continue
            chat = self._chat_of(subject.programme, staff)
            if chat is None or (chat.id, cards.name_of(event)) in up or _waits_for_digest(chat, event):
                continue
            card = self._card(subject, event, chat)
            self.office.post(chat.id, [card])
            put_up = card.id > 0  # by this process: another may have done so first
            if put_up and event.fact.kind == "crisis":
                self.urgent(subject.programme, staff)

    def _chat_of(self, programme: str, staff: str) -> Chat | None:
        return next(iter(self.office.engine.chats.find(staff=staff, programme=programme)), None)

    def _card(self, subject: Subject, event: Event, chat: Chat) -> Message:
        name, style = cards.name_of(event), URGENT if event.fact.kind == "crisis" else CARD
        key = subject.stream if subject.person is not None else None
        card = Message("bot", "", style=style, key=key, once=name, card=name)
        card.became = showing.states(Viewing(self.office, chat), [card])[card.id]
        return card

    def _freshen(self, number: int, numbers: list[int], read: Subjects) -> None:
        """What is to be seen of these messages has changed, perhaps: whoever looks at the chat is shown it anew."""
        chat = self.office.engine.chats.load(number)
        if chat is None or chat.staff is None:
            return
        change = partial(_changed, Viewing(self.office, chat, read))
        if self.office.engine.chats.alter(chat.id, numbers, change, self.office.clock()):
            self.office.wake(chat.id)


def _waits_for_digest(chat: Chat, event: Event) -> bool:
    return bool(chat.data.get("digest")) and event.fact.kind not in _AT_ONCE


def _changed(viewing: Viewing, said: list[Message]) -> list[Message]:
    changed, states = [], showing.states(viewing, said)
    for message in said:
        before, message.became = message.became, states[message.id]
        if message.became != before:
            changed.append(message)
    return changed


def _standing(subject: Subject, places: Iterable[speaking.Place]) -> list[Event]:
    """The alerts and tasks of this stream that stand in any chat."""
    prefix = f"{subject.stream.hex}:"
    versions = {place.once.removeprefix(prefix) for place in places if place.once and place.once.startswith(prefix)}
    events = [subject.event(int(version)) for version in versions if version.isdecimal()]
    return [event for event in events if event is not None]


def _crises(subject: Subject) -> list[Event]:
    tasks = standing.tasks(subject.history).values()
    return [task.opened for task in tasks if task.taken is None and task.opened.fact.kind == "crisis"]
