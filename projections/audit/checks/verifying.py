"""Checks a whole log: recomputes every leaf, and holds events, stored leaves and checkpoints against each other.

The tables beside the log are held against it in the same pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from projections.audit import leaves
from projections.audit.checks import beside, readings
from projections.audit.checks.aligning import differences
from projections.audit.checks.documents import check_files
from projections.audit.checks.findings import Finding, Pins, as_findings, name_of
from projections.audit.checks.structure import MOST, Structure
from projections.audit.checks.witness import Witness
from projections.audit.leaves import Progress, quiet
from projections.audit.ledger import BATCH, Ledger, StoredEvent
from projections.audit.signed.checkpoints import Checkpoint, CheckpointFile
from projections.audit.signed.notes import Verifier
from projections.audit.tree import Frontier

T = TypeVar("T")


@dataclass(slots=True)
class Outcome:
    """What a check found. `covered` is the size of the last checkpoint that the events agree with."""

    events: int
    covered: int
    checkpoints: int
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing was found; without a checkpoint that says little, and a note says so."""
        return not self.findings

    def as_record(self) -> dict[str, Any]:
        """For programs."""
        return {
            "ok": self.ok,
            "events": self.events,
            "covered": self.covered,
            "uncovered": self.events - self.covered,
            "checkpoints": self.checkpoints,
            "findings": [finding.as_record() for finding in self.findings],
            "notes": self.notes,
        }


class Heads:
    """Watches leaves pass, and keeps the root at every size that is asked for."""

    def __init__(self, sizes: Iterable[int]) -> None:
        self.frontier = Frontier()
        self.roots = {0: self.frontier.root()}
        self._sizes = set(sizes)

    def watching(self, items: Iterable[T], hash_of: Callable[[T], bytes | None]) -> Iterator[T]:
        """The same items. Nothing is added any more once one has no hash: what follows has another number."""
        frontier, whole = self.frontier, True
        for item in items:
            leaf = hash_of(item)
            whole = whole and leaf is not None
            if whole and leaf is not None:
                frontier.add(leaf)
                if frontier.size in self._sizes:
                    self.roots[frontier.size] = frontier.root()
            yield item

    def agreeing(self, checkpoints: Iterable[Checkpoint]) -> dict[int, bool]:
        """For each checkpoint's size, whether the root is the one that was signed."""
        agreeing: dict[int, bool] = {}
        for checkpoint in checkpoints:
            agreeing[checkpoint.size] = agreeing.get(checkpoint.size, True) and (
                self.roots.get(checkpoint.size) == checkpoint.root
            )
        return agreeing


def own_checkpoints(
    checkpoint_file: CheckpointFile, verifier: Verifier, origin: str
) -> tuple[list[Checkpoint], list[Finding], list[str]]:
    """The checkpoints that are this log's own, what is wrong with the others, and what is only worth saying."""
    findings = _damage(checkpoint_file)
    ours: list[Checkpoint] = []
    for checkpoint in checkpoint_file.checkpoints:
        wrong = _wrong(checkpoint, verifier, origin)
        if wrong is None:
            ours.append(checkpoint)
        else:
            findings.append(Finding(wrong[0], wrong[1], checkpoint=checkpoint.size))
    notes = [
        f"the checkpoint of {checkpoint.size} events begins anew: {_ANEW}" for checkpoint in ours if checkpoint.anew
    ]
    if checkpoint_file.torn is not None:
        notes.append(
            f"the checkpoint at line {checkpoint_file.torn} is cut off, as by a power failure; it was signed to nobody"
        )
    return sorted(ours, key=lambda checkpoint: checkpoint.size), findings, notes


_ANEW = "whether the log was changed before it, only older checkpoints can tell"


def _damage(checkpoint_file: CheckpointFile) -> list[Finding]:
    """What is wrong with the file of checkpoints itself."""
    says = [f"line {line} of the checkpoints is part of no checkpoint" for line in checkpoint_file.damaged]
    if checkpoint_file.changed:
        says.insert(0, f"the file of checkpoints: {checkpoint_file.changed}")
    return [Finding("checkpoint_damaged", what) for what in says]


def _wrong(checkpoint: Checkpoint, verifier: Verifier, origin: str) -> tuple[str, str] | None:
    signed = verifier.signed(checkpoint.text, list(checkpoint.signatures))
    size = f"the checkpoint of {checkpoint.size} events"
    if signed is False:
        return "checkpoint_altered", f"{size} was altered: its signature does not hold"
    if checkpoint.origin != origin:
        return "checkpoint_of_another_log", f"{size} is of another log (its origin is another)"
    if signed is None:
        return "checkpoint_of_another_key", f"the key is not the one that signed {size}"
    return None


