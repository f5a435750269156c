"""The config files of the crisis part: found, and read as TOML."""

from __future__ import annotations

from pathlib import Path

from journey.domain.errors import WrongInput
from journey.engine.loading.config_values import Fault, on_one_line
from journey.engine.loading.programmes import shipped_config


def folders(folder: Path | None) -> tuple[Path, ...]:
    """Where to look, the shipped folder first. Raises WrongInput where `folder` is none."""
    if folder is None:
        return (shipped_config(),)
    if not folder.is_dir():
        raise WrongInput(f"{name(folder)}: is no folder; name one that is laid out as the shipped config")
    return (shipped_config(), folder)


def wrong(path: Path, fault: Fault) -> WrongInput:
    """The error of one line: file, key, what is wrong, what is allowed."""
    return WrongInput(f"{name(path)}: {fault.key}: {fault.text}")


def name(path: Path) -> str:
    """A file as a message names it: without the folders, which differ from machine to machine."""
    return on_one_line(path.name)[1:-1] or "."
