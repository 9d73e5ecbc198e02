"""An estate that nobody governs, with the officers who may form a body for it and owners who have claimed their homes."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.test import Client

from gongzhi.bodies.actions.announce_formation import announce_formation
from gongzhi.bodies.actions.ask_side import ask_side
from gongzhi.bodies.actions.complete_formation import complete_formation
from gongzhi.bodies.actions.open_formation import open_formation
from gongzhi.bodies.actions.record_side_answer import record_side_answer
from gongzhi.bodies.models import Body, Formation
from gongzhi.kernel.clock import BEIJING, day_start, law_day
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import SESSION_KEY, person_by_phone
from gongzhi.places.models import Division, Estate
from gongzhi.register.actions.create_estate import create_estate
from tests.scenes import kept
from tests.seats import seat_committee

AT = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)
K = Capacity.Kind
NAMES = {"51": "四川省", "11": "北京市", "33": "浙江省", "37": "山东省"}
CHENGDU, BEIJING_PLACE, HANGZHOU, QINGDAO = "510107061003", "110105001001", "330106001001", "370202001001"
# Who sits in a 物管会: side, name, the end of the number, office.
MEMBERS = (
    ("街道", "程立", 31, "chair"),
    ("居委会", "段云", 32, "vice"),
    ("业主代表", "丁香", 33, "member"),
    ("业主代表", "方圆", 34, "member"),
    ("业主代表", "高山", 35, "member"),
    ("业主代表", "韩梅", 36, "member"),
    ("业主代表", "江水", 37, "member"),
)


@dataclass
class Field:
    """The estate and its officers; `now` is the day the story has come to."""

    estate: Estate
    worker: Person
    street: Person
    social: Person
    housing: Person
    now: datetime = AT
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def on(self) -> date:
        return law_day(self.now)

    def later(self, days: int) -> datetime:
        """So many days on, at nine in the morning."""
        self.now = day_start(self.on + timedelta(days=days)) + timedelta(hours=9)
        return self.now


def place(code: str = CHENGDU) -> Division:
    """The community of this code with everything above it."""
    above = None
    levels = ((2, "province"), (4, "city"), (6, "county"), (9, "street"), (12, "community"))
    for length, level in levels:
        part = code[:length]
        above, _made = Division.objects.get_or_create(
            code=part, defaults={"name": NAMES.get(part, f"{level}{part}"), "level": level, "parent": above}
        )
    assert above is not None
    return above


@kept
def bare(
    code: str = CHENGDU,
    *,
    name: str = "望江院落",
    at: datetime = AT,
    management: str = Estate.Management.NONE,
    serial: int = 0,
) -> Field:
    """An estate without firm and without any body, in this community."""
    community = place(code)

    def officer(kind: str, name: str, last: int, division: Division, department: str = "") -> Person:
        return appoint_officer(
            division=division,
            kind=kind,
            name=name,
            number=f"1392000{serial:02d}{last:02d}",
            document="任〔2026〕1号",
            department=department,
            at=at,
        ).person

    street = community.parent
    assert street is not None
    assert street.parent is not None
    worker = officer(K.COMMUNITY, "周敏", 1, community)
    estate = create_estate(
        name=name, community=community, kind=Estate.Kind.OLD_COURTYARD, management=management, by=worker, at=at
    )
    return Field(
        estate=estate,
        worker=worker,
        street=officer(K.STREET, "郑洁", 2, street),
        social=officer(K.DEPARTMENT, "孟凡", 3, street.parent, "社工"),
        housing=officer(K.DEPARTMENT, "柳青", 4, street.parent, "住建"),
        now=at,
    )


def opened(here: Field, kind: str = Body.Kind.INTERIM, **more: object) -> Formation:
    """A forming opened by whoever may, on the ground that the data bear out."""
    triggers = {
        Body.Kind.INTERIM: "no_committee",
        Body.Kind.SELF_MANAGED: "unserved",
        Body.Kind.PREPARATORY: "applied",
        Body.Kind.RENEWAL: "term_ending",
    }
    asked = {
        "kind": kind,
        "trigger": triggers.get(Body.Kind(kind), ""),
        "words": "小区没有业委会，也没有物业",
        "plan": "由街道牵头，七人组成",
        "set_size": 7,
        "term_months": 24 if kind == Body.Kind.INTERIM else None,
        "by": here.worker if kind == Body.Kind.SELF_MANAGED else here.street,
    }
    return open_formation(estate=here.estate, at=here.now, **{**asked, **more})


def listed(here: Field, formation: Formation, members: tuple[tuple[str, str, int, str], ...] = MEMBERS) -> Formation:
    """Asks every side and writes down who comes."""
    by = here.worker if formation.kind == Body.Kind.SELF_MANAGED else here.street
    for side, name, last, role in members:
        asked = ask_side(formation=formation, side=side, by=by, at=here.now)
        record_side_answer(
            side=asked, answer="joined", name=name, number=f"138300000{last:02d}", role=role, by=by, at=here.now
        )
    return formation


def led_by(side: str, kind: str = Body.Kind.INTERIM) -> tuple[tuple[str, str, int, str], ...]:
    """The same people with the office of chair (and of vice) where a place wants it (北京54条, 31条)."""
    if kind != Body.Kind.INTERIM:
        return tuple((one, name, last, "leader" if one == side else "plain") for one, name, last, _role in MEMBERS)
    roles = {side: "chair"}
    vice = next(last for one, _name, last, _role in MEMBERS if one == "业主代表")
    return tuple(
        (one, name, last, roles.get(one, "vice" if last == vice else "member")) for one, name, last, _role in MEMBERS
    )


def formed(
    here: Field,
    kind: str = Body.Kind.INTERIM,
    members: tuple[tuple[str, str, int, str], ...] = (),
    **more: object,
) -> Body:
    """A body of this kind that stands, formed from trigger to filing."""
    by = here.worker if kind == Body.Kind.SELF_MANAGED else here.street
    usual = MEMBERS if kind == Body.Kind.INTERIM else led_by("街道", kind)
    if kind == Body.Kind.SELF_MANAGED:
        usual = tuple((side, name, last, "leader" if last == 33 else "plain") for side, name, last, _r in MEMBERS[1:])
    members = members or usual
    if kind == Body.Kind.SELF_MANAGED:
        more = {"set_size": len(members), **more}
    formation = listed(here, opened(here, kind, **more), members)
    formation = announce_formation(formation=formation, days=7, by=by, at=here.now)
    here.later(8)
    filing = {"filing_number": "望街物管备〔2026〕1号"} if kind == Body.Kind.INTERIM else {}
    formation = complete_formation(formation=formation, basis="望街办〔2026〕3号", by=by, at=here.now, **filing)
    body = formation.body
    assert body is not None
    return Body.objects.select_related("estate__community").get(pk=body.pk)


OWNERS = tuple((name, f"137000900{last}") for last, name in enumerate(("刘芳", "杨帆", "沈洁", "陆一", "申屠云"), 11))


def elected(here: Field, seats: int = 2, **more: object) -> Body:
    """A committee of five seats, the first ones held, written down by the community and confirmed by the street."""
    body, _term, _members = seat_committee(
        here.estate, OWNERS[:seats], worker=here.worker, street=here.street, at=here.now, **more
    )
    return body


def member(last: int) -> Person:
    """The member whose number ends so."""
    found = person_by_phone(f"138300000{last:02d}")
    assert found is not None
    return found


def client_of(person: Person | None) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    if person is not None:
        session = client.session
        session[SESSION_KEY] = person.pk
        session.save()
    return client
