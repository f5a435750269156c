"""Saved views of the list of people: put under a name, shown as links, taken away."""

from __future__ import annotations

from starlette.responses import Response

from app.desk.pages import looks, people
from app.desk.visit import Visit
from journey.domain.errors import WrongInput
from services import views
from services.roster import Roster


def save(visit: Visit) -> Response:
    """Keep how the list is looked at under a name."""
    look = looks.requested_look(visit, list(Roster(visit.office, visit.actor).filters))
    shared = visit.form.get("shared") == "yes"
    said = (look.show, look.sorting, look.columns)
    try:
        views.keep(visit.office, visit.actor, str(visit.form.get("name", "")), said, shared=shared)
    except WrongInput:
        return people.page(visit, trouble=visit.t("desk-view-wrong", letters=views.LONGEST, most=views.MOST))
    return visit.go(look.address())


def remove(visit: Visit) -> Response:
    """Take a view away."""
    views.remove(visit.office, visit.actor, visit.request.path_params["view"])
    return visit.go("/desk/people")
