"""Leave quickly from anywhere; come back another day, on another device, by link or by code."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.serving import Served
from tests.browser.walking import DESK, PHONE, SV, TOUCH, ZOOMED, answer, newest, press, step, told, write

FIRST_PAGE = "Vill du ha hjälp att få ett jobb?"
IN_VIEW = """() => {
    const seen = (selector) => {
        const box = document.querySelector(selector).getBoundingClientRect();
        const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth
            && !!at?.closest(selector);
    };
    const wrong = [];
    const end = document.documentElement.scrollHeight;
    for (let y = 0; y <= end; y += Math.max(100, innerHeight / 2)) {
        scrollTo(0, y);
        for (const one of ['.leave', '.help']) if (!seen(one)) wrong.push([one, y]);
    }
    return wrong;
}"""


@pytest.mark.slow
@pytest.mark.parametrize("size", [PHONE, DESK, ZOOMED], ids=["phone", "desk", "zoomed"])
def test_the_way_out_is_in_view_at_every_step_and_every_height(served: Served, visit: NewPage, size: dict) -> None:
    page = visit(viewport=size)
    assert page.evaluate(IN_VIEW) == []
    press(page, "Svenska")
    expect(page.locator("html.live")).to_be_attached()
    while (at := step(page)) != ("summary" if size is PHONE else "municipality"):
        assert page.evaluate(IN_VIEW) == [], at
        answer(page, SV[at], at)
    assert page.evaluate(IN_VIEW) == []
    for path in ("/hjalp", "/dina-uppgifter", "/oppna", "/kod", "/dorr/gone"):
        page.goto(served.url + path)
        assert page.evaluate(IN_VIEW) == [], path


@pytest.mark.parametrize("scripts", [True, False], ids=["live", "plain"])
def test_leaving_ends_the_session_and_back_shows_nothing(served: Served, visit: NewPage, scripts: bool) -> None:
    page = visit(served.referred(SV, name="Signe Storm"), java_script_enabled=scripts, viewport=PHONE)
    told(page, "Din anmälan är skickad")
    press(page, "Lämna snabbt")
    page.wait_for_url(served.leave_to)
    assert [one for one in page.context.cookies(served.url) if one["name"] == "journey"] == []
    for go in (page.go_back, page.reload):
        go()
        expect(page.get_by_role("heading", level=1)).to_have_text(FIRST_PAGE)
        assert "Signe Storm" not in page.content() and "Din anmälan är skickad" not in page.content()


def test_words_not_sent_are_gone_after_leaving(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "words", SV), **TOUCH)
    page.get_by_role("textbox").fill("en hemlighet")
    press(page, "Lämna snabbt")
    page.wait_for_url(served.leave_to)
    page.goto(served.url + "/hjalp")
    assert page.evaluate("sessionStorage.length") == 0


def test_a_second_tab_closes_when_one_leaves_in_the_first(served: Served, visit: NewPage) -> None:
    page = visit(served.referred(SV), **TOUCH)
    other = page.context.new_page()
    other.goto(served.url)
    told(other, "Din anmälan är skickad")
    press(page, "Lämna snabbt")
    page.wait_for_url(served.leave_to)
    other.wait_for_url("**/dorr/gone")  # on its own, and before anything else is asked of it
    expect(other.locator("body")).not_to_contain_text("Din anmälan är skickad")
    other.goto(served.url)
    expect(other.get_by_role("heading", level=1)).to_have_text(FIRST_PAGE)


def link_on(page: Page) -> str:
    link = newest(page).locator("a[href*='/fortsatt/']").get_attribute("href")
    assert link is not None
    return link


def test_a_link_for_later_opens_the_draft_once_on_another_device(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "gender", SV), **TOUCH)
    press(page, "Fortsätt senare")
    expect(newest(page)).to_contain_text("Inga problem")
    path = link_on(page).removeprefix(served.url)
    other = visit(path=path, viewport=DESK)
    press(other, "Fortsätt")
    expect(other.locator("html.live")).to_be_attached()
    press(other, "Fortsätt")
    expect(newest(other)).to_contain_text("kvinna eller man")
    third = visit(path=path)
    press(third, "Fortsätt")
    expect(third.get_by_role("alert")).to_contain_text("Länken går inte att använda")


@pytest.mark.parametrize("scripts", [True, False], ids=["live", "plain"])
def test_what_was_sent_opens_with_a_code_from_the_mail(served: Served, visit: NewPage, scripts: bool) -> None:
    address = f"kod-{scripts}@exempel.se".lower()
    served.prove(served.referred(SV, email=address))
    page = visit(path="/", java_script_enabled=scripts, viewport=PHONE)
    page.get_by_role("link", name=re.compile("Jag har redan skickat")).click()
    page.get_by_label("E-postadress eller telefonnummer").fill(address)
    press(page, "Skicka en kod")
    page.wait_for_url("**/kod")
    page.get_by_label("Kod", exact=True).fill("000000" if served.mail.code != "000000" else "111111")
    press(page, "Öppna")
    expect(page.get_by_role("alert")).to_contain_text("Den koden fungerade inte")
    page.get_by_label("Kod", exact=True).fill(served.mail.code)
    press(page, "Öppna")
    told(page, "Din anmälan är skickad")


def test_a_draft_goes_on_after_the_page_was_closed(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "education", SV), **TOUCH)
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(served.url)
    assert step(again) == "education"
    write(again, "Gymnasium")
    expect(newest(again)).to_contain_text("Är det något vi bör veta")


@pytest.mark.parametrize("scripts", [True, False], ids=["live", "plain"])
def test_what_happens_with_what_is_written_can_be_read_at_any_step_and_leads_back(
    served: Served, visit: NewPage, scripts: bool
) -> None:
    for at in ("age", "name", "summary"):
        page = visit(served.until(served.chat(), at, SV), java_script_enabled=scripts, viewport=PHONE)
        asked = newest(page).text_content()
        page.get_by_role("link", name="Vad händer med det jag skriver?").click()
        page.wait_for_url("**/dina-uppgifter")
        page.get_by_role("link", name="Tillbaka till samtalet").click()
        expect(page.locator("#messages")).to_be_visible()
        assert newest(page).text_content() == asked
        page.close()
