"""Keep a file of an estate or a division: sealed on disk, found by its hash."""

import hashlib
import os
from datetime import datetime

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gongzhi.documents.models import StoredFile, scope_of
from gongzhi.documents.queries import path_of
from gongzhi.kernel import keys
from gongzhi.kernel.acts import act


@act
def store_file(
    *,
    estate_id: int | None = None,
    division: str | None = None,
    name: str,
    content: bytes,
    content_type: str,
    personal: bool,
    at: datetime,
) -> StoredFile:
    """Seals `content` under the key of its estate, or of its division (by code); the same file twice is one.

    The act that stores it journals its hash. `at` is the legal time of that act.
    """
    scope = scope_of(estate_id, division)
    digest = hashlib.sha256(content).hexdigest()
    same = StoredFile.objects.filter(estate_id=estate_id, division_id=division, sha256=digest)
    if not same.exists():
        _write(scope, digest, content)
    stored, _made = same.get_or_create(
        estate_id=estate_id,
        division_id=division,
        sha256=digest,
        name=name[:120],
        defaults={"content_type": content_type[:80], "size": len(content), "personal": personal},
    )
    return stored


def _write(scope: str, digest: str, content: bytes) -> None:
    """Puts the sealed bytes in place whole; what an act that was rolled back had left there is replaced."""
    path = path_of(scope, digest)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    nonce = os.urandom(12)
    sealed = AESGCM(keys.data_key(scope)).encrypt(nonce, content, digest.encode())
    fresh = path.with_name(f".{digest}.{os.getpid()}.{nonce.hex()}")
    fresh.write_bytes(nonce + sealed)
    fresh.replace(path)
