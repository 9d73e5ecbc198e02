"""How the main estate pays: request, approvals by two others, slip, receipt; a budget, petty cash, what was stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongzhi.config.demo.fund_purse import Till, month_after, paper
from gongzhi.config.demo.fund_words import (
    BUDGET,
    BUDGET_TITLE,
    ELECTRICITY,
    GREEN,
    LAMPS,
    MAIN,
    PETTY,
    PRINT,
    PUMPS,
    READERS,
    SMALL,
    TAXES,
    WALLS,
    WATER,
    Bill,
)
from gongzhi.config.demo.pictures import picture, receipt
from gongzhi.fund.actions.adopt_budget import adopt_budget
from gongzhi.fund.actions.approve_payment import approve_payment
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.draft_budget import LineDraft, draft_budget
from gongzhi.fund.actions.issue_slip import issue_slip
from gongzhi.fund.actions.keeping_papers import Paper
from gongzhi.fund.actions.record_payment import record_payment
from gongzhi.fund.actions.record_petty import record_petty
from gongzhi.fund.actions.register_basis import register_basis
from gongzhi.fund.actions.request_payment import request_payment
from gongzhi.fund.actions.review_petty import review_petty
from gongzhi.fund.actions.set_petty_fund import set_petty_fund
from gongzhi.fund.models import Account, BudgetLine, PettyFund, SpendBasis, SpendRequest
from gongzhi.meetings.models import Decision
from gongzhi.people.models import Person

EACH_CAP, MONTH_CAP = 50_000, 200_000
ASKED_BEFORE = 3  # days from the request to the payment


@dataclass(frozen=True, slots=True)
class Pay:
    """A payment to come: month by number, day, bill, fen, ground, title of the decision or words of the budget's line."""

    month: int
    day: int
    bill: Bill
    fen: int
    ground: str = "contract"
    of: str = ""
    late: int = 0


# Electricity every month, water and taxes by quarter.
STEADY = tuple(Pay(n, 13, ELECTRICITY, 1_184_000 + n * 37_615 % 260_000) for n in range(12))
WATERS = tuple(Pay(n, 14, WATER, 212_000 + n * 13_370) for n in (1, 4, 7, 10))
TAXED = tuple(Pay(n, 12, TAXES, 368_400 + n * 9_120) for n in (2, 5, 8, 11))
BUDGETED = (
    Pay(3, 17, PRINT, 128_000, "budget", "公告、资料和会议"),
    Pay(4, 20, GREEN, 620_000, "budget", "绿化补种修剪"),
    Pay(5, 24, PRINT, 96_500, "budget", "公告、资料和会议"),
    Pay(6, 30, PUMPS, 480_000, "budget", "公共设备零星检修", late=2),
    Pay(8, 19, GREEN, 540_000, "budget", "绿化补种修剪"),
    Pay(9, 21, PRINT, 118_000, "budget", "公告、资料和会议"),
    Pay(10, 22, PUMPS, 365_000, "budget", "公共设备零星检修"),
)
TOPPED = ((3, 9), (6, 9), (9, 9))  # month by number, day: petty cash filled up
TOP_FEN, TOP = 300_000, Bill("", "", "", "routine", "other", "补充备用金")
# Days before today on which what the committee decided was paid: days, bill, fen, title of the decision.
DECIDED = (
    (255, READERS, 3_180_000, "补换单元门禁读卡器"),
    (196, LAMPS, 1_440_000, "更换地下车库灯具"),
    (171, LAMPS, 3_280_000, "更换地下车库灯具"),
    (66, WALLS, 400_000, "委托专业单位查看外墙渗水"),
)


def decision_of(till: Till, title: str) -> Decision:
    """The committee's decision under a title."""
    found: Decision = Decision.objects.get(estate=till.estate, item__title=title)
    return found


def basis_of(till: Till, title: str, *, on: date) -> SpendBasis:
    """The decision as a basis of payments, entered once."""
    decision = decision_of(till, title)
    known = SpendBasis.objects.filter(estate=till.estate, decision=decision).first()
    return known or register_basis(estate=till.estate, decision=decision, by=till.keeper, at=till.at(on, 9))


def adopt_yearly(
    till: Till,
    rows: Sequence[tuple[str, str, int]] = BUDGET,
    *,
    fund: str = "common_income",
    on: date | None = None,
) -> None:
    """The yearly budget within what the owners let the committee decide, on its evening's decision."""
    decision = decision_of(till, BUDGET_TITLE)
    on = on or decision.decided_on + timedelta(days=3)
    lines = [LineDraft(till.account(Account.Root.EXPENSE, expense), words, fen) for expense, words, fen in rows]
    year = (on + timedelta(days=30)).year
    budget = draft_budget(
        estate=till.estate,
        year=year,
        fund=fund,
        title=f"{year}{BUDGET_TITLE}" if fund == "common_income" else f"{year}年度开放式预算",
        lines=lines,
        by=till.keeper,
        at=till.at(on, 9),
    )
    adopt_budget(budget=budget, decision=decision, by=till.keeper, at=till.at(on, 11))


