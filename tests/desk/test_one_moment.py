"""A page is of one moment: who works here is asked of the store once, and what is saved meanwhile is seen."""

from __future__ import annotations

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
