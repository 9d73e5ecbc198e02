"""What is due in publication: months to publish, questions and remarks to answer (A5.5, A6.5)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.queries.bylaws_over import bylaws_over
from gongzhi.fund.cites import PUBLISHED
from gongzhi.fund.models import Account, Book, FundQuestion, Posting, Publication, Remark
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.queries.publications import due_on, rule_for, spans
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Estate number → what is due, in a fixed number of statements."""
    live = {pk: one for pk, one in estates.items() if one.ended_on is None}
    found: dict[int, list[Duty]] = defaultdict(list)
    _months(live, at, found)
    for row in FundQuestion.objects.filter(estate__in=live, answered_at__isnull=True).order_by("due_on", "pk"):
        url = reverse("fund:answer_question", args=[live[row.estate_id].code, row.pk])
        title = _("答复业主对资金的第 %(n)s 号询问") % {"n": row.serial}
        found[row.estate_id].append(Duty(title, row.due_on, _keeper(), PUBLISHED, url))
    for one in Remark.objects.filter(estate__in=live, answered_at__isnull=True).order_by("due_on", "pk"):
        url = reverse("fund:answer_remark", args=[live[one.estate_id].code, one.pk])
        title = _("答复第 %(n)s 号监察意见") % {"n": one.serial}
        found[one.estate_id].append(Duty(title, one.due_on, _keeper(), PUBLISHED, url))
    return dict(found)


def _keeper() -> str:
    return str(Capacity.Kind.COMMITTEE.label)


def _months(estates: Mapping[int, Estate], at: datetime, found: dict[int, list[Duty]]) -> None:
    """Months that are over and that nobody published."""
    on = law_day(at)
    books = list(Book.objects.filter(estate__in=estates))
    if not books:
        return
    money = Posting.objects.filter(estate__in=estates, account__root=Account.Root.MONEY)
    first: dict[tuple[int, str], date] = {
        (row["estate_id"], row["account__fund"]): row["first"]
        for row in money.values("estate_id", "account__fund").annotate(first=Min("transaction__on")).order_by()
    }
    known: dict[int, set[date]] = defaultdict(set)
    rows = Publication.objects.filter(estate__in=estates).values_list("estate_id", "from_on", "until_on")
    for pk, month, until in rows:
        if until == next_month(month):
            known[pk].add(month)
    adopted = bylaws_over(estates, on=on)
    for book in books:
        funds = {fund: day for (pk, fund), day in first.items() if pk == book.estate_id}
        if not funds:
            continue
        estate = estates[book.estate_id]
        for span in spans(min(funds.values()), month_of(on), 1):
            if span.from_on in known[book.estate_id]:
                continue
            rules = [
                rule_for(estate, fund, on=span.last_day, adopted=adopted.get(book.estate_id, {}))
                for fund, day in funds.items()
                if day < span.until_on
            ]
            found[book.estate_id].append(
                Duty(
                    _("公示%(period)s的资金收支") % {"period": span.words},
                    min(due_on(span, rule) for rule in rules),
                    _keeper(),
                    next((rule.cite for rule in rules if not rule.proposed), PUBLISHED),
                    reverse("fund:public_desk", args=[estate.code]),
                )
            )
