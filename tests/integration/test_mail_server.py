"""The mail server: what it refuses for good, for now, or leaves unanswered, and what a server that hangs may cost."""

import asyncio
from collections.abc import Iterator

import pytest

from bots.outbox import smtp
from bots.outbox.breaker import LONGEST, REST, Breaker
from bots.outbox.mail import MailFailed
from bots.outbox.smtp import SmtpMail
from tests.cases import every
from tests.mailbox import Mailbox


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as box:
        yield box


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """No mail fails because the machine is busy."""
    for name in ("GREETING", "TAKING"):
        monkeypatch.setattr(smtp, name, 120.0)


def mail_of(box: Mailbox) -> SmtpMail:
    return SmtpMail(box.url, "journey@example.org")


async def test_a_mail_is_handed_over_only_if_it_is_still_to_go_when_the_server_is_ready(mailbox: Mailbox) -> None:
    asked: list[int] = []

    def ready() -> bool:
        asked.append(mailbox.said("RCPT"))
        return len(asked) > 1

    mail = mail_of(mailbox)
    assert not await mail.send("a@example.org", "s", "t", ready)
    assert mailbox.got == [] and mailbox.said("DATA") == 0
    assert await mail.send("a@example.org", "s", "t", ready)
    assert mailbox.got == ["a@example.org"]
    assert asked == [1, 2]  # each time after the address had been taken


@every(
    "verb,answer,reason,passing",
    [
        ("RCPT", "451 later", "refused", True),
        ("RCPT", "550 nobody here", "refused", False),
        ("DATA", "450 busy", "refused", True),
        ("DATA", "554 no", "refused", False),
        ("TAKEN", "452 full just now", "refused", True),
        ("TAKEN", "554 spam", "refused", False),
        ("connect", "421 busy", "unreachable", True),
        ("MAIL", "553 not from you", "unreachable", True),
    ],
)
async def test_what_a_server_says_tells_whether_to_try_again(
    verb: str, answer: str, reason: str, passing: bool
) -> None:
    with Mailbox() as mailbox:
        mailbox.answers[verb] = answer
        with pytest.raises(MailFailed) as failed:
            await mail_of(mailbox).send("a@example.org", "s", "t")
        assert (str(failed.value), failed.value.passing) == (reason, passing)
        assert mailbox.got == []


@every(
    "verb,limit,reason,passing",
    [
        ("connect", "GREETING", "unreachable", True),
        ("RCPT", "GREETING", "unreachable", True),
        ("TAKEN", "TAKING", "unknown", False),
    ],
)
async def test_a_server_that_hangs_costs_one_time_out_whatever_is_sent_after_it(
    verb: str, limit: str, reason: str, passing: bool
) -> None:
    with Mailbox() as mailbox, pytest.MonkeyPatch.context() as patch:
        patch.setattr(smtp, limit, 1.0)
        mailbox.silent.add(verb)
        mail = mail_of(mailbox)
        with pytest.raises(MailFailed) as failed:
            await mail.send("a@example.org", "s", "t")
        assert (str(failed.value), failed.value.passing) == (reason, passing)
        for _ in range(50):
            with pytest.raises(MailFailed, match="unreachable"):
                await mail.send("b@example.org", "s", "t")
        assert mailbox.connections <= 1  # not even that, where the machine is too busy to take it within a second


async def test_whoever_was_taken_is_not_called_unsure_because_the_server_hangs_at_parting(mailbox: Mailbox) -> None:
    mailbox.silent.add("QUIT")
    mail = mail_of(mailbox)
    assert await mail.send("a@example.org", "s", "t")
    mailbox.silent.clear()
    assert await asyncio.gather(*(mail.send(f"p{number}@example.org", "s", "t") for number in range(5)))
    assert len(mailbox.got) == 6


async def test_no_server_at_all_is_unreachable_for_now() -> None:
    with pytest.raises(MailFailed, match="unreachable") as failed:
        await SmtpMail("smtp://127.0.0.1:9", "journey@example.org").send("a@example.org", "s", "t")
    assert failed.value.passing


def test_of_many_who_ask_after_a_rest_one_tries_and_a_longer_rest_follows_a_failure() -> None:
    time = [0.0]
    breaker = Breaker(lambda: time[0])
    assert breaker.allows() and breaker.allows()
    breaker.failed(), breaker.failed()  # they were under way together
    rests = []
    for _ in range(5):
        began = time[0]
        while not breaker.allows():
            time[0] += 1
        rests.append(time[0] - began)
        assert not breaker.allows()
        breaker.failed()
    assert rests == [REST, 2 * REST, LONGEST, LONGEST, LONGEST]
    time[0] += LONGEST
    assert breaker.allows()
    breaker.worked()
    assert breaker.allows() and breaker.allows()
