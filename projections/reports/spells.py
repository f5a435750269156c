"""Stretches of time in one person's life: jobs, studies and placements, each put together from its start and end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from journey.domain.events.base import Event
from journey.domain.history import History

INDUSTRIES = ("care_municipal", "trade", "manufacturing", "services")
"""The industries that outcomes tell apart; every other one is `other`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """From a day to a day, both included; `end` is None while it goes on.

    `extent` is that of a job or of studies, in percent of full time: the most it came to.
    """

    start: date
    end: date | None = None
    extent: float | None = None
    kind: str | None = None  # of studies and placements
    industry: str | None = None  # of placements

    def ended_by(self, day: date) -> bool:
        """Whether it was over by the end of that day."""
        return self.end is not None and self.end <= day

    def goes_on(self, day: date) -> bool:
        """Whether it had begun and was not over by the end of that day."""
        return self.start <= day and not self.ended_by(day)

    def days(self, upto: date) -> int:
        """Days from start to end, or so far by that day."""
        return ((self.end if self.end is not None and self.end < upto else upto) - self.start).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Spell):
    """A job while it was competitive, as it was by the end of the window: from the day it became so."""

    subsidised: bool
    industry: str
    wage: float | None = None  # SEK a month
    subsidy: float | None = None  # SEK a month


def spells(history: History, what: str) -> list[tuple[Event, Spell]]:
    """Every job, studies or placement (`what`), with the event that began it.

    An end belongs to the start it follows. A second start of the same id that is still running is the same thing told
    twice, and counts once.
    """
    pairs: list[tuple[Event, Spell]] = []
    running: dict[str, Spell] = {}
    for event in history.by_type.get(f"{what}_started", []):
        name = getattr(event.fact, what)
        before = running.get(name)
        if before is not None and not before.ended_by(event.on):
            continue
        running[name] = Spell(
            start=event.on,
            end=_end(history, what, name, event.on),
            extent=getattr(event.fact, "extent", None),
            kind=getattr(event.fact, "kind", None),
            industry=getattr(event.fact, "industry", None),
        )
        pairs.append((event, running[name]))
    return pairs


def _end(history: History, what: str, name: str, start: date) -> date | None:
    ends = (event.on for event in history.by_type.get(f"{what}_ended", []) if getattr(event.fact, what) == name)
    return min((day for day in ends if day >= start), default=None)


def competitive_jobs(history: History, upto: date) -> list[Job]:
    """The jobs that are or were competitive, each while it was so, every `job_changed` up to that day applied.

    A job that becomes competitive counts from the day of that change, and one that ceases to be up to the day of it:
    what is said later does not change what was so before. A mistake is struck.
    """
    changes = [event for event in history.by_type.get("job_changed", []) if event.on <= upto]
    jobs = []
    for begun, spell in spells(history, "job"):
        events = [begun, *(change for change in changes if _about(change, begun, spell))]
        jobs += [_job(stretch, events) for stretch in _competitive(spell, events)]
    return jobs


def _competitive(spell: Spell, events: list[Event]) -> list[Spell]:
    """The stretches of a job during which it was competitive; of two words on one day the later one counts."""
    said = {event.on: event.fact.competitive for event in events if event.fact.competitive is not None}
    stretches: list[Spell] = []
    since: date | None = None
    for day, competitive in said.items():
        if competitive and since is None:
            since = day
        elif not competitive and since is not None:
            stretches.append(replace(spell, start=since, end=day))
            since = None
    return stretches if since is None else [*stretches, replace(spell, start=since)]


def _job(spell: Spell, events: list[Event]) -> Job:
    return Job(
        start=spell.start,
        end=spell.end,
        extent=_extent(spell, events),
        subsidised=_subsidised(events),
        industry=_industry(events),
        wage=_amount(events, "wage"),
        subsidy=_amount(events, "subsidy") if _subsidised(events) else None,
    )


def _extent(spell: Spell, events: list[Event]) -> float | None:
    """The most that the job came to in the stretch: as it was when that began, and changes within it."""
    said = [(event.on, event.fact.extent) for event in events if event.fact.extent is not None]
    before = [extent for day, extent in said if day <= spell.start][-1:]
    return max(
        (*before, *(extent for day, extent in said if day > spell.start and not spell.ended_by(day))), default=None
    )


def _amount(events: list[Event], key: str) -> float | None:
    said = _latest(events, key)
    return float(said) if isinstance(said, int | float) else None


def _about(change: Event, begun: Event, spell: Spell) -> bool:
    same = change.fact.job == begun.fact.job
    return bool(same and spell.start <= change.on and (spell.end is None or change.on <= spell.end))


def _latest(events: list[Event], key: str) -> object:
    """The value said last; None where nothing was said."""
    return next((value for event in reversed(events) if (value := getattr(event.fact, key)) is not None), None)


def _subsidised(events: list[Event]) -> bool:
    """As said; where it was not said, an amount of subsidy says it."""
    said = _latest(events, "subsidised")
    return bool(_latest(events, "subsidy") if said is None else said)


def _industry(events: list[Event]) -> str:
    industry = _latest(events, "industry")
    return industry if isinstance(industry, str) and industry in INDUSTRIES else "other"
