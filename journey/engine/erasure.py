"""Erases a person: decided in the log, carried out in the vault, proved by a receipt.

The three steps are taken in that order and each can be repeated, so a crash between them is mended at the next start.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from journey.domain.errors import Conflict, WrongInput
from journey.domain.events.system import Erased
from journey.domain.history import History
from journey.engine import store as tables
from journey.engine.chats.deletion import delete_of_person
from journey.engine.decisions import engine_event
from journey.engine.engine import ATTEMPTS, Engine
from journey.engine.people import erased_label


def erase(engine: Engine, stream: UUID, reason: str, now: datetime, actor: str, receipts: Path) -> dict[str, str]:
    """Destroy a person's key and the way to them. Returns the receipt.

    Raises WrongInput while an episode, or a referral, is still open to work with (discharge or decline first).
    """
    for _ in range(ATTEMPTS):
        log = engine.log.load(stream)
        history = History(log)
        stay = history.current
        if stay is not None and stay.enrolment is not None and stay.ending is None:
            raise WrongInput("PARTICIPANT: the episode is open; discharge the person first, then erase")
        if history.erased:
            break
        event = engine_event(stream, len(log) + 1, log[0].programme, Erased(reason=reason), now, actor)
        try:
            engine.log.append([event])
        except Conflict:
            continue
        break
    return _carry_out(engine, stream, now, receipts)


def finish_erasures(engine: Engine, erased: Iterable[UUID], receipts: Path, now: datetime) -> int:
    """Carry out what was decided but not finished, of people whom the log says are erased: a key left, no receipt yet.

    And the other way round, after a restore: people whom a receipt says are erased. Returns how many of those.
    """
    with_receipt = set(erased_streams(receipts))
    decided = set(erased)
    for stream in decided:
        with engine.store.read() as connection:
            query = sa.select(tables.keys.c.stream).where(tables.keys.c.stream == stream.hex)
            left = connection.execute(query).first() is not None
        if left or stream not in with_receipt:
            _carry_out(engine, stream, now, receipts)
    return erase_again(engine, with_receipt - decided, now)


def unfinished(engine: Engine, erased: Iterable[UUID], receipts: Path) -> bool:
    """Whether anybody's erasure is decided, here or by a receipt, and not carried out in this store."""
    decided = {stream.hex for stream in (*erased, *erased_streams(receipts))}
    with engine.store.read() as connection:
        return any(key in decided for key in connection.execute(sa.select(tables.keys.c.stream)).scalars())


def _carry_out(engine: Engine, stream: UUID, now: datetime, receipts: Path) -> dict[str, str]:
    with engine.store.write() as connection:
        delete_of_person(connection, engine.vault, stream)
    engine.store.checkpoint()
    receipt = {"erased": erased_label(stream), "stream": stream.hex, "at": now.isoformat()}
    if stream not in set(erased_streams(receipts)):
        _write(receipts, receipt)
    return receipt


def _write(receipts: Path, receipt: dict[str, str]) -> None:
    receipts.parent.mkdir(parents=True, exist_ok=True)
    cut_off = receipts.exists() and not receipts.read_bytes().endswith(b"\n")  # by a power failure: begin a new line
    handle = os.open(receipts, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(("\n" if cut_off else "") + json.dumps(receipt) + "\n")
        file.flush()
        os.fsync(file.fileno())


def erased_streams(receipts: Path) -> Iterator[UUID]:
    """The streams that receipts speak of."""
    yield from filter(None, map(_stream_of, _lines(receipts)))


def damaged(receipts: Path) -> int:
    """How many lines of the file are no receipt: whoever they spoke of is not erased again after a restore."""
    return sum(1 for line in _lines(receipts) if line.strip() and _stream_of(line) is None)


def _lines(receipts: Path) -> list[bytes]:
    return receipts.read_bytes().splitlines() if receipts.exists() else []


def _stream_of(line: bytes) -> UUID | None:
    """Whom a receipt speaks of; None for a line that is none: empty, cut off by a power failure, or damaged."""
    try:
        return UUID(json.loads(line)["stream"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


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
            delete_of_person(connection, engine.vault, stream)
    if again:
        engine.store.checkpoint()
    return again
