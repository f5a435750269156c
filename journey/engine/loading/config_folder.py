"""Which files of somebody's config folder nothing reads: they are named, and not ignored without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from journey.domain.plain import plain
from journey.engine.loading.programmes import shipped_config


def unread(config: Path | None) -> list[str]:
    """The files that no part of the product looks at, by their place in the folder; none without a folder.

    What is looked at has a name, or in a folder of several an ending, that the shipped folder knows. Hidden files,
    editors' copies and a README are left in peace.
    """
    if config is None or not config.is_dir():
        return []
    known = places()
    return sorted(plain(place.as_posix()) for place in _files(config) if _form(place) not in known)


def places() -> set[str]:
    """Where files are looked for, as patterns: `rules.toml`, `programmes/*.toml`, `locales/*/*.ftl`."""
    return {_form(place) for place in _files(shipped_config())}


def _form(place: Path) -> str:
    if len(place.parts) == 1:
        return place.name
    return "/".join([place.parts[0], *("*" for _ in place.parts[1:-1]), f"*{place.suffix}"])


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        place = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in place.parts)
        if path.is_file() and not (hidden or path.name.endswith("~") or path.stem == "README"):
            yield place
