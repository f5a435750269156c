"""A human instead of the questions: the pause after words of crisis, asking for somebody, and the way back.

Whoever asks is never told that they were not understood: they get a human, a number, or another day.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram.types import CallbackQuery, Message

from bots.crisis.wishes import Wishes
from bots.dialogues import appointments, menus, questionnaires, referral, sending, talking
from bots.dialogues.questions import REFERRAL
from bots.dialogues.steps import Unclear
from bots.dialogues.talk import Choice, Talk
from bots.dialogues.vocabulary import phrases
from bots.outbox import answers
from bots.states import Human, Mine, Referral
from services import conversations, crisis
from services.conversations import Writer
from services.raised import HELD

_LONG_ANSWER = 200
"""Characters from which on what is written to an open question is its answer, whatever it also says."""


# --- the pause after words of crisis --------------------------------------------------------------------------------


def mark(talk: Talk, name: str = "crisis-") -> None:
    """The words carry the name of the task they open: by it, whoever takes the task finds them."""
    words = talking.own_words(talk)
    if words is not None:
        words.once = f"{name}{talk.turn.entry}"


async def pause(talk: Talk) -> None:
    """Before any other question: does the person want to go on? What they write now answers nothing."""
    answers.turn_to_human(talk.turn.chat, pause=True)
    await _ask(talk)


async def _ask(talk: Talk) -> None:
    names = await _names(talk)
    rows = [[talk.choice("human:on", "human-on" if talk.turn.chat.stream is None else "button-menu")]]
    if names:
        rows.append([talk.choice("human:write", "human-write")])
    rows.append([talk.choice("human:stop", "human-stop")])
    parts = [talk.text("pause-who-reads", names=names)] if names else []
    await talk.say_plainly("\n\n".join([*parts, talk.text("pause-go-on")]), *rows)


async def _names(talk: Talk) -> str:
    who = await talk.ask(conversations.writer, talk.office, talk.turn.chat)
    return await talk.ask(conversations.names, talk.office, who) if who else ""


async def still(talk: Talk) -> None:
    """Where one is: in the pause, or in a conversation."""
    await (_ask(talk) if talk.turn.chat.state == Human.pause.state else talking.still(talk))


async def typed(message: Message, talk: Talk) -> None:
    """Words beside the questions: yes and no where the pause asks, everything else for a human."""
    text = message.text or ""
    if talk.turn.chat.state == Human.pause.state:
        word = " ".join(text.casefold().split()).strip(" .!?")
        if word in phrases(talk.texts, "yes"):
            await on(talk)
            return
        if word in phrases(talk.texts, "no"):
            await stop(talk)
            return
        if not await _names(talk):
            mark(talk, HELD)
            await talk.say("asked-nobody", human=_human(talk, None))
            await _ask(talk)
            return
        answers.turn_to_human(talk.turn.chat)
    await talking.relay(talk, text)


async def on(talk: Talk) -> None:
    """Back to the question that was open, or to the menu."""
    chat, back = talk.turn.chat, talking.turn_back(talk.turn.chat)
    if chat.stream is None:
        await (sending.go_on(talk) if back in (None, Referral.programme.state) else sending.repeat(talk))
    elif back == Mine.answering.state:
        await questionnaires.repeat(talk)
    else:
        await menus.mine(talk)


async def write(talk: Talk) -> None:
    """Write with a human."""
    names = await _names(talk)
    if not names:
        await talk.say("asked-nobody", human=_human(talk, None))
        await on(talk)
        return
    answers.turn_to_human(talk.turn.chat)
    await talk.say("asked-begin", *talking.ways(talk), name=names)


async def stop(talk: Talk) -> None:
    """Enough for now: the draft stays, with a link back to it."""
    talking.turn_back(talk.turn.chat)
    if talk.turn.chat.stream is None:
        await sending.later(talk)
        return
    talk.turn.chat.state = Mine.menu.state
    await talk.say("asked-stopped", [talk.choice("mine:menu", "button-menu")])


async def obey(talk: Talk, command: str) -> None:
    """The words that hold everywhere, as they are meant beside the questions."""
    await (stop(talk) if command in ("stop", "pause", "later") else on(talk))


# --- asking for a human ---------------------------------------------------------------------------------------------


def wish_of(wishes: Wishes, talk: Talk, text: str) -> str | None:
    """What a text asks for beside the open question; None where it answers that, or goes to a human anyway."""
    chat = talk.turn.chat
    if chat.staff is not None or answers.is_open(chat) or chat.state == Human.pause.state:
        return None
    kind = wishes.kind(text)
    return None if kind is None or _answers(talk, text) else kind


def _answers(talk: Talk, text: str) -> bool:
    """Whether the open question of the referral takes the text for an answer that is none by chance."""
    state, _, name = (talk.turn.chat.state or "").partition(":")
    step = REFERRAL.step(name) if state == "Referral" and talk.turn.chat.programme else None
    if step is None:
        return False
    if referral.matching(talk, step, text) is not None:
        return True
    if step.reads is None:
        return False
    if step.name in ("name", "words"):  # they take anything
        return step.name == "words" and len(text) > _LONG_ANSWER
    try:
        step.reads(text)
    except Unclear:
        return False
    return True


async def wished(message: Message, talk: Talk, wish: str) -> None:
    """Somebody wrote that they want a human, wonder who is there, or have had enough."""
    text = message.text or ""
    if wish == "call" and talk.turn.chat.state == Referral.reach.state:  # how may we reach you? Ring me.
        await referral.choose(talk, "reach", "phone")
        return
    if wish in ("human", "call") and not _takes_anything(talk):
        await call(talk, text)
        return
    talking.keep(talk, text)
    await _offer(talk, wish)


def _takes_anything(talk: Talk) -> bool:
    """Whether the open question is one for own words: what sounds like a wish may be meant as its answer."""
    return talk.turn.chat.state in (Referral.words.state, Mine.wish.state)


async def _offer(talk: Talk, wish: str) -> None:
    rows = [[talk.choice("human:ask", "human-call")], *_ways_on(talk)]
    if _takes_anything(talk):
        rows.append([talk.choice("human:answer", "human-answer")])
    who = await talk.ask(conversations.writer, talk.office, talk.turn.chat)
    await talk.say(f"asked-offer-{wish}", *rows, human=_human(talk, who))


def _ways_on(talk: Talk) -> list[list[Choice]]:
    if talk.turn.chat.stream is not None and talk.turn.chat.state != Mine.answering.state:
        return [[talk.choice("mine:menu", "button-menu")]]
    return [[talk.choice("human:stop", "human-later"), talk.choice("human:on", "human-back")]]


async def on_button(talk: Talk) -> None:
    """The button that stands at every question, or under what a wish was answered with."""
    await call(talk, talk.data.pop(talking.UNSENT, None) or talk.text("human-call"))


async def call(talk: Talk, text: str) -> None:
    """A human, where one is at work; else a number, and a message to whoever comes first."""
    who = await talk.ask(conversations.writer, talk.office, talk.turn.chat)
    names = await talk.ask(conversations.names, talk.office, who) if who else ""
    if who is None or not names:
        await talk.say("asked-nobody", *_ways_on(talk), human=_human(talk, who))
    elif who.person is not None or crisis.on_duty(talk.office, talk.office.programme(who.programme)):
        await _called(talk, who, names, text)
    else:
        talking.keep(talk, text)
        rows = [[talk.choice("human:leave", "human-leave")], *_ways_on(talk)]
        await talk.say("asked-away", *rows, human=_human(talk, who))


async def leave(talk: Talk) -> None:
    """Nobody is at work: the words wait for whoever comes."""
    who = await talk.ask(conversations.writer, talk.office, talk.turn.chat)
    names = await talk.ask(conversations.names, talk.office, who) if who else ""
    if who is None or not names:
        await call(talk, "")
        return
    await _called(talk, who, names, talk.data.pop(talking.UNSENT, None) or talk.text("human-call"))


async def _called(talk: Talk, who: Writer, names: str, text: str) -> None:
    await talking.hand_over(talk, who, text)
    answers.turn_to_human(talk.turn.chat)
    on_duty = crisis.on_duty(talk.office, talk.office.programme(who.programme))
    when = "now" if on_duty else "later"
    rows = talking.ways(talk)
    if who.person is None:
        rows.append([talk.choice("human:stop", "human-later")])
    await talk.say(f"asked-called-{when}", *rows, name=names, human=_human(talk, who))


async def answer(talk: Talk) -> None:
    """It was no wish: the words are the answer to the open question."""
    text = talk.data.pop(talking.UNSENT, None)
    talk.data.pop(talking.NAMED, None)
    if text is not None and talk.turn.chat.state == Mine.wish.state:
        await appointments.wished(talk, await menus.person_of(talk), text)
    elif text is None or talk.turn.chat.stream is not None:
        await on(talk)
    else:
        await referral.answer(talk, text)


def _human(talk: Talk, who: Writer | None) -> str:
    """Whom one can ring or turn to: of every programme, where none is chosen yet."""
    programme = who.programme if who else talk.turn.chat.programme
    programmes = [programme] if programme else [one.id for one in talk.office.programmes()]
    return "; ".join(map(talk.human, programmes))


async def pressed_in_form(query: CallbackQuery, talk: Talk) -> None:
    """A button of the question that was open: whoever presses it has gone back to that."""
    talking.turn_back(talk.turn.chat)
    await referral.pressed(query, talk)


async def pressed(query: CallbackQuery, talk: Talk) -> None:
    """A button beside the questions."""
    action = ACTIONS.get((query.data or "").partition(":")[2], on)
    await (menus.staff(talk) if talk.turn.chat.staff is not None else action(talk))


ACTIONS: dict[str, Callable[[Talk], Awaitable[None]]] = {
    "on": on,
    "write": write,
    "stop": stop,
    "call": on_button,
    "ask": on_button,
    "leave": leave,
    "answer": answer,
}
"""What can be pressed beside the questions, by the word after `human:`."""
