"""A programme as values: its rules, capacity, goals and code lists.

The loader in `journey.engine.loading.programmes` makes a `Programme` from the files in `config/`; the log keeps
each version whole inside a `rules_changed` event, so that a replay judges by the rules of that time.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from journey.domain.settings import Settings

PHASES = ("intake", "engagement", "assessment", "job_placement", "coaching", "follow_along")
UNITS = ("days", "working days", "weeks", "months")
AUDIENCES = ("coach", "responsible", "supervisor")

PeriodText = Annotated[
    str, Meta(pattern=r"^\d{1,4} (day|days|working day|working days|week|weeks|month|months|year|years)$")
]


class Period(Struct, frozen=True):
    """A length of calendar time: whole days, Swedish working days, weeks or calendar months."""

    count: int
    unit: Literal["days", "working days", "weeks", "months"]


@lru_cache(maxsize=512)
def period(text: str) -> Period:
    """The period that a text such as `7 days`, `5 working days`, `1 month` or `1 year` names.

    Raises ValueError where the text is no period.
    """
    number, _, unit = text.partition(" ")
    unit = unit if unit.endswith("s") else unit + "s"
    if not number.isdecimal() or unit not in (*UNITS, "years"):
        raise ValueError(f"{text!r} is no period; write a number and one of days, working days, weeks, months, years")
    if unit == "years":
        return Period(int(number) * 12, "months")
    return Period(int(number), unit)  # type: ignore[arg-type]  # checked against UNITS above


class Pattern(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Which facts count: a type, and values its keys must have.

    A value in `where` is one value, a list (any of them), or `{not = [...]}` (none of them).
    """

    type: str
    where: dict[str, Any] = {}


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """A cadence of a repeating leg: `every` so often while less than `within` has passed since the first trigger."""

    every: PeriodText
    within: PeriodText


class Leg(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One expectation of a rule: after a trigger, a satisfier within the period.

    - `due_key` names the key of the trigger in which the due day stands, such as an action's `due`; `period` then
      counts where a trigger has none, and without a period nothing is due.
    - `offset` starts the clock that long after the trigger; satisfiers count from the trigger all the same.
    - `lead` lets satisfiers count from that long before the clock starts, or from the episode's `referral`.
    - `same` names a key (such as `job`) in which trigger, satisfier and `until` must agree where they have it.
    - `until` ends the leg; `outlives` keeps it alive after discharge.
    - `steps` change the cadence of a repeating leg; past the last step it is off.
    - `count` satisfiers are needed (default one), only those `since` the last fact of these patterns.
    """

    satisfier: tuple[Pattern, ...]
    period: PeriodText | None = None
    trigger: tuple[Pattern, ...] = ()
    name: str = ""
    offset: PeriodText | None = None
    lead: str | None = None
    same: str | None = None
    until: tuple[Pattern, ...] = ()
    steps: tuple[Step, ...] = ()
    outlives: bool = False
    count: Annotated[int, Meta(ge=1, le=100)] = 1
    since: tuple[Pattern, ...] = ()
    due_key: str | None = None


class Warn(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """When a warning is due: `before` the due day, or `after_start` (after the opening day). Exactly one."""

    before: PeriodText | None = None
    after_start: PeriodText | None = None


class Rule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A deadline rule as resolved: every default filled in. The grammar is explained in docs/reference/rules.md."""

    id: str
    name: str
    legs: tuple[Leg, ...]
    escalate: PeriodText
    pauses: bool
    tell: dict[str, tuple[str, ...]]
    level: Literal["participant", "programme"]
    warn: Warn | None = None  # None: 1 day before for periods up to two weeks, else 7 days before
    repeat: bool = False
    phases: tuple[str, ...] = ()
    first_only: bool = False
    calendar: tuple[int, ...] = ()  # months (1-12) after whose end an occurrence opens
    again: PeriodText | None = None  # how often an escalation that nothing settles is told again


class Capacity(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Participants per full-time coach, full-time posts budgeted, and places in all; None where not set."""

    per_fte: Annotated[float, Meta(gt=0)] | None = None
    budgeted_fte: Annotated[float, Meta(gt=0)] | None = None
    places: Annotated[int, Meta(gt=0)] | None = None


class Programme(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One municipality's IPS service, with every rule resolved."""

    id: str
    name: str
    starts: date
    rules: tuple[Rule, ...]
    clock_start: str = "enrolled"
    ends: date | None = None
    capacity: Capacity = Capacity()
    valid_from: date | None = None
    settings: Settings = Settings()  # goals, conditions, messages, meetings: read by chat and reports

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id, or None where the programme has switched it off."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    @property
    def negative_items(self) -> tuple[int, ...]:
        """The items of GHQ-12 that are worded negatively, for C-GHQ; none where the file does not say."""
        ghq12 = self.settings.questionnaires.get("ghq12")
        return ghq12.negative_items if ghq12 else ()

    def version(self) -> str:
        """Twelve hex digits that name this version of the rules: a hash of its content."""
        body = msgspec.structs.replace(self, valid_from=None)
        return hashlib.sha256(msgspec.json.encode(body, order="deterministic")).hexdigest()[:12]
