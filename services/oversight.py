"""What a data protection officer sees of the access log: who read what, when and why, of people without their names.

The officer knows nobody's identity. Somebody who was read is a number that stands for them here and nowhere else, so
that it is seen where one person is read by many; whoever lives under protected identity has none. Words that a
colleague wrote as a reason may name somebody, and are for the page to leave out. People of other programmes are on no
line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import calendar
from journey.domain.events import Event
from journey.domain.events.oversight import AccessReviewed
from journey.engine.access_log import Reading, StoredReading
from journey.engine.people import erased_label, programme_stream
from journey.engine.vault import chunks
from projections.live import tables
from services import access, access_review
from services.access_review import Draw
from services.office import Office
from services.opened import Journey
from services.permissions import Actor, Bond, Permission, Role, check

SHOWN = 50
"""Lines of one page."""
WHY, WHY_REVIEWED = "desk-looked", "desk-review"
"""Why the officer reads the log, as the log says it."""
_BROKEN = "hidden"
"""What is read of somebody when the glass is broken: see `services.protection`."""

Place = tuple[int, int]
"""A piece of the log, and a row in it."""
_BEGINNING: Place = (0, -1)
Sort = Literal["person", "protected", "erased", "programme"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody a line is about: what sort of somebody, their number where they have one, and what was read of them."""

    sort: Sort
    number: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One page, list or command that somebody read. `place` finds it in `journey access list --format json`."""

    place: str
    at: datetime
    reader: str
    subjects: tuple[Subject, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """From which day to which, both included."""

    since: date
    until: date

    def holds(self, at: datetime) -> bool:
        """Whether a moment is on one of them."""
        return self.since <= calendar.local_date(at) <= self.until

    def has_month(self, month: str) -> bool:
        """Whether some of these days may be in a month (`2026-01`)."""
        return f"{self.since:%Y-%m}" <= month <= f"{self.until:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Looked:
    """A page of the log, the latest first, and how many lines there are in all."""

    lines: list[Line]
    count: int


def journey_of(office: Office, actor: Actor) -> Journey:
    """The same store as commands know it, at this moment, for somebody who acts at their desk."""
    return Journey(office.engine, office.projector, office.clock(), actor)


# --- who looked -----------------------------------------------------------------------------------------------------
def looked(office: Office, actor: Actor, days: Days, reader: str | None = None, page: int = 1) -> Looked:
    """Who has read about people on these days, or what one colleague has. That it was looked at is kept.

    Raises NotAllowed for who may not.
    """
    _permit(office, actor, Permission.READ_ACCESS_LOG)
    office.engine.access.add(office.clock(), actor.recorded, {}, [WHY])
    first, count, chosen = SHOWN * (page - 1), 0, list[StoredReading]()
    with office.engine.store.read() as connection:
        others = _others(office, actor, connection)
        for row in _rows(office, connection, days, None if reader is None else [reader]):
            if not row.whom.keys() <= others:
                if first <= count < first + SHOWN:
                    chosen.append(row)
                count += 1
        return Looked(_lines(office, connection, office.engine.access.of_rows(connection, chosen), others), count)


def readers(office: Office, actor: Actor) -> list[str]:
    """Whose readings can be asked for: colleagues of the programme, operators, and whoever else is no colleague."""
    _permit(office, actor, Permission.READ_ACCESS_LOG)
    history = office.programme_history(actor.programme or "")
    colleagues = {getattr(event.fact, "staff", None) for event in history.dealings}
    with office.engine.store.read() as connection:
        known = office.engine.access.readers(connection)
    return [name for name in known if name in colleagues or name.partition(":")[0] in _NO_COLLEAGUES]


_NO_COLLEAGUES = (Role.operator, Role.client, Role.participant, Role.system)


def _permit(office: Office, actor: Actor, permission: Permission) -> None:
    """Ask of the whole log, which nobody has as their own. Raises NotAllowed."""
    check(actor, permission, Bond(admitted=office.crew(actor.programme or "").admits(actor)))


def _rows(
    office: Office,
    connection: Connection,
    days: Days | None,
    of: Collection[str] | None = None,
    after: Place = _BEGINNING,
) -> Iterator[StoredReading]:
    """What was read of somebody on these days, and after that place in the log, the latest first."""
    log = office.engine.access
    for piece in reversed(log.pieces(connection)):
        if piece.dropped is None and piece.number >= after[0] and (days is None or days.has_month(piece.month)):
            for row in log.rows(connection, piece.number, readers=of, latest=True):
                fits = days is None or days.holds(datetime.fromisoformat(row.at))
                if row.people and fits and (row.piece, row.number) > after:
                    yield row


def _others(office: Office, actor: Actor, connection: Connection) -> set[UUID]:
    return access.of_others(journey_of(office, actor), connection, [actor.programme or ""])


# --- lines ----------------------------------------------------------------------------------------------------------
def _lines(
    office: Office, connection: Connection, readings: Iterable[Reading], others: Collection[UUID] = ()
) -> list[Line]:
    kept = list(readings)
    sorts = _sorts(office, connection, {stream for reading in kept for stream in reading.people})
    return [
        Line(
            f"{reading.piece}:{reading.number}",
            reading.at,
            reading.reader,
            tuple(
                Subject(sorts.get(stream, "person"), _number(office, stream, sorts.get(stream, "person")), what)
                for stream, what in reading.people.items()
                if stream not in others
            ),
            reading.why,
        )
        for reading in kept
    ]


def _sorts(office: Office, connection: Connection, streams: Collection[UUID]) -> dict[UUID, Sort]:
    table, sorts = tables.participants, dict[UUID, Sort]()
    columns = (table.c.stream, table.c.identity, table.c.erased)
    for some in chunks([stream.hex for stream in streams]):
        for row in connection.execute(sa.select(*columns).where(table.c.stream.in_(some))):
            sorts[UUID(row.stream)] = (
                "erased" if row.erased else "protected" if row.identity == "protected" else "person"
            )
    return sorts | {programme_stream(name): "programme" for name in office.engine.in_use()}


def _number(office: Office, stream: UUID, sort: Sort) -> str:
    """By what somebody is told apart: another number than any that stands elsewhere."""
    if sort in ("protected", "programme"):
        return ""
    if sort == "erased":
        return erased_label(stream).partition("-")[2]
    return office.engine.vault.digest("read by whom", stream.hex)[:8]


# --- review ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample that is to be looked at: of how many readings, its lines, and the review that was signed for it."""

    draw: Draw
    readings: int
    lines: list[Line]
    signed: Event | None


