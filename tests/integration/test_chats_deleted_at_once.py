"""A chat is deleted, or a person erased, while somebody writes there: nothing of it is left, whoever came first."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from threading import Event
from time import sleep
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from journey.domain.errors import ChatGone, Conflict
from journey.domain.events.participant import Enrolled
from journey.engine.chats import tables
from journey.engine.chats.chats import Chat
from journey.engine.chats.deletion import delete, delete_expired, delete_of_person
from journey.engine.chats.doors import Doors
from journey.engine.chats.messages import Message
from journey.engine.chats.sessions import Lengths
from journey.engine.store import Store
from services.opened import Journey
from tests.site import NOW, PROGRAMME, Site, record, stream_of
from tests.threads import at_once

pytestmark = pytest.mark.every_store

Deed = Callable[[Journey, int], Any]

OF_CHAT = (tables.messages, tables.mentions, tables.sessions, tables.tickets, tables.contacts)
PATIENCE = 30  # seconds until a test that hangs is given up


@pytest.fixture
def two(site: Site) -> Iterator[tuple[Journey, Journey]]:
    """The same store opened by two processes, as far as they know."""
    with site.opened() as one, site.opened() as other:
        one.engine.use(PROGRAMME, NOW)
        delete(one.engine.store, one.engine.vault, [_said_before(one)])
        yield one, other


def _said_before(journey: Journey) -> int:
    """A chat in which something was said on this day: whoever says the first thing of a day commits once more."""
    chat = journey.engine.chats.create(NOW, "webchat", "sv")
    say(journey, chat.id)
    return chat.id


def doors(journey: Journey) -> Doors:
    return Doors(journey.engine.store, journey.engine.vault, Lengths())


def say(journey: Journey, chat: int) -> object:
    return journey.engine.chats.post(chat, [Message("bot", "hej")], NOW)


def answer(journey: Journey, chat: int) -> None:
    loaded = journey.engine.chats.load(chat)
    if loaded is not None:
        journey.engine.chats.save(loaded, [Message("person", "hej")], NOW)


def enter(journey: Journey, chat: int) -> object:
    return doors(journey).enter(chat, NOW)


def link(journey: Journey, chat: int) -> object:
    return doors(journey).link(chat, NOW)


def issue(journey: Journey, chat: int) -> object:
    return doors(journey).issue(chat, "telegram", NOW, NOW + timedelta(hours=1))


def code(journey: Journey, chat: int) -> object:
    return doors(journey).code(chat, NOW)


def know(journey: Journey, chat: int) -> None:
    doors(journey).know(chat, ["alva@exempel.se"])


def mention(journey: Journey, chat: int) -> object:
    somebody = journey.engine.chats.create(NOW, "webchat", "sv").key  # whoever has a key can be spoken of
    return journey.engine.chats.post(chat, [Message("bot", "hej", mentions={somebody})], NOW)


def gone(journey: Journey, chat: int) -> None:
    delete(journey.engine.store, journey.engine.vault, [chat])


def chat_of(journey: Journey) -> int:
    return journey.engine.chats.create(NOW, "webchat", "sv").id


def left(journey: Journey, chat: int) -> dict[str, int]:
    """How many rows of this chat are stored, by table."""
    with journey.engine.store.read() as connection:
        rows = {
            table.name: connection.execute(sa.select(sa.func.count()).where(table.c.chat == chat)).scalar() or 0
            for table in OF_CHAT
        }
    return {name: number for name, number in rows.items() if number}


# -- two transactions, one inside the other ----------------------------------------------------------------------------
@contextmanager
def held_at_commit(store: Store, commits: int = 1) -> Iterator[tuple[Event, Event]]:
    """The given commit on this store waits: the first event says that it does, the second lets it go."""
    reached, released, numbers = Event(), Event(), count(1)

    def hold(_connection: object) -> None:
        if next(numbers) == commits:
            reached.set()
            released.wait(PATIENCE)

    sa.event.listen(store.engine, "commit", hold)
    try:
        yield reached, released
    finally:
        released.set()
        sa.event.remove(store.engine, "commit", hold)


@contextmanager
def watched(store: Store) -> Iterator[Event]:
    """An event that is set when somebody is about to ask SQLite for its lock."""
    asking = Event()

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement == "BEGIN IMMEDIATE":
            asking.set()

    sa.event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield asking
    finally:
        sa.event.remove(store.engine, "before_cursor_execute", note)


def until_it_waits(store: Store, deed: "Future[Any]", asking: Event) -> None:
    """Until the deed waits for the other's lock, or needed none and is done."""
    if store.is_sqlite:
        asking.wait(PATIENCE)
        return
    waiting = sa.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    for _ in range(PATIENCE * 100):
        with store.glance() as connection:
            if deed.done() or connection.execute(waiting).scalar():
                return
        sleep(0.01)


