"""What stands on the desks today: the open month, payments that wait, the owners' allowances, a payment that was stopped."""

from dataclasses import replace
from datetime import date, timedelta

from gongzhi.config.demo.fund_income import take_income
from gongzhi.config.demo.fund_purse import Till, month_after
from gongzhi.config.demo.fund_spending import Pay, ask, basis_of, decision_of, settle
from gongzhi.config.demo.fund_words import ELECTRICITY, MAIN, PLAYGROUND, SMALL, WALLS
from gongzhi.config.demo.pictures import PDF, picture
from gongzhi.fund.actions.approve_payment import approve_payment
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.record_petty import record_petty
from gongzhi.fund.actions.register_basis import register_basis
from gongzhi.fund.actions.request_payment import request_payment
from gongzhi.fund.actions.set_allowance import set_allowance
from gongzhi.fund.models import Account, PettyFund, SpendBasis
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Refused
from gongzhi.meetings.actions.record_decision_order import record_decision_order
from gongzhi.people.models import Person
from gongzhi.voting.models import Resolution

STOPPED = "儿童游乐设施安全改造"
STOPPED_AGO, ORDERED_AGO = 158, 150
ALLOWANCES = (("chair", 30_000, "主任每月300元"), ("member", 20_000, "其他委员每月200元"))
ALLOWANCE_QUOTE = "业主委员会工作津贴：主任每月300元，其他委员每月200元，全年合计不超过12,000元，从公共收益列支。"
ALLOWANCE_FEN = 1_200_000
WALL_SECOND_FEN = 400_000


def stop_one(till: Till, month: date) -> None:
    """A payment is asked for and half approved, the street suspends the decision, the second side may only refuse."""
    asked = till.ago(STOPPED_AGO)
    if not month <= asked < month_after(month):
        return
    on = asked + timedelta(days=3)
    basis = basis_of(till, STOPPED, on=asked)
    request = ask(till, Pay(0, 1, PLAYGROUND, 1_380_000, "committee", STOPPED), on, basis=basis)
    approve_payment(request=request, agrees=True, by=till.chair, at=till.at(asked, 21))
    record_decision_order(
        decision=decision_of(till, STOPPED),
        kind="suspend",
        issuer="街道办事处",
        document_number=f"桂街责改〔{till.ago(ORDERED_AGO).year}〕1号",
        text="选定施工单位没有比选，责令暂停执行，补办比选后报告。",
        file_name="责令通知书.pdf",
        content=PDF,
        by=till.officer,
        at=till.at(till.ago(ORDERED_AGO), 15),
    )
    later = till.at(till.ago(ORDERED_AGO - 1), 9)
    try:
        approve_payment(request=request, agrees=True, by=till.manager, at=later)
    except Refused as refused:
        why = f"{refused.reasons[0].text[:120]} 不能支付，退回。"
        approve_payment(request=request, agrees=False, remark=why, by=till.manager, at=later + timedelta(hours=1))


def present(till: Till, petty: PettyFund) -> None:
    """The month that runs: what came in so far, a voucher of today, payments that wait for a slip and for approvals."""
    month, today = law_day(till.now).replace(day=1), law_day(till.now)
    take_income(till, month, until=today)
    words, fund, fen = SMALL[-1]
    record_petty(
        petty=petty,
        amount_fen=fen,
        file_name="票据.jpg",
        content=picture(shade=39),
        category=till.account(Account.Root.EXPENSE, fund),
        words=words,
        on=today,
        clear=True,
        by=till.third,
        at=till.now,
    )
    _allowances(till, month)
    approved = ask(till, Pay(12, 1, ELECTRICITY, 1_236_400), today + timedelta(days=1))
    for who, hours in ((till.chair, 20), (till.manager, 21)):
        approve_payment(request=approved, agrees=True, by=who, at=till.at(till.ago(1), hours))
    basis = basis_of(till, "委托专业单位查看外墙渗水", on=till.ago(4))
    waiting = replace(Pay(12, 1, WALLS, WALL_SECOND_FEN, "committee"), of="外墙渗水查看尾款")
    ask(till, waiting, today + timedelta(days=2), basis=basis)


def _allowances(till: Till, month: date) -> None:
    """What the owners set for the posts, paid to the chair for the present month, approved by another member and the firm."""
    found = Resolution.objects.filter(estate=till.estate, motion__title="修订管理规约", in_effect=True).first()
    if found is None or ALLOWANCE_QUOTE not in found.motion.text:
        return
    at = till.at(till.ago(4), 9)
    basis = register_basis(
        estate=till.estate, resolution=found, amount_fen=ALLOWANCE_FEN, quote=ALLOWANCE_QUOTE, by=till.keeper, at=at
    )
    for role, fen, quote in ALLOWANCES:
        set_allowance(
            basis=basis, role=role, month_fen=fen, quote=f"业主委员会工作津贴：{quote}" if role == "chair" else quote,
            from_on=month, by=till.keeper, at=at,
        )  # fmt: skip
    _pay_allowance(till, till.chair, month, 30_000, basis)


def _pay_allowance(till: Till, who: Person, month: date, fen: int, basis: SpendBasis) -> None:
    today = law_day(till.now)
    request = request_payment(
        money=till.money[MAIN],
        matter="allowance",
        amount_fen=fen,
        words="主任工作津贴",
        ground="resolution",
        basis=basis,
        category=till.account(Account.Root.EXPENSE, "allowance"),
        payee=Payee(who.shown_name(), person=True, bank="中国银行成都高新支行", number="6217563100004482190"),
        seat=till.seat_of(who, on=month),
        month=month,
        warnings_seen=True,
        by=till.keeper,
        at=till.at(today - timedelta(days=3), 10),
    )
    settle(till, request, today, chair=till.third)
