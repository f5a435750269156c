"""Words of danger get the numbers at once, also where the store is away; a human is told of them once it is back."""

import asyncio
import http.client
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bots.limits import Limit
from journey.engine.spool import LARGEST, MOST
from services import cards, tasks
from services.permissions import Actor
from tests.away import Held, OwnPostgres, own_postgres
from tests.chat.browsing import Browser, chat_of, serving
from tests.chat.talking import Person, Town, town_of
from tests.site import Site, make_site

WORDS = "Jag orkar inte leva längre, Zinkgruvan"
AT_ONCE = 8.0
"""Seconds: less than a page here waits to tell of a human. `tests.benchmarks.numbers` measures the milliseconds."""
SOON = 9.0
"""Seconds: less than the patience of a page, and far less than the store waits for a lock."""
NUMBERS = ("tel:112", "tel:1177", "tel:90101")
TOLD, NOT_TOLD = "En människa har fått veta.", "Ingen människa har fått veta än – ring."

NIGHT = datetime(2026, 12, 1, 22, 0, tzinfo=UTC)
SESSION = "__Host-journey"


def _cookies(browser: Browser) -> str:
    return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


class Answered:
    """An answer as it comes: how many seconds until the numbers, what stood there then, and the whole of it."""

    def __init__(self, browser: Browser, text: str, nonce: str = "nonce-of-danger", accept: str = "text/html") -> None:
        connection = http.client.HTTPConnection("127.0.0.1", browser.port, timeout=30)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": _cookies(browser), "Accept": accept}
        began = time.monotonic()
        connection.request("POST", "/sag", urlencode({"nonce": nonce, "text": text}), headers)
        answer = connection.getresponse()
        self.status, read = answer.status, b""
        while b"tel:90101" not in read and (part := answer.read1(65536)):
            read += part
        self.seconds = time.monotonic() - began
        self.first = read.decode()
        self.whole = (read + answer.read()).decode()
        self.ended = time.monotonic() - began
        connection.close()

    def has_numbers_at_once(self) -> "Answered":
        assert self.status == 200
        assert all(number in self.first for number in NUMBERS)
        assert self.seconds < AT_ONCE, f"the numbers came after {self.seconds * 1000:.0f} ms"
        return self


class Danger:
    """Somebody in a chat of a served town, and the town's people who are to be told."""

    def __init__(self, town: Town, browser: Browser) -> None:
        self.town, self.browser = town, browser
        self.chat = chat_of(town, browser)

    def write(self, text: str = WORDS, **more: str) -> Answered:
        return Answered(self.browser, text, **more).has_numbers_at_once()

    @property
    def spool(self) -> list[Path]:
        return sorted(self.town.service.ports.notes.spool.folder.glob("*"))

    def tasks(self) -> list[str]:
        log = self.town.programme_log()
        return [event.fact.task for event in log if event.type == "task_opened" and event.fact.kind == "crisis"]

    def said(self) -> list[str]:
        return [message.text for message in self.town.chats.messages(self.town.chats.load(self.chat.id))]

    def told_once(self) -> None:
        """A human is told, once, and the words stand in the person's own chat; nothing of them is left beside it."""
        latest = time.monotonic() + 60
        while self.spool:
            assert time.monotonic() < latest, "the note was never delivered"
            time.sleep(0.05)
        assert len(self.tasks()) == 1
        assert self.said().count(WORDS) == 1
        assert len([text for text in self.said() if "ring 112 nu" in text]) == 1


@contextmanager
def danger_in(site: Site) -> Iterator[Danger]:
    with town_of(site) as town:
        notes, pages = town.service.ports.notes, town.service.site
        notes.look, pages.tell_within, pages.patience = 0.1, 10.0, 1.5
        with serving(town.service) as port:
            asyncio.run(town.colleague("supervisor:eva", "Eva Ek"))
            browser = Browser(port)
            browser.start()
            yield Danger(town, browser)


@pytest.fixture
def danger(village_site: Site, tmp_path: Path) -> Iterator[Danger]:
    with danger_in(village_site.copy(tmp_path / "village")) as found:
        yield found


