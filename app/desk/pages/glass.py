"""Somebody in hiding: a supervisor who must see them says why, signs in again, and sees them for an hour."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from app.desk.forms.reading import text_of
from app.desk.pages.recording import entry_of, new_draft
from app.desk.visit import Visit
from bots.outbox import glass
from journey.domain.errors import NotAllowed, WrongInput
from services import entering, protection
from services.people import Person
from services.permissions import Permission


def page(visit: Visit) -> Response:
    """Why must you see this?"""
    _meant(visit)
    return _ask(visit)


def _ask(visit: Visit, reason: str = "", *, wrong: bool = False) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    status = status if visit.sure else HTTPStatus.CONFLICT
    return visit.page("glass.html", status, wrong=wrong, reason=reason, path_=visit.request.url.path)


def _meant(visit: Visit) -> Person:
    """Somebody who lives under protected identity and whom this colleague may come to see. Raises NotAllowed."""
    person = entering.somebody(visit.office, visit.actor, visit.request.path_params["person"])
    visit.office.check(visit.actor, Permission.BREAK_GLASS, person)
    if not person.protected:
        raise NotAllowed("nothing is hidden there")
    return person


def send(visit: Visit) -> Response:
    """Break it: coach, data protection officer and the person are told at once."""
    person, reason = _meant(visit), text_of(visit.form, "reason")
    if visit.sees(person):
        return visit.go(f"/desk/p/{person.stream.hex}")
    if not visit.sure:
        return _ask(visit, reason)
    entry = entry_of(new_draft())
    try:
        colleagues = protection.break_glass(visit.office, visit.actor, person, reason, entry)
    except WrongInput:
        return _ask(visit, reason, wrong=True)
    glass.tell(visit.office, visit.texts, visit.actor, person, colleagues, reason, entry)
    return visit.go(f"/desk/p/{person.stream.hex}")
