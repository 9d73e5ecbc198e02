"""The RFC 9162 tree over the leaves of one log: root, inclusion path, and their check."""

import hashlib
from collections.abc import Sequence


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The tree head of the leaf hashes in order (§2.1.1); of none, the hash of nothing."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = list(leaves)
    while len(level) > 1:
        pairs = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0]


def inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of leaf `index` (§2.1.3.1); refuses an index outside the tree."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    path: list[bytes] = []
    level, at = list(leaves), index
    while len(level) > 1:
        if at % 2:
            path.append(level[at - 1])
        elif at + 1 < len(level):
            path.append(level[at + 1])
        pairs = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level, at = pairs + ([level[-1]] if len(level) % 2 else []), at // 2
    return path


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], head: bytes) -> bool:
    """Whether `path` proves that `leaf` stands at `index` of the tree of `size` leaves with this head (§2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, got = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if at % 2 or at == last:
            got = _node(step, got)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            got = _node(got, step)
        at, last = at >> 1, last >> 1
    return last == 0 and got == head
