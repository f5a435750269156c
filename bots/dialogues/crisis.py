"""When words suggest danger: a fixed text at once, a task to a named human, and the chat stays open.

Nothing is graded, nothing is asked, nothing is generated, and what was written goes nowhere but the person's own chat.
"""

from __future__ import annotations

from dataclasses import dataclass

from bots.crisis.helplines import Helplines
from bots.dialogues.talk import CRISIS, Talk
from journey.domain import calendar
from journey.domain.commands import Record
from journey.domain.events.messages import TaskOpened
from journey.domain.programme import Programme
from journey.domain.team import SUPERVISOR
from journey.engine.chats.chats import Chat
from services.office import SENDER, Office


@dataclass(frozen=True, slots=True)
class Told:
    """Who has been given the task, by name where one is known, and whether anybody is at work to see it."""

    names: tuple[str, ...]
    on_duty: bool
    programme: Programme | None


async def answer(talk: Talk) -> None:
    """The fixed text, and who has been told."""
    told = await talk.ask(open_task, talk.office, talk.turn.chat, talk.turn.entry)
    parts = [talk.text("crisis"), lines(talk.helplines, talk.language)]
    if told.names:
        parts.append(talk.text("crisis-told", names=", ".join(told.names)))
    if told.names and told.on_duty:
        parts.append(talk.text("crisis-on-duty"))
    elif told.programme is not None and (otherwise := told.programme.settings.duty.otherwise) is not None:
        parts.append(talk.text("crisis-otherwise", name=otherwise.name, phone=otherwise.phone or ""))
    else:
        parts.append(talk.text("crisis-nobody"))
    parts.append(talk.text("crisis-open"))
    await talk.say_plainly("\n\n".join(parts), effect=CRISIS)


def lines(helplines: Helplines, language: str) -> str:
    """The helplines in a language, a line each."""
    found = []
    for number in helplines.numbers:
        name = number.called(language)
        called = number.phone if name == number.phone else f"{name}, {number.phone}"
        found.append(f"• {called}: {number.purpose(language)}")
    return "\n".join(found)


async def help_text(talk: Talk) -> None:
    """The helplines, and a human of the programme: what `help` shows, without a task."""
    parts = [talk.text("help"), lines(talk.helplines, talk.language)]
    if talk.turn.chat.programme:
        parts.append(talk.text("help-human", human=talk.human(talk.turn.chat.programme)))
    await talk.say_plainly("\n\n".join(parts), effect=CRISIS)


def open_task(office: Office, chat: Chat, entry: str) -> Told:
    """Give the task to the coach, a deputy or the supervisor; from an unsent draft, to the programme's supervisor."""
    if chat.stream is not None:
        person = office.person(chat.stream)
        to = tuple(dict.fromkeys((office.told(person), SUPERVISOR)))
        fact = TaskOpened(task=f"crisis-{entry}", kind="crisis", to=to, chat=str(chat.id))
        office.record(chat.stream, person.programme.id, "participant", (f"crisis-{entry}", fact))
        reached = to[0]
        return _told(office, person.programme, reached)
    programmes = [office.programme(chat.programme)] if chat.programme else office.programmes()
    for programme in programmes:
        fact = TaskOpened(task=f"crisis-{entry}", kind="crisis", to=(SUPERVISOR,), chat=str(chat.id))
        now = office.clock()
        command = Record(
            programme=programme.id,
            fact=fact,
            on=calendar.local_date(now),
            at=now,
            now=now,
            actor="participant",
            by="participant",
            correlation=f"chat-{chat.id}",
            entry=f"crisis-{entry}",
            sender=SENDER,
        )
        office.execute([command])
    return _told(office, programmes[0], SUPERVISOR) if programmes else Told((), on_duty=False, programme=None)


def _told(office: Office, programme: Programme, to: str) -> Told:
    names = tuple(office.staff_name(programme.id, staff) for staff in office.staff(programme.id, to))
    return Told(names, on_duty(office, programme), programme)


def on_duty(office: Office, programme: Programme) -> bool:
    """Whether somebody of the programme is at work now."""
    local, duty = calendar.local_time(office.clock()), programme.settings.duty
    return calendar.is_working_day(local.date()) and duty.from_ <= local.time() < duty.to
