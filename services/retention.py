"""What has passed its retention time, kind by kind; and its destruction, with receipts and a count in the log."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import calendar, retention
from journey.domain.errors import Conflict
from journey.domain.events import Event, Recorded
from journey.domain.events.oversight import ACCESS_LOG, RetentionApplied
from journey.domain.events.system import Erased
from journey.domain.history import History
from journey.domain.programme import period
from journey.domain.retention import CLOSED_CASES, DRAFTS, EXPORTS, FORM_DRAFTS, TRANSCRIPTS, CaseTime, Retention
from journey.engine.chats.deletion import count_expired, delete_expired
from journey.engine.chats.sessions import Lengths
from journey.engine.decisions import engine_event
from journey.engine.erasure import ReceiptFollows, erase
from journey.engine.people import programme_stream
from projections.live import tables
from services import access, readings
from services.drafts import UNTOUCHED
from services.opened import Journey
from services.permissions import Permission, check

COMMAND = "journey retention"
_REASON = "its time was over; see config/retention.toml"
_NUMBER = re.compile(r"(\d\d)[-+ ]?\w\d{3}")
_COORDINATION = 60
"""What coordination numbers add to the day of birth."""


@dataclass(frozen=True, slots=True)
class Case:
    """A closed case whose time is over: since which last note, the version it was judged at, and why it is kept."""

    stream: UUID
    programme: str
    last: date
    seen: int
    kept: str | None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: how long it is kept, how many have passed that, and how many of those are kept longer."""

    kind: str
    after: str
    passed: int
    kept: int = 0
    how: Literal["apply", "hand"] = "apply"
    """By `--apply`, or by hand: files that were exported lie where the product does not know."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What has passed its time; after `apply`, what went."""

    kinds: list[Kind]
    cases: list[Case]


@dataclass(frozen=True, slots=True)
class Times:
    """How long everything is kept: by the file, and for chats by the settings, whichever is shorter."""

    rules: Retention
    lengths: Lengths

    def chats(self, today: date) -> tuple[timedelta, timedelta]:
        """For how long drafts and transcripts are kept."""
        drafts = self._shorter(self.lengths.draft, self.rules.drafts, today)
        return drafts, self._shorter(self.lengths.transcript, self.rules.transcripts, today)

    @staticmethod
    def _shorter(setting: timedelta, time: retention.Time | None, today: date) -> timedelta:
        return setting if time is None else min(setting, today - calendar.before(today, period(time.after)))


def due(journey: Journey, times: Times) -> Passed:
    """What has passed its time, kind by kind. Raises NotAllowed for who may not destroy it."""
    check(journey.actor, Permission.CARRY_OUT_ERASURE)
    today = calendar.local_date(journey.now)
    draft, transcript = times.chats(today)
    drafts, messages = count_expired(journey.engine.store, journey.now, draft, transcript)
    rules = times.rules
    with journey.engine.store.read() as connection:
        cases = sorted(
            _cases(journey, connection, rules.closed_cases, today), key=lambda case: (case.last, case.stream)
        )
        pieces = journey.engine.access.droppable(connection, f"{_before(rules.access_log.after, today):%Y-%m}")
    kept = sum(case.kept is not None for case in cases)
    return Passed(
        [
            Kind(CLOSED_CASES, rules.closed_cases.after, len(cases) - kept, kept),
            Kind("references", "with the case", len(cases) - kept, kept),
            Kind(ACCESS_LOG, rules.access_log.after, sum(piece.rows for piece in pieces)),
            Kind(TRANSCRIPTS, f"{transcript.days} days", messages),
            Kind(DRAFTS, f"{draft.days} days", drafts),
            Kind(FORM_DRAFTS, "24 hours", journey.engine.form_drafts.count_expired(journey.now, UNTOUCHED)),
            Kind(EXPORTS, rules.exports.after, _exports(journey, rules.exports.after, today), how="hand"),
        ],
        cases,
    )


