"""People: a table that answers at a glance who, where in the journey, last contact, what is due, next meeting."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from starlette.responses import Response

from app.desk.visit import Visit
from services import roster
from services.roster import Row

SHOWN = 50
SORTS = ("name", "state", "last", "due", "meeting")


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


def page(visit: Visit) -> Response:
    """Those whom this colleague has, filtered and sorted by plain links, with how many each filter holds."""
    query, whole = visit.request.query_params, roster.Roster(visit.office, visit.actor)
    counts = whole.counts()
    chosen = query.get("show", "")
    chosen = chosen if chosen in counts else next(iter(counts))
    sort, pages = query.get("sort", "due"), max(1, ceil(counts[chosen] / SHOWN))
    number = min(_number(query.get("page", "1")), pages)
    rows = whole.page(chosen, roster.Order(sort), SHOWN * (number - 1), SHOWN)
    visit.open_list(rows)
    lines = [_line(visit, row) for row in rows]
    return visit.page(
        "people.html",
        lines=lines,
        filters=list(counts.items()),
        chosen=chosen,
        sort=sort,
        sorts=SORTS,
        coaches=len({line.coach for line in lines}) > 1,
        first=SHOWN * (number - 1) + 1,
        number=number,
        pages=pages,
    )


def _number(text: str) -> int:
    """The number of a page, from 1; of what is none, the first."""
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004


def _line(visit: Visit, row: Row) -> Line:
    if not visit.sees(row):
        return Line(None, visit.name(row), "", "", "", "", False, "", "", ())
    visit.note(row, "facts", "calendar")
    late = row.due is not None and row.due < visit.today
    rule = (visit.words.called("rule", row.rule) or row.rule) if row.rule else ""
    return Line(
        f"/desk/p/{row.stream.hex}",
        visit.name(row),
        visit.t(f"state-{row.state.replace('_', '-')}"),
        visit.t("desk-days", count=(visit.today - row.since).days) if row.since else "",
        visit.day(row.last) if row.last else visit.t("desk-never"),
        f"{rule}, {visit.t('desk-was-due' if late else 'desk-due', day=visit.day(row.due))}" if row.due else "",
        late,
        visit.moment(row.meeting) if row.meeting else "",
        visit.words.staff_name(f"coach:{row.coach}") if row.coach else "",
        tuple(visit.t(f"desk-flag-{flag}") for flag in row.flags),
    )
