"""What speaks against a time is told before it is booked; a meeting that is moved; what an absence hits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from app.desk.forms.reading import Filled
from app.desk.visit import Visit
from journey.domain import standing
from journey.domain.events import Event
from journey.domain.standing import Appointment
from services import booking
from services.booking import Doubt
from services.people import Person

BOOKING = "appointment_booked"


@dataclass(frozen=True, slots=True)
class Against:
    """What speaks against a time, in sentences; and what the second press says, so that it holds for just this."""

    sentences: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A meeting that falls in an absence, in words, and where it is moved or called off."""

    who: str
    when: str
    move: str
    cancel: str


def against(visit: Visit, person: Person, kind: str, filled: Filled) -> Against | None:
    """What speaks against the time that was chosen; None where nothing does, or the writer books it all the same."""
    if kind != BOOKING:
        return None
    at, moved = datetime.fromisoformat(filled.values["at"]), filled.values.get("appointment")
    doubts = booking.doubts(visit.office, visit.actor, person, at, moved=moved)
    name = " ".join([at.isoformat(), *(doubt.about for doubt in doubts)])
    if not doubts or visit.form.get("anyway") == name:
        return None
    return Against(tuple(_said(visit, person, doubt, at) for doubt in doubts), name)


def _said(visit: Visit, person: Person, doubt: Doubt, at: datetime) -> str:
    named = {"coach": doubt.coach, "deputy": doubt.deputy}
    names = {key: visit.words.staff_name(f"coach:{name}") if name else "" for key, name in named.items()}
    return visit.t(
        f"desk-against-{doubt.about}",
        who=visit.name(person),
        day=visit.day(at.date()),
        until=visit.day(doubt.until) if doubt.until else "",
        at=visit.moment(doubt.at) if doubt.at else "",
        hours=doubt.hours,
        **names,
    )


def moved(person: Person | None, kind: str, name: object) -> Appointment | None:
    """The meeting that a form would move, where it names one that is booked."""
    if person is None or kind != BOOKING or not name:
        return None
    meeting = standing.appointments(person.history).get(str(name))
    return meeting if meeting is not None and meeting.state == "booked" else None


def hits(visit: Visit, event: Event | None) -> list[Hit]:
    """The meetings that fall in an absence that was just recorded."""
    if event is None or event.type != "coach_absent":
        return []
    fact = event.fact
    found = booking.hit(visit.office, visit.actor, fact.coach, event.on, fact.until)
    return [_hit(visit, one.person, one.meeting) for one in found]


def _hit(visit: Visit, person: Person, meeting: Appointment) -> Hit:
    new, named = f"/desk/p/{person.stream.hex}/new", f"?appointment={quote(meeting.id)}"
    visit.note(person, "calendar")
    return Hit(
        visit.name(person),
        visit.moment(meeting.at),
        f"{new}/{BOOKING}{named}",
        f"{new}/appointment_cancelled{named}",
    )
