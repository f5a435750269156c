"""A coach who is full: a supervisor decides, and can be asked to."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from app.desk.visit import Visit
from journey.engine.engine import CapReached
from services import moves
from services.people import Person
from services.permissions import Permission


def page(visit: Visit, person: Person, full: CapReached, draft: str) -> Response:
    """That the coach is full, and the button that asks the supervisor."""
    return visit.page(
        "over_cap.html",
        HTTPStatus.CONFLICT,
        who=visit.name(person),
        name=visit.words.staff_name(f"coach:{full.coach}"),
        full=full,
        address=f"/desk/p/{person.stream.hex}",
        draft=draft,
    )


def ask(visit: Visit) -> Response:
    """Ask whoever leads to enrol the person all the same; asked twice, they have one task."""
    person = visit.person(Permission.WRITE_FACTS)
    coach, draft = str(visit.form.get("coach") or ""), str(visit.request.path_params["draft"])
    if coach not in visit.office.team(person.programme.id).coaches(visit.today):
        return visit.page("trouble.html", HTTPStatus.CONFLICT, trouble="stale")
    moves.ask_supervisor(visit.office, visit.actor, person, coach, f"desk-{draft}")
    return visit.go(f"/desk/p/{person.stream.hex}?asked=yes&form={draft}")
