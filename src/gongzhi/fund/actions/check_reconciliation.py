"""Check a reconciliation as the second person (A5.2)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.lock_money import lock_money
from gongzhi.fund.bank_access import CHECKERS
from gongzhi.fund.cites import TWO_PERSONS
from gongzhi.fund.models import Reconciliation
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

CHECKED = journal.event("fund.reconciliation.checked", account=Fact.WORD, month=Fact.DAY, bank_fen=Fact.NUMBER)


@act
def check_reconciliation(*, reconciliation: Reconciliation, by: Person, at: datetime) -> Reconciliation:
    """Signs for having compared the sheet with the statement: once, by a person who did not make it.

    Refuses its maker, a second check, and whoever is neither of the body, its supervisors, the firm nor of the offices.
    """
    book, money = lock_money(reconciliation.money)
    access.require_kinds(by, book.estate, CHECKERS, at=at)
    row = Reconciliation.objects.select_for_update().get(pk=reconciliation.pk, estate=book.estate)
    if row.checked_at is not None:
        raise Refused(Reason(_("这张调节表已经核对过。"), cite=TWO_PERSONS, remedy=_("看调节表")))
    if row.person_id == by.pk:
        words = _("调节表是您编的，要由另一个人核对。")
        raise Refused(Reason(words, cite=TWO_PERSONS, remedy=_("请另一位委员、监事或者居委会核对")))
    row.checked_by, row.checked_at = keys.pseudonym(book.estate.pk, by.pk), at
    entry = journal.record(
        CHECKED,
        ref=f"account:{money.account.code}",
        estate_id=book.estate.pk,
        by=row.checked_by,
        at=at,
        basis=row.entry,
        account=money.account.code,
        month=row.month,
        bank_fen=row.bank_fen,
    )
    row.checked_entry = entry.pk
    row.save(update_fields=["checked_by", "checked_at", "checked_entry"])
    return row
