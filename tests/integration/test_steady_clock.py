"""The clock's jobs go on when the clock on the wall is set back, and say of a failure neither more nor less than may be."""

import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bots.clock import steady
from bots.clock.steady import SteadyScheduler, guarded, without_tracebacks

PATIENCE = 60
HOURLY = {
    "trigger": "interval",
    "hours": 1,
    "next_run_time": datetime(2026, 1, 1, tzinfo=UTC),
    "misfire_grace_time": None,
}
SECRET = "Alva Ek, 19121212-1212"


@pytest.fixture
def scheduler(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(steady, "LOOK", 0.05)
    made = SteadyScheduler(timezone=UTC)
    yield made
    made.shutdown(wait=True)


@pytest.mark.parametrize("back", [timedelta(minutes=2), timedelta(days=400)])
def test_a_clock_set_back_stops_no_job(scheduler: SteadyScheduler, back: timedelta) -> None:
    ran = threading.Semaphore(0)
    with time_machine.travel(datetime(2026, 5, 1, 12, tzinfo=UTC)) as clock:
        scheduler.add_job(
            lambda: ran.release(), "interval", seconds=60, next_run_time=datetime.now(UTC), misfire_grace_time=None
        )
        scheduler.start()
        assert ran.acquire(timeout=PATIENCE), "its first run"
        clock.move_to(datetime(2026, 5, 1, 12, tzinfo=UTC) - back)
        assert ran.acquire(timeout=PATIENCE), "the clock was set back, and it runs at once"
        clock.shift(timedelta(seconds=61))
        assert ran.acquire(timeout=PATIENCE), "and again after its interval"


def test_a_failed_job_is_told_by_kind_and_place_alone(
    scheduler: SteadyScheduler, caplog: pytest.LogCaptureFixture
) -> None:
    failed = threading.Event()

    def job() -> None:
        failed.set()
        raise ValueError(SECRET)

    without_tracebacks()
    with caplog.at_level(logging.DEBUG):
        scheduler.add_job(guarded("sweep", job), **HOURLY)
        scheduler.start()
        assert failed.wait(PATIENCE)
        scheduler.shutdown(wait=True)
        scheduler.start()
    assert SECRET not in caplog.text
    assert "Traceback" not in caplog.text
    assert "the job sweep failed: ValueError at test_steady_clock.py:" in caplog.text


def test_what_the_library_itself_logs_of_an_error_holds_no_more(
    scheduler: SteadyScheduler, caplog: pytest.LogCaptureFixture
) -> None:
    failed = threading.Event()

    def job() -> None:
        failed.set()
        raise ValueError(SECRET)

    without_tracebacks()
    scheduler.add_job(job, **HOURLY)
    scheduler.start()
    assert failed.wait(PATIENCE)
    scheduler.shutdown(wait=True)
    scheduler.start()
    assert SECRET not in caplog.text and "Traceback" not in caplog.text
    assert "the clock failed: ValueError at test_steady_clock.py:" in caplog.text