@pytest.fixture(scope="module")
def elephant() -> Iterator[OwnPostgres]:
    with own_postgres() as found:
        yield found


@pytest.fixture
def on_postgres(elephant: OwnPostgres, tmp_path: Path) -> Iterator[Danger]:
    with danger_in(make_site(tmp_path / "site", elephant.url)) as found:
        yield found


# --- the store answers ------------------------------------------------------------------------------------------------


def test_the_numbers_come_first_and_then_that_a_human_has_been_told(danger: Danger) -> None:
    answer = danger.write()
    assert TOLD not in answer.first and NOT_TOLD not in answer.first
    assert TOLD in answer.whole and "Eva Ek" in answer.whole and NOT_TOLD not in answer.whole
    danger.told_once()


def test_a_script_gets_the_numbers_in_a_first_line_and_the_truth_in_a_second(danger: Danger) -> None:
    lines = [json.loads(line) for line in danger.write(accept="application/json").whole.splitlines()]
    assert [sorted(line) for line in lines] == [["numbers"], ["kept", "told"]]
    assert TOLD in lines[1]["told"] and lines[1]["kept"] is True
    danger.told_once()


def test_sent_again_under_the_same_name_the_words_are_taken_once(danger: Danger) -> None:
    for _ in range(3):
        assert TOLD in danger.write().whole
    danger.told_once()


def test_whoever_we_do_not_know_gets_the_numbers_and_no_promise(danger: Danger) -> None:
    danger.browser.cookies = {SESSION: "no-session-of-ours"}
    assert "Det du skrev har inte kommit fram" in danger.write().whole
    danger.browser.cookies = {}
    answer = danger.write()
    assert NOT_TOLD in answer.whole
    assert danger.spool == [] and danger.tasks() == []


def test_a_long_text_is_looked_through_whole_and_answered_at_once_too(danger: Danger) -> None:
    answer = Answered(danger.browser, "Det är tungt nu. " * 600 + WORDS)
    assert all(number in answer.first for number in NUMBERS)
    assert len(danger.tasks()) == 1


# --- the store is away ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_while_another_process_holds_the_file_nobody_waits_and_afterwards_a_human_is_told(
    danger: Danger, accept: str
) -> None:
    danger.town.service.site.tell_within = 0.4
    with Held(danger.town.site.database) as held:
        answer = danger.write(accept=accept)
        whole = answer.whole if accept == "text/html" else json.loads(answer.whole.splitlines()[1])["told"]
        assert NOT_TOLD in whole and "Det du skrev är sparat" in whole and TOLD not in whole
        assert answer.ended < SOON
        assert len(danger.spool) == 1
        held.back()
    danger.told_once()


def test_a_postgresql_that_is_stopped_in_mid_sentence(on_postgres: Danger, elephant: OwnPostgres) -> None:
    elephant.stop()
    try:
        answer = on_postgres.write()
        assert NOT_TOLD in answer.whole and "Det du skrev är sparat" in answer.whole
        assert "Det du skrev är sparat" in looked_after(on_postgres)
        words = looked_after(on_postgres, "nonce-of-before")
        assert "kan vi inte se" in words and TOLD not in words and NOT_TOLD not in words
    finally:
        elephant.start()
    on_postgres.told_once()
    assert TOLD in looked_after(on_postgres)


def test_a_postgresql_that_stands_still_while_many_wait_for_it(on_postgres: Danger, elephant: OwnPostgres) -> None:
    on_postgres.town.service.site.tell_within = 0.4
    elephant.stand_still()
    try:
        waiting = [_begun(on_postgres.browser) for _ in range(40)]
        time.sleep(0.2)
        answer = on_postgres.write()
        assert NOT_TOLD in answer.whole
        help_page = on_postgres.browser.open("/hjalp")
        assert all(number in help_page.body for number in NUMBERS)
    finally:
        elephant.go_on()
    for connection in waiting:
        connection.close()
    on_postgres.told_once()


