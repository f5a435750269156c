"""The config files of the crisis part: found, and read as TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from journey.domain.errors import WrongInput
from journey.engine.config_values import Fault, shown
from journey.engine.programmes import shipped_config
from journey.engine.toml_files import LARGEST_FILE


def folders(folder: Path | None) -> tuple[Path, ...]:
    """Where to look, the shipped folder first. Raises WrongInput where `folder` is none."""
    if folder is None:
        return (shipped_config(),)
    if not folder.is_dir():
        raise WrongInput(f"{name(folder)}: is no folder; name one that is laid out as the shipped config")
    return (shipped_config(), folder)


def read_toml(path: Path) -> dict[str, Any]:
    """The TOML of a file. Raises Fault."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Fault("file", f"cannot be read ({error.strerror}); name a file that is there") from None
    if len(content) > LARGEST_FILE:
        raise Fault("file", f"is {len(content):,} bytes long; allowed are {LARGEST_FILE:,}")
    try:
        return tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Fault(f"line {line}", "is not UTF-8; save the file as UTF-8") from None
    except RecursionError:
        raise Fault("file", "is nested too deeply; write fewer brackets within brackets") from None
    except ValueError as error:
        what = "".join(c if c.isprintable() else "?" for c in str(error))
        raise Fault("file", f'is no TOML: {what}; write lines such as name = "value"') from None


def wrong(path: Path, fault: Fault) -> WrongInput:
    """The error of one line: file, key, what is wrong, what is allowed."""
    return WrongInput(f"{name(path)}: {fault.key}: {fault.text}")


def name(path: Path) -> str:
    """A file as a message names it: without the folders, which differ from machine to machine."""
    return shown(path.name)[1:-1] or "."
