"""Checks the patterns of a rule: do its entry types exist, have they these keys, can the keys hold these values?

The entry types and their keys are those of `journey.domain.events`, so a new entry type can be used in a rule the
day it exists. The grammar is explained in docs/reference/rules.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin

from journey.domain import events
from journey.domain.programme import Pattern
from journey.engine.loading.config_values import Fault, below, check_keys, near, on_one_line, read, unwrap

CLOCK_START = "clock_start"
"""A trigger type that stands for the programme's own start event, the first in the episode."""

By = Literal["participant", "coach", "supervisor", "system"]
"""On whose behalf a fact was entered: `coach:anna` is matched by `coach`."""

_JUDGEABLE = (Literal, str, bool, int, float)  # dates are compared by the rule itself, tables never


def check_patterns(patterns: tuple[Pattern, ...], path: str, *, trigger: bool = False) -> None:
    """Raises Fault for the first pattern that could never match. Only a trigger may say `clock_start`."""
    for number, pattern in enumerate(patterns):
        here = f"{path}[{number}]"
        _check_type(pattern.type, f"{here}.type", trigger=trigger)
        check_keys(pattern.where, ("by", *judgeable(pattern.type)), f"{here}.where")
        for key, wanted in pattern.where.items():
            _check_wanted(pattern.type, key, wanted, below(f"{here}.where", key))


def _check_type(entry_type: str, path: str, *, trigger: bool) -> None:
    if entry_type == CLOCK_START and not trigger:
        raise Fault(path, f"{on_one_line(entry_type)} is for triggers only; write an entry type, such as enrolled")
    if entry_type not in events.ENTRY_TYPES and entry_type != CLOCK_START:
        names = (*events.ENTRY_TYPES, *([CLOCK_START] if trigger else []))
        hint = near(entry_type, names)
        raise Fault(path, f"{on_one_line(entry_type)} is no entry type{hint}; allowed are {', '.join(names)}")
    if not trigger and not events.ENTRY_TYPES[entry_type].settles:
        raise Fault(path, f"{entry_type} is about a person, not with them: it settles nothing; write another type")


@cache
def judgeable(entry_type: str) -> Mapping[str, Any]:
    """The keys of an entry type that a rule can ask for, with the type of one value.

    Sealed personal data, dates and tables are left out.
    """
    if entry_type == CLOCK_START:
        return {}
    fact = events.ENTRY_TYPES[entry_type]
    sealed = events.personal_keys(fact)
    return {key: kind for key, kind in _single_values(events.keys(fact)).items() if key not in sealed}


@cache
def days_of(entry_type: str) -> tuple[str, ...]:
    """The keys of an entry type that hold a day and no time, such as `due`."""
    if entry_type == CLOCK_START:
        return ()
    keys = events.keys(events.ENTRY_TYPES[entry_type])
    return tuple(key for key, kind in keys.items() if unwrap(kind)[0] is date)


def is_programmes_own(pattern: Pattern) -> bool:
    """Whether the pattern's facts belong to the programme and not to a participant."""
    return pattern.type in events.PROGRAMME_TYPES


def _single_values(keys: Mapping[str, Any]) -> dict[str, Any]:
    singles = {}
    for key, kind in keys.items():
        plain, _ = unwrap(kind)
        one = get_args(plain)[0] if get_origin(plain) is tuple else kind
        bare, _ = unwrap(one)
        if (get_origin(bare) or bare) in _JUDGEABLE:
            singles[key] = one
    return singles


def _check_wanted(entry_type: str, key: str, wanted: Any, path: str) -> None:
    """`wanted` is one value, a list of them, or `{not = [...]}`."""
    if isinstance(wanted, dict):
        check_keys(wanted, ("not",), path)
        wanted, path = wanted.get("not"), f"{path}.not"
        if not isinstance(wanted, list):
            raise Fault(path, "is no list; write the values that do not count, such as {not = [...]}")
    if wanted == []:
        raise Fault(path, "is an empty list; write at least one value")
    for number, value in enumerate(wanted if isinstance(wanted, list) else [wanted]):
        _check_value(entry_type, key, value, f"{path}[{number}]" if isinstance(wanted, list) else path)


def _check_value(entry_type: str, key: str, value: Any, path: str) -> None:
    read(By if key == "by" else judgeable(entry_type)[key], value, path)
