"""Who has read what of whom: listed for whoever may know, reviewed by sample, and dropped when its time is over."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.engine import Connection

from journey.domain import calendar, standing
from journey.domain.errors import WrongInput
from journey.domain.events import Event, Recorded
from journey.domain.events.oversight import ACCESS_LOG, AccessReviewed, RetentionApplied
from journey.domain.events.system import EngineFact
from journey.domain.history import History
from journey.engine.access_log import Reading
from journey.engine.decisions import engine_event
from journey.engine.people import erased_label, programme_stream
from services import readings
from services.office import Office
from services.opened import Journey
from services.people import Person
from services.permissions import STAFF, Permission, Role, check

Row = dict[str, Any]
SAMPLE = 20
"""Readings in a sample, where nobody says how many."""
_DRAW = re.compile(r"(\d{8})-(\d{8})-(\d{1,4})-(\d{1,9})\.(\d{1,9})-([0-9a-f]{8})")
_AT_WORK = tuple(f"{role}:" for role in (*STAFF, Role.operator, Role.client))


@dataclass(frozen=True, slots=True)
class Window:
    """Whose readings, of whom, from which day to which, both included."""

    reader: str | None = None
    person: UUID | None = None
    since: date | None = None
    until: date | None = None

    def readings(self, journey: Journey, connection: Connection) -> Iterator[Reading]:
        """Those that fit, in order."""
        for reading in journey.engine.access.readings(
            connection,
            about=self.person,
            since=_begin(self.since) if self.since else None,
            until=_begin(self.until + timedelta(days=1)) if self.until else None,
        ):
            if self.reader in (None, reading.reader, reading.reader.partition(":")[2]):
                yield reading


def _begin(day: date) -> datetime:
    return calendar.end_of_day(day - timedelta(days=1))


def list_readings(journey: Journey, connection: Connection, window: Window) -> list[Row]:
    """The readings, with everybody on each; where one person is asked for, them alone and how many others.

    Whoever is named is read by this too, and kept so. Raises NotAllowed for who may not.
    """
    check(journey.actor, Permission.READ_ACCESS_LOG)
    return _rows(journey, connection, list(window.readings(journey, connection)), window.person, "journey access list")


def _rows(
    journey: Journey, connection: Connection, chosen: list[Reading], person: UUID | None, command: str
) -> list[Row]:
    people = {person} if person else {stream for reading in chosen for stream in reading.people}
    called = _called(journey, connection, people)
    hidden = readings.in_hiding(journey, connection)
    readings.note(journey, people & called.keys() - hidden, ("reference",), command)
    return [_row(reading, called, person) for reading in chosen]


def _row(reading: Reading, called: Mapping[UUID, str], person: UUID | None) -> Row:
    shown = [stream for stream in reading.people if person in (None, stream)]
    return {
        "reading": f"{reading.piece}:{reading.number}",
        "at": reading.at,
        "reader": reading.reader,
        "people": [
            {"participant": called.get(stream) or _unsent(stream), "what": list(reading.people[stream])}
            for stream in shown
        ],
        "others": len(reading.people) - len(shown),
        "why": list(reading.why),
    }


def _called(journey: Journey, connection: Connection, people: set[UUID]) -> dict[UUID, str]:
    """What these people are called; whoever has sent nothing yet has no name, and is not among them."""
    known = readings.references(journey, connection)
    erased = {stream: erased_label(stream) for stream in people if journey.engine.log.says_erased(stream, connection)}
    own = {programme_stream(name): f"programme {name}" for name in journey.engine.books}  # what was written of itself
    return {stream: name for stream, name in (own | known | erased).items() if stream in people}


def _unsent(stream: UUID) -> str:
    return "unsent-" + hashlib.sha256(stream.bytes).hexdigest()[:8]


# --- a person's own ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody read of one person: on one day, so many times, the last time at that moment."""

    at: datetime
    reader: str
    what: tuple[str, ...]
    why: tuple[str, ...]
    count: int = 1


def of_person(office: Office, person: Person) -> list[Seen]:
    """Who has read about a person, in order; what was alike on one day is told once.

    What was read of their draft, before they had sent anything, is theirs too.
    """
    chats = office.engine.chats.find(stream=person.stream)
    seen: dict[tuple[object, ...], Seen] = {}
    with office.engine.store.read() as connection:
        for whom in (person.stream, *(chat.key for chat in chats)):
            for reading in office.engine.access.readings(connection, about=whom):
                what, why = reading.people[whom], reading.why_of(whom)
                alike = (calendar.local_date(reading.at), reading.reader, what, why)
                count = seen.pop(alike).count + 1 if alike in seen else 1
                seen[alike] = Seen(reading.at, reading.reader, what, why, count)
    return sorted(seen.values(), key=lambda one: one.at)


# --- review ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Draw:
    """A random sample: of which days, how many, up to which reading, and by which seed; its name says all of it."""

    since: date
    until: date
    size: int
    last: tuple[int, int]
    seed: str

    @property
    def name(self) -> str:
        """In one word, by which the same sample is drawn again."""
        days = f"{self.since:%Y%m%d}-{self.until:%Y%m%d}"
        return f"{days}-{self.size}-{self.last[0]}.{self.last[1]}-{self.seed}"

    def among(self, readings_: list[Reading]) -> list[Reading]:
        """The sample, in order."""
        ranked = sorted(readings_, key=self._rank)
        return sorted(ranked[: self.size], key=lambda one: (one.piece, one.number))

    def _rank(self, one: Reading) -> bytes:
        return hashlib.sha256(f"{self.seed}:{one.piece}:{one.number}".encode()).digest()


