"""Gatherings as everyone reads them: when, where, how many places are left, what came of it; nobody who came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from gongzhi.issues.models import Gathering, SignUp
from gongzhi.issues.states import GatheringState
from gongzhi.places.models import Estate


@dataclass(frozen=True, slots=True)
class Places:
    """How many people signed up, and how many places are left (None: no limit)."""

    taken: int
    left: int | None


def open_until(gathering: Gathering) -> datetime:
    """Until when one may sign up: its own end, else the beginning."""
    return gathering.sign_up_until or gathering.starts_at


def is_open(gathering: Gathering, at: datetime) -> bool:
    """Whether one may still sign up, places apart."""
    return gathering.state == GatheringState.PLANNED and at <= open_until(gathering)


def places_of(gathering: Gathering) -> Places:
    """The places of one gathering."""
    taken = gathering.sign_ups.filter(cancelled_at__isnull=True).aggregate(n=Sum("heads"))["n"] or 0
    return Places(taken, None if gathering.seats is None else max(0, gathering.seats - taken))


def places_over(gatherings: Iterable[Gathering]) -> dict[int, Places]:
    """The places of many, in one statement."""
    rows = {one.pk: one for one in gatherings}
    live = SignUp.objects.filter(gathering__in=list(rows), cancelled_at__isnull=True)
    taken = dict(live.values_list("gathering_id").annotate(n=Sum("heads")))
    return {
        pk: Places(taken.get(pk, 0), None if one.seats is None else max(0, one.seats - taken.get(pk, 0)))
        for pk, one in rows.items()
    }


def gatherings_of(estate: Estate) -> list[Gathering]:
    """Every gathering of the estate, the newest first."""
    return list(Gathering.objects.filter(estate=estate).order_by("-starts_at", "-pk"))
