"""Which of a person's stays count as episodes, and when each began and ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journey.domain.history import History, Stay
from projections.reports.spells import Spell

POPULATIONS = ("all", "sus")

SUS_END = "sus_end"
"""The reason of an episode that was ended in SUS while the person is not discharged."""

MISTAKEN = "wrongly_registered"
"""The reason of an episode that never should have been: it counts in no figure but its own."""

STAYS_TRUE = frozenset(
    [
        "background_recorded",
        "identity_changed",
        "incomes_recorded",
        "housing_support_recorded",
        "job_changed",
        "job_ended",
        "studies_ended",
        "placement_ended",
    ]
)
"""Facts that stay true though they were recorded in an episode that never should have been: they are about the person,
or end what began before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode(Spell):
    """From enrolment to discharge (in the population `sus`: to the earlier of that and the end in SUS)."""

    reason: str | None = None


def counted(history: History) -> History:
    """The history without stays that ended as wrongly registered, and without what happened in them."""
    wrong = {id(stay) for stay in history.stays if _mistaken(stay)} if _may_be_mistaken(history) else set()
    if not wrong:
        return history
    return History(one for one in history.events if one.type in STAYS_TRUE or id(history.stay_at(one)) not in wrong)


def mistaken(history: History, population: str) -> list[Episode]:
    """The episodes that ended as wrongly registered."""
    return [one for one in episodes(history, population) if one.reason == MISTAKEN] if _may_be_mistaken(history) else []


def _may_be_mistaken(history: History) -> bool:
    return any(event.fact.reason == MISTAKEN for event in history.by_type.get("discharged", ()))


def _mistaken(stay: Stay) -> bool:
    return stay.ending is not None and stay.ending.fact.reason == MISTAKEN


def members(history: History, population: str) -> list[bool]:
    """For each stay whether the population holds it: everybody's, or those with a start in SUS."""
    if population == "all":
        return [True] * len(history.stays)
    begun = _sus_starts(history)
    return [place in begun for place in range(len(history.stays))]


def episodes(history: History, population: str) -> list[Episode]:
    """The person's episodes in a population, in order."""
    begun = _sus_starts(history) if population == "sus" else {}
    result = []
    for place, (stay, held) in enumerate(zip(history.stays, members(history, population), strict=True)):
        if stay.enrolled_on and held:
            end = _sus_end(history, stay, begun[place]) if begun else stay.end
            reason = stay.ending.fact.reason if stay.ending else SUS_END
            result.append(Episode(start=stay.enrolled_on, end=end, reason=reason if end else None))
    return result


def _sus_starts(history: History) -> dict[int, date]:
    """The day of the first start in SUS of each stay that has one.

    A registration belongs to the latest stay opened by then that led to an episode: within it, or soon after its end.
    """
    result: dict[int, date] = {}
    for day in _registered(history, "start"):
        opened = [place for place, stay in enumerate(history.stays) if stay.enrolment and stay.opened <= day]
        if opened:
            result.setdefault(opened[-1], day)
    return result


def _sus_end(history: History, stay: Stay, begun: date) -> date | None:
    """The earlier of discharge and the first end in SUS after the start there.

    An end dated on the very day of a return is the former episode's: nothing ends on the day it begins.
    """
    ends = [day for day in _registered(history, "end") if day >= begun and _after_enrolment(stay, day)]
    return min([*ends, *([stay.end] if stay.end else [])], default=None)


def _after_enrolment(stay: Stay, day: date) -> bool:
    enrolled = stay.enrolled_on
    return enrolled is not None and (day > enrolled or (day == enrolled and stay.number == 1))


def _registered(history: History, moment: str) -> list[date]:
    return [event.on for event in history.by_type.get("sus_registered", []) if event.fact.moment == moment]
