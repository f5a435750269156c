"""What in a programme's log does not fit, for whoever may ask: by pseudonym, whoever asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from journey.domain import calendar
from projections.audit.discrepancies import KINDS, OF_COACHES, discrepancies
from projections.exports.fact_types import NEVER
from projections.live.replay import View
from services import pseudonyms, readings
from services.opened import Journey
from services.permissions import Permission

SHOWN = tuple(kind for kind in KINDS if kind not in OF_COACHES)
"""The kinds that can be told without naming anybody."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Something that does not fit: with whom, when it was so and when that was recorded, and what it is about.

    Without a `who` it is the programme's, or somebody's who is in hiding: of them nothing is said but the kind.
    """

    kind: str
    who: str | None = None
    on: date | None = None
    recorded: date | None = None
    rule: str | None = None
    type: str | None = None
    missing: str | None = None
    in_hiding: bool = False


def by_pseudonym(journey: Journey, programme: str) -> Sequence[Discrepancy]:
    """Every discrepancy of a programme as things stand now; of somebody in hiding one at most of each kind, and last.

    What no export tells is not told here either: a late entry would say who lived in hiding, and until when. Raises
    NotAllowed. It folds every history.
    """
    for permission in (Permission.VERIFY, Permission.READ_FACTS):
        readings.permit(journey, permission)
    engine = journey.engine

    def name(stream: UUID | None) -> str | None:
        return None if stream is None else pseudonyms.of_person(engine, stream)

    with engine.store.read() as connection:
        hidden = {name(stream) for stream in readings.in_hiding(journey, connection)}
        view = View(calendar.local_date(journey.now))
        told = discrepancies(
            engine, connection, view, name, lambda entry: pseudonyms.of_entry(engine, entry), programme
        )
    told = [one for one in told if one["kind"] in SHOWN and (one["evidence"] or {}).get("type") not in NEVER]
    silent = {(one["kind"], one["participant"]) for one in told if one["participant"] in hidden}
    shown = [_narrow(one) for one in told if one["participant"] not in hidden]
    return shown + [Discrepancy(kind, in_hiding=True) for kind in SHOWN for _ in _of(kind, silent)]


def _of(kind: str, silent: Collection[tuple[str, str]]) -> list[str]:
    return [who for one, who in silent if one == kind]


def _narrow(record: readings.Record) -> Discrepancy:
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
