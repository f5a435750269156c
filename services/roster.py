"""The people of a colleague as a table: state, last contact, nearest deadline, next meeting. Read from the read models.

Counting, filtering, sorting and paging are the database's: what is read is a page. Names are not in it: they are
sealed, and opened for whoever may read them, a page at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.history import History
from journey.domain.programme import PHASES, Programme
from journey.engine.vault import chunks
from projections.live import tables
from services import waiting
from services.office import Office
from services.permissions import Actor

QUIET = timedelta(days=14)
"""After so long without contact somebody is looked for."""
NEW, UNOPENED = timedelta(days=14), timedelta(days=90)
"""So long somebody is new to the coach they were given; and so long where that coach has not opened their pages."""
PROTECTED = "protected"
_OPENED = ("desk-person", "desk-recording", "desk-entry")  # why pages about somebody alone are read

_PEOPLE, _MEETINGS = tables.participants, tables.appointments
_ORDER = ("referred", "waiting", *PHASES, "paused", "declined", "discharged")
_NEXT_MEETING = (
    sa.select(sa.func.min(_MEETINGS.c.at))
    .where(_MEETINGS.c.stream == _PEOPLE.c.stream, _MEETINGS.c.standing == "booked")
    .where(_MEETINGS.c.at >= sa.bindparam("now"))
    .scalar_subquery()
)
_STREAMS: sa.BindParameter[str] = sa.bindparam("streams", expanding=True)
_READ = sa.select(_PEOPLE, _NEXT_MEETING.label("meeting")).where(_PEOPLE.c.stream.in_(_STREAMS))
_SECONDS = sa.select(tables.co_coaches.c.stream, tables.co_coaches.c.coach).where(
    tables.co_coaches.c.stream.in_(_STREAMS)
)  # these three are made once: making them takes longer than reading a page of people
Condition = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One person, without their name. What ties a colleague to them can be said of it as of the person read whole."""

    stream: UUID
    programme: Programme
    day: date
    """The day on which this holds."""
    state: str
    coach: str | None
    since: date | None
    """The day they came to where they are."""
    enrolled: date | None
    ended: date | None
    rule: str | None
    due: date | None
    protected: bool
    read: Callable[[], History] = field(repr=False, compare=False)
    co_coaches: tuple[str, ...] = ()
    meeting: datetime | None = None
    last: date | None = None
    """The day of the last contact with them."""

    @property
    def history(self) -> History:
        """Their history, which a row alone does not have: it is read from the log."""
        return self.read()

    @property
    def flags(self) -> tuple[str, ...]:
        """What is marked beside their name."""
        return (PROTECTED,) if self.protected else ()


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted: by which column, and whether the last comes first. Who has nothing there comes last."""

    column: str = "due"
    backwards: bool = False


class Roster:
    """Everybody this colleague has or stands in for, and whose second coach they are; all for a supervisor.

    Nobody where the colleague may not enter.
    """

    def __init__(self, office: Office, actor: Actor) -> None:
        office.projector.catch_up()  # who was hidden or handed over a moment ago is so here
        self.office, self.actor = office, actor
        self.day = office.today()
        self.theirs = office.crew(actor.programme or "").coaches_of(actor)
        self.scope = self._scope()
        """Who this colleague's people are."""
        self.hidden = self._hidden()
        self.filters: Mapping[str, Condition] = self._filters()
        """What each filter asks for, by its name, in the order in which they are shown."""

    def _scope(self) -> Condition:
        crew = self.office.crew(self.actor.programme or "")
        if not crew.works(self.actor.recorded) or not (self.actor.leads or self.actor.coaches):
            return sa.false()
        programme, seconds = self.actor.programme, tables.co_coaches.c
        if self.actor.leads:
            return sa.and_(_PEOPLE.c.programme == programme, ~_PEOPLE.c.erased)
        of_them = sa.select(_PEOPLE.c.stream).where(_PEOPLE.c.programme == programme, _PEOPLE.c.coach.in_(self.theirs))
        with_them = sa.select(seconds.stream).where(seconds.programme == programme, seconds.coach == self.actor.name)
        return sa.and_(_PEOPLE.c.stream.in_(of_them.union(with_them)), ~_PEOPLE.c.erased)  # by index, not by everybody

    def _hidden(self) -> Condition:
        """Of whom this colleague is to know only that they are there: where in a list they stand says nothing."""
        protected = _PEOPLE.c.identity.is_not_distinct_from(PROTECTED)
        others = _PEOPLE.c.coach.is_distinct_from(self.actor.name)
        return sa.and_(protected, others) if self.actor.coaches else protected

    def _filters(self) -> dict[str, Condition]:
        table, day = _PEOPLE.c, self.day
        # One by one: a list of values would be a table of its own to look into, for every row there is.
        waits = sa.or_(*(table.state == state for state in waiting.STATES))
        taken = sa.or_(sa.not_(waits), table.coach.is_not(None))  # whoever has a coach is theirs, enrolled yet or not
        current = sa.and_(table.ended.is_(None), taken)
        known = sa.and_(current, ~self.hidden)
        mine = sa.and_(current, table.coach == self.actor.name)
        of_coach: dict[str, Condition] = {
            "mine": mine,
            "new": sa.and_(mine, sa.or_(table.coach_since >= day - NEW, table.stream.in_(self._unopened(mine)))),
            "deputised": sa.and_(current, table.coach.in_([one for one in self.theirs if one != self.actor.name])),
        }
        return (of_coach if self.actor.coaches else {}) | {
            "all": current,
            "overdue": sa.and_(known, table.next_due < day),
            "quiet": sa.and_(known, ~waits, sa.or_(table.last_contact.is_(None), table.last_contact < day - QUIET)),
            "paused": sa.and_(known, table.state == "paused"),
            "waiting": waits,
            "ended": table.ended.is_not(None),
        }

    def _unopened(self, mine: Condition) -> list[str]:
        """Those of a coach's people whom they have had for longer, and whose pages they have never opened since."""
        if not self.actor.coaches:
            return []
        begun = self.day - UNOPENED
        query = sa.select(_PEOPLE.c.stream, _PEOPLE.c.coach_since).where(self.scope, mine)
        query = query.where(_PEOPLE.c.coach_since >= begun, _PEOPLE.c.coach_since < self.day - NEW)
        with self.office.engine.store.read() as connection:
            rows = connection.execute(query).all()
            streams = [UUID(row.stream) for row in rows]
            access = self.office.engine.access
            opened = access.last_opened(connection, self.actor.recorded, streams, begun, _OPENED) if streams else {}
        return [row.stream for row in rows if opened.get(UUID(row.stream), date.min) < row.coach_since]

    def counts(self) -> dict[str, int]:
        """How many each filter holds."""
        counts = [sa.func.count(sa.case((asked, 1))) for asked in self.filters.values()]
        with self.office.engine.store.read() as connection:
            row = connection.execute(sa.select(*counts).where(self.scope)).one()
        return dict(zip(self.filters, row, strict=True))

    def page(self, chosen: str, order: Order, first: int, count: int) -> list[Row]:
        """So many of those whom a filter holds, in that order, after the first so many."""
        query = sa.select(_PEOPLE.c.stream).where(self.scope, self.filters[chosen])
        query = query.order_by(self.hidden, *_sorted_by(order)).offset(first).limit(count)
        with self.office.engine.store.read() as connection:
            streams = connection.execute(query, {"now": _utc(self.office.clock())}).scalars().all()
            return _rows(self.office, connection, streams)

    def streams(self, chosen: str) -> list[str]:
        """Everybody whom a filter holds, by their streams' digits, in no order."""
        return self._streams(self.filters[chosen])

    def of_coach(self, coach: str) -> list[str]:
        """Whoever that coach has now, likewise."""
        return self._streams(sa.and_(self.filters["all"], _PEOPLE.c.coach == coach))

    def everybody(self) -> list[str]:
        """Everybody there is for this colleague, likewise."""
        return self._streams(sa.true())

    def _streams(self, asked: Condition) -> list[str]:
        query = sa.select(_PEOPLE.c.stream).where(self.scope, asked)
        with self.office.engine.store.read() as connection:
            return list(connection.execute(query).scalars())

    def these(self, streams: Sequence[UUID]) -> list[Row]:
        """Those of these people who are this colleague's, in the order in which they were given."""
        with self.office.engine.store.read() as connection:
            return _rows(self.office, connection, [stream.hex for stream in streams], self.scope)


