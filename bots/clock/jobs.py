"""The fixed jobs of a process with a clock, run by APScheduler while the process leads."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.blocking import BlockingScheduler

from bots.clock.leader import Leader
from bots.clock.sweep import Alert, sweep
from journey.engine.engine import Engine
from projections.projector import Projector

logger = logging.getLogger(__name__)


def now() -> datetime:
    """The wall clock. Below the wiring it is read here and nowhere else."""
    return datetime.now(UTC)


def sweep_if_leading(engine: Engine, projector: Projector, leader: Leader, tell: Callable[[list[Alert]], None]) -> None:
    """One pass where this process leads, nothing where another does."""
    if leader.leads():
        tell(sweep(engine, projector, now()))


def scheduler(
    engine: Engine, projector: Projector, leader: Leader, tell: Callable[[list[Alert]], None], seconds: int
) -> BlockingScheduler:
    """A scheduler with the sweep as its job, the first pass at once; its jobs live in memory."""
    clock = BlockingScheduler(timezone=UTC)
    clock.add_job(
        sweep_if_leading,
        "interval",
        seconds=seconds,
        args=(engine, projector, leader, tell),
        id="sweep",
        next_run_time=now(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    clock.add_listener(_report_failure, EVENT_JOB_ERROR)
    return clock


def _report_failure(event: JobExecutionEvent) -> None:
    # The type alone: a message or a traceback might hold what is personal.
    logger.error("the job %s failed: %s; it will be tried again", event.job_id, type(event.exception).__name__)
