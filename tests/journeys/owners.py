"""Owners of the estate whose money the journeys follow: their flats, their frozen roll, what they decide by vote."""

from collections.abc import Sequence

from django.db import transaction

from gongzhi.fund.tests.made import NOW, Purse
from gongzhi.kernel.clock import law_day
from gongzhi.people.actions.grant_capacity import grant_capacity
from gongzhi.people.models import Capacity
from gongzhi.places.models import Building
from gongzhi.register.actions.owner_rows import owner_row
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.models import Elector, Holding, Owner, RollEntry, Unit
from gongzhi.voting.models import Assembly, Resolution
from gongzhi.voting.tests import made
from gongzhi.voting.tests.made import Made

STAIRS = (("3幢", "1单元"), ("3幢", "2单元"), ("5幢", "1单元"))
FLATS = 3  # in each stairwell
AREAS = (8932, 14208, 6718)
NAMES = ("张伟", "李娜", "王芳", "刘洋", "陈静", "赵敏", "黄磊", "周杰", "吴迪")


def number_of(n: int) -> str:
    """The phone of the n-th owner."""
    return f"1380001{n:04d}"


def owned(p: Purse) -> Made:
    """Nine flats of one owner each in three stairwells, two tellers, and a roll that is frozen (`now` is that day)."""
    estate, at = p.g.estate, NOW
    with transaction.atomic():
        for n in range(FLATS * len(STAIRS)):
            _flat(p, n)
        rebuild_electors(estate=estate, by="system", at=at)
    tellers = [
        grant_capacity(
            estate=estate,
            kind=Capacity.Kind.TELLER,
            name=name,
            number=f"137000400{n}1",
            filing_number="推选记录",
            by=p.g.worker,
            at=at,
        ).person
        for n, name in enumerate(("唐静", "邓勇"))
    ]
    return made.frozen(Made(estate, p.g.worker, p.g.worker, p.g.street, [p.chair], tellers, at))


def _flat(p: Purse, n: int) -> None:
    estate = p.g.estate
    of, stair = STAIRS[n // FLATS]
    building, _new = Building.objects.get_or_create(estate=estate, name=of)
    room = f"{n % FLATS + 1}01"
    unit = Unit.objects.create(
        estate=estate,
        building=building,
        stair=stair,
        floor=room[0],
        room=room,
        door=f"{of}{stair}{room}",
        kind="住宅",
        area=AREAS[n % FLATS],
        status="已售",
        delivered_on=law_day(NOW).replace(year=2006),
    )
    owner = owner_row(estate.pk, kind=Owner.Kind.NATURAL, name=NAMES[n], document="", phone=number_of(n))
    owner.save()
    Holding.objects.create(estate=estate, unit=unit, owner=owner, from_on=law_day(NOW))


def voted(story: Made, assembly: Assembly, *, motions: Sequence[int] = (1,)) -> Resolution:
    """All owners of its roll agree to the draft; counted by the tellers, signed when nobody objected."""
    story.assembly = assembly
    made.noticed(made.reported(story))
    rows = RollEntry.objects.filter(roll=story.assembly.roll).order_by("line").select_related("elector")
    story.electors = [row.elector for row in rows]
    story.now = story.assembly.opens_at
    made.all_cast(story, [dict.fromkeys(motions, "Y")] * len(story.electors))
    made.signed(made.counted(story))
    return Resolution.objects.select_related("motion__assembly", "option", "estate").get(motion__assembly=assembly)


def elector_of(story: Made, door: str) -> Elector:
    """Who votes for this flat."""
    return Elector.objects.get(estate=story.estate, places__unit__door=door)
