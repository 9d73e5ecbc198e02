"""A community at one table: party organisation, residents' committee, 环物委, and three estates of different make."""

from dataclasses import dataclass, field
from datetime import datetime

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.form_env_committee import form_env_committee
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.models import Appointment, Body, Term
from gongzhi.bodies.tests.ground import AT, CHENGDU, community_of
from gongzhi.kernel.clock import BEIJING, law_day
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Division, Estate
from gongzhi.register.actions.create_estate import create_estate
from tests.scenes import kept
from tests.seats import seat_committee

R, W, K, B = Appointment.Role, Appointment.Way, Capacity.Kind, Body.Kind
NOW = datetime(2026, 10, 12, 10, 0, tzinfo=BEIJING)
FIRST = ("刘芳", "杨帆", "何平", "马超", "许静")
SECOND = ("唐敏", "冯涛", "邓洁", "曹阳", "彭勇")


@dataclass
class Table:
    """The community with its people; `committees`, `estates` in order: with a firm, without one, with 自管组织."""

    division: Division
    worker: Person
    street: Person
    secretary: Person
    party_member: Person
    resident_chair: Person
    env_chair: Person
    estates: list[Estate]
    committees: list[Body]
    members: list[list[Person]]
    manager: Person
    self_managed: Body
    keeper: Person
    project: Body
    stranger: Person
    bodies: dict[str, Body] = field(default_factory=dict)
    at: datetime = NOW

    @property
    def chair(self) -> Person:
        """The chair of the first estate's committee."""
        return self.members[0][0]


@kept
def table(
    levels: tuple[tuple[str, str, str], ...] = CHENGDU, *, serial: int = 0, since: datetime = AT, at: datetime = NOW
) -> Table:
    """Makes it through the acts, seated `since` then; `serial` keeps the numbers of two such communities apart."""
    on = law_day(since)
    until = on.replace(year=on.year + 3, day=min(on.day, 28))
    division = community_of(levels)

    def number(n: int) -> str:
        return f"1375{serial:03d}{n:04d}"

    def officer(kind: str, name: str, n: int, where: Division | None) -> Person:
        assert where is not None
        return appoint_officer(
            division=where, kind=kind, name=name, number=number(n), document="任1号", at=since
        ).person

    worker = officer(K.COMMUNITY, "周敏", 1, division)
    street = officer(K.STREET, "郑洁", 2, division.parent)

    def formed(kind: str, name: str, *, estate: Estate | None = None) -> Body:
        scope = {"estate": estate} if estate else {"division": division}
        return form_body(kind=kind, name=name, basis="批复", formed_on=on, by=worker, at=since, **scope)

    def seated(body: Body, name: str, n: int, role: str, way: str = W.EX_OFFICIO, term: Term | None = None) -> Person:
        held = appoint(
            body=body,
            term=term,
            name=name,
            number=number(n),
            role=role,
            way=way,
            basis="会议决定",
            from_on=on,
            by=worker,
            at=since,
        )
        return Person.objects.get(pk=held.person_id)

    party = formed(B.PARTY_COMMUNITY, f"{division.name}党委")
    secretary = seated(party, "陈立", 11, R.SECRETARY)
    party_member = seated(party, "曾玉", 12, R.PLAIN)
    residents = formed(B.RESIDENTS_COMMITTEE, f"{division.name}居民委员会")
    term = open_term(body=residents, set_size=5, from_on=on, until_on=until, basis="换届", by=worker, at=since)
    resident_chair = seated(residents, "罗琴", 21, R.CHAIR, W.ELECTED, term)
    env = form_env_committee(
        division=division,
        name=f"{division.name}环物委",
        set_size=5,
        basis="居民代表会议",
        formed_on=on,
        by=worker,
        at=since,
    )
    env_chair = seated(env, "谭波", 31, R.CHAIR, W.BY_RESIDENTS, env.terms.get())

    def estate_of(name: str, management: str) -> Estate:
        return create_estate(
            name=name, community=division, kind="commodity", management=management, by=worker, at=since
        )

    estates = [estate_of("桂溪苑", "lump_sum"), estate_of("锦水苑", "none"), estate_of("望江院", "self")]
    committees, members = [], []
    for serial_of, (estate, names) in enumerate(zip(estates, (FIRST, SECOND), strict=False)):
        seats = [(name, number(100 + 10 * serial_of + n)) for n, name in enumerate(names)]
        body, _term, people = seat_committee(
            estate, seats, worker=worker, street=street, at=since, from_on=on, until_on=until
        )
        committees.append(body)
        members.append(people)
    project = formed(B.PROJECT, "锦宁物业桂溪苑项目", estate=estates[0])
    manager = seated(project, "龚辉", 41, R.MANAGER, W.HIRED)
    own = formed(B.SELF_MANAGED, "望江院自管小组", estate=estates[2])
    keeper = seated(own, "韩梅", 51, R.LEADER, W.RECOMMENDED)
    return Table(
        division=division,
        worker=worker,
        street=street,
        secretary=secretary,
        party_member=party_member,
        resident_chair=resident_chair,
        env_chair=env_chair,
        estates=estates,
        committees=committees,
        members=members,
        manager=manager,
        self_managed=own,
        keeper=keeper,
        project=project,
        stranger=know_person(name="路人", number=number(99), at=since),
        bodies={"party": party, "residents": residents, "env": env},
        at=at,
    )
