"""The effective history of one stream: standing facts in the order they happened, and the stay derived from them.

Late entries, strikes and pauses entered afterwards change the past. So nothing is folded from the left: the facts are
put in valid-time order first, and episodes, phases and pauses are read off that order. Nothing is checked here;
`journey.domain.lifecycle` does that when something is to be added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from journey.domain.events import FACTS, MOVES, TYPE_NAMES, Event
from journey.domain.events import participant as facts
from journey.domain.events.cooperation import CoCoachAssigned, CoCoachEnded
from journey.domain.events.system import AlertRaised, EngineFact, Erased, Merged
from journey.domain.order import NOWHERE_ELSE, has_crowded_days, moment_of, places_within_days

_ENGINE_FACTS = frozenset(cls for cls in FACTS if issubclass(cls, EngineFact))
_version_of = attrgetter("version")
_MOVES = frozenset(cls for cls, name in TYPE_NAMES.items() if name in MOVES)

MINTED = "E-"
"""Entry ids that begin so are the engine's own, given where a sender gave none; every sender may strike them."""

MERGED = "merged"
"""The causation of events that were recorded again under another person, as the two are one."""


@dataclass(slots=True)
class Pause:
    """The programme rested from `start` until `end` (None: it still does)."""

    start: date
    end: date | None = None
    resumed: bool = False


@dataclass(slots=True)
class Stay:
    """One stretch from referral (or enrolment) to decline or discharge; an episode once the person is enrolled.

    `number` counts enrolments: before enrolment it is the number the episode will have.
    """

    number: int
    opened: date
    referral: Event | None = None
    enrolment: Event | None = None
    waiting_since: date | None = None
    ending: Event | None = None
    phases: list[tuple[str, Event]] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)

    @property
    def end(self) -> date | None:
        """The day of decline or discharge; None while the stay goes on."""
        return self.ending.on if self.ending else None

    @property
    def ended_by_death(self) -> bool:
        """Whether the person was discharged because they died."""
        return self.ending is not None and getattr(self.ending.fact, "reason", None) == "deceased"

    @property
    def enrolled_on(self) -> date | None:
        """The day of enrolment; None for a referral that has not led there."""
        return self.enrolment.on if self.enrolment else None

    @property
    def paused(self) -> bool:
        """Whether the programme rests at the end of what is known."""
        return bool(self.pauses) and self.ending is None and not self.pauses[-1].resumed

    @property
    def state(self) -> str:
        """Where the person is: referred, waiting, a phase, paused, declined or discharged."""
        if self.ending:
            return "discharged" if self.enrolment else "declined"
        if self.paused:
            return "paused"
        if self.phases:
            return self.phases[-1][0]
        return "waiting" if self.waiting_since else "referred"

    def spells(self, phases: Sequence[str]) -> list[tuple[Event, date | None]]:
        """When the person was in these phases: the event that led in, and the day they were left (or None)."""
        spans: list[tuple[Event, date | None]] = []
        inside = False
        for phase, event in self.phases:
            if phase in phases and not inside:
                spans.append((event, None))
            elif phase not in phases and inside:
                spans[-1] = (spans[-1][0], event.on)
            inside = phase in phases
        return spans


