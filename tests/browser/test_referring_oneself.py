"""A newcomer refers themselves, and a coach sees it arrive, takes it and logs the contact: live, on phone and office."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.looking import ALL, NARROW
from tests.browser.looking import found as found_by_axe
from tests.browser.serving import Served
from tests.browser.walking import DESK, SEEN, SV, TOUCH, answer, begin, newest, numbers, press, told, walk, write

EASY = {**SV, "welcome": "Fortsätt", "reach": "Båda", "gender": "Hoppa över", "words": "-"}
EN = {
    **SV,
    "welcome": "Continue",
    "conditions": "Continue",
    "age": "18 or older",
    "requires": "Yes",
    "work_wish": "Yes",
    "protected": "No",
    "reach": "Both",
    "gender": "Skip",
    "education": "Skip",
    "reminders": "Yes, please",
}


@pytest.mark.parametrize(
    ("language", "answers", "send", "receipt"),
    [
        ("Svenska", SV, "Skicka min anmälan", "tisdag 8 december"),
        pytest.param("Lätt svenska", EASY, "Skicka min anmälan", "tisdag 8 december", marks=pytest.mark.slow),
        pytest.param("English", EN, "Send my referral", "Tuesday 8 December", marks=pytest.mark.slow),
    ],
)
def test_a_newcomer_on_a_phone_sends_a_referral(
    served: Served, visit: NewPage, language: str, answers: dict[str, str], send: str, receipt: str
) -> None:
    page = begin(visit, language, **TOUCH)
    chat = served.inside(page)
    walk(page, answers)
    press(page, send)
    told(page, receipt)
    told(page, "Eva Ek, 0650-190 00")
    assert served.types(chat).count("referred") == 1
    assert numbers(page) == sorted(set(numbers(page)))


@pytest.mark.parametrize("kind", [TOUCH, {"viewport": DESK}], ids=["phone", "desk"])
def test_the_coach_sees_it_arrive_takes_it_and_logs_the_contact_in_fewer_than_eight_taps(
    served: Served, visit: NewPage, kind: dict
) -> None:
    coach = visit(served.staff_chat(), **kind)
    coach.evaluate("window.sameVisit = true")
    before = coach.locator(".message.card").count()
    chat = served.referred(SV, name="Signe Storm")
    expect(coach.locator(".message.card")).to_have_count(before + 1)
    taps = 0
    for label, then in [
        ("Jag tar den här", "Nu är det din deltagare"),
        ("Logga kontakt", "Hur hade ni kontakt?"),
        ("Telefon", "Spara?"),
        ("Spara", "Egenanmälan ska få svar: klart"),
    ]:
        answers = coach.locator(
            "#messages > .message", has_text=then
        )  # another referral may have been taken here before
        so_far = answers.count()
        press(coach, label)
        taps += 1
        expect(answers).to_have_count(so_far + 1)
        expect(answers.last).to_be_visible()
        coach.wait_for_function(SEEN)
    assert taps < 8
    told(coach, "Signe Storm")
    assert coach.evaluate("window.sameVisit")
    assert "contact_held" in served.types(chat)


def test_the_coach_who_reads_further_up_is_not_moved_and_told_in_the_title(served: Served, visit: NewPage) -> None:
    coach = visit(served.staff_chat(), viewport=DESK)
    coach.evaluate("document.getElementById('messages').style.paddingTop = '150vh'; scrollTo(0, 0)")
    served.referred(SV)
    coach.wait_for_function("() => document.title.startsWith('(1) ')")
    assert coach.evaluate("scrollY") == 0
    coach.evaluate("scrollTo(0, document.body.scrollHeight)")
    coach.wait_for_function("() => !document.title.startsWith('(')")


def test_the_answer_to_the_latest_press_is_in_sight_also_where_two_answers_arrive_together(
    served: Served, visit: NewPage
) -> None:
    page = begin(visit, **TOUCH)
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))  # nothing settles until time goes on
    answer(page, SV["welcome"])
    answer(page, SV["conditions"])
    page.clock.resume()
    page.wait_for_function(SEEN)


def test_no_keyboard_comes_up_on_a_phone_when_a_button_is_pressed(served: Served, visit: NewPage) -> None:
    page = begin(visit, "Svenska", **TOUCH)
    walk(page, SV, "reach")
    expect(page.get_by_role("textbox")).not_to_be_focused()


def test_crisis_is_answered_on_the_screen_at_once_and_the_help_stays_in_reach(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "gender", SV), **TOUCH)
    write(page, "jag vill inte leva längre")
    crisis = page.locator(".message.crisis")
    expect(crisis.get_by_role("link", name="112").first).to_have_attribute("href", "tel:112")
    expect(crisis.get_by_role("link", name="90101")).to_be_visible()
    expect(newest(page).get_by_role("button", name="Fortsätt med frågorna")).to_be_visible()
    page.wait_for_function(SEEN)
    page.get_by_role("link", name="Hjälp nu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hjälp nu")
    expect(page.get_by_role("link", name="112").first).to_be_visible()
    page.go_back()
    told(page, "Är det fara för någons liv")


def test_my_data_can_be_downloaded_and_read(served: Served, visit: NewPage, tmp_path, device) -> None:
    page = visit(served.referred(SV, name="Alva Lind"), viewport=DESK)
    press(page, "Mina uppgifter")
    press(page, "Ladda ner allt om mig")
    with page.expect_download() as found:
        page.get_by_role("link", name="mina-uppgifter.html").click()
    path = tmp_path / "mina-uppgifter.html"
    found.value.save_as(path)
    copy = device(java_script_enabled=False).new_page()
    copy.goto(path.as_uri())
    expect(copy.get_by_role("heading", level=1)).to_have_text("Allt som finns om dig")
    expect(copy.locator("body")).to_contain_text("Alva Lind")
    expect(copy.locator("body")).to_contain_text("Anmälan")
    for width in (320, 375, 1200):
        copy.set_viewport_size({"width": width, "height": 720})
        assert copy.evaluate(NARROW) == [False, []]
    looked_at = device().new_page()
    looked_at.goto(path.as_uri())
    assert found_by_axe(looked_at, ALL) == []
