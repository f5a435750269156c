"""The tree of RFC 6962, against the published vectors of Certificate Transparency and against its definition."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from projections.audit import tree
from tests.cases import every

INPUTS = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
G = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
INCLUSION = [  # numbers count from 0
    (0, 1, []),
    (0, 8, [A, B, C]),
    (5, 8, [D, E, F]),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (1, 5, ["6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", B, D]),
]
CONSISTENCY = [(1, 1, []), (1, 8, [A, B, C]), (6, 8, [G, E, F]), (2, 5, [B, D])]

sizes = st.integers(1, 80)


def leaves(count: int) -> list[bytes]:
    return [tree.leaf_hash(INPUTS[n] if n < len(INPUTS) else str(n).encode()) for n in range(count)]


def ranges(count: int) -> tree.RangeHash:
    all_of_them = leaves(count)
    return lambda low, high: tree.root_of(all_of_them[low:high])


def defined(hashes: list[bytes]) -> bytes:
    """The tree hash as the RFC defines it."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return sha256(b"\x01" + defined(hashes[:half]) + defined(hashes[half:])).digest()


@every("size", range(len(ROOTS)))
def test_the_published_roots_come_out(size: int) -> None:
    assert tree.root_of(leaves(size)).hex() == ROOTS[size]


@every("number, size, path", INCLUSION)
def test_the_published_inclusion_proofs_come_out_and_hold(number: int, size: int, path: list[str]) -> None:
    made = tree.inclusion_path(number, size, ranges(size))
    assert [step.hex() for step in made] == path
    assert tree.root_from_path(leaves(size)[number], number, size, made) == bytes.fromhex(ROOTS[size])


@every("old, new, path", CONSISTENCY)
def test_the_published_consistency_proofs_come_out_and_hold(old: int, new: int, path: list[str]) -> None:
    made = tree.consistency_path(old, new, ranges(new))
    assert [step.hex() for step in made] == path
    assert tree.is_consistent(old, bytes.fromhex(ROOTS[old]), new, bytes.fromhex(ROOTS[new]), made)


@given(st.integers(0, 200))
def test_the_root_is_the_one_the_rfc_defines(size: int) -> None:
    assert tree.root_of(leaves(size)) == defined(leaves(size))


@given(sizes, st.data())
def test_every_leaf_has_a_proof_that_holds_for_it_alone(size: int, data: st.DataObject) -> None:
    number, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(-1, size + 1))
    path = tree.inclusion_path(number, size, ranges(size))
    root = tree.root_of(leaves(size))
    assert tree.root_from_path(leaves(size)[number], number, size, path) == root
    assert (tree.root_from_path(leaves(size)[number], other, size, path) == root) == (other == number)
    assert tree.root_from_path(tree.leaf_hash(b"another"), number, size, path) != root
    assert tree.root_from_path(leaves(size)[number], number, size, [*path, root]) != root
    if path:
        assert tree.root_from_path(leaves(size)[number], number, size, path[:-1]) != root


@given(sizes, sizes, st.data())
def test_a_tree_that_only_grew_has_a_proof_and_one_that_changed_has_none(
    one: int, two: int, data: st.DataObject
) -> None:
    old, new = sorted((one, two))
    path = tree.consistency_path(old, new, ranges(new))
    old_root, new_root = tree.root_of(leaves(old)), tree.root_of(leaves(new))
    assert tree.is_consistent(old, old_root, new, new_root, path)
    altered = leaves(old)
    altered[data.draw(st.integers(0, old - 1))] = tree.leaf_hash(b"another")
    assert not tree.is_consistent(old, tree.root_of(altered), new, new_root, path)
    assert not tree.is_consistent(old, old_root, new, tree.leaf_hash(b"another"), path)
    assert not tree.is_consistent(old, old_root, new, new_root, [*path, old_root])
    if path:
        assert not tree.is_consistent(old, old_root, new, new_root, path[:-1])
