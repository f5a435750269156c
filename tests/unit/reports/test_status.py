"""Where people stand at the end of the window, one status each or every one that holds."""

from typing import Any

import pytest

from .given import discharged, e, enrolled, job, person, placement, studies, values

ENROLLED = enrolled("2018-01-08")
SEARCHES = e("phase_moved", "2018-02-01", to="job_placement")
RESTS = e("paused", "2018-03-01", reason="own_wish")
REFERRED = e("referred", "2018-06-01", source="self")
WAITS = e("waitlisted", "2018-06-02")


def exclusive(*entries: dict[str, Any], **question: Any) -> list[str]:
    return list(values("outcomes", person(*entries), **question)["status_exclusive"])


def multi(*entries: dict[str, Any]) -> set[str]:
    return set(values("outcomes", person(*entries))["status_multi"])


@pytest.mark.parametrize(
    ("entries", "status"),
    [
        ([ENROLLED, SEARCHES, job("2018-04-01"), studies("2018-04-01")], "job"),
        ([ENROLLED, SEARCHES, studies("2018-04-01"), placement("2018-04-01")], "studies"),
        ([ENROLLED, SEARCHES, placement("2018-04-01")], "placement"),
        ([ENROLLED, SEARCHES], "job_search"),
        ([ENROLLED, SEARCHES, RESTS], "paused"),
        ([ENROLLED], "other_phase"),
        ([ENROLLED, SEARCHES, RESTS, e("resumed", "2018-04-01")], "job_search"),
        ([REFERRED, WAITS], "waiting"),
        ([REFERRED], "waiting"),
        ([ENROLLED, discharged("2018-05-01"), REFERRED, WAITS], "waiting"),
        ([ENROLLED, discharged("2018-05-01")], "discharged"),
        ([ENROLLED, discharged("2018-05-01"), job("2018-06-01")], "job"),
    ],
)
def test_the_first_status_that_holds_is_the_one(entries: list[dict[str, Any]], status: str) -> None:
    assert exclusive(*entries) == [status]


def test_every_status_that_holds_is_counted_where_several_may() -> None:
    assert multi(ENROLLED, SEARCHES, job("2018-04-01"), studies("2018-04-01")) == {"job", "studies", "job_search"}
    assert multi(ENROLLED, discharged("2018-05-01"), REFERRED) == {"waiting", "discharged"}
    assert multi(ENROLLED, discharged("2018-05-01"), job("2018-06-01")) == {"job", "discharged"}


def test_somebody_declined_has_no_status() -> None:
    declined = e("declined", "2018-06-05", reason="own_wish")
    assert exclusive(REFERRED, declined) == []
    assert exclusive(ENROLLED, discharged("2018-05-01"), REFERRED, declined) == ["discharged"]


def test_what_has_ended_by_the_end_of_the_window_holds_no_more_and_what_comes_later_not_yet() -> None:
    worked = (ENROLLED, job("2018-04-01"), e("job_ended", "2018-05-31", job="job"), discharged("2018-07-01"))
    assert exclusive(*worked, end="2018-03-31") == ["other_phase"]
    assert exclusive(*worked, end="2018-05-30") == ["job"]
    assert exclusive(*worked, end="2018-05-31") == ["other_phase"]
    assert exclusive(*worked, end="2018-07-01") == ["discharged"]
    assert exclusive(*worked, end="2018-01-07") == []


def test_those_who_left_before_the_window_are_left_out_and_those_who_wait_are_not() -> None:
    assert exclusive(ENROLLED, discharged("2018-05-01"), start="2018-06-01") == []
    assert exclusive(ENROLLED, discharged("2018-05-01"), REFERRED, start="2018-07-01") == ["waiting"]


def test_statuses_stand_in_order() -> None:
    people = [person(ENROLLED, discharged("2018-05-01")), person(REFERRED), person(ENROLLED, job("2018-03-01"))]
    found = values("outcomes", *people)["status_exclusive"]
    assert list(found.items()) == [("job", 1), ("waiting", 1), ("discharged", 1)]
