"""The fixed jobs of a process with a clock, run by APScheduler while the process leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler

from bots.clock.leader import Leader
from bots.clock.steady import SteadyScheduler, guarded, without_tracebacks
from journey.engine.engine import Engine
from projections.live.projector import Projector
from services.sweep import Alert, sweep

FORGET_SECONDS = 10
"""How long a process that does nothing else may remember the key of somebody who was erased elsewhere."""


def now() -> datetime:
    """The wall clock. Below the wiring it is read here and nowhere else."""
    return datetime.now(UTC)


def sweep_if_leading(engine: Engine, projector: Projector, leader: Leader, tell: Callable[[list[Alert]], None]) -> None:
    """One pass where this process leads, nothing where another does."""
    if leader.leads():
        tell(sweep(engine, projector, now()))


def forget(engine: Engine) -> None:
    """Let no key stay in the memory of this process that another has destroyed; whether it leads or not."""
    with engine.store.glance() as connection:
        engine.vault.forget_shredded(connection)


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


def schedule(clock: BaseScheduler, work: Work) -> None:
    """Give a scheduler its jobs, each with a first run at once; they live in memory."""
    _add(clock, "forget", FORGET_SECONDS, forget, (work.engine,))
    sweeping = (work.engine, work.projector, work.leader, work.tell)
    _add(clock, "sweep", work.seconds, sweep_if_leading, sweeping)
    for name, seconds, errand in work.errands:
        _add(clock, name, seconds, _if_leading, (work.leader, errand))
    without_tracebacks()


def _add(clock: BaseScheduler, name: str, seconds: int, job: Callable[..., object], args: tuple[object, ...]) -> None:
    clock.add_job(
        guarded(name, job),
        "interval",
        seconds=seconds,
        args=args,
        id=name,
        next_run_time=now(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )


def _if_leading(leader: Leader, errand: Callable[[datetime], object]) -> None:
    if leader.leads():
        errand(now())


def foreground(work: Work) -> BlockingScheduler:
    """A scheduler that is the process."""
    clock = BlockingScheduler(timezone=UTC)
    schedule(clock, work)
    return clock


def background(work: Work) -> BackgroundScheduler:
    """A scheduler beside a server."""
    clock = SteadyScheduler(timezone=UTC)
    schedule(clock, work)
    return clock
