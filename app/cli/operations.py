"""Running it: rebuild, erase, keys, backup, restore, migrate, doctor."""

from __future__ import annotations

from collections.abc import Callable, Sized
from pathlib import Path
from typing import Annotated, Any

import typer

from app import output, settings
from app.cli.options import FormatOption, ProgrammeOption, SenderOption, participant_argument
from app.cli.saved import saved
from app.output import Format
from app.wiring.opening import opened, receipts
from journey.domain.errors import WrongInput


def rebuild() -> None:
    """Throw the read models away and derive every row from the log again.

    Example: journey rebuild
    """
    with opened() as journey:
        read = journey.projector.rebuild()
    output.say(f"rebuilt from {read} events")


def erase_person(
    participant: Annotated[str, participant_argument("The sender's reference of the person")],
    reason: Annotated[str, typer.Option("--reason", help="Why; sealed, and destroyed with the rest.")],
    programme: ProgrammeOption = None,
    sender: SenderOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """Destroy a person's key: what was personal can be read no more, figures and the log stay.

    Example: journey erase H-001 --programme hudiksvall --reason "asked for by the person, decided 2018-06-01"
    """
    from services.erasure import carry_out  # not needed by --help

    with opened() as journey:
        with journey.engine.store.read() as connection:
            stream, _ = journey.engine.people.find(connection, participant, programme, sender)
        receipt = carry_out(journey, stream, reason, receipts())
    record = {"erased": receipt["erased"], "at": receipt["at"], "receipt": str(receipts())}
    with saved(f"erased; the person is now called {record['erased']}"):
        if format_ is Format.json:
            output.as_json(record)
        else:
            output.say(f"erased; the person is now called {record['erased']}. The receipt is in {record['receipt']}")


def rotate() -> None:
    """Put a new master key in use: every participant's key is wrapped anew, no event is rewritten.

    Refused while words of danger wait for the store: they open with the old key alone.

    Example: journey keys rotate
    """
    from journey.engine.spool import Spool  # not needed by --help

    with opened() as journey:
        spool = Spool(settings.beside_key(settings.SPOOL, "spool"), journey.engine.vault.master)
        if spool.count():
            raise WrongInput(
                f"words of danger wait in {spool.folder} and open with the key of now alone: "
                "start `journey serve`, which delivers them, and rotate then; nothing was changed"
            )
        count = journey.engine.vault.rotate()
    output.say(f"{count} keys are wrapped by a new master key; keep a copy of {settings.key_file()} apart from backups")
    output.say("Older backups open only with the old key file: make a new backup now, then destroy both.")


def backup(
    path: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")],
) -> None:
    """Write the whole store into one file, at one moment. The master key is not in it: keep that apart.

    Example: journey backup journey-2018-06-01.backup
    """
    from journey.engine.backup import write_backup  # not needed by --help

    with opened() as journey:
        count = write_backup(journey.engine.store, path, journey.now)
    output.say(f"{count} rows written to {path}")


def restore(
    path: Annotated[Path, typer.Argument(help="A file that `journey backup` wrote, from either kind of database.")],
) -> None:
    """Fill an empty store from a backup, erase again whoever has been erased since, and rebuild the read models.

    Example: JOURNEY_DB=sqlite:///new.db journey restore journey-2018-06-01.backup
    """
    from journey.engine.backup import restore_backup  # not needed by --help
    from journey.engine.master_key import MasterKey
    from journey.engine.store import Store
    from journey.engine.vault import Vault

    store = Store(settings.database())
    try:
        count = restore_backup(store, path, Vault(store, MasterKey(settings.key_file())).check)
    finally:
        store.close()
    with saved(f"{count} rows restored"):
        with opened() as journey:
            again = journey.erased_again
            journey.projector.rebuild()
        output.say(f"{count} rows restored; {again} erasures made since the backup were applied again")


def migrate(
    check: Annotated[
        bool, typer.Option("--check", help="Only say what would be done; exit 1 where something is due.")
    ] = False,
) -> None:
    """Give a store that an earlier version made the shape this one works with; every start does so by itself.

    Example: journey migrate --check
    """
    from journey.engine.migrations.steps import NEWEST, due  # not needed by --help
    from journey.engine.store import Store

    store = Store(settings.database())
    try:
        before = store.version()
        steps = due(before) if check else store.open()
    finally:
        store.close()
    if before == 0:
        output.say(f"there is no store yet: it begins with schema {NEWEST}" if check else f"made, with schema {NEWEST}")
        return
    for step in steps:
        output.say(f"{step.number}: {step.purpose}")
    verb = "had" if steps and not check else "has"
    output.say(f"the store {verb} schema {before}, this program works with {NEWEST}; {_outcome(steps, check=check)}")
    if check and steps:
        raise typer.Exit(1)


def _outcome(steps: Sized, *, check: bool) -> str:
    if not steps:
        return "nothing to do"
    migrations = output.count(len(steps), "migration")
    return f"{migrations} due: journey migrate" if check else f"{migrations} done"


def doctor(format_: FormatOption = Format.table) -> None:
    """Look at everything that must be right for the engine to run; exit 1 where something is not.

    Example: journey doctor
    """
    from app.cli.doctor import examine  # not needed by --help

    settings.check()
    findings: list[dict[str, Any]] = examine()
    output.show(findings, format_, "Doctor", empty="", columns=("check", "ok", "finding"))
    if not all(finding["ok"] for finding in findings):
        raise typer.Exit(1)


_keys = typer.Typer(help="The master key, which wraps every participant's key.", rich_markup_mode=None)
_keys.command("rotate")(rotate)
_keys.callback()(lambda: None)

_COMMANDS: dict[str, Callable[..., None]] = {
    "rebuild": rebuild,
    "erase": erase_person,
    "backup": backup,
    "restore": restore,
    "migrate": migrate,
    "doctor": doctor,
}


def add(app: typer.Typer, name: str) -> None:
    """Add the command of that name."""
    if name == "keys":
        app.add_typer(_keys, name=name)
    else:
        app.command(name)(_COMMANDS[name])