def meet(first: Callable[[], Any], held: Store, second: Callable[[], Any], other: Store, commits: int = 1) -> list[Any]:
    """The first is stopped before its commit, the second comes upon it, then both go on. What each ended with."""
    with ThreadPoolExecutor(2) as pool, held_at_commit(held, commits) as (reached, released), watched(other) as asking:
        early = pool.submit(first)
        assert reached.wait(PATIENCE)
        late = pool.submit(second)
        until_it_waits(other, late, asking)
        released.set()
        return [deed.exception(PATIENCE) for deed in (early, late)]


@pytest.mark.parametrize("deed", [say, answer, enter, link, issue, code, know])
def test_what_is_being_written_goes_with_its_chat(two: tuple[Journey, Journey], deed: Deed) -> None:
    one, other = two
    chat = chat_of(one)
    assert meet(partial(deed, one, chat), one.engine.store, partial(gone, other, chat), other.engine.store) == [
        None,
        None,
    ]
    assert one.engine.chats.load(chat) is None
    assert left(one, chat) == {}


def test_a_mention_that_is_being_written_goes_with_its_chat(two: tuple[Journey, Journey]) -> None:
    one, other = two
    chat = chat_of(one)
    ended = meet(
        partial(mention, one, chat), one.engine.store, partial(gone, other, chat), other.engine.store, commits=2
    )
    assert ended == [None, None]
    assert left(one, chat) == {}


@pytest.mark.parametrize("deed", [say, answer, enter, link, issue, code, know, mention])
def test_nothing_is_written_in_a_chat_that_is_being_deleted(two: tuple[Journey, Journey], deed: Deed) -> None:
    one, other = two
    chat = chat_of(one)
    ended = meet(partial(gone, one, chat), one.engine.store, partial(deed, other, chat), other.engine.store)
    assert ended[0] is None
    assert isinstance(ended[1], ChatGone | Conflict | None)
    assert one.engine.chats.load(chat) is None
    assert left(one, chat) == {}


@pytest.mark.parametrize("deed", [enter, link, issue, know])
def test_no_door_leads_to_a_chat_that_is_not_there(two: tuple[Journey, Journey], deed: Deed) -> None:
    one, other = two
    chat = chat_of(one)
    gone(one, chat)
    with pytest.raises(ChatGone):
        deed(other, chat)
    assert code(other, chat) is None
    assert left(one, chat) == {}


# -- a person is erased ------------------------------------------------------------------------------------------------
def person(journey: Journey) -> UUID:
    journey.execute(record(Enrolled(), "anna"))
    return stream_of(journey, "anna")


def erased(journey: Journey, stream: UUID) -> None:
    """The last step of an erasure, when the log has it already."""
    with journey.engine.store.write() as connection:
        delete_of_person(connection, journey.engine.vault, stream)


def speaks_of(stream: UUID, *, by_name: bool) -> Message:
    return Message("bot", "Anna", key=stream) if by_name else Message("bot", "Anna, Bo", mentions={stream})


