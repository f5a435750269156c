"""What the clock does for the wrapping keys, by the settings: ends epochs, destroys keys whose time is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.wiring.opening import receipts, spool, window
from journey.engine.engine import Engine
from services.keys import Tended, tend

SECONDS = 3600
"""How often the clock looks."""


def errand(engine: Engine) -> tuple[str, int, Callable[[datetime], object]]:
    """A job of the clock: only while the process leads."""
    return "keys", SECONDS, lambda now: tended(engine, now)


def tended(engine: Engine, now: datetime) -> Tended:
    """End what is over, with the receipts and the window of the settings."""
    return tend(engine, receipts(), window(), now, spool(engine).keys())
