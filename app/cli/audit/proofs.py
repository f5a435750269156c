"""Proofs: `journey audit prove`, `check` and `consistency`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Annotated, Any

import typer

from app import output
from app.cli.names import note_read
from app.cli.options import FormatOption, PersonArgument, ProgrammeOption, ReasonOption, SenderOption, known_programme
from app.output import Format
from app.wiring.audit import files, ledger_of
from app.wiring.opening import open_for
from journey.domain.errors import WrongInput
from journey.domain.history import History
from journey.engine.loading.programmes import shipped_config
from journey.engine.whole_files import written_aside
from projections.audit import input_files
from projections.audit.checks.verifying import own_checkpoints
from projections.audit.proofs import NotProved, check_event, check_growth, prove_event, prove_growth
from projections.audit.signed import notes
from services import readings
from services.opened import Journey

KeyOption = Annotated[
    str | None, typer.Option("--key", metavar="KEY", help="The log's public key: the word itself, or its file.")
]
OutOption = Annotated[Path | None, typer.Option("--out", help="The file to write, instead of printing it.")]
_LETTER_LANGUAGES = ("sv", "en")


def prove(
    participant: PersonArgument,
    programme: ProgrammeOption = None,
    sender: SenderOption = None,
    reason: ReasonOption = None,
    out: OutOption = None,
) -> None:
    """A letter for one participant: that their referral is in the log, and a proof they can have checked anywhere.

    Example: journey audit prove H-001 --programme hudiksvall --out proof.txt
    """
    with open_for(reason=reason) as journey:
        known_programme(journey, programme)
        with journey.engine.store.read() as connection:
            stream, _ = readings.somebody(journey, connection, participant, programme, sender)
        ledger, ours = _trusted(journey)
        with journey.engine.store.read() as connection:
            event = ledger.one(connection, stream, _first_move(journey, connection, stream))
            proof = prove_event(ledger, connection, event, ours)
        note_read(journey, stream, ("proof",), "journey audit prove")
    _give(_letter(proof, str(_own_key())) + proof.text(), out)


def _first_move(journey: Journey, connection: Any, stream: Any) -> int:
    """The version of the person's first referral or enrolment."""
    moves = History(journey.engine.log.load(stream, connection=connection)).moves
    if not moves:
        raise WrongInput("PARTICIPANT: there is no referral and no enrolment to prove")
    return moves[0].version


def _own_key() -> Any:
    verifier = files().verifier()
    if verifier is None:
        raise WrongInput("JOURNEY_AUDIT_KEY: there is no key yet; make a checkpoint with `journey audit checkpoint`")
    return verifier


def _trusted(journey: Journey) -> tuple[Any, list[Any]]:
    """The ledger, and those of the log's checkpoints that are its own."""
    ledger = ledger_of(journey.engine)
    ours, _, _ = own_checkpoints(files().read(ledger.origin), _own_key(), ledger.origin)
    return ledger, ours


def _letter(proof: Any, key: str) -> str:
    """The words above a proof, in every language of a letter; they follow from the event alone."""
    from bots.texts.catalogue import Texts  # Fluent takes a third of a second to load

    words = Texts([shipped_config() / "locales"])  # never a site's own: the letter must come out the same elsewhere
    said = ["\n".join(_said(proof, words, language)) for language in _LETTER_LANGUAGES]
    return "\n\n".join([*said, f"vkey {key}", ""])


def _said(proof: Any, words: Any, language: str) -> list[str]:
    event = proof.decoded()
    logged = event.logged.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    if event.type not in ("referred", "enrolled"):
        return []
    return [
        words(language, "proof-title"),
        words(language, f"proof-{event.type}", on=event.on.isoformat(), programme=event.programme),
        words(language, "proof-logged", logged=logged),
        words(language, "proof-how"),
    ]


