"""The same referral without scripts, and with the keyboard alone."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.serving import Served
from tests.browser.walking import DESK, PHONE, SV, WRITTEN, begin, newest, numbers, press, step, told, write


def reply(page: Page, said: str, at: str) -> None:
    """One answer as a plain form: the page that comes back is the chat."""
    with page.expect_navigation():
        (write if at in WRITTEN else press)(page, said)


def test_without_scripts_every_question_is_a_form_and_the_newest_is_in_view(served: Served, visit: NewPage) -> None:
    page = visit(java_script_enabled=False, viewport=PHONE)
    press(page, "Svenska")
    while (at := step(page)) != "summary":
        reply(page, SV[at], at)
        expect(page.locator("#nu")).to_be_in_viewport()
        expect(newest(page).locator("button").first).to_be_in_viewport()
    reply(page, "Skicka min anmälan", "summary")
    told(page, "tisdag 8 december")
    assert served.types(served.inside(page)).count("referred") == 1


def test_without_scripts_a_form_sent_twice_counts_once(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "summary", SV), java_script_enabled=False)
    send = page.get_by_role("button", name="Skicka min anmälan")
    fields = {"nonce": page.locator("#say [name=nonce]").get_attribute("value"), "tryck": send.get_attribute("value")}
    headers = {"Sec-Fetch-Site": "same-origin"}
    with page.expect_navigation():
        send.click()
    before = numbers(page)
    page.context.request.post(f"{served.url}/sag", form=fields, headers=headers)  # as "send the form again" does
    page.reload()
    assert numbers(page) == before
    assert served.types(served.inside(page)).count("referred") == 1


def test_without_scripts_back_in_the_browser_and_sent_again_is_answered_kindly(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "age", SV), java_script_enabled=False)
    reply(page, "18 eller äldre", "age")
    page.go_back()
    if step(page) == "age":  # an old page out of the browser's memory: its button holds no more
        reply(page, "18 eller äldre", "age")
    assert step(page) == "municipality"
    assert numbers(page) == sorted(set(numbers(page)))
    reply(page, "Ljusdal", "municipality")
    assert step(page) == "requires"


FOCUS = """() => {
    const on = document.activeElement;
    const box = on.getBoundingClientRect();
    const style = getComputedStyle(on);
    return {
        lost: on === document.body, words: on.textContent.trim(), value: on.value || '',
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


def tab_to(page: Page, words: str) -> None:
    """Tab until that stands in focus; on the way the focus is always somewhere, and can be seen."""
    for _ in range(25):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert not focus["lost"], f"the focus was lost on the way to {words}"
        assert focus["ring"] and focus["seen"], f"the focus cannot be seen on {focus['words']!r}"
        if focus["words"] == words:
            return
    raise AssertionError(f"{words} cannot be reached")


def test_with_the_keyboard_alone_the_focus_is_never_lost(served: Served, visit: NewPage) -> None:
    page = visit(viewport=DESK)
    tab_to(page, "Svenska")
    page.keyboard.press("Enter")
    expect(page.locator("html.live")).to_be_attached()
    while (at := step(page)) != "summary":
        before = newest(page).get_attribute("id")
        if at in WRITTEN:
            expect(page.get_by_role("textbox")).to_be_focused()  # where words are expected, one can write at once
            page.keyboard.type(SV[at])
        else:
            tab_to(page, SV[at])
        page.keyboard.press("Enter")
        page.wait_for_function("id => document.querySelector('#messages > .message:last-child').id !== id", arg=before)
        page.wait_for_function("""() => {
            const last = document.querySelector('#messages > .message:last-child');
            const on = document.activeElement;
            return last.contains(document.getElementById('nu')) && on !== document.body && on.isConnected
                && (on.id === 'text' || on.classList.contains('bubble')) }""")
    tab_to(page, "Skicka min anmälan")
    page.keyboard.press("Enter")
    told(page, "tisdag 8 december")
    page.wait_for_function("() => document.activeElement !== document.body")


def test_after_a_press_the_next_stop_is_the_first_new_button(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "age", SV), viewport=DESK)
    page.get_by_role("button", name="18 eller äldre").focus()
    page.keyboard.press("Enter")
    expect(newest(page)).to_contain_text("Var bor du?")
    page.wait_for_function("() => document.activeElement.closest('.person')")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["words"] == "Hudiksvall"


def test_the_first_stop_on_a_page_skips_to_the_newest_question(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "gender", SV), viewport=DESK)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["words"] == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["words"] == "Kvinna"


def test_shift_enter_makes_a_new_line_and_enter_sends(served: Served, visit: NewPage) -> None:
    page = begin(visit, viewport=DESK)
    page.get_by_role("textbox").focus()
    page.keyboard.type("ett")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("två")
    page.keyboard.press("Enter")
    expect(page.locator(".message.person .unseen")).to_have_text("Du:")
    expect(page.locator(".message.person .bubble")).to_have_text("ett\ntvå", use_inner_text=True)
    expect(page.get_by_role("textbox")).to_have_value("")


def test_whoever_begins_to_write_after_a_press_writes_in_the_box(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "age", SV), viewport=DESK)
    press(page, "18 eller äldre")
    page.wait_for_function("() => document.activeElement.closest('.person')")
    page.keyboard.type("Ljusdal")
    expect(page.get_by_role("textbox")).to_have_value("Ljusdal")
