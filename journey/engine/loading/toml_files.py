"""Reads TOML files that somebody wrote, with errors that name the file and the line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from journey.domain.errors import ConfigError
from journey.engine.loading.config_values import Fault, on_one_line

LARGEST_FILE = 1_000_000  # bytes; the shipped files are a hundredth of it


def read_toml(path: Path) -> dict[str, Any]:
    """The TOML of a file. A byte order mark, as Windows editors write it, is passed over. Raises Fault."""
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
        raise _syntax_fault(str(error)) from None


def _syntax_fault(message: str) -> Fault:
    """A fault that names the line, from what the TOML parser says at its end: `(at line 3, column 5)`."""
    place = re.search(r" \(at (line \d+), column (\d+)\)$", message)
    elsewhere = "end of file" if message.endswith("(at end of document)") else "file"
    where = f"{place[1]}, column {place[2]}" if place else elsewhere
    what = re.sub(r" \(at [^()]*\)$", "", message)
    printable = "".join(c if c.isprintable() else "?" for c in what)
    return Fault(where, f'is no TOML ({printable}); write lines such as name = "value"')


def config_error(path: Path, fault: Fault) -> ConfigError:
    """The fault as one line that names the file."""
    return ConfigError(f"{file_name(path)}: {fault.key}: {fault.text}")


def file_name(path: Path) -> str:
    """The name of a file or folder as it can be printed."""
    return on_one_line(path.name)[1:-1] or "."
