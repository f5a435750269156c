"""The review of readings at an officer's desk: what was broken since the last one, a sample, and the signing for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.engine import Connection

from journey.domain.errors import WrongInput
from journey.domain.events import Event
from journey.domain.events.oversight import AccessReviewed
from journey.engine.reading_rows import StoredReading
from services import access_review
from services.access import people_of
from services.access_review import Draw
from services.acting import journey_of
from services.office import Office
from services.oversight import BEGINNING, Days, Line, Place, known_of, lines_of, note_look, permit, readers, rows
from services.permissions import Actor, Permission, Role

_WHY = "desk-review"
"""Why the officer reads the log, as the log says it."""
_BROKEN = "hidden"
"""What is read of somebody when the glass is broken: see `services.protection`."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample that is to be looked at: of how many readings, its lines, and the review that was signed for it.

    `glass` is where glass was broken before it was drawn, as long as nobody has signed for it.
    """

    draw: Draw
    readings: int
    lines: list[Line]
    signed: Event | None
    glass: list[Line]


def draw(office: Office, actor: Actor, days: Days, size: int = access_review.SAMPLE) -> str:
    """Draw a sample of what people at work have read. Returns its name. Raises NotAllowed."""
    permit(office, actor, Permission.REVIEW_ACCESS)
    return access_review.draw(journey_of(office, actor), actor.recorded, days.since, days.until, size).name


def open_sample(office: Office, actor: Actor, name: str) -> Drawn:
    """The sample of that name. That it was looked at is kept. Raises WrongInput for no such name, and NotAllowed."""
    permit(office, actor, Permission.REVIEW_ACCESS)
    journey = journey_of(office, actor)
    taken = access_review.sample(journey, actor.recorded, access_review.draw_of(name))
    note_look(office, actor, _WHY, f"{taken.draw.since} to {taken.draw.until}", taken.draw.name)
    signed = next((event for event in _reviews(office, actor) if event.fact.draw == name), None)
    with office.engine.store.read() as connection:
        lines = lines_of(office, connection, taken.chosen, people_of(journey, connection, taken.programmes))
    glass = [] if signed else _glass(office, actor, taken.draw.last)
    return Drawn(taken.draw, taken.readings, lines, signed, glass)


def sign_off(office: Office, actor: Actor, name: str, odd: int, remark: str | None) -> None:
    """Sign for a sample, once. Raises WrongInput for a name that stands for none, or is signed for; and NotAllowed."""
    permit(office, actor, Permission.REVIEW_ACCESS)
    access_review.sign_off(journey_of(office, actor), actor.recorded, name, odd, remark)
    office.announce()


def last_review(office: Office, actor: Actor) -> Event | None:
    """The review of the programme's readings that was signed for last. Raises NotAllowed."""
    permit(office, actor, Permission.REVIEW_ACCESS)
    return next(iter(reversed(_reviews(office, actor))), None)


def _reviews(office: Office, actor: Actor) -> list[Event]:
    history = office.programme_history(actor.programme or "")
    return [event for event in history.dealings if isinstance(event.fact, AccessReviewed)]


def broken_glass(office: Office, actor: Actor) -> list[Line]:
    """Where a supervisor has come to see somebody in hiding since the last sample that was signed for, latest first.

    That it was looked at is kept. Raises NotAllowed for who reviews nothing.
    """
    after = _signed_up_to(office, actor)
    note_look(office, actor, _WHY, f"broken glass after {after[0]}:{after[1]}")
    return _glass(office, actor)


def count_broken_glass(office: Office, actor: Actor) -> int:
    """How often that was. Raises NotAllowed for who reviews nothing."""
    with office.engine.store.read() as connection:
        return len(_unreviewed(office, actor, connection, known_of(office, actor, connection)))


def _glass(office: Office, actor: Actor, upto: Place | None = None) -> list[Line]:
    with office.engine.store.read() as connection:
        known = known_of(office, actor, connection)
        broken = _unreviewed(office, actor, connection, known, upto)
        return lines_of(office, connection, office.engine.access.of_rows(connection, broken), known)


def _unreviewed(
    office: Office, actor: Actor, connection: Connection, known: Collection[UUID], upto: Place | None = None
) -> list[StoredReading]:
    """The rows of broken glass that nobody has signed for, up to that place in the log."""
    supervisors = [name for name in readers(office, actor) if name.startswith(f"{Role.supervisor}:")]
    return [
        row
        for row in rows(office, connection, None, supervisors, _signed_up_to(office, actor))
        if (upto is None or (row.piece, row.number) <= upto)
        and any(_BROKEN in what for stream, what in row.whom.items() if stream in known)
    ]


def _signed_up_to(office: Office, actor: Actor) -> Place:
    """The last place in the log that a signed sample reaches to."""
    permit(office, actor, Permission.REVIEW_ACCESS)
    return max((_reach(event.fact.draw) for event in _reviews(office, actor)), default=BEGINNING)


def _reach(name: str) -> Place:
    """How far in the log a sample that was signed for reaches; one that could not be drawn today reaches nowhere."""
    try:
        return access_review.draw_of(name).last
    except WrongInput:
        return BEGINNING
