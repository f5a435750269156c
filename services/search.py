"""Looks for people by name, reference, telephone or personal number, and narrows what is found to what may be seen.

Under protected identity nobody is found, not by their own coach either: whoever looks over a shoulder learns nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services import search_words
from services.office import Office
from services.permissions import Actor, Permission
from services.roster import Order, Roster, Row

SHOWN = 25
"""How many are shown of those who are found."""


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a search has found for a colleague, the best first."""

    rows: Sequence[Row] = ()
    more: int = 0
    """How many there are besides."""
    too_short: bool = False
    left_out: int = 0
    """How many of the programme's people are not looked through, for there are too many."""


def people(office: Office, actor: Actor, words: str) -> Found:
    """Those of this colleague's people who fit; what is shown of them is the caller's to log."""
    asked = search_words.read_query(words)
    if asked is None:
        return Found(too_short=True)
    index = office.names.of(actor.programme or "")
    roster = Roster(office, actor)
    theirs = set(roster.everybody())
    hits = [stream for stream in index.find(asked) if stream.hex in theirs]
    rows = [row for row in roster.these(hits[:SHOWN]) if not row.protected]
    seen = office.permitted(actor, rows, Permission.READ_IDENTITY, Permission.READ_FACTS)
    return Found([row for row in rows if row.stream in seen], max(0, len(hits) - SHOWN), left_out=index.left_out)


def by_name(office: Office, roster: Roster, chosen: str, order: Order, first: int, count: int) -> list[Row]:
    """A page of those whom a filter holds, in the order of their names."""
    index = office.names.of(roster.actor.programme or "")
    streams = index.by_name(roster.streams(chosen), backwards=order.backwards)
    return roster.these([UUID(stream) for stream in streams[first : first + count]])
