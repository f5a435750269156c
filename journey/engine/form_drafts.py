"""Keeps what colleagues have begun to write in forms, as they wrote it, until it is sent, thrown away or left alone.

Each is sealed under two keys at once: that of the person it is about, so that it goes with them, and one of the day it
was last written on, which is destroyed when everything of that day has expired. What was taken away before then opens
in no copy of the store for good once the epoch of that key has ended (see `epochs`).
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from journey.domain.errors import Conflict, KeyMissing
from journey.engine import tables
from journey.engine.chats.locks import hold_people
from journey.engine.row_seals import RowSeals
from journey.engine.store import Store
from journey.engine.vault import Vault, key_of_drafts

Words = tuple[tuple[str, str], ...]
"""What stands in a form: the name of each input, and what was written there."""

_TABLE, _NONCE = tables.form_drafts, 12
_NAME = str(_TABLE.name)


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A form that somebody has begun to fill in."""

    name: str
    writer: str
    """Whose it is, as the log names them: a person in one role."""
    programme: str
    stream: UUID | None
    """Whom it is about; None where it is about the programme itself."""
    kind: str
    words: Words = ()
    tab: str = ""
    """Which showing of the form wrote it last."""
    began: str = ""
    touched: str = ""


class FormDrafts:
    """The forms of one store that have been begun and not sent."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self.store, self.vault = store, vault
        self.seals = RowSeals(vault)

    def keep(self, draft: FormDraft, after: str, now: datetime) -> None:
        """Keep a form as it is written, in place of what was there; the first time makes it.

        `after` names the showing whose words this one has taken up. Raises Conflict where another has written since, or
        it is another's form; and KeyMissing where the person is erased.
        """
        day = key_of_drafts(now.date())
        if self.vault.key(day) is None:
            with self.store.write() as connection:
                self.vault.ensure(connection, [day])
        draft = replace(draft, began=draft.began or now.isoformat(), touched=now.isoformat())
        try:
            with self.store.write() as connection:
                if not hold_people(connection, {draft.stream} if draft.stream else ()):
                    raise KeyMissing("this person's key is destroyed; nothing personal can be added")
                self._put(connection, draft, after)
        except IntegrityError:
            raise Conflict("the form was kept by another page at the same moment") from None

    def _put(self, connection: Connection, draft: FormDraft, after: str) -> None:
        query = sa.select(_TABLE).where(_TABLE.c.name == draft.name).with_for_update()
        row = connection.execute(query).first()
        before = self._draft(row, connection) if row is not None else None
        if before is None:
            connection.execute(_TABLE.delete().where(_TABLE.c.name == draft.name))  # what opens no more is nobody's
            connection.execute(_TABLE.insert().values(**self._row(draft, connection)))
            return
        mine = (before.writer, before.programme, before.stream, before.kind)
        if mine != (draft.writer, draft.programme, draft.stream, draft.kind) or before.tab not in (draft.tab, after):
            raise Conflict("another page has written in this form since")
        row_now = self._row(replace(draft, began=before.began), connection)
        connection.execute(_TABLE.update().where(_TABLE.c.name == draft.name).values(**row_now))

    def find(self, name: str) -> FormDraft | None:
        """A form by its name; None where there is none, or it opens no more."""
        with self.store.glance() as connection:
            row = connection.execute(sa.select(_TABLE).where(_TABLE.c.name == name)).first()
            return None if row is None else self._draft(row, connection)

    def of_writer(self, writer: str, programme: str) -> list[FormDraft]:
        """The forms that somebody has begun in a programme, the last written first."""
        query = sa.select(_TABLE).where(_TABLE.c.writer == writer, _TABLE.c.programme == programme)
        with self.store.glance() as connection:
            rows = connection.execute(query.order_by(_TABLE.c.touched.desc())).all()
            drafts = [self._draft(row, connection) for row in rows]
        return [draft for draft in drafts if draft is not None]

    def drop(self, name: str) -> None:
        """Take one away: it was sent, or thrown away."""
        with self.store.write() as connection:
            connection.execute(_TABLE.delete().where(_TABLE.c.name == name))

    def drop_of(self, stream: UUID, writers: Collection[str]) -> int:
        """Take away what these have begun about a person. Returns how many."""
        with self.store.write() as connection:
            theirs = _TABLE.delete().where(_TABLE.c.stream == stream.hex, _TABLE.c.writer.in_(writers))
            return int(connection.execute(theirs).rowcount)

    def writers(self) -> dict[UUID, set[str]]:
        """Whom forms that were begun are about, and whose they are."""
        table, writers = _TABLE.c, dict[UUID, set[str]]()
        query = sa.select(table.stream, table.writer).where(table.stream.is_not(None)).distinct()
        with self.store.glance() as connection:
            for row in connection.execute(query):
                writers.setdefault(UUID(row.stream), set()).add(row.writer)
        return writers

    def count_expired(self, now: datetime, after: timedelta) -> int:
        """How many `delete_expired` would take away."""
        query = sa.select(sa.func.count()).where(_TABLE.c.touched < (now - after).isoformat())
        with self.store.read() as connection:
            return int(connection.execute(query).scalar() or 0)

    def delete_expired(self, now: datetime, after: timedelta) -> int:
        """Take away what nobody has touched for so long, and the keys of days of which nothing is left."""
        before = now - after
        with self.store.write() as connection:
            went = connection.execute(_TABLE.delete().where(_TABLE.c.touched < before.isoformat())).rowcount
            self._shred_days(connection, before.date())
        if went:
            self.store.checkpoint()
        return int(went)

    def _shred_days(self, connection: Connection, before: date) -> None:
        keys = tables.keys.c.stream
        first, last = key_of_drafts(date.min).hex, key_of_drafts(before).hex
        for day in connection.execute(sa.select(keys).where(keys >= first, keys < last)).scalars().all():
            self.vault.shred(connection, UUID(day))

    def _row(self, draft: FormDraft, connection: Connection) -> dict[str, Any]:
        content = msgspec.json.encode({"words": draft.words, "tab": draft.tab})
        columns = {
            "name": draft.name,
            "writer": draft.writer,
            "programme": draft.programme,
            "stream": draft.stream.hex if draft.stream else None,
            "kind": draft.kind,
            "began": draft.began,
            "touched": draft.touched,
        }
        cipher = self.vault.joint(_keys(columns["stream"], draft.touched), connection)
        if cipher is None:
            raise KeyMissing("this person's key is destroyed; nothing personal can be added")
        nonce = os.urandom(_NONCE)
        sealed = nonce + cipher.encrypt(nonce, content, draft.name.encode())
        return self.seals.sealed(_NAME, {**columns, "sealed": sealed})

    def _draft(self, row: sa.Row[Any], connection: Connection) -> FormDraft | None:
        """The form that a row holds; None where its keys are gone, or somebody has been at the row."""
        cipher = self.vault.joint(_keys(row.stream, row.touched), connection)
        if cipher is None or not self.seals.fits(_NAME, row):
            return None
        try:
            content = cipher.decrypt(row.sealed[:_NONCE], row.sealed[_NONCE:], row.name.encode())
        except InvalidTag:
            return None
        kept = msgspec.json.decode(content)
        words = tuple((str(name), str(value)) for name, value in kept["words"])
        stream = UUID(row.stream) if row.stream else None
        return FormDraft(
            row.name, row.writer, row.programme, stream, row.kind, words, str(kept["tab"]), row.began, row.touched
        )


def _keys(stream: str | None, touched: str) -> Sequence[UUID]:
    """The streams whose keys it takes to read a form: the person's, and the day's."""
    day = key_of_drafts(date.fromisoformat(touched[:10]))
    return [UUID(stream), day] if stream else [day]


def drop_of_person(connection: Connection, stream: UUID) -> None:
    """Take away whatever anybody has begun about a person, in the caller's transaction."""
    connection.execute(_TABLE.delete().where(_TABLE.c.stream == stream.hex))


def days_of(touched: Iterable[str]) -> set[date]:
    """The days whose keys forms need that were last written at these moments."""
    return {date.fromisoformat(moment[:10]) for moment in touched}
