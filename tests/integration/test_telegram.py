"""Telegram over real HTTP, on both stores: what it carries, what it never does, and what happens when it fails."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
import subprocess
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import aiohttp
import msgspec
import pytest
import sqlalchemy as sa
import uvicorn

from app.wiring.chat import ChatService, chat_service, errands
from bots.crisis.phrases import Phrases, load_phrases
from bots.outbox.courier import NudgeFailed
from bots.outbox.mail import LogMail
from bots.telegram.client import Client, Pace
from journey.domain import standing
from journey.domain.errors import WrongInput
from journey.domain.events import messages
from journey.domain.events import participant as facts
from journey.domain.events.requests import ContactDetailsChanged
from journey.domain.programme import Programme
from journey.engine.chats import tables
from services import nudge_links
from services import team as staff
from services.nudge_links import Account
from services.opened import Journey
from tests.command import COMMAND
from tests.histories import shipped
from tests.site import PROGRAMME, Site, everything_stored, record, stream_of
from tests.telegram import TOKEN, USERNAME, BotApi, Told

NOW = datetime(2031, 1, 8, 12, tzinfo=UTC)  # a Wednesday
LINK = "https://chat.example.org"
SECRET = "a-secret-of-the-webhook"
NAMES = ("Kerstin Ekdahl", "Ove Ståhl")
PLACE = "Biblioteket"
APPOINTMENT = datetime(2031, 1, 9, 8, 37, tzinfo=UTC)
KERSTIN, OVE = 7001, 7002
DESPAIR = "Jag orkar inte leva längre, jag vill dö"
SECRETS = (
    *NAMES,
    "Kerstin",
    "Ekdahl",
    "Ståhl",
    PLACE,
    "9:37",
    "09.37",
    "9 januari",
    "January",
    PROGRAMME,
    "Uppsala",
    "ISAmverkan",
    "IPS",
    "P-1",
    "P-2",
    "kerstin@example.org",
    DESPAIR,
)
WORDS = [
    ("sv", "Stopp!", "Paus", "START"),
    ("en", "stop", "Take a break", "resume"),
    ("sv-easy", "/stop", "PAUSE", "/start"),
]


@cache
def phrases() -> Phrases:
    return load_phrases(None)


@cache
def programmes(*channels: str) -> dict[str, Programme]:
    found = shipped()[PROGRAMME]
    own = msgspec.structs.replace(found.settings, contact_channels=("webchat", *channels))
    return {PROGRAMME: msgspec.structs.replace(found, settings=own)}


@dataclass
class House:
    """One process of a site, with two people who have a chat."""

    journey: Journey
    api: BotApi
    clock: list[datetime]
    mailed: list[str] = field(default_factory=list)
    service: ChatService = None  # type: ignore[assignment]

    def start(self) -> ChatService:
        """The process begins anew: nothing is left of what it had in memory."""
        service = chat_service(self.journey, LogMail(self.mailed.append), LINK, lambda: self.clock[0])
        assert service.telegram is not None
        service.telegram.first_wait = 0.05
        service.telegram.client.pace.between_own = 0
        service.telegram.poll_seconds = 2
        self.service = service
        return service

    @property
    def office(self) -> Any:
        return self.service.office

    @property
    def bot(self) -> Any:
        return self.service.telegram

    def stream(self, reference: str = "P-1") -> UUID:
        return stream_of(self.journey, reference, "desk")

    def wants(self, reference: str = "P-1") -> str:
        return standing.wants_messages(self.office.person(self.stream(reference)).history)

    def facts(self, kind: type, reference: str = "P-1") -> list[Any]:
        return [event.fact for event in self.office.person(self.stream(reference)).log if isinstance(event.fact, kind)]

    def links(self, reference: str = "P-1") -> list[int]:
        found = self.journey.engine.chats.find(stream=self.stream(reference), channel="telegram")
        return [chat.data["id"] for chat in found]

    def link(self, reference: str = "P-1", telegram: int = KERSTIN) -> None:
        token = nudge_links.new_link(self.office, self.stream(reference), self.clock[0])
        assert nudge_links.redeem(self.office, token, telegram, self.clock[0]) is not None

    @contextlib.asynccontextmanager
    async def polling(self) -> AsyncIterator[None]:
        running = asyncio.create_task(self.bot.run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.wait({running}, timeout=5)
            assert running.done()

    async def hear(self, *updates: Told, answers: int | None = None) -> list[Told]:
        """Let them be fetched and answered, one after the other; returns what was sent."""
        before = len(self.api.called("sendMessage"))
        async with self.polling():
            self.api.bring(*updates)
            wanted = len(updates) if answers is None else answers
            await self.api.until(lambda: not self.api.updates)
            await self.api.until(lambda: len(self.api.called("sendMessage")) >= before + wanted)
        return self.api.called("sendMessage")[before:]

    def nudge(self) -> None:
        """Send one nudge, as the courier does."""
        asyncio.run(self.bot.nudge.send(str(KERSTIN), "sv", LINK))


@pytest.fixture
def api() -> Iterator[BotApi]:
    """The Bot API. Whatever any test had it sent: it holds nothing about anybody."""
    with BotApi() as api:
        yield api
    sent = json.dumps(api.got, ensure_ascii=False).casefold()
    assert not [secret for secret in SECRETS if secret.casefold() in sent]


@pytest.fixture
def settings(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("JOURNEY_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("JOURNEY_TELEGRAM_API", api.url)
    monkeypatch.delenv("JOURNEY_TELEGRAM_SECRET", raising=False)
    monkeypatch.setattr("app.wiring.chat.load_phrases", cache(lambda _: phrases()))
    return monkeypatch


def people(journey: Journey) -> None:
    """Two people with names, chats, and an appointment tomorrow."""
    journey.engine.use(PROGRAMME, NOW)
    for reference, name, language in (("P-1", NAMES[0], "sv"), ("P-2", NAMES[1], "en")):
        told = (
            facts.Referred(source="self", name=name),
            facts.ConsentGiven(party="chat_reminders"),
            facts.AppointmentBooked(appointment="a-1", at=APPOINTMENT, place=PLACE),
        )
        for fact in told:
            journey.execute(record(fact, reference, on=NOW.date(), now=NOW))
        stream = stream_of(journey, reference, "desk")
        journey.engine.chats.create(NOW, "webchat", language, stream=stream, programme=PROGRAMME)


@pytest.fixture(scope="module")
def peopled(module_site: Site) -> Site:
    """A store with people in it, to be copied."""
    with module_site.opened(NOW, programmes("telegram")) as journey:
        people(journey)
    return module_site


@pytest.fixture
def house(peopled: Site, tmp_path: Path, api: BotApi, settings: pytest.MonkeyPatch) -> Iterator[House]:
    with peopled.copy(tmp_path / "house").opened(NOW, programmes("telegram")) as journey:
        found = House(journey, api, [NOW])
        found.start()
        yield found


# -- linking -----------------------------------------------------------------------------------------------------------
async def test_a_link_from_the_web_chat_links_once(house: House) -> None:
    token = nudge_links.new_link(house.office, house.stream(), NOW)
    again = house.api.words(KERSTIN, f"/start {token}")
    other = house.api.words(OVE, f"/start {token}")
    first = await house.hear(house.api.words(KERSTIN, f"/start {token}"))
    assert "Klart!" in first[0]["text"]
    assert LINK in first[0]["text"]
    assert house.bot.account.link(token) == f"https://t.me/{USERNAME}?start={token}"
    later = await house.hear(again, other)
    assert {one["chat_id"]: "redan använd" in one["text"] for one in later} == {str(KERSTIN): True, str(OVE): False}
    assert house.links() == [KERSTIN]


def test_a_token_lasts_an_hour_and_the_latest_is_the_only_one(house: House) -> None:
    stream = house.stream()
    late, early = (nudge_links.new_link(house.office, stream, NOW) for _ in range(2))
    assert nudge_links.redeem(house.office, late, KERSTIN, NOW) is None
    assert nudge_links.redeem(house.office, early, KERSTIN, NOW + timedelta(hours=1)) is None
    assert nudge_links.redeem(house.office, early, KERSTIN, NOW + timedelta(minutes=59)) is not None
    assert nudge_links.redeem(house.office, "", KERSTIN, NOW) is None


def test_neither_token_nor_id_is_stored_in_the_clear(house: House) -> None:
    token = nudge_links.new_link(house.office, house.stream(), NOW)
    telegram = 98_765_432_123
    nudge_links.redeem(house.office, token, telegram, NOW)
    stored = everything_stored(house.journey)
    assert token.encode() not in stored
    assert str(telegram).encode() not in stored
    assert house.links() == [telegram]


def test_the_latest_link_of_a_telegram_and_of_a_person_wins(house: House) -> None:
    house.link("P-1", KERSTIN)
    house.link("P-1", OVE)
    assert house.links("P-1") == [OVE]
    assert nudge_links.linked(house.office, KERSTIN) is None
    house.link("P-2", OVE)
    assert (house.links("P-1"), house.links("P-2")) == ([], [OVE])
    found = nudge_links.linked(house.office, OVE)
    assert found is not None
    assert found.language == "en"


def test_two_who_link_one_telegram_at_once_leave_one_link(house: House) -> None:
    tokens = [nudge_links.new_link(house.office, house.stream(reference), NOW) for reference in ("P-1", "P-2")]
    ready = threading.Barrier(2)

    def redeem(token: str) -> None:
        ready.wait()
        nudge_links.redeem(house.office, token, KERSTIN, NOW)

    threads = [threading.Thread(target=redeem, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(house.links("P-1") + house.links("P-2")) == 1


def test_nobody_in_hiding_and_no_programme_without_telegram_is_linked(house: House, new_site: Any) -> None:
    account = Account(USERNAME)
    assert nudge_links.offered(account, house.office.person(house.stream()))
    assert not nudge_links.offered(Account(), house.office.person(house.stream()))
    assert not nudge_links.offered(None, house.office.person(house.stream()))
    token = nudge_links.new_link(house.office, house.stream(), NOW)
    house.journey.execute(record(facts.IdentityChanged(identity="protected"), "P-1", on=NOW.date(), now=NOW))
    assert not nudge_links.offered(account, house.office.person(house.stream()))
    assert nudge_links.redeem(house.office, token, KERSTIN, NOW) is None
    with new_site().opened(NOW, programmes("phone")) as journey:
        people(journey)
        without = House(journey, house.api, [NOW])
        without.start()
        token = nudge_links.new_link(without.office, without.stream(), NOW)
        assert nudge_links.redeem(without.office, token, KERSTIN, NOW) is None
        assert not nudge_links.offered(account, without.office.person(without.stream()))


def test_a_person_can_unlink(house: House) -> None:
    house.link("P-1", KERSTIN)
    house.link("P-2", OVE)
    assert nudge_links.unlink_person(house.office, house.stream("P-1"))
    assert not nudge_links.unlink_person(house.office, house.stream("P-1"))
    assert (house.links("P-1"), house.links("P-2")) == ([], [OVE])


def test_erasing_a_person_ends_the_link(house: House) -> None:
    house.link()
    with house.journey.engine.store.write() as connection:
        from journey.engine.chats.deletion import delete_of_person

        delete_of_person(connection, house.journey.engine.vault, house.stream())
    assert nudge_links.linked(house.office, KERSTIN) is None


# -- nudges ------------------------------------------------------------------------------------------------------------
def deliver(house: House) -> None:
    jobs = {name: job for name, _, job in errands(house.service)}
    jobs["remind"](house.clock[0])
    jobs["deliver"](house.clock[0])


def outcomes(house: House) -> list[tuple[str, str, str]]:
    return [
        (type(fact).__name__, fact.channel, getattr(fact, "reason", ""))
        for fact in house.facts(messages.MessageDelivered) + house.facts(messages.MessageFailed)
        if fact.channel != "webchat"
    ]


def test_a_reminder_is_nudged_without_a_word_about_it(house: House) -> None:
    house.link()
    deliver(house)
    deliver(house)
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
        deliver(house)
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
    deliver(house)
    assert outcomes(house) == [("MessageDelivered", "email", ""), ("MessageFailed", "telegram", "blocked")]
    assert house.links() == []
    assert len(house.mailed) == 1


def test_who_cannot_be_reached_becomes_a_task_of_the_coach(house: House) -> None:
    house.link()
    house.api.next.append(403)
    deliver(house)
    assert [task.kind for task in house.facts(messages.TaskOpened)] == ["unreached"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (400, "refused"),
        (404, "refused"),
        (500, "unreachable"),
        (401, "unreachable"),
        ("drop", "unreachable"),
        ("garbage", "unreachable"),
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


def test_retry_after_is_waited_for_within_patience(house: House) -> None:
    house.api.next += [("wait", 1)]
    house.nudge()
    assert len(house.api.called("sendMessage")) == 2
    house.bot.client.pace.patience = 1.5
    house.api.next += [("wait", 1)] * 5
    with pytest.raises(NudgeFailed, match="unreachable"):
        house.nudge()
    assert len(house.api.called("sendMessage")) == 4


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


# -- words -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("language", "stop", "pause", "start"), WORDS)
async def test_stop_pause_and_start_in_every_language(
    house: House, language: str, stop: str, pause: str, start: str
) -> None:
    house.link()
    wanted: list[str] = []
    for text in (stop, pause, start):
        sent = await house.hear(house.api.words(KERSTIN, text, language=language))
        assert len(sent) == 1
        wanted.append(house.wants())
    assert wanted == ["stop", "pause", "yes"]
    assert [fact.how for fact in house.facts(messages.MessagesPaused)] == ["stop", "pause"]
    assert len(house.facts(messages.MessagesResumed)) == 1
    assert house.office.person(house.stream()).history.current.paused is False


async def test_the_answer_is_in_the_language_the_person_has_now(house: House) -> None:
    house.link("P-2", OVE)
    assert "no more messages" in (await house.hear(house.api.words(OVE, "stopp")))[0]["text"]
    web = house.journey.engine.chats.find(stream=house.stream("P-2"), channel="webchat")[0]
    web.language = "sv"
    house.journey.engine.chats.save(web, [], NOW)
    assert "inga fler meddelanden" in (await house.hear(house.api.words(OVE, "stop")))[0]["text"]


async def test_stopped_means_no_nudge(house: House) -> None:
    house.link()
    await house.hear(house.api.words(KERSTIN, "STOPP"))
    await asyncio.to_thread(deliver, house)
    assert len(house.api.said_to(KERSTIN)) == 1


async def test_a_word_within_a_sentence_is_no_command(house: House) -> None:
    house.link()
    await house.hear(house.api.words(KERSTIN, "jag vill inte stoppa något"))
    assert house.wants() == "yes"


async def test_the_same_update_twice_changes_nothing_and_says_what_holds(house: House) -> None:
    house.link()
    stop, start = house.api.words(KERSTIN, "stopp"), house.api.words(KERSTIN, "start")
    await house.hear(stop, start)
    house.start()  # another process, which remembers nothing
    house.clock[0] += timedelta(minutes=1)
    sent = await house.hear(stop)
    assert house.wants() == "yes"
    assert len(house.facts(messages.MessagesPaused)) == 1
    assert "Nu säger jag till" in sent[0]["text"]
    await house.hear(stop, stop, answers=0)  # this one does remember
    assert len(house.facts(messages.MessagesPaused)) == 1


async def test_numbers_that_telegram_begins_anew_are_not_mistaken_for_old_ones(house: House) -> None:
    house.link()
    first = house.api.words(KERSTIN, "stopp")
    later = {**first, "message": {**first["message"], "text": "start", "date": first["message"]["date"] + 10**6}}
    await house.hear(first)
    house.start()
    await house.hear(later)
    assert house.wants() == "yes"


async def test_whoever_is_not_linked_is_told_the_way_and_changes_nothing(house: House) -> None:
    sent = await house.hear(house.api.words(KERSTIN, "stopp"), house.api.words(OVE, "/start", language="en-GB"))
    assert all(LINK in one["text"] for one in sent)
    assert "jag vet inte vem du är" in house.api.said_to(KERSTIN)[0]
    assert "I do not know who you are" in house.api.said_to(OVE)[0]
    assert not house.facts(messages.MessagesPaused)


# -- danger ------------------------------------------------------------------------------------------------------------
async def test_words_of_danger_get_the_fixed_text_and_a_human_a_task(house: House) -> None:
    house.link()
    staff.add(house.journey, PROGRAMME, "supervisor:eva", NAMES[1], "eva@example.org", LINK)
    sent = (await house.hear(house.api.words(KERSTIN, DESPAIR)))[0]["text"]
    numbers = house.service.ports.helplines.numbers
    assert all(number.phone in sent for number in numbers)
    assert sent.startswith(house.service.ports.texts("sv", "crisis"))
    assert "bett någon av oss" in sent
    (task,) = house.facts(messages.TaskOpened)
    web = house.journey.engine.chats.find(stream=house.stream(), channel="webchat")[0]
    assert (task.kind, task.chat) == ("crisis", str(web.id))
    assert b"orkar" not in everything_stored(house.journey)
    with house.journey.engine.store.read() as connection:
        assert connection.execute(sa.select(tables.messages)).all() == []


async def test_danger_from_somebody_unknown_gets_the_numbers_and_no_task(house: House) -> None:
    sent = (await house.hear(house.api.words(KERSTIN, DESPAIR)))[0]["text"]
    assert "112" in sent
    assert "bett någon" not in sent
    assert not house.facts(messages.TaskOpened)


async def test_danger_is_seen_in_captions_and_edits_too(house: House) -> None:
    photo = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}], "caption": DESPAIR}
    sent = await house.hear(house.api.other(KERSTIN, **photo), house.api.words(OVE, DESPAIR, kind="edited_message"))
    assert all("112" in one["text"] and "90101" in one["text"] for one in sent)


async def test_the_numbers_come_even_where_the_store_fails(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.link()

    def broken(*_: Any) -> None:
        raise RuntimeError(DESPAIR)

    monkeypatch.setattr("bots.dialogues.crisis.open_task", broken)
    sent = (await house.hear(house.api.words(KERSTIN, DESPAIR)))[0]["text"]
    assert "112" in sent
    assert "bett någon" not in sent


async def test_the_numbers_come_and_nothing_is_claimed_while_the_store_is_away(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.link()

    def away(*_: Any) -> None:
        raise RuntimeError(NAMES[0])

    monkeypatch.setattr(nudge_links, "linked", away)
    texts = (DESPAIR, "hjälp", "stopp", "hej")
    sent = [one["text"] for one in await house.hear(*(house.api.words(KERSTIN, text) for text in texts))]
    assert ["90101" in text for text in sent] == [True, True, False, False]
    assert [text.startswith("Något gick fel hos oss") for text in sent] == [False, False, True, True]


async def test_help_shows_the_numbers_without_a_task(house: House) -> None:
    house.link()
    sent = (await house.hear(house.api.words(KERSTIN, "Hjälp")))[0]["text"]
    assert "90101" in sent
    assert not house.facts(messages.TaskOpened)


# -- anything else -----------------------------------------------------------------------------------------------------
async def test_anything_else_gets_a_kind_answer_and_is_not_kept(house: House) -> None:
    house.link()
    file = {"file_id": "f", "file_unique_id": "u"}
    sticker = {"sticker": {**file, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}}
    query = {"id": "1", "from": {"id": KERSTIN, "is_bot": False, "first_name": "-"}, "chat_instance": "1", "data": "x"}
    updates = [
        house.api.words(KERSTIN, "Hej, jag heter Kerstin Ekdahl"),
        house.api.other(KERSTIN, **sticker),
        house.api.other(KERSTIN, voice={**file, "duration": 1}),
        house.api.words(KERSTIN, "å" * 4096),
        house.api.words(KERSTIN, "rättat", kind="edited_message"),
        house.api.update(callback_query=query),
        house.api.other(KERSTIN, location={"latitude": 1, "longitude": 1}),
    ]
    before = everything_stored(house.journey)
    sent = await house.hear(*updates)
    assert {one["text"] for one in sent} == {house.service.ports.texts("sv", "telegram-elsewhere", link=LINK)}
    assert len(sent) == len(updates)
    assert len(house.api.called("answerCallbackQuery")) == 1
    assert everything_stored(house.journey) == before


async def test_groups_are_left_without_a_word(house: House) -> None:
    group = {"id": -55, "type": "supergroup", "title": "-"}
    sent = await house.hear(
        house.api.words(KERSTIN, DESPAIR, chat=group),
        house.api.member(-66, "member", "group"),
        house.api.member(-77, "left", "group"),
        house.api.update(poll_answer={"poll_id": "1"}),
        answers=0,
    )
    assert sent == []
    assert sorted(one["chat_id"] for one in house.api.called("leaveChat")) == ["-55", "-66"]


async def test_a_flood_is_not_answered_for_ever_and_is_still_obeyed(house: House) -> None:
    house.link()
    flood = [house.api.words(KERSTIN, f"hej {number}") for number in range(40)]
    sent = await house.hear(*flood, house.api.words(KERSTIN, "stopp"), house.api.words(KERSTIN, DESPAIR), answers=21)
    assert len(sent) == 21
    assert "112" in sent[-1]["text"]
    assert house.wants() == "stop"


async def test_blocking_the_bot_unlinks(house: House) -> None:
    house.link()
    await house.hear(house.api.member(KERSTIN, "kicked"), answers=0)
    assert house.links() == []


async def test_an_answer_to_somebody_who_just_blocked_us_unlinks(house: House) -> None:
    house.link()
    house.api.next.append(403)
    await house.hear(house.api.words(KERSTIN, "stopp"))
    assert house.links() == []
    assert house.wants() == "stop"


async def test_what_cannot_be_recorded_is_said(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.link()

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError(NAMES[0])

    monkeypatch.setattr(house.office, "record", broken)
    sent = await house.hear(house.api.words(KERSTIN, "stopp"))
    assert sent[0]["text"].startswith("Något gick fel hos oss")


# -- polling -----------------------------------------------------------------------------------------------------------
async def test_polling_survives_a_restart_and_takes_up_what_was_said_meanwhile(house: House) -> None:
    house.link()
    await house.hear(house.api.words(KERSTIN, "stopp"))
    house.api.bring(house.api.words(KERSTIN, "start"))  # nobody is there to hear it
    house.start()
    await house.hear()
    assert house.wants() == "yes"
    assert [name for name, _ in house.api.got].count("deleteWebhook") == 2


async def test_a_server_listens_and_stops_at_once(site: Site, api: BotApi) -> None:
    env = site.env | {"JOURNEY_TELEGRAM_TOKEN": TOKEN, "JOURNEY_TELEGRAM_API": api.url, "JOURNEY_PUBLIC_URL": LINK}
    for telegram in (KERSTIN, OVE):
        served = subprocess.Popen(  # noqa: ASYNC220  # starting it takes no time
            [str(COMMAND), "serve", "--port", "0"],
            env=env,
            cwd=site.folder,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            api.bring(api.words(telegram, "hej"))
            await api.until(lambda to=telegram: api.said_to(to), seconds=60)
            await api.until(lambda: not api.updates)  # it waits for more: a long poll is under way
            served.send_signal(signal.SIGTERM)
            out, _ = await asyncio.to_thread(served.communicate, timeout=15)
        finally:
            served.kill()
        assert "Traceback" not in out
        assert "emulated" not in out
    assert (len(api.said_to(KERSTIN)), len(api.said_to(OVE))) == (1, 1)


@pytest.mark.parametrize("answer", [500, 409, 401, "drop", "garbage", ("wait", 1)])
async def test_polling_backs_off_and_comes_back(house: House, answer: Any) -> None:
    house.link()
    house.api.broken = answer
    async with house.polling():
        await house.api.until(lambda: house.api.polls >= 2)
        await asyncio.sleep(0.5)
        assert house.api.polls <= 6
        house.api.broken = None
        house.api.bring(house.api.words(KERSTIN, "stopp"))
        await house.api.until(lambda: house.api.said_to(KERSTIN))
    assert house.wants() == "stop"


async def test_an_update_that_nobody_understands_is_not_in_the_way(house: House) -> None:
    house.link()
    await house.hear(
        house.api.update(message={"message_id": "what"}),
        house.api.words(KERSTIN, "stopp"),
        house.api.update(unheard_of={"a": 1}),
        answers=1,
    )
    assert house.wants() == "stop"


async def test_nothing_personal_and_no_token_is_logged(
    house: House, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO)
    for name in ("aiogram.event", "aiogram.dispatcher", "aiogram.middlewares", "aiohttp.client"):
        logging.getLogger(name).propagate = True
    house.link()
    house.api.broken = "drop"
    async with house.polling():
        await house.api.until(lambda: house.api.polls >= 2)
    house.api.broken = None
    monkeypatch.setattr("bots.dialogues.crisis.open_task", lambda *_: 1 / 0)
    house.api.next += [500, 403]
    await house.hear(house.api.words(KERSTIN, DESPAIR), house.api.words(KERSTIN, "hemligt"))
    said = caplog.text + "".join(capfd.readouterr())
    assert "a task could not be opened: ZeroDivisionError" in said
    assert not [one for one in (TOKEN, "emulated", str(KERSTIN), "orkar", "hemligt", "Someone") if one in said]


# -- the webhook -------------------------------------------------------------------------------------------------------
@contextlib.asynccontextmanager
async def served(house: House) -> AsyncIterator[str]:
    """The whole web application with its webhook, as a server; gives its address."""
    config = uvicorn.Config(house.service.web(), host="127.0.0.1", port=0, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign]
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  # uvicorn has no event for it
        await asyncio.sleep(0.01)
    async with house.polling():
        await house.api.until(lambda: house.api.called("setWebhook"))
        try:
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/telegram"
        finally:
            server.should_exit = True
            await serving


@pytest.fixture
def hooked(house: House, settings: pytest.MonkeyPatch) -> House:
    settings.setenv("JOURNEY_TELEGRAM_SECRET", SECRET)
    house.start()
    return house


async def post(url: str, body: Any, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with aiohttp.ClientSession() as session, session.post(url, data=data, headers=headers) as answer:
        return answer.status


async def test_the_webhook_is_announced_with_its_secret(hooked: House) -> None:
    async with served(hooked):
        (told,) = hooked.api.called("setWebhook")
    assert told["url"] == f"{LINK}/telegram"
    assert told["secret_token"] == SECRET
    assert "edited_message" in told["allowed_updates"]
    assert hooked.api.polls == 0


async def test_only_who_knows_the_secret_is_heard(hooked: House) -> None:
    hooked.link()
    async with served(hooked) as url:
        update = hooked.api.words(KERSTIN, "stopp")
        assert [await post(url, update, secret) for secret in (None, "", "wrong", SECRET + "x", "ö")] == [403] * 5
        assert hooked.wants() == "yes"
        assert await post(url, update) == 200
        assert hooked.wants() == "stop"


async def test_an_update_that_comes_twice_is_taken_once(hooked: House) -> None:
    hooked.link()
    stop, start = hooked.api.words(KERSTIN, "stopp"), hooked.api.words(KERSTIN, "start")
    async with served(hooked) as url:
        for update in (stop, start, stop):
            assert await post(url, update) == 200
        hooked.bot._seen.clear()  # as in another process
        assert await post(url, stop) == 200
    assert hooked.wants() == "yes"
    assert len(hooked.facts(messages.MessagesPaused)) == 1
    assert len(hooked.api.said_to(KERSTIN)) == 3


async def test_what_is_no_update_is_refused_in_words_of_http(hooked: House) -> None:
    bad = [b"", b"{", b"[]", b"\xff\xfe", b'"text"', b'{"update_id": "x"}', b"[" * 100_000]
    async with served(hooked) as url:
        assert [await post(url, body) for body in bad] == [400] * len(bad)
        assert await post(url, b" " * 300_000) == 413
        assert await post(url, {"update_id": 1, "message": {"what": 1}}) == 200
        assert await post(url, {"update_id": 2, "unheard_of": {}}) == 200
    assert hooked.api.called("sendMessage") == []


async def test_a_slow_telegram_does_not_hold_up_the_webhook(hooked: House) -> None:
    hooked.link()
    hooked.bot.answer_within = 0.2
    hooked.api.next.append(("wait", 1))
    async with served(hooked) as url:
        start = asyncio.get_running_loop().time()
        assert await post(url, hooked.api.words(KERSTIN, "stopp")) == 200
        assert asyncio.get_running_loop().time() - start < 0.9
        assert hooked.wants() == "stop"
        await hooked.api.until(lambda: len(hooked.api.said_to(KERSTIN)) == 2)


async def test_without_a_secret_there_is_no_webhook(house: House) -> None:
    assert house.bot.routes() == []
    async with house.polling():
        await house.api.until(lambda: house.api.polls)
    assert not house.api.called("setWebhook")
