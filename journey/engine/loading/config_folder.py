"""Which files of somebody's config folder nothing reads: they are named, and not ignored without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from journey.domain.plain import one_line
from journey.engine.loading.programmes import shipped_config

_NAMED = 10
"""How many of them a message names."""


def unread(config: Path | None) -> list[str]:
    """The files and folders that no part of the product looks at, by their place in the folder; none without a folder.

    What is looked at has a name, or in a folder of several an ending, that the shipped folder knows. Hidden files,
    editors' copies and a README are left in peace. A folder that is unknown is named and not looked into.
    """
    if config is None or not config.is_dir():
        return []
    known = places()
    folders = {place.partition("/")[0] for place in known if "/" in place}
    strangers = [place.as_posix() for place in _files(config, folders) if _form(place) not in known]
    strangers += [f"{path.name}/" for path in _visible(config) if path.is_dir() and path.name not in folders]
    return sorted(one_line(place) for place in strangers)


def name_some(names: list[str]) -> str:
    """Some names, and how many more there are."""
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def places() -> set[str]:
    """Where files are looked for, as patterns: `rules.toml`, `programmes/*.toml`, `locales/*/*.ftl`."""
    shipped = shipped_config()
    return {_form(place) for place in _files(shipped, {path.name for path in _visible(shipped)})}


def _form(place: Path) -> str:
    if len(place.parts) == 1:
        return place.name
    return "/".join([place.parts[0], *("*" for _ in place.parts[1:-1]), f"*{place.suffix}"])


def _files(folder: Path, within: set[str]) -> Iterator[Path]:
    """The files of a folder, and those in folders of these names, by their place."""
    for path in _visible(folder):
        if path.is_file():
            yield path.relative_to(folder)
        elif path.name in within:
            inside = (one.relative_to(folder) for one in path.rglob("*") if one.is_file())
            yield from (place for place in inside if not any(_in_peace(part) for part in place.parts))


def _visible(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not _in_peace(path.name)]


def _in_peace(name: str) -> bool:
    return name.startswith(".") or name.endswith("~") or name.partition(".")[0] == "README"
