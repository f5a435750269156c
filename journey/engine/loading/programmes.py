"""Reads programme files, lays them over the shared rules, and checks them.

Every fault is a ConfigError of one line, `FILE: KEY: what is wrong; what is allowed`, for the first thing wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta, Struct

import journey
from journey.domain.errors import ConfigError
from journey.domain.events.codes import Party
from journey.domain.programme import Capacity, Programme, Rule
from journey.domain.references import same_but_for_case
from journey.domain.settings import GOAL_COHORTS, SWEDISH, Code, Goal, Line, Settings, Text
from journey.domain.values import GHQ_ITEMS
from journey.engine.loading.config_values import Fault, check_keys, expected, fields_of, near, on_one_line, read_struct
from journey.engine.loading.rule_files import SharedRules, Written, merge, resolve_rule, resolve_rules
from journey.engine.loading.toml_files import LARGEST_FILE as LARGEST_FILE  # noqa: PLC0414  # others know it from here
from journey.engine.loading.toml_files import config_error, file_name, read_toml


class Head(Struct, forbid_unknown_fields=True):
    """What a programme file says beside its rules and settings."""

    id: Code
    name: Line
    starts: Annotated[date, Meta(description="a date from 1900 to 2200 such as 2017-01-01")]
    clock_start: Literal["referred", "enrolled", "coach_assigned", "profile_completed", "plan_agreed"] = "enrolled"
    ends: Annotated[date, Meta(description="a date from 1900 to 2200 such as 2018-12-31")] | None = None
    capacity: Capacity = Capacity()
    valid_from: date | None = None


_HEAD_KEYS = tuple(fields_of(Head))
_SETTINGS_KEYS = tuple(fields_of(Settings))
_OVERRIDE_KEYS = ("clock_start", "rules")


def shipped_config() -> Path:
    """The `config` folder that comes with the product: inside the installed package, else in the repository."""
    package = Path(journey.__file__).parent
    inside = package / "config"
    return inside if inside.is_dir() else package.parent / "config"


class Programmes(Mapping[str, Programme]):
    """Programmes by id: those read already, and shipped ones that are read when they are asked for, and kept.

    What is shipped has been checked; a shipped file bears the id of its programme as its name.
    """

    def __init__(self, ready: Mapping[str, Programme], shipped: Mapping[str, Path], shared: SharedRules) -> None:
        """The programmes there are, and the files of those still to be read."""
        self._programmes = dict(ready)
        self._shipped = {name: path for name, path in shipped.items() if name not in ready}
        self._shared = shared
        self._names = (*self._programmes, *self._shipped)

    def __getitem__(self, name: str) -> Programme:
        """The programme of that id. Raises KeyError where there is none."""
        if name not in self._programmes:
            self._programmes[name] = load_programme(self._shipped[name], self._shared)
        return self._programmes[name]

    def __contains__(self, name: object) -> bool:
        """Whether there is a programme of that id; none is read for it."""
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        """The ids."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._names)


def languages(path: Path) -> list[str]:
    """The languages that a programme file can be written in: those of the shipped texts, and of the texts beside it."""
    folders = (shipped_config() / "locales", path.parent.parent / "locales")
    there = {folder.name for parent in folders if parent.is_dir() for folder in parent.iterdir() if folder.is_dir()}
    return sorted(there, key=lambda name: (not name.startswith(SWEDISH), name))


def load_programmes(config: Path | None) -> Programmes:
    """All programmes by id, from a folder laid out as the shipped one; what it lacks comes from the shipped one.

    That is: single keys of `rules.toml`, and programme files whose name and id the folder does not have. None means
    the shipped folder alone. Raises ConfigError for the first fault of what somebody wrote, also where two files have
    the same id. Shipped programmes are read at once only where somebody's own `rules.toml` changes them.
    """
    shared = load_shared_rules(config)
    shipped = {path.stem: path for path in _programme_files(shipped_config())}
    ready: dict[str, Programme] = {}
    for path in _programme_files(config) if config else ():
        _add(ready, load_programme(path, shared), path)
        shipped.pop(path.stem, None)
    programmes = Programmes(ready, shipped, shared)
    if config is not None and (config / "rules.toml").exists():
        return Programmes(dict(programmes), {}, shared)
    return programmes


