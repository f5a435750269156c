"""People: whom a colleague has, counted, filtered and sorted; what is shown of them is logged, and nothing else is."""

import re
from datetime import timedelta

from journey.domain.events import participant as facts
from journey.domain.events.cooperation import CoCoachAssigned
from journey.domain.events.team import CoachAbsent, CoachFteChanged
from tests.desk.room import Colleague, Room, at


def counts(colleague: Colleague) -> dict[str, int]:
    """How many each filter says it holds, by the name in its address."""
    links = re.findall(r'href="/desk/people\?show=(\w+)[^"]*"[^>]*>.*?class="count">(\d+)<', colleague.page.body)
    return {name: int(count) for name, count in links}


def listed(colleague: Colleague, address: str = "/desk/people") -> list[str]:
    """Who stands in the list, in its order."""
    rows = re.findall(r'<th scope="row">(.*?)</th>', colleague.open(address).body, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def test_each_filter_counts_whom_it_holds_and_shows_them(room: Room, port: int, anna: Colleague) -> None:
    room.person(name="Ny", days_ago=2)
    old = room.person(name="Tyst", days_ago=60)
    met = room.person(facts.ContactHeld(mode="phone"), name="Träffad", days_ago=60)
    room.person(facts.Paused(reason="hospital"), name="Paus", days_ago=60)
    room.person(facts.Discharged(reason="work"), name="Slut", days_ago=60)
    room.person(name="Bos", coach="bo", days_ago=60)
    second = room.person(CoCoachAssigned(coach="anna"), name="Tillsammans", coach="bo", days_ago=60)
    assert "Ny" in listed(anna, "/desk/people?show=new")
    assert sorted(listed(anna, "/desk/people?show=quiet")) == ["Ny", "Paus", "Tillsammans", "Tyst"]
    assert listed(anna, "/desk/people?show=paused") == ["Paus"] and listed(anna, "/desk/people?show=ended") == ["Slut"]
    assert "Ny" in listed(anna, "/desk/people?show=made-up"), "a filter that is none is the first one"
    everybody = listed(anna, "/desk/people?show=all")
    assert sorted(everybody) == ["Ny", "Paus", "Tillsammans", "Träffad", "Tyst"]
    assert counts(anna)["mine"] == 4 and counts(anna)["deputised"] == 0 and counts(anna)["all"] == 5
    assert counts(anna)["overdue"] == len(listed(anna, "/desk/people?show=overdue")) > 0
    assert listed(anna, "/desk/people?show=all&sort=last")[0] == "Träffad"
    assert {reader for stream in (old, met, second) for reader, _, _ in room.readings(stream)} == {"coach:anna"}
    room.town.record(None, CoachAbsent(coach="bo", until=room.today + timedelta(days=9), deputy="anna"))
    assert sorted(listed(anna, "/desk/people?show=deputised")) == ["Bos", "Tillsammans"]
    eva = room.seat(port, "supervisor:eva")
    assert len(listed(eva)) == 6 and "mine" not in counts(eva)


def test_whom_a_coach_has_taken_stands_in_her_list_before_they_are_enrolled(
    room: Room, port: int, anna: Colleague
) -> None:
    siv = room.person(name="Siv", coach=None)
    room.person(name="Kö", coach=None)
    room.town.record(siv, facts.CoachAssigned(coach="anna"))
    assert listed(anna) == ["Siv"] and listed(anna, "/desk/people?show=new") == ["Siv"]
    assert listed(anna, "/desk/people?show=waiting") == ["Siv"] and not listed(anna, "/desk/people?show=quiet")
    eva = room.seat(port, "supervisor:eva")
    assert listed(eva) == ["Siv"], "who waits for anybody stands in the queue"
    assert sorted(listed(eva, "/desk/people?show=waiting")) == ["Kö", "Siv"]


def test_whoever_was_given_to_a_coach_is_new_until_she_has_opened_their_page(room: Room, anna: Colleague) -> None:
    new, old, older = (room.person(name=f"{days} dagar", days_ago=days) for days in (3, 30, 95))
    assert sorted(listed(anna, "/desk/people?show=new")) == ["3 dagar", "30 dagar"]
    for stream in (new, old, older):
        anna.open(at(stream))
    assert listed(anna, "/desk/people?show=new") == ["3 dagar"]
    room.town.record(old, facts.CoachAssigned(coach="bo"))
    room.town.record(old, facts.CoachAssigned(coach="anna"))
    assert sorted(listed(anna, "/desk/people?show=new")) == ["3 dagar", "30 dagar"], "she has them anew"


def test_a_list_of_many_is_a_page_at_a_time_and_one_row_of_the_access_log(room: Room, port: int) -> None:
    room.town.record(None, CoachFteChanged(coach="anna", fte=2.0))
    coaches = ["anna"] * 40 + ["bo"] * 13
    streams = [room.person(name=f"Nr {number}", days_ago=number, coach=one) for number, one in enumerate(coaches)]
    eva = room.seat(port, "supervisor:eva")
    access, store = room.town.journey.engine.access, room.town.journey.engine.store

    def rows() -> int:
        with store.read() as connection:
            return sum(1 for _ in access.rows(connection))

    before = rows()
    first = listed(eva)
    assert (len(first), rows()) == (50, before + 1) and "1–50 av 53" in eva.says
    read = {stream for stream in streams if room.readings(stream)}
    assert len(read) == 50, "of whom is not on the page nothing is opened"
    [further] = re.findall(r'href="(/desk/people\?[^"]*page=2)"', eva.page.body)
    rest = listed(eva, further.replace("&amp;", "&"))
    assert len(rest) == 3 and not set(first) & set(rest) and "51–53 av 53" in eva.says
    assert listed(eva, "/desk/people?page=999") == rest, "beyond the last page is the last"


def test_under_protected_identity_the_list_says_only_that_there_is_somebody(
    room: Room, port: int, anna: Colleague
) -> None:
    maja, bosse = (room.person(name=name, days_ago=60) for name in ("Maja Lind", "Bosse Berg"))
    assert sorted(listed(anna)) == ["Bosse Berg", "Maja Lind"]
    room.town.record(maja, facts.IdentityChanged(identity="protected"))
    eva = room.seat(port, "supervisor:eva")
    assert "Maja" not in " ".join(listed(eva)) and maja.hex not in eva.page.body
    for sort in ("due", "-due", "name", "-name", "last", "state"):
        assert listed(eva, f"/desk/people?sort={sort}")[-1] == "En person med skyddade uppgifter", (
            "its place says nothing"
        )
    assert listed(eva, "/desk/people?show=overdue") == ["Bosse Berg"] and counts(eva)["overdue"] == 1
    assert len(listed(anna, "/desk/people?show=overdue")) == 2, "the named coach knows who it is"
    assert {reader for reader, _, _ in room.readings(maja)} == {"coach:anna"} and room.readings(bosse)


def test_own_columns_and_order_stand_in_the_address_and_are_kept_as_views(
    room: Room, port: int, anna: Colleague
) -> None:
    room.person(name="Maja Lind", days_ago=9)
    address = "/desk/people?show=quiet&sort=-enrolled&column=enrolled&column=coach&column=made-up"
    anna.open(address)
    assert re.findall(r'data-label="([^"]+)"', anna.page.body) == ["Coach", "Inskriven"]
    assert 'aria-sort="descending"' in anna.page.body
    look = {"show": "quiet", "sort": "-enrolled", "column": "enrolled"}
    anna.sends("/desk/people/views", name="Mina tysta", **look)
    assert anna.page.status == 200 and ">Mina tysta<" in anna.page.body
    anna.sends("/desk/people/views", name="Våra tysta", shared="yes", **look)
    bo, eva = room.seat(port, "coach:bo"), room.seat(port, "supervisor:eva")
    bo.open("/desk/people")
    assert "Våra tysta (Anna Ahl)" in bo.says and "Mina tysta" not in bo.says
    [shared] = re.findall(r'<a href="([^"]+)"[^>]*>Våra tysta', bo.page.body)
    assert "Maja" not in bo.open(shared.replace("&amp;", "&")).body, "by another's view one sees one's own people"
    [remove] = [path for path in anna.open("/desk/people").body.split('"') if path.endswith("/remove")][1:2]
    assert bo.sends(remove).status == 404 and "/remove" not in bo.open("/desk/people").body
    eva.open("/desk/people")
    assert eva.sends(eva.form("/remove")).status == 200 and "Våra tysta" not in eva.page.body
    for wrong in ("", "x" * 61):
        anna.open("/desk/people")
        assert "Skriv ett namn på högst 60" in anna.sends("/desk/people/views", name=wrong, **look).words
    for number in range(31):
        anna.open("/desk/people")
        anna.sends("/desk/people/views", name=f"Vy {number}", **look)
    assert "Du kan ha 30 vyer" in anna.says
