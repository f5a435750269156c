"""Writing with a human: relayed, sealed under the person's or the draft's own key; no form takes it meanwhile."""

from __future__ import annotations

from bots.dialogues import menus
from bots.dialogues.talk import Choice, Talk
from bots.outbox import answers, cards
from bots.states import Mine
from journey.engine.chats.chats import Chat
from journey.engine.chats.messages import Message
from services import conversations, crisis
from services.conversations import Writer
from services.people import Person

UNSENT = "unsent"
"""Where the chat's draft keeps words of which it is not known yet whether they are for a human."""
NAMED = "unsent_as"
"""Where it keeps the name of the turn in which they were written."""


def turn_back(chat: Chat) -> str | None:
    """The conversation is left: the state of before, which is the chat's again."""
    conversations.ends(chat)
    if chat.state in answers.ASIDE:
        chat.state = chat.data.pop(answers.BACK, None)
    return chat.state


def ways(talk: Talk) -> list[list[Choice]]:
    """The one way back from a conversation: to the questions, or to the menu."""
    chat = talk.turn.chat
    if chat.stream is None or chat.data.get(answers.BACK) == Mine.answering.state:
        return [[talk.choice("human:on", "human-back")]]
    return [[talk.choice("mine:menu", "talking-end")]]


async def begin(talk: Talk, person: Person, _: str) -> None:
    """What is written from now on goes to a human."""
    who = Writer(talk.turn.chat, person.programme.id, person)
    names = await talk.ask(conversations.names, talk.office, who)
    if not names:
        await talk.say("talking-nobody", human=talk.human(person.programme.id))
        await menus.mine(talk, "mine-more")
        return
    answers.turn_to_human(talk.turn.chat)
    await talk.say("talking-begin", *ways(talk), name=names)


async def still(talk: Talk) -> None:
    """The conversation is open: what is written goes to a human."""
    who = await talk.ask(conversations.writer, talk.office, talk.turn.chat)
    names = await talk.ask(conversations.names, talk.office, who) if who else ""
    if names:
        await talk.say("talking-still", *ways(talk), name=names)
    else:
        await talk.say("talking-nobody", *ways(talk), human=_human(talk, who))


async def relay(talk: Talk, text: str) -> None:
    """Hand the words to whoever reads them, and say who that is."""
    who = await talk.ask(conversations.writer, talk.office, talk.turn.chat)
    names = await talk.ask(conversations.names, talk.office, who) if who else ""
    if who is None or not names:
        await talk.say("talking-nobody", *ways(talk), human=_human(talk, who))
        return
    await hand_over(talk, who, text)
    await talk.say(await talk.ask(_receipt, talk, who), *ways(talk), name=names, effect="notice")


def _receipt(talk: Talk, who: Writer) -> str:
    """What is said of words handed over: where nobody has answered and nobody is at work, that they wait."""
    reading = conversations.answered_by(who.chat) or crisis.on_duty(talk.office, talk.office.programme(who.programme))
    return "talking-sent" if reading else "talking-sent-later"


def own_words(talk: Talk) -> Message | None:
    """What the person has said in this turn, as it stands in the chat: what they wrote, or the words of a button."""
    return next((message for message in reversed(talk.turn.said) if message.author == "person"), None)


def keep(talk: Talk, text: str) -> None:
    """Words that may be meant for a human wait for the person to say so, and are known again by their name then."""
    talk.data[UNSENT], talk.data[NAMED] = text, talk.turn.entry
    _name(talk)


def _name(talk: Talk) -> None:
    words = own_words(talk)
    if words is not None:
        words.once = words.once or f"{conversations.MESSAGE}-{talk.turn.entry}"


def _entry(talk: Talk, text: str) -> str:
    """The turn in which the words were written: an earlier one, where this one has only said that they are meant."""
    words, kept = own_words(talk), talk.data.pop(NAMED, None)
    if kept and words is not None and not text.startswith(words.text.removesuffix(" …")):
        return str(kept)
    _name(talk)
    return talk.turn.entry


async def hand_over(talk: Talk, who: Writer, text: str) -> None:
    """The words in the chats of those who read them, and a task until they are answered.

    In the person's own chat they carry the name of that task: by it they are found again as part of the conversation.
    """
    entry = _entry(talk, text)
    await talk.ask(cards.relay, talk.office, talk.texts, who, text, f"relay-{entry}", talk.language)
    await talk.ask(conversations.ask_for_answer, talk.office, talk.actor, who, entry)


def _human(talk: Talk, who: Writer | None) -> str:
    """Whom one can turn to instead: of every programme, where none is chosen yet."""
    programmes = [who.programme] if who else [one.id for one in talk.office.programmes()]
    return "; ".join(map(talk.human, programmes))


async def offer(talk: Talk, person: Person, text: str) -> None:
    """Words that no question asked for: perhaps they are for the coach, or for us where there is none yet."""
    keep(talk, text)
    offered, send = ("talking-offer", "talking-send") if person.coach else ("talking-offer-us", "talking-send-us")
    await talk.say(offered, [talk.choice("mine:send", send)], [talk.choice("mine:menu", "button-menu")])


async def send_offered(talk: Talk, person: Person, _: str) -> None:
    """Yes, they are for the coach."""
    text = talk.data.pop(UNSENT, None)
    await begin(talk, person, "")
    if text and answers.is_open(talk.turn.chat):
        await relay(talk, text)
