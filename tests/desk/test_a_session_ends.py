"""A session ends while somebody writes: whatever the form, the words come back to be looked through, and to nobody else."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from uuid import UUID

from journey.domain.events import participant as facts
from services import wishes
from services.permissions import Actor
from tests.desk.room import STAFF_COOKIE, Colleague, Room, at
from tests.desk.test_messages import chat_of

WORDS = "det här får inte försvinna"


def form_of(colleague: Colleague, path: str, part: str) -> tuple[str, dict[str, str]]:
    """Where the form of a page is sent, and what goes along unseen."""
    body = colleague.open(path).body
    [address] = [one for one in colleague.forms if part in one and "sign-" not in one][:1]
    form = body.partition(f'action="{address}"')[2].partition("</form>")[0]
    return address, dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


def well_known(room: Room) -> tuple[UUID, int, str]:
    """Somebody with a chat, a document and a contact: who, the document's number, and where the contact is struck."""
    maja = room.person()
    chat_of(room, maja)
    room.document(maja)
    document = len(room.log(maja))
    room.town.record(maja, facts.ContactHeld(mode="phone"), by="coach:anna")
    return maja, document, f"/desk/e/{maja.hex}/{len(room.log(maja))}/strike"


def test_words_come_back_from_every_form_to_whoever_wrote_them(room: Room, port: int, anna: Colleague) -> None:
    maja, document, strike = well_known(room)
    remove = at(maja, f"/documents/{document}/remove")
    due = (room.today + timedelta(days=3)).isoformat()
    forms = {
        (at(maja, "/new/contact_held"), "/contact_held"): {"mode": "phone", "on": "today", "note": WORDS},
        (at(maja, "/messages"), "/messages/"): {"words": WORDS},
        (at(maja, "/notes"), "/remind"): {"words": WORDS, "due": due},
        (at(maja, "/notes"), "/ask"): {"question": WORDS, "whom": "supervisor:eva"},
        (strike, "/strike"): {"reason": WORDS, "then": "only"},
        (remove, "/remove"): {"reason": WORDS},
        ("/desk/messages/several", "/several/"): {"words": WORDS, "to": maja.hex},
        ("/desk/people/new", "/people/new/"): {"note": WORDS, "on": "today"},
    }
    before, eva = len(room.log(maja)), room.seat(port, "supervisor:eva")
    for (path, part), answers in forms.items():
        room.sign_in(anna)
        address, hidden = form_of(anna, path, part)
        assert "whose" in hidden, path
        room.town.clock.forward(minutes=45)
        out = anna.post(address, **{**hidden, **answers})
        assert out.status == 401 and WORDS in out.body and hidden["csrf"] not in out.body, path
        again = {name: value for name, value in hidden.items() if name != "csrf"} | answers
        room.sign_in(eva)
        hers = eva.post(address, **again)
        assert hers.status in (403, 404) and WORDS not in hers.body, f"{path}: another colleague at the same device"
        room.sign_in(anna)
        back = anna.post(address, **again)
        assert back.status == 409 and WORDS in back.body and 'role="alert"' in back.body, path
    assert len(room.log(maja)) == before, "nothing is done with it before it was looked through"


def grave_forms(room: Room) -> dict[str, dict[str, str]]:
    """The forms of a supervisor's that ask for a new sign-in, by their addresses, and what is answered in them."""
    maja, ali = room.person(), room.person(facts.IdentityChanged(identity="protected"), name="Ali Ek")
    chat_of(room, maja)
    [chat] = room.town.journey.engine.chats.find(stream=maja)
    wishes.ask_erasure(room.town.office, Actor.in_chat(chat), room.read(maja), "ask")
    return {
        at(maja, "/erasure"): {"decision": "refused", "reason": WORDS, "sure": "yes"},
        at(ali, "/glass"): {"reason": WORDS},
    }


def signs_in_again(room: Room, colleague: Colleague) -> None:
    room.door.sessions.step_up(colleague.cookies[STAFF_COOKIE], room.town.clock())


def is_done(room: Room, path: str) -> bool:
    """Whether what such a form is for was done."""
    return room.types(UUID(path.split("/")[3]))[-1] in ("erasure_decided", "break_glass_opened")


