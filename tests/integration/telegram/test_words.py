"""What people write to the bot: stop, pause and start, danger first of all, and anything else."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from journey.domain.events import messages
from journey.engine.chats import tables
from services import nudge_links
from services import team as staff
from tests.integration.telegram.house import DESPAIR, KERSTIN, LINK, NAMES, NOW, OVE, WORDS, House
from tests.site import PROGRAMME, everything_stored


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
    await asyncio.to_thread(house.deliver)
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
    sent, then = (one["text"] for one in await house.hear(house.api.words(KERSTIN, DESPAIR), answers=2))
    numbers = house.service.ports.helplines.numbers
    assert all(number.phone in sent for number in numbers)
    assert "En människa har fått veta" in then
    (task,) = house.facts(messages.TaskOpened)
    web = house.journey.engine.chats.find(stream=house.stream(), channel="webchat")[0]
    assert (task.kind, task.chat) == ("crisis", str(web.id))
    assert b"orkar" not in everything_stored(house.journey)
    with house.journey.engine.store.read() as connection:
        assert connection.execute(sa.select(tables.messages)).all() == []


async def test_danger_from_somebody_unknown_gets_the_numbers_and_no_task(house: House) -> None:
    sent, then = (one["text"] for one in await house.hear(house.api.words(KERSTIN, DESPAIR), answers=2))
    assert "112" in sent
    assert "Ingen människa har fått veta än" in then
    assert not house.facts(messages.TaskOpened)


async def test_danger_is_seen_in_captions_and_edits_too(house: House) -> None:
    photo = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}], "caption": DESPAIR}
    edited = house.api.words(OVE, DESPAIR, kind="edited_message")
    sent = await house.hear(house.api.other(KERSTIN, **photo), edited, answers=4)
    for someone in (KERSTIN, OVE):
        first = next(one["text"] for one in sent if one["chat_id"] == str(someone))
        assert "112" in first
        assert "90101" in first


async def test_the_numbers_are_what_help_shows_with_no_word_about_whoever_asks(house: House) -> None:
    house.link()
    danger = await house.hear(house.api.words(KERSTIN, DESPAIR), answers=2)
    assert danger[0]["text"] == (await house.hear(house.api.words(KERSTIN, "hjälp")))[0]["text"]


async def test_the_numbers_come_even_where_the_store_fails(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.link()

    def broken(*_: Any) -> None:
        raise RuntimeError(DESPAIR)

    monkeypatch.setattr("bots.telegram.danger.call", broken)
    sent, then = (one["text"] for one in await house.hear(house.api.words(KERSTIN, DESPAIR), answers=2))
    assert "112" in sent
    assert "Ingen människa har fått veta än" in then


async def test_the_numbers_come_and_nothing_is_claimed_while_the_store_is_away(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.link()

    def away(*_: Any) -> None:
        raise RuntimeError(NAMES[0])

    monkeypatch.setattr(nudge_links, "linked", away)
    texts = (DESPAIR, "hjälp", "stopp", "hej")
    for text, wanted in zip(
        texts, (("90101", "Ingen människa"), ("90101",), ("Något gick",), ("Något gick",)), strict=True
    ):
        sent = await house.hear(house.api.words(KERSTIN, text), answers=len(wanted))
        assert all(part in one["text"] for part, one in zip(wanted, sent, strict=True)), (text, sent)


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
    sent = await house.hear(*flood, house.api.words(KERSTIN, "stopp"), house.api.words(KERSTIN, DESPAIR), answers=22)
    assert len(sent) == 22
    assert sum("112" in one["text"] for one in sent) == 1
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

    monkeypatch.setattr("services.wishes.set_messages", broken)
    sent = await house.hear(house.api.words(KERSTIN, "stopp"))
    assert sent[0]["text"].startswith("Något gick fel hos oss")