def test_whoever_asks_a_store_that_stands_still_whether_it_is_ready_is_answered(
    on_postgres: Danger, elephant: OwnPostgres
) -> None:
    browser = on_postgres.browser
    assert browser.open("/health/ready").status == 200
    elephant.stand_still()
    try:
        for _ in range(3):  # each time, and not only while there is a connection left to wait with
            assert browser.open("/health/ready").status == 503
        assert browser.open("/health/live").status == 200
    finally:
        elephant.go_on()
    latest = time.monotonic() + 60
    while browser.open("/health/ready").status != 200:
        assert time.monotonic() < latest


def _begun(browser: Browser) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection("127.0.0.1", browser.port, timeout=30)
    connection.request("GET", "/", headers={"Cookie": _cookies(browser)})
    return connection


def test_a_page_that_does_not_come_is_one_with_the_numbers(danger: Danger) -> None:
    with Held(danger.town.site.database):
        began = time.monotonic()
        page = danger.browser.press("Fortsätt")
        assert page.status == 503 and all(number in page.body for number in NUMBERS)
        assert time.monotonic() - began < SOON


def test_leaving_quickly_waits_for_no_store(danger: Danger) -> None:
    with Held(danger.town.site.database):
        began = time.monotonic()
        answer = danger.browser.post("/lamna", follow=False)
        assert answer.status == 303 and SESSION not in danger.browser.cookies
        assert time.monotonic() - began < SOON


# --- looked after later -----------------------------------------------------------------------------------------------

AGAIN = "Se om en människa har fått veta nu"


def looked_after(danger: Danger, nonce: str = "nonce-of-danger") -> str:
    page = danger.browser.open(f"/besked/{nonce}")
    assert page.status == 200 and all(number in page.body for number in NUMBERS)
    return page.words


def test_whoever_was_told_nobody_yet_can_see_what_is_true_now(danger: Danger) -> None:
    danger.town.service.site.tell_within = 0.4
    with Held(danger.town.site.database) as held:
        assert "/besked/nonce-of-danger" in danger.write().whole
        words = looked_after(danger)
        assert NOT_TOLD in words and "Det du skrev är sparat" in words and AGAIN in words
        held.back()
    danger.told_once()
    words = looked_after(danger)
    assert TOLD in words and "Eva Ek" in words and NOT_TOLD not in words and AGAIN not in words


def test_at_night_it_is_not_said_that_somebody_knows_until_somebody_has_taken_it(danger: Danger) -> None:
    danger.town.clock.now = NIGHT
    answer = danger.write()
    assert NOT_TOLD in answer.whole and AGAIN in answer.whole and NOT_TOLD in looked_after(danger)
    (opened,) = [event for event in danger.town.programme_log() if event.type == "task_opened"]
    eva = Actor.staff("supervisor:eva", opened.programme)
    tasks.take(danger.town.office, eva, cards.name_of(opened))
    words = looked_after(danger)
    assert TOLD in words and "Eva Ek har läst att du behöver någon" in words and NOT_TOLD not in words


def test_what_cannot_be_seen_is_not_claimed_and_nobody_sees_another_s(danger: Danger) -> None:
    danger.write()
    stranger = Browser(danger.browser.port)
    stranger.start()
    mine, danger.browser = danger.browser, stranger
    assert "Det du skrev har inte kommit fram" in looked_after(danger)  # nothing under that name of theirs
    danger.browser.cookies = {}
    assert "kan vi inte se" in looked_after(danger)
    danger.browser = mine
    for nonce in ("x", "a" * 400):
        assert TOLD not in looked_after(danger, nonce)


def test_somebody_who_has_sent_their_referral_sees_it_too(danger: Danger) -> None:
    person = Person(danger.town, danger.chat.id)
    asyncio.run(person.sent())
    danger.write()
    assert TOLD in looked_after(danger)


# --- what waits -------------------------------------------------------------------------------------------------------


