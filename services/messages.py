"""What may be shown of a colleague's chat: everything that stands there is narrowed again at the moment of showing.

Whoever may no longer know who somebody is sees nothing of what once was said about them. Participants' own chats are
shown as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast
from uuid import UUID

from journey.domain.events import Event
from journey.engine.chats.chats import Chat
from journey.engine.chats.messages import Message
from services import cards, conversations
from services.cards import Fate, Subject
from services.office import Office
from services.people import Crew, Identity, Person, bond
from services.permissions import Actor, Permission, may

HIDDEN = "hidden"
"""The style of a message of which nothing is shown."""

Subjects = dict[UUID, tuple[int, date, Subject | None]]
"""What has been read of people and programmes: with the version of the stream, and the day."""


@dataclass
class Viewing:
    """One page or one stream of a chat. Each person's reading is logged once in it, however often they are shown."""

    office: Office
    chat: Chat
    subjects: Subjects = field(default_factory=dict)
    """Whoever looks at several chats at once may share it between them."""
    _read: set[UUID] = field(default_factory=set)
    _answers: dict[object, object] = field(default_factory=dict)

    @property
    def staff(self) -> str:
        """The colleague whose chat it is, as `coach:REF`."""
        return self.chat.staff or ""

    def look(self) -> None:
        """Begin a look at the chat: within one, nothing is asked twice."""
        self._answers.clear()

    def subject(self, stream: UUID) -> Subject | None:
        """Whom or what a message is about, as it stands now; read again only where its stream has grown."""
        return cast("Subject | None", self._once(("subject", stream), lambda: self._subject(stream)))

    def _subject(self, stream: UUID) -> Subject | None:
        version, day = self.office.engine.log.version(stream), self.office.today()
        kept = self.subjects.get(stream)
        if kept is None or kept[:2] != (version, day):
            kept = self.subjects[stream] = (version, day, cards.read(self.office, stream))
        return kept[2]

    @property
    def crew(self) -> Crew:
        """The people at work in the colleague's programme now."""
        return cast("Crew", self._once("crew", lambda: self.office.crew(self.chat.programme or "")))

    def may(self, permission: Permission, person: Person) -> bool:
        """Whether the colleague may do this with the person now."""
        return bool(self._once((permission, person.stream), lambda: self._may(permission, person)))

    def _may(self, permission: Permission, person: Person) -> bool:
        actor = Actor.in_chat(self.chat)
        return may(actor, permission, bond(actor, person, self.crew, self.office.clock()))

    def admitted(self, programme: str) -> bool:
        """Whether the colleague may see anything of that programme now."""
        return programme == self.chat.programme and self.crew.admits(Actor.in_chat(self.chat))

    def fate(self, subject: Subject, event: Event) -> Fate:
        """What has become of an alert or a task for the colleague."""
        place = ("fate", subject.stream, event.version)
        return cast("Fate", self._once(place, lambda: cards.fate(self.crew, subject, event, self.staff)))

    def _once(self, question: object, answer: Callable[[], object]) -> object:
        if question not in self._answers:
            self._answers[question] = answer()
        return self._answers[question]

    def identity(self, person: Person) -> Identity:
        """Who somebody is. The caller has asked whether the colleague may know."""
        if person.stream in self._read:
            return self.office.identity_logged_before(person)
        self._read.add(person.stream)
        return self.office.identity(person, self.staff, "a card in their chat", ("name", "facts"))

    def note(self, streams: Iterable[UUID]) -> None:
        """These people's messages are shown: a reading of each, once."""
        fresh = sorted(set(map(self._whom, streams)) - self._read)
        self._read.update(fresh)
        now, whom = self.office.clock(), dict.fromkeys(fresh, ("name", "messages"))
        self.office.engine.access.note(now, self.staff, whom, "messages in their chat")

    def _whom(self, stream: UUID) -> UUID:
        """Whoever has sent something since their words were sealed under their draft's key is known by now."""
        chat = self._draft(stream) if self.subject(stream) is None else None
        return (chat.stream if chat is not None else None) or stream

    def _draft(self, key: UUID) -> Chat | None:
        return cast("Chat | None", self._once(("draft", key), lambda: conversations.draft(self.office, key)))

    def unseen(self, streams: Iterable[UUID]) -> set[UUID]:
        """Those of these people whom the colleague may not know."""
        return {stream for stream in streams if not self._knows(stream)}

    def _knows(self, stream: UUID) -> bool:
        subject = self.subject(stream)
        if subject is None:
            chat = self._draft(stream)
            return chat is not None and conversations.may_read(self.office, Actor.in_chat(self.chat), chat)
        if not self.admitted(subject.programme):
            return False
        return subject.person is None or self.may(Permission.READ_IDENTITY, subject.person)


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it may be shown. One that is hidden holds nothing; a card is said by whoever has the words."""

    message: Message
    hidden: bool = False
    card: tuple[Subject, Event, Fate] | None = None


def show(viewing: Viewing, messages: Sequence[Message]) -> list[Shown]:
    """Messages of a chat as the one whose chat it is may see them now. Each showing of somebody is logged."""
    if viewing.chat.staff is None:
        return [Shown(message) for message in messages]
    viewing.look()
    named = _named(viewing, messages)
    views = [_shown(viewing, message, named.get(message.id, set())) for message in messages]
    seen = [one.message for one in views if not one.hidden and one.card is None]
    viewing.note(stream for message in seen for stream in _about(viewing, message, named) - message.coded)
    return views


def states(viewing: Viewing, messages: Sequence[Message]) -> dict[int, str | None]:
    """What is to be seen of each message now, in a word: where it changes, browsers have to look again."""
    named = _named(viewing, messages)
    return {message.id: _state(viewing, _shown(viewing, message, named.get(message.id, set()))) for message in messages}


def _state(viewing: Viewing, one: Shown) -> str | None:
    if one.hidden:
        return HIDDEN
    if one.card is None:
        return None
    subject, _, fate = one.card
    unknown = subject.person is not None and not viewing.may(Permission.READ_IDENTITY, subject.person)
    return f"{fate.word}:{'coded' if unknown else 'named'}"


def coded(viewing: Viewing, streams: Iterable[UUID]) -> set[UUID]:
    """Those of these people of whom what is being said in a colleague's chat does not tell who they are.

    Whom the colleague knew when the look at the chat began is not asked of again.
    """
    unknown = set() if viewing.chat.staff is None else viewing.unseen(streams)
    if unknown:
        viewing.look()
    return viewing.unseen(unknown)


def _named(viewing: Viewing, messages: Sequence[Message]) -> dict[int, set[UUID]]:
    if len(messages) == 1:
        return viewing.office.engine.chats.named_in(viewing.chat, messages[0].id)
    return viewing.office.engine.chats.named_in(viewing.chat) if messages else {}


def _about(viewing: Viewing, message: Message, named: dict[int, set[UUID]]) -> set[UUID]:
    own = {message.key} if message.key not in (None, viewing.chat.key) else set()
    return own | named.get(message.id, set())


def _shown(viewing: Viewing, message: Message, named: set[UUID]) -> Shown:
    place = cards.reference(message)
    if place is not None:
        return _card(viewing, message, *place)
    about = _about(viewing, message, {message.id: named})
    return _hidden(message) if viewing.unseen(about - message.coded) else Shown(message)


def _card(viewing: Viewing, message: Message, stream: UUID, version: int) -> Shown:
    subject = viewing.subject(stream)
    event = subject.event(version) if subject is not None else None
    if subject is None or event is None or not viewing.admitted(subject.programme):
        return _hidden(message)
    fate = viewing.fate(subject, event)
    protected = subject.person is not None and subject.person.protected
    if fate.how == "moved" and (protected or not fate.by):
        return _hidden(message)
    return Shown(message, card=(subject, event, fate))


def _hidden(message: Message) -> Shown:
    """Nothing but that there was a message."""
    rest = Message(message.author, "", id=message.id, seq=message.seq, at=message.at, style=HIDDEN)
    return Shown(rest, hidden=True)
