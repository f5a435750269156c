"""Checks a log without its store: an export of leaf hashes held against checkpoints and a public key.

The export is text: a line that says what it is, the log's origin, one base64 hash a line in log order, and an end with
their number, so that a cut-off file is seen. It shows order and completeness; of content it says nothing.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from pathlib import Path

from journey.domain.counts import count_of
from journey.domain.errors import WrongInput
from journey.engine.whole_files import written_aside
from projections.audit import input_files
from projections.audit.checks.findings import Finding, Pins
from projections.audit.checks.verifying import Heads, Outcome, of_checkpoints, own_checkpoints
from projections.audit.leaves import Progress, quiet
from projections.audit.ledger import BATCH, Ledger
from projections.audit.signed.checkpoints import CheckpointFile
from projections.audit.signed.notes import Verifier

_HEADER = "journey audit leaves v1"
_ORIGIN, _END = "origin ", "end "
_HASH_BYTES = 32


class _CutOff(Exception):
    """The export ends too early; the message says how that is known."""


def write(ledger: Ledger, path: Path, progress: Progress = quiet) -> int:
    """Write the leaf of every event as it is stored now. The file appears whole or not at all. Returns how many."""
    count = 0
    with written_aside(path, "--out") as file, ledger.store.read() as connection:
        file.write(f"{_HEADER}\n{_ORIGIN}{ledger.origin}\n".encode())
        for event in ledger.events(connection):
            file.write(base64.b64encode(event.leaf) + b"\n")
            count += 1
            if count % (BATCH * 5) == 0:
                progress(count)
        file.write(f"{_END}{count}\n".encode())
    return count


def verify(path: Path, checkpoint_file: CheckpointFile, verifier: Verifier) -> Outcome:
    """Hold an export of leaves against checkpoints. Raises WrongInput for a file that is no such export."""
    with input_files.lines(path, "--leaves") as file:
        origin = _origin(file, path)
        ours, findings, notes = own_checkpoints(checkpoint_file, verifier, origin)
        heads = Heads(checkpoint.size for checkpoint in ours)
        cut_off = None
        try:
            for _ in heads.watching(_leaves(file, path), lambda leaf: leaf):
                pass
        except _CutOff as error:
            cut_off = Finding("export_truncated", str(error), leaf=heads.frontier.size)
    count = heads.frontier.size
    agreeing = heads.agreeing(ours)
    findings += [cut_off] if cut_off else []
    findings += of_checkpoints(count, ours, Pins(agreeing, agreeing), located=False)
    if not ours and not findings:
        findings.append(Finding("no_checkpoint", "there is no checkpoint to hold the leaves against"))
    covered = max((size for size, agrees in agreeing.items() if agrees), default=0)
    return Outcome(count, covered, len(ours), findings, notes)


def _origin(lines: Iterator[str], path: Path) -> str:
    header, origin = next(lines, "").rstrip("\n"), next(lines, "").rstrip("\n")
    if header != _HEADER or not origin.startswith(_ORIGIN):
        raise WrongInput(f"--leaves: {path.name} is no export of leaves; allowed: what `journey audit leaves` wrote")
    return origin.removeprefix(_ORIGIN)


def _leaves(lines: Iterator[str], path: Path) -> Iterator[bytes]:
    for count, line in enumerate(lines):
        if line.startswith(_END) and line.endswith("\n"):
            if next(lines, None) is not None:
                raise WrongInput(f"--leaves: {path.name}, line {count + 4}: nothing may follow the end")
            if line != f"{_END}{count}\n":
                raise _CutOff(
                    f"the export has {count_of(count, 'leaf', 'leaves')}, and another number in its last line"
                )
            return
        leaf = _leaf(line)
        if leaf is None:
            if not line.endswith("\n"):
                break
            raise WrongInput(f"--leaves: {path.name}, line {count + 3}: no leaf")
        yield leaf
    raise _CutOff("the export of leaves is cut off: its last line is missing")


def _leaf(line: str) -> bytes | None:
    try:
        leaf = base64.b64decode(line.removesuffix("\n"), validate=True)
    except (binascii.Error, ValueError):
        return None
    return leaf if len(leaf) == _HASH_BYTES and line.endswith("\n") else None
