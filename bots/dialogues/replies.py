"""A colleague writes to somebody: into that person's own chat, under the colleague's name."""

from __future__ import annotations

from bots.dialogues import menus, portraits
from bots.dialogues.talk import Talk
from bots.states import Mine, Staff
from journey.domain import standing
from journey.domain.errors import NotAllowed
from journey.domain.events.messages import TaskAcknowledged
from journey.domain.team import SUPERVISOR
from journey.engine.chats.chats import Chat, Message
from journey.engine.people import programme_stream
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
    await talk.say("reply-write", [talk.choice("staff:menu", "button-cancel")])


async def _chat(talk: Talk, number: str) -> Chat | None:
    """The chat that is meant, for those who may answer in it. Raises NotAllowed for others."""
    chat = await talk.ask(talk.office.engine.chats.load, int(number) if number.isdecimal() else 0)
    actor = talk.turn.chat.staff or ""
    if chat is None or chat.staff is not None:
        return None
    if chat.stream is not None:
        await portraits.of(talk, chat.stream.hex, Permission.WRITE_FACTS)
        return chat
    log = await talk.ask(talk.office.engine.log.load, programme_stream(talk.turn.chat.programme or ""))
    asked = [task.opened.fact for task in standing.tasks(talk.office.history(log)).values()]
    told = any(fact.chat == number and SUPERVISOR in fact.to for fact in asked)
    if not told or not actor.startswith(f"{SUPERVISOR}:"):
        raise NotAllowed("nobody is meant by that")
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

    said = Message("human", f"{name}: {text}", once=f"reply-{talk.turn.entry}")
    talk.office.post(chat.id, [said], listening)
    if chat.stream is None:
        return
    person = talk.office.person(chat.stream)
    open_ = [
        task.opened.fact.task
        for task in standing.tasks(person.history).values()
        if task.opened.fact.kind == "message" and not task.done
    ]
    told = [(f"take-{task}", TaskAcknowledged(task=task, done=True)) for task in open_]
    if told:
        talk.office.record(person.stream, person.programme.id, talk.turn.chat.staff or "", *told)
