"""The coaches whom people have now: in which spellings they are written, and who of them nobody has registered."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from journey.domain.references import same_but_for_case
from projections.live.tables import coaches, participants
from services.opened import Journey


@dataclass(frozen=True, slots=True)
class CoachNames:
    """What does not fit in how coaches are named: groups that differ by case or blanks alone, and strangers."""

    several: list[list[str]]
    unregistered: list[str]


def coach_names(journey: Journey) -> CoachNames:
    """How the coaches of all programmes are named today."""
    with journey.engine.store.read() as connection:
        registered = {tuple(row) for row in connection.execute(sa.select(coaches.c.programme, coaches.c.coach))}
        query = sa.select(participants.c.programme, participants.c.coach).distinct()
        named = {tuple(row) for row in connection.execute(query.where(participants.c.coach.is_not(None)))}
    groups: dict[tuple[str, str], list[str]] = {}
    for programme, coach in sorted(registered | named):
        groups.setdefault((programme, same_but_for_case(coach)), []).append(coach)
    several = [group for group in groups.values() if len(group) > 1]
    return CoachNames(several, sorted({coach for _, coach in named - registered}))
