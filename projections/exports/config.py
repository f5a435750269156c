"""Reads and checks two files of the config folder: the codes that may leave, and the words of SUS forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from journey.domain.settings import Code, Line
from journey.engine.loading.config_values import Fault, read_struct
from journey.engine.loading.programmes import shipped_config
from journey.engine.loading.toml_files import config_error, read_toml

LISTS, SUS = "exports.toml", "sus.toml"

T = TypeVar("T", bound=Struct)
Words = dict[str, Line]


class Lists(Struct, frozen=True, forbid_unknown_fields=True):
    """The codes that may leave, by list; what is on none becomes `other`."""

    lists: dict[str, tuple[Code, ...]]


class Years(Struct, frozen=True, forbid_unknown_fields=True):
    """What a form calls the bands of years on public support."""

    under_1: Line
    from_1: Line
    from_4: Line
    over_9: Line


class SusWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What a SUS form calls each coded value, and when somebody last compared the lists with the register's."""

    checked: date
    consent_form: Line
    gender: Words
    education: Words
    income_sources: Words
    years_on_support: Years
    studies: Words
    reasons: Words


def code_lists(folder: Path | None) -> Mapping[str, frozenset[str]]:
    """The lists of the folder, else the shipped ones. Raises ConfigError."""
    return {name: frozenset(codes) for name, codes in _load(Lists, LISTS, folder).lists.items()}


def sus_words(folder: Path | None) -> SusWords:
    """The words of the folder, else the shipped ones. Raises ConfigError."""
    return _load(SusWords, SUS, folder)


def _load(kind: type[T], name: str, folder: Path | None) -> T:
    override = None if folder is None else folder / name
    path = override if override is not None and override.is_file() else shipped_config() / name
    try:
        return read_struct(kind, read_toml(path))
    except Fault as fault:
        raise config_error(path, fault) from None
