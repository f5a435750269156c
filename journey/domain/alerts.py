"""Which alerts a history calls for on a day, and when the next one falls due. Pure; the sweep raises them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from journey.domain import calendar
from journey.domain.events import Event
from journey.domain.events.system import AlertKind
from journey.domain.history import History
from journey.domain.programme import Period
from journey.domain.rulebook import RuleBook
from journey.domain.rules import Deadline, deadlines, reopenings
from journey.domain.team import SUPERVISOR, Team

LADDER: tuple[AlertKind, ...] = ("warning", "breach", "escalation")
_SERIOUS = ("breach", "escalation")
_UNSETTLED = ("escalation", "still_open")


@dataclass(frozen=True, slots=True)
class Called:
    """An alert that is called for: the deadline, the kind; for `reopened` the strike, for `still_open` the period."""

    deadline: Deadline
    kind: AlertKind
    strike: str | None = None
    period: int | None = None

    @property
    def responsible(self) -> str | None:
        """The coach whom it is for because they are responsible, whoever has the person; None where it is not so."""
        return self.deadline.responsible if "responsible" in _roles(self) else None


class Raised:
    """The alerts a stream's log already holds, whatever is known of the rest."""

    def __init__(self, alerts: Iterable[Event]) -> None:
        self.alerts = list(alerts)
        self._kinds: dict[tuple[str, str, date], set[str]] = {}
        self._of: dict[tuple[str, str], list[Event]] = {}
        for event in self.alerts:
            fact = event.fact
            self._kinds.setdefault((fact.rule, fact.occurrence, fact.due), set()).add(fact.kind)
            self._of.setdefault((fact.rule, fact.occurrence), []).append(event)

    def highest(self, deadline: Deadline) -> int:
        """How far up the ladder the alerts for the deadline's present due day have gone; -1 for none."""
        if deadline.due is None:
            return -1
        kinds = self._kinds.get((deadline.rule, deadline.occurrence, deadline.due), set())
        return max((LADDER.index(kind) for kind in LADDER if kind in kinds), default=-1)

    def told_again(self, deadline: Deadline) -> int:
        """In which period since the escalation the occurrence was last told of, for its present due day.

        An escalation that came late, after a standstill, is as good as the telling of the period it came in.
        """
        alerts = self._of.get((deadline.rule, deadline.occurrence), ())
        told = [event.on for event in alerts if event.fact.due == deadline.due and event.fact.kind in _UNSETTLED]
        return max((_period(deadline, day) for day in told), default=0)

    def awaits_late_entry(self, deadline: Deadline) -> bool:
        """Whether a raised breach has become a late entry, and nobody has been told."""
        kinds = {event.fact.kind for event in self._of.get((deadline.rule, deadline.occurrence), ())}
        return deadline.status == "late_entry" and not kinds.isdisjoint(_SERIOUS) and "late_entry" not in kinds

    def awaits_reopening(self, deadline: Deadline, strike: Event) -> bool:
        """Whether an alert stood before the strike, and nobody has been told of the strike."""
        of_this = self._of.get((deadline.rule, deadline.occurrence), ())
        said = any(event.fact.strike == strike.entry for event in of_this)
        return not said and any(event.recorded <= strike.recorded for event in of_this)


def called_for(
    history: History, book: RuleBook, raised: Raised, day: date, level: str = "participant"
) -> Iterator[Called]:
    """Every alert to raise on `day`, given what the history tells: for each occurrence the highest kind reached.

    Nobody is alerted to a person who is erased.
    """
    if history.erased:
        return
    for deadline in deadlines(history, book, day, level):
        if deadline.settled_on is None:
            reached = [kind for kind, from_day in _ladder(deadline) if from_day <= day]
            if reached and LADDER.index(reached[-1]) > raised.highest(deadline):
                yield Called(deadline, reached[-1])
            elif reached and _repeats(deadline, raised) and _period(deadline, day) > raised.told_again(deadline):
                yield Called(deadline, "still_open", period=_period(deadline, day))
        elif raised.awaits_late_entry(deadline):
            yield Called(deadline, "late_entry")
    for deadline, strike in reopenings(history, book, day, level):
        if deadline.due is not None and raised.awaits_reopening(deadline, strike):
            yield Called(deadline, "reopened", strike.entry)


def _ladder(deadline: Deadline) -> list[tuple[AlertKind, date]]:
    """The kinds with the day each falls due; empty while a pause stops the clock."""
    if deadline.due is None or deadline.escalate_on is None:
        return []
    breach_on = deadline.due + timedelta(days=1)
    days = (deadline.warn_on, breach_on, max(deadline.escalate_on, breach_on))
    return [(kind, day) for kind, day in zip(LADDER, days, strict=True) if day is not None]


def _repeats(deadline: Deadline, raised: Raised) -> bool:
    """Whether the occurrence is escalated, and told again as long as it is not settled."""
    return deadline.again is not None and raised.highest(deadline) == len(LADDER) - 1


def _escalated_on(deadline: Deadline) -> date:
    """The day from which an escalation is told, and its periods count."""
    return dict(_ladder(deadline)).get("escalation", date.max)


def _period(deadline: Deadline, day: date) -> int:
    """How many whole periods of `again` lie between the escalation and a day."""
    return calendar.periods(_escalated_on(deadline), day, deadline.again) if deadline.again else 0


def _told_next(deadline: Deadline, raised: Raised) -> date:
    again = deadline.again or Period(0, "days")
    following = raised.told_again(deadline) + 1
    return calendar.add(_escalated_on(deadline), Period(again.count * following, again.unit))


def next_days(
    history: History, book: RuleBook, raised: Raised, judged: list[Deadline], level: str = "participant"
) -> dict[tuple[str, str], date]:
    """For each occurrence that can still call for an alert, the first day on which it does."""
    days_of: dict[tuple[str, str], date] = {}
    if history.erased:
        return days_of
    for deadline in judged:
        key = (deadline.rule, deadline.occurrence)
        if deadline.settled_on is None:
            above = raised.highest(deadline)
            days = [day for kind, day in _ladder(deadline) if LADDER.index(kind) > above]
            if not days and deadline.due is not None and _repeats(deadline, raised):
                days = [_told_next(deadline, raised)]
            if days:
                days_of[key] = min(days)
        elif raised.awaits_late_entry(deadline) and deadline.known_on is not None:
            days_of[key] = deadline.known_on
    if raised.alerts:
        for deadline, strike in reopenings(history, book, date.max, level):
            if deadline.due is not None and raised.awaits_reopening(deadline, strike):
                key = (deadline.rule, deadline.occurrence)
                days_of[key] = min(days_of.get(key, date.max), calendar.local_date(strike.recorded))
    return days_of


def recipients(called: Called, coach: str | None, team: Team, day: date) -> tuple[str, ...]:
    """Who is told, as the rule says: the coach (or deputy), who is responsible, the supervisor."""
    named = called.responsible
    told = {
        "coach": team.recipient_for(coach, day),
        "responsible": team.recipient_for(named.partition(":")[2] if named else coach, day),
        SUPERVISOR: SUPERVISOR,
    }
    return tuple(dict.fromkeys(told[who] for who in _roles(called)))


def _roles(called: Called) -> tuple[str, ...]:
    """Whom the rule names: late news goes where the breach went, what is told again where the escalation did."""
    kind = {"still_open": "escalation", "late_entry": "breach", "reopened": "breach"}.get(called.kind, called.kind)
    return called.deadline.tell.get(kind, (SUPERVISOR,))
