"""Which questionnaire waits for an answer, and its texts: they come from the licensee's local file, never from here.

The file is `questionnaires/INSTRUMENT.toml` in the folder of JOURNEY_CONFIG: `items`, a list of texts, and `answers`,
a list of texts whose places (from `lowest`) are the values.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from journey.domain.events import participant as facts
from journey.domain.events.messages import TaskOpened
from journey.domain.programme import Programme
from journey.domain.rules import Deadline
from services.changes import Changed, record
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
    for row in office.deadlines(person):
        questionnaire = asked_for(person.programme, row)
        if questionnaire and row.settled_on is None and row.opened <= person.day:
            return questionnaire
    return None


def answer(
    office: Office, actor: Actor, person: Person, asked: tuple[str, str], answers: tuple[int, ...], entry: str
) -> Changed:
    """Keep the answers to an instrument at a moment, in the order of its items."""
    instrument, moment = asked
    fact = facts.QuestionnaireAnswered(instrument=instrument, moment=moment, answers=answers)  # type: ignore[arg-type]  # as the rule has it
    return record(office, actor, person, Permission.WRITE_FACTS, (entry, fact))


def ask_coach(office: Office, actor: Actor, person: Person, asked: tuple[str, str]) -> Changed:
    """Without the licensee's texts here, whoever is told of the person goes through it with them."""
    instrument, moment = asked
    name = f"questionnaire-{instrument}-{moment}"
    task = TaskOpened(task=name, kind="questionnaire", to=(office.told(person),), about=instrument)
    return record(office, actor, person, Permission.WRITE_FACTS, (name, task))


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