def test_what_waits_is_sealed_and_readable_by_its_owner_alone(danger: Danger) -> None:
    danger.town.service.site.tell_within = 0.4
    with Held(danger.town.site.database):
        danger.write()
        (note,) = danger.spool
        assert note.stat().st_mode & 0o777 == 0o600 and note.parent.stat().st_mode & 0o777 == 0o700
        stored = note.read_bytes() + note.name.encode()
        assert not [
            part for part in ("Zinkgruvan", "orkar", danger.browser.cookies[SESSION]) if part.encode() in stored
        ]


async def test_what_is_delivered_a_second_time_because_its_process_died_is_taken_once(danger: Danger) -> None:
    notes = danger.town.service.ports.notes
    danger.town.service.site.tell_within = 0.4
    with Held(danger.town.site.database):
        danger.write()
        (path,) = danger.spool
        note = path.read_bytes()
    danger.told_once()
    path.write_bytes(note)  # as it would lie there after a crash between the two
    danger.told_once()
    assert await notes.empty() == 0


def test_a_full_or_broken_spool_promises_nothing(danger: Danger) -> None:
    notes = danger.town.service.ports.notes
    danger.town.service.site.tell_within = 0.4
    with Held(danger.town.site.database):
        notes.spool.folder.mkdir()
        for number in range(MOST):
            (notes.spool.folder / f"{number}.note").write_bytes(bytes(40))
        answer = danger.write()
        assert NOT_TOLD in answer.whole and "Det du skrev har inte kommit fram" in answer.whole


# --- every page of trouble ----------------------------------------------------------------------------------------------


def _pages(browser: Browser) -> dict[str, Callable[[], object]]:
    return {
        "no such page": lambda: browser.open("/finns-inte"),
        "not by this method": lambda: browser.request("DELETE", "/sag"),
        "refused": lambda: browser.post("/sag", headers={"Sec-Fetch-Site": "cross-site"}, text="hej"),
        "too large": lambda: browser.post("/sag", text="a" * 300_000),
        "gone": lambda: browser.open("/dorr/gone"),
        "too often": lambda: browser.open("/dorr/slow_down"),
        "no such file": lambda: browser.open("/static/nothing.css"),
    }


def test_every_page_of_trouble_has_the_numbers(danger: Danger) -> None:
    for name, ask in _pages(danger.browser).items():
        ask()
        page = danger.browser.page
        assert all(number in page.body for number in NUMBERS), (name, page.status)


def test_without_the_store_a_page_speaks_the_language_of_the_chat(danger: Danger) -> None:
    english = Browser(danger.browser.port, "en")
    english.start()
    english.language = "sv"
    danger.town.service.site.tell_within = 0.4
    with Held(danger.town.site.database):
        answer = Answered(english, "I want to kill myself").has_numbers_at_once()
    assert '<html lang="en">' in answer.first and "No person has been told yet" in answer.whole


def test_what_somebody_else_has_put_into_the_folder_holds_nothing_up(danger: Danger) -> None:
    folder = danger.town.service.ports.notes.spool.folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.mkfifo(folder / "a.note")
    (folder / "b.note").symlink_to("/dev/zero")
    (folder / "c.note").mkdir()
    with (folder / "d.note").open("wb") as large:
        large.truncate(10 * LARGEST)
    for number in range(MOST):
        (folder / f"{number}.note").touch()
    spool = danger.town.service.ports.notes.spool
    assert not list(spool.waiting())
    assert TOLD in danger.write().whole
    assert len(danger.tasks()) == 1


def test_a_folder_that_others_can_write_into_is_closed_to_them(danger: Danger) -> None:
    folder = danger.town.service.ports.notes.spool.folder
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o777)
    danger.write()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_however_often_one_browser_writes_it_a_human_is_called_no_more_often_than_a_person_writes(
    danger: Danger,
) -> None:
    danger.town.service.site.dangers = Limit(2, timedelta(hours=1))
    danger.town.service.site.said = Limit(4, timedelta(hours=1))
    for number in range(8):
        danger.write(nonce=f"nonce-of-danger-{number}")
    assert len(danger.tasks()) == 4
