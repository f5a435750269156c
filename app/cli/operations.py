"""Running it: rebuild, erase, backup, restore, migrate, doctor."""

from __future__ import annotations

from collections.abc import Callable, Sized
from pathlib import Path
from typing import Annotated, Any

import typer

from app import output, settings
from app.cli.options import FormatOption, ProgrammeOption, SenderOption, participant_argument
from app.cli.saved import saved
from app.output import Format
from app.wiring.opening import open_for, reason_of, receipts, window


def rebuild() -> None:
    """Throw the read models away and derive every row from the log again.

    Example: journey rebuild
    """
    with open_for() as journey:
        read = journey.projector.rebuild()
    output.say(f"rebuilt from {output.count(read, 'event')}")


def erase_person(
    participant: Annotated[str, participant_argument("The sender's reference of the person")],
    reason: Annotated[str, typer.Option("--reason", help="Why; sealed, and destroyed with the rest.")],
    programme: ProgrammeOption = None,
    sender: SenderOption = None,
    without_request: Annotated[
        bool,
        typer.Option("--without-request", help="Though the person has not asked, or nobody has decided: so recorded."),
    ] = False,
    final: Annotated[
        bool,
        typer.Option("--final", help="For good at once: no backup made before now can be read any more, of anybody."),
    ] = False,
    format_: FormatOption = Format.table,
) -> None:
    """Destroy a person's key: what was personal can be read no more, figures and the log stay.

    At once in the store. Copies in the database's files and in backups open for the days that backups are kept
    (JOURNEY_BACKUP_DAYS); then the key is destroyed that opens them, with --final now.
    The person asks in the chat and a supervisor decides there; what a supervisor has refused is never done.

    Example: journey erase H-001 --programme hudiksvall --reason "granted 2018-06-01"
    """
    from services.erasure import carry_out  # not needed by --help

    with open_for() as journey:
        with journey.engine.store.read() as connection:
            stream, _ = journey.engine.people.find(connection, participant, programme, sender)
        basis: Any = "without_request" if without_request else "decided"
        done = carry_out(journey, stream, reason, receipts(), basis=basis, final=final)
        until = None if done.late else journey.engine.epochs.over(done.keys, window())
    record = {
        "erased": done.erased,
        "at": done.at,
        "basis": basis,
        "receipt": str(receipts()),
        "final": done.final,
        "final_after": None if done.final else until,
        "follows": reason_of(done.late) if done.late else None,
    }
    erased = f"erased; the person is now called {record['erased']}"
    with saved(erased):
        if format_ is Format.json:
            output.as_json(record)
            return
        if done.late:
            output.say(f"{erased}: saved; the receipt and new keys follow ({record['follows']})")
            output.say("Mend that and run `journey doctor`, which writes them. Until then restore no earlier backup.")
            return
        output.say(f"{erased}. The receipt is in {record['receipt']}")
        if done.final:
            output.say("For good: no key is left that opens any copy. No older backup can be read: make one now.")
        else:
            output.say(f"For good after {until:%Y-%m-%d}, when no backup of before can be read; at once: --final")


def backup(
    path: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")],
) -> None:
    """Write the whole store into one file, at one moment. The master key is not in it: keep that apart.

    Example: journey backup journey-2018-06-01.backup
    """
    from journey.engine.backup import write_backup  # not needed by --help

    with open_for() as journey:
        count = write_backup(journey.engine.store, path, journey.now)
    output.say(f"{output.count(count, 'row')} written to {path}")


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
    restored = f"{output.count(count, 'row')} restored"
    with saved(restored):
        with open_for() as journey:
            again = journey.erased_again
            journey.projector.rebuild()
        output.say(f"{restored}; {_again(again)} applied again")


def _again(erasures: int) -> str:
    return f"{output.count(erasures, 'erasure')} made since the backup {'was' if erasures == 1 else 'were'}"


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
    app.command(name)(_COMMANDS[name])
