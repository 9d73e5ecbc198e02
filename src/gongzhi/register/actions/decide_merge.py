"""Decide whether two owners without documents are one person."""

from datetime import datetime

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access, queries
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.models import Claim, Elector, ElectorOwner, Holding, Merge
from gongzhi.register.queries.electors import elector_key
from gongzhi.register.states import MERGE_MOVES, MergeState

DECIDED = journal.event(
    "register.merge.decided", merge=Fact.NUMBER, left=Fact.NUMBER, right=Fact.NUMBER, same=Fact.TRUTH
)


@act
def decide_merge(*, merge: Merge, same: bool, by: Person, at: datetime) -> Merge:
    """Confirms that the two are one owner, or refuses it; until then heads are a range (field-notes R11).

    Confirmed, the units of the right one pass to the left one and the electors are formed anew; claims
    follow. Refuses
    anyone but the keepers of the register, and deciding twice.
    """
    estate = Estate.objects.select_for_update().get(pk=merge.estate_id)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    access.require_keeper(by, estate, at=at)
    then = MergeState.CONFIRMED if same else MergeState.REFUSED
    check_move(MERGE_MOVES, MergeState(merge.state), then)
    actor = keys.pseudonym(estate.pk, by.pk)
    merge.state, merge.decided_at, merge.decided_by = then, at, actor
    merge.save(update_fields=["state", "decided_at", "decided_by"])
    journal.record(
        DECIDED,
        ref=f"merge:{merge.pk}",
        estate_id=estate.pk,
        by=actor,
        at=at,
        merge=merge.pk,
        left=merge.left_id,
        right=merge.right_id,
        same=same,
    )
    if same:
        touched = _electors_with(estate, (merge.left_id, merge.right_id))
        _pass_units(merge, at)
        rebuild_electors(estate=estate, by=actor, at=at, keep_claims=True)
        _follow(estate, touched, merge, at)
    return merge


def _electors_with(estate: Estate, owners: tuple[int, ...]) -> list[tuple[Elector, frozenset[int]]]:
    rows = ElectorOwner.objects.filter(estate=estate, owner__in=owners, elector__ended_on__isnull=True)
    electors = Elector.objects.filter(pk__in=rows.values("elector")).prefetch_related("members")
    return [(e, frozenset(m.owner_id for m in e.members.all())) for e in electors]


def _pass_units(merge: Merge, at: datetime) -> None:
    today = law_day(at)
    held = Holding.objects.filter(estate_id=merge.estate_id, until_on__isnull=True)
    already = set(held.filter(owner=merge.left_id).values_list("unit_id", flat=True))
    passing = list(held.filter(owner=merge.right_id))
    for holding in passing:
        holding.until_on = max(today, holding.from_on)
    Holding.objects.bulk_update(passing, ["until_on"])
    Holding.objects.bulk_create(
        Holding(estate_id=merge.estate_id, unit_id=h.unit_id, owner_id=merge.left_id, from_on=h.until_on or today)
        for h in passing
        if h.unit_id not in already
    )


def _follow(estate: Estate, touched: list[tuple[Elector, frozenset[int]]], merge: Merge, at: datetime) -> None:
    """A claim on an elector that the merge ended goes on with the one that took its place, if free."""
    for elector, owners in touched:
        claim = queries.claim_of(elector)
        merged = {merge.left_id if owner == merge.right_id else owner for owner in owners}
        heir = Elector.objects.filter(
            estate=estate, key=elector_key(elector.kind, merged), ended_on__isnull=True
        ).first()
        if claim and heir and heir.pk != elector.pk and queries.claim_of(heir) is None:
            Claim.objects.create(estate=estate, elector=heir, person_id=claim.person_id, way=claim.way, from_at=at)
