"""The forces that the community of the demonstration can call, with one person each who can be played."""

from datetime import datetime

from gongzhi.config.demo import cast
from gongzhi.config.demo.estates import person
from gongzhi.config.demo.table import Table
from gongzhi.issues.actions.register_force import register_force
from gongzhi.issues.models import Force
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity
from gongzhi.places.models import Division

K = Force.Kind
DEPARTMENTS = (
    ("xiaofang", "武侯区消防救援大队", "消防", cast.FIRE),
    ("chengguan", "武侯区综合行政执法局", "城管", cast.CITY),
    ("zhujian", "武侯区住房建设局", "住建", None),
    ("gongan", "辖区派出所", "公安", None),
)
OTHERS = (
    (K.UTILITY, "gongshui", "自来水公司服务站", "供水", cast.WATER),
    (K.UTILITY, "gongdian", "供电所", "供电", None),
    (K.RESIDENT_UNIT, "xuexiao", "辖区实验小学", "", None),
    (K.PARTY_MEMBER, "xiachen", "下沉党员先锋队", "", None),
)


def load_forces(table: Table, *, since: datetime) -> dict[str, Force]:
    """Registers them for the street and appoints their officers; by word (消防 …), those without one by code."""
    street = table.community.parent
    county = Division.objects.get(pk=table.main.place)
    if street is None:
        raise LookupError(table.community.code)
    found = {}
    for code, name, word, player in DEPARTMENTS:
        given = {"kind": K.DEPARTMENT, "code": code, "name": name, "word": word, "contact": "028-00000061"}
        found[word] = register_force(division=county, by=table.officer, at=since, **given)
        if player is not None:
            appoint_officer(
                division=county,
                kind=Capacity.Kind.DEPARTMENT,
                name=player.name,
                number=player.number,
                document="演示任用",
                department=word,
                at=since,
            )
    for kind, code, name, word, player in OTHERS:
        given = {"kind": kind, "code": code, "name": name, "word": word, "contact": "028-00000062"}
        if player is not None:
            given |= {"officer": player.name, "number": player.number, "document": "演示授权"}
        found[word or code] = register_force(division=street, by=table.officer, at=since, **given)
    assert person(cast.WATER)
    return found
