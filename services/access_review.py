"""Reviews of the access log by sample: drawn at random, looked at, and signed for by the data protection officer."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, replace
from datetime import date

import msgspec
from sqlalchemy.engine import Connection

from journey.domain import standing
from journey.domain.errors import NotAllowed, WrongInput
from journey.domain.events import Event, Recorded
from journey.domain.events.oversight import AccessReviewed
from journey.domain.history import History
from journey.engine.decisions import engine_event
from journey.engine.people import programme_stream
from journey.engine.reading_rows import Reading
from services.access import Row, Window, people_of, rows_of
from services.opened import Journey
from services.permissions import STAFF, Permission, Role, check

SAMPLE = 20
"""Readings in a sample, where nobody says how many."""
MOST = 1000
"""Readings in a sample at most."""
_DRAW = re.compile(r"(\d{8})-(\d{8})-(\d{1,4})-(\d{1,9})\.(\d{1,9})-([0-9a-f]{8})(?:-([0-9a-f]{16}))?")
_AT_WORK = tuple(f"{role}:" for role in (*STAFF, Role.operator, Role.client))
_EARLIEST, _LATEST = date(1970, 1, 2), date(9999, 12, 30)  # a day before and after them is a day, too


@dataclass(frozen=True, slots=True)
class Draw:
    """A random sample: of which days, how many, up to which reading, and by which seed; its name says all of it.

    The mark is made with a key of the store when it is drawn: nobody makes up a sample that holds what they like. What
    was signed for before there were marks has none.
    """

    since: date
    until: date
    size: int
    last: tuple[int, int]
    seed: str
    mark: str = ""

    @property
    def name(self) -> str:
        """In one word, by which the same sample is drawn again."""
        return f"{self.terms}-{self.mark}" if self.mark else self.terms

    @property
    def terms(self) -> str:
        """What the mark vouches for."""
        days = f"{self.since:%Y%m%d}-{self.until:%Y%m%d}"
        return f"{days}-{self.size}-{self.last[0]}.{self.last[1]}-{self.seed}"

    def among(self, readings_: list[Reading]) -> list[Reading]:
        """The sample, in order."""
        ranked = sorted(readings_, key=self._rank)
        return sorted(ranked[: self.size], key=lambda one: (one.piece, one.number))

    def _rank(self, one: Reading) -> bytes:
        return hashlib.sha256(f"{self.seed}:{one.piece}:{one.number}".encode()).digest()


@dataclass(frozen=True, slots=True)
class Sample:
    """What a draw takes: in which programmes, of how many readings, and which."""

    draw: Draw
    programmes: list[str]
    readings: int
    chosen: list[Reading]


@dataclass(frozen=True, slots=True)
class Review:
    """A sample that is to be looked at: of how many readings by people at work, and its rows."""

    draw: Draw
    readings: int
    rows: list[Row]


def draw(journey: Journey, reviewer: str, since: date, until: date, size: int) -> Draw:
    """Draw a sample of what people at work and operators read.

    Raises NotAllowed, and WrongInput for no reviewer, and for none or too many readings.
    """
    _on_behalf(journey, reviewer)
    if not 0 < size <= MOST:
        raise WrongInput(f"--size: from 1 to {MOST} readings")
    with journey.engine.store.read() as connection:
        drawn = Draw(since, until, size, _newest(journey, connection), secrets.token_hex(4))
    return replace(drawn, mark=_mark(journey, drawn))


def _mark(journey: Journey, drawn: Draw) -> str:
    return journey.engine.vault.digest("drawn for a review", drawn.terms)[:16]


def sample(journey: Journey, reviewer: str, drawn: Draw) -> Sample:
    """What a draw takes: the same for whoever has its name.

    Raises as `draw` does, and WrongInput for one to come, and for one that was neither drawn here nor signed for.
    """
    acting, programmes = _on_behalf(journey, reviewer)
    drawn_here = hmac.compare_digest(drawn.mark, _mark(journey, drawn))
    if not drawn_here and not any(_is_signed(journey, drawn.name, programme) for programme in programmes):
        raise _no_such_draw()
    with journey.engine.store.read() as connection:
        if drawn.last > _newest(journey, connection):
            raise _no_such_draw()  # signed for, it would hide what is not read yet
        everything = _at_work(acting, connection, drawn, programmes)
    return Sample(drawn, programmes, len(everything), drawn.among(everything))


def review(journey: Journey, reviewer: str, since: date, until: date, size: int) -> Review:
    """Draw a sample, with its rows, for whoever may know who is on them. Raises as `draw` does."""
    acting, _ = _on_behalf(journey, reviewer)
    taken = sample(journey, reviewer, draw(journey, reviewer, since, until, size))
    with journey.engine.store.read() as connection:
        rows = rows_of(acting, connection, taken.chosen, None, "journey access review")
    return Review(taken.draw, taken.readings, rows)


def sign_off(journey: Journey, reviewer: str, name: str, odd: int, remark: str | None) -> Review:
    """The reviewer signs for a sample they have looked at: an event in every programme that let them in.

    Raises WrongInput for a draw that is none, is empty, or was signed for, or more odd readings than it has.
    """
    _, programmes = _on_behalf(journey, reviewer)
    taken = sample(journey, reviewer, draw_of(name))
    drawn, size = taken.draw, len(taken.chosen)
    if not size:
        raise WrongInput("--sign: nobody read anything in those days; draw a sample of others")
    if not 0 <= odd <= size:
        raise WrongInput(f"--odd: the sample has {size} readings; write how many of them could not be explained")
    for programme in programmes:
        fact = AccessReviewed(
            since=drawn.since,
            until=drawn.until,
            readings=taken.readings,
            sample=size,
            odd=odd,
            draw=drawn.name,
            remark=remark,
        )
        _append(journey, programme, fact, reviewer)
    return Review(drawn, taken.readings, [])


def draw_of(name: str) -> Draw:
    """The draw that a name stands for. Raises WrongInput where it stands for none."""
    match = _DRAW.fullmatch(name)
    if match is None:
        raise _no_such_draw()
    try:
        since, until = (date.fromisoformat(f"{word[:4]}-{word[4:6]}-{word[6:]}") for word in match.group(1, 2))
    except ValueError:
        raise _no_such_draw() from None
    if min(since, until) < _EARLIEST or max(since, until) > _LATEST or not 0 < int(match[3]) <= MOST:
        raise _no_such_draw()
    return Draw(since, until, int(match[3]), (int(match[4]), int(match[5])), match[6], match[7] or "")


def _no_such_draw() -> WrongInput:
    return WrongInput("--sign: no such draw; write the name that `journey access review` printed")


def _newest(journey: Journey, connection: Connection) -> tuple[int, int]:
    """The place of the last reading that is kept."""
    newest = next(journey.engine.access.rows(connection, latest=True), None)
    return (newest.piece, newest.number) if newest else (0, 0)


def _at_work(journey: Journey, connection: Connection, drawn: Draw, programmes: list[str]) -> list[Reading]:
    """What people at work have read about anybody of these programmes."""
    known = people_of(journey, connection, programmes)
    return [
        reading
        for reading in Window(since=drawn.since, until=drawn.until).readings(journey, connection)
        if reading.reader.startswith(_AT_WORK)
        and (reading.piece, reading.number) <= drawn.last
        and reading.people.keys() & known.keys()
    ]


def _on_behalf(journey: Journey, reviewer: str) -> tuple[Journey, list[str]]:
    """Whoever acts for a reviewer, or is the reviewer, and the programmes that have let that reviewer in."""
    acting = replace(journey, actor=replace(journey.actor, behalf=reviewer))
    check(acting.actor, Permission.REVIEW_ACCESS)
    if journey.actor.role is Role.dpo and journey.actor.recorded != reviewer:
        raise NotAllowed("an officer reviews as themselves")
    programmes = [name for name in journey.engine.in_use() if reviewer in _members(journey, name)]
    if not reviewer.startswith(f"{Role.dpo}:") or not programmes:
        raise WrongInput("--reviewer: no data protection officer whom a programme has let in; write dpo:REF")
    return acting, programmes


def _is_signed(journey: Journey, name: str, programme: str) -> bool:
    log = journey.engine.log.load(programme_stream(programme))
    return any(isinstance(event.fact, AccessReviewed) and event.fact.draw == name for event in log)


def _members(journey: Journey, programme: str) -> set[str]:
    history = History(journey.engine.log.load(programme_stream(programme)))
    return set(standing.staff_members(history))


def _append(journey: Journey, programme: str, fact: AccessReviewed, by: str) -> None:
    stream = programme_stream(programme)
    with journey.engine.store.write() as connection:
        journey.engine.vault.ensure(connection, [stream])  # a remark is sealed

    def once(log: list[Recorded]) -> list[Event]:
        if any(getattr(one.fact, "draw", None) == fact.draw for one in log):
            raise WrongInput("--sign: that sample is signed for already; draw another")
        event = engine_event(stream, len(log) + 1, programme, fact, journey.now, journey.actor.recorded)
        return [msgspec.structs.replace(event, by=by)]

    journey.engine.write(stream, once)
    journey.projector.catch_up()
