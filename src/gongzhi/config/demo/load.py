"""Load the demonstration: estates, rosters, and one whole assembly from draft to resolution, through the acts."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gongzhi.config.demo import texts
from gongzhi.config.demo.bodies_formation import load_formation
from gongzhi.config.demo.bodies_offices import load_offices
from gongzhi.config.demo.bodies_overview import load_overview
from gongzhi.config.demo.bodies_slates import load_slates
from gongzhi.config.demo.cast import (
    CHAIR,
    COLLEAGUES,
    COMMUNITY,
    COMMUNITY_2,
    GRID_WORKER,
    MEMBER,
    OFFICER,
    STREET,
    STREET_2,
    TELLER_1,
    TELLER_2,
    WORKER,
    WORKER_2,
)
from gongzhi.config.demo.committee_year import load_evenings
from gongzhi.config.demo.estates import Say, freeze, load_roster, make_estate, person
from gongzhi.config.demo.fund_others import load_other_money
from gongzhi.config.demo.fund_year import load_money
from gongzhi.config.demo.homes import move_in
from gongzhi.config.demo.result import result_of
from gongzhi.config.demo.rules import load_rules
from gongzhi.config.demo.vote import plan_of, vote_night, weighted
from gongzhi.config.demo.year import load_community, load_sliver
from gongzhi.kernel.clock import BEIJING, day_end, day_start, law_day
from gongzhi.kernel.integrator import integrate
from gongzhi.kernel.models import Instance
from gongzhi.kernel.tasks import send_queued
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Person
from gongzhi.places.actions.load_divisions import load_divisions
from gongzhi.places.models import Division, Estate
from gongzhi.register.queries import electors_of
from gongzhi.voting.actions.add_firm_motions import add_firm_motions
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.answer_objection import answer_objection
from gongzhi.voting.actions.begin_count import begin_count
from gongzhi.voting.actions.carry_out_count import carry_out_count
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.actions.give_notice import give_notice
from gongzhi.voting.actions.give_opinion import give_opinion
from gongzhi.voting.actions.raise_objection import raise_objection
from gongzhi.voting.actions.send_reports import send_reports
from gongzhi.voting.actions.sign_result import sign_result
from gongzhi.voting.models import Assembly, Ballot, Matter, Report
from gongzhi_law.assembly import earliest_opening

MAIN, LIVE, EMPTY = "桂溪苑", "望江院落", "锦江新居"
YEAR = 410  # days before today since when the community of the main estate has been here
HOMES = ((CHAIR, "1栋1单元102"), (MEMBER, "1栋1单元104"))


def load(*, small: bool, say: Say) -> dict[str, object]:
    """Makes what is missing and returns the result of the main estate's assembly; refuses a non-demo database."""
    Instance.objects.get_or_create(id=1, defaults={"kind": Instance.Kind.DEMO})
    if Instance.objects.get().kind != Instance.Kind.DEMO:
        raise SystemExit("这不是演示实例，不能装入演示数据。")
    if not Estate.objects.filter(name=MAIN).exists():
        with transaction.atomic():
            say("装入区划与人员……")
            load_divisions()
            _appoint(_morning(YEAR + 20))
        with transaction.atomic():
            _main_assembly(say)
    if not small and not Estate.objects.filter(name=LIVE).exists():
        with transaction.atomic():
            _live_assembly(say)
            make_estate(
                EMPTY,
                COMMUNITY_2,
                Estate.Kind.COMMODITY,
                Estate.Management.LUMP_SUM,
                duty_phone="028-00000003",
                by=person(WORKER),
                at=timezone.now(),
            )
    with transaction.atomic():
        if small:
            load_sliver(Estate.objects.get(name=MAIN), worker=person(WORKER), now=timezone.now())
        else:
            _governed(say)
    if not small:
        with transaction.atomic():
            load_money(Estate.objects.get(name=MAIN), now=timezone.now(), say=say)
        with transaction.atomic():
            load_other_money(now=timezone.now(), say=say)
    while send_queued():
        pass
    integrate()
    return result_of(Estate.objects.get(name=MAIN))


