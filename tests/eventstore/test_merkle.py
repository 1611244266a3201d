"""The Merkle tree: the published vectors of RFC 6962 and 9162, and the naive recursion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventstore.merkle import EMPTY_ROOT, Frontier, leaf_hash, node_hash

Hash = Callable[[bytes], bytes]
Join = Callable[[bytes, bytes], bytes]

# The eight leaves of certificate-transparency's reference tests, and the roots over the first n.
LEAVES = [
    bytes.fromhex(it)
    for it in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive_root(leaves: Sequence[bytes], of_leaf: Hash = leaf_hash, of_node: Join = node_hash) -> bytes:
    """Return the root as RFC 9162 section 2.1.1 writes it: split at the largest power of two below n."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return of_leaf(leaves[0])
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return of_node(naive_root(leaves[:split], of_leaf, of_node), naive_root(leaves[split:], of_leaf, of_node))


def frontier_of(leaves: Sequence[bytes]) -> Frontier:
    frontier = Frontier()
    frontier.extend(leaf_hash(leaf) for leaf in leaves)
    return frontier


def test_an_empty_tree_has_the_hash_of_nothing_as_root() -> None:
    assert Frontier().root() == EMPTY_ROOT
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots_are_ours(size: int) -> None:
    assert frontier_of(LEAVES[:size]).root().hex() == ROOTS[size - 1]
    assert naive_root(LEAVES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize("size", range(71))
def test_the_frontier_has_the_root_of_the_naive_recursion(size: int) -> None:
    leaves = [f"leaf {n}".encode() for n in range(size)]
    frontier = frontier_of(leaves)
    assert (frontier.size, frontier.root()) == (size, naive_root(leaves))
    assert len(frontier.packed()) == 32 * size.bit_count()


@given(st.integers(0, 70), st.integers(0, 70))
def test_a_frontier_is_continued_where_it_was_put_down(first: int, more: int) -> None:
    leaves = [f"leaf {n}".encode() for n in range(first + more)]
    before = frontier_of(leaves[:first])
    continued = Frontier(first, before.packed())
    continued.extend(leaf_hash(leaf) for leaf in leaves[first:])
    assert continued.root() == naive_root(leaves)


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=20), st.data())
def test_another_leaf_is_another_root(leaves: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:at], leaves[at] + b"!", *leaves[at + 1 :]]
    assert frontier_of(changed).root() != frontier_of(leaves).root()


def unprefixed(data: bytes) -> bytes:
    return sha256(data).digest()


@pytest.mark.parametrize(
    ("of_leaf", "of_node"),
    [
        (unprefixed, node_hash),
        (leaf_hash, lambda left, right: unprefixed(left + right)),
        (leaf_hash, lambda left, right: leaf_hash(left + right)),
    ],
    ids=["no 0x00", "no 0x01", "0x00 twice"],
)
def test_without_its_prefixes_no_published_root_comes_out(of_leaf: Hash, of_node: Join) -> None:
    assert naive_root(LEAVES, of_leaf, of_node).hex() != ROOTS[7]


def test_a_node_cannot_be_passed_off_as_a_leaf() -> None:
    """Without 0x00 and 0x01, two leaves and one leaf made of their hashes would share a root."""
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert frontier_of([b"a", b"b"]).root() != frontier_of([left + right]).root()
    forged = naive_root([unprefixed(b"a") + unprefixed(b"b")], unprefixed)
    assert forged == naive_root([b"a", b"b"], unprefixed, lambda one, other: unprefixed(one + other))
