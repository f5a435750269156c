"""What people and entries are called for whoever may know nobody: the same at the desk and at the command line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from journey.engine.engine import Engine

if TYPE_CHECKING:
    from projections.exports.coding import Coder

_OF_PERSON, _OF_ENTRY = 8, 12  # digits


def of_person(engine: Engine, stream: UUID) -> str:
    """What a participant is called."""
    return "P-" + engine.vault.digest("pseudonym", stream.hex)[:_OF_PERSON]


def of_entry(engine: Engine, name: str) -> str:
    """What an entry, or what it opened, is called: its own name may hold the sender's words."""
    return engine.vault.digest("occurrence", name)[:_OF_ENTRY]


def coder(engine: Engine, codes: Mapping[str, frozenset[str]]) -> Coder:
    """Codes what facts say, with pseudonyms that hold for every list; `codes` may stand as they are."""
    from projections.exports.coding import Coder
    from projections.exports.pseudonyms import Pseudonyms

    return Coder(Pseudonyms(b"", cache(engine.vault.digest)), codes, exact_times=True)
