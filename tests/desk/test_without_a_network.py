"""The network goes: today's list and what was just written stay on the device, sealed; they are gone with the session."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from playwright.sync_api import Page, expect

from journey.domain.events import participant as facts
from tests.browser.conftest import browser, device, served
from tests.browser.serving import Served
from tests.chat.talking import PROGRAMME
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


def test_signing_out_says_what_is_not_sent_and_leaves_nothing_on_the_device(
    served: Served, seat: Seat, maja: UUID
) -> None:
    page = seat(viewport={"width": 1280, "height": 800})
    page.goto(f"{served.url}/desk")
    settled(page)
    page.wait_for_function("() => localStorage.getItem('desk-today') !== null")
    unsent(page, served, f"/desk/p/{maja.hex}/notes", "Vad du vill komma ihåg", "ta med kartan", "Påminn mig")
    back(page, served, "/desk")
    page.locator(".me summary").click()
    out = page.get_by_role("button", name="Logga ut")
    out.click()
    expect(page.get_by_role("alert")).to_contain_text("Loggar du ut försvinner det")
    page.context.set_offline(True)
    out.click()
    expect(page.locator("#nothing")).to_be_visible()
    assert not any(part in page.evaluate(KEPT) for part in ("desk-today", "desk-unsent")), "without a network too"
    page.context.set_offline(False)
    page.goto(f"{served.url}/desk")
    page.wait_for_function("() => localStorage.getItem('desk-today') !== null")
    page.locator(".me summary").click()
    out.click()
    expect(page.locator("h1")).to_have_text("Du är utloggad")
    assert page.evaluate("() => [Object.keys(localStorage), Object.keys(sessionStorage)]") == [[], []]


def unsent(page: Page, served: Served, path: str, label: str, words: str, button: str) -> None:
    """Write something, and press as the network goes."""
    page.goto(served.url + path)
    page.get_by_label(label, exact=True).fill(words)
    page.context.set_offline(True)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("h1")).to_have_text("Inget nät just nu")
    expect(page.locator("#unsent")).to_be_visible()


def back(page: Page, served: Served, path: str) -> None:
    """The network is back, and so is the colleague."""
    page.context.set_offline(False)
    page.goto(served.url + path)


def comes_in(page: Page, served: Served, staff: str) -> None:
    """Somebody signs in on this device: the session before is over."""
    role, _, person = staff.partition(":")
    door = served.service.entrance.door
    token = door.sessions.enter(person, "passkey", served.clock(), place=(PROGRAMME, role))
    page.context.add_cookies([{"name": door.name("journey-staff"), "value": token, "url": served.url}])


def test_any_form_with_words_is_sent_once_the_network_is_back_and_comes_back_to_its_writer_alone(
    served: Served, seat: Seat, maja: UUID
) -> None:
    page = seat()
    page.goto(f"{served.url}/desk")
    settled(page)
    person = f"/desk/p/{maja.hex}"

    # Each of them, pressed while there is no network, waits on the device.
    unsent(page, served, f"{person}/messages", "Meddelande", "Vi ses vid grinden", "Skicka")
    back(page, served, f"{person}/notes")
    unsent(page, served, f"{person}/notes", "Vad du vill komma ihåg", "ta med kartan", "Påminn mig")
    back(page, served, "/desk/people/new")
    unsent(page, served, "/desk/people/new", "Anteckning (om du vill)", "Siv Sol", "Spara")
    expect(page.locator("#unsent form")).to_have_count(3)
    expect(page.get_by_role("button", name="Skicka Meddelanden, ML")).to_be_visible()

    # Her session ends meanwhile. The list of today is gone; in her tab the forms are there when she is in again.
    page.evaluate("() => sessionStorage.setItem('desk-ends', '0')")
    page.reload()
    expect(page.locator("#kept")).to_be_empty()
    comes_in(page, served, "coach:anna")
    back(page, served, "/desk")
    page.get_by_role("link", name="Ett formulär är inte skickat").click()
    page.get_by_role("button", name="Skicka Meddelanden, ML").dblclick()
    expect(page.get_by_role("alert")).to_contain_text("Titta igenom det du skrev")
    page.get_by_role("button", name="Skicka", exact=True).dblclick()
    expect(page.locator(".done")).to_contain_text("Skickat.")
    expect(page.locator(".talk")).to_contain_text("Vi ses vid grinden")
    expect(page.locator(".talk .words", has_text="Vi ses vid grinden")).to_have_count(1)
    page.wait_for_function(f"() => ({KEPT})().split('desk-unsent').length === 3")

    # Another colleague, at the same device: nothing of hers, and what stands in a tab she left does not come to her.
    left = page.context.new_page()
    left.goto(f"{served.url}{person}/d/{'l' * 16}/contact_held")
    left.get_by_label("Anteckning").fill("bara Annas")
    page.context.clear_cookies()
    left.get_by_role("button", name="Spara", exact=True).click()
    expect(left.locator("h1")).to_have_text("Du är utloggad")
    comes_in(page, served, "supervisor:eva")
    back(page, served, "/desk")
    expect(page.locator("#left")).to_be_hidden()
    assert "desk-unsent" not in page.evaluate(KEPT)
    left.get_by_role("button", name="Skicka igen").click()
    expect(left.get_by_role("alert")).to_be_visible()
    assert "bara Annas" not in left.content()


def test_a_page_of_somebody_does_not_wake_up_when_the_session_has_ended_without_a_network(
    served: Served, seat: Seat, maja: UUID
) -> None:
    page = seat()
    page.clock.install()
    page.goto(f"{served.url}/desk/p/{maja.hex}")
    settled(page)
    page.goto(f"{served.url}/desk/p/{maja.hex}#main")  # as whoever has passed the menu by
    page.context.set_offline(True)
    page.clock.set_system_time(page.evaluate("() => Date.now()") / 1000 + 3600)
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("h1")).to_have_text("Inget nät just nu")
    assert NAME not in page.content()
