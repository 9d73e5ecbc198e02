"""Shared money elsewhere in the demonstration: an open budget in trust, a first hour, a committee that hands over."""

from datetime import date, datetime, timedelta

from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.standing import body_of
from gongzhi.config.demo import cast
from gongzhi.config.demo.bodies_offices import EXPIRED, OLD
from gongzhi.config.demo.committee_year import Evening, hold_evening
from gongzhi.config.demo.committees import seat_committee
from gongzhi.config.demo.estates import Say, known, person
from gongzhi.config.demo.fund_open import open_purse, settle_rules
from gongzhi.config.demo.fund_purse import Till, month_after
from gongzhi.config.demo.fund_questions import supervise
from gongzhi.config.demo.fund_spending import Pay, adopt_yearly, ask, settle
from gongzhi.config.demo.fund_words import BUDGET_TITLE, MAIN, Bill, Purse
from gongzhi.config.demo.table import seat_manager
from gongzhi.fund.actions.close_month import close_month
from gongzhi.fund.actions.make_handover_balance import make_handover_balance
from gongzhi.fund.actions.open_book import open_book
from gongzhi.fund.actions.publish_period import publish_period
from gongzhi.fund.actions.receive_handover_balance import receive_handover_balance
from gongzhi.fund.actions.record_incomes import IncomeRow, record_incomes
from gongzhi.fund.models import Account, Book
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.queries.calling import ItemDraft
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate
from gongzhi.register.actions.create_estate import create_estate

TRUST, TRUST_DAYS, MET = "银杏里", 150, 140
TRUSTEES = (("卓文兰", "19900000401"), ("秦岭", "19900000402"), ("沈玉梅", "19900000403"), ("向东升", "19900000404"))
TRUSTEE = ("成都睦邻信托物业服务中心", "华远", "19900000405")
FEES = Purse(MAIN, "trust_fee", "物业费共同基金", "joint", "成都银行八里庄支行", "6222880100099013",
             21_600_000, 0, "上一季度结存，与银行对账单核对")  # fmt: skip
TRUST_CAP = 40_000_000
TRUST_RULES = (
    ("fund/committee_cap_fen", TRUST_CAP, "第五条", "年度预算由业主代表会议通过，业主委员会单项决定不超过四十万元。"),
)
TRUST_BUDGET = (
    ("fee_firm", "人员薪酬和企业酬金", 26_400_000),
    ("cleaning", "保洁绿化外包", 7_200_000),
    ("small_repair", "设施设备维护", 4_800_000),
)
TRUST_BILLS = (
    (Bill(TRUSTEE[0], "建设银行成都双桥支行", "5100160000321", "fee_firm", "fee_firm", "员工薪酬和企业酬金"), 5_120_000),
    (Bill("成都净源保洁服务有限公司", "农业银行成都双桥支行", "2281600104321", "routine", "cleaning", "保洁绿化外包费"),
     1_180_000),
    (Bill("成都恒泰电梯维保有限公司", "成都银行双桥支行", "1001300009988", "routine", "small_repair", "电梯维保费"), 520_000),
)  # fmt: skip
# Days ago, what the supervision remarks, the answer or nothing.
TRUST_REMARKS = (
    (33, "保洁绿化外包费请附当月的服务考核单。", "考核单已补附在凭证里，今后随付款一并公开。"),
    (3, "电梯维保费请写明是哪几部电梯、哪个月的。", ""),
)
BUILDINGS = ("1栋", "2栋", "3栋", "5栋")
FEE_FEN = 1_940_000
FIRST = Purse(MAIN, "common_income", "院落公共收益账户", "own", "成都农商银行望江支行", "6214620100077120",
              326_500, 45_000, "原自管小组移交的现金和存折，双方清点签字")  # fmt: skip
LEFT = Purse(MAIN, "common_income", "公共收益账户", "own", "中国银行成都晚晴支行", "6217853100055021",
             7_815_300, 910_000, "历年结余，与银行对账单核对")  # fmt: skip
LEFT_OPENED, LEFT_ON = 130, 50


def load_other_money(*, now: datetime, say: Say) -> None:
    """All three; each runs once."""
    say("另外三个小区的共有资金……")
    if not Estate.objects.filter(name=TRUST).exists():
        _trust(now)
    for name, tell in (("望江院落", _first_hour), (EXPIRED, _handed_over)):
        estate = Estate.objects.filter(name=name).first()
        if estate is not None and not Book.objects.filter(estate=estate).exists():
            tell(estate, now)


