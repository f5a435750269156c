"""When words suggest danger: a fixed text at once, a task to a named human, and the chat stays open.

Nothing is graded, nothing is asked, nothing is generated, and what was written goes nowhere but the person's own chat.
"""

from __future__ import annotations

from bots.crisis.helplines import Helplines
from bots.dialogues.talk import CRISIS, Talk
from services import crisis


async def answer(talk: Talk) -> None:
    """The fixed text, and who has been called."""
    call = await talk.ask(crisis.call, talk.office, talk.turn.chat, talk.turn.entry)
    parts = [talk.text("crisis"), lines(talk.helplines, talk.language), *_who(talk, call), talk.text("crisis-open")]
    await talk.say_plainly("\n\n".join(parts), effect=CRISIS)


def _who(talk: Talk, call: crisis.Call) -> list[str]:
    """Whether a human has been told: the same as the numbers' own box says beside it, and nothing that is hoped for."""
    names = ", ".join(call.names)
    if names and call.on_duty:
        return [talk.text("crisis-told", names=names), talk.text("crisis-on-duty")]
    parts = [talk.text("danger-not-told"), talk.text("danger-later", names=names)] if names else []
    otherwise = call.programme.settings.duty.otherwise if call.programme else None
    if otherwise is None:
        return [*parts, talk.text("crisis-nobody")]
    return [*parts, talk.text("crisis-otherwise", name=otherwise.name, phone=otherwise.phone or "")]


def lines(helplines: Helplines, language: str) -> str:
    """The helplines in a language, a line each."""
    rows = []
    for number in helplines.numbers:
        name = number.called(language)
        called = number.phone if name == number.phone else f"{name}, {number.phone}"
        rows.append(f"• {called}: {number.purpose(language)}")
    return "\n".join(rows)


async def help_text(talk: Talk) -> None:
    """The helplines, and a human of the programme: what `help` shows, without a task."""
    parts = [talk.text("help"), lines(talk.helplines, talk.language)]
    if talk.turn.chat.programme:
        parts.append(talk.text("help-human", human=talk.human(talk.turn.chat.programme)))
    await talk.say_plainly("\n\n".join(parts), effect=CRISIS)
