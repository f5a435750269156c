"""What people do in a browser: press what says so, write, read the newest question."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

PHONE = {"width": 375, "height": 720}
DESK = {"width": 1200, "height": 800}
ZOOMED = {"width": 320, "height": 256}
"""1280 × 1024 at 400 %."""
TOUCH: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True}

SV = {
    "welcome": "Fortsätt",
    "conditions": "Fortsätt",
    "age": "18 eller äldre",
    "municipality": "Ljusdal",
    "requires": "Ja",
    "work_wish": "Ja",
    "protected": "Nej",
    "name": "Alva Lind",
    "reach": "Båda",
    "phone": "070-123 45 67",
    "email": "alva@exempel.se",
    "gender": "Kvinna",
    "birth_year": "1991",
    "education": "Gymnasium",
    "words": "Jag orkar mest på morgonen.",
    "reminders": "Ja, gärna",
}
WRITTEN = ("name", "phone", "email", "birth_year", "words")


def begin(visit: Any, language: str = "Svenska", **more: Any) -> Page:
    """Come in by the front door."""
    page: Page = visit(**more)
    press(page, language)
    expect(page.locator("html.live")).to_be_attached()
    return page


SCREEN = """() => {
    const newest = document.getElementById('nu')?.closest('.message');
    const said = [...document.querySelectorAll('#messages > .message.person')].pop();
    if (!newest || said && !(said.compareDocumentPosition(newest) & Node.DOCUMENT_POSITION_FOLLOWING)) return null;
    const header = document.querySelector('header').getBoundingClientRect();
    const say = document.getElementById('say').getBoundingClientRect();
    const fresh = newest.getBoundingClientRect();
    const last = document.querySelector('#messages > .message:last-child').getBoundingClientRect();
    return {top: header.bottom, bottom: say.top, from: fresh.top, to: last.bottom};
}"""
SEEN = f"""() => {{ const s = ({SCREEN})();
    return s && s.from >= s.top - 1 && (s.to <= s.bottom + 1 || s.from <= s.top + 20) }}"""
"""Whether the newest answer is in sight from its first line, and its buttons too where the screen is high enough."""


def step(page: Page) -> str:
    """Which question of the referral is open."""
    value = newest(page).locator("button[value*='|referral:']").last.get_attribute("value") or "||"
    return value.partition("|")[2].split(":")[1]


def walk(page: Page, answers: dict[str, str], until: str = "summary") -> None:
    """Answer everything; after each answer the whole new question is in sight."""
    while (at := step(page)) != until:
        answer(page, answers[at], at)
        page.wait_for_function(SEEN)


def newest(page: Page) -> Locator:
    """The last message."""
    return page.locator("#messages > .message").last


def press(page: Page, label: str) -> None:
    """Press the newest button that says so."""
    page.get_by_role("button", name=label, exact=True).last.click()


def write(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.locator("#say button").click()


def answer(page: Page, said: str, step: str = "") -> None:
    """Answer the newest question, and wait for the next one."""
    before = newest(page).get_attribute("id")
    if step in WRITTEN:
        write(page, said)
    else:
        press(page, said)
    arrived(page, before)


def arrived(page: Page, before: str | None) -> None:
    """Wait until something newer than that message is asked or told."""
    page.wait_for_function(
        "id => { const last = document.querySelector('#messages > .message:last-child');"
        " return location.pathname !== '/' || last && last.id !== id && !last.classList.contains('person') }",
        arg=before,
    )


def numbers(page: Page) -> list[int]:
    """The numbers of the messages shown, in the order in which they stand."""
    return page.eval_on_selector_all("#messages > .message", "all => all.map(one => Number(one.id.slice(1)))")


def told(page: Page, text: str) -> None:
    expect(page.locator("#messages")).to_contain_text(text)
