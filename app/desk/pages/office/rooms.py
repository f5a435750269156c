"""The officers' own first page and the index of their rooms: what each is for, and what waits there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from app.desk.visit import Visit
from journey.domain import calendar
from journey.domain.errors import NotAllowed
from services import erasure, health, reviewing
from services.acting import journey_of
from services.permissions import Permission, Role, ever

OFFICERS = (Role.dpo, Role.admin)
REVIEWED = timedelta(days=31)
"""How long a review of readings holds: one is due every month."""


@dataclass(frozen=True, slots=True)
class Room:
    """One room: its address, the name of its words, and what somebody must be permitted to be there."""

    path: str
    word: str
    permission: Permission


ROOMS = (
    Room("/desk/office/looked", "looked", Permission.READ_ACCESS_LOG),
    Room("/desk/office/review", "review", Permission.REVIEW_ACCESS),
    Room("/desk/office/erasures", "erasures", Permission.CARRY_OUT_ERASURE),
    Room("/desk/office/retention", "retention", Permission.CARRY_OUT_ERASURE),
    Room("/desk/ask", "log", Permission.VERIFY),
    Room("/desk/office/staff", "staff", Permission.MANAGE_STAFF),
    Room("/desk/office/health", "health", Permission.MANAGE_SYSTEM),
)


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for an officer, in a sentence, and where it is done."""

    says: str
    room: Room


def rooms_of(visit: Visit) -> list[Room]:
    """The rooms of whoever asks. Raises NotAllowed for whoever is no officer."""
    rooms = [room for room in ROOMS if ever(visit.actor, room.permission)]
    if visit.actor.role not in OFFICERS or not rooms:
        raise NotAllowed("no rooms for this role")
    return rooms


def index(visit: Visit) -> Response:
    """Every room, with what it is for."""
    return visit.page("office/rooms.html", rooms=rooms_of(visit), needs=[], is_today=False)


def today(visit: Visit) -> Response:
    """What waits for an officer, each with the way there; then their rooms."""
    rooms = rooms_of(visit)
    needs = [need for room in rooms for need in _NEEDS.get(room.word, _nothing)(visit, room)]
    return visit.page("office/rooms.html", rooms=rooms, needs=needs, is_today=True)


def _nothing(_visit: Visit, _room: Room) -> Iterator[Need]:
    return iter(())


def _review(visit: Visit, room: Room) -> Iterator[Need]:
    if broken := reviewing.count_broken_glass(visit.office, visit.actor):
        yield Need(visit.t("office-need-glass", count=broken), room)
    last = reviewing.last_review(visit.office, visit.actor)
    if last is None:
        yield Need(visit.t("office-need-first-review"), room)
    elif visit.today - calendar.local_date(last.recorded) >= REVIEWED:
        yield Need(visit.t("office-need-review", day=visit.day(calendar.local_date(last.recorded))), room)


def _erasures(visit: Visit, room: Room) -> Iterator[Need]:
    if count := erasure.count_granted(visit.office, visit.actor):
        yield Need(visit.t("office-need-erasures", count=count), room)


def _health(visit: Visit, room: Room) -> Iterator[Need]:
    installation = visit.installation
    journey = journey_of(visit.office, visit.actor)
    for one in health.examine(journey, installation.receipts, installation.window):
        if not one.ok:
            yield Need(visit.t(f"office-health-{one.about}-wrong", count=one.count), room)


_NEEDS: dict[str, Callable[[Visit, Room], Iterator[Need]]] = {
    "review": _review,
    "erasures": _erasures,
    "health": _health,
}
