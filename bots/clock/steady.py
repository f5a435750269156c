"""A scheduler that goes on when the clock is set back, and tells of a failed job its kind and place alone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler

from bots.failures import place_of

logger = logging.getLogger(__name__)

LOOK = 30.0
"""Seconds within which it is noticed that the clock was set back."""


class SteadyScheduler(BackgroundScheduler):  # type: ignore[misc]  # the library has no types
    """Jobs at intervals. Whatever becomes of the clock on the wall, none waits longer than its interval."""

    def _process_jobs(self) -> float:
        """Run what is due; returns the seconds until the next look."""
        with self._jobstores_lock:
            for job in [job for store in self._jobstores.values() for job in store.get_all_jobs()]:
                moment, interval = datetime.now(UTC), getattr(job.trigger, "interval", None)
                if interval and job.next_run_time and job.next_run_time - moment > interval:
                    job.modify(next_run_time=moment)
        wait: float | None = super()._process_jobs()
        return LOOK if wait is None else min(wait, LOOK)


class _NoTraceback(logging.Filter):
    """What the library says of an error, without the error: it may quote somebody."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            record.msg, record.args = "the clock failed: %s at %s", (type(error).__name__, place_of(error))
        record.exc_info = record.exc_text = None
        return True


_no_traceback = _NoTraceback()


def without_tracebacks() -> None:
    """Keep the tracebacks of the library's own errors out of every log."""
    for name in ("apscheduler", "apscheduler.scheduler", "apscheduler.executors.default"):
        logging.getLogger(name).addFilter(_no_traceback)


def guarded(name: str, job: Callable[..., object]) -> Callable[..., None]:
    """The job, with an end to whatever it raises: the kind and the place of it reach the log, and it is tried again."""

    def run(*args: object) -> None:
        try:
            job(*args)
        except Exception as error:  # noqa: BLE001  # whatever it is may quote somebody
            kind = type(error).__name__
            logger.error("the job %s failed: %s at %s; it will be tried again", name, kind, place_of(error))  # noqa: TRY400  # no traceback

    return run
