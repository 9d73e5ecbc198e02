"""押金: what is held for the party of a contract, and which postings of deposits belong to no contract yet."""

from django.db.models import Sum

from gongzhi.fund.models import Deposit, IncomeContract, Posting


def held_fen(contract: IncomeContract) -> int:
    """What of the contract's deposit is held now, in fen: received and not given back; reversed money counts no more."""
    rows = Deposit.objects.filter(
        estate=contract.estate_id, contract=contract, posting__transaction__reversals__isnull=True
    )
    return -int(rows.aggregate(n=Sum("posting__amount_fen"))["n"] or 0)


def deposits_of(contract: IncomeContract) -> list[Deposit]:
    """What came in and went back of the contract's deposit, the earliest first, but for what was reversed."""
    rows = Deposit.objects.filter(
        estate=contract.estate_id, contract=contract, posting__transaction__reversals__isnull=True
    )
    return list(rows.select_related("posting__transaction").order_by("posting__transaction__on", "pk"))


def unassigned(contract: IncomeContract) -> list[Posting]:
    """Payments that gave a deposit back and were named with no contract yet, the latest first."""
    rows = Posting.objects.filter(
        estate=contract.estate_id,
        account__root="owed",
        account__fund="deposit",
        amount_fen__gt=0,
        transaction__kind="payment",
        transaction__reversals__isnull=True,
        deposits__isnull=True,
        transaction__on__gte=contract.signed_on,
    )
    return list(rows.select_related("transaction").order_by("-transaction__on", "-pk")[:100])
