"""The access log's own tree: the head of each monthly piece, what a checkpoint says of them, and how they are checked.

A checkpoint names the newest piece, how many readings it had, the root over them, and the root over the heads of all
pieces before it. Heads stay when retention takes a piece's rows, so every checkpoint can be checked for ever.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.errors import CheckFailed
from journey.engine import tables
from journey.engine.access_log import AccessLog
from journey.engine.reading_rows import Piece
from projections.audit.tree import Frontier, leaf_hash, root_of

PREFIX = "access "
"""Begins the line of a checkpoint that speaks of the access log."""
_LINE = re.compile(r"access ([1-9]\d{0,8}) (\d{4}-\d{2}) (0|[1-9]\d{0,17}) ([A-Za-z0-9+/]{43}=) ([A-Za-z0-9+/]{43}=)")


@dataclass(frozen=True, slots=True)
class AccessHead:
    """The access log as a checkpoint has it: the newest piece at a size, and the root over all heads before it."""

    piece: int
    month: str
    size: int
    root: bytes
    earlier: bytes

    @property
    def line(self) -> str:
        """How a checkpoint says it."""
        roots = " ".join(base64.b64encode(root).decode() for root in (self.root, self.earlier))
        return f"{PREFIX}{self.piece} {self.month} {self.size} {roots}"


def head_of(text: str) -> AccessHead | None:
    """What a checkpoint's text says of the access log; None where it says nothing."""
    for line in text.split("\n"):
        if (match := _LINE.fullmatch(line)) is None:
            continue
        try:
            roots = [base64.b64decode(word, validate=True) for word in match.group(4, 5)]
        except (binascii.Error, ValueError):
            continue
        return AccessHead(int(match[1]), match[2], int(match[3]), roots[0], roots[1])
    return None


def head_leaf(piece: Piece, head: bytes) -> bytes:
    """The leaf of a full piece in the tree over heads."""
    return leaf_hash(f"{piece.number} {piece.month} {piece.rows} ".encode() + head)


def earlier_root(pieces: Iterable[tuple[Piece, bytes]]) -> bytes:
    """The root over the heads of these pieces, in order."""
    return root_of(head_leaf(piece, head) for piece, head in pieces)


def close(connection: Connection, access: AccessLog, before: AccessHead | None) -> AccessHead | None:
    """The head of the access log now, which goes on from an earlier one; None for an empty log.

    Heads of pieces to which nothing can be added are kept. Raises CheckFailed where somebody has been at the rows.
    """
    pieces = access.pieces(connection)
    if not pieces:
        if before is not None:
            raise CheckFailed(_CHANGED)
        return None
    *full, newest = pieces
    if before is not None and before.piece > newest.number:
        raise CheckFailed(_CHANGED)
    heads = [(piece, piece.head or _kept(connection, access, piece, before)) for piece in full]
    root = _root(connection, access, newest, before)
    return AccessHead(newest.number, newest.month, newest.rows, root, earlier_root(heads))


def _kept(connection: Connection, access: AccessLog, piece: Piece, before: AccessHead | None) -> bytes:
    head, table = _root(connection, access, piece, before), tables.pieces
    connection.execute(table.update().where(table.c.number == piece.number).values(head=head))
    return head


def _root(connection: Connection, access: AccessLog, piece: Piece, before: AccessHead | None) -> bytes:
    """The root over a piece's rows, as many as the piece says it has, where its chain says that they are those."""
    table, frontier, chain = tables.reads, Frontier(), b""
    size = before.size if before is not None and before.piece == piece.number else 0
    agrees = size == 0
    query = sa.select(table.c.digest).where(table.c.piece == piece.number, table.c.number < piece.rows)
    for stored in connection.execute(query.order_by(table.c.number)).scalars():
        digest = bytes(stored)
        frontier.add(leaf_hash(digest))
        chain = access.link(chain, digest)
        agrees = agrees or (frontier.size == size and before is not None and frontier.root() == before.root)
    if not agrees or (frontier.size, chain) != (piece.rows, piece.chain):
        raise CheckFailed(_CHANGED)
    return frontier.root()


_CHANGED = "the access log is not what was written"
