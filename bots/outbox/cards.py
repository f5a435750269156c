"""Cards: what the log tells somebody of the programme, put into their chat once, with what can be done about it.

A card that speaks of a person is sealed under that person's key: erasing the person takes the card away too. Whoever
may not know who it is gets a card without a name.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import sqlalchemy as sa

from bots.texts.catalogue import Texts
from bots.texts.dates import say_day, say_moment
from journey.domain import standing
from journey.domain.events import Event, is_person, messages
from journey.domain.events.system import AlertRaised
from journey.engine.chats import tables
from journey.engine.chats.chats import Button, Chat, Message
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

CARD, URGENT = "card", "crisis"
_NAME = "cards"
_AT_ONCE = ("crisis", "message", "referral")  # what is never kept for a digest


class Cards:
    """Follows the log and puts cards into chats; any number of processes may do so at once."""

    def __init__(self, office: Office, texts: Texts, urgent: Callable[[str, str], None] = lambda *_: None) -> None:
        """`urgent` is told of (programme, staff) who must look at once."""
        self.office = office
        self.texts = texts
        self.urgent = urgent

    def follow(self) -> int:
        """Put up every card that the log calls for and that stands nowhere yet. Returns how many events were new."""
        position, taken = self._position(), 0
        for upto, events in self.office.engine.log.scan(position):
            for event in events:
                if isinstance(event.fact, AlertRaised | messages.TaskOpened):
                    self._put(event)
            taken += len(events)
            self._move(upto)
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
            found = connection.execute(sa.select(table.c.position).where(table.c.name == _NAME)).scalar()
        return int(found or 0)

    def _move(self, position: int) -> None:
        table = tables.followers
        query = table.update().where(table.c.name == _NAME, table.c.position < position).values(position=position)
        with self.office.engine.store.write() as connection:
            if connection.execute(query).rowcount == 0 and self._missing(connection):
                connection.execute(table.insert().values(name=_NAME, position=position))

    def _missing(self, connection: sa.Connection) -> bool:
        return connection.execute(sa.select(tables.followers).where(tables.followers.c.name == _NAME)).first() is None

    def _put(self, event: Event) -> None:
        person = self._person(event)
        if person is not None and person.history.erased:
            return
        kind = getattr(event.fact, "kind", "")
        for to in event.fact.to:
            for chat in staff_chats(self.office, event.programme, to):
                if chat.data.get("digest") and kind not in _AT_ONCE:
                    continue
                card = self._card(event, person, chat)
                card.once = f"{event.stream.hex}:{event.version}"
                self.office.post(chat.id, [card])
                put_up = card.id > 0  # by this process: another may have done so first
                if put_up and kind == "crisis" and chat.staff:
                    self.urgent(event.programme, chat.staff)

    def _person(self, event: Event) -> Person | None:
        log = self.office.engine.log.load(event.stream)
        return self.office.person(event.stream) if is_person(log) else None

    def _card(self, event: Event, person: Person | None, chat: Chat) -> Message:
        who = name_for(self.office, self.texts, chat, person)
        if isinstance(event.fact, AlertRaised):
            return _alert(self.office, self.texts, event, person, who, chat)
        return _task(self.office, self.texts, event, person, who, chat)


def staff_chats(office: Office, programme: str, to: str) -> list[Chat]:
    """The chats of those who are meant and may enter."""
    members = office.staff(programme, to)
    return [chat for member in members for chat in office.engine.chats.find(staff=member, programme=programme)[:1]]


def name_for(office: Office, texts: Texts, chat: Chat, person: Person | None) -> str:
    """What a person is called in a colleague's chat: by name only for those who may know it."""
    if person is None:
        return texts(chat.language, "somebody")
    if not office.may(Actor.in_chat(chat), Permission.READ_IDENTITY, person):
        return texts(chat.language, "somebody-protected" if person.protected else "somebody-new")
    name = office.identity(person, chat.staff or "", "a card in their chat").name
    if name is not None:
        return name
    with office.engine.store.read() as connection:
        return office.engine.people.references(connection, [person.stream]).get(person.stream) or texts(
            chat.language, "somebody"
        )


