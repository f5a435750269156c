"""Whether the installation is well: what was looked at, each in a sentence, with what to do where something is not."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from app.desk.visit import Visit
from services import health
from services.acting import journey_of
from services.health import Finding


@dataclass(frozen=True, slots=True)
class Line:
    """One look in words."""

    about: str
    ok: bool
    says: str
    do: str | None


def page(visit: Visit) -> Response:
    """Every quick look, and what only `journey doctor` finds out."""
    installation, journey = visit.installation, journey_of(visit.office, visit.actor)
    findings = health.examine(journey, installation.receipts, installation.window)
    lines = [_line(visit, one) for one in sorted(findings, key=lambda one: one.ok)]
    return visit.page("office/health.html", lines=lines, wrong=sum(not one.ok for one in findings))


def _line(visit: Visit, one: Finding) -> Line:
    key = f"office-health-{one.about}"
    says = visit.t(key if one.ok else f"{key}-wrong", count=one.count)
    do = None if one.ok else visit.t(f"{key}-do", which=", ".join(one.which))
    return Line(visit.t(f"{key}-about"), one.ok, says, do)
