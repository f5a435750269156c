"""Reminders: what the clock decides to tell a person, once each. The courier sends it, if it is still true by then.

A decision has a name made of what it is about, so that nobody decides it twice: an appointment moved to another time
is another reminder, a questionnaire for the same moment is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from journey.domain import calendar, quiet, standing
from journey.domain.events import Event, Fact, Recorded
from journey.domain.events.messages import MessageDecided, MessageExpired, TaskOpened
from journey.domain.history import History
from journey.domain.programme import Programme
from journey.domain.rulebook import RuleBook
from journey.domain.rules import Deadline, deadlines
from journey.domain.team import Team
from journey.engine.decisions import engine_event
from journey.engine.engine import Engine
from journey.engine.people import programme_stream
from projections.live import tables
from projections.live.projector import Projector
from services.questionnaires import asked_for

BOOKING: Final = "booking"
"""The kind of message that tells of an appointment which has just been booked."""
CHECK_IN: Final = "check_in"
"""The kind of message that asks how the week was, where somebody wants to be asked."""
_THURSDAY = 4
"""From this day of a week on, as ISO counts them, it is asked how that week was."""
_HELLO_RULES = ("follow_along",)
_HELLO_DAYS = 3
_LOOK_BACK = timedelta(days=60)
_LOOK_AHEAD = timedelta(days=7 + 7)
"""A reminder comes up to a week before an appointment, and earlier where holidays would keep it back."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A message that the history calls for now."""

    message: str
    kind: str
    about: str
    after: datetime
    expires: datetime
    at: datetime | None = None

    def as_decision(self) -> MessageDecided:
        """The same as a decision."""
        return MessageDecided(
            message=self.message,
            kind=self.kind,  # type: ignore[arg-type]  # a kind of message
            after=self.after,
            expires=self.expires,
            about=self.about,
            at=self.at,
        )


def decide(
    engine: Engine, projector: Projector, now: datetime, over: Callable[[], bool] = lambda: False
) -> list[Event]:
    """Decide everything that is due to be decided by now. Returns the decisions; each is in the log once, ever.

    Where `over` says so it ends between two people: the next time finds what is left.
    """
    projector.catch_up()
    decided: list[Event] = []
    for stream in takewhile(lambda _: not over(), _candidates(engine, now)):

        def deciding(log: list[Recorded], stream: UUID = stream) -> list[Event]:
            return list(_missing(engine, stream, log, now))

        decided += engine.write(stream, deciding)
    projector.follow()
    return decided


def _candidates(engine: Engine, now: datetime) -> Iterable[UUID]:
    """Those with an appointment ahead, or with a deadline whose message may be due: by index, not one by one."""
    booked, open_ = tables.appointments, tables.deadlines
    soon = (now + _LOOK_AHEAD).astimezone(UTC).isoformat(timespec="seconds")
    today = calendar.local_date(now)
    appointments = sa.select(booked.c.stream).where(
        booked.c.standing == "booked",
        booked.c.at >= now.astimezone(UTC).isoformat(timespec="seconds"),
        booked.c.at <= soon,
    )
    waiting = sa.select(open_.c.stream).where(
        open_.c.settled_on.is_(None), open_.c.due >= today - _LOOK_BACK, open_.c.opened <= today
    )
    with engine.store.read() as connection:
        queries = (appointments, waiting, *_to_be_asked(today))
        streams = {stream for query in queries for stream in connection.execute(query).scalars()}
    return [UUID(stream) for stream in sorted(streams)]


def _to_be_asked(today: date) -> list[sa.Select[Any]]:
    """Those who want to be asked how the week was, and have not been, once it is late enough in it."""
    if today.isoweekday() < _THURSDAY:
        return []
    people, asked = tables.participants, tables.messages
    this_week = sa.select(asked.c.stream).where(asked.c.message == name_of_week(week_of(today)))
    return [sa.select(people.c.stream).where(people.c.check_ins, people.c.stream.not_in(this_week))]


def week_of(day: date) -> str:
    """The week that a day is in, as `2026-W49`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def name_of_week(week: str) -> str:
    """What the message that asks how a week was is called."""
    return f"{CHECK_IN}:{week}"


def _missing(engine: Engine, stream: UUID, log: list[Recorded], now: datetime) -> Iterator[Event]:
    """What the history calls for and nobody has decided; what can no longer come in time becomes somebody's task."""
    book = engine.books.get(log[0].programme) if log else None
    if book is None:
        return
    history = History(log)
    if reason_not_to(history, book.latest, calendar.local_date(now)) is not None:
        return
    decided = standing.decided_messages(history)
    wanted = [
        wish
        for wish in _wanted(history, book.latest, deadlines(history, book, calendar.local_date(now)), now)
        if wish.message not in decided
    ]
    told: list[Fact] = []
    for wish in wanted:
        told.append(wish.as_decision())
        if wish.kind == "appointment" and not can_come_before(book.latest, now, wish.expires):
            told += [
                MessageExpired(message=wish.message, reason="too_late"),
                _unreminded(engine, book.latest, history, wish, now),
            ]
    for position, fact in enumerate(told):
        yield engine_event(stream, len(log) + 1 + position, log[0].programme, fact, now, "system")


