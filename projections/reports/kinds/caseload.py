"""How many participants each coach carries, and what the programme's posts carry together."""

from __future__ import annotations

from collections import Counter
from math import fsum

from projections.reports.cohort import Cohort
from projections.reports.figures import Definition, Kind, Quotient
from projections.reports.plots import Plot

CURRENT = "Persons enrolled by the end of the window and not discharged by then; paused included."
COACHES = "Coaches at work at the end of the window, and everybody who has current participants then."

_DUST = 9
"""Decimals: 0.58 times 50 is 28.999999999999996, and 29 participants are not over that cap."""


def _participants(cohort: Cohort) -> dict[str, int]:
    carried = Counter(person.coach for person in cohort.current if person.coach)
    coaches = {*carried, *cohort.team.coaches(cohort.window.end)}
    return {coach: carried[coach] for coach in sorted(coaches)}


def _fte(cohort: Cohort) -> dict[str, float | None]:
    return {coach: cohort.team.fte(coach, cohort.window.end) for coach in _participants(cohort)}


def per_fte(cohort: Cohort) -> dict[str, Quotient]:
    """Each coach's participants, per full-time post."""
    fte = _fte(cohort)
    return {coach: Quotient(count, fte[coach] or 0) for coach, count in _participants(cohort).items()}


def _over_cap(cohort: Cohort) -> dict[str, bool | None]:
    return over(cohort, cohort.programme.capacity.per_fte)


def over(cohort: Cohort, cap: float | None) -> dict[str, bool | None]:
    """Whether each coach has more participants than a cap per full-time post allows; None where nobody can say."""
    fte = _fte(cohort)
    return {coach: _over(count, fte[coach], cap) for coach, count in _participants(cohort).items()}


def _over(count: int, fte: float | None, cap: float | None) -> bool | None:
    return None if fte is None or cap is None else count > round(fte * cap, _DUST)


def programme_per_fte(cohort: Cohort) -> Quotient:
    """All participants, per full-time post of the coaches at work."""
    day = cohort.window.end
    return Quotient(len(cohort.current), fsum(cohort.team.fte(coach, day) or 0 for coach in cohort.team.coaches(day)))


def _programme_per_budgeted_fte(cohort: Cohort) -> Quotient | None:
    budgeted = cohort.programme.capacity.budgeted_fte
    return Quotient(len(cohort.current), budgeted) if budgeted else None


def _cap_per_fte(cohort: Cohort) -> float | None:
    return cohort.programme.capacity.per_fte


def _unassigned(cohort: Cohort) -> int:
    return sum(person.coach is None for person in cohort.current)


KIND = Kind(
    name="caseload",
    title="Caseload",
    about="How many participants each coach carries at the end of the window, against the cap.",
    figures=(
        Definition(
            key="fte",
            name="Full-time posts",
            unit="fte",
            axis="coach",
            cohort=COACHES,
            split=False,
            definition="Working time of each coach that day: 1.0 is a full-time post, 0 for a coach who has left, none "
            "for a coach who was named and never registered.",
            compute=_fte,
        ),
        Definition(
            key="participants",
            name="Participants",
            unit="persons",
            axis="coach",
            cohort=CURRENT,
            split=False,
            definition="Current participants by the coach assigned last.",
            compute=_participants,
        ),
        Definition(
            key="per_fte",
            name="Per full-time post",
            unit="persons per fte",
            axis="coach",
            cohort=CURRENT,
            split=False,
            definition="Each coach's participants ÷ working time; none where there is no working time.",
            compute=per_fte,
        ),
        Definition(
            key="over_cap",
            name="Over the cap",
            unit="yes or no",
            axis="coach",
            cohort=COACHES,
            split=False,
            definition="Whether a coach has more participants than the programme's cap allows: the cap per full-time "
            "post times working time; none where the programme has no cap or the coach was never registered.",
            compute=_over_cap,
        ),
        Definition(
            key="programme_per_fte",
            name="Participants per full-time post",
            unit="persons per fte",
            cohort=CURRENT,
            split=False,
            definition="All current participants (also those without a coach) ÷ working time of all coaches at work.",
            compute=programme_per_fte,
        ),
        Definition(
            key="programme_per_budgeted_fte",
            name="Participants per budgeted post",
            unit="persons per fte",
            cohort=CURRENT,
            split=False,
            definition="All current participants ÷ the posts in the programme's budget; none where the programme file "
            "does not say.",
            compute=_programme_per_budgeted_fte,
        ),
        Definition(
            key="cap_per_fte",
            name="Cap per full-time post",
            unit="persons per fte",
            split=False,
            cohort="The programme.",
            definition="The most participants that a full-time coach should have; none where the programme has no cap.",
            compute=_cap_per_fte,
        ),
        Definition(
            key="unassigned",
            name="Participants without a coach",
            unit="persons",
            cohort=CURRENT,
            split=False,
            definition="Current participants to whom no coach is assigned.",
            compute=_unassigned,
        ),
    ),
    plots=(
        Plot(
            title="Caseload against the cap",
            form="bars",
            x="coach",
            limit="cap_per_fte",
            says="Participants of each coach, per full-time post; the broken line is the cap.",
            figures=("per_fte",),
        ),
    ),
)
