"""A goal that is a cap on coaches: met when no coach is over it, whatever the mean of them all says."""

from __future__ import annotations

from dataclasses import dataclass

from journey.domain.settings import Goal
from projections.reports.cohort import Cohort
from projections.reports.figures import Number, Quotient
from projections.reports.kinds import caseload

OF_EACH = "caseload.per_fte"
OF_ALL = "caseload.programme_per_fte"
OVER = "caseload.over_cap"


def is_cap(goal: Goal) -> bool:
    """Whether the goal caps what a coach carries; `over_cap` is about the programme's own cap."""
    return goal.figure == OVER or (goal.figure in (OF_EACH, OF_ALL) and goal.direction == "at_most")


@dataclass(frozen=True, slots=True)
class Cap:
    """A cap held against every coach: what is shown as its value, whether it is met, and who is over it."""

    value: Number | None
    parts: Quotient | None
    met: bool | None
    remark: str | None


def held(goal: Goal, cohort: Cohort) -> Cap:
    """The cap held against the coaches at the end of the window."""
    limit = cohort.programme.capacity.per_fte if goal.figure == OVER else goal.target
    over = caseload.over(cohort, limit)
    parts = _parts(goal, cohort, over)
    met = _met(over)
    if goal.figure == OF_ALL and met and parts and parts.value is not None and limit is not None:
        met = parts.value <= limit  # people without a coach are in the mean
    value = parts.numerator if parts and goal.figure == OVER else parts.value if parts else None
    return Cap(value, parts, met, _remark(over))


def _parts(goal: Goal, cohort: Cohort, over: dict[str, bool | None]) -> Quotient | None:
    """What the value is made of: how many coaches are over it, the mean of all, or the coach who carries most."""
    if goal.figure == OVER:
        return Quotient(sum(map(bool, over.values())), len(over)) if over else None
    if goal.figure == OF_ALL:
        return caseload.programme_per_fte(cohort)
    ratios = [each for each in caseload.per_fte(cohort).values() if each.value is not None]
    return max(ratios, key=lambda each: each.value or 0, default=None)


def _met(over: dict[str, bool | None]) -> bool | None:
    """None where nobody is over it, and of somebody it is not known."""
    if not over or True in over.values():
        return False if over else None
    return None if None in over.values() else True


def _remark(over: dict[str, bool | None]) -> str | None:
    too_many, unknown = list(over.values()).count(True), list(over.values()).count(None)
    if too_many:
        return f"{too_many} of {len(over)} coaches are over it."
    return f"The posts of {unknown} of {len(over)} coaches are not known, or there is no cap." if unknown else None
