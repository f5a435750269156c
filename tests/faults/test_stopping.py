"""SIGTERM and Ctrl-C at many moments: what is under way is finished, nothing is lost, doubled, or told wrongly."""

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from journey.engine.store import Store
from services.sweep import sweep
from tests.chat.browsing import Browser, soon
from tests.faults.stopped import READY, SECONDS, outcome, people, running, wait_until
from tests.frozen import Freezer
from tests.integration.test_sweep import raised, still_called_for
from tests.mailbox import Mailbox
from tests.site import Site, take
from tests.telegram import TOKEN, BotApi

pytestmark = [pytest.mark.every_store, pytest.mark.process]

MANY = 8


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as box:
        yield box


@pytest.fixture(scope="module")
def peopled(module_site: Site) -> tuple[Site, list[str]]:
    return module_site, people(module_site, MANY)


@pytest.fixture
def town(peopled: tuple[Site, list[str]], tmp_path: Path) -> tuple[Site, list[str]]:
    """People with reminders that nobody has sent yet."""
    original, addresses = peopled
    return original.copy(tmp_path / "town"), addresses


def all_mailed_once(site: Site, mailbox: Mailbox, addresses: list[str]) -> None:
    """Nothing is lost and nothing doubled, and the log says so."""
    assert Counter(mailbox.got) == Counter(addresses)
    assert outcome(site) == {"chats": len(addresses), "mails": len(addresses), "failed": 0, "unreached": 0}


@pytest.mark.slow
@pytest.mark.parametrize("words", [("serve", "--port", "0"), ("work",)])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_is_told_to_stop_says_so_and_leaves_with_0(
    site: Site, words: tuple[str, ...], number: signal.Signals
) -> None:
    with running(site, *words) as process:
        process.await_(READY[words[0]]).signal(number)
        assert process.end() == 0, process.words
    assert process.said[-1] == "stopped\n"
    assert "failed" not in process.words and "Error" not in process.words


