"""The settings: environment variables, each documented in docs/reference/settings.md from this file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, what it is without one, and what it means."""

    name: str
    default: str
    meaning: str


DB = Setting("JOURNEY_DB", "sqlite:///data/journey.db", "The store: `sqlite:///PATH` or `postgresql://USER@HOST/NAME`.")
CONFIG = Setting(
    "JOURNEY_CONFIG",
    "the shipped one",
    "A folder laid out as the shipped `config/`; what it lacks comes from the shipped one.",
)
KEY_FILE = Setting(
    "JOURNEY_KEY_FILE",
    "`journey.key` beside the SQLite file, else `data/journey.key`",
    "The master key that seals personal data. Made at the first start, readable by its owner alone. Keep a copy of it "
    "apart from the backups: without it they cannot be read.",
)
SWEEP_SECONDS = Setting("JOURNEY_SWEEP_SECONDS", "300", "How often `journey work` looks for alerts, in seconds.")
DEBUG = Setting("JOURNEY_DEBUG", "unset", "Set, an unexpected error shows its whole traceback, which may name people.")
ALL = (DB, CONFIG, KEY_FILE, SWEEP_SECONDS, DEBUG)


def database() -> str:
    """The store's address."""
    return os.environ.get(DB.name) or DB.default


def config() -> Path | None:
    """The folder of programme files, or None for the shipped ones alone."""
    folder = os.environ.get(CONFIG.name)
    return Path(folder) if folder else None


def key_file() -> Path:
    """The file of the master key."""
    chosen = os.environ.get(KEY_FILE.name)
    if chosen:
        return Path(chosen)
    url = database()
    if url.startswith("sqlite:///"):
        return Path(url.removeprefix("sqlite:///")).parent / "journey.key"
    return Path("data/journey.key")


def sweep_seconds() -> int:
    """How often the clock sweeps; anything that is no positive number counts as the default."""
    text = os.environ.get(SWEEP_SECONDS.name, "")
    return int(text) if text.isdecimal() and int(text) > 0 else int(SWEEP_SECONDS.default)
