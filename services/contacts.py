"""Logs contacts: with the person themselves, and with employers on their behalf."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from journey.domain.events import Fact, codes, work
from journey.domain.events import participant as facts
from services import changes
from services.changes import Changed
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact with the person: how, about what, and for how many minutes."""

    mode: codes.Mode
    activity: Any = None
    minutes: int | None = None

    def fact(self, coach: str) -> Fact:
        """What is recorded of it, by whom it was had."""
        return facts.ContactHeld(mode=self.mode, activity=self.activity, minutes=self.minutes, coach=coach)


@dataclass(frozen=True, slots=True)
class EmployerContact:
    """A contact with an employer: which, how, by whom, about what kind of job."""

    employer: str
    mode: work.ContactMode
    who: Any
    competitive: bool
    follows_preferences: bool | None = None

    def fact(self, coach: str) -> Fact:
        """What is recorded of it, by whom it was had."""
        return work.EmployerContacted(
            employer=self.employer,
            mode=self.mode,
            who=self.who,
            competitive=self.competitive,
            follows_preferences=self.follows_preferences,
            coach=coach,
        )


def first_day(person: Person) -> date:
    """The day before which nothing can have been had with them: of the first that is known of them."""
    return min((event.on for event in person.history.events), default=person.day)


def log(
    office: Office,
    actor: Actor,
    stream: UUID,
    contact: Contact | EmployerContact,
    entry: str,
    *,
    on: date | None = None,
    note: str | None = None,
    begin: Person | None = None,
) -> Changed:
    """Log a contact that the actor had; `on` is its day, by default now. Raises NotAllowed, WrongInput.

    `begin` is the person, where they have just been read.
    """
    return changes.about_person(
        office,
        actor,
        Permission.WRITE_FACTS,
        stream,
        lambda _person: [(entry, contact.fact(actor.name))],
        on=on,
        note=note,
        begin=begin,
    )
