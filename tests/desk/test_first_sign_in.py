"""A new colleague's first sign-in, from the operator's word to Today and back again, on a telephone in a real browser."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from playwright.sync_api import Page, expect

from journey.domain.commands import Record
from journey.domain.events import Fact
from journey.domain.events import participant as facts
from journey.domain.events.team import CoachRegistered
from services import team
from tests.browser.conftest import browser, device, served
from tests.browser.looking import ALL, NARROW, found
from tests.browser.serving import Served
from tests.chat.talking import PROGRAMME
from tests.desk.test_every_page import NAME, SIZES, maja
from tests.desk.test_passkeys import Phone, address, by_name, link, link_of, phone

__all__ = ["browser", "by_name", "device", "maja", "phone", "served"]
ACCENT = "rgb(29, 91, 76)"
"""As `paper.css` has it: without that file every page is grey, and axe finds nothing wrong with it."""
WORDS = "det här får inte försvinna"


def let_in(served: Served, name: str, *posts: str) -> str:
    """What `journey staff add` does for one person; the link that it prints."""
    object.__setattr__(served.journey, "now", served.clock())
    reference = posts[0].partition(":")[2]
    for post in posts:
        team.add(served.journey, PROGRAMME, post, name, f"{reference}@example.org", served.url)
    served.record(None, CoachRegistered(coach=reference, fte=1.0))
    return link(served, reference)


def referred(served: Served, name: str, *told: Fact) -> UUID:
    """Somebody of Anna's."""
    now, office = served.clock(), served.service.office
    first = facts.Referred(source="psychiatry", name=name)
    record = Record(PROGRAMME, first, office.today(), now, "import", "test", reference=name, sender="import")
    stream = office.execute([record])[0].stream
    served.record(stream, facts.Enrolled(coach="anna"), *told)
    return stream


def milliseconds(length: timedelta) -> int:
    return length // timedelta(milliseconds=1)


def looks_right(page: Page) -> None:
    page.set_viewport_size(SIZES[0])
    assert page.evaluate(NARROW) == [False, []] and found(page, ALL) == []


def makes_a_passkey(page: Page, name: str) -> None:
    page.get_by_label("Vad du kallar den").fill(name)
    page.get_by_role("button", name="Gör en passnyckel").click()


def signs_in(page: Page) -> None:
    page.get_by_role("button", name="Logga in med passnyckel").click()


def works_as(page: Page, role: str) -> None:
    expect(page.locator("h1")).to_have_text("Välj roll")
    page.get_by_role("button", name=role).click()


def signs_out(page: Page) -> None:
    page.locator(".me summary").click()
    page.locator(".me").get_by_role("button", name="Logga ut").click()
    expect(page.locator("h1")).to_have_text("Du är utloggad")


def enters_beside(served: Served, page: Page, person: str) -> None:
    """They sign in by another tab of the same browser, with a key of their own."""
    door = served.service.entrance.door
    token = door.sessions.enter(person, "passkey", served.clock(), device="computer")
    page.context.add_cookies([{"name": door.name("journey-staff"), "value": token, "url": address(served, "")}])


def test_a_new_colleague_comes_in_for_the_first_time_and_every_day_from_then_on(served: Served, phone: Phone) -> None:
    let_in(served, "Nina Ny", "coach:nina", "supervisor:nina")
    page, _ = phone()

    # She opens the desk, and asks for her link.
    page.goto(address(served, "/desk"))
    looks_right(page)
    assert page.locator("button.first").evaluate("one => getComputedStyle(one).backgroundColor") == ACCENT
    page.get_by_role("link", name="Första gången här?").click()
    page.get_by_label("Din e-postadress på jobbet").fill("nina@example.org")
    page.get_by_role("button", name="Skicka länken").click()
    expect(page.locator("h1")).to_have_text("Titta i din e-post")

    # The mail leads to her first passkey, the passkey to her roles, and a role to Today.
    page.goto(link_of(served.mail, "nina@example.org"))
    expect(page.locator("main")).to_contain_text("Hej Nina Ny")
    looks_right(page)
    makes_a_passkey(page, "Mobilen")
    expect(page.locator("h1")).to_have_text("Välj roll")
    looks_right(page)
    works_as(page, "Samordnare")
    expect(page.locator("h1")).to_contain_text("Idag")
    expect(page.locator(".me")).to_contain_text("Samordnare")

    # One role at a time: she changes it, and signs out.
    page.goto(address(served, "/desk/sign-in/role"))
    works_as(page, "Arbetscoach")
    expect(page.locator(".me")).to_contain_text("coach")
    signs_out(page)
    page.goto(address(served, "/desk/people"))
    expect(page.locator("h1")).to_have_text("Logga in")

    # From now on the passkey is enough, and leads to where she wanted to go.
    signs_in(page)
    works_as(page, "Arbetscoach")
    page.wait_for_url("**/desk/people")