def apply(journey: Journey, times: Times, receipts: Path) -> Passed:
    """Destroy what has passed its time, but for what is kept and what is by hand. Returns what went.

    Each case leaves a receipt, as every erasure does; the programmes' logs get a count of each kind. Broken off, it is
    gone on with the next time, and the counts are right then. A case that somebody writes about meanwhile stays.
    """
    passed = due(journey, times)
    gone = [case for case in passed.cases if case.kept is None and _erase(journey, case, receipts)]
    if gone:
        journey.engine.epochs.begin(journey.now)
        journey.projector.catch_up()
    _count_cases(journey)
    today = calendar.local_date(journey.now)
    readings_gone = access.drop(journey, _before(times.rules.access_log.after, today))
    drafts, messages = delete_expired(journey.engine.store, journey.engine.vault, journey.now, *times.chats(today))
    forms = journey.engine.form_drafts.delete_expired(journey.now, UNTOUCHED)
    for kind, count in ((TRANSCRIPTS, messages), (DRAFTS, drafts), (FORM_DRAFTS, forms)):
        for programme in journey.engine.in_use() if count else ():
            _append(journey, programme, kind, partial(_all, count))
    journey.projector.catch_up()
    counts = {CLOSED_CASES: len(gone), "references": len(gone), ACCESS_LOG: readings_gone}
    counts |= {TRANSCRIPTS: messages, DRAFTS: drafts, FORM_DRAFTS: forms}
    return Passed([replace(kind, passed=counts.get(kind.kind, kind.passed)) for kind in passed.kinds], gone)


def _before(after: str, today: date) -> date:
    return calendar.before(today, period(after))


# --- closed cases ---------------------------------------------------------------------------------------------------
def _cases(journey: Journey, connection: Connection, time: CaseTime, today: date) -> Iterator[Case]:
    query = sa.select(tables.participants.c.stream).where(sa.not_(tables.participants.c.erased))
    people = {UUID(stream) for stream in connection.execute(query).scalars()}
    called = journey.engine.people.references(connection) if any(one.participants for one in time.keep) else {}
    births = any(one.born_on for one in time.keep)
    for stream, log in journey.engine.log.streams(connection):
        history = History(log)
        last = retention.last_note(history) if stream in people else None
        if last is None or not retention.is_over(last, time.after, today):
            continue
        born = _born(journey, connection, log) if births else None
        name, programme = called.get(stream, ""), log[0].programme
        kept = retention.kept_because(history, time.keep, programme, name, born)
        yield Case(stream, programme, last, len(log), kept)


def _born(journey: Journey, connection: Connection, log: list[Recorded]) -> int | None:
    """The day of the month on which the person is born, by the personal number given last; None without one."""
    for event in reversed(log):
        number = _NUMBER.search(str(journey.engine.log.reveal(event, connection).get("personal_number", ""))[-9:])
        if number:
            day = int(number[1])
            return day - _COORDINATION if day > _COORDINATION else day
    return None


def _erase(journey: Journey, case: Case, receipts: Path) -> bool:
    """Whether the case went: not where somebody has written about the person since it was judged."""
    actor, engine = journey.actor.recorded, journey.engine
    try:
        erase(engine, case.stream, _REASON, journey.now, actor, receipts, "retention", seen=case.seen)
    except Conflict:
        return False
    except ReceiptFollows:
        return True  # every start of the program tries again to write it
    return True


def _count_cases(journey: Journey) -> None:
    """Say in each programme's log how many cases went that it has not said yet, one broken off included."""
    went = dict[str, int]()
    for stream in journey.projector.erased():
        for event in journey.engine.log.load(stream):
            if isinstance(event.fact, Erased) and event.fact.basis == "retention":
                went[event.programme] = went.get(event.programme, 0) + 1
    for programme, count in went.items():
        _append(journey, programme, CLOSED_CASES, partial(_unsaid, count))


def _all(count: int, _log: list[Recorded]) -> int:
    return count


def _unsaid(count: int, log: list[Recorded]) -> int:
    facts = (event.fact for event in log)
    return count - sum(fact.count for fact in facts if isinstance(fact, RetentionApplied) and fact.kind == CLOSED_CASES)


def _append(journey: Journey, programme: str, kind: str, count_of: Callable[[list[Recorded]], int]) -> None:
    stream = programme_stream(programme)

    def once(log: list[Recorded]) -> list[Event]:
        count = count_of(log)
        if count <= 0:
            return []
        fact = RetentionApplied(kind=kind, count=count)
        return [engine_event(stream, len(log) + 1, programme, fact, journey.now, journey.actor.recorded)]

    journey.engine.write(stream, once)


# --- exports --------------------------------------------------------------------------------------------------------
def _exports(journey: Journey, after: str, today: date) -> int:
    """How many exports were made that long ago."""
    return sum(
        event.type == "exported" and retention.is_over(calendar.local_date(event.recorded), after, today)
        for programme in journey.engine.in_use()
        for event in journey.engine.log.load(programme_stream(programme))
    )


def rows_of(journey: Journey, passed: Passed, called: Callable[[UUID], str | None]) -> list[readings.Record]:
    """The cases as rows, each with what the person is called."""
    check(journey.actor, Permission.CARRY_OUT_ERASURE)
    return [
        {"participant": called(case.stream), "programme": case.programme, "last_note": case.last, "kept": case.kept}
        for case in passed.cases
    ]
