"""Every page of the desk in a browser: axe finds nothing, it fits each screen, has a title, and works without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from app.desk.addresses import PAGES
from journey.domain.commands import Record
from journey.domain.events import ENTRY_TYPES
from journey.domain.events import participant as facts
from services import documents
from services.documents import Upload
from services.permissions import Actor
from tests.browser.conftest import NewContext, browser, device, served
from tests.browser.looking import ALL, COLOURS, NARROW, found
from tests.browser.serving import Served
from tests.chat.talking import PROGRAMME
from tests.desk.room import PNG

__all__ = ["browser", "device", "served"]
NAME = "Maja Lindgren-Abrahamsson"
Seat = Callable[..., Page]
SIZES = ({"width": 360, "height": 740}, {"width": 768, "height": 1000}, {"width": 1280, "height": 900})
KINDS = [kind for kind, cls in ENTRY_TYPES.items() if not cls.of_programme]


@pytest.fixture(scope="module")
def maja(served: Served) -> UUID:
    """A participant of Anna's."""
    now, office = served.clock(), served.service.office
    first = facts.Referred(source="psychiatry", name=NAME, phone="070-123 45 67", email="maja@example.org")
    record = Record(PROGRAMME, first, office.today(), now, "import", "test", reference="M-1", sender="import")
    stream = office.execute([record])[0].stream
    served.record(stream, facts.Enrolled(coach="anna"), facts.ContactHeld(mode="phone"))
    upload = Upload(document="d-1", kind="cv", name="Maja Lindgren-Abrahamsson.png", content=PNG)
    documents.keep(office, Actor.staff("supervisor:eva", PROGRAMME), stream, upload, "d-1")
    office.engine.chats.create(now, "webchat", "sv", programme=PROGRAMME, stream=stream)
    then = served.clock() + timedelta(days=30)
    served.record(stream, facts.AppointmentBooked(appointment="m-1", at=then))
    return stream


@pytest.fixture
def seat(served: Served, device: NewContext) -> Seat:
    """A colleague's browser, signed in."""

    def new(staff: str = "coach:anna", **more: object) -> Page:
        role, _, person = staff.partition(":")
        door = served.service.entrance.door
        token = door.sessions.enter(person, "passkey", served.clock(), place=(PROGRAMME, role))
        context = device(**more)
        context.add_cookies([{"name": door.name("journey-staff"), "value": token, "url": served.url}])
        return context.new_page()

    return new


FILES = ("/desk/p/{person}/documents/{version:int}",)
"""Addresses at which no page is, but a file."""


def addresses(stream: UUID) -> list[str]:
    """Every address that can be opened, once each."""
    given = {
        "person": stream.hex,
        "coach": "anna",
        "reader": "person",
        "sheet": "a" * 16,
        "kind": "contact_held",
        "draft": "a" * 16,
        "version:int": "4",
    }
    paths = []
    for page in PAGES:
        if "GET" in page.methods and page.path not in FILES:
            kind = {"kind": "meeting_held"} if page.path.startswith("/desk/team") else {}
            kind |= {"version:int": "5"} if page.path.startswith("/desk/m/") else {}
            paths.append(re.sub(r"\{([^}]+)\}", lambda part, more=kind: (given | more)[part[1]], page.path))
    return paths


def test_every_page_on_every_screen(served: Served, seat: Seat, maja: UUID) -> None:
    page = seat("supervisor:eva")
    for path in addresses(maja):
        page.goto(served.url + path)
        expect(page.locator("h1")).to_have_count(1)
        for size in SIZES:  # no script of the desk asks how wide the screen is: nothing is different after a new load
            page.set_viewport_size(size)
            assert page.evaluate(NARROW) == [False, []], f"{path} at {size['width']}"
            assert found(page, ALL) == [], f"{path} at {size['width']}"
        assert page.locator("html").get_attribute("lang") == "sv"
        assert page.title() and "Maja" not in page.title() and "Maja" not in page.url
        for form in page.locator("form[method=post]").all():
            assert form.locator("input[name=csrf]").count() == 1, path


def test_every_page_in_the_dark_and_at_four_hundred_per_cent(served: Served, seat: Seat, maja: UUID) -> None:
    page = seat("supervisor:eva", viewport={"width": 320, "height": 256}, color_scheme="dark")  # 1280 by 1024 at 400 %
    for path in addresses(maja):
        page.goto(served.url + path)
        assert page.evaluate(NARROW) == [False, []], path
        assert found(page, COLOURS) == [], path


def test_every_form_there_is_can_be_read_on_a_phone(served: Served, seat: Seat, maja: UUID) -> None:
    page = seat("supervisor:eva", viewport=SIZES[0])
    seen = 0
    for kind in KINDS:
        answer = page.goto(f"{served.url}/desk/p/{maja.hex}/new/{kind}")
        if answer is None or answer.status == 404:
            continue
        seen += 1
        assert page.evaluate(NARROW) == [False, []], kind
        assert found(page, ALL) == [], kind
        assert not re.search(r"[a-z]+_[a-z]+", page.locator("main").inner_text()), f"{kind}: a code stands there"
    assert seen > 40


def test_a_contact_is_logged_without_any_script(served: Served, seat: Seat, maja: UUID) -> None:
    page = seat(java_script_enabled=False)
    page.goto(f"{served.url}/desk/p/{maja.hex}")
    page.locator(".head .shortcuts a").first.click()
    page.get_by_label("telefon").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.locator(".done")).to_contain_text("Sparat.")
    page.go_back()
    expect(page.locator(".done")).to_contain_text("Det är redan sparat.")