def load_shared_rules(config: Path | None) -> SharedRules:
    """The shared rules: the shipped `rules.toml` with that of the folder laid over it. Raises ConfigError."""
    shared = _read_shared(shipped_config() / "rules.toml", SharedRules({}))
    if config is None:
        return shared
    if not config.is_dir():
        raise ConfigError(f"{file_name(config)}: is no folder; name one that is laid out as the shipped config")
    override = config / "rules.toml"
    return _read_shared(override, shared) if override.exists() else shared


def load_programme(path: Path, shared_rules: SharedRules) -> Programme:
    """The programme of a file, every rule resolved. Raises ConfigError."""
    try:
        return _programme(read_toml(path), shared_rules, languages(path))
    except Fault as fault:
        raise config_error(path, fault) from None


def load_rules_file(path: Path, base: Programme, config: Path | None = None) -> Programme:
    """`base` judged by other rules: those of a whole programme file, or `[rules...]` laid over the rules of `base`.

    A whole programme file keeps the id and name of `base`, whose people are judged. Rules that `base` has switched
    off are taken from the shared ones. Raises ConfigError.
    """
    shared = load_shared_rules(config)
    try:
        written = read_toml(path)
        if written.keys() & {"id", "name", "starts"}:
            return msgspec.structs.replace(_programme(written, shared, languages(path)), id=base.id, name=base.name)
        check_keys(written, _OVERRIDE_KEYS, "")
        return _laid_over(base, written, shared)
    except Fault as fault:
        raise config_error(path, fault) from None


def _laid_over(base: Programme, written: Written, shared: SharedRules) -> Programme:
    """Keys that the override does not name stay as `base` has them, rules that are off included."""
    standing: dict[str, Written] = {rule.id: _as_written(rule) for rule in base.rules}
    off = {rule_id: {**rule, "off": True} for rule_id, rule in shared.items() if rule_id not in standing}
    rules = resolve_rules(written.get("rules", {}), {**standing, **off})
    head = {"id": base.id, "name": base.name, "starts": base.starts, "clock_start": base.clock_start}
    checked = read_struct(Head, {**head, **{key: value for key, value in written.items() if key != "rules"}})
    return msgspec.structs.replace(base, rules=rules, clock_start=checked.clock_start)


def _as_written(rule: Rule) -> Written:
    written: Written = msgspec.json.decode(msgspec.json.encode(rule))
    return {key: value for key, value in written.items() if key != "id"}


def _programme(written: Written, shared: SharedRules, known: Sequence[str]) -> Programme:
    check_keys(written, (*_HEAD_KEYS, "rules", *_SETTINGS_KEYS), "")
    head = read_struct(Head, {key: value for key, value in written.items() if key in _HEAD_KEYS})
    settings = read_struct(Settings, {key: value for key, value in written.items() if key in _SETTINGS_KEYS})
    if head.ends is not None and head.ends < head.starts:
        raise Fault("ends", f"{head.ends} is before starts; write a day from {head.starts}")
    _check_settings(settings)
    _check_texts(settings, known)
    return Programme(
        id=head.id,
        name=head.name,
        starts=head.starts,
        rules=resolve_rules(written.get("rules", {}), shared),
        clock_start=head.clock_start,
        ends=head.ends,
        capacity=head.capacity,
        valid_from=head.valid_from,
        settings=settings,
    )


