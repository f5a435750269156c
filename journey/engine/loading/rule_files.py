"""Turns deadline rules as people write them into `Rule`s, merged and with every default filled in.

A programme's rule is the shared rule of that name with the programme's own keys laid over it. The defaults
and the grammar are explained in docs/reference/rules.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from journey.domain import calendar
from journey.domain.programme import Leg, Pattern, PeriodText, Rule, Step, Warn, period
from journey.domain.settings import Line
from journey.engine.loading.config_values import (
    Fault,
    below,
    check_keys,
    expected,
    near,
    on_one_line,
    read,
    read_period,
    read_struct,
)
from journey.engine.loading.pattern_checks import check_patterns, days_of, is_programmes_own, judgeable

Written = dict[str, Any]
"""TOML as it was read: tables, lists and plain values."""

CLOCKS_THAT_RUN_ON = ("referral_answered", "sus_registration")
"""Participants' rules whose clock no pause stops unless the rule says so."""

RuleId = Annotated[
    str, Meta(pattern=r"[a-z0-9_-]{1,60}", description="up to 60 small letters a-z, digits, hyphens and underscores")
]
Audience = Literal["coach", "responsible", "supervisor"]
Phase = Literal["intake", "engagement", "assessment", "job_placement", "coaching", "follow_along"]
Months = Annotated[
    tuple[Annotated[int, Meta(ge=1, le=12)], ...],
    Meta(description='months as numbers, such as [4, 8, 12], or "monthly"'),
]


class Tell(Struct, forbid_unknown_fields=True):
    """Who is told of each kind of alert."""

    warning: tuple[Audience, ...] | None = None
    breach: tuple[Audience, ...] | None = None
    escalation: tuple[Audience, ...] | None = None


class WrittenRule(Struct, forbid_unknown_fields=True):
    """A rule after merging: what may stand in a file. Keys left out get their defaults."""

    legs: tuple[Leg, ...]
    name: Line | None = None
    off: bool = False
    level: Literal["participant", "programme"] | None = None
    warn: Warn | None = None
    escalate: PeriodText = "7 days"
    pauses: bool | None = None
    tell: Tell | None = None
    repeat: bool = False
    phases: tuple[Phase, ...] = ()
    first_only: bool = False
    calendar: Months = ()
    again: PeriodText | None = None


def merge(base: Any, change: Any) -> Any:
    """`change` laid over `base`, key by key; lists and plain values are replaced whole.

    So is `warn`, which says one thing in one of two ways: to state the one takes back the other.
    """
    if not isinstance(base, dict) or not isinstance(change, dict):
        return change
    laid = {key: merge(base[key], value) if key in base and key != "warn" else value for key, value in change.items()}
    return {**base, **laid}


def resolve_rules(written: Any, shared: Mapping[str, Written]) -> tuple[Rule, ...]:
    """Every rule in force: the shared ones, the programme's own, and neither where they are off.

    `written` is the programme's `[rules]` table. Raises Fault for the first thing wrong in it.
    """
    check_keys(written, written if isinstance(written, dict) else (), "rules")
    rules = [resolve_rule(rule_id, change, shared) for rule_id, change in written.items()]
    rules += [_as_shared(rule_id, shared) for rule_id in shared if rule_id not in written]
    return tuple(sorted((rule for rule in rules if rule is not None), key=lambda rule: rule.id))


class SharedRules(dict[str, Written]):
    """Shared rules as written, by id: checked, and each resolved once for all programmes that take it as it is."""

    def __init__(self, rules: Mapping[str, Written]) -> None:
        super().__init__(rules)
        self._resolved: dict[str, Rule | None] = {}

    def resolved(self, rule_id: str) -> Rule | None:
        """The rule as it is shared; None where it is off."""
        if rule_id not in self._resolved:
            self._resolved[rule_id] = resolve_rule(rule_id, {}, self)
        return self._resolved[rule_id]


def _as_shared(rule_id: str, shared: Mapping[str, Written]) -> Rule | None:
    return shared.resolved(rule_id) if isinstance(shared, SharedRules) else resolve_rule(rule_id, {}, shared)


def resolve_rule(rule_id: str, change: Any, shared: Mapping[str, Written]) -> Rule | None:
    """The rule of that id, or None where it is off; checked either way. Raises Fault."""
    path = below("rules", rule_id)
    read(RuleId, rule_id, path)
    if isinstance(change, dict) and change and "off" not in change:
        change = {**change, "off": False}  # whoever states how a rule is, wants it
    merged = merge(shared.get(rule_id, {}), change)
    if isinstance(merged, dict) and "legs" not in merged:
        choices = f", or one of the shared rules: {', '.join(shared)}" if shared else ""
        hint = near(rule_id, shared)
        raise Fault(path, f"is no shared rule{hint} and has no legs; write [[{path}.legs]]{choices}")
    if isinstance(merged, dict) and merged.get("calendar") == "monthly":
        merged = {**merged, "calendar": list(range(1, 13))}
    rule = read_struct(WrittenRule, merged, path)
    level = _level(rule, path)
    _check(rule, level, path)
    return None if rule.off else _with_defaults(rule_id, rule, level)


