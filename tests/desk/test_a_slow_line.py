"""A slow line: each button is pressed twice, its form is opened again, and nothing is lost or done twice."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

from playwright.sync_api import Page, expect

from journey.domain import calendar
from journey.domain.commands import Record
from journey.domain.events import participant as facts
from tests.browser.conftest import browser, device, served
from tests.browser.serving import Served
from tests.chat.talking import PROGRAMME
from tests.desk.room import PNG
from tests.desk.test_every_page import Seat, maja, seat
from tests.desk.test_first_sign_in import let_in

__all__ = ["browser", "device", "maja", "seat", "served"]
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 50_000, "uploadThroughput": 20_000}


def count(served: Served, stream: UUID, kind: str) -> int:
    return [event.type for event in served.journey.engine.log.load(stream)].count(kind)


def enrolled(served: Served, name: str) -> UUID:
    """Another of Anna's."""
    told = [facts.Referred(source="psychiatry", name=name), facts.Enrolled(coach="anna")]
    office, now = served.service.office, served.clock()
    commands = [
        Record(PROGRAMME, fact, now.date(), now, "import", "test", reference=name, sender="import") for fact in told
    ]
    return office.execute(commands)[0].stream


def twice(page: Page, name: str) -> None:
    """Press, and press again when what was sent is under way and nothing has come back."""
    page.get_by_role("button", name=re.compile(rf"^{name}(?! till)")).first.evaluate(
        "one => { one.click(); setTimeout(() => one.click(), 80); }"
    )


def a_message_of_another_day(served: Served, page: Page, stream: UUID) -> None:
    """A message of another day."""
    page.goto(f"{served.url}/desk/p/{stream.hex}/messages")
    page.get_by_label("Meddelande", exact=True).fill("Lycka till!")
    page.locator("[name=when][value=later]").check()
    page.locator("[name=at-day]").fill((served.clock() + timedelta(days=2)).date().isoformat())
    page.locator("[name=at-time]").fill("10:00")
    twice(page, "Skicka")
    page.wait_for_url("**sent=later**")
    expect(page.locator(".note", has_text="Lycka till!")).to_have_count(1)
    twice(page, "Skicka inte")
    page.wait_for_url("**sent=cancelled")
    expect(page.locator(".done")).to_contain_text("Det skickas inte.")


def a_reminder(served: Served, page: Page, stream: UUID) -> None:
    """A reminder of her own: it says that it is kept, and once."""
    day = served.clock() + timedelta(days=30)
    page.goto(f"{served.url}/desk/p/{stream.hex}/notes")
    page.get_by_label("Vad du vill komma ihåg").fill("ring om kartan")
    page.get_by_label("När", exact=True).fill(day.date().isoformat())
    twice(page, "Påminn mig")
    page.wait_for_url("**sent=now**")
    expect(page.locator(".done")).to_contain_text("Sparat.")
    assert count(served, stream, "reminder_set") == 1


def a_meeting_over_another(served: Served, page: Page, stream: UUID) -> None:
    """A meeting over another one: told once, booked once, and going back says so."""
    day = served.clock() + timedelta(days=30)
    page.goto(f"{served.url}/desk/p/{stream.hex}/new/appointment_booked")
    page.locator("[name=at-day]").fill(day.date().isoformat())
    page.locator("[name=at-time]").fill(calendar.local_time(day).strftime("%H:%M"))
    booked, form = count(served, stream, "appointment_booked"), page.url
    twice(page, "Spara")
    expect(page.get_by_role("alert")).to_be_focused()
    assert count(served, stream, "appointment_booked") == booked
    twice(page, "Boka ändå")
    page.wait_for_url("**sent=now**")
    page.goto(form)
    expect(page.locator(".done")).to_contain_text("Det är redan sparat.")
    assert count(served, stream, "appointment_booked") == booked + 1


def a_document(served: Served, page: Page, stream: UUID) -> None:
    """A document, put in and taken away."""
    page.goto(f"{served.url}/desk/p/{stream.hex}/documents")
    page.get_by_label("Fil", exact=True).set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": PNG})
    page.locator("[name=kind]").first.check()
    kept = count(served, stream, "document_kept")
    twice(page, "Spara")
    page.wait_for_url("**done=kept")
    assert count(served, stream, "document_kept") == kept + 1
    page.get_by_role("link", name="Ta bort a.png").click()
    page.wait_for_url("**/remove")
    page.get_by_label("Varför tas det bort?").fill("fel fil")
    twice(page, "Ta bort")
    page.wait_for_url("**done=removed")
    expect(page.locator(".done")).to_be_focused()


def the_list_as_a_sheet(served: Served, page: Page) -> None:
    """The list as a sheet: asked for, and fetched; a second press does not eat what the first one fetches."""
    page.goto(f"{served.url}/desk/people")
    twice(page, "Hämta som kalkylblad")
    page.wait_for_url("**/sheets/**")
    while page.get_by_role("button", name="Hämta", exact=True).count() == 0:
        page.get_by_role("link", name="Titta om det är klart").click()
    with page.expect_download() as fetched:
        twice(page, "Hämta")
    assert fetched.value.failure() is None and fetched.value.suggested_filename.endswith(".xlsx")
    expect(page.locator("h1")).to_have_text("Deltagare som kalkylblad")
    expect(page.get_by_role("button", name="Hämta", exact=True)).to_be_visible()


def many_handed_over(served: Served, page: Page, stream: UUID) -> None:
    """Many handed over at once; then one of them leaves."""
    page.goto(f"{served.url}/desk/people/handover/anna")
    page.locator("[name=to][value=bo]").check()
    twice(page, "Visa vad som händer")
    expect(page.locator("section.notice")).to_contain_text("2 deltagare får Bo Berg")
    twice(page, "Lämna över")
    expect(page.locator("h1")).to_contain_text("Anna")
    expect(page.locator(".done")).to_contain_text("2 deltagare har nu Bo Berg som coach.")
    assert count(served, stream, "coach_assigned") == 1
    page.goto(f"{served.url}/desk/p/{stream.hex}/closing")
    page.get_by_role("link", name="Avslut", exact=True).click()
    page.wait_for_url("**/discharged")
    page.locator("[name=reason]").select_option("work")
    twice(page, "Spara")
    page.wait_for_url("**sent=now**")
    assert count(served, stream, "discharged") == 1


def test_whatever_is_pressed_twice_is_done_once(served: Served, seat: Seat, maja: UUID) -> None:
    let_in(served, "Bo Berg", "coach:bo")
    ali = enrolled(served, "Ali Ek")
    served.record(maja, facts.ConsentGiven(party="chat_reminders"))
    page = seat("supervisor:eva", service_workers="block", accept_downloads=True)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    weighs: list[str] = []
    page.on(
        "response",
        lambda one: weighs.append(one.url) if one.status == 200 and one.url.endswith((".css", ".js")) else None,
    )
    a_message_of_another_day(served, page, maja)
    a_reminder(served, page, maja)
    a_meeting_over_another(served, page, maja)
    a_document(served, page, maja)
    the_list_as_a_sheet(served, page)
    many_handed_over(served, page, ali)
    assert len(weighs) < 12, f"looks and scripts do not come down the line with each page: {weighs}"
