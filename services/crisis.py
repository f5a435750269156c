"""Words of danger call a human: a task for whoever is told of the person now, and for the supervisors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from journey.domain import calendar, standing
from journey.domain.commands import Record
from journey.domain.events import Event, Recorded
from journey.domain.events.messages import TaskOpened
from journey.domain.history import History
from journey.domain.programme import Programme
from journey.domain.team import SUPERVISOR
from journey.engine.chats.chats import Chat
from journey.engine.decisions import engine_event
from projections.live import tables
from services import recording
from services.office import SENDER, Office
from services.permissions import Actor

CRISIS: Literal["crisis"] = "crisis"
AGAIN = ":again"
"""Ends the name of a task that is told again because nobody took it: it is still one task."""
UNTAKEN = timedelta(minutes=30)
"""How long a crisis waits for somebody before every supervisor is told again."""


@dataclass(frozen=True, slots=True)
class Call:
    """Who has been given the task, by name where one is known, and whether anybody is at work to see it."""

    names: tuple[str, ...]
    on_duty: bool
    programme: Programme | None
    taken_by: str | None = None
    """The name of the colleague who has taken it."""


def call(office: Office, chat: Chat, entry: str) -> Call:
    """Give the task to the coach or deputy and the supervisors; from an unsent draft, to each programme's supervisors.

    Anybody may call: nothing is asked of who writes.
    """
    if chat.stream is not None:
        person = office.person(chat.stream)
        to = tuple(dict.fromkeys((office.recipient_of(person), SUPERVISOR)))
        fact = TaskOpened(task=f"crisis-{entry}", kind="crisis", to=to, chat=str(chat.id))
        office.record(chat.stream, person.programme.id, Actor.in_chat(chat), (f"crisis-{entry}", fact))
        return _answer(office, person.programme, to[0])
    programmes = [office.programme(chat.programme)] if chat.programme else office.programmes()
    for programme in programmes:
        office.execute([_of_nobody_known(office, programme, chat, entry)])
    return _answer(office, programmes[0], SUPERVISOR) if programmes else Call((), on_duty=False, programme=None)


def holder_of(office: Office, chat: Chat, entry: str) -> Call | None:
    """Who has the task now that somebody's words opened under this name; None where they have opened none."""
    person = office.person(chat.stream) if chat.stream is not None else None
    histories = [(person.programme, person.history)] if person is not None else []
    # What was written before anything was sent stands with the programme.
    histories += [(programme, office.programme_history(programme.id)) for programme in office.programmes()]
    for programme, history in histories:
        task = standing.tasks(history).get(f"crisis-{entry}")
        if task is not None:
            by = task.taken.by if task.taken is not None else None
            answer = _answer(office, programme, task.opened.fact.to[0])
            return replace(answer, taken_by=office.staff_name(programme.id, by) if by else None)
    return None


def _of_nobody_known(office: Office, programme: Programme, chat: Chat, entry: str) -> Record:
    now, who = office.clock(), Actor.in_chat(chat)
    return Record(
        programme=programme.id,
        fact=TaskOpened(task=f"crisis-{entry}", kind="crisis", to=(SUPERVISOR,), chat=str(chat.id)),
        on=calendar.local_date(now),
        at=now,
        now=now,
        actor=who.signed,
        by=who.recorded,
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


def tell_again(office: Office, now: datetime) -> int:
    """A crisis that nobody has taken for half an hour goes to every supervisor again, once. Returns how many."""
    table = tables.tasks
    query = sa.select(table.c.stream, table.c.task).where(
        table.c.kind == CRISIS,
        table.c.taken_by.is_(None),
        table.c.opened <= (now - UNTAKEN).isoformat(timespec="seconds"),
    )
    with office.engine.store.read() as connection:
        rows = [row for row in connection.execute(query) if not row.task.endswith(AGAIN)]
    count = 0
    for row in rows:
        again = partial(_again, task=row.task, now=now)
        count += len(recording.write(office.engine, office.projector, UUID(row.stream), again))
    if count:
        office.announce()
    return count


def _again(log: list[Recorded], task: str, now: datetime) -> list[Event]:
    tasks = standing.tasks(History(log))
    waiting = tasks.get(task)
    if waiting is None or waiting.taken is not None or task + AGAIN in tasks:
        return []
    fact = TaskOpened(task=task + AGAIN, kind=CRISIS, to=(SUPERVISOR,), chat=waiting.opened.fact.chat)
    return [engine_event(log[0].stream, len(log) + 1, log[0].programme, fact, now, "system")]
