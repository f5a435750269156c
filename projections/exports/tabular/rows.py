"""Makes the lines of the tables as plain values, one person at a time, from facts as they stand at the view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from journey.domain.events import Event
from journey.domain.events.participant import BackgroundRecorded, Referred
from journey.domain.events.work import IncomesRecorded
from journey.domain.history import History, Stay
from journey.domain.rulebook import RuleBook
from journey.domain.rules import deadlines as judge
from projections.exports.coding import role
from projections.exports.population import ExportLine, ExportPerson, Request
from projections.reports.spells import Spell, spells

Row = dict[str, Any]
Make = Callable[[ExportPerson, Request, RuleBook], Iterator[Row]]


def of_facts(person: ExportPerson, types: tuple[str, ...]) -> Iterator[Row]:
    """A line for each event of these types."""
    for line in person.lines:
        if line.event.type in types:
            yield _common(person, line) | line.facts


def _common(person: ExportPerson, line: ExportLine) -> Row:
    event = line.event
    return {
        "participant": person.name or None,
        "episode": line.episode,
        "type": event.type,
        "on": event.on,
        "at": event.at,
        "recorded": event.recorded,
        "by": role(event.by),
        "struck": line.struck is not None,
        "struck_recorded": line.struck,
        "migrated": event.migrated,
        "record_time_unknown": event.record_time_unknown,
    }


def participants(person: ExportPerson, request: Request, _book: RuleBook) -> Iterator[Row]:
    """The person, in one line."""
    if not person.name:
        return
    history, stay = person.history, person.history.current
    coach = history.coach()
    yield _last(person, BackgroundRecorded, Referred) | {
        "participant": person.name,
        "state": stay.state if stay else None,
        "coach": coach and request.coder.pseudonyms.of("C", request.programme, coach),
        "episodes": sum(stay.enrolment is not None for stay in history.stays),
        "first_referred": next((stay.opened for stay in history.stays if stay.referral), None),
        "first_enrolled": next((stay.enrolled_on for stay in history.stays if stay.enrolment), None),
    }


def _last(person: ExportPerson, *kinds: type) -> Row:
    """What was said last under each key by facts of these kinds."""
    values: Row = {}
    for line in person.lines:
        if line.struck is None and isinstance(line.event.fact, kinds):
            values |= line.facts
    return values


def episodes(person: ExportPerson, request: Request, _book: RuleBook) -> Iterator[Row]:
    """Every stay."""
    for stay in person.history.stays:
        upto = stay.end or request.view.as_of
        start = stay.enrolled_on
        pauses = ((pause.start, min(pause.end or upto, upto)) for pause in stay.pauses)
        referral = stay.referral
        yield _episode(person, stay) | {
            "referred": referral.on if referral else None,
            "waiting_since": stay.waiting_since,
            "enrolled": start,
            "ended": stay.end,
            "state": stay.state,
            "source": referral.fact.source if referral else None,
            "reason": stay.ending.fact.reason if stay.ending else None,
            "days": (upto - start).days if start else None,
            "paused_days": sum((until - since).days for since, until in pauses),
        }


def _episode(person: ExportPerson, stay: Stay | None) -> Row:
    return {"participant": person.name, "episode": stay.number if stay and stay.enrolment else None}


def phases(person: ExportPerson, _request: Request, _book: RuleBook) -> Iterator[Row]:
    """Every stretch in a phase, and every pause; a pause lies within a phase."""
    for stay in person.history.stays:
        who = _episode(person, stay)
        for at, (phase, event) in enumerate(stay.phases):
            following = stay.phases[at + 1][1].on if at + 1 < len(stay.phases) else stay.end
            yield who | {"phase": phase, "start": event.on, "end": following}
        for pause in stay.pauses:
            yield who | {"phase": "paused", "start": pause.start, "end": pause.end}


def jobs(person: ExportPerson, _request: Request, _book: RuleBook) -> Iterator[Row]:
    """Every job, every change applied."""
    yield from _spells(person, "job", "job_changed")


def studies(person: ExportPerson, _request: Request, _book: RuleBook) -> Iterator[Row]:
    """All studies, and whether they were completed."""
    yield from _spells(person, "studies", "studies_ended")


def placements(person: ExportPerson, _request: Request, _book: RuleBook) -> Iterator[Row]:
    """Every placement."""
    yield from _spells(person, "placement", "")


def _spells(person: ExportPerson, what: str, changed: str) -> Iterator[Row]:
    coded = {line.event.version: line.facts for line in person.lines}
    for begun, spell in spells(person.history, what):
        values = dict(coded[begun.version])
        for change in person.history.by_type.get(changed, []):
            if getattr(change.fact, what) == getattr(begun.fact, what) and _within(change, spell):
                values |= coded[change.version]
        yield _episode(person, person.history.stay_at(begun)) | values | {"start": spell.start, "end": spell.end}


def _within(change: Event, spell: Spell) -> bool:
    return spell.start <= change.on <= (spell.end or date.max)


def incomes(person: ExportPerson, _request: Request, _book: RuleBook) -> Iterator[Row]:
    """Every source of every record of incomes."""
    for line in person.lines:
        if isinstance(line.event.fact, IncomesRecorded | BackgroundRecorded):
            for income in line.facts.get("incomes", ()):
                yield _common(person, line) | income


def deadlines(person: ExportPerson, request: Request, book: RuleBook) -> Iterator[Row]:
    """Every deadline that has opened; the programme's own, too."""
    history: History = person.history
    for deadline in judge(history, book, request.view.as_of, "participant" if person.name else "programme"):
        yield {
            "participant": person.name or None,
            "episode": deadline.episode,
            "rule": deadline.rule,
            "leg": deadline.leg,
            "occurrence": request.coder.pseudonyms.of("OC", person.stream.hex, deadline.occurrence),
            "opened": deadline.opened,
            "due": deadline.due,
            "status": deadline.status,
            "met_on": deadline.met_on,
            "raw_days": deadline.raw_days,
            "paused_days": deadline.paused_days,
            "adjusted_days": deadline.adjusted_days,
            "periods_missed": deadline.periods_missed,
            "rules_version": deadline.rules_version,
        }


def fidelity(person: ExportPerson, _request: Request, _book: RuleBook) -> Iterator[Row]:
    """Every item of every review."""
    for line in person.lines:
        if line.event.type == "fidelity_reviewed":
            for item, points in sorted(line.facts["scores"].items(), key=lambda pair: int(pair[0])):
                yield _common(person, line) | line.facts | {"item": int(item), "points": points}


MADE: Mapping[str, Make] = {
    "participants": participants,
    "episodes": episodes,
    "phases": phases,
    "jobs": jobs,
    "studies": studies,
    "placements": placements,
    "incomes": incomes,
    "deadlines": deadlines,
    "fidelity": fidelity,
}
"""The tables that are put together, by name."""
