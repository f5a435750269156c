"""Checks the access log: every row against its digest and its number, every piece against its chain and checkpoints."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy.engine import Connection

from journey.domain.counts import count_of
from journey.engine import tables
from journey.engine.access_log import AccessLog
from journey.engine.reading_rows import Piece, StoredReading
from projections.audit.access import AccessHead, earlier_root, head_of
from projections.audit.checks.findings import Finding
from projections.audit.ledger import Ledger
from projections.audit.signed.checkpoints import Checkpoint
from projections.audit.tree import Frontier, leaf_hash

_ROWS, _PIECES = str(tables.reads.name), str(tables.pieces.name)
_MOST = 200
"""Rows of one piece that are named one by one."""


class _Checked:
    """One piece as its rows are looked at: what is wrong with them, and the roots at the sizes that are asked for."""

    def __init__(self, access: AccessLog, piece: Piece, sizes: set[int]) -> None:
        self.access, self.piece, self.sizes = access, piece, sizes
        self.findings: list[Finding] = []
        self.frontier, self.chain, self.expected = Frontier(), b"", 0
        self.roots = {0: self.frontier.root()}

    def look(self, connection: Connection) -> _Checked:
        """Look at every row of the piece."""
        for row in self.access.rows(connection, self.piece.number):
            if row.number != self.expected:
                self._gone(self.expected, row.number)
            if not self.access.fits(row):
                self._say("access_altered", f"{_named(row)} is not what was written", row.number)
            self.expected = row.number + 1
            self.chain = self.access.link(self.chain, row.digest)
            self.frontier.add(leaf_hash(row.digest))
            if self.frontier.size in self.sizes:
                self.roots[self.frontier.size] = self.frontier.root()
        if self.expected < self.piece.rows:
            self._gone(self.expected, self.piece.rows)
        if not self.findings and (self.chain, self.expected) != (self.piece.chain, self.piece.rows):
            self._say("access_altered", f"the readings of {self.piece.month} are not those that were written", None)
        return self

    def _gone(self, low: int, high: int) -> None:
        count = high - low
        what = f"reading {low} is" if count == 1 else f"{count} readings, from number {low} on, are"
        self._say("access_removed", f"{what} gone from those of {self.piece.month}", low)

    def _say(self, what: str, says: str, number: int | None) -> None:
        if len(self.findings) < _MOST:
            row = f"{self.piece.number}" if number is None else f"{self.piece.number}:{number}"
            self.findings.append(Finding(what, says, table=_ROWS, row=row))


def _named(row: StoredReading) -> str:
    return f"reading {row.number} of piece {row.piece}, of {row.at},"


def findings(
    ledger: Ledger, connection: Connection, dropped: Collection[str], checkpoints: Sequence[Checkpoint] = ()
) -> list[Finding]:
    """What is wrong with the access log, by itself and by what these checkpoints, all of them ours, say of it.

    `dropped` are the pieces that retention has taken away, as the log says them.
    """
    access = AccessLog(ledger.store, ledger.vault)
    heads = [(head, one.size) for one in checkpoints if (head := head_of(one.text)) is not None]
    pieces, found, roots = access.pieces(connection), list[Finding](), dict[int, dict[int, bytes]]()
    for piece in pieces:
        sizes = {head.size for head, _ in heads if head.piece == piece.number} | {piece.rows}
        checked = _Checked(access, piece, sizes)
        if piece.dropped is None:
            found += checked.look(connection).findings
            roots[piece.number] = checked.roots
        else:
            found += _dropped(access, connection, piece, dropped)
            roots[piece.number] = {piece.rows: piece.head or b""}
    found += _strays(access, connection, {piece.number for piece in pieces})
    return [*found, *_pinned(pieces, roots, heads, located=bool(found))]


def _dropped(access: AccessLog, connection: Connection, piece: Piece, dropped: Collection[str]) -> Iterator[Finding]:
    if piece.receipt not in dropped:
        says = f"the readings of {piece.month} are gone, and the log says of no retention that took them"
        yield Finding("access_removed", says, table=_PIECES, row=str(piece.number))
    if next(access.rows(connection, piece.number), None) is not None:
        says = f"the readings of {piece.month} were dropped when their time was over, and some are there"
        yield Finding("access_altered", says, table=_ROWS, row=str(piece.number))


def _strays(access: AccessLog, connection: Connection, known: set[int]) -> Iterator[Finding]:
    strays = {row.piece for row in access.rows(connection)} - known if known or _any(access, connection) else set[int]()
    for number in sorted(strays):
        says = f"there are readings of piece {number}, and no such piece"
        yield Finding("access_removed", says, table=_PIECES, row=str(number))


def _any(access: AccessLog, connection: Connection) -> bool:
    return next(access.rows(connection), None) is not None


def _pinned(
    pieces: Sequence[Piece],
    roots: dict[int, dict[int, bytes]],
    heads: Sequence[tuple[AccessHead, int]],
    *,
    located: bool,
) -> Iterator[Finding]:
    """What checkpoints say otherwise: first of each piece, unless a row says it already."""
    known, told = {piece.number: piece for piece in pieces}, set[int]()
    for head, size in heads:
        piece = known.get(head.piece)
        if head.piece in told:
            continue
        says = _says(piece, roots, head)
        if says is None and not located and _before(pieces, roots, head.piece) != head.earlier:
            checkpoint = f"the checkpoint of {count_of(size, 'event')}"
            says = f"the pieces before that of {head.month} are not those that {checkpoint} saw"
        if says is not None and not (located and piece is not None and head.size <= piece.rows):
            told.add(head.piece)
            yield Finding(
                "access_removed" if piece is None else "access_rewritten",
                says,
                checkpoint=size,
                table=_PIECES,
                row=str(head.piece),
            )


def _says(piece: Piece | None, roots: dict[int, dict[int, bytes]], head: AccessHead) -> str | None:
    if piece is None or piece.month != head.month:
        return f"the piece of {head.month}, with {head.size} readings by a checkpoint, is gone"
    if head.size > piece.rows:
        return f"a checkpoint says that there were {head.size} readings of {head.month}, and there are {piece.rows}"
    if piece.dropped is not None and head.size < piece.rows:
        return None  # of a dropped piece only its last head is left, which later checkpoints hold
    if roots[piece.number].get(head.size) != head.root:
        return f"the first {head.size} readings of {head.month} are not those that a checkpoint saw"
    return None


def _before(pieces: Sequence[Piece], roots: dict[int, dict[int, bytes]], number: int) -> bytes:
    return earlier_root((piece, roots[piece.number].get(piece.rows, b"")) for piece in pieces if piece.number < number)
