"""Real processes of `journey serve` and `journey work` that are told to stop, and a town of people they write to."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from journey.domain.events import messages
from journey.domain.events import participant as facts
from journey.engine.loading.programmes import load_programmes, shipped_config
from services import reminders
from tests.chat.talking import PROGRAMME, Clock, town_of
from tests.command import COMMAND
from tests.site import Site, log_of

SECONDS = 180
"""How long anything that must happen is waited for."""
READY = {"serve": "the chat is at", "work": "the clock is running"}


class Process:
    """A command that runs until it is told to stop, and what it has said so far."""

    def __init__(self, site: Site, *words: str, **env: str) -> None:
        self.said: list[str] = []
        self._news = threading.Condition()
        self._struck = False
        self.popen = subprocess.Popen(
            [str(COMMAND), *words],
            env={**site.env, "JOURNEY_CONFIG": str(awake(site.folder)), "JOURNEY_STOP_SECONDS": "300", **env},
            cwd=site.folder,
            text=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.popen.stderr is not None
        for line in self.popen.stderr:
            with self._news:
                self.said.append(line)
                self._news.notify_all()

    @property
    def words(self) -> str:
        return "".join(self.said)

    def await_(self, words: str) -> Process:
        """Wait until it says that."""
        with self._news:
            assert self._news.wait_for(lambda: words in self.words, SECONDS), self.words
        return self

    @property
    def port(self) -> int:
        found = re.search(r"http://[^:]+:(\d+)", self.words)
        assert found is not None
        return int(found[1])

    def signal(self, number: signal.Signals = signal.SIGTERM) -> Process:
        if self.popen.poll() is None:
            os.kill(self.popen.pid, number)
        return self

    def signal_once(self, number: signal.Signals) -> None:
        """The same, from whichever thread asks first."""
        with self._news:
            first, self._struck = not self._struck, True
        if first:
            self.signal(number)

    def end(self) -> int:
        """Wait for its end. Returns its exit code."""
        code = self.popen.wait(SECONDS)
        self._reader.join(SECONDS)
        return code


@contextmanager
def running(site: Site, *words: str, **env: str) -> Iterator[Process]:
    """A process, until the end of the test whatever happens in it."""
    process = Process(site, *words, **env)
    try:
        yield process
    finally:
        process.popen.kill()
        process.end()
        assert process.popen.stderr is not None
        process.popen.stderr.close()


def awake(folder: Path) -> Path:
    """A config folder whose programme sends at any hour of any day: nothing here depends on when it runs."""
    config = folder / "config"
    target = config / "programmes" / f"{PROGRAMME}.toml"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        text = (shipped_config() / "programmes" / target.name).read_text(encoding="utf-8")
        text = re.sub(r"(?m)^working_days_only = .*$", "working_days_only = false", text)
        text = re.sub(r"(?m)^quiet_hours = .*$", 'quiet_hours = {from = "00:00", to = "00:00"}', text)
        target.write_text(text, encoding="utf-8")
    return config


def people(site: Site, count: int) -> list[str]:
    """People who are to be reminded of a meeting, and know nothing of it yet. Returns their addresses."""

    async def come() -> list[str]:
        clock, addresses = Clock(datetime.now(UTC)), []
        with town_of(site, load_programmes(awake(site.folder))[PROGRAMME], clock) as town:
            for number in range(count):
                addresses.append(f"p{number}@exempel.se")
                person = await town.enrolled(email=addresses[-1])
                at = clock() + timedelta(hours=20)
                town.record(person.stream, facts.AppointmentBooked(appointment=f"a-{number}", at=at, place="Plan 2"))
            assert len(reminders.decide(town.office.engine, town.office.projector, clock())) == count
        return addresses

    return asyncio.run(come())


def outcome(site: Site) -> dict[str, int]:
    """What the log says of everybody's messages: how many were delivered by mail, failed, or became a task."""
    with site.opened(datetime.now(UTC), load_programmes(awake(site.folder))) as journey:
        log = [event.fact for event in log_of(journey)]
    delivered = [fact for fact in log if isinstance(fact, messages.MessageDelivered)]
    return {
        "chats": sum(fact.channel == "webchat" for fact in delivered),
        "mails": sum(fact.channel == "email" for fact in delivered),
        "failed": sum(isinstance(fact, messages.MessageFailed) for fact in log),
        "unreached": sum(isinstance(fact, messages.TaskOpened) and fact.kind == "unreached" for fact in log),
    }


def wait_until(happened: Callable[[], object], what: str) -> None:
    """Wait until something holds."""
    latest = time.monotonic() + SECONDS
    while not happened():
        assert time.monotonic() < latest, f"it never happened: {what}"
        time.sleep(0.05)
