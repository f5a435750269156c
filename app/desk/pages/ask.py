"""Where whoever asks about the programme begins: its reports, what in its log does not fit, whether that is whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from app.desk.visit import Visit
from services import discrepancies as doubts
from services.acting import journey_of
from services.discrepancies import Discrepancy
from services.permissions import Permission
from services.soundness import last_checkpoint

MOST = 200
"""How many of a kind are listed; how many there are is always said."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What does not fit in one way: how much there is, the lines that are shown of it, and people in hiding."""

    name: str
    count: int
    lines: Sequence[tuple[str, str, str, str]]
    told: int
    in_hiding: int

    @property
    def left(self) -> int:
        """How many lines are not shown."""
        return self.told - len(self.lines)


def page(visit: Visit) -> Response:
    """What can be asked, and how the log's last checkpoint stands."""
    return _page(visit, compare=False)


def compare(visit: Visit) -> Response:
    """The same, with the log held against its last checkpoint: quickly, by the stored leaves."""
    return _page(visit, compare=True)


def _page(visit: Visit, *, compare: bool) -> Response:
    last = last_checkpoint(visit.office.engine, visit.installation.checkpoints, visit.actor, compare=compare)
    reports, facts = visit.may(Permission.READ_REPORTS), visit.may(Permission.READ_FACTS)
    return visit.page("ask.html", last=last, reports=reports, facts=facts)


def discrepancies(visit: Visit) -> Response:
    """What does not fit, kind by kind, everybody by pseudonym; of those in hiding how many there are, and no more."""
    office = visit.office
    journey = journey_of(office, visit.actor)
    every = doubts.by_pseudonym(journey, visit.session.programme)
    kinds = [_kind(visit, kind, [one for one in every if one.kind == kind]) for kind in doubts.SHOWN]
    return visit.page("discrepancies.html", kinds=[kind for kind in kinds if kind.count])


def _kind(visit: Visit, kind: str, those: Sequence[Discrepancy]) -> Kind:
    told = [one for one in those if not one.in_hiding]
    return Kind(kind, len(those), [_line(visit, one) for one in told[:MOST]], len(told), len(those) - len(told))


def _line(visit: Visit, one: Discrepancy) -> tuple[str, str, str, str]:
    """Who, about what, when it was so, and when it was recorded, where that is another day."""
    return (
        one.who or visit.words.programme.name,
        _about(visit, one),
        visit.written(one.on) if one.on else "",
        visit.written(one.recorded) if one.recorded else "",
    )


def _about(visit: Visit, one: Discrepancy) -> str:
    if one.missing:
        return visit.t(f"desk-ask-missing-{one.missing.replace('_', '-')}")
    if one.rule:
        return visit.words.referent("rule", one.rule) or one.rule
    return visit.words.what(one.type) if one.type else ""
