"""How long people wait, counting those who still do: the Kaplan-Meier curve, in exact fractions, and how sure it is.

Whoever is still waiting, or left without it, is *censored* on the last day they were seen: until then they are known
not to have got it, and after that nothing is assumed. Source: Kaplan & Meier, "Nonparametric estimation from
incomplete observations", Journal of the American Statistical Association 53 (1958). The interval is Greenwood's, on the
scale log(-log S), as Kalbfleisch & Prentice give it: it stays between 0 and 1. That of the median holds the days on
which the interval of the curve holds a half (Brookmeyer & Crowley, Biometrics 38, 1982).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log, sqrt

from projections.reports.figures import Certainty
from projections.reports.intervals import Z

HALF = Fraction(1, 2)

MARKS = (0, 30, 60, 90, 180, 365, 730)
"""Days at which the numbers still at risk are told."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Days waited; `over` where what was waited for came that day, else the person was last seen waiting then."""

    days: int
    over: bool


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A day of the curve: who was at risk as it began, what happened to them, and the share waiting at its end.

    `low` and `high` bound the share's 95 % interval; None where nobody waits on.
    """

    day: int
    at_risk: int
    events: int
    censored: int
    waiting: Fraction
    low: float | None = None
    high: float | None = None


def curve(waits: Iterable[Wait]) -> list[CurvePoint]:
    """The curve's points: the first day (0) and every day on which something happened. Nothing for nobody.

    Somebody censored on the day of an event is at risk on it.
    """
    over: Counter[int] = Counter()
    left: Counter[int] = Counter()
    for wait in waits:
        (over if wait.over else left)[wait.days] += 1
    at_risk, share, spread = over.total() + left.total(), Fraction(1), 0.0
    points = []
    for day in sorted({0, *over, *left}) if at_risk else ():
        came = over[day]
        share *= 1 - Fraction(came, at_risk)
        spread += came / (at_risk * (at_risk - came)) if came < at_risk else 0.0
        low, high = _interval(share, spread)
        points.append(CurvePoint(day, at_risk, came, left[day], share, low, high))
        at_risk -= came + left[day]
    return points


def _interval(share: Fraction, spread: float) -> tuple[float | None, float | None]:
    """Greenwood's variance (`spread` is its sum), on the scale log(-log S); a curve that has not fallen is certain."""
    if share == 1:
        return 1.0, 1.0
    if share == 0:
        return None, None
    fallen = log(float(share))
    error = sqrt(spread) / -fallen
    return exp(fallen * exp(Z * error)), exp(fallen * exp(-Z * error))


def median(points: Sequence[CurvePoint]) -> int | None:
    """The first day by whose end no more than half still waited; None where the curve never falls so far."""
    return next((point.day for point in points if point.waiting <= HALF), None)


def median_interval(points: Sequence[CurvePoint]) -> tuple[int | None, int | None]:
    """The first days by whose end the curve's lower and upper bound have fallen to a half; None: never."""
    low = next((point.day for point in points if (point.low if point.low is not None else 0) <= HALF), None)
    high = next((point.day for point in points if (point.high if point.high is not None else 1) <= HALF), None)
    return low, high


def numbers_at_risk(waits: Sequence[Wait]) -> dict[str, int]:
    """How many still waited as each of some fixed days began, up to the last of them on which anybody did."""
    days = sorted(wait.days for wait in waits)
    return {str(mark): count for mark in MARKS if (count := len(days) - bisect_left(days, mark)) or mark == 0}


def certainty(waits: Sequence[Wait]) -> Certainty:
    """How sure the median of these waits is."""
    interval = median_interval(curve(waits)) if waits else None
    return Certainty(people=len(waits), interval=interval, at_risk=numbers_at_risk(waits) if waits else None)
