"""Making a checkpoint: leaves for what is new, the root over all of them, signed and appended."""

from __future__ import annotations

from dataclasses import dataclass

from journey.domain.errors import CheckFailed
from projections.audit import leaves
from projections.audit.leaves import Progress, quiet
from projections.audit.ledger import Ledger
from projections.audit.signed.checkpoints import Checkpoint, Files, Read, body, parse
from projections.audit.signed.notes import Verifier
from projections.audit.tree import Frontier

_ATTEMPTS = 5


class Disagreement(CheckFailed):
    """The log is not what an earlier checkpoint says it was; nothing is signed."""


@dataclass(frozen=True, slots=True)
class Made:
    """The newest checkpoint; `new` where it was made just now."""

    checkpoint: Checkpoint
    new: bool


def checkpoint(ledger: Ledger, files: Files, progress: Progress = quiet) -> Made | None:
    """Sign the log as it stands, from the stored leaves; None for an empty log, the last one where nothing is new.

    Raises Disagreement where the stored leaves, or the number of events, contradict the last checkpoint.
    """
    with leaves.alone(ledger.store):  # two who begin at once must not make two keys
        signer = files.signer(ledger.origin)
    for _ in range(_ATTEMPTS):
        before = _trusted(files.read(), signer.verifier, ledger.origin)
        leaves.fill(ledger, progress)
        size, root = _agreeing(ledger, before)
        if before is not None and before.size == size:
            return Made(before, new=False)
        if size == 0:
            return None
        note = signer.sign(body(ledger.origin, size, root))
        with leaves.alone(ledger.store):
            now = _trusted(files.read(), signer.verifier, ledger.origin)
            if now == before:
                files.append(note)
                return Made(parse(note).checkpoints[0], new=True)
    raise Disagreement("others keep signing at the same moment; nothing was signed; try again")


def _trusted(read: Read, verifier: Verifier, origin: str) -> Checkpoint | None:
    """The last checkpoint, where all of them are ours."""
    if read.damaged:
        raise Disagreement(f"line {read.damaged[0]} of the checkpoints is damaged; nothing was signed; {_VERIFY}")
    for found in read.checkpoints:
        if found.origin != origin or not verifier.signed(found.text, list(found.signatures)):
            raise Disagreement(f"the checkpoint of {found.size} events is not one of this log; {_VERIFY}")
    return max(read.checkpoints, key=lambda found: found.size, default=None)


_VERIFY = "see `journey audit verify`"


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
        raise Disagreement(f"the log does not agree with its last checkpoint of {size} events; nothing was signed")
    return frontier.size, frontier.root()
