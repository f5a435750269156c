"""The network goes: today's list and what was just written stay on the device, sealed; they are gone with the session."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from playwright.sync_api import Page, expect

from journey.domain.events import participant as facts
from tests.browser.conftest import browser, device, served
from tests.browser.serving import Served
from tests.desk.test_every_page import NAME, Seat, maja, seat

__all__ = ["browser", "device", "maja", "seat", "served"]
KEPT = "() => Object.entries(localStorage).map(([name, value]) => name + value).join()"


def settled(page: Page) -> None:
    """The shell is kept, and this page goes through it."""
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def test_what_was_written_when_the_network_went_is_sent_once_it_is_back(served: Served, seat: Seat, maja: UUID) -> None:
    served.record(maja, facts.AppointmentBooked(appointment="a", at=served.clock() + timedelta(hours=3)))
    page = seat()
    page.goto(f"{served.url}/desk")
    settled(page)
    page.goto(f"{served.url}/desk/p/{maja.hex}/new/contact_held")
    page.get_by_label("telefon").check()
    page.get_by_label("Anteckning").fill("ringde om zinkgruvan")
    page.context.set_offline(True)
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("h1")).to_have_text("Inget nät just nu")
    expect(page.locator("#unsent")).to_contain_text("Kontakt, ML")
    expect(page.locator("#kept")).to_contain_text("ML")
    expect(page.locator("#kept")).not_to_contain_text(NAME)
    page.reload()
    expect(page.locator("#unsent")).to_contain_text("Kontakt, ML")
    assert "zinkgruvan" not in page.evaluate(KEPT), "sealed on the device"
    page.context.set_offline(False)
    expect(page.locator("h1")).to_have_text("Nätet är tillbaka")
    page.get_by_role("button", name="Skicka").click()
    expect(page.locator(".done")).to_contain_text("Sparat.")
    page.wait_for_function(f"() => !({KEPT})().includes('desk-unsent')")
    said = [event.type for event in served.journey.engine.log.load(maja)].count("contact_held")
    page.go_back()
    expect(page.locator(".done")).to_contain_text("Det är redan sparat.")
    assert [event.type for event in served.journey.engine.log.load(maja)].count("contact_held") == said


def test_another_session_opens_nothing_of_what_was_kept(served: Served, seat: Seat, maja: UUID) -> None:
    page = seat()
    page.goto(f"{served.url}/desk")
    settled(page)
    page.wait_for_function("() => localStorage.getItem('desk-today') !== null")
    page.evaluate("sessionStorage.clear()")
    page.context.set_offline(True)
    page.goto(f"{served.url}/desk")
    expect(page.locator("#nothing")).to_be_visible()
    expect(page.locator("#kept")).to_be_empty()


def test_signing_out_leaves_nothing_on_the_device(served: Served, seat: Seat, maja: UUID) -> None:
    page = seat(viewport={"width": 1280, "height": 800})
    page.goto(f"{served.url}/desk")
    settled(page)
    page.wait_for_function("() => localStorage.getItem('desk-today') !== null")
    page.locator(".me summary").click()
    page.get_by_role("button", name="Logga ut").click()
    expect(page.locator("body")).not_to_contain_text("Behöver dig nu")
    assert page.evaluate("() => [Object.keys(localStorage), Object.keys(sessionStorage)]") == [[], []]
