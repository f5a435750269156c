"""How long people wait, counting those who still do: the Kaplan-Meier curve, in exact fractions.

Whoever is still waiting, or left without it, is *censored* on the last day they were seen: until then they are known
not to have got it, and after that nothing is assumed. Source: Kaplan & Meier, "Nonparametric estimation from
incomplete observations", Journal of the American Statistical Association 53 (1958).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Wait:
    """Days waited; `over` where what was waited for came that day, else the person was last seen waiting then."""

    days: int
    over: bool


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A day of the curve: who was at risk as it began, what happened to them, and the share waiting at its end."""

    day: int
    at_risk: int
    events: int
    censored: int
    waiting: Fraction


def curve(waits: Iterable[Wait]) -> list[CurvePoint]:
    """The curve's points: the first day (0) and every day on which something happened. Nothing for nobody.

    Somebody censored on the day of an event is at risk on it.
    """
    over: Counter[int] = Counter()
    left: Counter[int] = Counter()
    for wait in waits:
        (over if wait.over else left)[wait.days] += 1
    at_risk, share = over.total() + left.total(), Fraction(1)
    points = []
    for day in sorted({0, *over, *left}) if at_risk else ():
        share *= 1 - Fraction(over[day], at_risk)
        points.append(CurvePoint(day, at_risk, over[day], left[day], share))
        at_risk -= over[day] + left[day]
    return points


def median(points: Sequence[CurvePoint]) -> int | None:
    """The first day by whose end no more than half still waited; None where the curve never falls so far."""
    return next((point.day for point in points if point.waiting <= HALF), None)
