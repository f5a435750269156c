"""A colleague writes to somebody: into that person's own chat, under the colleague's name."""

from __future__ import annotations

from collections.abc import Sequence

from bots.dialogues import alerts, menus, portraits
from bots.dialogues.talk import Choice, Talk
from bots.outbox import answers
from bots.states import Staff
from journey.engine.chats.chats import Chat
from services import conversations, tasks
from services.conversations import Writer
from services.people import Person
from services.permissions import Permission


async def write(talk: Talk, stream: str) -> None:
    """Write to somebody of the caseload."""
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    chats = await talk.ask(lambda: talk.office.engine.chats.find(stream=person.stream, channel="webchat"))
    if not chats:
        await menus.staff(talk, "reply-no-chat")
        return
    await _open(talk, chats[0])


async def reply(talk: Talk, number: str) -> None:
    """Answer in the chat that a card speaks of."""
    chat = await _chat(talk, number)
    if chat is None:
        await menus.staff(talk, "reply-no-chat")
        return
    await _open(talk, chat)


async def _open(talk: Talk, chat: Chat) -> None:
    talk.turn.chat.state = Staff.replying.state
    talk.data["to"] = chat.id
    talk.data.pop("form", None)
    # Words of danger that come after this are not what is being answered: they call for somebody anew.
    talk.data["crises"] = await talk.ask(tasks.crises, talk.office, talk.actor, chat)
    key = "reply-write-crisis" if talk.data["crises"] else "reply-write"
    cancel = [talk.choice("staff:menu", "button-cancel")]
    person = None if chat.stream is None else await talk.ask(talk.office.person, chat.stream)
    await _say(talk, chat, person, key, cancel)


async def _say(talk: Talk, chat: Chat, person: Person | None, key: str, *rows: Sequence[Choice]) -> None:
    """Say something under the name of whom it goes to, or under the signs of somebody who has none here."""
    if person is not None:
        await portraits.say(talk, person, key, *rows)
        return
    sign = await talk.ask(conversations.sign_now, talk.office, talk.turn.chat.programme or "", chat.id)
    who = talk.text("somebody-signed", who=talk.text("somebody"), sign=sign)
    await talk.say_plainly(talk.text("about-whom", who=who, text=talk.text(key)), *rows)


async def _chat(talk: Talk, number: str) -> Chat | None:
    """The chat that is meant, for those who may answer in it. Raises NotAllowed for others."""
    answerable = await _answerable(talk, number)
    return answerable[0] if answerable else None


async def _answerable(talk: Talk, number: str) -> tuple[Chat, Person | None] | None:
    meant = int(number) if number.isdecimal() else 0
    answerable = await talk.ask(conversations.answerable, talk.office, talk.actor, meant)
    if answerable is not None:
        chat, person = answerable
        talk.turn.about = person.stream if person else chat.key
    return answerable


async def typed(talk: Talk, text: str) -> None:
    """The words, and a conversation that is open from now on; a crisis that they answer is taken with them."""
    answerable = await _answerable(talk, str(talk.data.pop("to", "")))
    answered = talk.data.pop("crises", [])
    if answerable is None:
        await menus.staff(talk, "reply-no-chat")
        return
    taken = await alerts.take_by_answering(talk, answered)
    await talk.ask(_post, talk, *answerable, text)
    for place in taken:
        await alerts.show_raised(talk, place)
    await _say(talk, *answerable, "reply-sent")
    await menus.staff(talk, "staff-more")


def _post(talk: Talk, chat: Chat, person: Person | None, text: str) -> None:
    programme, staff = talk.turn.chat.programme or "", talk.turn.chat.staff or ""
    who, once = Writer(chat, programme, person), f"reply-{talk.turn.entry}"
    answers.put(talk.office, talk.texts, staff, who, text, once=once, language=talk.language)
    conversations.settle_messages(talk.office, talk.actor, who)
