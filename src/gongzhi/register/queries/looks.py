"""Who looked at my data: what the journal says about the owners of an elector."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import keys
from gongzhi.kernel.models import Entry
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi.register.models import Elector, ElectorOwner

ACTS = ("register.owner.unmasked",)


@dataclass(frozen=True, slots=True)
class Look:
    """One look at full names: when, and in which capacity."""

    at: datetime
    who: str


def looks_at(elector: Elector, *, at: datetime) -> list[Look]:
    """Every look at the full name or number of the elector's owners, newest first."""
    owners = ElectorOwner.objects.filter(elector=elector).values_list("owner_id", flat=True)
    refs = [f"owner:{owner_id}" for owner_id in owners]
    entries = Entry.objects.filter(estate_id=elector.estate_id, act__in=ACTS, ref__in=refs).order_by("-id")
    found = list(entries[:100])
    names = _capacities(elector.estate_id, found)
    return [Look(entry.at, names.get(entry.by, _("工作人员"))) for entry in found]


def _capacities(estate_id: int, entries: Sequence[Entry]) -> dict[str, str]:
    """The capacity behind each pseudonym, never a name."""
    if not entries:
        return {}
    estate = Estate.objects.get(pk=estate_id)
    above = [estate.community_id[:length] for length in (2, 4, 6, 9, 12)]
    held = Capacity.objects.filter(estate=estate) | Capacity.objects.filter(division__in=above)
    return {keys.pseudonym(estate_id, capacity.person_id): str(capacity.get_kind_display()) for capacity in held}
