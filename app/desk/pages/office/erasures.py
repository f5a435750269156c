"""Erasures: asked for, decided, carried out, and final; and the button that carries out what is granted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from app.desk.visit import Visit
from services import erasure, oversight
from services.erasure import Request

_HOME = "/desk/office/erasures"
_SHOWN = 50
_DONE = ("erased", "follows")


@dataclass(frozen=True, slots=True)
class Line:
    """One erasure in words, and where it is carried out, where it can be."""

    who: str
    since: str
    note: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Erasures that stand alike, and how many of them are not shown."""

    state: str
    lines: Sequence[Line]
    count: int

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.count - len(self.lines)


def page(visit: Visit) -> Response:
    """Every erasure of the programme by how it stands; what waits to be carried out first."""
    installation, done = visit.installation, visit.request.query_params.get("done", "")
    requests = erasure.requests(visit.office, visit.actor, installation.receipts, installation.window)
    blocks = []
    for state in ("granted", "asked", "refused", "erased"):
        alike = [(request, *_label(visit, request)) for request in requests if request.state == state]
        alike.sort(key=lambda one: one[2])  # where somebody in hiding stands would tell their day
        blocks.append(Block(state, [_line(visit, *one) for one in alike[:_SHOWN]], len(alike)))
    return visit.page("office/erasures.html", blocks=blocks, done=done if done in _DONE else None)


def _line(visit: Visit, one: Request, who: str, in_hiding: bool) -> Line:
    waits = one.state == "granted" and one.waits
    path = _address(erasure.case(visit.office, one.stream)) if one.state == "granted" and not waits else None
    note = _finality(visit, one, in_hiding) if one.state == "erased" else ""
    return Line(who, _since(visit, one, in_hiding), visit.t("office-erasure-open") if waits else note, path)


def _label(visit: Visit, one: Request) -> tuple[str, bool]:
    """What sort of somebody it is about, with their number where they have one; and whether they are in hiding."""
    sort, number = oversight.label(visit.office, one.stream)
    return visit.t(f"office-{sort}", number=number), sort == "protected"


def _since(visit: Visit, one: Request, in_hiding: bool) -> str:
    return "" if in_hiding else visit.day(one.since)


def _finality(visit: Visit, one: Request, in_hiding: bool) -> str:
    basis = visit.t(f"office-basis-{(one.basis or 'unknown').replace('_', '-')}")
    if one.final:
        return visit.t("office-erasure-final", basis=basis)
    if one.final_after is None:
        return visit.t("office-erasure-no-receipt", basis=basis)
    if in_hiding:
        return visit.t("office-erasure-not-final", basis=basis)
    return visit.t("office-erasure-final-after", basis=basis, day=visit.written(one.final_after))


def ask(visit: Visit) -> Response:
    """What will be lost, before it is."""
    one = erasure.one_granted(visit.office, visit.actor, _stream(visit))
    (who, in_hiding), days = _label(visit, one), visit.installation.window.days
    since, address = _since(visit, one, in_hiding), _address(erasure.case(visit.office, one.stream))
    return visit.page("office/erase.html", who=who, since=since, waits=one.waits, days=days, address=address)


def carry_out(visit: Visit) -> Response:
    """Erase, and say so."""
    stream = _stream(visit)
    if visit.office.somebody(visit.actor, stream).history.erased:
        return visit.go(f"{_HOME}?done=erased")  # pressed twice: it is done once
    done = erasure.carry_out_granted(visit.office, visit.actor, stream, visit.installation.receipts)
    return visit.go(f"{_HOME}?done={'follows' if done.late else 'erased'}")


def _address(case: str) -> str:
    return f"{_HOME}/{case}"


def _stream(visit: Visit) -> UUID:
    return erasure.somebody(visit.office, visit.actor, str(visit.request.path_params["case"]))
