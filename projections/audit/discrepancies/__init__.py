"""Lists what in the log does not fit, each with its evidence: what an evaluator should ask about.

Nothing is judged here: overdue is what `journey.domain.rules` says. What people in distress have written or caused,
crises and the tasks they open, is no discrepancy and is never looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy.engine import Connection

from journey.engine.engine import Engine
from journey.engine.people import programme_stream
from projections.audit.discrepancies.alarms import first_sweep, unalarmed, unfounded
from projections.audit.discrepancies.case import Name, Record, StreamCase
from projections.audit.discrepancies.entering import backdated, corrected, recorded_late, too_late
from projections.audit.discrepancies.facts import missing, undelivered
from projections.audit.discrepancies.plausibility import Spellings, implausible, look_alikes
from projections.live.replay import View, people

KINDS: dict[str, str] = {
    "late_entry": "A deadline was kept, and the log learned of it after the due day.",
    "recorded_late": "A fact was recorded more than a week after it happened.",
    "backdating": "A move or a waiver entered afterwards unmade a breach that stood when it was entered.",
    "correction": "An entry was struck.",
    "breach_without_alert": "A deadline was breached while the clock ran, and nobody was told.",
    "before_the_log": "A deadline was breached and over before the first sweep, or before the log knew of it.",
    "alert_without_breach": "Somebody was told of a breach that is none by what is known now.",
    "gap": "A fact is missing that figures need.",
    "undelivered": "A message was decided and did not reach the person.",
    "implausible": "A fact lies before the programme's start or the person's birth, or an extent is below 1 percent.",
    "look_alike": "Two people of a programme have the same personal number, telephone or e-mail address.",
    "spelling": "One coach stands in the log in several spellings.",
    "unregistered": "A coach is named whom nobody has registered.",
}
"""Every kind of discrepancy, and what it means."""

OF_COACHES = frozenset({"spelling", "unregistered"})
"""Kinds that name coaches as they are written: an evaluator sees none of them."""

_OF_EVERYBODY: tuple[Callable[[StreamCase], Iterator[Record]], ...] = (
    too_late,
    recorded_late,
    backdated,
    corrected,
    unalarmed,
    unfounded,
)
_OF_PERSONS: tuple[Callable[[StreamCase], Iterator[Record]], ...] = (missing, undelivered)


def discrepancies(
    engine: Engine, connection: Connection, view: View, name: Name, entry: Callable[[str], str], programme: str | None
) -> list[Record]:
    """Every discrepancy at a view; `name` and `entry` say what people and entries are called for this reader."""
    records: list[Record] = []
    spellings, alike = Spellings(), _alike(engine, connection, name, programme)
    for case in _cases(engine, connection, view, programme):
        kinds = _OF_EVERYBODY if case.stream is None else (*_OF_EVERYBODY, *_OF_PERSONS)
        listed = [record for kind in kinds for record in kind(case)]
        listed += implausible(case, lambda event: engine.log.reveal(event, connection))
        spellings.gather(case)
        listed += spellings.records(case.programme) if case.stream is None else alike(case)
        records += [_as_printed(record, case, name, entry) for record in listed]
    records.sort(key=lambda record: (record["participant"] or "", record["programme"], record["on"], record["kind"]))
    return records


def _alike(
    engine: Engine, connection: Connection, name: Name, programme: str | None
) -> Callable[[StreamCase], list[Record]]:
    """What says of a person whom they may be; looked up for all of them together."""
    groups = [
        group for one in engine.books if programme in (None, one) for group in engine.likenesses.alike(connection, one)
    ]
    return lambda case: list(look_alikes(groups, case, name))


def _cases(engine: Engine, connection: Connection, view: View, programme: str | None) -> Iterator[StreamCase]:
    swept = first_sweep(connection)
    for person in people(engine, connection, view, programme):
        book = engine.books.get(person.programme)
        if book is not None:
            yield StreamCase(person.stream, person.programme, person.log, person.history, book, view, swept)
    for one, book in engine.books.items():
        if programme in (None, one):
            log = engine.log.load(programme_stream(one), connection=connection)
            yield StreamCase.of_programme(one, log, book, view, swept)


def _as_printed(record: Record, case: StreamCase, name: Name, entry: Callable[[str], str]) -> Record:
    """The record as it is printed: who, and what entries are called for this reader."""
    evidence: Record = {
        key: entry(value) if key in ("entry", "strike", "occurrence") and isinstance(value, str) else value
        for key, value in record["evidence"].items()
    }
    if "entries" in evidence:
        evidence["entries"] = [entry(value) for value in evidence["entries"]]
    if "deadlines" in evidence:
        evidence["deadlines"] = [one | {"occurrence": entry(one["occurrence"])} for one in evidence["deadlines"]]
    head = {"kind": record["kind"], "participant": name(case.stream), "programme": case.programme}
    return head | {key: value for key, value in record.items() if key != "kind"} | {"evidence": evidence}
