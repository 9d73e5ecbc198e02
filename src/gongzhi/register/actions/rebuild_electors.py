"""Form the electors anew from who holds what.

One distinct set of owners is one head (法释〔2020〕17号第9条).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from gongzhi.kernel import journal
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.journal import Fact
from gongzhi.norms.queries import bylaws_of
from gongzhi.places.models import Estate
from gongzhi.places.queries import undelivered_buildings
from gongzhi.register.actions.release_claim import end_claim
from gongzhi.register.models import Claim, Elector, ElectorOwner, ElectorUnit, Owner, Unit
from gongzhi.register.queries.electors import elector_key
from gongzhi.register.queries.lines import PARKING
from gongzhi.register.queries.whole import elector_owners, elector_units, holders_of, places_of
from gongzhi.register.roster.kinds import UNDELIVERED, UNSOLD
from gongzhi_law import headcount

REBUILT = journal.event("register.electors.rebuilt", added=Fact.NUMBER, ended=Fact.NUMBER, electors=Fact.NUMBER)
UNKNOWN = "unknown"
WITH_DEVELOPER = (UNSOLD, UNDELIVERED)


@dataclass(frozen=True, slots=True)
class Formed:
    """One elector as it should be: kind, the owners that make it up, the units behind it."""

    kind: str
    owners: set[int]
    units: set[int]


def rebuild_electors(*, estate: Estate, by: str, at: datetime, keep_claims: bool = False) -> None:
    """Brings electors, their units and owners in line with the holdings; runs inside an act that locked the estate.

    An elector whose set of owners is gone ends, and with it the claim on it (unless `keep_claims`: after a
    merge the
    same people are still there, and their line of a frozen roll must stay votable). Nothing else is touched.
    """
    wanted = formed_electors(estate, on=law_day(at))
    standing = {e.key: e for e in Elector.objects.filter(estate=estate, ended_on__isnull=True)}
    gone = [elector for key, elector in standing.items() if key not in wanted]
    if gone:
        Elector.objects.filter(pk__in=[e.pk for e in gone]).update(ended_on=law_day(at))
        if not keep_claims:
            _end_claims(gone, by, at)
    fresh = [Elector(estate=estate, key=k, kind=f.kind) for k, f in wanted.items() if k not in standing]
    Elector.objects.bulk_create(fresh)
    standing |= {elector.key: elector for elector in fresh}
    _set_owners(estate, wanted, standing)
    _set_units(estate, wanted, standing)
    journal.record(
        REBUILT,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=by,
        at=at,
        added=len(fresh),
        ended=len(gone),
        electors=len(wanted),
    )


def formed_electors(estate: Estate, *, on: date) -> dict[str, Formed]:
    """The electors that the holdings of this moment make under the law of the day `on`, by key.

    All units are counted, parking too: which lines stand on a roll is the roll's own rule (field-notes R12). Units of a
    phase not delivered count to the developer, whoever bought them; a unit's own day of delivery is the stronger word.
    """
    owners = holders_of(estate)
    waiting = undelivered_units(estate, on=on)
    kinds = dict(Owner.objects.filter(estate=estate).values_list("pk", "kind"))
    people = {str(pk): headcount.Person(str(pk), headcount.Kind(kind)) for pk, kind in kinds.items()}
    units = [
        headcount.Unit(
            key=str(place.pk),
            area=place.area,
            owners=tuple(map(str, owners.get(place.pk, ()))),
            sale=_sale(place.status, place.pk in waiting),
            parking=place.kind == PARKING,
        )
        for place in places_of(estate).values()
    ]
    found = headcount.count(
        units, people, on=on, place=estate.place, bylaws={**bylaws_of(estate, on=on), "voting/parking": "always"}
    )
    return dict(_formed(elector, people) for elector in found.electors)


def undelivered_units(estate: Estate, *, on: date) -> set[int]:
    """The current units of phases not delivered by `on`, but for those that were themselves delivered."""
    buildings = undelivered_buildings(estate, on)
    if not buildings:
        return set()
    rows = Unit.objects.filter(estate=estate, building__in=buildings, removed_on__isnull=True)
    return set(rows.exclude(delivered_on__lte=on).values_list("pk", flat=True))


def _sale(status: str, waiting: bool) -> headcount.Sale:
    if status in WITH_DEVELOPER:
        return headcount.Sale(status)
    return headcount.Sale.UNDELIVERED if waiting else headcount.Sale.REGISTERED


def _formed(elector: headcount.Elector, people: dict[str, headcount.Person]) -> tuple[str, Formed]:
    owners, units = set(map(int, elector.owners)), set(map(int, elector.units))
    if elector.key == headcount.DEVELOPER_HEAD:
        return elector_key(Owner.Kind.DEVELOPER, ()), Formed(Owner.Kind.DEVELOPER.value, owners, units)
    if not owners:
        return elector_key(UNKNOWN, [-unit_id for unit_id in units]), Formed(UNKNOWN, owners, units)
    firms = all(people[key].kind is headcount.Kind.COMPANY for key in elector.owners)
    kind = Owner.Kind.COMPANY if firms else Owner.Kind.NATURAL
    return elector_key(kind, owners), Formed(kind.value, owners, units)


def _end_claims(gone: Iterable[Elector], by: str, at: datetime) -> None:
    claims = Claim.objects.select_for_update().filter(elector__in=[e.pk for e in gone], until_at__isnull=True)
    for claim in claims:
        end_claim(claim, cause="ownership", by=by, at=at)


def _set_owners(estate: Estate, wanted: dict[str, Formed], standing: dict[str, Elector]) -> None:
    members = elector_owners(estate)
    missing, surplus = [], []
    for key, one in wanted.items():
        elector = standing[key]
        has = set(members.get(elector.pk, ()))
        missing += [ElectorOwner(estate=estate, elector=elector, owner_id=o) for o in sorted(one.owners - has)]
        surplus += [(elector.pk, owner_id) for owner_id in has - one.owners]
    for elector_id, owner_id in surplus:
        ElectorOwner.objects.filter(estate=estate, elector_id=elector_id, owner_id=owner_id).delete()
    ElectorOwner.objects.bulk_create(missing)


def _set_units(estate: Estate, wanted: dict[str, Formed], standing: dict[str, Elector]) -> None:
    should = {unit_id: standing[key].pk for key, one in wanted.items() for unit_id in one.units}
    now = elector_units(estate)
    moved = [unit_id for unit_id, elector_id in now.items() if should.get(unit_id) != elector_id]
    if moved:
        ElectorUnit.objects.filter(estate=estate, unit__in=moved).delete()
    changed = sorted(set(should) - set(now) | (set(moved) & set(should)))
    ElectorUnit.objects.bulk_create(
        ElectorUnit(estate=estate, elector_id=should[unit_id], unit_id=unit_id) for unit_id in changed
    )
