"""Petty cash: what a month has cost, what waits for its check, which category is usual."""

from datetime import date

from django.db.models import Q, Sum

from gongzhi.fund.models import Account, MoneyAccount, PettyFund, PettyVoucher, Posting, Transaction
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.states import PettyState
from gongzhi.places.models import Estate
from gongzhi_law.fund import FILLS_PETTY, SpendMatter

USUAL = "small_repair"
# What petty cash is spent on, by the kind of the expense account; another kind is not petty.
MATTERS = {
    "small_repair": SpendMatter.SMALL_REPAIR,
    "cleaning": SpendMatter.ROUTINE,
    "utilities": SpendMatter.UTILITIES,
    "office": SpendMatter.ROUTINE,
    "bank": SpendMatter.ROUTINE,
    "other": SpendMatter.OTHER,
}


def matter_of(category: Account) -> SpendMatter:
    """The matter of an expense account; what is not petty is told as it is and refused by the law."""
    others = {
        "allowance": SpendMatter.ALLOWANCE,
        "tax": SpendMatter.TAX,
        "audit": SpendMatter.AUDIT,
        "big_repair": SpendMatter.BIG_REPAIR,
        "fee_firm": SpendMatter.FEE_FIRM,
        "litigation": SpendMatter.LITIGATION,
        "distribute": SpendMatter.DISTRIBUTE,
    }
    return {**others, **MATTERS}.get(category.fund, SpendMatter.OTHER)


def petty_categories(estate: Estate) -> list[Account]:
    """The expense accounts that petty cash may pay, the usual one first."""
    rows = Account.objects.filter(estate=estate, root=Account.Root.EXPENSE, fund__in=MATTERS)
    order = list(MATTERS)
    return sorted(rows, key=lambda row: (order.index(row.fund), row.code))


def usual_category(petty: PettyFund) -> Account:
    """The category of the last voucher, first of all 设施设备维修."""
    last = PettyVoucher.objects.filter(estate=petty.estate_id, petty=petty).select_related("category").order_by("-pk")
    found = last.first()
    return found.category if found else account_for(petty.estate, Account.Root.EXPENSE, USUAL)


def keeper_of(petty: PettyFund) -> str:
    """The post that keeps it, in words and without a name: 桂溪苑业委会委员."""
    return f"{petty.keeper.body.name}{petty.keeper.get_role_display()}"


def live_petty(estate: Estate) -> list[PettyFund]:
    """The petty cash funds in use."""
    rows = PettyFund.objects.select_related("money__account", "keeper__body", "estate", "resolution", "decision__item")
    return list(rows.filter(estate=estate, until_on__isnull=True).order_by("pk"))


def kept_by(person_id: int, *, on: date) -> list[PettyFund]:
    """The petty cash that a person keeps, in any estate: by a seat that is held on the day."""
    rows = PettyFund.objects.filter(until_on__isnull=True, keeper__person_id=person_id)
    rows = rows.filter(Q(keeper__ended_on__isnull=True) | Q(keeper__ended_on__gt=on))
    return list(rows.select_related("estate").order_by("pk"))


def month_fen(petty: PettyFund, day: date) -> int:
    """What the vouchers of the month of `day` come to from this box, rejected and reversed ones left out, in fen."""
    month = month_of(day)
    rows = PettyVoucher.objects.filter(
        estate=petty.estate_id, petty__money=petty.money_id, on__gte=month, on__lt=next_month(month)
    )
    rows = rows.exclude(state=PettyState.REJECTED).filter(transaction__reversals__isnull=True)
    return int(rows.aggregate(n=Sum("amount_fen"))["n"] or 0)


def to_review(petty: PettyFund) -> dict[date, list[PettyVoucher]]:
    """Vouchers that nobody checked yet, by month, the oldest first."""
    rows = PettyVoucher.objects.filter(estate=petty.estate_id, petty=petty, state=PettyState.RECORDED)
    found: dict[date, list[PettyVoucher]] = {}
    for row in rows.select_related("category").order_by("on", "pk"):
        found.setdefault(month_of(row.on), []).append(row)
    return found


def owed_back(petty: PettyFund) -> list[PettyVoucher]:
    """Rejected vouchers whose money the keeper has to put back: until the next month's check counts the box."""
    last = petty.reviews.order_by("-pk").first()
    return list(PettyVoucher.objects.filter(estate=petty.estate_id, review=last, state="rejected")) if last else []


def returnable(box: MoneyAccount) -> dict[str, int]:
    """By kind of money, what went from it into the cash box and did not come back, in fen.

    What the box held when the ledger began, or took in itself, may go to any kind that fills such a box.
    """
    moved = Posting.objects.filter(estate=box.estate_id, account=box.account_id, transaction__reversals__isnull=True)
    moved = moved.exclude(transaction__kind=Transaction.Kind.REVERSAL)
    between = Posting.objects.filter(
        estate=box.estate_id,
        transaction__in=moved.filter(transaction__kind=Transaction.Kind.TRANSFER).values("transaction"),
        account__root=Account.Root.MONEY,
    ).exclude(account=box.account_id)
    found = {fund: -total for fund, total in between.values_list("account__fund").annotate(n=Sum("amount_fen"))}
    others = moved.filter(amount_fen__gt=0).exclude(transaction__kind=Transaction.Kind.TRANSFER)
    own = int(others.aggregate(n=Sum("amount_fen"))["n"] or 0)
    fills = {fund.value for fund in FILLS_PETTY} if own else set()
    return {fund: found.get(fund, 0) + (own if fund in fills else 0) for fund in {*found, *fills}}
