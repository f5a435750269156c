"""The only wiring: settings to an opened engine and its read models."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app import settings
from journey.domain.commands import Record
from journey.domain.events import Event
from journey.engine.engine import Engine
from journey.engine.erasure import finish_erasures
from journey.engine.loading.programmes import load_programmes
from projections.live.projector import Projector
from services.recording import execute


@dataclass(frozen=True, slots=True)
class Journey:
    """Everything a command needs: the engine, the read models, and the moment it began."""

    engine: Engine
    projector: Projector
    now: datetime
    erased_again: int = 0  # erasures that receipts tell of and the log did not: it was restored

    def execute(self, command: Record) -> list[Event]:
        """Decide and save one command, and catch up before answering: who asked reads their own writes.

        Raises what `Engine.execute` raises: Conflict, NotAllowed past the cap, WrongInput, WrongOrder.
        """
        return execute(self.engine, self.projector, [command])

    @property
    def receipts(self) -> Path:
        """The file of erasure receipts."""
        return receipts()


def receipts() -> Path:
    """The file of erasure receipts, beside the master key and outside every backup."""
    return settings.key_file().with_name("erasures.jsonl")


@contextmanager
def opened(now: datetime | None = None) -> Iterator[Journey]:
    """The store the settings name, open and caught up."""
    moment = now or datetime.now(UTC)
    programmes = load_programmes(settings.config())
    engine = Engine(settings.database(), settings.key_file(), programmes)
    try:
        engine.open(moment)
        projector = Projector(engine)
        projector.open()
        projector.catch_up()
        again = finish_erasures(engine, projector.erased(), receipts(), moment)
        projector.catch_up()
        yield Journey(engine, projector, moment, again)
    finally:
        engine.close()
