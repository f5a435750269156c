"""What a doomed process does. This module is loaded once, before processes are forked, so that each starts at once."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import app.cli.clock
import app.cli.intake
import app.cli.operations
import app.cli.reading  # noqa: F401
import journey.engine.backup
import journey.engine.erasure
from app.wiring.chat import lengths, texts
from bots.outbox.channels import MailNudge
from bots.outbox.courier import Courier
from bots.outbox.smtp import SmtpMail
from bots.texts.catalogue import Texts
from journey.domain.events.participant import ContactHeld
from journey.domain.programme import Programme
from journey.engine.chats.doors import Doors
from journey.engine.epochs import Epochs
from journey.engine.master_key import MasterKey
from journey.engine.migrations import steps
from journey.engine.store import Store
from journey.engine.vault import Vault
from services.office import Office
from services.opened import Journey
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


@cache
def words() -> Texts:
    """What messages say; read once, before anybody is forked."""
    return texts(None)


def courier_of(journey: Journey, mail_server: str, clock: Callable[[], datetime]) -> Courier:
    """A courier as `journey work` has one, without the chat around it."""
    engine = journey.engine
    doors = Doors(engine.store, engine.vault, lengths())
    office = Office(engine, journey.projector, doors, clock, "http://127.0.0.1", None, lambda _: None)
    return Courier(office, words(), [MailNudge(SmtpMail(mail_server, "journey@example.org"), words())])


def send(tell: Tell, site: Site, programmes: dict[str, Programme], mail_server: str) -> None:
    """Deliver and nudge until killed; tells once that it begins."""
    with site.opened(datetime.now(UTC), programmes) as journey:
        courier = courier_of(journey, mail_server, lambda: datetime.now(UTC))
        tell("sending")
        while True:
            courier.deliver()
            courier.nudge()


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
