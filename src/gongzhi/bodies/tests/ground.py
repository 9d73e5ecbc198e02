"""An estate with a committee of five seats, one alternate, a worker and a street officer: what tests of seats start from."""

from dataclasses import dataclass
from datetime import date, datetime

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.confirm_term import confirm_term
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.models import Appointment, Body, Term
from gongzhi.kernel.clock import BEIJING
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Division, Estate
from gongzhi.register.actions.create_estate import create_estate
from tests.scenes import kept

AT = datetime(2026, 8, 3, 9, 0, tzinfo=BEIJING)
ON = date(2026, 8, 3)
R, W, K = Appointment.Role, Appointment.Way, Capacity.Kind
CHENGDU = (
    ("51", "四川省", "province"),
    ("5101", "成都市", "city"),
    ("510107", "武侯区", "county"),
    ("510107020", "桂溪街道", "street"),
    ("510107020003", "桂溪社区", "community"),
)
QINGDAO = (
    ("37", "山东省", "province"),
    ("3702", "青岛市", "city"),
    ("370202", "市南区", "county"),
    ("370202001", "八大峡街道", "street"),
    ("370202001001", "西镇社区", "community"),
)
HANGZHOU = (
    ("33", "浙江省", "province"),
    ("3301", "杭州市", "city"),
    ("330106", "西湖区", "county"),
    ("330106003", "西溪街道", "street"),
    ("330106003004", "文三社区", "community"),
)
NAMES = ("刘芳", "杨帆", "何平", "马超", "许静")


@dataclass
class Ground:
    """The estate, who records, the committee with its term and appointments (the last is the alternate)."""

    estate: Estate
    worker: Person
    street: Person
    body: Body
    term: Term
    seats: list[Appointment]

    def person(self, n: int) -> Person:
        """The person in the n-th appointment, from 0."""
        return Person.objects.get(pk=self.seats[n].person_id)


def community_of(levels: tuple[tuple[str, str, str], ...] = CHENGDU) -> Division:
    """The community with everything above it."""
    above = None
    for code, name, level in levels:
        above, _made = Division.objects.get_or_create(
            code=code, defaults={"name": name, "level": level, "parent": above}
        )
    assert above is not None
    return above


@kept
def ground(levels: tuple[tuple[str, str, str], ...] = CHENGDU, *, confirmed: bool = True, seated: int = 5) -> Ground:
    """A committee of five seats of which `seated` are held, and one alternate."""
    community = community_of(levels)

    def officer(kind: str, name: str, last: int, division: Division) -> Person:
        number = f"1391{levels[4][0][:4]}{last:03d}"
        return appoint_officer(division=division, kind=kind, name=name, number=number, document="1号", at=AT).person

    worker = officer(K.COMMUNITY, "周敏", 1, community)
    street = officer(K.STREET, "郑洁", 2, community.parent)
    estate = create_estate(
        name="桂溪苑", community=community, kind="commodity", management="lump_sum", by=worker, at=AT
    )
    body = form_body(
        estate=estate, kind=Body.Kind.COMMITTEE, name="桂溪苑业委会", basis="首次会议", formed_on=ON, by=worker, at=AT
    )
    term = open_term(
        body=body,
        set_size=5,
        alternates=1,
        from_on=ON,
        until_on=date(2029, 8, 3),
        basis="首次会议",
        by=worker,
        at=AT,
    )
    seats = [seat(body, term, name, n, by=worker) for n, name in enumerate(NAMES[:seated])]
    seats.append(seat(body, term, "候补甲", 8, by=worker, alternate=True))
    if confirmed:
        term = confirm_term(term=term, filing_number="备1号", filed_on=ON, by=street, at=AT)
    return Ground(estate, worker, street, body, term, seats)


def seat(body: Body, term: Term, name: str, n: int, *, by: Person, alternate: bool = False) -> Appointment:
    """One appointment; the first is the chair."""
    role = R.ALTERNATE if alternate else R.MEMBER if n else R.CHAIR
    return appoint(
        body=body,
        term=term,
        name=name,
        number=phone(n),
        role=role,
        way=W.ELECTED,
        basis="首次会议",
        from_on=ON,
        alternate=alternate,
        by=by,
        at=AT,
    )


def body_with(
    g: Ground, kind: str, name: str, who: tuple[str, str], role: str, way: str, *, division: Division | None = None
) -> tuple[Body, Person]:
    """Another body of the estate, or of a division, with one member (name, phone)."""
    place = {"estate": g.estate} if division is None else {"division": division}
    body = form_body(**place, kind=kind, name=name, basis="会议决定", formed_on=ON, by=g.worker, at=AT)
    term = open_term(body=body, set_size=1, from_on=ON, basis="会议决定", by=g.worker, at=AT)
    member = appoint(
        body=body,
        term=term,
        name=who[0],
        number=who[1],
        role=role,
        way=way,
        basis="会议决定",
        from_on=ON,
        by=g.worker,
        at=AT,
    )
    return body, Person.objects.get(pk=member.person_id)


def phone(n: int) -> str:
    """The number of the n-th member."""
    return f"1370001{n:04d}"
