"""The other doors: whoever is not in the right place is told so once, kindly, and nothing they wrote is left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.serving import Served
from tests.browser.slow import answers_late, slow
from tests.browser.walking import SV, TOUCH, WRITTEN, answer, newest, press, step, told, write
from tests.cases import every
from tests.site import everything_stored

SECRET = "Zinkgruvan"
DOORS = {
    "under_18": ("age", "Under 18", "Det här är för dig som har fyllt 18"),
    "elsewhere": ("municipality", "Någon annanstans", "Det här stödet gäller andra kommuner"),
    "outside": ("requires", "Nej", "Kanske är en annan väg bättre för dig"),
    "not_now": ("work_wish", "Nej, inte just nu", "Det är helt okej att inte vilja just nu"),
    "protected": ("protected", "Ja", "Då gör vi på ett annat sätt, så att du är trygg"),
}
"""The question where each door stands, the answer that leads there, and what is read there first."""
BEFORE = {**SV, "words": f"Jag bor ensam vid {SECRET}."}
FIRST_PAGE = "Vill du ha hjälp att få ett jobb?"


def walked_to(page: Page, question: str, scripts: bool) -> None:
    """Press one's way there from the first page."""
    press(page, "Svenska")
    expect(page.locator("#messages")).to_be_visible()
    while (at := step(page)) != question:
        if scripts:
            answer(page, BEFORE[at], at)
        else:
            with page.expect_navigation():
                (write if at in WRITTEN else press)(page, BEFORE[at])


def endings(page: Page) -> list[str]:
    """The doors that this tab asks for, one after the other."""
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url.partition("?")[0]) if "/dorr/" in one.url else None)
    return asked


def shut(page: Page, served: Served, title: str) -> None:
    """The door is there, and behind it nothing: no chat, no cookie, no words in the browser."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert [one for one in page.context.cookies(served.url) if one["name"].endswith("journey")] == []
    page.wait_for_timeout(400)  # nothing comes afterwards either
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRST_PAGE)


LINES = {"slow": (slow, True), "answers late": (answers_late, True), "without scripts": (slow, False)}


@pytest.mark.parametrize("line", LINES)
@every("door", DOORS)
def test_each_door_comes_and_it_comes_once(served: Served, visit: NewPage, door: str, line: str) -> None:
    make, scripts = LINES[line]
    question, label, title = DOORS[door]
    chat = served.until(served.chat(), question, BEFORE)
    page = make(visit(chat, java_script_enabled=scripts, **TOUCH))
    asked = endings(page)
    press(page, label)
    page.wait_for_url("**/dorr/**")
    shut(page, served, title)
    assert asked == [f"{served.url}/dorr/{door}"]
    assert served.row(chat) is None


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["live", "plain"])
@every("door", DOORS)
def test_each_door_is_reached_from_the_first_page_on_a_slow_line(
    served: Served, visit: NewPage, door: str, scripts: bool
) -> None:
    question, label, title = DOORS[door]
    page = slow(visit(java_script_enabled=scripts, **TOUCH))
    walked_to(page, question, scripts)
    press(page, label)
    page.wait_for_url("**/dorr/**")
    shut(page, served, title)
