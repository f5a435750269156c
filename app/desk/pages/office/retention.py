"""What the retention times would destroy today, kind by kind, in counts: for reading, nothing is destroyed here."""

from __future__ import annotations

from starlette.responses import Response

from app.desk.visit import Visit
from services import retention
from services.acting import journey_of
from services.retention import Kind


def page(visit: Visit) -> Response:
    """The counts, of the whole installation."""
    passed = retention.due(journey_of(visit.office, visit.actor), visit.installation.times())
    rows = [(visit.t(f"office-kind-{_word(kind.kind)}"), _after(visit, kind), kind) for kind in passed.kinds]
    return visit.page("office/retention.html", rows=rows, several=len(visit.office.engine.in_use()) > 1)


def _after(visit: Visit, kind: Kind) -> str:
    """How long it is kept, as `retention.toml` and the settings say it."""
    number, _, unit = kind.after.partition(" ")
    if not number.isdecimal():
        return visit.t("office-with-the-case")
    return visit.t(f"office-after-{_word(unit).removesuffix('s')}", count=int(number))


def _word(name: str) -> str:
    return name.replace("_", "-").replace(" ", "-")
