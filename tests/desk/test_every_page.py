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
from journey.domain.events.requests import ErasureDecided
from services import documents, erasure, team, wishes
from services.documents import Upload
from services.permissions import Actor
from tests.browser.conftest import NewContext, browser, device, served
from tests.browser.looking import ALL, COLOURS, NARROW, found
from tests.browser.serving import Served
from tests.chat.talking import PROGRAMME
from tests.desk.hands import reads_well, stands_in_any_setting
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

    def new(staff: str = "coach:anna", *, stepped: bool = False, **more: object) -> Page:
        role, _, person = staff.partition(":")
        door = served.service.entrance.door
        token = door.sessions.enter(person, "passkey", served.clock(), place=(PROGRAMME, role), stepped=stepped)
        context = device(**more)
        context.add_cookies([{"name": door.name("journey-staff"), "value": token, "url": served.url}])
        return context.new_page()

    return new


FILES = ("/desk/p/{person}/documents/{version:int}",)
"""Addresses at which no page is, but a file."""


OFFICE = "/desk/office"
"""Where officers' rooms are: they are walked by whose they are."""


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
        if "GET" in page.methods and page.path not in FILES and not page.path.startswith(OFFICE):
            kind = {"kind": "meeting_held"} if page.path.startswith("/desk/team") else {}
            kind |= {"kind": "outcomes"} if page.path.startswith("/desk/reports") else {}
            kind |= {"version:int": "5"} if page.path.startswith("/desk/m/") else {}
            paths.append(re.sub(r"\{([^}]+)\}", lambda part, more=kind: (given | more)[part[1]], page.path))
    return paths


def test_every_page_on_every_screen(served: Served, seat: Seat, maja: UUID) -> None:
    page = seat("supervisor:eva")
    for path in addresses(maja):
        looks_right(page, served.url + path)


def looks_right(page: Page, address: str) -> None:
    """A page on every screen: nothing for axe to find, nothing too wide, one heading, nobody in its title or address."""
    page.goto(address)
    stands_right(page)


def stands_right(page: Page) -> None:
    """The same for a page that is there already: where something is wrong or was done, one stands at what says so."""
    address = page.url
    expect(page.locator("h1")).to_have_count(1)
    if page.locator("#wrong, .done").count():
        expect(page.locator("#wrong:focus, .done:focus"), address).to_have_count(1)
    for size in SIZES:  # no script of the desk asks how wide the screen is: a page is the same however it came to be
        page.set_viewport_size(size)
        assert page.evaluate(NARROW) == [False, []], f"{address} at {size['width']}"
        assert found(page, ALL) == [], f"{address} at {size['width']}"
    assert page.locator("html").get_attribute("lang") == "sv"
    assert page.title() and "Maja" not in page.title() and "Maja" not in page.url
    for form in page.locator("form[method=post]").all():
        assert form.locator("input[name=csrf]").count() == 1, address


def test_every_page_in_the_dark_at_four_hundred_per_cent_read_aloud_and_in_colours_of_ones_own(
    served: Served, seat: Seat, maja: UUID
) -> None:
    page = seat("supervisor:eva", viewport={"width": 320, "height": 256}, color_scheme="dark")  # 1280 by 1024 at 400 %
    for path in addresses(maja):
        page.goto(served.url + path)
        assert page.evaluate(NARROW) == [False, []], path
        assert found(page, COLOURS) == [], path
        reads_well(page)
        if "/sign-in/" not in page.url:  # that has the chat's look, and is looked at with it
            stands_in_any_setting(page)


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


def focused(page: Page) -> str:
    """What has the focus, by its class."""
    return page.locator(":focus").get_attribute("class") or ""


