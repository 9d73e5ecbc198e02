"""Keys: what is sealed opens only under its own scope and purpose; the master key can be replaced."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from gongzhi.kernel import keys
from gongzhi.kernel.models import EnvelopeKey

NAME = "register_owner.name"


@pytest.fixture
def own_keys(tmp_path: Path, settings: object, db: None) -> Iterator[Path]:
    """An instance of its own, so that no other test loses its master key."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    keys.forget()
    yield tmp_path
    keys.forget()


def test_what_is_sealed_opens_again_and_never_looks_the_same(own_keys: Path) -> None:
    first, second = keys.seal("estate:1", NAME, "张三"), keys.seal("estate:1", NAME, "张三")
    assert first != second
    assert "张三".encode() not in first
    assert keys.unseal("estate:1", NAME, first) == keys.unseal("estate:1", NAME, second) == "张三"


@pytest.mark.parametrize(("scope", "purpose"), [("estate:2", NAME), ("estate:1", "register_owner.phone")])
def test_another_scope_or_purpose_opens_nothing(own_keys: Path, scope: str, purpose: str) -> None:
    blob = keys.seal("estate:1", NAME, "张三")
    with pytest.raises(InvalidTag):
        keys.unseal(scope, purpose, blob)
    with pytest.raises(InvalidTag):
        keys.unseal("estate:1", NAME, blob[:-1] + bytes([blob[-1] ^ 1]))


def test_a_wrapped_key_is_bound_to_its_scope_and_master() -> None:
    master, key = bytes(32), bytes(range(32))
    wrapped = keys.wrap(master, "estate:1", key)
    assert keys.unwrap(master, "estate:1", wrapped) == key
    with pytest.raises(InvalidTag):
        keys.unwrap(master, "estate:2", wrapped)
    with pytest.raises(InvalidTag):
        keys.unwrap(bytes(31) + b"\1", "estate:1", wrapped)


def test_the_database_holds_no_key_in_clear(own_keys: Path) -> None:
    key = keys.data_key("estate:1")
    row = EnvelopeKey.objects.get(scope="estate:1")
    assert key not in bytes(row.wrapped)
    keys.forget()
    assert keys.data_key("estate:1") == key


def test_a_new_master_key_opens_what_the_old_one_sealed(own_keys: Path) -> None:
    blobs = {scope: keys.seal(scope, NAME, scope) for scope in ("estate:1", "estate:2", "platform")}
    before = {row.scope: bytes(row.wrapped) for row in EnvelopeKey.objects.all()}
    old = (own_keys / "keys" / "master.key").read_bytes()
    assert keys.rotate_master(own_keys) == 3
    assert (own_keys / "keys" / "master.key").read_bytes() != old
    after = {row.scope: bytes(row.wrapped) for row in EnvelopeKey.objects.all()}
    assert all(before[scope] != after[scope] for scope in before)
    assert all(keys.unseal(scope, NAME, blob) == scope for scope, blob in blobs.items())


def test_key_files_are_for_their_owner_only(own_keys: Path) -> None:
    keys.data_key("platform")
    keys.blind_index("phone", "1")
    found = sorted(path.name for path in (own_keys / "keys").iterdir())
    assert found == ["index.key", "master.key"]
    assert {stat.S_IMODE((own_keys / "keys" / name).stat().st_mode) for name in found} == {0o600}


def test_a_damaged_key_file_is_not_taken_for_a_key(own_keys: Path) -> None:
    keys.data_key("platform")
    (own_keys / "keys" / "master.key").write_text("c2hvcnQ=")
    keys.forget()
    with pytest.raises(ValueError, match="not a key"):
        keys.data_key("platform")


def test_the_blind_index_finds_without_telling(own_keys: Path) -> None:
    index = keys.blind_index("phone", "13800000000")
    assert index == keys.blind_index("phone", "13800000000")
    assert len(index) == 32
    assert index != keys.blind_index("document", "13800000000")
    assert index != keys.blind_index("phone", "13800000001")
    keys.forget()
    (own_keys / "keys" / "index.key").unlink()
    assert index != keys.blind_index("phone", "13800000000")


def test_two_estates_cannot_be_joined_by_a_pseudonym(own_keys: Path) -> None:
    assert keys.pseudonym(1, 5) == keys.pseudonym(1, 5)
    assert len({keys.pseudonym(1, 5), keys.pseudonym(2, 5), keys.pseudonym(None, 5), keys.pseudonym(1, 6)}) == 4
