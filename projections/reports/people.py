"""One person as reports need them: small, so that memory grows with people and never with events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import msgspec

from journey.domain.events import participant as facts
from journey.domain.events.work import Income
from journey.domain.history import History, Stay, moment_of
from projections.reports.episodes import Episode, counted, episodes, members, mistaken
from projections.reports.spells import Job, Spell, competitive_jobs, spells

UNKNOWN = "unknown"
NO_INCOME = "none"

S = TypeVar("S", bound=Spell)


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral: its day, who referred, and what came of it: enrolled on a day, or over on one, or neither yet."""

    on: date
    source: str
    enrolled: date | None = None
    over: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPerson:
    """What figures are made of. `state` and `coach` are those at the end of the window.

    `mistaken` are the episodes that ended as wrongly registered; nothing of them is in anything else.
    """

    gender: str
    age_band: str
    municipality: str
    education: str
    years_on_support: float | None
    income_sources: tuple[str, ...]
    income_payers: tuple[str, ...]
    episodes: tuple[Episode, ...]
    referrals: tuple[Referral, ...]
    state: str | None
    coach: str | None
    jobs: tuple[Job, ...]
    studies: tuple[Spell, ...]
    placements: tuple[Spell, ...]
    mistaken: tuple[Episode, ...] = ()
    protected: bool = False  # lives under protected identity now: counted, and in no table with a row a person
    details: Any = None  # what the kind of report gathers for itself


def summarise(history: History, population: str, upto: date) -> ReportPerson | None:
    """The person a history tells of, with what had begun by that day; None where the population does not hold them."""
    wrong = mistaken(history, population)
    history = counted(history)
    held = members(history, population)
    if not any(held) and not wrong:
        return None
    stays = [stay for stay, counts in zip(history.stays, held, strict=True) if counts]
    enrolled = next((stay.enrolled_on for stay in stays if stay.enrolment), None)
    then = until(history, upto)
    state = then.stays[-1].state if then.stays and held[len(then.stays) - 1] else None
    background = _background(history)
    incomes = _incomes(history, enrolled) if enrolled else None
    return ReportPerson(
        gender=background.gender or UNKNOWN,
        age_band=background.age_band or UNKNOWN,
        municipality=background.municipality or UNKNOWN,
        education=background.education or UNKNOWN,
        years_on_support=background.years_on_support,
        income_sources=_each(incomes, "source") if enrolled else (),
        income_payers=_each(incomes, "payer") if enrolled else (),
        episodes=tuple(episodes(history, population)),
        referrals=tuple(_referral(stay) for stay in stays if stay.referral),
        state=state,
        coach=then.coach() if state else None,
        jobs=_since(competitive_jobs(history, upto), enrolled, upto),
        studies=_since((spell for _, spell in spells(history, "studies")), enrolled, upto),
        placements=_since((spell for _, spell in spells(history, "placement")), enrolled, upto),
        mistaken=tuple(wrong),
    )


def _referral(stay: Stay) -> Referral:
    source = stay.referral.fact.source if stay.referral else UNKNOWN
    return Referral(stay.opened, source, stay.enrolled_on, None if stay.enrolment else stay.end)


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


def _incomes(history: History, enrolled: date) -> tuple[Income, ...] | None:
    """The record in force at the first enrolment, else the first one after it; None where there is no record."""
    events = history.by_type.get("background_recorded", []) + history.by_type.get("incomes_recorded", [])
    events.sort(key=lambda event: (*moment_of(event), event.version))
    records = [(event.on, event.fact.incomes) for event in events if event.fact.incomes is not None]
    if not records:
        return None
    before = [incomes for day, incomes in records if day <= enrolled]
    in_force: tuple[Income, ...] = before[-1] if before else records[0][1]
    return in_force


def _each(incomes: tuple[Income, ...] | None, key: str) -> tuple[str, ...]:
    """What a record says under a key, each word once."""
    if incomes is None:
        return (UNKNOWN,)
    return tuple(sorted({getattr(income, key) for income in incomes})) or (NO_INCOME,)