def ask(till: Till, pay: Pay, on: date, *, basis: SpendBasis | None = None, top: bool = False) -> SpendRequest:
    """The request three days before, with the bill."""
    line = None
    if pay.ground == "budget":
        line = BudgetLine.objects.select_related("budget").get(
            estate=till.estate, words=pay.of, budget__state="adopted"
        )
    asked = till.at(on - timedelta(days=ASKED_BEFORE), 10)
    number = SpendRequest.objects.filter(estate=till.estate).count() + 1
    bill = Paper("invoice", "发票.jpg", receipt(number, pay.fen), "发票", clear=True)
    words = f"{pay.bill.words}（{on.year}年{on.month}月）" if pay.ground == "contract" else pay.bill.words
    return request_payment(
        money=till.money[MAIN],
        matter=pay.bill.matter,
        amount_fen=pay.fen,
        words=words,
        ground=pay.ground,
        category=None if top else till.account(Account.Root.EXPENSE, pay.bill.expense),
        to_money=till.money[PETTY] if top else None,
        payee=None if top else Payee(pay.bill.payee, bank=pay.bill.bank, number=pay.bill.number),
        basis=basis,
        line=line,
        papers=(bill,),
        warnings_seen=True,
        by=till.keeper,
        at=asked,
    )


def settle(
    till: Till, request: SpendRequest, on: date, *, chair: Person | None = None, second: Person | None = None
) -> None:
    """Approved by the chair (or another member) and the firm (or whoever signs there), the slip issued, paid, the bank's receipt kept."""
    approve_payment(request=request, agrees=True, by=chair or till.chair, at=till.at(on - timedelta(days=2), 20))
    approve_payment(request=request, agrees=True, by=second or till.manager, at=till.at(on - timedelta(days=1), 9))
    issue_slip(request=request, by=till.keeper, at=till.at(on - timedelta(days=1), 16))
    request.refresh_from_db()
    paid = record_payment(
        request=request,
        paid_on=on,
        file_name="银行回单.pdf",
        content=paper(f"receipt {request.serial}"),
        by=till.keeper,
        at=till.at(on, 17),
    )
    till.others[paid.transaction_id] = request.payee_shown


def pay_all(till: Till, month: date, number: int) -> None:
    """Every payment of the month in the order of days."""
    todo: list[tuple[date, Pay, bool]] = []
    for one in (*STEADY, *WATERS, *TAXED, *BUDGETED):
        if one.month == number:
            day = min(one.day, (month_after(month) - timedelta(days=1)).day)
            todo.append((month.replace(day=day), one, False))
    for at, day in TOPPED:
        if at == number:
            todo.append((month.replace(day=day), Pay(at, day, TOP, TOP_FEN, "budget", TOP.words), True))
    for ago, bill, fen, title in DECIDED:
        if month <= till.ago(ago) < month_after(month):
            todo.append((till.ago(ago), Pay(number, 1, bill, fen, "committee", title), False))
    for on, one, top in sorted(todo, key=lambda row: row[0]):
        asked_on = on - timedelta(days=ASKED_BEFORE)
        basis = basis_of(till, one.of, on=asked_on) if one.ground == "committee" else None
        request = ask(till, one, on, basis=basis, top=top)
        settle(till, request, on)
        if one.late:
            _late(till, request, month, one.late)


def _late(till: Till, request: SpendRequest, month: date, day: int) -> None:
    """The bank carries it out in the next month: an outstanding item at the end of this one."""
    payment = request.payments.get()
    till.late[payment.transaction_id] = month_after(month).replace(day=day)


def set_petty(till: Till) -> PettyFund:
    """Petty cash within the owners' caps, kept by a member who keeps nothing else."""
    at = till.at(till.start + timedelta(days=1), 11)
    keeper = till.seat_of(till.third, on=till.start + timedelta(days=1))
    return set_petty_fund(
        money=till.money[PETTY],
        keeper=keeper,
        month_cap_fen=MONTH_CAP,
        each_cap_fen=EACH_CAP,
        by=till.keeper,
        at=at,
    )


def spend_small(till: Till, petty: PettyFund, month: date, number: int) -> None:
    """Three vouchers a month, each with its photo; checked by another member in the first days of the next."""
    for n, (words, fund, fen) in enumerate(_small(number)):
        on = month.replace(day=4 + 8 * n)
        record_petty(
            petty=petty,
            amount_fen=fen + (number * 300 + n * 100) % 1_500,
            file_name="票据.jpg",
            content=picture(shade=(number * 3 + n) % 40, mended=bool(n % 2)),
            category=till.account(Account.Root.EXPENSE, fund),
            words=words,
            on=on,
            clear=True,
            by=till.third,
            at=till.at(on, 18),
        )
    rejected = _rejected(petty) if number == 7 else {}
    at = till.at(month_after(month).replace(day=3), 21)
    review_petty(petty=petty, month=month, rejected=rejected, by=till.fourth, at=at)


def _small(number: int) -> Sequence[tuple[str, str, int]]:
    return [SMALL[(number * 3 + n) % len(SMALL)] for n in range(3)]


def _rejected(petty: PettyFund) -> dict[int, str]:
    """One voucher goes back: its photo cannot be read."""
    row = petty.vouchers.order_by("-pk").first()
    return {row.pk: "照片看不清金额，请补拍后重新登记"} if row else {}
