"""`kill -9` right after words of danger got the numbers, the store held: a human is told once it is free, once."""

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from services import team as staff
from tests.away import Held
from tests.chat.browsing import Browser
from tests.chat.test_killed import served
from tests.site import Site, log_of

pytestmark = [pytest.mark.process, pytest.mark.slow]
WORDS = "Jag orkar inte leva längre, Zinkgruvan"
NUMBERS, KEPT = "tel:90101", "Det du skrev är sparat"


@pytest.fixture(scope="module")
def kind() -> str:
    return "sqlite"  # a PostgreSQL that is away is in tests/chat/test_numbers_first.py


@pytest.fixture
def staffed(site: Site) -> Site:
    with site.opened(datetime.now(UTC)) as journey:
        staff.add(journey, "hudiksvall", "supervisor:eva", "Eva", None, "http://127.0.0.1")
    return site


def somebody(port: int) -> Browser:
    """Somebody at the first question that takes their words."""
    browser = Browser(port)
    browser.start()
    for answer in ("Fortsätt", "Fortsätt", "18 eller äldre", "Ljusdal", "Ja", "Ja", "Nej"):
        browser.reply(answer)
    assert "Vad heter du?" in browser.page.words
    return browser


@contextmanager
def answered(browser: Browser, nonce: str, wanted: str) -> Iterator[str]:
    """The page as it is as soon as that stands on it, after words of danger; the rest of it is never read."""
    connection = HTTPConnection("127.0.0.1", browser.port, timeout=20)
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
    connection.request("POST", "/sag", urlencode({"nonce": nonce, "text": WORDS}), headers)
    answer, read = connection.getresponse(), b""
    while wanted.encode() not in read:
        part = answer.read1(65536)
        assert part, f"the answer ended without it: {read.decode()[-400:]}"
        read += part
    yield read.decode()
    connection.close()


def notes(site: Site) -> list[Path]:
    return list((site.folder / "spool").glob("*.note"))


def wait_until(holds: bool, site: Site) -> None:
    """Until something waits in the spool, or nothing does."""
    latest = time.monotonic() + 90
    while bool(notes(site)) is not holds:
        assert time.monotonic() < latest, f"{len(notes(site))} notes wait"
        time.sleep(0.005)


@pytest.mark.parametrize("wanted", [NUMBERS, KEPT])
def test_after_a_kill_a_human_is_told_once_and_the_words_stand_there_once(staffed: Site, wanted: str) -> None:
    with served(staffed) as (process, port):
        browser = somebody(port)
        nonce = browser.nonce
        with Held(staffed.database), answered(browser, nonce, wanted) as page:
            assert all(f"tel:{number}" in page for number in ("112", "1177", "90101"))
            wait_until(True, staffed)
            process.send_signal(signal.SIGKILL)
            process.wait()
    assert len(notes(staffed)) == 1
    assert b"Zinkgruvan" not in notes(staffed)[0].read_bytes()
    with served(staffed) as (process, port):  # dies again, while it delivers or before
        process.send_signal(signal.SIGKILL)
        process.wait()
    with served(staffed) as (_, port):
        wait_until(False, staffed)
        browser.port = port
        assert browser.open("/").words.count(WORDS) == 1
        assert "Chatten är öppen" in browser.page.words  # the answer stands there, at whatever hour this runs
        sent_again = browser.post("/sag", nonce=nonce, text=WORDS)  # the answer was lost: the browser sends it anew
        assert all(f"tel:{number}" in sent_again.body for number in ("112", "1177", "90101"))
        wait_until(False, staffed)
        assert browser.open("/").words.count(WORDS) == 1
    with staffed.opened(datetime.now(UTC)) as journey:
        opened = [event.fact for event in log_of(journey) if event.type == "task_opened"]
        assert [fact.kind for fact in opened] == ["crisis"]
        number = int(opened[0].chat or 0)
        chat = journey.engine.chats.load(number)
        assert chat is not None
        said = [message.text for message in journey.engine.chats.messages(chat)]
        assert said.count(WORDS) == 1 and len(re.findall("ring 112 nu", "\n".join(said))) == 1
