"""Turnout, live: heads and area of those who have cast, by building; never a direction."""

from dataclasses import dataclass

from django.db.models import Count, F, Sum

from gongzhi.register.models import RollEntry
from gongzhi.voting.models import Assembly, Ballot


@dataclass(frozen=True, slots=True)
class Turnout:
    """Heads and area (0.01 m²) of those who took part, and of the whole roll."""

    heads: int
    area: int
    roll_heads: int
    roll_area: int


def turnout(assembly: Assembly) -> Turnout:
    """Who has cast so far, by the adopted reading of parking; each elector once however often the vote was changed."""
    cast = Ballot.objects.filter(estate_id=assembly.estate_id, assembly=assembly, supersedes__isnull=True)
    parking = assembly.roll is not None and assembly.roll.parking == "always"
    area = F("entry__area") if parking else F("entry__area") - F("entry__parking_area")
    whole = F("area") if parking else F("area") - F("parking_area")
    got = cast.annotate(counted=area).filter(counted__gt=0).aggregate(heads=Count("pk"), area=Sum("counted"))
    roll = (
        RollEntry.objects.filter(estate_id=assembly.estate_id, roll_id=assembly.roll_id)
        .annotate(counted=whole)
        .filter(counted__gt=0)
        .aggregate(heads=Count("pk"), area=Sum("counted"))
    )
    return Turnout(got["heads"], got["area"] or 0, roll["heads"], roll["area"] or 0)
