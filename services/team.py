"""Who of a programme may enter: added to its log, given a chat, let in by a link and a one-time code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from journey.domain import standing
from journey.domain.errors import WrongInput
from journey.domain.events.staff import StaffAdded, StaffDisabled, StaffName
from journey.domain.history import History
from journey.engine.chats.doors import Doors, Lengths
from journey.engine.engine import engine_event
from journey.engine.people import programme_stream
from services.opened import Journey


@dataclass(frozen=True, slots=True)
class Invitation:
    """A personal link, and the code without which it opens nothing."""

    link: str
    code: str


def add(
    journey: Journey, programme: str, staff: str, name: str | None, email: str | None, public_url: str
) -> Invitation:
    """Let somebody in from now on; added again, name and address are replaced. Raises WrongInput."""
    _check(staff)
    journey.engine.use(programme, journey.now)
    _write(journey, programme, StaffAdded(staff=staff, name=name, email=email))
    chats, doors = journey.engine.chats, Doors(journey.engine.store, journey.engine.vault, Lengths())
    known = chats.find(staff=staff, programme=programme)
    chat = known[0] if known else chats.create(journey.now, "webchat", "sv", staff=staff, programme=programme)
    doors.know(chat.id, [email or ""])
    return invite(doors, chat.id, journey.now, public_url)


def invite(doors: Doors, chat: int, now: datetime, public_url: str) -> Invitation:
    """A link and code for a chat. Raises WrongInput where too many were asked for."""
    issued = doors.code(chat, now)
    if issued is None:
        raise WrongInput("STAFF: too many codes within an hour; wait, or use the last one")
    token, code = issued
    return Invitation(f"{public_url}/in/{token}", code)


def disable(journey: Journey, programme: str, staff: str) -> None:
    """Let somebody in no more, from this moment: their sessions end. Raises WrongInput where they are not known."""
    if staff not in members(journey, programme):
        raise WrongInput("STAFF: nobody who may enter has that name; see `journey staff list`")
    _write(journey, programme, StaffDisabled(staff=staff))
    doors = Doors(journey.engine.store, journey.engine.vault, Lengths())
    for chat in journey.engine.chats.find(staff=staff, programme=programme):
        doors.close(chat.id)
        doors.know(chat.id, [])


def members(journey: Journey, programme: str) -> list[str]:
    """Who may enter."""
    return sorted(standing.staff_members(History(journey.engine.log.load(programme_stream(programme)))))


def _write(journey: Journey, programme: str, fact: StaffAdded | StaffDisabled) -> None:
    stream = programme_stream(programme)
    with journey.engine.store.write() as connection:
        journey.engine.vault.ensure(connection, [stream])  # names and addresses are sealed
    journey.engine.write(
        stream, lambda log: [engine_event(stream, len(log) + 1, programme, fact, journey.now, "operator")]
    )
    journey.projector.catch_up()


def _check(staff: str) -> None:
    try:
        msgspec.convert(staff, StaffName)
    except msgspec.ValidationError:
        raise WrongInput("STAFF: not a name of ours; write coach:REF or supervisor:REF") from None
