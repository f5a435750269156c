"""Once a week, how does it go? Whoever wants to be asked answers by three taps, and says whether they want to talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from journey.domain import standing
from journey.domain.events import Event
from journey.domain.events.messages import TaskOpened
from journey.domain.events.requests import CheckInAnswered, CheckInSwitched
from services.changes import Changed, Entry, Stale, decide, repeated
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission
from services.reminders import may_nudge, name_of_week

How = Literal["good", "so_so", "hard"]
"""How a week was, or how it is with work or the search for it."""
HOW: tuple[str, ...] = get_args(How)


@dataclass(frozen=True, slots=True)
class Week:
    """What somebody answered about one week."""

    day: date
    went: str
    work: str
    talk: bool


def offered(person: Person) -> bool:
    """Whether somebody can be asked: enrolled, and of those to whom messages may come by themselves."""
    stay = person.history.current
    return stay is not None and stay.enrolment is not None and stay.ending is None and not person.protected


def may_come(person: Person) -> bool:
    """Whether the person lets us write to them by ourselves, which asking each week is."""
    return may_nudge(person.history, person.day) and standing.wants_messages(person.history) == "yes"


def switch(office: Office, actor: Actor, person: Person, entry: str, *, wanted: bool) -> Changed:
    """Be asked each week, or no more. Stale where somebody cannot be."""

    def deciding(now: Person) -> list[Entry]:
        if wanted and not (offered(now) and may_come(now)) and not repeated(now, entry):
            raise Stale("nobody is asked who may not be written to")
        return [(entry, CheckInSwitched(wanted=wanted))]

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def answer(
    office: Office, actor: Actor, person: Person, week: str, answers: tuple[str, str], entry: str, *, talk: bool
) -> Changed:
    """Keep the three answers about a week; who would like to talk is told on to whoever has them.

    Stale for a week that nobody asked about, one that is answered, and answers that are none.
    """
    went, work = answers
    told = CheckInAnswered(week=week, went=went, work=work, talk=talk)

    def deciding(now: Person) -> list[Entry]:
        if not repeated(now, entry) and (not {went, work} <= set(HOW) or not waits(now, week)):
            raise Stale("that week waits for no answer")
        task = TaskOpened(task=f"talk-{week}", kind="talk", to=(office.recipient_of(now),))
        return [(entry, told), *([(f"{entry}-task", task)] if talk else [])]

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def waits(person: Person, week: str) -> bool:
    """Whether the question how a week was stands unanswered."""
    asked = standing.decided_messages(person.history).get(name_of_week(week))
    return asked is not None and not any(one.fact.week == week for one in _events(person))


def _events(person: Person) -> list[Event]:
    return [event for event in person.history.dealings if isinstance(event.fact, CheckInAnswered)]


def weeks(office: Office, actor: Actor, person: Person) -> list[Week]:
    """What was answered, the latest first. Raises NotAllowed; the reading is the caller's to log."""
    office.check(actor, Permission.READ_IDENTITY, person)
    return [
        Week(event.on, office.reveal(event, "went") or "", office.reveal(event, "work") or "", event.fact.talk)
        for event in reversed(_events(person))
    ]
