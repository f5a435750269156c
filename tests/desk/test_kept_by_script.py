"""With a script a form is kept after each pause in writing and when the page is left; sending waits for a save under way."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from playwright.sync_api import Route, expect

from journey.engine import tables
from tests.browser.conftest import browser, device, served
from tests.browser.serving import Served
from tests.desk.test_every_page import Seat, maja, seat

__all__ = ["browser", "device", "maja", "seat", "served"]
DRAFT = "abcdefghijklmnop"


def begun(served: Served) -> int:
    with served.journey.engine.store.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(tables.form_drafts)).scalar_one())


def test_what_is_written_is_kept_after_a_pause_and_on_leaving(served: Served, seat: Seat, maja: UUID) -> None:
    page, form = seat(), f"{served.url}/desk/p/{maja.hex}/d/{DRAFT}/contact_held"
    page.goto(form)
    assert begun(served) == 0, "opening a form creates nothing"
    page.get_by_label("Anteckning").fill("efter en paus")
    expect(page.locator("#draft-says")).to_contain_text("finns kvar i ett dygn")
    assert begun(served) == 1
    page.get_by_label("telefon").check()
    page.get_by_label("Anteckning").fill("och när jag går")
    page.goto(f"{served.url}/desk")
    expect(page.locator("#lists")).to_contain_text("Påbörjat")
    page.get_by_role("link", name="Fortsätt").click()
    expect(page.get_by_label("Anteckning")).to_have_value("och när jag går")
    expect(page.get_by_label("telefon")).to_be_checked()
    page.get_by_role("button", name="Släng").click()
    expect(page.locator("#lists")).not_to_contain_text("Påbörjat")
    assert begun(served) == 0


def test_a_form_that_is_sent_waits_for_the_save_under_way_and_leaves_nothing_begun(
    served: Served, seat: Seat, maja: UUID
) -> None:
    page, form = seat(service_workers="block"), f"{served.url}/desk/p/{maja.hex}/d/ponmlkjihgfedcba/contact_held"
    order: list[str] = []

    def slowly(route: Route) -> None:
        order.append("kept")
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/keep", slowly)
    page.on("request", lambda one: order.append("sent") if one.method == "POST" and one.url == form else None)
    page.goto(form)
    page.get_by_label("telefon").check()
    with page.expect_request("**/keep"):
        page.get_by_label("Anteckning").fill("skriver")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator(".done")).to_contain_text("Sparat.")
    assert order == ["kept", "sent"] and begun(served) == 0
