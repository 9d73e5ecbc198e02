"""The entries of the ledger as a list to look through, and the sums of every account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from gongzhi.fund.models import Account, Payment, Posting, Transaction
from gongzhi.fund.queries.ledger_vouchers import bare_payments
from gongzhi.fund.queries.periods import next_month
from gongzhi.places.models import Estate


def entries(
    estate: Estate, *, account: str = "", month: date | None = None, kind: str = "", words: str = ""
) -> QuerySet[Transaction]:
    """The entries of an estate, the latest first; by account code, month, kind and words."""
    rows = Transaction.objects.filter(estate=estate)
    if account:
        rows = rows.filter(pk__in=Posting.objects.filter(estate=estate, account__code=account).values("transaction"))
    if month is not None:
        rows = rows.filter(on__gte=month, on__lt=next_month(month))
    if kind:
        rows = rows.filter(kind=kind)
    if words:
        rows = rows.filter(words__icontains=words)
    return rows.order_by("-on", "-pk")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a list shows it: its postings, how many vouchers, whether it was undone, or is a payment without one."""

    made: Transaction
    postings: tuple[Posting, ...]
    vouchers: int
    undone: bool
    bare: bool

    @property
    def money_fen(self) -> int:
        """What came in (plus) or went out of the money accounts; for a transfer what moved."""
        money = [row.amount_fen for row in self.postings if row.account.root == Account.Root.MONEY]
        return sum(money) or max(money, default=0)

    @property
    def title(self) -> str:
        """The money accounts, or where no money moved the other accounts."""
        money = [row.account.title for row in self.postings if row.account.root == Account.Root.MONEY]
        return "、".join(money or [row.account.title for row in self.postings])

    @property
    def against(self) -> str:
        """What it was for: income, spending, debt, opening."""
        other = [row.account.title for row in self.postings if row.account.root != Account.Root.MONEY]
        return "、".join(dict.fromkeys(other))


def lines_of(rows: Iterable[Transaction]) -> list[Line]:
    """The entries with what a list shows of them, in five statements whatever their number."""
    made = list(rows)
    found: dict[int, list[Posting]] = {}
    for posting in Posting.objects.filter(transaction__in=made).select_related("account").order_by("pk"):
        found.setdefault(posting.transaction_id, []).append(posting)
    known = Transaction.objects.filter(pk__in=[row.pk for row in made])
    vouchers = dict(known.annotate(n=Count("vouchers")).values_list("pk", "n"))
    undone = set(Transaction.objects.filter(reverses__in=made).values_list("reverses_id", flat=True))
    bare = set(bare_payments({row.estate_id for row in made}).filter(pk__in=vouchers).values_list("pk", flat=True))
    return [
        Line(row, tuple(found.get(row.pk, ())), vouchers.get(row.pk, 0), row.pk in undone, row.pk in bare)
        for row in made
    ]


@dataclass(frozen=True, slots=True)
class Sums:
    """One account in a trial balance: before, 借 and 贷 of the time, after; in fen, plus is 借."""

    account: Account
    before_fen: int
    debit_fen: int
    credit_fen: int

    @property
    def after_fen(self) -> int:
        """What it stands at in the end."""
        return self.before_fen + self.debit_fen - self.credit_fen


def trial_balance(estate: Estate, *, from_on: date, until_on: date) -> list[Sums]:
    """Every account with postings before `until_on`: both sides of the columns are equal, to the fen.

    A reversal stands in red on the side it undoes.
    """
    rows = Posting.objects.filter(estate=estate, transaction__on__lt=until_on)
    before = dict(
        rows.filter(transaction__on__lt=from_on)
        .values_list("account")
        .annotate(n=Sum("amount_fen"))
        .order_by("account")
    )
    sides: dict[int, list[int]] = {}
    moved = rows.filter(transaction__on__gte=from_on).values_list("account", "amount_fen", "transaction__kind")
    for account, amount, kind in moved:
        red = kind == Transaction.Kind.REVERSAL
        side = sides.setdefault(account, [0, 0])
        side[0 if (amount > 0) != red else 1] += amount if (amount > 0) != red else -amount
    known = Account.objects.in_bulk([*before, *sides])
    found = [Sums(known[pk], before.get(pk, 0), *sides.get(pk, (0, 0))) for pk in known]
    order = list(Account.Root.values)
    return sorted(found, key=lambda row: (order.index(row.account.root), int(row.account.code[1:])))


def unchecked_fen(estate: Estate) -> int:
    """What was taken over in dispute and is not cleared yet (期初待核)."""
    rows = Posting.objects.filter(estate=estate, account__root=Account.Root.OPENING, account__fund="unchecked")
    return -int(rows.aggregate(n=Sum("amount_fen"))["n"] or 0)


def reversed_payment(estate: Estate, request_id: int) -> Transaction | None:
    """The entry in red that undid the payment of a request, or None: the request is paid and stays so, shown 已冲销."""
    paid = Payment.objects.filter(estate=estate, request=request_id, transaction__reversals__isnull=False)
    row = paid.select_related("transaction").first()
    return row.transaction.reversals.first() if row else None
