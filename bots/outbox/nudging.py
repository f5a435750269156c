"""Nudges: people are told, outside their chat, that there is something to read in it, and no more.

A nudge is claimed in the log at the last moment, when its channel is ready to take it: whoever dies before that has
sent nothing, and the next one sends it. Whoever dies while it is being taken leaves a fate that nobody knows, and that
is said instead of sending it twice. What a channel does not take just then is tried again until the message expires.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from bots.failures import place_of
from bots.outbox.attempts import Attempt, Ways
from bots.outbox.channels import Nudge
from bots.outbox.fates import as_events, failed, unreached_once, write
from journey.domain import calendar, standing
from journey.domain.events import Event, Fact, Recorded, messages
from journey.domain.history import History
from journey.domain.programme import Programme
from projections.live import tables
from services.office import Office
from services.people import Identity, Person
from services.reminders import may_leave, may_nudge, reason_to_drop

logger = logging.getLogger(__name__)

AT_ONCE = 4
"""Nudges that are under way at the same time: each may wait for a server, and holds a connection to the store."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(minutes=15)
"""Between two tries; twice as long each time."""

Place = tuple[UUID, str]
"""A message: the person's stream, and its name."""


@dataclass
class _Later:
    """When to try again what was not taken, and how long to wait after that."""

    at: datetime
    pause: timedelta = FIRST_PAUSE


@dataclass
class Nudging:
    """One process's nudges. `over` says that the process is to stop: then nothing more is begun."""

    office: Office
    nudges: list[Nudge]
    over: Callable[[], bool]
    _later: dict[Place, _Later] = field(default_factory=dict)

    def reaches(self, person: Person) -> bool:
        """Whether the person lets us nudge them, and there is a way to; the look at their addresses is logged."""
        if not may_nudge(person.history, calendar.local_date(self.office.clock())):
            return False
        identity = self.office.identity(person, "system", "to deliver a message")
        return bool(self.ways(person, identity))

    def round(self) -> int:
        """Nudge everybody who is to be nudged by now, some at a time. Returns how many were reached."""
        self.office.projector.catch_up()
        now, waiting = self.office.clock(), self._waiting()
        self._later = {place: later for place, later in self._later.items() if place in waiting}
        due = [place for place in waiting if place not in self._later or self._later[place].at <= now]
        if not due:
            return 0
        with ThreadPoolExecutor(AT_ONCE, "nudges") as threads:
            reached = sum(threads.map(self._tried, due))
        self.office.projector.follow()
        return reached

    def _waiting(self) -> list[Place]:
        table = tables.messages
        query = sa.select(table.c.stream, table.c.message).where(table.c.standing == "nudging")
        with self.office.engine.store.read() as connection:
            rows = connection.execute(query.order_by(table.c.after, table.c.message)).all()
        return [(UUID(row.stream), row.message) for row in rows]

    def _tried(self, place: Place) -> int:
        """One nudge. What fails for one person stops nobody else's."""
        if self.over():
            return 0
        try:
            return int(self._one(*place))
        except Exception as error:  # noqa: BLE001  # by kind and place alone: it may quote somebody
            logger.error("a nudge failed: %s at %s", type(error).__name__, place_of(error))  # noqa: TRY400
            self._put_off(place, 0)
            return 0

    def _one(self, stream: UUID, name: str) -> bool:
        due: list[bool] = []

        def ending(log: list[Recorded]) -> list[Event]:
            now = self.office.clock()
            facts = self.judged(log, name, now)
            due[:] = [facts == []]
            return as_events(stream, log, facts or [], now)

        write(self.office, stream, ending)
        if due != [True]:
            return False
        person = self.office.person(stream)
        ways = self.ways(person, self.office.identity_logged_before(person))
        reached, again = Attempt(self.office, self.judged, self.over, person, name).made(ways)
        if again is not None:
            self._put_off((stream, name), again)
        return reached

    def judged(self, log: list[Recorded], name: str, now: datetime, claimed: str | None = None) -> list[Fact] | None:
        """What is to be written of a message first: nothing where it is to be nudged now, else its end.

        None where it is not to be nudged yet, or no longer by us: `claimed` is the channel we have claimed already.
        """
        history = History(log)
        message = standing.decided_messages(history).get(name)
        ours = message is not None and message.state == "sent" and message.channels[-1] == claimed
        if message is None or not (message.state == "nudging" or ours):
            return None
        decided, programme = message.decided.fact, self.office.programme(log[0].programme)
        if now >= decided.expires:
            return self._given_up(log, name)
        reason = reason_to_drop(history, self.office.engine.books[programme.id], decided, now)
        if reason is None and not may_nudge(history, calendar.local_date(now)):
            reason = "no_consent"
        if reason is not None:
            return [messages.MessageExpired(message=name, reason=reason)]  # type: ignore[arg-type]  # see the functions
        return [] if may_leave(programme, now) else None

    def _given_up(self, log: list[Recorded], name: str) -> list[Fact]:
        """Its time is over and no channel has taken it: that is said to a human, where nobody has yet."""
        channel = self.nudges[-1].name if self.nudges else "email"
        return [failed(name, channel, "unreachable"), *unreached_once(self.office, name, log)]

    def ways(self, person: Person, identity: Identity) -> Ways:
        """The channels by which the person can be nudged, with the address for each, in the order to try them."""
        chats = self.office.engine.chats.find(stream=person.stream)
        ways = [(one, one.reaches(chats, identity)) for one in self.nudges if _allowed(person.programme, one.name)]
        return [(nudge, address) for nudge, address in ways if address is not None]

    def _put_off(self, place: Place, after: float) -> None:
        """Try it again later: twice as much later each time, and not before so many seconds are over."""
        known = self._later.get(place)
        pause = min(known.pause * 2, LONGEST_PAUSE) if known else FIRST_PAUSE
        self._later[place] = _Later(self.office.clock() + max(pause, timedelta(seconds=after)), pause)


def _allowed(programme: Programme, channel: str) -> bool:
    return channel != "telegram" or "telegram" in programme.settings.contact_channels
