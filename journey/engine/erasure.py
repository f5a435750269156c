"""Erases a person: decided in the log, carried out in the vault, proved by a receipt; for good when an epoch ends.

The three steps are taken in that order and each can be repeated, so a crash between them is mended at the next start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import standing
from journey.domain.errors import Conflict, NotAllowed, StoreError, WrongInput
from journey.domain.events import Recorded
from journey.domain.events.system import Erased, ErasureBasis
from journey.domain.history import History
from journey.engine import form_drafts, tables
from journey.engine.chats.deletion import delete_of_person
from journey.engine.decisions import engine_event
from journey.engine.documents import drop_of_person
from journey.engine.engine import ATTEMPTS, Engine
from journey.engine.imports import FORGOTTEN
from journey.engine.merging import merged_into
from journey.engine.receipts import first, opened_by, read, second, write
from journey.engine.row_seals import RowSeals


class ReceiptFollows(StoreError):
    """Somebody is erased from the store, and their receipt cannot be written yet: see the cause.

    Until it is there a restore of an earlier backup would bring them back. Every start of the program tries again.
    """

    def __init__(self) -> None:
        super().__init__(
            "somebody is erased, and the receipt cannot be written yet; restore no earlier backup till then"
        )


def erase(
    engine: Engine,
    stream: UUID,
    reason: str,
    now: datetime,
    actor: str,
    receipts: Path,
    basis: ErasureBasis = "without_request",
    seen: int | None = None,
) -> dict[str, Any]:
    """Destroy a person's key and the way to them in the store. Returns the receipt.

    What is left in copies of the store opens until the epochs of now have ended: see `Epochs`.

    `seen` is the version of the person's stream that was judged: where it has grown since, Conflict is raised.

    Raises NotAllowed where a supervisor's refusal stands, or the basis is a decision that nobody has taken; WrongInput
    while an episode, or a referral, is still open to work with (discharge or decline first); and ReceiptFollows where
    everything is done but for the receipt.
    """
    for _ in range(ATTEMPTS):
        log = engine.log.load(stream)
        history = History(log)
        if seen not in (None, len(log)):
            raise Conflict("somebody has written about the person meanwhile; nothing was erased; look again")
        if not history.erased:
            _check_basis(history, basis)  # by the log it is saved against: a refusal that comes meanwhile is seen
        stay = history.current
        if stay is not None and stay.enrolment is not None and stay.ending is None:
            raise WrongInput("PARTICIPANT: the episode is open; discharge the person first, then erase")
        if history.erased:
            break
        event = engine_event(stream, len(log) + 1, log[0].programme, Erased(reason=reason, basis=basis), now, actor)
        try:
            engine.log.append([event])
        except Conflict:
            continue
        break
    return _carry_out(engine, stream, now, receipts)


def _check_basis(history: History, basis: ErasureBasis) -> None:
    state = standing.erasure(history)
    if state == "refused":
        raise NotAllowed("PARTICIPANT: a supervisor has refused the erasure; it stands until a supervisor grants it")
    if basis != "decided" or state == "granted":
        return
    missing = "has asked, and no supervisor has decided" if state == "asked" else "has not asked to be erased"
    raise NotAllowed(f"PARTICIPANT: the person {missing}; with --without-request it is done, and recorded as such")


def finish_erasures(engine: Engine, erased: Iterable[UUID], receipts: Path, now: datetime) -> int:
    """Carry out what was decided but not finished, of people whom the log says are erased: a key left, no receipt yet.

    And the other way round, after a restore: people whom a receipt says are erased. Returns how many of those.
    Raises ReceiptFollows when all else is done.
    """
    with_receipt = set(erased_streams(receipts))
    decided, late = set(erased), list[ReceiptFollows]()
    for stream in decided:
        with engine.store.read() as connection:
            query = sa.select(tables.keys.c.stream).where(tables.keys.c.stream == stream.hex)
            left = connection.execute(query).first() is not None
        if left or stream not in with_receipt:
            try:
                _carry_out(engine, stream, now, receipts)
            except ReceiptFollows as follows:
                late.append(follows)
    again = erase_again(engine, with_receipt - decided, now)
    if late:
        raise late[0]
    return again


def unfinished(engine: Engine, erased: Iterable[UUID], receipts: Path) -> bool:
    """Whether anybody's erasure is decided, here or by a receipt, and not carried out in this store."""
    decided = {stream.hex for stream in (*erased, *erased_streams(receipts))}
    with engine.store.read() as connection:
        return any(key in decided for key in connection.execute(sa.select(tables.keys.c.stream)).scalars())


