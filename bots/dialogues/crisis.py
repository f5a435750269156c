"""When words suggest danger: a fixed text at once, a task to a named human, and the chat stays open.

Nothing is graded, nothing is asked, nothing is generated, and what was written goes nowhere but the person's own chat.
"""

from __future__ import annotations

from bots.crisis.helplines import Helplines
from bots.dialogues.talk import CRISIS, Talk
from services import crisis


async def answer(talk: Talk) -> None:
    """The fixed text, and who has been call."""
    call = await talk.ask(crisis.call, talk.office, talk.turn.chat, talk.turn.entry)
    parts = [talk.text("crisis"), lines(talk.helplines, talk.language)]
    if call.names:
        parts.append(talk.text("crisis-told", names=", ".join(call.names)))
    if call.names and call.on_duty:
        parts.append(talk.text("crisis-on-duty"))
    elif call.programme is not None and (otherwise := call.programme.settings.duty.otherwise) is not None:
        parts.append(talk.text("crisis-otherwise", name=otherwise.name, phone=otherwise.phone or ""))
    else:
        parts.append(talk.text("crisis-nobody"))
    parts.append(talk.text("crisis-open"))
    await talk.say_plainly("\n\n".join(parts), effect=CRISIS)


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
