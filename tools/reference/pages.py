"""Which pages there are, and whether what is stored is what the code says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from projections.reports.reference import figures_markdown
from tools.reference import (
    code_map,
    commands,
    dialogues,
    entries,
    events,
    exports,
    lifecycle,
    programme_files,
    rates,
    settings,
)

FOLDER = Path(__file__).parents[2] / "docs" / "reference"

PAGES: Mapping[str, Callable[[], str]] = {
    "entries.md": entries.markdown,
    "events.md": events.markdown,
    "settings.md": settings.markdown,
    "commands.md": commands.markdown,
    "exports.md": exports.markdown,
    "figures.md": figures_markdown,
    "lifecycle.md": lifecycle.markdown,
    "dialogues.md": dialogues.markdown,
    "programme-files.md": programme_files.markdown,
    "rates.md": rates.markdown,
    "code-map.md": code_map.markdown,
}


def write() -> None:
    """Write every page."""
    for name, markdown in PAGES.items():
        (FOLDER / name).write_text(markdown(), encoding="utf-8")


def stale() -> list[str]:
    """The pages that are missing or say something else than the code."""
    return [name for name, markdown in PAGES.items() if _stored(name) != markdown()]


def _stored(name: str) -> str | None:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else None
