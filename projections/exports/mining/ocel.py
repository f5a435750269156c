"""`ocel`: an object-centric event log in OCEL 2.0 JSON: people, episodes, coaches, jobs, and what befell them.

The file is written as it is made. Values are texts, as the standard's schema wants them; the declared types say what
they mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import msgspec

from journey.domain.events import MOVES, Event
from journey.domain.events.participant import PhaseMoved
from projections.exports.coding import Coder, Column, as_text, columns, moment, role
from projections.exports.fact_types import TYPES
from projections.exports.mining.activities import activity, phase_moved, when
from projections.exports.mining.xes import flat
from projections.exports.population import Line, Person

OBJECTS: dict[str, tuple[tuple[str, str], ...]] = {
    "participant": (
        ("gender", "string"),
        ("age_band", "string"),
        ("municipality", "string"),
        ("education", "string"),
        ("care_team", "string"),
        ("years_on_support", "float"),
    ),
    "episode": (("number", "integer"), ("move", "string")),
    "coach": (("fte", "float"),),
    "supervisor": (),
    "employer": (("industry", "string"), ("sector", "string")),
    "job": (
        ("extent", "float"),
        ("competitive", "boolean"),
        ("industry", "string"),
        ("sector", "string"),
        ("job_type", "string"),
        ("permanent", "boolean"),
        ("subsidised", "boolean"),
        ("subsidy", "float"),
        ("wage", "float"),
        ("start", "time"),
    ),
    "placement": (("kind", "string"), ("industry", "string"), ("hours_per_week", "float")),
    "studies": (("kind", "string"), ("extent", "float")),
    "appointment": (("booked_for", "time"),),
}
"""Types of objects, and their attributes with the type of each."""

_THINGS = ("job", "placement", "studies", "appointment")
_SHARED = {"coach": "coach", "deputy": "coach", "employer": "employer"}
_NOBODY = "They befall nobody in particular: see `events` and `tables`."
LEFT_OUT: Mapping[str, str] = {
    "fidelity_reviewed": _NOBODY,
    "work_wish_asked": _NOBODY,
    "dissemination_held": _NOBODY,
    "incident_reported": _NOBODY,
    "complaint_received": _NOBODY,
    "report_submitted": _NOBODY,
    "meeting_held": _NOBODY,
}
"""Types of facts that concern no object, each with the reason why this log does without them."""

_KINDS = {"whole": "integer", "number": "float", "flag": "boolean", "day": "time", "moment": "time"}
_EVERY = (("recorded", "time"), ("by", "string"))


@dataclass(slots=True)
class Thing:
    """An object as it is put together."""

    id: str
    type: str
    values: list[tuple[str, Any, Event]] = field(default_factory=list)
    related: dict[tuple[str, str], None] = field(default_factory=dict)

    def says(self, line: Line) -> None:
        """Take what a fact says of it."""
        for name, _ in OBJECTS[self.type]:
            if name in line.facts:
                self.values.append((name, line.facts[name], line.event))

    def as_json(self) -> dict[str, Any]:
        """The object in the standard's words."""
        return {
            "id": self.id,
            "type": self.type,
            "attributes": [
                {"name": name, "value": _text(value), "time": when(event).isoformat()}
                for name, value, event in self.values
            ],
            "relationships": [{"objectId": other, "qualifier": how} for other, how in self.related],
        }


Things = dict[str, Thing]


def write(file: BinaryIO, own: Person, persons: Iterable[Person], coder: Coder) -> tuple[int, int]:
    """The log. Returns how many events and how many objects there are."""
    file.write(b'{"eventTypes":' + _json(event_types()) + b',\n"objectTypes":' + _json(object_types()))
    shared: Things = {}
    events = objects = 0
    with TemporaryFile() as spool:
        file.write(b',\n"events":[')
        for person in chain([own], persons):
            things: Things = {}
            for line in _lines(person):
                record = _event(f"e{events + 1}", person, line, things, shared, coder)
                file.write((b",\n" if events else b"\n") + _json(record))
                events += 1
            objects += _spool(spool, things.values(), objects)
        objects += _spool(spool, shared.values(), objects)
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