def verify(
    ledger: Ledger, checkpoint_file: CheckpointFile, verifier: Verifier | None, progress: Progress = quiet
) -> Outcome:
    """Check the whole log of a store in one pass over events and leaves, in memory that grows with the streams."""
    if verifier is None:
        ours, findings, notes = list[Checkpoint](), _damage(checkpoint_file), list[str]()
    else:
        ours, findings, notes = own_checkpoints(checkpoint_file, verifier, ledger.origin)
    unpinned, sizes = not ours and not findings, [checkpoint.size for checkpoint in ours]
    of_events, of_leaves, structure, witness = Heads(sizes), Heads(sizes), Structure(), Witness()
    with ledger.store.read() as connection:
        passing = witness.watching(structure.watching(_counted(ledger.events(connection), progress)))
        events = of_events.watching(passing, _leaf)
        stored = leaves.numbered(leaves.rows(connection), max(sizes, default=0))
        places = differences(of_leaves.watching(stored, lambda leaf: leaf.hash), events)
        apart = list(islice(places, MOST))
        for _ in places:  # to the end, for whoever watches
            pass
        files = check_files(ledger.store, connection)
        tables = beside.findings(ledger, connection, witness)
        read = readings.findings(ledger, connection, witness.dropped, ours)
    pins = Pins(of_events.agreeing(ours), of_leaves.agreeing(ours))
    findings += as_findings(apart, pins)
    findings += _flaws(structure, findings)
    findings += of_checkpoints(structure.events, ours, pins, located=bool(apart))
    covered = max((size for size, agrees in pins.events.items() if agrees), default=0)
    notes += _notes(structure) + _of_files(files.whole)
    findings += _of_tables(tables, notes) if findings else tables
    findings += read
    findings += files.findings
    outcome = Outcome(structure.events, covered, len(ours), findings, notes)
    return _unpinned(outcome, signed_before=verifier is not None) if unpinned else outcome


def _of_tables(found: list[Finding], notes: list[str]) -> list[Finding]:
    """Where the log itself is not what it was, the tables beside it have nothing whole to be held against."""
    apart = [finding for finding in found if finding.what in beside.OF_THEMSELVES]
    if len(apart) < len(found):
        notes.append("the tables beside the log say otherwise in other places too; look again once the log is whole")
    return apart


def _leaf(event: StoredEvent) -> bytes:
    return event.leaf


def _counted(events: Iterator[StoredEvent], progress: Progress) -> Iterator[StoredEvent]:
    for count, event in enumerate(events, 1):
        if count % (BATCH * 5) == 0:
            progress(count)
        yield event


def _unpinned(outcome: Outcome, *, signed_before: bool) -> Outcome:
    if signed_before:
        says = "there is a signing key, and no checkpoint of it: the file of checkpoints was taken away; put it back"
        outcome.findings.insert(0, Finding("no_checkpoint", says))
    elif outcome.ok:
        outcome.notes.append("there is no checkpoint yet to hold the log against: make one, `journey audit checkpoint`")
    return outcome


def _notes(structure: Structure) -> list[str]:
    if not structure.earlier:
        return []
    return [f"{structure.earlier} events were logged at an earlier moment than the one before them (several writers)"]


def _of_files(whole: int) -> list[str]:
    return [f"{whole} sealed {'file is' if whole == 1 else 'files are'} what the log says"] if whole else []


def _flaws(structure: Structure, findings: list[Finding]) -> list[Finding]:
    """What is wrong with events by themselves, save what follows from a finding in the same place or stream."""
    places = {finding.position for finding in findings}
    streams = {finding.event["stream"] for finding in findings if finding.event}
    return [
        Finding(what, says, event.position, event=name_of(event))
        for what, event, says in structure.flaws
        if event.position not in places and not (what in ("gap", "order") and event.stream in streams)
    ]


def of_checkpoints(events: int, ours: list[Checkpoint], pins: Pins, *, located: bool) -> list[Finding]:
    """Checkpoints that the events disagree with, where nothing located says why: the stretch in which it must lie."""
    findings = []
    longest = max((checkpoint.size for checkpoint in ours), default=0)
    if longest > events:
        says = f"the log was cut off: it has {events} events, and a checkpoint says it had {longest}"
        findings.append(Finding("truncated", says, leaf=events, last_leaf=longest - 1, checkpoint=longest))
    bad = [checkpoint.size for checkpoint in ours if not pins.events[checkpoint.size] and checkpoint.size <= events]
    if not bad or (located and pins.leaves[bad[0]]):
        return findings
    first = bad[0]
    good = max((size for size, agrees in pins.events.items() if agrees and size < first), default=0)
    since = f"after the checkpoint of {good} events" if good else "since the first event"
    says = f"something was changed, removed, inserted or moved {since} and before the one of {first}"
    return [*findings, Finding("rewritten", says, leaf=good, last_leaf=first - 1, checkpoint=first)]
