"""Computes the Merkle tree of RFC 6962: its root, and proofs that a leaf is in it and that it only grew.

Hashes are SHA-256, 32 bytes. Nothing here holds a whole tree: a root is folded from a frontier of at most 64 hashes,
and a proof is made of the hashes of whole ranges of leaves, which the caller knows how to come by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()

RangeHash = Callable[[int, int], bytes]
"""The root over the leaves from one number up to another, the second not included."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side; its first byte differs from a leaf's, so neither passes for the other."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree that grows by one leaf after another: the roots of its whole subtrees, the biggest one first."""

    __slots__ = ("_roots", "size")

    def __init__(self) -> None:
        self.size = 0
        self._roots: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        roots, size = self._roots, self.size
        while size & 1:
            leaf = sha256(b"\x01" + roots.pop() + leaf).digest()
            size >>= 1
        roots.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self._roots:
            return EMPTY_ROOT
        root = self._roots[-1]
        for left in reversed(self._roots[:-1]):
            root = node_hash(left, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.add(leaf)
    return frontier.root()


def inclusion_path(number: int, size: int, ranges: RangeHash) -> list[bytes]:
    """The hashes that lead from leaf `number` to the root of the tree of that size, the leaf's neighbour first."""
    path: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if number < middle:
            path.append(ranges(middle, high))
            high = middle
        else:
            path.append(ranges(low, middle))
            low = middle
    return path[::-1]


def root_from_path(leaf: bytes, number: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a leaf and its path lead to; None where the path is not one for that number and size."""
    if not 0 <= number < size:
        return None
    node, last, root = number, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if node & 1 or node == last:
            root = node_hash(sibling, root)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        node, last = node >> 1, last >> 1
    return root if last == 0 else None


def consistency_path(old: int, new: int, ranges: RangeHash) -> list[bytes]:
    """The hashes that show the tree of size `new` to begin with the tree of size `old`; 0 < old <= new."""
    path: list[bytes] = []
    low, high, whole = 0, new, True
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            path.append(ranges(middle, high))
            high = middle
        else:
            path.append(ranges(low, middle))
            low, whole = middle, False
    if not whole:
        path.append(ranges(low, high))
    return path[::-1]


def is_consistent(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path shows that the second tree begins with the first (RFC 9162, section 2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return old_root == new_root and not path
    hashes = list(path)
    if old & (old - 1) == 0:
        hashes.insert(0, old_root)
    if not hashes:
        return False
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def _split(size: int) -> int:
    """The largest power of two below a size."""
    return 1 << ((size - 1).bit_length() - 1)
