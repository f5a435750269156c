"""The list of people as a spreadsheet: asked for, said to be ready, fetched once by whoever asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from http import HTTPStatus

from starlette.responses import Response

from app.desk.pages import looks
from app.desk.visit import Visit
from services import people_sheet
from services.people_sheet import PeopleSheet
from services.roster import Roster

PATIENCE = 2.0
"""Seconds for which the page waits before it says that the sheet is still being made."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def begin(visit: Visit) -> Response:
    """Have a sheet made of those whom the list shows now, every page of it."""
    look = looks.requested_look(visit, list(Roster(visit.office, visit.actor).filters))
    title, say = visit.t("desk-menu-people"), _words(visit)
    make = partial(people_sheet.make, visit.office, visit.actor, look.show, look.order, title, say)
    return visit.go(f"/desk/people/sheets/{visit.sheets.begin(_whose(visit), make)}")


def page(visit: Visit) -> Response:
    """Whether the sheet is ready to be fetched."""
    name = visit.request.path_params["sheet"]
    try:
        sheet = visit.sheets.ready(_whose(visit), name, PATIENCE)
    except KeyError:
        return _gone(visit, "gone")
    return visit.page("sheet.html", name=name, sheet=sheet, trouble="")


def fetch(visit: Visit) -> Response:
    """The sheet itself, once; whom it shows is logged.

    Where somebody on it may not be shown any more, it is given to nobody.
    """
    name, mine = visit.request.path_params["sheet"], _whose(visit)
    try:
        sheet = visit.sheets.take(mine, name)
    except KeyError:
        return _gone(visit, "gone")
    if sheet is None:
        return visit.go(f"/desk/people/sheets/{name}")
    if not people_sheet.still(visit.office, visit.actor, sheet.streams):
        return _gone(visit, "changed")
    return _file(visit, sheet)


def _file(visit: Visit, sheet: PeopleSheet) -> Response:
    whom = dict.fromkeys(sheet.streams, people_sheet.SHOWN)
    visit.office.engine.access.note(visit.now, visit.actor.recorded, whom, visit.why)
    said = f'attachment; filename="{visit.t("desk-sheet-file")}-{visit.today.isoformat()}.xlsx"'
    return Response(sheet.content, media_type=_XLSX, headers={"Content-Disposition": said})


def _gone(visit: Visit, trouble: str) -> Response:
    return visit.page("sheet.html", HTTPStatus.NOT_FOUND, name="", sheet=None, trouble=trouble)


def _whose(visit: Visit) -> tuple[str, str]:
    return visit.actor.recorded, visit.actor.programme or ""


def _words(visit: Visit) -> Mapping[str, Callable[[str], str]]:
    """What columns, states, rules and coaches are called; each is looked up once."""
    words = visit.words
    return {
        "column": lambda name: visit.t(f"desk-sheet-{name}"),
        "state": cache(lambda state: visit.t(f"state-{state.replace('_', '-')}")),
        "rule": cache(lambda rule: words.referent("rule", rule) or rule),
        "coach": cache(lambda coach: words.staff_name(f"coach:{coach}")),
    }
