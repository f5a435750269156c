"""People: a table that answers at a glance who, where in the journey, last contact, what is due, next meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from starlette.responses import Response

from app.desk.visit import Visit
from services import roster, waiting
from services.roster import Row

Filter = Literal["mine", "all", "deputised", "quiet", "overdue", "paused", "waiting", "ended"]
QUIET = timedelta(days=14)
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
    rows = roster.rows(visit.office, visit.actor)
    query = visit.request.query_params
    chosen, sort = query.get("show", "mine" if visit.actor.coaches else "all"), query.get("sort", "due")
    filters = [(name, len(_filtered(visit, rows, name))) for name in _filters(visit)]
    if chosen not in dict(filters):
        chosen = filters[0][0]
    kept = _filtered(visit, rows, chosen)
    kept.sort(key=lambda row: _key(row, sort))
    more = max(1, int(query.get("page", "1"))) if query.get("page", "1").isdecimal() else 1
    first = kept[: SHOWN * more]
    lines = [_line(visit, row) for row in first]
    if sort == "name":
        lines.sort(key=lambda line: line.name.casefold())
    return visit.page(
        "people.html",
        lines=lines,
        filters=filters,
        chosen=chosen,
        sort=sort,
        sorts=SORTS,
        coaches=len({line.coach for line in lines}) > 1,
        left=len(kept) - len(first),
        more=more + 1,
    )


def _filters(visit: Visit) -> list[str]:
    first = ["mine", "deputised"] if visit.actor.coaches else ["all"]
    return [*first, "overdue", "quiet", "paused", "waiting", "ended"]


def _filtered(visit: Visit, rows: list[Row], name: str) -> list[Row]:
    today = visit.today
    match name:
        case "waiting":
            return [row for row in rows if row.state in waiting.STATES]
        case "ended":
            return [row for row in rows if row.ended is not None]
        case _:
            current = [row for row in rows if row.ended is None and row.state not in waiting.STATES]
    match name:
        case "mine":
            return [row for row in current if row.coach == visit.actor.name]
        case "deputised":
            return [row for row in current if row.coach != visit.actor.name]
        case "overdue":
            return [row for row in current if row.due is not None and row.due < today]
        case "quiet":
            return [row for row in current if row.last is None or row.last < today - QUIET]
        case "paused":
            return [row for row in current if row.state == "paused"]
        case _:
            return current


def _key(row: Row, sort: str) -> tuple[bool, object, str]:
    value: object = {
        "state": row.state,
        "last": row.last,
        "due": row.due,
        "meeting": row.meeting,
    }.get(sort, row.stream.hex)
    return value is None, value if value is not None else date.max, row.stream.hex


def _line(visit: Visit, row: Row) -> Line:
    person = visit.office.person(row.stream)
    if not visit.sees(person):
        return Line(None, visit.name(person), "", "", "", "", False, "", "", ())
    visit.note(person, "facts", "calendar")
    late = row.due is not None and row.due < visit.today
    rule = (visit.words.called("rule", row.rule) or row.rule) if row.rule else ""
    return Line(
        f"/desk/p/{row.stream.hex}",
        visit.name(person),
        visit.t(f"state-{row.state.replace('_', '-')}"),
        visit.t("desk-days", count=(visit.today - row.since).days) if row.since else "",
        visit.day(row.last) if row.last else visit.t("desk-never"),
        f"{rule}, {visit.t('desk-was-due' if late else 'desk-due', day=visit.day(row.due))}" if row.due else "",
        late,
        visit.moment(row.meeting) if row.meeting else "",
        visit.words.staff_name(f"coach:{row.coach}") if row.coach else "",
        tuple(visit.t(f"desk-flag-{flag}") for flag in row.flags),
    )