def _governed(say: Say) -> None:
    """Who governs: committees filled, candidates, bodies of passage, all around them, and the estate's rules; each runs once."""
    say("登记组织、成员、候选人和小区规则……")
    at, since, worker, officer = timezone.now(), _morning(YEAR), person(WORKER), person(OFFICER)
    main, live = Estate.objects.get(name=MAIN), Estate.objects.get(name=LIVE)
    community = Division.objects.get(pk=COMMUNITY)
    load_offices(main, community=community, worker=worker, officer=officer, at=at, since=since)
    load_slates(main, live, worker=worker, officer=officer, at=at, since=since + timedelta(hours=3))
    load_formation(community=community, worker=worker, officer=officer, at=at, since=since)
    load_overview(main, live, worker=worker, officer=officer, at=at, since=since)
    load_rules(estate=main, recorder=person(MEMBER), confirmer=worker, at=at - timedelta(hours=2))
    load_community(main, since=since, now=at, say=say)


def _appoint(at: datetime) -> None:
    for code, player, kind in (
        (STREET, OFFICER, "street"),
        (STREET, GRID_WORKER, "community"),
        (STREET_2, OFFICER, "street"),
        (STREET, WORKER, "community"),
        (STREET, WORKER_2, "community"),
        (STREET_2, WORKER, "community"),
        (STREET_2, WORKER_2, "community"),
    ):
        appoint_officer(
            division=Division.objects.get(pk=code),
            kind=kind,
            name=player.name,
            number=player.number,
            document="演示任用",
            at=at,
        )


def _morning(days_ago: int) -> datetime:
    """Nine in the morning in Beijing, so many days before today."""
    return day_start(law_day(timezone.now()) - timedelta(days=days_ago)) + timedelta(hours=9)


def _main_assembly(say: Say) -> None:
    worker, second = person(WORKER), person(WORKER_2)
    estate = make_estate(
        MAIN,
        COMMUNITY,
        Estate.Kind.COMMODITY,
        Estate.Management.LUMP_SUM,
        duty_phone="028-00000001",
        colleagues=COLLEAGUES,
        by=worker,
        at=_morning(YEAR + 10),
    )
    load_evenings(estate, now=timezone.now(), say=say)
    at = _morning(95)
    say(f"导入{MAIN}房屋清册……")
    load_roster(estate, "桂溪苑_房屋清册.xlsx", by=worker, at=at + timedelta(hours=1))
    for player, door in HOMES:
        move_in(estate, player, door, by=worker, second=second, at=at + timedelta(hours=2))
    roll = freeze(estate, first=worker, second=second, at=at + timedelta(days=1))
    assert roll.frozen_at is not None
    chair, at = person(CHAIR), roll.frozen_at + timedelta(hours=2)
    assembly = draft_assembly(estate=estate, title="第一次业主大会会议", purpose=texts.PURPOSE, by=chair, at=at)
    add_motion(
        assembly=assembly,
        matter=Matter.MANAGEMENT_CONVENTION,
        title="修订管理规约",
        text=texts.CONVENTION,
        by=chair,
        at=at,
    )
    add_motion(
        assembly=assembly,
        matter=Matter.COMMON_PART_USE,
        title="利用围墙和电梯轿厢经营广告位",
        text=texts.COMMON_PARTS,
        by=chair,
        at=at,
    )
    add_firm_motions(
        assembly=assembly, firm=texts.FIRM, candidates=texts.CANDIDATES, fallback=texts.FALLBACK, by=chair, at=at
    )
    assembly = send_reports(assembly=assembly, by=chair, at=at + timedelta(hours=1))
    invited = Report.objects.get(estate=estate, assembly=assembly, to=Report.To.PARTY, what=Report.What.INVITE)
    give_opinion(report=invited, stance="support", text=texts.SUPPORT, by=worker, at=at + timedelta(days=3))
    noticed = at + timedelta(days=9)
    opens = day_start(earliest_opening(law_day(noticed), on=law_day(noticed), place=estate.place))
    opens += timedelta(hours=8)
    closes = opens + timedelta(days=15, hours=10)
    say("公告并向每户发送表决链接……")
    assembly = give_notice(
        assembly=assembly,
        plan=plan_of(estate, noticed, opens, closes),
        warnings_seen=True,
        by=chair,
        at=noticed,
    )
    say("业主投票……")
    voted = vote_night(assembly, 79, _main_choices, until=closes, seed=278)
    say(f"{voted} 户已投票，开箱计票……")
    begin_count(assembly=assembly, by=person(TELLER_1), at=closes + timedelta(hours=1))
    assembly = carry_out_count(assembly=assembly, by=person(TELLER_2), at=closes + timedelta(hours=2))
    _object_and_sign(assembly)