def _check_texts(settings: Settings, known: Sequence[str]) -> None:
    """Texts in languages that there are, Swedish among them, as every other falls back to it."""
    for key, words in settings.texts():
        if isinstance(words, dict):
            check_keys(words, known, key)
            if SWEDISH not in words:
                raise Fault(f"{key}.{SWEDISH}", f"is missing; write {expected(Text)} in Swedish")
    if settings.about and settings.description is not None:
        raise Fault("description", "stands beside about, which says the same; write about alone")


def _check_spellings(settings: Settings) -> None:
    codes = {*settings.municipalities, *(code for codes in settings.code_lists.values() for code in codes)}
    meant: dict[str, str] = {}
    for code, spellings in settings.spellings.items():
        if code not in codes:
            raise Fault(f"spellings.{on_one_line(code)}", "is on no list; write a code of code_lists or a municipality")
        for spelling in (*spellings, code):
            if meant.setdefault(same_but_for_case(spelling), code) != code:
                raise Fault(
                    f"spellings.{on_one_line(code)}", "has a spelling that another code has too; write each once"
                )


def _check_settings(settings: Settings) -> None:
    lowest, highest = settings.conditions.min_age, settings.conditions.max_age
    if lowest is not None and highest is not None and lowest > highest:
        raise Fault("conditions.max_age", f"{highest} is below min_age; write an age of at least {lowest}")
    ghq12 = settings.questionnaires.get("ghq12")
    if ghq12 and any(item > GHQ_ITEMS for item in ghq12.negative_items):
        raise Fault("questionnaires.ghq12.negative_items", f"names an item that is not there; write 1 to {GHQ_ITEMS}")
    _check_spellings(settings)
    _check_goals(settings)
    check_keys(settings.party_names, get_args(Party), "party_names")
    names: set[str] = set()
    for party, name in settings.party_names.items():
        if name in names:
            raise Fault(
                f"party_names.{party}", f"{on_one_line(name)} is another party's name too; write a name of its own"
            )
        names.add(name)


def _check_goals(settings: Settings) -> None:
    names: set[str] = set()
    for number, goal in enumerate(settings.goals):
        key = f"goals[{number}]"
        if goal.id in names:
            raise Fault(f"{key}.id", f"{on_one_line(goal.id)} is used twice; write another id")
        names.add(goal.id)
        _check_days(goal, key)
        if goal.cohort and goal.group is None and _looks_coded(goal.cohort):
            hint = near(goal.cohort, GOAL_COHORTS)
            raise Fault(
                f"{key}.cohort", f"{on_one_line(goal.cohort)} is unknown{hint}; write {', '.join(GOAL_COHORTS)}"
            )


def _check_days(goal: Goal, key: str) -> None:
    """The goal's days in their order: `since`, `until`, `reached_by`."""
    days = [(name, day) for name in ("since", "until", "reached_by") if (day := getattr(goal, name))]
    for (name, day), (later, limit) in pairwise(days):
        if day > limit:
            raise Fault(f"{key}.{name}", f"{day} is after {later}; write a day by {limit}")


def _looks_coded(words: str) -> bool:
    """Whether it was meant as a code: files of before say in words whom a goal counts."""
    return re.fullmatch(r"[a-z0-9_-]+", words) is not None


def _read_shared(path: Path, base: SharedRules) -> SharedRules:
    try:
        written = read_toml(path)
        check_keys(written, ("rules",), "")
        rules = written.get("rules", {})
        check_keys(rules, rules if isinstance(rules, dict) else (), "rules")
        for rule_id, rule in rules.items():
            resolve_rule(rule_id, rule, base)
    except Fault as fault:
        raise config_error(path, fault) from None
    return SharedRules(merge(dict(base), rules))


def _programme_files(config: Path) -> list[Path]:
    return sorted(path for path in (config / "programmes").glob("*.toml") if not path.name.startswith("."))


def _add(programmes: dict[str, Programme], programme: Programme, path: Path) -> None:
    if programme.id in programmes:
        raise config_error(
            path, Fault("id", f"{on_one_line(programme.id)} is another file's id too; write an id of its own")
        )
    programmes[programme.id] = programme
