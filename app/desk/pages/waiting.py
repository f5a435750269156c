"""The waiting list: who waits and since when, whose turn it is, and what can be done: offer a place, take, enrol."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from math import ceil

from starlette.responses import Response

from app.desk.pages import looks
from app.desk.pages.recording import new_draft
from app.desk.visit import Visit
from bots.outbox import offers
from journey.domain import standing
from journey.domain.errors import NotAllowed
from journey.engine.engine import CapReached
from services import assignments, doubles, entering, places, waiting
from services.changes import Stale
from services.people import Person
from services.permissions import Permission

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One of those who wait, as this colleague may know them."""

    number: int
    name: str
    address: str | None
    """Where they are read of; None for who may not."""
    stream: str
    state: str
    since: str
    turn: bool | None
    """Whether a free place has reached them; None where there is no cap."""
    same: int | None
    """The number of somebody before them whom they may be as well."""
    coach: str | None
    offer: str
    may_offer: bool
    may_take: bool
    forms: tuple[tuple[str, str], ...]
    """What can be recorded of them here, and of which type."""
    draft: str


def page(visit: Visit) -> Response:
    """Who waits, first come first; a long list a page at a time."""
    programme = visit.actor.programme or ""
    standing_now = waiting.queue(visit.office, programme)
    count = len(standing_now.rows)
    number = min(looks.number(visit.request.query_params.get("page", "1")), max(1, ceil(count / SHOWN)))
    first = SHOWN * (number - 1)
    people = waiting.people(visit.office, standing_now, first, SHOWN)
    visit.open_list([person for _, person in people])
    same = doubles.repeats(visit.office, programme, standing_now.streams)
    numbers = {stream: number for number, stream in enumerate(standing_now.streams, 1)}
    twice = {stream: numbers[first_of] for stream, first_of in same.items()}
    since = {row["stream"]: row["waiting_since"] or row["opened"] for row in standing_now.rows}
    lines = [
        _line(visit, number, person, since[person.stream.hex], standing_now, twice.get(person.stream))
        for number, person in people
    ]
    return visit.page(
        "waiting.html",
        rows=lines,
        free=standing_now.free,
        count=count,
        left=max(0, count - first - SHOWN),
        following=number + 1,
        newcomers=visit.may(Permission.WRITE_REFERRAL),
    )


def _line(visit: Visit, number: int, person: Person, since: date, queue: waiting.Queue, same: int | None) -> Line:
    sees, stay = visit.sees(person), person.history.current
    state = stay.state if stay else "referred"
    kinds = ("enrolled", "waitlisted", "coach_assigned", "contact_held", "declined")
    wanted = [kind for kind in kinds if kind != "waitlisted" or state == "referred"]
    offer = standing.offer(person.history)
    return Line(
        number,
        visit.name(person),
        f"/desk/p/{person.stream.hex}" if sees else None,
        person.stream.hex,
        visit.t(f"state-{state}"),
        visit.t("desk-since", day=visit.day(since), days=(visit.today - since).days),
        queue.turn(number),
        same,
        visit.words.staff_name(f"coach:{person.coach}") if person.coach else None,
        offer,
        may_offer=visit.may(Permission.OFFER_PLACE, person) and queue.free != 0 and offer != "open",
        may_take=person.coach is None and visit.may(Permission.TAKE_PERSON, person),
        forms=tuple((visit.t(f"desk-waiting-{kind.replace('_', '-')}"), kind) for kind in wanted)
        if sees and visit.records("contact_held", person)
        else (),
        draft=new_draft(),
    )


def offer(visit: Visit) -> Response:
    """Offer the person a place; they answer in their own chat, or are called by whoever offers it."""
    person, draft = _meant(visit)
    try:
        places.offer(visit.office, visit.actor, person, f"desk-{draft}")
    except Stale:
        return visit.page("trouble.html", HTTPStatus.CONFLICT, trouble="stale")
    reached = offers.tell(visit.office, visit.texts, person, f"desk-{draft}")
    return visit.go(f"/desk/people/waiting?sent={'offered' if reached else 'offered-no-chat'}")


def take(visit: Visit) -> Response:
    """A coach says: this one is mine."""
    person, draft = _meant(visit)
    try:
        assignments.take(visit.office, visit.actor, person, f"desk-{draft}")
    except assignments.Taken as error:
        return visit.page("trouble.html", HTTPStatus.CONFLICT, trouble="taken", by=visit.words.who(error.by))
    except CapReached:
        return visit.page("trouble.html", HTTPStatus.CONFLICT, trouble="full")
    return visit.go(f"/desk/p/{person.stream.hex}")


def _meant(visit: Visit) -> tuple[Person, str]:
    person = entering.somebody(visit.office, visit.actor, visit.request.path_params["person"])
    stay = person.history.current
    if stay is None or stay.state not in waiting.STATES:
        raise NotAllowed("they do not wait")
    return person, str(visit.request.path_params["draft"])
