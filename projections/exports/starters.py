"""Writes, beside an export, a script that starts an analysis of it: one each for Python, R and Stata."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from projections.sheets.dialects import STANDARD, Dialect

LANGUAGES = ("py", "R", "do")
"""The endings of the scripts: Python, R, Stata."""

KINDS = ("events", "tables", "xes", "ocel", "sus")
"""The exports that scripts read: a model holds no data, and a person's own data are for them to read."""

_SCRIPTS = Path(__file__).with_name("starting")
_COMMANDS = '"`$\n\r\\'  # signs by which Stata would do something else than open a file


def within(folder: Path, kind: str, dialect: Dialect = STANDARD) -> None:
    """The scripts of an export that is a folder, in it: `start.py`, `start.R`, `start.do`."""
    for language in LANGUAGES:
        (folder / f"start.{language}").write_text(script(kind, language, "", dialect), encoding="utf-8")


def beside(out: Path, kind: str) -> Iterator[Path]:
    """The scripts of an export that is a file, beside it. Yields those that were there before: they stay."""
    for language in LANGUAGES:
        path = out.with_name(f"{out.name}.start.{language}")
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(script(kind, language, out.name))
        except FileExistsError:
            yield path


def script(kind: str, language: str, name: str, dialect: Dialect = STANDARD) -> str:
    """One script for a file of that name."""
    text = (_SCRIPTS / f"{kind}.{language}.txt").read_text(encoding="utf-8")
    places = {
        "@SEP@": dialect.delimiter,
        "@DEC@": dialect.decimal,
        "@DPCOMMA@": "dpcomma" if dialect.decimal == "," else "",
        "@FILE@": _quoted(name, language),
    }
    for place, word in places.items():
        text = text.replace(place, word)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _quoted(name: str, language: str) -> str:
    """A file's name as the language writes texts."""
    if language == "R":
        return json.dumps(name, ensure_ascii=False)
    return '"' + "".join(sign for sign in name if sign not in _COMMANDS) + '"'
