"""A colleague makes a passkey behind a link, signs in with it from then on, and nobody else does; a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from app.signin.invitations import MINE, invite
from services import team
from tests.browser.conftest import NewContext, browser, device, served
from tests.browser.looking import ALL, NARROW, found
from tests.browser.serving import Served
from tests.chat.talking import PROGRAMME, Post, settled

__all__ = ["browser", "device", "served"]
Phone = Callable[..., tuple[Page, CDPSession]]


@pytest.fixture
def phone(device: NewContext) -> Phone:
    """A browser whose device knows its owner's finger; `owner=False`: it does not."""

    def new(*, owner: bool = True) -> tuple[Page, CDPSession]:
        page = device().new_page()
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
        options |= {"isUserVerified": owner, "automaticPresenceSimulation": True}
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return page, devtools

    return new


def address(served: Served, path: str) -> str:
    """Passkeys are bound to a name, and this machine's number is none."""
    return served.url.replace("127.0.0.1", "localhost") + path


@pytest.fixture(autouse=True)
def by_name(served: Served) -> Any:
    before = served.service.office.public_url
    served.service.office.public_url = before.replace("127.0.0.1", "localhost")
    yield
    served.service.office.public_url = before


def link(served: Served, person: str = "anna") -> str:
    engine = served.journey.engine
    return invite(engine.staff_tickets, person, served.clock(), served.service.office.public_url)


def link_of(mail: Post, to: str) -> str:
    """The link that somebody was mailed."""
    settled()
    [text] = [text for address, _, text in mail.sent if address == to]
    return re.findall(r"http://\S+/desk\S+", text)[0]


def enrol(served: Served, page: Page) -> None:
    page.goto(link(served))
    page.get_by_label("Vad du kallar den").fill("Mobilen")
    page.get_by_role("button", name="Gör en passnyckel").click()
    page.wait_for_url("**/desk")


def test_a_first_passkey_lets_in_at_once_and_from_then_on(served: Served, phone: Phone) -> None:
    page, _ = phone()
    page.goto(link(served))
    assert found(page, ALL) == []
    enrol(served, page)
    expect(page.locator("h1")).to_contain_text("Idag")
    page.goto(address(served, MINE))
    expect(page.locator("main")).to_contain_text("Mobilen")
    page.context.clear_cookies()
    page.goto(address(served, "/desk"))
    page.get_by_role("button", name="Logga in med passnyckel").click()
    page.wait_for_url("**/desk")
    expect(page.locator("h1")).to_contain_text("Idag")


def test_a_new_colleague_asks_for_their_link_by_mail_and_it_makes_the_first_passkey_alone(
    served: Served, phone: Phone
) -> None:
    team.add(served.journey, PROGRAMME, "coach:nina", "Nina Ny", "nina@example.org", served.url)
    handed_over = link(served, "nina")
    page, _ = phone()
    page.goto(address(served, "/desk"))
    page.get_by_role("link", name="Första gången här?").click()
    assert found(page, ALL) == [] and page.evaluate(NARROW) == [False, []]
    page.get_by_label("Din e-postadress på jobbet").fill("nina@example.org")
    page.get_by_role("button", name="Skicka länken").click()
    expect(page.locator("h1")).to_have_text("Titta i din e-post")
    assert found(page, ALL) == [] and page.evaluate(NARROW) == [False, []]
    mailed = link_of(served.mail, "nina@example.org")
    page.goto(mailed)
    page.get_by_role("button", name="Gör en passnyckel").click()
    page.wait_for_url("**/desk")
    expect(page.locator("h1")).to_contain_text("Idag")
    for used in (mailed, handed_over):
        answer = page.goto(used)
        assert answer is not None and answer.status == 404, "with a passkey no link is left that makes another"


def test_a_link_makes_one_passkey_and_no_more(served: Served, phone: Phone) -> None:
    page, _ = phone()
    opened = link(served)
    page.goto(opened)
    page.get_by_role("button", name="Gör en passnyckel").click()
    page.wait_for_url("**/desk")
    other, _ = phone()
    answer = other.goto(opened)
    assert answer is not None and answer.status == 404
    expect(other.locator("main")).to_contain_text("Länken är använd eller för gammal.")


def test_who_does_not_show_that_they_hold_the_device_is_not_let_in(served: Served, phone: Phone) -> None:
    page, _ = phone(owner=False)
    page.goto(link(served))
    page.get_by_role("button", name="Gör en passnyckel").click()
    expect(page.locator("#trouble")).to_be_visible()
    page.goto(address(served, "/desk"))
    expect(page.locator("h1")).to_have_text("Logga in")


def test_a_passkey_of_somebody_who_was_put_out_opens_nothing(served: Served, phone: Phone) -> None:
    page, _ = phone()
    enrol(served, page)
    page.context.clear_cookies()
    object.__setattr__(served.journey, "now", served.clock())
    team.disable(served.journey, "coach:anna")
    try:
        page.goto(address(served, "/desk"))
        page.get_by_role("button", name="Logga in med passnyckel").click()
        expect(page.locator("#trouble")).to_be_visible()
        page.goto(address(served, "/desk"))
        expect(page.locator("h1")).to_have_text("Logga in")
    finally:
        team.add(served.journey, "hudiksvall", "coach:anna", "Anna Ahl", "anna@example.org", served.url)


def test_what_was_signed_is_worth_nothing_a_second_time_or_in_another_browser(served: Served, phone: Phone) -> None:
    page, _ = phone()
    enrol(served, page)
    page.context.clear_cookies()
    page.goto(address(served, "/desk/sign-in"))
    sent: list[Any] = []
    page.on("request", lambda one: sent.append(one) if one.url.endswith("/sign-in/passkey") else None)
    page.get_by_role("button", name="Logga in med passnyckel").click()
    page.wait_for_url("**/desk")
    [one] = sent
    headers = {"Content-Type": "application/json"}
    again = page.request.post(one.url, data=one.post_data, headers=headers)
    assert again.status == 400
    stranger, _ = phone()
    stranger.goto(address(served, "/desk/sign-in"))
    assert stranger.request.post(one.url, data=one.post_data, headers=headers).status == 400
    assert stranger.goto(address(served, "/desk")) and "sign-in" in stranger.url


def test_a_passkey_is_taken_away_but_never_the_last_one(served: Served, phone: Phone) -> None:
    page, _ = phone()
    kept = served.service.entrance.ways[-1].kept  # type: ignore[attr-defined]  # the way by passkey is the last
    kept.remove("anna")
    enrol(served, page)
    page.goto(address(served, MINE))
    expect(page.get_by_role("button", name="Ta bort")).to_have_count(0)
    second, _ = phone()
    second.goto(link(served))
    second.get_by_role("button", name="Gör en passnyckel").click()
    second.wait_for_url("**/desk")
    page.goto(address(served, MINE))
    page.get_by_role("button", name="Ta bort").first.click()
    expect(page.get_by_role("button", name="Ta bort")).to_have_count(0)
    assert len(kept.of("anna")) == 1
