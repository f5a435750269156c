"""One person as reports need them: small, so that memory grows with people and never with events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from journey.domain.events import participant as facts
from journey.domain.events.work import Income, IncomesRecorded
from journey.domain.history import History
from projections.reports.episodes import Episode, episodes, members
from projections.reports.spells import Job, Spell, competitive_jobs, spells

UNKNOWN = "unknown"
NO_INCOME = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What figures are made of. `state` and `coach` are those at the end of the window, in the population's last stay."""

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


def summarise(history: History, population: str, upto: date) -> Person | None:
    """The person a history tells of, with what had begun by that day; None where the population does not hold them."""
    held = members(history, population)
    if not any(held):
        return None
    enrolled = next((stay.enrolled_on for stay in history.stays if stay.enrolment), None)
    then = _until(history, upto)
    state = then.stays[-1].state if then.stays and held[len(then.stays) - 1] else None
    return Person(
        **_background(history),
        income_sources=_income_sources(history, enrolled),
        episodes=tuple(episodes(history, population)),
        referrals=tuple(s.opened for s, own in zip(history.stays, held, strict=True) if own and s.referral),
        state=state,
        coach=then.coach() if state else None,
        jobs=_since(competitive_jobs(history, upto), enrolled, upto),
        studies=_since((spell for _, spell in spells(history, "studies")), enrolled, upto),
        placements=_since((spell for _, spell in spells(history, "placement")), enrolled, upto),
    )


def _until(history: History, day: date) -> History:
    """The history as of an earlier day; strikes are applied already."""
    return history if history.events[-1].on <= day else History(history.events, as_of=day)


def _since[S: Spell](found: Iterable[S], enrolled: date | None, upto: date) -> tuple[S, ...]:
    """What began from the first enrolment on: what a person had before is no outcome of the programme."""
    return tuple(spell for spell in found if enrolled is not None and enrolled <= spell.start <= upto)
