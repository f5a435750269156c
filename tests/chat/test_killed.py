"""`kill -9` in the middle of a dialogue: the next message goes on where it was."""

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from services import team as staff
from tests.chat.browsing import Browser
from tests.chat.talking import SWEDISH
from tests.command import COMMAND
from tests.site import Site

pytestmark = [pytest.mark.process, pytest.mark.slow]
TO_THE_NAME = ["Fortsätt", "Fortsätt", "18 eller äldre", "Ljusdal", "Ja", "Ja", "Nej"]


@pytest.fixture(scope="module")
def kind() -> str:
    return "sqlite"  # a process takes seconds to start; PostgreSQL's part is in test_two_at_once


@contextmanager
def served(site: Site) -> Iterator[tuple[subprocess.Popen[str], int]]:
    command = [str(COMMAND), "serve", "--port", "0"]
    process = subprocess.Popen(
        command, env=site.env, cwd=site.folder, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        assert process.stderr is not None
        for line in process.stderr:
            if found := re.search(r"http://[^:]+:(\d+)", line):
                yield process, int(found[1])
                return
        raise AssertionError(f"it did not start: exit code {process.wait()}")
    finally:
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


def test_a_dialogue_goes_on_where_it_was_when_its_process_is_killed(site: Site) -> None:
    with site.opened(datetime.now(UTC)) as journey:
        staff.add(journey, "hudiksvall", "supervisor:eva", "Eva", None, "http://127.0.0.1")
    with served(site) as (process, port):
        browser = Browser(port)
        browser.start()
        for answer in TO_THE_NAME:
            browser.reply(answer)
        assert "Vad heter du?" in browser.page.words
        process.send_signal(signal.SIGKILL)
        process.wait()
    with pytest.raises(OSError):
        browser.say("Alva")
    with served(site) as (process, port):
        browser.port = port
        assert "Vad heter du?" in browser.open("/").words
        browser.say("Alva")
        assert "Hur får vi höra av oss till dig?" in browser.page.words
        for name in ("reach", "phone", "email", "gender", "birth_year", "education", "words", "reminders"):
            browser.reply(SWEDISH[name])
        nonce, page = browser.nonce, browser.page
        data = re.findall(r'value="([^"]*:summary:send)"', page.body)[-1]
        receipt = browser.post("/sag", nonce=nonce, tryck=data)
        number = re.findall(r"Ditt nummer är\s+(J-\w+)", receipt.words)[-1]
        process.send_signal(signal.SIGKILL)
        process.wait()
    with served(site) as (process, port):
        browser.port = port
        again = browser.post("/sag", nonce=nonce, tryck=data)  # the answer was lost on its way: it is sent once more
        assert again.words.count("Ditt nummer är") == 1 and number in again.words
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
    with site.opened(datetime.now(UTC)) as journey:
        log = [event for _, events in journey.engine.log.scan() for event in events]
        assert [event.type for event in log].count("referred") == 1
