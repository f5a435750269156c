"""The review of readings at an officer's desk: what was broken since the last one, a sample, and the signing for it."""

from __future__ import annotations

from dataclasses import dataclass

from journey.domain.events import Event
from journey.domain.events.oversight import AccessReviewed
from services import access_review
from services.access import people_of
from services.access_review import Draw
from services.acting import journey_of
from services.office import Office
from services.oversight import BEGINNING, Days, Line, Place, known_of, lines_of, permit, readers, rows
from services.permissions import Actor, Permission, Role

_WHY = "desk-review"
_BROKEN = "hidden"
"""What is read of somebody when the glass is broken: see `services.protection`."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample that is to be looked at: of how many readings, its lines, and the review that was signed for it."""

    draw: Draw
    readings: int
    lines: list[Line]
    signed: Event | None


def draw(office: Office, actor: Actor, days: Days, size: int = access_review.SAMPLE) -> str:
    """Draw a sample of what people at work have read. Returns its name. Raises NotAllowed."""
    permit(office, actor, Permission.REVIEW_ACCESS)
    return access_review.draw(journey_of(office, actor), actor.recorded, days.since, days.until, size).name


def drawn(office: Office, actor: Actor, name: str) -> Drawn:
    """The sample of that name. Raises WrongInput for a name that stands for none, and NotAllowed."""
    permit(office, actor, Permission.REVIEW_ACCESS)
    journey = journey_of(office, actor)
    taken = access_review.sample(journey, actor.recorded, access_review.draw_of(name))
    office.engine.access.add(office.clock(), actor.recorded, {}, [_WHY])
    signed = next((event for event in _reviews(office, actor) if event.fact.draw == name), None)
    with office.engine.store.read() as connection:
        lines = lines_of(office, connection, taken.chosen, people_of(journey, connection, taken.programmes))
    return Drawn(taken.draw, taken.readings, lines, signed)


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


def broken_glass(office: Office, actor: Actor, upto: Place | None = None) -> list[Line]:
    """Where a supervisor has come to see somebody in hiding since the last sample that was signed for, latest first.

    `upto` is the last place of the log that counts. Raises NotAllowed for who reviews nothing.
    """
    last = last_review(office, actor)
    after = access_review.draw_of(last.fact.draw).last if last else BEGINNING
    supervisors = [name for name in readers(office, actor) if name.startswith(f"{Role.supervisor}:")]
    with office.engine.store.read() as connection:
        known = known_of(office, actor, connection)
        broken = [
            row
            for row in rows(office, connection, None, supervisors, after)
            if (upto is None or (row.piece, row.number) <= upto)
            and any(_BROKEN in what for key, what in row.whom.items() if key in known)
        ]
        return lines_of(office, connection, office.engine.access.of_rows(connection, broken), known)