def test_a_day_without_any_script(served: Served, seat: Seat, maja: UUID) -> None:
    page = seat(java_script_enabled=False)
    person = f"{served.url}/desk/p/{maja.hex}"

    # A contact: what is wrong is said first, then it is saved, and its form says so.
    page.goto(person)
    page.locator(".head .shortcuts a").first.click()
    page.get_by_label("telefon").check()
    page.get_by_text("Fler uppgifter").click()
    page.locator("[name=minutes]").fill("många")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("#wrong")).to_contain_text("ingen siffra")
    assert focused(page) == "notice"
    form = page.url
    page.locator("[name=minutes]").fill("20")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator(".done")).to_contain_text("Sparat.")
    assert focused(page) == "done"
    page.goto(form)
    expect(page.locator(".done")).to_contain_text("Det är redan sparat.")

    # Put right, found by name, written to, kept for later, and out.
    page.get_by_role("link", name="Rätta").click()
    page.get_by_label("Varför").fill("Det var ett möte.")
    page.get_by_role("button", name="Stryk och skriv rätt").click()
    page.get_by_label("möte", exact=True).check()
    page.get_by_role("button", name="Fortsätt senare").click()
    expect(page.locator(".done")).to_contain_text("finns kvar under Påbörjat")
    page.get_by_role("link", name="Fortsätt Kontakt").click()
    expect(page.get_by_label("möte", exact=True)).to_be_checked()
    page.get_by_role("button", name="Spara").click()
    expect(page.locator(".done")).to_contain_text("Sparat.")
    page.get_by_role("link", name="Idag").first.click()
    page.get_by_role("searchbox").fill("lindgren")
    page.get_by_role("button", name="Sök", exact=True).click()
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="Meddelanden").click()
    page.get_by_label("Meddelande", exact=True).fill("Vi ses.")
    page.get_by_role("button", name="Skicka", exact=True).click()
    expect(page.locator(".talk")).to_contain_text("Vi ses.")
    page.locator(".me summary").click()
    page.get_by_role("button", name="Logga ut").click()
    expect(page.locator("h1")).to_have_text("Du är utloggad")


def test_every_room_of_the_officers_on_every_screen(served: Served, seat: Seat, maja: UUID) -> None:
    seat().goto(f"{served.url}/desk/p/{maja.hex}")
    for staff, name in (("dpo:ada", "Ada Ström"), ("admin:ali", "Ali Nur")):
        team.add(served.journey, PROGRAMME, staff, name, None, served.url)
    ada, ali = seat("dpo:ada", stepped=True), seat("admin:ali", stepped=True)
    for path in ("", "/looked", "/review", "/erasures", "/retention"):
        looks_right(ada, served.url + OFFICE + path)
    ada.goto(f"{served.url}{OFFICE}/review")
    ada.locator("main button.first").click()
    expect(ada.locator("h1")).to_have_text("Stickprov")
    looks_right(ada, ada.url)
    ada.get_by_text("Något gick inte att förklara").click()
    ada.locator("form.record button").click()
    expect(ada.locator("#wrong")).to_be_visible()
    stands_right(ada)
    for path in ("", "/staff", "/staff/new", "/staff/coach:anna", "/staff/coach:anna/disable", "/health"):
        looks_right(ali, served.url + OFFICE + path)
    ali.goto(f"{served.url}{OFFICE}/staff/new")
    ali.locator("form.record button.first").click()
    expect(ali.locator("#wrong")).to_be_visible()
    stands_right(ali)
    office = served.service.office
    wishes.ask_erasure(office, Actor.in_chat(office.engine.chats.find(stream=maja)[0]), office.person(maja), "ask")
    eva = seat("supervisor:eva", stepped=True)
    looks_right(eva, f"{served.url}/desk/p/{maja.hex}/erasure")
    eva.locator("form.record button.first").click()
    expect(eva.locator("#wrong")).to_be_visible()
    stands_right(eva)
    served.record(maja, ErasureDecided(decision="granted"))
    looks_right(eva, f"{served.url}/desk/p/{maja.hex}/erasure")
    looks_right(ali, f"{served.url}{OFFICE}/staff?done=disabled")
    looks_right(ada, f"{served.url}{OFFICE}/erasures/{erasure.case(office, maja)}")
    for page in (ada, ali):
        looks_right(page, f"{served.url}/desk")
