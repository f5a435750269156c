"""The other doors of the referral: nobody's answers are thrown away by one tap or one word before they were asked."""

from __future__ import annotations

from typing import Any

from bots.dialogues import asking
from bots.dialogues.questions import REFERRAL
from bots.dialogues.steps import Step
from bots.dialogues.talk import Talk
from bots.states import Referral

ASKED = "door"
"""Where the draft keeps the step and the answer that somebody is asked about."""


async def lead(talk: Talk, step: Step, answer: Any, *, written: bool) -> None:
    """Show the door that an answer leads to, and keep nothing; or ask first, where that might be a mistake.

    A mistake it might be where later questions are answered already, or where the answer was read out of words: a
    second impatient "yes" answers a question that nobody has read yet.
    """
    if written or _answered_after(talk, step):
        talk.data[ASKED] = [step.name, answer]
        await ask(talk)
    else:
        talk.turn.door = step.door(answer)


def _answered_after(talk: Talk, step: Step) -> bool:
    names = [known.name for known in REFERRAL.steps]
    return any(name in asking.answers_of(talk) for name in names[names.index(step.name) + 1 :])


def asked_about(talk: Talk) -> Step | None:
    """The question whose answer somebody is asked about."""
    return REFERRAL.step(talk.data.get(ASKED, [""])[0])


async def ask(talk: Talk) -> None:
    """Ask whether the answer is right, and say what follows from it. Only a press says yes."""
    step = asked_about(talk)
    if step is None:
        return
    talk.turn.chat.state = Referral.door.state
    await talk.say(
        "referral-door",
        [talk.choice("referral:door:no", "referral-door-no")],
        [talk.choice("referral:door:yes", "referral-door-yes")],
        question=talk.text(f"referral-{step.name.replace('_', '-')}").split("\n")[0],
        answer=asking.answer(talk, step, str(talk.data[ASKED][1]))[1],
        copies=talk.office.doors.lengths.copies.days,
    )


async def decide(talk: Talk, value: str) -> None:
    """Yes: to the door, and nothing is kept. No: the question again, and everything else stays."""
    step = asked_about(talk)
    if step is None:
        return
    _, answer = talk.data.pop(ASKED)
    if value == "yes":
        talk.turn.door = step.door(answer)
    else:
        await asking.ask(talk, step)
