"""What fits in a form as a browser counts is taken; what is too long is said to be that, and not to be missing."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from services import wishes
from services.permissions import Actor
from tests.desk.room import STAFF_COOKIE, Colleague, Room, at
from tests.desk.test_a_session_ends import form_of, well_known
from tests.desk.test_messages import chat_of

FITS = ("x" * 19 + "\r\n") * 100
"""2000 signs as a browser counts them for `maxlength`, in lines that it sends with two signs at their ends."""
TOO_LONG = "z" * 2001


def decides(room: Room, port: int, stream: UUID) -> Colleague:
    """A supervisor who has just signed in again; somebody has asked to be erased."""
    [chat] = room.town.journey.engine.chats.find(stream=stream)
    wishes.ask_erasure(room.town.office, Actor.in_chat(chat), room.read(stream), "ask")
    eva = room.seat(port, "supervisor:eva")
    room.door.sessions.step_up(eva.cookies[STAFF_COOKIE], room.town.clock())
    return eva


def test_lines_that_fit_are_not_too_long(room: Room, port: int, anna: Colleague) -> None:
    maja, document, strike = well_known(room)
    due = (room.today + timedelta(days=3)).isoformat()
    eva = decides(room, port, maja)
    forms: list[tuple[Colleague, str, str, dict[str, str]]] = [
        (eva, at(maja, "/erasure"), "/erasure", {"reason": FITS, "decision": "refused"}),
        (eva, "/desk/people/handover/anna", "/handover/", {f"note-{maja.hex}": FITS, "person": maja.hex, "to": "bo"}),
        (anna, at(maja, "/notes"), "/remind", {"words": FITS, "due": due}),
        (anna, at(maja, "/notes"), "/ask", {"question": FITS, "whom": "supervisor:eva"}),
        (anna, strike, "/strike", {"reason": FITS, "then": "only"}),
        (anna, at(maja, f"/documents/{document}/remove"), "/remove", {"reason": FITS}),
    ]
    for colleague, path, part, answers in forms:
        address, hidden = form_of(colleague, path, part)
        answer = colleague.post(address, **{**hidden, **answers})
        assert answer.status == 200 and 'id="wrong"' not in answer.body, f"{path}: {answer.words[:300]}"


def test_a_reason_that_is_too_long_is_called_that(room: Room, port: int, anna: Colleague) -> None:
    maja = room.person()
    chat_of(room, maja)
    room.document(maja)
    remove = at(maja, f"/documents/{len(room.log(maja))}/remove")
    eva = decides(room, port, maja)
    for colleague, path, part in ((eva, at(maja, "/erasure"), "/erasure"), (anna, remove, "/remove")):
        address, hidden = form_of(colleague, path, part)
        for reason, says in ((TOO_LONG, "är för lång. Högst 2000 tecken."), (" ", "saknas för Maja Lind.")):
            answer = colleague.post(address, **{**hidden, "decision": "granted", "reason": reason})
            assert answer.status == 422 and says in answer.words, f"{path}: {answer.words[:300]}"
