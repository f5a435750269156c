"""Where a leg of a rule begins to count: a trigger, the entry into the rule's phases, the programme's first day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from journey.domain.events import Event
from journey.domain.events.system import RulesChanged
from journey.domain.history import History, Stay
from journey.domain.patterns import matches, matching
from journey.domain.rulebook import ReadyLeg, RuleBook, Version


class Root(Struct):
    """Where a leg starts counting: an event, the entry into the rule's phases, or the programme's first day.

    `trigger` is what opens it and names it; `first` is the trigger that the leg names, which may have come before the
    phases were entered: `until` and `steps` count from that one.
    """

    day: date
    since: date  # the day from which `until` and `steps` count: that of the first trigger
    trigger: Event | None
    first: Event | None
    stay: Stay | None
    name: str
    leaves: date | None = None  # the day the rule's phases were left
    shared: Any = None  # the value of the leg's `same` key


def roots(version: Version, ready: ReadyLeg, history: History, book: RuleBook, as_of: date) -> Iterator[Root]:
    """Where the leg starts counting while this version of the rules is in force."""
    if ready.rule.level == "programme" and (ready.rule.repeat or not ready.trigger):
        day = _programme_start(version, ready, history, book)
        if day is not None and day <= as_of:
            yield Root(day, day, None, None, None, "start")
        return
    if history.by_type.keys().isdisjoint(ready.trigger):
        return
    for event, stay in _triggers(ready, history):
        shared = getattr(event.fact, ready.leg.same, None) if ready.leg.same else None
        if ready.rule.phases and stay is not None:
            yield from _phase_roots(version, ready, event, stay, book, shared)
        elif book.at(event.on) is version:
            yield Root(event.on, event.on, event, event, stay, event.entry or "", shared=shared)


def _triggers(ready: ReadyLeg, history: History) -> Iterator[tuple[Event, Stay | None]]:
    """What triggers the leg, each with the stay it belongs to: outside a stay nothing does."""
    of_person, counted, started = ready.rule.level == "participant", set[int](), set[int]()
    for event in matching(history, ready.trigger).events:
        stay = history.stay_at(event) if of_person else None
        if of_person and stay is None:
            continue
        if ready.rule.first_only and id(stay) in counted:
            continue
        if ready.clock and matches(event, ready.clock):
            if id(stay) in started and not matches(event, ready.beside_clock):
                continue  # the clock starts once in an episode; what stands beside it may come again
            started.add(id(stay))
        counted.add(id(stay))
        yield event, stay


def _phase_roots(
    version: Version, ready: ReadyLeg, event: Event, stay: Stay, book: RuleBook, shared: Any
) -> Iterator[Root]:
    """A trigger while in the phases counts from its day; one before them from the day they are entered."""
    key = (ready.rule.id, ready.leg.name)
    for entry, left in _spells(ready, stay, book):
        if left is not None and left < event.on:
            continue
        start = event if event.on >= entry.on else entry
        if book.at(start.on) is version and book.at(event.on).legs.get(key):
            yield Root(start.on, event.on, start, event, stay, start.entry or "", leaves=left, shared=shared)
        if not ready.rule.repeat:
            return


def _spells(ready: ReadyLeg, stay: Stay, book: RuleBook) -> list[tuple[Event, date | None]]:
    """When the person was in the rule's phases, each move judged by the phases that held on its day.

    Where a later version takes in the phase that somebody is in, they come under it with their next move: their clock
    would otherwise belong to neither version.
    """
    key, phases = (ready.rule.id, ready.leg.name), ready.rule.phases
    if len(book.versions) == 1:
        return stay.spells(phases)
    others = [leg.rule.phases for version in book.versions if (leg := version.legs.get(key))]
    if all(other == phases for other in others):
        return stay.spells(phases)
    spans: list[tuple[Event, date | None]] = []
    inside = False
    for phase, event in stay.phases:
        leg = book.at(event.on).legs.get(key, ready)
        held = not leg.rule.phases or phase in leg.rule.phases
        if held and not inside:
            spans.append((event, None))
        elif inside and not held:
            spans[-1] = (spans[-1][0], event.on)
        inside = held
    return spans


def programme_begins(history: History, version: Version) -> date | None:
    """The day from which a programme's own rules count: its `starts` or its first entry, whichever is later.

    As long as it has no entry of its own, the day on which its rules came into the log; None before that.
    """
    if "begins" not in history.memo:
        entries = (event.on for event in history.events)
        taken = (event.on for event in history.dealings if isinstance(event.fact, RulesChanged))
        history.memo["begins"] = min(entries, default=None) or min(taken, default=None)
    first = history.memo["begins"]
    return max(version.programme.starts, first) if first else None


def _programme_start(version: Version, ready: ReadyLeg, history: History, book: RuleBook) -> date | None:
    """The day a programme's own rule counts from: the programme's first day, or the day the rule came in."""
    key = (ready.rule.id, ready.leg.name)
    first = next(version for version in book.versions if key in version.legs)
    day = programme_begins(history, version)
    if day is not None and first is not book.versions[0]:
        day = max(day, first.valid_from)
    return day if day is not None and book.at(day) is version else None
