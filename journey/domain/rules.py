"""Deadlines: what was expected of a programme, by when, and whether it came. The only place that knows "overdue".

`deadlines(history, book, as_of)` is pure and works on whole local dates. The words and statuses are explained in
docs/explanation/deadlines.md.

An occurrence is what one trigger opens in one leg of a rule. Its name is made of the triggering entry and the leg, so
later knowledge renames nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal, get_args

from msgspec import Struct

from journey.domain import calendar
from journey.domain.events import Event
from journey.domain.history import History, Pause
from journey.domain.occurrences import Opening, openings
from journey.domain.patterns import earlier, matches
from journey.domain.programme import Period, period
from journey.domain.rulebook import RuleBook, warning

Status = Literal["met", "late_entry", "waived", "stopped", "met_late", "breached", "warned", "open"]
STATUSES: tuple[str, ...] = get_args(Status)

EVER = date.max
"""Judged as of for ever: what holds dates alone, and counts nothing."""


class Deadline(Struct, frozen=True):
    """One occurrence of a rule as judged on a day.

    `due` is None while a pause stops the clock. `settled_on` is the day after which nothing more is awaited (satisfied,
    ended or waived); `known_on` the day on which the log learned of the satisfier. Days are calendar days.
    `period` is how long there was; `periods_missed` are the whole ones since the due day in which nothing satisfied
    it. `responsible` is the coach (`coach:REF`) whom the trigger names; `again` says how often an escalation is told
    again; `settles` are the entry types of its satisfiers.
    """

    rule: str
    leg: str
    occurrence: str
    episode: int | None
    opened: date
    due: date | None
    status: Status
    met_on: date | None
    paused_days: int
    raw_days: int
    warn_on: date | None
    escalate_on: date | None
    settled_on: date | None
    known_on: date | None
    rules_version: str
    tell: dict[str, tuple[str, ...]]
    period: Period | None = None
    periods_missed: int = 0
    again: Period | None = None
    responsible: str | None = None
    settles: tuple[str, ...] = ()

    @property
    def adjusted_days(self) -> int:
        """Days without the pauses that stopped the clock."""
        return self.raw_days - self.paused_days


def deadlines(history: History, book: RuleBook, as_of: date, level: str = "participant") -> list[Deadline]:
    """Every occurrence that the history has opened by the end of `as_of`, judged on that day."""
    return [judge(opening, history, as_of) for opening in openings(history, book, as_of, level)]


def judge(opening: Opening, history: History, as_of: date) -> Deadline:
    """One occurrence, judged at the end of the day `as_of`."""
    rule, leg = opening.ready.rule, opening.ready.leg
    pauses = _pauses(opening)
    stated = calendar.add(opening.opened, opening.period)
    due = _moved(stated, opening, pauses) if pauses else stated
    met = opening.satisfied_by[leg.count - 1] if len(opening.satisfied_by) >= leg.count else None
    waived_on = _waiver(opening, history, met)
    ended = opening.end if waived_on is None else min(waived_on, opening.end or waived_on)
    stop = met.on if met else as_of if ended is None else min(ended, as_of)
    warn_on = _warn_on(opening, pauses, due)
    return Deadline(
        rule=rule.id,
        leg=leg.name,
        occurrence=opening.name,
        episode=opening.stay.number if opening.stay else None,
        opened=opening.opened,
        due=due,
        status=_status(opening, due, met, waived_on, warn_on, as_of),
        met_on=met.on if met else None,
        paused_days=sum(_overlap(pause, opening.triggered, stop) for pause in pauses) if pauses else 0,
        raw_days=(stop - opening.triggered).days,
        warn_on=warn_on,
        escalate_on=calendar.add(due, opening.ready.escalate) if due else None,
        settled_on=ended if met is None else met.on if ended is None else min(met.on, ended),
        known_on=_recorded_on(met.recorded) if met else None,
        rules_version=opening.rules_version,
        tell=rule.tell,
        period=opening.period if leg.due_key is None else None,
        periods_missed=_missed(opening, due, stop, pauses) if due is not None and due < stop < EVER else 0,
        again=opening.ready.again,
        responsible=_responsible(opening) if opening.ready.responsible else None,
        settles=opening.ready.settles,
    )


def _missed(opening: Opening, due: date, stop: date, pauses: list[Pause]) -> int:
    """The whole periods since the due day, pauses that stop the clock left out.

    None where the due day stands in the trigger: such a leg has no length of its own.
    """
    if opening.ready.leg.due_key is not None:
        return 0
    rested = sum(_overlap(pause, due, stop) for pause in pauses)
    return calendar.periods(due, stop - timedelta(days=rested), opening.period)


def _responsible(opening: Opening) -> str | None:
    named = getattr(opening.first.fact, "responsible", None) if opening.first else None
    return named if named is not None and named.startswith("coach:") else None


def _status(
    opening: Opening, due: date | None, met: Event | None, waived_on: date | None, warn_on: date | None, as_of: date
) -> Status:
    """The first status that fits, in the order of docs/explanation/deadlines.md."""
    if met is not None and (due is None or met.on <= due):
        return "met" if due is None or _known_by(opening, due) else "late_entry"
    if waived_on is not None and (due is None or waived_on <= due):
        return "waived"
    if opening.end is not None and (due is None or opening.end <= due):
        return "stopped"
    if met is not None:
        return "met_late"
    if due is not None and as_of > due:
        return "breached"
    if waived_on is None and warn_on is not None and as_of >= warn_on:
        return "warned"
    return "open"


def _known_by(opening: Opening, due: date) -> bool:
    """Whether enough satisfiers dated by the due day were recorded by its end, or the trigger itself came later."""
    if opening.trigger is not None and _recorded_on(opening.trigger.recorded) > due:
        return True
    in_time = 0
    for event in opening.satisfied_by:
        if event.on > due or in_time == opening.ready.leg.count:
            break
        in_time += _recorded_on(event.recorded) <= due
    return in_time >= opening.ready.leg.count


def _pauses(opening: Opening) -> list[Pause]:
    if opening.stay is None or not opening.ready.rule.pauses:
        return []
    return opening.stay.pauses


def _moved(due: date, opening: Opening, pauses: list[Pause]) -> date | None:
    """The due day moved by every pause begun by it; None while one lasts, or where the leg ended in one."""
    for pause in pauses:
        if pause.start > due or (opening.end is not None and pause.start > opening.end):
            break
        if pause.end is None or _ended_in(pause, opening.end):
            return None
        days = (pause.end - max(pause.start, opening.triggered)).days
        if days > 0:
            due = calendar.add(due, Period(days, "days"))
            if opening.period.unit == "working days":
                due = calendar.next_working_day(due)
    return due


def _ended_in(pause: Pause, end: date | None) -> bool:
    if end is None or pause.end is None or end < pause.start:
        return False
    return end < pause.end or (end == pause.end and not pause.resumed)


def _warn_on(opening: Opening, pauses: list[Pause], due: date | None) -> date | None:
    warn = warning(opening.ready.rule, opening.period)
    if due is None:
        return None
    if warn.after_start is not None:
        return _moved(calendar.add(opening.opened, period(warn.after_start)), opening, pauses)
    return calendar.before(due, period(warn.before or "0 days"))


def _waiver(opening: Opening, history: History, met: Event | None) -> date | None:
    """The day a supervisor waived the occurrence while it was open."""
    for event in history.by_type.get("deadline_waived", ()):
        if event.fact.rule != opening.ready.rule.id or event.on < opening.triggered:
            continue
        if (met is None or event.on < met.on) and (opening.end is None or event.on <= opening.end):
            return event.on
    return None


def _overlap(pause: Pause, start: date, stop: date) -> int:
    return max(0, (min(pause.end or stop, stop) - max(pause.start, start)).days)


@lru_cache(maxsize=65_536)
def _recorded_on(moment: datetime) -> date:
    return calendar.local_date(moment)


def satisfied_before(opening: Opening, event: Event) -> bool:
    """Whether a struck event would have satisfied this occurrence, had it stood."""
    in_time = opening.window_from <= event.on <= (opening.end or date.max) and not earlier(event, opening.since)
    return in_time and matches(event, opening.ready.satisfier)


def reopenings(
    history: History, book: RuleBook, as_of: date, level: str = "participant"
) -> Iterator[tuple[Deadline, Event]]:
    """Occurrences that are unsettled again because their satisfier was struck, each with the strike."""
    if not history.struck:
        return
    for opening in openings(history, book, as_of, level):
        for event, strike in history.struck:
            if satisfied_before(opening, event):
                deadline = judge(opening, history, as_of)
                if deadline.settled_on is None:
                    yield deadline, strike
