"""Who of a programme may enter: let in and out by an operator, with a link and a one-time code; and who is inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

import msgspec

from journey.domain import addresses, standing
from journey.domain.errors import NotAllowed, WrongInput
from journey.domain.events import Event, Recorded
from journey.domain.events.staff import StaffAdded, StaffDisabled, StaffName
from journey.domain.history import History
from journey.engine.chats.chats import Chat
from journey.engine.chats.doors import Doors
from journey.engine.chats.sessions import Lengths
from journey.engine.decisions import engine_event
from journey.engine.people import programme_stream
from services.office import Office
from services.opened import Journey
from services.permissions import STAFF, Actor, Permission, Role, check


@dataclass(frozen=True, slots=True)
class Invitation:
    """A personal link, and the code without which it opens nothing."""

    link: str
    code: str


def inside(office: Office, token: str | None, *, at: datetime | None = None, in_use: bool = False) -> Chat | None:
    """The chat a browser may see now, or might `at` that moment.

    `in_use` where the person has done something, which keeps the session open. A colleague who has left or is disabled
    is inside nowhere, whatever they hold.
    """
    moment = at or office.clock()
    chat = office.doors.inside(token, office.engine.chats, moment, in_use=in_use, knows=partial(knows, office))
    if chat is None or chat.staff is None or office.crew(chat.programme or "").works(chat.staff):
        return chat
    return None


def knows(office: Office, chat: Chat, staff: str) -> bool:
    """Whether a colleague may know now whose chat it is: a code that they read out is worth something only so long."""
    if chat.stream is None:
        return False
    return office.may(Actor.staff(staff, chat.programme or ""), Permission.READ_IDENTITY, office.person(chat.stream))


def add(
    journey: Journey, programme: str, staff: str, name: str | None, email: str | None, public_url: str
) -> Invitation:
    """Let somebody in from now on; added again, name and address are replaced, and sessions of before end.

    Whom an administrator lets in again keeps the address that is known of them. Raises WrongInput, and NotAllowed where
    the actor manages no staff, or tells another address.
    """
    permit(journey, staff, programme)
    _check(staff)
    if not takes(journey, programme, staff, email):
        raise NotAllowed("whoever was let in before keeps the address that is known of them")
    journey.engine.use(programme, journey.now)
    if journey.actor.role is Role.admin:
        email = email or known_address(journey, programme, staff)
    _write(journey, programme, StaffAdded(staff=staff, name=name, email=email))
    chats, doors = journey.engine.chats, Doors(journey.engine.store, journey.engine.vault, Lengths())
    chat = next(iter(chats.find(staff=staff, programme=programme)), None)
    if chat is None:
        chat = chats.create(journey.now, "webchat", "sv", staff=staff, programme=programme)
    doors.close(chat.id)
    doors.know(chat.id, [email or ""])
    return invite(doors, chat.id, journey.now, public_url)


def invite(doors: Doors, chat: int, now: datetime, public_url: str) -> Invitation:
    """A link and code for a chat. Raises WrongInput where it is gone."""
    issued = doors.code(chat, now)
    if issued is None:
        raise WrongInput("STAFF: their chat was deleted meanwhile; add them again")
    token, code = issued
    return Invitation(f"{public_url}/in/{token}", code)


def disable(journey: Journey, staff: str, programme: str | None = None) -> list[str]:
    """Let somebody in no more, from this moment, in every programme (or one alone): their sessions end.

    Returns the programmes. Raises WrongInput where nobody of that name may enter.
    """
    entered = programmes(journey, staff, programme)
    for name in entered:
        permit(journey, staff, name)
    doors = Doors(journey.engine.store, journey.engine.vault, Lengths())
    for name in entered:
        _write(journey, name, StaffDisabled(staff=staff))
        for chat in journey.engine.chats.find(staff=staff, programme=name):
            doors.close(chat.id)
            doors.know(chat.id, [])
    return entered


def programmes(journey: Journey, staff: str, programme: str | None = None) -> list[str]:
    """The programmes that somebody may enter, of all of them or of one.

    Raises WrongInput where there are none, and NotAllowed where the actor manages no staff.
    """
    check(journey.actor, Permission.MANAGE_STAFF)
    looked_in = [programme] if programme else journey.engine.in_use()
    entered = [name for name in looked_in if staff in members(journey, name)]
    if not entered:
        raise WrongInput("STAFF: nobody who may enter has that name; see `journey staff list`")
    return entered


def members(journey: Journey, programme: str) -> list[str]:
    """Who may enter. Raises NotAllowed where the actor manages no staff."""
    check(journey.actor, Permission.MANAGE_STAFF)
    return _inside(journey, programme)


def permit(journey: Journey, staff: str, programme: str) -> None:
    """Ask whether the actor may let this colleague in or out there, or give them a way in. Raises NotAllowed.

    An administrator may in their own programme, and never themselves: nobody gives themselves a role by which they
    come to read about people, and the last administrator is put out by nobody at the desk. Nor may they with somebody
    who works elsewhere too: a way in opens every programme of theirs.
    """
    actor, person = journey.actor, staff.partition(":")[2]
    check(actor, Permission.MANAGE_STAFF)
    if actor.role is not Role.admin:
        return
    if actor.programme != programme or person == actor.name:
        raise NotAllowed("nobody lets themselves in or out, or somebody in elsewhere")
    for other in journey.engine.in_use():
        if other != programme and any(name.partition(":")[2] == person for name in _inside(journey, other)):
            raise NotAllowed("they work with another programme as well: the operator does that")


def takes(journey: Journey, programme: str, staff: str, email: str | None) -> bool:
    """Whether the actor may let somebody in with that address, or with none told.

    An administrator tells the address of somebody new alone: codes and links go there, and with another one they could
    come in as a colleague who notices nothing.
    """
    if journey.actor.role is not Role.admin or email is None:
        return True
    known = _addresses(journey, programme, staff)
    return not known or any(one is not None and addresses.same(one, email) for one in known.values())


def known_address(journey: Journey, programme: str, staff: str) -> str | None:
    """Where mail reaches whoever has that post: the address told with it, else with another post of theirs."""
    known = _addresses(journey, programme, staff)
    return next((one for one in (known.get(staff), *known.values()) if one), None)


def _addresses(journey: Journey, programme: str, staff: str) -> dict[str, str | None]:
    """Every post there that this person was ever let in to, with the address told last; those held now come first."""
    history = History(journey.engine.log.load(programme_stream(programme)))
    person, held = staff.partition(":")[2], standing.staff_members(history)
    told = {event.fact.staff: event for event in history.dealings if isinstance(event.fact, StaffAdded)}
    posts = sorted((post for post in told if post.partition(":")[2] == person), key=lambda post: post not in held)
    return {post: journey.engine.log.reveal(told[post]).get("email") for post in posts}


def _inside(journey: Journey, programme: str) -> list[str]:
    return sorted(standing.staff_members(History(journey.engine.log.load(programme_stream(programme)))))


def _write(journey: Journey, programme: str, fact: StaffAdded | StaffDisabled) -> None:
    stream = programme_stream(programme)
    with journey.engine.store.write() as connection:
        journey.engine.vault.ensure(connection, [stream])  # names and addresses are sealed

    def once(log: list[Recorded]) -> list[Event]:
        actor = journey.actor
        if actor.role is Role.admin and actor.recorded not in standing.staff_members(History(log)):
            raise NotAllowed("somebody has put the actor out meanwhile")  # of two who put each other out, one stays
        return [engine_event(stream, len(log) + 1, programme, fact, journey.now, actor.recorded)]

    journey.engine.write(stream, once)
    journey.projector.follow()


def _check(staff: str) -> None:
    try:
        msgspec.convert(staff, StaffName)
    except msgspec.ValidationError:
        roles = ", ".join(f"{role}:REF" for role in STAFF)
        raise WrongInput(f"STAFF: not a name of ours; allowed: {roles}") from None
