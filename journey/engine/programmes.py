"""The programmes a store serves, and every version of their rules that the log holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import calendar
from journey.domain.errors import WrongInput
from journey.domain.events import Recorded, decode_batch
from journey.domain.events.system import RulesChanged
from journey.domain.programme import Programme
from journey.domain.rulebook import RuleBook
from journey.engine import store as tables
from journey.engine.decisions import engine_event
from journey.engine.log import Log
from journey.engine.people import programme_stream


class Programmes:
    """The programmes that files describe, and what the log has recorded of them."""

    def __init__(self, log: Log, described: Mapping[str, Programme]) -> None:
        self.log = log
        self.store = log.store
        self.described = described
        self.rejudges = False
        """Whether rules may come into force before those the log holds: what was judged by these is judged anew."""
        self.judged_before: dict[str, RuleBook] = {}
        """The rules that held until such rules were taken, by programme."""

    def in_use(self) -> list[str]:
        """The programmes that the log knows, by id."""
        with self.store.read() as connection:
            return sorted(connection.execute(sa.select(tables.programmes.c.programme)).scalars())

    def use(self, programme: str, now: datetime) -> Programme:
        """Take a programme into use: its rules are in the log from now on. WrongInput where no file describes it."""
        current = self.file_of(programme)
        with self.store.read() as connection:
            recorded = self._is_recorded(connection, current)
        if not recorded:
            with self.store.write() as connection:
                self.store.lock_keys(connection)
                self.store.lock_log(connection)
                self.record_rules(connection, current, now)
            self.forget()
        return current

    def file_of(self, programme: str) -> Programme:
        """The programme as its file describes it now. WrongInput where there is none."""
        current = self.described.get(programme)
        if current is None:
            raise WrongInput(f"--programme: no such programme; allowed: {', '.join(sorted(self.described)) or 'none'}")
        return current

    def _is_recorded(self, connection: Connection, programme: Programme) -> bool:
        versions = self._versions(programme.id, connection)
        return bool(versions) and versions[-1].fact.programme.version() == programme.version()

    def record_rules(self, connection: Connection, programme: Programme, now: datetime) -> None:
        """Append the programme's resolved rules where they differ from the last ones; the caller holds the locks."""
        if not self._is_recorded(connection, programme):
            stream = programme_stream(programme.id)
            fact = RulesChanged(valid_from=programme.valid_from or calendar.local_date(now), programme=programme)
            self._check_day(programme, self._versions(programme.id, connection))
            version = self.log.version(stream, connection=connection) + 1
            self.log.insert(connection, [engine_event(stream, version, programme.id, fact, now, "system")])
        table = tables.programmes
        if connection.execute(sa.select(table).where(table.c.programme == programme.id)).first() is None:
            connection.execute(table.insert().values(programme=programme.id))

    def _check_day(self, programme: Programme, versions: list[Recorded]) -> None:
        """What has been judged is judged anew only where somebody says so. Raises WrongInput."""
        latest = max((event.fact.valid_from for event in versions), default=date.min)
        if programme.valid_from is None or programme.valid_from >= latest:
            return
        if not self.rejudges:
            raise WrongInput(
                f"programme {programme.id}: valid_from: {programme.valid_from} is before {latest}, from which recorded "
                f"rules hold; write {latest} or a later day, or give --rejudge, which judges anew and names who changes"
            )
        self.judged_before[programme.id] = _book(versions)

    def _versions(self, programme: str, connection: Connection) -> list[Recorded]:
        events = self.store.events
        query = (
            sa.select(events.c.state)
            .where(events.c.originator_id == self.store.stream_id(programme_stream(programme)))
            .where(events.c.topic.like("rules_changed.%"))
            .order_by(events.c.originator_version)
        )
        return decode_batch(connection.execute(query).scalars())

    @cached_property
    def books(self) -> dict[str, RuleBook]:
        """Every programme's rules through time, by id, from the log."""
        in_use = self.in_use()
        with self.store.read() as connection:
            versions = {programme: self._versions(programme, connection) for programme in in_use}
        return {programme: _book(changes) for programme, changes in versions.items() if changes}

    def forget(self) -> None:
        """The rules in the log may have changed: read them again when next asked."""
        self.__dict__.pop("books", None)


def _book(versions: list[Recorded]) -> RuleBook:
    return RuleBook((event.fact.valid_from, event.fact.programme) for event in versions)
