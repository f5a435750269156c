"""The wrapping keys: beginning an epoch, destroying the keys whose backups are no more, what each still opens."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from journey.engine.engine import Engine
from journey.engine.erasure import finish_for_good
from services.opened import Journey
from services.permissions import Permission, check

AT_ONCE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Epoch:
    """One wrapping key by its name: when it was in use, and when it was destroyed; None where not, or not known."""

    key: str
    began: datetime | None
    ended: datetime | None
    destroyed: datetime | None
    used: bool
    """Whether the store's own keys are wrapped by it now."""


@dataclass(frozen=True, slots=True)
class Tended:
    """What has been done to the keys: whether an epoch began, which keys are destroyed, how many erasures are final."""

    begun: bool
    destroyed: list[str]
    final: int


def rotate(journey: Journey, receipts: Path, *, final: bool = False) -> int:
    """Begin an epoch: wrap everything anew. `final` destroys every earlier key at once. Returns how many are wrapped.

    Raises NotAllowed, and StoreError where others keep the store busy or the key file cannot be written.
    """
    check(journey.actor, Permission.MANAGE_SYSTEM)
    count = journey.engine.epochs.begin(journey.now, afresh=True)
    if final:
        journey.engine.epochs.destroy(journey.now, AT_ONCE)
        finish_for_good(journey.engine, receipts, journey.now)
    return count


def expire(journey: Journey, receipts: Path, window: timedelta, waiting: Collection[str]) -> Tended:
    """What the clock does, asked for by a person: see `tend`. Raises NotAllowed."""
    check(journey.actor, Permission.MANAGE_SYSTEM)
    return tend(journey.engine, receipts, window, journey.now, waiting)


def tend(engine: Engine, receipts: Path, window: timedelta, now: datetime, waiting: Collection[str]) -> Tended:
    """End an epoch in which something was destroyed; destroy the keys of epochs that ended a window ago.

    `waiting` are the keys by which notes wait in the spool: what opens those is kept.
    """
    epochs = engine.epochs
    begun = epochs.is_due(now)
    if begun:
        epochs.begin(now)
    destroyed = epochs.destroy(now, window)
    epochs.forget_spool(now, window, waiting)
    return Tended(begun, destroyed, finish_for_good(engine, receipts, now))


def overdue(journey: Journey, window: timedelta) -> list[str]:
    """The names of keys that should have been destroyed by now: what was erased opens with them. Raises NotAllowed."""
    check(journey.actor, Permission.MANAGE_SYSTEM)
    return journey.engine.epochs.overdue(journey.now, window)


def list_epochs(journey: Journey) -> list[Epoch]:
    """Every epoch that the key file tells of, the latest last. Raises NotAllowed."""
    check(journey.actor, Permission.MANAGE_SYSTEM)
    ring = journey.engine.vault.master.read()
    with journey.engine.store.read() as connection:
        used = journey.engine.epochs.current(connection)
    epochs = [Epoch(name, None, None, at, used=False) for name, at in ring.destroyed.items()]
    return epochs + [
        Epoch(name, ring.began.get(name), ring.ended.get(name), None, used=name == used) for name in ring.keys
    ]
