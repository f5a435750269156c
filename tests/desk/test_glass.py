"""Somebody in hiding at the desk: a supervisor signs in again, says why, sees them for an hour, and all are told."""

from journey.domain.events import participant as facts
from journey.domain.events.requests import BreakGlassOpened
from tests.desk.room import STAFF_COOKIE, Colleague, Room, at

WHY = "Maja ligger på sjukhus och frågar efter sin coach."


def signed_in_again(room: Room, colleague: Colleague) -> Colleague:
    room.door.sessions.step_up(colleague.cookies[STAFF_COOKIE], room.town.clock())
    return colleague


def test_a_supervisor_sees_them_for_an_hour_after_a_reason_and_a_new_sign_in(room: Room, port: int) -> None:
    maja = room.person(facts.IdentityChanged(identity="protected"))
    eva = room.seat(port, "supervisor:eva")
    glass = at(maja, "/glass")
    eva.open(glass)
    assert "Logga in igen" in eva.says, "first they sign in again"
    signed_in_again(room, eva).open(glass)
    eva.sends(glass, reason="måste")
    assert eva.page.status == 422 and "Maja" not in eva.page.body
    eva.sends(glass, reason=WHY)
    assert "Maja Lind" in eva.says and isinstance(room.log(maja)[-1].fact, BreakGlassOpened)
    eva.open("/desk")
    eva.sends(glass, reason=WHY)
    assert room.types(maja).count("break_glass_opened") == 1, "open already, it is not broken twice"
    assert any(WHY in why for _, _, reasons in room.readings(maja) for why in reasons)
    room.town.clock.forward(minutes=61)
    room.sign_in(eva)
    assert eva.open(at(maja)).status == 404


def test_no_word_a_supervisor_writes_takes_their_reading_out_of_the_log_or_the_review(room: Room, port: int) -> None:
    maja = room.person(facts.IdentityChanged(identity="protected"))
    eva = signed_in_again(room, room.seat(port, "supervisor:eva"))
    eva.open(at(maja, "/glass"))
    eva.sends(at(maja, "/glass"), reason="desk-person")  # what the log calls the page that the form is on
    assert ("supervisor:eva", ("hidden",), ("desk-person",)) in room.readings(maja)
    ada = room.seat(port, "dpo:ada")
    ada.open("/desk/office/review")
    assert "Eva Ek öppnade skyddade uppgifter om en person" in ada.says


def test_nobody_else_and_nothing_that_is_not_hidden(room: Room, port: int) -> None:
    maja, ali = room.person(facts.IdentityChanged(identity="protected")), room.person(name="Ali Ek")
    for staff in ("coach:bo", "coach:anna", "evaluator:eli", "dpo:ada", "admin:ali"):
        other = signed_in_again(room, room.seat(port, staff))
        assert other.open(at(maja, "/glass")).status == 404, staff
    eva = signed_in_again(room, room.seat(port, "supervisor:eva"))
    assert eva.open(at(ali, "/glass")).status == 404
    eva.open("/desk")
    eva.sends(at(ali, "/glass"), reason=WHY)
    assert "break_glass_opened" not in room.types(ali)
