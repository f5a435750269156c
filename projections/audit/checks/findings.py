"""Names what is wrong with a log: each difference becomes a finding with its place, its kind and a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from projections.audit.checks.aligning import Difference, Gap
from projections.audit.leaves import Leaf
from projections.audit.ledger import StoredEvent

EventName = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was.

    `position` is the place in the log and `leaf` the number in the tree, from 0; `last_leaf` where it is a stretch.
    `event` names the event as it is stored now, or, where it is gone, as it was; `checkpoint` is the size of the
    first checkpoint that pins it. Where it is not the log itself, `table` names the table beside it, and `row` the row.
    """

    what: str
    says: str
    position: int | None = None
    leaf: int | None = None
    last_leaf: int | None = None
    event: EventName | None = None
    checkpoint: int | None = None
    table: str | None = None
    row: str | None = None

    def as_record(self) -> dict[str, Any]:
        """For programs."""
        record = {
            "what": self.what,
            "position": self.position,
            "leaf": self.leaf,
            "event": self.event,
            "checkpoint": self.checkpoint,
            "says": self.says,
        }
        more = {"last_leaf": self.last_leaf, "table": self.table, "row": self.row}
        return record | {key: value for key, value in more.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Pins:
    """Which checkpoints the events agree with, and which the stored leaves: size to whether they do."""

    events: dict[int, bool]
    leaves: dict[int, bool]

    def of(self, number: int) -> int | None:
        """The smallest checkpoint that covers a leaf."""
        return min((size for size in self.events if size > number), default=None)

    def clears_events(self, number: int) -> bool:
        """Whether a checkpoint says that the events up to here are as they were, so that only the leaf is not."""
        return any(agrees for size, agrees in self.events.items() if size > number)

    def clears_leaves(self, number: int) -> bool:
        """Whether a checkpoint says that the stored leaves up to here are as they were."""
        return any(agrees for size, agrees in self.leaves.items() if size > number)


def name_of(thing: StoredEvent | Leaf) -> EventName:
    """What an event is called: stream, version, type."""
    return {"stream": thing.stream, "version": thing.version, "type": thing.topic.partition(".v")[0]}


def as_findings(places: Iterable[Difference | Gap], pins: Pins) -> list[Finding]:
    """Every difference as a finding: changed, removed, inserted, moved, or of the stored leaves alone."""
    everything = list(places)
    differences = [item for item in everything if isinstance(item, Difference)]
    apart = [item for item in differences if item.lost or not _same(item)]
    gone = {item.leaf.hash: item.leaf for item in apart if item.leaf and not item.lost}
    moved = {item.event.leaf: item.event for item in apart if item.event and item.event.leaf in gone}
    findings = [finding for item in everything if isinstance(item, Gap) for finding in _gap(item, pins)]
    for item in apart:
        findings += _difference(item, moved, pins)
    return findings + _relabelled([item for item in differences if not item.lost and _same(item)], pins)


def _same(item: Difference) -> bool:
    return item.leaf is not None and item.event is not None and item.leaf.hash == item.event.leaf


def _difference(item: Difference, moved: dict[bytes, StoredEvent], pins: Pins) -> Iterator[Finding]:
    leaf, event = item.leaf, item.event
    if item.lost and event is not None:
        says = "from here on the log and its stored leaves have nothing in common"
        yield _finding("rewritten", says, event.position, item.number, event, pins)
    elif pins.clears_events(item.number):
        yield _of_leaf(item, pins)
    else:
        if leaf is not None and leaf.hash in moved:
            there = moved[leaf.hash]
            says = f"the event of this leaf stands at position {there.position} now"
            yield _finding("moved", says, leaf.position, leaf.number, leaf, pins)
        elif leaf is not None and (event is None or event.leaf in moved):
            yield _finding("removed", "the event of this leaf is gone", leaf.position, leaf.number, leaf, pins)
        elif leaf is not None and event is not None:
            yield _finding("changed", _changed(leaf, event), event.position, leaf.number, event, pins)
        stranger = event is not None and event.leaf not in moved and not item.beyond
        if event is not None and stranger and (leaf is None or leaf.hash in moved):
            says = "this event stands among others that were counted without it"
            yield _finding("inserted", says, event.position, item.number, event, pins)


def _changed(leaf: Leaf, event: StoredEvent) -> str:
    if (leaf.stream, leaf.version) != (event.stream, event.version):
        was = name_of(leaf)
        return f"another event stood here: {was['type']}, version {leaf.version} of stream {leaf.stream}"
    if leaf.topic != event.topic:
        return f"its type is not what it was ({leaf.topic})"
    return "its stored bytes are not what they were"


def _of_leaf(item: Difference, pins: Pins) -> Finding:
    says = "the stored leaf is not what it was; the event itself is as a checkpoint says"
    thing = item.event or item.leaf
    position = None if thing is None else thing.position
    return _finding("leaf_altered", says, position, item.number, thing, pins)


def _gap(gap: Gap, pins: Pins) -> Iterator[Finding]:
    last = gap.number + gap.leaves - 1
    pin, position = pins.of(gap.number), gap.first.position if gap.first else None
    if gap.events:
        says = f"{_leaves(gap.events)} missing; the events are there"
        end = gap.number + gap.events - 1
        yield Finding("leaf_missing", says, position, gap.number, end, name_of(gap.first) if gap.first else None, pin)
    if gap.events < gap.leaves:
        count = gap.leaves - gap.events
        place = f"before position {gap.before.position}" if gap.before else "at the end of the log"
        says = f"{count} {'event is' if count == 1 else 'events are'} gone, with {_leaves(count, '')}, {place}"
        at = gap.before.position if gap.before else None
        yield Finding("removed", says, at, gap.number + gap.events, last, None, pin)


def _leaves(count: int, verb: str = " is") -> str:
    return f"1 stored leaf{verb}" if count == 1 else f"{count} stored leaves{' are' if verb else ''}"


def _relabelled(differences: list[Difference], pins: Pins) -> list[Finding]:
    """Leaves that name another place than their event's: one finding for all, as one insertion shifts many."""
    if not differences:
        return []
    first = differences[0]
    others = f", and {len(differences) - 1} others after it" if len(differences) > 1 else ""
    says = f"the stored leaf names another place or event than the one it was made of{others}"
    position = first.event.position if first.event else None
    return [_finding("leaf_altered", says, position, first.number, first.event, pins)]


def _finding(
    what: str, says: str, position: int | None, number: int, thing: StoredEvent | Leaf | None, pins: Pins
) -> Finding:
    pin = pins.of(number)
    if pin is None:
        says += "; no checkpoint pins it yet"
    elif what not in ("leaf_altered", "rewritten") and not pins.clears_leaves(number):
        says += "; whether the event or its stored leaf was changed, no checkpoint can tell"
    return Finding(what, says, position, number, None, name_of(thing) if thing else None, pin)
