"""The review of readings: broken glass first, then a sample drawn at random, which the officer signs for."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from app.desk.pages.office.looked import days_of
from app.desk.pages.office.rooms import REVIEWED
from app.desk.pages.office.sentences import reader, sentence
from app.desk.visit import Visit
from journey.domain import calendar
from journey.domain.errors import NotAllowed, WrongInput
from journey.domain.events import Event
from services import reviewing
from services.access_review import SAMPLE
from services.oversight import Line
from services.reviewing import Drawn

_HOME = "/desk/office/review"
_LONGEST, _MOST = 2000, 200
Told = list[tuple[str, str, str]]


def page(visit: Visit) -> Response:
    """What was broken since the last review, and the way to a sample."""
    office, actor = visit.office, visit.actor
    last = reviewing.last_review(office, actor)
    glass = _glass(visit, reviewing.broken_glass(office, actor))
    since = calendar.local_date(last.recorded) if last else visit.today - REVIEWED
    said = _signature(visit, last) if last else None
    return visit.page("office/review.html", glass=glass, last=said, since=since, until=visit.today, size=SAMPLE)


def draw(visit: Visit) -> Response:
    """Draw a sample; its name is its address, so that it can be gone back to."""
    since, until, size = (str(visit.form.get(key) or "") for key in ("from", "to", "size"))
    days = days_of(visit, since, until, visit.today - REVIEWED)
    count = min(int(size[:4]), _MOST) if size.isascii() and size.isdecimal() and int(size[:4]) else SAMPLE
    return visit.go(f"{_HOME}/{reviewing.draw(visit.office, visit.actor, days, count)}")


def sample(visit: Visit) -> Response:
    """The sample of an address."""
    return _show(visit, _sample(visit))


def sign(visit: Visit) -> Response:
    """Nothing odd, or how many could not be explained and what is odd about them.

    Whoever comes here by a link has signed in again on the way, and goes back to the sample.
    """
    if visit.request.method == "GET":
        return visit.go(f"{_HOME}/{visit.request.path_params['draw']}")
    drawn = _sample(visit)
    odd, remark = str(visit.form.get("odd") or ""), str(visit.form.get("remark") or "").strip()
    count = int(odd[:4]) if odd.isascii() and odd.isdecimal() else -1
    wrong = {}
    if not drawn.lines:
        return _show(visit, drawn)
    if not 0 <= count <= len(drawn.lines):
        wrong["odd"] = visit.t("office-odd-wrong", count=len(drawn.lines))
    if (count != 0 and not remark) or len(remark) > _LONGEST:
        wrong["remark"] = visit.t("office-remark-wrong")
    if wrong and drawn.signed is None:
        return _show(visit, drawn, wrong, odd, remark)
    if drawn.signed is None:
        reviewing.sign_off(visit.office, visit.actor, drawn.draw.name, count, remark or None)
    return visit.go(f"{_HOME}/{drawn.draw.name}")


def _sample(visit: Visit) -> Drawn:
    try:
        return reviewing.open_sample(visit.office, visit.actor, str(visit.request.path_params["draw"]))
    except WrongInput:
        raise NotAllowed("no sample has that name") from None


def _show(visit: Visit, drawn: Drawn, wrong: dict[str, str] | None = None, odd: str = "", remark: str = "") -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return visit.page(
        "office/sample.html",
        status,
        drawn=drawn,
        lines=[(visit.moment(line.at), sentence(visit, line), line.place) for line in drawn.lines],
        glass=_glass(visit, drawn.glass),
        signed=_signature(visit, drawn.signed) if drawn.signed else None,
        days=visit.t("office-days", since=visit.written(drawn.draw.since), until=visit.written(drawn.draw.until)),
        address=f"{_HOME}/{drawn.draw.name}",
        may_sign=visit.session.may_do_the_grave,
        wrong=wrong or {},
        odd=odd,
        remark=remark,
    )


def _glass(visit: Visit, lines: list[Line]) -> Told:
    return [
        (visit.moment(line.at), visit.t("office-glass-line", who=reader(visit, line.reader)), line.place)
        for line in lines
    ]


def _signature(visit: Visit, event: Event) -> str:
    who, at = reader(visit, event.by or event.actor), visit.moment(event.recorded)
    return visit.t("office-signed", who=who, at=at, odd=event.fact.odd, sample=event.fact.sample)
