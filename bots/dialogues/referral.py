"""The self-referral: answers to one question at a time, back and forth at will."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery, Message

from bots.dialogues import asking, doors, plain_answers, sending
from bots.dialogues.questions import REFERRAL, implausible
from bots.dialogues.steps import Answers, Step, Unclear
from bots.dialogues.talk import Talk
from journey.domain.programme import Programme

_BESIDE = ("language", "programme", "summary", "change", "start_over", "later", "door")


async def pressed(query: CallbackQuery, talk: Talk) -> None:
    """A ready answer, or a way around the question."""
    _, name, value = (query.data or "").split(":", 2)
    if name != (talk.turn.chat.state or "").partition(":")[2]:
        await sending.again(talk, "stale")
        return
    if name in _BESIDE:
        await sending.beside(talk, name, value)
        return
    step = REFERRAL.step(name)
    if step is None:
        await sending.again(talk, "stale")
    elif value == "back":
        await back(talk)
    elif value == "later":
        await sending.later(talk)
    elif value == "skip" and step.skip:
        await keep_answer(talk, step, None)
    elif (option := _option(step, value, asking.programme_of(talk))) is not None:
        await _chosen(talk, step, option)
    else:
        await sending.again(talk, "stale")


def _option(step: Step, value: str, programme: Programme) -> str | None:
    ready = step.ready(programme)
    if value.startswith("=") and value[1:].isdecimal() and int(value[1:]) < len(ready):
        return ready[int(value[1:])]
    return value if value in ready else None


async def _chosen(talk: Talk, step: Step, option: str, *, written: bool = False) -> None:
    if step.name == "welcome" and option == "data":
        lengths = talk.office.doors.lengths
        human = talk.human(asking.programme_of(talk).id)
        await talk.say("privacy", human=human, drafts=lengths.draft.days, copies=lengths.copies.days)
        await asking.ask(talk, step)
    elif step.name == "protected" and option == "what":
        await talk.say("referral-protected-explained")
        await asking.ask(talk, step)
    else:
        await keep_answer(talk, step, option, written=written)


async def typed(message: Message, talk: Talk) -> None:
    """A typed answer to the open question."""
    name = (talk.turn.chat.state or "").partition(":")[2]
    step = REFERRAL.step(name)
    if step is None:
        await sending.again(talk, "unclear-button")
    else:
        await _read(talk, step, message.text or "")


async def answer(talk: Talk, text: str) -> None:
    """These words are meant as the answer to the open question, whatever else they might have been."""
    step = REFERRAL.step((talk.turn.chat.state or "").partition(":")[2])
    await (sending.repeat(talk) if step is None else _read(talk, step, text))


async def choose(talk: Talk, name: str, option: str) -> None:
    """A ready answer that was given in other words."""
    step = REFERRAL.step(name)
    await (sending.repeat(talk) if step is None else _chosen(talk, step, option))


async def _read(talk: Talk, step: Step, text: str) -> None:
    try:
        option = _meant(talk, step, text)
        if option is not None:
            await _chosen(talk, step, option, written=True)
            return
        value = _value(talk, step, text)
    except Unclear as unclear:
        if str(unclear) == "unclear-long":
            talk.turn.returned = text
        await sending.again(talk, str(unclear))
        return
    if step.name == "birth_year" and implausible(value, asking.programme_of(talk), talk.office.today()):
        await sending.again(talk, "unclear-birth-year-age")
        return
    await keep_answer(talk, step, value)


def _value(talk: Talk, step: Step, text: str) -> Any:
    """The value of a typed answer. Raises Unclear with the key of what would help."""
    if step.name == "birth_year":
        return plain_answers.birth_year(talk.texts, text, talk.office.today())
    if step.reads is None:
        raise Unclear(plain_answers.unclear(step, asking.programme_of(talk)))
    return step.reads(text)


def matching(talk: Talk, step: Step, text: str) -> str | None:
    """The ready answer that was typed instead of pressed; None where it is none, or lies between two of them."""
    try:
        return _meant(talk, step, text)
    except Unclear:
        return None


def _meant(talk: Talk, step: Step, text: str) -> str | None:
    """The same. Raises Unclear where it lies between two of them."""
    wanted = " ".join(text.casefold().split()).strip(" .!?")
    for option in step.ready(asking.programme_of(talk)):
        if wanted == asking.answer(talk, step, option)[1].casefold().strip(" .!?"):
            return option
    if step.reads is not None:  # words of one's own: "nej" may be a name
        return None
    return plain_answers.option(talk.texts, step, text, asking.programme_of(talk), talk.office.today())


async def keep_answer(talk: Talk, step: Step, value: Any, *, written: bool = False) -> None:
    """Keep an answer, and go on; or lead to the other door that it opens. `written`: read out of words, not pressed."""
    if step.door(value) is not None:
        await doors.lead(talk, step, value, written=written)
        return
    answers = asking.answers_of(talk)
    answers[step.name] = value
    if step.name == "reach":
        for other in ("phone", "email"):
            if value not in (other, "both"):
                answers.pop(other, None)
        if value == "none":
            answers.pop("reminders", None)
    await sending.go_on(talk)


async def back(talk: Talk) -> None:
    """To the question before, which is asked anew; from an answer that was to be changed, back with it as it was."""
    if talk.turn.chat.programme is None:
        await sending.again(talk, "referral-first")
        return
    name, doubted = (talk.turn.chat.state or "").partition(":")[2], doors.asked_about(talk)
    if name in asking.answers_of(talk):
        await sending.go_on(talk)
    elif name == "door" and doubted is not None:
        await asking.ask(talk, doubted)
    else:
        await _to_the_one_before(talk, name)


async def _to_the_one_before(talk: Talk, name: str) -> None:
    answers, programme = asking.answers_of(talk), asking.programme_of(talk)
    step = REFERRAL.before(name, answers, programme) if REFERRAL.step(name) else _last(answers, programme)
    if step is None:
        await talk.say("referral-first")
        await sending.repeat(talk)
        return
    answers.pop(step.name, None)
    await asking.ask(talk, step)


def _last(answers: Answers, programme: Programme) -> Step | None:
    asked = [step for step in REFERRAL.steps if step.name in answers and step.asked(answers, programme)]
    return asked[-1] if asked else None


async def skip(talk: Talk) -> None:
    """Leave the open question out, where it can be."""
    step = REFERRAL.step((talk.turn.chat.state or "").partition(":")[2])
    if step is not None and step.skip:
        await keep_answer(talk, step, None)
    else:
        await sending.again(talk, "referral-needed")
