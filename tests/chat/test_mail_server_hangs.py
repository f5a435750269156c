"""Nobody who writes in the chat waits for a mail server: they are answered at once, truly, and told what became of it."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.wiring.chat import chat_service
from bots import afterwards
from bots.clock import errands
from bots.outbox import smtp
from bots.outbox.smtp import SmtpMail
from bots.web.inbox import Said
from tests.chat.talking import PUBLIC, Person, Town, settled
from tests.chat.test_referral import link_in
from tests.mailbox import Mailbox

PATIENCE = 90
"""Seconds within which anything must be answered: less than a mail may take here."""


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as box:
        yield box


@pytest.fixture(autouse=True)
def a_server_may_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GREETING", "TAKING"):
        monkeypatch.setattr(smtp, name, 4 * PATIENCE)


@pytest.fixture
def post_town(village: Town, mailbox: Mailbox) -> Town:
    """The village, with the mail server of the tests."""
    mail = SmtpMail(mailbox.url, "journey@example.org")
    return replace(village, service=chat_service(village.journey, mail, PUBLIC, village.clock))


async def pressed(person: Person, label: str) -> str:
    """What is answered to a press, within our patience; what follows the answer is not waited for."""
    return await answered(person, Said(person.nonce(), press=person.button(label)))


async def answered(person: Person, said: Said) -> str:
    before = person.row.seq
    async with asyncio.timeout(PATIENCE):
        await person.town.service.inbox.take(person.chat, said)
    return person.answer(before)


async def hangs(mailbox: Mailbox, verb: str) -> None:
    """Until a mail is under way that gets no further than that."""
    await asyncio.to_thread(mailbox.await_, verb)
    assert afterwards.is_anything_under_way()


async def what_follows(person: Person, after: int) -> str:
    """What is said in the chat once the mail's fate is known."""
    await asyncio.to_thread(settled)
    return person.answer(after)


async def draft(town: Town) -> Person:
    """Somebody who wants to go on later, with the way there on the page."""
    person = await (await town.visitor()).placed("gender")
    await person.press("Fortsätt senare")
    return person


async def sent(town: Town) -> Person:
    """Somebody who has sent their referral, and may prove their address now."""
    return await town.referred()


ASKED = {
    "link": (draft, "Skicka länken till min e-post", "Vi skickar länken till alva@exempel.se"),
    "code": (sent, "Bekräfta min e-postadress", "Vi skickar en kod till alva@exempel.se"),
}


@pytest.mark.parametrize("what", [*ASKED])
async def test_who_asks_for_mail_is_answered_while_the_server_hangs_and_told_when_it_has_failed(
    post_town: Town, mailbox: Mailbox, what: str
) -> None:
    comes, button, promised = ASKED[what]
    mailbox.silent.add("RCPT")
    person = await comes(post_town)
    said = await pressed(person, button)
    assert promised in said and "gick inte" not in said
    await hangs(mailbox, "RCPT")
    before = person.row.seq
    mailbox.hang_up()
    failed = await what_follows(person, before)
    assert "Det gick inte att skicka" in failed and "alva@exempel.se" in failed
    assert mailbox.got == []


@pytest.mark.parametrize("what", [*ASKED])
async def test_a_mail_that_is_taken_in_the_end_needs_no_further_word(
    post_town: Town, mailbox: Mailbox, what: str
) -> None:
    comes, button, _ = ASKED[what]
    person = await comes(post_town)
    mailbox.open.clear()
    await pressed(person, button)
    await hangs(mailbox, "TAKEN")
    before = person.row.seq
    mailbox.open.set()
    assert await what_follows(person, before) == ""
    assert mailbox.got == ["alva@exempel.se"]


async def test_the_link_that_could_not_be_mailed_is_shown_and_works(post_town: Town, mailbox: Mailbox) -> None:
    mailbox.answers["RCPT"] = "550 nobody here"
    person = await draft(post_town)
    before = person.row.seq
    await pressed(person, "Skicka länken till min e-post")
    link = link_in(await what_follows(person, before))
    assert post_town.office.doors.resume(link, post_town.chats, post_town.clock()) is not None
    await person.press("Fortsätt")
    assert person.state == "gender"


async def test_a_code_that_could_not_be_mailed_can_be_asked_for_again_and_then_proves_the_address(
    post_town: Town, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.answers["RCPT"] = "451 later"
    person = await sent(post_town)
    before = person.row.seq
    await pressed(person, "Bekräfta min e-postadress")
    assert "Det gick inte att skicka koden" in await what_follows(person, before)
    mailbox.answers.clear()
    codes = list[str]()
    known = post_town.office.doors.proof
    monkeypatch.setattr(post_town.office.doors, "proof", lambda *given: codes.append(known(*given)) or codes[-1])
    before = person.row.seq
    assert "Vi skickar en kod" in await pressed(person, "Skicka en ny kod")
    assert "gick inte" not in await what_follows(person, before)
    assert mailbox.got == ["alva@exempel.se"]
    assert "är bekräftad" in await person.say(codes[-1])


async def test_who_changes_their_address_waits_neither_for_the_code_nor_for_the_word_to_the_old_one(
    post_town: Town, mailbox: Mailbox
) -> None:
    person = await post_town.proved()
    mailbox.silent.add("connect")
    for label in ("Mina uppgifter", "Ändra telefon eller e-post"):
        await pressed(person, label)
    said = await answered(person, Said(person.nonce(), text="ny@exempel.se"))
    assert "Vi skickar en kod till ny@exempel.se" in said
    await hangs(mailbox, "connect")
    mailbox.hang_up()
    await what_follows(person, person.row.seq)


async def test_what_was_said_meanwhile_stands_and_the_failure_comes_after_it(post_town: Town, mailbox: Mailbox) -> None:
    mailbox.silent.add("RCPT")
    person = await sent(post_town)
    await pressed(person, "Bekräfta min e-postadress")
    await hangs(mailbox, "RCPT")
    assert "Vad vill du göra" in await pressed(person, "Inte nu")
    before = person.row.seq
    mailbox.hang_up()
    assert "Det gick inte att skicka koden" in await what_follows(person, before)
    assert "Vad vill du göra" in await person.press("Inte nu")


async def test_a_chat_that_is_gone_by_then_is_told_nothing(post_town: Town, mailbox: Mailbox) -> None:
    mailbox.silent.add("RCPT")
    person = await draft(post_town)
    await pressed(person, "Skicka länken till min e-post")
    await hangs(mailbox, "RCPT")
    post_town.clock.forward(days=60)
    await asyncio.to_thread(errands.expire, post_town.office, post_town.clock())
    assert person.row is None
    mailbox.hang_up()
    await asyncio.to_thread(settled)
    assert person.row is None
