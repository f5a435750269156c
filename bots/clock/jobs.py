"""The fixed jobs of a process with a clock, run by APScheduler while the process leads."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler

from bots.clock.leader import Leader
from journey.engine.engine import Engine
from projections.live.projector import Projector
from services.sweep import Alert, sweep

logger = logging.getLogger(__name__)


def now() -> datetime:
    """The wall clock. Below the wiring it is read here and nowhere else."""
    return datetime.now(UTC)


def never() -> bool:
    """Nobody asks to stop."""
    return False


@dataclass(frozen=True)
class Work:
    """What the clock of a process does: the sweep always, the rest where the process has a chat."""

    engine: Engine
    projector: Projector
    leader: Leader
    tell: Callable[[list[Alert]], None]
    seconds: int
    errands: tuple[tuple[str, int, Callable[[datetime], object]], ...] = ()
    """Name, seconds between two runs, and what to do at a moment; done only while this process leads."""
    over: Callable[[], bool] = never
    """Whether the process has been asked to stop: then nothing is begun."""

    def sweep(self, moment: datetime) -> None:
        """One pass, or what there is time for."""
        self.tell(sweep(self.engine, self.projector, moment, over=self.over))

    def do(self, errand: Callable[[datetime], object]) -> None:
        """An errand where this process leads, nothing where another does."""
        if not self.over() and self.leader.leads():
            errand(now())


def schedule(clock: BaseScheduler, work: Work) -> None:
    """Give a scheduler its jobs, each with a first run at once; they live in memory."""
    for name, seconds, errand in (("sweep", work.seconds, work.sweep), *work.errands):
        _add(clock, name, seconds, work.do, (errand,))
    clock.add_listener(_report_failure, EVENT_JOB_ERROR)


def _add(clock: BaseScheduler, name: str, seconds: int, job: Callable[..., object], args: tuple[object, ...]) -> None:
    clock.add_job(
        job,
        "interval",
        seconds=seconds,
        args=args,
        id=name,
        next_run_time=now(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )


def background(work: Work) -> BackgroundScheduler:
    """A scheduler with threads of its own; shutting it down waits for the jobs that run."""
    clock = BackgroundScheduler(timezone=UTC)
    schedule(clock, work)
    return clock


def _report_failure(event: JobExecutionEvent) -> None:
    # The type alone: a message or a traceback might hold what is personal.
    logger.error("the job %s failed: %s; it will be tried again", event.job_id, type(event.exception).__name__)
