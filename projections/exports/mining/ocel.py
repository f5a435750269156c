"""Writes `journey export ocel`: an event log in OCEL 2.0 JSON of people, episodes, coaches, jobs and what befell them.

The file is written as it is made. Values are texts, as the standard's schema wants them; the declared types say what
they mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import msgspec

from journey.domain.events import MOVES
from projections.exports.coding import Coder, ExportColumn, as_text, columns, role
from projections.exports.mining.activities import activity
from projections.exports.mining.ocel_types import (
    OBJECTS,
    PROGRAMME,
    SHARED,
    THINGS,
    event_types,
    is_value,
    object_types,
)
from projections.exports.mining.xes import flat
from projections.exports.moments import date_time
from projections.exports.population import ExportLine, ExportPerson


@dataclass(slots=True)
class Thing:
    """An object as it is put together."""

    id: str
    type: str
    values: list[tuple[str, Any, datetime]] = field(default_factory=list)
    related: dict[tuple[str, str], None] = field(default_factory=dict)

    def says(self, line: ExportLine) -> None:
        """Take what a fact says of it."""
        for name, _ in OBJECTS[self.type]:
            if name in line.facts:
                self.values.append((name, line.facts[name], line.when))

    def as_json(self) -> dict[str, Any]:
        """The object in the standard's words."""
        return {
            "id": self.id,
            "type": self.type,
            "attributes": [
                {"name": name, "value": _text(value), "time": when.isoformat()} for name, value, when in self.values
            ],
            "relationships": [{"objectId": other, "qualifier": how} for other, how in self.related],
        }


Things = dict[str, Thing]


def write(file: BinaryIO, programme: ExportPerson, persons: Iterable[ExportPerson], coder: Coder) -> tuple[int, int]:
    """The log. Returns how many events and how many objects there are."""
    file.write(b'{"eventTypes":' + _json(event_types()) + b',\n"objectTypes":' + _json(object_types()))
    shared: Things = {}
    events = objects = 0
    with TemporaryFile() as spool:
        file.write(b',\n"events":[')
        for person in chain([programme], persons):
            things: Things = {}
            for line in _lines(person):
                record = _event(f"e{events + 1}", person, line, things, shared, coder)
                file.write((b",\n" if events else b"\n") + _json(record))
                events += 1
            objects += _spool(spool, things.values(), objects)
        objects += _spool(spool, (shared[id_] for id_ in sorted(shared)), objects)  # in an order that says nothing
        file.write(b'\n],\n"objects":[')
        spool.seek(0)
        while part := spool.read(1 << 20):
            file.write(part)
    file.write(b"\n]}\n")
    return events, objects


def _spool(spool: Any, things: Iterable[Thing], before: int) -> int:
    count = 0
    for count, thing in enumerate(things, 1):
        spool.write((b",\n" if before + count > 1 else b"\n") + _json(thing.as_json()))
    return count


def _json(value: Any) -> bytes:
    return msgspec.json.encode(value)


def _lines(person: ExportPerson) -> Iterator[ExportLine]:
    return (line for line in person.lines if line.struck is None)


def _event(
    id_: str, person: ExportPerson, line: ExportLine, things: Things, shared: Things, coder: Coder
) -> dict[str, Any]:
    event = line.event
    values = {
        column.name: line.facts[column.name] for column in columns(event.fact.__class__) if _is_said(column, line)
    }
    related: dict[str, str] = {}
    for other, how in _related(person, line, things, shared, coder):
        related.setdefault(other, how)  # once each: readers keep one relation between an event and an object
    return {
        "id": id_,
        "type": activity(event),
        "time": line.when.isoformat(),
        "attributes": [
            *({"name": name, "value": _text(value)} for name, value in values.items()),
            {"name": "recorded", "value": _text(line.recorded)},
            *([{"name": "by", "value": speaker}] if (speaker := role(event.by)) else []),
        ],
        "relationships": [{"objectId": other, "qualifier": how} for other, how in related.items()],
    }


def _is_said(column: ExportColumn, line: ExportLine) -> bool:
    return column.name in line.facts and is_value(column)


def _related(
    person: ExportPerson, line: ExportLine, things: Things, shared: Things, coder: Coder
) -> Iterator[tuple[str, str]]:
    event = line.event
    if person.name:
        participant = _thing(things, person.name, "participant")
        participant.says(line)
        yield person.name, "participant"
        if line.episode is not None:
            yield _episode(person, line, things), "episode"
    else:
        yield _thing(shared, f"{PROGRAMME}:{event.programme}", PROGRAMME).id, PROGRAMME
    for key, kind in SHARED.items():
        if key in line.facts:
            other = _thing(shared, line.facts[key], kind)
            if not _says_nothing_new(other, line):
                other.says(line)
            yield other.id, key
    for key in THINGS:
        if key in line.facts:
            thing = _thing(things, line.facts[key], key)
            thing.says(line)
            thing.related[(person.name, "of")] = None
            if "employer" in line.facts:
                thing.related[(line.facts["employer"], "at")] = None
            yield thing.id, key
    by = coder.person(event.by, event.programme)
    if by is not None:
        _thing(shared, by, role(event.by) or "coach")
        yield by, "entered by"


def _thing(things: Things, id_: str, kind: str) -> Thing:
    if id_ not in things:
        things[id_] = Thing(id_, kind)
    return things[id_]


def _says_nothing_new(thing: Thing, line: ExportLine) -> bool:
    """Whether a fact about something else only says of an employer or a coach what is known of them already."""
    values = {name: value for name, value, _ in thing.values}
    return all(values.get(name) == line.facts[name] for name, _ in OBJECTS[thing.type] if name in line.facts)


def _episode(person: ExportPerson, line: ExportLine, things: Things) -> str:
    id_ = f"{person.name}/{line.episode}"
    episode = _thing(things, id_, "episode")
    if not episode.values:
        episode.values.append(("number", line.episode, line.when))
        episode.related[(person.name, "of")] = None
    if line.event.type in MOVES:
        episode.values.append(("move", activity(line.event), line.when))
    return id_


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return flat(value)
    return date_time(value).isoformat() if isinstance(value, date) else str(as_text(value))
