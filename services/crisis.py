"""Words of danger call a human: a task for whoever is told of the person now, and for the supervisors."""

from __future__ import annotations

from dataclasses import dataclass

from journey.domain import calendar
from journey.domain.commands import Record
from journey.domain.events.messages import TaskOpened
from journey.domain.programme import Programme
from journey.domain.team import SUPERVISOR
from journey.engine.chats.chats import Chat
from services.office import SENDER, Office
from services.permissions import Actor


@dataclass(frozen=True, slots=True)
class Call:
    """Who has been given the task, by name where one is known, and whether anybody is at work to see it."""

    names: tuple[str, ...]
    on_duty: bool
    programme: Programme | None


def call(office: Office, chat: Chat, entry: str) -> Call:
    """Give the task to the coach or deputy and the supervisors; from an unsent draft, to each programme's supervisors.

    Anybody may call: nothing is asked of who writes.
    """
    if chat.stream is not None:
        person = office.person(chat.stream)
        to = tuple(dict.fromkeys((office.told(person), SUPERVISOR)))
        fact = TaskOpened(task=f"crisis-{entry}", kind="crisis", to=to, chat=str(chat.id))
        office.record(chat.stream, person.programme.id, Actor.in_chat(chat).recorded, (f"crisis-{entry}", fact))
        return _answer(office, person.programme, to[0])
    programmes = [office.programme(chat.programme)] if chat.programme else office.programmes()
    for programme in programmes:
        office.execute([_of_nobody_known(office, programme, chat, entry)])
    return _answer(office, programmes[0], SUPERVISOR) if programmes else Call((), on_duty=False, programme=None)


def _of_nobody_known(office: Office, programme: Programme, chat: Chat, entry: str) -> Record:
    now, who = office.clock(), Actor.in_chat(chat).recorded
    return Record(
        programme=programme.id,
        fact=TaskOpened(task=f"crisis-{entry}", kind="crisis", to=(SUPERVISOR,), chat=str(chat.id)),
        on=calendar.local_date(now),
        at=now,
        now=now,
        actor=who,
        by=who,
        correlation=f"chat-{chat.id}",
        entry=f"crisis-{entry}",
        sender=SENDER,
    )


def _answer(office: Office, programme: Programme, to: str) -> Call:
    names = tuple(office.staff_name(programme.id, staff) for staff in office.staff(programme.id, to))
    return Call(names, on_duty(office, programme), programme)


def on_duty(office: Office, programme: Programme) -> bool:
    """Whether somebody of the programme is at work now."""
    local, duty = calendar.local_time(office.clock()), programme.settings.duty
    return calendar.is_working_day(local.date()) and duty.from_ <= local.time() < duty.to
