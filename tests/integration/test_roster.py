"""The list of people in both databases: each order, each filter, a search, a saved view; and who a row says may see it."""

import pytest

from journey.domain.events import participant as facts
from journey.domain.events.cooperation import CoCoachAssigned
from services import search, views
from services.permissions import Actor, Permission
from services.roster import Order, Roster, of_streams
from tests.chat.conftest import town
from tests.chat.talking import PROGRAMME, Town
from tests.desk.room import TEAM, Room

__all__ = ["town"]
pytestmark = pytest.mark.every_store
ORDERS = ("name", "state", "last", "due", "meeting", "coach", "enrolled", "made up")


def test_every_order_of_every_filter_holds_whom_it_counts_once(town: Town) -> None:
    room = Room(town)
    then = town.clock()
    room.person(
        facts.AppointmentBooked(appointment="m-1", at=then.replace(year=then.year + 1)), name="Möte", days_ago=1
    )
    room.person(facts.ContactHeld(mode="phone"), CoCoachAssigned(coach="bo"), name="Träffad", days_ago=40)
    room.person(facts.IdentityChanged(identity="protected"), name="Hemlig", days_ago=40)
    room.person(name="Väntar", coach=None)
    room.person(facts.Discharged(reason="work"), name="Slut", days_ago=40)
    for staff in ("coach:anna", "coach:bo", "supervisor:eva"):
        roster = Roster(town.office, Actor.staff(staff, PROGRAMME))
        for chosen, count in roster.counts().items():
            everybody = set(roster.streams(chosen))
            assert len(everybody) == count, (staff, chosen)
            for order in [Order(column, backwards) for column in ORDERS for backwards in (False, True)]:
                rows = roster.page(chosen, order, 0, 9)
                assert [row.stream.hex for row in rows] == list(dict.fromkeys(row.stream.hex for row in rows))
                assert {row.stream.hex for row in rows} == everybody, (staff, chosen, order)
                named = search.by_name(town.office, roster, chosen, order, 0, 9)
                assert {row.stream.hex for row in named} == everybody
    eva = Actor.staff("supervisor:eva", PROGRAMME)
    assert Roster(town.office, eva).page("all", Order("meeting"), 0, 1)[0].meeting is not None
    assert len(search.people(town.office, eva, "möt").rows) == 1 and not search.people(town.office, eva, "hem").rows
    views.keep(town.office, eva, "Sena", ("overdue", "-due", ["due"]), shared=True)
    views.keep(town.office, eva, "Sena", ("overdue", "due", ["due", "last"]), shared=True)
    [saved] = views.views(town.office, Actor.staff("coach:anna", PROGRAMME))
    assert (saved.name, saved.sort, saved.columns) == ("Sena", "due", ("due", "last"))


def test_what_a_row_says_of_who_may_see_somebody_is_what_their_history_says(town: Town) -> None:
    room = Room(town)
    told = [[], [facts.IdentityChanged(identity="protected")], [CoCoachAssigned(coach="bo")]]
    streams = [
        room.person(*facts_told, name=f"Nr {n}", coach=coach)
        for n, (facts_told, coach) in enumerate(
            (facts_told, coach) for facts_told in told for coach in ("anna", "bo", None)
        )
    ]
    rows = of_streams(town.office, streams)
    assert len(rows) == len(streams)
    for staff in TEAM:
        actor = Actor.staff(staff, PROGRAMME)
        for permission in Permission:
            by_row = town.office.permitted(actor, rows, permission)
            whole = {stream for stream in streams if town.office.may(actor, permission, room.read(stream))}
            assert by_row == whole, (staff, permission)


def test_somebodys_page_was_opened_where_the_access_log_says_so(town: Town) -> None:
    room = Room(town)
    maja, access = room.person(days_ago=30), town.journey.engine.access
    anna = Actor.staff("coach:anna", PROGRAMME)
    assert Roster(town.office, anna).streams("new") == [maja.hex]
    access.note(town.clock(), "coach:anna", {maja: ("name",)}, "desk-people")
    assert Roster(town.office, anna).streams("new") == [maja.hex], "a list does not open anybody's page"
    access.note(town.clock(), "coach:bo", {maja: ("facts",)}, "desk-person")
    assert Roster(town.office, anna).streams("new") == [maja.hex]
    access.note(town.clock(), "coach:anna", {maja: ("facts",)}, "desk-person")
    assert Roster(town.office, anna).streams("new") == []