def can_come_before(programme: Programme, now: datetime, ends: datetime) -> bool:
    """Whether there is a moment, from now on and before that one, in which a message may leave."""
    return quiet.next_start(programme.settings, now, ends) is not None


def _unreminded(engine: Engine, programme: Programme, history: History, wish: Wanted, now: datetime) -> TaskOpened:
    """Whoever is told about the person sees that no reminder will come: they may ring, or meet nobody."""
    day = calendar.local_date(now)
    log = engine.log.load(programme_stream(programme.id))
    to = Team(History(log, as_of=day, known_at=now)).recipient_for(history.coach(), day)
    return TaskOpened(task=f"unreminded-{wish.message}", kind="unreminded", to=(to,), about=wish.about)


def name_of_booking(appointment: str, at: datetime) -> str:
    """What the message that tells of a booking is called: moved to another time, it is another message."""
    return f"{BOOKING}:{appointment}:{at.astimezone(UTC):%Y%m%dT%H%M}"


def reason_not_to(history: History, programme: Programme, day: date, kind: str | None = None) -> str | None:
    """Why nothing may be sent to this person now; None where it may. Asked when deciding, and again when sending.

    Of a booking (`kind`) the person's own chat tells without the consent to reminders; nothing leaves it then.
    """
    stay = history.current
    wants = standing.wants_messages(history)
    if history.erased:
        return "erased"
    if standing.is_protected(history):
        return "protected"
    if kind != BOOKING and not may_nudge(history, day):
        return "no_consent"
    if wants != "yes":
        return "messages_paused"
    if stay is None or stay.ending is not None:
        return "ended"
    if stay.paused and not programme.settings.pause_policy.reminders:
        return "paused"
    return None


def reason_to_drop(history: History, book: RuleBook, decided: MessageDecided, now: datetime) -> str | None:
    """Why a decided message is not to be sent any more; None where it is still to be."""
    if now >= decided.expires:
        return "too_late"
    day = calendar.local_date(now)
    reason = reason_not_to(history, book.latest, day, decided.kind)
    return reason or still_true(history, deadlines(history, book, day), decided)


def may_nudge(history: History, day: date) -> bool:
    """Whether the person lets us say, outside their chat, that there is something to read in it."""
    return "chat_reminders" in standing.consents(history, day)


def _wanted(history: History, programme: Programme, rows: list[Deadline], now: datetime) -> Iterator[Wanted]:
    for booked in standing.appointments(history).values():
        if booked.state != "booked" or booked.at <= now:
            continue
        before = timedelta(hours=programme.settings.reminder_before)
        due = quiet.latest_start(programme.settings, booked.at - before, booked.at)
        if due <= now and not _just_told(history, booked, due):
            name = f"appointment:{booked.id}:{booked.at.astimezone(UTC):%Y%m%dT%H%M}"
            yield Wanted(name, "appointment", booked.id, now, booked.at, booked.at)
    today = calendar.local_date(now)
    if standing.wants_check_ins(history) and today.isoweekday() >= _THURSDAY:
        sunday = calendar.end_of_day(today + timedelta(days=7 - today.isoweekday()))
        yield Wanted(name_of_week(week_of(today)), CHECK_IN, week_of(today), now, sunday)
    for row in rows:
        if row.settled_on is not None or row.due is None or row.opened > today:
            continue
        end = calendar.end_of_day(row.due)
        if (asked := asked_for(programme, row)) is not None and row.due >= today:
            yield Wanted(f"questionnaire:{row.rule}:{row.occurrence}", "questionnaire", asked[0], now, end)
        elif row.rule in _HELLO_RULES and row.due >= today:
            begins = calendar.start_of_day(row.due - timedelta(days=_HELLO_DAYS))
            if quiet.latest_start(programme.settings, begins, end) <= now:
                yield Wanted(f"hello:{row.rule}:{row.occurrence}", "hello", row.occurrence, now, end)


def _just_told(history: History, booked: standing.Appointment, due: datetime) -> bool:
    """Whether the person is told of the booking itself when a reminder of it would be due already."""
    told = standing.decided_messages(history).get(name_of_booking(booked.id, booked.at))
    return told is not None and told.state != "expired" and booked.booked.recorded >= due


def still_true(history: History, rows: list[Deadline], decided: MessageDecided) -> str | None:
    """Why a decided message is no longer true; None where it is."""
    if decided.kind in ("appointment", BOOKING):
        booked = standing.appointments(history).get(decided.about or "")
        if booked is None or booked.state != "booked":
            return "cancelled"
        return "moved" if booked.at != decided.at else None
    if decided.kind in ("questionnaire", "hello"):
        _, rule, occurrence = decided.message.split(":", 2)
        waiting = any(row.rule == rule and row.occurrence == occurrence and row.settled_on is None for row in rows)
        return None if waiting else "answered"
    if decided.kind == CHECK_IN and not standing.wants_check_ins(history):
        return "messages_paused"
    return None


def may_leave(programme: Programme, now: datetime) -> bool:
    """Whether messages may leave now: not in quiet hours, and on working days only where the programme says so."""
    return quiet.may_leave(programme.settings, now)
