"""A page is of one moment: who works here is asked of the store once, and what is saved meanwhile is seen."""

from __future__ import annotations

import re
from datetime import timedelta

from journey.domain.events import participant as facts
from services import team
from tests.chat.talking import PROGRAMME
from tests.desk.room import Colleague, Room, at
from tests.integration.test_people import statements


def _asked_who_works_here(asked: list[tuple[str, object]]) -> int:
    return sum("max(" in statement and "originator_version" in statement for statement, _ in asked)


def test_a_page_asks_twice_who_works_here_however_much_it_shows(room: Room, anna: Colleague) -> None:
    maja = room.person()
    with statements(room.town.journey.engine.store) as asked:
        assert "Maja" in anna.open(at(maja)).body
    assert _asked_who_works_here(asked) == 2, "once at the door, and once for the page"


def test_a_list_and_today_ask_no_more_of_many_people_than_of_two(room: Room, anna: Colleague) -> None:
    def asked_by(path: str) -> int:
        with statements(room.town.journey.engine.store) as asked:
            anna.open(path)
        return len(asked)

    def somebody(name: str) -> None:
        meeting = facts.AppointmentBooked(appointment="m-1", at=room.town.clock() + timedelta(days=2))
        room.person(meeting, name=name, days_ago=3)

    pages = ("/desk/people", "/desk")
    for name in ("Maja Lind", "Ali Ek"):
        somebody(name)
    few = [asked_by(page) for page in pages for _ in range(2)][1::2]  # the first time fills caches
    for name in ("Bo Å", "Ida Ö", "Per Ä", "Ann W"):
        somebody(name)
    assert [asked_by(page) for page in pages for _ in range(2)][1::2] == few
    assert all(name in anna.page.body for name in ("Maja", "Ali", "Ida"))


def test_a_form_that_is_sent_reads_the_person_once_and_only_the_page_it_leads_to_shows_them(
    room: Room, anna: Colleague
) -> None:
    maja = room.person()
    anna.open(at(maja, "/new/contact_held"))
    [action] = re.findall(r'<form method="post" action="([^"]+)" class="record"', anna.page.body)
    before = len(room.readings(maja))
    with statements(room.town.journey.engine.store) as asked:
        anna.sends(action, on="today", mode="phone", minutes="20")
    whole = [parameters for statement, parameters in asked if "group_concat" in statement and "count(" in statement]
    assert room.types(maja)[-1] == "contact_held"
    assert len(whole) == 2, "once to save, and once for the page that is shown"
    [(reader, _, why)] = room.readings(maja)[before:]
    assert (reader, why) == ("coach:anna", ("desk-entry",))


def test_whoever_is_let_in_meanwhile_is_there_and_whoever_is_let_out_elsewhere_is_gone_on_the_next(room: Room) -> None:
    office, journey = room.town.office, room.town.journey
    with office.one_moment():
        assert "coach:ny" not in office.crew(PROGRAMME).members
        team.add(journey, PROGRAMME, "coach:ny", "Ny Nyman", None, "")
        assert "coach:ny" in office.crew(PROGRAMME).members
        programmes = {PROGRAMME: office.programme(PROGRAMME)}
        with room.town.site.opened(room.town.clock(), programmes) as elsewhere:
            team.disable(elsewhere, "coach:ny", PROGRAMME)
        assert "coach:ny" in office.crew(PROGRAMME).members, "this page is of the moment before"
    assert "coach:ny" not in office.crew(PROGRAMME).members
