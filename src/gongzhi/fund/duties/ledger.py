"""What is due in the books: months to close, accounts to open, disputed openings, vouchers to show, posts that nobody holds."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Max, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.cites import BOOKS, FUND_RULES, PERSONAL
from gongzhi.fund.models import Account, Book, MoneyAccount, MonthClose, Posting
from gongzhi.fund.queries.ledger_accounts import post_of, vacant_posts
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.ledger_vouchers import bare_payments, hidden
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.states import AccountState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi.web.figures import fen
from gongzhi_law.fund import FundKind, publication


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Duties of many estates by estate number, in a fixed number of statements; none where no ledger was opened."""
    found: dict[int, list[Duty]] = defaultdict(list)
    books = {row.estate_id: row for row in Book.objects.filter(estate__in=estates)}
    living = {pk: estates[pk] for pk in books if estates[pk].ended_on is None}
    if not living:
        return found
    for pk, duty in [
        *_months(books, living, law_day(at)),
        *_accounts(living),
        *_vacant(living, law_day(at)),
        *_unchecked(living),
        *_vouchers(living),
    ]:
        found[pk].append(duty)
    return found


def _who() -> str:
    return str(Capacity.Kind.COMMITTEE.label)


def _months(books: Mapping[int, Book], living: Mapping[int, Estate], on: date) -> list[tuple[int, Duty]]:
    """The month that is over and not closed: it is closed by when a period that ends with it is published."""
    last = dict(MonthClose.objects.filter(estate__in=living).values_list("estate").annotate(n=Max("month")).order_by())
    found = []
    for pk, estate in living.items():
        turn = next_month(last[pk]) if pk in last else month_of(books[pk].from_on)
        if on < next_month(turn):
            continue
        days = publication(FundKind.COMMON_INCOME, on=on, place=estate.place).by_days
        due = next_month(turn) + timedelta(days=days - 1) if days else None
        title = _("结%(month)s的账") % {"month": month_words(turn)}
        url = reverse("fund:close_month", args=[estate.code])
        found.append((pk, Duty(title, due, _who(), BOOKS, url)))
    return found


def _accounts(living: Mapping[int, Estate]) -> list[tuple[int, Duty]]:
    rows = MoneyAccount.objects.filter(estate__in=living, state=AccountState.PROPOSED).select_related("account")
    found = []
    for money in rows.order_by("pk"):
        title = _("登记开户并公告：%(title)s") % {"title": money.account.title}
        url = reverse("fund:open_account", args=[living[money.estate_id].code, money.account.code])
        found.append((money.estate_id, Duty(title, None, _who(), FUND_RULES, url)))
    return found


def _vacant(living: Mapping[int, Estate], on: date) -> list[tuple[int, Duty]]:
    """A post that signs and that nobody holds: fill the seat, or let another post sign."""
    found = []
    for row in vacant_posts(living.values(), on=on):
        title = _("%(account)s没有人能签字：%(post)s空缺") % {"account": row.money.account.title, "post": post_of(row)}
        url = reverse("fund:change_signatories", args=[living[row.estate_id].code, row.money.account.code])
        found.append((row.estate_id, Duty(title, None, _who(), FUND_RULES, url)))
    return found


def _unchecked(living: Mapping[int, Estate]) -> list[tuple[int, Duty]]:
    rows = Posting.objects.filter(estate__in=living, account__root=Account.Root.OPENING, account__fund="unchecked")
    sums = rows.values_list("estate").annotate(n=Sum("amount_fen")).order_by()
    return [
        (
            pk,
            Duty(
                _("查清期初待核的%(sum)s") % {"sum": fen(-total)},
                None,
                _who(),
                BOOKS,
                reverse("fund:clear_opening", args=[living[pk].code]),
            ),
        )
        for pk, total in sums
        if total
    ]


def _vouchers(living: Mapping[int, Estate]) -> list[tuple[int, Duty]]:
    """One line an estate for vouchers nobody looked through, one for payments that have none."""
    found = []
    waiting = dict(_counted(hidden(living.values()).order_by("transaction__on", "pk").values_list("estate", "pk")))
    for pk, (count, first) in waiting.items():
        title = _("有 %(n)s 张凭证还没有遮住个人信息公开") % {"n": count}
        url = reverse("fund:mask_voucher", args=[living[pk].code, first])
        found.append((pk, Duty(title, None, _who(), PERSONAL, url)))
    bare = dict(_counted(bare_payments(living.values()).order_by("on", "pk").values_list("estate", "pk")))
    for pk, (count, first) in bare.items():
        title = _("有 %(n)s 笔支出还没有凭证") % {"n": count}
        url = reverse("fund:attach_voucher", args=[living[pk].code, first])
        found.append((pk, Duty(title, None, _who(), BOOKS, url)))
    return found


def _counted(rows: object) -> list[tuple[int, tuple[int, int]]]:
    """Estate number → how many, and the first of them."""
    counts: Counter[int] = Counter()
    first: dict[int, int] = {}
    for estate, number in rows:  # type: ignore[attr-defined]
        counts[estate] += 1
        first.setdefault(estate, number)
    return [(estate, (n, first[estate])) for estate, n in counts.items()]
