"""Months of many estates that are over and that nobody published (A5.5)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min

from gongzhi.bodies.queries.bylaws_over import bylaws_over
from gongzhi.fund.cites import PUBLISHED
from gongzhi.fund.models import Account, Book, Posting, Publication
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.queries.publications import Span, due_on, rule_for, spans
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A month of an estate's money that waits to be published, until when, by which text."""

    estate_id: int
    span: Span
    due_on: date
    cite: str


def unpublished(estates: Mapping[int, Estate], at: datetime) -> list[Unpublished]:
    """The months over that were never published, the oldest first of each estate; a fixed number of statements."""
    on = law_day(at)
    books = list(Book.objects.filter(estate__in=estates))
    if not books:
        return []
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
    found = []
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
            cite = next((rule.cite for rule in rules if not rule.proposed), PUBLISHED)
            found.append(Unpublished(book.estate_id, span, min(due_on(span, rule) for rule in rules), cite))
    return found
