"""What a data protection officer sees of the access log: who read what, when and why, of people without their names.

The officer knows nobody's identity. Somebody who was read is a number that stands for them here and nowhere else, so
that it is seen where one person is read by many; whoever lives under protected identity has none. Words that a
colleague wrote as a reason may name somebody, and are for the page to leave out. People of other programmes are on no
line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import calendar
from journey.engine.people import programme_stream
from journey.engine.reading_rows import Reading, StoredReading
from journey.engine.vault import chunks
from projections.live import tables
from services import access
from services.acting import journey_of
from services.office import Office
from services.permissions import Actor, Bond, Permission, Role, check

SHOWN = 50
"""Lines of one page."""
WHY = "desk-looked"
"""Why the officer reads the log, as the log says it."""

Place = tuple[int, int]
"""A piece of the log, and a row in it."""
BEGINNING: Place = (0, -1)
"""Before the first row of all."""
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


# --- who looked -----------------------------------------------------------------------------------------------------
def read_log(office: Office, actor: Actor, days: Days, reader: str | None = None, page: int = 1) -> Looked:
    """Who has read about people on these days, or what one colleague has. That it was looked at is kept.

    Raises NotAllowed for who may not.
    """
    permit(office, actor, Permission.READ_ACCESS_LOG)
    note_look(office, actor, WHY, reader or "everybody", f"{days.since} to {days.until}")
    first, count, chosen = SHOWN * (page - 1), 0, list[StoredReading]()
    with office.engine.store.read() as connection:
        known = known_of(office, actor, connection)
        for row in rows(office, connection, days, None if reader is None else [reader]):
            if row.whom.keys() & known.keys():
                if first <= count < first + SHOWN:
                    chosen.append(row)
                count += 1
        return Looked(lines_of(office, connection, office.engine.access.of_rows(connection, chosen), known), count)


def note_look(office: Office, actor: Actor, why: str, *what: str) -> None:
    """Keep that an officer has looked, at what, and why: a row about nobody, as they are shown nobody's name."""
    office.engine.access.add(office.clock(), actor.recorded, {}, [why, *what])


def readers(office: Office, actor: Actor) -> list[str]:
    """Whose readings can be asked for: colleagues of the programme, operators, and whoever else is no colleague."""
    permit(office, actor, Permission.READ_ACCESS_LOG)
    history = office.programme_history(actor.programme or "")
    colleagues = {getattr(event.fact, "staff", None) for event in history.dealings}
    with office.engine.store.read() as connection:
        known = office.engine.access.readers(connection)
    return [name for name in known if name in colleagues or name.partition(":")[0] in _NO_COLLEAGUES]


_NO_COLLEAGUES = (Role.operator, Role.client, Role.participant, Role.system)


def permit(office: Office, actor: Actor, permission: Permission) -> None:
    """Ask of the whole log, which nobody has as their own. Raises NotAllowed."""
    check(actor, permission, Bond(admitted=office.crew(actor.programme or "").admits(actor)))


def rows(
    office: Office,
    connection: Connection,
    days: Days | None,
    of: Collection[str] | None = None,
    after: Place = BEGINNING,
) -> Iterator[StoredReading]:
    """What was read of somebody on these days, and after that place in the log, the latest first."""
    log = office.engine.access
    for piece in reversed(log.pieces(connection)):
        if piece.dropped is None and piece.number >= after[0] and (days is None or days.has_month(piece.month)):
            for row in log.rows(connection, piece.number, readers=of, latest=True):
                fits = days is None or days.holds(datetime.fromisoformat(row.at))
                if row.people and fits and (row.piece, row.number) > after:
                    yield row


def known_of(office: Office, actor: Actor, connection: Connection) -> dict[UUID, UUID]:
    """Under what a reading of anybody of the actor's programme is kept, and who that is."""
    return access.people_of(journey_of(office, actor), connection, [actor.programme or ""])


# --- lines ----------------------------------------------------------------------------------------------------------
def lines_of(
    office: Office, connection: Connection, readings: Iterable[Reading], known: Mapping[UUID, UUID]
) -> list[Line]:
    """Readings as lines: of whoever is known, each somebody once, and of nobody else."""
    kept = [(reading, _whom(reading, known)) for reading in readings]
    sorts = _sorts(office, connection, {somebody for _, whom in kept for somebody in whom})

    def subject(somebody: UUID, what: tuple[str, ...]) -> Subject:
        sort = sorts.get(somebody, "person")
        return Subject(sort, _number(office, somebody, sort), what)

    return [
        Line(
            f"{reading.piece}:{reading.number}",
            reading.at,
            reading.reader,
            tuple(subject(*one) for one in whom.items()),
            reading.why,
        )
        for reading, whom in kept
    ]


def _whom(reading: Reading, known: Mapping[UUID, UUID]) -> dict[UUID, tuple[str, ...]]:
    """Who was read, and what of each: whoever was read in their chat and as themselves is one."""
    whom = dict[UUID, tuple[str, ...]]()
    for key, what in reading.people.items():
        if (somebody := known.get(key)) is not None:
            whom[somebody] = tuple(dict.fromkeys((*whom.get(somebody, ()), *what)))
    return whom


def _sorts(office: Office, connection: Connection, streams: Collection[UUID]) -> dict[UUID, Sort]:
    table, sorts = tables.participants, dict[UUID, Sort]()
    columns = (table.c.stream, table.c.identity, table.c.erased)
    for some in chunks([stream.hex for stream in streams]):
        for row in connection.execute(sa.select(*columns).where(table.c.stream.in_(some))):
            sorts[UUID(row.stream)] = (
                "protected" if row.identity == "protected" else "erased" if row.erased else "person"
            )
    return sorts | {programme_stream(name): "programme" for name in office.engine.in_use()}


def _number(office: Office, stream: UUID, sort: Sort) -> str:
    """By what somebody is told apart: another number than any that stands elsewhere."""
    if sort in ("protected", "programme"):
        return ""
    return office.engine.vault.digest("read by whom", stream.hex)[:8]


def label(office: Office, stream: UUID) -> tuple[Sort, str]:
    """What sort of somebody this is, and the number that stands for them here."""
    with office.engine.store.read() as connection:
        sort = _sorts(office, connection, [stream]).get(stream, "person")
    return sort, _number(office, stream, sort)
