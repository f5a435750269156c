"""An open page looks again when something was recorded, and warns before its session ends."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from playwright.sync_api import expect

from journey.domain.events import participant as facts
from tests.browser.conftest import browser, device, served
from tests.browser.serving import Served
from tests.desk.test_every_page import NAME, Seat, maja, seat

__all__ = ["browser", "device", "maja", "seat", "served"]


def test_what_a_colleague_books_stands_in_today_without_a_press(served: Served, seat: Seat, maja: UUID) -> None:
    page = seat()
    page.goto(f"{served.url}/desk")
    expect(page.locator("#tell")).to_be_visible()
    expect(page.locator("#lists")).not_to_contain_text("Möte")
    at = served.clock() + timedelta(hours=2)
    served.record(maja, facts.AppointmentBooked(appointment="soon", at=at))
    expect(page.locator("#lists")).to_contain_text(f"{NAME} Möte")


def test_a_session_that_ends_soon_is_kept_by_one_press_and_the_words_stay(
    served: Served, seat: Seat, maja: UUID
) -> None:
    page = seat()
    page.clock.install(time=served.clock())
    page.goto(f"{served.url}/desk/p/{maja.hex}/new/contact_held")
    page.get_by_label("Anteckning").fill("det här får inte försvinna")
    idle = served.service.entrance.door.sessions.lengths.idle
    page.clock.run_for((idle - timedelta(seconds=100)).total_seconds() * 1000)
    expect(page.get_by_role("button", name="Stanna kvar")).to_be_visible()
    served.clock.forward(seconds=(idle - timedelta(seconds=60)).total_seconds())
    page.get_by_role("button", name="Stanna kvar").click()
    expect(page.locator("#ending")).to_be_hidden()
    expect(page.get_by_label("Anteckning")).to_have_value("det här får inte försvinna")
    served.clock.forward(seconds=120)
    page.get_by_label("telefon").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.locator(".done")).to_contain_text("Sparat.")
