"""A person's page as of an earlier day, and as it was known: read-only, and seen by who may see it now."""

from datetime import timedelta

from journey.domain.events import participant as facts
from journey.domain.events import work
from tests.desk.room import Colleague, Room, at, labels


def test_what_had_happened_and_what_was_known_of_it_are_two_questions(room: Room, anna: Colleague) -> None:
    maja = room.person(days_ago=40)
    then = room.today - timedelta(days=10)
    room.town.record(
        maja, work.EmployerContacted(employer="ICA", mode="phone", who="coach", competitive=True), on=then, at=None
    )
    day = f"?day={then}"
    anna.open(at(maja) + day)
    assert "Du ser det som hade hänt till och med" in anna.says and "ICA" in anna.says
    anna.open(at(maja) + f"{day}&known={then}")
    assert "ICA" not in anna.says, "it was recorded today"
    anna.open(at(maja) + f"?day={then - timedelta(days=1)}")
    assert "ICA" not in anna.says, "it had not happened"


def test_nothing_can_be_recorded_on_an_earlier_day(room: Room, anna: Colleague) -> None:
    maja = room.person(days_ago=40)
    for page in ("", "/deadlines", "/plan", "/work", "/network", "/questionnaires"):
        anna.open(at(maja, page) + f"?day={room.today - timedelta(days=5)}")
        assert anna.page.status == 200 and "/new" not in anna.page.body, page
        assert "Till idag" in labels(anna.page)


def test_who_may_not_see_them_now_does_not_see_them_as_they_were(room: Room, port: int, anna: Colleague) -> None:
    maja = room.person(days_ago=40)
    room.town.record(maja, facts.CoachAssigned(coach="bo"))
    before = f"?day={room.today - timedelta(days=5)}"
    assert anna.open(at(maja) + before).status == 404, "Anna had them then"
    bo = room.seat(port, "coach:bo")
    assert "Maja Lind" in bo.open(at(maja) + before).body and "Anna Ahl" in bo.page.body
    room.town.record(maja, facts.IdentityChanged(identity="protected"))
    eva = room.seat(port, "supervisor:eva")
    assert eva.open(at(maja) + before).status == 404 and "Maja" not in eva.page.body
    assert "Maja" in bo.open(at(maja) + before).body


def test_a_day_that_is_none_or_has_not_been_shows_today(room: Room, anna: Colleague) -> None:
    maja = room.person(days_ago=40)
    for query in (
        "day=ig%C3%A5r",
        f"day={room.today + timedelta(days=1)}",
        "known=9999-99-99",
        "day=",
        "day=0001-01-01",
    ):
        anna.open(at(maja) + f"?{query}")
        assert anna.page.status == 200, query
        assert ("/new" in anna.page.body) is (query != "day=0001-01-01"), query