def of_streams(office: Office, streams: Iterable[UUID]) -> list[Row]:
    """These people, whoever has them, in the order in which they were given."""
    with office.engine.store.read() as connection:
        return _rows(office, connection, [stream.hex for stream in streams], ~_PEOPLE.c.erased)


def _sorted_by(order: Order) -> list[sa.ColumnElement[Any]]:
    table = _PEOPLE.c
    columns: dict[str, sa.ColumnElement[Any]] = {
        "state": sa.case({state: place for place, state in enumerate(_ORDER)}, value=table.state),
        "last": table.last_contact,
        "due": table.next_due,
        "meeting": _NEXT_MEETING,
        "coach": table.coach,
        "enrolled": table.enrolled,
    }
    column = columns.get(order.column, table.next_due)
    return [column.is_(None), column.desc() if order.backwards else column.asc(), table.stream]


def _rows(office: Office, connection: Connection, streams: Sequence[str], *asked: Condition) -> list[Row]:
    """Those of these people of whom that holds, in the order in which they were given."""
    query, now = (_READ.where(*asked) if asked else _READ), _utc(office.clock())
    people, seconds = dict[str, Any](), dict[str, list[str]]()
    for chunk in chunks(streams):
        people |= {row.stream: row for row in connection.execute(query, {"streams": chunk, "now": now})}
        for one in connection.execute(_SECONDS, {"streams": chunk}):
            seconds.setdefault(one.stream, []).append(one.coach)
    day = office.today()
    return [_row(office, people[stream], day, tuple(seconds.get(stream, ()))) for stream in streams if stream in people]


def _row(office: Office, row: Any, day: date, seconds: tuple[str, ...]) -> Row:
    stream = UUID(row.stream)
    return Row(
        stream,
        office.programme(row.programme),
        day,
        row.state,
        row.coach,
        row.state_since,
        row.enrolled,
        row.ended,
        row.next_rule,
        row.next_due,
        row.identity == PROTECTED,
        lambda: office.person(stream).history,
        seconds,
        datetime.fromisoformat(row.meeting) if row.meeting else None,
        row.last_contact,
    )


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
