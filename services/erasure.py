"""Erasure: asked for by the person, decided by a supervisor, carried out by the officer or the operator, and final."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, cast
from uuid import UUID

import sqlalchemy as sa

from journey.domain import calendar, standing
from journey.domain.actors import code_read_out
from journey.domain.errors import NotAllowed, WrongInput
from journey.domain.events import Recorded
from journey.domain.events.requests import ErasureDecided, ErasureRequested
from journey.domain.events.system import ErasureBasis
from journey.engine.erasure import ReceiptFollows, erase, finish_for_good
from journey.engine.people import erased_label
from journey.engine.receipts import Receipt, read
from journey.engine.vault import chunks
from projections.live import lists, tables
from services import changes
from services.acting import journey_of
from services.changes import Changed, Entry, Stale, repeated
from services.keys import AT_ONCE
from services.office import Office
from services.opened import Journey
from services.oversight import note_look
from services.people import Person
from services.permissions import Actor, Permission, check

DECISIONS = ("granted", "refused")
_WHY = "desk-erasures"
_AS_GRANTED = "granted by a supervisor, carried out at the desk"


def decide(
    office: Office, actor: Actor, person: Person, decision: str, entry: str, reason: str | None = None
) -> Changed:
    """Grant what was asked for, or refuse it. Raises Stale for another word, and where it stands otherwise by now.

    How it stood is what the person was read with; how it stands, the log as it is when this is saved.
    """
    if decision not in DECISIONS:
        raise Stale("that is no decision")
    named, shown = _case_of(person, entry), standing.erasure(person.history)
    fact = ErasureDecided(decision=cast("Any", decision), reason=reason)

    def deciding(now: Person) -> list[Entry]:
        if not repeated(now, named) and standing.erasure(now.history) != shown:
            raise Stale("somebody else has decided meanwhile")
        return [(named, fact)]

    return changes.decide(office, actor, person, Permission.DECIDE_ERASURE, deciding)


def is_decided(person: Person, entry: str) -> bool:
    """Whether a decision of that name is recorded: a form that is sent twice decides once."""
    return repeated(person, _case_of(person, entry))


def _case_of(person: Person, entry: str) -> str:
    return f"erasure-{person.stream.hex}-{entry}"


@dataclass(frozen=True, slots=True)
class Carried:
    """An erasure that was carried out: what the person is called now, and when no copy opens any more."""

    erased: str
    at: datetime
    keys: frozenset[str]
    """The wrapping keys that open copies in the database's files and in backups, or did."""
    final: bool
    late: Exception | None = None
    """What kept a receipt or a new epoch of keys from following: every start of the program tries again."""


def carry_out(
    journey: Journey,
    stream: UUID,
    reason: str,
    receipts: Path,
    *,
    basis: ErasureBasis = "decided",
    final: bool = False,
) -> Carried:
    """Destroy a person's key and the way to them in the store, and end the epoch of keys that opens copies of it.

    It rests on what the person asked for and a supervisor granted, unless `basis` says otherwise, which is recorded.

    `final` destroys every key of earlier epochs at once: no backup made before now can be read any more. Else the
    clock does that when their backups are old enough. Receipts are written down in `receipts`.

    Raises NotAllowed, also where a refusal stands or the decision is missing, and WrongInput where no reason is given
    or the person is still worked with.
    """
    check(journey.actor, Permission.CARRY_OUT_ERASURE)
    if final:
        check(journey.actor, Permission.MANAGE_SYSTEM)
    if not reason.strip():
        raise WrongInput("--reason: empty; say who decided, and when")
    called, keys = erased_label(stream), frozenset[str]()
    try:
        receipt = erase(journey.engine, stream, reason, journey.now, journey.actor.recorded, receipts, basis)
        keys = frozenset(receipt["keys"])
    except ReceiptFollows as follows:
        return Carried(called, journey.now, keys, final=False, late=_reason(follows))
    try:
        done = _for_good(journey, stream, receipts, final=final)
    except Exception as error:  # noqa: BLE001  # whatever it is, the person's key is gone
        return Carried(called, journey.now, keys, final=False, late=error)
    return Carried(called, journey.now, keys, final=done)


def _reason(follows: ReceiptFollows) -> Exception:
    return follows.__cause__ if isinstance(follows.__cause__, Exception) else follows


def _for_good(journey: Journey, stream: UUID, receipts: Path, *, final: bool) -> bool:
    """End the epoch of keys that opens copies, or with `final` destroy them all. Whether no copy opens any more."""
    journey.engine.epochs.begin(journey.now)
    if final:
        journey.engine.epochs.destroy(journey.now, AT_ONCE)
        finish_for_good(journey.engine, receipts, journey.now)
    journey.projector.follow()
    return read(receipts)[stream].for_good


def asked_behind_a_code(person: Person) -> bool:
    """Whether it is asked for, undecided, in a session that a code read out by a colleague had opened."""
    asked = [event for event in person.history.dealings if isinstance(event.fact, ErasureRequested | ErasureDecided)]
    return bool(asked) and isinstance(asked[-1].fact, ErasureRequested) and code_read_out(asked[-1].actor)