def draw(office: Office, actor: Actor, days: Days, size: int = access_review.SAMPLE) -> str:
    """Draw a sample of what people at work have read. Returns its name. Raises NotAllowed."""
    _permit(office, actor, Permission.REVIEW_ACCESS)
    return access_review.draw(journey_of(office, actor), actor.recorded, days.since, days.until, size).name


def drawn(office: Office, actor: Actor, name: str) -> Drawn:
    """The sample of that name. Raises WrongInput for a name that stands for none, and NotAllowed."""
    _permit(office, actor, Permission.REVIEW_ACCESS)
    taken = access_review.sample(journey_of(office, actor), actor.recorded, access_review.draw_of(name))
    office.engine.access.add(office.clock(), actor.recorded, {}, [WHY_REVIEWED])
    signed = next((event for event in _reviews(office, actor) if event.fact.draw == name), None)
    with office.engine.store.read() as connection:
        lines = _lines(office, connection, taken.chosen, _others(office, actor, connection))
    return Drawn(taken.draw, taken.readings, lines, signed)


def sign_off(office: Office, actor: Actor, name: str, odd: int, remark: str | None) -> None:
    """Sign for a sample, once. Raises WrongInput for a name that stands for none, or is signed for; and NotAllowed."""
    _permit(office, actor, Permission.REVIEW_ACCESS)
    access_review.sign_off(journey_of(office, actor), actor.recorded, name, odd, remark)
    office.announce()


def last_review(office: Office, actor: Actor) -> Event | None:
    """The review of the programme's readings that was signed for last. Raises NotAllowed."""
    _permit(office, actor, Permission.REVIEW_ACCESS)
    return next(iter(reversed(_reviews(office, actor))), None)


def _reviews(office: Office, actor: Actor) -> list[Event]:
    history = office.programme_history(actor.programme or "")
    return [event for event in history.dealings if isinstance(event.fact, AccessReviewed)]


def broken_glass(office: Office, actor: Actor, upto: Place | None = None) -> list[Line]:
    """Where a supervisor has come to see somebody in hiding since the last sample that was signed for, latest first.

    `upto` is the last place of the log that counts. Raises NotAllowed for who reviews nothing.
    """
    last = last_review(office, actor)
    after = access_review.draw_of(last.fact.draw).last if last else _BEGINNING
    supervisors = [name for name in readers(office, actor) if name.startswith(f"{Role.supervisor}:")]
    with office.engine.store.read() as connection:
        others = _others(office, actor, connection)
        rows = [
            row
            for row in _rows(office, connection, None, supervisors, after)
            if (upto is None or (row.piece, row.number) <= upto)
            and any(_BROKEN in what for stream, what in row.whom.items() if stream not in others)
        ]
        return _lines(office, connection, office.engine.access.of_rows(connection, rows), others)
