"""The code lists and the words of SUS forms: two files of the config folder, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from journey.domain.errors import ConfigError
from journey.domain.settings import Code, Line
from journey.engine.config_values import Fault, read_struct
from journey.engine.programmes import shipped_config
from journey.engine.toml_files import config_error, read_toml

LISTS, SUS = "exports.toml", "sus.toml"

T = TypeVar("T", bound=Struct)
Words = dict[str, Line]


class Lists(Struct, frozen=True, forbid_unknown_fields=True):
    """The codes that may leave, by list; what is on none becomes `other`."""

    lists: dict[str, tuple[Code, ...]]


class SusWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What a SUS form calls each coded value, and when somebody last compared the lists with the register's."""

    checked: date
    consent_form: Line
    gender: Words
    education: Words
    income_sources: Words
    years_on_support: Words
    studies: Words
    reasons: Words


def code_lists(folder: Path | None) -> Mapping[str, frozenset[str]]:
    """The lists of the folder, else the shipped ones. Raises ConfigError."""
    return {name: frozenset(codes) for name, codes in _load(Lists, LISTS, folder).lists.items()}


def sus_words(folder: Path | None) -> SusWords:
    """The words of the folder, else the shipped ones. Raises ConfigError."""
    found = _load(SusWords, SUS, folder)
    if not found.years_on_support or not all(years.isdecimal() for years in found.years_on_support):
        raise ConfigError(f"{SUS}: years_on_support: has a key that is no number; write the years from which it holds")
    return found


def _load(kind: type[T], name: str, folder: Path | None) -> T:
    own = None if folder is None else folder / name
    path = own if own is not None and own.is_file() else shipped_config() / name
    try:
        return read_struct(kind, read_toml(path))
    except Fault as fault:
        raise config_error(path, fault) from None
