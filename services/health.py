"""Whether the installation is well, by what is quick to look at; `journey doctor` looks at these and at more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from journey.domain import calendar
from journey.engine.receipts import damaged
from projections.live import tables
from services import keys
from services.coach_names import coach_names
from services.opened import Journey
from services.permissions import Permission, check


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is as it should be, and what is to be said of it: how many, and which."""

    about: str
    ok: bool
    count: int = 0
    which: tuple[str, ...] = ()


def examine(journey: Journey, receipts: Path, window: timedelta) -> list[Finding]:
    """Every quick look. Raises NotAllowed for who does not run the installation."""
    check(journey.actor, Permission.MANAGE_SYSTEM)
    looks: list[Callable[[], Finding]] = [
        lambda: schema(journey),
        lambda: lists(journey),
        lambda: clock(journey),
        lambda: rules(journey),
        lambda: coaches(journey),
        lambda: erasures(journey, receipts),
        lambda: wrapping_keys(journey, window),
    ]
    return [look() for look in looks]


def schema(journey: Journey) -> Finding:
    """Which shape the store has: a start gives it the one that this program works with."""
    return Finding("schema", ok=True, count=journey.engine.store.version())


def lists(journey: Journey) -> Finding:
    """How many events of the log the read models have not taken in."""
    behind = journey.projector.behind()
    return Finding("lists", behind == 0, behind)


def clock(journey: Journey) -> Finding:
    """Of how many deadlines an alert was due before today and has not been judged: no clock runs, or it is stuck."""
    table = tables.deadlines
    late = table.c.next_on < calendar.local_date(journey.now)
    with journey.engine.store.read() as connection:
        count = connection.execute(sa.select(sa.func.count()).select_from(table).where(late)).scalar_one()
    return Finding("clock", count == 0, count)


def rules(journey: Journey) -> Finding:
    """Of how many programmes there are rules, and which of them no file describes any more."""
    missing = tuple(name for name in journey.engine.in_use() if name not in journey.engine.programmes)
    return Finding("rules", not missing, len(journey.engine.books), missing)


def coaches(journey: Journey) -> Finding:
    """How many coaches are in several spellings, or registered by nobody: nothing that keeps the engine from running.

    Which ones is for `journey doctor` alone: they are of every programme, and what was typed may be anything.
    """
    names = coach_names(journey)
    return Finding("coaches", ok=True, count=len(names.several) + len(names.unregistered))


def erasures(journey: Journey, receipts: Path) -> Finding:
    """How many people are erased; where lines of the receipts can be read by nobody, how many of those."""
    broken = damaged(receipts)
    return Finding("erasures", broken == 0, broken or len(journey.projector.erased()))


def wrapping_keys(journey: Journey, window: timedelta) -> Finding:
    """Which keys of backups that are no longer kept are still there; else how many there are."""
    late = tuple(keys.overdue(journey, window))
    return Finding("keys", not late, len(journey.engine.epochs.opening()), late)
