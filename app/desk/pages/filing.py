"""What is not in the municipality's own journal yet: a list to tick off once it has been copied there."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from app.desk.pages.head import page_of
from app.desk.pages.recording import draft_of, entry_of, new_draft
from app.desk.pages.telling import tell
from app.desk.visit import Visit
from services import filing
from services.changes import Stale
from services.people import Person
from services.permissions import Permission

SHOWN = 100


def page(visit: Visit) -> Response:
    """The entries that no journal has, the oldest first, each to be ticked off."""
    return _page(visit, visit.person())


def _page(visit: Visit, person: Person, draft: str | None = None, *, nothing: bool = False) -> Response:
    waits = filing.unfiled(person)
    waits.sort(key=lambda event: (event.on, event.version))
    told = [(event.version, tell(visit, person, event, struck=False)) for event in waits[:SHOWN]]
    return page_of(
        visit,
        person,
        "story",
        "unfiled.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if nothing else HTTPStatus.OK,
        told=told,
        left=len(waits) - len(told),
        draft=draft or new_draft(),
        nothing=nothing,
        writes=visit.records("filed_in_journal", person),
        done=visit.request.query_params.get("done") == "yes",
    )


def send(visit: Visit) -> Response:
    """Keep that those which were ticked, or all that were shown, are in the journal; sent twice, it is kept once."""
    person, draft = visit.person(Permission.WRITE_FACTS), draft_of(visit)
    name = "shown" if visit.form.get("which") == "all" else "entry"
    versions = {int(one) for one in map(str, visit.form.getlist(name)) if one.isdecimal()}
    try:
        filing.file(visit.office, visit.actor, person, versions, entry_of(draft))
    except Stale:
        return _page(visit, person, draft, nothing=True)
    return visit.go(f"/desk/p/{person.stream.hex}/unfiled?done=yes")
