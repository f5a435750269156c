"""Conversations of participants with colleagues: who reads, the task that a message is, what a reply settles."""

from __future__ import annotations

from journey.domain import standing
from journey.domain.errors import NotAllowed
from journey.domain.events.messages import TaskAcknowledged, TaskOpened
from journey.domain.team import SUPERVISOR
from journey.engine.chats.chats import Chat
from services import cards
from services.changes import Changed, Entry, decide, record
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

MESSAGE = "message"


def reader(office: Office, person: Person) -> str | None:
    """The name of whoever reads what the person writes; None where nobody of the programme may enter."""
    members = office.recipients(person)
    return office.staff_name(person.programme.id, members[0]) if members else None


def ask_for_answer(office: Office, actor: Actor, person: Person, chat: Chat, entry: str) -> Changed:
    """The person has written: whoever is told of them has a task until it is answered."""
    fact = TaskOpened(task=f"{MESSAGE}-{entry}", kind="message", to=(office.told(person),), chat=str(chat.id))
    return record(office, actor, person, Permission.WRITE_FACTS, (f"{MESSAGE}-{entry}", fact))


def answerable(office: Office, actor: Actor, number: int) -> tuple[Chat, Person | None] | None:
    """The chat of that number, for a colleague who may answer in it, and whose it is; None where it is gone.

    Raises NotAllowed for others. Somebody not yet known is answered by the supervisors, whom their words called.
    """
    chat = office.engine.chats.load(number)
    if chat is None or chat.staff is not None:
        return None
    if chat.stream is not None:
        person = office.person(chat.stream)
        office.check(actor, Permission.WRITE_FACTS, person)
        return chat, person
    history = office.programme_history(actor.programme or "")
    called = [task.opened.fact for task in standing.tasks(history).values()]
    if not actor.leads or not any(fact.chat == str(number) and SUPERVISOR in fact.to for fact in called):
        raise NotAllowed("nobody is meant by that")
    office.check(actor, Permission.TAKE_TASK)
    return chat, None


def settle_messages(office: Office, actor: Actor, person: Person) -> Changed:
    """A colleague has answered: every message of the person that waited for that is settled."""

    def deciding(now: Person) -> list[Entry]:
        opened = cards.pending_tasks(cards.about(office, now))
        waiting = [event.fact.task for event in opened if event.fact.kind == MESSAGE]
        return [(f"take-{task}", TaskAcknowledged(task=task, done=True)) for task in waiting]

    return decide(office, actor, person, Permission.TAKE_TASK, deciding)
