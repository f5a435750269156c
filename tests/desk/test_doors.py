"""Every address of the desk as everybody else: it opens for who may be there, and tells others nothing, not even that."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

from app.desk.addresses import PAGES, Page
from app.desk.menus import MENUS
from journey.domain.events import participant as facts
from services.permissions import TABLE, Role
from tests.cases import every
from tests.chat.browsing import Browser
from tests.desk.room import TEAM, Room

ABOUT_NOBODY = [page for page in PAGES if "{person}" not in page.path]
ABOUT_SOMEBODY = [page for page in PAGES if "{person}" in page.path]


KINDS = {"/desk/team": "meeting_held", "/desk/reports": "tertial"}
"""Of what kind something is at an address that begins so; else a contact."""


def filled(page: Page, person: UUID) -> str:
    """An address of that page: somebody's, and a form's that nobody has opened."""
    given = {
        "person": person.hex,
        "kind": KINDS.get("/".join(page.path.split("/")[:3]), "contact_held"),
        "draft": "abcdefghijklmnop",
        "version:int": "5" if page.path.startswith("/desk/m/") else "4" if "/documents/" in page.path else "3",
        "note": "abcdefghijklmnop",
        "coach": "anna",
        "reader": "person",
        "place": f"{person.hex}:1",
        "case": person.hex,
        "staff": "coach:bo",
        "draw": "20260101-20260131-20-1.1-0a1b2c3d",
    }
    return re.sub(r"\{([^}]+)\}", lambda part: given.get(part[1], "abcdefghijklmnop"), page.path)


def somebody(room: Room) -> UUID:
    """A participant of Anna's, of whom she has recorded a contact, and then a meeting."""
    maja = room.person()
    room.town.record(maja, facts.ContactHeld(mode="phone"), by="coach:anna")
    room.document(maja)
    then = room.town.clock() + timedelta(days=1)
    room.town.record(maja, facts.AppointmentBooked(appointment="m-1", at=then), by="coach:anna")
    return maja


def asked(browser: Browser, page: Page, person: UUID) -> int:
    """What somebody is answered; a form has the token that it needs, and nothing else."""
    path = filled(page, person)
    if "POST" in page.methods and "GET" not in page.methods:
        browser.open("/desk")
        csrf = re.findall(r'name="csrf" value="([^"]+)"', browser.page.body)
        return browser.post(path, follow=False, csrf=csrf[-1] if csrf else "").status
    return browser.open(path).status


def test_every_page_says_what_somebody_must_be_permitted_to_be_there() -> None:
    assert all(page.permission in TABLE and page.reads_for for page in PAGES)
    addresses = [(page.path, method) for page in PAGES for method in page.methods]
    assert len(addresses) == len(set(addresses))


def test_who_has_not_signed_in_is_asked_to_and_sees_nothing(room: Room, port: int) -> None:
    maja = somebody(room)
    for page in PAGES:
        stranger = Browser(port)
        asked(stranger, page, maja)
        assert "Maja" not in stranger.page.body, page.path
        assert stranger.page.status in (200, 401), page.path
        assert "Logga in" in stranger.page.body or stranger.page.status == 401, page.path


@every("staff", ["coach:bo", "evaluator:eli", "dpo:ada", "admin:ali"])
def test_a_person_of_somebody_elses_is_nowhere(room: Room, port: int, staff: str) -> None:
    maja, colleague = somebody(room), room.seat(port, staff)
    for page in ABOUT_SOMEBODY:
        assert asked(colleague, page, maja) in (403, 404), f"{staff} at {page.path}"
        assert "Maja" not in colleague.page.body, f"{staff} at {page.path}"
    assert not [reading for reading in room.readings(maja) if reading[0] == staff], "and nothing was read"


@every("staff", ["coach:anna", "supervisor:eva"])
def test_whoever_works_with_a_person_sees_each_of_their_pages_and_it_is_logged(
    room: Room, port: int, staff: str
) -> None:
    maja, colleague = somebody(room), room.seat(port, staff)
    for page in ABOUT_SOMEBODY:
        if "GET" in page.methods and not page.grave:
            before = len(room.readings(maja))
            assert asked(colleague, page, maja) == 200, page.path
            assert len(room.readings(maja)) > before, page.path


def test_under_protected_identity_the_named_coach_alone_sees_who_it_is(room: Room, port: int) -> None:
    maja = room.person(facts.IdentityChanged(identity="protected"))
    for staff in TEAM:
        colleague = room.seat(port, staff)
        for page in PAGES:
            status = asked(colleague, page, maja)
            if staff != "coach:anna":
                assert "Maja" not in colleague.page.body, f"{staff} at {page.path}"
                asks = page.grave and staff == "supervisor:eva"  # why, and first to sign in again
                assert asks or "{person}" not in page.path or status in (403, 404), f"{staff} at {page.path}"
    assert "Maja" in room.seat(port).open(f"/desk/p/{maja.hex}").body


def test_pages_about_nobody_in_particular_open_for_the_roles_of_the_table(room: Room, port: int) -> None:
    for staff in TEAM:
        colleague, role = room.seat(port, staff), Role(staff.partition(":")[0])
        for page in ABOUT_NOBODY:
            if "GET" in page.methods and role not in TABLE[page.permission]:
                assert asked(colleague, page, UUID(int=7)) == 404, f"{staff} at {page.path}"


def test_every_word_of_a_menu_leads_its_role_to_a_page(room: Room, port: int) -> None:
    for staff in TEAM:
        colleague, menu = room.seat(port, staff), MENUS[Role(staff.partition(":")[0])]
        assert len(menu) <= 6, staff
        assert {address: colleague.open(address).status for address, _ in menu} == {at: 200 for at, _ in menu}, staff


def test_who_has_left_or_is_put_out_sees_nothing_from_that_moment(room: Room, port: int) -> None:
    from journey.domain.events.team import CoachLeft

    maja, anna = room.person(), room.seat(port)
    assert "Maja" in anna.open(f"/desk/p/{maja.hex}").body
    room.town.record(None, CoachLeft(coach="anna"))
    for page in PAGES:
        asked(anna, page, maja)
        assert "Maja" not in anna.page.body, page.path


def test_a_form_without_the_sessions_token_does_nothing(room: Room, port: int) -> None:
    maja, anna = room.person(), room.seat(port)
    before = room.types(maja)
    for page in PAGES:
        if "POST" in page.methods:
            answer = anna.post(filled(page, maja), follow=False, mode="phone", on="today", csrf="0" * 32)
            assert answer.status in (400, 403, 404, 409), page.path
    assert room.types(maja) == before


def test_an_address_made_up_means_nobody(room: Room, port: int) -> None:
    anna = room.seat(port)
    for made_up in ("x", "0" * 32, "ffffffffffffffffffffffffffffffff", "%00", "..%2F..", "%C3%A5" * 40):
        assert anna.open(f"/desk/p/{made_up}").status == 404, made_up
    for made_up in ("0", "99999999", "1e3", "-1"):
        assert anna.open(f"/desk/e/{room.person(name=f'M {made_up}').hex}/{made_up}").status == 404, made_up
