"""One person as reports need them: small, so that memory grows with people and never with events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import msgspec

from journey.domain.events import participant as facts
from journey.domain.history import History, moment_of
from projections.reports.episodes import Episode, episodes, members
from projections.reports.spells import Job, Spell, competitive_jobs, spells

UNKNOWN = "unknown"
NO_INCOME = "none"

S = TypeVar("S", bound=Spell)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPerson:
    """What figures are made of. `state` and `coach` are those at the end of the window."""

    gender: str
    age_band: str
    municipality: str
    education: str
    years_on_support: float | None
    income_sources: tuple[str, ...]
    episodes: tuple[Episode, ...]
    referrals: tuple[date, ...]
    state: str | None
    coach: str | None
    jobs: tuple[Job, ...]
    studies: tuple[Spell, ...]
    placements: tuple[Spell, ...]
    protected: bool = False  # lives under protected identity now: counted, and in no table with a row a person
    details: Any = None  # what the kind of report gathers for itself


def summarise(history: History, population: str, upto: date) -> ReportPerson | None:
    """The person a history tells of, with what had begun by that day; None where the population does not hold them."""
    held = members(history, population)
    if not any(held):
        return None
    enrolled = next((stay.enrolled_on for stay in history.stays if stay.enrolment), None)
    then = until(history, upto)
    state = then.stays[-1].state if then.stays and held[len(then.stays) - 1] else None
    background = _background(history)
    return ReportPerson(
        gender=background.gender or UNKNOWN,
        age_band=background.age_band or UNKNOWN,
        municipality=background.municipality or UNKNOWN,
        education=background.education or UNKNOWN,
        years_on_support=background.years_on_support,
        income_sources=_income_sources(history, enrolled),
        episodes=tuple(episodes(history, population)),
        referrals=tuple(s.opened for s, counts in zip(history.stays, held, strict=True) if counts and s.referral),
        state=state,
        coach=then.coach() if state else None,
        jobs=_since(competitive_jobs(history, upto), enrolled, upto),
        studies=_since((spell for _, spell in spells(history, "studies")), enrolled, upto),
        placements=_since((spell for _, spell in spells(history, "placement")), enrolled, upto),
    )


def until(history: History, day: date) -> History:
    """The history as of an earlier day; strikes are applied already."""
    return history if not history.events or history.events[-1].on <= day else History(history.events, as_of=day)


def _since(stretches: Iterable[S], enrolled: date | None, upto: date) -> tuple[S, ...]:
    """What began from the first enrolment on: what a person had before is no outcome of the programme."""
    return tuple(spell for spell in stretches if enrolled is not None and enrolled <= spell.start <= upto)


def _background(history: History) -> facts.BackgroundRecorded:
    """What was said last about each field of the background."""
    background = facts.BackgroundRecorded()
    for event in history.by_type.get("background_recorded", []):
        said = {key: value for key, value in msgspec.structs.asdict(event.fact).items() if value is not None}
        background = msgspec.structs.replace(background, **said)
    return background


def _income_sources(history: History, enrolled: date | None) -> tuple[str, ...]:
    """The sources on record at the first enrolment, else the first ones recorded after it."""
    if enrolled is None:
        return ()
    events = history.by_type.get("background_recorded", []) + history.by_type.get("incomes_recorded", [])
    events.sort(key=lambda event: (*moment_of(event), event.version))
    records = [(event.on, event.fact.incomes) for event in events if event.fact.incomes is not None]
    before = [incomes for day, incomes in records if day <= enrolled]
    after = [incomes for day, incomes in records if day > enrolled]
    if not before and not after:
        return (UNKNOWN,)
    in_force = before[-1] if before else after[0]
    return tuple(sorted({income.source for income in in_force})) or (NO_INCOME,)