def _alert(office: Office, texts: Texts, event: Event, person: Person | None, who: str, chat: Chat) -> Message:
    fact, language = event.fact, chat.language
    rule = office.programme(event.programme).rule(fact.rule)
    text = texts(
        language,
        f"card-{fact.kind.replace('_', '-')}",
        who=who,
        rule=rule.name if rule else fact.rule,
        day=say_day(texts, language, fact.due, office.today()),
    )
    acknowledge = Button(texts(language, "card-acknowledge"), f"staff:ack:{event.stream.hex}:{event.version}")
    if person is None:
        return Message("bot", text, [[acknowledge]], style=CARD)
    rows = [[acknowledge, _button(texts, language, "open", person.stream)]]
    if office.may(Actor.in_chat(chat), Permission.WRITE_FACTS, person):
        first = ("employer", "contact") if _about_employers(fact.rule) else ("contact", "employer")
        rows = [
            [_button(texts, language, name, person.stream) for name in first],
            [_button(texts, language, "book", person.stream), rows[0][1]],
            [acknowledge],
        ]
    return Message("bot", text, rows, style=CARD, key=person.stream)


def _about_employers(rule: str) -> bool:
    return rule.startswith("job_search")


def _button(texts: Texts, language: str, name: str, stream: UUID) -> Button:
    return Button(texts(language, f"card-{name}"), f"staff:{name}:{stream.hex}")


def _task(office: Office, texts: Texts, event: Event, person: Person | None, who: str, chat: Chat) -> Message:
    fact, language = event.fact, chat.language
    values = {"who": who, "about": fact.about or "", "when": ""}
    if fact.kind == "appointment" and person is not None:
        found = standing.appointments(person.history).get(fact.about or "")
        values["when"] = say_moment(texts, language, found.at, office.today()) if found else ""
        values["about"] = _appointment_news(office, texts, language, person, fact.about or "")
    if fact.kind == "place":
        values["about"] = texts(language, f"offer-answer-{fact.about}")
    text = texts(language, f"card-task-{fact.kind}", **values)
    take = Button(
        texts(language, f"card-take-{'crisis' if fact.kind == 'crisis' else 'task'}"),
        f"staff:take:{event.stream.hex}:{event.version}",
    )
    rows = [[take]]
    mine = person is not None and office.may(Actor.in_chat(chat), Permission.READ_IDENTITY, person)
    if fact.chat is not None and (person is None or mine):
        rows.append([Button(texts(language, "card-reply"), f"staff:reply:{fact.chat}")])
    if person is not None and fact.kind == "referral" and (chat.staff or "").startswith("coach:"):
        rows = [[Button(texts(language, "card-mine"), f"staff:mine:{person.stream.hex}")]]
    elif person is not None and (mine or office.may(Actor.in_chat(chat), Permission.READ_FACTS, person)):
        rows.append([_button(texts, language, "open", person.stream)])
    style = URGENT if fact.kind == "crisis" else CARD
    return Message("bot", text, rows, style=style, key=person.stream if person else None)


def _appointment_news(office: Office, texts: Texts, language: str, person: Person, appointment: str) -> str:
    """What the person said about an appointment: called off, or another time and in which words."""
    for event in reversed(person.log):
        if getattr(event.fact, "appointment", None) != appointment:
            continue
        if event.type == "appointment_cancelled":
            return texts(language, "card-appointment-cancelled")
        if event.type == "appointment_change_requested":
            wish = office.reveal(event, "wish")
            return texts(language, "card-appointment-wish", wish=wish) if wish else ""
    return ""


def message(office: Office, texts: Texts, person: Person, told: str, text: str, once: str) -> None:
    """A person's own words, in the chat of whoever is told about them; sealed under the person's key."""
    for chat in staff_chats(office, person.programme.id, told):
        who = name_for(office, texts, chat, person)
        said = Message("human", f"{who}: {text}", style="relayed", key=person.stream, once=once)
        office.post(chat.id, [said])