def test_who_goes_away_from_a_form_comes_back_to_it_with_the_words(served: Served, phone: Phone, maja: UUID) -> None:
    page, _ = phone()
    page.goto(let_in(served, "Olle Ost", "supervisor:olle"))
    makes_a_passkey(page, "Mobilen")
    page.wait_for_url("**/desk")
    page.clock.install(time=served.clock())
    page.goto(address(served, f"/desk/p/{maja.hex}/new/contact_held"))
    form, idle = page.url, served.service.entrance.door.sessions.lengths.idle

    # Two minutes before the end one press is enough, and the words stay where they are.
    page.get_by_label("Anteckning").fill(WORDS)
    page.clock.run_for(milliseconds(idle - timedelta(seconds=110)))
    stay = page.get_by_role("button", name="Stanna kvar")
    expect(stay).to_be_visible()
    looks_right(page)
    served.clock.forward(seconds=(idle - timedelta(seconds=100)).total_seconds())
    stay.click()
    expect(stay).to_be_hidden()
    expect(page.get_by_label("Anteckning")).to_have_value(WORDS)

    # Where nobody presses, the page goes, and nothing of anybody stays on the screen.
    served.clock.forward(seconds=idle.total_seconds() + 1)
    page.clock.run_for(milliseconds(idle + timedelta(seconds=10)))
    expect(page.locator("h1")).to_have_text("Logga in")
    assert NAME not in page.content() and WORDS not in page.content()

    # Signing in leads back to the same form; it is sent, and nothing was lost.
    signs_in(page)
    page.wait_for_url(form)
    expect(page.get_by_label("Anteckning")).to_have_value(WORDS)
    page.get_by_label("telefon").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.locator(".done")).to_contain_text("Sparat.")


def test_words_that_only_the_page_holds_stay_on_it_and_are_sent_once_somebody_signs_in_beside_it(
    served: Served, phone: Phone
) -> None:
    page, _ = phone()
    page.goto(let_in(served, "Rut Ros", "supervisor:rut"))
    makes_a_passkey(page, "Mobilen")
    page.wait_for_url("**/desk")
    page.clock.install(time=served.clock())
    page.goto(address(served, "/desk/people/new"))
    page.get_by_label("Anteckning").fill(WORDS)
    idle = served.service.entrance.door.sessions.lengths.idle
    served.clock.forward(seconds=idle.total_seconds() + 1)
    with page.expect_response("**/stay"):
        page.clock.run_for(milliseconds(idle + timedelta(seconds=10)))
    expect(page.get_by_label("Anteckning")).to_have_value(WORDS)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("h1")).to_have_text("Du är utloggad")
    looks_right(page)
    enters_beside(served, page, "rut")
    page.get_by_role("button", name="Skicka igen").click()
    expect(page.get_by_label("Anteckning")).to_have_value(WORDS)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("main")).to_contain_text("Anmälan är sparad")


def test_what_is_grave_asks_again_and_a_session_left_elsewhere_is_ended_from_here(served: Served, phone: Phone) -> None:
    hidden = referred(served, "Kim Dold", facts.IdentityChanged(identity="protected"))
    page, _ = phone()
    page.goto(let_in(served, "Pia Pil", "supervisor:pia"))
    makes_a_passkey(page, "Mobilen")
    page.wait_for_url("**/desk")

    # A quarter of an hour later somebody in hiding is opened to her once she has shown again that it is she.
    served.clock.forward(minutes=15)
    page.goto(address(served, f"/desk/p/{hidden.hex}/glass"))
    expect(page.locator("h1")).to_have_text("Logga in igen")
    looks_right(page)
    signs_in(page)
    page.wait_for_url("**/glass")
    expect(page.locator("textarea")).to_be_visible()

    # She has left another browser open: it is listed, and ended from here.
    elsewhere = page.context.browser.new_context(locale="sv-SE")  # type: ignore[union-attr]  # it has one
    left = elsewhere.new_page()
    enters_beside(served, left, "pia")
    left.goto(address(served, "/desk"))
    expect(left.locator("h1")).to_contain_text("Idag")
    page.goto(address(served, "/desk/sign-in/sessions"))
    looks_right(page)
    expect(page.locator("form.bubble")).to_have_count(2)
    page.locator("form.bubble button").click()
    expect(page.locator("form.bubble")).to_have_count(1)
    left.goto(address(served, "/desk"))
    expect(left.locator("h1")).to_have_text("Logga in")
    elsewhere.close()
