"""The fixed jobs of a process with a clock, run by APScheduler while the process leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler

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


def never() -> bool:
    """Nobody asks to stop."""
    return False


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
    _add(clock, "forget", FORGET_SECONDS, forget, (work.engine,))
    for name, seconds, errand in (("sweep", work.seconds, work.sweep), *work.errands):
        _add(clock, name, seconds, work.do, (errand,))
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


def background(work: Work) -> BackgroundScheduler:
    """A scheduler with threads of its own; shutting it down waits for the jobs that run."""
    clock = SteadyScheduler(timezone=UTC)
    schedule(clock, work)
    return clock
