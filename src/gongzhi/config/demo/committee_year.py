"""A year of the main estate's committee: its first meeting, a demanded one, one without an outcome, sums, orders."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.standing import body_of
from gongzhi.config.demo import cast
from gongzhi.config.demo.estates import Say, person
from gongzhi.config.demo.fund_words import BUDGET_FEN, BUDGET_TITLE
from gongzhi.config.demo.meetings_sitting import hour
from gongzhi.config.demo.pictures import PDF
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.actions.call_meeting import call_meeting
from gongzhi.meetings.actions.cast_member_vote import cast_member_vote
from gongzhi.meetings.actions.close_meeting import close_meeting
from gongzhi.meetings.actions.finish_record import finish_record
from gongzhi.meetings.actions.open_demand import open_demand
from gongzhi.meetings.actions.open_meeting import open_meeting
from gongzhi.meetings.actions.publish_decisions import publish_decisions
from gongzhi.meetings.actions.record_decision_order import record_decision_order
from gongzhi.meetings.actions.sign_demand import sign_demand
from gongzhi.meetings.actions.sign_in_member import sign_in_member
from gongzhi.meetings.actions.sign_record import sign_record
from gongzhi.meetings.actions.write_record import write_record
from gongzhi.meetings.models import CommitteeMeeting, Decision
from gongzhi.meetings.queries.calling import ItemDraft
from gongzhi.people.models import Person
from gongzhi.people.queries import person_by_phone
from gongzhi.places.models import Estate

PLACE = "物业服务用房二楼会议室"
DEMANDED = 205  # days before today on which the demanded meeting was held


@dataclass(frozen=True, slots=True)
class Evening:
    """One meeting: how many days ago, why, its items, and how those present voted on each (Y, N, S in order of seats)."""

    days_ago: int
    cause: str
    items: tuple[ItemDraft, ...]
    votes: tuple[str, ...]
    words: str
    notice: int = 8


LIGHTS = ItemDraft("decide", "更换地下车库灯具", "旧灯管换成感应灯，三家比价后选最低价。", amount_fen=4_800_000)
EVENINGS = (
    Evening(
        330,
        "regular",
        (
            ItemDraft("hear", "物业企业通报四季度工作"),
            ItemDraft("decide", "公布公共收益的办法", "每月十日前公布上月收支。"),
            ItemDraft("decide", BUDGET_TITLE, "分四行，见会议材料。", amount_fen=BUDGET_FEN),
        ),
        ("", "YYYY", "YYYY"),
        "物业企业通报工作并回答提问。会议决定每月十日前公布上月收支，通过年度公共收益支出预算。",
    ),
    Evening(
        270,
        "regular",
        (ItemDraft("decide", "补换单元门禁读卡器", "二十四个读卡器失灵，三家比价后选最低价。", amount_fen=3_200_000),),
        ("YYYY",),
        "门禁厂家到场说明，会议决定一次补换。",
    ),
    Evening(
        165,
        "regular",
        (ItemDraft("decide", "儿童游乐设施安全改造", "更换地垫和滑梯护栏，选一家报价。", amount_fen=4_600_000),),
        ("YYYN",),
        "一名委员认为应当先公开比选，多数委员同意尽快改造。",
    ),
    Evening(
        128,
        "other",
        (ItemDraft("decide", "增设东门巡逻岗亭", "从公共收益支出，费用一万八千元。", amount_fen=1_800_000),),
        ("YYNN",),
        "两名委员认为应先试行夜间巡逻，两名委员认为岗亭能解决问题，意见各半。",
    ),
    Evening(
        75,
        "regular",
        (
            ItemDraft("decide", "续租电梯轿厢广告位一年", "沿用现有承租方，租金不变。", amount_fen=3_600_000),
            ItemDraft("decide", "委托专业单位查看外墙渗水", "出具书面意见，供联席会议研究。", amount_fen=800_000),
        ),
        ("YYYN", "YYYY"),
        "广告位续租有一名委员反对，理由是没有公开比价；外墙查看一致同意。",
    ),
)  # fmt: skip


def load_evenings(estate: Estate, *, now: datetime, say: Say) -> None:
    """Holds them all; the last one is called for next week."""
    say("业委会的会议……")
    body = body_of(estate, Body.Kind.COMMITTEE)
    if body is None:
        raise LookupError(estate.code)
    chair, member = person(cast.CHAIR), person(cast.MEMBER)
    colleagues = [found for _name, number in cast.COLLEAGUES if (found := person_by_phone(number))]
    members = [chair, member, *colleagues]
    _first(body, members)
    before = EVENINGS[0].days_ago
    for evening in EVENINGS:
        if evening.days_ago < DEMANDED <= before:
            _demanded(body, members, law_day(now))
        hold_evening(body, members, evening, law_day(now))
        before = evening.days_ago
    _suspended(estate, law_day(now))
    ahead = hour(law_day(now) + timedelta(days=8), 19.5)
    items = (
        ItemDraft("decide", "冬季停水防冻应急预案", "物业企业起草，业委会确认。"),
        ItemDraft("hear", "听取换聘物业企业的进展"),
    )
    _call(body, chair, "regular", ahead, items, at=now - timedelta(hours=20))


def _call(
    body: Body, by: Person, cause: str, begins: datetime, items: tuple[ItemDraft, ...], *, at: datetime, **more: object
) -> CommitteeMeeting:
    return call_meeting(
        body=body,
        cause=cause,
        begins_at=begins,
        form="onsite",
        place=PLACE,
        items=items,
        warnings_seen=True,
        by=by,
        at=at,
        **more,  # type: ignore[arg-type]
    )


def _first(body: Body, members: list[Person]) -> None:
    """Within seven days of the election: the chair is confirmed, the work is shared out."""
    elected = body.formed_on
    if elected is None:
        raise LookupError(body.pk)
    seat = body.appointments.get(person_id=members[0].pk, ended_on__isnull=True)
    items = (
        ItemDraft("chair", "推选主任", candidate=seat),
        ItemDraft("decide", "委员分工和接待日", "每周三晚在党群服务站接待业主。"),
    )
    called, begins = hour(elected + timedelta(days=1), 9), hour(elected + timedelta(days=5), 19.5)
    meeting = _call(body, members[0], "first", begins, items, at=called)
    _hold(meeting, members, ("YYYY", "YYYY"), "推选主任，明确委员分工，每周三晚接待业主。")


def _demanded(body: Body, members: list[Person], on: date) -> None:
    """Two of four members demand it, the chair calls it within the days of the law."""
    day = on - timedelta(days=DEMANDED)
    demand = open_demand(
        body=body, words="车库照明坏了一半，请尽快开会议定更换。", by=members[1], at=hour(day - timedelta(days=7), 20)
    )
    demand = sign_demand(demand=demand, by=members[2], at=hour(day - timedelta(days=6), 9))
    called = hour(day - timedelta(days=5), 9)
    meeting = _call(body, members[0], "demanded", hour(day, 19.5), (LIGHTS,), at=called, demand=demand)
    _hold(meeting, members, ("YYYN",), "三家比价结果附后，多数委员同意最低价方案。")


def hold_evening(body: Body, members: list[Person], evening: Evening, on: date) -> None:
    """One evening as it is described, counted from `on`."""
    day = on - timedelta(days=evening.days_ago)
    called = hour(day - timedelta(days=evening.notice), 9)
    meeting = _call(body, members[0], evening.cause, hour(day, 19.5), evening.items, at=called)
    _hold(meeting, members, evening.votes, evening.words)


def _hold(meeting: CommitteeMeeting, members: list[Person], votes: tuple[str, ...], words: str) -> None:
    """Everybody comes, votes, signs; the decisions are published two days later."""
    chair, begun = members[0], meeting.begins_at
    meeting = open_meeting(meeting=meeting, by=chair, at=begun)
    for n, one in enumerate(members):
        sign_in_member(meeting=meeting, by=one, at=begun + timedelta(minutes=n))
    for item, marks in zip(meeting.items.order_by("number"), votes, strict=True):
        for n, mark in enumerate(marks):
            choice = {"Y": "yes", "N": "no", "S": "abstain"}[mark]
            cast_member_vote(item=item, choice=choice, by=members[n], at=begun + timedelta(minutes=40 + n))
    meeting = close_meeting(meeting=meeting, by=chair, at=begun + timedelta(minutes=90))
    meeting = write_record(meeting=meeting, words=words, by=chair, at=begun + timedelta(minutes=100))
    for n, one in enumerate(members):
        sign_record(meeting=meeting, by=one, at=begun + timedelta(minutes=105 + n))
    meeting = finish_record(meeting=meeting, by=chair, at=begun + timedelta(minutes=115))
    publish_decisions(meeting=meeting, by=chair, at=begun + timedelta(hours=38))


def _suspended(estate: Estate, on: date) -> None:
    """The street suspends the lease of the advertising places until it is shown that they were offered in public."""
    decision = Decision.objects.get(estate=estate, item__title__startswith="续租电梯轿厢广告位")
    record_decision_order(
        decision=decision,
        kind="suspend",
        issuer="街道办事处",
        document_number="桂街责改〔2026〕2号",
        text="续租没有公开比价，责令暂停执行，十五日内说明情况。",
        file_name="责令通知书.pdf",
        content=PDF,
        by=person(cast.OFFICER),
        at=hour(on - timedelta(days=55), 15),
    )
