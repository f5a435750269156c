"""Keeps chats: their state, their drafts, their messages. A turn is saved whole, or not at all.

Whoever saves must have read the latest turn: of two who answer the same message at once, in one process or in two, the
second is refused and begins anew from what the first has left.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from journey.domain.errors import ChatGone, CheckFailed, Conflict, KeyMissing
from journey.engine.chats import tables
from journey.engine.chats.locks import hold_people
from journey.engine.chats.messages import CHANGED, PLACE, Message, SealedMessages, day_of
from journey.engine.store import Store
from journey.engine.vault import UNHASHED, Vault, chunks

_BATCH = 500
_DATA = 2**40  # the draft is sealed at a place of its own, apart from the messages
READ_OUT = "read_out"
"""Where the data of a link to another channel keep that it was made behind a code which a colleague read out."""
_ID_BITS = 52  # a chat's id is random: it is no secret, but it tells nothing either


class Chat(Struct):
    """Where a chat stands."""

    id: int
    key: UUID
    channel: str
    language: str
    created: str
    programme: str | None = None
    stream: UUID | None = None
    staff: str | None = None
    address: str | None = None
    state: str | None = None
    turn: int = 0
    seq: int = 0
    data: dict[str, Any] = {}
    touched: str = ""
    read_out: bool = False  # of whoever is in it just now: they came in behind a code that a colleague read out

    @property
    def belongs_to_somebody(self) -> bool:
        """Whether this chat is somebody's: a participant's after the referral is sent, or a colleague's."""
        return self.stream is not None or self.staff is not None


_FOR_GOOD = ("id", "address", "unhashed")  # a turn leaves these as they are
_LOAD = sa.select(tables.chats).where(tables.chats.c.id == sa.bindparam("chat"))
_KEEP = (
    tables.chats.update()
    .where(tables.chats.c.id == sa.bindparam("chat"), tables.chats.c.turn == sa.bindparam("expected"))
    .values({name: sa.bindparam(name) for name in tables.chats.columns.keys() if name not in _FOR_GOOD})  # noqa: SIM118  # columns are no dict
)  # made once: putting a statement together takes longer than running it
_SAY = tables.messages.insert()
_SAID = sa.select(tables.messages.c.id).where(
    tables.messages.c.chat == sa.bindparam("chat"), tables.messages.c.once == sa.bindparam("said")
)
_CHANGE = (
    tables.messages.update()
    .where(tables.messages.c.chat == sa.bindparam("of_chat"), tables.messages.c.id == sa.bindparam("number"))
    .values({name: sa.bindparam(name) for name in ("seq", "key", "sealed", "jointly")})
)
_MENTION = tables.mentions.insert()