def check(
    file: Annotated[Path, typer.Argument(help="A letter of `journey audit prove`, or the proof in it alone.")],
    key: Annotated[str, typer.Option("--key", metavar="KEY", help="The log's public key: the word, or its file.")],
    format_: FormatOption = Format.table,
) -> None:
    """Check a participant's proof. Needs no store: the file and the public key are enough. Exit 1 where it fails.

    Example: journey audit check proof.txt --key audit.vkey
    """
    text, trusted = _text(file, "FILE"), verifier(key)
    proof = check_event(text, trusted)
    letter = text[: text.index("c2sp.org/tlog-proof@v1")].strip()
    if letter and letter != _letter(proof, str(trusted)).strip():
        raise NotProved("the words above the proof do not follow from it; the proof itself holds")
    event = proof.decoded()
    record = {
        "ok": True,
        "type": event.type,
        "on": event.on,
        "programme": event.programme,
        "logged": event.logged,
        "index": proof.number,
        "size": proof.checkpoint.size,
        "origin": proof.checkpoint.origin,
    }
    if format_ is Format.json:
        output.as_json(record)
    else:
        output.write(
            f"It holds: {event.type} on {event.on} in {event.programme}, logged {event.logged:%Y-%m-%d %H:%M} UTC,\n"
            f"is event {proof.number + 1} of the {proof.checkpoint.size} that {proof.checkpoint.origin} had then."
        )


def consistency(
    old_size: Annotated[int | None, typer.Argument(help="Events at the earlier checkpoint.")] = None,
    new_size: Annotated[int | None, typer.Argument(help="Events at the later checkpoint.")] = None,
    check: Annotated[
        Path | None, typer.Option("--check", help="Check this proof instead; needs --key and no store.")
    ] = None,
    key: KeyOption = None,
    out: OutOption = None,
) -> None:
    """The proof that the log at one checkpoint begins with the log at an earlier one; or, with --check, its check.

    Example: journey audit consistency 1200 1500 --out grown.txt
    """
    if check is not None:
        _check_growth(check, key)
        return
    if old_size is None or new_size is None:
        raise WrongInput("OLD_SIZE NEW_SIZE: name the sizes of two checkpoints, or a proof by --check")

    with open_for() as journey:
        _, ours = _trusted(journey)
        by_size = {checkpoint.size: checkpoint for checkpoint in ours if checkpoint.size > 0}
        missing = [size for size in (old_size, new_size) if size not in by_size]
        if missing or old_size > new_size:
            sizes = ", ".join(str(size) for size in sorted(by_size)[-10:]) or "none"
            raise WrongInput(f"OLD_SIZE NEW_SIZE: two checkpoints, the smaller one first; the last there are: {sizes}")
        with journey.engine.store.read() as connection:
            proof = prove_growth(connection, by_size[old_size], by_size[new_size])
    _give(proof.text(), out)


def _check_growth(path: Path, key: str | None) -> None:
    if key is None:
        raise WrongInput("--check: needs --key too, the log's public key")
    proof = check_growth(_text(path, "--check"), verifier(key))
    new, old = (output.count(end.size, "event") for end in (proof.new, proof.old))
    output.write(f"It holds: the log of {new} begins with the log of {old}.")


def verifier(key: str) -> Any:
    """The public key that a word holds, or a file of that name. Raises WrongInput where neither does."""
    if not key:
        raise WrongInput("--key: empty; allowed: the public key itself, or its file")
    is_file = "+" not in key or input_files.is_file(key)
    return notes.verifier(input_files.text(Path(key), "--key") if is_file else key)


def _text(path: Path, what: str) -> str:
    return input_files.text(path, what)


def _give(text: str, out: Path | None) -> None:
    if out is None:
        output.write(text, end="")
        return
    with written_aside(out, "--out") as file:
        file.write(text.encode())
    output.say(f"written to {out}")


COMMANDS: dict[str, Callable[..., None]] = {"prove": prove, "check": check, "consistency": consistency}