# --- what has been asked for, and what became of it -------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Request:
    """An erasure that was asked for, or carried out: how it stands, since when; who it is about is said by nobody."""

    stream: UUID
    state: Literal["asked", "granted", "refused", "erased"]
    since: date
    waits: bool = False
    """Whether the person is still worked with: it is carried out when they have been discharged."""
    basis: ErasureBasis | None = None
    """What one that was carried out rests on; older ones do not say."""
    final: bool = False
    """Whether no copy opens any more."""
    final_after: date | None = None
    """From when no copy will open any more; None where it is final, or nobody knows."""


def requests(office: Office, actor: Actor, receipts: Path, window: timedelta) -> list[Request]:
    """Every erasure of the actor's programme, the latest first: asked for and not carried out, and carried out.

    That they were looked at is kept. Raises NotAllowed for who carries none out.
    """
    office.check(actor, Permission.CARRY_OUT_ERASURE)
    note_look(office, actor, _WHY)
    open_ = [request for person in _who_asked(office, actor) if (request := _open(person)) is not None]
    done = list(_carried_out(office, actor, read(receipts), window))
    return sorted([*open_, *done], key=lambda one: one.since, reverse=True)


def count_granted(office: Office, actor: Actor) -> int:
    """How many erasures are granted and not carried out. Raises NotAllowed for who carries none out."""
    office.check(actor, Permission.CARRY_OUT_ERASURE)
    return sum(standing.erasure(person.history) == "granted" for person in _who_asked(office, actor))


def case(office: Office, stream: UUID) -> str:
    """By what somebody's erasure is told apart at the officer's desk: their number there and their page are others."""
    return office.engine.vault.digest("erasure of whom", stream.hex)


def somebody(office: Office, actor: Actor, told: str) -> UUID:
    """Whose erasure a case is, of those who have asked in the actor's programme. Raises NotAllowed where nobody's."""
    office.check(actor, Permission.CARRY_OUT_ERASURE)
    for stream in _streams(office, actor):
        if case(office, stream) == told:
            return stream
    raise NotAllowed("nobody is meant by that")


def one_granted(office: Office, actor: Actor, stream: UUID) -> Request:
    """An erasure that waits to be carried out. Raises NotAllowed where none does."""
    person = office.somebody(actor, stream)
    office.check(actor, Permission.CARRY_OUT_ERASURE, person)
    request = _open(person) if not person.history.erased else None
    if request is None or request.state != "granted":
        raise NotAllowed("no erasure waits to be carried out there")
    return request


def carry_out_granted(office: Office, actor: Actor, stream: UUID, receipts: Path) -> Carried:
    """Carry out an erasure that waits for it: see `carry_out`. Raises NotAllowed where none does."""
    one_granted(office, actor, stream)
    done = carry_out(journey_of(office, actor), stream, _AS_GRANTED, receipts)
    office.announce()
    return done


def _who_asked(office: Office, actor: Actor) -> list[Person]:
    """Everybody of the programme who has ever asked, and is not erased."""
    return [person for person in office.people(_streams(office, actor)) if not person.history.erased]


def _streams(office: Office, actor: Actor) -> list[UUID]:
    """Of whoever has ever asked, erased or not: each request is a task for a supervisor."""
    table = tables.tasks
    query = sa.select(table.c.stream).where(table.c.programme == actor.programme, table.c.kind == "erasure").distinct()
    with office.engine.store.read() as connection:
        return [UUID(stream) for stream in connection.execute(query).scalars()]


def _open(person: Person) -> Request | None:
    """How a request stands that was not carried out; None where there is none."""
    state, stay = standing.erasure(person.history), person.history.current
    if state == "none":
        return None
    kind = ErasureRequested if state == "asked" else ErasureDecided
    last = next(event for event in reversed(person.history.dealings) if isinstance(event.fact, kind))
    waits = stay is not None and stay.enrolment is not None and stay.ending is None
    return Request(person.stream, state, last.on, waits)


def _carried_out(office: Office, actor: Actor, receipts: dict[UUID, Receipt], window: timedelta) -> Iterator[Request]:
    with office.engine.store.read() as connection:
        everybody = lists.erased(connection).items()
        streams = [stream for stream, programme in everybody if programme == actor.programme]
        for some in chunks(streams):
            for event in office.engine.log.of_types(connection, some, ["erased"]):
                yield _receipt_of(office, event, receipts.get(event.stream), window)


def _receipt_of(office: Office, event: Recorded, receipt: Receipt | None, window: timedelta) -> Request:
    final = receipt is not None and receipt.for_good
    over = None
    if receipt is not None and receipt.keys and not final:
        over = calendar.local_date(office.engine.epochs.over(receipt.keys, window))
    return Request(event.stream, "erased", event.on, basis=event.fact.basis, final=final, final_after=over)
