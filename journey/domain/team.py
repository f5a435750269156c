"""Who works in a programme on a day, how much, and who is told when someone is away. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journey.domain.events import Event
from journey.domain.events import team as facts
from journey.domain.history import History
from journey.domain.order import moment_of

SUPERVISOR = "supervisor"

_KINDS = ("coach_registered", "coach_fte_changed", "coach_left", "coach_absent", "coach_returned")
_ENDS_OF_ABSENCE = ("coach_returned", "coach_registered")  # registered anew is back, as after having left


class Team:
    """A programme's coaches through time, from the programme's own history."""

    def __init__(self, history: History) -> None:
        """Read a programme's history, cut at the moment that matters."""
        self._registered = history.by_type.get("coach_registered", [])
        self._of: dict[tuple[str, str], list[Event]] = {}
        """By kind and coach: of hundreds of coaches a question is about one."""
        for kind in _KINDS:
            for event in history.by_type.get(kind, ()):
                self._of.setdefault((kind, event.fact.coach), []).append(event)

    def coaches(self, day: date) -> list[str]:
        """Everyone registered by that day who has not left, in order of registration."""
        registered = dict.fromkeys(event.fact.coach for event in self._registered if event.on <= day)
        return [coach for coach in registered if not self.has_left(coach, day)]

    @property
    def coaches_ever(self) -> list[str]:
        """Every coach of whom anything was ever said, each once."""
        return list(dict.fromkeys(coach for _, coach in self._of))

    def registrations(self, coach: str) -> list[Event]:
        """Each time the coach was registered, the first one first."""
        return self._of.get(("coach_registered", coach), [])

    def fte(self, coach: str, day: date) -> float | None:
        """The coach's working time (1.0 is full time); 0 once they have left, None for one never registered."""
        if self.has_left(coach, day):
            return 0.0
        changes = [
            event for kind in ("coach_registered", "coach_fte_changed") for event in self._until(kind, coach, day)
        ]
        if not any(isinstance(event.fact, facts.CoachRegistered) for event in changes):
            return None
        return float(max(changes, key=_order).fact.fte)

    def has_left(self, coach: str, day: date) -> bool:
        """Whether the coach had left by that day and not been registered again."""
        leavings = list(self._until("coach_left", coach, day))
        if not leavings:
            return False
        last = leavings[-1]
        return not any(_order(event) > _order(last) for event in self._until("coach_registered", coach, day))

    def recipient_for(self, coach: str | None, day: date) -> str:
        """Who is told what concerns this coach's participant: coach, deputy of one absent, or supervisor."""
        visited: set[str] = set()
        while coach is not None and coach not in visited and not self.has_left(coach, day):
            deputy = self.deputy(coach, day)
            if deputy is None:
                return f"coach:{coach}"
            visited.add(coach)
            coach = deputy
        return SUPERVISOR

    def deputy(self, coach: str, day: date) -> str | None:
        """Who stands in for the coach that day; None while the coach is at work."""
        absence = self.absence(coach, day)
        return str(absence.fact.deputy) if absence else None

    def absence(self, coach: str, day: date) -> Event | None:
        """What says that the coach is away that day, until when, and who stands in; None while they are at work."""
        away = [event for event in self._until("coach_absent", coach, day) if day <= event.fact.until]
        returns = [_order(event) for kind in _ENDS_OF_ABSENCE for event in self._until(kind, coach, day)]
        away = [event for event in away if not returns or max(returns) < _order(event)]
        return away[-1] if away else None

    def _until(self, kind: str, coach: str, day: date) -> Iterator[Event]:
        return (event for event in self._of.get((kind, coach), ()) if event.on <= day)


def _order(event: Event) -> tuple[date, float, int]:
    return (*moment_of(event), event.version)
