"""The only wiring: settings to an opened engine and its read models."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app import settings
from journey.engine.engine import Engine
from journey.engine.erasure import finish_erasures
from journey.engine.programmes import load_programmes
from projections.projector import Projector


@dataclass(frozen=True, slots=True)
class Journey:
    """Everything a command needs: the engine, the read models, and the moment it began."""

    engine: Engine
    projector: Projector
    now: datetime

    @property
    def receipts(self) -> Path:
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
        journey = Journey(engine, Projector(engine), moment)
        journey.projector.open()
        journey.projector.catch_up()
        finish_erasures(engine, journey.projector.erased(), journey.receipts, moment)
        yield journey
    finally:
        engine.close()
