"""Which questionnaire waits for an answer, and its texts: they come from the licensee's local file, never from here.

The file is `questionnaires/INSTRUMENT.toml` in the folder of JOURNEY_CONFIG: `items`, a list of texts, and `answers`,
a list of texts whose places (from `lowest`) are the values.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec import Struct

from journey.domain.events import participant as facts
from journey.domain.events.messages import TaskOpened
from journey.domain.programme import Programme
from journey.domain.rules import Deadline
from services.changes import Changed, Entry, Stale, decide, repeated
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """A questionnaire's texts, as the licensee holds them."""

    items: tuple[str, ...]
    answers: tuple[str, ...]
    lowest: int = 0
    introduction: str = ""


@cache
def form(folder: Path | None, instrument: str) -> Form | None:
    """The texts, or None where there is no such file, or it is not one we can read."""
    if folder is None or not instrument.replace("_", "").isalnum():
        return None
    try:
        written = tomllib.loads((folder / "questionnaires" / f"{instrument}.toml").read_text(encoding="utf-8"))
        return msgspec.convert(written, Form)
    except (OSError, ValueError, msgspec.ValidationError):
        return None


def due(office: Office, person: Person) -> tuple[str, str] | None:
    """The instrument and moment that wait for an answer now."""
    return next(_waiting(office, person), None)


def waiting_for(office: Office, person: Person) -> list[tuple[str, str, date | None]]:
    """Every instrument and moment that waits for an answer, with the day it is due."""
    rows = [row for row in office.deadlines(person) if row.settled_on is None and row.opened <= person.day]
    asked = [(asked_for(person.programme, row), row.due) for row in rows]
    return [(*questionnaire, due) for questionnaire, due in asked if questionnaire]


def _waiting(office: Office, person: Person) -> Iterator[tuple[str, str]]:
    for row in office.deadlines(person):
        questionnaire = asked_for(person.programme, row)
        if questionnaire and row.settled_on is None and row.opened <= person.day:
            yield questionnaire


def answer(
    office: Office, actor: Actor, person: Person, asked: tuple[str, str], answers: tuple[int, ...], entry: str
) -> Changed:
    """Keep the answers to an instrument at a moment, in the order of its items. Stale where it waits no more."""
    instrument, moment = asked
    fact = facts.QuestionnaireAnswered(instrument=instrument, moment=moment, answers=answers)  # type: ignore[arg-type]  # as the rule has it

    def deciding(now: Person) -> list[Entry]:
        if asked not in _waiting(office, now) and not repeated(now, entry):
            raise Stale("that questionnaire waits for no answer")
        return [(entry, fact)]

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def send(office: Office, actor: Actor, person: Person, asked: tuple[str, str], entry: str) -> Changed:
    """Keep that the person is asked now to answer an instrument at a moment. Stale where it waits for no answer."""
    instrument, moment = asked
    fact = facts.QuestionnaireSent(instrument=instrument, moment=cast("Any", moment))  # as the rule has it

    def deciding(now: Person) -> list[Entry]:
        if asked not in _waiting(office, now) and not repeated(now, entry):
            raise Stale("that questionnaire waits for no answer")
        return [(entry, fact)]

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def ask_coach(office: Office, actor: Actor, person: Person, asked: tuple[str, str]) -> Changed:
    """Without the licensee's texts here, whoever is told of the person goes through it with them."""
    instrument, moment = asked
    name = f"questionnaire-{instrument}-{moment}"

    def deciding(now: Person) -> list[Entry]:
        return [(name, TaskOpened(task=name, kind="questionnaire", to=(office.recipient_of(now),), about=instrument))]

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def asked_for(programme: Programme, row: Deadline) -> tuple[str, str] | None:
    """The instrument and moment that a deadline's rule waits for, where it is a questionnaire."""
    rule = programme.rule(row.rule)
    legs = [leg for leg in rule.legs if not leg.name or leg.name == row.leg] if rule else []
    for leg in legs:
        for pattern in leg.satisfier:
            if pattern.type == "questionnaire_answered":
                return str(_one(pattern.where.get("instrument"))), str(_one(pattern.where.get("moment"), "other"))
    return None


def _one(value: Any, default: str = "survey") -> Any:
    return value[0] if isinstance(value, list | tuple) else value or default
