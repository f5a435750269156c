"""References of coaches, employers, municipalities and care teams in one spelling each, whoever writes them.

Two spellings of one coach are two coaches to everything that counts: caseloads, the cap, who is told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from journey.domain.errors import WrongInput
from journey.domain.events import Event, Fact, keys
from journey.domain.programme import Programme

KEYS = ("coach", "deputy", "responsible", "employer", "municipality", "care_team", "team")
"""The keys that hold a reference, whichever fact has them."""
_COACHES = ("coach", "deputy")
_COACH = "coach:"
_LISTS = {"municipality": "municipalities", "care_team": "care_teams", "team": "care_teams"}

Codes = Mapping[str, Mapping[str, str]]
"""By key, and by a spelling without capitals: the code of a programme's list that it means."""


def spelled(reference: str) -> str:
    """A reference as it is taken: one form of every letter, and no outer blanks."""
    if reference.isascii() and reference[:1].strip() and reference[-1:].strip():
        return reference
    return unicodedata.normalize("NFC", reference).strip()


def same_but_for_case(one: str) -> str:
    """What two references have in common that differ by case alone."""
    return unicodedata.normalize("NFC", spelled(one).casefold())


def in_one_spelling(fact: Fact, codes: Codes) -> Fact:
    """The fact with its references in one spelling. Raises WrongInput where one is blank."""
    changed = {}
    for key in _references(type(fact)):
        reference = getattr(fact, key)
        if not isinstance(reference, str):
            continue
        taken = spelled(reference)
        if not taken.removeprefix(_COACH):
            raise WrongInput(f"{key}: blank; write a reference, or leave an optional key out")
        if key in codes:
            taken = codes[key].get(same_but_for_case(taken), taken)
        if taken != reference:
            changed[key] = taken
    return msgspec.structs.replace(fact, **changed) if changed else fact


def by_in_one_spelling(by: str | None) -> str | None:
    """On whose behalf, with the reference in one spelling. Raises WrongInput where it is blank."""
    if by is None or ":" not in by:
        return by
    role, _, reference = by.partition(":")
    if not spelled(reference):
        raise WrongInput("by: blank; write participant, system, coach:REF or supervisor:REF")
    return f"{role}:{spelled(reference)}"


def coaches_of(event: Event) -> Iterator[tuple[str, str]]:
    """The coaches that an event names, each with the key that names it."""
    cls: type[Fact] = type(event.fact)
    for key in _references(cls):
        reference = getattr(event.fact, key)
        if key in _COACHES and isinstance(reference, str):
            yield key, reference
        elif key == "responsible" and isinstance(reference, str) and reference.startswith(_COACH):
            yield key, reference.removeprefix(_COACH)
    if (event.by or "").startswith(_COACH):
        yield "by", (event.by or "").removeprefix(_COACH)


def codes_of(programme: Programme) -> Codes:
    """The spellings that a programme's file knows, for the codes on its lists."""
    settings = programme.settings
    return {
        key: {
            same_but_for_case(spelling): code
            for code in (*settings.code_lists.get(listed, ()), *(settings.municipalities if key in _PLACES else ()))
            for spelling in (*settings.spellings.get(code, ()), code)
        }
        for key, listed in _LISTS.items()
    }


_PLACES = ("municipality",)


@cache
def _references(cls: type[Fact]) -> tuple[str, ...]:
    return tuple(key for key in KEYS if key in keys(cls))
