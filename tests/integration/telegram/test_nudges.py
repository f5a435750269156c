"""Nudges through Telegram: without a word of what it is about, at its pace, and elsewhere where it fails."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from app.wiring.chat import chat_service
from bots.outbox.channels import NudgeFailed
from bots.outbox.mail import LogMail
from bots.telegram import nudge
from bots.telegram.client import Client, Pace
from journey.domain.errors import WrongInput
from journey.domain.events import messages
from journey.domain.events.requests import ContactDetailsChanged
from tests.integration.telegram.house import KERSTIN, LINK, NOW, House, people, programmes
from tests.site import PROGRAMME
from tests.telegram import TOKEN, BotApi


def outcomes(house: House) -> list[tuple[str, str, str]]:
    return [
        (type(fact).__name__, fact.channel, getattr(fact, "reason", ""))
        for fact in house.facts(messages.MessageDelivered) + house.facts(messages.MessageFailed)
        if fact.channel != "webchat"
    ]


def test_a_reminder_is_nudged_without_a_word_about_it(house: House) -> None:
    house.link()
    house.deliver()
    house.deliver()
    (said,) = house.api.said_to(KERSTIN)
    assert said.split("\n\n") == [
        "Du har ett meddelande. Öppna chatten för att läsa det:",
        LINK,
        "Vill du inte ha sådana här meddelanden? Skriv STOPP.",
    ]
    assert outcomes(house) == [("MessageDelivered", "telegram", "")]


def test_a_programme_without_telegram_sends_nothing_there(
    new_site: Any, api: BotApi, settings: pytest.MonkeyPatch
) -> None:
    at = new_site()
    with at.opened(NOW, programmes("telegram")) as journey:
        people(journey)
        house = House(journey, api, [NOW])
        house.start()
        house.link()
    with at.opened(NOW, programmes("phone")) as journey:
        journey.engine.use(PROGRAMME, NOW)
        house = House(journey, api, [NOW])
        house.start()
        house.deliver()
    assert api.called("sendMessage") == []


def test_without_a_token_there_is_no_telegram(house: House, settings: pytest.MonkeyPatch) -> None:
    settings.delenv("JOURNEY_TELEGRAM_TOKEN")
    service = chat_service(house.journey, LogMail(house.mailed.append), LINK)
    assert service.telegram is None
    assert service.ports.telegram is None
    settings.setenv("JOURNEY_TELEGRAM_TOKEN", "no token")
    with pytest.raises(WrongInput, match="JOURNEY_TELEGRAM_TOKEN"):
        chat_service(house.journey, LogMail(house.mailed.append), LINK)


def test_who_blocked_the_bot_is_unlinked_and_mailed_instead(house: House) -> None:
    house.link()
    contact = ContactDetailsChanged(email="kerstin@example.org")
    house.office.record(house.stream(), PROGRAMME, "participant", ("e-1", contact))
    house.api.next.append(403)
    house.deliver()
    assert outcomes(house) == [("MessageDelivered", "email", ""), ("MessageFailed", "telegram", "blocked")]
    assert house.links() == []
    assert len(house.mailed) == 1


def test_who_cannot_be_reached_becomes_a_task_of_the_coach(house: House) -> None:
    house.link()
    house.api.next.append(403)
    house.deliver()
    assert [task.kind for task in house.facts(messages.TaskOpened)] == ["unreached"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (400, "refused"),
        (404, "refused"),
        (500, "unreachable"),
        (401, "unreachable"),
        ("drop", "unknown"),
        ("garbage", "unknown"),
        (("wait", 3600), "unreachable"),
    ],
)
def test_a_refusal_is_said_by_its_kind(house: House, answer: Any, reason: str) -> None:
    house.link()
    house.api.next.append(answer)
    with pytest.raises(NudgeFailed) as failed:
        house.nudge()
    assert failed.value.reason == reason
    assert house.links() == [KERSTIN]
    assert len(house.api.called("sendMessage")) == 1


def test_telegram_away_is_unreachable(house: House) -> None:
    house.bot.nudge.client = Client(TOKEN, "http://127.0.0.1:9")
    with pytest.raises(NudgeFailed, match="unreachable"):
        house.nudge()


def test_a_short_retry_after_is_waited_for(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nudge, "PATIENCE", 120.0)
    house.api.next += [("wait", 1)]
    house.nudge()
    assert len(house.api.called("sendMessage")) == 2


def test_a_long_retry_after_is_not_waited_for_and_the_chat_is_left_alone_until_then(house: House) -> None:
    house.api.next += [("wait", 3600)]
    for _ in range(2):
        with pytest.raises(NudgeFailed, match="unreachable") as failed:
            house.nudge()
        assert failed.value.passing
        assert 3000 < failed.value.after <= 3600
    assert len(house.api.called("sendMessage")) == 1


async def test_messages_keep_the_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    time = [100.0]
    sent: list[tuple[float, int]] = []

    async def sleep(seconds: float) -> None:
        time[0] += seconds

    async def send(_bot: Any, method: Any) -> Any:
        sent.append((time[0], method.chat_id))

    from aiogram.methods import SendMessage

    monkeypatch.setattr("bots.telegram.client.asyncio.sleep", sleep)
    pace = Pace(clock=lambda: time[0])
    for number in range(60):
        await pace(send, None, SendMessage(chat_id=number % 3, text="-"))  # type: ignore[arg-type]
    for chat in range(3):
        own = [moment for moment, to in sent if to == chat]
        assert min(b - a for a, b in pairwise(own)) >= 1 - 1e-6
    assert min(b[0] - a[0] for a, b in pairwise(sent)) >= 1 / 30 - 1e-6
