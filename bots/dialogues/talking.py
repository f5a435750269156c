"""Writing with a human: relayed, sealed under the person's or the draft's own key; no form takes it meanwhile."""

from __future__ import annotations

from bots.dialogues import menus
from bots.dialogues.talk import Choice, Talk
from bots.outbox import cards
from bots.states import Human, Mine
from journey.engine.chats.chats import Chat
from services import conversations, crisis
from services.conversations import Writer
from services.people import Person

_BACK = "back"
"""Where the chat's draft keeps the question that was open before a human was talked with."""
_ASIDE = (Mine.talking.state, Human.talking.state, Human.pause.state)


def turn_to_human(chat: Chat, *, pause: bool = False) -> None:
    """What is written next goes to a human, or waits for a word about going on; what was being asked is kept."""
    if chat.state not in _ASIDE:
        chat.data[_BACK] = chat.state
    if pause:
        chat.state = Human.pause.state
    else:
        chat.state = Human.talking.state if chat.stream is None else Mine.talking.state


def turn_back(chat: Chat) -> str | None:
    """The conversation is left: the state of before, which is the chat's again."""
    conversations.ends(chat)
    if chat.state in _ASIDE:
        chat.state = chat.data.pop(_BACK, None)
    return chat.state


def is_open(chat: Chat) -> bool:
    """Whether what is written goes to a human."""
    return chat.state in (Mine.talking.state, Human.talking.state)


def ways(talk: Talk) -> list[list[Choice]]:
    """The one way back from a conversation: to the questions, or to the menu."""
    chat = talk.turn.chat
    if chat.stream is None or chat.data.get(_BACK) == Mine.answering.state:
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
    turn_to_human(talk.turn.chat)
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


async def hand_over(talk: Talk, who: Writer, text: str) -> None:
    """The words in the chats of those who read them, and a task until they are answered."""
    entry = talk.turn.entry
    await talk.ask(cards.relay, talk.office, talk.texts, who, text, f"relay-{entry}", talk.language)
    await talk.ask(conversations.ask_for_answer, talk.office, talk.actor, who, entry)


def _human(talk: Talk, who: Writer | None) -> str:
    """Whom one can turn to instead: of every programme, where none is chosen yet."""
    programmes = [who.programme] if who else [one.id for one in talk.office.programmes()]
    return "; ".join(map(talk.human, programmes))


async def offer(talk: Talk, _person: Person, text: str) -> None:
    """Words that no question asked for: perhaps they are for the coach."""
    talk.data["unsent"] = text
    await talk.say(
        "talking-offer", [talk.choice("mine:send", "talking-send")], [talk.choice("mine:menu", "button-menu")]
    )


async def send_offered(talk: Talk, person: Person, _: str) -> None:
    """Yes, they are for the coach."""
    text = talk.data.pop("unsent", None)
    await begin(talk, person, "")
    if text and is_open(talk.turn.chat):
        await relay(talk, text)
