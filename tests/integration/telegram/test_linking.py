"""A person and their Telegram: linked once, by nobody else, and no longer than they want."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest

from journey.domain.events import participant as facts
from services import nudge_links
from services.nudge_links import Account
from tests.integration.telegram.house import DESPAIR, KERSTIN, LINK, NOW, OVE, House, people, programmes
from tests.site import everything_stored, record
from tests.telegram import USERNAME


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


@pytest.mark.every_store
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


async def test_whatever_comes_from_a_telegram_linked_behind_a_code_that_was_read_out_says_so(house: House) -> None:
    token = nudge_links.new_link(house.office, house.stream(), NOW, behind=True)
    await house.hear(house.api.words(KERSTIN, f"/start {token}"))
    await house.hear(house.api.words(KERSTIN, "stopp"))
    await house.hear(house.api.words(KERSTIN, DESPAIR), answers=2)
    written = [event for event in house.office.person(house.stream()).log if event.by == "participant"]
    assert [event.type for event in written[-2:]] == ["messages_paused", "task_opened"]
    assert {event.actor for event in written[-2:]} == {"participant:code_read_out"}
