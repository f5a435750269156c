"""What a card stands for, and what has become of it: each time it is shown, worked out from the log anew.

A card in a colleague's chat is a view of an alert or a task. It is open for as long as somebody is awaited and this
colleague is among those who are meant; how it closed is said by its `Fate`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal
from uuid import UUID

from journey.domain import standing
from journey.domain.events import Event, Recorded, is_person, requests
from journey.domain.events import participant as facts
from journey.domain.events.messages import AlertAcknowledged, TaskOpened
from journey.domain.events.system import AlertRaised
from journey.domain.history import History
from journey.domain.rules import Deadline, deadlines
from journey.engine.chats.messages import Message
from journey.engine.people import programme_stream
from services import pending as pending_deadlines
from services import recipients
from services.office import Office
from services.people import Crew, Person

CARD, URGENT = "card", "crisis"
"""The styles of cards."""

_CONTACTS = ("contact_held", "appointment_kept")
_REFERENCE = re.compile(r"[0-9a-f]{32}:[1-9]\d{0,8}")

How = Literal[
    "open", "met", "waived", "stopped", "later", "struck", "acknowledged", "taken", "done", "decided", "ended", "moved"
]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an alert or a task for one colleague.

    `by` is the colleague who did it, as `coach:REF`; for `moved`, those who are meant now, with commas. `day` is when
    it was done, or the new day. `detail` is the reason of an acknowledgement, or the decision.
    """

    how: How = "open"
    by: str | None = None
    day: date | None = None
    detail: str | None = None

    @property
    def open(self) -> bool:
        """Whether this colleague is still awaited."""
        return self.how == "open"

    @property
    def word(self) -> str:
        """All of it in one word, to compare."""
        return ":".join([self.how, self.by or "", str(self.day or ""), self.detail or ""])


OPEN = Fate()


@dataclass(frozen=True)
class Subject:
    """What a card is about, read now: a participant, or (`person` is None) the programme itself."""

    stream: UUID
    programme: str
    log: list[Recorded]
    history: History
    person: Person | None
    office: Office

    def event(self, version: int) -> Event | None:
        """The alert or task of that version; None where there is none."""
        event = self.log[version - 1] if 0 < version <= len(self.log) else None
        return event if event is not None and isinstance(event.fact, AlertRaised | TaskOpened) else None

    @cached_property
    def deadlines(self) -> dict[tuple[str, str], Deadline]:
        """The deadlines as they stand today, by rule and occurrence."""
        book = self.office.engine.books[self.programme]
        level = "programme" if self.person is None else "participant"
        rows = deadlines(self.history, book, self.office.today(), level)
        return {(row.rule, row.occurrence): row for row in rows}


def about(office: Office, person: Person) -> Subject:
    """A person, as what cards may be about."""
    return Subject(person.stream, person.programme.id, person.log, person.history, person, office)


def of_programme(office: Office, programme: str) -> Subject:
    """A programme itself, as what cards may be about."""
    history = office.programme_history(programme)
    return Subject(programme_stream(programme), programme, [], history, None, office)


def read(office: Office, stream: UUID) -> Subject | None:
    """A stream as it stands now; None where nothing is known of it, or its programme is not in use."""
    log = office.engine.log.load(stream)
    if not log or log[0].programme not in office.engine.books:
        return None
    if not is_person(log):
        return Subject(stream, log[0].programme, log, History(log), None, office)
    return about(office, Person(stream, office.programme(log[0].programme), log, History(log), office.today()))


def reference(message: Message) -> tuple[UUID, int] | None:
    """The stream and version of what a card shows; None for what is no such card.

    Cards of before held their words; which alert or task they spoke of is the name under which they were put up.
    """
    name = message.card or (message.once if message.style in (CARD, URGENT) else None)
    if name is None or not _REFERENCE.fullmatch(name):
        return None
    hexed, _, version = name.partition(":")
    return UUID(hexed), int(version)


def name_of(event: Event) -> str:
    """The reference to an alert or a task, as cards and their buttons have it."""
    return f"{event.stream.hex}:{event.version}"


def meant(crew: Crew, subject: Subject, event: Event) -> tuple[str, ...]:
    """The colleagues whom an alert or a task is for today."""
    return recipients.of_event(event, subject.person, crew)


def fate(crew: Crew, subject: Subject, event: Event, staff: str) -> Fate:
    """What has become of an alert or a task, for this colleague."""
    fate_of_all = became(subject, event)
    if not fate_of_all.open:
        return fate_of_all
    names = meant(crew, subject, event)
    return fate_of_all if staff in names else Fate("moved", by=",".join(names))


def became(subject: Subject, event: Event) -> Fate:
    """What has become of an alert or a task, whoever looks at it. Cards, lists and what a use case closed ask here."""
    return _of_alert(subject, event) if isinstance(event.fact, AlertRaised) else _of_task(subject, event)


def pending(subject: Subject) -> list[Event]:
    """The alerts and tasks about somebody, or a programme, that still call for somebody, in log order."""
    alerts = [event for event in subject.history.alerts if became(subject, event).open]
    return sorted([*pending_tasks(subject), *alerts], key=lambda event: event.version)


def pending_tasks(subject: Subject) -> list[Event]:
    """The openings of the tasks that still call for somebody."""
    opened = (task.opened for task in standing.tasks(subject.history).values())
    return [event for event in opened if became(subject, event).open]


