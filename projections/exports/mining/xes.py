"""Writes `journey export xes`: an event log in XES (IEEE 1849-2016). A trace is an episode, an activity a fact of it.

What happened after a stay ended is in its trace too, marked so, and what happened before the first one in that one's.

The file is written as it is made: no more than one person is in memory. The root carries no namespace, as the
standard's schema has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO
from xml.sax.saxutils import quoteattr

from journey.domain.events import MOVES, PROGRAMME_TYPES
from journey.domain.history import History, Stay
from projections.exports.coding import Coder, as_text, role
from projections.exports.mining.activities import activity
from projections.exports.moments import date_time
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

OF_PROGRAMME = "the programme's own"
STRUCK = "struck as wrong"
NO_STAY = "about people who were neither referred nor enrolled"
LEFT_OUT: Mapping[str, str] = dict.fromkeys(
    sorted(PROGRAMME_TYPES), "The programme's own lies in no episode: see `events`, `ocel` and `tables`."
)
"""Types of facts that no trace can hold, each with the reason."""


@dataclass
class Written:
    """What came of it: how many traces there are, and how many events are in none, by the reason."""

    traces: int = 0
    inside: dict[str, int] = field(default_factory=dict)

    def leaves_inside(self, why: str, count: int = 1) -> None:
        """Count what no trace holds."""
        if count:
            self.inside[why] = self.inside.get(why, 0) + count


def write(file: BinaryIO, title: str, persons: Iterable[ExportPerson], coder: Coder, *, moves_only: bool) -> Written:
    """The log. Returns what it holds, and what it does not."""
    file.write(_HEAD.encode())
    for name in EXTENSIONS:
        prefix = _PREFIXES.get(name, name.lower())
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        file.write(f'  <extension name="{name}" prefix="{prefix}" uri="{uri}"/>\n'.encode())
    file.write((_GLOBALS + f"  {_attribute('concept:name', title)}\n").encode())
    written = Written()
    for person in persons:
        for trace in _traces(person, coder, written, moves_only=moves_only):
            file.write(trace.encode())
            written.traces += 1
    file.write(b"</log>\n")
    return written


def case(person: ExportPerson, stay: Stay) -> str:
    """A trace's name: the pseudonym and the number of the episode, or of the referral that led to none."""
    if stay.enrolment is not None:
        return f"{person.name}/{stay.number}"
    return f"{person.name}/referral-{person.history.stays.index(stay) + 1}"


def _traces(person: ExportPerson, coder: Coder, written: Written, *, moves_only: bool) -> Iterator[str]:
    by_stay: dict[int, list[ExportLine]] = {}
    for line in person.lines:
        stay = _stay_of(person.history, line)
        if moves_only and line.event.type not in MOVES:
            continue
        if line.struck is not None:
            written.leaves_inside(STRUCK)
        elif stay is None:
            written.leaves_inside(NO_STAY)
        else:
            by_stay.setdefault(id(stay), []).append(line)
    about = _about(person)
    for stay in person.history.stays:
        names = [_attribute("concept:name", case(person, stay)), _attribute("participant", person.name)]
        numbers = [_attribute("episode", stay.number)] if stay.enrolment else []
        lines = sorted(by_stay.get(id(stay), []), key=lambda line: line.when)
        events = (f"    <event>{''.join(_event(line, stay, coder))}</event>\n" for line in lines)
        yield f"  <trace>{''.join([*names, *numbers, *about])}\n{''.join(events)}  </trace>\n"


def _stay_of(history: History, line: ExportLine) -> Stay | None:
    """The stay whose trace an event is in: its own, else the last one before it, else the first of all."""
    if line.stay is not None or not history.stays:
        return line.stay
    before = [stay for stay in history.stays if stay.end is not None and stay.end < line.event.on]
    return before[-1] if before else history.stays[0]


def _about(person: ExportPerson) -> list[str]:
    values: dict[str, Any] = {}
    for line in person.lines:
        if line.event.type == "background_recorded" and line.struck is None:
            values |= {key: line.facts[key] for key in _ABOUT if key in line.facts}
    return [_attribute(key, values[key]) for key in _ABOUT if key in values]


def _event(line: ExportLine, stay: Stay, coder: Coder) -> Iterator[str]:
    event = line.event
    yield _attribute("concept:name", activity(event))
    yield _attribute("time:timestamp", line.when)
    yield _attribute("lifecycle:transition", "complete")
    resource, kind = coder.person(event.by, event.programme), role(event.by)
    if resource is not None:
        yield _attribute("org:resource", resource)
    if kind is not None:
        yield _attribute("org:role", kind)
    yield _attribute("recorded", line.recorded)
    if line.stay is None:
        yield _attribute("stay", "before" if event.on < stay.opened else "after")
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
    if isinstance(value, date):
        return "date", date_time(value).isoformat()
    return "string", str(as_text(value))


def _clean(text: str) -> str:
    """Without the signs that no XML can hold."""
    if text.isprintable():
        return text
    return "".join(sign if sign in "\t\n\r" or sign.isprintable() else "\ufffd" for sign in text)
