"""The other doors: whoever is not in the right place is told so once, kindly, and nothing they wrote is left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

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
    assert asked == [f"{served.url}/dorr/vidare"]
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


def test_an_answer_lost_on_the_way_back_still_leads_to_the_door(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "age", BEFORE), **TOUCH)
    page.route("**/handelser*", lambda route: route.abort())
    page.reload()
    lost: list[int] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort()

    page.route("**/sag", lose)
    asked = endings(page)
    press(page, "Under 18")
    page.wait_for_url("**/dorr/**")
    assert lost and asked == [f"{served.url}/dorr/vidare"]
    expect(page.get_by_role("heading", level=1)).to_have_text(DOORS["under_18"][2])


def test_every_tab_is_led_to_the_same_door(served: Served, visit: NewPage) -> None:
    page = slow(visit(served.until(served.chat(), "work_wish", BEFORE), **TOUCH))
    other = page.context.new_page()
    other.goto(served.url)
    expect(other.locator("html.live")).to_be_attached()
    press(page, "Nej, inte just nu")
    for tab in (page, other):
        tab.wait_for_url("**/dorr/vidare")
        expect(tab.get_by_role("heading", level=1)).to_have_text(DOORS["not_now"][2])


def test_a_form_sent_twice_without_scripts_leads_to_the_same_door(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "age", BEFORE), java_script_enabled=False)
    fields = {"nonce": "tva-ganger-samma", "tryck": page.get_by_role("button", name="Under 18").get_attribute("value")}
    headers = {"Sec-Fetch-Site": "same-origin"}
    for _ in range(2):
        answer = page.context.request.post(f"{served.url}/sag", form=fields, headers=headers, max_redirects=0)
        assert answer.headers["location"] == "/dorr/vidare"
    page.goto(served.url)  # whoever did not get to see it is told here; and afterwards comes the first page
    expect(page.get_by_role("heading", level=1)).to_have_text(DOORS["under_18"][2])
    page.goto(served.url)
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRST_PAGE)


@pytest.mark.parametrize("scripts", [True, False], ids=["live", "plain"])
def test_one_tap_from_a_finished_summary_asks_and_what_was_written_goes_only_then(
    served: Served, visit: NewPage, scripts: bool
) -> None:
    chat = served.until(served.chat(), "summary", BEFORE)
    page = visit(chat, java_script_enabled=scripts, **TOUCH)
    if scripts:
        page.get_by_role("textbox").fill("halvskrivna ord")
        slow(page)
    for label in ("Ändra något", "Kommun", "Någon annanstans"):
        before = newest(page).get_attribute("id")
        press(page, label)
        expect(page.locator(f"#messages > .message:last-child:not(#{before}):not(.person)")).to_be_attached()
    told(page, "Du svarade: Någon annanstans")
    assert served.row(chat) is not None
    press(page, "Ja, det stämmer. Ta bort allt.")
    page.wait_for_url("**/dorr/vidare")
    shut(page, served, DOORS["elsewhere"][2])
    assert served.row(chat) is None and SECRET.encode() not in everything_stored(served.journey)
    if scripts:
        assert page.evaluate("sessionStorage.length") == 0


def test_a_second_impatient_yes_on_a_slow_line_destroys_nothing(served: Served, visit: NewPage) -> None:
    chat = served.until(served.chat(), "work_wish", BEFORE)
    page = slow(visit(chat, **TOUCH))
    write(page, "ja")
    write(page, "ja ")
    told(page, "Du svarade: Ja.")
    assert served.row(chat) is not None
    press(page, "Nej, jag vill svara om")
    expect(newest(page)).to_contain_text("har du skyddade personuppgifter?")


@pytest.mark.parametrize("scripts", [True, False], ids=["live", "plain"])
@every("door", ["protected", "not_now"])
def test_no_address_and_no_title_says_which_door_it_was(
    served: Served, visit: NewPage, door: str, scripts: bool
) -> None:
    """Both stay in the history of a telephone that others use too; the door itself comes again when it is reloaded."""
    question, label, title = DOORS[door]
    page = slow(visit(served.until(served.chat(), question, BEFORE), java_script_enabled=scripts, **TOUCH))
    press(page, label)
    page.wait_for_url("**/dorr/**")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(title)
    assert (page.url, page.title()) == (f"{served.url}/dorr/vidare", "Min väg")
    page.reload()
    expect(heading).to_have_text(title)
    page.go_back()
    expect(heading).to_have_text(FIRST_PAGE)
    page.go_forward()
    expect(heading).to_have_text(title)


def test_who_begins_anew_or_leaves_quickly_has_no_door_behind_them(served: Served, visit: NewPage) -> None:
    for way in ("Lämna snabbt", "Svenska"):
        page = visit(served.until(served.chat(), "protected", BEFORE), **TOUCH)
        press(page, "Ja")
        page.wait_for_url("**/dorr/vidare")
        if way == "Svenska":
            page.goto(served.url)
        press(page, way)
        if way == "Svenska":  # its address is the one that it already has
            expect(page.locator("#messages")).to_be_visible()
        else:
            page.wait_for_url(served.leave_to)
        page.goto(f"{served.url}/dorr/vidare")
        expect(page.get_by_role("heading", level=1)).to_have_text("Samtalet är stängt")
        page.close()
