"""What in a programme's log does not fit, for whoever may ask: by pseudonym, whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from journey.domain import calendar
from projections.audit.discrepancies import KINDS, OF_COACHES, discrepancies
from projections.live.replay import View
from services import pseudonyms, readings
from services.opened import Journey
from services.permissions import Permission

SHOWN = tuple(kind for kind in KINDS if kind not in OF_COACHES)
"""The kinds that can be told without naming anybody."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Something that does not fit: with whom, when it was so and when that was recorded, and what it is about.

    Of somebody under protected identity it says no more than that there is one; without a `who` it is the programme's.
    """

    kind: str
    who: str | None
    on: date | None
    recorded: date | None
    rule: str | None
    type: str | None
    missing: str | None


def by_pseudonym(journey: Journey, programme: str) -> Sequence[Discrepancy]:
    """Every discrepancy of a programme as things stand now. Raises NotAllowed. It folds every history."""
    readings.permit(journey, Permission.VERIFY)
    engine = journey.engine

    def name(stream: UUID | None) -> str | None:
        return None if stream is None else pseudonyms.of_person(engine, stream)

    with engine.store.read() as connection:
        hidden = {name(stream) for stream in readings.in_hiding(journey, connection)}
        view = View(calendar.local_date(journey.now))
        told = discrepancies(
            engine, connection, view, name, lambda entry: pseudonyms.of_entry(engine, entry), programme
        )
    return [_shown(one) for one in readings.narrow(told, hidden) if one["kind"] in SHOWN]


def _shown(record: readings.Record) -> Discrepancy:
    evidence = record["evidence"] or {}
    return Discrepancy(
        record["kind"],
        record["participant"],
        record["on"],
        record["recorded"],
        record["rule"],
        evidence.get("type"),
        evidence.get("fact"),
    )