def _with_defaults(rule_id: str, rule: WrittenRule, level: Literal["participant", "programme"]) -> Rule:
    of_person = level == "participant"
    tell = rule.tell or Tell()
    near_one: tuple[str, ...] = ("coach",) if of_person else ("supervisor",)
    return Rule(
        id=rule_id,
        name=rule.name or rule_id,
        legs=_named(rule.legs),
        escalate=rule.escalate,
        pauses=rule.pauses if rule.pauses is not None else of_person and rule_id not in CLOCKS_THAT_RUN_ON,
        tell={
            "warning": near_one if tell.warning is None else tell.warning,
            "breach": near_one if tell.breach is None else tell.breach,
            "escalation": ("supervisor",) if tell.escalation is None else tell.escalation,
        },
        level=level,
        warn=rule.warn,
        repeat=rule.repeat,
        phases=rule.phases,
        first_only=rule.first_only,
        calendar=tuple(sorted(set(rule.calendar))),
        again=rule.again,
    )


def _named(legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """Several legs need names to tell their occurrences apart; one left without is called by its number."""
    if len(legs) < 2:  # noqa: PLR2004  # one leg needs none
        return legs
    return tuple(msgspec.structs.replace(leg, name=leg.name or str(n)) for n, leg in enumerate(legs, 1))


def _level(rule: WrittenRule, path: str) -> Literal["participant", "programme"]:
    """Programme where all satisfiers are the programme's own entry types, participant where none is."""
    for number, leg in enumerate(rule.legs):
        _check_leg_patterns(leg, f"{path}.legs[{number}]")
    levels = {is_programmes_own(p) for leg in rule.legs for p in _all_patterns(leg)}
    if len(levels) > 1:
        raise Fault(f"{path}.legs", "mixes a participant's entry types with the programme's own; write one kind only")
    level: Literal["participant", "programme"] = "programme" if levels == {True} else "participant"
    if rule.level not in (None, level):
        raise Fault(f"{path}.level", f'"{rule.level}" does not fit its satisfiers; leave it out, or write {level}')
    return level


def _all_patterns(leg: Leg) -> tuple[Pattern, ...]:
    return (*leg.satisfier, *leg.trigger, *leg.until, *leg.since)


def _check_leg_patterns(leg: Leg, path: str) -> None:
    check_patterns(leg.trigger, f"{path}.trigger", trigger=True)
    check_patterns(leg.satisfier, f"{path}.satisfier")
    check_patterns(leg.until, f"{path}.until")
    check_patterns(leg.since, f"{path}.since")
    if not leg.satisfier:
        raise Fault(f"{path}.satisfier", 'is empty; write what fulfils the rule, such as [{type = "contact_held"}]')


def _check(rule: WrittenRule, level: str, path: str) -> None:
    """What no single key shows: keys that need or exclude one another."""
    if not rule.legs:
        raise Fault(f"{path}.legs", f"is empty; write at least one [[{path}.legs]]")
    if rule.warn is not None and (rule.warn.before is None) == (rule.warn.after_start is None):
        raise Fault(
            f"{path}.warn", 'needs exactly one of before and after_start; write one, such as {before = "7 days"}'
        )
    if level == "programme":
        _check_programme_level(rule, path)
    elif rule.calendar:
        raise Fault(f"{path}.calendar", "is for the programme's own reports only; write a trigger in each leg")
    if rule.calendar and rule.repeat:
        raise Fault(f"{path}.repeat", "does not go with calendar, which opens by itself; leave one of them out")
    if rule.again is not None and period(rule.again).count == 0:
        raise Fault(f"{path}.again", f"{on_one_line(rule.again)} would tell for ever on one day; write at least 1 day")
    _check_responsible(rule, path)
    _check_leg_names(rule, path)
    for number, leg in enumerate(rule.legs):
        _check_leg(rule, leg, level, f"{path}.legs[{number}]")


def _check_programme_level(rule: WrittenRule, path: str) -> None:
    if rule.phases:
        raise Fault(f"{path}.phases", "is for participants' rules only: a programme has no phases; leave it out")
    tell = rule.tell or Tell()
    for kind in ("warning", "breach", "escalation"):
        for audience in set(getattr(tell, kind) or ()) - {"supervisor"}:
            raise Fault(
                f"{path}.tell.{kind}", f'"{audience}" is not allowed in a rule of the programme; write supervisor'
            )


def _check_responsible(rule: WrittenRule, path: str) -> None:
    """Somebody is responsible only where every trigger can say who; they stand in the coach's place."""
    for kind in ("warning", "breach", "escalation"):
        audiences = getattr(rule.tell or Tell(), kind) or ()
        if "responsible" not in audiences:
            continue
        here = f"{path}.tell.{kind}"
        if "coach" in audiences:
            raise Fault(here, "names coach and responsible, who stands in the coach's place; write one of them")
        if not all("responsible" in judgeable(pattern.type) for leg in rule.legs for pattern in leg.trigger):
            raise Fault(here, '"responsible" needs triggers that say who that is, such as action_agreed; write coach')


def _check_leg_names(rule: WrittenRule, path: str) -> None:
    names: set[str] = set()
    for number, leg in enumerate(rule.legs):
        here = f"{path}.legs[{number}].name"
        if leg.name and leg.name in names:
            raise Fault(here, f"{on_one_line(leg.name)} is used twice; write another name")
        if leg.name:
            read(RuleId, leg.name, here)
        names.add(leg.name)


def _check_leg(rule: WrittenRule, leg: Leg, level: str, path: str) -> None:
    if leg.lead is not None and leg.lead != "referral":
        _check_lead(leg.lead, f"{path}.lead")
    if leg.lead == "referral" and level == "programme":
        raise Fault(f"{path}.lead", '"referral" is for participants\' rules only; write a period')
    if leg.trigger and rule.calendar:
        raise Fault(f"{path}.trigger", "does not go with calendar, which opens by itself; leave one of them out")
    if not (leg.trigger or rule.calendar or (level == "programme" and rule.repeat)):
        opens = "is missing; write what opens the rule"
        raise Fault(f"{path}.trigger", opens if level == "participant" else f"{opens}, or repeat = true, or a calendar")
    if leg.due_key is not None:
        _check_due_key(rule, leg, leg.due_key, path)
    elif leg.period is None:
        raise Fault(f"{path}.period", f"is missing; write {expected(PeriodText)}")
    if rule.repeat and leg.period is not None and period(leg.period).count == 0:
        raise Fault(
            f"{path}.period", f"{on_one_line(leg.period)} would repeat for ever on one day; write at least 1 day"
        )
    if leg.steps:
        _check_steps(rule, leg.steps, f"{path}.steps")
    if leg.same is not None:
        _check_same(leg, leg.same, f"{path}.same")


def _check_due_key(rule: WrittenRule, leg: Leg, due_key: str, path: str) -> None:
    """The day must stand in every trigger, and there is only one of it."""
    here = f"{path}.due_key"
    if not leg.trigger:
        raise Fault(here, "needs a trigger in which the day stands; leave it out")
    common = sorted(set.intersection(*({*days_of(pattern.type)} for pattern in leg.trigger)))
    if due_key not in common:
        allowed = f"write one of {', '.join(common)}" if common else "leave it out"
        raise Fault(here, f"{on_one_line(due_key)} is no key of the trigger that holds a day; {allowed}")
    if rule.repeat or leg.offset is not None:
        key = f"{path}.offset" if leg.offset is not None else f"{path.partition('.legs')[0]}.repeat"
        raise Fault(key, "does not go with due_key, which names one day; leave one of them out")


def _check_lead(lead: str, path: str) -> None:
    try:
        read_period(lead, path)
    except Fault:
        raise Fault(
            path, f'{on_one_line(lead)} is not allowed; write a period such as 2 weeks, or "referral"'
        ) from None


def _check_steps(rule: WrittenRule, steps: tuple[Step, ...], path: str) -> None:
    if not rule.repeat:
        raise Fault(path, "change how often a rule repeats, and this one does not; write repeat = true in the rule")
    reached = date(2000, 1, 1)
    for number, step in enumerate(steps):
        if period(step.every).count == 0:
            raise Fault(f"{path}[{number}].every", f"{on_one_line(step.every)} is too short; write at least 1 day")
        until = calendar.add(date(2000, 1, 1), period(step.within))
        if until <= reached:
            here = f"{path}[{number}].within"
            raise Fault(here, f"{on_one_line(step.within)} is not after the step before; write a longer one")
        reached = until


def _check_same(leg: Leg, same: str, path: str) -> None:
    """The key must be one that a trigger has, and one that something it is compared with has."""
    shared = sorted(_keys(leg.trigger) & _keys(leg.satisfier + leg.until))
    if same not in shared:
        allowed = f"write one of {', '.join(shared)}" if shared else "leave it out"
        raise Fault(path, f"{on_one_line(same)} is no key that trigger and satisfier or until both have; {allowed}")


def _keys(patterns: tuple[Pattern, ...]) -> set[str]:
    return {key for pattern in patterns for key in judgeable(pattern.type)}
