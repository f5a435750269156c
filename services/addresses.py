"""Which addresses open somebody's chat: those that were proved, from the log; and how they are proved and changed.

An address that a person gave in the chat opens nothing until a code sent to it is entered there, or a colleague who has
met the person says so. Colleagues and other systems answer for what they enter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from journey.domain import addresses as spelling
from journey.domain.actors import code_read_out
from journey.domain.events import Event, requests
from journey.domain.events import participant as facts
from journey.engine.chats.chats import Chat
from services.changes import Changed, Stale, record, repeated
from services.office import SENDER, Office
from services.people import Person
from services.permissions import Actor, Permission

Kind = Literal["phone", "email"]
KINDS: tuple[Kind, ...] = ("phone", "email")
UNDONE_FOR = timedelta(days=7)
"""How long an address that was replaced leads back in, and a change of it can be undone."""
_LONGEST_VISIT = timedelta(hours=12)
"""Whoever writes longer than this after an address was given has come back by it."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that somebody gave: with the version of the event that gave it, and what has become of it."""

    kind: Kind
    text: str
    given: int
    at: datetime
    proved: bool = False
    replaced: datetime | None = None
    void: bool = False
    """Given by a change that was undone."""
    behind: bool = False
    """Given in a session that a code read out by a colleague had opened: it may be that colleague's own."""

    def stands(self) -> bool:
        """Whether the person is reached by it now."""
        return self.replaced is None

    def leads_back(self, now: datetime) -> bool:
        """Whether it was replaced, and the change can still be undone."""
        return not self.void and self.replaced is not None and now - self.replaced <= UNDONE_FOR

    def opens(self, now: datetime) -> bool:
        """Whether it is a way into the person's chat."""
        return self.proved and (self.stands() or self.leads_back(now))


def every(office: Office, person: Person) -> list[Address]:
    """Every address the person ever gave, in order. The caller answers for who reads it."""
    known: list[Address] = []
    for event in person.log:
        fact = event.fact
        if isinstance(fact, facts.Referred | requests.ContactDetailsChanged):
            known = _after(office, known, event)
        elif isinstance(fact, requests.AddressProved):
            known = [replace(one, proved=one.proved or _is(one, fact.kind, fact.given)) for one in known]
    return [one if one.proved else replace(one, proved=_opened_before(office, person, one)) for one in known]


def _is(address: Address, kind: str, given: int) -> bool:
    return (address.kind, address.given) == (kind, given)


def _after(office: Office, known: list[Address], event: Event) -> list[Address]:
    """The addresses after an event that gave some, or took some away."""
    values, fact = office.engine.log.reveal(event), event.fact
    removed, back = getattr(fact, "removed", ()), getattr(fact, "restores", None)
    for kind in KINDS:
        text = values.get(kind)
        if text is None and kind not in removed:
            continue
        if back is not None:
            known = [replace(one, void=one.void or (one.kind == kind and one.given > back)) for one in known]
        earlier = [one for one in known if one.kind == kind and not one.void]
        known = [_replaced(one, event.recorded) if one.kind == kind else one for one in known]
        if text is not None:
            proved = _answered_for(event) or _was_proved(earlier, str(text), event.recorded)
            behind = code_read_out(event.actor) and not any(_leads_in(one, str(text), event) for one in earlier)
            known = [*known, Address(kind, str(text), event.version, event.recorded, proved=proved, behind=behind)]
    return known


def _replaced(address: Address, moment: datetime) -> Address:
    return address if address.replaced else replace(address, replaced=moment)


def _answered_for(event: Event) -> bool:
    """Whether somebody else than the person in the chat gave the address: a colleague, or another system."""
    return event.sender != SENDER or event.by != "participant"


def _was_proved(earlier: list[Address], text: str, now: datetime) -> bool:
    """Whether the same address was the person's own just before, or not long ago."""
    return any(one.opens(now) and spelling.same(one.text, text) for one in earlier)


def _leads_in(one: Address, text: str, event: Event) -> bool:
    """Whether the address was the person's own before somebody behind a code gave it once more."""
    return not one.behind and _was_proved([one], text, event.recorded)


def _opened_before(office: Office, person: Person, address: Address) -> bool:
    """Whether the person came back by it under a version that asked for no proof."""
    chats = [chat.id for chat in office.engine.chats.find(stream=person.stream, channel="webchat")]
    before = office.doors.before(address.text, chats) if chats else None
    if before is None or address.replaced is not None:
        return False
    since, until = address.at + _LONGEST_VISIT, before + timedelta(minutes=1)
    return any(event.by == "participant" and since < event.recorded <= until for event in person.log)


# --- ways in ----------------------------------------------------------------------------------------------------------


def index(office: Office, person: Person, chat: int | None = None) -> None:
    """Let the person's chats, or one that has just become theirs, be looked for by what opens them or will."""
    now = office.clock()
    texts = [one.text for one in every(office, person) if one.stands() or one.leads_back(now)]
    own = [one.id for one in office.engine.chats.find(stream=person.stream, channel="webchat")]
    for number in [chat] if chat is not None else own:
        office.doors.know(number, texts)


def ways(office: Office, person: Person, why: str) -> list[Address]:
    """The addresses that open the person's chat now; the reading is logged as the system's."""
    now = office.clock()
    office.engine.note_read(now, "system", person.stream, ("contact",), why)
    return [one for one in every(office, person) if one.opens(now)]


def unproved(office: Office, person: Person) -> list[Address]:
    """The addresses by which the person is reached and that open nothing yet."""
    return [one for one in every(office, person) if one.stands() and not one.proved]


