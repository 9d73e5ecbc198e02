"""Open the ledger of an estate: from which day, with the chart of accounts."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import Account, Book
from gongzhi.fund.queries.chart import CHART
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

OPENED = journal.event("fund.book.opened", on=Fact.DAY, accounts=Fact.NUMBER)


@act
def open_book(*, estate: Estate, from_on: date, by: Person, at: datetime) -> Book:
    """Begins the estate's ledger on the first of a month with the common chart (北京74条、上海51条: 单独列账).

    Refuses everyone but who keeps the money, and a second ledger; wrong input: a day to come or not the first of a month.
    """
    estate = Estate.objects.select_for_update().get(pk=estate.pk)
    access.require_bookkeeper(by, estate, at=at)
    if Book.objects.filter(estate=estate).exists():
        raise Refused(
            Reason(_("本小区已经建账。"), cite=BOOKS, remedy=_("看账簿"), remedy_url=f"/desk/e/{estate.code}/fund/")
        )
    if from_on.day != 1 or from_on > law_day(at):
        raise BadInput(_("请核对从哪一天起记账。"), {"from_on": _("填某个月的1日，不能是将来的日子")})
    entry = journal.record(
        OPENED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        on=from_on,
        accounts=len(CHART),
    )
    book = Book.objects.create(estate=estate, from_on=from_on, entry=entry.pk)
    Account.objects.bulk_create(
        Account(estate=estate, code=line.code, title=line.title, root=line.root, fund=line.fund, entry=entry.pk)
        for line in CHART
    )
    return book