def _object_and_sign(assembly: Assembly) -> None:
    assert assembly.counted_at is not None
    assert assembly.objections_until is not None
    ballot = Ballot.objects.filter(estate_id=assembly.estate_id, assembly=assembly).order_by("pk").first()
    assert ballot is not None
    owner = Person.objects.get(pk=ballot.person_id)
    elector = electors_of(owner, assembly.estate)[0]
    objection = raise_objection(
        assembly=assembly,
        elector=elector,
        text=texts.OBJECTION,
        by=owner,
        at=assembly.counted_at + timedelta(days=1),
    )
    answer_objection(
        objection=objection, text=texts.ANSWER, by=person(MEMBER), at=assembly.counted_at + timedelta(days=3)
    )
    over = day_end(assembly.objections_until).astimezone(BEIJING)
    sign_result(assembly=assembly, by=person(CHAIR), at=over + timedelta(hours=9))


def _main_choices(dice: random.Random) -> Mapping[int, str]:
    return {
        1: weighted(dice, {"Y": 78, "N": 15, "S": 7}),
        2: weighted(dice, {"Y": 70, "N": 24, "S": 6}),
        3: weighted(dice, {"A": 29, "B": 64, "N": 2, "S": 5}),
        4: weighted(dice, {"A": 60, "B": 25, "N": 9, "S": 6}),
        5: weighted(dice, {"Y": 68, "N": 22, "S": 10}),
    }


def _live_assembly(say: Say) -> None:
    say(f"导入{LIVE}业主登记，开一场正在进行的表决……")
    at = _morning(40)
    worker, second, chair = person(WORKER), person(WORKER_2), person(CHAIR)
    estate = make_estate(
        LIVE,
        COMMUNITY_2,
        Estate.Kind.OLD_COURTYARD,
        Estate.Management.SELF,
        duty_phone="028-00000002",
        by=worker,
        at=at,
    )
    load_roster(estate, "望江院落_业主登记.csv", by=worker, at=at)
    roll = freeze(estate, first=worker, second=second, at=at + timedelta(days=1))
    assert roll.frozen_at is not None
    noticed = roll.frozen_at + timedelta(days=1)
    assembly = draft_assembly(
        estate=estate,
        title=f"{noticed.year}年第一次临时会议",
        purpose=texts.LIVE_PURPOSE,
        by=chair,
        at=roll.frozen_at,
    )
    add_motion(
        assembly=assembly,
        matter=Matter.OTHER_MAJOR,
        title="安装门禁、更换楼道照明",
        text=texts.LIVE_TEXT,
        by=chair,
        at=roll.frozen_at,
    )
    assembly = send_reports(assembly=assembly, by=chair, at=roll.frozen_at)
    opens = day_start(earliest_opening(law_day(noticed), on=law_day(noticed), place=estate.place))
    closes = day_start(law_day(timezone.now()) + timedelta(days=12)) + timedelta(hours=20)
    assembly = give_notice(
        assembly=assembly,
        plan=plan_of(estate, noticed, opens, closes),
        warnings_seen=True,
        by=chair,
        at=noticed,
    )
    vote_night(assembly, 40, lambda dice: {1: weighted(dice, {"Y": 7, "N": 2, "S": 1})}, until=timezone.now(), seed=7)
