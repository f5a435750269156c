"""Which of a person's stays count as episodes, and when each began and ended. Source: domain §1, §8, contract §4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journey.domain.history import History, Stay
from projections.reports.spells import Spell

POPULATIONS = ("all", "sus")

SUS_END = "sus_end"
"""The reason of an episode that was ended in SUS while the person is not discharged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode(Spell):
    """From enrolment to discharge (in the population `sus`: to the earlier of that and the end in SUS)."""

    reason: str | None = None


def members(history: History, population: str) -> list[bool]:
    """For each stay whether the population holds it: everybody's, or those with a start in SUS."""
    if population == "all":
        return [True] * len(history.stays)
    begun = _sus_starts(history)
    return [place in begun for place in range(len(history.stays))]


def episodes(history: History, population: str) -> list[Episode]:
    """The person's episodes in a population, in order."""
    if population == "all":
        return [_episode(stay, stay.end) for stay in history.stays if stay.enrolment]
    begun = _sus_starts(history)
    return [_episode(history.stays[place], _sus_end(history, place, day)) for place, day in sorted(begun.items())]


def _episode(stay: Stay, end: date | None) -> Episode:
    start = stay.enrolled_on
    assert start is not None  # noqa: S101  # both callers pick stays with an enrolment
    reason = stay.ending.fact.reason if stay.ending else SUS_END
    return Episode(start=start, end=end, reason=reason if end else None)


def _sus_starts(history: History) -> dict[int, date]:
    """The day of the first start in SUS of each stay that has one.

    A registration belongs to the latest stay opened by then that led to an episode: within it, or soon after its end.
    """
    found: dict[int, date] = {}
    for day in _registered(history, "start"):
        opened = [place for place, stay in enumerate(history.stays) if stay.enrolment and stay.opened <= day]
        if opened:
            found.setdefault(opened[-1], day)
    return found


def _sus_end(history: History, place: int, begun: date) -> date | None:
    """The earlier of discharge and the first end in SUS after the start there.

    An end dated on the very day of a return is the former episode's: nothing ends on the day it begins.
    """
    stay = history.stays[place]
    ends = [day for day in _registered(history, "end") if day >= begun and _after_enrolment(stay, day)]
    ends += [stay.end] if stay.end else []
    return min(ends, default=None)


def _after_enrolment(stay: Stay, day: date) -> bool:
    enrolled = stay.enrolled_on
    return enrolled is not None and (day > enrolled or (day == enrolled and stay.number == 1))


def _registered(history: History, moment: str) -> list[date]:
    return [event.on for event in history.by_type.get("sus_registered", []) if event.fact.moment == moment]
