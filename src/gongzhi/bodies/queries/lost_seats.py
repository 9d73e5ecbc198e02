"""Seats that ended by themselves because their holder no longer owns here, with the evidence of the roll (R19, B1.5)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, Body
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register.models import ElectorOwner, Holding, Owner
from gongzhi.web.dates import cndate

# Bodies whose members must be owners of this estate (条例16条2款, 指导规则31条); the law lists the same.
OWNERS_ONLY = (Body.Kind.COMMITTEE, Body.Kind.OWNERS_SUPERVISION)


@dataclass(frozen=True, slots=True)
class Lost:
    """A seat whose holder owns nothing here since `on`: the doors they held, and one sentence as evidence."""

    appointment: Appointment
    on: date
    doors: tuple[str, ...]

    @property
    def evidence(self) -> str:
        """What the roll says, for the record of the end."""
        return _("名册：%(doors)s已于%(day)s转出，名下没有其他专有部分") % {
            "doors": "、".join(self.doors),
            "day": cndate(self.on),
        }


def lost_seats(estates: Iterable[Estate], *, on: date) -> dict[int, list[Lost]]:
    """Estate number → the seats of its owners' bodies whose holder owns nothing there on `on`; a fixed number of statements.

    Who the holder is among the owners of their elector is known by phone (blind index); where no owner has the
    number, all of them are asked. A holder whom the register does not know at all is left alone: unknown is not sold.
    """
    ids = [estate.pk for estate in estates]
    now = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    seats = list(
        Appointment.objects.filter(now, estate__in=ids, from_on__lte=on, body__kind__in=OWNERS_ONLY)
        .select_related("body", "seat")
        .order_by("estate_id", "body_id", "seat__alternate", "seat__number")
    )
    owners = _owners_of(seats)
    held = _holdings({owner for several in owners.values() for owner in several}, on)
    found: dict[int, list[Lost]] = defaultdict(list)
    for seat in seats:
        rows = [row for owner in owners.get(seat.pk, ()) for row in held.get(owner, ())]
        if not rows or any(row.until_on is None or row.until_on > on for row in rows):
            continue
        day = max(max(row.until_on for row in rows if row.until_on), seat.from_on)
        found[seat.estate_id].append(Lost(seat, day, tuple(dict.fromkeys(row.unit.door for row in rows))))
    return dict(found)


def _owners_of(seats: list[Appointment]) -> Mapping[int, set[int]]:
    """Appointment number → the owners of the register that this holder is, or may be."""
    phones = {p.pk: bytes(p.phone_index) for p in Person.objects.filter(pk__in={s.person_id for s in seats})}
    members: dict[int, set[int]] = defaultdict(set)
    for row in ElectorOwner.objects.filter(elector__in={s.elector_id for s in seats if s.elector_id}):
        members[row.elector_id].add(row.owner_id)
    rows = Owner.objects.filter(estate__in={s.estate_id for s in seats}, phone_index__in=set(phones.values()))
    by_phone: dict[tuple[int, bytes], set[int]] = defaultdict(set)
    for owner in rows.only("pk", "estate_id", "phone_index"):
        by_phone[owner.estate_id, bytes(owner.phone_index)].add(owner.pk)
    found = {}
    for seat in seats:
        known = by_phone.get((seat.estate_id, phones.get(seat.person_id, b"")), set())
        of_elector = members.get(seat.elector_id, set()) if seat.elector_id else set()
        found[seat.pk] = known or of_elector
    return found


def _holdings(owners: set[int], on: date) -> Mapping[int, list[Holding]]:
    rows: dict[int, list[Holding]] = defaultdict(list)
    for row in Holding.objects.filter(owner__in=owners, from_on__lte=on).select_related("unit").order_by("pk"):
        rows[row.owner_id].append(row)
    return rows