def _carry_out(engine: Engine, stream: UUID, now: datetime, receipts: Path) -> dict[str, Any]:
    with engine.store.write() as connection:
        _delete(engine, connection, stream)
    try:
        engine.store.checkpoint()
        receipt = first(stream, now, engine.epochs.opening())
        if stream not in read(receipts):
            write(receipts, receipt)
    except Exception as error:  # whatever it is, the key is gone: what is told must not be that this failed
        raise ReceiptFollows from error
    return receipt


def _delete(engine: Engine, connection: Connection, stream: UUID) -> None:
    """Take a person's keys, and whatever stands outside the log of them; who was merged into them goes with them."""
    log = engine.log.load(stream, connection=connection)
    delete_of_person(connection, engine.vault, stream)
    drop_of_person(connection, engine.vault, stream)
    form_drafts.drop_of_person(connection, stream)
    _forget_entries(connection, RowSeals(engine.vault), log)
    connection.execute(tables.merges.delete().where(tables.merges.c.stream == stream.hex))
    for other in merged_into(log):
        _delete(engine, connection, other)


def _forget_entries(connection: Connection, seals: RowSeals, log: Iterable[Recorded]) -> None:
    """Forget what a person's entries held: a digest of them, with names, would tell a guess right from wrong."""
    rows = [
        {"programme": event.programme, "sender": event.sender, "entry": event.entry, "digest": FORGOTTEN}
        for event in log
        if event.sender and event.entry
    ]
    named = [
        {"of": row["programme"], "by": row["sender"], "id": row["entry"], "made": seals.of("entries", row)}
        for row in rows
    ]
    if named:
        connection.execute(_FORGET, named)


_FORGET = (
    tables.entries.update()
    .where(
        tables.entries.c.programme == sa.bindparam("of"),
        tables.entries.c.sender == sa.bindparam("by"),
        tables.entries.c.entry == sa.bindparam("id"),
    )
    .values(digest=FORGOTTEN, seal=sa.bindparam("made"))
)


def erased_streams(receipts: Path) -> Iterator[UUID]:
    """The streams that receipts speak of."""
    yield from read(receipts)


def finish_for_good(engine: Engine, receipts: Path, now: datetime) -> int:
    """Write the second step of every erasure of which no copy opens any more. Returns how many."""
    opening, finished = engine.epochs.opening(), 0
    for receipt in read(receipts).values():
        if receipt.keys is not None and not receipt.for_good and receipt.keys.isdisjoint(opening):
            write(receipts, second(receipt, now))
            finished += 1
    return finished


def end_epoch_of_erased(engine: Engine, receipts: Path, now: datetime) -> bool:
    """End an epoch in which somebody was erased, where that was broken off, or an older program did it. Whether it was.

    Of what an older program erased, the keys of now are noted first: they may open copies.
    """
    for receipt in read(receipts).values():
        if receipt.keys is None:
            write(receipts, opened_by(receipt, engine.epochs.opening()))
    with engine.store.read() as connection:
        current = engine.epochs.current(connection)
    due = any(receipt.opens_with(current) for receipt in read(receipts).values())
    if due:
        engine.epochs.begin(now)
    return due


def erase_again(engine: Engine, streams: Iterable[UUID], now: datetime) -> int:
    """After a restore: erase everybody who has been erased since the backup. Returns how many."""
    again = 0
    for stream in streams:
        log = engine.log.load(stream)
        if not log:
            continue
        if not History(log).erased:
            fact = Erased(reason="erased before the restore; see the receipt")
            engine.log.append([engine_event(stream, len(log) + 1, log[0].programme, fact, now, "operator")])
            again += 1
        with engine.store.write() as connection:
            _delete(engine, connection, stream)
    if again:
        engine.store.checkpoint()
    return again
