"""A small estate and its assembly, made through the same acts as the pages: what tests and their pictures start from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import transaction

from gongzhi.kernel import outbox
from gongzhi.kernel.clock import BEIJING, day_start, law_day
from gongzhi.kernel.models import Message
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.grant_capacity import grant_capacity
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Capacity, Code, Person
from gongzhi.people.queries import SESSION_KEY
from gongzhi.places.models import Building, Division, Estate
from gongzhi.register.actions.create_estate import create_estate
from gongzhi.register.actions.freeze_roll import freeze_roll
from gongzhi.register.actions.open_roll_check import open_roll_check
from gongzhi.register.actions.owner_rows import owner_row
from gongzhi.register.actions.propose_roll import propose_roll
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.models import Elector, Holding, Owner, Roll, Unit
from gongzhi.register.queries import claim_of, phone_of_elector
from gongzhi.voting.actions.add_firm_motions import add_firm_motions
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.begin_count import begin_count
from gongzhi.voting.actions.carry_out_count import carry_out_count
from gongzhi.voting.actions.cast_ballot import cast_ballot
from gongzhi.voting.actions.claim_by_link import claim_by_link
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.actions.give_notice import give_notice
from gongzhi.voting.actions.send_reports import send_reports
from gongzhi.voting.actions.sign_result import sign_result
from gongzhi.voting.models import Assembly, Ballot, Matter, Motion
from gongzhi.voting.queries.notice import Plan
from tests.scenes import kept
from tests.seats import seat_committee

START = datetime(2026, 8, 3, 9, 0, tzinfo=BEIJING)
DIVISIONS = (
    ("51", "四川省", "province"),
    ("5101", "成都市", "city"),
    ("510107", "武侯区", "county"),
    ("510107020", "桂溪街道", "street"),
    ("510107020003", "桂溪社区", "community"),
)
MEMBERS = ("刘芳", "杨帆", "冯刚", "邱月", "江涛")
AREAS = (8932, 14208, 6718, 10455, 12066, 9780)
FIRMS = (
    ("锦宁物业服务有限公司", "物业费 2.10 元/㎡·月；三年；川标二级；包干制"),
    ("蓉和物业管理有限公司", "物业费 1.85 元/㎡·月；三年；川标二级；酬金制"),
)
K = Capacity.Kind


@dataclass
class Made:
    """An estate with the people who act in it; `now` is the day the story has come to."""

    estate: Estate
    worker: Person
    second_worker: Person
    street: Person
    committee: list[Person]
    tellers: list[Person]
    now: datetime
    electors: list[Elector] = field(default_factory=list)
    roll: Roll | None = None
    assembly: Assembly | None = None


def divisions() -> Division:
    """The community 桂溪社区 in Chengdu with everything above it."""
    above = None
    for code, name, level in DIVISIONS:
        above, _made = Division.objects.get_or_create(
            code=code, defaults={"name": name, "level": level, "parent": above}
        )
    return above


@kept
def estate(name: str = "桂溪苑", *, at: datetime = START, seed: int = 1, members: int = 2) -> Made:
    """An estate with a community worker and a second one, a street officer, two members of the committee, two tellers.

    `seed` keeps the phone numbers of two estates apart; a committee of two is quick, one of five is as the rules ask.
    """
    community = divisions()

    def officer(kind: str, name: str, last: int, division: Division) -> Person:
        return appoint_officer(
            division=division, kind=kind, name=name, number=f"1390000{last:04d}", document="桂办〔2026〕1号", at=at
        ).person

    worker = officer(K.COMMUNITY, "周敏", 1, community)
    second = officer(K.COMMUNITY, "吴强", 2, community)
    street = officer(K.STREET, "郑洁", 3, community.parent)
    made = create_estate(
        name=name,
        community=community,
        kind=Estate.Kind.COMMODITY,
        management=Estate.Management.LUMP_SUM,
        address="天府大道中段 88 号",
        duty_phone="028-85550001",
        level=Estate.Level.L3,
        by=worker,
        at=at,
    )

    def grant(kind: str, name: str, last: int) -> Person:
        return grant_capacity(
            estate=made,
            kind=kind,
            name=name,
            number=f"137{seed:04d}{last:04d}",
            filing_number="桂街备〔2026〕12号",
            by=worker,
            at=at,
        ).person

    seats = [(name, f"137{seed:04d}{11 + n:04d}") for n, name in enumerate(MEMBERS[:members])]
    committee = seat_committee(made, seats, worker=worker, street=street, at=at, set_size=len(seats))[2]
    tellers = [grant(K.TELLER, "唐静", 21), grant(K.TELLER, "邓勇", 22)]
    return Made(made, worker, second, street, committee, tellers, at)


def housed(made: Made, count: int = 6, *, seed: int = 1, without_phone: Iterable[int] = ()) -> Made:
    """Gives the estate `count` flats of one owner each (phones 138<seed><number>), and their electors."""
    names = ["张伟", "李娜", "王芳", "刘洋", "陈静", "欧阳建国", "赵敏", "黄磊", "周杰", "吴迪"]
    bare = set(without_phone)
    with transaction.atomic():
        building = Building.objects.create(estate=made.estate, name="3幢")
        for n in range(count):
            room = f"{n // 2 + 1}{n % 2 + 1:02d}"
            unit = Unit.objects.create(
                estate=made.estate,
                building=building,
                stair="2单元",
                floor=str(n // 2 + 1),
                room=room,
                door=f"3幢2单元{room}",
                kind="住宅",
                area=AREAS[n % len(AREAS)],
                status="已售",
            )
            phone = "" if n in bare else f"138{seed:04d}{n:04d}"
            owner = owner_row(
                made.estate.pk, kind=Owner.Kind.NATURAL, name=names[n % len(names)], document="", phone=phone
            )
            owner.save()
            Holding.objects.create(estate=made.estate, unit=unit, owner=owner, from_on=law_day(made.now))
        rebuild_electors(estate=made.estate, by="system", at=made.now)
    made.electors = list(Elector.objects.filter(estate=made.estate).order_by("places__unit__room"))
    return made


def frozen(made: Made) -> Made:
    """Proposes the roll, lets a second person open its check, and freezes it the day after the check is over."""
    roll = propose_roll(estate=made.estate, parking=Roll.Parking.NEVER, by=made.worker, at=made.now)
    roll = open_roll_check(roll=roll, days=7, by=made.committee[0], at=made.now)
    made.now = at_nine(roll.check_until + timedelta(days=1))
    made.roll = freeze_roll(roll=roll, by=made.worker, at=made.now)
    return made


def drafted(made: Made, *, firm: bool = True) -> Made:
    """A draft of the committee: management convention, use of common parts, and the firm in three steps."""
    by, at = made.committee[0], made.now
    made.assembly = draft_assembly(
        estate=made.estate,
        title="2026年第二次临时会议",
        purpose="现物业服务合同年底到期，并有两件事要由业主共同决定。",
        by=by,
        at=at,
    )
    add_motion(
        assembly=made.assembly,
        matter=Matter.MANAGEMENT_CONVENTION,
        title="修改管理规约第十八条（电动自行车停放）",
        text="电动自行车不得进入电梯和楼道充电；业委会在架空层设置集中充电点，收费标准公示后执行。",
        by=by,
        at=at,
    )
    add_motion(
        assembly=made.assembly,
        matter=Matter.COMMON_PART_USE,
        title="出租架空层设置快递柜",
        text="架空层十平方米出租给快递柜运营方，年租金不低于一万二千元，收入归全体业主。",
        by=by,
        at=at,
    )
    if firm:
        add_firm_motions(
            assembly=made.assembly,
            firm="安居物业服务有限公司",
            candidates=FIRMS,
            fallback="授权业主委员会与现物业服务企业协商不超过六个月的临时服务。",
            by=by,
            at=at,
        )
    return made


def reported(made: Made) -> Made:
    """Sends the reports and invitations."""
    made.assembly = send_reports(assembly=made.assembly, by=made.committee[0], at=made.now)
    return made


def plan(made: Made, **changed: object) -> Plan:
    """A plan whose days the law accepts: voting opens 16 days after the notice and closes ten days later at 18:00."""
    opens = at_nine(law_day(made.now) + timedelta(days=16))
    values = {
        "opens_at": opens,
        "closes_at": opens + timedelta(days=10, hours=9),
        "channel": "own",
        "change_rule": "until_close",
        "conflict_rule": "last_valid",
        "disclosure": "panel",
        "objection_days": 7,
    }
    return Plan(**{**values, **changed})


def noticed(made: Made, **changed: object) -> Made:
    """Gives notice the day after, with every warning seen."""
    made.now += timedelta(days=1)
    made.assembly = give_notice(
        assembly=made.assembly, plan=plan(made, **changed), warnings_seen=True, by=made.committee[0], at=made.now
    )
    return made


@kept
def voting(
    count: int = 6,
    *,
    name: str = "桂溪苑",
    seed: int = 1,
    firm: bool = True,
    at: datetime = START,
    without_phone: Iterable[int] = (),
    **changed: object,
) -> Made:
    """An assembly whose voting has been open for an hour (`now`); everything before went through the acts."""
    made = housed(estate(name, at=at, seed=seed), count, seed=seed, without_phone=without_phone)
    made = noticed(reported(drafted(frozen(made), firm=firm)), **changed)
    made.now = made.assembly.opens_at + timedelta(hours=1)
    return made


def cast(made: Made, elector: Elector, choices: Mapping[int, str], *, key: str = "") -> Ballot:
    """One ballot, as the pages cast it: code to the phone on the roll, claim where nobody has, ballot."""
    subject = cast_subject(made.assembly, elector)
    number = phone_of_elector(elector)
    send_code(purpose="cast", subject=subject, number=number, at=made.now)
    code = check_code(purpose="cast", subject=subject, text=last_code(number), at=made.now)
    claim = claim_of(elector) or claim_by_link(elector=elector, code=code, at=made.now)
    return cast_ballot(
        assembly=made.assembly,
        elector_id=elector.pk,
        person_id=claim.person_id,
        choices=choices,
        code=code,
        device="test",
        idempotency_key=key or f"made-{elector.pk}-{code.pk}",
        at=made.now,
    )


def all_cast(made: Made, marks: Sequence[Mapping[int, str]]) -> Made:
    """The first electors vote as `marks` say, in the order of their doors."""
    for elector, choices in zip(made.electors, marks, strict=False):
        cast(made, elector, choices)
    return made


def counted(made: Made) -> Made:
    """Two tellers open and count an hour after the close."""
    made.now = made.assembly.closes_at + timedelta(hours=1)
    begin_count(assembly=made.assembly, by=made.tellers[0], at=made.now)
    made.assembly = carry_out_count(assembly=made.assembly, by=made.tellers[1], at=made.now)
    return made


def signed(made: Made) -> Made:
    """The committee signs the final result on the day after the window for objections."""
    made.now = at_nine(made.assembly.objections_until + timedelta(days=1))
    made.assembly = sign_result(assembly=made.assembly, by=made.committee[0], at=made.now)
    return made


def cast_subject(assembly: Assembly, elector: Elector) -> str:
    """What a code for casting is bound to."""
    return f"cast:{assembly.pk}:{elector.pk}"


def links(made: Made) -> dict[int, str]:
    """The token of each elector's personal link, read from the letter that carried it."""
    from gongzhi.voting.models import Delivery

    found = {}
    rows = Delivery.objects.filter(assembly=made.assembly, way=Delivery.Way.SMS)
    for elector_id, message_id in rows.values_list("elector_id", "message_id"):
        _to, text = outbox.opened(Message.objects.get(pk=message_id))
        found[elector_id] = re.search(r"/v/([\w-]+)/", text)[1]
    return found


def last_code(number: str) -> str:
    """The newest code that left for this number."""
    for message in Message.objects.filter(kind__startswith="code.").order_by("-pk")[:40]:
        to, text = outbox.opened(message)
        if to == number:
            return re.search(r"\d{6}", text)[0]
    raise LookupError(number)


def codes_sent() -> int:
    """How many codes left so far."""
    return Code.objects.count()


def sign_in(client: object, person: Person) -> None:
    """Puts the person into the session of a Django test client."""
    session = client.session
    session[SESSION_KEY] = person.pk
    session.save()


def pin(monkeypatch: object, moment: datetime) -> None:
    """Lets every page read `moment` from the clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def motions(made: Made) -> list[Motion]:
    """The motions in order."""
    return list(Motion.objects.filter(assembly=made.assembly).order_by("number"))


def at_nine(on: object) -> datetime:
    """Nine in the morning in Beijing."""
    return day_start(on) + (datetime.combine(on, time(9)) - datetime.combine(on, time()))
