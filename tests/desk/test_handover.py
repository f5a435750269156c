"""Handing people over: what will happen is said first, each is handed over once, and it can be undone."""

from datetime import timedelta
from uuid import UUID

from journey.domain.events import participant as facts
from journey.domain.events.team import CoachFteChanged, CoachLeft
from tests.desk.room import Colleague, Room, at

FROM_ANNA = "/desk/people/handover/anna"


def seated(room: Room, port: int) -> Colleague:
    """The supervisor at the form by which Anna's people are handed over."""
    eva = room.seat(port, "supervisor:eva")
    eva.open(FROM_ANNA)
    return eva


def sent(eva: Colleague, people: list[UUID], step: str, **more: str) -> str:
    """Send the form with these people chosen; its address."""
    address = eva.form("/handover/")
    eva.sends(address, person=[stream.hex for stream in people], to="bo", step=step, **more)
    return address


def test_what_will_happen_is_said_before_anything_does(room: Room, port: int) -> None:
    ahead = room.town.clock() + timedelta(days=2)
    maja, ali = room.person(facts.AppointmentBooked(appointment="m-1", at=ahead)), room.person(name="Ali Ek")
    eva = seated(room, port)
    assert "Maja Lind" in eva.says and "Ali Ek" in eva.says
    sent(eva, [maja], "look")
    assert "1 deltagare får Bo Berg som coach" in eva.says and "1 bokat möte står kvar" in eva.says
    assert "Anna Ahl ser inte längre deras sidor" in eva.says
    assert (room.read(maja).coach, room.read(ali).coach) == ("anna", "anna")


def test_handed_over_with_a_note_that_goes_along_and_back_again_by_undo(room: Room, port: int, anna: Colleague) -> None:
    maja, ali = room.person(), room.person(name="Ali Ek")
    eva = seated(room, port)
    address = sent(eva, [maja], "do", **{f"note-{maja.hex}": "Ring efter tio."})
    assert "1 deltagare har nu Bo Berg som coach." in eva.says
    assert (room.read(maja).coach, room.read(ali).coach) == ("bo", "anna")
    assert anna.open(at(maja)).status == 404
    assert "Ring efter tio." in room.seat(port, "coach:bo").open(at(maja)).body
    undo = eva.form("/handover/bo/")
    eva.sends(address, person=maja.hex, to="bo", step="do")
    assert room.types(maja).count("coach_assigned") == 1, "sent twice, done once"
    eva.sends(undo, person=maja.hex, to="anna", step="do", reason="Överlämningen ångrades.")
    assert room.read(maja).coach == "anna" and anna.open(at(maja)).status == 200


def test_past_the_cap_a_reason_is_asked_for_before_anything_is_done(room: Room, port: int) -> None:
    room.town.record(None, CoachFteChanged(coach="bo", fte=0.05))
    maja, ali = room.person(), room.person(name="Ali Ek")
    eva = seated(room, port)
    sent(eva, [maja, ali], "do")
    assert eva.page.status == 422 and "skulle få 2 deltagare och har plats för 1" in eva.says
    assert room.read(maja).coach == "anna"
    sent(eva, [maja, ali], "do", reason="Anna är sjuk.")
    assert (room.read(maja).coach, room.read(ali).coach) == ("bo", "bo")


def test_who_waits_takes_no_place_of_the_new_coach(room: Room, port: int) -> None:
    room.town.record(None, CoachFteChanged(coach="bo", fte=0.05))
    room.person(name="Bos Enda", coach="bo")
    siv = room.person(facts.CoachAssigned(coach="anna"), name="Siv Sol", coach=None)
    eva = seated(room, port)
    sent(eva, [siv], "do")
    assert room.read(siv).coach == "bo", "nobody is asked for a reason that nothing needs"


def test_one_that_somebody_else_has_by_now_holds_up_nobody(room: Room, port: int) -> None:
    maja, ali = room.person(), room.person(name="Ali Ek")
    eva = seated(room, port)
    room.town.record(maja, facts.CoachAssigned(coach="bo"))
    sent(eva, [maja, ali], "do")
    assert room.types(maja).count("coach_assigned") == 1 and room.read(ali).coach == "bo"
    assert "inte överlämnad: har redan en annan coach" in eva.says


def test_somebody_in_hiding_is_handed_over_without_their_name(room: Room, port: int) -> None:
    maja = room.person(facts.IdentityChanged(identity="protected"))
    eva = seated(room, port)
    assert "Maja" not in eva.page.body and maja.hex in eva.page.body
    sent(eva, [maja], "do", **{f"note-{maja.hex}": "Maja bor hos Eva."})
    assert room.read(maja).coach == "bo" and "Maja" not in eva.page.body
    assert "hos Eva" not in room.seat(port, "coach:bo").open(at(maja)).body, "who may not write of them writes no note"


def test_who_has_left_and_still_has_people_stands_in_the_list_and_nothing_forged_is_taken(
    room: Room, port: int
) -> None:
    maja = room.person()
    room.town.record(None, CoachLeft(coach="anna"))
    eva = room.seat(port, "supervisor:eva")
    assert "har slutat" in eva.open("/desk/people/handover").body
    eva.open(FROM_ANNA)
    address = sent(eva, [UUID(int=7)], "do")
    assert "Ingen lämnades över" in eva.says or eva.page.status in (404, 422)
    eva.open(FROM_ANNA)
    for wrong in ({"to": "anna"}, {"to": "nobody"}, {"to": ""}, {"person": "x"}, {"person": ""}):
        eva.sends(address, **{"person": maja.hex, "to": "bo", "step": "do"} | wrong)
        assert eva.page.status == 422, wrong
    assert room.read(maja).coach == "anna"
    assert eva.open("/desk/people/handover/nobody").status == 404
