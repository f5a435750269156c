"""The command `journey`: its groups, and what becomes of an error (one line, exit 2)."""

from __future__ import annotations

import os
import sys

import click
import typer

from app.cli import clock, intake, operations, reading, reporting
from journey.domain.errors import JourneyError

app = typer.Typer(
    name="journey",
    help="The participant journey engine for IPS programmes: one log, and everything derived from it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for group in (intake, reading, clock, reporting, operations):
    group.register(app)

WRONG_USE = 2


def main() -> None:
    """Run the command; every error is one clear line on stderr."""
    try:
        code = app(standalone_mode=False)
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    except click.Abort:
        code = _say("stopped", 130)
    except click.ClickException as error:
        code = _say(f"{error.format_message()} (see --help)".replace("\n", " "), WRONG_USE)
    except JourneyError as error:
        code = _say(str(error), WRONG_USE)
    except KeyboardInterrupt:
        code = _say("stopped", 130)
    except BrokenPipeError:  # the reader of our output went away: nothing more to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _say(message: str, code: int) -> int:
    print(f"journey: {message}", file=sys.stderr)
    return code
