"""Erasure: decided by a supervisor, carried out by the operator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from journey.domain.errors import WrongInput
from journey.domain.events.requests import ErasureDecided
from journey.domain.events.system import ErasureBasis
from journey.engine.erasure import ReceiptFollows, erase, finish_for_good
from journey.engine.people import erased_label
from journey.engine.receipts import read
from services.changes import Changed, Stale, record
from services.keys import AT_ONCE
from services.office import Office
from services.opened import Journey
from services.people import Person
from services.permissions import Actor, Permission, check

DECISIONS = ("granted", "refused")


def decide(office: Office, actor: Actor, person: Person, decision: str, entry: str) -> Changed:
    """Grant what was asked for, or refuse it. Raises Stale for another word."""
    if decision not in DECISIONS:
        raise Stale("that is no decision")
    fact = ErasureDecided(decision=cast("Any", decision))
    return record(office, actor, person, Permission.DECIDE_ERASURE, (f"erasure-{person.stream.hex}-{entry}", fact))


@dataclass(frozen=True, slots=True)
class Carried:
    """An erasure that was carried out: what the person is called now, and when no copy opens any more."""

    erased: str
    at: datetime
    keys: frozenset[str]
    """The wrapping keys that open copies in the database's files and in backups, or did."""
    final: bool
    late: Exception | None = None
    """What kept a receipt or a new epoch of keys from following: every start of the program tries again."""


def carry_out(
    journey: Journey,
    stream: UUID,
    reason: str,
    receipts: Path,
    *,
    basis: ErasureBasis = "decided",
    final: bool = False,
) -> Carried:
    """Destroy a person's key and the way to them in the store, and end the epoch of keys that opens copies of it.

    It rests on what the person asked for and a supervisor granted, unless `basis` says otherwise, which is recorded.

    `final` destroys every key of earlier epochs at once: no backup made before now can be read any more. Else the
    clock does that when their backups are old enough. Receipts are written down in `receipts`.

    Raises NotAllowed, also where a refusal stands or the decision is missing, and WrongInput where no reason is given
    or the person is still worked with.
    """
    check(journey.actor, Permission.CARRY_OUT_ERASURE)
    if final:
        check(journey.actor, Permission.MANAGE_SYSTEM)
    if not reason.strip():
        raise WrongInput("--reason: empty; say who decided, and when")
    called, keys = erased_label(stream), frozenset[str]()
    try:
        receipt = erase(journey.engine, stream, reason, journey.now, journey.actor.recorded, receipts, basis)
        keys = frozenset(receipt["keys"])
    except ReceiptFollows as follows:
        return Carried(called, journey.now, keys, final=False, late=_reason(follows))
    try:
        done = _for_good(journey, stream, receipts, final=final)
    except Exception as error:  # noqa: BLE001  # whatever it is, the person's key is gone
        return Carried(called, journey.now, keys, final=False, late=error)
    return Carried(called, journey.now, keys, final=done)


def _reason(follows: ReceiptFollows) -> Exception:
    return follows.__cause__ if isinstance(follows.__cause__, Exception) else follows


def _for_good(journey: Journey, stream: UUID, receipts: Path, *, final: bool) -> bool:
    """End the epoch of keys that opens copies, or with `final` destroy them all. Whether no copy opens any more."""
    journey.engine.epochs.begin(journey.now)
    if final:
        journey.engine.epochs.destroy(journey.now, AT_ONCE)
        finish_for_good(journey.engine, receipts, journey.now)
    journey.projector.follow()
    return read(receipts)[stream].for_good