def _of_alert(subject: Subject, event: Event) -> Fate:
    fact = event.fact
    row = subject.deadlines.get((fact.rule, fact.occurrence))
    if row is None:
        return Fate("struck")
    if fact.kind != "late_entry":  # that one says that it was settled, and waits for somebody to have seen it
        if row.status in pending_deadlines.SATISFIED:
            return Fate("met", day=row.met_on)
        if row.settled_on is not None:
            return Fate("waived" if _waived(subject.history, row) else "stopped")
    for answer in subject.history.dealings:
        if isinstance(answer.fact, AlertAcknowledged) and _covers(subject.history, answer, event):
            return Fate("acknowledged", answer.by, answer.on, answer.fact.reason)
    return Fate("later", day=row.due) if row.due != fact.due and fact.kind != "late_entry" else OPEN


def _waived(history: History, row: Deadline) -> bool:
    """Whether what is awaited no more was set aside by a supervisor, and not overtaken by events."""
    waivers = history.by_type.get("deadline_waived", [])
    return any(waiver.fact.rule == row.rule and waiver.on == row.settled_on for waiver in waivers)


def _covers(history: History, answer: Event, raised: Event) -> bool:
    """Whether an answer was to this alert, or to a later one about the same deadline and day.

    One that was raised after the answer is news: what is still open is told again.
    """
    said = answer.fact
    about = (said.rule, said.occurrence, said.due)
    return raised.version < answer.version and any(
        event.version >= raised.version and event.fact.kind == said.kind
        for event in history.alerts
        if about == (event.fact.rule, event.fact.occurrence, event.fact.due)
        and about == (raised.fact.rule, raised.fact.occurrence, raised.fact.due)
    )


def _of_task(subject: Subject, event: Event) -> Fate:
    fact, history = event.fact, subject.history
    task = standing.tasks(history).get(fact.task)
    if task is not None and task.taken is not None:
        return Fate("done" if task.done else "taken", task.taken.by, task.taken.on)
    if fact.kind in ("crisis", "message"):  # a human is needed, whatever else happens
        return OPEN
    if fact.kind == "erasure":
        return _decision(history, event)
    if fact.kind == "consent":  # whoever has told others of somebody must know, also when the stay has ended
        return Fate("stopped") if fact.about in standing.consents(history, subject.office.today()) else OPEN
    stay = history.current
    if subject.person is not None and (stay is None or stay.ending is not None):
        return Fate("ended")
    match fact.kind:
        case "referral":
            coach = history.coach()
            return Fate("taken", f"coach:{coach}") if coach else OPEN
        case "place":
            settled = (stay is not None and stay.enrolment is not None) or _offered_since(history, event)
        case "pause":
            settled = stay is not None and not stay.paused
        case "enrolment":
            settled = stay is not None and stay.enrolment is not None
        case "questionnaire":
            settled = _answered_since(subject, event)
        case "appointment":
            settled = not _appointment_waits(subject, event)
        case "talk":
            settled = _met_since(subject, event)
        case "unreminded":
            settled = not _lies_ahead(subject, event)
        case _:
            settled = False
    return Fate("stopped") if settled else OPEN


def _decision(history: History, event: Event) -> Fate:
    for later in history.dealings:
        if later.version > event.version and isinstance(later.fact, requests.ErasureDecided):
            return Fate("decided", later.by, later.on, later.fact.decision)
    return OPEN


def _offered_since(history: History, event: Event) -> bool:
    offers = (later for later in history.dealings if isinstance(later.fact, requests.PlaceOffered))
    return any(later.version > event.version for later in offers)


def _answered_since(subject: Subject, event: Event) -> bool:
    answers = subject.history.by_type.get("questionnaire_answered", [])
    return any(later.version > event.version and later.fact.instrument == event.fact.about for later in answers)


def _met_since(subject: Subject, event: Event) -> bool:
    """Whether somebody of the programme has been in contact with the person since."""
    contacts = (later for kind in _CONTACTS for later in subject.history.by_type.get(kind, ()))
    return any(later.version > event.version for later in contacts)


def _appointment_waits(subject: Subject, event: Event) -> bool:
    """Whether what the person said of an appointment still stands unanswered: another time, or that they won't come."""
    booked = standing.appointments(subject.history).get(event.fact.about or "")
    if booked is None:
        return False
    return booked.asked if booked.state == "booked" else called_off(subject, event) and booked.state == "cancelled"


def _lies_ahead(subject: Subject, event: Event) -> bool:
    """Whether the appointment that a task is about is still to come, at the time it had when the task was opened."""
    booked = standing.appointments(subject.history).get(event.fact.about or "")
    if booked is None or booked.state != "booked" or booked.at <= subject.office.clock():
        return False
    return booked.booked.version < event.version


def called_off(subject: Subject, event: Event) -> bool:
    """Whether a task about an appointment was opened because the person called it off."""
    said = news_of_appointment(subject, event)
    return said is not None and isinstance(said.fact, facts.AppointmentCancelled)


def news_of_appointment(subject: Subject, event: Event) -> Event | None:
    """What the person said of an appointment just before a task was opened about it."""
    for earlier in reversed(subject.log[: event.version]):
        if getattr(earlier.fact, "appointment", None) == event.fact.about:
            return earlier
    return None
