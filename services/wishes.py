"""What participants decide for themselves: rest, messages, language, a place that is offered, consents, their data."""

from __future__ import annotations

from typing import get_args

from journey.domain import standing
from journey.domain.events import Fact, codes
from journey.domain.events import participant as facts
from journey.domain.events.messages import MessagesPaused, MessagesResumed, TaskKind, TaskOpened
from journey.domain.events.requests import (
    ErasureRequested,
    Exported,
    LanguageChanged,
    PlaceOffered,
)
from journey.domain.team import SUPERVISOR
from services.changes import Changed, Entry, Stale, decide, record, repeated
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

REMINDERS = "chat_reminders"
"""The consent that is given in the chat; those to partners are asked for at the first meeting."""


def pause(office: Office, actor: Actor, person: Person, reason: str, entry: str) -> Changed:
    """Rest from the programme, for one of its own reasons, and keep the place; the coach is told. Or else Stale."""

    def deciding(now: Person) -> list[Entry]:
        stay = now.history.current
        resting = stay is None or stay.paused or stay.enrolment is None or stay.ending is not None
        if reason not in now.programme.settings.pause_policy.reasons or (resting and not repeated(now, entry)):
            raise Stale("there is nothing to pause")
        return [(entry, facts.Paused(reason=reason)), _task(office, now, "pause", entry, reason)]  # one of the reasons

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def resume(office: Office, actor: Actor, person: Person, entry: str) -> Changed:
    """Go on where it was. Stale where nothing is paused."""

    def deciding(now: Person) -> list[Entry]:
        stay = now.history.current
        if not repeated(now, entry) and (stay is None or not stay.paused):
            raise Stale("nothing is paused")
        return [(entry, facts.Resumed())]

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def set_messages(office: Office, actor: Actor, person: Person, wish: str, entry: str) -> Changed:
    """`stop`, `pause` or `start` the messages; the programme itself goes on. Stale for any other wish."""
    if wish not in ("stop", "pause", "start"):
        raise Stale("no such wish")
    fact: Fact = MessagesResumed() if wish == "start" else MessagesPaused(how=wish)  # type: ignore[arg-type]  # as above
    return _record(office, actor, person, (entry, fact))


def set_language(office: Office, actor: Actor, person: Person, language: str, entry: str) -> Changed:
    """Be written to in another language from now on."""
    return _record(office, actor, person, (entry, LanguageChanged(language=language)))


def answer_offer(office: Office, actor: Actor, person: Person, answer: str, entry: str) -> Changed:
    """Take the place that is offered, or leave it to the next: supervisors are told. Stale where none is offered."""

    def deciding(now: Person) -> list[Entry]:
        waits = standing.offer(now.history) == "open" or repeated(now, entry)
        if not waits or answer not in ("accepted", "refused"):
            raise Stale("no place is offered")
        task = TaskOpened(task=f"place-{entry}", kind="place", to=(SUPERVISOR,), about=answer)
        fact = PlaceOffered(answer=answer)  # type: ignore[arg-type]  # one of the two, see above
        return [(entry, fact), (f"{entry}-task", task)]

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def set_consent(office: Office, actor: Actor, person: Person, party: str, entry: str, *, given: bool) -> Changed:
    """Give the consent to reminders, or take any that stands back: then the coach is told. Stale for any other."""
    if party not in get_args(codes.Party) or (given and party != REMINDERS):
        raise Stale("no such consent is given here")

    def deciding(now: Person) -> list[Entry]:
        if given:
            return [(entry, facts.ConsentGiven(party=party))]  # type: ignore[arg-type]  # checked above
        if party not in standing.consents(now.history, now.day) and not repeated(now, entry):
            raise Stale("no such consent stands")
        fact = facts.ConsentWithdrawn(party=party)  # type: ignore[arg-type]  # checked above
        return [(entry, fact), _task(office, now, "consent", entry, party)]

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def note_extract(office: Office, actor: Actor, person: Person, entry: str) -> Changed:
    """Keep that the person has taken everything home."""
    return _record(office, actor, person, (entry, Exported(kind="person")))


def ask_erasure(office: Office, actor: Actor, person: Person, entry: str) -> Changed:
    """Ask to be erased: a case for a supervisor."""
    task = TaskOpened(task=f"erasure-{entry}", kind="erasure", to=(SUPERVISOR,))
    return record(office, actor, person, Permission.ASK_ERASURE, (entry, ErasureRequested()), (f"{entry}-task", task))


def _task(office: Office, person: Person, kind: TaskKind, entry: str, about: str) -> Entry:
    """Whoever has the person, or stands in for who has, is told, and has a card to settle it with."""
    return f"{entry}-task", TaskOpened(
        task=f"{kind}-{entry}", kind=kind, to=(office.recipient_of(person),), about=about
    )


def _record(office: Office, actor: Actor, person: Person, *entries: tuple[str, Fact]) -> Changed:
    return record(office, actor, person, Permission.WRITE_FACTS, *entries)
