"""A coach looks for somebody by the keyboard, sees them, and takes her list home as a spreadsheet; on every screen."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import browser, device, served
from tests.browser.looking import ALL, NARROW, found
from tests.browser.serving import Served
from tests.desk.test_every_page import NAME, SIZES, Seat, maja, seat

__all__ = ["browser", "device", "maja", "seat", "served"]


def test_she_is_found_from_today_and_nothing_of_it_stands_in_the_address(
    served: Served, seat: Seat, maja: object, tmp_path: Path
) -> None:
    page = seat(viewport=SIZES[0])
    page.goto(f"{served.url}/desk")
    page.get_by_role("searchbox").press_sequentially("lindgren maj")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("En passar.")
    for size in SIZES:
        page.set_viewport_size(size)
        assert page.evaluate(NARROW) == [False, []] and found(page, ALL) == [], size
    assert page.url == f"{served.url}/desk/people/search" and page.title() == "Sök deltagare"
    page.get_by_role("link", name=NAME).press("Enter")
    expect(page.locator("h1")).to_have_text(NAME)
    page.goto(f"{served.url}/desk/people")
    page.get_by_text("Kolumner och vyer").click()
    page.get_by_label("Nästa möte").uncheck()
    page.get_by_role("button", name="Visa dem").click()
    expect(page.locator("thead th")).to_have_count(4)
    page.get_by_text("Kolumner och vyer").click()
    page.get_by_label("Spara det du ser nu").fill("Utan möten")
    page.get_by_role("button", name="Spara vyn").click()
    expect(page.get_by_role("link", name="Utan möten")).to_have_attribute("aria-current", "true")
    page.get_by_text("Kolumner och vyer").click()
    for size in SIZES:
        page.set_viewport_size(size)
        assert page.evaluate(NARROW) == [False, []] and found(page, ALL) == [], size
    page.get_by_role("button", name="Hämta som kalkylblad").click()
    expect(page.get_by_role("status")).to_contain_text("Kalkylbladet är klart")
    for size in SIZES:
        page.set_viewport_size(size)
        assert page.evaluate(NARROW) == [False, []] and found(page, ALL) == [], size
    with page.expect_download() as download:
        page.get_by_role("button", name="Hämta").click()
    download.value.save_as(tmp_path / "list.xlsx")
    assert [row[0] for row in load_workbook(tmp_path / "list.xlsx").active.values][1:] == [NAME]
