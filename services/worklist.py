"""What needs a colleague today: the tasks and alerts that are theirs now, and what waits with the people they have.

Whom a task or an alert is for is asked of `services.recipients`, as for cards and messages: a list and a recipient
cannot disagree. Only people about whom there is something to say are read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from journey.domain import calendar, notes, standing
from journey.domain.events import Event
from journey.domain.events.messages import TaskOpened
from journey.domain.events.system import AlertRaised
from journey.domain.plain import one_line
from journey.domain.rules import Deadline
from journey.domain.team import SUPERVISOR
from services import cards, caseload, conversations, own_reminders, pending, recipients, settling
from services.office import Office
from services.people import Crew, Person
from services.permissions import Actor, Permission

_AHEAD = timedelta(days=7)
_TASKS = {"crisis": -1, "talk": 0, "message": 1}
"""People in danger first; then who has said that they would like to talk, and who has written."""
_RANKS = {"breached": 2, "task": 3, "coach": 3, "note": 4, "meeting": 4, "warned": 5, "due": 6, "late_entry": 6}
_LAST = 7
"""What waits for somebody else comes after everything that waits for this colleague."""
_LATE = "late_entry"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that needs somebody, about a person or (None) about the programme as a whole."""

    about: Literal["task", "deadline", "meeting", "coach", "note", "matter"]
    kind: str
    """A task's kind; `breached`, `warned`, `due` or `late_entry`; `ahead` or `past`; `unreachable`.

    Of a note: `reminder`, `question` or `answer`; of a matter that somebody else is to decide, `awaited`.
    """
    person: Person | None
    rank: int
    """How pressing it is, the lowest most."""
    rule: str | None = None
    day: date | None = None
    at: datetime | None = None
    place: str | None = None
    """The task or the alert that tells this colleague of it, as stream in hexadecimal digits, colon, version."""
    chat: str | None = None
    """Where the person of a task can be answered."""
    told_apart: str | None = None
    """The chat by which somebody who has no name here is told apart from others."""
    settles: tuple[str, ...] = ()
    """The entry types one of which settles a deadline."""
    opened: str | None = None
    """What an item waits to see settled here, as stream in hexadecimal digits, colon, version: see `settling`."""
    ways: tuple[str, ...] = ()
    """How this colleague can settle that."""
    what: str | None = None
    """What it is, in the words it was agreed in, as far as this colleague may read them."""
    appointment: str | None = None
    """The meeting that an item about one means."""
    note: str | None = None
    """The reminder or question that an item about one means."""
    leg: str | None = None
    """Which of the rule's expectations a deadline is of, where it has several."""
    turn: int = 0
    """Which of several alike it is, from 0 for the most recent: each rule speaks once before any speaks twice."""


def items(office: Office, actor: Actor) -> list[Item]:
    """What needs this colleague today, the most pressing first; nothing where they may not enter."""
    crew = office.crew(actor.programme or "")
    if not crew.works(actor.recorded):
        return []
    reader = _Reader(office, actor, crew)
    needs = [item for person in caseload.concerned(office, actor, crew) for item in reader.person(person)]
    return sorted([*needs, *reader.programme()], key=_pressing)


def _pressing(item: Item) -> tuple[int, int, date, str]:
    return item.rank, item.turn, item.day or date.min, item.rule or ""


