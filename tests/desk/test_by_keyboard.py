"""A coach's morning by keyboard alone: from the link that lets her in until she signs out, each stop is in sight."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from playwright.sync_api import Page, expect

from journey.domain.commands import Record
from journey.domain.events import participant as facts
from tests.browser.conftest import browser, device, served
from tests.browser.serving import Served
from tests.chat.talking import PROGRAMME
from tests.desk.hands import Keys
from tests.desk.test_first_sign_in import let_in, milliseconds
from tests.desk.test_passkeys import Phone, by_name, phone

__all__ = ["browser", "by_name", "device", "phone", "served"]


def siv(served: Served) -> UUID:
    """Somebody of Kim's who has a chat, and whose first employer contact is late."""
    office, on = served.service.office, served.service.office.today() - timedelta(days=40)
    told = [facts.Referred(source="psychiatry", name="Siv Sol"), facts.Enrolled(coach="kim")]
    commands = [
        Record(PROGRAMME, fact, on, served.clock(), "import", "test", reference="S-1", sender="import") for fact in told
    ]
    stream = office.execute(commands)[0].stream
    office.engine.chats.create(served.clock(), "webchat", "sv", programme=PROGRAMME, stream=stream)
    return stream


def chooses(keys: Keys, group: str, choice: str) -> None:
    """Into a group of radio buttons by Tab, to a choice by the arrows."""
    labels = keys.page.get_by_role("group", name=group).locator("label")
    chosen = labels.filter(has=keys.page.locator(":checked"))
    keys.to((chosen if chosen.count() else labels).first.inner_text().strip())
    arrows(keys, choice)


def arrows(keys: Keys, choice: str) -> None:
    """From the first button of a group on to a choice."""
    keys.page.keyboard.press("Space")
    while (keys.at or {})["name"] != choice:
        keys.page.keyboard.press("ArrowDown")


def has_focus(page: Page, selector: str) -> None:
    expect(page.locator(selector).first).to_be_focused()


def comes_in(keys: Keys, served: Served) -> None:
    """In by the link, with a passkey, to the first thing that needs her."""
    page = keys.page
    page.goto(let_in(served, "Kim Kron", "coach:kim"))
    keys.write("Vad du kallar den", "Mobilen")
    keys.press("Gör en passnyckel")
    page.wait_for_url("**/desk")
    keys.press("Arbetsgivarkontakt Siv Sol")
    page.wait_for_url("**/employer_contacted**")


def is_told_what_is_wrong(keys: Keys) -> None:
    """Sent too early: the focus is on what is wrong, which leads to the question."""
    page = keys.page
    keys.write("Arbetsgivare", "ICA Maxi")
    keys.press("Spara")
    has_focus(page, "#wrong")
    keys.tab()
    page.keyboard.press("Enter")
    assert (keys.tab() or {})["name"] == "besök"
    arrows(keys, "telefon")
    keys.press("Spara")
    page.wait_for_url("**sent=now**")
    has_focus(page, ".done")
    expect(page.locator(".done")).to_contain_text("Första arbetsgivarkontakten")


def puts_a_contact_right(keys: Keys, stream: UUID) -> None:
    """On to her people, past the menu by the first stop there is; a contact, which is put right at once."""
    page = keys.page
    keys.press("Till Idag")
    page.wait_for_url("**/desk")
    keys.press("Deltagare")
    page.wait_for_url("**/people")
    keys.press("Hoppa till innehållet")
    keys.press("Siv Sol")
    page.wait_for_url(f"**/p/{stream.hex}")
    keys.press("Kontakt")
    page.wait_for_url("**/contact_held")
    chooses(keys, "Hur", "telefon")
    keys.press("Spara")
    page.wait_for_url("**sent=now**")
    keys.press("Rätta")
    page.wait_for_url("**/strike")
    keys.press("Stryk och skriv rätt")
    has_focus(page, "#wrong")
    keys.press("”Varför” saknas")
    has_focus(page, "#f-reason")
    page.keyboard.type("Vi sågs.")
    keys.press("Stryk och skriv rätt")
    expect(page.locator("h1")).to_contain_text("Kontakt")
    chooses(keys, "Hur", "möte")
    keys.press("Spara")
    page.wait_for_url("**sent=now**")


def books_while_the_session_ends(keys: Keys, served: Served) -> None:
    """A meeting; meanwhile the session is about to end: Escape is an answer, and the focus is where it was."""
    page = keys.page
    keys.press("Boka möte")
    page.wait_for_url("**/appointment_booked**")
    page.clock.install(time=served.clock())
    page.reload()
    chooses(keys, "När", page.locator("[name=at-free] >> xpath=..").first.inner_text().strip())
    idle = served.service.entrance.door.sessions.lengths.idle
    page.clock.run_for(milliseconds(idle - timedelta(seconds=110)))
    has_focus(page, "#ending button")
    page.keyboard.press("Escape")
    has_focus(page, "[name=at-free]")
    page.clock.run_for(milliseconds(timedelta(seconds=20)))
    expect(page.locator("#ending")).to_be_hidden()
    page.clock.resume()
    keys.press("Spara")
    page.wait_for_url("**sent=now**")


def writes_and_leaves(keys: Keys, stream: UUID) -> None:
    """Found by name, written to, and out."""
    page = keys.page
    keys.press("Idag")
    page.wait_for_url("**/desk")
    keys.write("Sök efter namn", "siv")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search")
    has_focus(page, "main [role=status]")
    keys.press("Siv Sol")
    page.wait_for_url(f"**/p/{stream.hex}")
    keys.press("Meddelanden")
    page.wait_for_url("**/messages")
    keys.write("Meddelande", "Vi ses vid grinden.")
    keys.press("Skicka")
    page.wait_for_url("**sent=now**")
    has_focus(page, ".done")
    expect(page.locator(".talk")).to_contain_text("Vi ses vid grinden.")
    keys.press("Kim Kron")
    keys.press("Logga ut")
    expect(page.locator("h1")).to_have_text("Du är utloggad")


def test_a_whole_morning_without_a_pointer(served: Served, phone: Phone) -> None:
    stream = siv(served)
    page, _ = phone()
    keys = Keys(page)
    comes_in(keys, served)
    is_told_what_is_wrong(keys)
    puts_a_contact_right(keys, stream)
    books_while_the_session_ends(keys, served)
    writes_and_leaves(keys, stream)

    log = served.journey.engine.log.load(stream)
    kinds = [event.type for event in log if event.by == "coach:kim"]
    assert kinds[:5] == ["employer_contacted", "contact_held", "struck", "contact_held", "appointment_booked"]
    assert keys.stops > 100
