"""Makes one person of two: the facts of one are recorded again under the other, in one transaction.

Nothing is taken out of the log. Entries keep their ids, so occurrences keep their names and no alert is raised anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import lifecycle
from journey.domain.errors import WrongInput, WrongOrder
from journey.domain.events import Event, Fact, Recorded
from journey.domain.events.documents import DocumentKept
from journey.domain.events.requests import AddressProved, EnteredByReadOutCode
from journey.domain.events.system import AlertRaised, CaseloadChanged, Merged
from journey.domain.history import MERGED, History, Stay
from journey.engine import store as tables
from journey.engine.chats import tables as chat_tables
from journey.engine.decisions import coach_of, engine_event
from journey.engine.documents import copied
from journey.engine.engine import Engine
from journey.engine.likenesses import traits
from journey.engine.people import coach_stream
from journey.engine.row_seals import RowSeals

_NOT_TAKEN = (AddressProved, EnteredByReadOutCode, Merged)  # proofs are of one stream's own events


@dataclass(frozen=True, slots=True)
class MergedPeople:
    """What a merge did: events recorded again, and the entries of moves that the history has no room for."""

    recorded: int
    left_out: tuple[str, ...]


def merge(engine: Engine, source: UUID, target: UUID, reason: str, now: datetime, actor: str) -> MergedPeople:
    """Record the facts of `source` again under `target`; from now on both references mean the latter.

    A stay of the first that the second's history has no room for is left out, whole. Raises WrongInput where the two
    cannot be one: of two programmes, erased, or the first of them has a chat.
    """
    with engine.store.write() as connection:
        engine.store.lock_keys(connection)
        engine.store.lock_log(connection)
        merger = _Merger(engine, connection, now, actor)
        done = merger.run(source, target, reason)
    engine.log.saves += 1
    return done


class _Merger:
    """One merge, inside its transaction."""

    def __init__(self, engine: Engine, connection: Connection, now: datetime, actor: str) -> None:
        self.engine, self.connection, self.now, self.actor = engine, connection, now, actor

    def run(self, source: UUID, target: UUID, reason: str) -> MergedPeople:
        theirs, ours = self._log(source), self._log(target)
        self._check(source, target, theirs, ours)
        before, after = History(theirs), History(ours)
        left_out = self._without_room(before, ours)
        again = list(self._again(theirs, before, left_out, target, len(ours)))
        names = tuple(event.entry or event.type for event in before.moves if event.version in left_out)
        programme = ours[0].programme
        into, of = Merged(reason=reason, origin=source.hex, without=names), Merged(reason=reason, into=target.hex)
        ending = engine_event(target, len(ours) + len(again) + 1, programme, into, self.now, self.actor)
        leaving = engine_event(source, len(theirs) + 1, programme, of, self.now, self.actor)
        guards = self._guards(programme, before, after, History([*ours, *again]))
        self.engine.log.insert(self.connection, [*again, ending, leaving, *guards])
        said = [trait for event in again for trait in traits(event)]
        self.engine.likenesses.keep(self.connection, programme, said)
        self._point(source, target)
        return MergedPeople(len(again), names)

    def _log(self, stream: UUID) -> list[Recorded]:
        return self.engine.log.load(stream, connection=self.connection)

    def _check(self, source: UUID, target: UUID, theirs: Sequence[Event], ours: Sequence[Event]) -> None:
        if source == target:
            raise WrongInput("INTO: is the same person already; name another one")
        if theirs[0].programme != ours[0].programme:
            raise WrongInput("INTO: is in another programme; two people of one programme can be made one")
        for name, log in (("FROM", theirs), ("INTO", ours)):
            if History(log).erased:
                raise WrongInput(f"{name}: is erased; nothing is left to be merged")
        chats = chat_tables.chats
        if self.connection.execute(sa.select(chats.c.id).where(chats.c.stream == source.hex)).first():
            raise WrongInput("FROM: has a chat, which cannot be moved; merge the other way round")

    def _without_room(self, before: History, ours: Sequence[Event]) -> set[int]:
        """The versions of moves whose stay cannot stand beside the other's; a stay is taken whole or not at all."""
        kept: list[Event] = []
        left_out: set[int] = set()
        for stay in _stays_of(before):
            try:
                lifecycle.check(History([*ours, *_renumbered([*kept, *stay], len(ours))]).moves, ())
                kept += stay
            except WrongOrder:
                left_out |= {event.version for event in stay}
        return left_out

    def _again(
        self, theirs: Sequence[Recorded], before: History, left_out: set[int], target: UUID, last: int
    ) -> Iterator[Event]:
        """Their events that still say something, as events of the other stream, personal values in the clear."""
        wrong = {event.version for event, _ in before.struck}
        without = [stay for stay in before.stays if _begins(stay).version in left_out]
        for event in theirs:
            in_vain = event.type == "struck" or event.version in wrong or isinstance(event.fact, _NOT_TAKEN)
            assigned = event.type in ("coach_assigned", "co_coach_assigned") and before.stay_at(event) in without
            if in_vain or assigned or event.version in left_out:
                continue
            last += 1
            fact, note = self._opened(event)
            if isinstance(fact, DocumentKept):
                copy = copied(self.connection, self.engine.vault, target, fact)
                if copy is None:
                    last -= 1
                    continue
                fact = copy
            if isinstance(fact, AlertRaised):
                fact = msgspec.structs.replace(fact, seen=last - 1)
            yield msgspec.structs.replace(
                event,
                stream=target,
                version=last,
                fact=fact,
                note=note,
                sealed=None,
                logged=self.now,
                migrated=True,
                causation=MERGED,
            )

    def _opened(self, event: Recorded) -> tuple[Fact, str | None]:
        """The fact with its personal values, and the note."""
        opened: dict[str, Any] = self.engine.log.reveal(event, self.connection)
        note = opened.pop("note", None)
        kinds = {field.encode_name: field for field in msgspec.structs.fields(type(event.fact))}
        known = {kinds[key].name: msgspec.convert(value, kinds[key].type) for key, value in opened.items()}
        return msgspec.structs.replace(event.fact, **known), note

    def _guards(self, programme: str, theirs: History, before: History, after: History) -> Iterator[Event]:
        """The guard events of coaches whose caseload changes."""
        changes = [(coach_of(theirs), "freed")]
        if coach_of(before) != coach_of(after):
            changes += [(coach_of(before), "freed"), (coach_of(after), "taken")]
        added: dict[UUID, int] = {}
        for coach, change in changes:
            if coach is None:
                continue
            stream = coach_stream(programme, coach)
            added[stream] = added.get(stream, self.engine.log.version(stream, connection=self.connection)) + 1
            fact = CaseloadChanged(coach=coach, change=change)  # type: ignore[arg-type]  # taken or freed, see above
            yield engine_event(stream, added[stream], programme, fact, self.now, self.actor)

    def _point(self, source: UUID, target: UUID) -> None:
        """From now on whoever means the one means the other, also by way of a third."""
        table = tables.merges
        seals, name = RowSeals(self.engine.vault), str(table.name)
        earlier = sa.select(table.c.stream).where(table.c.into == source.hex)
        for stream in [source.hex, *self.connection.execute(earlier).scalars()]:
            self.connection.execute(table.delete().where(table.c.stream == stream))
            row = seals.sealed(name, {"stream": stream, "into": target.hex})
            self.connection.execute(table.insert().values(**row))


def _begins(stay: Stay) -> Event:
    return stay.referral or stay.enrolment  # type: ignore[return-value]  # a stay begins with one of the two


def _stays_of(history: History) -> list[list[Event]]:
    """The moves of each stay."""
    first = {_begins(stay).version for stay in history.stays}
    stays: list[list[Event]] = []
    for event in history.moves:
        if event.version in first or not stays:
            stays.append([])
        stays[-1].append(event)
    return stays


def _renumbered(events: Sequence[Event], last: int) -> list[Event]:
    return [msgspec.structs.replace(event, version=last + number) for number, event in enumerate(events, 1)]


def merged_into(log: Sequence[Event]) -> list[UUID]:
    """The streams whose facts stand in this one too since they were merged into it."""
    return [UUID(event.fact.origin) for event in log if isinstance(event.fact, Merged) and event.fact.origin]
