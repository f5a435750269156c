"""Who works in a programme, and who is told when somebody is away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journey.domain.alerts import Called, recipients
from journey.domain.history import History
from journey.domain.team import Team
from journey.engine.entries import EntryErrors
from tests.cases import every
from tests.spec import enrolled, entry, given, log_of, named, struck


def registered(on: str, coach: str, fte: float = 1.0, **keys: Any) -> dict[str, Any]:
    return entry("coach_registered", on, coach=coach, fte=fte, **keys)


def absent(on: str, coach: str, until: str, deputy: str, **keys: Any) -> dict[str, Any]:
    return entry("coach_absent", on, coach=coach, until=until, deputy=deputy, **keys)


def left(on: str, coach: str, **keys: Any) -> dict[str, Any]:
    return entry("coach_left", on, coach=coach, **keys)


def part_time(on: str, coach: str, fte: float) -> dict[str, Any]:
    return entry("coach_fte_changed", on, coach=coach, fte=fte)


def team(*entries: dict[str, Any]) -> Team:
    return Team(History(log_of(named(entries), of_programme=True)))


def day(text: str) -> date:
    return date.fromisoformat(text)


BOTH = (registered("2018-01-01", "anna"), registered("2018-01-01", "bo", entry="bo"))


def test_a_coach_at_work_is_told() -> None:
    assert team(*BOTH).recipient_for("anna", day("2018-03-01")) == "coach:anna"


def test_nobody_has_no_coach_so_the_supervisor_is_told() -> None:
    assert team(*BOTH).recipient_for(None, day("2018-03-01")) == "supervisor"


def test_a_coach_who_was_named_and_never_registered_is_told() -> None:
    assert team(*BOTH).recipient_for("cia", day("2018-03-01")) == "coach:cia"


@every(
    "on, told",
    [
        ("2018-02-28", "coach:anna"),
        ("2018-03-01", "coach:bo"),
        ("2018-03-10", "coach:bo"),
        ("2018-03-11", "coach:anna"),
    ],
)
def test_the_deputy_is_told_from_the_first_to_the_last_day_of_absence(on: str, told: str) -> None:
    assert team(*BOTH, absent("2018-03-01", "anna", "2018-03-10", "bo")).recipient_for("anna", day(on)) == told


def test_a_deputy_who_is_away_too_has_a_deputy() -> None:
    away = team(
        *BOTH, absent("2018-03-01", "anna", "2018-03-10", "bo"), absent("2018-03-05", "bo", "2018-03-07", "cia")
    )
    assert away.recipient_for("anna", day("2018-03-04")) == "coach:bo"
    assert away.recipient_for("anna", day("2018-03-06")) == "coach:cia"


def test_when_coach_and_deputy_stand_in_for_one_another_and_both_are_away_the_supervisor_is_told() -> None:
    away = team(
        *BOTH, absent("2018-03-01", "anna", "2018-03-10", "bo"), absent("2018-03-05", "bo", "2018-03-07", "anna")
    )
    assert away.recipient_for("anna", day("2018-03-06")) == "supervisor"
    assert away.recipient_for("bo", day("2018-03-06")) == "supervisor"
    assert away.recipient_for("anna", day("2018-03-08")) == "coach:bo"


def test_a_deputy_who_has_left_is_no_deputy() -> None:
    away = team(*BOTH, left("2018-02-01", "bo"), absent("2018-03-01", "anna", "2018-03-10", "bo"))
    assert away.recipient_for("anna", day("2018-03-05")) == "supervisor"


def test_of_two_absences_the_later_one_names_the_deputy() -> None:
    away = team(
        *BOTH, absent("2018-03-01", "anna", "2018-03-31", "bo"), absent("2018-03-10", "anna", "2018-03-12", "cia")
    )
    assert [away.recipient_for("anna", day(f"2018-03-{on}")) for on in ("09", "11", "13")] == [
        "coach:bo",
        "coach:cia",
        "coach:bo",
    ]


def test_a_struck_absence_was_none() -> None:
    away = team(*BOTH, absent("2018-03-01", "anna", "2018-03-10", "bo", entry="x"), struck("2018-03-02", "x"))
    assert away.recipient_for("anna", day("2018-03-05")) == "coach:anna"


def test_when_a_coach_has_left_the_supervisor_is_told_until_they_come_back() -> None:
    story = team(*BOTH, left("2018-03-01", "anna"), registered("2018-05-01", "anna", 0.5, entry="again"))
    assert story.recipient_for("anna", day("2018-02-28")) == "coach:anna"
    assert story.recipient_for("anna", day("2018-03-01")) == "supervisor"
    assert story.recipient_for("anna", day("2018-05-01")) == "coach:anna"
    assert [story.fte("anna", day(on)) for on in ("2018-02-28", "2018-04-01", "2018-05-01")] == [1.0, 0.0, 0.5]
    assert story.coaches(day("2018-04-01")) == ["bo"]
    assert story.coaches(day("2018-05-01")) == ["anna", "bo"]


def test_who_left_in_the_afternoon_was_not_registered_again_in_the_morning() -> None:
    story = team(
        *BOTH,
        left("2018-03-01T15:00:00+01:00", "anna"),
        registered("2018-03-01T09:00:00+01:00", "anna", 0.5, entry="told late"),
    )
    assert story.has_left("anna", day("2018-03-02"))
    assert story.fte("anna", day("2018-03-02")) == 0.0


def test_who_is_registered_again_on_the_day_of_leaving_is_back_in_the_order_of_the_log() -> None:
    assert not team(*BOTH, left("2018-03-01", "anna"), registered("2018-03-01", "anna")).has_left(
        "anna", day("2018-03-02")
    )
    assert team(registered("2018-03-01", "anna"), left("2018-03-01", "anna")).has_left("anna", day("2018-03-02"))


def test_working_time_is_the_one_told_last_for_the_day() -> None:
    story = team(registered("2018-01-01", "anna", 0.5), part_time("2018-03-01", "anna", 0.75))
    assert [story.fte("anna", day(on)) for on in ("2017-12-31", "2018-01-01", "2018-03-01")] == [None, 0.5, 0.75]


def test_a_change_told_late_does_not_undo_a_later_one() -> None:
    story = team(
        registered("2018-01-01", "anna", 0.5),
        part_time("2018-03-01T12:00:00+01:00", "anna", 0.75),
        part_time("2018-03-01T08:00:00+01:00", "anna", 1.0),
    )
    assert story.fte("anna", day("2018-04-01")) == 0.75


def test_working_time_of_someone_never_registered_is_not_known() -> None:
    assert team(part_time("2018-03-01", "anna", 0.75)).fte("anna", day("2018-04-01")) is None


# --- recipients -------------------------------------------------------------------------------------------------------


def called(kind: Any) -> Called:
    return Called(given(enrolled("2018-03-01")).under("job_search_one_month").on("2018-05-01").deadline(), kind)


@every(
    "kind, told",
    [
        ("warning", ("coach:anna",)),
        ("breach", ("coach:anna",)),
        ("escalation", ("supervisor",)),
        ("late_entry", ("coach:anna",)),
        ("reopened", ("coach:anna",)),
    ],
)
def test_late_news_go_where_the_breach_went(kind: str, told: tuple[str, ...]) -> None:
    assert recipients(called(kind), "anna", team(*BOTH), day("2018-05-01")) == told


def test_nobody_is_told_twice() -> None:
    rule = """
    [rules.job_search_one_month]
    tell = {breach = ["coach", "supervisor"]}
    """
    deadline = given(enrolled("2018-03-01")).under(rule).on("2018-05-01").deadline()
    assert recipients(Called(deadline, "breach"), None, team(*BOTH), day("2018-05-01")) == ("supervisor",)
    both = ("coach:anna", "supervisor")
    assert recipients(Called(deadline, "breach"), "anna", team(*BOTH), day("2018-05-01")) == both


def back(on: str, coach: str, **keys: Any) -> dict[str, Any]:
    return entry("coach_returned", on, coach=coach, **keys)


@every(
    "on, told",
    [("2018-03-04", "coach:bo"), ("2018-03-05", "coach:anna"), ("2018-03-10", "coach:anna")],
)
def test_who_comes_back_early_is_told_from_that_day_on(on: str, told: str) -> None:
    away = team(*BOTH, absent("2018-03-01", "anna", "2018-03-10", "bo"), back("2018-03-05", "anna"))
    assert away.recipient_for("anna", day(on)) == told


def test_who_came_back_can_be_away_again_also_on_the_same_day() -> None:
    away = team(
        *BOTH,
        absent("2018-03-01", "anna", "2018-03-10", "bo"),
        back("2018-03-05", "anna"),
        absent("2018-03-05", "anna", "2018-03-07", "bo"),
    )
    assert away.recipient_for("anna", day("2018-03-06")) == "coach:bo"
    assert away.recipient_for("anna", day("2018-03-08")) == "coach:anna", "the first absence ended for good"


def test_the_return_of_another_coach_or_one_that_was_struck_ends_no_absence() -> None:
    away = absent("2018-03-01", "anna", "2018-03-10", "bo")
    assert team(*BOTH, away, back("2018-03-05", "bo")).recipient_for("anna", day("2018-03-06")) == "coach:bo"
    wrong = back("2018-03-05", "anna", entry="back")
    assert team(*BOTH, away, wrong, struck("2018-03-06", "back")).recipient_for("anna", day("2018-03-06")) == "coach:bo"


def test_who_is_back_early_is_told_again_from_that_day() -> None:
    away = (*BOTH, absent("2018-01-10", "anna", "2018-12-31", "bo"))
    for back in (entry("coach_returned", "2018-02-02", coach="anna"), registered("2018-02-02", "anna", entry="again")):
        assert team(*away, back).recipient_for("anna", day("2018-02-01")) == "coach:bo"
        assert team(*away, back).recipient_for("anna", day("2018-02-02")) == "coach:anna"
        later = team(*away, back, absent("2018-03-01", "anna", "2018-03-05", "bo", entry="ill"))
        assert later.recipient_for("anna", day("2018-03-03")) == "coach:bo", "another absence is another one"


def test_an_absence_that_cannot_be_is_refused() -> None:
    def asked(absence: dict[str, Any]) -> str:
        with pytest.raises(EntryErrors) as refusal:
            log_of([absence], of_programme=True)
        return str(refusal.value)

    assert "until: lies before `on`" in asked(absent("2018-02-02", "bo", "2018-01-01", "anna"))
    for deputy in ("anna", "anna ", "Anna"):
        assert "deputy: is the coach who is away" in asked(absent("2018-02-01", "anna", "2018-02-01", deputy))
    log_of([absent("2018-02-01", "anna", "2018-02-01", "bo")], of_programme=True)