@pytest.mark.parametrize("database", ["sqlite"], scope="module")  # the store plays no part
@pytest.mark.parametrize(
    ("number", "answers"),
    [
        (signal.SIGINT, None),
        pytest.param(signal.SIGTERM, None, marks=pytest.mark.slow),
        pytest.param(signal.SIGINT, ("wait", 3000), marks=pytest.mark.slow),
        pytest.param(signal.SIGTERM, "drop", marks=pytest.mark.slow),
        pytest.param(signal.SIGINT, 500, marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_one_signal_ends_a_server_that_polls_telegram_whatever_that_answers(
    site: Site, number: signal.Signals, answers: object
) -> None:
    with BotApi() as api:
        api.broken = answers
        bot = {"JOURNEY_TELEGRAM_TOKEN": TOKEN, "JOURNEY_TELEGRAM_API": api.url}
        with running(site, "serve", "--port", "0", **bot) as process:
            process.await_(READY["serve"])
            wait_until(lambda: api.polls, "it polls")
            process.signal(number)
            assert process.end() == 0, process.words
    assert process.said[-1] == "stopped\n"


def test_a_mail_under_way_is_finished_and_recorded_and_no_other_is_begun(
    town: tuple[Site, list[str]], mailbox: Mailbox
) -> None:
    site, addresses = town
    mailbox.open.clear()
    with running(site, "work", JOURNEY_SMTP_URL=mailbox.url) as process:
        mailbox.await_("TAKEN")
        process.signal().await_("stopping")
        under_way = mailbox.said("DATA")
        assert under_way < MANY
        mailbox.open.set()
        assert process.end() == 0, process.words
    assert process.said[-1] == "stopped\n"
    assert len(mailbox.got) < MANY
    assert outcome(site)["mails"] == len(mailbox.got)
    with running(site, "work", JOURNEY_SMTP_URL=mailbox.url) as process:
        mailbox.await_("TAKEN", MANY)
        process.signal()
        assert process.end() == 0, process.words
    all_mailed_once(site, mailbox, addresses)


MOMENTS = [("connect", 1), ("RCPT", 2), ("DATA", 2), ("TAKEN", 4), ("QUIT", 5), ("MAIL", 7), ("TAKEN", 8)]


@pytest.mark.slow
@pytest.mark.parametrize("command", ["serve", "work"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_stopped_or_killed_at_any_moment_of_sending_nobody_is_mailed_twice_and_who_is_stopped_loses_nothing(
    town: tuple[Site, list[str]], mailbox: Mailbox, command: str, number: signal.Signals
) -> None:
    """A process that is killed while a mail is being taken leaves one thing open, and says so: see `test_reminders`."""
    site, addresses = town
    words = [command, *(["--port", "0"] if command == "serve" else [])]
    left = iter(MOMENTS)
    for verb, count in left:
        if number == signal.SIGKILL and verb == "TAKEN":
            continue
        with running(site, *words, JOURNEY_SMTP_URL=mailbox.url) as process:

            def strike(said: str, times: int, verb: str = verb, count: int = count, process=process) -> None:
                if said == verb and times >= count:
                    process.signal_once(number)

            mailbox.upon = strike
            if number == signal.SIGTERM:
                process.await_(READY[command])  # before it listens, a signal ends it as it ends any program
            mailbox.await_(verb, count)
            process.signal_once(number)  # the moment may have passed before there was anybody to strike
            assert process.end() == (-9 if number == signal.SIGKILL else 0), process.words
    mailbox.upon = lambda _verb, _count: None
    with running(site, *words, JOURNEY_SMTP_URL=mailbox.url) as process:
        if number == signal.SIGTERM:
            mailbox.await_("TAKEN", MANY)
        process.await_(READY[command]).signal()
        assert process.end() == 0
    assert max(Counter(mailbox.got).values()) == 1
    if number == signal.SIGTERM:
        all_mailed_once(site, mailbox, addresses)


@pytest.mark.slow
def test_killed_before_a_mail_is_handed_over_the_next_process_hands_it_over_at_once(
    town: tuple[Site, list[str]], mailbox: Mailbox
) -> None:
    site, addresses = town
    mailbox.silent.add("RCPT")
    with running(site, "work", JOURNEY_SMTP_URL=mailbox.url) as process:
        mailbox.await_("RCPT")
        process.signal(signal.SIGKILL)
        assert process.end() == -9
    assert mailbox.got == []
    mailbox.silent.clear()
    with running(site, "work", JOURNEY_SMTP_URL=mailbox.url) as process:
        mailbox.await_("TAKEN", MANY)
        process.signal()
        assert process.end() == 0, process.words
    all_mailed_once(site, mailbox, addresses)


@pytest.mark.slow
def test_a_second_signal_ends_at_once_whatever_is_under_way(town: tuple[Site, list[str]], mailbox: Mailbox) -> None:
    site, _ = town
    mailbox.open.clear()
    with running(site, "work", JOURNEY_SMTP_URL=mailbox.url, JOURNEY_STOP_SECONDS="600") as process:
        mailbox.await_("TAKEN")
        process.signal().await_("stopping").signal()
        assert process.end() == 128 + signal.SIGTERM
    assert "stopped at once" in process.said[-1]


@pytest.mark.slow
def test_what_hangs_is_not_waited_for_longer_than_was_said(town: tuple[Site, list[str]], mailbox: Mailbox) -> None:
    site, _ = town
    mailbox.open.clear()
    with running(site, "work", JOURNEY_SMTP_URL=mailbox.url, JOURNEY_STOP_SECONDS="1") as process:
        mailbox.await_("TAKEN")
        process.signal()
        assert process.end() == 1
    assert "without waiting any longer for the clock's jobs" in process.said[-1]


def test_streams_are_told_and_ended(site: Site) -> None:
    with running(site, "serve", "--port", "0") as process:
        browser = Browser(process.await_(READY["serve"]).port)
        browser.start()
        with browser.stream() as events:
            assert soon(events) is not None  # the greeting: it is open
            process.signal()
            heard = [soon(events)]
            while heard[-1] is not None:
                heard.append(soon(events))
        assert process.end() == 0, process.words
    assert heard[-2][1] == "restart"


@pytest.mark.parametrize("database", ["postgres"], scope="module")  # a file does not stand still
@pytest.mark.parametrize(
    "words", [("work", "--every", "1"), pytest.param(("serve", "--port", "0"), marks=pytest.mark.slow)]
)
def test_a_database_that_stands_still_keeps_nobody_from_stopping(site: Site, words: tuple[str, ...]) -> None:
    with Freezer(site.url) as way, running(site, *words, JOURNEY_DB=way.url, JOURNEY_STOP_SECONDS="1") as process:
        process.await_(READY[words[0]])
        way.freeze()
        assert way.held.wait(SECONDS)
        process.signal()
        assert process.end() == 1
    assert "stopped after 1 seconds without waiting any longer for" in process.said[-1]


@pytest.mark.slow
def test_a_sweep_is_left_between_two_people_and_the_next_finds_the_rest(site: Site) -> None:
    with site.opened(datetime.now(UTC)) as journey:
        take(journey, [{"type": "enrolled", "participant": f"J-{n}", "on": "2018-01-01"} for n in range(150)])
    store = Store(site.url)
    for _ in range(4):
        before = events(store)
        with running(site, "work") as process:
            wait_until(lambda before=before: events(store) > before or "swept" in process.words, "an alert is raised")
            process.signal()
            assert process.end() == 0, process.words
        assert process.said[-1] == "stopped\n"
    store.close()
    now = datetime.now(UTC)
    with site.opened(now) as journey:
        sweep(journey.engine, journey.projector, now)
        assert still_called_for(journey, now) == []
        assert set(raised(journey).values()) == {1}


def events(store: Store) -> int:
    with store.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(store.events)).scalar() or 0)


@pytest.mark.slow
def test_what_somebody_has_said_is_taken_though_its_page_came_too_late_and_the_process_was_told_to_stop(
    site: Site,
) -> None:
    people(site, 0)  # a programme in use
    with running(site, "serve", "--port", "0") as process:
        browser = Browser(process.await_(READY["serve"]).port)
        asked = browser.start().words
        with busy(site):
            late = browser.press("Fortsätt")
            assert late.status == 503
            process.signal().await_("stopping")
        assert process.end() == 0, process.words
    with running(site, "serve", "--port", "0") as process:
        browser.port = process.await_(READY["serve"]).port
        assert len(browser.open("/").words) > len(asked)


@contextmanager
def busy(site: Site) -> Iterator[None]:
    """Nobody else can write to a chat for as long as this lasts."""
    store = Store(site.url)
    with store.write(keep=False) as connection:
        if not store.is_sqlite:
            connection.execute(sa.text("LOCK TABLE chats IN EXCLUSIVE MODE"))
        yield
    store.close()
