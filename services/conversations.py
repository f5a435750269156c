"""Conversations of participants with colleagues: who reads, the task that a message is, what a reply settles.

Whoever has sent nothing yet can talk with a human too: what they write is sealed under their draft's own key, and
tasks about them stand with the programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from journey.domain import standing
from journey.domain.errors import NotAllowed
from journey.domain.events import Event
from journey.domain.events.messages import TaskAcknowledged, TaskOpened
from journey.domain.history import History
from journey.domain.team import SUPERVISOR
from journey.engine.chats.chats import Chat
from journey.engine.people import programme_stream
from services import cards
from services.changes import Entry, decide, record
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission, Role

MESSAGE = "message"
REFERRAL = "referral-"
"""Begins the name of the task that a referral is; the chat it was sent from follows."""
_COLLEAGUE = "colleague"
"""Where a chat keeps who answers in it: the programme, and the colleague as `coach:REF`."""
_CONSONANTS, _DIGITS = "BCDFGHJKLMNPRSTVX", "23456789"
_SIGN = (_CONSONANTS, _DIGITS, _CONSONANTS)  # no word, and no sign that is taken for another


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who writes in their chat, with the programme whose colleagues read; unsent, they are nobody known."""

    chat: Chat
    programme: str
    person: Person | None = None

    @property
    def key(self) -> UUID:
        """Under which key their words are sealed in anybody's chat."""
        return self.chat.key if self.person is None else self.person.stream


def writer(office: Office, chat: Chat) -> Writer | None:
    """Whose chat it is; None where no programme has been chosen, and no colleague has answered yet."""
    if chat.stream is not None:
        person = office.person(chat.stream)
        return Writer(chat, person.programme.id, person)
    programme = chat.programme or chat.data.get(_COLLEAGUE, {}).get("programme")
    programmes = office.programmes()
    if programme is None and len(programmes) == 1:
        programme = programmes[0].id
    return Writer(chat, programme) if programme else None


def answers(chat: Chat, programme: str, staff: str) -> None:
    """From now on this colleague reads what is written in the chat."""
    chat.data[_COLLEAGUE] = {"programme": programme, "staff": staff}


def answered_by(chat: Chat) -> str | None:
    """The colleague who reads what is written in the chat, as `coach:REF`; None where none has answered."""
    staff = chat.data.get(_COLLEAGUE, {}).get("staff")
    return None if staff is None else str(staff)


def ends(chat: Chat) -> None:
    """The conversation is over: whoever is told about the person anyway reads what is written next."""
    if chat.stream is not None:
        chat.data.pop(_COLLEAGUE, None)


def readers(office: Office, who: Writer) -> tuple[str, ...]:
    """Who reads what is written now: the colleague who has answered, else whoever is told about the person."""
    staff = answered_by(who.chat)
    if staff is not None and _may_answer(office, Actor.staff(staff, who.programme), who):
        return (staff,)
    if who.person is not None:
        return office.recipients(who.person)
    return tuple(office.crew(who.programme).working(Role.supervisor))


def names(office: Office, who: Writer) -> str:
    """What those are called who read what is written now; nothing where nobody may enter."""
    return ", ".join(office.staff_name(who.programme, staff) for staff in readers(office, who))


def ask_for_answer(office: Office, actor: Actor, who: Writer, entry: str) -> None:
    """They have written: whoever reads it has a task until it is answered."""
    staff = answered_by(who.chat)
    named = staff is not None and readers(office, who) == (staff,)
    to = staff if named and staff else office.recipient_of(who.person) if who.person else SUPERVISOR
    task = f"{MESSAGE}-{entry}"
    fact = TaskOpened(task=task, kind="message", to=(to,), chat=str(who.chat.id))
    if who.person is not None:
        record(office, actor, who.person, Permission.WRITE_FACTS, (task, fact))
    elif not _waiting(office.programme_history(who.programme), who.chat.id):
        office.record(programme_stream(who.programme), who.programme, actor, (task, fact))


def _waiting(history: History, chat: int) -> list[str]:
    """The messages from a chat that wait for an answer, of those that stand with the programme."""
    return [
        name
        for name, task in standing.tasks(history).items()
        if task.opened.fact.kind == MESSAGE and not task.done and task.opened.fact.chat == str(chat)
    ]


