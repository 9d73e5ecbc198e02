"""The journal: every act writes one entry in its own transaction; nobody edits or deletes one.

An event declares its facts by kind, so that no name and no free text can enter the log in clear.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import rfc8785

from gongzhi.kernel.models import Entry, Salt

VERSION = 1
_WORD = re.compile(r"[A-Za-z0-9_.:/+\-]{0,80}\Z")
_HASH = re.compile(r"[0-9a-f]{64}\Z")


class Fact(Enum):
    """What a fact of an event may be."""

    NUMBER = "number"  # ids, counts, areas in 0.01 m², sums in fen
    WORD = "word"  # enums, codes, document numbers: ASCII only
    DAY = "day"
    INSTANT = "instant"
    HASH = "hash"  # 64 hexadecimal digits
    TRUTH = "truth"  # true, false or null (undecided)
    TEXT = "text"  # enters as a salted commitment whose salt can be erased


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of entry: its permanent name `room.noun.past` and the declared facts."""

    name: str
    facts: Mapping[str, Fact]


def event(name: str, /, **facts: Fact) -> Event:
    """Declares an event; names never change once released."""
    return Event(name, facts)


def record(
    what: Event,
    /,
    *,
    ref: str,
    by: str,
    at: datetime,
    estate_id: int | None = None,
    office: str = "platform",
    basis: Entry | int | None = None,
    **facts: Any,
) -> Entry:
    """Writes one entry and returns it; refuses facts that the event does not declare, or lacks.

    `by` is a pseudonym of `keys.pseudonym` (or `system`), `at` the legal time; `office` names the log of acts above
    estates. Lists are allowed where each member is of the declared kind.
    """
    row, salts = draft(what, ref=ref, by=by, at=at, estate_id=estate_id, office=office, basis=basis, facts=facts)
    row.save(force_insert=True)
    if salts:
        Salt.objects.bulk_create(Salt(entry=row, field=name, salt=salt) for name, salt in salts.items())
    return row


def draft(
    what: Event,
    *,
    ref: str,
    by: str,
    at: datetime,
    facts: Mapping[str, Any],
    estate_id: int | None = None,
    office: str = "platform",
    basis: Entry | int | None = None,
) -> tuple[Entry, dict[str, bytes]]:
    """The entry not yet written, and the salts of its committed texts (for acts that write in one statement)."""
    if facts.keys() != what.facts.keys():
        raise TypeError(f"{what.name}: facts {sorted(facts)} are not the declared {sorted(what.facts)}")
    salts: dict[str, bytes] = {}
    log = f"estate:{estate_id}" if estate_id else f"office:{office}"
    basis_id = basis.pk if isinstance(basis, Entry) else basis
    body = rfc8785.dumps(
        {
            "v": VERSION,
            "n": os.urandom(12).hex(),
            "log": log,
            "act": what.name,
            "ref": ref,
            "by": by,
            "at": _instant(at),
            "basis": basis_id,
            "facts": {name: _fact(what, name, value, salts) for name, value in facts.items()},
        }
    )
    row = Entry(
        estate_id=estate_id,
        log=log,
        act=what.name,
        ref=ref,
        by=by,
        at=at,
        basis_id=basis_id,
        body=body,
        leaf_hash=leaf_hash(body),
    )
    return row, salts


def leaf_hash(body: bytes) -> bytes:
    """RFC 9162 §2.1.1: SHA-256 of 0x00 and the entry."""
    return hashlib.sha256(b"\x00" + body).digest()


def commitment(salt: bytes, text: str) -> str:
    """The salted commitment under which free text enters the journal."""
    return hashlib.sha256(b"gongzhi.text.v1\0" + salt + text.encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _fact(what: Event, name: str, value: Any, salts: dict[str, bytes]) -> Any:
    kind = what.facts[name]
    if isinstance(value, list | tuple):
        return [_fact(what, name, member, salts) for member in value]
    if isinstance(value, Enum):
        value = value.value
    if value is None:
        return None
    ok: bool
    match kind:
        case Fact.NUMBER:
            ok = isinstance(value, int) and not isinstance(value, bool)
        case Fact.TRUTH:
            ok = isinstance(value, bool)
        case Fact.WORD:
            ok = isinstance(value, str) and bool(_WORD.match(value))
        case Fact.HASH:
            ok = isinstance(value, str) and bool(_HASH.match(value))
        case Fact.DAY:
            ok = isinstance(value, date) and not isinstance(value, datetime)
            value = value.isoformat() if ok else value
        case Fact.INSTANT:
            ok = isinstance(value, datetime)
            value = _instant(value) if ok else value
        case Fact.TEXT:
            ok = isinstance(value, str) and name not in salts
            if ok:
                salts[name] = os.urandom(16)
                value = {"sha256": commitment(salts[name], value)}
    if not ok:
        raise TypeError(f"{what.name}.{name}: {value!r} is not of kind {kind.value}")
    return value
