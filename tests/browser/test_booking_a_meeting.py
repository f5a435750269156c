"""A coach books a meeting on a phone, and the person reads in their own chat where, when and whom they meet."""

from playwright.sync_api import expect

from bots.outbox.courier import Courier
from journey.domain.events import participant as facts
from tests.browser.conftest import NewPage
from tests.browser.serving import Served
from tests.browser.walking import DESK, SV, press, write


def test_a_meeting_is_booked_in_a_few_taps_and_stands_in_the_person_s_chat(served: Served, visit: NewPage) -> None:
    chat = served.referred(SV)
    served.record(served.row(chat).stream, facts.Enrolled(coach="anna"))
    coach = visit(served.staff_chat())
    for label in ("Mina deltagare", "Alva Lind", "Boka möte"):
        press(coach, label)
    times = coach.locator("#messages > .message").last.get_by_role("button")
    expect(times).to_have_count(7)  # six different ones, and a way out
    assert len(set(times.all_inner_texts())) == 7
    write(coach, "på torsdag kl. 14")
    expect(coach.get_by_text("Möte torsdag 3 december klockan 14:00. Ska det bokas?")).to_be_visible()
    press(coach, "Var")
    write(coach, "Biblioteket, plan 2")
    press(coach, "Boka")
    expect(coach.get_by_text("Det kommer ett besked i personens chatt.")).to_be_visible()
    office, texts = served.service.office, served.service.ports.texts
    assert Courier(office, texts, []).deliver() == 1
    person = visit(chat, viewport=DESK)
    expect(person.get_by_text("Du har fått en tid för ett möte: torsdag 3 december klockan 14:00.")).to_be_visible()
    expect(person.get_by_text("Plats: Biblioteket, plan 2.")).to_be_visible()
    expect(person.get_by_text("Du träffar Anna Ahl.")).to_be_visible()
