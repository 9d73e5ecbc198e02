"""What of a receipt may still be given back: deposits, sums received by mistake, what was taken over and is another's."""

from django.db.models import Q, QuerySet, Sum

from gongzhi.fund.models import Account, MoneyAccount, Posting, SpendRequest, Transaction
from gongzhi.fund.states import GIVEN_UP

K = Transaction.Kind


def held_fen(
    receipt: Transaction, money: MoneyAccount, category: Account | None, *, but: SpendRequest | None = None
) -> int:
    """What came into this account by the receipt and stands under `category`, less what was given back or asked for.

    What was taken over in dispute and cleared as another's (期初待核) lies where its opening lay.
    """
    if receipt.reversals.exists() or category is None:
        return 0
    lines = Posting.objects.filter(estate=receipt.estate_id, transaction=receipt)
    owed = -(lines.filter(account=category).aggregate(n=Sum("amount_fen"))["n"] or 0)
    given = SpendRequest.objects.filter(estate=receipt.estate_id).exclude(pk__in=[but.pk] if but else [])
    back = _asked_fen(given.filter(returns=receipt))
    if receipt.kind == K.CLEARING:
        of_openings = _asked_fen(given.filter(money=money, returns__kind=K.CLEARING))
        return min(owed - back, disputed_fen(money) - of_openings)
    came = lines.filter(account=money.account_id).aggregate(n=Sum("amount_fen"))["n"] or 0
    return int(min(came, owed) - back)


def _asked_fen(rows: QuerySet[SpendRequest]) -> int:
    """What these requests gave back or are to give back; refused, withdrawn and undone apart."""
    live = rows.exclude(state__in=GIVEN_UP).exclude(payments__transaction__reversals__isnull=False)
    return int(live.aggregate(n=Sum("amount_fen"))["n"] or 0)


def disputed_fen(money: MoneyAccount) -> int:
    """What was taken over in dispute with this account's opening, cleared or not."""
    opened = Posting.objects.filter(
        estate=money.estate_id,
        account=money.account_id,
        transaction__kind=K.OPENING,
        transaction__reversals__isnull=True,
    )
    parts = Posting.objects.filter(
        estate=money.estate_id,
        transaction__in=opened.values("transaction"),
        account__root=Account.Root.OPENING,
        account__fund="unchecked",
    )
    return -int(parts.aggregate(n=Sum("amount_fen"))["n"] or 0)


def receipts_of(money: MoneyAccount) -> list[Transaction]:
    """Receipts of this account that are owed to somebody else, the newest first, not reversed."""
    owed = Posting.objects.filter(estate=money.estate_id, account__root=Account.Root.OWED, amount_fen__lt=0)
    here = Q(postings__account=money.account_id, postings__amount_fen__gt=0)
    if disputed_fen(money):
        here |= Q(kind=K.CLEARING)
    rows = Transaction.objects.filter(here, estate=money.estate_id, reversals__isnull=True).exclude(kind=K.REVERSAL)
    return list(rows.filter(pk__in=owed.values("transaction_id")).distinct().order_by("-on", "-pk")[:200])


def is_returned(receipt: Transaction) -> bool:
    """Whether a request gives a part of this receipt back, or did."""
    return _asked_fen(SpendRequest.objects.filter(estate=receipt.estate_id, returns=receipt)) > 0
