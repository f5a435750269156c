"""A supervisor breaks the glass in a browser: an hour later the page that is still open shows nothing any more."""

from playwright.sync_api import expect

from journey.domain.events import participant as facts
from tests.browser.conftest import NewPage
from tests.browser.serving import Served
from tests.browser.walking import DESK, SV, press, write

REASON = "Hot mot personen, polisen ringde 09:40"


def test_a_broken_glass_is_told_to_all_and_the_open_page_loses_what_it_showed(served: Served, visit: NewPage) -> None:
    chat = served.referred(SV)
    stream = served.row(chat).stream
    coach = served.staff_chat()
    for fact in (facts.Enrolled(coach="anna"), facts.IdentityChanged(identity="protected")):
        served.record(stream, fact)
    eva = visit(served.staff_chat("supervisor:eva"), viewport=DESK)
    press(eva, "Mina deltagare")
    press(eva, "En person med skyddade uppgifter")
    press(eva, "Visa skyddade uppgifter")
    write(eva, REASON)
    expect(eva.get_by_text("Du ser uppgifterna i en timme från nu.")).to_be_visible()
    press(eva, "Mina deltagare")
    press(eva, "Alva Lind")
    expect(eva.get_by_text("070-123 45 67").last).to_be_visible()
    assert any(REASON in text for text in served.texts(coach))
    assert any("Eva Ek har öppnat dina skyddade uppgifter" in text for text in served.texts(chat))
    said = eva.locator("#messages > .message.person")
    for minutes in (20, 20, 19):
        served.clock.forward(minutes=minutes)
        before = said.count()
        write(eva, "meny")  # she goes on working
        expect(said).to_have_count(before + 1)
    expect(eva.get_by_text("070-123 45 67").first).to_be_visible()
    served.clock.forward(minutes=2)
    expect(eva.get_by_text("Alva Lind")).to_have_count(0)
    expect(eva.get_by_text("070-123 45 67")).to_have_count(0)
    expect(eva.get_by_text(REASON)).to_have_count(0)
