"""The command `journey`: its groups, and what becomes of an error (one line, exit 2)."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from app import operator, output, rejudge, settings
from journey.domain.errors import CheckFailed, JourneyError

FAILED = 1
WRONG_USE = 2
UNEXPECTED = 3
STOPPED = 130
SELDOM = 50_000, 10, 10
"""How many new objects it takes to look for what may be thrown away: a million come with the libraries, and stay."""

COMMANDS = {
    "import": ("intake", "Take a whole file of entries into the log, or nothing of it."),
    "participants": ("reading", "Who is where, with whom, and what comes next; the waiting list."),
    "timeline": ("reading", "One person's story, in the order it happened; or the programme's own."),
    "deadlines": ("reading", "Every deadline that has opened, and how it stands."),
    "alerts": ("reading", "Every alert raised, what was known then, and what became of it."),
    "report": ("reporting", "The programme's figures, from flow to economics; monthly and steering reports."),
    "document": ("documents", "A person's documents: keep a file, list, save, remove."),
    "cases": ("cases", "The cases of a meeting with other parties: of those who consent now, without names."),
    "sweep": ("clock", "Judge everything that may be due once; raise each alert once."),
    "serve": ("serving", "Everything in one process: web chat, clock, courier."),
    "staff": ("staff", "Who of the programme may enter the chat: add, list, disable."),
    "work": ("clock", "Sweep, remind and deliver until stopped; of many processes one leads."),
    "phrases": ("phrases", "Try sentences against the crisis phrases; which would call a human."),
    "export": ("exporting", "What leaves for evaluators, registers and the person: events, tables, XES, OCEL, forms."),
    "exports": ("exporting", "Which exports were made: when, for whom, of how many people, and who was left out."),
    "access": ("access", "Who has read what of whom, when and why; a sample of it for the reviewer."),
    "audit": ("audit.group", "Whether the log is what it was: checkpoints, proofs; what does not fit in it."),
    "replay": ("replaying", "Fold the whole log from its first event and compare."),
    "rebuild": ("operations", "Derive every read model from the log again."),
    "people": ("people", "Who may stand here twice: the same personal number, telephone or e-mail address."),
    "merge": ("people", "Make one person of two; the facts of one are recorded again under the other."),
    "erase": ("operations", "Destroy a person's key; figures and the log stay."),
    "retention": ("retention", "What has passed its retention time, kind by kind; --apply destroys it."),
    "keys": ("keys", "The wrapping keys: rotate, expire, list."),
    "backup": ("operations", "Write the whole store into one file."),
    "restore": ("operations", "Fill an empty store from a backup."),
    "migrate": ("operations", "Give a store of an earlier version the shape this one works with; --check only says."),
    "doctor": ("operations", "Look at everything that must be right for it to run."),
}
"""Name to (module, one line of help). Only the module of the command that runs is loaded: --help stays quick."""


@cache
def _command(chosen: str) -> Any:
    """The command line, with what that command takes read out of its signature."""
    quiet: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False, "add_completion": False}
    app = typer.Typer(name="journey", invoke_without_command=True, **quiet)
    app.callback()(_about)
    for name, (module, text) in COMMANDS.items():
        if name == chosen:
            import_module(f"app.cli.{module}").add(app, name)
        else:
            app.command(name, help=text)(_not_loaded)
    return get_command(app)


def _about(
    version: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version and leave.")] = False,
    as_: Annotated[  # noqa: ARG001  # taken off by `operator.without_option`, wherever it stands; named here for --help
        str | None, typer.Option("--as", metavar="NAME", help="Which operator acts; else the system's user.")
    ] = None,
    rejudge_: Annotated[  # noqa: ARG001  # taken off by `rejudge.without_option`, as `--as` is
        bool,
        typer.Option("--rejudge", help="Take rules for days that recorded ones have judged; says who changes."),
    ] = False,
) -> None:
    """The participant journey engine for IPS programmes: one log, and everything derived from it.

    Example: journey import entries.jsonl --programme hudiksvall
    """
    if version:
        from importlib.metadata import version as installed

        output.write(installed("ips-journey"))
        raise typer.Exit


def _not_loaded() -> None:
    """Stands in for a command that is only named."""


def main() -> None:
    """Run the command and leave with its exit code."""
    gc.set_threshold(*SELDOM)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command. Returns its exit code: 0 done, 1 its check failed, 2 wrong use or wrong input, 3 unexpected.

    Every error is one clear line on stderr.
    """
    if sys.stdout is None:  # closed by whoever started us
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # to the end of the process
    try:
        words = rejudge.without_option(operator.without_option(arguments))
        chosen = next((word for word in words if not word.startswith("-")), "")
        code = _command(chosen)(words or ["--help"], prog_name="journey", standalone_mode=False)
        output.flush()
    except typer.Exit as leaving:
        return leaving.exit_code
    except TyperException as error:
        message = " ".join(error.format_message().split()).replace("Value error, ", "").rstrip(".")
        return _say(f"{message}. See --help.", WRONG_USE)
    except CheckFailed as error:
        return _say(_noted(error), FAILED)
    except JourneyError as error:
        return _say(_noted(error), WRONG_USE)
    except (KeyboardInterrupt, typer.Abort):
        return _say("stopped", STOPPED)
    except BrokenPipeError:  # the reader of our output went away: nothing more to say
        output.abandon()
        return 0
    except Exception as error:  # noqa: BLE001  # whatever it is may quote somebody: say where, never what
        return _broken(error)
    return code if isinstance(code, int) else 0


def _broken(error: Exception) -> int:
    """Say what failed of the store, a disk or the output; else at which place of the program it was."""
    from app.wiring.opening import reason_of, trouble_of  # only now: they load the engine

    if isinstance(error, OSError):
        output.abandon()  # what could not be printed would fail once more at the end
    known = trouble_of(error)
    if known is None and os.environ.get(settings.DEBUG.name):
        raise error
    more = f"; {settings.DEBUG.name}=1 shows all of it (it may name people)"
    return _say(_noted(error, known or f"{reason_of(error)}{more}"), WRONG_USE if known else UNEXPECTED)


def _noted(error: Exception, says: str | None = None) -> str:
    """What an error says, and what was noted of it on its way: that part of the work is saved."""
    return "; ".join([says or str(error), *getattr(error, "__notes__", [])])


def _say(message: str, code: int) -> int:
    output.say(f"journey: {message}")
    return code
