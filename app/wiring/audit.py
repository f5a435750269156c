"""The wiring of the audit: an opened store to its ledger, and where its key and its checkpoints lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from app import operator, settings
from journey.engine.access_log import AccessLog
from journey.engine.engine import Engine
from journey.engine.epochs import Epochs
from journey.engine.log import Log
from journey.engine.master_key import MasterKey
from journey.engine.row_seals import RowSeals
from journey.engine.store import Store, metadata
from journey.engine.vault import Vault
from projections.audit.ledger import Ledger
from projections.audit.signed.files import AuditFiles
from projections.audit.signed.signing import checkpoint
from services.permissions import Permission, check

CHECKPOINT_SECONDS = 3600
"""How often the clock signs a checkpoint, where the log has grown."""


def files() -> AuditFiles:
    """Where the signing key and the checkpoints lie."""
    return AuditFiles(
        settings.beside_key(settings.AUDIT_KEY, "audit.key"),
        settings.beside_key(settings.CHECKPOINTS, "checkpoints.txt"),
    )


def ledger_of(engine: Engine) -> Ledger:
    """The ledger of an opened engine."""
    return Ledger(engine.store, engine.vault)


@contextmanager
def opened_ledger(permission: Permission) -> Iterator[Ledger]:
    """The ledger of the store the settings name, for an operator who may do that with it.

    Nothing is folded: a log that was tampered with opens like any.
    """
    check(operator.actor(), permission)
    store = Store(settings.database(), connections=settings.connections())
    vault = Vault(store, MasterKey(settings.key_file()))
    try:
        store.open()
        vault.open()
        Epochs(store, vault).open()
        Log(store, vault).create()
        AccessLog(store, vault).take_over()
        RowSeals(vault).take_over(store, metadata)
        yield Ledger(store, vault)
    finally:
        store.close()


def errand(engine: Engine) -> tuple[str, int, Callable[[datetime], object]]:
    """What the clock does for the audit: a checkpoint now and then, only while the process leads."""
    return "checkpoint", CHECKPOINT_SECONDS, lambda _: checkpoint(ledger_of(engine), files())
