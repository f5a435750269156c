"""What a device keeps of a form goes when the form is sent, whatever the form, and never to another colleague."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Page, expect

import app.desk
from journey.domain.events import cooperation
from journey.domain.events.team import CoachRegistered
from tests.browser.conftest import browser, device, served
from tests.browser.serving import Served
from tests.desk.test_every_page import Seat, maja, seat
from tests.desk.test_without_a_network import back, comes_in, settled

__all__ = ["browser", "device", "maja", "seat", "served"]
UNSENT = "() => device.open('').then(() => device.unsent())"
"""What is kept of forms, once what a session before left is sealed anew."""

SLOW = """
const plain = crypto.subtle.decrypt.bind(crypto.subtle);
const loaded = new Promise((done) => addEventListener("load", done));
crypto.subtle.decrypt = async (...all) => { await loaded; return plain(...all); };
"""
"""A device that opens what it keeps only when the page stands there."""


def sends(page: Page, button: str, **answers: str) -> None:
    """Fill in the form that has this button, and press it."""
    form = page.locator("form.record").filter(has=page.get_by_role("button", name=button, exact=True))
    for name, value in answers.items():
        field = form.locator(f'[name="{name}"]').first
        if field.get_attribute("type") in ("radio", "checkbox"):
            form.locator(f'[name="{name}"][value="{value}"]').check()
        else:
            field.fill(value)
    form.get_by_role("button", name=button, exact=True).click()


def leaves_nothing(page: Page, form: str) -> None:
    """The form was sent, and nothing of it is on the device."""
    expect(page.locator("body[data-sent], .done").first, form).to_be_visible()
    page.wait_for_load_state()
    assert page.evaluate(UNSENT) == [], form
    expect(page.locator("#left")).to_be_hidden()


def test_a_form_that_is_sent_leaves_nothing_on_the_device(served: Served, seat: Seat, maja: UUID) -> None:
    page, person = seat("supervisor:eva"), f"/desk/p/{maja.hex}"
    soon = (served.service.office.today() + timedelta(days=3)).isoformat()
    walked = {
        "messages.html": (f"{person}/messages", "Skicka", {"words": "Hej"}),
        "several.html": ("/desk/messages/several", "Skicka till dem jag har valt", {"to": maja.hex, "words": "Hej"}),
        "notes.html": (f"{person}/notes", "Påminn mig", {"words": "kartan", "due": soon}),
        "together.html": (
            "/desk/new/activity_attended/several?coach=anna",
            "Spara",
            {"who": maja.hex, "activity": "study_visit"},
        ),
        "newcomer.html": ("/desk/people/new", "Spara", {"name": "Siv Sol", "then": "waiting"}),
        "form.html": (f"{person}/new/contact_held", "Spara", {"mode": "phone"}),
    }
    for name, (path, button, answers) in walked.items():
        page.goto(served.url + path)
        sends(page, button, **answers)
        leaves_nothing(page, name)

    # What follows on another: a form of the programme, a question and its answer, an entry recorded rightly, and struck.
    page.goto(f"{served.url}/desk/team/new/meeting_held")
    sends(page, "Spara", kind="team")
    leaves_nothing(page, "of the programme")
    page.goto(f"{served.url}{person}/notes")
    sends(page, "Fråga", whom="coach:anna", question="Ringde du?")
    leaves_nothing(page, "a question")
    sends(page, "Svara", answer="Det gjorde jag.")
    expect(page.locator(".asked")).to_contain_text("Det gjorde jag.")
    leaves_nothing(page, "an answer")
    page.goto(f"{served.url}{person}/new/contact_held")
    sends(page, "Spara", mode="phone")
    page.get_by_role("link", name="Rätta").click()
    sends(page, "Stryk och skriv rätt", reason="fel sätt")
    page.wait_for_url("**rightly**")
    sends(page, "Spara")
    leaves_nothing(page, "strike.html, and rightly")
    page.get_by_role("link", name="Rätta").click()
    sends(page, "Bara stryk", reason="fel person")
    leaves_nothing(page, "strike.html")

    served.record(None, CoachRegistered(coach="bo", fte=1.0))
    page.goto(f"{served.url}/desk/people/handover/anna")
    sends(page, "Visa vad som händer", person=maja.hex, to="bo")
    page.get_by_role("button", name="Lämna över").click()
    leaves_nothing(page, "handing_over.html")
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator(".done")).to_contain_text("Anna Ahl")
    kept = {one.name for one in Path(app.desk.__file__).parent.rglob("*.html") if "data-draft" in one.read_text()}
    assert kept == {*walked, "strike.html", "handing_over.html"}, "each form that a device keeps is sent here"


def test_a_form_with_a_question_called_action_is_sent_once_the_network_is_back(
    served: Served, seat: Seat, maja: UUID
) -> None:
    served.record(maja, cooperation.ActionAgreed(action="a-1", at="participant_meeting"))
    page = seat()
    page.goto(f"{served.url}/desk")
    settled(page)
    page.goto(f"{served.url}/desk/p/{maja.hex}/new/action_done")
    page.get_by_label("Anteckning").fill("klart")
    page.context.set_offline(True)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("#unsent")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Skicka").click()
    leaves_nothing(page, "action_done")


def test_what_stands_in_a_tab_that_a_colleague_left_comes_to_nobody_else(
    served: Served, seat: Seat, maja: UUID
) -> None:
    page = seat()
    left = page.context.new_page()
    left.goto(f"{served.url}/desk/p/{maja.hex}/d/{'l' * 16}/contact_held")
    settled(left)
    left.get_by_label("Anteckning").fill("bara Annas ord")
    page.context.clear_cookies()
    comes_in(page, served, "supervisor:eva")
    page.goto(f"{served.url}/desk")
    left.get_by_role("button", name="Spara", exact=True).click()
    expect(left.get_by_role("alert").first).to_be_visible()
    left.wait_for_load_state()
    assert left.evaluate(UNSENT) == []

    # Nor where there was no network to be answered by.
    page.context.clear_cookies()
    comes_in(page, served, "coach:anna")
    left.goto(f"{served.url}/desk/p/{maja.hex}/d/{'m' * 16}/contact_held")
    left.get_by_label("Anteckning").fill("bara Annas ord")
    page.context.clear_cookies()
    comes_in(page, served, "supervisor:eva")
    page.goto(f"{served.url}/desk")
    page.context.set_offline(True)
    left.get_by_role("button", name="Spara", exact=True).click()
    expect(left.locator("#nothing")).to_be_visible()
    back(left, served, "/desk")
    left.wait_for_load_state()
    assert left.evaluate(UNSENT) == []


def test_what_is_sent_again_by_another_session_does_not_come_back(served: Served, seat: Seat, maja: UUID) -> None:
    page = seat()
    page.goto(f"{served.url}/desk/p/{maja.hex}/messages")
    page.get_by_label("Meddelande", exact=True).fill("ord")
    page.context.clear_cookies()
    page.get_by_role("button", name="Skicka", exact=True).click()
    expect(page.locator("h1")).to_have_text("Du är utloggad")
    comes_in(page, served, "coach:anna")
    page.add_init_script(SLOW)
    page.get_by_role("button", name="Skicka igen").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.wait_for_load_state()
    assert page.evaluate(UNSENT) == []


def test_the_page_without_a_network_says_so_again_when_it_goes_and_asks_only_while_it_is_seen(
    served: Served, seat: Seat
) -> None:
    page, asked = seat(), []
    page.goto(f"{served.url}/desk")
    settled(page)
    page.clock.install()
    page.goto(f"{served.url}/desk/offline")
    expect(page.locator("h1")).to_have_text("Nätet är tillbaka")
    page.context.set_offline(True)
    page.clock.run_for(3000)
    expect(page.locator("h1")).to_have_text("Inget nät just nu")
    assert page.title() == "Inget nät just nu"
    page.context.set_offline(False)
    page.clock.run_for(3000)
    expect(page.locator("h1")).to_have_text("Nätet är tillbaka")
    page.evaluate("() => Object.defineProperty(document, 'hidden', { value: true })")
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(9000)
    assert asked == []
