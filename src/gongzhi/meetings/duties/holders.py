"""Where and in whose name a desk shows what a party owes."""

from collections.abc import Mapping

from gongzhi.bodies.access import CAPACITIES
from gongzhi.bodies.models import Body
from gongzhi.bodies.states import BodyState
from gongzhi.meetings.access import MEETING_BODIES
from gongzhi.meetings.models.sitting import Side
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate

K = Capacity.Kind
CONVENER = "convener"  # the party of a duty that only the party secretary does, or whoever holds a mandate
HELD = {
    Side.RESIDENTS: K.COMMUNITY,
    Side.FIRM: K.FIRM,
    Side.ENVIRONMENT: K.ENVIRONMENT,
    Side.STREET: K.STREET,
    Side.OTHER: K.ENVIRONMENT,
}


def who_of(side: str) -> str:
    """The party's capacity in words; the party organisation has none and is named itself; another unit's is the 环物委."""
    known = HELD.get(Side(side))
    return str(known.label if known else Side(side).label)


def owners_of(living: Mapping[int, Estate]) -> dict[int, str]:
    """Estate number → the capacity of whoever stands for its owners, in one statement."""
    rows = Body.objects.filter(estate__in=living, kind__in=MEETING_BODIES, state=BodyState.STANDING)
    order = {kind: n for n, kind in enumerate(MEETING_BODIES)}
    found: dict[int, str] = {}
    for estate_id, kind in sorted(rows.values_list("estate_id", "kind"), key=lambda row: -order[Body.Kind(row[1])]):
        if estate_id is not None:
            found[estate_id] = str(K(CAPACITIES[Body.Kind(kind)]).label)
    return found


def first_of(estates: Mapping[int, Estate]) -> tuple[dict[int, Estate], dict[str, int]]:
    """The estates that are not ended, and of each community the first, with which stands what the community owes."""
    living = {pk: estate for pk, estate in sorted(estates.items()) if estate.ended_on is None}
    first: dict[str, int] = {}
    for pk, estate in living.items():
        first.setdefault(estate.community_id, pk)
    return living, first
