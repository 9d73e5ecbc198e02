"""Keys: a master key and an index key in files outside the database; envelope keys wrapped by the master key.

The files are made at first start, readable by their owner only, and are in no backup of the database.
"""

import base64
import hashlib
import hmac
import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SIZE = 32


def _key_file(home: Path, name: str) -> bytes:
    """The 32 bytes of `keys/<name>.key`, made once, atomically, mode 0600."""
    path = home / "keys" / f"{name}.key"
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        fresh = path.with_name(f".{name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(base64.b64encode(os.urandom(SIZE)))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    key = base64.b64decode(path.read_bytes(), validate=True)
    if len(key) != SIZE:
        raise ValueError(f"{path}: not a key of {SIZE} bytes")
    return key


def secret_key(home: Path) -> str:
    """Django's signing key of this instance."""
    return base64.b64encode(_key_file(home, "django")).decode()


@cache
def _kept(name: str) -> bytes:
    from django.conf import settings  # noqa: PLC0415  # settings themselves import this module

    return _key_file(settings.HOME, name)


_unwrapped: dict[tuple[str, str], tuple[bytes, object]] = {}


def data_key(scope: str) -> bytes:
    """The 32-byte key of `scope` (`platform`, `estate:7`, `assembly:3`), made and wrapped when first asked for.

    Kept in memory only while its row is certain to stay: a key made in a transaction that rolls back is forgotten with it.
    """
    from django.db import connection, transaction  # noqa: PLC0415

    from gongzhi.kernel.models import EnvelopeKey  # noqa: PLC0415

    place = (str(connection.settings_dict["NAME"]), scope)
    known = _unwrapped.get(place)
    if known is not None:
        key, pending = known
        if pending is None or any(hook is pending for hook in (row[1] for row in connection.run_on_commit)):
            return key
    row, made = EnvelopeKey.objects.get_or_create(
        scope=scope, defaults={"wrapped": wrap(_kept("master"), scope, os.urandom(SIZE))}
    )
    key = unwrap(_kept("master"), scope, bytes(row.wrapped))

    def keep() -> None:
        _unwrapped[place] = (key, None)

    if made and connection.in_atomic_block:
        _unwrapped[place] = (key, keep)
        transaction.on_commit(keep)
    else:
        keep()
    return key


def forget() -> None:
    """Drops the unwrapped keys of this process (after a rotation or a restore)."""
    _unwrapped.clear()
    _kept.cache_clear()


def wrap(master: bytes, scope: str, key: bytes) -> bytes:
    """`key` sealed under the master key, bound to its scope."""
    nonce = os.urandom(12)
    return nonce + AESGCM(master).encrypt(nonce, key, scope.encode())


def unwrap(master: bytes, scope: str, wrapped: bytes) -> bytes:
    """The key inside `wrapped`; fails loudly under a wrong master key or scope."""
    return AESGCM(master).decrypt(wrapped[:12], wrapped[12:], scope.encode())


def rotate_master(home: Path) -> int:
    """Puts a new master key in place and wraps every envelope key again; returns how many were."""
    from django.db import transaction  # noqa: PLC0415

    from gongzhi.kernel.models import EnvelopeKey  # noqa: PLC0415

    old, new = _kept("master"), os.urandom(SIZE)
    path = home / "keys" / "master.key"
    fresh = path.with_name("master.key.new")
    fresh.touch(mode=0o600)
    fresh.write_bytes(base64.b64encode(new))
    with transaction.atomic():
        rows = list(EnvelopeKey.objects.select_for_update())
        for row in rows:
            row.wrapped = wrap(new, row.scope, unwrap(old, row.scope, bytes(row.wrapped)))
            row.save(update_fields=["wrapped"])
        path.rename(path.with_name("master.key.old"))
        fresh.rename(path)
    forget()
    return len(rows)


def seal(scope: str, purpose: str, text: str) -> bytes:
    """`text` sealed with AES-GCM under the key of `scope`; `purpose` (table.column) is bound to it."""
    nonce = os.urandom(12)
    return nonce + AESGCM(data_key(scope)).encrypt(nonce, text.encode(), purpose.encode())


def unseal(scope: str, purpose: str, blob: bytes) -> str:
    """The text inside `blob`; fails loudly when scope, purpose or bytes differ."""
    blob = bytes(blob)
    return AESGCM(data_key(scope)).decrypt(blob[:12], blob[12:], purpose.encode()).decode()


def blind_index(kind: str, text: str) -> bytes:
    """A keyed 32-byte index by which `text` can be found and never read (`kind`: phone, document, code)."""
    return hmac.new(_kept("index"), kind.encode() + b"\0" + text.encode(), hashlib.sha256).digest()


def alias(estate_id: int, kind: str, number: int) -> str:
    """The name of a thing of one estate (an elector) in its journal and ballots: it leads neither to the row nor elsewhere."""
    key = data_key(f"estate:{estate_id}")
    return kind[:1] + hmac.new(key, f"{kind}\0{number}".encode(), hashlib.sha256).hexdigest()[:15]


def pseudonym(estate_id: int | None, person_id: int) -> str:
    """The name under which a person appears in the journal of one estate; two estates cannot be joined by it."""
    key = data_key(f"estate:{estate_id}" if estate_id else "platform")
    return "p" + hmac.new(key, b"pseudonym\0%d" % person_id, hashlib.sha256).hexdigest()[:15]
