"""The chat at every stage: axe finds nothing, all of it can be read, pressed, and read out, small and large."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from journey.domain.events import participant as facts
from tests.browser.conftest import NewPage
from tests.browser.looking import look
from tests.browser.serving import Served
from tests.browser.walking import DESK, SV, TOUCH, newest, press, told

Stage = Callable[[Served], int]


def later(served: Served) -> int:
    chat = served.until(served.chat(), "gender", SV)
    served.reply(chat, "Fortsätt senare")
    return chat


def after(*answers: str) -> Stage:
    def stage(served: Served) -> int:
        chat = served.referred(SV)
        for one in answers:
            served.reply(chat, one)
        return chat

    return stage


def at(step: str, language: str = "sv") -> Stage:
    return lambda served: served.until(served.chat(language), step, SV)


def coach(*answers: str) -> Stage:
    def stage(served: Served) -> int:
        chat = served.staff_chat()
        person = served.referred(SV)
        served.service.cards.follow()
        if answers:
            served.record(served.row(person).stream, facts.Enrolled(coach="anna"))
            served.reply(person, "jag vill inte leva längre")
            served.service.cards.follow()
        for one in answers:
            served.reply(chat, one)
        return chat

    return stage


STAGES: dict[str, Stage] = {
    "welcome": at("welcome"),
    "welcome in English": at("welcome", "en"),
    "easy": at("welcome", "sv-easy"),
    "name": at("name"),
    "gender": at("gender"),
    "summary": at("summary"),
    "later": later,
    "receipt and menu": after(),
    "crisis": after("jag vill inte leva längre"),
    "consents": after("Det jag sagt ja till"),
    "data": after("Mina uppgifter", "Ladda ner allt om mig"),
    "cards": coach(),
    "today": coach("Idag"),
    "people": coach("Mina deltagare"),
    "contact": coach("Logga kontakt", "Telefon"),
}


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_the_chat(served: Served, visit: NewPage, stage: str) -> None:
    page = visit(STAGES[stage](served))
    expect(page.locator("html.live")).to_be_attached()
    expect(page.locator("html")).to_have_attribute("lang", "en" if "English" in stage else "sv")
    log = page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    look(page)


def test_without_motion_wanted_nothing_moves(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "age", SV), **TOUCH)
    press(page, "18 eller äldre")
    expect(newest(page)).to_contain_text("Var bor du?")
    assert newest(page).evaluate("one => getComputedStyle(one).animationName") == "none"
    page.emulate_media(reduced_motion="no-preference")
    assert newest(page).evaluate("one => getComputedStyle(one).animationName") == "rise"


def test_a_new_message_is_added_to_the_log_once_and_nothing_old_is_read_again(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "age", SV), viewport=DESK)
    page.evaluate("""() => { window.heard = [];
        new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach((node) => {
            const live = node.closest?.('[aria-live]');
            if (node.nodeType === 1 && live?.getAttribute('aria-live') !== 'off') heard.push(node.className);
        }))).observe(document.getElementById('messages'), {childList: true, subtree: true}); }""")
    press(page, "18 eller äldre")
    expect(newest(page)).to_contain_text("Var bor du?")
    page.wait_for_function("() => document.getElementById('nu').textContent.includes('Var bor')")
    assert page.evaluate("heard") == ["message bot fresh"]  # one's own press needs no repeating
    served.post(served.inside(page), "Något nytt")
    told(page, "Något nytt")
    assert page.evaluate("heard") == ["message bot fresh"] * 2


def test_buttons_say_what_they_are_in_the_tree_that_readers_read(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "gender", SV))
    tree = page.locator("body").aria_snapshot()
    for line in (
        '- log "Samtal"',
        '- button "Kvinna"',
        '- button "Hoppa över"',
        '- textbox "Skriv här"',
        '- link "Hjälp nu"',
        '- button "Lämna snabbt"',
        '- heading "Samtal" [level=1]',
    ):
        assert line in tree


def test_the_expected_answer_stands_out_and_the_ways_around_do_not(served: Served, visit: NewPage) -> None:
    colour = "one => getComputedStyle(one).backgroundColor"
    page = visit(served.until(served.chat(), "summary", SV))
    send = page.get_by_role("button", name="Skicka min anmälan").evaluate(colour)
    assert page.locator("#say button").evaluate(colour) != send
    page = visit(served.until(served.chat(), "phone", SV))
    assert page.locator("#say button").evaluate(colour) == send  # where words are wanted, sending them is the thing
