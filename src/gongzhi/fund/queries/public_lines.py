"""Lines of the ledger as everyone reads them: what for, to whom as far as it is public, on which basis, with which paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from gongzhi.fund.models import (
    Account,
    MatchPosting,
    Payment,
    PettyVoucher,
    Posting,
    Receipt,
    SpendRequest,
    Transaction,
    Voucher,
)
from gongzhi.fund.queries.bases import decided_page, title_of
from gongzhi.fund.queries.ledger_bases import cited
from gongzhi.fund.queries.slips import ground_words
from gongzhi.places.models import Estate
from gongzhi_law.fund import GROUND_NAMES, Ground


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One entry on one account: the sum with its sign, the category, who it went to, and what stands behind it."""

    made: Transaction
    amount_fen: int
    what: str
    to: str
    shown: int
    hidden: int
    matched: bool
    undone: bool

    @property
    def papers(self) -> str:
        """How many vouchers everyone may see, and how many nobody has masked yet."""
        if not self.shown and not self.hidden:
            return ""
        if not self.hidden:
            return _("凭证 %(n)s 张") % {"n": self.shown}
        if not self.shown:
            return _("待遮盖凭证 %(m)s 张") % {"m": self.hidden}
        return _("凭证 %(n)s 张，待遮盖 %(m)s 张") % {"n": self.shown, "m": self.hidden}


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What a payment rests on: words, the public page of the decision, and how it stands now."""

    words: str
    url: str
    state: str


def postings_on(
    estate: Estate, *, account: Account | None = None, from_on: date | None = None, until_on: date | None = None
) -> Any:
    """The postings of money accounts (or of one) in a period, the latest first."""
    rows = Posting.objects.filter(estate=estate, account__root=Account.Root.MONEY)
    if account is not None:
        rows = rows.filter(account=account)
    if from_on is not None:
        rows = rows.filter(transaction__on__gte=from_on)
    if until_on is not None:
        rows = rows.filter(transaction__on__lt=until_on)
    return rows.select_related("transaction", "account").order_by("-transaction__on", "-transaction_id", "-pk")


def lines_of(rows: Iterable[Posting]) -> list[PublicLine]:
    """The postings as lines, in six statements whatever their number."""
    money = list(rows)
    made = list({row.transaction_id: row.transaction for row in money}.values())
    against: dict[int, list[tuple[int, str]]] = {}
    for posting in Posting.objects.filter(transaction__in=made).select_related("account").order_by("pk"):
        against.setdefault(posting.transaction_id, []).append((posting.account_id, posting.account.title))
    to = dict(
        Payment.objects.filter(transaction__in=made).values_list("transaction_id", "request__payee_shown")
    ) | dict(
        Receipt.objects.filter(posting__transaction__in=made)
        .values_list("posting__transaction_id", "instalment__contract__party_shown")
        .order_by("pk")
    )
    seen = Q(clear=True) | Q(shown_file_id__isnull=False)
    papers = {
        row["transaction_id"]: (row["seen"], row["n"] - row["seen"])
        for row in Voucher.objects.filter(transaction__in=made)
        .values("transaction_id")
        .annotate(n=Count("pk"), seen=Count("pk", filter=seen))
        .order_by()
    }
    matched = set(MatchPosting.objects.filter(posting__in=money, live=True).values_list("posting_id", flat=True))
    undone = set(Transaction.objects.filter(reverses__in=made).values_list("reverses_id", flat=True))
    return [
        PublicLine(
            row.transaction,
            row.amount_fen,
            "、".join(dict.fromkeys(title for pk, title in against[row.transaction_id] if pk != row.account_id)),
            to.get(row.transaction_id, ""),
            *papers.get(row.transaction_id, (0, 0)),
            row.pk in matched,
            row.transaction_id in undone,
        )
        for row in money
    ]


def request_of(made: Transaction) -> SpendRequest | None:
    """The request that this entry paid, or None."""
    rows = Payment.objects.filter(estate=made.estate_id, transaction=made)
    found = rows.select_related(
        "request__basis__resolution__motion__assembly",
        "request__basis__resolution__option",
        "request__basis__decision__item",
        "request__basis__estate",
        "request__line__budget__resolution__motion__assembly",
        "request__line__budget__resolution__option",
        "request__line__budget__decision__item",
        "request__line__budget__estate",
        "request__returns",
    ).first()
    return found.request if found else None


def grounds_of(made: Transaction, request: SpendRequest | None) -> list[RestsOn]:
    """On what an entry rests, with links everyone may follow; empty for what needs no basis."""
    if request is not None:
        ground = ground_words(request)
        if request.line is not None:
            budget = request.line.budget
            words = _("%(ground)s：%(budget)s，%(line)s") % {
                "ground": ground,
                "budget": budget.title,
                "line": request.line.words,
            }
            return [RestsOn(words, decided_page(budget), "")]
        if request.basis is not None:
            state = _state(request)
            return [RestsOn(f"{ground}{_('：')}{title_of(request.basis)}", decided_page(request.basis), state)]
        return [RestsOn(ground, "", "")]
    petty = (
        PettyVoucher.objects.filter(estate=made.estate_id, transaction=made)
        .select_related(
            "petty__estate",
            "petty__resolution__motion__assembly",
            "petty__resolution__option",
            "petty__decision__item",
        )
        .first()
    )
    if petty is not None:
        words = title_of(petty.petty)
        ground = _(GROUND_NAMES[Ground.PETTY])
        named = f"{ground}{_('：')}{words}" if words else ground
        return [RestsOn(named, decided_page(petty.petty), str(petty.get_state_display()))]
    found = cited(made.estate, made.basis_entry)
    return [RestsOn(row.words, row.url, "" if row.holds else row.state) for row in found]


def _state(request: SpendRequest) -> str:
    """How the decision stands now, where it does not bind any more."""
    basis = request.basis
    assert basis is not None  # noqa: S101  (the caller asked)
    row = basis.resolution or basis.decision
    return "" if row is None or row.state == "effective" else str(row.get_state_display())


def approvals_of(request: SpendRequest | None) -> list[tuple[str, datetime]]:
    """Which sides agreed to a payment and when; never who."""
    if request is None:
        return []
    rows = request.approvals.filter(agrees=True).order_by("pk")
    return [
        (
            _("%(side)s（第二把钥匙）") % {"side": row.get_side_display()}
            if row.second_key
            else str(row.get_side_display()),
            row.at,
        )
        for row in rows
    ]


def contracts_of(made: Transaction) -> Sequence[Receipt]:
    """The instalments that an entry settled."""
    rows = Receipt.objects.filter(estate=made.estate_id, posting__transaction=made)
    return list(rows.select_related("instalment__contract__asset").order_by("pk"))
