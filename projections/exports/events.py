"""Writes `journey export events`: the log without names as JSON Lines, one event a line, in pseudonym order."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any, BinaryIO

import msgspec

from projections.exports.coding import as_text, role
from projections.exports.population import ExportLine, ExportPerson


def write(file: BinaryIO, programme: ExportPerson, persons: Iterable[ExportPerson]) -> int:
    """The programme's own events first (`participant` is null), then everybody's. Returns how many lines there are."""
    count = 0
    for person in chain([programme], persons):
        for line in person.lines:
            file.write(msgspec.json.encode(as_record(person, line)) + b"\n")
            count += 1
    return count


def as_record(person: ExportPerson, line: ExportLine) -> dict[str, Any]:
    """One line: the keys of every event, then the fact's own. What was not said is left out, save of the first ones."""
    event = line.event
    record: dict[str, Any] = {
        "participant": person.name or None,
        "type": event.type,
        "on": event.on.isoformat(),
        "at": as_text(line.at),
        "recorded": as_text(line.recorded),
        "by": role(event.by),
        "episode": line.episode,
        "struck": line.struck is not None,
        "struck_recorded": as_text(line.struck),
        "migrated": event.migrated,
        "record_time_unknown": event.record_time_unknown,
    }
    for key in ("at", "struck_recorded"):
        if record[key] is None:
            del record[key]
    return record | {name: as_text(value) for name, value in line.facts.items()}