def _till(estate: Estate, members: list[Person], manager: Person, *, now: datetime, span: int) -> Till:
    """The till of a small estate: the second member keeps the books, the others approve."""
    several = [*members, *members][:4]
    return Till(
        estate,
        keeper=several[1],
        chair=several[0],
        manager=manager,
        third=several[2],
        fourth=several[3],
        worker=person(cast.WORKER),
        officer=person(cast.OFFICER),
        now=now,
        span=span,
    )


def _trust(now: datetime) -> None:
    """Three months of an open budget: fees come in, every payment rests on a line, all is published."""
    at = now - timedelta(days=TRUST_DAYS)
    worker = person(cast.WORKER)
    estate = create_estate(
        name=TRUST,
        community=Division.objects.get(pk=cast.COMMUNITY_2),
        kind=Estate.Kind.COMMODITY,
        management=Estate.Management.TRUST,
        duty_phone="028-00000041",
        by=worker,
        at=at,
    )
    body, _term, members = seat_committee(
        estate, TRUSTEES, filing_number=f"街备〔{at.year}〕41号", worker=worker, street=person(cast.OFFICER), at=at
    )
    manager = seat_manager(estate, *TRUSTEE, worker, at)
    item = ItemDraft(
        "decide", BUDGET_TITLE, "开放式预算，全体业主可查每一笔。", amount_fen=sum(f for _a, _w, f in TRUST_BUDGET)
    )
    evening = Evening(MET, "regular", (item,), ("YYYY",), "逐行讨论预算，通过。")
    hold_evening(body, members, evening, law_day(now))
    till = _till(estate, members, manager, now=now, span=3)
    settle_rules(till, TRUST_RULES)
    till.book = open_book(estate=estate, from_on=till.start, by=till.keeper, at=till.at(till.start, 9))
    open_purse(till, FEES, firm=True)
    adopt_yearly(till, TRUST_BUDGET, fund="trust_fee", on=till.start + timedelta(days=1))
    for month in till.months:
        _trust_month(till, month)
    supervise(till, cast.TRUST_SUPERVISOR, since=TRUST_DAYS - 10, remarks=TRUST_REMARKS)


def _trust_month(till: Till, first: date) -> None:
    rows = [
        IncomeRow(FEE_FEN + n * 31_500, first.replace(day=8 + n), f"{name}物业费") for n, name in enumerate(BUILDINGS)
    ]
    fee = till.account(Account.Root.INCOME, "fee")
    at = till.at(first.replace(day=14), 20)
    record_incomes(money=till.money[MAIN], income=fee, rows=rows, by=till.keeper, at=at)
    for n, (bill, fen) in enumerate(TRUST_BILLS):
        line = TRUST_BUDGET[n][1]
        on = first.replace(day=18 + n)
        settle(till, ask(till, Pay(0, 1, bill, fen, "budget", line), on), on)
    following = month_after(first)
    close_month(
        book=till.ledger, month=first, warnings_seen=True, by=till.keeper, at=till.at(following.replace(day=4), 9)
    )  # fmt: skip
    publish_period(
        book=till.ledger, from_on=first, until_on=following, by=till.keeper, at=till.at(following.replace(day=5), 9)
    )  # fmt: skip


def _first_hour(estate: Estate, now: datetime) -> None:
    """A book opened this month, one account, and what was handed over."""
    body = body_of(estate, Body.Kind.COMMITTEE)
    if body is None:
        return
    till = _till(estate, [person(cast.CHAIR), person(cast.MEMBER)], person(cast.MANAGER), now=now, span=0)
    till.book = open_book(estate=estate, from_on=till.start, by=till.keeper, at=now - timedelta(minutes=50))
    open_purse(till, FIRST, firm=False, at=now - timedelta(minutes=45))


def _handed_over(estate: Estate, now: datetime) -> None:
    """The committee opened its book while its term ran, then it ran out: the balance is drawn up and received."""
    body = body_of(estate, Body.Kind.COMMITTEE)
    if body is None:
        return
    members = [known(number) for _name, number in OLD[:4]]
    till = _till(estate, members, members[0], now=now, span=4)
    till.book = open_book(estate=estate, from_on=till.start, by=till.keeper, at=till.at(till.ago(LEFT_OPENED - 20), 9))
    open_purse(till, LEFT, firm=False, at=till.at(till.ago(LEFT_OPENED - 21), 9))
    on = till.ago(LEFT_ON)
    made = make_handover_balance(body=body, on=on, by=members[0], at=till.at(on, 20))
    remark = "账款相符；期初待核一笔请原经办人一周内补充说明。"
    receive_handover_balance(balance=made, remark=remark, by=till.worker, at=till.at(till.ago(LEFT_ON - 3), 10))