class History:
    """What happened in one stream, as known and as of the moment the caller cut it."""

    __slots__ = (
        "_places",
        "_stays",
        "alerts",
        "by_type",
        "dealings",
        "erased",
        "events",
        "memo",
        "merged",
        "seen",
        "struck",
    )

    def __init__(self, log: Iterable[Event], *, as_of: date | None = None, known_at: datetime | None = None) -> None:
        """Put a stream's events (in log order) into valid-time order.

        `as_of` leaves out what happened after that day; `known_at` what was recorded after that moment. A strike's
        own day is ignored: only when it was recorded matters.
        """
        standing: list[Event] = []
        strikes: list[Event] = []
        ordered, last = True, date.min  # most histories are told in order, and sorting is a third of the work
        self.alerts: list[Event] = []
        self.dealings: list[Event] = []  # messages, tasks, requests: what the engine alone writes, in log order
        self.erased = self.merged = False
        self.seen = 0
        for event in log:
            self.seen = event.version
            if known_at is not None and not is_known(event, known_at):
                continue
            kind = event.fact.__class__  # by class, not isinstance: a replay does nothing else a hundred thousand times
            if kind is facts.Struck:
                strikes.append(event)
            elif as_of is not None and event.on > as_of and kind is not Merged:
                continue
            elif kind in _ENGINE_FACTS:
                self._take_engine_fact(event)
            else:
                standing.append(event)
                ordered = ordered and event.at is None and last <= event.on
                last = event.on
        self.struck: list[tuple[Event, Event]] = []
        if self.merged:  # whatever stood here stands in the other stream
            standing, strikes, self.alerts, self.dealings = [], [], [], []
        if strikes:
            standing = self._without_struck(standing, strikes)
        if not ordered:
            standing.sort(key=_version_of)  # no work for a log; a history's own events stand in another order
            standing.sort(key=moment_of)
        self._put(standing)
        self._places = places_within_days(standing) if has_crowded_days(self.by_type, standing) else NOWHERE_ELSE
        if self._places:
            self._put(sorted(standing, key=self.place_of))
        self._stays: list[Stay] | None = None
        self.memo: dict[object, Any] = {}  # what rules have picked out of this history, for the next occurrence

    def _put(self, events: list[Event]) -> None:
        self.events = events
        self.by_type: dict[str, list[Event]] = {}
        for event in events:
            self.by_type.setdefault(TYPE_NAMES[event.fact.__class__], []).append(event)

    def place_of(self, event: Event) -> tuple[date, float, int]:
        """Where an event stands, to sort by: its day, and its place within it; what shares a place is in log order."""
        day, seconds = moment_of(event)
        return (day, *self._places.get(event.version, (seconds, 0)))

    def _take_engine_fact(self, event: Event) -> None:
        if isinstance(event.fact, AlertRaised):
            self.alerts.append(event)
        elif isinstance(event.fact, Erased):
            self.erased = True
        elif isinstance(event.fact, Merged) and event.fact.into is not None:
            self.merged = True
        else:
            self.dealings.append(event)

    def _without_struck(self, standing: list[Event], strikes: list[Event]) -> list[Event]:
        # A strike can be struck in its turn, by a later one: so the latest is looked at first.
        gone: dict[tuple[str | None, str], Event] = {}
        for strike in reversed(strikes):
            if name_of(strike.sender, strike.entry or "") not in gone:
                gone[name_of(strike.sender, strike.fact.strikes)] = strike
        kept = []
        for event in standing:
            strike_of = gone.get(name_of(event.sender, event.entry or ""))
            if strike_of is not None and strike_of.version > event.version:
                self.struck.append((event, strike_of))
            else:
                kept.append(event)
        return kept

    @property
    def stays(self) -> list[Stay]:
        """Every stay, the first one first."""
        if self._stays is None:
            self._stays = _stays(self.moves)
        return self._stays

    @property
    def current(self) -> Stay | None:
        """The latest stay, ended or not; None for a person of whom only facts are known."""
        return self.stays[-1] if self.stays else None

    @property
    def moves(self) -> list[Event]:
        """The standing moves, in order."""
        return [event for event in self.events if event.fact.__class__ in _MOVES]

    def stay_at(self, event: Event) -> Stay | None:
        """The stay an event belongs to; None where it lies outside every stay."""
        for stay in reversed(self.stays):
            if event is stay.referral or event is stay.enrolment or event is stay.ending:
                return stay
        for stay in reversed(self.stays):
            if stay.opened <= event.on and (stay.end is None or event.on <= stay.end):
                return stay
        return None

    def coach(self) -> str | None:
        """The coach assigned last in the current stay, or since the one before it ended."""
        named = self.naming_of_coach()
        return named.fact.coach if named is not None else None

    def naming_of_coach(self) -> Event | None:
        """The enrolment or assignment that made whoever is the coach now the coach."""
        since = self.stays[-2].end if len(self.stays) > 1 else None
        ending = self.stays[-1].ending if self.stays else None  # a discharge can be known before its enrolment is
        for event in reversed(self.events):
            if since is not None and event.on < since:
                return None
            if isinstance(event.fact, facts.Discharged | facts.Declined) and event is not ending:
                return None
            if isinstance(event.fact, facts.Enrolled | facts.CoachAssigned) and event.fact.coach:
                return event
        return None

    def co_coaches(self) -> tuple[str, ...]:
        """Second coaches of the current stay, or since the one before it ended, in the order they came."""
        if "co_coach_assigned" not in self.by_type:
            return ()
        since = self.stays[-2].end if len(self.stays) > 1 else None
        ending = self.stays[-1].ending if self.stays else None
        working: dict[str, None] = {}
        for event in self.events:
            fact = event.fact
            if (isinstance(fact, facts.Discharged | facts.Declined) and event is not ending) or (
                since is not None and event.on < since
            ):
                working.clear()
            elif isinstance(fact, CoCoachAssigned):
                working[fact.coach] = None
            elif isinstance(fact, CoCoachEnded):
                working.pop(fact.coach, None)
        return tuple(working)


def is_known(event: Event, known_at: datetime) -> bool:
    """Whether an event was known at a moment; what a merge has brought here was known here since the merge."""
    return event.recorded <= known_at and not (event.causation == MERGED and event.logged > known_at)


def name_of(sender: str | None, entry: str) -> tuple[str | None, str]:
    """What an entry is known by: the sender's own id, or one the engine gave."""
    return (None if entry.startswith(MINTED) else sender, entry)


def _stays(moves: Iterable[Event]) -> list[Stay]:
    stays: list[Stay] = []
    enrolments = 0
    for event in moves:
        fact = event.fact
        current = stays[-1] if stays and stays[-1].ending is None else None
        if isinstance(fact, facts.Referred):
            stays.append(Stay(enrolments + 1, event.on, referral=event))
        elif isinstance(fact, facts.Enrolled):
            if current is None or current.enrolment is not None:
                current = Stay(enrolments + 1, event.on)
                stays.append(current)
            current.enrolment = event
            current.phases.append(("intake", event))
            enrolments += 1
        elif current is not None:
            _move(current, event)
    return stays


def _move(stay: Stay, event: Event) -> None:
    fact = event.fact
    match fact:
        case facts.Waitlisted():
            stay.waiting_since = event.on
        case facts.PhaseMoved():
            stay.phases.append((fact.to, event))
        case facts.Paused():
            stay.pauses.append(Pause(event.on))
        case facts.Resumed() if stay.pauses:
            stay.pauses[-1].end = event.on
            stay.pauses[-1].resumed = True
        case facts.Declined() | facts.Discharged():
            stay.ending = event
            if stay.pauses and stay.pauses[-1].end is None:
                stay.pauses[-1].end = event.on
        case _:
            pass
