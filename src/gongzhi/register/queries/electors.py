"""Electors: who speaks for whom, by which door and number; the voting room asks these."""

import hashlib
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register.models import Claim, Elector, ElectorOwner, ElectorUnit, Owner, Unit
from gongzhi.register.queries.masks import masked_name, tail
from gongzhi.register.queries.natural import door_key


def electors_of(person: Person, estate: Estate) -> QuerySet[Elector]:
    """The electors of this estate for which the person speaks now, oldest claim first.

    An elector ended by a confirmed merge stays here while its claim stands: its line of a frozen roll
    can still vote.
    """
    return Elector.objects.filter(estate=estate, claims__person_id=person.pk, claims__until_at__isnull=True).order_by(
        "claims__from_at", "pk"
    )


def claim_of(elector: Elector) -> Claim | None:
    """Who speaks for the elector now, or None."""
    return Claim.objects.filter(elector=elector, until_at__isnull=True).first()


def claims_of(elector: Elector) -> QuerySet[Claim]:
    """Every claim of the elector, the newest first: the page on which co-owners see each binding."""
    return Claim.objects.filter(elector=elector).order_by("-from_at", "-pk")


def elector_of_unit(unit: Unit) -> Elector | None:
    """The elector behind a unit; None for a unit without one (removed, or a roster not yet applied)."""
    row = ElectorUnit.objects.select_related("elector").filter(unit=unit).first()
    return row.elector if row else None


def owners_of_elector(elector: Elector) -> list[Owner]:
    """The owners that make up the elector, in the stable order of their entry into the register."""
    rows = ElectorOwner.objects.filter(elector=elector).select_related("owner").order_by("owner_id")
    return [row.owner for row in rows]


def phones_of_elector(elector: Elector) -> list[str]:
    """Every number of the elector's owners, in stable order, each once; for the outbox only."""
    return list(dict.fromkeys(n for owner in owners_of_elector(elector) if (n := owner.number())))


def phone_of_elector(elector: Elector) -> str:
    """The number to which codes for this elector go, or "".

    The number of whoever claimed it, else that of the first owner with a phone in stable order.
    """
    claim = claim_of(elector)
    if claim and (person := Person.objects.filter(pk=claim.person_id).first()):
        return person.number()
    return next(iter(phones_of_elector(elector)), "")


def owner_with_tail(elector: Elector, digits: str) -> Owner | None:
    """The first owner of the elector whose number ends in these four digits; for the claim act only."""
    for owner in owners_of_elector(elector):
        number = owner.number()
        if number and tail(number) == digits:
            return owner
    return None


def units_of_elector(elector: Elector) -> list[Unit]:
    """The units behind the elector in the order of their doors."""
    rows = ElectorUnit.objects.filter(elector=elector).select_related("unit__building")
    return in_order(row.unit for row in rows)


def in_order(units: Iterable[Unit]) -> list[Unit]:
    """Units (with their building loaded) in the order in which people read doors."""
    return sorted(units, key=lambda u: door_key(u.building.name, u.stair, u.room))


def elector_label(elector: Elector) -> str:
    """The elector in one line: its doors and masked names, e.g. `3幢2单元1503 张*、李*`; no full name.

    Reads the lists of `with_label` where they were loaded: a page of many takes no query more than of one.
    """
    doors = [unit.door for unit in in_order(place.unit for place in elector.places.all())]
    shown = "、".join(doors[:3]) + (f"等{len(doors)}处" if len(doors) > 3 else "")
    return f"{shown} {masked_of(elector)}".strip()


def masked_of(elector: Elector) -> str:
    """The masked names of the elector's owners, each once: `张*、李*`."""
    members = sorted(elector.members.all(), key=lambda member: member.owner_id)
    names = [masked_name(member.owner.kind, member.owner.shown_name()) for member in members]
    if elector.kind == Owner.Kind.DEVELOPER:
        names = names[:1]
    return "、".join(names)


def with_label(electors: QuerySet[Elector]) -> QuerySet[Elector]:
    """The electors with everything `elector_label` reads, in a fixed number of queries."""
    return electors.prefetch_related(
        Prefetch("places", ElectorUnit.objects.select_related("unit__building")),
        Prefetch("members", ElectorOwner.objects.select_related("owner")),
    )


def current_electors(estate: Estate) -> QuerySet[Elector]:
    """The electors of the estate as the register stands now."""
    return Elector.objects.filter(estate=estate, ended_on__isnull=True)


def elector_key(kind: str, owner_ids: Iterable[int]) -> str:
    """The digest of one set of owners: the same set, the same elector; the developer is one by itself."""
    text = "developer" if kind == Owner.Kind.DEVELOPER else ",".join(map(str, sorted(set(owner_ids))))
    return hashlib.sha256(f"gongzhi.elector.v1:{text}".encode()).hexdigest()
