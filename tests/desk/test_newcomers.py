"""Somebody new at the desk: recorded once, known again, taken, put on the waiting list, offered a place."""

from uuid import UUID

from journey.domain.events import participant as facts
from journey.domain.events.requests import PlaceOffered
from journey.domain.events.team import CoachFteChanged
from tests.desk.room import Colleague, Room, at, labels

TELEPHONE = "070-123 45 67"


def newcomer(browser: Colleague, **answers: str) -> str:
    """Open the form and send it; its address, where it says what became of it."""
    browser.open("/desk/people/new")
    address = browser.form("/people/new/")
    given = {"name": "Siv Sol", "phone": "070-999 88 77", "source": "psychiatry", "on": "today", "then": "waiting"}
    browser.sends(address, **given | answers)
    return address


def people(room: Room) -> list[UUID]:
    """Who has been referred, in the order of the log."""
    with room.town.journey.engine.store.read() as connection:
        return [stream for stream, log in room.town.journey.engine.log.streams(connection) if log[0].type == "referred"]


def test_a_coach_refers_somebody_who_becomes_theirs_and_is_recorded_once(room: Room, anna: Colleague) -> None:
    address = newcomer(anna, then="mine", note="Orkar mest på morgonen.")
    [siv] = people(room)
    assert room.types(siv) == ["referred", "coach_assigned"]
    assert (room.log(siv)[0].by, room.read(siv).coach) == ("coach:anna", "anna")
    assert "Siv Sol" in anna.says and "Anmälan är sparad. Numret är J-" in anna.says
    anna.sends(address, name="Siv Sol", source="psychiatry", on="today", then="mine")
    anna.open(address)
    assert people(room) == [siv] and "Anmälan är sparad." in anna.says, "sent twice and opened again, still one"
    assert "Siv Sol" in anna.open(at(siv)).body


def test_what_is_wrong_is_said_and_nothing_is_recorded(room: Room, anna: Colleague) -> None:
    newcomer(anna, source="", then="", personal_number="19121212-1213", email="x" * 300, phone="")
    assert people(room) == []
    assert "Siv Sol" in anna.page.body, "what was written stands there still"
    assert anna.page.status == 422 and anna.says.count("saknas") >= 2


def test_somebody_who_may_be_here_already_is_shown_to_who_may_know_and_to_others_by_their_coach(
    room: Room, port: int, anna: Colleague
) -> None:
    maja = room.person(name="Maja Lind")  # with the same telephone
    newcomer(anna, phone="+46 70 123 45 67")
    assert anna.page.status == 409 and "Maja Lind" in labels(anna.page)
    bo = room.seat(port, "coach:bo")
    address = newcomer(bo, phone=TELEPHONE)
    assert "Maja" not in bo.page.body and "En deltagare hos Anna Ahl" in bo.says
    assert people(room) == [maja]
    bo.sends(address, name="Siv", phone=TELEPHONE, source="family", on="today", then="waiting", another="yes")
    assert len(people(room)) == 2 and "Personen står nu i kön." in bo.says


def test_nobody_in_hiding_is_found_by_their_number(room: Room, anna: Colleague) -> None:
    room.person(facts.IdentityChanged(identity="protected"))
    newcomer(anna, phone=TELEPHONE)
    assert anna.page.status == 200 and len(people(room)) == 2


def test_whoever_is_in_hiding_gets_a_coach_from_a_supervisor_alone(room: Room, port: int, anna: Colleague) -> None:
    newcomer(anna, identity="protected", then="mine")
    assert people(room) == [] and "får sin coach av samordnaren" in anna.says
    newcomer(anna, identity="protected", then="nothing")
    [siv] = people(room)
    assert room.log(siv)[-1].fact.to == ("supervisor",), "no coach is told of them"
    assert "Siv" not in anna.page.body and "Siv" not in room.seat(port, "supervisor:eva").open("/desk").body


def test_a_referral_alone_calls_the_team_and_whoever_takes_it_has_them(room: Room, port: int, anna: Colleague) -> None:
    newcomer(anna, then="nothing")
    [siv] = people(room)
    bo = room.seat(port, "coach:bo")
    bo.open("/desk")
    assert "Jag blir coach" in " ".join(labels(bo.page)) and "Siv" not in bo.page.body
    bo.sends(bo.form("/take"))
    assert room.read(siv).coach == "bo" and "Siv Sol" in bo.says
    anna.sends(f"/desk/people/waiting/{siv.hex}/{'a' * 16}/take")
    assert anna.page.status == 409 and "Bo Berg har redan tagit det." in anna.says
    assert "Jag blir coach" not in anna.open("/desk").body, "it calls nobody any more"


def test_a_supervisor_offers_a_place_and_whose_turn_it_is_is_said(room: Room, port: int, anna: Colleague) -> None:
    newcomer(anna)
    [siv] = people(room)
    eva = room.seat(port, "supervisor:eva")
    eva.open("/desk/people/waiting")
    assert "1 Siv Sol" in eva.says, eva.says[80:400]
    offer = eva.form("/offer")
    eva.sends(offer)
    assert isinstance(room.log(siv)[-1].fact, PlaceOffered) and "har ingen chatt" in eva.says
    eva.sends(offer)
    assert [type(event.fact) for event in room.log(siv)].count(PlaceOffered) == 1
    anna.open("/desk/people/waiting")
    assert "Siv" not in anna.page.body and "/offer" not in anna.page.body, "a coach sees that somebody waits, not who"
    anna.open("/desk")
    anna.sends(offer.replace(offer.split("/")[-2], "b" * 16))
    assert anna.page.status == 404


def test_a_page_of_the_waiting_list_that_is_none_is_the_first_or_the_last(room: Room, anna: Colleague) -> None:
    newcomer(anna)
    for number in ("0", "2", "x", "-1", "9" * 30, "9" * 5000):
        assert anna.open(f"/desk/people/waiting?page={number}").status == 200, number[:40]
        assert "En ny person 1" in anna.says, number[:40]


def test_a_full_coach_asks_the_supervisor_who_enrols_with_a_reason(room: Room, port: int, anna: Colleague) -> None:
    newcomer(anna, then="mine")
    [siv] = people(room)
    room.town.record(None, CoachFteChanged(coach="anna", fte=0.01))
    assert "f-reason" not in anna.open(at(siv, "/new/enrolled")).body, "why is not hers to decide"
    anna.fills(at(siv, "/new/enrolled"), coach="anna")
    assert anna.page.status == 409 and "Samordnaren kan bestämma" in anna.says
    ask = anna.form("/ask/")
    assert anna.sends(ask, coach="nobody").status == 409 and "fått din fråga" not in anna.says, "nobody was asked"
    anna.sends(ask, coach="anna")
    assert "Samordnaren har fått din fråga." in anna.says and "enrolled" not in room.types(siv)
    assert f'data-form="{ask.rpartition("/")[2]}"' in anna.page.body, "and the device keeps it no longer"
    eva = room.seat(port, "supervisor:eva")
    eva.open("/desk")
    assert "Siv Sol Ska skrivas in, coachen har fullt" in eva.says
    eva.fills(at(siv, "/new/enrolled"), coach="anna")
    assert eva.page.status == 422 and "med ett skäl" in eva.says
    eva.fills(at(siv, "/new/enrolled"), coach="anna", reason="En annan slutar i juni.")
    assert room.types(siv)[-1] == "enrolled" and "Ska skrivas in" not in eva.open("/desk").body
