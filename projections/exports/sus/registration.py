"""Puts together what SUS is told of an episode: by name where a consent stands, else by sex and start year alone.

Consent is asked now, for each episode anew: one given before an earlier episode ended does not carry over. A form
without it has no place for anything that could say who somebody is; see `Anonymous`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from journey.domain import standing
from journey.domain.events import Event
from journey.domain.events.participant import BackgroundRecorded, ConsentGiven, ConsentWithdrawn
from journey.domain.events.work import IncomesRecorded
from journey.domain.history import History, Stay
from journey.domain.order import moment_of
from projections.reports.spells import Spell, spells

Refusal = Literal["protected", "no_consent", "withdrawn", "erased"]

SEEKING = "job_placement"
"""The phase in which somebody counts as seeking work."""


@dataclass(frozen=True, slots=True)
class AnonymousForm:
    """A registration without a person: these two, and nothing else can be put in."""

    gender: str | None
    start_year: int


@dataclass(frozen=True, slots=True)
class Moment:
    """What held on the day an episode began or ended. `work` is percent of 40 hours a week, and whether subsidised."""

    on: date
    incomes: tuple[str, ...] | None
    work: tuple[float, bool | None] | None
    studies: tuple[str, float] | None
    seeking: bool


@dataclass(frozen=True, slots=True)
class NamedForm:
    """A registration of a person who consents to it."""

    gender: str | None
    reference: str | None
    name: str | None
    personal_number: str | None
    education: str | None
    years_on_support: float | None
    start: Moment
    end: Moment | None
    reason: str | None


# -- whether a person may be named -------------------------------------------------------------------------------------
def refusal(now: History, enrolment: Event, today: date) -> Refusal | None:
    """Why an episode is registered without the person, by what stands in the log now; None where they may be named."""
    if standing.is_protected(now):
        return "protected"
    if now.erased:
        return "erased"
    if standing.identity(now) == "anonymous":
        return "no_consent"
    standing_ones, withdrawn = _consents(now, today)
    if "sus" not in standing.consents(now, today):
        return "withdrawn" if withdrawn else "no_consent"
    stays = [stay for stay in now.stays if stay.enrolment is not None]
    mine = next((at for at, stay in enumerate(stays) if _same(stay.enrolment, enrolment)), None)
    return (
        None
        if mine is not None and any(_episode_of(now, stays, event) == mine for event in standing_ones)
        else "no_consent"
    )


def _consents(now: History, today: date) -> tuple[list[Event], bool]:
    """The consents to SUS that still stand, each of them, and whether the last word was a withdrawal."""
    statements = [*now.by_type.get("consent_given", []), *now.by_type.get("consent_withdrawn", [])]
    statements = sorted((event for event in statements if event.fact.party == "sus"), key=lambda event: event.version)
    standing_ones: list[Event] = []
    for event in statements:
        standing_ones = [*standing_ones, event] if isinstance(event.fact, ConsentGiven) else []
    withdrawn = bool(statements) and isinstance(statements[-1].fact, ConsentWithdrawn)
    return [event for event in standing_ones if event.fact.until is None or today <= event.fact.until], withdrawn


def _episode_of(now: History, stays: list[Stay], consent: Event) -> int:
    """The episode a consent is for: the first that had not ended when it was given, else the last."""
    order = {event.version: place for place, event in enumerate(now.events)}
    for at, stay in enumerate(stays):
        if stay.ending is None or order[consent.version] < order[stay.ending.version]:
            return at
    return len(stays) - 1


def _same(one: Event | None, other: Event) -> bool:
    return one is not None and one.version == other.version


# -- what a form says --------------------------------------------------------------------------------------------------
def anonymous_form(history: History, stay: Stay) -> AnonymousForm:
    """The registration without a person."""
    return AnonymousForm(_background(history, stay).get("gender"), _enrolled(stay).year)


def named_form(history: History, stay: Stay, who: dict[str, Any]) -> NamedForm:
    """The registration with the person; `who` has their reference, name and personal number, as far as known."""
    background = _background(history, stay)
    ending = stay.ending
    return NamedForm(
        gender=background.get("gender"),
        reference=who.get("reference"),
        name=who.get("name"),
        personal_number=who.get("personal_number"),
        education=background.get("education"),
        years_on_support=background.get("years_on_support"),
        start=_moment(history, stay, _enrolled(stay), beginning=True),
        end=_moment(history, stay, ending.on) if ending else None,
        reason=ending.fact.reason if ending else None,
    )


def _enrolled(stay: Stay) -> date:
    if stay.enrolled_on is None:
        raise ValueError("a stay that led to no enrolment has no form")
    return stay.enrolled_on


def _background(history: History, stay: Stay) -> dict[str, Any]:
    """What was said last about the person by the end of the stay; what was only said later still tells who they are."""
    background: dict[str, Any] = {}
    for event in history.by_type.get("background_recorded", []):
        for key in ("gender", "education", "years_on_support"):
            value = getattr(event.fact, key)
            if value is not None and (stay.end is None or event.on <= stay.end or key not in background):
                background[key] = value
    return background


def _moment(history: History, stay: Stay, day: date, *, beginning: bool = False) -> Moment:
    jobs = [one for one in spells(history, "job") if _goes_on(one[1], day, beginning=beginning)]
    courses = [begun for begun, spell in spells(history, "studies") if _goes_on(spell, day, beginning=beginning)]
    return Moment(
        on=day,
        incomes=_incomes(history, stay, day, beginning=beginning),
        work=_job(history, *jobs[-1], day) if jobs else None,
        studies=(courses[-1].fact.kind, courses[-1].fact.extent) if courses else None,
        seeking=not beginning and bool(stay.phases) and stay.phases[-1][0] == SEEKING,
    )


def _goes_on(spell: Spell, day: date, *, beginning: bool) -> bool:
    """Whether it went on that day: a job that ends on the day of discharge is one the person left with."""
    before_it = spell.start < day if beginning else spell.start <= day
    return before_it and (spell.end is None or spell.end >= day)


def _job(history: History, begun: Event, spell: Spell, day: date) -> tuple[float, bool | None]:
    extent, subsidised = begun.fact.extent, begun.fact.subsidised
    for change in history.by_type.get("job_changed", []):
        if change.fact.job == begun.fact.job and spell.start <= change.on <= day:
            extent = change.fact.extent if change.fact.extent is not None else extent
            subsidised = change.fact.subsidised if change.fact.subsidised is not None else subsidised
    return extent, subsidised


def _incomes(history: History, stay: Stay, day: date, *, beginning: bool) -> tuple[str, ...] | None:
    """The sources on record that day; at the start those told first, where none were told before."""
    records = list(_records(history, stay))
    before = [sources for on, sources in records if on <= day]
    if before:
        return before[-1]
    return records[0][1] if beginning and records else None


def _records(history: History, stay: Stay) -> Iterator[tuple[date, tuple[str, ...]]]:
    for event in sorted(history.events, key=moment_of):
        fact = event.fact
        within = stay.end is None or event.on <= stay.end
        if isinstance(fact, BackgroundRecorded | IncomesRecorded) and fact.incomes is not None and within:
            yield event.on, tuple(sorted({income.source for income in fact.incomes})) or ("none",)
