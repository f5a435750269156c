"""Somebody in danger writes in an open referral, a colleague takes it and answers, and both are heard."""

from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.serving import Served
from tests.browser.walking import DESK, SEEN, SV, TOUCH, begin, press, step, told, walk, write


def test_words_of_danger_reach_a_human_and_the_answer_reaches_the_person(served: Served, visit: NewPage) -> None:
    eva = visit(served.staff_chat("supervisor:eva"), viewport=DESK)
    page = begin(visit, **TOUCH)
    chat = served.inside(page)
    walk(page, SV, until="gender")
    write(page, "Jag orkar inte leva längre")
    told(page, "Vill du fortsätta?")
    page.wait_for_function(SEEN)
    expect(eva.get_by_role("button", name="Jag tar det nu")).to_be_visible()
    press(eva, "Jag tar det nu")
    told(eva, "Jag orkar inte leva längre")
    expect(eva.locator('a[href="tel:+46701234567"]').last).to_be_visible()
    told(page, "Eva Ek har läst att du behöver någon")
    press(eva, "Svara")
    write(eva, "Hej, jag heter Eva. Vill du att jag ringer?")
    told(page, "Du skriver till Eva Ek")
    answers = served.row(chat).data["answers"]
    write(page, "Ja, ring mig nu")
    told(page, "Skickat till Eva Ek")
    page.wait_for_function(SEEN)
    told(eva, "Ja, ring mig nu")
    assert served.row(chat).data["answers"] == answers
    press(page, "Tillbaka till frågorna")
    told(page, "Är du kvinna eller man?")
    expect(page.locator("#messages > .message").last).to_contain_text("Är du kvinna eller man?")
    assert step(page) == "gender"


def test_a_tap_on_the_button_at_a_question_gets_a_named_human(served: Served, visit: NewPage) -> None:
    page = begin(visit, **TOUCH)
    press(page, "Prata med en människa")
    told(page, "Jag har sagt till Eva Ek")
    page.wait_for_function(SEEN)
