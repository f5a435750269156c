"""Keeps who has read what of whom, when and why: a row for each page, list or command, with everybody on it.

Rows lie in monthly pieces, so that retention can drop a piece whole. Whom a row is about is said by opaque stream ids
and not under the person's key: it outlives an erasure. Why they were read may be words, so it is sealed under the
piece's own key, which goes with the piece. Each row is numbered and carries a keyed digest, and the piece a chain of
them: whoever has the database alone can neither change, add nor take away a row unseen. See decision 35.
"""

from __future__ import annotations

import hmac
import struct
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import calendar
from journey.domain.reading import WHAT
from journey.engine import tables
from journey.engine.reading_rows import PERSON, Page, Piece, Reading, StoredReading, Whom, packed, unpacked
from journey.engine.readings_file import ReadingsFile
from journey.engine.store import Store
from journey.engine.vault import Vault

_STAFF = ("coach", "supervisor", "evaluator", "dpo", "admin")
_BATCH = 500
_LOCK = 7_101_006  # PostgreSQL advisory lock: two who read at once must not both take a number


_page: ContextVar[Page | None] = ContextVar("page of readings", default=None)


class AccessLog:
    """The readings of one store."""

    def __init__(self, store: Store, vault: Vault, aside: ReadingsFile | None = None) -> None:
        self.store = store
        self.vault = vault
        self.aside = aside
        """Where readings are kept while the store can only be read."""
        self._digesting = b""

    # --- writing ------------------------------------------------------------------------------------------------

    def note(self, now: datetime, reader: str, whom: Whom, why: str) -> None:
        """Keep that somebody read these people: in the page that is being made for them, else as a row of its own.

        What is made in somebody's name while a page is made for another, or for nobody, they have not seen: it is
        noted when it is shown to them.
        """
        if not whom:
            return
        page = _page.get()
        if page is None:
            self.add(now, reader, whom, [why])
        elif page.reader == reader:
            page.add(whom, why)
        elif not _at_work(reader):
            self.add(now, reader, whom, [why])

    @contextmanager
    def page(self, now: datetime, reader: str) -> Iterator[Page]:
        """While it lasts, whatever this reader reads is one page: one row, kept before anybody can be shown it."""
        with making(reader) as page:
            yield page
        self.keep(now, page)

    def keep(self, now: datetime, page: Page) -> None:
        """Keep a page that was made, as one row; nothing where nobody was on it."""
        if page.people and page.reader is not None:
            why = list(dict.fromkeys(one for reasons in page.reasons.values() for one in reasons))
            self.add(now, page.reader, page.people, why, page.reasons)

    def add(
        self,
        now: datetime,
        reader: str,
        whom: Whom,
        why: Sequence[str],
        of: Mapping[UUID, Collection[str]] | None = None,
    ) -> None:
        """Keep one reading as a row; `of` says why each was read, where that was not the same of all.

        Raises StoreError where it can be kept nowhere: nobody is shown what nobody could know of.
        """
        if self.store.read_only and self.aside is not None:
            self.aside.add([_line(now, reader, whom, _reasons(why, of or {}))])
            return
        try:
            with self.store.write() as connection:
                self._lock(connection)
                self._add(connection, now, reader, whom, _reasons(why, of or {}))
        except BaseException:
            self.vault.forget()  # a key that was made for a new piece is gone with the transaction
            raise

    def _add(self, connection: Connection, now: datetime, reader: str, whom: Whom, why: dict[str, Any]) -> None:
        piece = self._piece_of(connection, now)
        table = tables.reads
        highest = sa.select(sa.func.max(table.c.number)).where(table.c.piece == piece.number)
        number = max(piece.rows, (connection.execute(highest).scalar() or -1) + 1)
        sealed = self.vault.seal(piece.stream, number, why, connection)
        row = StoredReading(piece.number, number, now.isoformat(), reader, packed(whom), sealed, b"")
        digest = self.digest(row)
        values = {"piece": row.piece, "number": number, "at": row.at, "actor": reader}
        connection.execute(table.insert().values(**values, people=row.people, why=sealed, digest=digest))
        pieces = tables.pieces
        goes_on = pieces.update().where(pieces.c.number == piece.number)
        connection.execute(goes_on.values(rows=number + 1, chain=self.link(piece.chain, digest)))

    def _lock(self, connection: Connection) -> None:
        if not self.store.is_sqlite:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})

    def _piece_of(self, connection: Connection, now: datetime) -> Piece:
        """The newest piece, where it is of this month; else a new one, with a key of its own."""
        month = f"{calendar.local_date(now):%Y-%m}"
        newest = next(iter(self.pieces(connection, newest=True)), None)
        if newest is not None and newest.month == month and newest.dropped is None:
            return newest
        piece = Piece((newest.number if newest else 0) + 1, month, 0, b"")
        self.vault.ensure(connection, [piece.stream])
        connection.execute(tables.pieces.insert().values(number=piece.number, month=month, rows=0, chain=b""))
        return piece

    # --- what whoever checks it works with -------------------------------------------------------------------------

    def digest(self, row: StoredReading) -> bytes:
        """The keyed digest of a row: with the database alone nobody makes another that fits."""
        return self._keyed(
            b"row",
            struct.pack(">qq", row.piece, row.number),
            row.at.encode(),
            row.reader.encode("utf-8", "surrogatepass"),
            row.people,
            row.why,
        )

    def link(self, chain: bytes, digest: bytes) -> bytes:
        """What a piece's chain becomes with one more row."""
        return self._keyed(b"chain", chain, digest)

    def _keyed(self, *parts: bytes) -> bytes:
        if not self._digesting:
            self._digesting = self.vault.derived("access log")
        hashed = blake2b(key=self._digesting, digest_size=32)
        for part in parts:
            hashed.update(len(part).to_bytes(8, "big") + part)
        return hashed.digest()

    def fits(self, row: StoredReading) -> bool:
        """Whether a row is as it was written."""
        return hmac.compare_digest(self.digest(row), row.digest)

    def pieces(self, connection: Connection, *, newest: bool = False) -> list[Piece]:
        """Every piece there ever was, in order, or the newest alone."""
        table = tables.pieces
        query = sa.select(table).order_by(table.c.number.desc() if newest else table.c.number)
        rows = connection.execute(query.limit(1) if newest else query).all()
        return [
            Piece(row.number, row.month, row.rows, bytes(row.chain), row.dropped, bytes(row.head) if row.head else None)
            for row in rows
        ]

    def rows(
        self,
        connection: Connection,
        piece: int | None = None,
        about: UUID | None = None,
        *,
        readers: Collection[str] | None = None,
        latest: bool = False,
    ) -> Iterator[StoredReading]:
        """The rows as they lie there, in order or the latest first: of one piece, about somebody, by some readers."""
        table = tables.reads
        places = (table.c.piece, table.c.number)
        query = sa.select(table).order_by(*(place.desc() if latest else place for place in places))
        if readers is not None:
            query = query.where(table.c.actor.in_(readers))
        if piece is not None:
            query = query.where(table.c.piece == piece)
        if about is not None:
            place = sa.func.instr(table.c.people, about.bytes)
            if not self.store.is_sqlite:
                place = sa.func.position(sa.literal(about.bytes, sa.LargeBinary).op("IN")(table.c.people))
            query = query.where(place > 0)
        for row in connection.execution_options(stream_results=True).execute(query).yield_per(_BATCH):
            yield StoredReading(
                row.piece, row.number, row.at, row.actor, bytes(row.people), bytes(row.why), bytes(row.digest)
            )

    # --- reading ------------------------------------------------------------------------------------------------

    def readings(
        self,
        connection: Connection,
        *,
        about: UUID | None = None,
        reader: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[Reading]:
        """The readings in order: of one person, by one reader, from one moment up to another (not included)."""
        streams = {piece.number: piece.stream for piece in self.pieces(connection)}
        for row in self.rows(connection, about=about):
            at = datetime.fromisoformat(row.at)
            if reader not in (None, row.reader) or (since and at < since) or (until and at >= until):
                continue
            if about is None or about in row.whom:
                yield self._reading(connection, streams, row)

    def of_rows(self, connection: Connection, rows: Collection[StoredReading]) -> list[Reading]:
        """These rows, opened: each as the reading that it keeps."""
        streams = {piece.number: piece.stream for piece in self.pieces(connection)}
        return [self._reading(connection, streams, row) for row in rows]

    def _reading(self, connection: Connection, streams: Mapping[int, UUID], row: StoredReading) -> Reading:
        sealed = self._why(connection, streams, row)
        why = tuple(sealed.get("why", ()))
        reasons = {UUID(one): tuple(why[place] for place in of) for one, of in sealed.get("of", {}).items()}
        at = datetime.fromisoformat(row.at)
        return Reading(row.piece, row.number, at, row.reader, row.whom, why, reasons)

    def readers(self, connection: Connection) -> list[str]:
        """Everybody who has read anything of anybody that is still kept."""
        table = tables.reads
        query = sa.select(table.c.actor).where(sa.func.length(table.c.people) > 0).distinct()
        return sorted(connection.execute(query).scalars())

    def last_opened(
        self, connection: Connection, reader: str, streams: Collection[UUID], since: date, why: Collection[str]
    ) -> dict[UUID, date]:
        """When this reader was last shown a page about one of these people alone, for one of these reasons."""
        table = tables.reads
        whom = sa.func.substr(table.c.people, 1, len(UUID(int=0).bytes), type_=sa.LargeBinary)
        query = sa.select(table).where(table.c.actor == reader, table.c.at >= since.isoformat())
        query = query.where(sa.func.length(table.c.people) == PERSON.size, whom.in_([one.bytes for one in streams]))
        pieces = {piece.number: piece.stream for piece in self.pieces(connection)}
        opened: dict[UUID, date] = {}
        for row in connection.execute(query.order_by(table.c.at.desc())):
            [(stream, _)] = unpacked(bytes(row.people))
            if stream not in opened and not set(why).isdisjoint(self._why(connection, pieces, row).get("why", ())):
                opened[stream] = calendar.local_date(datetime.fromisoformat(row.at))
        return opened

    def _why(
        self, connection: Connection, streams: Mapping[int, UUID], row: StoredReading | sa.Row[Any]
    ) -> dict[str, Any]:
        stream = streams.get(row.piece)
        return (self.vault.unseal(stream, row.number, row.why, connection) if stream else None) or {}

    # --- retention ----------------------------------------------------------------------------------------------

    def droppable(self, connection: Connection, before: str) -> list[Piece]:
        """The pieces of months before that one (`2026-01`) which can go whole: signed as full, and not gone yet."""
        newest = next(iter(self.pieces(connection, newest=True)), None)
        return [
            piece
            for piece in self.pieces(connection)
            if piece.month < before and piece.dropped is None and piece.head is not None and piece != newest
        ]

    def drop(self, connection: Connection, pieces: Iterable[Piece], now: datetime) -> int:
        """Take away these pieces' rows, and the keys of what is sealed in them; their heads stay. Returns how many."""
        count = 0
        for piece in pieces:
            gone = tables.reads.delete().where(tables.reads.c.piece == piece.number)
            count += connection.execute(gone).rowcount
            table = tables.pieces
            connection.execute(table.update().where(table.c.number == piece.number).values(dropped=now.isoformat()))
            self.vault.shred(connection, piece.stream)
        return count

    # --- from before there were pieces -----------------------------------------------------------------------------

    def take_over(self) -> int:
        """Give readings that an earlier version of the program kept a row each, in their order. Returns how many."""
        old = tables.reads_before
        if self.store.read_only:
            return 0
        with self.store.read() as connection:
            if connection.execute(sa.select(old.c.id).limit(1)).first() is None:
                return 0
        with self.store.write() as connection:
            self._lock(connection)
            rows = connection.execute(sa.select(old).order_by(old.c.id)).all()
            for row in rows:
                whom = {UUID(row.stream): _words_of(row.what)} if row.stream else {}
                self._add(connection, datetime.fromisoformat(row.at), row.actor, whom, _reasons([row.why], {}))
            connection.execute(old.delete())
        return len(rows)


@contextmanager
def making(reader: str | None) -> Iterator[Page]:
    """A page is being made for this reader (None: for nobody yet, as by the clock); nothing of it is kept by itself."""
    page = Page(reader)
    with noting_in(page):
        yield page


@contextmanager
def noting_in(page: Page) -> Iterator[None]:
    """While it lasts, what is read is noted in that page."""
    token = _page.set(page)
    try:
        yield
    finally:
        _page.reset(token)


def _at_work(reader: str) -> bool:
    """Whether a reader is a colleague, who sees what is made in their name only once they look."""
    return reader.partition(":")[0] in _STAFF and ":" in reader


def _reasons(why: Sequence[str], of: Mapping[UUID, Collection[str]]) -> dict[str, Any]:
    """What is sealed of a row: every reason, and by its place which of them holds for whom, where not all do."""
    apart = {stream.hex: [why.index(one) for one in own] for stream, own in of.items() if set(own) != set(why)}
    return {"why": list(why)} | ({"of": apart} if apart else {})


def _line(now: datetime, reader: str, whom: Whom, why: dict[str, Any]) -> dict[str, Any]:
    """A reading in words, for the file beside a store that can only be read."""
    people = {stream.hex: [word for word in WHAT if word in words] for stream, words in whom.items()}
    return {"at": now.isoformat(), "actor": reader, "people": people, **why}


_BEFORE = {
    "everything": ("name", "contact", "words", "calendar", "facts"),
    "protected identity": ("hidden",),
    "timeline": ("facts",),
    "proof": ("proof",),
    "name and facts": ("name", "facts"),
    "case, named": ("name", "case"),
    "name and contact, words that called a human": ("name", "contact", "words"),
}
"""What the first readings called what was read."""


def _words_of(what: str) -> tuple[str, ...]:
    return _BEFORE.get(what, ("name", "contact"))
