"""Estates without a committee in the demonstration: a 物管会 in being, a 自管组织, and a 物管会 whose list is public."""

from datetime import datetime, timedelta

from gongzhi.bodies.actions.announce_formation import announce_formation
from gongzhi.bodies.actions.ask_side import ask_side
from gongzhi.bodies.actions.complete_formation import complete_formation
from gongzhi.bodies.actions.give_guidance import give_guidance
from gongzhi.bodies.actions.open_formation import open_formation
from gongzhi.bodies.actions.record_side_answer import record_side_answer
from gongzhi.bodies.actions.register_renovation import register_renovation
from gongzhi.bodies.actions.send_for_guidance import send_for_guidance
from gongzhi.bodies.models import Body, Formation
from gongzhi.config.demo.cast import DEPARTMENT, HELPER, INTERIM_MEMBER
from gongzhi.kernel.clock import day_start, law_day
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Division, Estate
from gongzhi.register.actions.create_estate import create_estate

INTERIM, SELF_MANAGED, LISTED = "府河佳园", "水井院落", "锦官小区"
SOCIAL, HOUSING = (DEPARTMENT.name, DEPARTMENT.number), ("白雪梅", "19900000142")
MEMBERS = (
    ("街道", "崔建国", "19900000151", "chair"),
    ("居委会", "毛淑芬", "19900000152", "vice"),
    ("业主代表", INTERIM_MEMBER.name, INTERIM_MEMBER.number, "member"),
    ("业主代表", "尹晓兰", "19900000154", "member"),
    ("业主代表", "孔德明", "19900000155", "member"),
    ("业主代表", "龚红梅", "19900000156", "member"),
    ("业主代表", "程永强", "19900000157", "member"),
)
HELPERS = (
    ("居委会", "毛淑芬", "19900000152", "plain"),
    ("业主代表", HELPER.name, HELPER.number, "leader"),
    ("业主代表", "贺桂英", "19900000162", "plain"),
)


def load_formation(
    *, community: Division, worker: Person, officer: Person, at: datetime, since: datetime | None = None
) -> None:
    """Three small estates in `community`, each brought as far as its story goes; runs once.

    Two of them stand `since` then (60 days before `at`); `worker` (community) and `officer` (street) must hold their
    offices there by then.
    """
    if Estate.objects.filter(name=INTERIM).exists():
        return
    then = since or at - timedelta(days=60)
    street = community.parent
    county = street.parent if street is not None else None
    if county is None:
        raise LookupError(community.code)
    social = _department(county, SOCIAL, "社工", then)
    _department(county, HOUSING, "住建", then)
    _interim(_estate(INTERIM, community, worker, then, Estate.Management.LUMP_SUM), officer, social, then)
    _self_managed(_estate(SELF_MANAGED, community, worker, then, Estate.Management.NONE), worker, then)
    _listed(_estate(LISTED, community, worker, then, Estate.Management.LUMP_SUM), officer, _nine(at, -2))


def _nine(at: datetime, days: int) -> datetime:
    """Nine in the morning so many days on."""
    return day_start(law_day(at) + timedelta(days=days)) + timedelta(hours=9)


def _department(county: Division, who: tuple[str, str], department: str, at: datetime) -> Person:
    name, number = who
    return appoint_officer(
        division=county,
        kind=Capacity.Kind.DEPARTMENT,
        name=name,
        number=number,
        document="演示任用",
        department=department,
        at=at,
    ).person


def _estate(name: str, community: Division, worker: Person, at: datetime, management: str) -> Estate:
    kind = Estate.Kind.OLD_COURTYARD if management == Estate.Management.NONE else Estate.Kind.COMMODITY
    return create_estate(name=name, community=community, kind=kind, management=management, by=worker, at=at)


def _joined(formation: Formation, members: tuple[tuple[str, str, str, str], ...], by: Person, at: datetime) -> None:
    for side, name, number, role in members:
        asked = ask_side(formation=formation, side=side, by=by, at=at)
        record_side_answer(side=asked, answer="joined", name=name, number=number, role=role, by=by, at=at)


def _interim(estate: Estate, officer: Person, social: Person, at: datetime) -> None:
    """Formed by the street: the police did not answer, the developer would not come, one department guided."""
    formation = open_formation(
        estate=estate,
        kind=Body.Kind.INTERIM,
        trigger="no_committee",
        words="交付六年，两次筹备业主大会都没有成",
        plan="街道牵头，七人组成，业主代表由楼栋推荐并公示；一年内推动成立业主大会。",
        set_size=len(MEMBERS),
        term_months=24,
        by=officer,
        at=at,
    )
    for side, answer, note in (("公安", "absent", ""), ("建设单位", "refused", "项目公司已经注销")):
        asked = ask_side(formation=formation, side=side, by=officer, at=at)
        record_side_answer(side=asked, answer=answer, note=note, by=officer, at=_nine(at, 2))
    _joined(formation, MEMBERS, officer, _nine(at, 3))
    formation = send_for_guidance(formation=formation, by=officer, at=_nine(at, 3))
    give_guidance(formation=formation, words="建议写明推动成立业主大会的时间表。", by=social, at=_nine(at, 6))
    formation = announce_formation(formation=formation, days=7, by=officer, at=_nine(at, 11))
    complete_formation(
        formation=formation,
        basis="街道办事处组建通知",
        filing_number="街物管备〔2026〕3号",
        by=officer,
        at=_nine(at, 19),
    )


def _self_managed(estate: Estate, worker: Person, at: datetime) -> None:
    """A courtyard without firm: neighbours agree on three helpers; a renovation was registered before they existed."""
    register_renovation(estate=estate, title="院落雨污分流", from_on=law_day(at), by=worker, at=at)
    formation = open_formation(
        estate=estate,
        kind=Body.Kind.SELF_MANAGED,
        trigger="unserved",
        words="六十年代院落，没有物业，门卫和清掏没有人管",
        plan="居民坝坝会商量，三人组成，只协调和执行，大事由业主共同决定。",
        set_size=len(HELPERS),
        by=worker,
        at=_nine(at, 1),
    )
    _joined(formation, HELPERS, worker, _nine(at, 4))
    formation = announce_formation(formation=formation, days=7, by=worker, at=_nine(at, 5))
    complete_formation(formation=formation, basis="居民坝坝会纪要", by=worker, at=_nine(at, 13))


def _listed(estate: Estate, officer: Person, at: datetime) -> None:
    """A list that is public now."""
    formation = open_formation(
        estate=estate,
        kind=Body.Kind.INTERIM,
        trigger="no_committee",
        words="交付三年，还没有业主大会",
        plan="街道牵头，五人组成。",
        set_size=5,
        term_months=24,
        by=officer,
        at=at,
    )
    people = tuple((s, n, f"1990000017{i}", r) for i, (s, n, _number, r) in enumerate(MEMBERS[:2]))
    owners = tuple(("业主代表", n, f"1990000018{i}", "member") for i, n in enumerate(("向阳", "文静", "安宁")))
    _joined(formation, (*people, *owners), officer, at)
    announce_formation(formation=formation, days=10, by=officer, at=at)