def undoable(office: Office, person: Person) -> list[Address]:
    """The addresses that the person can go back to: of each kind the one that stood there a week ago or since."""
    now, known = office.clock(), every(office, person)
    first: dict[str, Address] = {}
    for one in known:
        if one.leads_back(now) and not _stands_again(known, one):
            first.setdefault(one.kind, one)
    return list(first.values())


def _stands_again(known: list[Address], address: Address) -> bool:
    return any(one.stands() and one.kind == address.kind and spelling.same(one.text, address.text) for one in known)


# --- proving ----------------------------------------------------------------------------------------------------------


def ask_proof(office: Office, chat: Chat, person: Person) -> tuple[Address, str] | None:
    """The e-mail address to be proved, and a code to send there; None where none is, or too many were asked for."""
    waits = [one for one in unproved(office, person) if one.kind == "email"]
    if not waits:
        return None
    code = office.doors.proof(chat.id, waits[0].given, office.clock())
    return (waits[0], code) if code else None


def prove_by_code(office: Office, actor: Actor, person: Person, chat: Chat, code: str, entry: str) -> bool:
    """Whether a code entered in the person's own chat proves the address it was sent to."""
    if repeated(person, entry):
        return True
    given = office.doors.proved(chat.id, code, office.clock(), [one.given for one in unproved(office, person)])
    if given is None:
        return False
    _prove(office, actor, person, "email", "code", given, entry)
    return True


def prove_by_meeting(office: Office, actor: Actor, person: Person, kind: str, given: int, entry: str) -> Changed:
    """A colleague has met the person, and the address is theirs. Stale where it is another by now."""
    office.check(actor, Permission.PROVE_ADDRESS, person)
    waits = [one for one in unproved(office, person) if _is(one, kind, given)]
    if not waits and not repeated(person, entry):
        raise Stale("another address holds, or it is proved")
    return _prove(office, actor, person, "phone" if kind == "phone" else "email", "met", given, entry)


def _prove(
    office: Office, actor: Actor, person: Person, kind: Kind, how: Literal["code", "met"], given: int, entry: str
) -> Changed:
    fact = requests.AddressProved(kind=kind, how=how, given=given)
    return record(office, actor, person, Permission.PROVE_ADDRESS, (entry, fact))


# --- changing ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Replaced:
    """An address that was replaced and opened the chat: it is told, with the token of a way back where there is one."""

    address: Address
    token: str | None


def change(
    office: Office, actor: Actor, person: Person, details: requests.ContactDetailsChanged, entry: str
) -> list[Replaced]:
    """Be reached at another number or address. Returns what was replaced; it leads back in for a week."""
    earlier = [one for one in every(office, person) if one.stands() and _changes(details, one)]
    proved = [one for one in earlier if one.proved] if not repeated(person, entry) else []
    record(office, actor, person, Permission.WRITE_FACTS, (entry, details))
    index(office, office.person(person.stream))
    return [Replaced(one, _way_back(office, person, one)) for one in proved]


def _changes(details: requests.ContactDetailsChanged, address: Address) -> bool:
    text = getattr(details, address.kind)
    return text is not None and not spelling.same(text, address.text)


def _way_back(office: Office, person: Person, address: Address) -> str | None:
    if address.kind != "email":
        return None
    now = office.clock()
    for chat in office.engine.chats.find(stream=person.stream, channel="webchat")[:1]:
        return office.doors.way_back(chat.id, address.given, now, now + UNDONE_FOR)
    return None


def undo(office: Office, actor: Actor, person: Person, kind: str, entry: str) -> list[Replaced]:
    """Go back, from the chat, to the earlier address of that kind. Returns what opens nothing more. Raises Stale."""
    if repeated(person, entry):
        return []
    back = [one for one in undoable(office, person) if one.kind == kind]
    if not back:
        raise Stale("nothing can be undone")
    return _restore(office, actor, person, back[0], entry)


def undo_by_link(office: Office, token: str) -> bool:
    """Go back by the link that the replaced address was sent; every sign-in ends. False where it leads nowhere."""
    went = office.doors.go_back(token, office.clock())
    chat = office.engine.chats.load(went[0]) if went else None
    if went is None or chat is None or chat.stream is None:
        return False
    person = office.person(chat.stream)
    back = [one for one in every(office, person) if _is(one, "email", went[1])]
    if back and not person.history.erased:
        chat.read_out = back[0].behind  # what a colleague may have given leads back in as what it was
        _restore(office, Actor.in_chat(chat), person, back[0], f"chat-{chat.id}-back-{went[1]}-{token[:8]}")
    return bool(back)


def _restore(office: Office, actor: Actor, person: Person, address: Address, entry: str) -> list[Replaced]:
    gone = [one for one in every(office, person) if one.kind == address.kind and one.stands() and one.proved]
    phone, email = ((address.text, None), (None, address.text))[address.kind == "email"]
    fact = requests.ContactDetailsChanged(phone=phone, email=email, restores=address.given)
    record(office, actor, person, Permission.WRITE_FACTS, (entry, fact))
    index(office, office.person(person.stream))
    return [Replaced(one, None) for one in gone]


# --- codes that a human reads out -------------------------------------------------------------------------------------


def entered(office: Office, chat: Chat, reader: str) -> None:
    """Keep that somebody entered with a code which this colleague was given to read out."""
    if chat.stream is None:
        return
    fact = requests.EnteredByReadOutCode(read_out_by=reader)
    office.record(chat.stream, chat.programme or "", "system", (_entry_of(office, chat), fact))


def _entry_of(office: Office, chat: Chat) -> str:
    return f"chat-{chat.id}-entered-{office.clock().isoformat()}"
