"""An episode that never should have been: it counts in no figure but its own."""

from __future__ import annotations

from typing import Any

from projections.reports import KINDS
from tests.cases import every

from .given import Entry, asked, discharged, e, enrolled, figures, job, person, sus, values

WRONG = (
    e("referred", "2018-01-02", source="psychiatry"),
    enrolled("2018-01-15", coach="anna"),
    sus("2018-01-16", "start"),
    e("contact_held", "2018-01-20", mode="meeting", by="coach:anna", minutes=45),
    e("employer_contacted", "2018-01-22", employer="f", mode="face_to_face", who="coach", competitive=True),
    job("2018-02-01"),
    discharged("2018-03-01", "wrongly_registered"),
)
OTHER = (enrolled("2018-01-15", coach="anna"), discharged("2018-03-01"))
RETURN = (enrolled("2018-05-07", coach="anna"), e("contact_held", "2018-05-09", mode="meeting", by="coach:anna"))


def _others(kind: str, *people: tuple[Entry, ...], **question: Any) -> dict[str, Any]:
    """Every figure but the one that counts mistakes."""
    report = asked(kind, *(person(*entries, gender="woman") for entries in people), **question)
    report["figures"] = [figure for figure in report["figures"] if figure["key"] != "wrongly_registered"]
    return report


@every("kind", KINDS)
@every("population", ["all", "sus"])
def test_it_is_in_no_figure_of_any_report(kind: str, population: str) -> None:
    assert _others(kind, WRONG, OTHER, population=population) == _others(kind, OTHER, population=population)


@every("kind", KINDS)
def test_somebody_who_is_rightly_enrolled_later_counts_from_then_on(kind: str) -> None:
    assert _others(kind, (*WRONG, *RETURN)) == _others(kind, RETURN)


def test_its_own_figure_counts_it_in_the_window_in_which_it_ended() -> None:
    wrong, other = person(*WRONG, gender="woman"), person(*OTHER, gender="man")
    found = figures("flow", wrong, other)["wrongly_registered"]
    assert (found["value"], found["by"]) == (1, {"gender=woman": 1, "gender=man": 0})
    assert values("flow", wrong, other, start="2018-03-02")["wrongly_registered"] == 0
    assert values("flow", wrong, other, population="sus")["wrongly_registered"] == 1


def test_an_earlier_job_that_ended_while_somebody_was_wrongly_enrolled_has_ended() -> None:
    worked = (enrolled("2017-01-09"), job("2017-02-01", "a"), discharged("2017-12-01"))
    ended = e("job_ended", "2018-02-10", job="a")
    found = values("outcomes", person(*worked, *WRONG[1:3], ended, WRONG[-1]))
    assert found["job_tenure_median"] == 374


def test_once_the_discharge_is_struck_the_episode_counts_again() -> None:
    discharge = {**WRONG[-1], "entry": "out"}
    strike = e("struck", "2018-03-05", strikes="out", reason="closed by mistake")
    assert values("flow", person(*WRONG[:-1], discharge, strike))["persons"] == 1