def about(journey: Journey, stream: UUID) -> int:
    """Messages that speak of somebody, and notes of whom messages speak of."""
    named = tables.mentions.c.stream == stream.hex
    with journey.engine.store.read() as connection:
        wanted = (tables.messages.c.key == stream.hex, named)
        rows = [connection.execute(sa.select(sa.func.count()).where(one)).scalar() or 0 for one in wanted]
        said = connection.execute(sa.select(sa.func.count()).select_from(tables.messages)).scalar() or 0
    return sum(rows) + said


@pytest.mark.parametrize("by_name", [True, False], ids=["under their key", "in a list"])
def test_what_is_being_said_of_somebody_goes_when_they_are_erased(two: tuple[Journey, Journey], by_name: bool) -> None:
    one, other = two
    stream, coachs = person(one), chat_of(one)
    said = partial(one.engine.chats.post, coachs, [speaks_of(stream, by_name=by_name)], NOW)
    assert meet(said, one.engine.store, partial(erased, other, stream), other.engine.store) == [None, None]
    assert about(one, stream) == 0


@pytest.mark.parametrize("by_name", [True, False], ids=["under their key", "in a list"])
def test_nothing_is_said_of_somebody_who_is_being_erased(two: tuple[Journey, Journey], by_name: bool) -> None:
    one, other = two
    stream, coachs = person(one), chat_of(one)
    other.engine.vault.seal(stream, 0, {})  # its process remembers the key
    said = partial(other.engine.chats.post, coachs, [speaks_of(stream, by_name=by_name)], NOW)
    assert meet(partial(erased, one, stream), one.engine.store, said, other.engine.store) == [None, None]
    assert about(one, stream) == 0


# -- and without a director --------------------------------------------------------------------------------------------
def test_whatever_many_do_at_once_no_row_is_left_of_a_deleted_chat(two: tuple[Journey, Journey]) -> None:
    one, other = two
    deeds: list[Deed] = [say, answer, enter, link, issue, code, know, mention]
    for turn in range(6):
        chat = chat_of(one)
        late = deeds[turn % len(deeds) :] + deeds[: turn % len(deeds)]
        at_once(*(partial(deed, two[at % 2], chat) for at, deed in enumerate(late)), partial(gone, other, chat))
        assert one.engine.chats.load(chat) is None
        assert left(one, chat) == {}


def test_no_chat_is_made_for_somebody_who_is_being_erased(two: tuple[Journey, Journey]) -> None:
    one, other = two
    stream = person(one)
    made = partial(other.engine.chats.create, NOW, "telegram", "sv", stream=stream)
    ended = meet(partial(erased, one, stream), one.engine.store, made, other.engine.store)
    assert isinstance(ended[1], ChatGone)
    assert one.engine.chats.find(stream=stream) == []


def test_a_chat_that_is_being_made_goes_when_its_person_is_erased(two: tuple[Journey, Journey]) -> None:
    one, other = two
    stream = person(one)
    made = partial(one.engine.chats.create, NOW, "telegram", "sv", stream=stream)
    assert meet(made, one.engine.store, partial(erased, other, stream), other.engine.store) == [None, None]
    assert one.engine.chats.find(stream=stream) == []


def test_a_draft_that_is_sent_while_old_drafts_are_deleted_stays(two: tuple[Journey, Journey]) -> None:
    one, other = two
    chat = chat_of(one)

    def sent() -> None:
        loaded = one.engine.chats.load(chat)
        assert isinstance(loaded, Chat)
        loaded.staff = "coach:anna"
        one.engine.chats.save(loaded, [], NOW)

    def expired() -> None:
        delete_expired(other.engine.store, other.engine.vault, NOW + timedelta(days=31), timedelta(30), timedelta(90))

    meet(sent, one.engine.store, expired, other.engine.store)
    assert one.engine.chats.load(chat) is not None