def test_a_reason_for_something_grave_outlives_the_session_and_is_looked_through(room: Room, port: int) -> None:
    eva, bo = room.seat(port, "supervisor:eva"), room.seat(port, "coach:bo")
    for path, answers in grave_forms(room).items():
        room.sign_in(eva)
        signs_in_again(room, eva)
        address, hidden = form_of(eva, path, path)
        room.town.clock.forward(minutes=45)
        again = {name: value for name, value in hidden.items() if name != "csrf"} | answers
        out = eva.post(address, **{**hidden, **answers})
        assert out.status == 401 and WORDS in out.body, path
        room.sign_in(bo)
        assert WORDS not in bo.post(address, **again).body, f"{path}: another colleague at the same device"
        room.sign_in(eva)
        signs_in_again(room, eva)
        back = eva.post(address, **again)
        assert back.status == 409 and WORDS in back.body and 'role="alert"' in back.body, path
        assert not is_done(room, path), "nothing is done with it before it was looked through"


def test_a_reason_outlives_a_sign_in_that_is_no_longer_new(room: Room, port: int) -> None:
    eva = room.seat(port, "supervisor:eva")
    for path, answers in grave_forms(room).items():
        signs_in_again(room, eva)
        address, hidden = form_of(eva, path, path)
        room.town.clock.forward(minutes=14)
        kept = eva.post(address, **{**hidden, **answers})
        assert kept.status == 401 and WORDS in kept.body and 'href="/desk/sign-in/again"' in kept.body, path
        assert not is_done(room, path)
        forged = eva.post(address, whose=hidden["whose"], **answers)
        assert hidden["csrf"] not in forged.body, f"{path}: what no page of the session sent is not given its token"
        signs_in_again(room, eva)
        sent = eva.post(address, **dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', kept.body)))
        assert sent.status == 200 and is_done(room, path), path


def test_a_form_that_is_shown_again_is_known_again_and_done_once(room: Room, anna: Colleague) -> None:
    maja = room.person()
    notes = at(maja, "/notes")
    due = (room.today + timedelta(days=3)).isoformat()
    anna.open(notes)
    anna.sends(anna.form("/ask"), question=WORDS, whom="supervisor:eva")
    forms = {
        "/remind": {"words": WORDS, "due": due},
        "/ask": {"question": "en till", "whom": "supervisor:eva"},
        "/questions/": {"answer": WORDS, "then": "answer"},
    }
    for part, answers in forms.items():
        address, hidden = form_of(anna, notes, part)
        copy = {**hidden, **answers}  # what the device keeps
        room.town.clock.forward(minutes=45)
        anna.post(address, **copy)
        room.sign_in(anna)
        before = len(room.log(maja))
        for _ in range(2):  # sent again, and later once more from what the device kept
            back = anna.post(address, **copy)
            assert back.status == 409 and f'action="{address}"' in back.body, part
            csrf = re.findall(r'name="csrf" value="([^"]+)"', back.body)[0]
            anna.post(address, **copy | {"csrf": csrf})
        assert len(room.log(maja)) == before + 1, part
        wrong = anna.post(address, **copy | {"csrf": csrf} | dict.fromkeys(answers, ""))
        assert wrong.status == 422 and f'action="{address}"' in wrong.body, part
        drafts = re.findall(r'data-draft="([^"]+)"', wrong.body)
        assert len(drafts) == len(set(drafts)), "no two forms go by one name"


def test_what_is_removed_by_two_presses_is_removed_once_and_says_so(room: Room, anna: Colleague) -> None:
    maja = room.person()
    room.document(maja)
    remove = at(maja, f"/documents/{len(room.log(maja))}/remove")
    anna.open(remove)
    for _ in range(2):
        answer = anna.sends(remove, reason="fel fil")
        assert answer.status == 200 and "done" in answer.body, answer.words
    assert room.types(maja).count("document_removed") == 1


def test_a_browser_cannot_tell_whose_words_it_keeps(room: Room, port: int, anna: Colleague) -> None:
    marks = []
    for colleague in (anna, room.seat(port), room.seat(port, "supervisor:eva")):
        marks += re.findall(r'data-whose="([^"]+)"', colleague.open("/desk").body)
    first, again, eva = marks
    assert first == again != eva, "the same in every session of theirs, and another's is another"
    assert first != hashlib.sha256(b"whose page:anna").hexdigest()[: len(first)], (
        "a name that is guessed proves nothing"
    )
