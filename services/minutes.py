"""Minutes: the note of a contact or of a meeting that was kept, and sharing it with the person it is about.

Whoever asks for their own data sees every note. To share one is to tell it at once: it stands in the person's chat.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from journey.domain import notes
from journey.domain.events import Event, Recorded
from journey.domain.events.colleagues import NoteShared
from journey.engine.chats.chats import Chat
from journey.engine.chats.messages import Message
from services import changes
from services.changes import Entry, Stale
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

KINDS = ("contact_held", "appointment_kept")
"""Types whose note tells what was said with the person."""

Words = Callable[[Chat, str], str]
"""How a note is said in a chat, in the language of that chat."""


def note_of(office: Office, event: Event) -> str | None:
    """The minutes that an entry holds; None where it holds none. The caller has asked whether they may be read."""
    return office.reveal(event, "note") if event.type in KINDS else None


def is_shared(person: Person, event: Event) -> bool:
    """Whether the person has been told these minutes."""
    return event.version in notes.shared(person.history)


def may_share(office: Office, actor: Actor, person: Person, event: Event) -> bool:
    """Whether the actor can tell them to the person: by their chat, what still holds and has not been told."""
    struck = {one.version for one, _ in person.history.struck}
    if event.version in struck or is_shared(person, event) or note_of(office, event) is None:
        return False
    return office.may(actor, Permission.WRITE_FACTS, person) and _chat(office, person) is not None


def share(office: Office, actor: Actor, stream: UUID, version: int, words: Words) -> None:
    """Tell the person the minutes of one entry, once however often it is asked for.

    Raises NotAllowed, and Stale where there are none, or the person has no chat.
    """
    entry = f"shared-{stream.hex}-{version}"

    def deciding(person: Person) -> list[Entry]:
        if not changes.repeated(person, entry) and not may_share(office, actor, person, _at(person, version)):
            raise Stale("nothing is to be shared there")
        return [(entry, NoteShared(about=version))]

    changed = changes.about_person(office, actor, Permission.WRITE_FACTS, stream, deciding)
    person = changed.person or office.person(stream)
    chat, note = _chat(office, person), note_of(office, _at(person, version))
    if chat is not None and note is not None:  # said under one name: asked for again, it stands there once
        office.post(chat.id, [Message("human", words(chat, note), language=chat.language, once=entry)])


def _at(person: Person, version: int) -> Recorded:
    if not 0 < version <= len(person.log):
        raise Stale("there is no such entry")
    return person.log[version - 1]


def _chat(office: Office, person: Person) -> Chat | None:
    return next(iter(office.engine.chats.find(stream=person.stream, channel="webchat")), None)
