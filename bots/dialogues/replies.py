"""A colleague writes to somebody: into that person's own chat, under the colleague's name."""

from __future__ import annotations

from bots.dialogues import menus, portraits
from bots.dialogues.talk import Talk
from bots.states import Mine, Staff
from journey.engine.chats.chats import Chat, Message
from services import conversations
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
    cancel = [talk.choice("staff:menu", "button-cancel")]
    if chat.stream is None:
        await talk.say("reply-write", cancel)
    else:
        await portraits.say(talk, await talk.ask(talk.office.person, chat.stream), "reply-write", cancel)


async def _chat(talk: Talk, number: str) -> Chat | None:
    """The chat that is meant, for those who may answer in it. Raises NotAllowed for others."""
    meant = int(number) if number.isdecimal() else 0
    answerable = await talk.ask(conversations.answerable, talk.office, talk.actor, meant)
    if answerable is None:
        return None
    chat, person = answerable
    talk.turn.about = person.stream if person else None
    return chat


async def typed(talk: Talk, text: str) -> None:
    """The words, and a conversation that is open from now on."""
    chat = await _chat(talk, str(talk.data.pop("to", "")))
    if chat is None:
        await menus.staff(talk, "reply-no-chat")
        return
    await talk.ask(_post, talk, chat, text)
    await menus.staff(talk, "reply-sent")


def _post(talk: Talk, chat: Chat, text: str) -> None:
    name = talk.office.staff_name(talk.turn.chat.programme or "", talk.turn.chat.staff or "")

    def listening(theirs: Chat) -> None:  # while a human answers, the bot keeps quiet
        if theirs.stream is not None:
            theirs.state = Mine.talking.state

    said = Message("human", f"{name}: {text}", language=talk.language, once=f"reply-{talk.turn.entry}")
    talk.office.post(chat.id, [said], listening)
    if chat.stream is not None:
        conversations.settle_messages(talk.office, talk.actor, talk.office.person(chat.stream))
