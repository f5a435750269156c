"""Lets people into a chat: sessions, links that open an unsent draft once, and one-time codes for what was sent.

Tokens and codes are kept as hashes. A code belongs to the browser that asked for it, is short-lived, and a few wrong
tries end it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.addresses import spellings
from journey.domain.errors import ChatGone
from journey.engine.chats import tables
from journey.engine.chats.chats import Chat, Chats
from journey.engine.chats.locks import hold_chat
from journey.engine.store import Store
from journey.engine.vault import Vault

CODE_MINUTES = 15
CODE_TRIES = 5
CODES_AN_HOUR = 5
"""Codes for one chat within an hour after which they become longer: nobody guesses for long, or shuts the owner out."""
_DIGITS, _MORE_DIGITS = 6, 10
READ_BY_MOST = 8
"""Colleagues who get a code each to read out."""
PROOFS_AN_HOUR = 3
"""Codes that one chat may have sent to an address it claims: what is asked for is counted where it is asked."""
PROOF_LASTS = timedelta(hours=1)
LINK_DAYS = 30
_BACK, _PROOF, _BEHIND_IT = "back", "proof", "behind"
"""Kinds of tickets beside codes and links: the third stands beside a session that a code read out had opened."""
_NAME = 16  # of the hash of a session's token: enough to tell one chat's sessions apart
_STAMP = timedelta(minutes=1)  # how precisely the last use of a session is kept: not a write for every turn


_behind = sa.select(tables.tickets.c.reader).where(
    tables.tickets.c.token == tables.sessions.c.token, tables.tickets.c.kind == _BEHIND_IT
)
_SESSION = sa.select(tables.sessions, _behind.scalar_subquery().label("reader")).where(
    tables.sessions.c.token == sa.bindparam("session")
)

Knows = Callable[[Chat, str], bool]
"""Whether a colleague may still know whose chat it is."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long a session stays open without use (then a code is asked for), and at most; drafts; transcripts."""

    idle: timedelta = timedelta(minutes=30)
    whole: timedelta = timedelta(hours=12)
    draft: timedelta = timedelta(days=30)
    transcript: timedelta = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a code opened: which chat, and the colleague who had been given the code to read out, if one had.

    `marked` where that colleague may be the one who uses it, or may have given the address that the code went to.
    """

    chat: int
    reader: str | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class SignIn:
    """An open session, as its owner may know it. `name` says which, and opens nothing."""

    name: str
    device: str | None
    made: datetime | None
    used: datetime


class Doors:
    """Who may enter which chat."""

    def __init__(self, store: Store, vault: Vault, lengths: Lengths) -> None:
        self.store = store
        self.vault = vault
        self.lengths = lengths

    # --- sessions -----------------------------------------------------------------------------------------------

    def enter(
        self, chat: int, now: datetime, device: str | None = None, *, read_out: bool = False, reader: str | None = None
    ) -> str:
        """A session for this chat, on a device of that sort: the token that the browser keeps. Raises ChatGone.

        That it was opened with a code which a colleague had been given to read out is remembered, and which `reader`.
        """
        token, table = secrets.token_urlsafe(32), tables.chats
        query = sa.select(table.c.id).where(table.c.id == chat, table.c.stream.is_(None), table.c.staff.is_(None))
        with self.store.write() as connection:
            hold_chat(connection, chat)
            draft = connection.execute(query).first() is not None
            expires = now + (max(self.lengths.whole, self.lengths.draft) if draft else self.lengths.whole)
            row = {"token": _hash(token), "chat": chat, "used": now.isoformat(), "expires": expires.isoformat()}
            connection.execute(tables.sessions.insert().values(**row, made=now.isoformat(), device=device))
            if read_out:
                _issue(connection, token, chat, _BEHIND_IT, None, now, expires, reader)
        return token

    def read_out(self, session: str | None) -> bool:
        """Whether this session was opened with a code that somebody read out, and who may have used it themselves."""
        with self.store.read() as connection:
            return _kind(connection, session or "") == _BEHIND_IT

    def inside(
        self, token: str | None, chats: Chats, now: datetime, *, in_use: bool = False, knows: Knows | None = None
    ) -> Chat | None:
        """The chat a browser may see now: its session lives, and was used lately where something has been sent.

        It is `in_use` where the person has just said or pressed something; whatever a page does by itself is no use.
        A session behind a code that was read out lives as long as whoever read it out `knows` the person.
        """
        if not token:
            return None
        with self.store.glance() as connection:
            row = connection.execute(_SESSION, {"session": _hash(token)}).first()
            if row is None or row.expires <= now.isoformat():
                return None
            chat = chats.load(row.chat, connection)
        if chat is None:
            return None
        used = datetime.fromisoformat(row.used)
        if chat.sent and now - used > self.lengths.idle:
            return None
        if row.reader is not None and knows is not None and not knows(chat, row.reader):
            return None
        if in_use and now - used > _STAMP:
            self._stamp(token, now)
        return chat

    def _stamp(self, token: str, now: datetime) -> None:
        with self.store.write() as connection:
            connection.execute(
                tables.sessions.update().where(tables.sessions.c.token == _hash(token)).values(used=now.isoformat())
            )

    def sent(self, chat: int, now: datetime) -> None:
        """What was a draft is now somebody's: its sessions become short, its links stop opening it."""
        expires = (now + self.lengths.whole).isoformat()
        with self.store.write() as connection:
            table = tables.sessions
            connection.execute(table.update().where(table.c.chat == chat).values(used=now.isoformat(), expires=expires))
            _revoke(connection, chat, "resume")

    def leave(self, token: str | None) -> None:
        """End a session at once."""
        if token:
            with self.store.write() as connection:
                for table in (tables.sessions, tables.tickets):
                    connection.execute(table.delete().where(table.c.token == _hash(token)))

    def sign_ins(self, chat: int, now: datetime) -> list[SignIn]:
        """The sessions by which this chat can be seen now without a code, the latest used first."""
        table, since = tables.sessions, (now - self.lengths.idle).isoformat()
        query = sa.select(table).where(table.c.chat == chat, table.c.expires > now.isoformat(), table.c.used >= since)
        with self.store.read() as connection:
            rows = connection.execute(query.order_by(table.c.used.desc(), table.c.token)).all()
        return [
            SignIn(
                row.token[:_NAME],
                row.device,
                datetime.fromisoformat(row.made) if row.made else None,
                datetime.fromisoformat(row.used),
            )
            for row in rows
        ]

    def end(self, chat: int, name: str | None = None) -> int:
        """End the session of that name, or every session of the chat. Returns how many ended."""
        table = tables.sessions
        query = table.delete().where(table.c.chat == chat)
        if name is not None:
            query = query.where(sa.func.substr(table.c.token, 1, _NAME) == name)
        with self.store.write() as connection:
            return connection.execute(query).rowcount

    def close(self, chat: int) -> None:
        """End every session of a chat, and every link and code that would open a new one."""
        with self.store.write() as connection:
            for table in (tables.sessions, tables.tickets):
                connection.execute(table.delete().where(table.c.chat == chat))

    # --- links to an unsent draft ---------------------------------------------------------------------------------

    def link(self, chat: int, now: datetime) -> str:
        """The token of a new link to an unsent draft; an earlier link opens it no more. Raises ChatGone."""
        token = secrets.token_urlsafe(24)
        with self.store.write() as connection:
            _revoke(connection, chat, "resume")
            _issue(connection, token, chat, "resume", None, now, now + timedelta(days=LINK_DAYS))
        return token

    def resume(self, token: str, chats: Chats, now: datetime, device: str | None = None) -> str | None:
        """Use a link up: a session for the draft it opens. None for one used, expired, revoked, or sent meanwhile."""
        table = tables.tickets
        with self.store.write() as connection:
            query = table.update().where(
                table.c.token == _hash(token),
                table.c.kind == "resume",
                ~table.c.used,
                table.c.expires > now.isoformat(),
            )
            if connection.execute(query.values(used=True)).rowcount == 0:
                return None
            number = connection.execute(sa.select(table.c.chat).where(table.c.token == _hash(token))).scalar_one()
        chat = chats.load(number)
        try:
            return None if chat is None or chat.sent else self.enter(number, now, device)
        except ChatGone:
            return None

    # --- links that are used once, from elsewhere -------------------------------------------------------------------

    def issue(self, chat: int, kind: str, now: datetime, until: datetime) -> str:
        """A token that `redeem` takes once; an earlier one of the same kind is worth nothing any more.

        Raises ChatGone.
        """
        token = secrets.token_urlsafe(24)
        with self.store.write() as connection:
            _revoke(connection, chat, kind)
            _issue(connection, token, chat, kind, None, now, until)
        return token

    def redeem(self, token: str, kind: str, now: datetime) -> int | None:
        """Use a token up: the chat it was issued in. None for one used, expired, revoked or unknown."""
        table = tables.tickets
        ticket = sa.and_(table.c.token == _hash(token), table.c.kind == kind)
        with self.store.write() as connection:
            query = table.update().where(ticket, ~table.c.used, table.c.expires > now.isoformat())
            if connection.execute(query.values(used=True)).rowcount == 0:
                return None
            return connection.execute(sa.select(table.c.chat).where(ticket)).scalar()

    # --- the way back to an address that was replaced ---------------------------------------------------------------

    def way_back(self, chat: int, given: int, now: datetime, until: datetime) -> str:
        """A token that undoes, once, whatever replaced the address of that version. Raises ChatGone.

        It stands beside earlier ones: a second change does not take the way back from the first.
        """
        token = secrets.token_urlsafe(24)
        with self.store.write() as connection:
            _issue(connection, token, chat, _BACK, str(given), now, until)
        return token

    def go_back(self, token: str, now: datetime) -> tuple[int, int] | None:
        """Use a way back up: its chat, and the version that gave the address. None where it leads nowhere (any more).

        Every session of the chat ends, with every code that is on its way and every way back to a later address.
        """
        table = tables.tickets
        ticket = sa.and_(table.c.token == _hash(token), table.c.kind == _BACK)
        with self.store.write() as connection:
            query = table.update().where(ticket, ~table.c.used, table.c.expires > now.isoformat())
            if connection.execute(query.values(used=True)).rowcount == 0:
                return None
            row = connection.execute(sa.select(table.c.chat, table.c.code).where(ticket)).one()
            others = sa.select(table.c.token, table.c.kind, table.c.code).where(table.c.chat == row.chat)
            for other in connection.execute(others).all():
                if other.kind != _BACK or int(other.code) > int(row.code):
                    connection.execute(table.delete().where(table.c.token == other.token))
            connection.execute(tables.sessions.delete().where(tables.sessions.c.chat == row.chat))
        return int(row.chat), int(row.code)

    # --- addresses --------------------------------------------------------------------------------------------------

    def know(self, chat: int, addresses: Sequence[str]) -> None:
        """Remember by which addresses this chat is looked for; earlier ones are forgotten.

        Whether one of them opens the chat is another question. Raises ChatGone where there is one to remember.
        """
        table, digests = tables.contacts, {self.address(address) for address in addresses if address}
        kept = {digest for address in addresses if address for digest in self._digests(address)}
        with self.store.write() as connection:
            if digests:
                hold_chat(connection, chat)
            connection.execute(table.delete().where(table.c.chat == chat, table.c.digest.not_in(kept)))
            held = set(connection.execute(sa.select(table.c.digest).where(table.c.chat == chat)).scalars())
            for digest in sorted(digests - held):
                connection.execute(table.insert().values(digest=digest, chat=chat))

    def address(self, text: str) -> str:
        """The keyed hash of an address or telephone number, in whatever spelling."""
        return self._digests(text)[0]

    def _digests(self, text: str) -> list[str]:
        return [self.vault.digest("contact", spelling) for spelling in spellings(text)]

    def known_by(self, address: str) -> list[int]:
        """The chats that are looked for by an address, the latest used first."""
        table, chats = tables.contacts, tables.chats
        query = sa.select(table.c.chat).where(table.c.digest.in_(self._digests(address))).group_by(table.c.chat)
        query = query.join(chats, chats.c.id == table.c.chat).order_by(sa.func.max(chats.c.touched).desc())
        with self.store.read() as connection:
            return list(connection.execute(query).scalars())

    def before(self, address: str, chats: Sequence[int]) -> datetime | None:
        """Until when this address opened one of these chats without a proof; None where it never did."""
        table = tables.contacts
        query = sa.select(sa.func.max(table.c.before)).where(
            table.c.digest.in_(self._digests(address)), table.c.chat.in_(chats)
        )
        with self.store.read() as connection:
            latest = connection.execute(query).scalar()
        return datetime.fromisoformat(latest) if latest else None

    # --- one-time codes -------------------------------------------------------------------------------------------

    def code(
        self,
        chat: int,
        now: datetime,
        lasts: timedelta = timedelta(minutes=CODE_MINUTES),
        token: str | None = None,
        *,
        marked: bool = False,
    ) -> tuple[str, str] | None:
        """A ticket for a browser, and the code that makes it open this chat. None where the chat is gone.

        `token` is the ticket's, where the browser holds one already. `marked`: see `Opening`.
        """
        token = token or secrets.token_urlsafe(24)
        with self.store.write() as connection:
            code = _digits(self._length(connection, chat, now))
            try:
                reader = _BEHIND_IT if marked else None
                _issue(connection, token, chat, "code", _hash(code + token), now, now + lasts, reader)
            except ChatGone:
                return None
        return token, code

    def codes_to_read_out(
        self, chat: int, now: datetime, until: datetime, token: str, readers: Sequence[str]
    ) -> dict[str, str]:
        """A code for each colleague who may read one out to the person; the browser that holds the token takes any."""
        codes: dict[str, str] = {}
        with self.store.write() as connection:
            length = self._length(connection, chat, now)
            for reader, own in zip(readers, _tokens_of_readers(token), strict=False):
                code = codes[reader] = _digits(length)
                try:
                    _issue(connection, own, chat, "code", _hash(code + own), now, until, reader)
                except ChatGone:
                    return {}
        return codes

    @staticmethod
    def _length(connection: Connection, chat: int, now: datetime) -> int:
        table, since = tables.tickets, (now - timedelta(hours=1)).isoformat()
        query = sa.select(sa.func.count()).where(table.c.chat == chat, table.c.kind == "code", table.c.created > since)
        return _DIGITS if (connection.execute(query).scalar() or 0) < CODES_AN_HOUR else _MORE_DIGITS

    def open(self, token: str, code: str, now: datetime) -> Opening | None:
        """The chat that this browser's code opens, once; None where it opens nothing (a wrong one is counted)."""
        table, digits = tables.tickets, "".join(sign for sign in code if sign.isdecimal())
        tokens = {_hash(own): own for own in (token, *_tokens_of_readers(token))}
        live = sa.and_(
            table.c.token.in_(tokens),
            table.c.kind == "code",
            ~table.c.used,
            table.c.tries < CODE_TRIES,
            table.c.expires > now.isoformat(),
        )
        with self.store.write() as connection:
            tried = table.update().where(live).values(tries=table.c.tries + 1)
            for row in connection.execute(tried.returning(table)).all():
                if hmac.compare_digest(row.code, _hash(digits + tokens[row.token])):
                    connection.execute(table.update().where(table.c.token.in_(tokens)).values(used=True))
                    reader = None if row.reader == _BEHIND_IT else row.reader
                    return Opening(int(row.chat), reader, marked=row.reader is not None)
        return None

    # --- codes that prove an address --------------------------------------------------------------------------------

    def proof(self, chat: int, given: int, now: datetime) -> str | None:
        """A code that proves the address of that version, entered in the chat itself; earlier ones prove nothing more.

        None where the chat has asked for too many within the hour, or is gone.
        """
        table, token, code = tables.tickets, secrets.token_urlsafe(24), _digits(_DIGITS)
        since = (now - PROOF_LASTS).isoformat()
        mine = sa.and_(table.c.chat == chat, table.c.kind == _PROOF)
        with self.store.write() as connection:
            asked = sa.select(sa.func.count()).where(mine, table.c.created > since)
            if (connection.execute(asked).scalar() or 0) >= PROOFS_AN_HOUR:
                return None
            connection.execute(table.update().where(mine).values(used=True))
            try:
                _issue(connection, token, chat, _PROOF, _hash(f"{code}:{given}:{_hash(token)}"), now, now + PROOF_LASTS)
            except ChatGone:
                return None
        return code

    def proved(self, chat: int, code: str, now: datetime, given: Sequence[int]) -> int | None:
        """Which of these versions' addresses a code proves; None where it proves none (a wrong one is counted)."""
        table, digits = tables.tickets, "".join(sign for sign in code if sign.isdecimal())
        live = sa.and_(
            table.c.chat == chat,
            table.c.kind == _PROOF,
            ~table.c.used,
            table.c.tries < CODE_TRIES,
            table.c.expires > now.isoformat(),
        )
        with self.store.write() as connection:
            tried = table.update().where(live).values(tries=table.c.tries + 1)
            for row in connection.execute(tried.returning(table)).all():
                for version in given:
                    if hmac.compare_digest(row.code, _hash(f"{digits}:{version}:{row.token}")):
                        connection.execute(table.update().where(table.c.token == row.token).values(used=True))
                        return version
        return None


def _digits(length: int) -> str:
    return f"{secrets.randbelow(10**length):0{length}}"


def _tokens_of_readers(token: str) -> list[str]:
    return [f"{token}#{number}" for number in range(READ_BY_MOST)]


def _issue(
    connection: Connection,
    token: str,
    chat: int,
    kind: str,
    code: str | None,
    now: datetime,
    until: datetime,
    reader: str | None = None,
) -> None:
    hold_chat(connection, chat)
    row = {"token": _hash(token), "chat": chat, "kind": kind, "code": code, "tries": 0, "used": False, "reader": reader}
    times = {"created": now.isoformat(), "expires": until.isoformat()}
    connection.execute(tables.tickets.delete().where(tables.tickets.c.token == row["token"]))
    connection.execute(tables.tickets.insert().values(**row, **times))


def _revoke(connection: Connection, chat: int, kind: str) -> None:
    connection.execute(tables.tickets.delete().where(tables.tickets.c.chat == chat, tables.tickets.c.kind == kind))


def _kind(connection: Connection, token: str) -> str | None:
    query = sa.select(tables.tickets.c.kind).where(tables.tickets.c.token == _hash(token))
    return connection.execute(query).scalar()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
