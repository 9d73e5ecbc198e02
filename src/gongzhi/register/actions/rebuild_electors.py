"""Form the electors anew from who holds what.

One distinct set of owners is one head (法释〔2020〕17号第9条).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from gongzhi.kernel import journal
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.journal import Fact
from gongzhi.places.models import Estate
from gongzhi.register.actions.release_claim import end_claim
from gongzhi.register.models import Claim, Elector, ElectorOwner, ElectorUnit, Holding, Owner, Unit
from gongzhi.register.queries.electors import elector_key
from gongzhi.register.roster.kinds import UNDELIVERED, UNSOLD

REBUILT = journal.event("register.electors.rebuilt", added=Fact.NUMBER, ended=Fact.NUMBER, electors=Fact.NUMBER)
UNKNOWN = "unknown"
WITH_DEVELOPER = (UNSOLD, UNDELIVERED)


@dataclass(slots=True)
class Formed:
    """One elector as it should be: kind, the owners that make it up, the units behind it."""

    kind: str
    owners: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)


def rebuild_electors(*, estate: Estate, by: str, at: datetime, keep_claims: bool = False) -> None:
    """Brings electors, their units and owners in line with the holdings; runs inside an act that locked the estate.

    An elector whose set of owners is gone ends, and with it the claim on it (unless `keep_claims`: after a
    merge the
    same people are still there, and their line of a frozen roll must stay votable). Nothing else is touched.
    """
    wanted = formed_electors(estate)
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


def formed_electors(estate: Estate) -> dict[str, Formed]:
    """The electors that the holdings of this moment make, by key.

    Unsold and undelivered units stand with the developer's one head; a unit whose owner nobody knows is a
    head of its
    own that stays in the denominator (field-notes R11).
    """
    holders: dict[int, dict[int, str]] = defaultdict(dict)
    held = Holding.objects.filter(estate=estate, until_on__isnull=True, unit__removed_on__isnull=True)
    for unit_id, owner_id, kind in held.values_list("unit_id", "owner_id", "owner__kind"):
        holders[unit_id][owner_id] = kind
    found: dict[str, Formed] = {}
    units = Unit.objects.filter(estate=estate, removed_on__isnull=True).values_list("pk", "status")
    for unit_id, status in units:
        owners = holders.get(unit_id, {})
        kind, key = _kind_and_key(unit_id, status, owners)
        one = found.setdefault(key, Formed(kind))
        one.units.add(unit_id)
        if kind == Owner.Kind.DEVELOPER:
            one.owners |= {pk for pk, of in owners.items() if of == Owner.Kind.DEVELOPER}
        else:
            one.owners |= owners.keys()
    return found


def _kind_and_key(unit_id: int, status: str, owners: dict[int, str]) -> tuple[str, str]:
    kinds = set(owners.values())
    if status in WITH_DEVELOPER or kinds == {Owner.Kind.DEVELOPER.value}:
        return Owner.Kind.DEVELOPER.value, elector_key(Owner.Kind.DEVELOPER, ())
    if not owners:
        return UNKNOWN, elector_key(UNKNOWN, [-unit_id])
    kind = Owner.Kind.COMPANY if kinds == {Owner.Kind.COMPANY.value} else Owner.Kind.NATURAL
    return kind.value, elector_key(kind, owners)


def _end_claims(gone: Iterable[Elector], by: str, at: datetime) -> None:
    claims = Claim.objects.select_for_update().filter(elector__in=[e.pk for e in gone], until_at__isnull=True)
    for claim in claims:
        end_claim(claim, cause="ownership", by=by, at=at)


def _set_owners(estate: Estate, wanted: dict[str, Formed], standing: dict[str, Elector]) -> None:
    members: dict[int, set[int]] = defaultdict(set)
    current = ElectorOwner.objects.filter(estate=estate, elector__ended_on__isnull=True)
    for elector_id, owner_id in current.values_list("elector_id", "owner_id"):
        members[elector_id].add(owner_id)
    missing, surplus = [], []
    for key, one in wanted.items():
        elector = standing[key]
        has = members.get(elector.pk, set())
        missing += [ElectorOwner(estate=estate, elector=elector, owner_id=o) for o in sorted(one.owners - has)]
        surplus += [(elector.pk, owner_id) for owner_id in has - one.owners]
    for elector_id, owner_id in surplus:
        ElectorOwner.objects.filter(estate=estate, elector_id=elector_id, owner_id=owner_id).delete()
    ElectorOwner.objects.bulk_create(missing)


def _set_units(estate: Estate, wanted: dict[str, Formed], standing: dict[str, Elector]) -> None:
    should = {unit_id: standing[key].pk for key, one in wanted.items() for unit_id in one.units}
    now = dict(ElectorUnit.objects.filter(estate=estate).values_list("unit_id", "elector_id"))
    moved = [unit_id for unit_id, elector_id in now.items() if should.get(unit_id) != elector_id]
    if moved:
        ElectorUnit.objects.filter(estate=estate, unit__in=moved).delete()
    changed = sorted(set(should) - set(now) | (set(moved) & set(should)))
    ElectorUnit.objects.bulk_create(
        ElectorUnit(estate=estate, elector_id=should[unit_id], unit_id=unit_id) for unit_id in changed
    )
