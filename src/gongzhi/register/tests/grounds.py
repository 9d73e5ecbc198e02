"""A street, its officer, a community with two workers, and estates with flats: what the tests of estates start from."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongzhi.kernel.clock import BEIJING, law_day
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Building, Division, Estate
from gongzhi.register.actions.create_estate import create_estate
from gongzhi.register.actions.owner_rows import owner_row
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.models import Holding, Owner, Unit

AT = datetime(2026, 3, 2, 10, 0, tzinfo=BEIJING)
ABOVE = {
    "51": (("51", "四川省"), ("5101", "成都市"), ("510107", "武侯区"), ("510107061", "桂溪街道")),
    "31": (("31", "上海市"), ("3101", "市辖区"), ("310104", "徐汇区"), ("310104003", "天平路街道")),
}
LEVELS = ("province", "city", "county", "street")
PDF = {"file_name": "批复.pdf", "content": b"%PDF-1.4 sample", "content_type": "application/pdf"}
PAPER = {"issuer": "桂溪街道办事处", "document_number": "桂办〔2026〕8号", **PDF}


@dataclass
class Ground:
    """One community with its officers; `at` is the day of the story."""

    community: Division
    worker: Person
    second: Person
    street: Person
    at: datetime = AT

    def estate(self, name: str, **more: object) -> Estate:
        """An estate made by the first worker."""
        asked = {"kind": Estate.Kind.OLD_COURTYARD, "management": Estate.Management.NONE, "level": "l3", **more}
        return create_estate(name=name, community=self.community, by=self.worker, at=self.at, **asked)

    def later(self, **span: int) -> datetime:
        """The instant so much later."""
        return self.at + timedelta(**span)


def ground(province: str = "51", serial: int = 1) -> Ground:
    """A community of its own a `serial`, in Chengdu or Shanghai."""
    above = None
    for (code, name), level in zip(ABOVE[province], LEVELS, strict=True):
        above, _made = Division.objects.get_or_create(
            code=code, defaults={"name": name, "level": level, "parent": above}
        )
    community, _made = Division.objects.get_or_create(
        code=f"{above.code}{serial:03d}", defaults={"name": f"第{serial}社区", "level": "community", "parent": above}
    )

    def officer(kind: str, name: str, last: int, where: Division) -> Person:
        number = f"139{province}{serial:03d}{last:03d}"
        return appoint_officer(division=where, kind=kind, name=name, number=number, document="任1号", at=AT).person

    kinds = Capacity.Kind
    return Ground(
        community,
        officer(kinds.COMMUNITY, "周敏", 1, community),
        officer(kinds.COMMUNITY, "吴强", 2, community),
        officer(kinds.STREET, "郑洁", 3, above),
    )


def flat(
    estate: Estate,
    building: str,
    room: str,
    area: int,
    *owners: Owner,
    at: datetime = AT,
    delivered_on: date | None = None,
    **more: str,
) -> Unit:
    """A flat with its holders, from the day of the story on."""
    place, _made = Building.objects.get_or_create(estate=estate, name=building)
    unit = Unit.objects.create(
        estate=estate,
        building=place,
        stair="1单元",
        room=room,
        door=f"{building}1单元{room}",
        kind=more.get("kind", "住宅"),
        area=area,
        status=more.get("status", "已售"),
        delivered_on=delivered_on,
    )
    for owner in owners:
        Holding.objects.create(estate=estate, unit=unit, owner=owner, from_on=law_day(at))
    return unit


def owner(estate: Estate, name: str, phone: str = "", document: str = "", kind: str = "natural") -> Owner:
    """An owner of the estate."""
    row = owner_row(estate.pk, kind=kind, name=name, document=document, phone=phone)
    row.save()
    return row


def formed(estate: Estate, at: datetime = AT) -> None:
    """Forms the electors."""
    rebuild_electors(estate=estate, by="system", at=at)
