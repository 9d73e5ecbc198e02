"""Sealing a ballot: choice and salt together under the assembly's key, all ballots of one length."""

import hashlib
import os
from collections.abc import Mapping

import rfc8785
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gongzhi.kernel import keys

SALT, BLOCK = 32, 1024
DOMAIN = b"gongzhi.ballot.v1\0"


def canonical(*, assembly_id: int, elector: str, sequence: int, previous: str, choices: Mapping[int, str]) -> bytes:
    """The canonical bytes of a ballot (RFC 8785): assembly, elector's pseudonym, number, previous commitment, choices."""
    return rfc8785.dumps(
        {
            "v": 1,
            "assembly": assembly_id,
            "elector": elector,
            "sequence": sequence,
            "previous": previous,
            "choices": {str(number): mark for number, mark in choices.items()},
        }
    )


def commitment_of(salt: bytes, ballot: bytes) -> str:
    """What the journal keeps at casting: SHA-256 over domain, salt and canonical ballot."""
    return hashlib.sha256(DOMAIN + salt + ballot).hexdigest()


def seal(scope: str, bound_to: str, ballot: bytes) -> tuple[bytes, str]:
    """Sealed bytes of one fixed length and the commitment; `bound_to` (the elector) cannot be exchanged."""
    salt = os.urandom(SALT)
    blocks = -(-(len(ballot) + 4) // BLOCK)
    plain = salt + len(ballot).to_bytes(4, "big") + ballot.ljust(blocks * BLOCK - 4, b"\0")
    nonce = os.urandom(12)
    sealed = nonce + AESGCM(keys.data_key(scope)).encrypt(nonce, plain, bound_to.encode())
    return sealed, commitment_of(salt, ballot)


def unseal(scope: str, bound_to: str, sealed: bytes) -> tuple[bytes, bytes]:
    """Salt and canonical ballot; fails loudly when key, elector or bytes are not those of the sealing."""
    plain = AESGCM(keys.data_key(scope)).decrypt(sealed[:12], sealed[12:], bound_to.encode())
    size = int.from_bytes(plain[SALT : SALT + 4], "big")
    return plain[:SALT], plain[SALT + 4 : SALT + 4 + size]


def key_scope(estate_id: int, assembly_id: int) -> str:
    """The scope of the key under which the ballots of an assembly are sealed."""
    return f"assembly:{estate_id}:{assembly_id}"


def elector_pseudonym(estate_id: int, elector_id: int) -> str:
    """The name of an elector in journal and ballots."""
    return keys.alias(estate_id, "elector", elector_id)


def short_code(commitment: str) -> str:
    """The eight characters an owner reads on the receipt."""
    return f"{commitment[:4]} {commitment[4:8]}".upper()
