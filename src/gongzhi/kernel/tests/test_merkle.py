"""The tree of RFC 9162: published vectors, and every inclusion proof of every size."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongzhi.kernel.journal import leaf_hash
from gongzhi.kernel.merkle import included, inclusion, root

pytestmark = pytest.mark.check

# The test vectors of the reference implementation of certificate transparency (github.com/google/certificate-transparency).
ENTRIES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
HEADS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


def test_the_hash_of_one_leaf_and_of_nothing() -> None:
    assert root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


@pytest.mark.parametrize("size", range(1, 9))
def test_tree_heads_of_the_reference(size: int) -> None:
    assert root(LEAVES[:size]).hex() == HEADS[size - 1]


@pytest.mark.parametrize(("index", "size"), PATHS)
def test_audit_paths_of_the_reference(index: int, size: int) -> None:
    assert [step.hex() for step in inclusion(LEAVES[:size], index)] == PATHS[index, size]


@given(st.integers(1, 70), st.data())
def test_every_leaf_is_proved_and_nothing_else(size: int, data: st.DataObject) -> None:
    leaves = [hashlib.sha256(b"%d" % n).digest() for n in range(size)]
    index = data.draw(st.integers(0, size - 1))
    path, head = inclusion(leaves, index), root(leaves)
    assert included(leaves[index], index, size, path, head)
    assert not included(hashlib.sha256(b"other").digest(), index, size, path, head)
    assert not included(leaves[index], index, size, path, hashlib.sha256(b"head").digest())
    assert not included(leaves[index], index, size, [*path, head], head)
    if path:
        assert not included(leaves[index], index, size, path[:-1], head)
    if size > 1:
        elsewhere = data.draw(st.integers(0, size - 1).filter(lambda n: n != index))
        assert not included(leaves[index], elsewhere, size, path, head)


@pytest.mark.parametrize("index", [-1, 8, 9])
def test_an_index_outside_the_tree_is_refused(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion(LEAVES, index)
    assert not included(LEAVES[0], index, 8, inclusion(LEAVES, 0), root(LEAVES))
