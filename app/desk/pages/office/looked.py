"""Who looked: the access log of the programme as sentences, of one colleague or all, on the days that are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from starlette.responses import Response

from app.desk.pages.office.sentences import reader, sentence
from app.desk.visit import Visit
from services import oversight
from services.oversight import SHOWN, Days

_MONTH = timedelta(days=30)
_EARLIEST = date(1970, 1, 2)
_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: whose readings, of which days, and which page of them."""

    reader: str | None
    days: Days
    page: int

    def address(self, page: int) -> str:
        """Where a page of the same is: days and a colleague's reference, and nobody else's."""
        days = {"from": self.days.since.isoformat(), "to": self.days.until.isoformat()}
        return f"/desk/office/looked?{urlencode({'reader': self.reader or '', **days, 'page': page})}"


def query_of(visit: Visit, known: list[str]) -> Asked:
    """What the address asks for; the last month where it names no days, everybody where it names nobody known."""
    query = visit.request.query_params
    days = days_of(visit, query.get("from", ""), query.get("to", ""), visit.today - _MONTH)
    page = query.get("page", "")
    number = int(page) if page.isascii() and page.isdecimal() and 0 < int(page[:6]) < _PAGES else 1
    return Asked(query.get("reader") if query.get("reader") in known else None, days, number)


def days_of(visit: Visit, since: str, until: str, first: date) -> Days:
    """Days as they were written, none of them to come, the earlier first; `first` to today where they are none."""
    bounds = sorted(min(max(day, _EARLIEST), visit.today) for day in (_day(since) or first, _day(until) or visit.today))
    return Days(bounds[0], bounds[1])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def page(visit: Visit) -> Response:
    """The log, the latest first."""
    known = oversight.readers(visit.office, visit.actor)
    which = query_of(visit, known)
    read = oversight.read_log(visit.office, visit.actor, which.days, which.reader, which.page)
    lines = [(visit.moment(line.at), sentence(visit, line), line.place) for line in read.lines]
    return visit.page(
        "office/looked.html",
        lines=lines,
        asked=which,
        readers=sorted(((reader(visit, name), name) for name in known), key=lambda one: one[0].casefold()),
        count=read.count,
        first=SHOWN * (which.page - 1) + 1,
        pages=-(-read.count // SHOWN),
    )
