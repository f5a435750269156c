"""Options that many commands share, and how their texts become values."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.output import Format, say
from journey.domain import calendar
from journey.domain.errors import WrongInput
from journey.engine.entries import moment
from projections.live.replay import View

if TYPE_CHECKING:
    from services.opened import Journey

FormatOption = Annotated[Format, typer.Option("--format", help="A table for people, or JSON for programs.")]
ProgrammeOption = Annotated[str | None, typer.Option("--programme", help="Only this programme (its id).")]
SenderOption = Annotated[
    str | None, typer.Option("--sender", help="Whose reference it is, where senders use the same ones.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="What had happened by the end of that day.")
]
KnownAtOption = Annotated[
    str | None,
    typer.Option(
        "--known-at", metavar="DATE-TIME", help="Only what was recorded by then; alone, also judges as of then."
    ),
]
ReasonOption = Annotated[
    str | None,
    typer.Option("--reason", metavar="TEXT", help="Why you must read people under protected identity; kept."),
]


class DialectName(StrEnum):
    """How CSV is written."""

    standard = "standard"
    sv = "sv"


DialectOption = Annotated[
    DialectName | None,
    typer.Option("--dialect", help="sv: CSV for Swedish spreadsheets: semicolons, decimal commas, a mark of UTF-8."),
]
STDIN = "-"
_LONGEST = 1000  # signs of a reference


def _reference(word: str | None) -> str | None:
    """The reference itself, or where it stands as `-` the line on standard input: arguments can be seen by others."""
    if word != STDIN:
        return word
    if sys.stdin is None:
        raise WrongInput("PARTICIPANT: there is no standard input to read it from")
    if sys.stdin.isatty():
        say("PARTICIPANT, then Enter:")
    read = sys.stdin.readline(_LONGEST + 1).strip()
    if not sys.stdin.isatty() and any(more.strip() for more in iter(partial(sys.stdin.read, _LONGEST), "")):
        raise WrongInput("PARTICIPANT: more than one line on standard input; write one, of the person who is meant")
    if not read or len(read) > _LONGEST:
        raise WrongInput(f"PARTICIPANT: no reference on standard input; allowed: one line, of at most {_LONGEST} signs")
    return read


def participant_argument(what: str) -> Any:
    """The argument PARTICIPANT of a command: what it says of itself, and that it can be read from standard input."""
    return typer.Argument(
        callback=_reference,
        help=f"{what}; `-` reads it from standard input, where no list of processes shows it.",
    )


PersonArgument = Annotated[str, participant_argument("The sender's reference of the person, or erased-…")]
PseudonymsOption = Annotated[bool, typer.Option("--pseudonyms", help="The evaluator's view: pseudonyms, no free text.")]


def view(as_of: str | None, known_at: str | None, now: datetime) -> View:
    """The point a reader stands at. Raises WrongInput where a text is no date or moment."""
    known = None if known_at is None else instant("--known-at", known_at)
    if as_of is not None:
        day, exact = _when("--as-of", as_of)
        return View(calendar.local_date(exact) if exact else day, known)
    return View(calendar.local_date(known or now), known)


def instant(option: str, text: str) -> datetime:
    """The moment a text names; a date alone means the end of that day."""
    day, exact = _when(option, text)
    return (exact or calendar.end_of_day(day)).astimezone(UTC)


def day(option: str, text: str | None) -> date | None:
    """The date a text names, or None."""
    return None if text is None else _when(option, text)[0]


def _when(option: str, text: str) -> tuple[date, datetime | None]:
    try:
        return moment(text)
    except ValueError as error:
        raise WrongInput(f"{option}: {error}") from None


def known_programme(journey: Journey, programme: str | None) -> None:
    """Raise WrongInput for a programme that neither the log nor a file knows."""
    programmes = {*journey.engine.in_use(), *journey.engine.programmes}
    if programme is not None and programme not in programmes:
        raise WrongInput(f"--programme: no such programme; allowed: {', '.join(sorted(programmes))}")
