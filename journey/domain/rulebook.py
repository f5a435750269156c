"""A programme's rules through time: every version ever in force, made ready to be asked."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from journey.domain.patterns import CLOCK_START, Test, matcher
from journey.domain.programme import Leg, Period, Programme, Rule, Warn, period

_SHORT = {"days": 14, "working days": 10, "weeks": 2}  # two weeks, in each unit
_WARN_SHORT, _WARN_LONG = Warn(before="1 day"), Warn(before="7 days")


@dataclass(frozen=True, slots=True)
class ReadyLeg:
    """A leg of a rule with its patterns and periods made ready."""

    rule: Rule
    leg: Leg
    trigger: dict[str, tuple[Test, ...]]
    satisfier: dict[str, tuple[Test, ...]]
    until: dict[str, tuple[Test, ...]]
    since: dict[str, tuple[Test, ...]]
    clock: dict[str, tuple[Test, ...]]
    """Those of the triggers that are the programme's start event: they count once in an episode."""
    beside_clock: dict[str, tuple[Test, ...]]
    period: Period | None
    """None where the due day stands in the trigger alone."""
    settles: tuple[str, ...]
    again: Period | None
    responsible: bool
    """Whether anybody is told because they are responsible."""
    escalate: Period


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a programme and the day from which it is in force."""

    valid_from: date
    programme: Programme
    digest: str
    legs: dict[tuple[str, str], ReadyLeg]


class RuleBook:
    """Every version of a programme's rules, in the order the log took them."""

    def __init__(self, versions: Iterable[tuple[date, Programme]]) -> None:
        """The first version covers all before it. ValueError where there is none."""
        self.versions = tuple(
            Version(day, programme, programme.version(), _ready(programme)) for day, programme in versions
        )
        if not self.versions:
            raise ValueError("a rule book needs at least one version")

    @property
    def latest(self) -> Programme:
        """The programme as the log last recorded it."""
        return self.versions[-1].programme

    def at(self, day: date) -> Version:
        """The version in force on a day."""
        for version in reversed(self.versions):
            if version.valid_from <= day:
                return version
        return self.versions[0]

    def legs(self, level: str) -> list[tuple[Version, ReadyLeg]]:
        """Every leg of every version at a level (participant or programme)."""
        return [(version, leg) for version in self.versions for leg in version.legs.values() if leg.rule.level == level]

    def only(self, *rules: str) -> RuleBook:
        """The same versions with nobody judged by any rule but these (by id): quicker where one rule is asked about."""
        narrowed = copy(self)
        narrowed.versions = tuple(
            replace(version, legs={key: leg for key, leg in version.legs.items() if key[0] in rules})
            for version in self.versions
        )
        return narrowed


def warning(rule: Rule, length: Period) -> Warn:
    """When a rule warns: as it says itself, else 1 day before for periods up to two weeks, 7 days for longer ones."""
    if rule.warn is not None:
        return rule.warn
    return _WARN_SHORT if length.count <= _SHORT.get(length.unit, 0) else _WARN_LONG


def _ready(programme: Programme) -> dict[tuple[str, str], ReadyLeg]:
    return {
        (rule.id, leg.name): ReadyLeg(
            rule=rule,
            leg=leg,
            trigger=matcher(leg.trigger, programme.clock_start),
            satisfier=matcher(leg.satisfier, programme.clock_start),
            until=matcher(leg.until, programme.clock_start),
            since=matcher(leg.since, programme.clock_start),
            clock=matcher(
                tuple(pattern for pattern in leg.trigger if pattern.type == CLOCK_START), programme.clock_start
            ),
            beside_clock=matcher(
                tuple(pattern for pattern in leg.trigger if pattern.type != CLOCK_START), programme.clock_start
            ),
            period=period(leg.period) if leg.period else None,
            again=period(rule.again) if rule.again else None,
            responsible=any("responsible" in audiences for audiences in rule.tell.values()),
            settles=tuple(dict.fromkeys(pattern.type for pattern in leg.satisfier)),
            escalate=period(rule.escalate),
        )
        for rule in programme.rules
        for leg in rule.legs
    }
