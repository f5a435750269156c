"""The numbers stand on the screen at once: with and without a script, without the store, without a network."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.away import Held
from tests.browser.conftest import NewPage
from tests.browser.serving import Served
from tests.browser.walking import PHONE, SV, TOUCH, told, write

WORDS = "jag vill inte leva längre"
NOT_TOLD = "Ingen människa har fått veta än – ring."
AGAIN = "Se om en människa har fått veta nu"


def rows(page: Page, within: str) -> None:
    """Each number stands there, as a row that can be hit and called."""
    for number in ("112", "1177", "90101"):
        row = page.locator(f'{within} .numbers a[href="tel:{number}"]')
        expect(row).to_be_visible()
        box = row.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 200
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def impatient(served: Served) -> None:
    served.service.site.tell_within, served.service.site.patience = 1.0, 3.0
    served.service.ports.notes.look = 0.2


def test_with_a_script_the_numbers_stand_in_the_page_while_the_store_is_held(
    served: Served, visit: NewPage, impatient: None
) -> None:
    page = visit(served.until(served.chat(), "name", SV), **TOUCH)
    with Held(served.site.database):
        write(page, WORDS)
        rows(page, "#numbers")
        expect(page.locator("#told")).to_contain_text(NOT_TOLD)
        expect(page.locator("#told")).to_contain_text("Det du skrev är sparat")
        expect(page.get_by_role("textbox")).to_have_value("")
    told(page, "Tack för att du skriver det här")
    expect(page.locator("#numbers")).to_be_hidden()
    assert [one for one in page.locator(".message.person .bubble").all_inner_texts() if one == WORDS] == [WORDS]


def test_without_a_script_the_numbers_are_the_page_while_the_store_is_held(
    served: Served, visit: NewPage, impatient: None
) -> None:
    chat = served.until(served.chat(), "name", SV)
    page = visit(chat, java_script_enabled=False, **TOUCH)
    with Held(served.site.database):
        write(page, WORDS)
        rows(page, "main")
        expect(page.locator("main")).to_contain_text(NOT_TOLD)
        page.get_by_role("link", name=AGAIN).click()
        rows(page, "main")
        expect(page.locator("main")).to_contain_text(NOT_TOLD)
    latest = time.monotonic() + 60
    while not any("Tack för att du skriver" in text for text in served.texts(chat)):
        assert time.monotonic() < latest
        time.sleep(0.1)
    page.get_by_role("link", name=AGAIN).click()
    rows(page, "main")
    expect(page.locator("main")).to_contain_text("En människa har fått veta.")
    page.get_by_role("link", name="Tillbaka till samtalet").click()
    expect(page.locator(".message.crisis .numbers a")).to_have_count(3)
    rows(page, ".message.crisis")


def test_ordinary_words_that_cannot_be_taken_show_the_numbers_too_and_arrive_later(
    served: Served, visit: NewPage, impatient: None
) -> None:
    page = visit(served.until(served.chat(), "name", SV), **TOUCH)
    with Held(served.site.database):
        write(page, "Alva Lind")
        rows(page, "#numbers")
    told(page, "Hur får vi höra av oss")
    expect(page.locator("#numbers")).to_be_hidden()


def test_without_network_words_of_danger_show_the_numbers_at_once(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "name", SV), **TOUCH)
    page.context.set_offline(True)
    write(page, WORDS)
    rows(page, "#numbers")
    page.context.set_offline(False)
    told(page, "Tack för att du skriver det här")


@pytest.mark.parametrize("language", ["Svenska", "English"])
def test_help_now_is_there_without_network_in_the_language_that_was_chosen(
    visit: NewPage, language: str, served: Served
) -> None:
    page = visit(viewport=PHONE)
    page.get_by_role("button", name=language, exact=True).click()
    expect(page.locator("html.live")).to_be_attached()
    wanted = {"Svenska": "sv", "English": "en"}[language]
    page.wait_for_function(
        "wanted => caches.match('/hjalp').then(page => page && page.headers.get('Content-Language') === wanted)",
        arg=wanted,
    )
    page.context.set_offline(True)
    page.locator("a.help").click()
    expect(page.locator("html")).to_have_attribute("lang", wanted)
    rows(page, "main")
    page.context.set_offline(False)
    kept = page.evaluate("caches.open('numbers').then(all => all.keys()).then(all => all.map(one => one.url))")
    assert sorted(url.removeprefix(served.url) for url in kept) == [
        "/hjalp",
        "/static/chat.css",
        "/static/icon.svg",
        "/static/paper.css",
    ]


def test_a_colleague_s_words_about_somebody_call_for_no_numbers(served: Served, visit: NewPage) -> None:
    page = visit(served.staff_chat(), **TOUCH)
    write(page, "hon vill inte leva längre, säger hon")
    told(page, "hon vill inte leva längre")
    expect(page.locator("#numbers")).to_be_hidden()
