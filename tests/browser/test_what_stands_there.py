"""What a person sees around the words: whose they are, when they came, in which language, and how much is left."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from journey.engine.chats.messages import Message
from tests.browser.conftest import NewPage
from tests.browser.looking import look
from tests.browser.serving import Served
from tests.browser.walking import PHONE, SV, TOUCH, ZOOMED, answer, begin, newest, press, step, told, write

FRAME = {
    "sv": ("Hjälp nu", "Lämna snabbt", "Skriv här", "Skicka"),
    "en": ("Help now", "Leave quickly", "Write here", "Send"),
}


def frame(page: Page) -> tuple[str, ...]:
    """The words around the conversation."""
    box = page.get_by_role("textbox").get_attribute("placeholder")
    words = [page.locator(one).inner_text() for one in (".help", ".leave", "#say button")]
    return (words[0], words[1], str(box), words[2])


def uncovered(page: Page, selector: str) -> bool:
    """Whether something can be read where it stands, and nothing lies over it."""
    return bool(
        page.evaluate(
            """selector => {
            const box = document.querySelector(selector).getBoundingClientRect();
            const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return box.height > 10 && box.top >= 0 && box.bottom <= innerHeight && !!at?.closest(selector);
        }""",
            selector,
        )
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["live", "plain"])
def test_another_language_chosen_in_the_chat_is_the_whole_page_s(served: Served, visit: NewPage, scripts: bool) -> None:
    page = visit(served.referred(SV), java_script_enabled=scripts, viewport=PHONE)
    assert frame(page) == FRAME["sv"]
    press(page, "Språk")
    expect(newest(page)).to_contain_text("språk")
    press(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("textbox")).to_have_attribute("placeholder", "Write here")
    assert frame(page) == FRAME["en"]
    assert page.locator(".bubble[lang=sv]").count() > 0  # what was said before is read out as what it is
    expect(newest(page).locator(".bubble")).to_have_attribute("lang", "en")
    page.goto(served.url + "/hjalp")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_doors_and_the_pages_beside_the_chat_speak_the_language_chosen_at_the_start(
    served: Served, visit: NewPage
) -> None:
    page = begin(visit, "English")
    for label in ("Continue", "Continue"):
        answer(page, label)
    for path in ("/hjalp", "/dina-uppgifter", "/tillganglighet", "/ingen-sida"):
        page.goto(served.url + path)
        expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(served.url)
    press(page, "Under 18")
    expect(page.get_by_role("heading", level=1)).to_have_text("This is for people who have turned 18")
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "zoomed"])
def test_no_network_is_said_where_it_is_seen(served: Served, visit: NewPage, size: dict) -> None:
    page = visit(served.until(served.chat(), "summary", SV), viewport=size)
    page.evaluate("scrollTo(0, 0)")
    page.context.set_offline(True)
    expect(page.locator("#status")).to_have_text(re.compile("Ingen kontakt just nu"))
    assert uncovered(page, "#status")
    page.context.set_offline(False)
    expect(page.locator("#status")).to_have_text("")


def test_each_question_says_which_of_how_many_it_is(served: Served, visit: NewPage) -> None:
    page = begin(visit)
    counts = []
    while (at := step(page)) != "summary":
        found = re.search(r"Fråga (\d+) av (\d+)(, del \d)?", newest(page).inner_text())
        counts.append((at, *found.groups("")) if found else (at,))
        answer(page, SV[at], at)
    assert counts[:3] == [("welcome",), ("conditions",), ("age", "1", "12", "")]
    assert [one for one in counts if "del" in one[-1]] == [
        ("phone", "7", "12", ", del 2"),
        ("email", "7", "12", ", del 3"),
    ]
    assert counts[-1] == ("reminders", "12", "12", "")


def test_messages_say_when_they_came_and_the_day_where_it_is_not_today(served: Served, visit: NewPage) -> None:
    chat = served.referred(SV)
    page = visit(chat, **TOUCH)
    expect(newest(page).locator("time")).to_have_text("10:00")  # nine in Greenwich, a winter's day
    served.clock.forward(days=1)
    try:
        page = visit(chat, **TOUCH)
        expect(newest(page).locator("time")).to_have_text("Tisdag 1 december klockan 10:00")
        expect(newest(page).locator("time")).to_have_attribute("datetime", "2026-12-01T09:00:00+00:00")
    finally:
        served.clock.now -= timedelta(days=1)


def test_a_human_is_seen_to_be_one_by_name_and_shape(served: Served, visit: NewPage) -> None:
    chat = served.referred(SV)
    page = visit(chat, **TOUCH)
    served.service.office.post(chat, [Message("human", "Eva Ek: Hej!\n\nRing mig: det går bra i dag.")])
    told(page, "det går bra i dag")
    message = newest(page)
    expect(message.locator(".who")).to_have_text(re.compile("Eva Ek.*En människa", re.DOTALL))
    expect(message.locator(".who strong")).to_be_visible()
    expect(message.locator(".bubble")).not_to_contain_text("Eva Ek")
    expect(message.locator(".face")).to_have_text("EE")
    bot = page.locator(".message.bot .bubble").first
    left = "one => getComputedStyle(one).borderLeftWidth"
    assert message.locator(".bubble").evaluate(left) != bot.evaluate(left)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")  # no button half under the header
    look(page)


def test_a_page_that_does_not_exist_is_kind_and_has_the_numbers(served: Served, visit: NewPage) -> None:
    page = visit(path="/ingen-sida")
    assert page.request.get(served.url + "/ingen-sida").status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Den sidan finns inte")
    for number in ("112", "1177", "90101"):
        expect(page.locator(f"main a[href='tel:{number}']").first).to_be_visible()
    look(page)
    page.get_by_role("link", name="Till startsidan").click()
    expect(page.get_by_role("button", name="Svenska", exact=True)).to_be_visible()


PASTE = "Ord i mängd. " * 700


def test_too_much_is_said_before_anything_is_cut(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "words", SV), **TOUCH)
    box = page.get_by_role("textbox")
    box.focus()
    page.keyboard.insert_text(PASTE)
    expect(page.get_by_role("alert")).to_contain_text("för lång")
    expect(page.locator("#count")).to_have_text("9 100 av 8 000 tecken")
    assert uncovered(page, "#long") and uncovered(page, "#count")
    page.locator("#say button").click()
    expect(box).to_have_value(PASTE)
    assert step(page) == "words"
    look(page, briefly=True)
    box.fill("Kort.")
    expect(page.get_by_role("alert")).to_have_text("")
    page.locator("#say button").click()
    expect(newest(page)).to_contain_text("påminnelser")


def test_what_is_too_long_for_this_question_stands_in_the_box_again(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "words", SV), **TOUCH)
    words = PASTE[:5000]
    write(page, words)
    expect(page.get_by_role("alert")).to_contain_text("Det du skrev är kvar")
    expect(page.get_by_role("textbox")).to_have_value(words)


def test_without_scripts_what_is_too_long_comes_back_whole(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "words", SV), java_script_enabled=False, viewport=PHONE)
    write(page, PASTE)
    expect(page.get_by_role("alert")).to_contain_text("Det du skrev är kvar")
    expect(page.get_by_role("textbox")).to_have_value(PASTE)
    write(page, "Kort.")
    expect(newest(page)).to_contain_text("påminnelser")


def test_the_first_page_says_who_speaks(served: Served, visit: NewPage) -> None:
    page = visit()
    speaks = page.locator(".speaks")
    expect(speaks).to_contain_text("IPS Hudiksvall")
    expect(speaks).to_contain_text("Hudiksvall, Ljusdal och Nordanstig")
    expect(speaks.get_by_role("link", name="0650-190 00")).to_have_attribute("href", "tel:+4665019000")
    expect(speaks).to_contain_text("Eva Ek")
    look(page)


CHOSEN = """all => all.filter(one => getComputedStyle(one).backgroundColor !== getComputedStyle(all[0]).backgroundColor)
    .map(one => one.innerText)"""


def test_on_glass_no_answer_looks_chosen_because_the_finger_was_there(served: Served, visit: NewPage) -> None:
    page = begin(visit, **TOUCH)
    while (at := step(page)) != "name":
        answer(page, SV[at], at)
        page.wait_for_timeout(120)  # the browser looks again at what lies under the finger
        assert newest(page).locator("button:not(.quiet, .first)").evaluate_all(CHOSEN) == []


CUT = "all => all.filter(one => one.getClientRects().length > 1 || one.offsetHeight > 40).map(one => one.innerText)"


@pytest.mark.parametrize("width", [375, 320])
def test_no_number_is_cut_in_two_at_the_end_of_a_line(served: Served, visit: NewPage, width: int) -> None:
    page = visit(served.referred(SV), viewport={"width": width, "height": 700})
    for many in range(12):  # wherever in a line they come to stand
        served.post(served.inside(page), f"{'x' * many} ditt nummer är J-5Y22D9E, och vårt är 0650-000 00.")
    told(page, "x" * 11)
    numbers = page.locator("#messages a[href^='tel:'], #messages .whole")
    assert numbers.count() >= 24
    assert numbers.evaluate_all(CUT) == []