@dataclass(frozen=True, slots=True)
class Review:
    """A sample that is to be looked at: of how many readings by people at work, and its rows."""

    draw: Draw
    readings: int
    rows: list[Row]


def review(journey: Journey, reviewer: str, since: date, until: date, size: int) -> Review:
    """Draw a sample of what people at work and operators read. Raises NotAllowed, and WrongInput for no reviewer."""
    acting, _ = _on_behalf(journey, reviewer)
    with journey.engine.store.read() as connection:
        rows = [(row.piece, row.number) for row in journey.engine.access.rows(connection)]
        draw = Draw(since, until, size, max(rows, default=(0, 0)), secrets.token_hex(4))
        everything = _at_work(acting, connection, draw)
        chosen = draw.among(everything)
        return Review(draw, len(everything), _rows(acting, connection, chosen, None, "journey access review"))


def sign_off(journey: Journey, reviewer: str, name: str, odd: int, remark: str | None) -> Review:
    """The reviewer signs for a sample they have looked at: an event in every programme that let them in.

    Raises WrongInput for a draw that is none, or one that was signed for, or more odd readings than it has.
    """
    acting, programmes = _on_behalf(journey, reviewer)
    draw = draw_of(name)
    with journey.engine.store.read() as connection:
        everything = _at_work(acting, connection, draw)
        chosen = draw.among(everything)
    if not 0 <= odd <= len(chosen):
        raise WrongInput(f"--odd: the sample has {len(chosen)} readings; write how many of them could not be explained")
    for programme in programmes:
        fact = AccessReviewed(
            since=draw.since,
            until=draw.until,
            readings=len(everything),
            sample=len(chosen),
            odd=odd,
            draw=draw.name,
            remark=remark,
        )
        _append(journey, programme, fact, reviewer)
    return Review(draw, len(everything), [])


def draw_of(name: str) -> Draw:
    """The draw that a name stands for. Raises WrongInput where it stands for none."""
    wrong = WrongInput("--sign: no such draw; write the name that `journey access review` printed")
    match = _DRAW.fullmatch(name)
    if match is None:
        raise wrong
    try:
        since, until = (date.fromisoformat(f"{word[:4]}-{word[4:6]}-{word[6:]}") for word in match.group(1, 2))
    except ValueError:
        raise wrong from None
    return Draw(since, until, int(match[3]), (int(match[4]), int(match[5])), match[6])


def _at_work(journey: Journey, connection: Connection, draw: Draw) -> list[Reading]:
    window = Window(since=draw.since, until=draw.until)
    return [
        reading
        for reading in window.readings(journey, connection)
        if reading.reader.startswith(_AT_WORK) and (reading.piece, reading.number) <= draw.last
    ]


def _on_behalf(journey: Journey, reviewer: str) -> tuple[Journey, list[str]]:
    """The operator who acts for a reviewer, and the programmes that have let that reviewer in."""
    acting = replace(journey, actor=replace(journey.actor, behalf=reviewer))
    check(acting.actor, Permission.REVIEW_ACCESS)
    programmes = [name for name in journey.engine.in_use() if reviewer in _members(journey, name)]
    if not reviewer.startswith(f"{Role.dpo}:") or not programmes:
        raise WrongInput("--reviewer: no data protection officer whom a programme has let in; write dpo:REF")
    return acting, programmes


def _members(journey: Journey, programme: str) -> set[str]:
    history = History(journey.engine.log.load(programme_stream(programme)))
    return set(standing.staff_members(history))


def _append(journey: Journey, programme: str, fact: EngineFact, by: str | None = None) -> None:
    stream = programme_stream(programme)
    with journey.engine.store.write() as connection:
        journey.engine.vault.ensure(connection, [stream])  # a remark is sealed

    def once(log: list[Recorded]) -> list[Event]:
        if isinstance(fact, AccessReviewed) and any(getattr(one.fact, "draw", None) == fact.draw for one in log):
            raise WrongInput("--sign: that sample is signed for already; draw another")
        event = engine_event(stream, len(log) + 1, programme, fact, journey.now, journey.actor.recorded)
        return [msgspec.structs.replace(event, by=by)]

    journey.engine.write(stream, once)
    journey.projector.catch_up()


# --- retention ------------------------------------------------------------------------------------------------------
def drop(journey: Journey, before: date) -> int:
    """Take away the months of readings that ended before a day and were signed as full; their heads stay.

    Every programme's log says what went, before it goes. Returns how many readings.
    """
    check(journey.actor, Permission.CARRY_OUT_ERASURE)
    access = journey.engine.access
    with journey.engine.store.read() as connection:
        pieces = access.droppable(connection, f"{before:%Y-%m}")
    if not pieces:
        return 0
    said, count = tuple(one.receipt for one in pieces), sum(one.rows for one in pieces)
    fact = RetentionApplied(kind=ACCESS_LOG, count=count, pieces=said)
    for programme in journey.engine.in_use():
        _append(journey, programme, fact)
    with journey.engine.store.write() as connection:
        count = access.drop(connection, pieces, journey.now)
    journey.engine.store.checkpoint()
    return count
