"""The Kaplan-Meier curve against worked examples of the literature, and what holds for every curve."""

from __future__ import annotations

from fractions import Fraction
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.reports.survival import CurvePoint, Wait, curve, median

# Weeks in remission, Freireich et al. 1963 ("The effect of 6-mercaptopurine on the duration of steroid-induced
# remissions in acute leukemia", Blood 21); "+" still in remission when last seen.
TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"

WAITS = st.lists(st.builds(Wait, st.integers(0, 400), st.booleans()), min_size=1, max_size=60)


def waits(text: str) -> list[Wait]:
    return [Wait(int(word.rstrip("+")), not word.endswith("+")) for word in text.split()]


def test_the_treated_of_freireich_as_textbooks_print_them() -> None:
    points = {point.day: point for point in curve(waits(TREATED)) if point.events}
    assert list(points) == [6, 7, 10, 13, 16, 22, 23]
    # 18/21; times 16/17, 14/15, 11/12, 10/11, 6/7 and 5/6 in turn.
    at_risk = [21, 17, 15, 12, 11, 7, 6]
    assert [point.at_risk for point in points.values()] == at_risk
    assert [f"{float(point.waiting):.3f}" for point in points.values()] == [
        "0.857",
        "0.807",
        "0.753",
        "0.690",
        "0.627",
        "0.538",
        "0.448",
    ]
    factors = [Fraction(18, 21)] + [Fraction(n - 1, n) for n in at_risk[1:]]
    assert points[23].waiting == prod(factors)
    assert median(curve(waits(TREATED))) == 23


def test_without_anybody_censored_the_curve_is_the_plain_share() -> None:
    points = curve(waits(PLACEBO))
    assert median(points) == 8
    assert {point.day: point.waiting * 21 for point in points if point.day in (1, 8, 12)} == {1: 19, 8: 8, 12: 4}
    assert points[-1] == CurvePoint(day=23, at_risk=1, events=1, censored=0, waiting=Fraction(0), low=None, high=None)


def test_the_curve_opens_with_everybody_waiting_or_with_those_met_on_the_first_day() -> None:
    assert curve(waits("3 5+"))[0] == CurvePoint(0, 2, 0, 0, Fraction(1), 1.0, 1.0)
    at_once = curve(waits("0 5+"))[0]
    assert (at_once.at_risk, at_once.events, at_once.censored, at_once.waiting) == (2, 1, 0, Fraction(1, 2))


def test_nobody_makes_no_curve_and_no_median() -> None:
    assert curve([]) == []
    assert median([]) is None


@pytest.mark.parametrize(("told", "found"), [("10 20", 10), ("10 20 30", 20), ("10 20+ 30+", None), ("10+ 20", 20)])
def test_the_median_is_the_first_day_on_which_no_more_than_half_wait(told: str, found: int | None) -> None:
    assert median(curve(waits(told))) == found


def test_somebody_last_seen_on_the_day_of_an_event_is_at_risk_on_it() -> None:
    [_, point] = curve(waits("5 5+"))
    assert (point.at_risk, point.events, point.censored, point.waiting) == (2, 1, 1, Fraction(1, 2))


@given(WAITS)
def test_a_curve_only_falls_and_loses_nobody(told: list[Wait]) -> None:
    points = curve(told)
    shares = [point.waiting for point in points]
    assert shares == sorted(shares, reverse=True)
    assert sum(point.events + point.censored for point in points) == len(told) == points[0].at_risk
    assert all(0 <= share <= 1 for share in shares)


@given(WAITS, st.randoms())
def test_a_curve_does_not_depend_on_the_order_of_people(told: list[Wait], dice: object) -> None:
    shuffled = list(told)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands out a random.Random
    assert curve(shuffled) == curve(told)


@given(WAITS)
def test_somebody_who_goes_on_waiting_never_lowers_the_curve(told: list[Wait]) -> None:
    before = {point.day: point.waiting for point in curve(told)}
    after = {point.day: point.waiting for point in curve([*told, Wait(500, over=False)])}
    assert all(after[day] >= share for day, share in before.items())


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_with_nobody_censored_it_is_the_share_that_waited_longer(days: list[int]) -> None:
    for point in curve(Wait(day, over=True) for day in days):
        assert point.waiting == Fraction(sum(day > point.day for day in days), len(days))