def answerable(office: Office, actor: Actor, number: int) -> tuple[Chat, Person | None] | None:
    """The chat of that number, for a colleague who may answer in it, and whose it is; None where it is gone.

    Raises NotAllowed for others. Somebody not yet known is answered by the supervisors, whom their words called.
    """
    chat = office.engine.chats.load(number)
    if chat is None or chat.staff is not None:
        return None
    person = office.person(chat.stream) if chat.stream is not None else None
    if not _may_answer(office, actor, Writer(chat, actor.programme or "", person)):
        raise NotAllowed("nobody is meant by that")
    return chat, person


def _may_answer(office: Office, actor: Actor, who: Writer) -> bool:
    """Whether a colleague may write to them now: theirs, or somebody not yet known who has called the supervisors."""
    if who.person is not None:
        return office.may(actor, Permission.WRITE_FACTS, who.person)
    return actor.leads and office.may(actor, Permission.TAKE_TASK) and _called(office, actor.programme or "", who.chat)


def _called(office: Office, programme: str, chat: Chat) -> bool:
    tasks = standing.tasks(office.programme_history(programme)).values()
    return any(task.opened.fact.chat == str(chat.id) for task in tasks)


def settle_messages(office: Office, actor: Actor, who: Writer) -> None:
    """A colleague has answered: every message that waited for that is settled."""
    if who.person is not None and office.may(actor, Permission.TAKE_TASK, who.person):
        decide(office, actor, who.person, Permission.TAKE_TASK, lambda now: map(_settled, _waiting_of(office, now)))
    unsent = _waiting(office.programme_history(who.programme), who.chat.id)  # from before they sent anything
    if unsent:
        office.record(programme_stream(who.programme), who.programme, actor, *map(_settled, unsent))


def _waiting_of(office: Office, person: Person) -> list[str]:
    opened = cards.pending_tasks(cards.about(office, person))
    return [event.fact.task for event in opened if event.fact.kind == MESSAGE]


def _settled(task: str) -> Entry:
    return f"take-{task}", TaskAcknowledged(task=task, done=True)


# --- what colleagues may see of it ----------------------------------------------------------------------------------


def draft(office: Office, key: UUID) -> Chat | None:
    """The participant's chat that has this key; None where it is gone, or the key is no chat's."""
    chats = office.engine.chats.find(key=key)
    return chats[0] if chats and chats[0].staff is None else None


def may_read(office: Office, actor: Actor, chat: Chat) -> bool:
    """Whether a colleague may see now what was written in a participant's chat to the programme's colleagues."""
    if chat.stream is not None:
        return office.may(actor, Permission.READ_IDENTITY, office.person(chat.stream))
    return _may_answer(office, actor, Writer(chat, actor.programme or ""))


def sign(office: Office, chat: str, day: date) -> str:
    """Three signs by which somebody without a name is told apart, the same for one chat on one day.

    On another day they are others: whoever comes under protection is not known again by what was seen before.
    """
    number, signs = int(office.engine.vault.digest("sign", chat, day.isoformat()), 16), ""
    for choice in _SIGN:
        number, place = divmod(number, len(choice))
        signs += choice[place]
    return signs


def sign_now(office: Office, programme: str, chat: int) -> str:
    """The signs by which a colleague knows somebody unsent now: those of the latest task about them, else today's."""
    opened = [task.opened for task in standing.tasks(office.programme_history(programme)).values()]
    days = [event.on for event in opened if event.fact.chat == str(chat)]
    return sign(office, str(chat), max(days, default=office.today()))


def chat_of(event: Event) -> str | None:
    """The chat that a task leads to, or that a referral was sent from: by it whoever it is about is told apart."""
    fact: TaskOpened = event.fact
    if fact.kind == "referral" and fact.task.startswith(REFERRAL):
        return fact.task.removeprefix(REFERRAL)
    return fact.chat


def sign_of(office: Office, event: Event) -> str | None:
    """The same for whoever a task is about; None where it leads to no chat."""
    chat = chat_of(event)
    return None if chat is None else sign(office, chat, event.on)
