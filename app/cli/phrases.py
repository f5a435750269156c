"""The crisis phrases tried by hand: `journey phrases`, for the clinicians who review them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from app import output, settings
from app.output import Format
from journey.domain.errors import WrongInput

if TYPE_CHECKING:
    from bots.crisis.phrases import Phrases


def phrases(
    file: Annotated[
        Path | None, typer.Argument(help="Sentences, one a line, in UTF-8; without it, or with -, from stdin.")
    ] = None,
    examples: Annotated[
        bool, typer.Option("--examples", help="Try the examples in the phrase files themselves instead.")
    ] = False,
    format_: Annotated[Format, typer.Option("--format", help="JSON for programs, a table for people.")] = Format.json,
) -> None:
    """Try sentences against the crisis phrases of every language, and print which call a human, by which family.

    Nothing is stored, and no database is needed. That a sentence does not raise never means that there is no risk.

    Example: journey phrases sentences.txt --format table

    Example: journey phrases --examples
    """
    from bots.crisis.phrases import load_phrases  # not needed by --help

    phrases = load_phrases(settings.config())
    if examples:
        _try_examples(phrases)
        return
    sentences = _sentences(file)
    records = [_record(phrases, number, text) for number, text in enumerate(sentences, 1)]
    if format_ is Format.json:
        output.as_json(records)
        return
    rows = [
        (record["line"], record["raises"], record["family"] or "", ", ".join(record["words"]), text)
        for record, text in zip(records, sentences, strict=True)
    ]
    columns = ("line", "raises", "family", "words", "sentence")
    output.table("Crisis phrases", columns, rows, empty="No sentences.", wraps=("sentence",))
    output.say("That a sentence does not raise never means that there is no risk.")


class _Record(TypedDict):
    line: int
    raises: bool
    family: str | None
    words: list[str]


def _record(phrases: Phrases, line: int, text: str) -> _Record:
    """What a sentence raises, and the words that weighed most where no family but the likeness did."""
    from bots.crisis.phrases import LIKENESS

    family = phrases.family(text)
    weightiest = phrases.weightiest(text) if family == LIKENESS else []
    return {"line": line, "raises": family is not None, "family": family, "words": weightiest}


def _try_examples(phrases: Phrases) -> None:
    """Say which examples of the phrase files fail. Exits 1 where one does."""
    failing = phrases.failing_examples()
    for line in failing:
        output.say(line)
    if failing:
        raise typer.Exit(1)
    output.say(f"Every example of {len(phrases.families)} families holds.")


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