@dataclass(frozen=True, slots=True)
class _Reader:
    """One colleague looking at one person after the other."""

    office: Office
    actor: Actor
    crew: Crew

    def person(self, person: Person) -> list[Item]:
        """What one person needs of this colleague."""
        subject, stay = cards.about(self.office, person), person.history.current
        calls, judged = cards.pending(subject), list(subject.deadlines.values())
        theirs = stay is not None and stay.ending is None and self._named(recipients.of_person(person, self.crew))
        needs = self._tasks(calls, person) + self._late(calls, person)
        needs += self._deadlines(calls, judged, person, all_=theirs)
        if self.office.may(self.actor, Permission.READ_FACTS, person):
            needs += self._notes(person)
        if theirs:
            if self.office.may(self.actor, Permission.READ_FACTS, person):  # of somebody protected, not where they are
                needs += _meetings(person)
                needs += self._matters(person, {item.opened for item in needs})
            has_one = stay is not None and (stay.enrolment is not None or person.coach is not None)
            if self.actor.leads and has_one:
                needs.append(Item("coach", "unreachable", person, _RANKS["coach"]))
        return needs

    def _notes(self, person: Person) -> list[Item]:
        """The colleague's own reminders that are due within a week, and questions that wait for them."""
        needs = []
        for one in own_reminders.open_of(person, self.actor.recorded):
            if one.due <= self.crew.day + _AHEAD:
                rank = _RANKS["note" if one.due <= self.crew.day else "due"]
                what = one_line(own_reminders.words(self.office, self.actor, person, one))
                needs.append(Item("note", "reminder", person, rank, day=one.due, note=one.name, what=what))
        for question in notes.questions(person.history):
            if question.waits_for == self.actor.recorded:
                last = [question.asked, *question.answers][-1]
                kind, said = "answer" if question.answers else "question", self.office.reveal(last, "words") or ""
                item = Item("note", kind, person, _RANKS["note"], day=last.on, note=question.name)
                needs.append(replace(item, what=one_line(said)))
        return needs

    def _matters(self, person: Person, told: set[str | None]) -> list[Item]:
        """What others are to decide about one of the colleague's people, and since when; no deadline speaks of it."""
        return [
            Item(
                "matter",
                "awaited",
                person,
                _LAST,
                day=opened.on,
                opened=settling.place_of(opened),
                ways=tuple(settling.WAYS[opened.type]),
                what=settling.words(self.office, self.actor, person, opened),
            )
            for opened in person.history.by_type.get("matter_opened", ())
            if settling.place_of(opened) not in told and not settling.is_settled(person, opened)
        ]

    def programme(self) -> list[Item]:
        """What the programme as a whole needs of this colleague: a supervisor, unless somebody else was named."""
        subject = cards.of_programme(self.office, self.actor.programme or "")
        calls, judged = cards.pending(subject), list(subject.deadlines.values())
        all_ = self._named(recipients.today((SUPERVISOR,), None, self.crew))
        return [
            *self._tasks(calls, None),
            *self._late(calls, None),
            *self._deadlines(calls, judged, None, all_=all_),
        ]

    def _named(self, names: tuple[str, ...]) -> bool:
        return self.actor.recorded in names

    def _mine(self, event: Event, person: Person | None) -> bool:
        return self._named(recipients.of_event(event, person, self.crew))

    def _tasks(self, calls: list[Event], person: Person | None) -> list[Item]:
        return [
            Item(
                "task",
                event.fact.kind,
                person,
                _TASKS.get(event.fact.kind, _RANKS["task"]),
                place=place_of(event),
                chat=event.fact.chat,
                told_apart=conversations.chat_of(event),
                at=event.at,
            )
            for event in calls
            if isinstance(event.fact, TaskOpened) and self._mine(event, person)
        ]

    def _late(self, calls: list[Event], person: Person | None) -> list[Item]:
        """Breaches that have become late entries, which nobody has seen yet."""
        return [
            Item("deadline", _LATE, person, _RANKS[_LATE], event.fact.rule, event.fact.due, place=place_of(event))
            for event in calls
            if isinstance(event.fact, AlertRaised) and event.fact.kind == _LATE and self._mine(event, person)
        ]

    def _deadlines(
        self, calls: list[Event], judged: list[Deadline], person: Person | None, *, all_: bool
    ) -> list[Item]:
        """One item a deadline: those that alerts for this colleague speak of, and `all_` that are near or past."""
        raised = {
            (event.fact.rule, event.fact.occurrence): place_of(event)
            for event in calls
            if isinstance(event.fact, AlertRaised) and self._mine(event, person)
        }
        needs = []
        for row in pending.still_waiting(judged):
            place = raised.get((row.rule, row.occurrence))
            if place or (all_ and _near(row, self.crew.day)):
                kind = row.status if row.status in ("breached", "warned") else "due"
                item = Item("deadline", kind, person, _RANKS[kind], row.rule, row.due, place=place)
                needs.append(replace(item, **self._settled_by(row, person)))
        return _numbered(needs)

    def _settled_by(self, row: Deadline, person: Person | None) -> dict[str, Any]:
        """What settles a deadline, and how this colleague can do it here."""
        told: dict[str, Any] = {"settles": row.settles, "leg": row.leg}
        opened = settling.waits_on(person, row) if person else None
        if person is not None and opened is not None:
            ways = settling.WAYS[opened.type] if settling.may(self.office, self.actor, person, opened) else ()
            what = settling.words(self.office, self.actor, person, opened)
            told |= {"opened": settling.place_of(opened), "ways": tuple(ways), "what": what}
        return told


def place_of(event: Event) -> str:
    """How a button names an alert or a task."""
    return f"{event.stream.hex}:{event.version}"


def _near(row: Deadline, day: date) -> bool:
    return row.status != "open" or (row.due is not None and row.due <= day + _AHEAD)


def _numbered(needs: list[Item]) -> list[Item]:
    seen = Counter[str | None]()
    numbered = []
    for item in reversed(needs):
        numbered.append(replace(item, turn=seen[item.rule]))
        seen[item.rule] += 1
    return numbered[::-1]


def _meetings(person: Person) -> list[Item]:
    """Today's meetings, and earlier ones of which nobody has said whether they took place."""
    meetings = []
    for booked in standing.appointments(person.history).values():
        day = calendar.local_date(booked.at)
        if booked.state == "booked" and day <= person.day:
            kind = "ahead" if day == person.day else "past"
            meetings.append(
                Item("meeting", kind, person, _RANKS["meeting"], day=day, at=booked.at, appointment=booked.id)
            )
    return meetings
