"""What of a receipt may still be given back: deposits and sums received by mistake."""

from django.db.models import Q, Sum

from gongzhi.fund.models import Account, MoneyAccount, Posting, SpendRequest, Transaction
from gongzhi.fund.states import GIVEN_UP


def held_fen(
    receipt: Transaction, money: MoneyAccount, category: Account | None, *, but: SpendRequest | None = None
) -> int:
    """What came into this account by the receipt and stands under `category`, less what was given back or asked for."""
    if receipt.reversals.exists() or category is None:
        return 0
    lines = Posting.objects.filter(estate=receipt.estate_id, transaction=receipt)
    came = lines.filter(account=money.account_id).aggregate(n=Sum("amount_fen"))["n"] or 0
    owed = -(lines.filter(account=category).aggregate(n=Sum("amount_fen"))["n"] or 0)
    rows = SpendRequest.objects.filter(estate=receipt.estate_id, returns=receipt).exclude(state__in=GIVEN_UP)
    rows = rows.exclude(Q(pk=but.pk) if but else Q(pk__in=[]))
    undone = rows.filter(payments__transaction__reversals__isnull=False).aggregate(n=Sum("amount_fen"))["n"] or 0
    asked = rows.aggregate(n=Sum("amount_fen"))["n"] or 0
    return int(min(came, owed) - asked + undone)


def receipts_of(money: MoneyAccount) -> list[Transaction]:
    """Receipts of this account that are owed to somebody else, the newest first, not reversed."""
    rows = Transaction.objects.filter(
        estate=money.estate_id, reversals__isnull=True, postings__account=money.account_id, postings__amount_fen__gt=0
    ).exclude(kind=Transaction.Kind.REVERSAL)
    owed = Posting.objects.filter(estate=money.estate_id, account__root=Account.Root.OWED, amount_fen__lt=0)
    return list(rows.filter(pk__in=owed.values("transaction_id")).distinct().order_by("-on", "-pk")[:200])
