"""Writes `journey export xes`: an event log in XES (IEEE 1849-2016). A trace is an episode, an activity a fact of it.

The file is written as it is made: no more than one person is in memory. The root carries no namespace, as the
standard's schema has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO
from xml.sax.saxutils import quoteattr

from journey.domain.events import MOVES, PROGRAMME_TYPES
from journey.domain.history import Stay
from projections.exports.coding import Coder, as_text, role
from projections.exports.mining.activities import activity, when
from projections.exports.population import ExportLine, ExportPerson

EXTENSIONS = ("Concept", "Time", "Lifecycle", "Organizational")
_PREFIXES = {"Organizational": "org"}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849.2016" xes.features="">\n'
_GLOBALS = """\
  <global scope="trace"><string key="concept:name" value="unknown"/></global>
  <global scope="event"><string key="concept:name" value="unknown"/><date key="time:timestamp" \
value="1970-01-01T00:00:00Z"/><string key="lifecycle:transition" value="complete"/></global>
  <classifier name="Activity" scope="event" keys="concept:name"/>
"""
_ABOUT = ("gender", "age_band", "municipality", "education")

LEFT_OUT: Mapping[str, str] = dict.fromkeys(
    sorted(PROGRAMME_TYPES), "The programme's own lies in no episode: see `events`, `ocel` and `tables`."
)
"""Types of facts that no trace can hold, each with the reason."""


def write(file: BinaryIO, title: str, persons: Iterable[ExportPerson], coder: Coder, *, moves_only: bool) -> int:
    """The log. Returns how many traces there are."""
    file.write(_HEAD.encode())
    for name in EXTENSIONS:
        prefix = _PREFIXES.get(name, name.lower())
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        file.write(f'  <extension name="{name}" prefix="{prefix}" uri="{uri}"/>\n'.encode())
    file.write((_GLOBALS + f"  {_attribute('concept:name', title)}\n").encode())
    traces = 0
    for person in persons:
        for trace in _traces(person, coder, moves_only=moves_only):
            file.write(trace.encode())
            traces += 1
    file.write(b"</log>\n")
    return traces


def case(person: ExportPerson, stay: Stay) -> str:
    """A trace's name: the pseudonym and the number of the episode, or of the referral that led to none."""
    if stay.enrolment is not None:
        return f"{person.name}/{stay.number}"
    return f"{person.name}/referral-{person.history.stays.index(stay) + 1}"


def _traces(person: ExportPerson, coder: Coder, *, moves_only: bool) -> Iterator[str]:
    by_stay: dict[int, list[ExportLine]] = {}
    for line in person.lines:
        if line.stay is not None and line.struck is None and (line.event.type in MOVES or not moves_only):
            by_stay.setdefault(id(line.stay), []).append(line)
    about = _about(person)
    for stay in person.history.stays:
        names = [_attribute("concept:name", case(person, stay)), _attribute("participant", person.name)]
        numbers = [_attribute("episode", stay.number)] if stay.enrolment else []
        events = (f"    <event>{''.join(_event(line, coder))}</event>\n" for line in by_stay.get(id(stay), []))
        yield f"  <trace>{''.join([*names, *numbers, *about])}\n{''.join(events)}  </trace>\n"


def _about(person: ExportPerson) -> list[str]:
    values: dict[str, Any] = {}
    for line in person.lines:
        if line.event.type == "background_recorded" and line.struck is None:
            values |= {key: line.facts[key] for key in _ABOUT if key in line.facts}
    return [_attribute(key, values[key]) for key in _ABOUT if key in values]


def _event(line: ExportLine, coder: Coder) -> Iterator[str]:
    event = line.event
    yield _attribute("concept:name", activity(event))
    yield _attribute("time:timestamp", when(event))
    yield _attribute("lifecycle:transition", "complete")
    resource, kind = coder.person(event.by, event.programme), role(event.by)
    if resource is not None:
        yield _attribute("org:resource", resource)
    if kind is not None:
        yield _attribute("org:role", kind)
    yield _attribute("recorded", event.recorded)
    for name, value in line.facts.items():
        # A list of codes is one text: hardly a reader knows lists.
        yield _attribute(name, flat(value) if isinstance(value, list | dict) else value)


def flat(value: Any) -> str:
    """A list or table of coded values as one text."""
    if isinstance(value, dict):
        return " ".join(f"{key}={as_text(part)}" for key, part in value.items())
    return "; ".join(flat(part) if isinstance(part, dict) else str(part) for part in value)


def _attribute(key: str, value: Any) -> str:
    kind, text = _typed(value)
    return f'<{kind} key="{key}" value={quoteattr(_clean(text))}/>'  # keys are the catalogue's


def _typed(value: Any) -> tuple[str, str]:
    if isinstance(value, bool):
        return "boolean", str(value).lower()
    if isinstance(value, int):
        return "int", str(value)
    if isinstance(value, float):
        return "float", repr(value)
    if isinstance(value, datetime):
        return "date", value.isoformat()
    return "string", str(as_text(value))


def _clean(text: str) -> str:
    """Without the signs that no XML can hold."""
    if text.isprintable():
        return text
    return "".join(sign if sign in "\t\n\r" or sign.isprintable() else "\ufffd" for sign in text)