class Chats:
    """All chats of a store."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self.store = store
        self.vault = vault
        self.said = SealedMessages(vault)

    def create(self, now: datetime, channel: str, language: str, **columns: Any) -> Chat:
        """A new chat with a key of its own. Raises ChatGone where the person it belongs to is erased."""
        chat = Chat(secrets.randbits(_ID_BITS) + 1, uuid4(), channel, language, now.isoformat(), **columns)
        chat.touched = chat.created
        with self.store.write() as connection:
            self.store.lock_keys(connection)
            if not hold_people(connection, {chat.stream} if chat.stream else ()):
                raise ChatGone("the person is erased; nothing was saved")
            self.vault.add(connection, [chat.key])
            kept = self._address(chat, connection)
            connection.execute(tables.chats.insert().values(**self._row(chat, connection), **kept, id=chat.id))
        return chat

    def load(self, chat: int, connection: Connection | None = None) -> Chat | None:
        """The chat, or None where there is none, or its key is destroyed."""
        if connection is None:
            with self.store.glance() as reading:
                return self.load(chat, reading)
        row = connection.execute(_LOAD, {"chat": chat}).mappings().first()
        return None if row is None else self._chat(row, connection)

    def load_with_questions(self, chat: int) -> tuple[Chat, dict[int, Message]] | None:
        """The chat, and its messages whose buttons wait for an answer (`open` in its data)."""
        with self.store.glance() as connection:
            loaded = self.load(chat, connection)
            if loaded is None:
                return None
            waiting = loaded.data.get("open")
            if not waiting:
                return loaded, {}
            rows = self._opened(connection, loaded, tables.messages.c.id.in_(waiting))
            return loaded, {message.id: message for message in rows}

    def find(self, address: str | None = None, **wanted: Any) -> list[Chat]:
        """The chats whose columns hold these values, the latest used first; of an outside address, by its digest."""
        query = sa.select(tables.chats).order_by(tables.chats.c.touched.desc())
        for name, value in wanted.items():
            query = query.where(tables.chats.c[name] == (value.hex if isinstance(value, UUID) else value))
        with self.store.read() as connection:
            if address is not None:
                [kept] = self.vault.looked_up(connection, [address]).values()
                query = query.where(tables.chats.c.address == kept)
            chats = [self._chat(row, connection) for row in connection.execute(query).mappings()]
        return [chat for chat in chats if chat is not None]

    def _address(self, chat: Chat, connection: Connection) -> dict[str, Any]:
        """The hash by which a new chat is found, and sealed what it is made from."""
        if chat.address is None:
            return {}
        [kept] = self.vault.looked_up(connection, [chat.address]).values()
        return {
            "address": kept,
            "unhashed": self.vault.seal(chat.key, UNHASHED, {"digest": chat.address}, connection),
        }

    def _chat(self, row: Any, connection: Connection) -> Chat | None:
        key = UUID(row["key"])
        values = self.vault.unseal(key, _DATA + row["turn"], row["data"], connection)
        if values is None:
            return None
        if values.pop(PLACE, _whose(row)) != _whose(row) or not self._is_addressed(row, connection):
            raise CheckFailed(CHANGED)
        stream = UUID(row["stream"]) if row["stream"] else None
        plain = {name: row[name] for name in row if name not in ("key", "stream", "data", "unhashed")}
        return Chat(key=key, stream=stream, data=values, read_out=bool(values.get(READ_OUT)), **plain)

    def _is_addressed(self, row: Any, connection: Connection) -> bool:
        """Whether the outside address of a chat, where it has one, is what was sealed for it."""
        if row["address"] is None:
            return True
        if row["unhashed"] is None:
            return False
        content = self.vault.unseal(UUID(row["key"]), UNHASHED, row["unhashed"], connection) or {}
        [kept] = self.vault.looked_up(connection, [str(content.get("digest"))]).values()
        return hmac.compare_digest(kept, row["address"])

    def _row(self, chat: Chat, connection: Connection) -> dict[str, Any]:
        row = self._columns(chat)
        content = chat.data | {PLACE: _whose({**row, "id": chat.id, "address": chat.address})}
        return row | {"data": self.vault.seal(chat.key, _DATA + chat.turn, content, connection)}

    @staticmethod
    def _columns(chat: Chat) -> dict[str, Any]:
        return {
            "key": chat.key.hex,
            "channel": chat.channel,
            "language": chat.language,
            "programme": chat.programme,
            "stream": chat.stream.hex if chat.stream else None,
            "staff": chat.staff,
            "state": chat.state,
            "turn": chat.turn,
            "seq": chat.seq,
            "created": chat.created,
            "touched": chat.touched,
        }

    def save(self, chat: Chat, messages: Sequence[Message], now: datetime, touched: str | None = None) -> None:
        """Keep a turn: the chat as it now is, and its messages, new (without an id) or changed.

        Raises Conflict where somebody has saved since the chat was loaded, or the chat is gone, or somebody whom a
        message speaks of. A message under a name that has been used (`once`) is left out.
        """
        turn = chat.turn
        self._prepare_days(messages, now)
        with self.store.write() as connection:
            unsaid, seq = self._unsaid(connection, chat, messages), chat.seq
            chat.turn += 1
            chat.seq += len(unsaid)
            chat.touched = touched or now.isoformat()
            place = {"chat": chat.id, "expected": turn}
            if not hold_people(connection, _spoken_of(chat, unsaid)):
                raise Conflict("somebody who is spoken of has been erased; nothing was saved; try again")
            if connection.execute(_KEEP, self._row(chat, connection) | place).rowcount == 0:
                raise Conflict("the chat has moved on; nothing was saved; try again")
            # After that: what is refused must leave neither a message nor a number that somebody else's message has.
            for number, message in enumerate(unsaid, seq + 1):
                message.seq = number
            self._write(connection, chat, unsaid, now)

    def _unsaid(self, connection: Connection, chat: Chat, messages: Iterable[Message]) -> list[Message]:
        return [
            message
            for message in messages
            if message.once is None
            or message.id
            or connection.execute(_SAID, {"chat": chat.id, "said": message.once}).first() is None
        ]

    def _write(self, connection: Connection, chat: Chat, messages: list[Message], now: datetime) -> None:
        changed = [
            self.said.sealed(connection, chat.id, chat.key, message) | {"of_chat": chat.id, "number": message.id}
            for message in messages
            if message.id
        ]
        new = [message for message in messages if not message.id]
        for message in new:
            message.id, message.at = message.seq, message.at or now.isoformat()
            message.language = message.language or chat.language
        rows = [
            {"chat": chat.id, "id": message.id, "author": message.author, "at": message.at, "once": message.once}
            | self.said.sealed(connection, chat.id, chat.key, message)
            for message in new
        ]
        named = [row for message in new for row in self.said.naming(chat.id, message)]
        for statement, values in ((_CHANGE, changed), (_SAY, rows), (_MENTION, named)):
            if values:
                connection.execute(statement, values)

    def _prepare_days(self, messages: Iterable[Message], now: datetime) -> None:
        """Make the keys of the days on which these are said, where they are the first of their day."""
        days = {day_of(message.at or now.isoformat()) for message in messages}
        lacking = [day for day in days if self.vault.key(day) is None]
        if lacking:
            with self.store.write() as connection:
                self.vault.ensure(connection, lacking)

    def post(
        self, chat: int, messages: Sequence[Message], now: datetime, change: Callable[[Chat], None] | None = None
    ) -> bool:
        """Say something in a chat from outside its turns, perhaps with a change of its state; False where it is gone.

        It does not count as use of the chat: a reminder must not keep a draft alive. What speaks of somebody who has
        been erased is not said.
        """
        while True:
            loaded = self.load(chat)
            if loaded is None:
                return False
            touched = loaded.touched
            if change is not None:
                change(loaded)
            try:
                self.save(loaded, self._of_the_living(loaded, messages), now, touched)
            except Conflict:
                continue
            return True

    def _of_the_living(self, chat: Chat, messages: Sequence[Message]) -> list[Message]:
        with self.store.glance() as connection:
            return [one for one in messages if hold_people(connection, _spoken_of(chat, [one]))]

    def alter(
        self, chat: int, numbers: Sequence[int], change: Callable[[list[Message]], list[Message]], now: datetime
    ) -> bool:
        """Change some of a chat's messages from outside its turns; `change` answers with those that it has changed.

        False where nothing is new, or the chat is gone. Like `post`, it does not count as use of the chat.
        """
        while True:
            loaded = self.load(chat)
            if loaded is None:
                return False
            altered = change(self.messages(loaded, tables.messages.c.id.in_(numbers)))
            try:
                if altered:
                    self.save(loaded, altered, now, loaded.touched)
            except Conflict:
                continue
            return bool(altered)

    def message(self, chat: Chat, number: int) -> Message | None:
        """One message of a chat."""
        return next(iter(self.messages(chat, tables.messages.c.id == number)), None)

    def after(self, chat: Chat, seq: int, last: int | None = None) -> list[Message]:
        """What is new or changed since, in the order it changed; as far as `last`."""
        column = tables.messages.c.seq
        return self.messages(chat, column > seq, *([] if last is None else [column <= last]), order=column)

    def changes_after(self, chat: Chat, seq: int) -> list[int]:
        """Where in a chat there is something new or changed since: what `after` reads, a part of it at a time."""
        column = tables.messages.c.seq
        query = sa.select(column).where(tables.messages.c.chat == chat.id, column > seq).order_by(column)
        with self.store.glance() as connection:
            return list(connection.execute(query).scalars())

    def latest(self, chat: Chat, most: int) -> list[Message]:
        """The last messages of a chat, in the order they were said."""
        return self.messages(chat, order=tables.messages.c.id.desc(), most=most)[::-1]

    def messages(
        self, chat: Chat, *wanted: Any, order: Any = tables.messages.c.id, most: int | None = None
    ) -> list[Message]:
        """Messages of a chat, `most` of them; of those whose key is destroyed nothing is left to show."""
        with self.store.glance() as connection:
            self.vault.forget_shredded(connection)  # another process may have erased somebody whom a message speaks of
            return self._opened(connection, chat, *wanted, order=order, most=most)

    def _opened(
        self,
        connection: Connection,
        chat: Chat,
        *wanted: Any,
        order: Any = tables.messages.c.id,
        most: int | None = None,
    ) -> list[Message]:
        query = sa.select(tables.messages).where(tables.messages.c.chat == chat.id, *wanted).order_by(order)
        rows = connection.execute(query if most is None else query.limit(most)).all()
        named = self.said.names_in(connection, chat.id, [row.id for row in rows if row.jointly])
        return [message for row in rows if (message := self.said.open_row(connection, row, named.get(row.id, set())))]

    def named_in(self, chat: Chat, *numbers: int) -> dict[int, set[UUID]]:
        """Whom each of these messages names beside the one whose key it is sealed under; without numbers, of all."""
        table, found = tables.mentions, dict[int, set[UUID]]()
        query = sa.select(table.c.message, table.c.stream).where(table.c.chat == chat.id)
        if numbers:
            query = query.where(table.c.message.in_(numbers))
        with self.store.read() as connection:
            for row in connection.execute(query):
                found.setdefault(row.message, set()).add(UUID(row.stream))
        return found

    def altered(self, connection: Connection) -> Iterator[tuple[str, str]]:
        """Rows of chats and messages that are not as they were written: the table, and the row by its key."""
        for row in connection.execute(sa.select(tables.chats).order_by(tables.chats.c.id)).mappings().all():
            if not _holds(lambda row=row: self._chat(row, connection)):  # type: ignore[misc]  # called at once
                yield str(tables.chats.name), str(row["id"])
        said = tables.messages
        for chat in connection.execute(sa.select(said.c.chat).distinct().order_by(said.c.chat)).scalars().all():
            query = sa.select(said).where(said.c.chat == chat).order_by(said.c.id)
            for rows in chunks(connection.execute(query).all(), _BATCH):
                named = self.said.names_in(connection, chat, [row.id for row in rows if row.jointly])
                for one in rows:
                    whom = named.get(one.id, set())
                    if not _holds(lambda one=one, whom=whom: self.said.open_row(connection, one, whom)):  # type: ignore[misc]
                        yield str(said.name), f"{chat}:{one.id}"

    def seqs(self, chats: Iterable[int]) -> dict[int, int]:
        """How far these chats have come: whoever shows one knows by that whether something is new."""
        wanted = list(chats)
        if not wanted:
            return {}
        table = tables.chats
        with self.store.read() as connection:
            rows = connection.execute(sa.select(table.c.id, table.c.seq).where(table.c.id.in_(wanted))).all()
        return {row.id: row.seq for row in rows}


def _holds(opening: Callable[[], object]) -> bool:
    """Whether a row opens as what it was written as."""
    try:
        opening()
    except (CheckFailed, KeyMissing, ValueError, TypeError):
        return False
    return True


def _whose(row: Mapping[str, Any]) -> list[Any]:
    """Whose chat a row says it is: sealed with its content, so that nobody makes it another's."""
    return [*(row[name] for name in ("id", "programme", "stream", "staff")), row["address"] is not None]


def _spoken_of(chat: Chat, messages: Iterable[Message]) -> set[UUID]:
    """The people under whose keys these messages are sealed, or whom they mention."""
    return {
        person
        for message in messages
        for person in (message.key, *message.mentions)
        if person is not None and person != chat.key
    }
