"""Whether the log is still what its last checkpoint says, looked at quickly: the stored leaves, and no event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from journey.domain.errors import StoreError, WrongInput
from journey.engine.engine import Engine
from projections.audit.ledger import Ledger
from projections.audit.signed.checkpoints import Checkpoint
from projections.audit.signed.files import AuditFiles
from projections.audit.signed.signing import agrees
from services.permissions import Actor, Permission, check

State = Literal["signed", "agrees", "differs", "none", "unreadable"]
"""Signed by the log's own key, and not yet compared; compared, and the same or not; none so far; a faulty file."""


@dataclass(frozen=True, slots=True)
class Soundness:
    """The last checkpoint: how many events it covers, how many there are, and how it stands."""

    state: State
    covered: int = 0
    events: int = 0


def last_checkpoint(engine: Engine, files: AuditFiles, actor: Actor, *, compare: bool = False) -> Soundness:
    """The last checkpoint, with its signature tried; `compare` works out its root again from the stored leaves.

    Raises NotAllowed. Only `journey audit verify` holds every event against its leaf.
    """
    check(actor, Permission.VERIFY)
    ledger = Ledger(engine.store, engine.vault)
    with engine.store.read() as connection:
        events = ledger.count(connection)
    try:
        last = _last(ledger, files)
    except (WrongInput, StoreError):
        return Soundness("unreadable", events=events)
    if last is None:
        return Soundness("none", events=events)
    if not compare:
        return Soundness("signed", last.size, events)
    return Soundness("agrees" if agrees(ledger, last) else "differs", last.size, events)


def _last(ledger: Ledger, files: AuditFiles) -> Checkpoint | None:
    """The newest checkpoint. Raises WrongInput where a file is faulty, or the checkpoint is not this log's own."""
    read, verifier = files.read(ledger.origin), files.verifier()
    if read.damaged or read.changed:
        raise WrongInput("the file of checkpoints is damaged")
    last = max(reversed(read.checkpoints), key=lambda one: one.size, default=None)
    if last is not None and not (
        verifier and last.origin == ledger.origin and verifier.signed(last.text, list(last.signatures))
    ):
        raise WrongInput("the last checkpoint was not signed by this log's key")
    return last