def _lines(person: Person) -> Iterator[Line]:
    return (line for line in person.lines if line.struck is None and line.event.type not in LEFT_OUT)


# -- what is declared --------------------------------------------------------------------------------------------------
def event_types() -> list[dict[str, Any]]:
    """Every activity, with the attributes its events may have."""
    found = []
    for name, cls in TYPES.items():
        if name in LEFT_OUT:
            continue
        attributes = [{"name": column.name, "type": _kind(column)} for column in columns(cls) if _is_value(column)]
        attributes += [{"name": key, "type": kind} for key, kind in _EVERY]
        labels = [phase_moved(to) for to in _phases()] if cls is PhaseMoved else [_label(name)]
        found += [{"name": label, "attributes": attributes} for label in labels]
    return found


def _phases() -> tuple[str, ...]:
    return next(column.allowed or () for column in columns(PhaseMoved) if column.key == "to")


def _label(name: str) -> str:
    return name if name in MOVES else name.replace("_", " ")


def object_types() -> list[dict[str, Any]]:
    """Every type of object, with its attributes."""
    return [
        {"name": name, "attributes": [{"name": key, "type": kind} for key, kind in attributes]}
        for name, attributes in OBJECTS.items()
    ]


def _is_value(column: Column) -> bool:
    return column.prefix is None or column.key not in (*_THINGS, *_SHARED)


def _kind(column: Column) -> str:
    return _KINDS.get(column.kind, "string")


# -- events and what they touch ----------------------------------------------------------------------------------------
def _event(id_: str, person: Person, line: Line, things: Things, shared: Things, coder: Coder) -> dict[str, Any]:
    event = line.event
    values = {column.name: line.facts[column.name] for column in columns(event.fact.__class__) if _kept(column, line)}
    related: dict[str, str] = {}
    for other, how in _related(person, line, things, shared, coder):
        related.setdefault(other, how)  # once each: readers keep one relation between an event and an object
    return {
        "id": id_,
        "type": activity(event),
        "time": when(event).isoformat(),
        "attributes": [
            *({"name": name, "value": _text(value)} for name, value in values.items()),
            {"name": "recorded", "value": moment(event.recorded)},
            *([{"name": "by", "value": said}] if (said := role(event.by)) else []),
        ],
        "relationships": [{"objectId": other, "qualifier": how} for other, how in related.items()],
    }


def _kept(column: Column, line: Line) -> bool:
    return column.name in line.facts and _is_value(column)


def _related(person: Person, line: Line, things: Things, shared: Things, coder: Coder) -> Iterator[tuple[str, str]]:
    event = line.event
    if person.name:
        participant = _thing(things, person.name, "participant")
        participant.says(line)
        yield person.name, "participant"
        if line.episode is not None:
            yield _episode(person, line, things), "episode"
    for key, kind in _SHARED.items():
        if key in line.facts:
            other = _thing(shared, line.facts[key], kind)
            if not _known(other, line):
                other.says(line)
            yield other.id, key
    for key in _THINGS:
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


def _known(thing: Thing, line: Line) -> bool:
    """Whether a fact about something else only says of an employer or a coach what is known of them already."""
    said = {name: value for name, value, _ in thing.values}
    return all(said.get(name) == line.facts[name] for name, _ in OBJECTS[thing.type] if name in line.facts)


def _episode(person: Person, line: Line, things: Things) -> str:
    id_ = f"{person.name}/{line.episode}"
    episode = _thing(things, id_, "episode")
    if not episode.values:
        episode.values.append(("number", line.episode, line.event))
        episode.related[(person.name, "of")] = None
    if line.event.type in MOVES:
        episode.values.append(("move", activity(line.event), line.event))
    return id_


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return flat(value)
    return str(as_text(value))
