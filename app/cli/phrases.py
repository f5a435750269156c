"""The crisis phrases tried by hand: `journey phrases`, for the clinicians who review them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from app import output, settings
from app.output import Format
from journey.domain.errors import WrongInput


def phrases(
    file: Annotated[
        Path | None, typer.Argument(help="Sentences, one a line, in UTF-8; without it, or with -, from stdin.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="JSON for programs, a table for people.")] = Format.json,
) -> None:
    """Try sentences against the crisis phrases of every language, and print which would call a human.

    Nothing is stored, and no database is needed. That a sentence does not raise never means that there is no risk.

    Example: journey phrases sentences.txt --format table
    """
    from bots.crisis.phrases import load_phrases  # not needed by --help

    sentences = _sentences(file)
    phrases = load_phrases(settings.config())
    records = [{"line": number, "raises": phrases.raises(text)} for number, text in enumerate(sentences, 1)]
    if format_ is Format.json:
        output.as_json(records)
        return
    rows = [(record["line"], record["raises"], text) for record, text in zip(records, sentences, strict=True)]
    columns = ("line", "raises", "sentence")
    output.table("Crisis phrases", columns, rows, empty="No sentences.", wraps=("sentence",))
    output.say("That a sentence does not raise never means that there is no risk.")


def _sentences(file: Path | None) -> list[str]:
    """The lines of a file, without their ends. Raises WrongInput where it cannot be read as UTF-8 text."""
    stdin = file is None or str(file) == "-"
    name = "stdin" if stdin else str(file)
    try:
        content = sys.stdin.buffer.read() if stdin else Path(name).read_bytes()
    except OSError as error:
        raise WrongInput(f"{name}: cannot be read ({error.strerror}); name a file of sentences, one a line") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise WrongInput(f"{name}: line {line}: is not UTF-8; save the file as UTF-8") from None
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def add(app: typer.Typer, name: str) -> None:
    """Add the command."""
    app.command(name)(phrases)
