"""Makes a checkpoint: leaves for what is new, the root over all of them, signed and appended to the file."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from journey.domain.counts import count_of
from journey.domain.errors import CheckFailed, WrongInput
from journey.engine.access_log import AccessLog
from projections.audit import leaves
from projections.audit.access import AccessHead, close, head_of
from projections.audit.leaves import Progress, quiet
from projections.audit.ledger import Ledger
from projections.audit.signed.checkpoints import Checkpoint, body
from projections.audit.signed.files import AuditFiles
from projections.audit.signed.notes import Verifier
from projections.audit.tree import Frontier

_ATTEMPTS = 5


class Disagreement(CheckFailed):
    """The log is not what an earlier checkpoint says it was; nothing is signed."""


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """The newest checkpoint; `new` where it was made just now."""

    checkpoint: Checkpoint
    new: bool


def checkpoint(
    ledger: Ledger, files: AuditFiles, progress: Progress = quiet, *, anew: bool = False
) -> SignedCheckpoint | None:
    """Sign the log as it stands, from the stored leaves; None for an empty log, the last one where nothing is new.

    Raises Disagreement where the stored leaves, or the number of events, contradict the last checkpoint, or where
    there must have been one: only `anew` signs a first one again.
    """
    for _ in range(_ATTEMPTS):
        before = last(ledger, files, anew=anew)
        leaves.fill(ledger, progress)
        size, root = _agreeing(ledger, before)
        if size == 0:
            return None
        with leaves.alone(ledger.store) as connection:  # two who begin at once must not make two keys
            if _last(files, ledger.origin, anew=anew) != before:
                continue
            access = _access(connection, ledger, before)
            if before is not None and before.size == size and head_of(before.text) == access:
                return SignedCheckpoint(before, new=False)
            line = access.line if access else None
            text = body(ledger.origin, size, root, anew=anew, access=line)
            return SignedCheckpoint(files.add(ledger.origin, text), new=True)
    raise Disagreement("others keep signing at the same moment; nothing was signed; try again")


def _access(connection: Connection, ledger: Ledger, before: Checkpoint | None) -> AccessHead | None:
    """The access log's head, where it goes on from the last checkpoint's. Else Disagreement."""
    try:
        return close(connection, AccessLog(ledger.store, ledger.vault), head_of(before.text) if before else None)
    except CheckFailed as error:
        raise Disagreement(f"{error}; nothing was signed; {_VERIFY}") from None


def last(ledger: Ledger, files: AuditFiles, *, anew: bool = False) -> Checkpoint | None:
    """The last checkpoint, where all of them are ours; None where this is to be the first. Else Disagreement.

    Nobody signs meanwhile: key and checkpoints are looked at together.
    """
    with leaves.alone(ledger.store):
        files.settle()
        return _last(files, ledger.origin, anew=anew)


def _last(files: AuditFiles, origin: str, *, anew: bool) -> Checkpoint | None:
    checkpoint_file = files.read(origin)
    if checkpoint_file.changed or checkpoint_file.damaged:
        what = checkpoint_file.changed or f"line {checkpoint_file.damaged[0]} is damaged"
        raise Disagreement(f"{files.checkpoints.name}: {what}; nothing was signed; put the file back as it was")
    signer = files.signer()
    if anew and checkpoint_file.checkpoints:
        raise WrongInput(
            f"--begin-anew: {files.checkpoints.name} holds checkpoints; put it elsewhere first, and keep it"
        )
    if signer is None:
        return None
    for signed in checkpoint_file.checkpoints:
        _ours(signed, signer.verifier, origin, files)
    if signer.name != origin:
        raise Disagreement(f"{files.key.name} is the signing key of another log; nothing was signed; put back its own")
    if not checkpoint_file.checkpoints and not anew:
        raise Disagreement(
            f"there is a signing key, and no whole checkpoint of it in {files.checkpoints.name}; nothing was signed; "
            "put that file back or, once you know why, say --begin-anew"
        )
    return max(reversed(checkpoint_file.checkpoints), key=lambda signed: signed.size, default=None)


def _ours(checkpoint_: Checkpoint, verifier: Verifier, origin: str, files: AuditFiles) -> None:
    """Raises Disagreement for a checkpoint of another log, of another key, or none that was signed so."""
    signed = verifier.signed(checkpoint_.text, list(checkpoint_.signatures))
    if checkpoint_.origin != origin:
        raise Disagreement(
            f"the checkpoint of {count_of(checkpoint_.size, 'event')} is of another log; nothing was signed; {_VERIFY}"
        )
    if signed is None:
        says = f"{files.key.name} is not the key that signed the checkpoints; nothing was signed"
        raise Disagreement(f"{says}; put back the one that did")
    if not signed:
        raise Disagreement(
            f"the checkpoint of {count_of(checkpoint_.size, 'event')} was altered; nothing was signed; {_VERIFY}"
        )


_VERIFY = "see `journey audit verify`"


def agrees(ledger: Ledger, checkpoint_: Checkpoint) -> bool:
    """Whether the stored leaves go on from that checkpoint, and none of them or of the events below them is missing."""
    try:
        _agreeing(ledger, checkpoint_)
    except Disagreement:
        return False
    return True


def _agreeing(ledger: Ledger, before: Checkpoint | None) -> tuple[int, bytes]:
    """Number of leaves and root over them, where they go on from the last checkpoint. Else Disagreement."""
    frontier = Frontier()
    agrees = before is None
    with ledger.store.read() as connection:
        number, position = leaves.last(connection)
        for leaf in leaves.hashes(connection, 0, number + 1):
            frontier.add(leaf)
            if before is not None and frontier.size == before.size:
                agrees = frontier.root() == before.root
        whole = frontier.size == number + 1 == ledger.count(connection, position)
    if not agrees or not whole:
        size = before.size if before else number + 1
        raise Disagreement(
            f"the log does not agree with its last checkpoint of {count_of(size, 'event')}; nothing was signed"
        )
    return frontier.size, frontier.root()
