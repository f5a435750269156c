"""A new colleague asks for a link to their first passkey: it is mailed to them alone, and nobody learns who works here."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from app.signin.first_passkey import ASK
from app.signin.invitations import invite
from app.signin.passkeys import Passkeys
from app.wiring.signin import passkey_anew
from bots.outbox.mail import NoMail
from journey.domain.errors import NotAllowed, WrongInput
from services.permissions import Actor, Role
from tests.chat.talking import PROGRAMME, settled
from tests.signin.office import Colleague, Desk

SIGN_IN = "/desk/sign-in"


@pytest.fixture
def team(desk: Desk) -> Desk:
    """Anna has a passkey; Bo is new, and is coach and supervisor; Cilla has left again."""
    desk.let_in("coach:anna", name="Anna Ahl", email="anna@example.org")
    desk.let_in("coach:bo", "supervisor:bo", name="Bo Berg", email="Bo.Berg@example.org")
    desk.let_in("coach:cilla", email="cilla@example.org")
    desk.put_out("coach:cilla")
    way(desk).kept.keep("anna", b"anna's", b"key", 0, "Mobilen", desk.town.clock())
    return desk


def way(desk: Desk) -> Passkeys:
    return next(one for one in desk.entrance.ways if isinstance(one, Passkeys))


def asks(port: int, address: str) -> Colleague:
    browser = Colleague(port)
    browser.open(ASK)
    browser.post(ASK, address=address)
    return browser


def links(desk: Desk) -> list[str]:
    """The links that were mailed, without the host."""
    return [re.findall(r"https://[^/]+(/desk\S+)", text)[0] for _, _, text in desk.town.mail.sent]


def test_whoever_may_enter_and_has_no_passkey_yet_is_mailed_a_link(team: Desk) -> None:
    with team.open() as port:
        assert f'href="{ASK}"' in Colleague(port).open(SIGN_IN).body
        asks(port, " bo.berg@EXAMPLE.org")
        [(to, subject, text)] = team.town.mail.sent
        assert (to, subject) == ("Bo.Berg@example.org", "Din första inloggning"), "to the address as the log has it"
        assert "Hej Bo Berg" in text and "inom 60 minuter" in text
        assert "Hej Bo Berg" in Colleague(port).open(links(team)[0]).words
    assert ("sign-in:bo", ("was mailed a link to a first passkey",), False) in team.readings("sign-in:bo")


def test_whoever_was_asked_for_the_page_says_the_same_and_nobody_else_is_mailed(team: Desk) -> None:
    with team.open() as port:
        pages = [
            asks(port, address).page
            for address in ("bo.berg@example.org", "anna@example.org", "cilla@example.org", "x@example.org", "", "?")
        ]
    assert len({(page.status, page.body) for page in pages}) == 1
    assert "Titta i din e-post" in pages[0].words and pages[0].status == 200
    assert [to for to, _, _ in team.town.mail.sent] == ["Bo.Berg@example.org"]
    why = [row[1][0] for row in team.readings("sign-in:unknown")]
    assert len(why) == 4 and all("an address of nobody's" in one and "@" not in one for one in why)


def test_the_answer_waits_for_no_mail_and_a_mail_that_fails_changes_nothing(team: Desk) -> None:
    team.town.mail.refuses = "unreachable"
    with team.open() as port:
        assert "Titta i din e-post" in asks(port, "bo.berg@example.org").page.words
        settled()
        assert not team.readings("sign-in:bo"), "nor does the log say that a letter went"
        team.town.mail.refuses = None
        asks(port, "bo.berg@example.org")
        assert len(team.town.mail.sent) == 1


def test_nobody_s_mailbox_is_filled_and_nobody_asks_without_end(team: Desk) -> None:
    with team.open() as port:
        answers = [asks(port, "bo.berg@example.org").page.status for _ in range(6)]
        assert answers == [200] * 5 + [429] and len(team.town.mail.sent) == 3
        answers = [asks(port, f"{number}@example.org").page.status for number in range(20)]
        assert answers[-1] == 429, "nor by another address each time"
        team.town.clock.forward(minutes=61)
        asks(port, "bo.berg@example.org")
        assert len(team.town.mail.sent) == 4


def test_a_mailed_link_ends_within_the_hour_and_with_the_first_passkey(team: Desk) -> None:
    with team.open() as port:
        asks(port, "bo.berg@example.org")
        team.town.clock.forward(minutes=59)
        asks(port, "bo.berg@example.org")
        old, new = links(team)
        assert [Colleague(port).open(one).status for one in (old, new)] == [200, 200]
        team.town.clock.forward(minutes=2)
        assert [Colleague(port).open(one).status for one in (old, new)] == [404, 200]
        way(team).kept.keep("bo", b"bo's", b"key", 0, "Mobilen", team.town.clock())
        assert Colleague(port).open(new).status == 404
        printed = invite(team.journey.engine.staff_tickets, "bo", team.town.clock(), "")
        assert Colleague(port).open(printed).status == 200, "an operator's link is for a lost passkey too"


def test_whoever_was_put_out_meanwhile_opens_nothing(team: Desk) -> None:
    with team.open() as port:
        asks(port, "bo.berg@example.org")
        team.put_out("coach:bo")
        assert Colleague(port).open(links(team)[0]).status == 200, "they are still a supervisor"
        team.put_out("supervisor:bo")
        assert Colleague(port).open(links(team)[0]).status == 404


def test_a_form_from_elsewhere_mails_nobody(team: Desk) -> None:
    with team.open() as port:
        answer = Colleague(port).post(ASK, headers={"Sec-Fetch-Site": "cross-site"}, address="bo.berg@example.org")
        assert answer.status == 400 and team.town.mail.sent == []


def test_where_nothing_is_mailed_the_page_says_whom_to_ask(team: Desk) -> None:
    entrance = team.entrance
    way(team).first.letters.mail, entrance.mails = NoMail(), False
    with team.open() as port:
        said = Colleague(port).open(SIGN_IN).words
        assert "Be den som sköter Min väg hos er om en länk" in said
        entrance.pages.ask = "IT-stöd, 0650-000 00"
        assert "Be IT-stöd, 0650-000 00 om en länk" in Colleague(port).open(SIGN_IN).words
        assert ASK not in Colleague(port).page.body and Colleague(port).open(ASK).status == 404


def test_whose_phone_is_lost_is_invited_again_and_what_it_held_opens_nothing(team: Desk) -> None:
    with team.open() as port:
        anna = team.inside(port)
        first = passkey_anew(team.journey, "coach:anna", "https://min-vag.example", lost=False)
        assert anna.sees() and len(way(team).kept.of("anna")) == 1, "another device takes nothing away"
        again = passkey_anew(team.journey, "coach:anna", "https://min-vag.example", lost=True)
        assert anna.sees() == "" and way(team).kept.of("anna") == []
        assert [Colleague(port).open(urlsplit(one).path).status for one in (first, again)] == [404, 200]
    assert any("theirs were lost" in why[0] for _, why, _ in team.readings("sign-in:anna"))
    with pytest.raises(WrongInput, match="nobody who may enter has that name"):
        passkey_anew(team.journey, "coach:cilla", "", lost=True)
    unasked = replace(team.journey, actor=Actor(Role.supervisor, "eva", PROGRAMME))
    with pytest.raises(NotAllowed):
        passkey_anew(unasked, "coach:anna", "", lost=True)
