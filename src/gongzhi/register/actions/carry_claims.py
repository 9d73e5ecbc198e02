"""Let whoever spoke for an elector of an ended estate speak for the same owners in its successor."""

from collections import defaultdict
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys, outbox
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register.actions.binding import CLAIMED
from gongzhi.register.actions.carry_register import Carrier
from gongzhi.register.actions.release_claim import SUCCESSION, end_claim
from gongzhi.register.models import Claim
from gongzhi.register.queries.whole import elector_owners, elector_units


def carry_claims(source: Estate, carriers: list[Carrier], *, by: str, at: datetime) -> None:
    """Ends every claim of `source` and begins it anew where the same owners are one elector in a successor.

    Two persons for what is now one elector: neither is carried, both are asked to claim again. Runs after the electors of
    the successors were formed and before those of the source are.
    """
    members, behind = elector_owners(source), elector_units(source)
    units: dict[int, list[int]] = defaultdict(list)
    for unit_id, elector_id in behind.items():
        units[elector_id].append(unit_id)
    for claim in Claim.objects.select_for_update().filter(estate=source, until_at__isnull=True).order_by("pk"):
        end_claim(claim, cause=SUCCESSION, by=by, at=at)
        carried = [
            target
            for carrier in carriers
            if (target := _carry(claim, carrier, members[claim.elector_id], units[claim.elector_id], at))
        ]
        _tell(claim, source, carried, [carrier.target for carrier in carriers], at)


def _carry(claim: Claim, carrier: Carrier, owners: list[int], units: list[int], at: datetime) -> Estate | None:
    """The successor in which the claim goes on, or None."""
    target = carrier.target
    new = next((carrier.units[unit] for unit in units if unit in carrier.units), None)
    if new is None:
        return None
    elector_id = elector_units(target).get(new.pk)
    wanted = {carrier.owners[owner].pk for owner in owners if owner in carrier.owners}
    if elector_id is None or set(elector_owners(target)[elector_id]) != wanted:
        return None
    standing = Claim.objects.filter(estate=target, elector_id=elector_id, until_at__isnull=True).first()
    if standing is not None:
        if standing.person_id == claim.person_id:
            return target
        end_claim(standing, cause="ownership", by="system", at=at)
        return None
    if Claim.objects.filter(estate=target, elector_id=elector_id).exists():
        return None  # two persons spoke for it already: neither was carried
    fresh = Claim.objects.create(
        estate=target, elector_id=elector_id, person_id=claim.person_id, way=claim.way, from_at=at
    )
    journal.record(
        CLAIMED,
        ref=f"claim:{fresh.pk}",
        estate_id=target.pk,
        by=keys.pseudonym(target.pk, claim.person_id),
        at=at,
        claim=fresh.pk,
        elector=keys.alias(target.pk, "elector", elector_id),
        way=claim.way,
    )
    return target


def _tell(claim: Claim, source: Estate, carried: list[Estate], successors: list[Estate], at: datetime) -> None:
    person = Person.objects.filter(pk=claim.person_id).first()
    if person is None:
        return
    if carried:
        text = _("【共治】%(old)s已由%(new)s承接，您的房屋认领照旧有效，不用重新认领。")
    else:
        text = _("【共治】%(old)s已由%(new)s承接，您家在新小区的认领需要重新办理。")
    names = "、".join(estate.name for estate in carried or successors)
    words = text % {"old": source.name, "new": names}
    where = (carried or successors)[0].pk
    outbox.put(channel="sms", kind="claim.carried", address=person.number(), text=words, at=at, estate_id=where)
