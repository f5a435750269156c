"""Facts that only the engine writes: alerts, rules versions, places taken, erasure. No entry type leads here."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from journey.domain.events.base import Code, Fact, Personal
from journey.domain.programme import Programme

ErasureBasis = Literal["decided", "without_request", "retention"]
AlertKind = Literal["warning", "breach", "escalation", "still_open", "late_entry", "reopened"]


class EngineFact(Fact, frozen=True):
    """A fact that no entry can state."""

    engine_only: ClassVar[bool] = True


class AlertRaised(EngineFact, frozen=True, tag="alert_raised.v1"):
    """A deadline's alert, with what was known when it fired; raised once per occurrence, kind and due day.

    `seen` is the stream version that was judged; `strike` names the strike behind a `reopened`. `period` counts, for a
    `still_open`, the periods of the rule's `again` since the escalation fell due. `responsible` is the coach
    (`coach:REF`) in whose stead `to` may name a deputy, where the alert goes to who is responsible and not to the
    person's coach.
    """

    rule: str
    occurrence: str
    kind: AlertKind
    due: date
    to: tuple[str, ...]
    opened: date
    status: str
    raw_days: int
    paused_days: int
    seen: int
    rules_version: str
    episode: int | None = None
    met_on: date | None = None
    strike: str | None = None
    period: int | None = None
    responsible: str | None = None

    @property
    def addressed(self) -> tuple[str, ...]:
        """Whom it is for, to be followed through time: `responsible:REF` where that is not the person's coach."""
        if self.responsible is None:
            return self.to
        name = f"responsible:{self.responsible.partition(':')[2]}"
        return tuple(dict.fromkeys(name if to.startswith("coach:") else to for to in self.to))


class RulesChanged(EngineFact, frozen=True, tag="rules_changed.v1"):
    """The programme as resolved from its file, whole; in force from `valid_from`, the first one for all before it."""

    valid_from: date
    programme: Programme


class CaseloadChanged(EngineFact, frozen=True, tag="caseload_changed.v1"):
    """A coach's place was taken or freed. It stands in the coach's own stream, whose version guards the cap."""

    coach: str
    change: Literal["taken", "freed"]


class Merged(EngineFact, frozen=True, tag="merged.v1"):
    """Two references were one person. It stands in both streams, and each names the other.

    `into` is whose stream has the facts from now on: in the stream that says it nothing counts any more. `origin` is
    whose facts stand here too since; `without` are the entries of moves that would have made the history impossible.
    """

    reason: Personal
    into: Code | None = None
    origin: Code | None = None
    without: tuple[Code, ...] = ()


class Erased(EngineFact, frozen=True, tag="erased.v1"):
    """The person's key is destroyed: what was personal can be read no more. The reason is a supervisor's.

    `basis` says what it rests on: that the person asked and a supervisor granted it (`decided`), an operator's word
    alone (`without_request`), or that the time of a closed case was over (`retention`). Older ones do not say.
    """

    reason: Personal
    basis: ErasureBasis | None = None
