"""What a doomed process does. This module is loaded once, before processes are forked, so that each starts at once."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import app.cli.clock
import app.cli.intake
import app.cli.operations
import app.cli.reading  # noqa: F401
import journey.engine.backup
import journey.engine.erasure
from journey.domain.events.participant import ContactHeld
from journey.engine.epochs import Epochs
from journey.engine.master_key import MasterKey
from journey.engine.migrations import steps
from journey.engine.store import Store
from journey.engine.vault import Vault
from services.sweep import sweep
from tests.command import run_here
from tests.site import NOW, Site, record

Tell = Callable[[Any], None]


def command(tell: Tell, site: Site, *arguments: str) -> None:
    """Run a command to its end."""
    tell(tuple(run_here(arguments, site.env, site.folder)))


def write(tell: Tell, site: Site, name: str, people: int, facts: int) -> None:
    """Record one fact after the other, and tell of each as soon as it is acknowledged."""
    with site.opened() as journey:
        for number in range(facts):
            entry = f"{name}-{number}"
            journey.execute(
                record(ContactHeld(mode="phone"), f"J-{number % people}", entry=entry, note=f"note {entry}")
            )
            tell(entry)


def sweep_once(tell: Tell, site: Site) -> None:
    """One pass of the sweep; tells how many alerts it raised."""
    with site.opened() as journey:
        tell(len(sweep(journey.engine, journey.projector, NOW)))


STEPS: dict[str, tuple[Any, str]] = {
    "the key is destroyed": (Vault, "shred"),
    "the file is cleaned": (Store, "checkpoint"),
    "the receipt is written": (journey.engine.erasure, "write"),
    "another key is put in use": (MasterKey, "begin"),
    "keys are wrapped anew": (Epochs, "_wrap_anew"),
    "the epoch's end is noted": (MasterKey, "end"),
}


def erase_until(tell: Tell, site: Site, person: str, step: str) -> None:
    """Erase somebody and die by kill -9 where that step would begin."""
    owner, name = STEPS[step]
    setattr(owner, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    command(tell, site, "erase", person, "--without-request", "--reason", "asked for")


def restore_without_end(tell: Tell, site: Site, backup: Path) -> None:
    """Restore a backup and die by kill -9 once the rows are committed."""
    done = journey.engine.backup.restore_backup

    def restore_and_die(*arguments: Any) -> None:
        done(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)

    journey.engine.backup.restore_backup = restore_and_die  # type: ignore[assignment]
    command(tell, site, "restore", str(backup))


def migrate_until(tell: Tell, site: Site, step: str) -> None:
    """Migrate and die by kill -9 at that step, before anything is committed."""

    def die(*_: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    *before, last = steps.MIGRATIONS
    if step == "the last migration has begun":
        half = replace(
            last,
            migrate=lambda connection: (connection.exec_driver_sql("ALTER TABLE chats DROP COLUMN language"), die()),
        )
        steps.MIGRATIONS = (*before, half)
    elif step == "the last migration is taken":
        steps.MIGRATIONS = (*before, replace(last, migrate=lambda connection: (last.migrate(connection), die())))
    else:
        sa.event.listen(sa.engine.Engine, "commit", die)
    command(tell, site, "migrate")
