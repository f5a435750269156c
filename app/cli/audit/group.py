"""The audit of the log: `journey audit verify`, `checkpoint`, `leaves`; the other commands of the group beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from app import output
from app.cli.audit import people as audit_people
from app.cli.audit import proofs as audit_proofs
from app.cli.audit import rehearsal as audit_rehearsal
from app.cli.audit.proofs import KeyOption
from app.cli.options import FormatOption
from app.cli.saved import saved
from app.output import Format
from app.wiring.audit import files, opened_ledger
from journey.domain.errors import WrongInput
from projections.audit.checks.documents import PREFIX
from projections.audit.checks.offline import verify as verify_leaves
from projections.audit.checks.offline import write
from projections.audit.checks.verifying import verify as verify_log
from projections.audit.signed.checkpoints import read_file
from projections.audit.signed.signing import Disagreement, last
from projections.audit.signed.signing import checkpoint as sign
from services.permissions import Permission

_SHOWN = 100
"""Findings in a table; JSON has all of them."""

CheckpointsOption = Annotated[
    Path | None, typer.Option("--checkpoints", help="A file of checkpoints, instead of the log's own.")
]


def verify(
    checkpoints: CheckpointsOption = None,
    leaves: Annotated[
        Path | None, typer.Option("--leaves", help="Check this export of leaves and open no store; needs --key.")
    ] = None,
    key: KeyOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """Hold every event of the log against its leaf and the signed checkpoints; exit 1 where anything is not as it was.

    Example: journey audit verify
    """
    outcome = _verify_store(checkpoints, key) if leaves is None else _verify_offline(leaves, checkpoints, key)
    if format_ is Format.json:
        output.as_json(outcome.as_record())
    else:
        _print(outcome)
    if not outcome.ok:
        raise typer.Exit(1)


def _verify_store(checkpoints: Path | None, key: str | None) -> Any:

    signed = files()
    verifier = audit_proofs.verifier(key) if key is not None else signed.verifier()
    named = None if checkpoints is None else read_file(checkpoints)
    with opened_ledger(Permission.VERIFY) as ledger:
        read = named or signed.read(ledger.origin)
        verifier = verifier or signed.verifier()  # another process may have made it just now
        if read.checkpoints and verifier is None:
            raise WrongInput(f"--key: the log's public key {signed.public} is missing; name the key or its file")
        return verify_log(ledger, read, verifier, output.progress("checked"))


def _verify_offline(leaves: Path, checkpoints: Path | None, key: str | None) -> Any:

    if checkpoints is None or key is None:
        raise WrongInput("--leaves: needs --checkpoints and --key too: nothing is read from a store")
    return verify_leaves(leaves, read_file(checkpoints), audit_proofs.verifier(key))


def _print(outcome: Any) -> None:
    events, covered = output.count(outcome.events, "event"), outcome.covered
    made = output.count(outcome.checkpoints, "checkpoint")
    rows = [
        (
            finding.what.replace("_", " "),
            finding.position,
            _number(finding),
            _event(finding.event),
            finding.checkpoint,
            finding.says,
        )
        for finding in outcome.findings[:_SHOWN]
    ]
    if rows:
        columns = ("what", "position", "leaf", "event", "pinned by", "says")
        output.table("Findings", columns, rows, empty="", wraps=("event", "says"))
    if len(outcome.findings) > _SHOWN:
        output.say(f"{len(outcome.findings) - _SHOWN} more; --format json has all of them")
    for note in outcome.notes:
        output.say(note)
    if outcome.ok and not outcome.checkpoints:
        output.write(f"{events}: each is whole by itself; whether any was changed since, no checkpoint can tell yet")
    elif outcome.ok:
        output.write(f"{events}: every one is as it was when {made} said so; {_uncovered(outcome.events - covered)}")
    else:
        output.write(f"{events}, {made}: {output.count(len(outcome.findings), 'finding')}")


def _uncovered(count: int) -> str:
    return "none is newer" if count == 0 else f"{count} {'is' if count == 1 else 'are'} newer, and not covered yet"


def _number(finding: Any) -> str | None:
    if finding.last_leaf is None or finding.last_leaf == finding.leaf:
        return finding.leaf if finding.leaf is None else str(finding.leaf)
    return f"{finding.leaf}–{finding.last_leaf}"


def _event(event: dict[str, Any] | None) -> str | None:
    return f"{event['type']}, version {event['version']} of {event['stream']}" if event else None


def checkpoint(
    quick: Annotated[
        bool, typer.Option("--quick", help="Trust the stored leaves, as the clock does, and hash only what is new.")
    ] = False,
    begin_anew: Annotated[
        bool,
        typer.Option("--begin-anew", help="Sign a first checkpoint although there were others: once you know why."),
    ] = False,
) -> None:
    """Sign the log as it stands now. Refuses, with exit 1, where it no longer agrees with the last checkpoint.

    Example: journey audit checkpoint
    """
    signed = files()
    with opened_ledger(Permission.SIGN) as ledger:
        last(ledger, signed, anew=begin_anew)  # what is wrong with the files is said of the files
        if not quick:
            _must_be_as_it_was(ledger, signed)
        made = sign(ledger, signed, output.progress("hashed"), anew=begin_anew)
    if made is None:
        output.say("the log is empty; there is nothing to sign")
        return
    with saved(f"the checkpoint of {made.checkpoint.size} events"):
        output.write(made.checkpoint.note, end="")
        if not made.new:
            output.say("the log has not grown since; this is the last checkpoint")
        output.say(f"public key: {signed.verifier()} (in {signed.public})")


def _must_be_as_it_was(ledger: Any, signed: Any) -> None:

    outcome = verify_log(ledger, signed.read(ledger.origin), signed.verifier(), output.progress("checked"))
    of_others = ("no_checkpoint", PREFIX)  # the log itself is as it was
    if not all(finding.what.startswith(of_others) for finding in outcome.findings):
        raise Disagreement("the log is not what it was; nothing was signed; see `journey audit verify`")


def write_leaves(
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
) -> None:
    """Write the hash of every leaf into a file: enough to check order and completeness elsewhere, and no content.

    Example: journey audit leaves --out leaves.txt
    """
    with opened_ledger(Permission.VERIFY) as ledger:
        count = write(ledger, out, output.progress("hashed"))
    output.say(f"{output.count(count, 'leaf', 'leaves')} written to {out}")


_group = typer.Typer(help="Whether the log is what it was, and what in it does not fit.", rich_markup_mode=None)
_group.callback()(lambda: None)
_COMMANDS: dict[str, Callable[..., None]] = {
    "verify": verify,
    "checkpoint": checkpoint,
    "leaves": write_leaves,
    **audit_proofs.COMMANDS,
    **audit_people.COMMANDS,
    **audit_rehearsal.COMMANDS,
}
for _name, _command in _COMMANDS.items():
    _group.command(_name)(_command)


def add(app: typer.Typer, name: str) -> None:
    """Add the group."""
    app.add_typer(_group, name=name)
