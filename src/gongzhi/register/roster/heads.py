"""Counts heads of a roster and proposes which owners without document numbers may be one person."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from gongzhi.register.roster.documents import document_key, is_masked
from gongzhi.register.roster.kinds import UNSOLD
from gongzhi.register.roster.owners import COMPANY, DEVELOPER, OwnerRow
from gongzhi.register.roster.units import MergeProposal, UnitRow

DEVELOPER_KEY: Hashable = ("developer",)
"""The one head of all unsold and undelivered units (法释〔2020〕17号第9条)."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Heads with every proposal confirmed, the range (all confirmed, none confirmed), the proposals, a key a unit."""

    heads: int
    heads_range: tuple[int, int]
    proposals: tuple[MergeProposal, ...]
    keys: tuple[Hashable, ...]


def count_heads(units: Sequence[UnitRow]) -> Heads:
    """One head per distinct set of owners (法释〔2020〕17号第9条, 指导规则第25条): by document number, else name and phone.

    Document numbers are compared without case. Owners without one are merged by name and phone, which is a proposal
    until a person confirms it; an owner nobody knows stays a head of his own; the developer is one head together.
    """
    documented = _documented(units)
    developers = _developers(units)
    proposed: list[Hashable] = []
    certain: list[Hashable] = []
    resolved: set[int] = set()
    doubtful = False
    for index, unit in enumerate(units):
        owners = unit.owners
        if unit.by_developer or (developers and _is_developer(owners, developers)):
            proposed.append(DEVELOPER_KEY)
            certain.append(DEVELOPER_KEY)
            continue
        if len(owners) == 1 and len(document := owners[0].document) == 18 and document.isalnum():
            proposed.append(document)
            certain.append(document)
            continue
        if len(owners) == 1 and owners[0].document and not is_masked(owners[0].document):
            key: Hashable = document_key(owners[0].document)
            proposed.append(key)
            certain.append(key)
            continue
        phone = next((owner.phone for owner in owners if owner.phone), "")
        keys: set[tuple[str, ...]] = set()
        sure = bool(owners)
        for owner in owners:
            if owner.document and not is_masked(owner.document):
                keys.add(("d", document_key(owner.document)))
            elif owner.name:
                sure = False
                mention = (name_key(owner.name), owner.phone or phone)
                found = documented.get(mention) if mention[1] else None
                if found is not None and len(found) == 1:
                    keys.add(("d", *found))
                    resolved.add(index)
                else:
                    keys.add(("n", *mention))
            else:
                sure = False
                keys.add(("unknown", str(index)))
        one = _set_key(keys) if keys else ("unknown", index)
        proposed.append(one)
        certain.append(one if sure else ("unit", index))
        doubtful = doubtful or not sure
    heads = len(set(proposed))
    if not doubtful:
        return Heads(heads, (heads, heads), (), tuple(proposed))
    return Heads(heads, (heads, len(set(certain))), _proposals(units, proposed, certain, resolved), tuple(proposed))


def _set_key(keys: set[tuple[str, ...]]) -> Hashable:
    """A set of one owner with a document number is that number alone, so that it equals the quick case."""
    if len(keys) == 1:
        (only,) = keys
        if only[0] == "d":
            return only[1]
    return frozenset(keys)


def name_key(name: str) -> str:
    """A name for comparing: width folded, upper case, without spaces."""
    if name.isascii():
        return "".join(name.split()).upper()
    return "".join(unicodedata.normalize("NFKC", name).split()).upper()


def _documented(units: Iterable[UnitRow]) -> dict[tuple[str, str], set[str]]:
    if all(owner.document for unit in units for owner in unit.owners):
        return {}
    found: dict[tuple[str, str], set[str]] = {}
    for unit in units:
        phone = next((owner.phone for owner in unit.owners if owner.phone), "")
        for owner in unit.owners:
            number = owner.phone or phone
            if owner.document and owner.name and number and not is_masked(owner.document):
                found.setdefault((name_key(owner.name), number), set()).add(document_key(owner.document))
    return found


def _developers(units: Iterable[UnitRow]) -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for unit in units:
        if unit.status == UNSOLD:
            for owner in unit.owners:
                if owner.kind in (COMPANY, DEVELOPER):
                    found.add(("name", name_key(owner.name)))
                    if owner.document:
                        found.add(("document", document_key(owner.document)))
    return frozenset(found)


def _is_developer(owners: Sequence[OwnerRow], developers: frozenset[tuple[str, str]]) -> bool:
    return bool(owners) and all(
        owner.kind in (COMPANY, DEVELOPER)
        and (
            ("document", document_key(owner.document)) in developers
            if owner.document and any(kind == "document" for kind, _ in developers)
            else ("name", name_key(owner.name)) in developers
        )
        for owner in owners
    )


def _proposals(
    units: Sequence[UnitRow], proposed: Sequence[Hashable], certain: Sequence[Hashable], resolved: set[int]
) -> tuple[MergeProposal, ...]:
    groups: dict[Hashable, list[int]] = {}
    for index, key in enumerate(proposed):
        if key != DEVELOPER_KEY:
            groups.setdefault(key, []).append(index)
    proposals: list[MergeProposal] = []
    for members in groups.values():
        if len(members) < 2 or len({certain[index] for index in members}) < 2:
            continue
        first = units[members[0]]
        phones = [next((owner.phone for owner in units[index].owners if owner.phone), "") for index in members]
        if any(index in resolved for index in members):
            reason = "document_missing"
        else:
            reason = "name_and_phone" if all(phones) else "name_only"
        proposals.append(
            MergeProposal(
                reason,
                tuple(owner.name for owner in first.owners),
                next((phone for phone in phones if phone), ""),
                tuple(units[index].door for index in members),
                tuple(members),
            )
        )
    return tuple(proposals)
