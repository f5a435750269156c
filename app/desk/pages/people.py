"""People: a table that answers at a glance who, where in the journey, last contact, what is due, next meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from starlette.responses import Response

from app.desk.pages import looks
from app.desk.pages.looks import Look
from app.desk.visit import Visit
from journey.domain.plain import one_line
from services import pending, roster, search, together, views
from services.permissions import Permission
from services.roster import Row

SHOWN = 50
WAYS = (
    ("newcomer", "/desk/people/new", Permission.WRITE_REFERRAL),
    ("several", "/desk/messages/several", Permission.ENTER_DESK),
    ("handover", "/desk/people/handover", Permission.ASSIGN),
)
"""What can be done from the list with whomever is chosen there: its word, where it is done, and who may."""
_LONGEST = 100  # letters of what is looked for


@dataclass(frozen=True, slots=True)
class Line:
    """One person as the table shows them."""

    address: str | None
    name: str
    state: str
    since: str
    last: str
    due: str
    late: bool
    meeting: str
    coach: str
    flags: tuple[str, ...]
    enrolled: str = ""

    def cell(self, column: str) -> str:
        """What stands in one of the columns."""
        return str(getattr(self, column))


@dataclass(frozen=True, slots=True)
class View:
    """A saved view as the page offers it; `by` is the colleague who shares it, `remove` where it can be taken away."""

    name: str
    look: Look
    by: str
    shared: bool
    remove: str | None


def page(visit: Visit, trouble: str = "") -> Response:
    """Those whom this colleague has, filtered and sorted by plain links, with how many each filter holds.

    `trouble` says why a view could not be saved.
    """
    whole = roster.Roster(visit.office, visit.actor)
    counts, look = whole.counts(), looks.requested_look(visit, list(whole.filters))
    pages = max(1, ceil(counts[look.show] / SHOWN))
    number = min(looks.number(visit.request.query_params.get("page", "1")), pages)
    rows = _rows(visit, whole, look, SHOWN * (number - 1))
    return visit.page(
        "people.html",
        lines=lines_of(visit, rows),
        filters=list(counts.items()),
        look=look,
        all_columns=looks.COLUMNS,
        views=_views(visit, list(counts)),
        trouble=trouble,
        first=SHOWN * (number - 1) + 1,
        number=number,
        pages=pages,
        together=together.KINDS,
        ways=[(f"desk-{name}", address) for name, address, needs in WAYS if visit.may(needs)],
    )


def _views(visit: Visit, filters: list[str]) -> list[View]:
    """The saved views as links: this colleague's own first."""
    known = views.views(visit.office, visit.actor)
    return [
        View(
            one.name,
            looks.look_of(visit, filters, one.show, one.sort, one.columns),
            "" if one.owner == visit.actor.recorded else visit.words.staff_name(one.owner),
            one.shared,
            f"/desk/people/views/{one.id}/remove" if views.removable(visit.actor, one) else None,
        )
        for one in known
    ]


def _rows(visit: Visit, whole: roster.Roster, look: Look, first: int) -> list[Row]:
    if look.sort == "name":
        return search.by_name(visit.office, whole, look.show, look.order, first, SHOWN)
    return whole.page(look.show, look.order, first, SHOWN)


def searched(visit: Visit) -> Response:
    """Whoever is looked for among this colleague's people. What is looked for stands in no address and no title."""
    words = one_line(str(visit.form.get("words", "")))[:_LONGEST]
    found = search.people(visit.office, visit.actor, words)
    lines = lines_of(visit, found.rows)
    return visit.page(
        "search.html", lines=lines, words=words, found=found, look=Look("all", columns=looks.plain_columns(visit))
    )


def lines_of(visit: Visit, rows: Sequence[Row]) -> list[Line]:
    """People as lines of a table; whom this colleague sees is asked, and names are opened, for all together."""
    visit.open_list(rows)
    return [_line(visit, row) for row in rows]


def _line(visit: Visit, row: Row) -> Line:
    if not visit.sees(row):
        return Line(None, visit.name(row), "", "", "", "", False, "", "", ())
    visit.note(row, "facts", "calendar")
    rule = (visit.words.referent("rule", row.rule) or row.rule) if row.rule else ""
    return Line(
        f"/desk/p/{row.stream.hex}",
        visit.name(row),
        visit.t(f"state-{row.state.replace('_', '-')}"),
        visit.t("desk-days", count=(visit.today - row.since).days) if row.since else "",
        visit.day(row.last) if row.last else visit.t("desk-never"),
        f"{rule}, {visit.due(row.due)}" if row.due else "",
        pending.is_late(row.due, visit.today),
        visit.moment(row.meeting) if row.meeting else "",
        visit.words.staff_name(f"coach:{row.coach}") if row.coach else "",
        tuple(visit.t(f"desk-flag-{flag}") for flag in row.flags),
        visit.day(row.enrolled) if row.enrolled else "",
    )
